//! The one table: how it is read, written and what can go wrong.
//!
//! Domains name their access patterns in their own `repo.rs` and use the DynamoDB client directly;
//! here is what all of them share: typed items, consistent reads, and the transaction that either
//! happens or says why not.

mod answers;
pub mod item;
pub mod keys;
pub mod known;
mod range;
mod transaction;
mod wire;

use std::collections::HashMap;
use std::error::Error;

use aws_config::SdkConfig;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};
use aws_sdk_dynamodb::{Client, config};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::time::Duration;

use crate::problem::{Code, Problem};
use crate::random;
use answers::AsTheyCame;
use item::{Attributes, Current, Item, Stored};
use keys::{IndexKey, Key, Run};
use known::LeftOut;

pub use range::Range;
pub use transaction::{CommitError, Transaction};

/// How often a write that lost against a concurrent one, or was throttled, is tried in all.
const ATTEMPTS: u32 = 6;

/// What can go wrong at the table.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The condition of a write did not hold.
    #[error("the condition of the write does not hold")]
    ConditionFailed,
    #[error("a newer or unknown version {version} of item type {item}")]
    UnknownVersion { item: &'static str, version: u32 },
    #[error("expected an item of type {item}, found {found:?}")]
    WrongType { item: &'static str, found: String },
    #[error("an item of type {item} is damaged")]
    Malformed {
        item: &'static str,
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    #[error("the table does not answer: {code}")]
    Unreachable {
        code: String,
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}

impl StoreError {
    pub(crate) fn malformed(item: &'static str, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Malformed { item, source: source.into() }
    }
}

impl<E, R> From<SdkError<E, R>> for StoreError
where
    E: Error + ProvideErrorMetadata + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    fn from(error: SdkError<E, R>) -> Self {
        let code = error.code().unwrap_or("no answer").to_owned();
        if code == "ConditionalCheckFailedException" {
            return Self::ConditionFailed;
        }
        Self::Unreachable { code, source: Box::new(error) }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ConditionFailed => Self::new(Code::Conflict, "Nothing was saved. Load it again and try once more.").because(error),
            StoreError::UnknownVersion { .. } | StoreError::Unreachable { .. } => Self::unavailable(error),
            StoreError::WrongType { .. } | StoreError::Malformed { .. } => Self::internal(error),
        }
    }
}

/// What reads answer. Source: Amazon DynamoDB API reference, `GetItem`, `BatchGetItem`, `Query`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct One<T> {
    item: Option<T>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Batch {
    #[serde(default)]
    responses: HashMap<String, Vec<Stored>>,
    #[serde(default)]
    unprocessed_keys: HashMap<String, Unprocessed>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Unprocessed {
    keys: Vec<serde_dynamo::Item>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Page<T> {
    items: Vec<T>,
    last_evaluated_key: Option<serde_dynamo::Item>,
}

/// The body of an answer.
fn body(items: impl IntoIterator<Item = Attributes>) -> Result<Vec<u8>, StoreError> {
    answers::body_of(items).ok_or_else(|| unreadable("an answer without a body"))
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(body).map_err(|error| unreadable(without_values(&error)))
}

/// Where a text could not be read. The error's own words can hold what stands there, and logs must not.
fn without_values(error: &serde_json::Error) -> String {
    format!("{:?} error at line {}, column {}", error.classify(), error.line(), error.column())
}

fn unreadable(source: impl Into<Box<dyn Error + Send + Sync>>) -> StoreError {
    StoreError::Unreachable { code: "an answer that cannot be read".to_owned(), source: source.into() }
}

/// The table.
#[derive(Debug, Clone)]
pub struct Store {
    client: Client,
    table: String,
}

impl Store {
    #[must_use]
    pub fn new(sdk: &SdkConfig, table: String) -> Self {
        let config = config::Builder::from(sdk).interceptor(AsTheyCame).build();
        Self { client: Client::from_conf(config), table }
    }

    /// For writes. What it reads comes as [`answers`] says, and is read with the functions here.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    #[must_use]
    pub fn table(&self) -> &str {
        &self.table
    }

    /// Reads one item, strongly consistent.
    ///
    /// # Errors
    /// When the table does not answer or the item is not a `T`.
    pub async fn get<T: Item>(&self, key: &Key) -> Result<Option<T>, StoreError> {
        let request = self.client.get_item().table_name(&self.table).consistent_read(true);
        let body = body(request.set_key(Some(key_attributes(key))).send().await?.item)?;
        if let Ok(One { item }) = parsed(&body) {
            return Ok(item.map(|Current(value)| value));
        }
        let One { item } = parsed::<One<Stored>>(&body)?;
        item.as_ref().map(Stored::decode).transpose()
    }

    /// Reads up to 100 items in one round trip, strongly consistent; in the order of `keys`.
    ///
    /// # Errors
    /// When the table does not answer, or leaves keys unread after several tries.
    pub async fn get_all(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>, StoreError> {
        let mut found = vec![None; keys.len()];
        // DynamoDB refuses to read nothing.
        if keys.is_empty() {
            return Ok(found);
        }
        let mut wanted: Vec<_> = keys.iter().map(key_attributes).collect();
        for attempt in 0..ATTEMPTS {
            let wish = KeysAndAttributes::builder().consistent_read(true).set_keys(Some(wanted)).build();
            let wish = wish.map_err(|error| StoreError::malformed("keys", error))?;
            let responses = self.client.batch_get_item().request_items(&self.table, wish).send().await?.responses;
            let mut batch: Batch = parsed(&body(responses.into_iter().flat_map(HashMap::into_values).flatten())?)?;
            for item in batch.responses.remove(&self.table).unwrap_or_default() {
                let place = item.place()?;
                if let Some(place) = keys.iter().position(|key| place.is(key)) {
                    found[place] = Some(item);
                }
            }
            let left = batch.unprocessed_keys.remove(&self.table).map(|left| left.keys).unwrap_or_default();
            wanted = left.into_iter().map(Attributes::from).collect();
            if wanted.is_empty() {
                return Ok(found);
            }
            pause_before_retry(attempt).await;
        }
        Err(StoreError::Unreachable { code: "UnprocessedKeys".to_owned(), source: "keys were left unread".into() })
    }

    /// Reads up to `limit` items of a range, all of one type; strongly consistent unless it is an index's.
    ///
    /// Items that a later release wrote are left out; the list is as long without them. For what is only true as a whole,
    /// decode a [`range`](Self::range).
    ///
    /// # Errors
    /// When the table does not answer or an item is not a `T`.
    pub async fn list<T: Item>(&self, range: Range, limit: usize) -> Result<Vec<T>, StoreError> {
        let mut left_out = LeftOut::default();
        let list = self.query(range, limit, |body| known_items(body, &mut left_out)).await;
        left_out.log();
        list
    }

    /// The same for items of several types, or of which not all are needed.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn range(&self, range: Range, limit: usize) -> Result<Vec<Stored>, StoreError> {
        self.query(range, limit, |body| parsed(body).map(|Page { items, last_evaluated_key }| (items, last_evaluated_key))).await
    }

    /// One page of all items of a type in the whole table that are not in an index, and after which key the next page starts.
    /// For jobs that bring up what an earlier release wrote; no request may cost as much as the table is long.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn scan_unindexed(
        &self,
        kind: &str,
        index: keys::Index,
        after: Option<&Key>,
        limit: i32,
    ) -> Result<(Vec<Stored>, Option<Key>), StoreError> {
        let request = self
            .client
            .scan()
            .table_name(&self.table)
            .consistent_read(true)
            .filter_expression("#type = :type AND attribute_not_exists(#indexed)")
            .expression_attribute_names("#type", "_t")
            .expression_attribute_names("#indexed", index.attributes().0)
            .expression_attribute_values(":type", AttributeValue::S(kind.to_owned()))
            .limit(limit)
            .set_exclusive_start_key(after.map(key_attributes));
        let Page { items, last_evaluated_key } = parsed(&body(request.send().await?.items.into_iter().flatten())?)?;
        let next = last_evaluated_key.map(Attributes::from).map(|mut key| {
            let mut text = |name| key.remove(name).and_then(|value| value.as_s().ok().cloned()).unwrap_or_default();
            Key { pk: text("pk"), sk: text("sk") }
        });
        Ok((items, next))
    }

    /// `page` takes the items of a page, and where the next one starts, out of an answer.
    async fn query<T>(
        &self,
        range: Range,
        limit: usize,
        mut page: impl FnMut(&[u8]) -> Result<(Vec<T>, Option<serde_dynamo::Item>), StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let Run { index, pk, first, last } = range.run;
        let (pk_name, sk_name) = index.map_or(("pk", "sk"), keys::Index::attributes);
        let mut found = Vec::new();
        let mut start = None;
        loop {
            let request = self
                .client
                .query()
                .table_name(&self.table)
                .set_index_name(index.map(|index| index.name().to_owned()))
                .consistent_read(index.is_none())
                .key_condition_expression("#pk = :pk AND #sk BETWEEN :first AND :last")
                .expression_attribute_names("#pk", pk_name)
                .expression_attribute_names("#sk", sk_name)
                .expression_attribute_values(":pk", AttributeValue::S(pk.clone()))
                .expression_attribute_values(":first", AttributeValue::S(first.clone()))
                .expression_attribute_values(":last", AttributeValue::S(last.clone()))
                .scan_index_forward(!range.newest_first)
                .limit(i32::try_from(limit - found.len()).unwrap_or(i32::MAX))
                .set_exclusive_start_key(start);
            let (items, next) = page(&body(request.send().await?.items.into_iter().flatten())?)?;
            found.extend(items);
            start = next.map(Attributes::from);
            // A page ends early at 1 MB; the list must not.
            if start.is_none() || found.len() >= limit {
                return Ok(found);
            }
        }
    }
}

/// The items of a page that this build knows, and where the next page starts.
fn known_items<T: Item>(body: &[u8], left_out: &mut LeftOut) -> Result<(Vec<T>, Option<serde_dynamo::Item>), StoreError> {
    if let Ok(Page { items, last_evaluated_key }) = parsed(body) {
        return Ok((items.into_iter().map(|Current(value)| value).collect(), last_evaluated_key));
    }
    let Page { items, last_evaluated_key } = parsed::<Page<Stored>>(body)?;
    let known: Vec<Option<T>> = items.iter().map(|item| item.known().map(|read| left_out.or_known(read))).collect::<Result<_, _>>()?;
    Ok((known.into_iter().flatten().collect(), last_evaluated_key))
}

/// The primary key as the client takes it.
#[must_use]
pub fn key_attributes(key: &Key) -> Attributes {
    Attributes::from([("pk".to_owned(), AttributeValue::S(key.pk.clone())), ("sk".to_owned(), AttributeValue::S(key.sk.clone()))])
}

/// Waits a random time up to 25 ms · 2^attempt, so that writers that met once do not meet again.
async fn pause_before_retry(attempt: u32) {
    let [low, high] = random::bytes::<2>();
    let ceiling = 25 << attempt.min(5);
    tokio::time::sleep(Duration::from_millis(u64::from(u16::from_be_bytes([high, low])) % ceiling)).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::EmailOwner;

    #[test]
    fn answers_say_what_is_left_to_read() {
        let key =
            Attributes::from([("pk".to_owned(), AttributeValue::S("A".to_owned())), ("n".to_owned(), AttributeValue::N("7".to_owned()))]);
        let page = r#"{"Count": 1, "Items": [{"pk": {"S": "A"}}], "LastEvaluatedKey": {"pk": {"S": "A"}, "n": {"N": "7"}}}"#;
        let page: Page<Stored> = parsed(page.as_bytes()).expect("a page");
        assert_eq!((page.items.len(), page.last_evaluated_key.map(Attributes::from)), (1, Some(key.clone())));
        let batch =
            r#"{"Responses": {"t": [{"pk": {"S": "B"}}]}, "UnprocessedKeys": {"t": {"Keys": [{"pk": {"S": "A"}, "n": {"N": "7"}}]}}}"#;
        let mut batch: Batch = parsed(batch.as_bytes()).expect("a batch");
        assert_eq!(batch.responses["t"].len(), 1);
        let left = batch.unprocessed_keys.remove("t").expect("keys").keys;
        assert_eq!(left.into_iter().map(Attributes::from).collect::<Vec<_>>(), [key]);
        assert!(parsed::<One<Stored>>(b"{}").expect("no item").item.is_none());
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_an_outage_and_no_empty_list() {
        for broken in ["", "{", "[]", "{}", r#"{"Items": {}}"#, "<html>"] {
            assert!(matches!(parsed::<Page<Stored>>(broken.as_bytes()), Err(StoreError::Unreachable { .. })), "{broken:?}");
        }
        assert!(matches!(body(None), Err(StoreError::Unreachable { .. })));
    }

    #[test]
    fn a_list_leaves_out_what_a_later_release_wrote() {
        let item = |version: u32, person: &str| {
            format!(r#"{{"_t": {{"S": "email"}}, "_v": {{"N": "{version}"}}, "person": {{"S": "{person}"}}}}"#)
        };
        let page = |items: &[String]| format!(r#"{{"Items": [{}], "LastEvaluatedKey": {{"pk": {{"S": "A"}}}}}}"#, items.join(","));
        let read = |items: &[String]| {
            let mut left_out = LeftOut::default();
            let page = known_items::<EmailOwner>(page(items).as_bytes(), &mut left_out)?;
            Ok::<_, StoreError>((page.0.len(), page.1.is_some(), left_out.count()))
        };
        let (person, newer) = (item(1, "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E"), item(2, "somebody else"));
        assert_eq!(read(&[person.clone(), person.clone()]).expect("a page"), (2, true, 0));
        assert_eq!(read(&[newer.clone(), person.clone(), newer]).expect("a page"), (1, true, 2));
        // Damage is no later release.
        assert!(matches!(read(&[person, item(1, "nobody")]), Err(StoreError::Malformed { .. })));
    }
}
