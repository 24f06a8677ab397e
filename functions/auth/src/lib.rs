//! Auth: signing in and out, sessions and factors.
//!
//! Cognito keeps passwords, TOTP secrets and tokens. What it is trusted with ends there: which step
//! of a sign-in may come next, how often it may be tried, and whether a session holds, is decided
//! here and kept in our table.

pub mod answer_challenge;
pub mod challenge;
pub mod code_sent;
pub mod confirm_forgot_password;
pub mod confirm_sign_up;
pub mod confirm_totp;
pub mod cookies;
pub mod enrolment;
pub mod floor;
pub mod forgot_password;
pub mod identity;
pub mod mail;
pub mod mail_code;
pub mod mail_texts;
pub mod new_password;
pub mod one_time_code;
pub mod refresh_session;
pub mod repo;
pub mod resend_code;
pub mod run_add_administrator;
pub mod session_start;
pub mod shape_token;
pub mod sign_in;
pub mod sign_out;
pub mod sign_up;
pub mod start_totp;
mod state;
pub mod throttle;
pub mod totp_setup;

pub use state::Auth;

shared::functions! { Auth;
    public sign_up::sign_up => table: GetItem PutItem UpdateItem, mail: SendEmail, client, sealing: GetSecretValue;
    public confirm_sign_up::confirm_sign_up => table: GetItem PutItem UpdateItem, pool: AdminCreateUser AdminSetUserPassword, client, entity;
    public resend_code::resend_code => table: GetItem UpdateItem, mail: SendEmail, client;
    public sign_in::sign_in => table: BatchGetItem GetItem PutItem Query UpdateItem, pool: AdminInitiateAuth, client, sealing: GetSecretValue;
    public answer_challenge::answer_challenge => table: PutItem Query UpdateItem, pool: AdminRespondToAuthChallenge, client, sealing: GetSecretValue;
    public start_totp::start_totp => table: PutItem Query UpdateItem, mail, client;
    public confirm_totp::confirm_totp => table: PutItem Query UpdateItem, mail: SendEmail, client, sealing: GetSecretValue;
    public forgot_password::forgot_password => table: GetItem PutItem UpdateItem, mail: SendEmail, client, sealing: GetSecretValue;
    public confirm_forgot_password::confirm_forgot_password => table: PutItem Query UpdateItem, pool: AdminSetUserPassword, mail: SendEmail, client;
    public refresh_session::refresh_session => table: BatchGetItem UpdateItem, client;
    endpoint sign_out::sign_out => table: PutItem UpdateItem, client;
    worker shape_token::shape_token => table: UpdateItem {timeout: 5};
    job run_add_administrator::run_add_administrator => table: GetItem PutItem UpdateItem, pool: AdminCreateUser AdminSetUserPassword, mail: SendEmail, client;
}
