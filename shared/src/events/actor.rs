//! Who did what an event tells of, and in what role.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

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

impl Actor {
    /// Somebody who acts as staff, or else as a customer. Of a request with a token, its permit says which.
    #[must_use]
    pub fn of(person: PersonId, as_staff: bool) -> Self {
        Self { kind: if as_staff { ActorKind::Staff } else { ActorKind::Customer }, person }
    }
}
