//! Contracts are sent to members of an account, who sign one after the other.

pub mod answer_signature;
pub mod model;
pub mod send_for_signature;
pub mod wire;

use jiff::Timestamp;
use shared::event::{Actor, Event};
use shared::home::{HomeKind, Shown};

use crate::files::filing::seq;
use crate::made::model::Paper;
use crate::made::repo::Made;

/// That somebody is asked to sign, if it is somebody's turn.
#[must_use]
pub fn asked(paper: &Paper, actor: Actor, now: Timestamp) -> Option<Event> {
    let signer = paper.signing.as_ref()?.asked()?.person;
    let event = Event::new("signature.asked", actor, now).in_account(paper.account).numbered(seq(now)).of("file", paper.file);
    Some(event.of("signer", signer))
}

/// What home shows of a contract: whoever's turn it is signs.
#[must_use]
pub fn shown_at_home(made: &Made, now: Timestamp) -> Option<Shown> {
    let signing = made.paper.signing.as_ref()?;
    let signer = signing.asked()?;
    Some(Shown {
        kind: HomeKind::SignatureAsked,
        id: made.paper.file.to_string(),
        reference: made.paper.file.reference(),
        title: made.paper.title.as_str().to_owned(),
        of: signer.person,
        of_name: signer.name.clone(),
        at: now,
    })
}
