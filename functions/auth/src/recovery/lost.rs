//! Factors that are taken from a person all at once: those that somebody else may have added, or all of them.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use shared::people::Person;
use shared::store::{StoreError, Transaction, keys};

use crate::passkeys::passkey::Passkey;
use crate::repo;
use crate::state::Auth;

/// What goes.
#[derive(Debug)]
pub struct Lost {
    passkeys: Vec<Passkey>,
    pub totp: bool,
    /// With the last factor they go anyway: they stand in for one.
    codes: bool,
}

impl Lost {
    /// What was added at this time or later.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn since(auth: &Auth, person: &Person, since: Timestamp) -> Result<Self, StoreError> {
        let store = &auth.app.store;
        let mut passkeys = if person.passkeys == 0 { Vec::new() } else { repo::passkeys(store, person.id).await? };
        let all = passkeys.len();
        passkeys.retain(|passkey| since <= passkey.created_at);
        // Of apps that were set up before it was noted when, none is newer than anything.
        let has_app = person.totp_enrolled || (person.totp_confirming && since == Timestamp::MIN);
        let totp = has_app && person.totp_since.unwrap_or(Timestamp::MIN) >= since;
        let none_left = passkeys.len() == all && (totp || !person.totp_enrolled);
        let codes = repo::recovery_codes(store, person.id).await?.is_some_and(|codes| none_left || since <= codes.created_at);
        Ok(Self { passkeys, totp, codes })
    }

    /// Adds the writes, with one of the person in which `set` and its values do something else besides. They hold if the person's
    /// factors and address are as they were read. An app is noted as leaving: [`forget_app`] is to follow.
    ///
    /// # Errors
    /// When an item cannot be written as attributes.
    pub fn writes(
        &self,
        before: Transaction,
        person: &Person,
        set: &str,
        values: impl IntoIterator<Item = (&'static str, AttributeValue)>,
    ) -> Result<Transaction, StoreError> {
        let mut set = format!("SET {set}");
        if self.totp {
            set += ", totp_enrolled = :false, totp_confirming = :true";
        }
        if !self.passkeys.is_empty() {
            set += ", passkeys = :left";
        }
        if self.codes {
            set += " REMOVE recovery_codes";
        }
        let left = usize::try_from(person.passkeys).unwrap_or_default().saturating_sub(self.passkeys.len());
        let writes = before.update(&keys::person(person.id), |update| {
            let update = values.into_iter().fold(update, |update, (name, value)| update.expression_attribute_values(name, value));
            let update = update
                .update_expression(set)
                .condition_expression(format!("email = :email AND {}", repo::factors_as_read(person)))
                .expression_attribute_values(":email", AttributeValue::S(person.email.as_str().to_owned()))
                .expression_attribute_values(":enrolled", AttributeValue::Bool(person.totp_enrolled))
                .expression_attribute_values(":passkeys", AttributeValue::N(person.passkeys.to_string()));
            let update = if self.totp {
                update
                    .expression_attribute_values(":false", AttributeValue::Bool(false))
                    .expression_attribute_values(":true", AttributeValue::Bool(true))
            } else {
                update
            };
            if self.passkeys.is_empty() { update } else { update.expression_attribute_values(":left", AttributeValue::N(left.to_string())) }
        })?;
        let writes = self.passkeys.iter().try_fold(writes, |writes, passkey| {
            writes.delete(&keys::passkey(person.id, &passkey.id), |delete| delete.condition_expression("attribute_exists(pk)"))
        })?;
        if self.codes { repo::codes_removed(writes, person.id) } else { Ok(writes) }
    }
}

/// Makes Cognito forget an app that was noted as leaving; any number of times.
///
/// # Errors
/// When Cognito or the table does not answer.
pub async fn forget_app(auth: &Auth, person: &Person) -> shared::Result<()> {
    auth.identity.remove_totp(person.id).await?;
    Ok(repo::totp_forgotten(&auth.app.store, person.id).await?)
}
