//! Home: what waits for a member, over all modules.

mod following;
mod ranking;

use serde_json::Value;

use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::Someone;
use crate::support::portal::Portal;

async fn home(portal: &Portal, by: &Someone) -> Answer {
    let answer = portal.call(Call::to("home.get_home").by(by)).await;
    answer.assert_status(200);
    answer
}

/// The titles of a list, in order.
fn titles(home: &Answer, list: &str) -> Vec<String> {
    let items = home.body[list]["items"].as_array().expect("a list");
    items.iter().map(|item| item["title"].as_str().expect("a title").to_owned()).collect()
}

fn count(home: &Answer, list: &str) -> (u64, bool) {
    let Value::Object(list) = &home.body[list] else { panic!("no list") };
    (list["count"].as_u64().expect("a number"), list["more"].as_bool().expect("yes or no"))
}
