//! The fonts of papers: Noto Sans for Latin, Greek and Cyrillic, and its kin for Arabic and Hebrew (SIL Open Font License 1.1).

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Their bytes, as they stand in the program.
const FILES: [&[u8]; 6] = [
    include_bytes!("../../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../fonts/NotoSans-SemiBold.ttf"),
    include_bytes!("../../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansArabic-SemiBold.ttf"),
    include_bytes!("../../fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansHebrew-SemiBold.ttf"),
];

/// All of them, read once.
pub static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect());

/// What Typst looks them up in.
pub static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Whether a character can be set: a font has it, or it is none that is seen.
pub fn can_set(character: char) -> bool {
    let is_unseen = matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}');
    is_unseen || character.is_whitespace() || FONTS.iter().any(|font| font.info().coverage.contains(character.into()))
}
