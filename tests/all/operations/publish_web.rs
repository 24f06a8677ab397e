//! The web app is put into the bucket of the stack under test, as into one on AWS.

use crate::support::deployed::Send;
use crate::support::operator::{Operator, Told, stack_name};
use tests::stack::Stack;

/// Puts a file beside the web app, as somebody does by hand: without a word on how long it may be kept.
const PUT_BY_HAND: &str = r"
import boto3, sys
stack = boto3.client('cloudformation', region_name=sys.argv[2]).describe_stacks(StackName=sys.argv[1])['Stacks'][0]
bucket = {output['OutputKey']: output['OutputValue'] for output in stack['Outputs']}['WebBucket']
boto3.client('s3', region_name=sys.argv[2]).put_object(Bucket=bucket, Key='brand/put-by-hand.txt', Body=b'old')
";

/// The paths that the distribution was told to forget, one line each time.
const FORGOTTEN: &str = r"
import boto3, sys
stack = boto3.client('cloudformation', region_name=sys.argv[2]).describe_stacks(StackName=sys.argv[1])['Stacks'][0]
distribution = {output['OutputKey']: output['OutputValue'] for output in stack['Outputs']}['DistributionId']
cloudfront = boto3.client('cloudfront', region_name=sys.argv[2])
for one in cloudfront.list_invalidations(DistributionId=distribution)['InvalidationList'].get('Items', []):
    told = cloudfront.get_invalidation(DistributionId=distribution, Id=one['Id'])['Invalidation']
    print(*told['InvalidationBatch']['Paths']['Items'])
";

async fn publish(further: &[&str]) -> Told {
    let stack = stack_name();
    let told = Operator::Administrator.runs("publish_web.py", &[&["--stack", &stack], further].concat()).await;
    assert_eq!(told.code, Some(0), "{told:?}");
    told
}

async fn ask(script: &str) -> Vec<String> {
    let told = Operator::Administrator.runs_script(script, &[&stack_name(), &Stack::under_test().region]).await;
    assert_eq!(told.code, Some(0), "{told:?}");
    told.out.lines().map(str::to_owned).collect()
}

/// The status of a page or file and how long it may be kept.
async fn kept(path: &str) -> (u16, String) {
    let url = format!("{}{path}", Stack::under_test().web_url);
    let answer = tokio::task::spawn_blocking(move || Send::to_url("get", url).answer()).await.expect("the request ends");
    let header = answer.headers.get("cache-control").map(|value| value.to_str().expect("a header is text").to_owned());
    (answer.status.as_u16(), header.unwrap_or_default())
}

#[tokio::test]
async fn pages_are_asked_for_anew_and_what_was_put_by_hand_goes() {
    ask(PUT_BY_HAND).await;
    let before = ask(FORGOTTEN).await.len();
    let rehearsed = publish(&["--dry-run"]).await;
    assert!(rehearsed.out.contains("brand/put-by-hand.txt would be deleted"), "{rehearsed:?}");
    assert!(rehearsed.out.contains("Nothing was changed: "), "{rehearsed:?}");
    assert_eq!((kept("/brand/put-by-hand.txt").await.0, ask(FORGOTTEN).await.len()), (200, before));

    let published = publish(&[]).await;
    let lines: Vec<_> = published.out.lines().collect();
    let place = |wanted: &str| lines.iter().position(|line| *line == wanted).unwrap_or_else(|| panic!("{wanted}: {published:?}"));
    let last_asset = lines.iter().rposition(|line| line.starts_with("assets/")).expect("assets");
    assert!(last_asset < place("brand.json put") && place("brand.json put") < place("index.html put"), "{published:?}");
    assert!(place("index.html put") < place("brand/put-by-hand.txt deleted"), "{published:?}");
    assert_ne!(kept("/brand/put-by-hand.txt").await.0, 200);
    let forgotten = ask(FORGOTTEN).await;
    assert_eq!((forgotten.len(), forgotten.contains(&"/*".to_owned())), (before + 1, true), "{forgotten:?}");

    assert_eq!(kept("/").await, (200, "no-cache".to_owned()));
    assert_eq!(kept("/sign-in").await, (200, "no-cache".to_owned()));
    assert_eq!(kept("/brand.json").await, (200, "no-cache".to_owned()));
    let asset = lines[last_asset].trim_end_matches(" put");
    assert_eq!(kept(&format!("/{asset}")).await, (200, "public, max-age=31536000, immutable".to_owned()));

    publish(&[]).await;
    assert_eq!(ask(FORGOTTEN).await.len(), before + 1, "nothing could be kept too long any more");
}

#[tokio::test]
async fn a_stack_that_is_not_there_is_said() {
    let refused = Operator::Administrator.runs("publish_web.py", &["--stack", "atrium-elsewhere", "--dry-run"]).await;
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.starts_with("There is no stack 'atrium-elsewhere' in eu-central-1. Deploy it first"), "{refused:?}");
}
