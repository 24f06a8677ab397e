//! Whether a new password is hard enough to guess.
//!
//! NIST SP 800-63B-4 §3.1.1.2 asks for a comparison with commonly used, expected and compromised passwords instead of rules
//! about characters. What is known of the person, of their companies and of the portal counts as expected.

use shared::people::Membership;
use shared::problem::{FieldCode, FieldError, Problem, Result};
use shared::store::known::Known;
use shared::text::{NewPassword, SHORTEST_ALONE};
use unicode_normalization::UnicodeNormalization;

use crate::password::guesses::quarter_bits;

/// More characters than these cannot make a password weaker, and estimating takes longer with each.
const MOST_ESTIMATED: usize = 72;

/// 10⁸ guesses, in quarters of a bit.
const LEAST: u32 = 107;

/// What the portal calls itself and its things, in its languages.
const OF_THE_PORTAL: [&str; 20] = [
    "atrium",
    "portal",
    "kunde",
    "kunden",
    "customer",
    "ticket",
    "support",
    "service",
    "login",
    "signin",
    "anmeldung",
    "anmelden",
    "passwort",
    "password",
    "kennwort",
    "zugang",
    "konto",
    "account",
    "willkommen",
    "welcome",
];

/// What an attacker knows of who sets a password.
#[derive(Debug, Default)]
pub struct Expected(Vec<String>);

impl Expected {
    /// The whole of each text and its words, as they are and as they are written without umlauts and accents.
    #[must_use]
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words: Vec<String> = OF_THE_PORTAL.iter().map(|word| (*word).to_owned()).collect();
        for text in texts {
            let text = text.to_lowercase();
            let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() > 2);
            for word in parts.chain([text.as_str()]).flat_map(spellings) {
                if !word.is_empty() && !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        Self(words)
    }

    /// A person's companies, as far as this release knows them, besides.
    #[must_use]
    pub fn of_member<'a>(texts: impl IntoIterator<Item = &'a str>, memberships: &'a [Known<Membership>]) -> Self {
        let names = memberships.iter().filter_map(|membership| match membership {
            Known::Yes(membership) => Some(membership.account_name.as_str()),
            Known::No(_) => None,
        });
        Self::of(texts.into_iter().chain(names))
    }
}

fn spellings(word: &str) -> [String; 3] {
    let replaced = |by: [(&str, &str); 4]| by.iter().fold(word.to_owned(), |word, (letter, plain)| word.replace(letter, plain));
    [
        word.to_owned(),
        replaced([("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")]),
        replaced([("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "s")]),
    ]
}

/// Refuses a password that is too short for somebody without a second factor.
///
/// # Errors
/// 422 at `/password`.
pub fn long_enough(password: &NewPassword, has_second_factor: bool) -> Result<()> {
    if has_second_factor || password.may_stand_alone() {
        return Ok(());
    }
    let detail = format!("at least {SHORTEST_ALONE} characters, as long as no authenticator app is set up");
    Err(Problem::invalid_body(vec![FieldError { pointer: "/password".to_owned(), code: FieldCode::TooShort, detail }]))
}

/// Refuses a password that takes fewer than 10⁸ guesses.
///
/// # Errors
/// 422 at `/password`.
pub fn hard_to_guess<const SHORTEST: usize>(password: &NewPassword<SHORTEST>, expected: &Expected) -> Result<()> {
    // Letters of other widths and forms are tried as the plain ones. The password itself stays as it is.
    let estimated: String = password.expose().nfkc().take(MOST_ESTIMATED).collect();
    if quarter_bits(&estimated, &expected.0) >= LEAST {
        return Ok(());
    }
    Err(Problem::invalid_body(vec![FieldError {
        pointer: "/password".to_owned(),
        code: FieldCode::TooWeak,
        detail: "this is easily guessed; several words that have nothing to do with each other are not".to_owned(),
    }]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_taken(password: &str) -> bool {
        let password: NewPassword = password.parse().expect("long enough");
        let texts = ["anna@brueckner.example", "Anna Brückner", "Brückner Maschinenbau GmbH", "Vogtland Feinwerk", "Lindholm Instruments"];
        hard_to_guess(&password, &Expected::of(texts)).is_ok()
    }

    #[test]
    fn what_is_common_or_known_is_refused() {
        for weak in [
            "passwordpassword",
            "qwertyuiop123",
            "qwertzuiop123",
            "1qaz2wsx3edc4rfv",
            "123456789012",
            "aaaaaaaaaaaaaaaa",
            "abcabcabcabc",
            "abcdefghijklmnop",
            "drowssapdrowssap",
            "p4$$w0rdp4$$w0rd",
            "annabrueckner1",
            "brueckner2024",
            "Anna Brückner Maschinenbau 1",
            "vogtlandfeinwerk7",
            "V0gtl4nd-Feinwerk!",
            "lindholminstruments",
            "L1ndh01m-Instruments",
            "Lindholm2026!",
            "Kundenportal2026",
            "Atrium-Portal-1",
        ] {
            assert!(!is_taken(weak), "{weak}");
        }
    }

    #[test]
    fn what_seasons_and_greetings_make_of_people_is_refused() {
        for weak in [
            "Willkommen2026",
            "Willkommen123!",
            "Sommer2026!!",
            "Sommer!!2026",
            "Frühling2026!",
            "Fruehling2026",
            "Herbst/Winter26",
            "Winter2025/26",
            "Summer2026!!",
            "December2026!",
            "Dezember2026!",
            "Januar.2027.",
            "Montag01062026",
            "Passwort12345",
            "Geheim123456!",
            "Schmetterling1",
            "Sonnenschein85",
            "Weihnachten24!",
            "Hamburg1887!!",
            "iloveyou2026!",
        ] {
            assert!(!is_taken(weak), "{weak}");
        }
    }

    #[test]
    fn signs_widths_and_dates_make_no_password_strong() {
        for weak in [
            "Will-kommen-2026",
            "Will.kommen.2026",
            "W-i-l-l-k-o-m-m-e-n",
            "p.a.s.s.w.o.r.d.1.2.3",
            "p_a_s_s_w_o_r_t_1_2",
            "\u{ff50}\u{ff41}\u{ff53}\u{ff53}\u{ff57}\u{ff4f}\u{ff52}\u{ff44}\u{ff11}\u{ff12}\u{ff13}\u{ff14}",
            "\u{ff37}illkommen-2026!",
            "12.05.1984-12.05.1984",
            "1984-05-12 1984-05-12",
            "Kartoffelsalat1",
            "Kartoffelsalat2026",
            "Kartoffel-salat-12",
            "Eichhoernchen2026",
        ] {
            assert!(!is_taken(weak), "{weak}");
        }
    }

    #[test]
    fn long_and_unrelated_words_are_taken() {
        for strong in [
            "amber-kettle-orbit-41",
            "violet-ladder-comet-17",
            "correct horse battery staple",
            "Zug fährt blaue Kuchen",
            "x8$Kq2!mVw9pLr",
            "kqzvwxjmpyrb",
            "Kessel Orbit Bernstein",
            "drei graue Elefanten stapeln Teller",
            "Anna kauft gelbe Ruderboote",
        ] {
            assert!(is_taken(strong), "{strong}");
        }
    }

    #[test]
    fn the_longest_password_is_estimated_in_no_time() {
        let started = std::time::Instant::now();
        assert!(!is_taken(&"a1".repeat(128)));
        assert!(started.elapsed() < std::time::Duration::from_secs(2), "{:?}", started.elapsed());
    }
}
