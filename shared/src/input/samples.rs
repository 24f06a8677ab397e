//! What tests of inputs share: anything that may be sent, and what the contract says of a type.

use std::cell::RefCell;
use std::collections::HashMap;

use deserr::Deserr;
use fancy_regex::Regex;
use proptest::prelude::*;
use serde_json::Value;
use utoipa::PartialSchema;

use super::{WrongFields, read};
use crate::problem::FieldError;

/// Reads what came as JSON.
pub(crate) fn read_value<T: Deserr<WrongFields>>(value: &Value) -> Result<T, Vec<FieldError>> {
    read(&serde_json::from_value(value.clone()).expect("JSON is JSON"))
}

/// Any JSON, with texts that are nearly what a field wants.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((any_text(), inner), 0..4).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// Texts of all kinds, also of characters that show nothing or must not be there.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ a-z\\t\\n\\r\u{85}\u{a0}\u{ad}\u{200b}\u{202e}\u{2028}\u{feff}]{0,12}",
        "[aA\u{301}\u{3164}\u{2800}\u{200d}\u{212b}\u{5d0}\u{fb1d}\u{1f3f4}\u{b}\u{fe0f}]{0,9}",
        "[a-zA-Z.,<@ -]{0,70}@[a-z.@-]{0,9}",
        "(L e<|mailto:)?[\u{200b}a.]{1,5}@[b.\u{ad}]{1,4}[.]?c[>;. ]{0,2}",
        " ?[a-zA-Zä.+-]{1,66}@([a-zü0-9-]{1,5}[.]){0,2}[a-z]{1,65}\n?",
        "[ a\u{85}]?[ -~\u{e4}]{10,14}[ \n\u{2028}]?[!-~]{0,3}",
        "[+][ (]{0,2}(49|39|31|1)[ (]{0,2}0?[)]?[1-3]{3,14}",
        "[ (+\u{202a}]{0,2}[0-9\u{ff10}\u{2011} ()./-]{5,20}",
    ]
}

fn published<T: PartialSchema>() -> Value {
    serde_json::to_value(T::schema()).expect("a schema is JSON")
}

/// Whether a text is what the published schema asks for.
pub(crate) fn is_published<T: PartialSchema>(text: &str) -> bool {
    let schema = published::<T>();
    let length = u64::try_from(text.chars().count()).expect("a length");
    schema["minLength"].as_u64().is_none_or(|least| length >= least)
        && schema["maxLength"].as_u64().is_none_or(|most| length <= most)
        && schema["pattern"].as_str().is_none_or(|pattern| is_match(pattern, text))
}

thread_local! {
    /// Patterns take long to prepare, and a test of many inputs asks for the same few.
    static PREPARED: RefCell<HashMap<String, Regex>> = RefCell::default();
}

fn is_match(pattern: &str, text: &str) -> bool {
    PREPARED.with_borrow_mut(|prepared| {
        let regex = prepared.entry(pattern.to_owned()).or_insert_with(|| Regex::new(pattern).expect("a regular expression"));
        regex.is_match(text).expect("it is found out")
    })
}
