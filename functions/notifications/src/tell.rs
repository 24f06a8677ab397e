//! Tells people outside the portal, by mail or text message: each event once by each channel that they chose.
//!
//! Before a message is sent, its delivery is written down; whoever finds it there does not send it. A process that dies between
//! sending and noting leaves a delivery that is being sent. Of a mail, SES reports that it took it, which settles the question; a
//! text message is sent once more then, because nobody can be asked.

use jiff::Timestamp;
use shared::event::Event;
use shared::ids::PersonId;
use shared::mail::MailError;
use shared::people::Standing;
use shared::seal::Purpose;
use shared::secrets::SecretError;
use shared::store::StoreError;
use tokio::time::Duration;

use crate::deliveries::{About, DeliveryState, DeliveryView, MatterNamed, Pending, Why, of_event, of_time};
use crate::outbox::{self, Claim};
use crate::preferences::When;
use crate::recipients::{Reachable, recipients};
use crate::repo;
use crate::state::{NotSet, Notifications};
use crate::text_words::text_message;
use crate::texter::TextError;
use crate::topics::{Channel, Timing, Topic};
use crate::words::{Message, Piece, Reader, letter};

/// SES takes so many mails a second; a burst waits here for a moment, and then in its queue.
const PAUSES: [Duration; 2] = [Duration::from_millis(300), Duration::from_millis(900)];

/// Why somebody was not told.
#[derive(Debug, thiserror::Error)]
pub enum TellError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Mail(#[from] MailError),
    #[error(transparent)]
    Text(#[from] TextError),
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error(transparent)]
    NotSet(#[from] NotSet),
    /// It comes again when whoever holds it has either noted what they did or given up.
    #[error("somebody else is sending this message, or died while they did")]
    Held,
}

impl TellError {
    fn was_refused(&self) -> bool {
        match self {
            Self::Mail(error) => error.was_refused(),
            Self::Text(error) => error.was_refused(),
            Self::Secret(_) | Self::NotSet(_) => true,
            Self::Store(_) | Self::Held => false,
        }
    }
}

/// Tells an event by one channel to everybody who is to hear of it now, and keeps it for those who want it later.
///
/// # Errors
/// When somebody was not told; those who were are not told again.
pub async fn tell(state: &Notifications, channel: Channel, event: Event) -> Result<(), TellError> {
    let about = match event.r#type.as_str() {
        "timer.due" => return tell_what_waited(state, channel, &event).await,
        "approval.asked" | "approval.decided" => return tell_of_approval(state, channel, &event).await,
        "person.staff_role_given" => return tell_of_administrator(state, channel, &event).await,
        r#type => about_security(r#type, event.codes.get("factor").map(String::as_str)),
    };
    match about {
        Some(about) => tell_of_security(state, channel, &event, about).await,
        None => tell_news(state, channel, event).await,
    }
}

/// What a notice is about that nobody can do without.
fn about_security(r#type: &str, factor: Option<&str>) -> Option<About> {
    match (r#type, factor) {
        ("person.password_reset" | "person.password_changed", _) => Some(About::PasswordChanged),
        ("person.factor_enrolled", Some("passkey")) => Some(About::PasskeyAdded),
        ("person.factor_enrolled", _) => Some(About::FactorEnrolled),
        ("person.factor_removed", _) => Some(About::FactorRemoved),
        ("person.recovery_code_used", _) => Some(About::RecoveryCodeUsed),
        ("person.recovery_codes_created", _) => Some(About::RecoveryCodesCreated),
        ("person.new_device", _) => Some(About::NewDevice),
        ("person.factors_reset", _) => Some(About::FactorsReset),
        _ => None,
    }
}

async fn tell_news(state: &Notifications, channel: Channel, event: Event) -> Result<(), TellError> {
    let (store, now) = (&state.app.store, state.app.clock.now());
    let Some(concern) = repo::concern(store, event).await? else { return Ok(()) };
    let people = repo::reachable(store, &concern.people()).await?;
    let told = recipients(&concern, &people, now);
    let mut told = told.iter().filter(|told| told.channel == channel).peekable();
    if told.peek().is_none() {
        return Ok(());
    }
    let piece = Piece { matter: concern.matter.clone(), news: repo::news(store, &concern).await? };
    let (id, message) = (of_event(channel, concern.event.id), Message::One(piece.clone()));
    // One who cannot be told keeps nobody else waiting.
    let mut failed = None;
    for told in told {
        let Some(someone) = people.iter().find(|someone| someone.person.id == told.person) else { continue };
        let done = match told.when {
            When::Now => send(state, channel, someone, &id, &message).await,
            When::At(due) => {
                let view = DeliveryView { state: DeliveryState::Deferred, ..view(channel, someone, &id, &message, now) };
                let Piece { matter, news } = piece.clone();
                let pending = Pending { event: concern.event.id, matter, news, ttl: outbox::kept_until(due) };
                outbox::hold_back(store, told.person, view, &pending, due).await.map_err(TellError::from)
            }
        };
        failed = failed.or(done.err());
    }
    failed.map_or(Ok(()), Err)
}

/// Nobody else is told, and quiet hours do not count.
async fn tell_of_security(state: &Notifications, channel: Channel, event: &Event, about: About) -> Result<(), TellError> {
    send_notice(state, channel, event, event.actor.person, about).await
}

/// Whom an approval is about, who asked, and who may decide: all of them, and one who cannot be told keeps nobody else waiting.
async fn tell_of_approval(state: &Notifications, channel: Channel, event: &Event) -> Result<(), TellError> {
    let named = |name: &str| event.ids.get(name).and_then(|id| id.parse::<PersonId>().ok());
    let (Some(subject), Some(asked_by)) = (named("person"), named("asked_by")) else { return Ok(()) };
    let told: Vec<(PersonId, About)> = if event.r#type == "approval.asked" {
        let administrators = repo::administrators(&state.app.store).await?;
        let others = administrators.into_iter().filter(|person| *person != asked_by && *person != subject);
        std::iter::once((subject, About::RecoveryAsked)).chain(others.map(|person| (person, About::ApprovalWaits))).collect()
    } else {
        let mut told = vec![(asked_by, About::ApprovalDecided)];
        // That it was approved, they hear when it is done.
        if event.codes.get("outcome").is_some_and(|outcome| outcome == "declined") {
            told.push((subject, About::RecoveryDeclined));
        }
        told
    };
    send_notices(state, channel, event, told).await
}

/// Whoever administers hears of each new administrator: nobody adds one unseen.
async fn tell_of_administrator(state: &Notifications, channel: Channel, event: &Event) -> Result<(), TellError> {
    let Some(new) = event.ids.get("person").and_then(|id| id.parse::<PersonId>().ok()) else { return Ok(()) };
    if event.codes.get("role").is_none_or(|role| role != "admin") || event.changed == ["teams"] {
        return Ok(());
    }
    let others = repo::administrators(&state.app.store).await?.into_iter().filter(|person| *person != new);
    send_notices(state, channel, event, others.map(|person| (person, About::AdministratorAdded)).collect()).await
}

async fn send_notices(state: &Notifications, channel: Channel, event: &Event, told: Vec<(PersonId, About)>) -> Result<(), TellError> {
    let mut failed = None;
    for (person, about) in told {
        failed = failed.or(send_notice(state, channel, event, person, about).await.err());
    }
    failed.map_or(Ok(()), Err)
}

async fn send_notice(state: &Notifications, channel: Channel, event: &Event, person: PersonId, about: About) -> Result<(), TellError> {
    let people = repo::reachable(&state.app.store, &[person]).await?;
    let Some(someone) = people.first().filter(|someone| someone.person.standing == Standing::Active) else { return Ok(()) };
    if someone.preferences.timing(channel, Topic::Security, someone.is_staff) == Timing::Never {
        return Ok(());
    }
    send(state, channel, someone, &of_event(channel, event.id), &Message::Security(about)).await
}

/// A timer is due: tells a person what was kept until then, as far as they may still see it and still want to hear of it.
async fn tell_what_waited(state: &Notifications, channel: Channel, event: &Event) -> Result<(), TellError> {
    let id = |name: &str| event.ids.get(name).map(String::as_str).unwrap_or_default();
    let (Ok(person), Ok(due)) = (id("person").parse::<PersonId>(), id("due").parse::<Timestamp>()) else { return Ok(()) };
    if event.codes.get("timer").is_none_or(|timer| timer != outbox::TIMER) || id("channel") != channel.as_str() {
        return Ok(());
    }
    let store = &state.app.store;
    let (people, pending, memberships) = tokio::try_join!(
        async { repo::reachable(store, &[person]).await },
        outbox::pending(store, person, channel, due),
        repo::memberships(store, person),
    )?;
    let muted = outbox::muted(store, person, &pending).await?;
    let Some(someone) = people.first().filter(|someone| someone.person.standing == Standing::Active) else { return Ok(()) };
    let may_see = |pending: &Pending| {
        let member = memberships.get(&pending.matter.account).zip(pending.matter.kind.module());
        let scope = member.map(|(member, module)| module.scope(member.scopes));
        scope.map_or(someone.is_staff, |scope| pending.matter.is_seen_by(person, scope))
    };
    let wants = |pending: &Pending| {
        let timing = someone.preferences.timing(channel, pending.topic(), someone.is_staff);
        timing != Timing::Never && !muted.contains(&pending.matter.id)
    };
    let waited: Vec<String> = pending.iter().map(|pending| of_event(channel, pending.event)).collect();
    let kept = pending.into_iter().filter(|pending| may_see(pending) && wants(pending));
    let mut pieces: Vec<Piece> = kept.map(|Pending { matter, news, .. }| Piece { matter, news }).collect();
    let message = match pieces.len() {
        0 => return Ok(outbox::no_longer_waiting(store, person, &waited).await?),
        1 => Message::One(pieces.remove(0)),
        _ => Message::Digest(pieces),
    };
    send(state, channel, someone, &of_time(channel, due), &message).await?;
    Ok(outbox::no_longer_waiting(store, person, &waited).await?)
}

fn view(channel: Channel, someone: &Reachable, id: &str, message: &Message, now: Timestamp) -> DeliveryView {
    let number = someone.preferences.number.as_ref().map(|number| number.as_str());
    let to = if channel == Channel::Sms { number.unwrap_or_default() } else { someone.person.email.as_str() };
    let matter = match message {
        Message::One(piece) => Some(MatterNamed::from(&piece.matter)),
        Message::Digest(_) | Message::Security(_) => None,
    };
    DeliveryView {
        id: id.to_owned(),
        channel,
        about: message.about(),
        matter,
        count: u32::try_from(message.count()).unwrap_or(u32::MAX),
        to: to.to_owned(),
        at: now,
        state: DeliveryState::Sending,
        why: None,
    }
}

/// Sends a message that was not sent yet.
async fn send(state: &Notifications, channel: Channel, someone: &Reachable, id: &str, message: &Message) -> Result<(), TellError> {
    let (store, person) = (&state.app.store, someone.person.id);
    let view = view(channel, someone, id, message, state.app.clock.now());
    let suppressed = |why| DeliveryView { state: DeliveryState::Suppressed, why: Some(why), ..view.clone() };
    let undeliverable = someone.undeliverable.as_ref().filter(|found| channel == Channel::Mail && found.address == someone.person.email);
    if let Some(undeliverable) = undeliverable {
        let why = if undeliverable.complained { Why::AddressComplained } else { Why::AddressBounces };
        return Ok(outbox::suppress(store, person, suppressed(why)).await?);
    }
    let monthly_limit = state.texter.as_ref().map_or(0, |texter| texter.monthly_limit());
    match outbox::claim(store, person, view.clone(), monthly_limit).await? {
        Claim::Ours => {}
        Claim::Held => return Err(TellError::Held),
        Claim::Done => return Ok(()),
        Claim::OverLimit => return Ok(outbox::suppress(store, person, suppressed(Why::SmsLimit)).await?),
    }
    let mut handed_over = hand_over(state, channel, someone, id, message).await;
    for pause in PAUSES {
        if !matches!(&handed_over, Err(TellError::Mail(error)) if error.was_too_fast()) {
            break;
        }
        tokio::time::sleep(pause).await;
        handed_over = hand_over(state, channel, someone, id, message).await;
    }
    if let Err(error) = handed_over {
        if error.was_refused() {
            outbox::give_back(store, person, id).await?;
        }
        return Err(error);
    }
    Ok(outbox::note(store, person, id, DeliveryState::Sent).await?)
}

async fn hand_over(state: &Notifications, channel: Channel, someone: &Reachable, id: &str, message: &Message) -> Result<(), TellError> {
    let (mailer, person) = (state.mailer()?.dressed(&state.app.store).await, &someone.person);
    let unsubscribe = match message.ends().filter(|_| channel == Channel::Mail) {
        Some(ends) => {
            let payload = format!("{}|{}|{}", person.id, ends.as_str(), state.app.clock.now().as_second());
            state.app.sealer.seal(Purpose::Unsubscribe, "", &payload).await?
        }
        None => String::new(),
    };
    let reader = Reader { language: person.language, is_staff: someone.is_staff, portal: mailer.portal(), unsubscribe: &unsubscribe };
    if channel == Channel::Sms {
        let Some(number) = &someone.preferences.number else { return Ok(()) };
        return Ok(state.texter()?.send_once(number, &text_message(message, &reader)).await?);
    }
    // A tag holds letters, digits, `_` and `-` (Amazon SES API v2 reference, `MessageTag`), so what waited is named by its second.
    let tags = [("person", person.id.to_string()), ("delivery", tag(id))];
    let tags = tags.each_ref().map(|(name, value)| (*name, value.as_str()));
    Ok(mailer.send(&person.email, &letter(message, &reader), &tags).await?)
}

/// A delivery's id as a tag of SES.
#[must_use]
pub fn tag(id: &str) -> String {
    let name = id.rsplit('#').next().unwrap_or_default();
    name.parse::<Timestamp>().map_or_else(|_| name.to_owned(), |due| due.as_second().to_string())
}

/// The id of the mail with this tag.
#[must_use]
pub fn of_tag(tag: &str) -> String {
    let due = tag.parse().ok().and_then(|second| Timestamp::from_second(second).ok());
    due.map_or_else(|| format!("{}#{tag}", Channel::Mail.as_str()), |due| of_time(Channel::Mail, due))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_about_what_happened() {
        for (event, factor, about) in [
            ("person.password_reset", None, About::PasswordChanged),
            ("person.password_changed", None, About::PasswordChanged),
            // Events from before there were passkeys name no factor.
            ("person.factor_enrolled", None, About::FactorEnrolled),
            ("person.factor_enrolled", Some("totp"), About::FactorEnrolled),
            ("person.factor_enrolled", Some("passkey"), About::PasskeyAdded),
            ("person.factor_removed", Some("totp"), About::FactorRemoved),
            ("person.factor_removed", Some("passkey"), About::FactorRemoved),
            ("person.recovery_code_used", None, About::RecoveryCodeUsed),
            ("person.recovery_codes_created", None, About::RecoveryCodesCreated),
            ("person.new_device", None, About::NewDevice),
            ("person.factors_reset", None, About::FactorsReset),
        ] {
            assert_eq!(about_security(event, factor), Some(about), "{event}");
        }
        assert_eq!(about_security("ticket.replied", None), None);
    }

    #[test]
    fn a_tag_leads_back_to_its_mail() {
        for id in ["mail#evt_01JZ5Y3M8Q4T7V9WXA2B6C8D0E", "mail#2026-11-28T07:00:00Z"] {
            let tag = tag(id);
            assert_eq!(of_tag(&tag), id);
            assert!(tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'), "{tag}");
        }
    }
}
