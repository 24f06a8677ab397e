//! Staff keeps an answer ready, changes or removes it: `PUT /staff/canned-replies`. Emits `canned_reply.changed`.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValuesOnConditionCheckFailure};
use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::{Permit, Portal};
use shared::event::{Author, Event};
use shared::idempotency::{Command, Done, Uncommitted, try_commit_once};
use shared::ids::CannedReplyId;
use shared::input::{Whole, WrongFields};
use shared::problem::{Code, Problem};
use shared::store::{Transaction, item, keys};
use shared::{App, Result, random};
use utoipa::ToSchema;

use super::list_canned_replies::{MOST, all};
use super::model::{CannedReply, CannedReplyShown, Text, Title};

/// An answer to keep ready, whole.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"title": "Device is on its way", "en": "Hello {customer}, the device left here today. {agent}"}))]
pub struct PutCannedReply {
    /// Which one is changed; a new one when not given.
    #[deserr(default)]
    pub id: Option<CannedReplyId>,
    /// With `id`: the version that it is made from; 409 when a colleague changed it meanwhile.
    #[deserr(default)]
    #[schema(inline)]
    pub version: Option<Whole<0, 9_007_199_254_740_991>>,
    pub title: Title,
    /// In English. One of both languages at least, unless it is removed.
    #[deserr(default)]
    pub en: Option<Text>,
    /// In German.
    #[deserr(default)]
    pub de: Option<Text>,
    /// Whether it is no longer kept.
    #[deserr(default)]
    pub removed: Option<bool>,
}

/// Keeps an answer ready
///
/// A new one, or in place of the one that `id` names; with `removed` it is gone. There may be 200 of them.
#[utoipa::path(put, path = "/staff/canned-replies", request_body = PutCannedReply,
    extensions(("x-problems" = json!([Code::NotFound]))), responses((status = 200, body = CannedReplyShown, links(
    ("list" = (operation_id = "tickets.list_canned_replies", description = "Lists them.")),
))))]
pub async fn put_canned_reply(
    State(app): State<App>,
    permit: Permit<Portal>,
    Command { input, once }: Command<PutCannedReply>,
) -> Result<Done<Json<CannedReplyShown>>> {
    let is_removed = input.removed == Some(true);
    let seen = if input.id.is_some() { input.version.and_then(|version| u64::try_from(version.get()).ok()).unwrap_or_default() } else { 0 };
    if !is_removed && input.en.is_none() && input.de.is_none() {
        return Err(Problem::contradiction("/en", "write it in one language at least"));
    }
    if input.id.is_none() && is_removed {
        return Err(Problem::contradiction("/id", "say which one is to be removed"));
    }
    if input.id.is_none() && all(&app.store).await?.len() >= MOST {
        return Err(Problem::new(Code::Conflict, "There are as many as there may be. Remove one that nobody needs."));
    }
    let now = app.clock.now();
    let reply = CannedReply {
        id: input.id.unwrap_or_else(|| CannedReplyId::from_ulid(random::ulid(now))),
        title: input.title,
        en: input.en,
        de: input.de,
        revision: seen + 1,
        changed_by: Author::of(&permit),
        changed_at: now,
    };
    let key = keys::canned_reply(reply.id);
    let (as_seen, seen) = ("revision = :seen", AttributeValue::N(seen.to_string()));
    let writes = match (input.id, is_removed) {
        (None, _) => Transaction::new().create(&key, &reply)?,
        (Some(_), true) => Transaction::new().delete(&key, |delete| {
            delete
                .condition_expression(as_seen)
                .expression_attribute_values(":seen", seen)
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        })?,
        (Some(_), false) => Transaction::new()
            .put(&key, None, &reply, |put| put.condition_expression(as_seen).expression_attribute_values(":seen", seen))?,
    };
    let event = Event::new("canned_reply.changed", permit.actor(), now).of("canned_reply", reply.id);
    match try_commit_once(&app, &permit, &once, writes.event(&event)?, CannedReplyShown::from(reply)).await {
        Ok(outcome) => Ok(outcome.into()),
        Err(Uncommitted::Problem(problem)) => Err(problem),
        Err(Uncommitted::ConditionFailed(None)) => Err(Problem::not_found()),
        Err(Uncommitted::ConditionFailed(Some(found))) => {
            let newer = CannedReplyShown::from(item::decode::<CannedReply>(found)?);
            Err(Problem::overtaken_by("A colleague changed it since you read it. Nothing was saved. Read `newer`, then decide.", &newer))
        }
    }
}
