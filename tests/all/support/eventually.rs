//! Waiting for what follows a change: lists that a projector keeps.

use std::time::{Duration, Instant};

/// Waits until something holds, twenty seconds at most.
pub async fn eventually(what: &str, holds: impl AsyncFn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !holds().await {
        assert!(Instant::now() < deadline, "not within twenty seconds: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
