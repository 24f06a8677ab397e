//! The endpoints of `accounts`.

mod activity;
mod approvals;
mod company;
mod deployed;
mod invitations;
mod members;
mod profile;
mod staff;
