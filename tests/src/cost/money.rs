//! Amounts as people read them.

pub const PER_DOLLAR: u64 = 1_000_000_000_000;

/// `$0.0123`: dollars to a hundredth of a cent, rounded up, so that nothing looks free.
pub fn fine(picodollars: u64) -> String {
    let steps = picodollars.div_ceil(PER_DOLLAR / 10_000);
    format!("${}.{:04}", grouped(steps / 10_000), steps % 10_000)
}

/// `$1,234.56`.
pub fn dollars(picodollars: u64) -> String {
    let cents = picodollars.div_ceil(PER_DOLLAR / 100);
    format!("${}.{:02}", grouped(cents / 100), cents % 100)
}

/// `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).unwrap_or_default()).collect();
    parts.join(",")
}

/// Tenths as `4.5`.
pub fn tenths(value: u64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_well() {
        assert_eq!(fine(3_700_000_000), "$0.0037");
        assert_eq!(fine(1), "$0.0001");
        assert_eq!(dollars(1_234_560_000_000_000), "$1,234.56");
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!(grouped(0), "0");
        assert_eq!(tenths(45), "4.5");
    }
}
