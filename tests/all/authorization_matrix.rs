//! Who may call what on the deployed stack, through its distribution: of every operation a call that is allowed, one
//! from outside, one without a token and one with a forged token.
//!
//! Who may do what in all other cases is asked in process (`access_table`); here it is held that what stands before the
//! endpoints, from the distribution to the roles, lets the same calls through and no others.

mod next_request;
mod people;
mod way_in;
mod world;

use shared::access::{Access, By, RULES};
use tests::contract::Operation;
use tests::domains::operations;

use crate::support::answer::Answer;
use world::{Who, World, world};

/// Who is let in, and the refusal of who is not; nobody is refused their own things.
type Expected = (Who, Option<(Who, u16, &'static str)>);

/// What the rules say.
fn expected(operation: &Operation) -> Expected {
    let rule = RULES.iter().find(|rule| rule.action.as_str() == operation.name);
    match rule.unwrap_or_else(|| panic!("{} needs a token and has no rule", operation.name)).access {
        Access::OwnThings => (Who::Owner, None),
        Access::Portal(_) => (Who::Admin, Some((Who::Owner, 403, "not_allowed"))),
        Access::Account(_, By::Staff(_)) | Access::Thing(_, By::Staff(_)) => (Who::Admin, Some((Who::OtherOwner, 404, "not_found"))),
        Access::AllModules | Access::Account(..) | Access::Thing(..) => (Who::Owner, Some((Who::OtherOwner, 404, "not_found"))),
    }
}

/// What the world's ticket, an open question, and its policy of any version do not fit: who may is told so, and who may not is refused before.
const DO_NOT_FIT: [&str; 3] = ["tickets.put_policy", "tickets.rate_ticket", "tickets.resolve_complaint"];

#[test]
fn who_may_is_let_in_and_who_may_not_is_refused() {
    let world = world();
    let mut wrong = Vec::new();
    for operation in operations().iter().filter(|operation| operation.needs_token()) {
        let (allowed, outsider) = expected(operation);
        let answer = world.call(operation, allowed);
        let hidden = world.words_hidden_from(allowed);
        // A made-up proof is refused to whoever may give one, and what opens security asks a session without a fresh factor for one.
        let of_its_own = ["code_refused", "challenge_refused", "invalid_credentials", "step_up_required", "link_refused", "last_owner"];
        let does_not_fit = answer.body["code"] == "conflict" && DO_NOT_FIT.contains(&operation.name.as_str());
        let is_let_in = answer.status.is_success() || does_not_fit || of_its_own.iter().any(|code| answer.body["code"] == *code);
        if !is_let_in || hidden.iter().any(|word| answer.body.to_string().contains(word)) {
            wrong.push(format!("{} by {allowed:?}: {answer:?}", operation.name));
        }
        let without_token = [Who::Anonymous, Who::Forged].map(|who| (who, 401, "unauthenticated"));
        for (who, status, code) in without_token.into_iter().chain(outsider) {
            let answer = world.call(operation, who);
            if !is_refusal(world, &answer, status, code) {
                wrong.push(format!("{} by {who:?}, expected {status} {code}: {answer:?}", operation.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} calls went wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_asks_for_no_token_looks_at_none() {
    let world = world();
    for operation in operations().iter().filter(|operation| !operation.needs_token()) {
        let [without, forged] = [Who::Anonymous, Who::Forged].map(|who| world.call(operation, who));
        assert_eq!((forged.status, &forged.body["code"]), (without.status, &without.body["code"]), "{}: {forged:?}", operation.name);
        let refused = ["unauthenticated", "session_ended", "not_allowed", "mfa_required", "not_found"];
        assert!(!refused.iter().any(|code| without.body["code"] == *code), "{}: {without:?}", operation.name);
        assert!(without.status.as_u16() < 500, "{}: {without:?}", operation.name);
    }
}

/// Whether it is this problem, with nothing in it of what the caller may not read.
fn is_refusal(world: &World, answer: &Answer, status: u16, code: &str) -> bool {
    let content_type = answer.headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let body = answer.body.to_string();
    answer.status.as_u16() == status
        && content_type == Some("application/problem+json")
        && answer.body["code"] == code
        && answer.body["status"] == status
        && !world.all_words().iter().any(|word| body.contains(word))
}
