//! `cargo xtask`: everything a developer runs in this repository, with nothing to install by hand
//! but Rust, Python and Node. It never links the AWS SDK, so that it compiles in seconds.

mod bench;
mod browser;
mod check;
mod cloud;
mod code;
mod deploy;
mod excerpt;
mod fingerprint;
mod layout;
mod lint;
mod openapi;
mod operations;
mod portal;
mod prerequisites;
mod process;
mod progress;
mod rehearsals;
mod release;
mod run;
mod skeleton;
mod stack;
mod stamps;
mod summary;
mod test;
mod tools;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::layout::Workspace;
use crate::process::Interrupted;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Runs, tests and maintains Atrium", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the whole portal on this machine, with a demo company in it, until Ctrl-C
    Run(run::Options),
    /// Run the whole gate, or the part that a filter names
    Test(test::Options),
    /// Check in seconds what needs no portal: format, rules of the repository, rendered files, rows that are missing
    Check,
    /// Write what a new endpoint begins with: its file, its line in the list, its rule, a test and a page
    New(skeleton::Options),
    /// Measure what the functions cost on their release artifacts; fail over budget, or when worse than the baseline
    Bench(bench::Options),
    /// Print the current sign-in code of a demo person
    Code(code::Options),
    /// Render anew what follows from the code: contract, gateway, applications, sample events, reference pages, the web's types
    Openapi,
    /// Ask, before the first deployment, whether the AWS account is ready for it; changes nothing
    #[command(disable_help_flag = true)]
    Preflight(operations::Options),
    /// Build the web app and put it into the bucket of a deployed stack
    #[command(disable_help_flag = true)]
    PublishWeb(operations::Options),
    /// Add the first administrator, or more staff, to a deployed stack
    #[command(disable_help_flag = true)]
    AddAdministrator(operations::Options),
    /// Bring the tickets of release 0.2.0 into the lists of today, once after the upgrade
    #[command(disable_help_flag = true)]
    IndexLines(operations::Options),
    /// Put what no consumer of a deployed stack could take back into the queue that it came from
    #[command(disable_help_flag = true)]
    Redrive(operations::Options),
    /// Rotate the key between CloudFront and the API of a deployed stack, while people use it
    #[command(disable_help_flag = true)]
    RotateOriginKey(operations::Options),
    /// Restore a stack's data into a second, empty stack
    #[command(disable_help_flag = true)]
    Restore(operations::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match execute(arguments.command) {
        Ok(code) => code,
        Err(error) if error.is::<Interrupted>() => {
            progress::line("Stopped.");
            ExitCode::from(130)
        }
        Err(error) => {
            progress::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::find()?;
    process::listen_for_interrupts()?;
    match command {
        Command::Run(options) => run::run(&workspace, &options),
        Command::Test(options) => test::test(&workspace, &options),
        Command::Check => check::check(&workspace),
        Command::New(options) => skeleton::new(&workspace, &options),
        Command::Bench(options) => bench::bench(&workspace, &options),
        Command::Code(options) => code::code(&workspace, &options),
        Command::Openapi => openapi::openapi(&workspace),
        Command::Preflight(options) => operations::preflight(&workspace, &options),
        Command::PublishWeb(options) => operations::publish_web(&workspace, &options),
        Command::AddAdministrator(options) => operations::add_administrator(&workspace, &options),
        Command::IndexLines(options) => operations::index_lines(&workspace, &options),
        Command::Redrive(options) => operations::redrive(&workspace, &options),
        Command::RotateOriginKey(options) => operations::rotate_origin_key(&workspace, &options),
        Command::Restore(options) => operations::restore(&workspace, &options),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_port_that_leaves_no_room_for_the_second_is_refused() {
        assert!(Arguments::try_parse_from(["xtask", "run", "--port", "8500", "--fresh"]).is_ok());
        assert!(Arguments::try_parse_from(["xtask", "run", "--port", "65535"]).is_err());
        assert!(Arguments::try_parse_from(["xtask", "run", "--port", "80"]).is_err());
    }

    #[test]
    fn options_of_the_operators_commands_are_theirs_to_read() {
        for command in ["preflight", "publish-web", "add-administrator", "redrive"] {
            assert!(Arguments::try_parse_from(["xtask", command, "--stack", "atrium", "--help"]).is_ok(), "{command}");
        }
    }

    #[test]
    fn a_filter_and_deep_go_together() {
        let parsed = Arguments::try_parse_from(["xtask", "test", "browser", "--deep"]);
        assert!(matches!(parsed.map(|arguments| arguments.command), Ok(Command::Test(_))));
    }
}
