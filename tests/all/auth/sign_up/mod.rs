//! Coming in by oneself: signing up, a forgotten password, the first authenticator app.

mod accounts;
mod any_order;
mod codes;
mod deployed;
mod leave;
mod reset;
pub mod totp;

use serde_json::json;
use shared::random;
use shared::store::keys;

use crate::support::answer::Answer;
use crate::support::call::{Call, new_address};
use crate::support::mail;
use crate::support::people::Registered;
use crate::support::portal::Portal;
use auth::mail::mail_code::{self, MailCode};

/// A password that takes long to guess.
pub const PASSWORD: &str = "amber-kettle-orbit-41";

/// An e-mail address that no other test uses.
pub fn new_email() -> String {
    // With a letter first: one in 64 handles begins with a hyphen, and as an argument that is an option.
    format!("p{}@new.example", random::handle().to_lowercase())
}

pub fn sign_up_call(email: &str) -> Call {
    let body =
        json!({ "name": "Lea Vogt", "company": "Vogt Feinwerk GmbH", "email": email, "language": "de", "time_zone": "Europe/Berlin" });
    Call::to("auth.sign_up").sent_from(&new_address()).body(&body)
}

pub fn forgot_call(email: &str) -> Call {
    Call::to("auth.forgot_password").sent_from(&new_address()).body(&json!({ "email": email, "language": "en" }))
}

/// Gives a mailed code and a password to `confirm_sign_up` or `confirm_forgot_password`.
pub fn confirm_call(operation: &str, handle: &str, code: &str, password: &str) -> Call {
    Call::to(operation).sent_from(&new_address()).body(&json!({ "session": handle, "code": code, "password": password }))
}

/// A code by mail as the browser and the mailbox have it.
#[derive(Debug, Clone)]
pub struct Mailed {
    pub email: String,
    pub handle: String,
    pub code: String,
}

/// Asks for a code and reads the mail.
pub async fn mailed(portal: &Portal, email: &str, call: Call) -> Mailed {
    let answer = portal.call(call).await;
    answer.assert_status(202);
    let code = mail::newest_code_to(email).await;
    Mailed { email: email.to_owned(), handle: answer.text("/session"), code }
}

/// Somebody new whose mail came.
pub async fn signing_up(portal: &Portal) -> Mailed {
    let email = new_email();
    mailed(portal, &email, sign_up_call(&email)).await
}

/// Somebody who forgot their password and whose mail came.
async fn resetting(portal: &Portal, person: &Registered) -> Mailed {
    mailed(portal, &person.email, forgot_call(&person.email)).await
}

pub fn confirming(mailed: &Mailed) -> Call {
    confirm_call("auth.confirm_sign_up", &mailed.handle, &mailed.code, PASSWORD)
}

async fn confirm(portal: &Portal, mailed: &Mailed, password: &str) -> Answer {
    portal.call(confirm_call("auth.confirm_sign_up", &mailed.handle, &mailed.code, password)).await
}

/// Eight digits that are another code.
fn another_code(code: &str) -> String {
    if code.starts_with('0') { code.replacen('0', "1", 1) } else { format!("0{}", &code[1..]) }
}

/// What is stored of a code.
pub async fn stored(portal: &Portal, handle: &str) -> MailCode {
    let key = keys::mail_code(&mail_code::hash(handle));
    portal.seeder.store.get(&key).await.expect("the table answers").expect("the code is stored")
}
