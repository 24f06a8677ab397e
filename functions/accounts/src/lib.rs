//! Accounts: customer companies, their people, and who may do what.

pub mod approvals;
pub mod me;
pub mod members;
pub mod profile;
pub mod staff;
mod state;
mod words;

pub use state::Accounts;

shared::functions! { Accounts;
    endpoint me::get_me::get_me => table: GetItem Query;
    endpoint me::update_me::update_me => table: PutItem UpdateItem;
    endpoint profile::get_account::get_account => table: GetItem PutItem;
    endpoint profile::update_account::update_account => table: GetItem PutItem UpdateItem;
    endpoint profile::list_activity::list_activity => table: PutItem Query, sealing: GetSecretValue;
    endpoint profile::explain_access::explain_access => table: GetItem PutItem Query;
    endpoint members::list_members::list_members => table: PutItem Query, sealing: GetSecretValue;
    endpoint members::invite_members::invite_members => table: PutItem UpdateItem;
    endpoint members::revoke_invitation::revoke_invitation => table: GetItem PutItem UpdateItem;
    public members::get_invitation::get_invitation => table: GetItem, sealing: GetSecretValue;
    endpoint members::accept_invitation::accept_invitation => table: PutItem UpdateItem, sealing: GetSecretValue;
    endpoint members::update_member::update_member => table: ConditionCheckItem PutItem Query UpdateItem;
    endpoint members::remove_member::remove_member => table: ConditionCheckItem DeleteItem GetItem PutItem Query;
    endpoint members::leave_account::leave_account => table: ConditionCheckItem DeleteItem GetItem PutItem Query;
    endpoint staff::list_accounts::list_accounts => index(GSI1): Query, sealing: GetSecretValue;
    endpoint staff::create_account::create_account => table: PutItem, entity;
    endpoint staff::get_overview::get_overview => table: GetItem PutItem Query;
    endpoint approvals::list_approvals::list_approvals => table: BatchGetItem, index(GSI1): Query, sealing: GetSecretValue;
    endpoint approvals::decide_approval::decide_approval => table: BatchGetItem DeleteItem GetItem PutItem;
    job staff::run_index_accounts::run_index_accounts => table: Scan UpdateItem {timeout: 300};
    worker members::send_invitation::send_invitation => table: GetItem UpdateItem, mail: SendEmail, sealing: GetSecretValue,
        events(Invitations): member_invited {timeout: 30};
}
