//! Who calls: the columns of the table.

use shared::people::{MemberRole, Scope, StaffRole};
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
        member: Option<(MemberRole, Scope)>,
    },
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

/// Everybody there can be: each staff role and none, with each membership and none.
pub fn everybody() -> Vec<Caller> {
    [Caller::Anonymous, Caller::Ended].into_iter().chain(people()).collect()
}

/// Everybody who is signed in.
pub fn people() -> Vec<Caller> {
    let each = |role: MemberRole| Scope::ALL.iter().map(move |scope| Some((role, *scope)));
    let memberships: Vec<_> = std::iter::once(None).chain(MemberRole::ALL.iter().flat_map(|role| each(*role))).collect();
    let staff = std::iter::once(None).chain(StaffRole::ALL.iter().copied().map(Some));
    staff.flat_map(|staff| memberships.iter().map(move |member| Caller::Person { staff, member: *member })).collect()
}

impl Caller {
    /// The words above the column: staff role, role in the account, scope there.
    pub fn header(self) -> [&'static str; 3] {
        let (staff, member) = match self {
            Self::Anonymous => return ["no", "to-", "ken"],
            Self::Ended => return ["en-", "ded", ""],
            Self::Person { staff, member } => (staff, member),
        };
        let staff = match staff {
            None => "-",
            Some(StaffRole::Agent) => "agnt",
            Some(StaffRole::Admin) => "admn",
        };
        let Some((role, scope)) = member else { return [staff, "-", "-"] };
        let role = match role {
            MemberRole::Owner => "ownr",
            MemberRole::Member => "memb",
        };
        let scope = match scope {
            Scope::None => "none",
            Scope::Own => "own",
            Scope::Account => "acct",
        };
        [staff, role, scope]
    }
}
