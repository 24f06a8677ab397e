//! The table and the buckets are restored into a second stack, which then serves the same tickets.

use serde_json::{Value, json};

use super::{Deploying, Other, fresh, outputs};
use crate::auth::sign_up::PASSWORD;
use crate::auth::sign_up::totp::code_of;
use crate::support::answer::Answer;
use crate::support::deployed::{Send, stack, token_of};
use crate::support::mail::newest_to;
use crate::support::operator::{Operator, stack_name};

const PUT_DOCUMENT: &str = "
import boto3, sys
boto3.client('s3').put_object(Bucket=sys.argv[1], Key='contracts/1.txt', Body=sys.argv[2], ContentType='text/plain; charset=utf-8')";
const GET_DOCUMENT: &str = "
import boto3, sys
found = boto3.client('s3').get_object(Bucket=sys.argv[1], Key='contracts/1.txt')
print(found['ContentType'], found['Body'].read().decode(), end='')";

/// Everything that a customer and the staff read of tickets, by asking as they do.
fn tickets(ask: impl Fn(&str) -> Answer, account: &str) -> Value {
    let list = ask(&format!("/accounts/{account}/tickets"));
    list.assert_status(200);
    let threads: Vec<Value> = list.body["items"].as_array().expect("a list").iter().map(|ticket| thread(&ask, account, ticket)).collect();
    json!({ "list": list.body["items"], "threads": threads })
}

fn thread(ask: &impl Fn(&str) -> Answer, account: &str, ticket: &Value) -> Value {
    let id = ticket["id"].as_str().expect("an id");
    let mut answer = ask(&format!("/accounts/{account}/tickets/{id}"));
    answer.assert_status(200);
    // A cursor is sealed with the stack's own secret.
    answer.body["messages"].as_object_mut().expect("a page of messages").remove("next_cursor");
    answer.body
}

/// What somebody does in the second stack, whose pool has neither their password nor their app.
async fn sign_in_anew(second: &Other, email: &str) -> String {
    let post = |path: &str, body: Value| second.send("post", path).json(&body).answer();
    let sent = post("/auth/forgot-password", json!({ "email": email, "language": "en" }));
    sent.assert_status(202);
    let code = newest_to(email).await.code().expect("a code");
    let reset = json!({ "session": sent.text("/session"), "code": code, "password": PASSWORD });
    post("/auth/confirm-forgot-password", reset).assert_status(204);
    let first = post("/auth/sign-in", json!({ "email": email, "password": PASSWORD }));
    first.assert_status(200);
    if first.body["access_token"].is_string() {
        return first.text("/access_token");
    }
    assert_eq!(first.text("/challenge/name"), "totp_setup", "who must have a second factor sets it up first");
    let session = first.text("/challenge/session");
    let secret = post("/auth/start-totp", json!({ "session": session })).text("/secret");
    let done = post("/auth/confirm-totp", json!({ "session": session, "code": code_of(&secret) }));
    done.assert_status(200);
    done.text("/access_token")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_stack_serves_the_restored_tickets() {
    let (operator, first_name) = (Operator::Administrator, stack_name());
    let (owner, agent) = (stack().person("owner"), stack().person("agent"));
    let account = owner.account_ids[0].as_str();
    let token = token_of("owner");
    let first = |path: &str| Send::new("get", path).token(&token).answer();

    let opened = Send::new("post", &format!("/accounts/{account}/tickets")).token(&token).header("Idempotency-Key", "before-the-loss");
    opened.json(&json!({ "subject": "Vor dem Verlust 🛟", "message": "Ist das noch da?" })).answer().assert_status(201);
    operator.runs_script(PUT_DOCUMENT, &[&outputs(&first_name)["DocumentsBucket"], "signed"]).await.succeeded();
    let before = tickets(first, account);

    let (deploying, second_name) = (Deploying::new(), fresh("atrium-second"));
    deploying.deploy(&second_name, &deploying.template);
    let second = Other::named(&second_name);
    let restoring = ["--stack", &first_name, "--into", &second_name];
    eprintln!("{}", operator.runs("restore.py", &restoring).await.succeeded());

    let token = sign_in_anew(&second, &owner.email).await;
    let restored = tickets(|path| second.send("get", path).token(&token).answer(), account);
    assert_eq!(restored, before);
    assert!(restored["list"].as_array().is_some_and(|list| list.iter().any(|ticket| ticket["subject"] == "Vor dem Verlust 🛟")));
    let document = operator.runs_script(GET_DOCUMENT, &[&outputs(&second_name)["DocumentsBucket"]]).await.succeeded();
    assert_eq!(document, "text/plain; charset=utf-8 signed");

    // Staff work on in the second stack, and the first one does not notice.
    let token = sign_in_anew(&second, &agent.email).await;
    let ticket = restored["list"][0]["id"].as_str().expect("a ticket");
    let reply = second.send("post", &format!("/accounts/{account}/tickets/{ticket}/replies")).token(&token);
    reply.header("Idempotency-Key", "after-the-restore").json(&json!({ "message": "Ja." })).answer().assert_status(201);
    assert_eq!(tickets(first, account), before);

    // Not a second time: what is newer by now would be lost.
    let again = operator.runs("restore.py", &restoring).await;
    assert_eq!(again.code, Some(1), "{again:?}");
    assert!(again.err.contains("is not empty"), "{again:?}");
}
