//! The endpoint's file, its line in the domain's list, its rule, and its tests.

use anyhow::Result;

use super::name::Name;
use super::{Files, with_line_before};

pub fn write(files: &mut Files, name: &Name) -> Result<()> {
    let Name { domain, endpoint } = name;
    let (handler, test) = if name.is_read() { (READ, READ_TEST) } else { (CHANGE, CHANGE_TEST) };
    files.add(format!("functions/{domain}/src/{endpoint}.rs"), name.fill(handler))?;
    files.add(format!("tests/all/{domain}/{endpoint}.rs"), name.fill(test))?;

    files.edit(&format!("functions/{domain}/src/lib.rs"), |list| with_endpoint(list, name))?;
    files.edit("shared/src/access/rules.rs", |rules| with_rule(rules, name))?;

    let (folder, module) = (format!("tests/all/{domain}/mod.rs"), format!("mod {endpoint};"));
    if files.has(&folder) {
        return files.edit(&folder, |text| with_line_before(text, "mod ", &module));
    }
    files.add(folder, format!("//! The endpoints of `{domain}`.\n\n{module}\n"))?;
    files.edit("tests/all/main.rs", |main| with_line_before(main, "mod access_table;", &format!("mod {domain};")))
}

/// The domain's list with one endpoint more: its module, and its line before the first that is no endpoint.
fn with_endpoint(list: &str, name: &Name) -> Option<String> {
    let endpoint = &name.endpoint;
    let list = with_line_before(list, "pub mod ", &format!("pub mod {endpoint};"))?;
    let mut lines: Vec<&str> = list.lines().collect();
    let begin = lines.iter().position(|line| line.starts_with("shared::functions!"))?;
    let is_endpoint = |line: &&str| line.starts_with("    endpoint ") || line.starts_with("    public ");
    let place = lines.iter().skip(begin + 1).position(|line| !is_endpoint(line))? + begin + 1;
    let grants = if name.is_read() { "" } else { " => table: PutItem" };
    let line = format!("    endpoint {endpoint}::{endpoint}{grants};");
    lines.insert(place, &line);
    Some(lines.join("\n") + "\n")
}

/// The rules with a row more, behind the last of this domain.
fn with_rule(rules: &str, name: &Name) -> Option<String> {
    let mut lines: Vec<&str> = rules.lines().collect();
    let own = format!("    rule(\"{}.", name.domain);
    let last =
        lines.iter().rposition(|line| line.starts_with(&own)).or_else(|| lines.iter().rposition(|line| line.starts_with("    rule(\"")))?;
    let row = format!("    rule(\"{}.{}\", OwnThings),", name.domain, name.endpoint);
    lines.insert(last + 1, &row);
    Some(lines.join("\n") + "\n")
}

const READ: &str = r#"//! TITLE: `GET /me/SEGMENT`.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shared::access::{Own, Permit};
use shared::ids::PersonId;
use shared::{App, Result};
use utoipa::ToSchema;

/// What is answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct PASCALAnswer {
    pub person: PersonId,
}

/// TITLE
#[utoipa::path(get, path = "/me/SEGMENT", responses((status = 200, body = PASCALAnswer)))]
pub async fn ENDPOINT(State(_app): State<App>, permit: Permit<Own>) -> Result<Json<PASCALAnswer>> {
    Ok(Json(PASCALAnswer { person: permit.person().id }))
}
"#;

const CHANGE: &str = r#"//! TITLE: `POST /me/SEGMENT`.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use shared::access::{Own, Permit};
use shared::idempotency::{Done, Once, commit_once};
use shared::ids::PersonId;
use shared::store::Transaction;
use shared::{App, Result};
use utoipa::ToSchema;

/// What is answered.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PASCALAnswer {
    pub person: PersonId,
}

/// TITLE
#[utoipa::path(post, path = "/me/SEGMENT", responses((status = 200, body = PASCALAnswer)))]
pub async fn ENDPOINT(State(app): State<App>, permit: Permit<Own>, once: Once) -> Result<Done<Json<PASCALAnswer>>> {
    let answer = PASCALAnswer { person: permit.person().id };
    let outcome = commit_once(&app, &permit, &once, Transaction::new(), answer).await?;
    Ok(Done { answer: Json(outcome.receipt), replayed: outcome.replayed })
}
"#;

const READ_TEST: &str = r#"//! TITLE.

use shared::people::MemberRole;

use crate::support::call::Call;
use crate::support::people::member;
use crate::support::portal::Portal;

#[tokio::test]
async fn ENDPOINT_is_for_who_is_signed_in() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let call = Call::to("DOMAIN.ENDPOINT");
    portal.call(call.clone()).await.assert_problem(401, "unauthenticated");
    let answer = portal.call(call.by(&anna)).await;
    answer.assert_status(200);
    assert_eq!(answer.body["person"], anna.id.to_string());
}
"#;

const CHANGE_TEST: &str = r#"//! TITLE.

use shared::people::MemberRole;

use crate::support::call::Call;
use crate::support::deployed::{Send, token_of};
use crate::support::people::member;
use crate::support::portal::Portal;

#[tokio::test]
async fn ENDPOINT_is_for_who_is_signed_in() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let call = Call::to("DOMAIN.ENDPOINT");
    portal.call(call.clone()).await.assert_problem(401, "unauthenticated");
    let answer = portal.call(call.by(&anna)).await;
    answer.assert_status(200);
    assert_eq!(answer.body["person"], anna.id.to_string());
}

#[tokio::test]
async fn ENDPOINT_sent_twice_happens_once() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let call = Call::to("DOMAIN.ENDPOINT").by(&anna);
    let (first, again) = (portal.call(call.clone()).await, portal.call(call).await);
    assert_eq!((&again.body, again.status), (&first.body, first.status));
    assert_eq!(again.headers["idempotency-replayed"], "true");
}

/// On the deployed stack, so that its role is seen to grant what the answer is kept with.
#[test]
fn ENDPOINT_keeps_its_answer() {
    let send = Send::new("post", "/me/SEGMENT").token(&token_of("owner"));
    send.header("Idempotency-Key", &shared::random::handle()).answer().assert_status(200);
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "//! Tickets.\n\nmod closing;\npub mod get_ticket;\n\nuse shared::App;\n\nshared::functions! { App;\n    endpoint reply::reply => table: PutItem;\n    worker project::project;\n}\n";

    fn list_with(operation: &str) -> String {
        let name = Name::parse(operation).expect("a name");
        with_endpoint(LIST, &name).expect("a list")
    }

    #[test]
    fn an_endpoint_is_a_module_and_a_line_of_the_list() {
        let list = list_with("tickets.close_ticket");
        assert!(list.contains("mod closing;\npub mod close_ticket;\npub mod get_ticket;"), "{list}");
        assert!(list.contains("PutItem;\n    endpoint close_ticket::close_ticket => table: PutItem;\n    worker"), "{list}");
        assert!(list_with("tickets.list_queue").contains("    endpoint list_queue::list_queue;\n"));
    }

    #[test]
    fn a_rule_stands_behind_those_of_its_domain() {
        let name = Name::parse("auth.end_session").expect("a name");
        let rules =
            with_rule("const\n    rule(\"auth.sign_out\", OwnThings),\n    rule(\"tickets.reply\", X),\n];\n", &name).expect("rules");
        assert!(rules.contains("sign_out\", OwnThings),\n    rule(\"auth.end_session\", OwnThings),\n    rule(\"tickets"), "{rules}");
    }
}
