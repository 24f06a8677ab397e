//! A code sent by mail: it shows that somebody reads the mail of an address.
//!
//! As with a challenge, the browser holds a handle of 256 random bits and we keep its hash; the code
//! counts only together with the handle of the same browser. Whether the address has an account is
//! told in the mail alone: a code that can confirm nothing looks and behaves the same from outside.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::ids::{AccountId, PersonId};
use shared::invitations::Named;
use shared::people::Language;
use shared::random;
use shared::seal::sha256_hex;
use shared::store::StoreError;
use shared::store::item::{Attributes, Item};
use shared::text::Email;
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// Wrong codes before a code is dead. The next mail's has as many again.
pub const MOST_ATTEMPTS: u32 = 5;
/// Mails for one handle, the first included.
pub const MOST_MAILS: u32 = 5;
/// Between two mails of one handle.
pub const PAUSE: SignedDuration = SignedDuration::from_secs(30);
/// Of a code. Five codes with five tries each: of four million handles that are guessed at, one is found.
pub const DIGITS: usize = 8;

/// What a code by mail is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum MailPurpose {
    SignUp,
    ResetPassword,
    ChangeEmail,
}

word!(MailPurpose);

impl MailPurpose {
    /// How long a code can be given. Mail may be slow; NIST SP 800-63A-4 §3.8 allows 24 hours for a code that confirms an
    /// address, and SP 800-63B-4 §3.1.3.1 ten minutes for one that lets somebody in.
    #[must_use]
    pub fn lifetime(self) -> SignedDuration {
        match self {
            Self::SignUp | Self::ChangeEmail => SignedDuration::from_mins(30),
            Self::ResetPassword => SignedDuration::from_mins(10),
        }
    }
}

/// Who wants to sign up, until their address is shown to be theirs.
#[derive(Clone, Serialize, Deserialize)]
pub struct Applicant {
    pub name: String,
    pub company: String,
    pub time_zone: String,
    /// Chosen at the start, so that a retry makes the same account.
    pub account: AccountId,
    /// By which they join an account that is there, in place of opening one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub invitation: Option<Named>,
}

impl std::fmt::Debug for Applicant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Applicant").field("account", &self.account).finish_non_exhaustive()
    }
}

/// A code by mail, as stored.
#[derive(Clone, Serialize, Deserialize)]
pub struct MailCode {
    pub purpose: MailPurpose,
    pub email: Email,
    pub language: Language,
    /// Who is to be made, or whose password is to be reset; nobody when the code confirms nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub applicant: Option<Applicant>,
    pub code_hash: String,
    pub attempts: u32,
    pub mails: u32,
    pub mailed_at: Timestamp,
    pub expires_at: Timestamp,
    /// When it was first given right. What follows may end half-way and be tried again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub right_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub used_at: Option<Timestamp>,
    pub ttl: i64,
}

impl std::fmt::Debug for MailCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailCode").field("purpose", &self.purpose).field("person", &self.person).finish_non_exhaustive()
    }
}

impl Item for MailCode {
    const TYPE: &'static str = "mail_code";
    const VERSION: u32 = 3;

    /// Version 1 did not note when it was given right, version 2 knew no invitations.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if matches!(version, 1 | 2) { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
}

/// A new code by mail: what to store, and what only the mail and the browser get.
#[derive(Debug)]
pub struct Issued {
    pub stored: MailCode,
    pub handle: String,
    pub code: Code,
}

impl MailCode {
    #[must_use]
    pub fn issue(
        purpose: MailPurpose,
        email: Email,
        language: Language,
        person: Option<PersonId>,
        applicant: Option<Applicant>,
        now: Timestamp,
    ) -> Issued {
        let (handle, code) = (random::handle(), Code::draw());
        let expires_at = now + purpose.lifetime();
        let stored = Self {
            purpose,
            email,
            language,
            person,
            applicant,
            code_hash: code.hash(&handle),
            attempts: 0,
            mails: 1,
            mailed_at: now,
            expires_at,
            right_at: None,
            used_at: None,
            ttl: expires_at.as_second(),
        };
        Issued { stored, handle, code }
    }

    /// Whether this is the code for `purpose` and in time. Whether it was used before is another question: a
    /// retry of what was done gets the same answer.
    #[must_use]
    pub fn takes(&self, purpose: MailPurpose, handle: &str, code: &Code, now: Timestamp) -> bool {
        self.purpose == purpose && self.attempts <= MOST_ATTEMPTS && now < self.expires_at && self.code_hash == code.hash(handle)
    }
}

/// Digits, as mailed or as typed.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a code")
    }
}

impl Code {
    /// All codes are equally likely but for one part in 10¹¹.
    #[must_use]
    pub fn draw() -> Self {
        let number = u64::from_be_bytes(random::bytes()) % 10_u64.pow(8);
        Self(format!("{number:08}"))
    }

    /// The code in these digits, if they are as many as a code has.
    #[must_use]
    pub fn from_digits(digits: String) -> Option<Self> {
        (digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(Self(digits))
    }

    /// In two groups, as people read it over.
    #[must_use]
    pub fn in_groups(&self) -> String {
        let (first, second) = self.0.split_at(DIGITS / 2);
        format!("{first} {second}")
    }

    /// Stored in place of the code. The handle, which is stored nowhere, makes it worthless to guess at.
    #[must_use]
    pub fn hash(&self, handle: &str) -> String {
        sha256_hex(&["mail code", handle, &self.0])
    }
}

/// What a code is stored under.
#[must_use]
pub fn hash(handle: &str) -> String {
    sha256_hex(&["mail code handle", handle])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issued() -> Issued {
        let email = "new@firm.example".parse::<Email>().expect("an address");
        MailCode::issue(MailPurpose::SignUp, email, Language::English, None, None, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_code_counts_for_its_purpose_handle_and_time_only() {
        let Issued { stored, handle, code } = issued();
        let start = Timestamp::UNIX_EPOCH;
        assert!(stored.takes(MailPurpose::SignUp, &handle, &code, start));
        assert!(!stored.takes(MailPurpose::ResetPassword, &handle, &code, start));
        assert!(!stored.takes(MailPurpose::SignUp, "another handle", &code, start));
        assert!(!stored.takes(MailPurpose::SignUp, &handle, &code, start + MailPurpose::SignUp.lifetime()));
        assert!(!MailCode { attempts: 6, ..stored.clone() }.takes(MailPurpose::SignUp, &handle, &code, start));
        let other = Code::from_digits("00000000".to_owned()).expect("eight digits");
        assert!(other == code || !stored.takes(MailPurpose::SignUp, &handle, &other, start));
    }

    #[test]
    fn nothing_stored_tells_the_code() {
        let Issued { stored, handle, code } = issued();
        let stored = serde_json::to_string(&stored).expect("it can be stored");
        assert!(!stored.contains(&code.0) && !stored.contains(&handle));
        assert!(!hash(&handle).contains(&handle));
    }

    #[test]
    fn a_code_is_read_in_groups() {
        assert_eq!(Code("01234567".to_owned()).in_groups(), "0123 4567");
        assert_eq!(Code::draw().0.len(), DIGITS);
    }
}
