//! The origin secret changes while a function runs.

use std::time::Duration;

use aws_sdk_secretsmanager::Client;
use serde_json::json;
use shared::origin::{OriginSecret, PAUSE};
use tests::stack::Stack;

/// A secret of its own in the local cloud.
struct Stored {
    client: Client,
    arn: String,
}

impl Stored {
    async fn new(current: &str) -> Self {
        let client = Client::new(&Stack::under_test().sdk().await);
        let created = client.create_secret().name(shared::random::handle()).secret_string(text(current, "")).send().await;
        let arn = created.expect("a secret is made").arn().expect("it has a name").to_owned();
        Self { client, arn }
    }

    async fn write(&self, current: &str, previous: &str) {
        let written = self.client.put_secret_value().secret_id(&self.arn).secret_string(text(current, previous)).send().await;
        written.expect("a secret can be written");
    }

    async fn read(&self, pause: Duration) -> OriginSecret {
        OriginSecret::read_with_pause(self.client.clone(), self.arn.clone(), pause).await.expect("the secret is there")
    }
}

fn text(current: &str, previous: &str) -> String {
    json!({ "current": current, "previous": previous }).to_string()
}

async fn accepts(origin: &OriginSecret, value: &str) -> bool {
    origin.accepts(value).await.expect("Secrets Manager answers")
}

#[tokio::test]
async fn a_new_value_is_accepted_at_once_and_a_forgotten_one_no_longer() {
    let stored = Stored::new("first").await;
    let origin = stored.read(Duration::ZERO).await;
    assert!(accepts(&origin, "first").await);
    for wrong in ["", "second", "first "] {
        assert!(!accepts(&origin, wrong).await, "{wrong:?}");
    }

    stored.write("second", "first").await;
    assert!(accepts(&origin, "second").await);
    assert!(accepts(&origin, "first").await, "the distribution still sends it in some places");

    stored.write("second", "").await;
    assert!(!accepts(&origin, "first").await);
    assert!(accepts(&origin, "second").await);
}

#[tokio::test]
async fn whoever_guesses_does_not_make_it_read_the_secret_each_time() {
    let stored = Stored::new("first").await;
    let origin = stored.read(PAUSE).await;
    stored.write("second", "first").await;
    assert!(!accepts(&origin, "guess").await);
    assert!(!accepts(&origin, "second").await, "the secret was read a moment ago, so it is not read again");
    assert!(accepts(&origin, "first").await);
}

#[tokio::test]
async fn nobody_is_refused_because_the_secret_cannot_be_read() {
    let stored = Stored::new("first").await;
    let origin = stored.read(Duration::ZERO).await;
    stored.client.delete_secret().secret_id(&stored.arn).force_delete_without_recovery(true).send().await.expect("it is deleted");
    assert!(accepts(&origin, "first").await, "what is known needs no look");
    assert!(origin.accepts("second").await.is_err(), "nobody knows, so the caller is told to try again");
}
