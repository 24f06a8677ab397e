//! A member signs a contract, or does not: `POST /accounts/{account_id}/files/{file_id}/signature`. Emits `signature.signed` or
//! `signature.declined`, and asks whoever comes next.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::event::{Actor, Event};
use shared::idempotency::{Command, Done, answered_or, commit_once};
use shared::input::WrongFields;
use shared::params::Path;
use shared::problem::{Code, Problem, Result};
use utoipa::ToSchema;

use super::model::{Answered, DeclineReason, NotTaken, SignatureAnswer, SignedName, SigningState};
use super::{asked, shown_at_home};
use crate::files::download_file::FilePath;
use crate::files::filing::seq;
use crate::files::start_upload::Sha256Hex;
use crate::made::model::{MadeState, Paper as Stays};
use crate::made::repo;
use crate::made::wire::Paper;
use crate::state::{Documents, NotSet};

/// What somebody answers who is to sign.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"answer": "signed", "name": "Anna Brückner", "consent": true,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}))]
pub struct AnswerSignature {
    pub answer: SignatureAnswer,
    /// What they read: `sha256` of the document.
    pub sha256: Sha256Hex,
    /// Of who signs: their name, typed.
    #[deserr(default)]
    pub name: Option<SignedName>,
    /// Of who signs: that they agree to `consent` of the document.
    #[deserr(default)]
    pub consent: Option<bool>,
    /// Of who does not: why.
    #[deserr(default)]
    pub reason: Option<DeclineReason>,
}

/// Signs a contract, or declines to
///
/// For whoever's turn it is, just after they proved who they are. Both are for good; a contract that was declined is sent anew by staff.
#[utoipa::path(post, path = "/accounts/{account_id}/files/{file_id}/signature", params(FilePath), request_body = AnswerSignature,
    responses((status = 200, body = Paper)))]
pub async fn answer_signature(
    State(state): State<Documents>,
    permit: Permit,
    Path(FilePath { file_id, .. }): Path<FilePath>,
    Command { input, once }: Command<AnswerSignature>,
) -> Result<Done<Json<Paper>>> {
    let (app, account, now) = (&state.app, permit.account().id, state.app.clock.now());
    let portal = state.portal.as_deref().ok_or(NotSet("PORTAL_URL"))?;
    let answer = answer(&permit, &input)?;
    let before = repo::find(&app.store, &permit, file_id, now).await?;
    let signing = match before.paper.signing.as_ref() {
        None => Err(NotTaken::NotAsked),
        Some(_) if before.paper.state != MadeState::Issued => Err(NotTaken::Ended),
        Some(signing) => signing.answered(permit.person().id, &input.sha256.text(), answer, now),
    };
    let signing = match signing {
        Ok(signing) => signing,
        Err(why) => return Ok(answered_or(app, &permit, &once, not_taken(why)).await?.into()),
    };
    let (state_after, asked_by) = (signing.state, signing.asked_by);
    let after = before.with(Stays { signing: Some(signing), failed: None, ..before.paper.clone() }, now);
    let told = if input.answer == SignatureAnswer::Signed { "signature.signed" } else { "signature.declined" };
    let event = |kind: &str, actor: Actor| Event::new(kind, actor, now).in_account(account).numbered(seq(now)).of("file", file_id);
    let mut writes = after.put(&before, permit.actor())?.event(&event(told, permit.actor()))?;
    if let Some(next) = asked(&after.paper, Actor::of(asked_by, true), now) {
        writes = writes.event(&next)?;
    }
    if state_after == SigningState::Sealing {
        // The worker seals it, as it made it.
        writes = writes.event(&event("document.asked", Actor::of(asked_by, true)))?.timer(after.paper.late(now))?;
    }
    writes = writes.home(account, &file_id.to_string(), shown_at_home(&after, now), seq(now), now)?;
    Ok(commit_once(app, &permit, &once, writes, Paper::shown(after.paper, portal, false)).await?.into())
}

fn answer(permit: &Permit, input: &AnswerSignature) -> Result<Answered> {
    match input.answer {
        SignatureAnswer::Signed => {
            if input.consent != Some(true) {
                return Err(Problem::contradiction("/consent", "whoever signs agrees to what stands there"));
            }
            if input.reason.is_some() {
                return Err(Problem::contradiction("/reason", "only who does not sign says why"));
            }
            let name = input.name.clone().ok_or_else(|| Problem::contradiction("/name", "whoever signs types their name"))?;
            Ok(Answered::Signed { name, factor: permit.session().factor })
        }
        SignatureAnswer::Declined => {
            let reason = input.reason.clone().ok_or_else(|| Problem::contradiction("/reason", "say why, so that we can put it right"))?;
            Ok(Answered::Declined(reason))
        }
    }
}

fn not_taken(why: NotTaken) -> Problem {
    let detail = why.to_string();
    let mut letters = detail.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    Problem::new(Code::Conflict, format!("{first}{}.", letters.as_str()))
}
