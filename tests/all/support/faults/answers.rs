//! How AWS says no. Source: Amazon DynamoDB developer guide, *Error handling with DynamoDB*, and the
//! API reference of `TransactWriteItems`; Amazon Cognito user pools API reference, *Common errors*.

use serde_json::{Value, json};

use super::calls::Call;
use super::http;

const DYNAMODB: &str = "com.amazonaws.dynamodb.v20120810#";

/// Another transaction is at work on the same item; `None` for calls that conflict with nothing.
pub fn conflict(call: &Call) -> Option<Vec<u8>> {
    match call.operation.as_str() {
        "TransactWriteItems" => Some(cancelled(call)),
        "PutItem" | "UpdateItem" | "DeleteItem" => {
            let message = "Transaction is ongoing for the item";
            Some(dynamodb("400 Bad Request", &json!({ "__type": format!("{DYNAMODB}TransactionConflictException"), "message": message })))
        }
        _ => None,
    }
}

/// One member of the transaction met another transaction.
fn cancelled(call: &Call) -> Vec<u8> {
    let members = call.writes().count();
    let unlucky = call.nth % members.max(1);
    let codes: Vec<&str> = (0..members).map(|member| if member == unlucky { "TransactionConflict" } else { "None" }).collect();
    let reason = |code: &&str| match *code {
        "None" => json!({ "Code": "None" }),
        code => json!({ "Code": code, "Message": "Transaction is ongoing for the item" }),
    };
    let message = format!("Transaction cancelled, please refer cancellation reasons for specific reasons [{}]", codes.join(", "));
    let body = json!({
        "__type": format!("{DYNAMODB}TransactionCanceledException"),
        "CancellationReasons": codes.iter().map(reason).collect::<Vec<_>>(),
        "Message": message,
    });
    dynamodb("400 Bad Request", &body)
}

pub fn in_progress() -> Vec<u8> {
    let message = "Transaction is in progress for the same client request token";
    dynamodb("400 Bad Request", &json!({ "__type": format!("{DYNAMODB}TransactionInProgressException"), "Message": message }))
}

/// DynamoDB has two ways to say so; they take turns.
pub fn throttle(call: &Call) -> Vec<u8> {
    let (kind, message) = match (call.service.as_str(), call.nth % 2) {
        ("cognito-idp", _) => return cognito("400 Bad Request", "TooManyRequestsException", "Rate exceeded"),
        ("dynamodb", 0) => (
            format!("{DYNAMODB}ProvisionedThroughputExceededException"),
            "The level of configured provisioned throughput for the table was exceeded.",
        ),
        _ => (
            "com.amazon.coral.availability#ThrottlingException".to_owned(),
            "Throughput exceeds the current capacity of your table or index.",
        ),
    };
    dynamodb("400 Bad Request", &json!({ "__type": kind, "message": message }))
}

pub fn failure(call: &Call) -> Vec<u8> {
    if call.service == "cognito-idp" {
        return cognito("500 Internal Server Error", "InternalErrorException", "Internal error");
    }
    let body = json!({ "__type": format!("{DYNAMODB}InternalServerError"), "message": "Internal server error" });
    dynamodb("500 Internal Server Error", &body)
}

fn dynamodb(status: &str, body: &Value) -> Vec<u8> {
    http::answer(status, "application/x-amz-json-1.0", &body.to_string())
}

fn cognito(status: &str, kind: &str, message: &str) -> Vec<u8> {
    http::answer(status, "application/x-amz-json-1.1", &json!({ "__type": kind, "message": message }).to_string())
}
