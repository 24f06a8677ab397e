//! What `cargo xtask test` runs, from what was asked for.

use anyhow::{Result, ensure};

use super::step::{Step, When};

/// What runs, and which Rust tests and which journey of it.
#[derive(Debug, PartialEq)]
pub struct Plan {
    pub steps: Vec<Step>,
    /// Part of a Rust test's name.
    pub test_filter: Option<String>,
    /// The one journey of the step `browser`.
    pub journey: Option<String>,
}

impl Plan {
    pub fn from(filter: Option<&str>, journey: Option<&str>, deep: bool) -> Result<Self> {
        let Some(filter) = filter else {
            let steps = Step::ALL.into_iter().filter(|step| deep || step.when() == When::Always);
            return Ok(Self { steps: steps.collect(), test_filter: None, journey: None });
        };
        let wanted = |step: &Step| step.name().contains(&filter.to_lowercase());
        let named: Vec<Step> = Step::ALL.into_iter().filter(wanted).collect();
        ensure!(
            journey.is_none() || named == [Step::Browser],
            "only the step `browser` has parts: cargo xtask test browser {}",
            journey.unwrap_or_default()
        );
        if named.is_empty() {
            let steps = vec![Step::Unit, Step::Portal, Step::Deployed, Step::Rehearsals];
            return Ok(Self { steps, test_filter: Some(filter.to_owned()), journey: None });
        }
        let brought: Vec<&Step> = named.iter().flat_map(|step| step.brings()).collect();
        let steps = Step::ALL.into_iter().filter(|step| named.contains(step) || brought.contains(&step));
        Ok(Self { steps: steps.collect(), test_filter: None, journey: journey.map(str::to_owned) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(filter: &str) -> Vec<Step> {
        Plan::from(Some(filter), None, false).expect("a plan").steps
    }

    #[test]
    fn without_a_filter_everything_runs_in_order() -> Result<()> {
        assert_eq!(Plan::from(None, None, true)?.steps, Step::ALL);
        let gate = Plan::from(None, None, false)?.steps;
        assert!(gate.iter().all(|step| step.when() == When::Always) && gate.len() < Step::ALL.len(), "{gate:?}");
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
    fn one_journey_is_a_part_of_the_browser_s_step() -> Result<()> {
        let plan = Plan::from(Some("browser"), Some("tickets"), false)?;
        assert_eq!((plan.steps.as_slice(), plan.journey.as_deref()), (&[Step::Portal, Step::Browser][..], Some("tickets")));
        for filter in ["fuzz", "lint", "replayed_challenge"] {
            let refused = Plan::from(Some(filter), Some("tickets"), false).expect_err("it has no parts").to_string();
            assert!(refused.contains("cargo xtask test browser tickets"), "{refused}");
        }
        Ok(())
    }

    #[test]
    fn any_other_filter_is_the_name_of_a_test() -> Result<()> {
        let plan = Plan::from(Some("replayed_challenge"), None, false)?;
        assert_eq!(plan.test_filter.as_deref(), Some("replayed_challenge"));
        assert_eq!(plan.steps, [Step::Unit, Step::Portal, Step::Deployed, Step::Rehearsals]);
        Ok(())
    }
}
