//! Who did what an event tells of, and in what role.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use utoipa::ToSchema;

use crate::access::{Ground, Permit};
use crate::ids::PersonId;
use crate::word;

/// In what role somebody did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ActorKind {
    Customer,
    Staff,
}

word!(ActorKind);

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub kind: ActorKind,
    pub person: PersonId,
}

/// Who did or wrote something, by the name they had then.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    #[serde(flatten)]
    pub actor: Actor,
    pub name: String,
}

impl Author {
    /// Whoever calls.
    #[must_use]
    pub fn of<On: Ground>(permit: &Permit<On>) -> Self {
        Self { actor: permit.actor(), name: permit.person().name.clone() }
    }
}

impl std::fmt::Debug for Author {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.actor.fmt(f)
    }
}

/// An author, as answers show them.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Author)]
pub struct AuthorShown {
    pub id: PersonId,
    pub kind: ActorKind,
    #[schema(example = "Mats Lindqvist")]
    pub name: String,
}

impl From<Author> for AuthorShown {
    fn from(Author { actor: Actor { kind, person }, name }: Author) -> Self {
        Self { id: person, kind, name }
    }
}

impl Actor {
    /// Somebody who acts as staff, or else as a customer. Of a request with a token, its permit says which.
    #[must_use]
    pub fn of(person: PersonId, as_staff: bool) -> Self {
        Self { kind: if as_staff { ActorKind::Staff } else { ActorKind::Customer }, person }
    }
}
