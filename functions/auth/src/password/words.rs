//! Words that people make passwords of, and the place of each in a guesser's list.

use std::sync::LazyLock;

use fst::raw::{CompiledAddr, Fst};

/// Made by `build.rs`. Nothing is read of it here but its header.
static WORDS: LazyLock<Fst<&'static [u8]>> = LazyLock::new(|| {
    let words: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));
    Fst::new(words).expect("the build wrote it")
});

/// A word in a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Of how many characters it is.
    pub length: usize,
    /// The most common one has the first place.
    pub place: u64,
    /// How many of them stand for others, as in `p4ssw0rd`.
    pub disguised: u32,
}

/// The words that these characters, in lower case, begin with.
#[must_use]
pub fn words_at(chars: &[char]) -> Vec<Word> {
    let mut found = Vec::new();
    let mut open: Vec<(CompiledAddr, u64, Word)> = vec![(WORDS.root().addr(), 0, Word { length: 0, place: 0, disguised: 0 })];
    while let Some((node, place, word)) = open.pop() {
        let Some(typed) = chars.get(word.length) else { continue };
        let letters = meant_by(*typed).iter().map(|letter| (letter, 1));
        for (meant, disguised) in letters.chain([(typed, 0)]) {
            let Some((node, place)) = follow(node, place, *meant) else { continue };
            let word = Word { length: word.length + 1, place, disguised: word.disguised + disguised };
            let at = WORDS.node(node);
            if at.is_final() {
                found.push(Word { place: place + at.final_output().value(), ..word });
            }
            open.push((node, place, word));
        }
    }
    found
}

fn follow(from: CompiledAddr, place: u64, c: char) -> Option<(CompiledAddr, u64)> {
    c.encode_utf8(&mut [0; 4]).bytes().try_fold((from, place), |(node, place), byte| {
        let node = WORDS.node(node);
        let transition = node.transition(node.find_input(byte)?);
        Some((transition.addr, place + transition.out.value()))
    })
}

/// The letters that a digit or sign is written for.
#[must_use]
pub fn meant_by(c: char) -> &'static [char] {
    match c {
        '4' | '@' => &['a'],
        '8' => &['b'],
        '3' | '€' => &['e'],
        '6' | '9' => &['g'],
        '1' | '!' | '|' => &['i', 'l'],
        '0' => &['o'],
        '5' | '$' => &['s'],
        '7' | '+' => &['t'],
        '2' => &['z'],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn longest(text: &str) -> Option<(usize, u32)> {
        let chars: Vec<char> = text.chars().collect();
        words_at(&chars).into_iter().map(|word| (word.length, word.disguised)).max()
    }

    #[test]
    fn words_of_both_languages_and_of_breaches_are_known() {
        for (text, found) in [
            ("willkommenx", (10, 0)),
            ("frühling2026", (8, 0)),
            ("fruehling", (9, 0)),
            ("p4$$w0rd", (8, 4)),
            ("w1llk0mmen", (10, 2)),
            ("wil1kommen", (10, 1)),
            ("qwertyuiop", (10, 0)),
            ("butterfly", (9, 0)),
        ] {
            assert_eq!(longest(text), Some(found), "{text}");
        }
        assert_eq!(longest("~~~"), None);
        let place =
            |text: &str| words_at(&text.chars().collect::<Vec<_>>()).into_iter().max_by_key(|word| word.length).map(|word| word.place);
        assert_eq!(place("123456"), Some(1));
        assert!(place("schmetterling") > place("willkommen"));
    }
}
