//! The bucket of documents: what is put below `incoming/` is checked and copied below `files/`; browsers get links that say exactly
//! what they may do.

use std::collections::BTreeMap;
use std::error::Error as StdError;

use aws_credential_types::provider::ProvideCredentials;
use aws_sdk_s3::Client;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use shared::app::SdkConfig;
use shared::problem::{Code, Problem};
use tokio::time::Duration;

use crate::files::content::Content;
use crate::post_policy::{Allowed, fields};

/// How long a link to download is good.
pub const DOWNLOAD: SignedDuration = SignedDuration::from_mins(5);
/// How long the links of an upload are good; when they are over, `resume` gives new ones.
pub const UPLOAD: SignedDuration = SignedDuration::from_hours(1);
/// How large the parts are that an upload comes in; the last is what is left. S3 takes none below 5 MiB but the last.
pub const PART: u64 = 8 * 1024 * 1024;

/// The bucket, as this function may use it.
#[derive(Debug, Clone)]
pub struct Bucket {
    client: Client,
    sdk: SdkConfig,
    name: String,
}

/// The bucket did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum BucketError {
    #[error("the bucket answered {code}")]
    Refused { code: String, source: Box<dyn StdError + Send + Sync> },
    #[error("no link could be signed")]
    NotSigned(#[source] Box<dyn StdError + Send + Sync>),
}

impl<E: ProvideErrorMetadata + StdError + Send + Sync + 'static> From<E> for BucketError {
    fn from(error: E) -> Self {
        Self::Refused { code: error.code().unwrap_or("nothing").to_owned(), source: error.into() }
    }
}

impl From<BucketError> for Problem {
    fn from(error: BucketError) -> Self {
        Self::new(Code::Unavailable, "The files are not available at the moment. Please try again.").because(error)
    }
}

type Result<T, E = BucketError> = std::result::Result<T, E>;

/// An object as it was read: what it is, and which one it was.
#[derive(Debug)]
pub struct Read {
    pub content: Content,
    pub etag: String,
}

fn missing(error: &impl ProvideErrorMetadata) -> bool {
    matches!(error.code(), Some("NoSuchKey" | "NoSuchUpload" | "NotFound" | "PreconditionFailed"))
}

impl Bucket {
    #[must_use]
    pub fn new(sdk: &SdkConfig, name: String) -> Self {
        Self { client: Client::new(sdk), sdk: sdk.clone(), name }
    }

    /// Where a browser sends a form, and its fields.
    ///
    /// # Errors
    /// When there is nothing to sign with.
    pub async fn form(&self, key: &str, media_type: &str, size: u64, sha256: &[u8], now: Timestamp) -> Result<Form> {
        let provider = self.sdk.credentials_provider().ok_or_else(|| BucketError::NotSigned("no credentials".into()))?;
        let credentials = provider.provide_credentials().await.map_err(|error| BucketError::NotSigned(error.into()))?;
        let region = self.sdk.region().map(ToString::to_string).unwrap_or_default();
        let sha256 = STANDARD.encode(sha256);
        let allowed = Allowed { bucket: &self.name, key, media_type, size, sha256: &sha256, until: now + UPLOAD };
        let fields = fields(allowed, &region, &credentials, now);
        // Where the bucket is, only the SDK knows: it stands before the key in each link.
        let link = self.client.get_object().bucket(&self.name).key("-").presigned(lasting(UPLOAD)?).await?;
        let address = link.uri().split('?').next().unwrap_or_default().trim_end_matches('-').to_owned();
        Ok(Form { url: address, fields })
    }

    /// Begins an upload in parts.
    ///
    /// # Errors
    /// When the bucket refuses.
    pub async fn begin_parts(&self, key: &str, media_type: &str) -> Result<String> {
        let begun = self.client.create_multipart_upload().bucket(&self.name).key(key).content_type(media_type).send().await?;
        Ok(begun.upload_id.unwrap_or_default())
    }

    /// The link that takes one part of an upload.
    ///
    /// # Errors
    /// When there is nothing to sign with.
    pub async fn part_link(&self, key: &str, upload: &str, number: i32, size: u64) -> Result<String> {
        let part = self.client.upload_part().bucket(&self.name).key(key).upload_id(upload).part_number(number);
        let link = part.content_length(i64::try_from(size).unwrap_or(i64::MAX)).presigned(lasting(UPLOAD)?).await?;
        Ok(link.uri().to_owned())
    }

    /// The parts that arrived, with their sizes and tags; `None` when the upload is no longer open.
    ///
    /// # Errors
    /// When the bucket refuses.
    pub async fn parts(&self, key: &str, upload: &str) -> Result<Option<BTreeMap<i32, (u64, String)>>> {
        let answer = self.client.list_parts().bucket(&self.name).key(key).upload_id(upload).send().await;
        let listed = match answer {
            Ok(listed) => listed,
            Err(error) if missing(&error) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let part = |part: &aws_sdk_s3::types::Part| {
            let size = part.size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default();
            Some((part.part_number?, (size, part.e_tag.clone()?)))
        };
        Ok(Some(listed.parts().iter().filter_map(part).collect()))
    }

    /// Joins the parts of an upload to one object.
    ///
    /// # Errors
    /// When the bucket refuses.
    pub async fn join(&self, key: &str, upload: &str, parts: &BTreeMap<i32, (u64, String)>) -> Result<()> {
        let parts = parts.iter().map(|(number, (_, etag))| CompletedPart::builder().part_number(*number).e_tag(etag).build()).collect();
        let joined = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
        let request = self.client.complete_multipart_upload().bucket(&self.name).key(key).upload_id(upload);
        match request.multipart_upload(joined).send().await {
            Ok(_) => Ok(()),
            // It was joined already: by a try whose answer was lost, or by whoever was faster.
            Err(error) if missing(&error) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads an object from end to end; `None` when there is none.
    ///
    /// # Errors
    /// When the bucket refuses, or the object ends early.
    pub async fn read(&self, key: &str) -> Result<Option<Read>> {
        let mut object = match self.client.get_object().bucket(&self.name).key(key).send().await {
            Ok(object) => object,
            Err(error) if missing(&error) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut content = Content::default();
        while let Some(bytes) = object.body.next().await {
            content.take(
                &bytes.map_err(|error| BucketError::Refused { code: "an object that ended early".to_owned(), source: error.into() })?,
            );
        }
        Ok(Some(Read { content, etag: object.e_tag.unwrap_or_default() }))
    }

    /// Copies what was read, and nothing that was put in its place since; whether it was still there.
    ///
    /// # Errors
    /// When the bucket refuses.
    pub async fn copy(&self, from: &str, etag: &str, to: &str) -> Result<bool> {
        let source = format!("{}/{from}", self.name);
        match self.client.copy_object().bucket(&self.name).key(to).copy_source(source).copy_source_if_match(etag).send().await {
            Ok(_) => Ok(true),
            Err(error) if missing(&error) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// The bytes of an object; `None` when there is none.
    ///
    /// # Errors
    /// When the bucket refuses, or the object ends early.
    pub async fn bytes(&self, key: &str) -> Result<Option<Vec<u8>>> {
        let object = match self.client.get_object().bucket(&self.name).key(key).send().await {
            Ok(object) => object,
            Err(error) if missing(&error) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let bytes = object.body.collect().await;
        let bytes = bytes.map_err(|error| BucketError::Refused { code: "an object that ended early".to_owned(), source: error.into() })?;
        Ok(Some(bytes.into_bytes().to_vec()))
    }

    /// Puts an object.
    ///
    /// # Errors
    /// When the bucket refuses.
    pub async fn put(&self, key: &str, bytes: Vec<u8>, media_type: &str) -> Result<()> {
        let put = self.client.put_object().bucket(&self.name).key(key).content_type(media_type).body(bytes.into());
        put.send().await.map(drop).map_err(BucketError::from)
    }

    /// Takes an object away; one that is gone stays gone.
    ///
    /// # Errors
    /// When the bucket refuses.
    pub async fn delete(&self, key: &str) -> Result<()> {
        self.client.delete_object().bucket(&self.name).key(key).send().await.map(drop).map_err(BucketError::from)
    }

    /// A link that downloads an object under a name, or shows it in the page.
    ///
    /// # Errors
    /// When there is nothing to sign with.
    pub async fn link(&self, key: &str, media_type: &str, disposition: &str) -> Result<String> {
        let object = self.client.get_object().bucket(&self.name).key(key);
        let object = object.response_content_type(media_type).response_content_disposition(disposition).response_cache_control("no-store");
        Ok(object.presigned(lasting(DOWNLOAD)?).await.map(|link: PresignedRequest| link.uri().to_owned())?)
    }
}

/// A form that a browser sends as `multipart/form-data`, the file as its last field, `file`.
#[derive(Debug)]
pub struct Form {
    pub url: String,
    pub fields: BTreeMap<String, String>,
}

fn lasting(time: SignedDuration) -> Result<PresigningConfig> {
    let time = Duration::from_secs(time.as_secs().unsigned_abs());
    PresigningConfig::expires_in(time).map_err(|error| BucketError::NotSigned(error.into()))
}
