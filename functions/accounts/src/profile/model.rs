//! What the members of an account say of their company.

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use shared::input::{Change, WrongFields};
use shared::problem::{FieldCode, FieldError};
use shared::store::item::Item;
use shared::text::{Email, Line, Phone};
use utoipa::ToSchema;

/// A profile, as stored and as shown. Nobody says anything at first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CompanyProfile {
    /// As it stands in the commercial register.
    #[serde(default)]
    #[schema(example = "Brückner Maschinenbau GmbH")]
    pub legal_name: Option<String>,
    #[serde(default)]
    pub address: Option<Address>,
    /// Where invoices go, if that is elsewhere.
    #[serde(default)]
    pub billing_address: Option<Address>,
    /// Without gaps; in the form of its country.
    #[serde(default)]
    #[schema(example = "DE136695976")]
    pub vat_id: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "invoices@brueckner.example")]
    pub billing_email: Option<String>,
    #[serde(default)]
    #[schema(example = "+4930901820")]
    pub phone: Option<String>,
    /// Whom to ask, and for what.
    #[serde(default)]
    pub contact: Option<String>,
}

/// A profile, as stored.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Stored {
    /// How often it was changed.
    pub revision: u64,
    #[serde(flatten)]
    pub profile: CompanyProfile,
}

impl Item for Stored {
    const TYPE: &'static str = "account_profile";
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"street": "Gerichtstraße 23", "postal_code": "13347", "city": "Berlin", "country": "DE"}))]
pub struct Address {
    pub street: String,
    pub postal_code: String,
    pub city: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// A postal address, as sent.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"street": "Gerichtstraße 23", "postal_code": "13347", "city": "Berlin", "country": "DE"}))]
pub struct AddressInput {
    /// Street and number, or a box.
    pub street: Line<1, 100>,
    pub postal_code: Line<1, 12>,
    pub city: Line<1, 80>,
    /// ISO 3166-1 alpha-2: two letters.
    pub country: Line<1, 10>,
}

/// What a form check found wrong with a field.
pub fn wrong(pointer: &str, detail: &str) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: FieldCode::Contradiction, detail: detail.to_owned() }
}

impl AddressInput {
    /// The address, or what is wrong with its country.
    pub fn checked(&self, pointer: &str) -> Result<Address, FieldError> {
        let country = self.country.as_str().to_uppercase();
        if country.len() != 2 || !country.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return Err(wrong(&format!("{pointer}/country"), "a country is two letters, DE for example (ISO 3166-1)"));
        }
        let text = |line: &str| line.to_owned();
        Ok(Address {
            street: text(self.street.as_str()),
            postal_code: text(self.postal_code.as_str()),
            city: text(self.city.as_str()),
            country,
        })
    }
}

/// A VAT number without gaps and in capitals, or why it is none: its form is checked, for Germany its check digit too; whether
/// it was given out is not. Source: European Commission, *VIES: structure of VAT numbers*.
pub fn vat_id(typed: &str) -> Result<String, &'static str> {
    let text: String =
        typed.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '.' | '-' | '/')).collect::<String>().to_uppercase();
    let (country, number) = text.split_at_checked(2).ok_or(VAT_FORM)?;
    let digits = |length: usize| number.len() == length && number.bytes().all(|digit| digit.is_ascii_digit());
    let good = match country {
        "DE" => digits(9) && is_german(number),
        "AT" => number.strip_prefix('U').is_some_and(|rest| rest.len() == 8 && rest.bytes().all(|digit| digit.is_ascii_digit())),
        "BE" => digits(10),
        "DK" | "FI" | "HU" | "LU" | "MT" | "SI" => digits(8),
        "EE" | "EL" | "PT" => digits(9),
        "HR" | "IT" | "LV" => digits(11),
        "PL" | "SK" => digits(10),
        "SE" => digits(12),
        _ => {
            country.bytes().all(|letter| letter.is_ascii_uppercase())
                && (2..=12).contains(&number.len())
                && number.bytes().all(|sign| sign.is_ascii_alphanumeric())
        }
    };
    if good { Ok(text) } else { Err(VAT_FORM) }
}

const VAT_FORM: &str = "a VAT number begins with its country and has that country's form, DE136695976 for example";

/// ISO 7064, MOD 11,10.
fn is_german(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let Some((check, rest)) = digits.split_last() else { return false };
    let product = rest.iter().fold(10, |product, digit| {
        let sum = match (digit + product) % 10 {
            0 => 10,
            sum => sum,
        };
        2 * sum % 11
    });
    (11 - product) % 10 == *check
}

/// What is to change; a field that is left out stays as it is.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"legal_name": "Brückner Maschinenbau GmbH", "vat_id": "DE 136 695 976"}))]
pub struct UpdateAccount {
    #[deserr(default)]
    #[schema(value_type = Option<Line<1, 200>>)]
    pub legal_name: Change<Line<1, 200>>,
    #[deserr(default)]
    #[schema(value_type = Option<AddressInput>)]
    pub address: Change<AddressInput>,
    #[deserr(default)]
    #[schema(value_type = Option<AddressInput>)]
    pub billing_address: Change<AddressInput>,
    /// Gaps, dots and hyphens are dropped.
    #[deserr(default)]
    #[schema(value_type = Option<Line<1, 40>>)]
    pub vat_id: Change<Line<1, 40>>,
    #[deserr(default)]
    #[schema(value_type = Option<Email>)]
    pub billing_email: Change<Email>,
    #[deserr(default)]
    #[schema(value_type = Option<Phone>)]
    pub phone: Change<Phone>,
    #[deserr(default)]
    #[schema(value_type = Option<Line<1, 200>>)]
    pub contact: Change<Line<1, 200>>,
    /// Whether everybody in the account must use a second factor. Owners decide it.
    #[deserr(default)]
    pub mfa_required: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vat_number_is_read_as_people_write_it_and_refused_when_its_form_is_wrong() {
        for good in ["DE136695976", "de 136 695 976", "DE136.695.976", "ATU13585627", "NL010000446B01", "SE556188840401"] {
            assert!(vat_id(good).is_ok(), "{good}");
        }
        for bad in ["DE136695977", "DE13669597", "136695976", "ATU1358562", "SE5561888404", "D", "", "Ü1123", "DE13669597X"] {
            assert!(vat_id(bad).is_err(), "{bad}");
        }
    }
}
