//! Who may do what, cell by cell. A new endpoint gets its rows here.

use Place::{ColleaguesTicket, ForeignTicket, ForeignTicketInOwn, OtherAccount, OwnAccount, OwnTicket, Portal};

/// Who calls, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// Without a token.
    Anonymous,
    /// With a token of the admin's that we did not sign.
    Forged,
    /// An owner who signed out.
    Ended,
    /// Sees only the tickets they opened.
    Member,
    Owner,
    OtherOwner,
    Agent,
    Admin,
}

pub const EVERYBODY: [Who; 8] = [Who::Anonymous, Who::Forged, Who::Ended, Who::Member, Who::Owner, Who::OtherOwner, Who::Agent, Who::Admin];

/// What it is done to, as seen by the caller. Staff and strangers take the first account for their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// No account in the path.
    Portal,
    OwnAccount,
    OtherAccount,
    /// A ticket the caller opened.
    OwnTicket,
    /// A ticket of the caller's account that somebody else opened.
    ColleaguesTicket,
    /// A ticket of the other account, under its own path.
    ForeignTicket,
    /// A ticket of the other account, under the path of the caller's account.
    ForeignTicketInOwn,
}

/// What comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// 2xx.
    Allowed,
    /// 204, with nothing in it.
    Nothing,
    /// This problem.
    Refused(u16, &'static str),
}

const YES: Outcome = Outcome::Allowed;
const TOKEN: Outcome = Outcome::Refused(401, "unauthenticated");
const ENDED: Outcome = Outcome::Refused(401, "session_ended");
const NO: Outcome = Outcome::Refused(403, "not_allowed");
const HIDE: Outcome = Outcome::Refused(404, "not_found");
/// Without its cookie there is no session to refresh, whoever's token comes along.
const NONE: Outcome = Outcome::Nothing;
/// A challenge that nobody has: who asks makes no difference.
const WRONG: Outcome = Outcome::Refused(401, "challenge_refused");

/// One line of the table.
pub type Row = (&'static str, Place, [Outcome; 8]);

#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    //                                               anonymous forged ended  member owner  other  agent  admin
    ("accounts.get_me",       Portal,               [TOKEN,    TOKEN, ENDED, YES,   YES,   YES,   YES,   YES]),
    ("accounts.update_me",    Portal,               [TOKEN,    TOKEN, ENDED, YES,   YES,   YES,   YES,   YES]),
    ("auth.answer_challenge", Portal,               [WRONG,    WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG]),
    ("auth.confirm_forgot_password", Portal,               [WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG]),
    ("auth.confirm_sign_up",  Portal,               [WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG]),
    ("auth.confirm_totp",     Portal,               [WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG]),
    ("auth.resend_code",      Portal,               [WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG]),
    ("auth.start_totp",       Portal,               [WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG]),
    ("auth.forgot_password",  Portal,               [YES, YES, YES, YES, YES, YES, YES, YES]),
    ("auth.sign_up",          Portal,               [YES, YES, YES, YES, YES, YES, YES, YES]),
    ("auth.refresh_session",  Portal,               [NONE,     NONE,  NONE,  NONE,  NONE,  NONE,  NONE,  NONE]),
    ("auth.sign_in",          Portal,               [YES,      YES,   YES,   YES,   YES,   YES,   YES,   YES]),
    ("auth.sign_out",         Portal,               [TOKEN,    TOKEN, ENDED, YES,   YES,   YES,   YES,   YES]),
    ("home.health",           Portal,               [YES,      YES,   YES,   YES,   YES,   YES,   YES,   YES]),
    ("tickets.get_ticket",    OwnTicket,            [TOKEN,    TOKEN, ENDED, YES,   YES,   YES,   YES,   YES]),
    ("tickets.get_ticket",    ColleaguesTicket,     [TOKEN,    TOKEN, ENDED, HIDE,  YES,   YES,   YES,   YES]),
    ("tickets.get_ticket",    ForeignTicket,        [TOKEN,    TOKEN, ENDED, HIDE,  HIDE,  HIDE,  YES,   YES]),
    ("tickets.get_ticket",    ForeignTicketInOwn,   [TOKEN,    TOKEN, ENDED, HIDE,  HIDE,  HIDE,  HIDE,  HIDE]),
    ("tickets.list_queue",    Portal,               [TOKEN,    TOKEN, ENDED, NO,    NO,    NO,    YES,   YES]),
    ("tickets.list_tickets",  OwnAccount,           [TOKEN,    TOKEN, ENDED, YES,   YES,   YES,   YES,   YES]),
    ("tickets.list_tickets",  OtherAccount,         [TOKEN,    TOKEN, ENDED, HIDE,  HIDE,  HIDE,  YES,   YES]),
    ("tickets.open_ticket",   OwnAccount,           [TOKEN,    TOKEN, ENDED, YES,   YES,   YES,   NO,    NO]),
    ("tickets.open_ticket",   OtherAccount,         [TOKEN,    TOKEN, ENDED, HIDE,  HIDE,  HIDE,  NO,    NO]),
    ("tickets.reply",         OwnTicket,            [TOKEN,    TOKEN, ENDED, YES,   YES,   YES,   YES,   YES]),
    ("tickets.reply",         ColleaguesTicket,     [TOKEN,    TOKEN, ENDED, HIDE,  YES,   YES,   YES,   YES]),
    ("tickets.reply",         ForeignTicket,        [TOKEN,    TOKEN, ENDED, HIDE,  HIDE,  HIDE,  YES,   YES]),
    ("tickets.reply",         ForeignTicketInOwn,   [TOKEN,    TOKEN, ENDED, HIDE,  HIDE,  HIDE,  HIDE,  HIDE]),
];

/// The places an operation with these path variables must have a row for.
pub fn places(path_variables: &[&str]) -> &'static [Place] {
    match path_variables {
        [] => &[Portal],
        ["account_id"] => &[OwnAccount, OtherAccount],
        ["account_id", "ticket_id"] => &[OwnTicket, ColleaguesTicket, ForeignTicket, ForeignTicketInOwn],
        unknown => panic!("the matrix knows no fixture for a path with {unknown:?}; add one"),
    }
}
