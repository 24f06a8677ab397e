//! Administrators say what the company promises: `PUT /staff/service-policy`. Emits `service_policy.changed`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::{Permit, Portal};
use shared::event::{Author, Event};
use shared::idempotency::{Command, Done, Uncommitted, try_commit_once};
use shared::input::{List, Whole, WrongFields};
use shared::problem::Problem;
use shared::store::{Transaction, keys};
use shared::time_zone::TimeZoneName;
use shared::{App, Result};
use utoipa::ToSchema;

use super::get_policy::ServicePolicy;
use super::policy::{ByPriority, Holiday, Hours, Policy, Within};

/// Working minutes.
type Minutes = Whole<1, 100_000>;

/// Within how many minutes of working time.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct WithinMinutes {
    pub first_response: Minutes,
    /// Not less than `first_response`.
    pub solution: Minutes,
}

/// What is promised for each priority.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct Promised {
    pub urgent: WithinMinutes,
    pub high: WithinMinutes,
    pub normal: WithinMinutes,
    pub low: WithinMinutes,
}

/// What the company promises from now on, whole.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"version": 0, "time_zone": "Europe/Berlin", "hours": [{"day": "monday", "from": "08:00", "to": "17:00"}],
    "holidays": [{"day": "2026-12-25", "name": "Christmas Day"}], "within": {
        "urgent": {"first_response": 60, "solution": 480}, "high": {"first_response": 120, "solution": 960},
        "normal": {"first_response": 480, "solution": 2400}, "low": {"first_response": 960, "solution": 4800}}}))]
pub struct PutPolicy {
    /// The version that it is made from; 409 when somebody put another in its place meanwhile.
    pub version: Whole<0, 1_000_000>,
    pub time_zone: TimeZoneName,
    /// When staff works. Those of one day do not overlap.
    #[schema(value_type = Vec<Hours>, min_items = 1, max_items = 50)]
    pub hours: List<Hours, 1, 50>,
    /// Days on which nobody works.
    #[schema(value_type = Vec<Holiday>, max_items = 200)]
    pub holidays: List<Holiday, 0, 200>,
    pub within: Promised,
}

/// Says what the company promises
///
/// Tickets that are opened from now on are promised by it; those that are there keep what they were promised by.
#[utoipa::path(put, path = "/staff/service-policy", request_body = PutPolicy, responses((status = 200, body = ServicePolicy, links(
    ("read" = (operation_id = "tickets.get_policy", description = "Reads it.")),
))))]
pub async fn put_policy(
    State(app): State<App>,
    permit: Permit<Portal>,
    Command { input, once }: Command<PutPolicy>,
) -> Result<Done<Json<ServicePolicy>>> {
    let PutPolicy { version, time_zone, hours, holidays, within } = input;
    let hours: Vec<Hours> = hours.into_iter().collect();
    in_order(&hours)?;
    let number = u64::try_from(version.get()).unwrap_or_default() + 1;
    let policy = Policy {
        number,
        time_zone: time_zone.as_str().to_owned(),
        hours,
        holidays: holidays.into_iter().collect(),
        within: by_priority(&within)?,
        changed_by: Author::of(&permit),
        changed_at: app.clock.now(),
    };
    let event = Event::new("service_policy.changed", permit.actor(), policy.changed_at).code("version", &number.to_string());
    let mut writes = Transaction::new().create(&keys::service_policy(number), &policy)?;
    if number > 1 {
        writes = writes.check(&keys::service_policy(number - 1), |check| check.condition_expression("attribute_exists(pk)"))?;
    }
    match try_commit_once(&app, &permit, &once, writes.event(&event)?, ServicePolicy::from(Some(policy))).await {
        Ok(outcome) => Ok(outcome.into()),
        Err(Uncommitted::Problem(problem)) => Err(problem),
        Err(Uncommitted::ConditionFailed(_)) => {
            let newer = ServicePolicy::from(Policy::newest(&app.store).await?);
            Err(Problem::overtaken_by("Somebody changed it since you read it. Nothing was saved. Read `newer`, then decide.", &newer))
        }
    }
}

/// Refuses hours that end before they begin, and such that overlap.
fn in_order(hours: &[Hours]) -> Result<()> {
    let minutes = |time: jiff::civil::Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let span = |hours: &Hours| {
        (minutes(hours.from.time()), if hours.to.time() == jiff::civil::Time::midnight() { 1_440 } else { minutes(hours.to.time()) })
    };
    for (place, one) in hours.iter().enumerate() {
        let (from, to) = span(one);
        if to <= from {
            return Err(Problem::contradiction(format!("/hours/{place}/to"), "it must be after `from`; `00:00` is the end of the day"));
        }
        let overlaps = |other: &Hours| {
            let (begin, end) = span(other);
            other.day == one.day && begin < to && from < end
        };
        if hours[..place].iter().any(overlaps) {
            return Err(Problem::contradiction(format!("/hours/{place}/from"), "it overlaps with other hours of this day"));
        }
    }
    Ok(())
}

fn by_priority(Promised { urgent, high, normal, low }: &Promised) -> Result<ByPriority> {
    let within = |name: &str, within: &WithinMinutes| {
        let minutes = |minutes: &Minutes| u32::try_from(minutes.get()).unwrap_or(u32::MAX);
        let (first_response, solution) = (minutes(&within.first_response), minutes(&within.solution));
        if solution < first_response {
            let pointer = format!("/within/{name}/solution");
            return Err(Problem::contradiction(&pointer, "it must not be less than `first_response`"));
        }
        Ok(Within { first_response, solution })
    };
    Ok(ByPriority {
        urgent: within("urgent", urgent)?,
        high: within("high", high)?,
        normal: within("normal", normal)?,
        low: within("low", low)?,
    })
}
