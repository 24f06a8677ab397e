//! The operator's command on the deployed stack: the first administrator of a new deployment comes in.

use serde_json::{Value, json};

use crate::auth::sign_up::totp::code_of;
use crate::auth::sign_up::{PASSWORD, new_email};
use crate::support::answer::Answer;
use crate::support::deployed::Send;
use crate::support::mail::{mails_to, newest_to};
use crate::support::operator::{Operator, Told, stack_name};
use crate::support::people::{new_account, registered};
use crate::support::portal::Portal;

async fn send(send: Send) -> Answer {
    tokio::task::spawn_blocking(move || send.answer()).await.expect("the request ends")
}

async fn post(path: &str, body: Value) -> Answer {
    send(Send::new("post", path).json(&body)).await
}

async fn get(path: &str, token: &str) -> Answer {
    send(Send::new("get", path).token(token)).await
}

async fn add_administrator(email: &str, further: &[&str]) -> Told {
    let stack = stack_name();
    let arguments = ["--stack", &stack, "--email", email, "--name", "Eva Lindholm", "--language", "de"];
    Operator::Administrator.runs("add_administrator.py", &[arguments.as_slice(), further].concat()).await
}

/// Signs in with the password and the first app, and returns an access token.
async fn sign_in_for_the_first_time(email: &str, password: &str) -> String {
    let first = post("/auth/sign-in", json!({ "email": email, "password": password })).await;
    first.assert_status(200);
    assert_eq!(first.text("/challenge/name"), "totp_setup");
    assert!(first.body.get("access_token").is_none());
    let handle = first.text("/challenge/session");
    let secret = post("/auth/start-totp", json!({ "session": handle })).await.text("/secret");
    let done = post("/auth/confirm-totp", json!({ "session": handle, "code": code_of(&secret) })).await;
    done.assert_status(200);
    done.text("/access_token")
}

#[tokio::test]
async fn the_first_administrator_comes_in_with_a_password_and_an_app_of_their_own() {
    let email = new_email();
    let added = add_administrator(&email, &["--time-zone", "Europe/Berlin"]).await;
    assert_eq!(added.code, Some(0), "{added:?}");
    assert!(added.out.contains(&format!("{email} is added as admin (prs_")), "{added:?}");
    let mail = newest_to(&email).await;
    assert_eq!(mail.subject, "Sie gehören zum Team · Lindholm Instruments");
    assert!(mail.text.contains("/forgot-password") && mail.code().is_none(), "{mail:?}");

    let again = add_administrator(&email, &[]).await;
    assert_eq!(again.code, Some(0), "{again:?}");
    assert!(again.out.contains("is admin already") && again.out.contains("nothing was changed"), "{again:?}");
    assert_eq!(mails_to(&email).await.len(), 1, "twice is not told twice");

    let sent = post("/auth/forgot-password", json!({ "email": email, "language": "en" })).await;
    let code = newest_to(&email).await.code().expect("a code");
    let reset = json!({ "session": sent.text("/session"), "code": code, "password": PASSWORD });
    post("/auth/confirm-forgot-password", reset).await.assert_status(204);
    let token = sign_in_for_the_first_time(&email, PASSWORD).await;
    get("/staff/tickets", &token).await.assert_status(200);
    let me = get("/me", &token).await;
    let profile = ["name", "time_zone", "language"].map(|field| me.text(&format!("/person/{field}")));
    assert_eq!(profile, ["Eva Lindholm", "Europe/Berlin", "de"]);
}

#[tokio::test]
async fn a_customer_gets_the_role_only_when_the_operator_means_them() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, Some(new_account())).await;
    let signed_in = post("/auth/sign-in", json!({ "email": anna.email, "password": anna.password })).await;
    let token = signed_in.text("/access_token");

    let refused = add_administrator(&anna.email, &[]).await;
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("Nothing was changed") && refused.err.contains("--existing"), "{refused:?}");
    get("/me", &token).await.assert_status(200);

    let given = add_administrator(&anna.email, &["--existing"]).await;
    assert_eq!(given.code, Some(0), "{given:?}");
    assert!(given.out.contains("is admin now"), "{given:?}");
    get("/me", &token).await.assert_problem(401, "session_ended");
    assert_eq!(newest_to(&anna.email).await.subject, "You are on the staff · Lindholm Instruments");
    let token = sign_in_for_the_first_time(&anna.email, &anna.password).await;
    get("/staff/tickets", &token).await.assert_status(200);
}

#[tokio::test]
async fn what_is_malformed_is_named_as_the_option_it_was_given_with() {
    let refused = add_administrator("no address", &["--time-zone", "Mars/Olympus"]).await;
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("--email: ") && refused.err.contains("--time-zone: "), "{refused:?}");
}

#[tokio::test]
async fn a_stack_that_is_not_there_and_credentials_that_are_not_there_are_said() {
    let arguments = ["--stack", "atrium-elsewhere", "--email", "eva@lindholm.example", "--name", "Eva", "--language", "de"];
    let elsewhere = Operator::Administrator.runs("add_administrator.py", &arguments).await;
    assert_eq!(elsewhere.code, Some(1), "{elsewhere:?}");
    assert!(elsewhere.err.starts_with("There is no stack 'atrium-elsewhere' in eu-central-1."), "{elsewhere:?}");
    let nobody = Operator::Nobody.runs("add_administrator.py", &arguments).await;
    assert_eq!(nobody.code, Some(2), "{nobody:?}");
    assert!(nobody.err.starts_with("AWS does not know who you are"), "{nobody:?}");
}
