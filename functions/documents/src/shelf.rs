//! Shelves: a list for each group of readers, so that nothing is filtered out when it is read.
//!
//! What is for everybody stands on the shelf of all; what is for some by name on theirs, and what somebody brought on their own.
//! Staff has a shelf with everything. A member whose scope is the account reads the shelf of all and their own, merged; one whose
//! scope is `own` reads their own alone.

use std::cmp::Reverse;

use shared::access::Permit;
use shared::event::{Actor, ActorKind};
use shared::ids::PersonId;
use shared::store::item::Item;
use shared::store::keys::Key;
use shared::store::{Range, Store, StoreError};

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    All,
    Staff,
    Of(PersonId),
}

impl std::fmt::Display for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::All => f.write_str("ALL"),
            Self::Staff => f.write_str("STAFF"),
            Self::Of(person) => person.fmt(f),
        }
    }
}

/// Whom of an account something is for: everybody, or those named. Whoever brought it sees it too, and staff.
#[derive(Debug, Clone, Copy)]
pub struct Readers<'a> {
    pub only: Option<&'a [PersonId]>,
    pub by: Actor,
}

impl Readers<'_> {
    /// The shelves it stands on.
    #[must_use]
    pub fn shelves(self) -> Vec<Shelf> {
        let all = self.only.is_none().then_some(Shelf::All);
        let named = self.only.unwrap_or_default().iter().copied();
        let by = (self.by.kind == ActorKind::Customer).then_some(self.by.person);
        let mut shelves: Vec<_> = all.into_iter().chain([Shelf::Staff]).chain(named.chain(by).map(Shelf::Of)).collect();
        shelves.sort_unstable();
        shelves.dedup();
        shelves
    }

    /// Whether a permit covers it: exactly when one of the shelves that the permit reads holds it.
    #[must_use]
    pub fn include(self, permit: &Permit) -> bool {
        let shelves = self.shelves();
        shelves_of(permit).iter().any(|shelf| shelves.contains(shelf))
    }
}

/// The shelves that a permit reads.
#[must_use]
pub fn shelves_of(permit: &Permit) -> Vec<Shelf> {
    let own = Shelf::Of(permit.person().id);
    if permit.actor().kind == ActorKind::Staff {
        vec![Shelf::Staff]
    } else if permit.only_of().is_some() {
        vec![own]
    } else {
        vec![Shelf::All, own]
    }
}

/// What stands on the shelves of a permit, each thing once; at most `limit`, in the order of their places.
///
/// # Errors
/// When the table does not answer.
pub async fn read<T: Item>(
    store: &Store,
    permit: &Permit,
    range: impl Fn(&str) -> Range,
    order: Order<T>,
    limit: usize,
) -> Result<Vec<T>, StoreError> {
    let one = |shelf: &Shelf| store.list::<T>(range(&shelf.to_string()), limit);
    let mut found = match shelves_of(permit).as_slice() {
        [first, second] => {
            let (first, second) = tokio::try_join!(one(first), one(second))?;
            first.into_iter().chain(second).collect()
        }
        shelves => match shelves.first() {
            Some(shelf) => one(shelf).await?,
            None => Vec::new(),
        },
    };
    match order {
        Order::Up(place) => found.sort_by_cached_key(place),
        Order::Down(place) => found.sort_by_cached_key(|line| Reverse(place(line))),
    }
    let (Order::Up(place) | Order::Down(place)) = order;
    found.dedup_by(|one, other| place(one) == place(other));
    found.truncate(limit);
    Ok(found)
}

/// How lines follow each other, given the place of one: its sort key, the same on every shelf.
#[derive(Debug, Clone, Copy)]
pub enum Order<T> {
    Up(fn(&T) -> String),
    Down(fn(&T) -> String),
}

/// The keys of a thing on its shelves.
pub fn keys<'a>(shelves: &'a [Shelf], key: impl Fn(&str) -> Key + 'a) -> impl Iterator<Item = Key> + 'a {
    shelves.iter().map(move |shelf| key(&shelf.to_string()))
}
