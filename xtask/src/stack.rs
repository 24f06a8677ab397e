//! `stack.json`: where the deployed portal is and who the demo people are. Tests and scripts read it.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::cloud::{self, Ports};
use crate::deploy::STACK_NAME;
use crate::layout::{StateDir, Workspace};
use crate::process::output_of;
use crate::stamps::write_whole;
use crate::tools::Environment;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    pub web_url: String,
    /// The public API, through the distribution.
    pub api_url: String,
    /// The same API beside the distribution, which must refuse.
    pub direct_api_url: String,
    pub endpoint_url: String,
    pub region: String,
    pub stack_name: String,
    pub user_pool_id: String,
    pub client_id: String,
    pub table_name: String,
    pub web_bucket: String,
    pub documents_bucket: String,
    /// The usage plan on which integrators' keys are put.
    pub integrations_plan_id: String,
    #[serde(default)]
    pub demo: Vec<Person>,
}

/// Somebody of the demo company or of its customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    pub name: String,
    pub role: String,
    pub email: String,
    pub password: String,
    #[serde(default)]
    pub totp_secret: Option<String>,
    /// What only the tests read.
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

impl Stack {
    pub fn read(state: &StateDir) -> Result<Self> {
        let path = state.stack_json();
        let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_slice(&content).with_context(|| format!("{} is damaged", path.display()))
    }

    /// Asks the deployed stack for its outputs and writes them down. The demo people stay as long as
    /// their user pool and their table are the same.
    pub fn describe(workspace: &Workspace, state: &StateDir, ports: Ports, tools: &Environment) -> Result<Self> {
        let outputs = Self::outputs(workspace, ports, tools)?;
        let mut stack = Self::from_outputs(ports, &outputs)?;
        if let Ok(known) = Self::read(state)
            && known.holds_the_data_of(&stack)
        {
            stack.demo = known.demo;
        }
        write_whole(&state.distribution_domain(), outputs.get("DistributionDomain")?.as_bytes())?;
        write_whole(&state.stack_json(), &serde_json::to_vec_pretty(&stack)?)?;
        Ok(stack)
    }

    /// What the deployed stack tells about itself; an error when there is none.
    pub fn outputs(workspace: &Workspace, ports: Ports, tools: &Environment) -> Result<Outputs> {
        Self::outputs_of(STACK_NAME, cloud::REGION, workspace, ports, tools)
    }

    /// The same of a stack with another name, or in another region.
    pub fn outputs_of(name: &str, region: &str, workspace: &Workspace, ports: Ports, tools: &Environment) -> Result<Outputs> {
        let mut ask = tools.python();
        ask.arg(workspace.infra().join("local/stack_outputs.py")).args([name, region]);
        cloud::aws_environment(&mut ask, ports);
        serde_json::from_str(&output_of(&mut ask)?).context("the stack's outputs are no JSON")
    }

    /// Changes when what people and tickets are kept in was replaced.
    pub fn data_identity(&self) -> String {
        format!("{} {}", self.user_pool_id, self.table_name)
    }

    pub fn person(&self, email: &str) -> Result<&Person> {
        if let Some(person) = self.demo.iter().find(|person| person.email.eq_ignore_ascii_case(email)) {
            return Ok(person);
        }
        let known: Vec<String> =
            self.demo.iter().map(|person| format!("  {:<32} {} ({})", person.email, person.name, person.role)).collect();
        bail!("nobody in the demo company has the address {email}. Known are:\n{}", known.join("\n"));
    }

    fn holds_the_data_of(&self, other: &Self) -> bool {
        self.data_identity() == other.data_identity()
    }

    fn from_outputs(ports: Ports, outputs: &Outputs) -> Result<Self> {
        Ok(Self {
            web_url: ports.web_url(),
            api_url: format!("{}/api/v1", ports.web_url()),
            direct_api_url: format!("{}/_aws/execute-api/{}/v1", ports.endpoint_url(), outputs.get("ApiId")?),
            endpoint_url: ports.endpoint_url(),
            region: cloud::REGION.to_owned(),
            stack_name: STACK_NAME.to_owned(),
            user_pool_id: outputs.get("UserPoolId")?.to_owned(),
            client_id: outputs.get("UserPoolClientId")?.to_owned(),
            table_name: outputs.get("TableName")?.to_owned(),
            web_bucket: outputs.get("WebBucket")?.to_owned(),
            documents_bucket: outputs.get("DocumentsBucket")?.to_owned(),
            integrations_plan_id: outputs.get("IntegrationsPlanId")?.to_owned(),
            demo: Vec::new(),
        })
    }
}

#[derive(Deserialize)]
#[serde(transparent)]
pub struct Outputs(BTreeMap<String, String>);

impl Outputs {
    pub fn get(&self, name: &str) -> Result<&str> {
        let value = self.0.get(name).with_context(|| format!("infra/template.yaml has no output {name}"))?;
        Ok(value)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn example() -> Stack {
        let outputs = r#"{"ApiId": "a1", "UserPoolId": "pool", "UserPoolClientId": "client", "TableName": "table",
            "WebBucket": "web", "DocumentsBucket": "documents", "IntegrationsPlanId": "plan",
            "DistributionDomain": "d.cloudfront.localhost"}"#;
        let outputs: Outputs = serde_json::from_str(outputs).expect("valid JSON");
        let mut stack = Stack::from_outputs(Ports { portal: 8400 }, &outputs).expect("all outputs are there");
        let anna = r#"{"name": "Anna Brückner", "role": "owner", "email": "anna@brueckner.example",
            "password": "correct horse", "totp_secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "account_ids": ["acc_1"]}"#;
        let mats = r#"{"name": "Mats Lindqvist", "role": "agent", "email": "mats@lindholm.example",
            "password": "battery", "account_ids": []}"#;
        stack.demo = [anna, mats].iter().map(|person| serde_json::from_str(person).expect("valid JSON")).collect();
        stack
    }

    #[test]
    fn addresses_follow_from_the_ports_and_the_outputs() {
        let stack = example();
        assert_eq!(stack.api_url, "http://localhost:8400/api/v1");
        assert_eq!(stack.direct_api_url, "http://127.0.0.1:8401/_aws/execute-api/a1/v1");
    }

    #[test]
    fn what_only_tests_read_survives_rewriting() -> Result<()> {
        let written = serde_json::to_string(&example())?;
        assert!(written.contains(r#""account_ids":["acc_1"]"#), "{written}");
        assert_eq!(serde_json::from_str::<Stack>(&written)?, example());
        Ok(())
    }

    #[test]
    fn an_unknown_address_lists_the_known_ones() {
        let message = example().person("nobody@example.com").expect_err("unknown").to_string();
        assert!(message.contains("anna@brueckner.example") && message.contains("mats@lindholm.example"));
        assert!(example().person("Anna@Brueckner.example").is_ok());
    }
}
