//! What pasted text brings along without anybody seeing it. Every text that a person enters is cleaned of it here, by the
//! rules that `web/src/lib/text.ts` has too; `pasted.json` has cases that both are tested with.
//!
//! Nothing that is seen becomes something else: what cannot be read in one way only is refused instead.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Classes of a regular expression (ECMA-262). Characters that show nothing, are in no word, and are dropped: soft hyphens,
/// zero-width spaces, marks of direction and what embeds, overrides or isolates it, and the anchors of annotations.
pub const UNSEEN: &str = r"\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb";
/// The zero-width joiners: parts of words in some scripts, and of emoji.
pub const JOINERS: &str = r"\u200c\u200d";
/// What ends a line.
pub const LINE_ENDS: &str = r"\n-\r\u0085\u2028\u2029";
/// Spaces, and the tab.
pub const SPACES: &str = r"\t\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000";
/// Control characters that are neither a tab nor the end of a line: no text has them.
pub const REFUSED: &str = r"\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f";
/// What shows nothing and is not dropped, since it changes the character before it or stands for a sound: a text of these
/// has nothing to be seen. Those beyond U+FFFF cannot be written here so that each client reads it.
pub const FILLERS: &str =
    r"\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\ufffe\uffff";

/// The text as it is kept: without what cannot be seen, lines ended by `\n`, spaces of one kind, composed.
#[must_use]
pub fn lines(text: &str) -> String {
    let mut text = text.to_owned();
    // What was dropped may have stood between two characters that compose.
    loop {
        let cleaned = composed(&without_unseen(&text)).into_owned();
        if cleaned == text {
            return cleaned;
        }
        text = cleaned;
    }
}

/// The same for a field of one line, where a line end is a space.
#[must_use]
pub fn line(text: &str) -> String {
    lines(text).replace(['\n', '\t'], " ").trim().to_owned()
}

/// The same without the empty lines before the first one that has something, which keeps its indentation, and without the
/// space behind the last.
#[must_use]
pub fn prose(text: &str) -> String {
    let text = lines(text);
    let first = text.find(|c: char| !c.is_whitespace()).unwrap_or_default();
    let start = text[..first].rfind('\n').map_or(0, |end| end + 1);
    text[start..].trim_end().to_owned()
}

/// The text without what shows nothing, joiners included, and without the spaces around it: for what is read by machines.
#[must_use]
pub fn word(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_unseen(*c) && !is_joiner(*c)).collect();
    seen.trim().to_owned()
}

fn without_unseen(text: &str) -> String {
    let mut seen = text.chars().filter(|c| !is_unseen(*c)).peekable();
    let (mut cleaned, mut before, mut of_flag) = (String::with_capacity(text.len()), '\0', false);
    while let Some(c) = seen.next() {
        of_flag = matches!(c, '\u{e0020}'..='\u{e007f}') && (of_flag || before == '\u{1f3f4}');
        match c {
            '\r' => {
                seen.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => cleaned.push(' '),
            _ if is_joiner(c) && !(may_be_joined(before) && seen.peek().copied().is_some_and(may_be_joined)) => {}
            // Letters that show nothing; after a black flag, they say whose it is.
            '\u{e0000}'..='\u{e007f}' if !of_flag => {}
            _ => cleaned.push(c),
        }
        before = c;
    }
    cleaned
}

/// In NFC, so that what looks the same is the same. Ideographs that NFC would draw in another way stay as they are, and so do
/// letters that it would take apart (`Composition_Exclusion`): no text gets longer by it.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let parts = text.split_inclusive(stays_as_it_is).map(|part| match part.strip_suffix(stays_as_it_is) {
        Some(before) => (before, &part[before.len()..]),
        None => (part, ""),
    });
    Cow::Owned(parts.map(|(before, kept)| before.nfc().collect::<String>() + kept).collect())
}

fn stays_as_it_is(c: char) -> bool {
    matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}') || std::iter::once(c).nfc().nth(1).is_some()
}

/// [`UNSEEN`], and the marks of beams in music.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}')
}

pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Scripts whose letters are joined, and emoji, come after Latin, Greek and Cyrillic; between those, a joiner is a slip.
fn may_be_joined(c: char) -> bool {
    c >= '\u{590}' && !matches!(c, '\u{2000}'..='\u{206f}')
}

/// Whether a character shows something by itself (Unicode: neither `White_Space` nor `Default_Ignorable_Code_Point`).
pub(super) fn is_seen(c: char) -> bool {
    !(c.is_whitespace()
        || is_unseen(c)
        || is_joiner(c)
        || matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2065}' | '\u{2800}')
        || matches!(c, '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{fffe}' | '\u{ffff}')
        || matches!(c, '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{e0000}'..='\u{e0fff}'))
}
