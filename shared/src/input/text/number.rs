//! Numbers in groups, as people write and paste them: the signs between the groups count as nothing.

use super::clean::{is_joiner, is_unseen};

/// A class of a regular expression (ECMA-262) of digits, also those of full width that keyboards for Chinese and Japanese
/// write.
pub const DIGITS: &str = r"0-9\uff10-\uff19";

/// The same of what may stand between them: spaces, line ends, hyphens, dashes and what cannot be seen.
#[must_use]
pub fn gaps() -> String {
    use super::clean::{JOINERS, LINE_ENDS, SPACES, UNSEEN};
    format!(r"{SPACES}{LINE_ENDS}{UNSEEN}{JOINERS}\u2010-\u2015\u2212\ufe58\ufe63\uff0d\-")
}

/// The text without the gaps; signs of full width become plain ones.
#[must_use]
pub fn ungrouped(text: &str) -> String {
    let plain = text.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    });
    plain.filter(|c| !is_gap(*c)).collect()
}

fn is_gap(c: char) -> bool {
    let is_dash = matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}');
    is_dash || c.is_whitespace() || (u32::from(c) <= 0xffff && is_unseen(c)) || is_joiner(c)
}
