//! What was measured, for people.

use super::measured::{Cost, Endpoint, Measured};
use super::verdict::percent;
use crate::summary::table;

const HEADINGS: [&str; 7] = ["", "init", "first answer", "warm request", "resident (peak)", "AWS calls", "capacity"];

pub fn report(measured: &Measured) -> String {
    let mut rows = vec![HEADINGS.map(str::to_owned)];
    rows.push(row("hello", Some(&measured.hello), &measured.hello, None));
    for (name, endpoint) in &measured.endpoints {
        rows.push(row(name, endpoint.cost.as_ref(), &measured.hello, Some(endpoint)));
    }
    let [few, many] = measured.items;
    let mut notes = vec![
        format!("CPU time, with the time on the clock in brackets; medians of {} rounds. ×: times a hello's.", measured.rounds),
        "AWS calls of a warm request: calls in round trips, and + those of its init. Capacity in units.".to_owned(),
        format!("Calls and capacity were compared with {few} and with {many} items in the table."),
    ];
    if measured.endpoints.values().any(|endpoint| endpoint.cost.is_none()) {
        notes.push("–: `cargo xtask bench --all` measures these times, too.".to_owned());
    }
    if !measured.not_measured.is_empty() {
        notes.push(format!("Not measured: {}.", measured.not_measured.join(", ")));
    }
    format!("\n  {}\n\n  {}\n", table(&rows).join("\n  "), notes.join("\n  "))
}

fn row(name: &str, cost: Option<&Cost>, hello: &Cost, endpoint: Option<&Endpoint>) -> [String; 7] {
    let time = |cpu: u64, wall: u64, of: u64| format!("{} {} ({})", millis(cpu), times(cpu, of), millis(wall));
    let of_cost = |text: &dyn Fn(&Cost) -> String| cost.map_or_else(|| "–".to_owned(), text);
    let calls = |endpoint: &Endpoint| {
        let (calls, rounds, init) = (endpoint.small.count(), endpoint.small.round_trips.len(), endpoint.init_calls.len());
        format!("{calls} in {rounds} + {init}")
    };
    [
        name.to_owned(),
        of_cost(&|cost| time(cost.init_cpu, cost.init_wall, hello.init_cpu)),
        of_cost(&|cost| time(cost.first_cpu, cost.first_wall, hello.first_cpu)),
        of_cost(&|cost| format!("{} {}", millis(cost.warm_cpu), times(cost.warm_cpu, hello.warm_cpu))),
        of_cost(&|cost| format!("{} ({})", megabytes(cost.resident), megabytes(cost.peak))),
        endpoint.map(calls).unwrap_or_default(),
        endpoint.map(|endpoint| tenth(endpoint.small.capacity)).unwrap_or_default(),
    ]
}

/// Microseconds as `6.94 ms`.
pub fn millis(micros: u64) -> String {
    format!("{}.{:02} ms", micros / 1_000, micros % 1_000 / 10)
}

/// Kilobytes as `14.2 MB`.
pub fn megabytes(kilobytes: u64) -> String {
    format!("{} MB", tenth(kilobytes * 10 / 1024))
}

fn times(value: u64, of: u64) -> String {
    format!("{}×", tenth(percent(value, of) / 10))
}

fn tenth(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::super::measured::tests::example;
    use super::*;

    #[test]
    fn figures_read_well() {
        assert_eq!(millis(6_947), "6.94 ms");
        assert_eq!(millis(51), "0.05 ms");
        assert_eq!(megabytes(14_592), "14.2 MB");
        assert_eq!(times(7_300, 2_000), "3.6×");
    }

    #[test]
    fn a_report_has_a_line_for_each_endpoint_and_says_what_is_missing() {
        let report = report(&example());
        assert!(report.contains("tickets.list_tickets") && report.contains("1.7×"), "{report}");
        assert!(report.contains("2 in 2 + 0") && report.contains("7.0"), "{report}");
        assert!(report.contains("Not measured: auth.sign_out."), "{report}");
    }

    #[test]
    fn what_was_not_timed_has_calls_all_the_same() {
        let mut measured = example();
        measured.endpoints.values_mut().for_each(|endpoint| endpoint.cost = None);
        let report = report(&measured);
        assert!(report.contains('–') && report.contains("2 in 2 + 0") && !report.contains("1.7×"), "{report}");
    }
}
