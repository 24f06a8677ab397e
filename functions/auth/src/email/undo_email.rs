//! Whoever reads the mail of the address of before undoes a change of it: `POST /auth/undo-email`. Emits
//! `person.email_change_undone`.

use axum::extract::State;
use deserr::Deserr;
use http::StatusCode;
use shared::event::{Actor, Event};
use shared::input::WrongFields;
use shared::people::Person;
use shared::problem::{Code, Problem};
use shared::store::{CommitError, Store, StoreError, Transaction, keys};
use shared::text::{Email, LinkToken};
use shared::{Result, body::Body};
use utoipa::ToSchema;

use super::model::{UNDONE_WITHIN, undone_by};
use super::repo::{Undone, change, exchange, settle};
use crate::recovery::lost::{Lost, forget_app};
use crate::state::Auth;

/// The link.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"token": "bm90IHNlYWxlZA"}))]
pub struct UndoEmail {
    /// What the link of the mail holds.
    pub token: LinkToken,
}

/// Undoes a change of an address
///
/// Within 72 hours of it. All sessions end, factors and recovery codes that were added in the three days before it or later go, and
/// later changes of the address cannot be undone; earlier ones can. Set a new password then, since somebody knew it. A repeat answers the same.
#[utoipa::path(post, path = "/auth/undo-email", request_body = UndoEmail,
    extensions(("x-problems" = json!([Code::LinkRefused, Code::AddressTaken, Code::Conflict]))),
    responses((status = 204, description = "The address is the one of before")))]
pub async fn undo_email(State(auth): State<Auth>, Body(input): Body<UndoEmail>) -> Result<StatusCode> {
    let (store, now) = (&auth.app.store, auth.app.clock.now());
    let named = undone_by(&auth.app.sealer, input.token.as_str()).await?;
    let (person, event) = named.ok_or_else(|| refused("This link is not complete. Take the link of the mail as a whole."))?;
    let found = change(store, person, event).await?.filter(|change| change.can_be_undone(now));
    let change = found.ok_or_else(|| refused("This link was good for three days, and they are over."))?;
    let person: Person = store.get(&keys::person(person)).await?.ok_or_else(|| refused("There is no such login any more."))?;
    let settled = person.addresses_settled_since.zip(person.addresses_settled_at);
    if settled.is_some_and(|(since, at)| since <= change.at && change.at <= at) {
        if person.email != change.before {
            return Err(refused("A change of before was undone, and this one with it."));
        }
        if person.totp_confirming && !person.totp_enrolled {
            forget_app(&auth, &person).await?;
        }
        return Ok(StatusCode::NO_CONTENT);
    }
    let told = Event::new("person.email_change_undone", Actor::of(person.id, false), now).of("person", person.id);
    let lost = Lost::since(&auth, &person, change.at - UNDONE_WITHIN).await?;
    let undone = Undone { changed_at: change.at, now };
    let writes = if person.email == change.before {
        // They put it back themselves; whoever changed it has a link of their own by that.
        settle(Transaction::new(), &person, &change.before, &undone, &lost)?
    } else {
        exchange(Transaction::new(), &person, &change.before, Some((&undone, &lost)))?
    };
    match store.commit(writes.event(&told)?).await {
        Ok(()) if lost.totp => forget_app(&auth, &person).await.map(|()| StatusCode::NO_CONTENT),
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        // Of two at once, one was first.
        Err(CommitError::ConditionFailed { .. }) if is_undone(store, &person, &change.before).await? => Ok(StatusCode::NO_CONTENT),
        Err(error @ CommitError::ConditionFailed { position: 0, .. }) => {
            Err(Problem::new(Code::AddressTaken, "Somebody signed up with this address meanwhile. Ask us.").because(error))
        }
        Err(error @ CommitError::ConditionFailed { .. }) => {
            Err(Problem::new(Code::Conflict, "The address was changed at this moment. Try again.").because(error))
        }
        Err(CommitError::Store(error)) => Err(error.into()),
    }
}

async fn is_undone(store: &Store, person: &Person, before: &Email) -> Result<bool, StoreError> {
    Ok(store.get::<Person>(&keys::person(person.id)).await?.is_some_and(|person| person.email == *before))
}

fn refused(detail: &str) -> Problem {
    Problem::new(Code::LinkRefused, detail)
}
