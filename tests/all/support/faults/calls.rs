//! What a portal asked of AWS, as IAM would name it.

use serde_json::Value;

use super::http::Request;

/// One call.
#[derive(Debug, Clone)]
pub struct Call {
    /// As IAM calls it: `dynamodb`, `cognito-idp`.
    pub service: String,
    /// `GetItem`.
    pub operation: String,
    /// The body. It can hold passwords and codes: of tests only.
    pub request: Value,
    /// How many calls came before, since the plan was set.
    pub nth: usize,
    /// How many of these were of the same operation.
    pub nth_of_operation: usize,
}

impl Call {
    pub(super) fn of(request: &Request) -> Self {
        let target = request.header("x-amz-target").unwrap_or_default();
        let (service, operation) = match target.split_once('.') {
            Some(("DynamoDB_20120810", operation)) => ("dynamodb", operation),
            Some(("AWSCognitoIdentityProviderService", operation)) => ("cognito-idp", operation),
            Some((other, operation)) => (other, operation),
            // SES has resources instead.
            None if request.line().starts_with("POST /v2/email/outbound-emails ") => ("ses", "SendEmail"),
            // SNS takes forms.
            None if request.body.starts_with(b"Action=Publish&") => ("sns", "Publish"),
            None => ("", request.line()),
        };
        let body = serde_json::from_slice(&request.body).unwrap_or_default();
        Self { service: service.to_owned(), operation: operation.to_owned(), request: body, nth: 0, nth_of_operation: 0 }
    }

    /// `dynamodb:GetItem`.
    pub fn action(&self) -> String {
        format!("{}:{}", self.service, self.operation)
    }

    /// The table, or `table/index`, or the user pool; empty where a call names none of them.
    pub fn resource(&self) -> String {
        let text = |pointer: &str| self.request.pointer(pointer).and_then(Value::as_str);
        let batch = || self.request["RequestItems"].as_object()?.keys().next().map(String::as_str);
        let written = || self.writes().next()?.1["TableName"].as_str();
        let table = text("/TableName").or_else(batch).or_else(written).or_else(|| text("/UserPoolId")).unwrap_or_default();
        match text("/IndexName") {
            Some(index) => format!("{table}/{index}"),
            None => table.to_owned(),
        }
    }

    /// The members of a transaction with their kinds: `Put`, `Update` …
    pub fn writes(&self) -> impl Iterator<Item = (&str, &Value)> {
        let members = self.request["TransactItems"].as_array().into_iter().flatten();
        members.filter_map(Value::as_object).flatten().map(|(kind, write)| (kind.as_str(), write))
    }
}
