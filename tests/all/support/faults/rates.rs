//! Faults at chosen rates. What becomes of the n-th call of an operation follows from the seed, so a
//! failed run can be repeated with `ATRIUM_FAULT_SEED`.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use shared::random;

use super::{Call, Fate};

/// How often each fault happens, in percent of the calls; the rest passes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rates {
    /// Of writes only.
    pub conflict: u64,
    pub throttle: u64,
    pub failure: u64,
    pub reset_before: u64,
    pub reset_after: u64,
    /// By up to 50 ms.
    pub delay: u64,
}

impl Rates {
    /// A plan for [`super::Proxy::plan`].
    pub fn seeded(self, seed: u64) -> impl Fn(&Call) -> Fate + Send + Sync + 'static {
        move |call| self.fate(seed, call)
    }

    fn fate(self, seed: u64, call: &Call) -> Fate {
        let mut hasher = DefaultHasher::new();
        (seed, &call.operation, call.nth_of_operation).hash(&mut hasher);
        let drawn = hasher.finish();
        let faults = [
            (self.conflict, Fate::Conflict),
            (self.throttle, Fate::Throttle),
            (self.failure, Fate::Fail),
            (self.reset_before, Fate::ResetBefore),
            (self.reset_after, Fate::ResetAfter),
            (self.delay, Fate::Delay(Duration::from_millis(drawn / 100 % 50))),
        ];
        let mut below = 0;
        for (rate, fate) in faults {
            below += rate;
            if drawn % 100 < below {
                return fate;
            }
        }
        Fate::Forward
    }
}

/// The seed of this run: `ATRIUM_FAULT_SEED`, or a new one. It is printed, and shown when the test fails.
#[expect(clippy::disallowed_methods, reason = "a person who repeats a failed run says so by this variable")]
#[expect(clippy::print_stdout, reason = "the test runner shows it when the test fails")]
pub fn seed() -> u64 {
    let given = std::env::var("ATRIUM_FAULT_SEED").ok();
    let seed = match given {
        Some(text) => text.parse().expect("ATRIUM_FAULT_SEED is a number"),
        None => u64::from_be_bytes(random::bytes()),
    };
    println!("repeat with ATRIUM_FAULT_SEED={seed}");
    seed
}
