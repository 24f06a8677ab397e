//! The newest release is upgraded to this checkout with data in place, and rolled back.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::demo::{self, seconds_now};
use tests::stack::DemoPerson;

use super::{Deploying, Other, fresh, outputs};

/// What must stay the same thing whatever is deployed: everything that data or sessions live in.
const HOLDS_DATA: [&str; 6] = ["TableName", "UserPoolId", "UserPoolClientId", "DocumentsBucket", "WebBucket", "DistributionId"];

fn data(stack_name: &str) -> BTreeMap<String, String> {
    let mut outputs = outputs(stack_name);
    outputs.retain(|name, _| HOLDS_DATA.contains(&name.as_str()));
    assert_eq!(outputs.len(), HOLDS_DATA.len(), "{outputs:?}");
    outputs
}

fn sign_in(stack: &Other, person: &DemoPerson) -> String {
    let first = stack.send("post", "/auth/sign-in").json(&json!({ "email": person.email, "password": person.password })).answer();
    first.assert_status(200);
    let code = person.code_at(u64::try_from(seconds_now()).expect("after 1970"));
    let answer = json!({ "name": first.text("/challenge/name"), "session": first.text("/challenge/session"), "code": code });
    let second = stack.send("post", "/auth/answer-challenge").json(&answer).answer();
    second.assert_status(200);
    second.text("/access_token")
}

fn open_ticket(stack: &Other, account: &str, token: &str, subject: &str) {
    let send =
        stack.send("post", &format!("/accounts/{account}/tickets")).token(token).header("Idempotency-Key", &subject.replace(" ", "-"));
    send.json(&json!({ "subject": subject, "message": "." })).answer().assert_status(201);
}

/// Those of these tickets that an account's list has. The demo company's stand among them.
fn listed(stack: &Other, account: &str, token: &str, subjects: &[&str]) -> Vec<Value> {
    let list = stack.send("get", &format!("/accounts/{account}/tickets?limit=100")).token(token).answer();
    list.assert_status(200);
    let found = list.body["items"].as_array().expect("a list").iter().map(|ticket| ticket["subject"].clone());
    found.filter(|subject| subjects.iter().any(|wanted| subject == wanted)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_and_a_roll_back_keep_what_people_entered() {
    let (deploying, name) = (Deploying::new(), fresh("atrium-upgrade"));
    deploying.deploy(&name, &deploying.released_template);
    let released = Other::named(&name);
    let people = demo::fill(&released.stack).await.expect("the demo company fits into the release");
    let owner = people.iter().find(|person| person.role == "owner").expect("an owner");
    let account = owner.account_ids[0].as_str();
    let token = sign_in(&released, owner);
    open_ticket(&released, account, &token, "before the upgrade");
    let before = data(&name);

    deploying.deploy(&name, &deploying.template);
    assert_eq!(data(&name), before, "an upgrade replaces nothing that holds data");
    let upgraded = Other::named(&name);
    // In the session that was begun before.
    assert_eq!(listed(&upgraded, account, &token, &["before the upgrade"]).len(), 1);
    open_ticket(&upgraded, account, &token, "after the upgrade");
    sign_in(&upgraded, &people[2]);

    deploying.deploy(&name, &deploying.released_template);
    assert_eq!(data(&name), before, "a roll-back replaces nothing that holds data");
    let rolled_back = Other::named(&name);
    open_ticket(&rolled_back, account, &token, "after the roll-back");
    let newest_first = ["after the roll-back", "after the upgrade", "before the upgrade"];
    assert_eq!(listed(&rolled_back, account, &token, &newest_first), newest_first);
}
