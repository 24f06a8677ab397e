//! Somebody ends mails of a kind from the link in one of them, without signing in: `POST /notifications/unsubscribe`.
//!
//! The link is sealed and names the person. A mail program posts to it when its user says so (RFC 8058); the page that a person
//! comes to by it posts what they choose there. Reading a mail, or following its links, changes nothing.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use shared::ids::PersonId;
use shared::input::WrongFields;
use shared::params::Query;
use shared::problem::{Code, Problem};
use shared::seal::Purpose;
use shared::text::LinkToken;
use shared::{App, Result};
use utoipa::{IntoParams, ToSchema};

use crate::repo;
use crate::topics::{Timing, Topic};
use crate::words::Ends;

/// How long a link is good. Source: CAN-SPAM, 16 CFR 316.5, asks for 30 days.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

/// The link, and what to do.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UnsubscribeQuery {
    /// What the link holds.
    #[param(inline)]
    pub token: LinkToken,
    /// When mails of this kind are to come from now on; `never` when not given.
    #[deserr(default)]
    #[param(inline)]
    pub mail: Option<Timing>,
}

/// What holds from now on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unsubscribed {
    /// The kinds of events that it was about.
    pub topics: Vec<Topic>,
    pub mail: Timing,
}

/// Ends mails of a kind
///
/// With the link of a mail, by whoever has it; the body is not read. The link can be used again, to choose otherwise.
#[utoipa::path(post, path = "/notifications/unsubscribe", params(UnsubscribeQuery),
    extensions(("x-problems" = json!([Code::LinkRefused, Code::Conflict]))), responses((status = 200, body = Unsubscribed)))]
pub async fn unsubscribe(State(app): State<App>, Query(query): Query<UnsubscribeQuery>) -> Result<Json<Unsubscribed>> {
    let opened = app.sealer.open(Purpose::Unsubscribe, "", query.token.as_str()).await?;
    let (person, ends) = opened.as_deref().and_then(|payload| read(payload, app.clock.now())).ok_or_else(|| {
        Problem::new(Code::LinkRefused, "This link is not complete, or too old. Sign in and choose what you are told of.")
    })?;
    let topics: Vec<Topic> = match ends {
        Ends::Topic(topic) => vec![topic],
        Ends::All => Topic::ALL.iter().copied().filter(|topic| *topic != Topic::Security).collect(),
    };
    let mail = query.mail.unwrap_or(Timing::Never);
    choose(&app, person, &topics, mail).await?;
    Ok(Json(Unsubscribed { topics, mail }))
}

/// Who gets the mail that the link stood in, and what it ends; `None` when it is too old.
fn read(payload: &str, now: Timestamp) -> Option<(PersonId, Ends)> {
    let mut parts = payload.split('|');
    let (person, ends, at) = (parts.next()?, parts.next()?, parts.next()?);
    let at = Timestamp::from_second(at.parse().ok()?).ok()?;
    (now.duration_since(at) <= GOOD_FOR).then_some(())?;
    Some((person.parse().ok()?, ends.parse().ok()?))
}

async fn choose(app: &App, person: PersonId, topics: &[Topic], mail: Timing) -> Result<()> {
    let changed = repo::change_preferences(&app.store, person, |mut preferences| {
        preferences.mail.extend(topics.iter().map(|topic| (*topic, mail)));
        preferences
    });
    Ok(changed.await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_good_for_ninety_days_and_for_one_kind() {
        let person = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E";
        let now: Timestamp = "2026-11-27T12:00:00Z".parse().expect("a time");
        let payload = |ends: &str, age: i64| format!("{person}|{ends}|{}", now.as_second() - age);
        let read = |payload: &str| read(payload, now).map(|(_, ends)| ends);
        assert_eq!(read(&payload("ticket_replied", 0)), Some(Ends::Topic(Topic::TicketReplied)));
        assert_eq!(read(&payload("all", 90 * 24 * 3600)), Some(Ends::All));
        assert_eq!(read(&payload("all", 90 * 24 * 3600 + 1)), None);
        assert_eq!(read(&payload("everything", 0)), None);
    }
}
