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
        web(path).answer().assert_problem(404, "not_found");
    }
    let other_version = Send::to_url("get", stack().api_url.replace("/v1", "/v2") + "/me").answer();
    other_version.assert_problem(404, "not_found");
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
