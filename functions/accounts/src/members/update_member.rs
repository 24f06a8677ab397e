//! What a member may do is changed: `PATCH /accounts/{account_id}/members/{person_id}`. Emits `member.changed`.
//!
//! It holds from their next request on.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::event::Event;
use shared::idempotency::{Command, Done, commit_once};
use shared::input::{List, WrongFields};
use shared::params::Path;
use shared::people::{Act, MemberRole, Membership, Rights, Scope, Scopes};
use shared::problem::{Code, Problem};
use shared::store::Transaction;
use shared::{App, Result};
use utoipa::ToSchema;

use super::repo;
use super::wire::{Member, MemberPath};

/// What is to change; what is left out stays, but a role that is given presets what is not given.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"role": "support"}))]
pub struct UpdateMember {
    #[deserr(default)]
    pub role: Option<MemberRole>,
    #[deserr(default)]
    pub scopes: Option<ScopesChange>,
    /// All acts from now on.
    #[deserr(default)]
    #[schema(value_type = Option<Vec<Act>>, max_items = 20)]
    pub acts: Option<List<Act, 0, 20>>,
    /// Whether they are signed out on all devices, in all their accounts.
    #[deserr(default)]
    pub sign_out: Option<bool>,
}

/// Scopes that are to change.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct ScopesChange {
    #[deserr(default)]
    pub tickets: Option<Scope>,
    #[deserr(default)]
    pub profile: Option<Scope>,
    #[deserr(default)]
    pub people: Option<Scope>,
    #[deserr(default)]
    pub activity: Option<Scope>,
    #[deserr(default)]
    pub documents: Option<Scope>,
}

impl ScopesChange {
    fn of(&self, before: Scopes) -> Scopes {
        Scopes {
            tickets: self.tickets.unwrap_or(before.tickets),
            profile: self.profile.unwrap_or(before.profile),
            people: self.people.unwrap_or(before.people),
            activity: self.activity.unwrap_or(before.activity),
            documents: self.documents.unwrap_or(before.documents),
        }
    }
}

/// Changes what a member may do
///
/// From their next request on; also ends their sessions, where a device is lost. Nobody gives more than they have, or changes who has more; an owner always has all, and the last
/// one stays.
#[utoipa::path(patch, path = "/accounts/{account_id}/members/{person_id}",
    params(MemberPath), request_body = UpdateMember,
    extensions(("x-problems" = json!([Code::LastOwner]))), responses((status = 200, body = Member)))]
pub async fn update_member(
    State(app): State<App>,
    permit: Permit,
    Path(MemberPath { person_id, .. }): Path<MemberPath>,
    Command { input, once }: Command<UpdateMember>,
) -> Result<Done<Json<Member>>> {
    let (before, person) = repo::member_and_person(&app.store, &permit, person_id).await?.ok_or_else(Problem::not_found)?;
    let after = changed(&before, &input);
    within(&permit, &before)?;
    within(&permit, &after)?;
    if after.role == MemberRole::Owner && after.rights() != MemberRole::Owner.preset() {
        return Err(Problem::new(Code::NotAllowed, "An owner always has all rights. Choose another role first."));
    }
    let answer = Member::of(after.clone(), &person);
    let (same, sign_out, now) =
        (after.role == before.role && after.rights() == before.rights(), input.sign_out == Some(true), app.clock.now());
    if same && !sign_out {
        return Ok(Done { answer: Json(answer), replayed: false });
    }
    let mut writes = Transaction::new();
    if !same {
        writes = repo::change(writes, &before, &after)?;
    }
    if after.role != MemberRole::Owner {
        writes = repo::with_another_owner(&app.store, writes, &before).await?;
    }
    if sign_out {
        writes = repo::signed_out(writes, person_id, now)?;
    }
    let changed = [
        ("role", after.role != before.role),
        ("scopes", after.scopes != before.scopes),
        ("acts", after.acts != before.acts),
        ("sessions", sign_out),
    ];
    let fields: Vec<&str> = changed.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect();
    let event = Event::new("member.changed", permit.actor(), now)
        .in_account(before.account)
        .of("person", person_id)
        .changed(&fields)
        .code("role", after.role.as_str())
        .code("role_before", before.role.as_str());
    Ok(commit_once(&app, &permit, &once, writes.event(&event)?, answer).await?.into())
}

fn changed(before: &Membership, input: &UpdateMember) -> Membership {
    let Rights { scopes, acts } = input.role.map_or_else(|| before.rights(), MemberRole::preset);
    Membership {
        role: input.role.unwrap_or(before.role),
        scopes: input.scopes.as_ref().map_or(scopes, |change| change.of(scopes)),
        acts: input.acts.as_ref().map_or(acts, |acts| acts.iter().copied().collect()),
        ..before.clone()
    }
}

/// Whether the caller has as much as this member has, or would have.
pub fn within(permit: &Permit, member: &Membership) -> Result<()> {
    let rights = permit.rights();
    if rights.cover(member.rights()) && rights.cover(member.role.preset()) {
        return Ok(());
    }
    Err(Problem::new(Code::NotAllowed, "That is more than you may yourself. Somebody who may do as much can change it, an owner for one."))
}
