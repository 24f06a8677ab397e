//! What it is to sign a contract, and the rules it follows; no AWS, no HTTP.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::ids::PersonId;
use shared::input::Day;
use shared::people::Language;
use shared::session::Factor;
use shared::text::{Line, Prose};
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What signers are told.
pub type SigningNote = Prose<1, 1000>;
/// The name that somebody signs with.
pub type SignedName = Line<1, 120>;
/// Why somebody does not sign.
pub type DeclineReason = Prose<1, 1000>;
/// How many people sign at most.
pub const SIGNERS: usize = 10;

/// Where a signing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum SigningState {
    /// Somebody is to sign.
    Open,
    /// All have signed, and the sealed version is being made.
    Sealing,
    Signed,
    /// Somebody does not sign.
    Declined,
    /// The contract was revoked before all had signed.
    Ended,
}

/// Where somebody stands who is to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum SignerState {
    /// Others come first.
    Waiting,
    Asked,
    Signed,
    Declined,
}

/// What somebody answers who is to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum SignatureAnswer {
    Signed,
    Declined,
}

word!(SigningState, SignerState, SignatureAnswer);

/// Somebody who is to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    pub person: PersonId,
    /// As the account knows them.
    pub name: String,
    pub state: SignerState,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signed_as: Option<SignedName>,
    /// How they proved who they are, just before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub factor: Option<Factor>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<DeclineReason>,
}

/// Who signs, in which order, and who has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signing {
    pub state: SigningState,
    /// What they sign.
    pub sha256: String,
    /// What they agree to.
    pub consent: String,
    pub signers: Vec<Signer>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due_on: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<SigningNote>,
    pub asked_at: Timestamp,
    /// Who sent it.
    pub asked_by: PersonId,
    pub asked_by_name: String,
}

/// What everybody agrees to who signs.
#[must_use]
pub fn consent(language: Language) -> &'static str {
    match language {
        Language::English => {
            "I have read this document and agree to it. I sign it electronically, and want this signature to bind me like one by hand."
        }
        Language::German => {
            "Ich habe dieses Dokument gelesen und stimme ihm zu. Ich unterschreibe es elektronisch; diese Unterschrift soll mich binden wie eine von Hand."
        }
    }
}

/// How somebody proved who they are, in words.
#[must_use]
pub fn factor_in_words(factor: Factor, language: Language) -> &'static str {
    match (factor, language) {
        (Factor::Password, Language::English) => "Password",
        (Factor::Password, Language::German) => "Passwort",
        (Factor::Totp, Language::English) => "Password and authenticator app",
        (Factor::Totp, Language::German) => "Passwort und Authenticator-App",
        (Factor::Passkey, _) => "Passkey",
        (Factor::RecoveryCode, Language::English) => "Password and recovery code",
        (Factor::RecoveryCode, Language::German) => "Passwort und Wiederherstellungscode",
    }
}

/// Why an answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    #[error("this signing has ended")]
    Ended,
    #[error("others sign before you")]
    NotYet,
    #[error("you have answered already")]
    Answered,
    #[error("you are not among those who sign this")]
    NotAsked,
    #[error("the document is another one than you read; open it again")]
    Another,
}

impl Signing {
    /// Whose turn it is.
    #[must_use]
    pub fn asked(&self) -> Option<&Signer> {
        self.signers.iter().find(|signer| self.state == SigningState::Open && signer.state == SignerState::Asked)
    }

    /// With an answer of somebody.
    ///
    /// # Errors
    /// When it is not their turn, or what they read is not what is signed.
    pub fn answered(&self, person: PersonId, read: &str, answer: Answered, now: Timestamp) -> Result<Self, NotTaken> {
        let index = self.signers.iter().position(|signer| signer.person == person).ok_or(NotTaken::NotAsked)?;
        match (self.state, self.signers[index].state) {
            (_, SignerState::Signed | SignerState::Declined) => return Err(NotTaken::Answered),
            (SigningState::Open, SignerState::Asked) => {}
            (SigningState::Open, SignerState::Waiting) => return Err(NotTaken::NotYet),
            _ => return Err(NotTaken::Ended),
        }
        if read != self.sha256 {
            return Err(NotTaken::Another);
        }
        let mut after = self.clone();
        let signer = &mut after.signers[index];
        signer.at = Some(now);
        match answer {
            Answered::Signed { name, factor } => {
                (signer.state, signer.signed_as, signer.factor) = (SignerState::Signed, Some(name), Some(factor));
                match after.signers.get_mut(index + 1) {
                    Some(next) => next.state = SignerState::Asked,
                    None => after.state = SigningState::Sealing,
                }
            }
            Answered::Declined(reason) => {
                (signer.state, signer.reason) = (SignerState::Declined, Some(reason));
                after.state = SigningState::Declined;
            }
        }
        Ok(after)
    }
}

/// What somebody says who is to sign.
#[derive(Debug, Clone)]
pub enum Answered {
    Signed { name: SignedName, factor: Factor },
    Declined(DeclineReason),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(last: char) -> PersonId {
        format!("prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0{last}").parse().expect("an id")
    }

    fn signing() -> Signing {
        let signer = |last, state| Signer {
            person: person(last),
            name: "Anna".to_owned(),
            state,
            at: None,
            signed_as: None,
            factor: None,
            reason: None,
        };
        Signing {
            state: SigningState::Open,
            sha256: "ab".to_owned(),
            consent: consent(Language::English).to_owned(),
            signers: vec![signer('1', SignerState::Asked), signer('2', SignerState::Waiting)],
            due_on: None,
            note: None,
            asked_at: Timestamp::UNIX_EPOCH,
            asked_by: person('9'),
            asked_by_name: "Mats".to_owned(),
        }
    }

    fn signed() -> Answered {
        Answered::Signed { name: "Anna Brückner".parse().expect("a name"), factor: Factor::Totp }
    }

    #[test]
    fn one_signs_after_the_other() {
        let now = Timestamp::UNIX_EPOCH;
        let asked = signing();
        assert_eq!(asked.answered(person('2'), "ab", signed(), now), Err(NotTaken::NotYet));
        assert_eq!(asked.answered(person('3'), "ab", signed(), now), Err(NotTaken::NotAsked));
        assert_eq!(asked.answered(person('1'), "cd", signed(), now), Err(NotTaken::Another));
        let one = asked.answered(person('1'), "ab", signed(), now).expect("it is their turn");
        assert_eq!((one.state, one.asked().map(|signer| signer.person)), (SigningState::Open, Some(person('2'))));
        assert_eq!(one.answered(person('1'), "ab", signed(), now), Err(NotTaken::Answered));
        let both = one.answered(person('2'), "ab", signed(), now).expect("it is their turn");
        assert_eq!((both.state, both.asked()), (SigningState::Sealing, None));
    }

    #[test]
    fn whoever_declines_ends_it() {
        let reason = "The price differs.".parse().expect("a reason");
        let no = signing().answered(person('1'), "ab", Answered::Declined(reason), Timestamp::UNIX_EPOCH).expect("it is their turn");
        assert_eq!(no.state, SigningState::Declined);
        assert_eq!(no.answered(person('2'), "ab", signed(), Timestamp::UNIX_EPOCH), Err(NotTaken::Ended));
    }
}
