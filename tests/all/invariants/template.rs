//! The SAM template as JSON, in CloudFormation's long form: `!Sub x` becomes `{"Fn::Sub": "x"}`.

use serde_json::{Map, Value, json};
use yaml_serde::Value as Yaml;

/// What starts every fixed name.
pub const STACK: &str = "${AWS::StackName}-";

/// A YAML file of the repository.
pub fn read(path: &str) -> Value {
    let text = std::fs::read_to_string(tests::rendered::root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    long_form(yaml_serde::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}")))
}

/// The resources of the template, by logical id.
pub fn resources() -> Map<String, Value> {
    let Value::Object(resources) = read("infra/template.yaml")["Resources"].take() else { panic!("the template has resources") };
    resources
}

/// A function as the template declares it.
#[derive(Debug)]
pub struct Function {
    pub id: String,
    /// Behind the stack's name.
    pub suffix: String,
    pub handler: String,
    pub binary: String,
    pub declaration: Value,
}

impl Function {
    /// The logical id of its role.
    pub fn role(&self) -> String {
        text(&self.declaration["Properties"]["Role"]["Fn::GetAtt"][0])
    }
}

/// All functions of the template.
pub fn functions() -> Vec<Function> {
    let declared = resources().into_iter().filter(|(_, resource)| resource["Type"] == "AWS::Serverless::Function");
    declared.map(|(id, declaration)| function(id, declaration)).collect()
}

fn function(id: String, declaration: Value) -> Function {
    let properties = &declaration["Properties"];
    let name = text(&properties["FunctionName"]["Fn::Sub"]);
    let suffix = name.strip_prefix(STACK).unwrap_or_else(|| panic!("{id} is named {name:?}, not behind the stack's name"));
    Function {
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
