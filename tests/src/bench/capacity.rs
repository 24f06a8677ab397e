//! What DynamoDB charges for a call, in tenths of a unit.
//!
//! Writes are charged as the local cloud says, which goes by the size of items and indexes. Reads are
//! not: it charges the same for a page as for one item. They are worked out here from what came back.
//! Source: Amazon DynamoDB developer guide, *Read consumption* and *Item sizes and formats*.

use serde_json::Value;

/// What is read is charged by this many bytes.
const READ_UNIT: u64 = 4096;
const STRONG: u64 = 10;
const EVENTUAL: u64 = 5;

/// The charge for a call, from its request and its answer.
#[must_use]
pub fn of(action: &str, request: &Value, answer: &Value) -> u64 {
    match action {
        "dynamodb:GetItem" => units(size(&answer["Item"])) * rate(request),
        "dynamodb:Query" => units(answer["Items"].as_array().into_iter().flatten().map(size).sum()) * rate(request),
        "dynamodb:BatchGetItem" => batch(request, answer),
        _ => told(&answer["ConsumedCapacity"]),
    }
}

/// Whether what a call takes is charged as writes, which cost more than reads.
#[must_use]
pub fn is_write(action: &str) -> bool {
    matches!(
        action,
        "dynamodb:PutItem" | "dynamodb:UpdateItem" | "dynamodb:DeleteItem" | "dynamodb:TransactWriteItems" | "dynamodb:BatchWriteItem"
    )
}

/// Each item is rounded up by itself, and one that is not there costs as much as a small one.
fn batch(request: &Value, answer: &Value) -> u64 {
    let tables = request["RequestItems"].as_object().into_iter().flatten();
    let of_table = |(name, wish): (&String, &Value)| {
        let found: Vec<u64> = answer["Responses"][name].as_array().into_iter().flatten().map(|item| units(size(item))).collect();
        let missing = wish["Keys"].as_array().map_or(0, Vec::len).saturating_sub(found.len());
        let missing = u64::try_from(missing).unwrap_or(u64::MAX);
        (found.iter().sum::<u64>() + missing) * rate(wish)
    };
    tables.map(of_table).sum()
}

fn rate(wish: &Value) -> u64 {
    if wish["ConsistentRead"] == true { STRONG } else { EVENTUAL }
}

fn units(bytes: u64) -> u64 {
    bytes.div_ceil(READ_UNIT).max(1)
}

/// The size of an item: its attributes' names and values.
fn size(item: &Value) -> u64 {
    item.as_object().into_iter().flatten().map(|(name, value)| length(name) + value_size(value)).sum()
}

fn value_size(value: &Value) -> u64 {
    let Some((kind, inner)) = value.as_object().and_then(|tagged| tagged.iter().next()) else { return 0 };
    match (kind.as_str(), inner) {
        ("S", Value::String(text)) => length(text),
        // Half a byte for each digit, and one more.
        ("N", Value::String(digits)) => length(digits).div_ceil(2) + 1,
        // Base64 of the bytes.
        ("B", Value::String(text)) => length(text) / 4 * 3,
        // One byte for each member, and three for being a list or a map.
        ("L", Value::Array(members)) => 3 + members.iter().map(|member| 1 + value_size(member)).sum::<u64>(),
        ("M", Value::Object(members)) => 3 + members.iter().map(|(name, member)| 1 + length(name) + value_size(member)).sum::<u64>(),
        (_, Value::Array(members)) => members.iter().filter_map(Value::as_str).map(length).sum(),
        _ => 1,
    }
}

fn length(text: &str) -> u64 {
    u64::try_from(text.len()).unwrap_or(u64::MAX)
}

/// What the local cloud says, of one table or of several.
fn told(consumed: &Value) -> u64 {
    match consumed {
        Value::Array(tables) => tables.iter().map(told).sum(),
        one => tenths(&one["CapacityUnits"]),
    }
}

/// `1.5` is 15.
fn tenths(units: &Value) -> u64 {
    let text = units.to_string();
    let (whole, rest) = text.split_once('.').unwrap_or((&text, "0"));
    let digit = rest.chars().next().and_then(|digit| digit.to_digit(10)).map_or(0, u64::from);
    whole.parse::<u64>().unwrap_or(0) * 10 + digit
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_page_is_charged_by_its_size() {
        let item = json!({ "pk": { "S": "x".repeat(1022) } });
        let page = |items: usize| json!({ "Items": vec![item.clone(); items] });
        let strong = json!({ "ConsistentRead": true });
        assert_eq!(of("dynamodb:Query", &strong, &page(0)), 10);
        assert_eq!(of("dynamodb:Query", &strong, &page(4)), 10);
        assert_eq!(of("dynamodb:Query", &strong, &page(5)), 20);
        assert_eq!(of("dynamodb:Query", &json!({}), &page(5)), 10, "half of it when eventually consistent");
        assert_eq!(of("dynamodb:GetItem", &strong, &json!({})), 10, "what is not there costs too");
    }

    #[test]
    fn each_item_of_a_batch_is_charged_by_itself() {
        let wish = json!({ "RequestItems": { "t": { "ConsistentRead": true, "Keys": [1, 2, 3] } } });
        let answer = json!({ "Responses": { "t": [{ "pk": { "S": "x" } }, { "pk": { "S": "x".repeat(5000) } }] } });
        assert_eq!(of("dynamodb:BatchGetItem", &wish, &answer), 40);
    }

    #[test]
    fn writes_cost_what_the_cloud_says() {
        let one = json!({ "ConsumedCapacity": { "TableName": "t", "CapacityUnits": 1.5 } });
        assert_eq!(of("dynamodb:PutItem", &json!({}), &one), 15);
        let several = json!({ "ConsumedCapacity": [{ "CapacityUnits": 14.0 }, { "CapacityUnits": 2 }] });
        assert_eq!(of("dynamodb:TransactWriteItems", &json!({}), &several), 160);
        assert_eq!(of("secretsmanager:GetSecretValue", &json!({}), &json!({})), 0);
    }

    #[test]
    fn values_have_the_documented_sizes() {
        assert_eq!(value_size(&json!({ "S": "äb" })), 3);
        assert_eq!(value_size(&json!({ "N": "1234" })), 3);
        assert_eq!(value_size(&json!({ "BOOL": true })), 1);
        assert_eq!(value_size(&json!({ "M": { "a": { "S": "bc" } } })), 3 + 1 + 1 + 2);
    }
}
