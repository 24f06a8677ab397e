//! The resources of several templates as one world: what an expression refers to is the same text wherever it stands.
//!
//! `!GetAtt Table.StreamArn` in the main template and `!Ref StreamArn` in an application that gets it as a parameter both
//! become `${template:Table.StreamArn}`. The ARN of a resource with a name of its own becomes the one that IAM sees,
//! whether it was written with `GetAtt` or constructed.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// A template, or a file that one includes.
#[derive(Debug, Clone)]
pub struct Document {
    pub path: String,
    /// In CloudFormation's long form.
    pub content: Value,
}

#[derive(Debug, Clone)]
pub struct Resource {
    /// The template's name and the logical id: `tickets:Logs`.
    pub id: String,
    pub kind: String,
    /// With every expression resolved: to a text, or to `{"Any": […]}` where a condition decides.
    pub properties: Value,
}

#[derive(Debug, Default)]
pub struct World {
    resources: BTreeMap<String, Resource>,
}

/// Types whose ARN follows from a name that the template may give.
const NAMED: [(&str, &str, &str); 9] = [
    ("AWS::Serverless::Function", "FunctionName", "lambda:${AWS::Region}:${AWS::AccountId}:function:"),
    ("AWS::Lambda::Function", "FunctionName", "lambda:${AWS::Region}:${AWS::AccountId}:function:"),
    ("AWS::CloudWatch::Alarm", "AlarmName", "cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:"),
    ("AWS::Events::Rule", "Name", "events:${AWS::Region}:${AWS::AccountId}:rule/"),
    ("AWS::SQS::Queue", "QueueName", "sqs:${AWS::Region}:${AWS::AccountId}:"),
    ("AWS::SNS::Topic", "TopicName", "sns:${AWS::Region}:${AWS::AccountId}:"),
    ("AWS::Logs::LogGroup", "LogGroupName", "logs:${AWS::Region}:${AWS::AccountId}:log-group:"),
    ("AWS::S3::Bucket", "BucketName", "s3:::"),
    ("AWS::SES::ConfigurationSet", "Name", "ses:${AWS::Region}:${AWS::AccountId}:configuration-set/"),
];

/// Several things are called as the stack is, so this alone names none of them.
const STACK_NAME: &str = "${AWS::StackName}";

impl Resource {
    fn name(&self) -> Option<String> {
        let (_, property, _) = NAMED.iter().find(|(kind, ..)| *kind == self.kind)?;
        self.properties[property].as_str().map(str::to_owned)
    }

    /// How IAM names it.
    pub fn arn(&self) -> String {
        let id = &self.id;
        let named = NAMED.iter().find(|(kind, ..)| *kind == self.kind);
        match (named, self.name(), self.kind.as_str()) {
            (Some((_, _, prefix)), Some(name), _) => format!("arn:${{AWS::Partition}}:{prefix}{name}"),
            (_, _, "AWS::S3::Bucket") => format!("arn:${{AWS::Partition}}:s3:::${{{id}}}"),
            (_, _, "AWS::SNS::Topic") => format!("${{{id}}}"),
            (_, _, "AWS::CloudFront::Distribution") => {
                format!("arn:${{AWS::Partition}}:cloudfront::${{AWS::AccountId}}:distribution/${{{id}}}")
            }
            _ => format!("${{{id}.Arn}}"),
        }
    }

    /// The texts that mean it, and the one each becomes.
    fn canonical_texts(&self) -> Vec<(String, String)> {
        let (id, arn) = (&self.id, self.arn());
        let reference = format!("${{{id}}}");
        let mut texts = vec![(format!("${{{id}.Arn}}"), arn.clone())];
        match self.kind.as_str() {
            "AWS::SNS::Topic" => texts.extend([(format!("${{{id}.TopicArn}}"), arn.clone()), (reference, arn)]),
            "AWS::Logs::LogGroup" => {
                texts[0].1.push_str(":*");
                texts.extend(self.name().map(|name| (reference, name)));
            }
            // The reference to a queue is its address.
            "AWS::SQS::Queue" => {}
            _ => texts.extend(self.name().map(|name| (reference, name))),
        }
        texts.retain(|(from, to)| from != to);
        texts
    }

    /// Whether a text names it.
    fn is_in(&self, text: &str) -> bool {
        let id = &self.id;
        let arn = self.arn();
        text.contains(&format!("${{{id}}}"))
            || text.contains(&format!("${{{id}."))
            || text.strip_prefix(&arn).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
            || text.ends_with(&format!("{arn}/invocations"))
            || (self.name().is_some_and(|name| text == name) && text.contains("${") && text != STACK_NAME)
    }
}

impl World {
    pub fn of(documents: &[Document]) -> Self {
        let mut world = Self::default();
        let is_used = |path: &str| documents.iter().any(|document| locations(&document.content).iter().any(|used| path.ends_with(used)));
        for root in documents.iter().filter(|document| !is_used(&document.path)) {
            world.add(documents, root, &BTreeMap::new());
        }
        world.make_canonical();
        world
    }

    fn add(&mut self, documents: &[Document], document: &Document, parameters: &BTreeMap<String, Value>) {
        let declared = document.content["Resources"].as_object().cloned().unwrap_or_default();
        let scope = Scope { documents, name: stem(&document.path), resources: &declared, parameters };
        for (logical_id, resource) in &declared {
            let kind = resource["Type"].as_str().unwrap_or_default().to_owned();
            let mut properties = scope.resolved(&resource["Properties"]);
            if kind == "AWS::Serverless::Function" {
                inherit(&mut properties, &scope.resolved(&document.content["Globals"]["Function"]));
            }
            if kind == "AWS::Serverless::Application" {
                let location = properties["Location"].as_str().unwrap_or_default();
                if let Some(child) = documents.iter().find(|document| !location.is_empty() && document.path.ends_with(location)) {
                    let given = properties["Parameters"].as_object().cloned().unwrap_or_default();
                    self.add(documents, child, &given.into_iter().collect());
                }
            }
            let id = format!("{}:{logical_id}", scope.name);
            self.resources.insert(id.clone(), Resource { id, kind, properties });
        }
    }

    fn make_canonical(&mut self) {
        let texts: Vec<(String, String)> = self.resources.values().flat_map(Resource::canonical_texts).collect();
        for resource in self.resources.values_mut() {
            replace(&mut resource.properties, &texts);
        }
    }

    pub fn all(&self) -> impl Iterator<Item = &Resource> {
        self.resources.values()
    }

    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Resource> {
        self.all().filter(move |resource| resource.kind == kind)
    }

    /// The resource that a text names.
    pub fn named(&self, text: &str) -> Option<&Resource> {
        let by_name = || self.all().find(|resource| resource.name().is_some_and(|name| name == text));
        self.all().find(|resource| resource.arn() == text).or_else(|| self.all().find(|resource| resource.is_in(text))).or_else(by_name)
    }

    /// The places where this resource names another: a path of property names each, and the text.
    pub fn references<'a>(&'a self, of: &'a Resource) -> Vec<(String, String)> {
        let mut found = Vec::new();
        walk(&of.properties, String::new(), &mut |path, text| {
            if self.all().any(|other| other.id != of.id && other.is_in(text)) {
                found.push((path.to_owned(), text.to_owned()));
            }
        });
        found
    }
}

struct Scope<'a> {
    documents: &'a [Document],
    name: &'a str,
    resources: &'a Map<String, Value>,
    parameters: &'a BTreeMap<String, Value>,
}

impl Scope<'_> {
    fn resolved(&self, value: &Value) -> Value {
        match value {
            Value::Array(items) => items.iter().map(|item| self.resolved(item)).collect(),
            Value::Object(fields) => match fields.iter().next() {
                Some((name, argument)) if fields.len() == 1 && (name == "Ref" || name.starts_with("Fn::")) => {
                    self.intrinsic(name, argument)
                }
                _ => Value::Object(fields.iter().map(|(name, value)| (name.clone(), self.resolved(value))).collect()),
            },
            plain => plain.clone(),
        }
    }

    fn intrinsic(&self, name: &str, argument: &Value) -> Value {
        match (name, argument) {
            ("Ref", Value::String(name)) if name == "AWS::NoValue" => Value::Null,
            ("Ref", Value::String(name)) => self.reference(name),
            ("Fn::GetAtt", Value::Array(path)) => {
                let path: Vec<&str> = path.iter().filter_map(Value::as_str).collect();
                Value::String(format!("${{{}:{}}}", self.name, path.join(".")))
            }
            ("Fn::Sub", Value::String(text)) => self.substituted(text, &Map::new()),
            ("Fn::Sub", Value::Array(arguments)) => {
                let locals = arguments.get(1).and_then(Value::as_object).cloned().unwrap_or_default();
                self.substituted(arguments[0].as_str().unwrap_or_default(), &locals)
            }
            ("Fn::If", Value::Array(arguments)) => {
                json!({ "Any": arguments.iter().skip(1).map(|argument| self.resolved(argument)).collect::<Vec<_>>() })
            }
            ("Fn::Transform", included) => {
                let location = included["Parameters"]["Location"].as_str().unwrap_or_default();
                let file = self.documents.iter().find(|document| !location.is_empty() && document.path.ends_with(location));
                file.map_or(Value::Null, |file| self.resolved(&file.content))
            }
            _ => Value::String(format!("${{{name}}}")),
        }
    }

    fn reference(&self, name: &str) -> Value {
        if name.starts_with("AWS::") {
            return Value::String(format!("${{{name}}}"));
        }
        let (id, _) = name.split_once('.').unwrap_or((name, ""));
        match self.parameters.get(name) {
            Some(given) if !self.resources.contains_key(id) => given.clone(),
            _ => Value::String(format!("${{{}:{name}}}", self.name)),
        }
    }

    fn substituted(&self, text: &str, locals: &Map<String, Value>) -> Value {
        let mut alternatives = vec![String::new()];
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let value = locals.get(name).map_or_else(|| self.reference(name), |local| self.resolved(local));
            let values = texts(&value);
            alternatives =
                alternatives.iter().flat_map(|start| values.iter().map(move |value| format!("{start}{before}{value}"))).collect();
            rest = after;
        }
        for alternative in &mut alternatives {
            alternative.push_str(rest);
        }
        match <[String; 1]>::try_from(alternatives) {
            Ok([only]) => Value::String(only),
            Err(several) => json!({ "Any": several }),
        }
    }
}

/// All texts that may stand there: of a list, and of the alternatives of a condition.
pub fn texts(value: &Value) -> Vec<String> {
    items(value).iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// All values that may stand there; of a list, its items.
pub fn items(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(all) => all.iter().flat_map(items).collect(),
        Value::Object(fields) if fields.len() == 1 && fields.contains_key("Any") => items(&fields["Any"]),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn walk(value: &Value, path: String, seen: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => seen(&path, text),
        Value::Array(items) => items.iter().for_each(|item| walk(item, path.clone(), seen)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let below = match (name.as_str(), path.as_str()) {
                    ("Any", _) => path.clone(),
                    (name, "") => name.to_owned(),
                    (name, path) => format!("{path}.{name}"),
                };
                walk(value, below, seen);
            }
        }
        _ => {}
    }
}

fn replace(value: &mut Value, texts: &[(String, String)]) {
    match value {
        Value::String(text) => {
            for (from, to) in texts {
                if text.contains(from.as_str()) {
                    *text = text.replace(from.as_str(), to);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, texts)),
        Value::Object(fields) => fields.values_mut().for_each(|value| replace(value, texts)),
        _ => {}
    }
}

fn inherit(properties: &mut Value, globals: &Value) {
    let (Some(properties), Some(globals)) = (properties.as_object_mut(), globals.as_object()) else { return };
    for (name, value) in globals {
        properties.entry(name).or_insert_with(|| value.clone());
    }
}

/// The files that a document names as its applications and includes.
fn locations(content: &Value) -> Vec<String> {
    match content {
        Value::Object(fields) => {
            let own = fields.get("Location").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(fields.values().flat_map(locations)).collect()
        }
        Value::Array(items) => items.iter().flat_map(locations).collect(),
        _ => Vec::new(),
    }
}

fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(".yaml").unwrap_or(file)
}
