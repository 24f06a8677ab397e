//! Who calls: the columns of the table.

use jiff::Timestamp;
use shared::ids::PersonId;
use shared::people::{Account, Acts, MemberRole, Membership, Scope, Scopes, StaffRole};
use shared::session::Factor;

/// Somebody, by everything that rights are decided from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// Without a token.
    Anonymous,
    /// With the token of a session that was ended: an owner's.
    Ended,
    Person {
        staff: Option<StaffRole>,
        member: Option<Rank>,
    },
}

/// What somebody is in their account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// With the rights that the role presets.
    Preset(MemberRole),
    /// With this scope everywhere, and with every act or none: what a member is called decides nothing.
    Scoped(Scope, bool),
}

impl Rank {
    fn all() -> impl Iterator<Item = Self> {
        let scoped = Scope::ALL.iter().flat_map(|scope| [true, false].map(|acts| Self::Scoped(*scope, acts)));
        MemberRole::ALL.iter().map(|role| Self::Preset(*role)).chain(scoped)
    }

    /// The membership.
    pub fn in_account(self, account: &Account, person: PersonId, since: Timestamp) -> Membership {
        match self {
            Self::Preset(role) => Membership::new(account, person, role, since),
            Self::Scoped(scope, acts) => Membership {
                scopes: Scopes::all(scope),
                acts: if acts { Acts::every() } else { Acts::NONE },
                ..Membership::new(account, person, MemberRole::Member, since)
            },
        }
    }
}

/// What holds for all callers of one part of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    pub title: &'static str,
    pub factor: Factor,
    /// Whether both accounts demand a second factor of their members.
    pub mfa_required: bool,
}

pub const SECTIONS: [Section; 4] = [
    Section { title: "Signed in with a second factor", factor: Factor::Totp, mfa_required: false },
    Section { title: "Signed in with a password only", factor: Factor::Password, mfa_required: false },
    Section { title: "Signed in with a second factor, and the accounts demand one", factor: Factor::Totp, mfa_required: true },
    Section {
        title: "Signed in with a password only, and the accounts demand a second factor",
        factor: Factor::Password,
        mfa_required: true,
    },
];

/// Everybody there can be: with each membership and none; and each staff role, with some of them.
pub fn everybody() -> Vec<Caller> {
    [Caller::Anonymous, Caller::Ended].into_iter().chain(people()).collect()
}

/// Everybody who is signed in.
pub fn people() -> Vec<Caller> {
    let customers = std::iter::once(None).chain(Rank::all().map(Some)).map(|member| Caller::Person { staff: None, member });
    // Staff who are members act as members, whatever they may there (`access::decide::tests`): two kinds of them show it.
    let ranks = [None, Some(Rank::Preset(MemberRole::Owner)), Some(Rank::Preset(MemberRole::Member))];
    let staff = StaffRole::ALL.iter().flat_map(|role| ranks.map(|member| Caller::Person { staff: Some(*role), member }));
    customers.chain(staff).collect()
}

impl Caller {
    /// The words above the column: staff role; role in the account with what it presets, or a scope everywhere with every act or none.
    pub fn header(self) -> [&'static str; 3] {
        let (staff, member) = match self {
            Self::Anonymous => return ["no", "to-", "ken"],
            Self::Ended => return ["en-", "ded", ""],
            Self::Person { staff, member } => (staff, member),
        };
        let staff = match staff {
            None => "-",
            Some(StaffRole::Agent) => "agnt",
            Some(StaffRole::Billing) => "bill",
            Some(StaffRole::Content) => "cont",
            Some(StaffRole::Admin) => "admn",
        };
        match member {
            None => [staff, "-", "-"],
            Some(Rank::Preset(role)) => [staff, short(role), "pre"],
            Some(Rank::Scoped(scope, acts)) => {
                let scope = match scope {
                    Scope::None => "none",
                    Scope::Own => "own",
                    Scope::Account => "acct",
                };
                [staff, scope, if acts { "acts" } else { "-" }]
            }
        }
    }
}

fn short(role: MemberRole) -> &'static str {
    match role {
        MemberRole::Owner => "ownr",
        MemberRole::Admin => "adm",
        MemberRole::Finance => "fina",
        MemberRole::Orders => "ordr",
        MemberRole::Support => "supp",
        MemberRole::Viewer => "view",
        MemberRole::Member => "memb",
    }
}
