//! The table as text: written, read and compared.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::PathBuf;

use super::callers::{Caller, Section};
use super::places::Place;

pub const HOW_TO_ACCEPT: &str =
    "if it is meant, write it anew with `ATRIUM_ACCEPT=access cargo xtask test the_access_table_says`, and commit it: a reviewer reads it";

const LEGEND: &str = "\
Who may do what. Written and held by tests/all/access_table.rs; not by hand.

A line is an operation and a place: whose account is in the path, and of a thing in it, whose thing it is. `own/own` is
the caller's own thing in their own account; `own/foreign` is the other account's thing under the path of their own.
Who belongs to no account takes one for theirs that they do not belong to.

A column is a kind of caller: staff role; then the role in the account with what it presets (`pre`), or a scope everywhere with
every act (`acts`) or none.

  ok    done; nothing of the accounts' things is shown
  own   done; of the account's two things the caller's own is shown
  col   done; the colleague's is shown
  all   done; both are shown
  oth   done; things of the other account are shown
  its   a problem of the operation's own, such as a wrong code: it asks for no token
  401   unauthenticated     end   session_ended
  403   not_allowed         mfa   mfa_required
  404   not_found
";

/// How wide the places are, and the cells with the space behind them.
const WIDTH_OF_PLACES: usize = 16;
const WIDTH_OF_CELLS: usize = 5;

/// A part of the table: its columns, and its lines by name.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Part {
    pub title: String,
    /// The three words above each column.
    pub columns: Vec<[String; 3]>,
    pub lines: Vec<(String, Vec<String>)>,
}

impl Part {
    pub fn new(section: Section, columns: &[Caller]) -> Self {
        let columns = columns.iter().map(|caller| caller.header().map(str::to_owned)).collect();
        Self { title: section.title.to_owned(), columns, lines: Vec::new() }
    }

    /// The cells of each line.
    pub fn cells(&self) -> HashMap<&str, &[String]> {
        self.lines.iter().map(|(label, cells)| (label.as_str(), cells.as_slice())).collect()
    }
}

/// The name of a line.
pub fn label(operation: &str, place: Place) -> String {
    format!("{operation} {}", place.name()).trim_end().to_owned()
}

/// The table in the repository, part by part.
pub fn committed() -> Vec<Part> {
    parse(&std::fs::read_to_string(path()).unwrap_or_default())
}

fn path() -> PathBuf {
    tests::rendered::root().join("tests/all/access.txt")
}

/// The operation and the place in the name of a line.
fn halves(label: &str) -> (&str, &str) {
    label.split_once(' ').unwrap_or((label, ""))
}

fn write(parts: &[Part]) -> String {
    let labels = parts.iter().flat_map(|part| &part.lines).map(|(label, _)| label.as_str());
    let operations = labels.map(|label| halves(label).0.len()).max().unwrap_or_default();
    let width = operations + 1 + WIDTH_OF_PLACES;
    let mut text = LEGEND.to_owned();
    for part in parts {
        let _ = writeln!(text, "\n## {}\n", part.title);
        for row in 0..3 {
            let words = part.columns.iter().map(|column| format!("{:4}", column[row])).collect::<Vec<_>>().join(" ");
            let _ = writeln!(text, "{}", format!("{:width$} {words}", "").trim_end());
        }
        for (label, cells) in &part.lines {
            let cells = cells.iter().map(|cell| format!("{cell:4}")).collect::<Vec<_>>().join(" ");
            let (operation, place) = halves(label);
            let _ = writeln!(text, "{}", format!("{operation:operations$} {place:WIDTH_OF_PLACES$} {cells}").trim_end());
        }
    }
    text
}

fn parse(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    // The first word above the columns stands where the cells begin.
    let (mut width, mut row) = (0, 0);
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix("## ") {
            parts.push(Part { title: title.to_owned(), ..Part::default() });
            row = 0;
            continue;
        }
        let Some(part) = parts.last_mut() else { continue };
        if row == 0 {
            width = line.len() - line.trim_start().len();
        }
        let (label, cells) = line.split_at_checked(width).unwrap_or((line, ""));
        if row < 3 {
            let words = cells.as_bytes().chunks(WIDTH_OF_CELLS).map(|word| String::from_utf8_lossy(word).trim().to_owned());
            for (column, word) in words.enumerate() {
                part.columns.resize_with(part.columns.len().max(column + 1), Default::default);
                part.columns[column][row] = word;
            }
            row += 1;
        } else {
            let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
            part.lines.push((label, cells.split_whitespace().map(str::to_owned).collect()));
        }
    }
    parts
}

/// Whether the table is written anew.
pub fn is_accepted() -> bool {
    setting("ATRIUM_ACCEPT").is_some_and(|what| what == "access")
}

/// Holds what was found against the table in the repository, or writes it there when it is to be accepted.
pub fn compare(found: &[Part], only: Option<&str>) {
    if is_accepted() {
        assert!(only.is_none(), "the whole table is written, so leave ATRIUM_ACCESS out");
        std::fs::write(path(), write(found)).expect("the table can be written");
        return;
    }
    let committed = committed();
    let differences: Vec<_> =
        found.iter().flat_map(|part| differences(committed.iter().find(|other| other.title == part.title), part, only)).collect();
    assert!(
        differences.is_empty(),
        "{} lines of tests/all/access.txt do not hold:\n{}\n{HOW_TO_ACCEPT}",
        differences.len(),
        differences.join("\n")
    );
}

/// What differs between two states of a part, line by line and within a line cell by cell.
fn differences(before: Option<&Part>, after: &Part, only: Option<&str>) -> Vec<String> {
    let nothing = Part::default();
    let before = before.unwrap_or(&nothing);
    let (had, has) = (before.cells(), after.cells());
    let mut found = Vec::new();
    for (label, cells) in &after.lines {
        match had.get(label.as_str()) {
            Some(earlier) if *earlier == cells.as_slice() => {}
            Some(earlier) if earlier.len() == cells.len() => {
                let changed = after.columns.iter().zip(earlier.iter().zip(cells)).filter(|(_, (was, is))| was != is);
                let changed = changed.map(|(column, (was, is))| format!("    {}: was {was}, is {is}", column.join(" ").trim()));
                found.push(format!("~ {} ({})\n{}", label.trim_end(), after.title, changed.collect::<Vec<_>>().join("\n")));
            }
            _ => found.push(format!("+ {label} {} ({})", cells.join(" "), after.title)),
        }
    }
    let asked_for = |label: &str| only.is_none_or(|start| label.starts_with(start));
    let gone = before.lines.iter().filter(|(label, _)| asked_for(label) && !has.contains_key(label.as_str()));
    found.extend(gone.map(|(label, _)| format!("- {} ({})", label.trim_end(), after.title)));
    found
}

/// A setting of whoever runs the tests.
#[expect(clippy::disallowed_methods, reason = "whoever runs the tests says by a variable what is wanted of the table")]
pub fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[test]
fn a_changed_cell_a_new_line_and_a_missing_one_are_told() {
    let part = |lines: &[(&str, &str)]| Part {
        title: "T".to_owned(),
        columns: vec![["agnt", "-", "-"].map(str::to_owned), ["-", "ownr", "own"].map(str::to_owned)],
        lines: lines.iter().map(|(label, cells)| ((*label).to_owned(), cells.split(' ').map(str::to_owned).collect())).collect(),
    };
    let before = part(&[("a.same", "ok 403"), ("a.changed", "ok 403"), ("a.gone", "ok ok")]);
    let after = part(&[("a.same", "ok 403"), ("a.changed", "ok own"), ("b.new", "ok ok")]);
    let told = ["~ a.changed (T)\n    - ownr own: was 403, is own", "+ b.new ok ok (T)", "- a.gone (T)"];
    assert_eq!(differences(Some(&before), &after, None), told);
    assert_eq!(differences(Some(&before), &part(&[("b.new", "ok ok")]), Some("b.")), told[1..2]);
    assert_eq!(differences(Some(&before), &before, None), [""; 0]);
}

#[test]
fn the_table_reads_as_it_was_written() {
    let committed = committed();
    assert!(!committed.is_empty());
    assert!(parse(&write(&committed)) == committed);
    assert_eq!(committed[0].columns[..2], [["no", "to-", "ken"], ["en-", "ded", ""]]);
}

#[test]
fn a_longer_name_makes_the_table_wider() {
    let lines = ["a.name_that_is_longer_than_all_that_there_are_today own/own", "a.short"];
    let lines = lines.map(|label| (label.to_owned(), vec!["ok".to_owned(), "403".to_owned()])).to_vec();
    let columns = vec![["no", "to-", "ken"].map(str::to_owned), ["-", "-", "-"].map(str::to_owned)];
    let part = Part { title: "T".to_owned(), columns, lines };
    assert_eq!(parse(&write(std::slice::from_ref(&part))), [part]);
}
