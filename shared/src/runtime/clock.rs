//! The time. Handlers ask the application's clock, so that a test can say what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Tells the time: the system's, or a test's.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    #[default]
    System,
    /// Stands still at milliseconds since the epoch until the test moves it.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands still at `now`.
    #[must_use]
    pub fn fixed(now: Timestamp) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(now.as_millisecond())))
    }

    /// Moves a fixed clock on; the system's cannot be moved.
    pub fn advance_seconds(&self, seconds: i64) {
        if let Self::Fixed(millis) = self {
            millis.fetch_add(seconds * 1000, Ordering::Relaxed);
        }
    }

    /// Now, in whole milliseconds: that is what ids and stored times can hold.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let millis = match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
            Self::System => Timestamp::now().as_millisecond(),
            Self::Fixed(millis) => millis.load(Ordering::Relaxed),
        };
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}
