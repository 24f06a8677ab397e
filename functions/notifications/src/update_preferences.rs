//! A person chooses what they are told of: `PATCH /me/preferences`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::Result;
use shared::access::{Own, Permit};
use shared::clock_time::ClockTime;
use shared::idempotency::{Command, Done, Uncommitted, try_commit_once};
use shared::input::{Change, List, WrongFields};
use shared::people::Undeliverable;
use shared::problem::{FieldCode, FieldError, Problem};
use shared::store::item::Stored;
use shared::store::{StoreError, Transaction, keys};
use utoipa::ToSchema;

use crate::get_preferences::{Preferences, shown};
use crate::preferences::{self, QuietHours};
use crate::repo;
use crate::state::Notifications;
use crate::topics::{TextTiming, Timing, Topic};

/// What is to change; what is left out stays as it is.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"topics": [{"topic": "ticket_replied", "mail": "daily"}], "quiet_hours": {"from": "22:00", "to": "07:00"}}))]
pub struct UpdatePreferences {
    /// Kinds of events and when to tell of them, each once.
    #[deserr(default)]
    #[schema(value_type = Option<Vec<ChangeTopic>>, max_items = 20)]
    pub topics: Option<List<ChangeTopic, 0, 20>>,
    /// `null` ends them.
    #[deserr(default)]
    #[schema(value_type = Option<ChangeQuietHours>)]
    pub quiet_hours: Change<ChangeQuietHours>,
    /// Whether to end text messages and forget the number. One is set by `start_phone`.
    #[deserr(default)]
    pub stop_sms: Option<bool>,
    /// Whether mails to your address arrive again, after they were stopped.
    #[deserr(default)]
    pub mail_again: Option<bool>,
}

/// When to tell of a kind of event.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct ChangeTopic {
    pub topic: Topic,
    #[deserr(default)]
    pub mail: Option<Timing>,
    #[deserr(default)]
    pub sms: Option<TextTiming>,
}

/// From one time of day to another.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct ChangeQuietHours {
    #[schema(inline)]
    pub from: ClockTime,
    #[schema(inline)]
    pub to: ClockTime,
}

/// Chooses what you are told of
///
/// Fields that are left out stay as they are. What concerns your security is always mailed at once.
#[utoipa::path(patch, path = "/me/preferences", request_body = UpdatePreferences, responses((status = 200, body = Preferences)))]
pub async fn update_preferences(
    State(state): State<Notifications>,
    permit: Permit<Own>,
    Command { input, once }: Command<UpdatePreferences>,
) -> Result<Done<Json<Preferences>>> {
    check(&input)?;
    let (store, id) = (&state.app.store, permit.person().id);
    for _ in 0..repo::TRIES {
        let found = store.get_all(&[keys::preferences(id), keys::undeliverable(id)]).await?;
        let [before, mark] = found.as_slice() else { continue };
        let before: preferences::Preferences = before.as_ref().map(Stored::decode).transpose()?.unwrap_or_default();
        let mark: Option<Undeliverable> = mark.as_ref().map(Stored::decode).transpose()?;
        let (cleared, mark) = if input.mail_again == Some(true) { (mark, None) } else { (None, mark) };
        let after = changed(before.clone(), &input);
        let mut writes = repo::put_preferences(Transaction::new(), id, &before, &after)?;
        if let Some(cleared) = cleared {
            writes = repo::mail_again(writes, id, &cleared)?;
        }
        match try_commit_once(&state.app, &permit, &once, writes, shown(&state, &permit, &after, mark)).await {
            Ok(outcome) => return Ok(outcome.into()),
            Err(Uncommitted::Problem(problem)) => return Err(problem),
            Err(Uncommitted::ConditionFailed(_)) => {}
        }
    }
    Err(StoreError::ConditionFailed.into())
}

fn check(input: &UpdatePreferences) -> Result<()> {
    let mut wrong = Vec::new();
    let mut refuse = |pointer: String, detail: &str| {
        wrong.push(FieldError { pointer, code: FieldCode::Contradiction, detail: detail.to_owned() });
    };
    let topics: &[ChangeTopic] = input.topics.as_deref().unwrap_or_default();
    for (place, change) in topics.iter().enumerate() {
        if topics[..place].iter().any(|earlier| earlier.topic == change.topic) {
            refuse(format!("/topics/{place}/topic"), "each kind of event once");
        }
        if change.topic == Topic::Security && change.mail.is_some_and(|timing| timing != Timing::Now) {
            refuse(format!("/topics/{place}/mail"), "what concerns your security is always mailed at once");
        }
    }
    if let Change::Set(quiet) = &input.quiet_hours
        && quiet.from == quiet.to
    {
        refuse("/quiet_hours/to".to_owned(), "they must end at another time than they begin");
    }
    if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid_body(wrong)) }
}

/// Preferences as they will be.
fn changed(mut preferences: preferences::Preferences, input: &UpdatePreferences) -> preferences::Preferences {
    for change in input.topics.as_deref().unwrap_or_default() {
        // That it is mailed at once is so anyway.
        if let Some(timing) = change.mail.filter(|_| change.topic != Topic::Security) {
            preferences.mail.insert(change.topic, timing);
        }
        if let Some(timing) = change.sms {
            preferences.sms.insert(change.topic, timing.into());
        }
    }
    match &input.quiet_hours {
        Change::Keep => {}
        Change::Clear => preferences.quiet_hours = None,
        Change::Set(ChangeQuietHours { from, to }) => preferences.quiet_hours = Some(QuietHours { from: *from, to: *to }),
    }
    if input.stop_sms == Some(true) {
        preferences.number = None;
    }
    preferences
}
