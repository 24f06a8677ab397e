//! `cargo xtask new tickets.close_ticket`: writes what a new endpoint begins with, in the places that
//! docs/ADDING-AN-ENDPOINT.md names. It compiles as it is, answers who is signed in, and has a passing test.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::layout::Workspace;
use crate::progress;

#[derive(Args)]
pub struct Options {
    /// `<domain>.<endpoint>`, for example tickets.close_ticket
    operation: String,
}

pub fn new(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let name = Name::parse(&options.operation)?;
    let domains = workspace.domains()?;
    ensure!(domains.contains(&name.domain), "there is no domain {:?}; there are {}", name.domain, domains.join(", "));
    let root = &workspace.root;
    let Name { domain, endpoint } = &name;
    let handler = format!("functions/{domain}/src/{endpoint}.rs");
    let page = format!("web/src/domains/{domain}/pages/{}.tsx", name.camel());
    let test = format!("tests/all/{domain}/{endpoint}.rs");
    let (list, rules) = (format!("functions/{domain}/src/lib.rs"), "shared/src/access/rules.rs");
    for path in [&handler, &page, &test] {
        ensure!(!root.join(path).exists(), "{path} is there already");
    }
    // Everything is worked out before anything is written.
    let lines = [
        (list.as_str(), with_endpoint(&read(root, &list)?, endpoint).context("the domain's list has an unknown form")?),
        (rules, with_rule(&read(root, rules)?, &name).context("the rules have an unknown form")?),
    ];
    write(root, &handler, &name.fill(HANDLER))?;
    write(root, &page, &name.fill(PAGE))?;
    for (path, content) in lines {
        write(root, path, &content)?;
    }
    write_test(root, &name, &test)?;
    progress::line("Next: `cargo xtask openapi`, then make each of these what it is to be (docs/ADDING-AN-ENDPOINT.md).");
    Ok(ExitCode::SUCCESS)
}

/// An operation in its parts.
struct Name {
    domain: String,
    endpoint: String,
}

impl Name {
    fn parse(operation: &str) -> Result<Self> {
        let is_word =
            |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        match operation.split_once('.') {
            Some((domain, endpoint)) if is_word(domain) && is_word(endpoint) => {
                Ok(Self { domain: domain.to_owned(), endpoint: endpoint.to_owned() })
            }
            _ => bail!("an operation is <domain>.<endpoint> in snake case, for example tickets.close_ticket"),
        }
    }

    fn camel(&self) -> String {
        let words = self.endpoint.split('_').filter_map(|word| word.split_at_checked(1));
        words.map(|(first, rest)| format!("{}{rest}", first.to_uppercase())).collect()
    }

    fn fill(&self, template: &str) -> String {
        let sentence = self.endpoint.replace('_', " ");
        let (first, rest) = sentence.split_at(1);
        let title = format!("{}{rest}", first.to_uppercase());
        [("ENDPOINT", self.endpoint.as_str()), ("DOMAIN", &self.domain), ("CAMEL", &self.camel()), ("TITLE", &title)]
            .into_iter()
            .fold(template.to_owned(), |text, (name, value)| text.replace(name, value))
            .replace("HYPHENS", &self.endpoint.replace('_', "-"))
    }
}

const HANDLER: &str = r#"//! TITLE: `POST /me/HYPHENS`.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shared::access::{Own, Permit};
use shared::ids::PersonId;
use shared::{App, Result};
use utoipa::ToSchema;

/// What is answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct CAMELAnswer {
    pub person: PersonId,
}

/// TITLE
#[utoipa::path(post, path = "/me/HYPHENS", responses((status = 200, body = CAMELAnswer)))]
pub async fn ENDPOINT(State(_): State<App>, permit: Permit<Own>) -> Result<Json<CAMELAnswer>> {
    Ok(Json(CAMELAnswer { person: permit.person().id }))
}
"#;

const PAGE: &str = "/** TITLE. */

import { Page } from '../../../ui/Page';

export function CAMEL() {
  return <Page title=\"TITLE\">{null}</Page>;
}
";

const TEST: &str = r#"//! TITLE.

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

/// The domain's list with one endpoint more: its module, and its line before the first that is no endpoint.
fn with_endpoint(list: &str, endpoint: &str) -> Option<String> {
    let module = format!("pub mod {endpoint};");
    let mut lines: Vec<&str> = list.lines().collect();
    let first = lines.iter().position(|line| line.starts_with("pub mod "))?;
    let place = lines.iter().skip(first).position(|line| !line.starts_with("pub mod ") || *line > module.as_str())? + first;
    lines.insert(place, &module);
    let begin = lines.iter().position(|line| line.starts_with("shared::functions!"))?;
    let is_endpoint = |line: &&str| line.starts_with("    endpoint ") || line.starts_with("    public ");
    let place = lines.iter().skip(begin + 1).position(|line| !is_endpoint(line))? + begin + 1;
    let line = format!("    endpoint {endpoint}::{endpoint};");
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

/// The test, in the folder of its domain.
fn write_test(root: &Path, name: &Name, test: &str) -> Result<()> {
    let folder = format!("tests/all/{}/mod.rs", name.domain);
    let module = format!("mod {};\n", name.endpoint);
    if root.join(&folder).exists() {
        let (head, rest) = { read(root, &folder)? }
            .split_once("\nmod ")
            .map(|(head, rest)| (head.to_owned(), rest.to_owned()))
            .context("a folder of tests lists its files")?;
        write(root, &folder, &format!("{head}\n{module}mod {rest}"))?;
    } else {
        write(root, &folder, &format!("//! Tests of the domain {}.\n\n{module}", name.domain))?;
        let main = "tests/all/main.rs";
        write(
            root,
            main,
            &read(root, main)?.replacen("mod authorization_matrix;", &format!("mod authorization_matrix;\nmod {};", name.domain), 1),
        )?;
    }
    write(root, test, &name.fill(TEST))
}

fn read(root: &Path, path: &str) -> Result<String> {
    fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))
}

fn write(root: &Path, path: &str, content: &str) -> Result<()> {
    let place = root.join(path);
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    progress::line(&format!("  {path}"));
    fs::write(place, content).with_context(|| format!("cannot write {path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "//! Tickets.\n\npub mod get_ticket;\npub mod reply;\n\nuse shared::App;\n\nshared::functions! { App;\n    endpoint reply::reply => table: PutItem;\n    worker project::project;\n}\n";

    #[test]
    fn an_endpoint_is_a_module_and_a_line_of_the_list() {
        let list = with_endpoint(LIST, "close_ticket").expect("a list");
        assert!(list.contains("pub mod close_ticket;\npub mod get_ticket;"), "{list}");
        assert!(list.contains("PutItem;\n    endpoint close_ticket::close_ticket;\n    worker"), "{list}");
    }

    #[test]
    fn a_rule_stands_behind_those_of_its_domain() {
        let name = Name::parse("auth.end_session").expect("a name");
        let rules =
            with_rule("const\n    rule(\"auth.sign_out\", OwnThings),\n    rule(\"tickets.reply\", X),\n];\n", &name).expect("rules");
        assert!(rules.contains("sign_out\", OwnThings),\n    rule(\"auth.end_session\", OwnThings),\n    rule(\"tickets"), "{rules}");
    }

    #[test]
    fn a_name_is_a_domain_and_an_endpoint() {
        for bad in ["tickets", "tickets.", "Tickets.close", "tickets.close-ticket", "tickets.1"] {
            assert!(Name::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Name::parse("tickets.close_ticket").map(|name| name.camel()).ok().as_deref(), Some("CloseTicket"));
    }
}
