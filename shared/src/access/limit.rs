//! How much work somebody may make for others: tickets to answer, messages to read, mails to get.
//!
//! A row of the rules states it for its operation. What happened is counted in the same transaction, so a refused or repeated
//! request does not count, and parallel ones cannot slip through together. Staff is not limited. Hours are those of UTC.

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use jiff::Timestamp;

use crate::events::ActorKind;
use crate::problem::{Code, Problem};
use crate::store::keys::{self, Key};
use crate::store::{StoreError, Transaction};

use super::permit::{Ground, Permit};

const WINDOW_SECONDS: i64 = 60 * 60;

/// How often within an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// By one person, in all accounts.
    pub person: u32,
    /// By all members of an account together. Their writes meet at one counter, so only what is rare has one.
    pub account: Option<u32>,
}

/// The end of a transaction that counts what it does.
#[derive(Debug)]
pub(crate) struct Counted {
    /// Where its counters begin.
    first: usize,
    window_ends: i64,
    now: i64,
}

impl Counted {
    /// Adds the counters to the end of a transaction that `changes` something, if the rule of the permit has a limit and the caller
    /// is a customer.
    pub(crate) fn add(
        mut transaction: Transaction,
        changes: bool,
        permit: &Permit<impl Ground>,
        factor: u32,
        now: Timestamp,
    ) -> Result<(Transaction, Self), StoreError> {
        let now = now.as_second();
        let window = now.div_euclid(WINDOW_SECONDS);
        let counted = Self { first: transaction.len(), window_ends: (window + 1) * WINDOW_SECONDS, now };
        let Some(limit) = permit.limit().filter(|_| changes && permit.actor().kind == ActorKind::Customer) else {
            return Ok((transaction, counted));
        };
        let operation = permit.operation();
        let of_person = (keys::limit(&permit.person().id.to_string(), operation, window), limit.person);
        let of_account = permit.account_id().zip(limit.account);
        let of_account = of_account.map(|(account, most)| (keys::limit(&account.to_string(), operation, window), most));
        for (key, most) in [Some(of_person), of_account].into_iter().flatten() {
            transaction = counted.one_more(transaction, &key, most.saturating_mul(factor))?;
        }
        Ok((transaction, counted))
    }

    fn one_more(&self, transaction: Transaction, key: &Key, most: u32) -> Result<Transaction, StoreError> {
        let number = |value: i64| AttributeValue::N(value.to_string());
        transaction.update(key, |update: UpdateBuilder| {
            update
                .update_expression("ADD #count :one SET #ttl = :ttl, #type = :type, #version = :version")
                .condition_expression("attribute_not_exists(#count) OR #count < :most")
                .expression_attribute_names("#count", "count")
                .expression_attribute_names("#ttl", "ttl")
                .expression_attribute_names("#type", "_t")
                .expression_attribute_names("#version", "_v")
                .expression_attribute_values(":one", number(1))
                .expression_attribute_values(":most", number(most.into()))
                .expression_attribute_values(":ttl", number(self.window_ends))
                .expression_attribute_values(":type", AttributeValue::S("limit".to_owned()))
                .expression_attribute_values(":version", number(1))
        })
    }

    /// What to answer when the condition of the write at `position` does not hold, if that is a counter's.
    pub(crate) fn refusal(&self, position: usize) -> Option<Problem> {
        (position >= self.first).then(|| {
            let wait = u64::try_from(self.window_ends - self.now).unwrap_or(1).max(1);
            let detail = format!("That is as much of it as is taken within an hour. Nothing was saved. Try again in {wait} seconds.");
            Problem::new(Code::LimitReached, detail).after_seconds(wait)
        })
    }
}
