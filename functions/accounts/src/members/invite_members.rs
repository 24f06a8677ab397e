//! People are invited into an account: `POST /accounts/{account_id}/invitations`. Emits `member.invited` for each of them.
//!
//! The mail follows from the event ([`super::send_invitation`]): an invitation that is written is sent, also after a crash.

use std::collections::HashSet;

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use serde::{Deserialize, Serialize};
use shared::access::Permit;
use shared::idempotency::{Command, Done, commit_once};
use shared::input::{List, WrongFields};
use shared::invitations::{Invitation, Standing};
use shared::params::AccountPath;
use shared::people::{Language, MemberRole};
use shared::problem::{Code, FieldCode, FieldError, Problem};
use shared::store::Transaction;
use shared::text::Email;
use shared::{App, Result};
use utoipa::ToSchema;

use super::repo;

/// Who is to be invited.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"people": [{"email": "lea@brueckner.example", "role": "support"}]}))]
pub struct InviteMembers {
    /// Each address once.
    #[schema(value_type = Vec<Invitee>, min_items = 1, max_items = 40)]
    pub people: List<Invitee, 1, 40>,
    /// Of the mails; yours when not given.
    #[deserr(default)]
    pub language: Option<Language>,
    /// Whether only to tell what would come of it.
    #[deserr(default)]
    pub dry_run: Option<bool>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct Invitee {
    pub email: Email,
    pub role: MemberRole,
}

/// What came of it, or would come of it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Invitations {
    /// In the order in which they were sent.
    pub items: Vec<InvitedOne>,
}

/// One of them.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct InvitedOne {
    pub email: Email,
    pub role: MemberRole,
    pub outcome: InviteOutcome,
}

/// What came of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InviteOutcome {
    Invited,
    /// There was an invitation; its link is dead, and a new mail leaves.
    InvitedAgain,
    /// They belong to the account, which stays as it is.
    AlreadyMember,
}

/// Invites people
///
/// All of them or, where one is refused, nobody: `errors` names each with its place in `people`. An invitation is for its address
/// alone, good for seven days, and taken once.
#[utoipa::path(post, path = "/accounts/{account_id}/invitations",
    params(AccountPath), request_body = InviteMembers,
    responses((status = 200, body = Invitations)))]
pub async fn invite_members(
    State(app): State<App>,
    permit: Permit,
    Command { input, once }: Command<InviteMembers>,
) -> Result<Done<Json<Invitations>>> {
    hold(&permit, &input.people)?;
    let (account, now) = (permit.account(), app.clock.now());
    let emails: Vec<Email> = input.people.iter().map(|invitee| invitee.email.clone()).collect();
    let known = repo::known(&app.store, account.id, &emails).await?;
    for (before, _) in &known {
        before.as_ref().filter(|before| before.standing == Standing::Open).map_or(Ok(()), |before| covers(&permit, before))?;
    }
    let (mut items, mut writes) = (Vec::new(), Transaction::new());
    for (Invitee { email, role }, (before, is_member)) in input.people.iter().cloned().zip(known) {
        let again = before.as_ref().is_some_and(|before| before.standing == Standing::Open);
        let outcome = match (is_member, again) {
            (true, _) => InviteOutcome::AlreadyMember,
            (false, true) => InviteOutcome::InvitedAgain,
            (false, false) => InviteOutcome::Invited,
        };
        items.push(InvitedOne { email: email.clone(), role, outcome });
        if is_member {
            continue;
        }
        let language = input.language.unwrap_or(permit.person().language);
        let invitation = Invitation {
            generation: before.map_or(0, |before| before.generation) + 1,
            ..Invitation::new(account, email, role, language, permit.person(), now)
        };
        let event = invitation.event(permit.actor(), now);
        writes = repo::invite(writes, &invitation)?.event(&event)?;
    }
    let answer = Invitations { items };
    if input.dry_run == Some(true) || writes.is_empty() {
        return Ok(Done { answer: Json(answer), replayed: false });
    }
    Ok(commit_once(&app, &permit, &once, writes, answer).await?.into())
}

/// Nobody gives more than they have, and no address comes twice.
fn hold(permit: &Permit, people: &[Invitee]) -> Result<()> {
    let (mut errors, mut seen) = (Vec::new(), HashSet::new());
    for (place, invitee) in people.iter().enumerate() {
        let mut wrong = |field: &str, detail: &str| {
            errors.push(FieldError {
                pointer: format!("/people/{place}/{field}"),
                code: FieldCode::Contradiction,
                detail: detail.to_owned(),
            });
        };
        if !seen.insert(invitee.email.as_str()) {
            wrong("email", "this address stands above already");
        }
        if !permit.rights().cover(invitee.role.preset()) {
            wrong("role", "this role may do more than you may; only somebody who may do as much can give it");
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::invalid_body(errors)) }
}

/// Whether the caller may do as much as who is invited will.
///
/// # Errors
/// 403 when not.
pub fn covers(permit: &Permit, open: &Invitation) -> Result<()> {
    if permit.rights().cover(open.role.preset()) {
        return Ok(());
    }
    let detail = "Somebody who may do more than you invited this address. They can change that, an owner for one.";
    Err(Problem::new(Code::NotAllowed, detail))
}
