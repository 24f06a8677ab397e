//! How many guesses a password takes of somebody who knows what people make passwords of: words, names, years, rows of keys,
//! repeats, and what is known of the person. After zxcvbn (Wheeler, USENIX Security 2016), whose lists have to be put into
//! tables first, and which takes three such parts for good whatever they are.
//!
//! Guesses are counted in quarters of a bit. A password costs what its cheapest division into parts costs.

use crate::password::words::{meant_by, words_at};

const BIT: u32 = 4;
/// Of a character that belongs to nothing: ten guesses, as in zxcvbn.
const ANY: u32 = 13;
/// Of a character that people put between words.
const SEPARATOR: u32 = 2 * BIT;
/// Of a word that is known of the person or the portal.
const KNOWN: u32 = BIT;
const EXPECTED_WORD: u32 = 4 * BIT;
const YEAR: u32 = 6 * BIT;
const DATE: u32 = 15 * BIT;
/// Of a run of neighbours, besides its length.
const RUN: u32 = 4 * BIT;

/// What a demand for a new password every season makes of people, in both languages of the portal.
const EXPECTED: &str = "frühling frühjahr sommer herbst winter spring summer autumn fall januar februar märz april mai juni juli \
    august september oktober november dezember january february march may june july october december montag dienstag \
    mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday saturday sunday";

/// Neighbours on keyboards, in rows and columns.
const KEYS: [&str; 21] = [
    "qwertyuiop",
    "qwertzuiopü",
    "asdfghjklöä",
    "zxcvbnm",
    "yxcvbnm",
    "1234567890ß",
    "!@#$%^&*()",
    "!\"§$%&/()=?",
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "5tgb",
    "6yhn",
    "7ujm",
    "8ik,",
    "9ol.",
    "1qay",
    "6zhn",
    "azertyuiop",
    "qsdfghjklm",
];

/// The logarithm of the guesses that find the password, to the base of 2, in quarters: as it is, or without what stands between
/// its characters.
#[must_use]
pub fn quarter_bits(password: &str, known: &[String]) -> u32 {
    let typed: Vec<char> = password.chars().collect();
    let apart = of_division(&typed, known);
    let joined: Vec<char> = typed.iter().copied().filter(|c| !is_separator(*c)).collect();
    if joined.is_empty() || joined.len() == typed.len() {
        return apart;
    }
    apart.min(of_division(&joined, known).saturating_add(of_separators(&typed)))
}

/// Signs that people put into words and numbers, which find them all the same.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '_' | '.' | ',' | '/' | ':' | ';' | '\'' | '*' | '#')
}

/// Which sign it is, and where it stands: between all characters, or anywhere.
fn of_separators(typed: &[char]) -> u32 {
    let between_all = typed.iter().enumerate().all(|(at, c)| is_separator(*c) == (at % 2 == 1));
    let places = if between_all { 1 } else { typed.iter().filter(|c| is_separator(**c)).count() };
    u32::try_from(places).unwrap_or(u32::MAX).saturating_mul(BIT).saturating_add(SEPARATOR)
}

fn of_division(typed: &[char], known: &[String]) -> u32 {
    let lower: Vec<char> = typed.iter().map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
    let mut costs = Costs::of(&lower);
    costs.words(typed, &lower);
    for word in known {
        costs.word(typed, &lower, word, KNOWN);
    }
    for word in EXPECTED.split(' ') {
        costs.word(typed, &lower, word, EXPECTED_WORD);
    }
    costs.runs(&lower);
    costs.numbers(&lower);
    costs.cheapest(&lower)
}

/// What each part of a password costs, from its first character to before its end.
struct Costs {
    length: usize,
    parts: Vec<u32>,
}

impl Costs {
    fn of(chars: &[char]) -> Self {
        let length = chars.len();
        let mut costs = Self { length, parts: vec![u32::MAX; (length + 1) * (length + 1)] };
        for (start, c) in chars.iter().enumerate() {
            costs.offer(start, start + 1, if matches!(c, ' ' | '-' | '_' | '.' | ',' | '!') { SEPARATOR } else { ANY });
        }
        costs
    }

    fn get(&self, start: usize, end: usize) -> u32 {
        self.parts[start * (self.length + 1) + end]
    }

    fn offer(&mut self, start: usize, end: usize, cost: u32) {
        let known = &mut self.parts[start * (self.length + 1) + end];
        *known = cost.min(*known);
    }

    /// Words of the lists, forwards and backwards.
    fn words(&mut self, typed: &[char], lower: &[char]) {
        let backwards: Vec<char> = lower.iter().rev().copied().collect();
        for start in 0..self.length {
            for word in words_at(&lower[start..]) {
                let end = start + word.length;
                self.offer(start, end, of_place(word.place) + word.disguised.min(3) * BIT + of_case(&typed[start..end]));
            }
            for word in words_at(&backwards[start..]) {
                let (from, to) = (self.length - start - word.length, self.length - start);
                self.offer(from, to, of_place(word.place) + (1 + word.disguised.min(3)) * BIT + of_case(&typed[from..to]));
            }
        }
    }

    /// One word, wherever it stands.
    fn word(&mut self, typed: &[char], lower: &[char], word: &str, cost: u32) {
        let word: Vec<char> = word.chars().collect();
        for (start, part) in lower.windows(word.len().max(1)).enumerate() {
            if part.iter().zip(&word).all(|(typed, meant)| typed == meant || meant_by(*typed).contains(meant)) {
                let end = start + word.len();
                self.offer(start, end, cost + of_case(&typed[start..end]));
            }
        }
    }

    /// `abcd`, `8765`, and neighbours on a keyboard.
    fn runs(&mut self, chars: &[char]) {
        let rows: Vec<String> = KEYS.iter().flat_map(|row| [(*row).to_owned(), row.chars().rev().collect()]).collect();
        for start in 0..self.length {
            for end in start + 3..=self.length {
                let part = &chars[start..end];
                let step = |by: i64| part.windows(2).all(|pair| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0])) == by);
                let text: String = part.iter().collect();
                if step(1) || step(-1) || rows.iter().any(|row| row.contains(&text)) {
                    self.offer(start, end, RUN + of_number(part.len()));
                }
            }
        }
    }

    /// Years, and dates in any order.
    fn numbers(&mut self, chars: &[char]) {
        for start in 0..self.length {
            for (length, cost) in [(4, YEAR), (6, DATE), (8, DATE)] {
                let Some(part) = chars.get(start..start + length) else { continue };
                let digits: Option<Vec<u32>> = part.iter().map(|c| c.to_digit(10)).collect();
                let Some(digits) = digits else { continue };
                let pairs: Vec<u32> = digits.chunks(2).map(|pair| pair[0] * 10 + pair[1]).collect();
                let century = |pair: u32| pair == 19 || pair == 20;
                let day = |one: u32, other: u32| {
                    (1..=31).contains(&one) && (1..=12).contains(&other) || (1..=12).contains(&one) && (1..=31).contains(&other)
                };
                let plausible = match pairs[..] {
                    [first, _] => century(first),
                    [a, b, c] => day(a, b) || day(b, c),
                    [a, b, c, d] => (century(a) && day(c, d)) || (century(c) && day(a, b)),
                    _ => false,
                };
                if plausible {
                    self.offer(start, start + length, cost);
                }
            }
        }
    }

    /// Of the whole, from short parts to long ones: a part is itself, two parts, or one of them again and again.
    fn cheapest(mut self, chars: &[char]) -> u32 {
        for length in 2..=self.length {
            for start in 0..=self.length - length {
                let end = start + length;
                for middle in start + 1..end {
                    self.offer(start, end, self.get(start, middle).saturating_add(self.get(middle, end)));
                }
                for period in (1..=length / 2).filter(|period| length % period == 0) {
                    if (start + period..end).all(|at| chars[at] == chars[at - period]) {
                        self.offer(start, end, self.get(start, start + period).saturating_add(of_number(length / period)));
                    }
                }
            }
        }
        self.get(0, self.length)
    }
}

/// The capital letters of a word: the first, the last or all are what everybody tries.
fn of_case(word: &[char]) -> u32 {
    let capitals = word.iter().filter(|c| c.is_uppercase()).count();
    let letters = word.iter().filter(|c| c.is_alphabetic()).count();
    let at_an_end = [word.first(), word.last()].into_iter().flatten().any(|c| c.is_uppercase());
    match capitals {
        0 => 0,
        1 if at_an_end => BIT,
        _ if capitals == letters => BIT,
        _ => u32::try_from(capitals).unwrap_or(u32::MAX).saturating_mul(2 * BIT),
    }
}

/// The logarithm of the fourth power has quarters of a bit.
fn of_place(place: u64) -> u32 {
    u128::from(place.max(2)).pow(BIT).ilog2()
}

fn of_number(number: usize) -> u32 {
    of_place(u64::try_from(number).unwrap_or(u64::MAX))
}
