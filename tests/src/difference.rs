//! What differs between two texts, as a person reads it.

use similar::TextDiff;

/// Lines around a change.
const AROUND: usize = 2;
/// One sees from so many lines what happened.
const SHOWN: usize = 40;

/// The first differing lines of a committed file and of what should be in it (`+`); `None` when they are the same.
#[must_use]
pub fn between(path: &str, committed: &str, wanted: &str) -> Option<String> {
    if committed == wanted {
        return None;
    }
    let difference = TextDiff::from_lines(committed, wanted);
    let whole =
        difference.unified_diff().context_radius(AROUND).header(&format!("{path}, committed"), &format!("{path}, wanted")).to_string();
    let lines: Vec<&str> = whole.lines().collect();
    let shown = lines.iter().take(SHOWN).copied().collect::<Vec<_>>().join("\n");
    Some(match lines.len().saturating_sub(SHOWN) {
        0 => shown + "\n",
        more => format!("{shown}\n… and {more} more lines\n"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_do_not_differ() {
        assert_eq!(between("a.md", "one\ntwo\n", "one\ntwo\n"), None);
    }

    #[test]
    fn a_change_is_shown_with_what_stands_around_it() {
        let told = between("a.md", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\nfour\n5\n6\n").expect("they differ");
        assert_eq!(told, "--- a.md, committed\n+++ a.md, wanted\n@@ -2,5 +2,5 @@\n 2\n 3\n-4\n+four\n 5\n 6\n");
    }

    #[test]
    fn of_a_long_difference_the_beginning_is_shown() {
        let wanted: String = (0..100).map(|line| format!("{line}\n")).collect();
        let told = between("new.json", "", &wanted).expect("they differ");
        assert_eq!(told.lines().count(), SHOWN + 1, "{told}");
        assert!(told.ends_with("… and 63 more lines\n"), "{told}");
    }
}
