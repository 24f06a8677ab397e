//! A person looks at what they are told of, and how: `GET /me/preferences`.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::Result;
use shared::access::{Own, Permit};
use shared::clock_time::ClockTime;
use shared::people::{Person, Undeliverable};
use shared::store::item::Stored;
use shared::store::keys;
use shared::text::{Email, Phone};
use utoipa::ToSchema;

use crate::preferences::{self, DIGEST_AT};
use crate::state::Notifications;
use crate::topics::{Channel, TextTiming, Timing, Topic};

/// What a person is told of, by which channel and when.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Preferences {
    /// Each kind of event. In the portal itself, everything is told at once.
    pub topics: Vec<TopicTiming>,
    /// When nothing is sent but what concerns your security; what would be comes when they end, or at once in their last two minutes.
    pub quiet_hours: Option<QuietHours>,
    /// Quiet hours and digests follow it.
    #[schema(example = "Europe/Berlin")]
    pub time_zone: String,
    /// When digests are sent.
    #[schema(value_type = String, example = "08:00")]
    pub digest_at: String,
    pub email: EmailReach,
    pub sms: SmsReach,
}

/// When a kind of event is told.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TopicTiming {
    pub topic: Topic,
    pub mail: Timing,
    pub sms: TextTiming,
    /// Whether mails of it cannot be switched off.
    pub mail_is_fixed: bool,
}

/// From one time of day to another, perhaps over midnight.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct QuietHours {
    #[schema(value_type = String, example = "22:00")]
    pub from: ClockTime,
    #[schema(value_type = String, example = "07:00")]
    pub to: ClockTime,
}

/// Where mails go.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EmailReach {
    pub address: Email,
    /// Why no mails go there any more; `null` when they do.
    pub stopped: Option<MailStopped>,
}

/// That no mails go to an address.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MailStopped {
    pub since: Timestamp,
    /// Whether somebody there called a mail spam; otherwise mails came back.
    pub complained: bool,
}

/// Where text messages go.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SmsReach {
    /// Whether this portal sends any.
    pub available: bool,
    /// `null` until a number is confirmed.
    pub number: Option<Phone>,
}

/// Reads what you are told of
///
/// Of what you did not choose, it is what fits your role.
#[utoipa::path(get, path = "/me/preferences", responses((status = 200, body = Preferences)))]
pub async fn get_preferences(State(state): State<Notifications>, permit: Permit<Own>) -> Result<Json<Preferences>> {
    let id = permit.person().id;
    let found = state.app.store.get_all(&[keys::preferences(id), keys::undeliverable(id)]).await?;
    let [stored, undeliverable] = found.as_slice() else { return Ok(Json(shown(&state, &permit, &Default::default(), None))) };
    let stored = stored.as_ref().map(Stored::decode).transpose()?.unwrap_or_default();
    let undeliverable = undeliverable.as_ref().map(Stored::decode).transpose()?;
    Ok(Json(shown(&state, &permit, &stored, undeliverable)))
}

/// Preferences as they are shown.
#[must_use]
pub fn shown(
    state: &Notifications,
    permit: &Permit<Own>,
    stored: &preferences::Preferences,
    undeliverable: Option<Undeliverable>,
) -> Preferences {
    let is_staff = permit.staff().is_some();
    let Person { email, time_zone, .. } = permit.person();
    let topics = Topic::ALL.iter().map(|topic| TopicTiming {
        topic: *topic,
        mail: stored.timing(Channel::Mail, *topic, is_staff),
        sms: if stored.sms.get(topic) == Some(&Timing::Now) { TextTiming::Now } else { TextTiming::Never },
        mail_is_fixed: *topic == Topic::Security,
    });
    let stopped = undeliverable.filter(|undeliverable| undeliverable.address == *email);
    Preferences {
        topics: topics.collect(),
        quiet_hours: stored.quiet_hours.map(|quiet| QuietHours { from: quiet.from, to: quiet.to }),
        time_zone: time_zone.clone(),
        digest_at: DIGEST_AT.strftime("%H:%M").to_string(),
        email: EmailReach {
            address: email.clone(),
            stopped: stopped.map(|Undeliverable { since, complained, .. }| MailStopped { since, complained }),
        },
        sms: SmsReach { available: state.texter.as_ref().is_some_and(|texter| texter.monthly_limit() > 0), number: stored.number.clone() },
    }
}
