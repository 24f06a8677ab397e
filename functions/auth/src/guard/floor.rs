//! Answers that must not tell whether an address exists take at least as long as each other.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// No answer comes sooner, so its time says nothing.
pub const FLOOR: Duration = Duration::from_millis(400);

/// Does the work and answers when the floor is reached.
pub async fn no_sooner<T>(work: impl Future<Output = T>) -> T {
    no_sooner_than(FLOOR, work).await
}

/// The same with another floor.
pub async fn no_sooner_than<T>(floor: Duration, work: impl Future<Output = T>) -> T {
    let floor = Instant::now() + floor;
    let answer = work.await;
    sleep_until(floor).await;
    answer
}
