//! What deserr does not ask for by itself: inputs refuse what they do not know, may leave out what is optional, and have
//! bounds.

use super::sources::sources;

/// A struct that derives `Deserr`, with what stands before it and its lines.
struct Input<'a> {
    place: String,
    attributes: Vec<&'a str>,
    lines: Vec<&'a str>,
}

/// Enums and single values have no fields, so only structs with braces count.
fn inputs<'a>(path: &str, text: &'a str) -> Vec<Input<'a>> {
    let lines: Vec<&str> = text.lines().collect();
    let derives = lines.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with("#[derive(") && line.contains("Deserr"));
    let found = derives.filter_map(|(start, _)| {
        let attributes: Vec<_> = lines[start..].iter().copied().take_while(|line| line.trim_start().starts_with("#[")).collect();
        let declared = lines[start + attributes.len()..].iter().copied();
        let lines: Vec<_> = declared.take_while(|line| line.trim() != "}").map(str::trim).collect();
        let is_struct = lines.first().is_some_and(|line| line.contains("struct ") && line.ends_with('{'));
        is_struct.then(|| Input { place: format!("{path}: {}", lines[0]), attributes, lines })
    });
    found.collect()
}

/// Texts and lists without a most; and maps, of which deserr 0.6 loses what is wrong in them.
const BOUNDLESS: [&str; 3] = ["String", "Vec<", "Map<"];

#[test]
fn an_input_refuses_unknown_fields_and_may_leave_out_optional_ones() {
    let mut seen = 0;
    for source in sources() {
        for Input { place, attributes, lines } in inputs(&source.path, &source.text) {
            seen += 1;
            let strict = attributes.iter().any(|attribute| attribute.contains("deny_unknown_fields"));
            assert!(
                strict,
                "{place} wants #[deserr(error = WrongFields, deny_unknown_fields)], or a misspelt field would be lost in silence"
            );
            let mut has_default = false;
            for line in lines {
                let is_field = line.ends_with(',') && line.contains(": ") && !line.starts_with("//");
                if is_field {
                    let may_be_missing = line.contains(": Option<") || line.contains(": Change<");
                    let boundless: Vec<_> = BOUNDLESS.iter().filter(|kind| line.contains(**kind)).collect();
                    assert!(boundless.is_empty(), "{place} {line} {boundless:?} has no bounds; use `Line`, `Prose` or `List`");
                    assert_eq!(has_default, may_be_missing, "{place} {line} An optional field has #[deserr(default)], others have not");
                }
                has_default = line == "#[deserr(default)]" || (has_default && !is_field);
            }
        }
    }
    assert!(seen > 10, "{seen} inputs were found");
}
