//! The one way in: through the distribution, to a known route, with an access token that our pool
//! signed.

use aws_sdk_cognitoidentityprovider::Client as Pool;
use aws_sdk_cognitoidentityprovider::types::AuthFlowType;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tests::demo::Seeder;
use tests::domains::operations;

use super::people::Person;
use super::world::{Who, forged, world};
use crate::support::deployed::{Send, stack};
use crate::support::operator::{Operator, door_keys};

/// Makes a key on the plan of integrators, prints its value.
const INTEGRATOR_KEY: &str = "
import boto3, sys
gateway = boto3.client('apigateway')
key = gateway.create_api_key(name='an integrator of the tests', enabled=True)
gateway.create_usage_plan_key(usagePlanId=sys.argv[1], keyId=key['id'], keyType='API_KEY')
print(gateway.get_api_key(apiKey=key['id'], includeValue=True)['value'], end='')";

/// API Gateway itself refuses whoever comes beside the distribution: with no key, a made-up one, or one of the other API.
/// No function runs.
#[tokio::test(flavor = "multi_thread")]
async fn no_operation_answers_beside_the_distribution() {
    let direct = stack().rest["direct_api_url"].as_str().expect("stack.json says where the API is beside the distribution");
    let plan = stack().rest["integrations_plan_id"].as_str().expect("stack.json names the plan of integrators");
    let integrator = Operator::Administrator.runs_script(INTEGRATOR_KEY, &[plan]).await.succeeded();
    for operation in operations() {
        let path = world().path(&operation);
        for key in [None, Some("a made-up key of twenty"), Some(integrator.as_str())] {
            let with_key = |send: Send| key.map_or(send.clone(), |key| send.header("x-api-key", key));
            let send = with_key(Send::to_url(operation.method, format!("{direct}{path}")));
            let send = send.header("x-viewer-ip", "192.0.2.1");
            let send = world().body(&operation).map_or(send.clone(), |body| send.json(&body));
            if operation.needs_token() {
                let answer = send.clone().answer();
                answer.assert_problem(401, "unauthenticated");
            }
            let token = world().token(Who::Owner).expect("a token");
            let answer = if operation.needs_token() { send.token(token) } else { send }.answer();
            assert_eq!(answer.body["code"], "direct_access_refused", "{} with {key:?}: {answer:?}", operation.name);
            answer.assert_problem(403, "direct_access_refused");
            // The gateway writes the body, and no function adds its header.
            assert!(answer.headers.get("x-request-id").is_none(), "{} was answered by its function: {answer:?}", operation.name);
        }
    }
}

/// An integrator's key opens the integrators' API and nothing else; whatever a viewer sends as a key to the people's API,
/// the distribution's own takes its place.
#[tokio::test(flavor = "multi_thread")]
async fn the_integrators_api_takes_keys_of_its_own_only() {
    let plan = stack().rest["integrations_plan_id"].as_str().expect("stack.json names the plan of integrators");
    let integrator = Operator::Administrator.runs_script(INTEGRATOR_KEY, &[plan]).await.succeeded();
    let door = door_keys().await;
    let ping = || Send::new("get", "/integrations/ping");
    let answer = ping().header("x-api-key", &integrator).answer();
    answer.assert_status(200);
    assert_eq!(answer.body["status"], "ok");
    for key in [None, Some("a made-up key of twenty"), Some(door[0].as_str()), Some(door[1].as_str())] {
        let answer = key.map_or_else(ping, |key| ping().header("x-api-key", key)).answer();
        answer.assert_problem(403, "not_allowed");
    }
    Send::new("get", "/health").header("x-api-key", "a made-up key of twenty").answer().assert_status(200);
    // Both keys of the door are good at the API itself.
    let direct = stack().rest["direct_api_url"].as_str().expect("stack.json says where the API is beside the distribution");
    for key in &door {
        Send::to_url("get", format!("{direct}/health")).header("x-api-key", key).answer().assert_status(200);
    }
}

#[test]
fn what_is_not_there_is_a_problem_like_any_other() {
    for token in [None, world().token(Who::Owner)] {
        for (method, path) in
            [("get", "/nothing-here"), ("post", "/accounts"), ("delete", "/health"), ("get", "/me/more"), ("put", "/auth/sign-in")]
        {
            let send = Send::new(method, path);
            let answer = token.map_or(send, |token| Send::new(method, path).token(token)).answer();
            assert_eq!(answer.status, 404, "{method} {path} with {}: {answer:?}", if token.is_some() { "a token" } else { "none" });
            answer.assert_problem(404, "not_found");
        }
    }
}

#[test]
fn a_path_that_no_version_has_is_a_problem_too() {
    for path in ["/api/", "/api/v2/health", "/api/nothing"] {
        let answer = Send::to_url("get", format!("{}{path}", stack().web_url)).answer();
        answer.assert_status(404);
        assert_eq!(answer.body["code"], "not_found", "{path}: {answer:?}");
    }
}

#[test]
fn a_token_that_our_pool_did_not_sign_is_no_token() {
    let owner = world().token(Who::Owner).expect("a token");
    let admin = world().token(Who::Admin).expect("a token");
    let (signed, signature) = owner.rsplit_once('.').expect("a JWT");
    let claims = admin.split('.').nth(1).expect("a JWT");
    let unsigned = |algorithm: &str| format!("{}.{claims}.", URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"{algorithm}","typ":"JWT"}}"#)));
    let others = [
        ("another token's signature", forged(owner, admin)),
        ("no signature", format!("{signed}.")),
        ("a cut signature", format!("{signed}.{}", &signature[..signature.len() - 8])),
        ("the algorithm none", unsigned("none")),
        ("the algorithm NONE", unsigned("NONE")),
        ("an algorithm of shared secrets", format!("{}{signature}", unsigned("HS256"))),
        ("nothing of a JWT", "not-a-token".to_owned()),
        ("no text", String::new()),
    ];
    for (what, token) in others {
        let answer = Send::new("get", "/me").token(&token).answer();
        assert_eq!(answer.status, 401, "a token with {what}: {answer:?}");
        answer.assert_problem(401, "unauthenticated");
    }
    Send::new("get", "/me").token(owner).answer().assert_status(200);
}

#[tokio::test]
async fn an_id_token_is_no_access_token() {
    let seeder = Seeder::new(stack()).await.expect("the stack under test answers");
    let person = Person::with_password_only(&seeder).await;
    let username = person.id.user_name();
    let mut hash = Hmac::<Sha256>::new_from_slice(seeder.client_secret().as_bytes()).expect("a key of any length");
    hash.update(format!("{username}{}", stack().client_id).as_bytes());
    let tokens = Pool::new(&stack().sdk().await)
        .admin_initiate_auth()
        .user_pool_id(&stack().user_pool_id)
        .client_id(&stack().client_id)
        .auth_flow(AuthFlowType::AdminUserPasswordAuth)
        .auth_parameters("USERNAME", &username)
        .auth_parameters("PASSWORD", person.password())
        .auth_parameters("SECRET_HASH", STANDARD.encode(hash.finalize().into_bytes()))
        .send()
        .await
        .expect("the pool signs in");
    let tokens = tokens.authentication_result.expect("tokens");
    let id_token = tokens.id_token.expect("an id token");
    Send::new("get", "/me").token(&id_token).answer().assert_problem(401, "unauthenticated");
    // Nor is an access token that none of our sign-ins handed out: it has no session.
    let access_token = tokens.access_token.expect("an access token");
    Send::new("get", "/me").token(&access_token).answer().assert_problem(401, "session_ended");
}
