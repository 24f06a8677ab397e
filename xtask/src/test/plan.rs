//! What `cargo xtask test` runs, from what was asked for.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::step::{Step, When};

/// What of the repository is looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum Scope {
    /// All of it, as continuous integration does.
    Gate,
    /// Steps that were named.
    Steps,
    /// One journey in the browser.
    Journey(String),
    /// What belongs to one domain.
    Domain(String),
    /// Rust tests with this in their names.
    Tests(String),
}

impl Scope {
    /// Whether it uses the portal that stands between calls. What looks at all of a portal begins with a fresh one.
    pub fn keeps_its_portal(&self) -> bool {
        matches!(self, Self::Journey(_) | Self::Domain(_) | Self::Tests(_))
    }

    /// Whether each step is to keep to its own budget.
    pub fn has_budgets_of_steps(&self) -> bool {
        matches!(self, Self::Gate | Self::Steps)
    }

    /// How long all of it may take, when only one domain has changed since the last time.
    pub fn budget(&self) -> Option<Duration> {
        match self {
            Self::Gate => Some(Duration::from_secs(30 * 60)),
            Self::Domain(_) => Some(Duration::from_secs(2 * 60)),
            Self::Tests(_) => Some(Duration::from_secs(20)),
            Self::Steps | Self::Journey(_) => None,
        }
    }
}

#[derive(Debug, PartialEq)]
pub struct Plan {
    pub scope: Scope,
    pub steps: Vec<Step>,
}

impl Plan {
    pub fn from(filter: Option<&str>, journey: Option<&str>, deep: bool, domains: &[String]) -> Result<Self> {
        let Some(filter) = filter else {
            let steps = Step::ALL.into_iter().filter(|step| deep || step.when() == When::Always);
            return Ok(Self { scope: Scope::Gate, steps: steps.collect() });
        };
        let wanted = |step: &Step| step.name().contains(&filter.to_lowercase());
        let named: Vec<Step> = Step::ALL.into_iter().filter(wanted).collect();
        if let Some(journey) = journey {
            ensure!(named == [Step::Browser], "only the step `browser` has parts: cargo xtask test browser {journey}");
            return Ok(Self { scope: Scope::Journey(journey.to_owned()), steps: vec![Step::Portal, Step::Browser] });
        }
        if domains.iter().any(|domain| domain == filter) {
            let steps = vec![Step::Portal, Step::Unit, Step::Deployed, Step::Fuzz, Step::Browser];
            return Ok(Self { scope: Scope::Domain(filter.to_owned()), steps });
        }
        if named.is_empty() {
            // Which of them are needed is known when the tests are listed.
            return Ok(Self { scope: Scope::Tests(filter.to_owned()), steps: Vec::new() });
        }
        let brought: Vec<&Step> = named.iter().flat_map(|step| step.brings()).collect();
        let steps = Step::ALL.into_iter().filter(|step| named.contains(step) || brought.contains(&step));
        Ok(Self { scope: Scope::Steps, steps: steps.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(filter: &str, journey: Option<&str>) -> Result<Plan> {
        Plan::from(Some(filter), journey, false, &["auth".to_owned(), "tickets".to_owned()])
    }

    fn steps(filter: &str) -> Vec<Step> {
        plan(filter, None).expect("a plan").steps
    }

    #[test]
    fn without_a_filter_everything_runs_in_order() -> Result<()> {
        assert_eq!(Plan::from(None, None, true, &[])?.steps, Step::ALL);
        let gate = Plan::from(None, None, false, &[])?;
        assert!(gate.steps.iter().all(|step| step.when() == When::Always) && gate.steps.len() < Step::ALL.len(), "{gate:?}");
        assert!(!gate.scope.keeps_its_portal());
        Ok(())
    }

    #[test]
    fn a_filter_selects_steps_by_part_of_their_name() {
        assert_eq!(steps("web"), [Step::WebLint, Step::WebCheck, Step::WebUnit]);
        assert_eq!(steps("lint"), [Step::Lint, Step::WebLint]);
        assert_eq!(steps("Format"), [Step::Format]);
    }

    #[test]
    fn what_needs_the_portal_brings_it_along() {
        assert_eq!(steps("browser"), [Step::Portal, Step::Browser]);
        assert_eq!(steps("deployed"), [Step::Portal, Step::Deployed]);
        assert_eq!(steps("fuzz"), [Step::Portal, Step::Fuzz]);
        assert_eq!(steps("permissions"), [Step::Portal, Step::Deployed, Step::Browser, Step::Permissions]);
    }

    #[test]
    fn what_takes_long_runs_when_it_is_named() {
        assert_eq!(steps("lighthouse"), [Step::Portal, Step::Lighthouse]);
        assert_eq!(steps("release"), [Step::Portal, Step::Release]);
        assert_eq!(steps("bench"), [Step::Bench]);
    }

    #[test]
    fn a_domain_is_tested_by_itself_on_the_standing_portal() -> Result<()> {
        let plan = plan("tickets", None)?;
        assert_eq!(plan.scope, Scope::Domain("tickets".to_owned()));
        assert_eq!(plan.steps.first(), Some(&Step::Portal));
        assert!(plan.scope.keeps_its_portal() && !plan.scope.has_budgets_of_steps());
        Ok(())
    }

    #[test]
    fn one_journey_is_a_part_of_the_browser_s_step() -> Result<()> {
        let walked = plan("browser", Some("tickets"))?;
        assert_eq!(walked, Plan { scope: Scope::Journey("tickets".to_owned()), steps: vec![Step::Portal, Step::Browser] });
        for filter in ["fuzz", "lint", "replayed_challenge", "tickets"] {
            let refused = plan(filter, Some("tickets")).expect_err("it has no parts").to_string();
            assert!(refused.contains("cargo xtask test browser tickets"), "{refused}");
        }
        Ok(())
    }

    #[test]
    fn any_other_filter_is_the_name_of_a_test() -> Result<()> {
        let plan = plan("replayed_challenge", None)?;
        assert_eq!(plan.scope, Scope::Tests("replayed_challenge".to_owned()));
        assert!(plan.scope.keeps_its_portal());
        Ok(())
    }
}
