//! Auth: signing in and out, sessions and factors.
//!
//! Cognito keeps passwords, TOTP secrets and tokens. What it is trusted with ends there: which step
//! of a sign-in may come next, how often it may be tried, and whether a session holds, is decided
//! here and kept in our table.

pub mod guard;
pub mod mail;
pub mod password;
pub mod pool;
pub mod repo;
pub mod run_add_administrator;
pub mod signing_in;
pub mod signing_up;
mod state;
pub mod totp;

pub use state::Auth;

shared::functions! { Auth;
    public signing_up::sign_up::sign_up => table: GetItem PutItem UpdateItem, mail: SendEmail, client, sealing: GetSecretValue;
    public signing_up::confirm_sign_up::confirm_sign_up => table: GetItem PutItem UpdateItem, pool: AdminCreateUser AdminSetUserPassword, mail, client, entity;
    public signing_up::resend_code::resend_code => table: GetItem UpdateItem, mail: SendEmail, client, sealing: GetSecretValue;
    public signing_in::sign_in::sign_in => table: BatchGetItem GetItem PutItem Query UpdateItem, pool: AdminInitiateAuth, mail: SendEmail, client, sealing: GetSecretValue;
    public signing_in::answer_challenge::answer_challenge => table: GetItem PutItem Query UpdateItem, pool: AdminRespondToAuthChallenge, mail: SendEmail, client, sealing: GetSecretValue;
    public totp::start_totp::start_totp => table: PutItem Query UpdateItem, mail, client;
    public totp::confirm_totp::confirm_totp => table: PutItem Query UpdateItem, client, sealing: GetSecretValue;
    public password::forgot_password::forgot_password => table: GetItem PutItem UpdateItem, mail: SendEmail, client, sealing: GetSecretValue;
    public password::confirm_forgot_password::confirm_forgot_password => table: GetItem PutItem Query UpdateItem, pool: AdminSetUserPassword, mail, client;
    public signing_in::refresh_session::refresh_session => table: BatchGetItem UpdateItem, client, sealing: GetSecretValue;
    endpoint signing_in::sign_out::sign_out => table: PutItem UpdateItem, client, sealing: GetSecretValue;
    worker pool::shape_token::shape_token => table: UpdateItem {timeout: 5};
    job run_add_administrator::run_add_administrator => table: GetItem PutItem UpdateItem, pool: AdminCreateUser AdminSetUserPassword, mail: SendEmail, client;
}
