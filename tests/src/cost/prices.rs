//! What AWS charges: `tests/prices.json`, each price with its source and how it was seen.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use super::money::{PER_DOLLAR, grouped};

#[derive(Debug, Deserialize)]
struct PriceList {
    region: String,
    as_of: String,
    prices: BTreeMap<String, Price>,
}

#[derive(Debug, Deserialize)]
struct Price {
    /// A decimal, as AWS writes it.
    usd: String,
    per: u64,
    unit: String,
    source: String,
    seen: Seen,
}

/// AWS draws most price pages with a script, so that a stored copy shows no price.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Seen {
    PricePage,
    PriceListQuoted,
    Quoted,
}

impl Seen {
    fn told(self) -> &'static str {
        match self {
            Self::PricePage => "on that page",
            Self::PriceListQuoted => "where others quote AWS's price list for this region",
            Self::Quoted => "quoted by others, for any region",
        }
    }
}

/// In picodollars for one.
#[derive(Debug, Clone, Copy)]
pub struct Prices {
    pub lambda_request: u64,
    pub lambda_gb_second: u64,
    pub gateway_request: u64,
    pub read_unit: u64,
    pub write_unit: u64,
    pub edge_request: u64,
    pub edge_function: u64,
    pub edge_byte: u64,
    pub firewall_request: u64,
    pub logged_byte: u64,
    pub trace: u64,
    pub secret_read: u64,
    pub active_user: u64,
    pub mail: u64,
}

impl Prices {
    /// # Panics
    /// When the list lacks a price, or one is no decimal.
    #[must_use]
    pub fn read() -> Self {
        let list = list();
        let of = |name: &str| list.prices.get(name).unwrap_or_else(|| panic!("tests/prices.json has no {name}")).of_one();
        Self {
            lambda_request: of("lambda_request"),
            lambda_gb_second: of("lambda_gb_second"),
            gateway_request: of("gateway_request"),
            read_unit: of("read_unit"),
            write_unit: of("write_unit"),
            edge_request: of("edge_request"),
            edge_function: of("edge_function"),
            edge_byte: of("edge_byte"),
            firewall_request: of("firewall_request"),
            logged_byte: of("logged_byte"),
            trace: of("trace"),
            secret_read: of("secret_read"),
            active_user: of("active_user"),
            mail: of("mail"),
        }
    }
}

impl Price {
    fn of_one(&self) -> u64 {
        picodollars(&self.usd).unwrap_or_else(|| panic!("{} is no price", self.usd)) / self.per
    }
}

fn list() -> PriceList {
    super::read("tests/prices.json")
}

/// `0.0000166667` dollars are 16,666,700.
fn picodollars(decimal: &str) -> Option<u64> {
    const DIGITS: usize = 12;
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let part = (part.len() <= DIGITS).then(|| format!("{part:0<DIGITS$}"))?;
    whole.parse::<u64>().ok()?.checked_mul(PER_DOLLAR)?.checked_add(part.parse().ok()?)
}

/// The list as a table.
pub fn table() -> String {
    let PriceList { region, as_of, prices } = list();
    let mut page = format!("In {region} as of {as_of}, without any free tier.\n\n| price | for | source | seen |\n|---|---|---|---|\n");
    for Price { usd, per, unit, source, seen } in prices.values() {
        let of = if *per == 1 { String::new() } else { format!("{} ", grouped(*per)) };
        let _ = writeln!(page, "| ${usd} | {of}{unit} | [AWS]({source}) | {} |", seen.told());
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_an_exact_number() {
        assert_eq!(picodollars("0.0000166667"), Some(16_666_700));
        assert_eq!(picodollars("3.70"), Some(3_700_000_000_000));
        assert_eq!(picodollars("5"), Some(5_000_000_000_000));
        assert_eq!(picodollars("0,20"), None);
    }

    #[test]
    fn every_price_is_a_whole_number_of_picodollars() {
        for (name, price) in list().prices {
            let whole = picodollars(&price.usd).expect("a price");
            assert!(whole > 0 && whole.is_multiple_of(price.per), "{name}: {} for {} loses its last digits", price.usd, price.per);
        }
    }
}
