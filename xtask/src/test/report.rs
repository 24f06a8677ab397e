//! What became of the steps, each with its time beside its budget.

use std::time::Duration;

use super::step::{Step, in_minutes};
use crate::progress::{self, spoken};
use crate::summary::table;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    Passed,
    Failed,
    Skipped,
}

/// What became of one step.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    pub step: Step,
    pub outcome: Outcome,
    pub took: Duration,
    pub budget: Option<Duration>,
}

impl Done {
    /// Said at the end of the step.
    pub fn line(&self) -> String {
        let [name, outcome, took, budget, over] = self.row();
        format!("  {name} {outcome}: {took} {budget} {over}").trim_end().to_owned()
    }

    fn row(&self) -> [String; 5] {
        let outcome = match self.outcome {
            Outcome::Passed => "passed",
            Outcome::Failed => "FAILED",
            Outcome::Skipped => "skipped",
        };
        row(self.step.name(), outcome, self.took, self.budget)
    }
}

pub fn all_passed(done: &[Done]) -> bool {
    done.iter().all(|done| done.outcome == Outcome::Passed)
}

/// A table of all steps, and what they took together beside what they may.
pub fn report(done: &[Done], took: Duration, budget: Option<Duration>) {
    progress::line(&format!("\n  {}", rows(done, took, budget).join("\n  ")));
}

fn rows(done: &[Done], took: Duration, budget: Option<Duration>) -> Vec<String> {
    let mut rows: Vec<[String; 5]> = done.iter().map(Done::row).collect();
    let verdict = if all_passed(done) { "passed" } else { "FAILED" };
    rows.push(row("all", verdict, took, budget));
    table(&rows)
}

fn row(name: &str, outcome: &str, took: Duration, budget: Option<Duration>) -> [String; 5] {
    let shown = budget.map(|budget| format!("of {}", in_minutes(budget))).unwrap_or_default();
    let over = if budget.is_some_and(|budget| took > budget) { "OVER" } else { "" };
    [name.to_owned(), outcome.to_owned(), spoken(took), shown, over.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(step: Step, outcome: Outcome, seconds: u64) -> Done {
        Done { step, outcome, took: Duration::from_secs(seconds), budget: Some(step.budget()) }
    }

    #[test]
    fn one_failure_fails_the_gate() {
        let passed = done(Step::Format, Outcome::Passed, 1);
        assert!(!all_passed(&[passed, done(Step::Lint, Outcome::Failed, 1)]));
        assert!(!all_passed(&[passed, done(Step::Browser, Outcome::Skipped, 0)]));
        assert!(all_passed(&[passed]));
    }

    #[test]
    fn a_step_over_its_budget_says_so_and_passes() {
        let slow = [done(Step::Format, Outcome::Passed, 11)];
        assert_eq!(slow[0].line(), "  format passed: 11.0 s of 10 s OVER");
        assert_eq!(done(Step::Format, Outcome::Passed, 10).line(), "  format passed: 10.0 s of 10 s");
        assert!(all_passed(&slow));
    }

    #[test]
    fn the_whole_stands_beside_the_budget_of_the_gate() {
        let all = [done(Step::Format, Outcome::Passed, 1), done(Step::Unit, Outcome::Failed, 301)];
        let table = rows(&all, Duration::from_secs(1801), Some(Duration::from_secs(1800)));
        assert!(table[1].contains("unit     FAILED   5 min 01 s    of 5 min    OVER"), "{table:#?}");
        assert!(table[2].contains("all      FAILED   30 min 01 s   of 30 min   OVER"), "{table:#?}");
        assert!(!rows(&all, Duration::from_secs(1801), None)[2].contains("of"), "a part of it has no budget of its own");
    }
}
