//! Addresses that mail can be sent to.

use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::clean::{self, JOINERS, LINE_ENDS, REFUSED, SPACES, UNSEEN};
use super::{bounded, without_controls};
use crate::input::{Refused, WrongFields};
use crate::problem::FieldCode;

/// An e-mail address, in lower case: that is how it is stored, compared and given to Cognito. It is a dot-string at a domain
/// of at least two labels, as long as RFC 5321 (§4.1.2, §4.5.3.1) allows; SES sends to no other characters.
///
/// What stands around it where it was copied is left out: `mailto:`, a name before angle brackets, the sign that ends a
/// list or a sentence.
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
        without_controls(typed)?;
        let cleaned = clean::word(typed);
        let text = bare(&cleaned);
        if !text.is_ascii() {
            let detail = "an e-mail address has plain letters only; of a domain with others, write the form that begins with xn--";
            return Err(Refused::new(FieldCode::InvalidFormat, detail));
        }
        let (local, domain) = text.rsplit_once('@').unwrap_or_default();
        if local.len() <= 64 && local.split('.').all(is_atom) && domain.contains('.') && domain.split('.').all(is_label) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(Refused::new(FieldCode::InvalidFormat, "an e-mail address looks like name@company.example"))
        }
    }
}

/// The address in what was copied with it.
fn bare(text: &str) -> &str {
    let text = text.strip_suffix([',', ';', '.']).unwrap_or(text).trim_end();
    let text = match text.strip_suffix('>').and_then(|text| text.split_once('<')) {
        Some((name, address)) if !name.contains(['@', '>']) => address.trim(),
        _ => text,
    };
    match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => text[7..].trim_start(),
        _ => text,
    }
}

/// Besides letters and digits, what may be between two dots before the `@`.
const ATOM: &str = "!#$%&'*+/=?^_`{|}~-";

fn is_atom(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || ATOM.contains(c))
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

/// What is not seen may stand between any two characters, as in what is read.
fn pattern() -> String {
    let (unseen, space) = (format!("[{UNSEEN}{JOINERS}]*"), format!("[{UNSEEN}{JOINERS}{SPACES}{LINE_ENDS}]*"));
    let atom = format!("{unseen}[0-9A-Za-z{ATOM}]");
    let local = format!("(?!(?:{unseen}[0-9A-Za-z.{ATOM}]){{65}}){atom}(?:(?:{unseen}[.])?{atom})*");
    let label = format!("{unseen}[0-9A-Za-z](?:(?:{unseen}[0-9A-Za-z-]){{0,61}}{unseen}[0-9A-Za-z])?");
    let scheme: String = "mailto:".chars().map(|c| format!("{unseen}[{c}{}]", c.to_ascii_uppercase())).collect();
    let address = format!("(?:{scheme}{space})?{local}{unseen}@{label}(?:{unseen}[.]{label})+");
    format!("^{space}(?:{address}|[^{REFUSED}@<>]*<{space}{address}{space}>){space}[,;.]?{space}$")
}

impl utoipa::PartialSchema for Email {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .pattern(Some(pattern()))
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
    use crate::input::samples::is_published;

    fn read(text: &str) -> Result<String, Refused> {
        text.parse().map(|email: Email| email.0)
    }

    #[test]
    fn addresses_are_lower_case_and_plausible() {
        assert_eq!(read(" Anna@Brueckner.EXAMPLE "), Ok("anna@brueckner.example".to_owned()));
        assert!(read("o'neill+portal@xn--mller-kva.example").is_ok());
        let long =
            [format!("{}@b.example", "x".repeat(65)), format!("a@{}.example", "x".repeat(64)), format!("a@{}example", "x.".repeat(130))];
        let bad = ["", "anna", "@b.example", "anna@", "a b@c.example", "a@b@c.example", "a@.example", "a@b..example", "a@b.example.."];
        let worse = ["a@-b.example", "a@b-.example", "a@b_c.example", "a@b.example,c@d.example", "anna@m\u{fc}ller.example"];
        let no_dot_string = [".lea@vogt.example", "lea..x@vogt.example", "lea.@vogt.example", "lea@vogt", "lea@localhost"];
        let not_clear =
            ["a@b.example <c@d.example>", "<a@b.example> <c@d.example>", "<a@b.example", "a@b.example>", "Lea lea@vogt.example"];
        let all = bad.into_iter().chain(worse).chain(no_dot_string).chain(not_clear).chain(long.iter().map(String::as_str));
        for bad in all {
            assert!(read(bad).is_err(), "{bad:?} was taken for an address");
            assert!(!is_published::<Email>(bad), "{bad:?}");
        }
        let told = read("anna@m\u{fc}ller.example").expect_err("no mail can be sent there").detail;
        assert!(told.contains("xn--"), "{told}");
    }

    #[test]
    fn what_is_copied_with_an_address_is_left_out() {
        for copied in [
            "mailto:lea@vogt.example",
            "MAILTO: Lea@Vogt.example",
            "Lea Vogt <lea@vogt.example>",
            "\"Vogt, Lea\" <lea@vogt.example>;",
            "<lea@vogt.example>",
            "<mailto:lea@vogt.example>,",
            "lea@vogt.example;",
            "lea@vogt.example ,",
            "lea@vogt.example.",
            "\u{200b}lea@vogt.example\u{200b}",
            "\u{feff}lea\u{ad}@vogt\u{200d}.example\u{a0}\n",
            "\u{3000}\u{2068}lea@vogt.example\u{2069}",
        ] {
            assert_eq!(read(copied).as_deref(), Ok("lea@vogt.example"), "{copied:?}");
            assert!(is_published::<Email>(copied), "{copied:?}");
        }
    }
}
