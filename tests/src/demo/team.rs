//! Lindholm's team beside those who sign in, and what it asked for and decided.

use jiff::{SignedDuration, Timestamp};
use shared::approvals::{Approval, ApprovalKind, Decision, Outcome};
use shared::event::Actor;
use shared::ids::{AccountId, PersonId};
use shared::people::{EmailOwner, Language, Person, StaffRole};
use shared::store::item;
use shared::store::keys;

use super::Seeder;

/// Id, name, address, role, since how many days, teams.
type Colleague = (&'static str, &'static str, &'static str, StaffRole, i64, &'static [&'static str]);

/// Those who only stand in the list and cannot sign in.
const COLLEAGUES: &[Colleague] = &[
    ("prs_01JZ5YE0B1C2D3E4F5G6H7J8K9", "Ines Lindholm", "ines@lindholm.example", StaffRole::Billing, 540, &["Accounts"]),
    ("prs_01JZ5YF0B1C2D3E4F5G6H7J8K9", "Petra Nyberg", "petra@lindholm.example", StaffRole::Agent, 210, &["Service North", "Calibration"]),
    ("prs_01JZ5YG0B1C2D3E4F5G6H7J8K9", "Olaf Kern", "olaf@lindholm.example", StaffRole::Content, 33, &["Documentation"]),
];

/// Of Brückner, who lost their phones.
const LOST: [&str; 2] = ["prs_01JZ5YC0B1C2D3E4F5G6H7J8K9", "prs_01JZ5YB0B1C2D3E4F5G6H7J8K9"];

/// Puts it into the stack.
///
/// # Errors
/// When the table does not take it.
pub async fn put(seeder: &Seeder, agent: PersonId, admin: PersonId, of: AccountId, now: Timestamp) -> anyhow::Result<()> {
    let days_ago = |days: i64| now - SignedDuration::from_hours(24 * days);
    for (id, name, email, role, days, teams) in COLLEAGUES {
        let id = id.parse().expect("a demo person's id");
        let email: shared::text::Email = email.parse().expect("a demo person's address");
        let person = Person::new(id, email.clone(), name, Language::German, "Europe/Stockholm", days_ago(*days));
        seeder.put(&keys::person(id), &Person { totp_enrolled: *role != StaffRole::Content, ..person }).await?;
        seeder.put(&keys::email(email.as_str()), &EmailOwner::of(id)).await?;
        seeder.give_place(id, *role, teams, days_ago(*days)).await?;
    }
    let [katharina, tom] = LOST.map(|id| id.parse::<PersonId>().expect("a demo person's id"));
    let reason = "Her phone broke on site. Called back at the number of the contract; she knew the last two tickets.";
    let waiting = Approval {
        accounts: vec![of],
        asked_at: now - SignedDuration::from_mins(40),
        ..Approval::ask(ApprovalKind::Recovery, katharina, reason, agent, now)
    };
    // Asked for again when the demo is filled in again: once is enough.
    let _ = seeder.store.commit(waiting.asked(Actor::of(agent, true))?).await;
    let reason = "Says that he has a new phone. The number was withheld, and he did not want to be called back.";
    let refused = Approval::ask(ApprovalKind::Recovery, tom, reason, agent, days_ago(12));
    let decision = Decision {
        outcome: Outcome::Declined,
        by: admin,
        at: days_ago(12) + SignedDuration::from_mins(25),
        reason: Some("We do not know who called. Please call him back at the number of the contract.".to_owned()),
    };
    let refused = Approval { accounts: vec![of], decision: Some(decision.clone()), ..refused };
    let indexed = keys::approval_by_time("decided", decision.at, refused.id);
    let item = item::encode(&keys::approval(refused.id), [&indexed], &refused)?;
    seeder.store.client().put_item().table_name(seeder.store.table()).set_item(Some(item)).send().await?;
    Ok(())
}
