//! Fills the inboxes of the portal: takes events off its queue, and tells whoever is concerned.
//!
//! A message that comes twice, late or out of order changes nothing that is told already.

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::LambdaEvent;
use shared::batch::{BatchAnswer, each_event};
use shared::event::Event;
use shared::matters::{Follower, Matter, MatterKind};
use shared::people::Person;
use shared::store::{Store, StoreError};

use crate::inbox::{News, NewsKind};
use crate::recipients::{Concern, follows_by, recipients};
use crate::repo;
use crate::state::Notifications;
use crate::topics::Channel;

/// Handles one batch of messages.
///
/// # Errors
/// Never: failures are reported in the answer.
pub async fn fill_inbox(state: &Notifications, batch: LambdaEvent<SqsEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    Ok(each_event(batch.payload, async |event| fill(state, event).await).await)
}

async fn fill(state: &Notifications, event: Event) -> Result<(), StoreError> {
    let store = &state.app.store;
    if event.r#type == "person.mail_bounced" {
        return tell_administrators(store, &event).await;
    }
    let Some(mut concern) = repo::concern(store, event).await? else { return Ok(()) };
    follow(store, &mut concern).await?;
    let people = repo::reachable(store, &concern.people()).await?;
    let told = recipients(&concern, &people, state.app.clock.now());
    let mut told = told.iter().filter(|told| told.channel == Channel::Inbox).peekable();
    if told.peek().is_none() {
        return Ok(());
    }
    let news = repo::news(store, &concern).await?;
    for told in told {
        repo::tell(store, told.person, &concern.matter, &news).await?;
    }
    Ok(())
}

/// Whoever writes in another's matter follows it from now on.
async fn follow(store: &Store, concern: &mut Concern) -> Result<(), StoreError> {
    let Some(person) = follows_by(&concern.event).filter(|person| *person != concern.matter.of) else { return Ok(()) };
    if concern.followers.iter().any(|follower| follower.person == person) {
        return Ok(());
    }
    let follower = Follower { person, muted: false, since: concern.event.at };
    repo::follow(store, &concern.matter, &follower).await?;
    concern.followers.push(follower);
    Ok(())
}

/// Mails to a customer do not arrive: somebody has to find out how to reach them.
async fn tell_administrators(store: &Store, event: &Event) -> Result<(), StoreError> {
    let id = event.actor.person;
    let Some(person) = repo::person(store, id).await? else { return Ok(()) };
    // Of staff, whoever it is sees it themselves.
    let Some((account, membership)) = repo::memberships(store, id).await?.pop_first() else { return Ok(()) };
    let Person { name, email, .. } = person;
    let matter = Matter {
        kind: MatterKind::Person,
        account,
        account_name: membership.account_name,
        id: id.to_string(),
        reference: email.as_str().to_owned(),
        title: name.clone(),
        of: id,
        only: Vec::new(),
    };
    let seq = u64::try_from(event.at.as_millisecond()).unwrap_or_default();
    let news = News { kind: NewsKind::MailBounced, by_name: name, by_staff: false, at: event.at, seq };
    for administrator in repo::administrators(store).await? {
        repo::tell(store, administrator, &matter, &news).await?;
    }
    Ok(())
}
