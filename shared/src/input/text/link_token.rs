//! What stands in a link of a mail.

use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use utoipa::ToSchema;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use crate::input::{Refused, WrongFields};
use crate::problem::FieldCode;

/// A sealed text of a link. It is a secret of whoever got the mail: it is not printed.
#[derive(Clone, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct LinkToken(String);

impl LinkToken {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken")
    }
}

impl FromStr for LinkToken {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        if text.len() <= 400 {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refused::new(FieldCode::TooLong, "this is longer than a link of ours"))
        }
    }
}

impl utoipa::PartialSchema for LinkToken {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).max_length(Some(400)).examples(["bm90IHNlYWxlZA"]).into()
    }
}

impl ToSchema for LinkToken {}
