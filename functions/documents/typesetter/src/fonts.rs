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

#[cfg(test)]
mod tests {
    use documents::made::characters::{can_be_set, is_unseen};

    use super::FONTS;

    #[test]
    fn the_endpoints_know_which_characters_the_fonts_have() {
        for character in '\0'..=char::MAX {
            let is_in_a_font = FONTS.iter().any(|font| font.info().coverage.contains(character.into()));
            assert!(can_be_set(character) || !is_in_a_font, "a font has {character:?}");
            let is_seen = !character.is_whitespace() && !is_unseen(character);
            assert!(is_in_a_font || !is_seen || !can_be_set(character), "no font has {character:?}");
        }
    }
}
