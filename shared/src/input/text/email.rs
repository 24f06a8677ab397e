//! Addresses that mail can be sent to.

use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::{TRIMMED, bounded, without_controls};
use crate::input::{Refused, WrongFields};
use crate::problem::FieldCode;

/// An e-mail address, in lower case: that is how it is stored, compared and given to Cognito. It is what the HTML Standard
/// (§4.10.5.1.5) has browsers take for one, as long as RFC 5321 (§4.5.3.1) allows; SES sends to no other characters.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Email(String);

impl Email {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = Refused;

    /// Syntax only: whether mail arrives is found out by sending one.
    fn from_str(typed: &str) -> Result<Self, Refused> {
        bounded(typed, 0, 254)?;
        let text = typed.trim();
        without_controls(text, &[])?;
        if !text.is_ascii() {
            let detail = "an e-mail address has plain letters only; of a domain with others, write the form that begins with xn--";
            return Err(Refused::new(FieldCode::InvalidFormat, detail));
        }
        let (local, domain) = text.rsplit_once('@').unwrap_or_default();
        let of_local = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
        if (1..=64).contains(&local.len()) && local.bytes().all(of_local) && domain.split('.').all(is_label) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(Refused::new(FieldCode::InvalidFormat, "an e-mail address looks like name@company.example"))
        }
    }
}

/// Whether a domain may have this between its dots (RFC 1123 §2.1).
fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an e-mail address")
    }
}

impl utoipa::PartialSchema for Email {
    fn schema() -> RefOr<Schema> {
        let label = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?";
        let local = r"[0-9A-Za-z.!#$%&'*+/=?^_`{|}~-]{1,64}";
        ObjectBuilder::new()
            .pattern(Some(format!(r"^[{TRIMMED}]*{local}@{label}(?:\.{label})*[{TRIMMED}]*$")))
            .schema_type(Type::String)
            .min_length(Some(3))
            .max_length(Some(254))
            .examples(["anna@brueckner.example"])
            .into()
    }
}

impl utoipa::ToSchema for Email {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Refused> {
        text.parse().map(|email: Email| email.0)
    }

    #[test]
    fn addresses_are_lower_case_and_plausible() {
        assert_eq!(read(" Anna@Brueckner.EXAMPLE "), Ok("anna@brueckner.example".to_owned()));
        assert!(read("o'neill+portal@xn--mller-kva.example").is_ok());
        let long =
            [format!("{}@b.example", "x".repeat(65)), format!("a@{}.example", "x".repeat(64)), format!("a@{}example", "x.".repeat(130))];
        let bad = ["", "anna", "@b.example", "anna@", "a b@c.example", "a@b@c.example", "a@.example", "a@b..example", "a@b.example."];
        let worse =
            ["a@-b.example", "a@b-.example", "a@b_c.example", "a@b.example,c@d.example", "<a@b.example>", "anna@m\u{fc}ller.example"];
        for bad in bad.into_iter().chain(worse).chain(long.iter().map(String::as_str)) {
            assert!(read(bad).is_err(), "{bad:?} was taken for an address");
        }
        let told = read("anna@m\u{fc}ller.example").expect_err("no mail can be sent there").detail;
        assert!(told.contains("xn--"), "{told}");
    }
}
