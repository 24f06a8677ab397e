//! What requests about the people of an account, and about a person's own address, use up: members, invitations, codes and links.

use anyhow::{Context, Result};
use auth::email::{EmailChange, undo_token};
use auth::mail::mail_code::{self, MailCode, MailPurpose};
use jiff::SignedDuration;
use serde_json::json;
use shared::approvals::{Approval, ApprovalKind};
use shared::event::Actor;
use shared::ids::{EventId, PersonId};
use shared::invitations::Invitation;
use shared::people::{Account, Language, MemberRole, Person, StaffRole};
use shared::random;
use shared::store::keys;

use super::world::World;
use super::{Bench, papers};
use crate::call::Call;
use crate::demo::Seeder;
use crate::people::{Someone, address_of, colleague, member, new_person, now, somebody, staff};

/// A request with all that it needs; `None` when it is about something else, or the sample of the contract is enough.
///
/// # Errors
/// When that cannot be made.
pub async fn prepare(bench: &Bench<'_>, world: &World, operation: &str, new_email: String) -> Result<Option<Call>> {
    let (seeder, call) = (&world.seeder, Call::to(operation));
    Ok(Some(match operation {
        // What asks for a fresh factor has a new session each time.
        "accounts.update_account" => call.by(&owner(world).await).body(&json!({ "contact": random::handle() })),
        "accounts.invite_members" => call.by(&owner(world).await).body(&json!({ "people": [{ "email": new_email, "role": "support" }] })),
        "accounts.revoke_invitation" => {
            let owner = owner(world).await;
            let invitation = invitation(world, &owner, new_email).await?;
            call.by(&owner).path_variable("invitation_id", &invitation.id.to_string())
        }
        "accounts.get_invitation" => {
            let invitation = invitation(world, &owner(world).await, new_email).await?;
            call.query("token", &invitation.token(&bench.sealer().await?).await?)
        }
        "accounts.accept_invitation" => {
            let invited = somebody(seeder).await;
            let invitation = invitation(world, &owner(world).await, address_of(invited.id)).await?;
            call.by(&invited).body(&json!({ "token": invitation.token(&bench.sealer().await?).await? }))
        }
        "accounts.update_member" | "accounts.remove_member" => {
            let owner = owner(world).await;
            let other = colleague(seeder, &owner, MemberRole::Member).await;
            call.by(&owner).path_variable("person_id", &other.id.to_string())
        }
        "accounts.leave_account" => call.by(&colleague(seeder, &owner(world).await, MemberRole::Member).await),
        "accounts.create_account" => {
            call.by(&staff(seeder, StaffRole::Admin).await).body(&json!({ "name": "Test Company", "owner": new_email }))
        }
        // The staff grows with every look at another operation; a page of it costs the same in every run.
        "auth.list_staff" => call.by(&staff(seeder, StaffRole::Admin).await).query("limit", "5"),
        "auth.put_staff" => {
            call.by(&staff(seeder, StaffRole::Admin).await).body(&json!({ "email": new_email, "role": "agent", "name": "Test Person" }))
        }
        "auth.ask_recovery" => {
            let lost = with_factor(seeder).await?;
            let body = json!({ "reason": "Lost the phone; called back." });
            call.by(&staff(seeder, StaffRole::Agent).await).path_variable("person_id", &lost.to_string()).body(&body)
        }
        "accounts.decide_approval" => {
            let by = staff(seeder, StaffRole::Agent).await;
            let asked = Approval::ask(ApprovalKind::Recovery, with_factor(seeder).await?, "Lost the phone.", by.id, now());
            seeder.store.commit(asked.asked(Actor::of(by.id, true))?).await?;
            let admin = staff(seeder, StaffRole::Admin).await;
            call.by(&admin).path_variable("approval_id", &asked.id.to_string()).body(&json!({ "outcome": "approved" }))
        }
        "accounts.get_overview" => {
            let of_reader = Someone { account: world.reader.account, ..staff(seeder, StaffRole::Agent).await };
            call.by(&of_reader)
        }
        "auth.change_email" => call.by(&somebody(seeder).await).body(&json!({ "email": new_email })).sent_from(&crate::call::new_address()),
        "auth.confirm_email" => {
            let person = somebody(seeder).await;
            let issued = MailCode::issue(MailPurpose::ChangeEmail, new_email.parse()?, Language::English, Some(person.id), None, now());
            seeder.put(&keys::mail_code(&mail_code::hash(&issued.handle)), &issued.stored).await?;
            call.by(&person).body(&json!({ "session": issued.handle, "code": issued.code.in_groups() }))
        }
        "auth.undo_email" => {
            let person = somebody(seeder).await;
            let event = EventId::from_ulid(random::ulid(now()));
            let ttl = (now() + SignedDuration::from_hours(72)).as_second();
            let change = EmailChange { person: person.id, before: new_email.parse()?, language: Language::English, at: now(), ttl };
            seeder.put(&keys::email_change(person.id, event), &change).await?;
            call.body(&json!({ "token": undo_token(&bench.sealer().await?, person.id, event).await? }))
        }
        _ => return papers::prepare(bench, world, operation).await,
    }))
}

/// Somebody with a passkey, as far as their profile says.
async fn with_factor(seeder: &Seeder) -> Result<PersonId> {
    let person = somebody(seeder).await.id;
    seeder.put(&keys::person(person), &Person { passkeys: 1, ..new_person(person) }).await?;
    Ok(person)
}

/// The owner of a new account, who showed a factor just now.
async fn owner(world: &World) -> Someone {
    member(&world.seeder, MemberRole::Owner).await
}

async fn invitation(world: &World, by: &Someone, email: String) -> Result<Invitation> {
    let account = by.account.context("an owner has an account")?;
    let account: Account = world.seeder.store.get(&keys::account(account)).await?.context("the account")?;
    let inviter: Person = new_person(by.id);
    let invitation = Invitation::new(&account, email.parse()?, MemberRole::Support, Language::English, &inviter, now());
    world.seeder.put(&keys::invitation(account.id, invitation.id), &invitation).await?;
    Ok(invitation)
}
