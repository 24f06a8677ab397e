//! What `cargo xtask run` says once the portal serves.

use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::code::Code;
use crate::progress::{bold, spoken};
use crate::stack::{Person, Stack};

const HEADINGS: [&str; 5] = ["Name", "Role", "E-mail", "Password", "Code"];

pub fn summary(stack: &Stack, now: SystemTime, took: Duration, cloud_log: &str) -> Result<String> {
    let mut rows = vec![HEADINGS.map(str::to_owned)];
    for person in &stack.demo {
        rows.push(row(person, now)?);
    }
    let people = table(&rows).join("\n  ");
    let anybody = stack.demo.first().map_or("<e-mail>", |person| person.email.as_str());
    Ok(format!(
        "\n{ready} ({took})\n\n  {url}\n\n  {people}\n\n  \
         A current code   cargo xtask code {anybody}\n  \
         The API          {api}\n  \
         Log              {cloud_log}\n  \
         Stop             Ctrl-C\n",
        ready = bold("Atrium is ready"),
        took = spoken(took),
        url = bold(&stack.web_url),
        api = stack.api_url,
    ))
}

fn row(person: &Person, now: SystemTime) -> Result<[String; 5]> {
    let code = match &person.totp_secret {
        Some(secret) => {
            let code = Code::at(secret, now)?;
            format!("{} ({} s left)", code.digits, code.seconds_left)
        }
        None => "none asked for".to_owned(),
    };
    Ok([person.name.clone(), person.role.clone(), person.email.clone(), person.password.clone(), code])
}

/// Columns as wide as their widest cell.
pub fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..COLUMNS).map(width).collect();
    let line = |row: &[String; COLUMNS]| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}", width = *width)).collect();
        cells.join("   ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;
    use crate::stack::tests::example;

    #[test]
    fn a_newcomer_finds_everything_to_sign_in() -> Result<()> {
        let now = UNIX_EPOCH + Duration::from_secs(59);
        let shown = summary(&example(), now, Duration::from_secs(21), "target/local/cloud.log")?;
        for expected in [
            "Atrium is ready (21.0 s)",
            "  http://localhost:8400\n",
            "Anna Brückner    owner   anna@brueckner.example   correct horse   287082 (1 s left)",
            "Mats Lindqvist   agent   mats@lindholm.example    battery         none asked for",
            "cargo xtask code anna@brueckner.example",
        ] {
            assert!(shown.contains(expected), "{expected:?} is not in\n{shown}");
        }
        Ok(())
    }

    #[test]
    fn a_table_without_rows_is_empty() {
        assert!(table::<2>(&[]).is_empty());
    }
}
