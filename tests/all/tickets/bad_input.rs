//! Bad input gets a 4xx problem that names the field, and leaves nothing behind.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use shared::body::MAX_BODY_BYTES;
use shared::people::MemberRole;

use super::{open, read, replying, texts};
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::{Someone, member};
use crate::support::portal::Portal;

async fn send(portal: &Portal, by: &Someone, body: &str) -> Answer {
    portal.call(Call::to("tickets.open_ticket").by(by).idempotency_key(None).raw_body(body)).await
}

async fn tickets_of(portal: &Portal, by: &Someone) -> usize {
    let list = portal.call(Call::to("tickets.list_tickets").by(by)).await;
    list.body["items"].as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn what_is_not_a_json_object_is_malformed() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    for body in ["", "{", "null", "[]", "\"text\"", "{\"subject\": \"a\",}", "{'subject': 'a'}", "\u{feff}{}", "{\"a\": 1} {\"b\": 2}"] {
        send(&portal, &anna, body).await.assert_problem(400, "malformed_json");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    send(&portal, &anna, &format!("{{\"subject\": {deep}}}")).await.assert_problem(400, "malformed_json");
    assert_eq!(tickets_of(&portal, &anna).await, 0);
}

#[tokio::test]
async fn every_wrong_field_is_named_with_what_is_allowed() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let right = || json!({ "subject": "S", "message": "M" });
    let cases: &[(&str, Value, &str)] = &[
        ("subject", json!(null), "wrong_type"),
        ("subject", json!(7), "wrong_type"),
        ("subject", json!(["S"]), "wrong_type"),
        ("subject", json!(""), "too_short"),
        ("subject", json!("   "), "too_short"),
        ("subject", json!("x".repeat(141)), "too_long"),
        ("subject", json!("\u{1f600}".repeat(141)), "too_long"),
        ("subject", json!("nul\u{0}"), "control_character"),
        ("subject", json!("\u{3164}"), "too_short"),
        ("message", json!("\u{2800}\n\u{200b}"), "too_short"),
        ("message", json!("bell\u{7}"), "control_character"),
        ("message", json!("x".repeat(10_001)), "too_long"),
        ("kind", json!("praise"), "not_allowed"),
        ("kind", json!("Question"), "not_allowed"),
        ("impact", json!(3), "wrong_type"),
        ("urgency", json!({}), "wrong_type"),
        ("priority", json!("urgent"), "unknown_field"),
        ("account_id", json!("acc_x"), "unknown_field"),
        ("__proto__", json!({}), "unknown_field"),
    ];
    for (field, value, code) in cases {
        let mut body = right();
        body[*field] = value.clone();
        let answer = send(&portal, &anna, &body.to_string()).await;
        answer.assert_problem(422, "invalid_body");
        assert_eq!(answer.field_errors(), [(format!("/{field}"), (*code).to_owned())], "{field}: {value}");
        assert!(!answer.text("/errors/0/detail").is_empty());
    }
    let empty = send(&portal, &anna, "{}").await;
    assert_eq!(empty.field_errors(), [("/subject".to_owned(), "required".to_owned()), ("/message".to_owned(), "required".to_owned())]);
    assert_eq!(tickets_of(&portal, &anna).await, 0);
}

#[tokio::test]
async fn what_was_pasted_is_kept_as_it_is_seen() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let body = r#"{
        "subject": "\u2068Pump\u2069\u202f7\u2028leaks \ud83d",
        "message": "\u202a    1. open\u202c\u000b    2. close\r\n\u200b"
    }"#;
    let opened = send(&portal, &anna, body).await;
    opened.assert_status(201);
    assert_eq!(opened.text("/subject"), "Pump 7 leaks \u{fffd}");
    let read = portal.call(Call::to("tickets.get_ticket").by(&anna).ticket(&opened.text("/id"))).await;
    assert_eq!(read.text("/messages/items/0/text"), "    1. open\n    2. close");
}

#[tokio::test]
async fn only_json_is_read() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let body = json!({ "subject": "S", "message": "M" });
    let with = |content_type: &str| {
        Call::to("tickets.open_ticket").by(&anna).idempotency_key(None).header("Content-Type", content_type).body(&body)
    };
    for wrong in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "application/xml", ""] {
        portal.call(with(wrong)).await.assert_problem(415, "unsupported_media_type");
    }
    portal.call(with("text/plain").without_header("Content-Type")).await.assert_problem(415, "unsupported_media_type");
    portal.call(with("application/json; charset=iso-8859-1")).await.assert_problem(415, "unsupported_media_type");
    portal.call(with("application/json").header("Content-Encoding", "gzip")).await.assert_problem(415, "unsupported_media_type");
    portal.call(with("application/json; charset=utf-8")).await.assert_status(201);
    portal.call(with("Application/JSON").header("Content-Encoding", "identity")).await.assert_status(201);
}

#[tokio::test]
async fn what_is_not_utf8_is_told_so() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mut call = Call::to("tickets.open_ticket").by(&anna).idempotency_key(None);
    // As API Gateway hands on what is no text.
    call.event["body"] = json!(STANDARD.encode(b"{\"subject\": \"Gr\xfc\xdfe\", \"message\": \"M\"}"));
    call.event["isBase64Encoded"] = json!(true);
    let answer = portal.call(call).await;
    answer.assert_problem(400, "malformed_json");
    assert!(answer.text("/detail").contains("UTF-8"), "{answer:?}");
    assert_eq!(tickets_of(&portal, &anna).await, 0);
}

#[tokio::test]
async fn a_repeated_name_is_refused() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let answer = send(&portal, &anna, r#"{"subject": "S", "message": "M", "subject": "S"}"#).await;
    answer.assert_problem(422, "invalid_body");
    assert_eq!(answer.field_errors(), [("/subject".to_owned(), "not_allowed".to_owned())]);
    assert_eq!(tickets_of(&portal, &anna).await, 0);

    let mut list = Call::to("tickets.list_tickets").by(&anna).query("limit", "1");
    list.event["multiValueQueryStringParameters"]["limit"] = json!(["1", "1"]);
    let answer = portal.call(list).await;
    answer.assert_problem(400, "invalid_parameter");
    assert_eq!(answer.field_errors(), [("/query/limit".to_owned(), "not_allowed".to_owned())]);
}

#[tokio::test]
async fn a_body_over_a_megabyte_is_too_large() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let of_length = |length: usize| {
        let frame = json!({ "subject": "S", "message": "" }).to_string().len();
        json!({ "subject": "S", "message": "x".repeat(length - frame) }).to_string()
    };
    send(&portal, &anna, &of_length(MAX_BODY_BYTES)).await.assert_problem(422, "invalid_body");
    send(&portal, &anna, &of_length(MAX_BODY_BYTES + 1)).await.assert_problem(413, "payload_too_large");
    send(&portal, &anna, &of_length(5_000_000)).await.assert_problem(413, "payload_too_large");
}

#[tokio::test]
async fn a_hostile_body_is_not_answered_with_a_longer_one() {
    let portal = Portal::open().await;
    let fields: serde_json::Map<String, Value> = (0..60_000).map(|number| (format!("f{number}"), json!(1))).collect();
    let answer = portal.call(Call::to("auth.sign_in").raw_body(&Value::Object(fields).to_string())).await;
    answer.assert_problem(422, "invalid_body");
    assert_eq!(answer.field_errors().len(), 50);
}

#[tokio::test]
async fn bad_path_and_query_values_are_named() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let list = || Call::to("tickets.list_tickets").by(&anna);
    let cases = [
        (list().path_variable("account_id", "acc_1"), "/path/account_id"),
        (list().path_variable("account_id", "%F0%9F%98%80"), "/path/account_id"),
        (list().path_variable("account_id", "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E"), "/path/account_id"),
        (list().query("limit", "0"), "/query/limit"),
        (list().query("limit", "101"), "/query/limit"),
        (list().query("limit", "ten"), "/query/limit"),
        (list().query("page", "2"), "/query/page"),
        (Call::to("tickets.get_ticket").by(&anna).ticket("x"), "/path/ticket_id"),
        (Call::to("tickets.get_ticket").by(&anna).ticket("tic_01jz5y3m8q4t7v9wxa2b6c8d0e"), "/path/ticket_id"),
    ];
    for (call, pointer) in cases {
        let answer = portal.call(call).await;
        answer.assert_problem(400, "invalid_parameter");
        assert_eq!(answer.text("/errors/0/pointer"), pointer);
    }
    portal.call(Call::to("tickets.get_ticket").by(&anna).ticket("tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E")).await.assert_problem(404, "not_found");
}

#[tokio::test]
async fn bad_idempotency_keys_are_named() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    for bad in ["short", "with a space", &"x".repeat(201)] {
        let call = Call::to("tickets.open_ticket").by(&anna).idempotency_key(Some(bad)).body(&json!({ "subject": "S", "message": "M" }));
        let answer = portal.call(call).await;
        answer.assert_problem(400, "invalid_parameter");
        assert_eq!(answer.text("/errors/0/pointer"), "/header/Idempotency-Key");
    }
    assert_eq!(tickets_of(&portal, &anna).await, 0);
}

#[tokio::test]
async fn a_refused_reply_changes_nothing() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Steady").await;
    let before = read(&portal, &anna, &ticket).await.body;
    portal.call(replying(&anna, &ticket, "  ")).await.assert_problem(422, "invalid_body");
    portal.call(replying(&anna, &ticket, &"x".repeat(10_001))).await.assert_problem(422, "invalid_body");
    let missing = "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E";
    portal.call(replying(&anna, missing, "Hello?")).await.assert_problem(404, "not_found");
    let after = read(&portal, &anna, &ticket).await;
    assert_eq!(after.body, before);
    assert_eq!(texts(&after).len(), 1);
}

/// What is wrong with a request is told to those who may send it.
#[tokio::test]
async fn who_may_not_is_refused_before_the_input_is_read() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let priya = member(&portal.seeder, MemberRole::Owner).await;
    let annas = anna.account.expect("an account");
    let malformed = Call::to("tickets.open_ticket").account(annas).raw_body("{");
    portal.call(malformed.clone()).await.assert_problem(401, "unauthenticated");
    portal.call(malformed.clone().by(&priya).account(annas)).await.assert_problem(404, "not_found");
    portal.call(malformed.by(&anna)).await.assert_problem(400, "malformed_json");

    let queue = Call::to("tickets.list_queue").query("limit", "ten");
    portal.call(queue.clone()).await.assert_problem(401, "unauthenticated");
    portal.call(queue.by(&anna)).await.assert_problem(403, "not_allowed");

    let no_account = Call::to("tickets.list_tickets").path_variable("account_id", "acc_x");
    portal.call(no_account.clone()).await.assert_problem(401, "unauthenticated");
    let answer = portal.call(no_account.by(&Someone { account: None, ..anna })).await;
    answer.assert_problem(400, "invalid_parameter");
    assert_eq!(answer.field_errors(), [("/path/account_id".to_owned(), "invalid_format".to_owned())]);
}
