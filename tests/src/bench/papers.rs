//! What requests about files use up: each gets a file, an upload or a request of its own.

use anyhow::{Context, Result};
use documents::files::repo as files;
use documents::requests::repo as requests;
use documents::shares::model::Named;
use serde_json::json;
use shared::brand::Brand;
use shared::people::{Account, StaffRole};
use shared::store::keys;

use super::Bench;
use super::world::World;
use crate::call::Call;
use crate::papers::{author, contract, file, pdf, request, share, upload, verification};
use crate::people::{Someone, now, staff};

/// A request with all that it needs; `None` when it is about something else, or the sample of the contract is enough.
///
/// # Errors
/// When that cannot be made.
pub async fn prepare(bench: &Bench<'_>, world: &World, operation: &str) -> Result<Option<Call>> {
    let Some(name) = operation.strip_prefix("documents.") else { return Ok(None) };
    let (seeder, writer) = (&world.seeder, if name == "download_file" { &world.reader } else { &world.writer });
    let account = writer.account.context("they have an account")?;
    let account: Account = seeder.store.get(&keys::account(account)).await?.context("it is there")?;
    let agent = Someone { account: Some(account.id), ..staff(seeder, StaffRole::Agent).await };
    let call = Call::to(operation).by(writer);
    let stored = async || {
        let file = file(&account, writer.id, "Measured.pdf");
        seeder.store.commit(files::put(None, &file, author(writer.id).actor)?).await?;
        anyhow::Ok(file.facts.file)
    };
    let shared = async || {
        let (file, share) = (stored().await?, share(writer.id));
        seeder.put(&keys::file_share(account.id, file, share.share), &share).await?;
        anyhow::Ok((file, share.share))
    };
    Ok(Some(match name {
        "complete_upload" => {
            let bytes = pdf(&["Measured"]);
            let upload = upload(&account, writer.id, "Measured.pdf", &bytes);
            seeder.put(&keys::upload(account.id, upload.upload), &upload).await?;
            let bucket = aws_sdk_s3::Client::new(&bench.plan.stack().sdk().await);
            bucket.put_object().bucket(&bench.plan.documents_bucket).key(upload.incoming()).body(bytes.into()).send().await?;
            call.path_variable("upload_id", &upload.upload.to_string())
        }
        "download_file" | "update_file" | "delete_file" | "comment_file" | "share_file" => {
            call.path_variable("file_id", &stored().await?.to_string())
        }
        "revoke_share" => {
            let (file, share) = shared().await?;
            call.path_variable("file_id", &file.to_string()).path_variable("share_id", &share.to_string())
        }
        "open_share" => {
            let (file, share) = shared().await?;
            let token = Named { account: account.id, file, share }.token(&bench.sealer().await?).await?;
            Call::to(operation).body(&json!({ "token": token }))
        }
        "update_brand" => {
            let seen = Brand::published(&seeder.store).await?.map_or(0, |brand| brand.number);
            let both = json!({ "en": "", "de": "" });
            let body = json!({ "version": seen, "name": "Measured", "legal_name": "Measured AB", "legal_lines": both, "footer": both,
                "sender_name": "Measured", "accent": "#0f766e", "tagline": both, "support_note": both, "links": {} });
            Call::to(operation).by(&staff(seeder, StaffRole::Admin).await).body(&body)
        }
        "create_document" => Call::to(operation).by(&agent),
        "revoke_document" | "send_for_signature" | "answer_signature" | "verify_document" => {
            let signer = (name == "answer_signature").then_some(writer.id);
            let made = contract(&account, agent.id, "Measured contract", signer);
            seeder.store.commit(documents::made::repo::verify(made.create(made.paper.by.actor)?, &verification(&made))?).await?;
            match name {
                "verify_document" => Call::to(operation).path_variable("code", made.paper.code.as_str()),
                "answer_signature" => call.path_variable("file_id", &made.paper.file.to_string()),
                "send_for_signature" => {
                    let body = json!({ "signers": [writer.id] });
                    Call::to(operation).by(&agent).path_variable("file_id", &made.paper.file.to_string()).body(&body)
                }
                _ => Call::to(operation).by(&agent).path_variable("file_id", &made.paper.file.to_string()),
            }
        }
        "request_files" => Call::to(operation).by(&agent),
        "review_request" => {
            let request = request(&account, writer.id, "Papers");
            seeder.store.commit(requests::put(None, &request, now())?).await?;
            let body = json!({ "outcome": "withdrawn" });
            Call::to(operation).by(&agent).path_variable("request_id", &request.request.to_string()).body(&body)
        }
        _ => return Ok(None),
    }))
}
