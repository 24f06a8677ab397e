//! Auth: signing in and out, sessions and factors.
//!
//! Cognito keeps passwords, TOTP secrets and tokens. What it is trusted with ends there: which step
//! of a sign-in may come next, how often it may be tried, and whether a session holds, is decided
//! here and kept in our table.

pub mod email;
pub mod guard;
pub mod mail;
pub mod passkeys;
pub mod password;
pub mod pool;
pub mod recovery;
pub mod repo;
pub mod security;
pub mod signing_in;
pub mod signing_up;
pub mod staff;
mod state;
pub mod totp;

pub use state::Auth;

shared::functions! { Auth;
    public signing_up::sign_up::sign_up => table: GetItem PutItem UpdateItem, mail: SendEmail, client, sealing: GetSecretValue;
    public signing_up::confirm_sign_up::confirm_sign_up => table: GetItem PutItem UpdateItem, pool: AdminCreateUser AdminSetUserPassword, mail, client, entity;
    public signing_up::resend_code::resend_code => table: GetItem UpdateItem, mail: SendEmail, client, sealing: GetSecretValue;
    public signing_in::sign_in::sign_in => table: BatchGetItem GetItem PutItem Query UpdateItem, pool: AdminInitiateAuth, mail: SendEmail, client, sealing: GetSecretValue, sessions;
    public signing_in::answer_challenge::answer_challenge => table: GetItem PutItem Query UpdateItem, pool: AdminInitiateAuth AdminRespondToAuthChallenge, mail: SendEmail, client, sealing: GetSecretValue, sessions;
    public totp::start_totp::start_totp => table: PutItem Query UpdateItem, mail, client;
    public totp::confirm_totp::confirm_totp => table: PutItem Query UpdateItem, client, sealing: GetSecretValue, sessions;
    public password::forgot_password::forgot_password => table: GetItem PutItem UpdateItem, mail: SendEmail, client, sealing: GetSecretValue;
    public password::confirm_forgot_password::confirm_forgot_password => table: GetItem PutItem Query UpdateItem, pool: AdminSetUserPassword, mail, client;
    public signing_in::refresh_session::refresh_session => table: BatchGetItem UpdateItem, client, sealing: GetSecretValue;
    endpoint signing_in::sign_out::sign_out => table: PutItem UpdateItem, client, sealing: GetSecretValue;
    public passkeys::start_passkey_sign_in::start_passkey_sign_in => table: GetItem PutItem Query UpdateItem, mail, client;
    endpoint passkeys::start_passkey::start_passkey => table: PutItem Query, mail, client;
    endpoint passkeys::confirm_passkey::confirm_passkey => table: PutItem UpdateItem, mail, client;
    endpoint recovery::create_recovery_codes::create_recovery_codes => table: PutItem UpdateItem, client;
    endpoint security::get_security::get_security => table: GetItem Query, client;
    endpoint security::remove_factor::remove_factor => table: BatchGetItem DeleteItem GetItem PutItem Query UpdateItem, pool: AdminSetUserMFAPreference, client;
    endpoint security::end_sessions::end_sessions => table: PutItem UpdateItem, client;
    endpoint security::step_up::step_up => table: GetItem PutItem Query UpdateItem, pool: AdminInitiateAuth AdminRespondToAuthChallenge, mail: SendEmail, client, sealing: GetSecretValue;
    endpoint password::change_password::change_password => table: GetItem PutItem UpdateItem, pool: AdminInitiateAuth AdminSetUserPassword, mail: SendEmail, client, sealing: GetSecretValue;
    endpoint email::change_email::change_email => table: GetItem PutItem UpdateItem, mail: SendEmail, client, sealing: GetSecretValue;
    endpoint email::confirm_email::confirm_email => table: DeleteItem PutItem UpdateItem, client;
    public email::undo_email::undo_email => table: DeleteItem GetItem PutItem Query UpdateItem, pool: AdminSetUserMFAPreference, client, sealing: GetSecretValue;
    endpoint staff::list_staff::list_staff => table: BatchGetItem, index(GSI1): Query, client, sealing: GetSecretValue;
    endpoint staff::put_staff::put_staff => table: BatchGetItem ConditionCheckItem DeleteItem GetItem PutItem UpdateItem, pool: AdminCreateUser AdminSetUserPassword, mail: SendEmail, client;
    endpoint recovery::ask_recovery::ask_recovery => table: PutItem Query, client;
    worker recovery::reset_factors::reset_factors => table: DeleteItem GetItem PutItem Query UpdateItem, pool: AdminSetUserMFAPreference, client,
        events(Recoveries): approval_decided {timeout: 30};
    worker email::tell_former_address::tell_former_address => table: GetItem, mail: SendEmail, client, sealing: GetSecretValue,
        events(FormerAddresses): person_email_changed {timeout: 30};
    worker pool::admit::admit => table: UpdateItem {timeout: 5};
    worker pool::shape_token::shape_token => table: UpdateItem {timeout: 5};
    job staff::run_add_administrator::run_add_administrator => table: GetItem PutItem UpdateItem, pool: AdminCreateUser AdminSetUserPassword, mail: SendEmail, client;
}
