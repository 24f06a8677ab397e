//! The rules: one row for each operation that needs a token.
//!
//! A new endpoint is a new row. An operation without one asks for no token, so its handler takes no permit and learns
//! nothing of who calls.

use super::people::StaffRole;
use super::rule::Access::{Account, AllModules, OwnThings, Portal, Thing};
use super::rule::By::{Members, MembersAndStaff};
use super::rule::Module::Tickets;
use super::rule::{Rule, rule};

/// Every operation that needs a token, what it is done to, and by whom.
pub const RULES: &[Rule] = &[
    rule("accounts.get_me", OwnThings),
    rule("accounts.update_me", OwnThings),
    rule("auth.sign_out", OwnThings),
    rule("auth.start_passkey", OwnThings).with_step_up(),
    rule("auth.confirm_passkey", OwnThings),
    rule("auth.create_recovery_codes", OwnThings).with_step_up(),
    rule("auth.get_security", OwnThings),
    rule("auth.remove_factor", OwnThings).with_step_up(),
    rule("auth.end_sessions", OwnThings),
    rule("auth.step_up", OwnThings),
    rule("auth.change_password", OwnThings),
    rule("home.get_home", AllModules),
    rule("notifications.list_notifications", OwnThings),
    rule("notifications.mark_read", OwnThings),
    rule("notifications.get_preferences", OwnThings),
    rule("notifications.update_preferences", OwnThings),
    rule("notifications.follow", Thing(Tickets, MembersAndStaff(ANY_ROLE))),
    rule("notifications.list_deliveries", OwnThings),
    rule("notifications.start_phone", OwnThings).at_most(5),
    rule("notifications.confirm_phone", OwnThings),
    rule("tickets.open_ticket", Account(Tickets, Members)).at_most_and_together(20, 100),
    rule("tickets.list_tickets", Account(Tickets, MembersAndStaff(ANY_ROLE))),
    rule("tickets.get_ticket", Thing(Tickets, MembersAndStaff(ANY_ROLE))),
    rule("tickets.reply", Thing(Tickets, MembersAndStaff(ANY_ROLE))).at_most(60),
    rule("tickets.close_ticket", Thing(Tickets, MembersAndStaff(ANY_ROLE))),
    rule("tickets.reopen_ticket", Thing(Tickets, MembersAndStaff(ANY_ROLE))).at_most(30),
    rule("tickets.list_queue", Portal(ANY_ROLE)),
];

/// Staff, whatever their role.
pub(super) const ANY_ROLE: &[StaffRole] = &[StaffRole::Agent, StaffRole::Admin];
