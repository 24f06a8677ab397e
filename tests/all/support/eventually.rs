//! Waiting for what follows a change: lists that a projector keeps.

use std::time::{Duration, Instant};

/// Waits until something holds, a minute at most: on a machine with two cores other tests may take both.
pub async fn eventually(what: &str, holds: impl AsyncFn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !holds().await {
        assert!(Instant::now() < deadline, "not within a minute: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
