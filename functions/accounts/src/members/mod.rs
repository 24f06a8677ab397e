//! The people of an account: who belongs to it, who is invited, and what each may do.

pub mod accept_invitation;
pub mod get_invitation;
pub mod invite_members;
pub mod leave_account;
pub mod list_members;
pub mod remove_member;
pub mod repo;
pub mod revoke_invitation;
pub mod send_invitation;
pub mod update_member;
pub mod wire;
