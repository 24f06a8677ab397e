//! Answers of reads as they came, for [`super::wire`] to read.
//!
//! The SDK asks, signs, retries and understands errors as always. Only the body of a good answer is not made
//! into `AttributeValue`s: it comes out whole, as the one field of a single item, where the SDK's own type has
//! its items.

use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItemOutput;
use aws_sdk_dynamodb::operation::get_item::GetItemOutput;
use aws_sdk_dynamodb::operation::query::QueryOutput;
use aws_sdk_dynamodb::operation::scan::ScanOutput;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{BeforeDeserializationInterceptorContextMut, Output, OutputOrError};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, Metadata, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::config_bag::ConfigBag;

use super::item::Attributes;

/// Keeps good answers of reads as they came. Belongs into a client that only [`super::Store`] reads with.
#[derive(Debug)]
pub struct AsTheyCame;

#[dyn_dispatch_hint]
impl Intercept for AsTheyCame {
    fn name(&self) -> &'static str {
        "AsTheyCame"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if context.response().status().is_success() {
            let read = config.load::<Metadata>().and_then(|operation| Read::named(operation.name()));
            if let Some(read) = read {
                config.interceptor_state().store_put(SharedResponseDeserializer::new(read));
            }
        }
        Ok(())
    }
}

/// The operations that read.
#[derive(Debug, Clone, Copy)]
enum Read {
    One,
    Batch,
    Query,
    Scan,
}

impl Read {
    fn named(operation: &str) -> Option<Self> {
        match operation {
            "GetItem" => Some(Self::One),
            "BatchGetItem" => Some(Self::Batch),
            "Query" => Some(Self::Query),
            "Scan" => Some(Self::Scan),
            _ => None,
        }
    }
}

impl DeserializeResponse for Read {
    fn deserialize_nonstreaming_with_config(&self, response: &HttpResponse, _: &ConfigBag) -> OutputOrError {
        // A good answer whose body broke off is asked for again, and this stays in place for the second answer.
        // When that one is an error, it is as if its body had broken off, too: worth one more try.
        let body = response.body().bytes().filter(|_| response.status().is_success());
        let body = body.ok_or_else(|| OrchestratorError::response(format!("status {} at a second try", response.status()).into()))?;
        let item = Attributes::from([(String::new(), AttributeValue::B(Blob::new(body)))]);
        Ok(match self {
            Self::One => Output::erase(GetItemOutput::builder().set_item(Some(item)).build()),
            Self::Batch => Output::erase(BatchGetItemOutput::builder().responses(String::new(), vec![item]).build()),
            Self::Query => Output::erase(QueryOutput::builder().items(item).build()),
            Self::Scan => Output::erase(ScanOutput::builder().items(item).build()),
        })
    }
}

/// The whole body that [`AsTheyCame`] put into an answer's only item.
pub fn body_of(items: impl IntoIterator<Item = Attributes>) -> Option<Vec<u8>> {
    match items.into_iter().next()?.remove("")? {
        AttributeValue::B(body) => Some(body.into_inner()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_types::body::SdkBody;

    fn response(status: u16, body: &'static str) -> HttpResponse {
        HttpResponse::new(status.try_into().expect("a status"), SdkBody::from(body))
    }

    #[test]
    fn a_good_answer_comes_out_whole_and_an_error_is_none() {
        let config = ConfigBag::base();
        let answer = |read: Read, status| read.deserialize_nonstreaming_with_config(&response(status, "{ }"), &config);
        let one = answer(Read::One, 200).expect("an answer").downcast::<GetItemOutput>().expect("of GetItem");
        assert_eq!(body_of(one.item), Some(b"{ }".to_vec()));
        let batch = answer(Read::Batch, 200).expect("an answer").downcast::<BatchGetItemOutput>().expect("of BatchGetItem");
        assert_eq!(body_of(batch.responses.into_iter().flatten().flat_map(|(_, items)| items)), Some(b"{ }".to_vec()));
        let query = answer(Read::Query, 200).expect("an answer").downcast::<QueryOutput>().expect("of Query");
        assert_eq!(body_of(query.items.into_iter().flatten()), Some(b"{ }".to_vec()));
        for read in [Read::One, Read::Batch, Read::Query] {
            assert!(answer(read, 400).is_err_and(|error| error.is_response_error()), "so that it is tried again");
        }
    }
}
