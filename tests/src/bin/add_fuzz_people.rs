//! Adds people for the fuzzing of the deployed API, one for each role, in an account of their own, and
//! writes down how they sign in: `add_fuzz_people STACK_JSON FILE`. `cargo xtask test` runs it.
//!
//! Fuzzing changes profiles and ends sessions, so it must not be anybody's whom other tests rely on.

use std::path::PathBuf;

use anyhow::Context;
use serde_json::{Map, json};
use shared::approvals::{Approval, ApprovalKind};
use shared::clock::Clock;
use shared::event::Actor;
use shared::ids::{AccountId, PersonId};
use shared::invitations::Invitation;
use shared::people::{Account, Language, MemberRole, StaffRole};
use shared::random;
use shared::store::keys;
use shared::text::Email;
use tests::demo::{NewPerson, Seeder};
use tests::papers;
use tests::people::{member_of, new_person};
use tests::stack::Stack;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [stack, people] = files.as_slice() else { anyhow::bail!("say which stack.json, and where the people go") };
    let seeder = Seeder::new(&Stack::read(stack)?).await?;
    let now = Clock::System.now();
    let account = Account {
        id: AccountId::from_ulid(random::ulid(now)),
        name: "Fuzzed Company".to_owned(),
        entity_id: "fuzzed".to_owned(),
        mfa_required: false,
        created_at: now,
    };
    let mut written = Map::new();
    for (role, member, staff) in [
        ("owner", Some(MemberRole::Owner), None),
        ("member", Some(MemberRole::Member), None),
        ("agent", None, Some(StaffRole::Agent)),
        ("admin", None, Some(StaffRole::Admin)),
    ] {
        let id = PersonId::from_ulid(random::ulid(now));
        let new = NewPerson {
            id,
            name: format!("Fuzzed {role}"),
            email: format!("{}@fuzz.example", id.to_string().to_lowercase()),
            password: format!("a password of {id}"),
            language: Language::English,
            enrol_totp: true,
            membership: member.map(|role| (account.clone(), role)),
            staff,
        };
        let totp_secret = seeder.add_person(&new).await?.context("a device was enrolled")?;
        let sign_in = json!({ "email": new.email, "password": new.password, "totp_secret": totp_secret, "account_id": account.id });
        written.insert(role.to_owned(), sign_in);
    }
    // Somebody who may be changed and removed, and somebody who is invited.
    let other = member_of(&seeder, &account, MemberRole::Member).await;
    let invited: Email = format!("{}@fuzz.example", other.id.to_string().to_lowercase()).parse()?;
    let by = new_person(other.id);
    let invitation = Invitation { mailed: 1, ..Invitation::new(&account, invited, MemberRole::Member, Language::English, &by, now) };
    seeder.put(&keys::invitation(account.id, invitation.id), &invitation).await?;
    let asked = Approval::ask(ApprovalKind::Recovery, other.id, "Lost the phone.", other.id, now);
    seeder.store.commit(asked.asked(Actor::of(other.id, true))?).await?;
    let (file, share) = (papers::file(&account, other.id, "Fuzzed.pdf"), papers::share(other.id));
    seeder.store.commit(documents::files::repo::put(None, &file, papers::author(other.id).actor)?).await?;
    seeder.put(&keys::file_share(account.id, file.facts.file, share.share), &share).await?;
    let upload = papers::upload(&account, other.id, "Fuzzed too.pdf", b"nothing");
    seeder.put(&keys::upload(account.id, upload.upload), &upload).await?;
    let request = papers::request(&account, other.id, "Papers");
    seeder.store.commit(documents::requests::repo::put(None, &request, now)?).await?;
    let made = papers::contract(&account, other.id, "Fuzzed contract", Some(other.id));
    let writes = documents::made::repo::verify(made.create(made.paper.by.actor)?, &papers::verification(&made))?;
    seeder.store.commit(writes).await?;
    let ids = json!({
        "code": made.paper.code.as_str(),
        "account_id": account.id, "person_id": other.id, "invitation_id": invitation.id, "approval_id": asked.id,
        "file_id": file.facts.file, "share_id": share.share, "upload_id": upload.upload, "request_id": request.request,
    });
    Ok(std::fs::write(people, serde_json::to_string_pretty(&json!({ "callers": written, "ids": ids }))?)?)
}
