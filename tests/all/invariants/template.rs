//! The SAM templates as JSON, in CloudFormation's long form: `!Sub x` becomes `{"Fn::Sub": "x"}`.

use serde_json::{Map, Value, json};
use tests::domains::DOMAINS;
use yaml_serde::Value as Yaml;

pub const MAIN: &str = "infra/template.yaml";

/// What starts every fixed name in the main template.
pub const STACK: &str = "${AWS::StackName}-";
/// The same in the application of a domain, whose own stack has another name.
const STACK_IN_DOMAIN: &str = "${StackName}-";

/// A YAML file of the repository.
pub fn read(path: &str) -> Value {
    let text = std::fs::read_to_string(tests::rendered::root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    parsed(path, &text)
}

/// A YAML text; `path` is what a fault is told of.
pub fn parsed(path: &str, text: &str) -> Value {
    long_form(yaml_serde::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}")))
}

/// Where the application of a domain stands.
pub fn path_of(domain: &str) -> String {
    format!("infra/domains/{domain}.yaml")
}

/// The resources of one template, by logical id.
pub fn resources_of(path: &str) -> Map<String, Value> {
    let Value::Object(resources) = read(path)["Resources"].take() else { panic!("{path} has resources") };
    resources
}

/// The resources of all stacks of the portal: those of the main template by their logical ids, those of a domain behind
/// its name, `tickets.Logs`.
pub fn resources() -> Map<String, Value> {
    let mut all = resources_of(MAIN);
    for domain in DOMAINS {
        all.extend(resources_of(&path_of(domain)).into_iter().map(|(id, resource)| (format!("{domain}.{id}"), resource)));
    }
    all
}

/// A function as its domain's template declares it.
#[derive(Debug)]
pub struct Function {
    pub domain: &'static str,
    pub id: String,
    /// Behind the stack's name.
    pub suffix: String,
    pub handler: String,
    pub binary: String,
    pub declaration: Value,
}

impl Function {
    /// Its role, as in [`resources`].
    pub fn role(&self) -> String {
        format!("{}.{}", self.domain, text(&self.declaration["Properties"]["Role"]["Fn::GetAtt"][0]))
    }
}

/// All functions of the portal.
pub fn functions() -> Vec<Function> {
    let is_function = |resource: &Value| resource["Type"] == "AWS::Serverless::Function";
    let stray: Vec<_> = resources_of(MAIN).into_iter().filter(|(_, resource)| is_function(resource)).collect();
    assert!(stray.is_empty(), "functions stand in the applications of their domains: {stray:?}");
    let of_domain = |domain: &'static str| {
        let declared = resources_of(&path_of(domain)).into_iter().filter(move |(_, resource)| is_function(resource));
        declared.map(move |(id, declaration)| function(domain, id, declaration))
    };
    DOMAINS.iter().flat_map(|domain| of_domain(domain)).collect()
}

fn function(domain: &'static str, id: String, declaration: Value) -> Function {
    let properties = &declaration["Properties"];
    let name = text(&properties["FunctionName"]["Fn::Sub"]);
    let suffix = name.strip_prefix(STACK_IN_DOMAIN).unwrap_or_else(|| panic!("{id} is named {name:?}, not behind the stack's name"));
    Function {
        domain,
        suffix: suffix.to_owned(),
        handler: text(&properties["Handler"]),
        binary: text(&declaration["Metadata"]["BuildProperties"]["Binary"]),
        id,
        declaration,
    }
}

/// A text, or nothing: what is missing is reported where it is compared.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn long_form(yaml: Yaml) -> Value {
    match yaml {
        Yaml::Sequence(items) => items.into_iter().map(long_form).collect(),
        Yaml::Mapping(pairs) => pairs.into_iter().map(|(key, value)| (key_text(&key), long_form(value))).collect(),
        Yaml::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            intrinsic(tag.trim_start_matches('!'), long_form(tagged.value))
        }
        plain => serde_json::to_value(plain).expect("a scalar is JSON"),
    }
}

/// Keys that look like numbers or dates (`Version`s, ports) are keys all the same.
fn key_text(key: &Yaml) -> String {
    key.as_str().map_or_else(|| yaml_serde::to_string(key).expect("a key is a scalar").trim().to_owned(), str::to_owned)
}

fn intrinsic(name: &str, value: Value) -> Value {
    match (name, &value) {
        ("Ref" | "Condition", _) => json!({ name: value }),
        ("GetAtt", Value::String(path)) => {
            let (resource, attribute) = path.split_once('.').unwrap_or((path, ""));
            json!({ "Fn::GetAtt": [resource, attribute] })
        }
        _ => json!({ format!("Fn::{name}"): value }),
    }
}

#[test]
fn short_tags_are_read_as_their_long_form() {
    let yaml = yaml_serde::from_str("[!Ref A, !GetAtt B.Arn, !Sub '${C}-x', !If [D, !Ref E, 80]]").expect("YAML");
    let long = json!([{"Ref": "A"}, {"Fn::GetAtt": ["B", "Arn"]}, {"Fn::Sub": "${C}-x"}, {"Fn::If": ["D", {"Ref": "E"}, 80]}]);
    assert_eq!(long_form(yaml), long);
}
