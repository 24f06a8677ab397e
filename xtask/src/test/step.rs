//! The steps of the gate: what they are called, how long they may take, and which needs which.

use std::time::Duration;

/// In the order they run: the quickest to fail first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Format,
    Lint,
    WebLint,
    WebCheck,
    WebUnit,
    Operations,
    Unit,
    Template,
    Portal,
    Deployed,
    Browser,
    Lighthouse,
    Permissions,
    Calls,
    Clients,
    Fuzz,
    Rehearsals,
    Release,
    Bench,
}

/// When a step runs without being asked for by its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When {
    Always,
    /// With `--deep` only.
    Deep,
}

impl Step {
    pub const ALL: [Self; 19] = [
        Self::Format,
        Self::Lint,
        Self::WebLint,
        Self::WebCheck,
        Self::WebUnit,
        Self::Operations,
        Self::Unit,
        Self::Template,
        Self::Portal,
        Self::Deployed,
        Self::Browser,
        Self::Lighthouse,
        Self::Permissions,
        Self::Calls,
        Self::Clients,
        Self::Fuzz,
        Self::Rehearsals,
        Self::Release,
        Self::Bench,
    ];

    /// Name, budget in seconds, and when it runs. The budgets are those of a clean clone on 2 cores with 120 endpoints;
    /// CONTRIBUTING.md shows them.
    const fn about(self) -> (&'static str, u64, When) {
        match self {
            Self::Format => ("format", 10, When::Always),
            Self::Lint => ("lint", 4 * 60, When::Always),
            Self::WebLint => ("web lint", 45, When::Always),
            Self::WebCheck => ("web check", 30, When::Always),
            Self::WebUnit => ("web unit", 45, When::Always),
            Self::Operations => ("operations", 60, When::Always),
            Self::Unit => ("unit", 5 * 60, When::Always),
            Self::Template => ("template", 60, When::Always),
            Self::Portal => ("portal", 2 * 60 + 30, When::Always),
            Self::Deployed => ("deployed", 5 * 60, When::Always),
            Self::Browser => ("browser", 4 * 60, When::Always),
            Self::Lighthouse => ("lighthouse", 4 * 60, When::Deep),
            Self::Permissions => ("permissions", 20, When::Always),
            Self::Calls => ("calls", 60, When::Always),
            Self::Clients => ("clients", 60, When::Always),
            Self::Fuzz => ("fuzz", 3 * 60, When::Always),
            Self::Rehearsals => ("rehearsals", 12 * 60, When::Deep),
            Self::Release => ("release", 25 * 60, When::Deep),
            Self::Bench => ("bench", 20 * 60, When::Deep),
        }
    }

    pub fn name(self) -> &'static str {
        self.about().0
    }

    pub fn budget(self) -> Duration {
        Duration::from_secs(self.about().1)
    }

    pub fn when(self) -> When {
        self.about().2
    }

    pub fn needs_portal(self) -> bool {
        self.brings().contains(&Self::Portal)
    }

    /// The steps without which this one has nothing to look at.
    pub fn brings(self) -> &'static [Self] {
        match self {
            Self::Deployed | Self::Browser | Self::Lighthouse | Self::Clients | Self::Fuzz | Self::Rehearsals | Self::Release => {
                &[Self::Portal]
            }
            Self::Permissions => &[Self::Portal, Self::Deployed, Self::Browser],
            _ => &[],
        }
    }
}

/// A budget as it is written down: `10 s`, `4 min`, `2 min 30 s`.
pub fn in_minutes(budget: Duration) -> String {
    match (budget.as_secs() / 60, budget.as_secs() % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use anyhow::Result;

    use super::super::plan::Scope;
    use super::*;
    use crate::layout::Workspace;

    #[test]
    fn the_gate_fits_into_its_budget() {
        let always = Step::ALL.into_iter().filter(|step| step.when() == When::Always);
        let together: Duration = always.map(Step::budget).sum();
        assert!(Scope::Gate.budget().is_some_and(|gate| together <= gate), "{}", in_minutes(together));
    }

    #[test]
    fn the_guide_for_contributors_has_every_step_with_its_budget() -> Result<()> {
        let guide = fs::read_to_string(Workspace::find()?.root.join("CONTRIBUTING.md"))?;
        let rows: Vec<String> = guide.lines().filter(|line| line.starts_with("| `")).map(str::to_owned).collect();
        for step in Step::ALL {
            let row = format!("| `{}` | {} | ", step.name(), in_minutes(step.budget()));
            assert!(rows.iter().any(|line| line.starts_with(&row)), "CONTRIBUTING.md has no row {row:?}");
        }
        Ok(())
    }
}
