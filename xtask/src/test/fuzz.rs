//! The step `fuzz`: sends the deployed API what its contract allows, and what it does not.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, anyhow};

use super::changed::{self, Chosen};
use super::plan::Scope;
use crate::cloud;
use crate::deploy::cargo;
use crate::layout::{StateDir, Workspace};
use crate::portal::Portal;
use crate::process::Runner;
use crate::progress;
use crate::stamps::write_whole;
use crate::tools::{self, Installing};

pub fn fuzz(workspace: &Workspace, state: &StateDir, portal: &Portal, scope: &Scope, deep: bool, runner: &Runner) -> Result<()> {
    let folder = state.fuzz()?;
    let people = folder.join("people.json");
    add_people(workspace, state, portal, &people, runner)?;
    let python = {
        let _alone = Installing::alone(workspace)?;
        tools::fuzzer(workspace, runner)?
    };
    let seed = match std::env::var_os("ATRIUM_FUZZ_SEED") {
        Some(given) => given.into_string().map_err(|_| anyhow!("ATRIUM_FUZZ_SEED is a number"))?,
        None => SystemTime::now().duration_since(UNIX_EPOCH)?.subsec_nanos().to_string(),
    };
    let mut fuzz = python.python();
    fuzz.arg(workspace.infra().join("local/fuzz.py"))
        .arg(workspace.root.join("docs/openapi.json"))
        .arg(&portal.stack.api_url)
        .args([&people, &folder])
        .arg(&seed);
    let again = match scope {
        Scope::Domain(domain) => {
            fuzz.args(["--few-callers", "--only", &format!("{domain}.")]);
            domain.clone()
        }
        _ if deep => {
            fuzz.arg("--deep");
            "fuzz --deep".to_owned()
        }
        _ => {
            if let Some(chosen) = changed::choose(workspace, &seed)? {
                progress::line(&format!("  {}", told(&chosen)));
                fuzz.arg("--only").args(chosen.changed).args(chosen.drawn);
            }
            "fuzz".to_owned()
        }
    };
    progress::line(&format!("  To repeat it: ATRIUM_FUZZ_SEED={seed} cargo xtask test {again}"));
    cloud::aws_environment(&mut fuzz, portal.ports);
    runner.summed_up_step("Fuzz the deployed API", &mut fuzz)
}

fn told(Chosen { changed, drawn, others }: &Chosen) -> String {
    format!("{} operations of domains that changed, and {} of the other {others}; all of them with --deep.", changed.len(), drawn.len())
}

/// Those who fuzz, in an account of their own. A standing portal has them already.
fn add_people(workspace: &Workspace, state: &StateDir, portal: &Portal, people: &Path, runner: &Runner) -> Result<()> {
    let title = "Add people who fuzz";
    let (of_whom, identity) = (people.with_extension("of"), portal.stack.data_identity());
    if people.exists() && fs::read_to_string(&of_whom).is_ok_and(|known| known == identity) {
        progress::unchanged(title);
        return Ok(());
    }
    let mut add = cargo(workspace, "run");
    add.args(["--quiet", "--bin", "add_fuzz_people", "--"]).arg(state.stack_json()).arg(people);
    cloud::aws_environment(&mut add, portal.ports);
    runner.step(title, &mut add)?;
    write_whole(&of_whom, identity.as_bytes())
}
