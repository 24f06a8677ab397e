//! The scope that can change factors stays in one token alone: the one an unused leave was made for.

use auth::enrolment::{self, Enrolment};
use auth::shape_token::shape_token;
use lambda_runtime::{Context, LambdaEvent};
use serde_json::{Value, json};
use shared::clock::Clock;
use shared::ids::PersonId;
use shared::random;
use shared::store::keys;

use crate::support::people::now;
use crate::support::portal::Portal;

const ADMIN_SCOPE: &str = "aws.cognito.signin.user.admin";

/// What the trigger takes away from a token of `person`, minted with this handle.
async fn suppressed(portal: &Portal, person: PersonId, handle: Option<&str>) -> Value {
    let mut event = json!({ "userName": person.user_name(), "request": {}, "response": {} });
    if let Some(handle) = handle {
        event["request"]["clientMetadata"] = json!({ enrolment::METADATA: handle });
    }
    let answer = shape_token(portal.app(), LambdaEvent::new(event, Context::default())).await.expect("the trigger answers");
    let generation = &answer["response"]["claimsAndScopeOverrideDetails"]["accessTokenGeneration"];
    assert_eq!(generation["scopesToAdd"], json!(["atrium/api"]));
    generation["scopesToSuppress"].clone()
}

async fn new_leave(portal: &Portal, person: PersonId) -> String {
    let (leave, handle) = Enrolment::new(person, portal.clock.now());
    portal.seeder.put(&keys::enrolment(&enrolment::hash(&handle)), &leave).await.expect("a leave");
    handle
}

fn somebody() -> PersonId {
    PersonId::from_ulid(random::ulid(now()))
}

#[tokio::test]
async fn without_a_leave_the_scope_goes() {
    let portal = Portal::open().await;
    let anna = somebody();
    for handle in [None, Some(""), Some("made up"), Some("ENROLMENT#x")] {
        assert_eq!(suppressed(&portal, anna, handle).await, json!([ADMIN_SCOPE]), "{handle:?}");
    }
}

#[tokio::test]
async fn a_leave_is_good_once_for_one_person_for_a_minute() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let anna = somebody();
    let handle = new_leave(&portal, anna).await;
    assert_eq!(suppressed(&portal, somebody(), Some(&handle)).await, json!([ADMIN_SCOPE]), "another person's");
    assert_eq!(suppressed(&portal, anna, Some(&handle)).await, json!([]), "hers");
    assert_eq!(suppressed(&portal, anna, Some(&handle)).await, json!([ADMIN_SCOPE]), "taken");

    let late = new_leave(&portal, anna).await;
    portal.clock.advance_seconds(61);
    assert_eq!(suppressed(&portal, anna, Some(&late)).await, json!([ADMIN_SCOPE]), "too late");
}
