//! The deployed edge: what the distribution and the gateway do around the endpoints.

use http::HeaderMap;
use serde_json::json;

use crate::support::deployed::{Send, stack, token_of};

fn web(path: &str) -> Send {
    Send::to_url("get", format!("{}{path}", stack().web_url))
}

#[track_caller]
fn header(headers: &HeaderMap, name: &str) -> String {
    let value = headers.get(name).unwrap_or_else(|| panic!("{name} is missing in {headers:?}"));
    value.to_str().expect("text").to_owned()
}

#[test]
fn every_page_comes_with_a_strict_policy() {
    for path in ["/", "/sign-in", "/accounts/acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E/tickets", "/staff"] {
        let page = web(path).answer();
        page.assert_status(200);
        let policy = header(&page.headers, "content-security-policy");
        for rule in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"] {
            assert!(policy.contains(rule), "{rule} is missing in {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(header(&page.headers, "strict-transport-security").contains("max-age=63072000"));
        assert_eq!(header(&page.headers, "x-content-type-options"), "nosniff");
        assert_eq!(header(&page.headers, "referrer-policy"), "no-referrer");
        assert!(header(&page.headers, "permissions-policy").contains("camera=()"));
        assert_eq!(header(&page.headers, "cache-control"), "no-cache", "a new release must be seen");
    }
}

#[test]
fn hashed_files_may_be_kept_for_good() {
    let page = web("/").answer();
    let html = page.body.as_str().expect("a page");
    let asset = html.split('"').find(|part| part.starts_with("/assets/") && part.ends_with(".js")).expect("a script");
    let script = web(asset).answer();
    script.assert_status(200);
    assert!(header(&script.headers, "cache-control").contains("immutable"));
    assert!(header(&script.headers, "content-type").contains("javascript"));
}

#[test]
fn what_is_not_in_the_api_is_a_404_problem() {
    let token = token_of("member");
    for path in ["/nothing", "/accounts", "/me/more", "/auth"] {
        Send::new("get", path).token(&token).answer().assert_problem(404, "not_found");
    }
    // CloudFront takes these for the API's by their decoded path, and hands on the raw one.
    for path in ["/%61pi/v1/health", "/api/v1%2fhealth"] {
        let answer = web(path).answer();
        answer.assert_problem(404, "not_found");
        assert!(header(&answer.headers, "content-security-policy").contains("default-src 'none'"));
        assert_eq!(header(&answer.headers, "x-content-type-options"), "nosniff");
    }
    let other_version = Send::to_url("get", stack().api_url.replace("/v1", "/v2") + "/me").answer();
    other_version.assert_problem(404, "not_found");
}

/// A file at the root that the distribution does not know is answered with the app's page.
#[test]
fn the_files_at_the_root_are_what_they_are() {
    let folder = std::fs::read_dir(tests::rendered::root().join("web/public")).expect("the folder of the web app");
    let files: Vec<_> = folder.map(|entry| entry.expect("an entry")).filter(|entry| entry.path().is_file()).collect();
    assert!(files.len() > 3, "{files:?}");
    for file in files {
        let name = file.file_name().into_string().expect("a name");
        // Some are pictures, and an answer is read as text.
        let answer = Send::to_url("head", format!("{}/{name}", stack().web_url)).answer();
        answer.assert_status(200);
        assert!(!header(&answer.headers, "content-type").contains("html"), "{name} is not in the list of the template's WebRequest");
    }
}

#[test]
fn no_address_shows_the_bucket() {
    for path in ["/x.y", "/favicon.svg", "/tickets/a.b", "/.env", "/brand.jsonx"] {
        let page = web(path).answer();
        page.assert_status(200);
        assert!(header(&page.headers, "content-type").contains("html"), "{path}: the app's page says that there is nothing");
    }
    // By this name a password manager asks whether the answer to the other one can be trusted.
    web("/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200").answer().assert_status(404);
    let password = web("/.well-known/change-password").answer();
    password.assert_status(302);
    assert_eq!(header(&password.headers, "location"), "/forgot-password");
}

#[test]
fn what_watches_the_portal_may_ask_with_head() {
    for url in [format!("{}/health", stack().api_url), format!("{}/", stack().web_url)] {
        Send::to_url("head", url).answer().assert_status(200);
    }
}

#[test]
fn answers_of_the_api_are_never_kept_and_never_framed() {
    let answer = Send::new("get", "/health").answer();
    answer.assert_status(200);
    assert_eq!(answer.body["status"], "ok");
    assert_eq!(answer.body["table"], "ok");
    assert_eq!(header(&answer.headers, "cache-control"), "no-store");
    assert_eq!(header(&answer.headers, "x-content-type-options"), "nosniff");
    assert!(header(&answer.headers, "content-security-policy").contains("frame-ancestors 'none'"));
}

#[test]
fn bodies_of_ten_megabytes_are_refused_and_leave_nothing() {
    let person = stack().person("member");
    let path = format!("/accounts/{}/tickets", person.account_ids[0]);
    let token = token_of("member");
    let newest = || Send::new("get", &format!("{path}?limit=1")).token(&token).answer().body["items"][0]["id"].clone();
    let before = newest();
    for length in [1_200_000, 10_000_000] {
        let body = json!({ "subject": "S", "message": "x".repeat(length) }).to_string();
        let answer = Send::new("post", &path).token(&token).raw("application/json", body).answer();
        answer.assert_problem(413, "payload_too_large");
    }
    assert_eq!(newest(), before);
}
