//! Inputs of every shape: nested, listed, counted, optional, changed or cleared. No endpoint has them all.

use std::str::FromStr;

use deserr::Deserr;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use utoipa::{PartialSchema, ToSchema};

use super::samples::{any_json, any_text, read_value};
use super::words::tests::Color;
use super::{Change, Json, List, Refused, Whole, WrongFields, read};
use crate::problem::{FieldCode, FieldError};
use crate::text::{Email, Line};

/// A decimal as text: JSON's numbers lose digits on the way through other people's programs. Kept in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
struct Weight(u32);

impl FromStr for Weight {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let wrong = || Refused::new(FieldCode::InvalidFormat, "a weight in kilograms, for example 1.250");
        let (whole, thousandths) = text.split_once('.').ok_or_else(wrong)?;
        let digits = format!("{whole}{thousandths}");
        let is_weight = thousandths.len() == 3 && digits.len() <= 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| is_weight).map(Self).ok_or_else(wrong)
    }
}

#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
struct Item {
    sku: Line<1, 20>,
    quantity: Whole<1, 99>,
    #[schema(value_type = String)]
    weight: Weight,
    #[deserr(default)]
    color: Option<Color>,
}

#[derive(Debug, Deserr)]
#[deserr(error = WrongFields, deny_unknown_fields)]
struct Address {
    street: Line<1, 40>,
    city: Line<1, 40>,
}

#[derive(Debug, Deserr)]
#[deserr(error = WrongFields, deny_unknown_fields)]
struct Order {
    email: Email,
    ship_to: Address,
    lines: List<Item, 1, 60>,
    #[deserr(default)]
    note: Change<Line<1, 20>>,
    #[deserr(default)]
    gift: Option<bool>,
}

fn line() -> Value {
    json!({ "sku": "TS-40", "quantity": 2, "weight": "1.250" })
}

fn order() -> Value {
    json!({ "email": "anna@b.example", "ship_to": { "street": "Am Ufer 1", "city": "Kiel" }, "lines": [line()] })
}

fn changed(pointer: &str, value: Value) -> Value {
    let mut order = order();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    match order.pointer_mut(parent).expect("the parent is there") {
        Value::Object(object) => drop(object.insert(name.to_owned(), value)),
        Value::Array(list) => list[name.parse::<usize>().expect("an index")] = value,
        other => panic!("{other} has no members"),
    }
    order
}

fn wrong(value: &Value) -> Vec<(String, FieldCode)> {
    let errors = read_value::<Order>(value).expect_err("the order is wrong");
    errors.into_iter().map(|FieldError { pointer, code, .. }| (pointer, code)).collect()
}

fn of(errors: &[(&str, FieldCode)]) -> Vec<(String, FieldCode)> {
    errors.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect()
}

#[test]
fn what_is_right_is_read_at_any_depth() {
    let sent = changed("/lines/0/color", json!("red"));
    let order: Order = read_value(&sent).expect("the order is right");
    assert_eq!((order.email.as_str(), order.ship_to.street.as_str(), order.ship_to.city.as_str()), ("anna@b.example", "Am Ufer 1", "Kiel"));
    let first = &order.lines[0];
    assert_eq!((first.sku.as_str(), first.quantity.get(), first.weight, first.color), ("TS-40", 2, Weight(1250), Some(Color::Red)));
    assert_eq!(order.lines.into_iter().count(), 1);
}

/// In the order of the types, whatever the order of the body; what is unknown comes last, where it stands.
#[test]
fn every_wrong_field_is_named_by_its_pointer() {
    let mut second = line();
    second["quantity"] = json!(100);
    second["size"] = json!("L");
    let third = json!({ "quantity": "2", "weight": "1.25", "color": "green" });
    let sent = json!({
        "na/me~": 1,
        "gift": "yes",
        "lines": [line(), second, third, 7],
        "ship_to": { "zip": "1", "city": "" },
        "email": 7,
    });
    let expected = [
        ("/email", FieldCode::WrongType),
        ("/ship_to/street", FieldCode::Required),
        ("/ship_to/city", FieldCode::TooShort),
        ("/ship_to/zip", FieldCode::UnknownField),
        ("/lines/1/quantity", FieldCode::NotAllowed),
        ("/lines/1/size", FieldCode::UnknownField),
        ("/lines/2/sku", FieldCode::Required),
        ("/lines/2/quantity", FieldCode::WrongType),
        ("/lines/2/weight", FieldCode::InvalidFormat),
        ("/lines/2/color", FieldCode::NotAllowed),
        ("/lines/3", FieldCode::WrongType),
        ("/gift", FieldCode::WrongType),
        ("/na~1me~0", FieldCode::UnknownField),
    ];
    assert_eq!(wrong(&sent), of(&expected));
}

#[test]
fn a_missing_object_is_one_field() {
    let expected = [("/email", FieldCode::Required), ("/ship_to", FieldCode::Required), ("/lines", FieldCode::Required)];
    assert_eq!(wrong(&json!({})), of(&expected));
    assert_eq!(wrong(&changed("/ship_to", json!(["Kiel"]))), of(&[("/ship_to", FieldCode::WrongType)]));
}

#[test]
fn a_list_has_its_bounds() {
    let longest = changed("/lines", (0..60).map(|_| line()).collect());
    assert_eq!(read_value::<Order>(&longest).map(|order| order.lines.len()), Ok(60));
    for (lines, code, detail) in [
        (json!([]), FieldCode::TooShort, "this must not be empty"),
        ((0..61).map(|_| json!("not even read")).collect(), FieldCode::TooLong, "at most 60 items, and these are 61"),
        (json!({}), FieldCode::WrongType, "this must be a list"),
    ] {
        let errors = read_value::<Order>(&changed("/lines", lines)).expect_err("the list is wrong");
        assert_eq!(errors, [FieldError { pointer: "/lines".to_owned(), code, detail: detail.to_owned() }]);
    }
}

#[test]
fn an_optional_field_may_be_missing_or_null() {
    for sent in [order(), changed("/gift", json!(null)), changed("/lines/0/color", json!(null))] {
        let order: Order = read_value(&sent).expect("the order is right");
        assert_eq!((order.gift, order.lines[0].color), (None, None));
    }
    assert_eq!(wrong(&changed("/lines/0/sku", json!(null))), of(&[("/lines/0/sku", FieldCode::WrongType)]));
}

#[test]
fn leaving_out_keeps_and_null_clears() {
    let note = |sent: &Value| read_value::<Order>(sent).map(|order| order.note);
    assert_eq!(note(&order()), Ok(Change::Keep));
    assert_eq!(note(&changed("/note", json!(null))), Ok(Change::Clear));
    assert_eq!(note(&changed("/note", json!(" x "))), Ok(Change::Set("x".parse().expect("a line"))));
    assert_eq!(wrong(&changed("/note", json!(""))), of(&[("/note", FieldCode::TooShort)]));
}

/// Fields of the type come first even so: a person can do something about them.
#[test]
fn no_more_than_fifty_fields_are_named() {
    let hostile: Map<String, Value> = (0..1000).map(|number| (format!("f{number}"), json!(1))).collect();
    let errors = wrong(&Value::Object(hostile.clone()));
    assert_eq!(errors.len(), 50);
    assert_eq!(errors[..2], of(&[("/email", FieldCode::Required), ("/ship_to", FieldCode::Required)]));
    let lines = (0..60).map(|_| Value::Object(hostile.clone())).collect();
    assert_eq!(wrong(&changed("/lines", lines)).len(), 50);
}

#[test]
fn a_hostile_name_is_cut_and_the_name_we_ask_with_is_refused_like_any_other() {
    let mut sent = order();
    sent["\0"] = json!(1);
    sent["x".repeat(1_000_000)] = json!(1);
    let pointers: Vec<_> = wrong(&sent).into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(pointers, ["/\0".to_owned(), format!("/{}", "x".repeat(64))]);
}

#[test]
fn a_repeated_name_is_named_at_any_depth() {
    let once = order().to_string();
    let twice = once.replace("\"city\"", "\"city\":\"Oslo\",\"city\"").replace("\"sku\"", "\"sku\":1,\"sku\":2,\"sku\"");
    let body: Json = serde_json::from_str(&twice).expect("this is JSON");
    let errors = read::<Order>(&body).expect_err("names are repeated");
    let named: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
    assert_eq!(named, [("/lines/0/sku", FieldCode::NotAllowed), ("/ship_to/city", FieldCode::NotAllowed)]);
    let unknown: Json = serde_json::from_str(r#"{"email": "a@b.example", "x": [{"y": 1, "y": 1}]}"#).expect("this is JSON");
    assert_eq!(read::<Order>(&unknown).expect_err("a name is repeated")[0].pointer, "/x/0/y");
}

#[test]
fn the_contract_says_what_a_list_and_a_number_may_be() {
    let schema = |schema| serde_json::to_value(schema).expect("a schema is JSON");
    let expected = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Item" }, "minItems": 1, "maxItems": 60 });
    assert_eq!(schema(List::<Item, 1, 60>::schema()), expected);
    assert_eq!(schema(Whole::<1, 99>::schema()), json!({ "type": "integer", "minimum": 1, "maximum": 99 }));
    let mut named = Vec::new();
    List::<Item, 1, 60>::schemas(&mut named);
    let names: Vec<_> = named.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.contains(&"Item") && names.contains(&"LineOf1To20") && names.contains(&"WholeFrom1To99"), "{names:?}");
}

proptest! {
    #[test]
    fn any_object_is_read_or_its_fields_are_named(
        mut values in prop::collection::hash_map(any_text(), any_json(), 0..4),
        known in prop::collection::hash_map("email|ship_to|lines|note|gift", any_json(), 0..4),
    ) {
        values.extend(known);
        let names = ["email", "ship_to", "lines", "note", "gift"];
        let unknown = values.keys().filter(|name| !names.contains(&name.as_str())).count();
        let sent = Value::Object(values.into_iter().collect());
        match read_value::<Order>(&sent) {
            Ok(_) => prop_assert_eq!(unknown, 0),
            Err(errors) => {
                prop_assert!((1..=50).contains(&errors.len()));
                prop_assert!(errors.iter().all(|error| error.pointer.starts_with('/') && !error.detail.is_empty()));
                let top = |error: &&FieldError| error.code == FieldCode::UnknownField && error.pointer.matches('/').count() == 1;
                prop_assert_eq!(errors.iter().filter(top).count(), unknown);
            }
        }
    }

    /// A list of anything is as wrong as its items are, each at its place.
    #[test]
    fn wrong_items_are_named_where_they_stand(items in prop::collection::vec(any_json(), 1..8)) {
        let errors = wrong(&changed("/lines", Value::Array(items.clone())));
        for index in 0..items.len() {
            let place = format!("/lines/{index}");
            prop_assert!(errors.iter().any(|(pointer, _)| *pointer == place || pointer.starts_with(&format!("{place}/"))), "{errors:?}");
        }
    }
}
