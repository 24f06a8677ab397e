//! What setting a paper takes: CPU from cold and warm, and memory. Run by `cargo xtask test --deep` in the release profile; more than the
//! budget is an error.

use std::io::Write;
use std::time::Duration;

use documents::made::press::Paper;
use nix::time::{ClockId, clock_gettime};
use serde_json::json;

const QR: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h5v5H0z"/></svg>"#;

/// A letter of two pages.
fn letter(number: u32) -> Paper {
    let rows: Vec<_> = (0..45).map(|row| json!([format!("Calibration {number}-{row}"), "2", "1,234.50"])).collect();
    let data = json!({
        "language": "en", "title": format!("Your dates, {number}"), "code": "7K3M-9QXR-2B6C",
        "verify_url": "https://portal.example.com/verify/7K3M-9QXR-2B6C", "verify_page": "portal.example.com/verify",
        "issued": {"year": 2026, "month": 11, "day": 28}, "date": "28 November 2026",
        "brand": {"name": "Lindholm", "legal_name": "Lindholm AB", "legal_lines": ["Stockholm"], "footer": "Lindholm AB", "accent": "#0f766e"},
        "logo": null, "recipient": {"name": "Br\u{fc}ckner", "lines": ["M\u{fc}nchen"]},
        "blocks": [{"is": "paragraph", "lines": ["Dear Ms Br\u{fc}ckner,", "these are your dates."]}],
        "table": {"columns": ["What", "How often", "EUR"], "rows": rows},
        "amount": null, "request": null, "signed": null, "attached": [],
    });
    Paper {
        template: "letter.typ",
        data,
        files: vec![("qr.svg".to_owned(), QR.into())],
        ident: format!("paper {number}"),
        issued_on: jiff::civil::date(2026, 11, 28),
        replaces_characters: false,
    }
}

fn cpu() -> Duration {
    Duration::from(clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).expect("a clock"))
}

/// The most memory that this process has had, in KiB.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    line.split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number")
}

fn main() {
    let spent = |number: u32| {
        let before = cpu();
        typesetter::set(&letter(number)).expect("it can be set");
        cpu() - before
    };
    let cold = spent(0);
    let mut warm: Vec<Duration> = (1..=9).map(spent).collect();
    warm.sort_unstable();
    let memory = most_memory() / 1024;
    let line = format!("  cold {cold:.0?}, warm {:.0?} (median of 9), {memory} MiB\n", warm[4]);
    std::io::stdout().write_all(line.as_bytes()).expect("the output can be written");
    assert!(cold <= Duration::from_millis(1500), "cold: {cold:?}");
    assert!(warm[4] <= Duration::from_millis(200), "warm: {:?}", warm[4]);
    assert!(memory <= 256, "{memory} MiB");
}
