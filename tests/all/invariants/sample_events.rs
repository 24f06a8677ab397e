//! Every function has a sample event, for tests and `cargo lambda invoke`, and no sample is left over. Those of endpoints
//! are rendered.

use std::collections::BTreeSet;

use tests::domains::functions;
use tests::events::path_of;

fn files() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for domain in std::fs::read_dir(tests::rendered::root().join("events")).expect("events/") {
        let domain = domain.expect("a folder");
        for file in std::fs::read_dir(domain.path()).expect("a folder of events") {
            let (domain, file) = (domain.file_name(), file.expect("a file").file_name());
            names.insert(format!("events/{}/{}", domain.to_string_lossy(), file.to_string_lossy()));
        }
    }
    names
}

#[test]
fn every_function_has_a_sample_event_and_every_sample_event_a_function() {
    let wanted: BTreeSet<_> = functions().iter().map(|function| path_of(&function.name)).collect();
    assert_eq!(files(), wanted, "events/ (left) and the domains' lists (right)");
}
