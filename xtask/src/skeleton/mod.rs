//! `cargo xtask new tickets.close_ticket`: writes what a new endpoint begins with, in the places that
//! docs/ADDING-AN-ENDPOINT.md names. It compiles as it is, answers who is signed in, and has passing tests.
//!
//! An endpoint whose name begins with `get_` or `list_` reads; any other one changes something, once.

mod name;
mod page;
mod rust;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::deploy::cargo;
use crate::layout::Workspace;
use crate::process::Runner;
use crate::progress;
use crate::tools::{self, Installing};
use name::Name;

#[derive(Args)]
pub struct Options {
    /// `<domain>.<endpoint>`, for example tickets.close_ticket
    operation: String,

    /// Write no page: people do not use this endpoint by itself, or on a page that is there
    #[arg(long)]
    no_page: bool,
}

pub fn new(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let name = Name::parse(&options.operation)?;
    let domains = workspace.domains()?;
    ensure!(domains.contains(&name.domain), "there is no domain {:?}; there are {}", name.domain, domains.join(", "));
    let has_page = !options.no_page && page::has_pages(workspace, &name.domain);
    // Everything is worked out before anything is written.
    let mut files = Files::of(workspace);
    rust::write(&mut files, &name)?;
    if has_page {
        page::write(&mut files, &name)?;
    }
    for path in files.changed.keys() {
        progress::line(&format!("  {path}"));
    }
    files.save()?;
    format(workspace, has_page)?;
    for step in next(&name, has_page) {
        progress::line(&format!("Next: {step}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// Lines stand where they were easy to put, and may be too long.
fn format(workspace: &Workspace, has_page: bool) -> Result<()> {
    let runner = Runner::new(workspace.root.join("target/new"))?;
    runner.step("cargo fmt", cargo(workspace, "fmt").arg("--all"))?;
    if has_page {
        let _alone = Installing::alone(workspace)?;
        tools::web_packages(workspace, &runner)?;
        let mut command = Command::new("npm");
        runner.step("npm run format", command.args(["run", "format"]).current_dir(workspace.web()))?;
    }
    Ok(())
}

/// What is left to do by hand, in this order.
fn next(name: &Name, has_page: bool) -> Vec<String> {
    let Name { domain, endpoint } = name;
    let mut steps = vec![
        format!("make it what it is to be: its file, its line in functions/{domain}/src/lib.rs, its rule, its tests"),
        "`cargo xtask openapi` renders what follows from it".to_owned(),
        "`ATRIUM_ACCEPT=access cargo xtask test the_access_table_says` writes its lines into tests/all/access.txt: read them".to_owned(),
        format!("`cargo xtask check`, then `cargo xtask test {endpoint}`"),
    ];
    if has_page {
        steps.push(format!(
            "its page, with its address in paths.ts, its rights in routes.tsx, its texts in both languages, and a step in web/e2e/{domain}.mjs"
        ));
    }
    steps.push("a line in CHANGELOG.md, and `cargo xtask test`; docs/ADDING-AN-ENDPOINT.md has the details".to_owned());
    steps
}

/// Files of the checkout as they are to be.
struct Files {
    root: PathBuf,
    changed: BTreeMap<String, String>,
}

impl Files {
    fn of(workspace: &Workspace) -> Self {
        Self { root: workspace.root.clone(), changed: BTreeMap::new() }
    }

    fn has(&self, path: &str) -> bool {
        self.changed.contains_key(path) || self.root.join(path).exists()
    }

    fn add(&mut self, path: String, content: String) -> Result<()> {
        ensure!(!self.has(&path), "{path} is there already");
        self.changed.insert(path, content);
        Ok(())
    }

    /// `None` from `edit` means that the file does not look as it should.
    fn edit(&mut self, path: &str, edit: impl FnOnce(&str) -> Option<String>) -> Result<()> {
        let current = match self.changed.get(path) {
            Some(changed) => changed.clone(),
            None => fs::read_to_string(self.root.join(path)).with_context(|| format!("cannot read {path}"))?,
        };
        let edited = edit(&current).with_context(|| format!("{path} has an unknown form: write there by hand what it needs"))?;
        self.changed.insert(path.to_owned(), edited);
        Ok(())
    }

    fn save(&self) -> Result<()> {
        for (path, content) in &self.changed {
            let place = self.root.join(path);
            if let Some(folder) = place.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(place, content).with_context(|| format!("cannot write {path}"))?;
        }
        Ok(())
    }
}

/// A text with a line more, before the first that begins so.
fn with_line_before(text: &str, beginning: &str, line: &str) -> Option<String> {
    let at = if text.starts_with(beginning) { 0 } else { text.find(&format!("\n{beginning}"))? + 1 };
    let (before, after) = text.split_at(at);
    Some(format!("{before}{line}\n{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written for an operation into the checkout as it is.
    fn written(operation: &str) -> Result<BTreeMap<String, String>> {
        let workspace = Workspace::find()?;
        let mut files = Files::of(&workspace);
        let name = Name::parse(operation)?;
        rust::write(&mut files, &name)?;
        if page::has_pages(&workspace, &name.domain) {
            page::write(&mut files, &name)?;
        }
        Ok(files.changed)
    }

    #[test]
    fn every_place_is_found_in_the_domains_as_they_are() -> Result<()> {
        for domain in ["accounts", "auth", "home", "tickets"] {
            let files = written(&format!("{domain}.send_postcard"))?;
            let said = |path: &str, what: &str| assert!(files.get(path).is_some_and(|text| text.contains(what)), "{path}: {what}");
            said(&format!("functions/{domain}/src/send_postcard.rs"), "pub async fn send_postcard(");
            said(&format!("functions/{domain}/src/lib.rs"), "    endpoint send_postcard::send_postcard");
            said("shared/src/access/rules.rs", &format!("    rule(\"{domain}.send_postcard\", OwnThings),"));
            said(&format!("tests/all/{domain}/mod.rs"), "mod send_postcard;");
            said(&format!("tests/all/{domain}/send_postcard.rs"), &format!("\"{domain}.send_postcard\""));
            said(&format!("web/src/domains/{domain}/pages/SendPostcard.tsx"), "export function SendPostcard()");
            said(&format!("web/src/domains/{domain}/paths.ts"), "sendPostcard: '/send-postcard',");
            said(&format!("web/src/domains/{domain}/paths.ts"), "sendPostcard: () => ");
            said(&format!("web/src/domains/{domain}/routes.tsx"), "component={SendPostcard}");
        }
        Ok(())
    }

    #[test]
    fn what_is_there_already_is_left_alone() -> Result<()> {
        let refusal = |operation: &str| written(operation).err().map(|error| error.to_string());
        assert_eq!(refusal("tickets.reply").as_deref(), Some("functions/tickets/src/reply.rs is there already"));
        assert_eq!(refusal("tickets.send_postcard"), None);
        Ok(())
    }
}
