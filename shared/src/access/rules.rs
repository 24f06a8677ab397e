//! The rules: one row for each operation that needs a token.
//!
//! A new endpoint is a new row. An operation without one asks for no token, so its handler takes no permit and learns
//! nothing of who calls.

use super::people::{Act, StaffRole};
use super::rule::Access::{Account, AllModules, OwnThings, Portal, Thing};
use super::rule::By::{Members, MembersAndStaff, Staff};
use super::rule::Module::{Activity, Documents, People, Profile, Tickets};
use super::rule::{Rule, rule};

/// Every operation that needs a token, what it is done to, and by whom.
pub const RULES: &[Rule] = &[
    rule("accounts.get_me", OwnThings),
    rule("accounts.update_me", OwnThings),
    rule("accounts.get_account", Account(Profile, MembersAndStaff(ANY_ROLE))).of_everybody(),
    rule("accounts.update_account", Account(Profile, MembersAndStaff(ADMINS))).of_everybody().acting(Act::ManageProfile).with_step_up(),
    rule("accounts.list_members", Account(People, MembersAndStaff(ANY_ROLE))),
    rule("accounts.invite_members", Account(People, MembersAndStaff(ADMINS)))
        .of_everybody()
        .acting(Act::ManagePeople)
        .with_step_up()
        .at_most_and_together(10, 20),
    rule("accounts.revoke_invitation", Account(People, MembersAndStaff(ADMINS))).of_everybody().acting(Act::ManagePeople),
    rule("accounts.accept_invitation", OwnThings),
    rule("accounts.update_member", Account(People, MembersAndStaff(ADMINS))).of_everybody().acting(Act::ManagePeople).with_step_up(),
    rule("accounts.remove_member", Account(People, MembersAndStaff(ADMINS))).of_everybody().acting(Act::ManagePeople).with_step_up(),
    rule("accounts.leave_account", AllModules),
    rule("accounts.explain_access", Account(People, MembersAndStaff(ANY_ROLE))).of_everybody().acting(Act::ManagePeople),
    rule("accounts.list_accounts", Portal(ANY_ROLE)),
    rule("accounts.create_account", Portal(ADMINS)).with_step_up(),
    rule("accounts.get_overview", Account(Profile, Staff(ANY_ROLE))),
    rule("accounts.list_activity", Account(Activity, MembersAndStaff(ANY_ROLE))),
    rule("accounts.list_approvals", Portal(ANY_ROLE)),
    rule("accounts.decide_approval", Portal(ADMINS)).with_step_up(),
    rule("auth.list_staff", Portal(ANY_ROLE)),
    rule("auth.put_staff", Portal(ADMINS)).with_step_up(),
    rule("auth.ask_recovery", Portal(DESK)).with_step_up(),
    rule("auth.sign_out", OwnThings),
    rule("auth.start_passkey", OwnThings).with_step_up(),
    rule("auth.confirm_passkey", OwnThings),
    rule("auth.create_recovery_codes", OwnThings).with_step_up(),
    rule("auth.get_security", OwnThings),
    rule("auth.remove_factor", OwnThings).with_step_up(),
    rule("auth.end_sessions", OwnThings).held_back(),
    rule("auth.step_up", OwnThings),
    rule("auth.change_password", OwnThings).held_back(),
    rule("auth.change_email", OwnThings).with_step_up(),
    rule("auth.confirm_email", OwnThings).held_back(),
    rule("documents.list_files", Account(Documents, MembersAndStaff(ANY_ROLE))),
    rule("documents.start_upload", Account(Documents, MembersAndStaff(DESK))).acting(Act::ManageDocuments).at_most_and_together(200, 1000),
    rule("documents.complete_upload", Thing(Documents, MembersAndStaff(DESK))).acting(Act::ManageDocuments),
    rule("documents.download_file", Thing(Documents, MembersAndStaff(ANY_ROLE))),
    rule("documents.update_file", Thing(Documents, MembersAndStaff(DESK))).acting(Act::ManageDocuments),
    rule("documents.delete_file", Thing(Documents, MembersAndStaff(DESK))).acting(Act::ManageDocuments),
    rule("documents.comment_file", Thing(Documents, MembersAndStaff(DESK))).acting(Act::Ask).at_most(60),
    rule("documents.share_file", Thing(Documents, MembersAndStaff(DESK))).acting(Act::ManageDocuments).at_most(20),
    rule("documents.revoke_share", Thing(Documents, MembersAndStaff(DESK))).acting(Act::ManageDocuments),
    rule("documents.list_requests", Account(Documents, MembersAndStaff(ANY_ROLE))),
    rule("documents.request_files", Account(Documents, Staff(DESK))),
    rule("documents.review_request", Account(Documents, Staff(DESK))),
    rule("documents.create_document", Account(Documents, Staff(DESK))),
    rule("documents.revoke_document", Thing(Documents, Staff(DESK))),
    rule("documents.send_for_signature", Thing(Documents, Staff(DESK))),
    rule("documents.answer_signature", Thing(Documents, Members)).with_step_up(),
    rule("documents.update_brand", Portal(ADMINS)).with_step_up(),
    rule("home.get_home", AllModules),
    rule("notifications.list_notifications", OwnThings),
    rule("notifications.mark_read", OwnThings),
    rule("notifications.get_preferences", OwnThings),
    rule("notifications.update_preferences", OwnThings),
    rule("notifications.follow", Thing(Tickets, MembersAndStaff(ANY_ROLE))),
    rule("notifications.list_deliveries", OwnThings),
    rule("notifications.start_phone", OwnThings).at_most(5).held_back(),
    rule("notifications.confirm_phone", OwnThings).held_back(),
    rule("tickets.open_ticket", Account(Tickets, Members)).at_most_and_together(20, 100).acting(Act::Ask),
    rule("tickets.list_tickets", Account(Tickets, MembersAndStaff(ANY_ROLE))),
    rule("tickets.get_ticket", Thing(Tickets, MembersAndStaff(ANY_ROLE))),
    rule("tickets.reply", Thing(Tickets, MembersAndStaff(DESK))).acting(Act::Ask).at_most(60),
    rule("tickets.close_ticket", Thing(Tickets, MembersAndStaff(DESK))).acting(Act::Ask),
    rule("tickets.reopen_ticket", Thing(Tickets, MembersAndStaff(DESK))).acting(Act::Ask).at_most(30),
    rule("tickets.rate_ticket", Thing(Tickets, Members)).acting(Act::Ask).at_most(30),
    rule("tickets.list_queue", Portal(ANY_ROLE)),
    rule("tickets.get_promise", Thing(Tickets, MembersAndStaff(ANY_ROLE))),
    rule("tickets.get_policy", Portal(ANY_ROLE)),
    rule("tickets.put_policy", Portal(ADMINS)),
    rule("tickets.list_canned_replies", Portal(ANY_ROLE)),
    rule("tickets.put_canned_reply", Portal(ANY_ROLE)),
    rule("tickets.get_desk", Thing(Tickets, Staff(ANY_ROLE))),
    rule("tickets.update_as_staff", Thing(Tickets, Staff(DESK))),
    rule("tickets.resolve_complaint", Thing(Tickets, Staff(DESK))),
    rule("tickets.write_note", Thing(Tickets, Staff(DESK))),
];

/// Those of the staff who manage.
const ADMINS: &[StaffRole] = &[StaffRole::Admin];

/// Staff, whatever their role.
pub(super) const ANY_ROLE: &[StaffRole] = &[StaffRole::Agent, StaffRole::Billing, StaffRole::Content, StaffRole::Admin];

/// Those of the staff who answer customers.
pub const DESK: &[StaffRole] = &[StaffRole::Agent, StaffRole::Billing, StaffRole::Admin];
