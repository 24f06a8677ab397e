//! The one way in: through the distribution, to a known route, with an access token that our pool
//! signed.

use aws_sdk_cognitoidentityprovider::Client as Pool;
use aws_sdk_cognitoidentityprovider::types::AuthFlowType;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tests::contract::operations;
use tests::demo::Seeder;

use super::people::Person;
use super::world::{Who, forged, world};
use crate::support::deployed::{Send, stack};

#[test]
fn no_operation_answers_beside_the_distribution() {
    let direct = stack().rest["direct_api_url"].as_str().expect("stack.json says where the API is beside the distribution");
    for operation in operations() {
        let path = world().path(&operation);
        for secret in [None, Some(""), Some("a made-up secret")] {
            let mut send = Send::to_url(operation.method, format!("{direct}{path}")).header("x-viewer-ip", "192.0.2.1");
            if let Some(secret) = secret {
                send = send.header("x-origin-secret", secret);
            }
            if operation.needs_token() {
                send = send.token(world().token(Who::Owner).expect("a token"));
            }
            if let Some(body) = world().body(&operation) {
                send = send.json(&body);
            }
            let answer = send.answer();
            assert_eq!(answer.body["code"], "direct_access_refused", "{} with {secret:?}: {answer:?}", operation.name);
            answer.assert_problem(403, "direct_access_refused");
        }
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
