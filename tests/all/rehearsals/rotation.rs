//! The key between the distribution and the API is rotated while people use the portal, and nobody is refused.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use http::StatusCode;
use tests::demo::seconds_now;
use tests::rendered::root;

use crate::support::answer::Answer;
use crate::support::deployed::{Send, stack, token_of};
use crate::support::operator::{Operator, door_keys_here as keys, stack_name};

/// How many people ask at the same time, one request after the other.
const READERS: usize = 4;

/// As far as a rotation comes that is killed when the new value is written, or when the distribution sends the other key.
const BEGIN_AND_CRASH: &str = "
import boto3, sys
sys.path.insert(0, sys.argv[2])
import rotate_origin_key as rotation
from deployment import Deployment
stack = Deployment(sys.argv[1], boto3.Session())
sent = rotation.parameters(stack)['DoorKey']
rotation.pin(stack, sent)
rotation.write(stack, sent, sys.argv[4])
if sys.argv[3] == 'flipped':
    rotation.update(stack, {'DoorKey': rotation.OTHER[sent]})";

fn rotate() -> String {
    Operator::Administrator.runs_here("rotate_origin_key.py", &["--stack", &stack_name()]).succeeded()
}

/// Beside the distribution, with a key that somebody has.
fn direct(key: &str) -> Answer {
    let url = stack().rest["direct_api_url"].as_str().expect("stack.json has the API's own address");
    Send::to_url("get", format!("{url}/health")).header("x-api-key", key).header("x-viewer-ip", "192.0.2.1").answer()
}

/// Keeps asking for as long as `work` takes, and returns how often, and what was not answered well.
fn under_load(work: impl FnOnce()) -> (usize, Vec<String>) {
    let token = token_of("member");
    let account = &stack().person("member").account_ids[0];
    let paths = ["/health".to_owned(), "/me".to_owned(), format!("/accounts/{account}/tickets")];
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let ask = || {
            let (mut asked, mut refused) = (0, Vec::new());
            while !done.load(Ordering::Relaxed) {
                for path in &paths {
                    let answer = Send::new("get", path).token(&token).answer();
                    asked += 1;
                    if answer.status != StatusCode::OK {
                        refused.push(format!("{path}: {answer:?}"));
                    }
                }
            }
            (asked, refused)
        };
        let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(ask)).collect();
        work();
        done.store(true, Ordering::Relaxed);
        let read = readers.into_iter().map(|reader| reader.join().expect("a reader ends"));
        read.fold((0, Vec::new()), |(asked, refused), (more, others)| (asked + more, [refused, others].concat()))
    })
}

#[test]
fn nobody_is_refused_while_the_key_of_the_distribution_is_rotated() {
    let old = keys();
    for renewed in &old {
        let (asked, refused) = under_load(|| {
            rotate();
        });
        eprintln!("{asked} requests while a key was rotated, {} refused", refused.len());
        assert_eq!(refused, Vec::<String>::new(), "of {asked}");
        assert!(asked > 3 * READERS, "{asked} requests are no load: who reads asks everything more than once");
        direct(renewed).assert_problem(403, "direct_access_refused");
    }
    let new = keys();
    for (new, old) in new.iter().zip(&old) {
        assert_ne!(new, old, "two rotations renew both keys");
        direct(new).assert_status(200);
        direct(old).assert_problem(403, "direct_access_refused");
    }

    // Somebody's terminal was closed half-way; the same command goes on from there.
    let operations = root().join("infra/operations");
    for (renewed, crash) in ["written", "flipped"].into_iter().enumerate() {
        let before = keys();
        // No other key has this value, also not of a rehearsal before.
        let value = format!("begun{crash}{:0>40}", seconds_now());
        let arguments = [&stack_name(), operations.to_str().expect("a path"), crash, &value];
        Operator::Administrator.runs_script_here(BEGIN_AND_CRASH, &arguments).succeeded();
        let (asked, refused) = under_load(|| {
            let told = rotate();
            assert!(told.contains("going on with it"), "{told}");
        });
        assert_eq!(refused, Vec::<String>::new(), "of {asked}, interrupted when {crash}");
        let after = keys();
        assert_eq!(after[renewed], value, "the value that was written first is the one that counts");
        assert_eq!(after[1 - renewed], before[1 - renewed], "the other key stays as it is");
        direct(&before[renewed]).assert_problem(403, "direct_access_refused");
    }
}
