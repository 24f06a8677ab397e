//! What the people of the demo company were told of their tickets.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use notifications::deliveries::{About, DeliveryState, DeliveryView, MatterNamed};
use notifications::inbox::{Line, News, NewsKind};
use notifications::topics::Channel;
use shared::event::ActorKind;
use shared::ids::PersonId;
use shared::matters::Matter;
use shared::store::Store;
use shared::store::item;
use shared::store::keys;
use tickets::model::Message;

/// What is younger was told by the portal itself: the stories' events are published like others.
const TOLD_BY_THE_PORTAL: SignedDuration = SignedDuration::from_hours(24);
/// What lies back more than this was read.
const READ: SignedDuration = SignedDuration::from_hours(48);

/// Tells the opener of what staff wrote, and staff that wrote of what came afterwards; `messages` are the newest first.
pub(super) async fn fill(store: &Store, matter: &Matter, messages: &[Message], now: Timestamp) -> anyhow::Result<()> {
    let staff: BTreeSet<PersonId> = messages
        .iter()
        .map(|message| message.author.actor)
        .filter(|actor| actor.kind == ActorKind::Staff)
        .map(|actor| actor.person)
        .collect();
    for person in staff.iter().copied().chain([matter.of]) {
        let mut line: Option<Line> = None;
        for message in messages.iter().rev() {
            let by_staff = message.author.actor.kind == ActorKind::Staff;
            let concerns = if person == matter.of { by_staff } else { !by_staff && message.seq > 1 };
            if !concerns {
                continue;
            }
            let news = News {
                kind: NewsKind::TicketReplied,
                by_name: message.author.name.clone(),
                by_staff,
                at: message.sent_at,
                seq: message.seq,
            };
            let told = line.as_ref().map_or_else(|| Some(Line::new(matter, news.clone())), |line| line.told(&news));
            line = told.or(line);
        }
        let Some(line) = line else { continue };
        let is_read = now.duration_since(line.view.newest.at) > READ;
        let line = if is_read { line.read(line.view.newest.seq).unwrap_or(line) } else { line };
        if person == matter.of {
            tell_by_mail(store, matter, messages, now).await?;
        }
        let item = item::encode(&keys::inbox_line(person, &matter.id), &notifications::repo::indexed(person, &line), &line)?;
        store.client().put_item().table_name(store.table()).set_item(Some(item)).send().await?;
    }
    Ok(())
}

/// That the opener was mailed of what staff wrote.
async fn tell_by_mail(store: &Store, matter: &Matter, messages: &[Message], now: Timestamp) -> anyhow::Result<()> {
    let Some((_, person)) = super::people().into_iter().find(|(_, person)| person.id == matter.of) else { return Ok(()) };
    for message in messages {
        let is_old = now.duration_since(message.sent_at) > TOLD_BY_THE_PORTAL;
        if message.author.actor.kind != ActorKind::Staff || !is_old {
            continue;
        }
        let view = DeliveryView {
            // The same each time the demo is filled in.
            id: format!("mail#{}-{}", matter.id, message.seq),
            channel: Channel::Mail,
            about: About::TicketReplied,
            matter: Some(MatterNamed::from(matter)),
            count: 1,
            to: person.email.clone(),
            at: message.sent_at,
            state: DeliveryState::Delivered,
            why: None,
        };
        let delivery = view.stored();
        let indexed = keys::delivery_by_time(matter.of, delivery.view.at, &delivery.view.id);
        let item = item::encode(&keys::delivery(matter.of, &delivery.view.id), [&indexed], &delivery)?;
        store.client().put_item().table_name(store.table()).set_item(Some(item)).send().await?;
    }
    Ok(())
}
