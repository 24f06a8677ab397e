//! The ids of everything: a three-letter prefix that says what it names, and a ULID.
//!
//! Prefixes are append-only; a retired one is never given again, because ids live on in events,
//! bookmarks and other people's systems.

use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::input::{Refused, WrongFields, parsed};

/// Why a text is not an id of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id here looks like `{prefix}_` and 26 characters, for example `{prefix}_01JZ5Y3M8Q4T7V9WXA2B6C8D0E`")]
pub struct InvalidId {
    prefix: &'static str,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Deserr)]
        #[serde(into = "String", try_from = "String")]
        #[deserr(error = WrongFields, try_from(&String) = parsed -> Refused)]
        pub struct $name(Ulid);

        impl $name {
            pub const PREFIX: &str = $prefix;

            #[must_use]
            pub fn from_ulid(ulid: Ulid) -> Self {
                Self(ulid)
            }

            #[must_use]
            pub fn ulid(&self) -> Ulid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!($prefix, "_"))?;
                f.write_str(self.0.array_to_str(&mut [0; ulid::ULID_LEN]))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            /// Only the canonical spelling is an id: another case or an overflowing ULID would be a
            /// second name for the same thing.
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let refused = InvalidId { prefix: $prefix };
                let rest = text.strip_prefix(concat!($prefix, "_")).ok_or(refused)?;
                let ulid = Ulid::from_string(rest).map_err(|_| refused)?;
                if ulid.array_to_str(&mut [0; ulid::ULID_LEN]) == rest { Ok(Self(ulid)) } else { Err(refused) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some(concat!("^", $prefix, "_[0-7][0-9A-HJKMNP-TV-Z]{25}$")))
                    .examples([concat!($prefix, "_01JZ5Y3M8Q4T7V9WXA2B6C8D0E")])
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    )*};
}

ids! {
    /// A human being who can sign in; also their user name in Cognito.
    PersonId = "prs";
    /// A customer company.
    AccountId = "acc";
    /// An invitation of an address into an account.
    InvitationId = "inv";
    /// Something that one asks for and another decides.
    ApprovalId = "apr";
    /// A ticket.
    TicketId = "tic";
    /// An answer that staff keeps ready.
    CannedReplyId = "can";
    /// A file of an account.
    FileId = "fil";
    /// An upload that becomes a file, or a version of one.
    UploadId = "upl";
    /// A comment on a file.
    CommentId = "cmt";
    /// A link that shows one file to somebody outside.
    ShareId = "shr";
    /// A request for files.
    FileRequestId = "frq";
    /// An event in the log of an account or a person.
    EventId = "evt";
}

impl PersonId {
    /// The person's user name in Cognito: the id in lower case. A pool that takes names in any case
    /// hands them out in lower case (Amazon Cognito developer guide, *User pool case sensitivity*).
    #[must_use]
    pub fn user_name(&self) -> String {
        self.to_string().to_lowercase()
    }

    /// Reads a user name back.
    ///
    /// # Errors
    /// When it is not one of ours.
    pub fn from_user_name(name: &str) -> Result<Self, InvalidId> {
        let ulid = name.strip_prefix("prs_").map(str::to_uppercase).unwrap_or_default();
        format!("prs_{ulid}").parse()
    }
}

impl TicketId {
    /// What people read out on the phone: eight Crockford base32 characters of the id's random
    /// part, in two groups (`T-7K3M-9QXB`).
    #[must_use]
    pub fn reference(&self) -> String {
        reference('T', self.0)
    }
}

impl FileId {
    /// What people read out on the phone, as of a ticket (`F-7K3M-9QXB`).
    #[must_use]
    pub fn reference(&self) -> String {
        reference('F', self.0)
    }
}

impl FileRequestId {
    /// What people read out on the phone, as of a ticket (`R-7K3M-9QXB`).
    #[must_use]
    pub fn reference(&self) -> String {
        reference('R', self.0)
    }
}

fn reference(letter: char, id: Ulid) -> String {
    let text = id.to_string();
    let tail = &text[text.len() - 8..];
    format!("{letter}-{}-{}", &tail[..4], &tail[4..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::samples::is_published;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_is_read_as_it_is_written(number in any::<u128>()) {
            let id = TicketId::from_ulid(Ulid::from(number));
            prop_assert_eq!(id.to_string().parse(), Ok(id));
            prop_assert!(is_published::<TicketId>(&id.to_string()));
            let person = PersonId::from_ulid(id.ulid());
            prop_assert_eq!(PersonId::from_user_name(&person.user_name()), Ok(person));
            prop_assert!(person.to_string().parse::<TicketId>().is_err());
        }

        /// The parser and the pattern that clients see agree on everything near an id.
        #[test]
        fn nothing_else_is_an_id(text in "(tic|acc|Tic|)_?[0-9A-Za-z]{0,4}[0-9A-HJKMNP-TV-Z]{20,24}[0-9A-Za-z\u{e9} ]{0,3}\n?") {
            let is_id = is_published::<TicketId>(&text);
            prop_assert_eq!(text.parse::<TicketId>().is_ok(), is_id);
        }
    }

    #[test]
    fn only_the_canonical_spelling_is_an_id() {
        let good = "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E";
        assert_eq!(good.parse::<TicketId>().map(String::from), Ok(good.to_owned()));
        for bad in [
            "",
            "tic_",
            "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E",
            "tic_01jz5y3m8q4t7v9wxa2b6c8d0e",
            "tic_81JZ5Y3M8Q4T7V9WXA2B6C8D0E",
            "tic_O1JZ5Y3M8Q4T7V9WXA2B6C8D0E",
            "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E ",
            "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0\u{1f600}",
        ] {
            assert!(bad.parse::<TicketId>().is_err(), "{bad:?} was taken for a ticket id");
        }
    }

    #[test]
    fn a_user_name_is_read_in_any_case() {
        let id: PersonId = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("a good id");
        assert_eq!(id.user_name(), "prs_01jz5y3m8q4t7v9wxa2b6c8d0e");
        for name in [id.user_name(), id.to_string()] {
            assert_eq!(PersonId::from_user_name(&name), Ok(id));
        }
        for bad in ["", "prs_", "anna@brueckner.example", "PRS_01JZ5Y3M8Q4T7V9WXA2B6C8D0E"] {
            assert!(PersonId::from_user_name(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_reference_can_be_read_out() {
        let id: TicketId = "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("a good id");
        assert_eq!(id.reference(), "T-2B6C-8D0E");
    }
}
