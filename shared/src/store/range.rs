//! What a query reads.

use super::keys::{self, Run};

/// A run of keys, from which end, and from where on.
#[derive(Debug, Clone)]
pub struct Range {
    pub(super) run: Run,
    pub(super) newest_first: bool,
}

impl Range {
    #[must_use]
    pub fn of(run: Run) -> Self {
        Self { run, newest_first: false }
    }

    #[must_use]
    pub fn newest_first(mut self) -> Self {
        self.newest_first = true;
        self
    }

    /// Goes on after `place`, a sort key of the page before.
    #[must_use]
    pub fn after(mut self, place: Option<String>) -> Self {
        // Cursors are sealed, but a cursor must not widen the range even so.
        let Some(place) = place.filter(|place| (&self.run.first..=&self.run.last).contains(&place)) else { return self };
        if self.newest_first {
            self.run.last = just_below(place);
        } else {
            self.run.first = format!("{place}\u{1}");
        }
        self
    }
}

/// A text that sorts below `place` and above every key below it. Keys end in a printable
/// ASCII character, an id's or a time's, so it can be lowered by one and followed by the largest.
fn just_below(mut place: String) -> String {
    let Some(last) = place.pop() else { return place };
    place.push(char::from_u32(u32::from(last).saturating_sub(1)).unwrap_or_default());
    place.push(keys::LARGEST);
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    const SKS: [&str; 6] = ["A#9", "T#1", "T#12", "T#2", "T#3", "U#1"];

    fn all() -> Range {
        Range::of(Run { index: None, pk: "P".to_owned(), first: "T#".to_owned(), last: format!("T#{}", keys::LARGEST) })
    }

    fn members(range: &Range) -> Vec<&'static str> {
        let Run { first, last, .. } = &range.run;
        SKS.into_iter().filter(|sk| *sk >= first.as_str() && *sk <= last.as_str()).collect()
    }

    #[test]
    fn a_range_goes_on_after_the_last_place() {
        let after = |place: &str| Some(place.to_owned());
        assert_eq!(members(&all()), ["T#1", "T#12", "T#2", "T#3"]);
        assert_eq!(members(&all().after(after("T#12"))), ["T#2", "T#3"]);
        assert_eq!(members(&all().newest_first().after(after("T#2"))), ["T#1", "T#12"]);
        assert_eq!(members(&all().newest_first().after(after("T#12"))), ["T#1"]);
    }

    #[test]
    fn a_place_outside_the_range_does_not_widen_it() {
        for place in ["A#1", "U#1", ""] {
            assert_eq!(members(&all().after(Some(place.to_owned()))), members(&all()));
            assert_eq!(members(&all().newest_first().after(Some(place.to_owned()))), members(&all()));
        }
    }
}
