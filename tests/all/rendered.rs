//! What is rendered from code is what is committed.

use tests::difference::between;
use tests::rendered;

#[test]
fn rendered_files_are_up_to_date() {
    let stale: Vec<String> = rendered::all()
        .into_iter()
        .filter_map(|file| {
            let committed = std::fs::read_to_string(rendered::root().join(&file.path)).unwrap_or_default();
            between(&file.path, &committed, &file.content)
        })
        .collect();
    assert!(stale.is_empty(), "run `cargo xtask openapi`, look at what it changes, and commit it:\n\n{}", stale.join("\n"));
}
