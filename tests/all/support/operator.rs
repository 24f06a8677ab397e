//! The operator's commands, as `cargo xtask` runs them, against the stack under test.

use std::process::Command;

use tests::stack::Stack;

/// What a command printed and how it ended.
#[derive(Debug)]
pub struct Told {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Somebody who runs commands.
#[derive(Debug, Clone, Copy)]
pub enum Operator {
    /// The local cloud's administrator.
    Administrator,
    /// Whose environment has no credentials.
    Nobody,
}

impl Told {
    /// What was printed by a command that must succeed.
    #[track_caller]
    pub fn succeeded(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }
}

impl Operator {
    /// Runs a program of `infra/operations`. It can reach the local cloud only: nothing of the environment's own
    /// AWS settings is left.
    pub async fn runs(self, program: &str, arguments: &[&str]) -> Told {
        let arguments = owned(arguments);
        let program = program.to_owned();
        tokio::task::spawn_blocking(move || self.runs_here(&program, &borrowed(&arguments))).await.expect("the command ends")
    }

    /// The same, and nothing else meanwhile.
    pub fn runs_here(self, program: &str, arguments: &[&str]) -> Told {
        let program = tests::rendered::root().join("infra/operations").join(program);
        self.python(&[&[program.to_str().expect("a path is text")], arguments].concat())
    }

    /// Runs a few lines with the same library, for what the commands themselves never do.
    pub async fn runs_script(self, script: &str, arguments: &[&str]) -> Told {
        let arguments = owned(&[&["-c", script], arguments].concat());
        tokio::task::spawn_blocking(move || self.python(&borrowed(&arguments))).await.expect("the script ends")
    }

    /// The same, and nothing else meanwhile.
    pub fn runs_script_here(self, script: &str, arguments: &[&str]) -> Told {
        self.python(&[&["-c", script], arguments].concat())
    }

    fn python(self, arguments: &[&str]) -> Told {
        let mut command = Command::new(tests::rendered::root().join("target/tools/sam/bin/python"));
        command.args(arguments);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("AWS_") {
                command.env_remove(name);
            }
        }
        let stack = Stack::under_test();
        command
            .env("AWS_ENDPOINT_URL", &stack.endpoint_url)
            .env("AWS_REGION", &stack.region)
            .env("AWS_CONFIG_FILE", "/dev/null")
            .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("PYTHONDONTWRITEBYTECODE", "1");
        if arguments.first() == Some(&"-c") {
            // The library itself overlooks AWS_REGION; the commands do not.
            command.env("AWS_DEFAULT_REGION", &stack.region);
        }
        if matches!(self, Self::Administrator) {
            command.env("AWS_ACCESS_KEY_ID", "test").env("AWS_SECRET_ACCESS_KEY", "test");
        }
        let ended = command.output().expect("target/tools/sam is installed; `cargo xtask run` or `test` does it");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("a command prints text");
        Told { code: ended.status.code(), out: text(ended.stdout), err: text(ended.stderr) }
    }
}

fn owned(arguments: &[&str]) -> Vec<String> {
    arguments.iter().map(ToString::to_string).collect()
}

fn borrowed(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

/// The name of the stack under test.
pub fn stack_name() -> String {
    Stack::under_test().rest["stack_name"].as_str().expect("a stack has a name").to_owned()
}

/// The two keys that open the API: A and B.
pub fn door_keys_here() -> Vec<String> {
    const READ: &str = "
import boto3, json, sys
cloudformation, gateway = boto3.client('cloudformation'), boto3.client('apigateway')
def value(name):
    found = cloudformation.describe_stack_resource(StackName=sys.argv[1], LogicalResourceId=name)['StackResourceDetail']
    return gateway.get_api_key(apiKey=found['PhysicalResourceId'], includeValue=True)['value']
print(json.dumps([value(name) for name in ('DoorKeyAKey', 'DoorKeyBKey')]))";
    let printed = Operator::Administrator.runs_script_here(READ, &[&stack_name()]).succeeded();
    serde_json::from_str(&printed).expect("two keys")
}

/// The same, with other work meanwhile.
pub async fn door_keys() -> Vec<String> {
    tokio::task::spawn_blocking(door_keys_here).await.expect("the keys are read")
}
