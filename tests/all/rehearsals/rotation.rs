//! The origin secret is rotated while people use the portal, and nobody is refused.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use http::StatusCode;
use tests::rendered::root;

use crate::support::answer::Answer;
use crate::support::deployed::{Send, stack, token_of};
use crate::support::operator::{Operator, stack_name};

/// How many people ask at the same time, one request after the other.
const READERS: usize = 4;

const READ_SECRET: &str = "
import boto3, json, sys
arn = boto3.client('cloudformation').describe_stack_resource(StackName=sys.argv[1], LogicalResourceId='OriginSecret')
arn = arn['StackResourceDetail']['PhysicalResourceId']
print(json.loads(boto3.client('secretsmanager').get_secret_value(SecretId=arn)['SecretString'])[sys.argv[2]], end='')";

/// As far as a rotation comes that is killed behind its first step.
const BEGIN_AND_CRASH: &str = "
import boto3, json, sys
sys.path.insert(0, sys.argv[2])
import rotate_origin_secret as rotation
arn = boto3.client('cloudformation').describe_stack_resource(StackName=sys.argv[1], LogicalResourceId='OriginSecret')
arn = arn['StackResourceDetail']['PhysicalResourceId']
manager = boto3.client('secretsmanager')
old = json.loads(manager.get_secret_value(SecretId=arn)['SecretString'])['current']
rotation.write(manager, arn, current='begun' + old[5:], previous=old)";

fn read(key: &str) -> String {
    Operator::Administrator.runs_script_here(READ_SECRET, &[&stack_name(), key]).succeeded()
}

fn rotate() -> String {
    Operator::Administrator.runs_here("rotate_origin_secret.py", &["--stack", &stack_name()]).succeeded()
}

/// Beside the distribution, with a value that somebody has.
fn direct(secret: &str) -> Answer {
    let url = stack().rest["direct_api_url"].as_str().expect("stack.json has the API's own address");
    Send::to_url("get", format!("{url}/health")).header("x-origin-secret", secret).header("x-viewer-ip", "192.0.2.1").answer()
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
fn nobody_is_refused_while_the_origin_secret_is_rotated() {
    let old = read("current");
    direct(&old).assert_status(200);
    let (asked, refused) = under_load(|| {
        rotate();
    });
    eprintln!("{asked} requests while the secret was rotated, {} refused", refused.len());
    assert_eq!(refused, Vec::<String>::new(), "of {asked}");
    assert!(asked > 100, "{asked} requests are no load");
    let new = read("current");
    assert_ne!(new, old);
    direct(&new).assert_status(200);
    direct(&old).assert_problem(403, "direct_access_refused");

    // Somebody's terminal was closed behind the first step; the same command goes on from there.
    let operations = root().join("infra/operations");
    Operator::Administrator.runs_script_here(BEGIN_AND_CRASH, &[&stack_name(), operations.to_str().expect("a path")]).succeeded();
    let begun = read("current");
    let (asked, refused) = under_load(|| {
        let told = rotate();
        assert!(told.contains("going on with it"), "{told}");
    });
    assert_eq!(refused, Vec::<String>::new(), "of {asked}");
    assert_eq!(read("current"), begun, "the value that was written first is the one that counts");
    assert_eq!(read("previous"), "");
    direct(&new).assert_problem(403, "direct_access_refused");
}
