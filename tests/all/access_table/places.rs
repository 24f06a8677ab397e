//! What it is done to: the second half of a line's name.

/// Whose account is in the path, as the caller sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InAccount {
    /// The caller's, if they belong to one.
    Own,
    Other,
    /// One that is not there.
    Nowhere,
}

/// Whose thing is in the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// In the account of the path, and the caller's own; in one they do not belong to, from a time when they did.
    Own,
    /// In the account of the path, and a colleague's.
    Colleagues,
    /// Not in the account of the path, but in the other one.
    OfOtherAccount,
}

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// No account in the path: the caller's own things, or something of the portal as a whole.
    Portal,
    Account(InAccount),
    ThingIn(InAccount, Thing),
}

const PORTAL: &[Place] = &[Place::Portal];

const ACCOUNTS: &[Place] = &[Place::Account(InAccount::Own), Place::Account(InAccount::Other), Place::Account(InAccount::Nowhere)];

const THINGS: &[Place] = &[
    Place::ThingIn(InAccount::Own, Thing::Own),
    Place::ThingIn(InAccount::Own, Thing::Colleagues),
    Place::ThingIn(InAccount::Own, Thing::OfOtherAccount),
    Place::ThingIn(InAccount::Other, Thing::Own),
    Place::ThingIn(InAccount::Other, Thing::Colleagues),
    Place::ThingIn(InAccount::Nowhere, Thing::Own),
];

/// The places that an operation with these path variables has a line for.
pub fn places(path_variables: &[&str]) -> &'static [Place] {
    match path_variables {
        [] | ["approval_id" | "code" | "person_id"] => PORTAL,
        ["account_id"] => ACCOUNTS,
        ["account_id", _] | ["account_id", "file_id", "share_id"] => THINGS,
        unknown => panic!("the access table knows no places for a path with {unknown:?}; add them in tests/all/access_table/places.rs"),
    }
}

impl Place {
    /// Where a thing stands that it is about.
    pub fn stands(self) -> Vec<Stand> {
        match self {
            Self::ThingIn(account, thing) => vec![Stand::of(account, thing)],
            Self::Portal | Self::Account(_) => Vec::new(),
        }
    }

    pub fn name(self) -> &'static str {
        let (account, thing) = match self {
            Self::Portal => return "",
            Self::Account(account) => (account, None),
            Self::ThingIn(account, thing) => (account, Some(thing)),
        };
        match (account, thing) {
            (InAccount::Own, None) => "own",
            (InAccount::Other, None) => "other",
            (InAccount::Nowhere, None) => "nowhere",
            (InAccount::Own, Some(Thing::Own)) => "own/own",
            (InAccount::Own, Some(Thing::Colleagues)) => "own/colleague's",
            (InAccount::Own, Some(Thing::OfOtherAccount)) => "own/foreign",
            (InAccount::Other, Some(Thing::Own)) => "other/own",
            (InAccount::Other, Some(Thing::Colleagues)) => "other/theirs",
            (InAccount::Other, Some(Thing::OfOtherAccount)) => "other/foreign",
            (InAccount::Nowhere, Some(_)) => "nowhere/own",
        }
    }

    /// Where something can be done at all: in the caller's own account to their own thing, or in the portal.
    pub fn is_at_home(self) -> bool {
        matches!(self, Self::Portal | Self::Account(InAccount::Own) | Self::ThingIn(InAccount::Own, Thing::Own))
    }
}

/// Where a thing stands, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    pub in_own_account: bool,
    pub of_caller: bool,
}

impl Stand {
    pub const ALL: [Self; 4] = [
        Self { in_own_account: true, of_caller: true },
        Self { in_own_account: true, of_caller: false },
        Self { in_own_account: false, of_caller: true },
        Self { in_own_account: false, of_caller: false },
    ];

    /// Of the thing in a path. One in an account that is not there stands in the caller's.
    pub fn of(account: InAccount, thing: Thing) -> Self {
        let in_own_account = (account == InAccount::Other) == (thing == Thing::OfOtherAccount);
        Self { in_own_account, of_caller: thing == Thing::Own }
    }
}
