//! What the demo company promises its customers.

use jiff::{SignedDuration, Timestamp};
use shared::event::Author;
use shared::store::{Store, item, keys};
use tickets::promise::policy::{ByPriority, Holiday, Hours, Policy, Weekday, Within};

/// Writes the policy, as if it held for more than a year.
pub(super) async fn put(store: &Store, by: Author, now: Timestamp) -> anyhow::Result<()> {
    let week = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
    let (from, to) = ("08:00".parse()?, "17:00".parse()?);
    let hours = week.map(|day| Hours { day, from, to }).to_vec();
    let holiday = |(day, name): &(&str, &str)| anyhow::Ok(Holiday { day: day.parse()?, name: name.parse()? });
    let holidays = HOLIDAYS.iter().map(holiday).collect::<Result<_, _>>()?;
    let within = |first_response: u32, solution: u32| Within { first_response, solution };
    let policy = Policy {
        number: 1,
        time_zone: "Europe/Stockholm".to_owned(),
        hours,
        holidays,
        within: ByPriority { urgent: within(60, 480), high: within(240, 960), normal: within(540, 2_700), low: within(1_080, 5_400) },
        changed_by: by,
        changed_at: now - SignedDuration::from_hours(24 * 400),
    };
    let key = keys::service_policy(policy.number);
    store.client().put_item().table_name(store.table()).set_item(Some(item::encode(&key, None, &policy)?)).send().await?;
    Ok(())
}

const HOLIDAYS: &[(&str, &str)] = &[
    ("2026-12-24", "Julafton"),
    ("2026-12-25", "Juldagen"),
    ("2026-12-31", "Nyårsafton"),
    ("2027-01-01", "Nyårsdagen"),
    ("2027-01-06", "Trettondedag jul"),
    ("2027-03-26", "Långfredagen"),
    ("2027-03-29", "Annandag påsk"),
    ("2027-05-06", "Kristi himmelsfärdsdag"),
    ("2027-06-25", "Midsommarafton"),
];
