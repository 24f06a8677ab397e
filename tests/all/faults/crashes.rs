//! A function that dies at a chosen point: before one of its AWS calls gets through, or after the
//! call happened and before its answer is back. Its future is dropped there and never goes on.

use std::fmt::Debug;
use std::io::Write;
use std::rc::Rc;

use shared::store::item::Attributes;
use shared::store::keys::{Key, Run};
use shared::store::{Range, Store};
use tokio::sync::Semaphore;
use tokio::task::{JoinSet, LocalSet};

use crate::support::call::Call;
use crate::support::faults::{Call as AwsCall, Fate, Proxy};
use crate::support::portal::Portal;

/// On which side of a call the function dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

/// Where a function dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Of its AWS calls, from 0.
    pub nth: usize,
    pub side: Side,
}

/// The AWS calls of an operation that nothing disturbs; it is run once to see them.
pub async fn sequence(proxy: &Proxy, portal: &Portal, call: Call) -> Vec<AwsCall> {
    proxy.let_pass();
    let answer = portal.call(call).await;
    assert!(answer.status.is_success(), "{answer:?}");
    proxy.calls()
}

/// Every point of an operation with this many AWS calls.
pub fn points(calls: usize) -> Vec<Point> {
    (0..calls).flat_map(|nth| [Side::Before, Side::After].map(|side| Point { nth, side })).collect()
}

/// How many points are tried at once: more would only wait for the local cloud, until their calls run out of time.
const AT_ONCE: usize = 4;

/// Tries every point, some at once, each with a person of its own; `one` tries a point.
pub async fn try_all<F>(calls: &[AwsCall], one: impl Fn(Point, bool) -> F)
where
    F: Future<Output = ()> + 'static,
{
    let last = Point { nth: calls.len() - 1, side: Side::After };
    let here = LocalSet::new();
    let mut running = JoinSet::new();
    let room = Rc::new(Semaphore::new(AT_ONCE));
    for point in points(calls.len()) {
        let (room, trying) = (Rc::clone(&room), one(point, point == last));
        let within = async move {
            let _turn = room.acquire().await.expect("it is never closed");
            trying.await;
        };
        running.spawn_local_on(within, &here);
    }
    let tried = here.run_until(running.join_all()).await.len();
    assert_eq!(tried, 2 * calls.len());
}

/// Runs an operation until the point and ends it there; returns the AWS calls it had made.
///
/// # Panics
/// When the operation ends without coming to that point.
pub async fn die_at(point: Point, proxy: &Proxy, portal: &Portal, call: Call) -> Vec<AwsCall> {
    die_in(point, proxy, portal.call(call)).await
}

/// The same with what is no call of an endpoint.
pub async fn die_in<T: Debug>(point: Point, proxy: &Proxy, operation: impl Future<Output = T>) -> Vec<AwsCall> {
    let fate = if point.side == Side::Before { Fate::ParkBefore } else { Fate::ParkAfter };
    proxy.plan(move |call| if call.nth == point.nth { fate } else { Fate::Forward });
    tokio::select! {
        biased;
        () = proxy.parked() => {}
        answer = operation => panic!("{point:?} was not reached: {answer:?}"),
    }
    let made = proxy.calls();
    // Others may be under way at the same moment.
    assert!(made.len() > point.nth);
    proxy.let_pass();
    made
}

/// Whether the items that the operation's transactions create are there: all or none of them.
///
/// # Panics
/// When some are there and some are not.
pub async fn created(store: &Store, made: &[AwsCall]) -> bool {
    let mut places = Vec::new();
    for (kind, write) in made.iter().flat_map(AwsCall::writes) {
        if kind == "Put" {
            let text = |name: &str| write["Item"][name]["S"].as_str().expect("an item has a key").to_owned();
            places.push(Key { pk: text("pk"), sk: text("sk") });
        }
    }
    if places.is_empty() {
        return false;
    }
    let found = store.get_all(&places).await.expect("the table answers");
    let there = found.iter().flatten().count();
    assert!(there == 0 || there == places.len(), "{there} of {} items of one transaction are there", places.len());
    there > 0
}

/// The items of a partition whose sort keys start so.
pub async fn items(store: &Store, pk: &str, prefix: &str) -> Vec<Attributes> {
    let run = Run { index: None, pk: pk.to_owned(), first: prefix.to_owned(), last: format!("{prefix}\u{10FFFF}") };
    let found = store.range(Range::of(run), 1000).await.expect("the table answers");
    found.iter().map(|item| item.attributes().expect("an item")).collect()
}

/// Says how many points were tried: past the test runner, which keeps `println!` of tests that pass
/// to itself.
pub fn report(operation: &str, sequence: &[AwsCall], tried: usize) {
    let calls: Vec<_> = sequence.iter().map(|call| call.operation.as_str()).collect();
    let (count, calls) = (calls.len(), calls.join(" "));
    let line = format!("{operation}: {tried} crash points tried, before and after each of {count} calls: {calls}\n");
    std::io::stdout().write_all(line.as_bytes()).expect("the output can be written");
}
