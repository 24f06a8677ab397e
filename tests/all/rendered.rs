//! What is rendered from code is what is committed.

use tests::rendered;

#[test]
fn rendered_files_are_up_to_date() {
    for file in rendered::all() {
        let committed = std::fs::read_to_string(rendered::root().join(&file.path)).unwrap_or_default();
        assert!(committed == file.content, "{} is stale; run `cargo xtask openapi` and commit it", file.path);
    }
}
