//! The job behind the operator's command, in this process: whom it refuses, and what it leaves behind.

use auth::staff::run_add_administrator::{Done, Outcome, add};
use serde_json::{Value, json};
use shared::people::{EmailOwner, Person, Staff, StaffRole, Standing};
use shared::problem::{Code, Problem};
use shared::store::keys;
use tests::stack::Stack;

use crate::auth::sign_in::password_call;
use crate::auth::sign_up::new_email;
use crate::faults::crashes::items;
use crate::support::faults::{Fate, Proxy};
use crate::support::mail::mails_to;
use crate::support::people::{Registered, registered};
use crate::support::portal::Portal;

/// What the operator asks for.
pub fn request(email: &str) -> Value {
    json!({ "email": email, "name": "Eva Lindholm", "language": "de" })
}

fn with(email: &str, field: &str, value: impl Into<Value>) -> Value {
    let mut request = request(email);
    request[field] = value.into();
    request
}

/// The staff roles that an address leads to, and one event for each; never a part of these.
pub async fn on_staff(portal: &Portal, email: &str) -> Vec<StaffRole> {
    let store = &portal.seeder.store;
    let Some(EmailOwner { person }) = store.get(&keys::email(email)).await.expect("the table answers") else { return Vec::new() };
    let profile: Option<Person> = store.get(&keys::person(person)).await.expect("the table answers");
    assert!(profile.is_some_and(|profile| profile.email.as_str() == email));
    let role: Option<Staff> = store.get(&keys::staff_role(person)).await.expect("the table answers");
    let events = items(store, &keys::person(person).pk, keys::EVENTS).await.into_iter();
    let given = events.filter(|event| event["type"].as_s().is_ok_and(|kind| kind == "person.staff_role_given")).count();
    assert_eq!(given, usize::from(role.is_some()), "events and roles");
    role.into_iter().map(|staff| staff.role).collect()
}

#[track_caller]
fn assert_refused(answer: Result<Done, Problem>, code: Code) -> Problem {
    let problem = answer.expect_err("this is refused");
    assert_eq!(problem.code, code, "{problem:?}");
    problem
}

async fn customer(portal: &Portal, staff: Option<StaffRole>) -> Registered {
    registered(&portal.seeder, false, staff, None).await
}

#[tokio::test]
async fn everything_malformed_is_named_at_once_and_nothing_is_made() {
    let portal = Portal::open().await;
    let wrong = json!({ "email": "nowhere", "language": "fr", "role": "owner", "time_zone": "Mars", "existing": "yes", "password": "x" });
    let mut named: Vec<_> =
        assert_refused(add(portal.auth(), wrong).await, Code::InvalidBody).errors.into_iter().map(|error| error.pointer).collect();
    named.sort();
    assert_eq!(named, ["/email", "/existing", "/language", "/name", "/password", "/role", "/time_zone"]);
    assert_refused(add(portal.auth(), json!([])).await, Code::MalformedJson);
}

#[tokio::test]
async fn a_new_colleague_is_there_once_and_signs_in_with_nothing_yet() {
    let portal = Portal::open().await;
    let email = new_email();
    let first = add(portal.auth(), request(&email.to_uppercase())).await.expect("they are added");
    assert_eq!((first.outcome, first.role, first.mail_error.clone()), (Outcome::Added, StaffRole::Admin, None));
    let again = add(portal.auth(), request(&email)).await.expect("they are there");
    assert_eq!((again.outcome, again.person), (Outcome::Unchanged, first.person));
    assert_eq!(on_staff(&portal, &email).await, [StaffRole::Admin]);
    for guess in ["", "admin", &first.person.to_string()] {
        let answer = portal.call(password_call(&email, guess)).await;
        assert!(answer.status.is_client_error(), "{guess:?}: {answer:?}");
    }
}

/// It names the administrator of the demo company, so that trying it out adds nobody.
#[tokio::test]
async fn the_sample_event_is_a_request_and_changes_nothing_in_the_demo_company() {
    let portal = Portal::open().await;
    let sample = tests::rendered::root().join("events/auth/run_add_administrator.json");
    let sample: Value = serde_json::from_str(&std::fs::read_to_string(sample).expect("a sample")).expect("JSON");
    let done = add(portal.auth(), sample).await.expect("a request");
    assert_eq!((done.outcome, done.role), (Outcome::Unchanged, StaffRole::Admin));
}

#[tokio::test]
async fn two_invocations_at_once_add_one_person() {
    let (one, other) = (Portal::open().await, Portal::open().await);
    let email = new_email();
    let answers = tokio::join!(add(one.auth(), request(&email)), add(other.auth(), request(&email)));
    let answers = [answers.0, answers.1];
    let added = answers.iter().filter(|answer| answer.as_ref().is_ok_and(|done| done.outcome == Outcome::Added)).count();
    assert_eq!(added, 1, "{answers:?}");
    for answer in answers {
        match answer {
            Ok(done) => assert!(matches!(done.outcome, Outcome::Added | Outcome::Unchanged), "{done:?}"),
            Err(problem) => assert_eq!(problem.code, Code::Conflict),
        }
    }
    assert_eq!(on_staff(&one, &email).await, [StaffRole::Admin]);
    assert_eq!(mails_to(&email).await.len(), 1);
}

#[tokio::test]
async fn a_customer_stays_one_until_they_are_meant() {
    let portal = Portal::open().await;
    let anna = customer(&portal, None).await;
    assert_refused(add(portal.auth(), request(&anna.email)).await, Code::AddressTaken);
    assert_refused(add(portal.auth(), with(&anna.email, "existing", false)).await, Code::AddressTaken);
    assert_eq!(on_staff(&portal, &anna.email).await, []);
    let given = add(portal.auth(), with(&anna.email, "existing", true)).await.expect("the role is given");
    assert_eq!((given.outcome, given.person), (Outcome::RoleGiven, anna.id));
    assert_eq!(on_staff(&portal, &anna.email).await, [StaffRole::Admin]);
    let person: Person = portal.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("the person");
    assert!(person.signed_out_at.is_some() && person.name == "Test Person", "what they are called is theirs");
}

#[tokio::test]
async fn an_agent_is_raised_and_an_administrator_never_lowered() {
    let portal = Portal::open().await;
    let mats = customer(&portal, Some(StaffRole::Agent)).await;
    assert_refused(add(portal.auth(), request(&mats.email)).await, Code::AddressTaken);
    let raised = add(portal.auth(), with(&mats.email, "existing", true)).await.expect("the role is given");
    assert_eq!((raised.outcome, raised.role), (Outcome::RoleGiven, StaffRole::Admin));
    let mut lower = with(&mats.email, "existing", true);
    lower["role"] = json!("agent");
    assert_refused(add(portal.auth(), lower).await, Code::NotAllowed);
    assert_eq!(on_staff(&portal, &mats.email).await, [StaffRole::Admin]);
}

#[tokio::test]
async fn somebody_who_is_disabled_gets_no_role() {
    let portal = Portal::open().await;
    let anna = customer(&portal, None).await;
    let key = keys::person(anna.id);
    let person: Person = portal.seeder.store.get(&key).await.expect("the table").expect("the person");
    portal.seeder.put(&key, &Person { standing: Standing::Disabled, ..person }).await.expect("the table");
    assert_refused(add(portal.auth(), with(&anna.email, "existing", true)).await, Code::NotAllowed);
    assert_eq!(on_staff(&portal, &anna.email).await, []);

    // Nobody is told to set a password that would let them in nowhere.
    let mats = customer(&portal, Some(StaffRole::Admin)).await;
    let key = keys::person(mats.id);
    let person: Person = portal.seeder.store.get(&key).await.expect("the table").expect("the person");
    portal.seeder.put(&key, &Person { standing: Standing::Disabled, ..person }).await.expect("the table");
    assert_refused(add(portal.auth(), request(&mats.email)).await, Code::NotAllowed);
}

#[tokio::test]
async fn a_mail_that_is_not_taken_is_said_and_undoes_nothing() {
    let proxy = Proxy::before(&Stack::under_test()).await;
    let portal = Portal::through(&proxy).await;
    proxy.plan(|call| if call.action() == "ses:SendEmail" { Fate::Fail } else { Fate::Forward });
    let email = new_email();
    let done = add(portal.auth(), request(&email)).await.expect("they are added");
    assert_eq!(done.outcome, Outcome::Added);
    let said = done.mail_error.expect("the mail did not leave");
    assert!(said.starts_with("SES does not take the mail") && !said.contains('@'), "{said}");
    assert_eq!(on_staff(&portal, &email).await, [StaffRole::Admin]);
}
