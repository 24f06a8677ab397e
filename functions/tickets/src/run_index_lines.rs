//! The operator brings the lines of tickets that release 0.2.0 wrote into the lists of today: a job that is invoked once
//! after the upgrade.
//!
//! Those lines lack the attributes of the index that lists are read from, and home knows nothing of their tickets; each
//! ticket in which somebody writes gets both by itself. The job looks through the whole table for the others. It stops
//! before its time is over and says where to go on; what it did is not done again, so it may be invoked at any time, and
//! after a roll-back it has to be.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use deserr::Deserr;
use jiff::SignedDuration;
use lambda_runtime::LambdaEvent;
use serde::Serialize;
use serde_json::{Value, json};
use shared::App;
use shared::input::{Json, WrongFields, read};
use shared::problem::Problem;
use shared::store::StoreError;
use shared::store::keys::Key;
use shared::text::Line;
use tokio::task::JoinSet;

use crate::repo;

/// How many items are looked at between two glances at the clock.
const PAGE: i32 = 1_000;
/// How many lines are put at once.
const AT_ONCE: usize = 16;
/// No page is begun when less is left of the time.
const LAST_START: SignedDuration = SignedDuration::from_secs(30);

/// Where to begin.
#[derive(Debug, Default, Deserr)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct Start {
    /// The `next` of an answer; from the beginning when nothing is said.
    #[deserr(default)]
    pub after: Option<Line<1, 4_096>>,
}

/// What became of it.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Indexed {
    /// How many lines are in their list now that were not.
    pub listed: u64,
    /// How many were brought up to date by somebody else meanwhile, or are of a newer release.
    pub left: u64,
    /// Where to go on; `null` when all is done.
    pub next: Option<String>,
}

/// Brings lines into their lists until all are there or the time is over.
///
/// # Errors
/// When the request is malformed, or the table does not answer. Invoking it again is safe.
pub async fn run_index_lines(app: &App, event: LambdaEvent<Value>) -> Result<Indexed, lambda_runtime::Error> {
    let deadline = i64::try_from(event.context.deadline).unwrap_or(i64::MAX);
    let request: Json = serde_json::from_value(event.payload)?;
    let start: Start = read(&request).map_err(|wrong| format!("{:?}", Problem::invalid_body(wrong)))?;
    let mut done = Indexed { next: start.after.map(|after| after.as_str().to_owned()), ..Indexed::default() };
    loop {
        index_page(app, &mut done, PAGE).await?;
        let left = SignedDuration::from_millis(deadline - app.clock.now().as_millisecond());
        if done.next.is_none() || left < LAST_START {
            let more = done.next.is_some();
            tracing::info!(lines.listed = done.listed, lines.left = done.left, more, "tickets.run_index_lines");
            return Ok(done);
        }
    }
}

/// Brings those of the next items into their lists that are lines and in none.
///
/// # Errors
/// When the table does not answer, or it is to go on at what is no place.
pub async fn index_page(app: &App, done: &mut Indexed, items: i32) -> Result<(), lambda_runtime::Error> {
    let after = done.next.take().map(|text| read_back(&text).ok_or("`after` is no `next` of an answer")).transpose()?;
    let (found, next) = repo::unlisted(&app.store, after.as_ref(), items).await?;
    let (mut under_way, mut found) = (JoinSet::new(), found.into_iter());
    loop {
        while under_way.len() < AT_ONCE
            && let Some(line) = found.next()
        {
            let app = app.clone();
            under_way.spawn(async move { repo::list_line(&app.store, &line, app.clock.now()).await });
        }
        let Some(line) = under_way.join_next().await else { break };
        match line.map_err(|error| StoreError::Unreachable { code: "a write that ended early".to_owned(), source: error.into() })? {
            Ok(true) => done.listed += 1,
            Ok(false) | Err(StoreError::UnknownVersion { .. }) => done.left += 1,
            Err(error) => return Err(error.into()),
        }
    }
    done.next = next.as_ref().map(written);
    Ok(())
}

/// A key as a text that nothing on its way alters.
fn written(key: &Key) -> String {
    URL_SAFE_NO_PAD.encode(json!([key.pk, key.sk]).to_string())
}

fn read_back(text: &str) -> Option<Key> {
    let (pk, sk) = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    Some(Key { pk, sk })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_as_it_was() {
        let key = Key { pk: "EMAIL#j\u{fc}rgen\u{2011}a@example.com".to_owned(), sk: " EMAIL ".to_owned() };
        assert_eq!(read_back(&written(&key)), Some(key));
        for wrong in ["", "x", "W10", "\u{e4}"] {
            assert_eq!(read_back(wrong), None, "{wrong:?}");
        }
    }
}
