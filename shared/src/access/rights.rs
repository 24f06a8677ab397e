//! What members of an account see and may do there: scopes by module, and acts.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::{EnumString, IntoStaticStr, VariantArray};
use utoipa::openapi::schema::ArrayBuilder;
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::word;

/// How much of a module a member sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Scope {
    None,
    Own,
    Account,
}

word!(Scope);

/// What a member sees, module by module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Scopes {
    /// `own`: the tickets this person opened; `account`: all of the account's.
    pub tickets: Scope,
    /// The company's addresses, tax ids and contacts; `own` is none of it.
    pub profile: Scope,
    /// `own`: their own membership; `account`: everybody's.
    pub people: Scope,
    /// `own`: what they did themselves; `account`: what everybody did.
    pub activity: Scope,
    /// `own`: files they uploaded, and files and requests that are for them by name; `account`: also all that are for everybody.
    pub documents: Scope,
}

impl Scopes {
    /// The same scope everywhere.
    #[must_use]
    pub const fn all(scope: Scope) -> Self {
        Self { tickets: scope, profile: scope, people: scope, activity: scope, documents: scope }
    }
}

/// Something that members need a right for, however much they see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Act {
    /// To open tickets, and to write in them.
    Ask,
    /// To change the company's addresses, tax ids and contacts.
    ManageProfile,
    /// To invite and remove people, and to change what they may do.
    ManagePeople,
    /// To demand a second factor of everybody.
    ManageSecurity,
    /// To make somebody an owner, and to change and remove owners.
    ManageOwners,
    /// To upload files, to change and delete them, and to share them with others.
    ManageDocuments,
}

word!(Act);

impl Act {
    /// Its place in a set.
    const fn bit(self) -> u32 {
        match self {
            Self::Ask => 1,
            Self::ManageProfile => 1 << 1,
            Self::ManagePeople => 1 << 2,
            Self::ManageSecurity => 1 << 3,
            Self::ManageOwners => 1 << 4,
            Self::ManageDocuments => 1 << 5,
        }
    }
}

/// Some acts, in the order of [`Act`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Acts(u32);

impl Acts {
    pub const NONE: Self = Self(0);

    /// Every act there is.
    #[must_use]
    pub fn every() -> Self {
        Self::of(Act::ALL)
    }

    #[must_use]
    pub const fn of(acts: &[Act]) -> Self {
        let (mut set, mut place) = (0, 0);
        while place < acts.len() {
            set |= acts[place].bit();
            place += 1;
        }
        Self(set)
    }

    #[must_use]
    pub const fn contains(self, act: Act) -> bool {
        self.0 & act.bit() != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Act> {
        Act::ALL.iter().copied().filter(move |act| self.contains(*act))
    }
}

impl FromIterator<Act> for Acts {
    fn from_iter<I: IntoIterator<Item = Act>>(acts: I) -> Self {
        acts.into_iter().fold(Self::NONE, |set, act| Self(set.0 | act.bit()))
    }
}

impl Serialize for Acts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Acts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Act>::deserialize(deserializer).map(Self::from_iter)
    }
}

impl PartialSchema for Acts {
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new().items(RefOr::<Schema>::Ref(Ref::from_schema_name(Act::name()))).unique_items(true).into()
    }
}

impl ToSchema for Acts {
    fn name() -> std::borrow::Cow<'static, str> {
        "Acts".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Act::name().into_owned(), Act::schema()));
    }
}

/// All that a member sees and may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    pub scopes: Scopes,
    pub acts: Acts,
}

impl Rights {
    /// Whether somebody who has these may give those: nobody gives more than they have.
    #[must_use]
    pub fn cover(self, given: Self) -> bool {
        let (mine, theirs) = (self.scopes, given.scopes);
        theirs.tickets <= mine.tickets
            && theirs.profile <= mine.profile
            && theirs.people <= mine.people
            && theirs.activity <= mine.activity
            && theirs.documents <= mine.documents
            && given.acts.0 & !self.acts.0 == 0
    }
}

/// What a member is to the account; it presets the rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum MemberRole {
    /// Everything. An account that has one keeps one.
    Owner,
    /// Everything, but what concerns owners, and what is demanded of everybody.
    Admin,
    /// Invoices and payments.
    Finance,
    /// The catalog and orders.
    Orders,
    /// All of the account's requests.
    Support,
    /// Sees, and changes nothing.
    Viewer,
    /// Their own requests.
    Member,
}

word!(MemberRole);

impl MemberRole {
    /// The rights a new member of this role starts with.
    #[must_use]
    pub fn preset(self) -> Rights {
        let own = Scopes { profile: Scope::Account, ..Scopes::all(Scope::Own) };
        let (scopes, acts) = match self {
            Self::Owner => (Scopes::all(Scope::Account), Acts::every()),
            Self::Admin => {
                (Scopes::all(Scope::Account), Acts::of(&[Act::Ask, Act::ManageProfile, Act::ManagePeople, Act::ManageDocuments]))
            }
            Self::Finance => (Scopes { documents: Scope::Account, ..own }, Acts::of(&[Act::Ask, Act::ManageProfile, Act::ManageDocuments])),
            Self::Orders | Self::Member => (own, Acts::of(&[Act::Ask, Act::ManageDocuments])),
            Self::Support => {
                (Scopes { tickets: Scope::Account, documents: Scope::Account, ..own }, Acts::of(&[Act::Ask, Act::ManageDocuments]))
            }
            Self::Viewer => (Scopes { tickets: Scope::Account, documents: Scope::Account, ..own }, Acts::NONE),
        };
        Rights { scopes, acts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gives_more_than_they_have() {
        let [owner, admin, viewer] = [MemberRole::Owner, MemberRole::Admin, MemberRole::Viewer].map(MemberRole::preset);
        assert!(owner.cover(admin) && owner.cover(viewer) && admin.cover(viewer));
        assert!(!admin.cover(owner) && !viewer.cover(admin));
        for role in MemberRole::ALL {
            assert!(owner.cover(role.preset()) && role.preset().cover(role.preset()), "{role:?}");
        }
    }

    #[test]
    fn acts_are_stored_as_words() {
        let acts = MemberRole::Admin.preset().acts;
        let text = serde_json::to_string(&acts).expect("words");
        assert_eq!(text, r#"["ask","manage_profile","manage_people","manage_documents"]"#);
        assert_eq!(serde_json::from_str::<Acts>(&text).expect("the same"), acts);
        assert_eq!(Acts::every().iter().count(), Act::ALL.len());
    }
}
