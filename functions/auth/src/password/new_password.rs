//! Whether a new password is hard enough to guess.
//!
//! NIST SP 800-63B-4 §3.1.1.2 asks for a comparison with commonly used and expected passwords instead of
//! rules about characters. zxcvbn knows the common ones and what people make of words, dates and keyboard
//! rows; what is known of the person counts as expected.

use shared::problem::{FieldCode, FieldError, Problem, Result};
use shared::text::NewPassword;
use zxcvbn::{Score, zxcvbn};

/// More characters than these cannot make a password weaker, and estimating takes longer with each.
const MOST_ESTIMATED: usize = 72;

/// What must be left of a password when all that is known of the person is taken away.
const LEAST_UNKNOWN: usize = 8;

/// Refuses a password that takes fewer than 10⁸ guesses, or is little more than what an attacker knows of the
/// person.
///
/// # Errors
/// 422 at `/password`.
pub fn hard_to_guess(password: &NewPassword, known: &[&str]) -> Result<()> {
    let parts: Vec<&str> = known.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).filter(|part| part.len() > 2).collect();
    let estimated: String = password.expose().chars().take(MOST_ESTIMATED).collect();
    let mut unknown = password.expose().to_lowercase();
    for part in &parts {
        unknown = unknown.replace(&part.to_lowercase(), "");
    }
    if unknown.chars().count() >= LEAST_UNKNOWN && zxcvbn(&estimated, &[known, &parts].concat()).score() >= Score::Three {
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
        let password = password.parse().expect("long enough");
        hard_to_guess(&password, &["anna@brueckner.example", "Anna Brückner", "Brückner Maschinenbau GmbH"]).is_ok()
    }

    #[test]
    fn what_is_common_or_about_the_person_is_refused() {
        for weak in [
            "passwordpassword",
            "qwertyuiop123",
            "123456789012",
            "annabrueckner1",
            "brueckner2024",
            "aaaaaaaaaaaaaaaa",
            "Anna Brückner Maschinenbau 1",
        ] {
            assert!(!is_taken(weak), "{weak}");
        }
    }

    #[test]
    fn long_and_unrelated_words_are_taken() {
        for strong in ["amber-kettle-orbit-41", "correct horse battery staple", "Zug fährt blaue Kuchen", "x8$Kq2!mVw9pLr"] {
            assert!(is_taken(strong), "{strong}");
        }
    }
}
