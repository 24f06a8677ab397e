//! `cargo xtask code <email>`: the sign-in code that a demo person's phone would show.

use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use totp_rs::{Builder, Secret};

use crate::layout::Workspace;
use crate::progress;
use crate::stack::Stack;

const STEP_SECONDS: u64 = 30;

#[derive(Args)]
pub struct Options {
    /// The e-mail address of a demo person
    email: String,
}

pub fn code(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let state = workspace.local()?;
    if !state.stack_json().exists() {
        bail!("there is no demo company yet.\nStart the portal first: cargo xtask run");
    }
    let stack = Stack::read(&state)?;
    let person = stack.person(&options.email)?;
    let Some(secret) = &person.totp_secret else {
        bail!("{} signs in with a password alone; no code is asked for.", person.name);
    };
    let code = Code::at(secret, SystemTime::now())?;
    progress::line(&format!("{}  (valid for {} s)", code.digits, code.seconds_left));
    Ok(ExitCode::SUCCESS)
}

/// A time-based one-time password (RFC 6238 with SHA-1, 6 digits, 30 seconds: what every app does).
#[derive(Debug, PartialEq)]
pub struct Code {
    pub digits: String,
    pub seconds_left: u64,
}

impl Code {
    pub fn at(base32_secret: &str, now: SystemTime) -> Result<Self> {
        let secret = Secret::try_from_base32(base32_secret).map_err(|_| anyhow!("a totp_secret in stack.json is not base32"))?;
        // Without checks for length: Cognito chose the secret, and we show what it expects.
        let totp = Builder::new().with_secret(secret).with_step_duration(STEP_SECONDS).build_noncompliant();
        let seconds = now.duration_since(UNIX_EPOCH).context("the clock stands before 1970")?.as_secs();
        Ok(Self { digits: totp.generate(seconds).to_string(), seconds_left: STEP_SECONDS - seconds % STEP_SECONDS })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// RFC 6238, appendix B: the secret `12345678901234567890`, the last six of its eight digits.
    #[test]
    fn the_rfc_s_test_vectors() -> Result<()> {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let vectors = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (seconds, digits) in vectors {
            let code = Code::at(secret, UNIX_EPOCH + Duration::from_secs(seconds))?;
            assert_eq!(code.digits, digits, "at {seconds}");
        }
        Ok(())
    }

    #[test]
    fn a_code_is_valid_for_one_to_thirty_seconds() -> Result<()> {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let left = |seconds| Code::at(secret, UNIX_EPOCH + Duration::from_secs(seconds)).map(|code| code.seconds_left);
        assert_eq!(left(59)?, 1);
        assert_eq!(left(60)?, 30);
        Ok(())
    }

    #[test]
    fn a_secret_that_is_none_is_refused() {
        assert!(Code::at("not base32!", SystemTime::now()).is_err());
    }
}
