//! What else there is of Brückner: more people, who only stand in its list and cannot sign in, a second company of Anna's, what
//! the company says of itself, who is invited, and how that came about.

use accounts::profile::model::{Address, CompanyProfile, Stored};
use jiff::{SignedDuration, Timestamp};
use shared::event::{Actor, Event};
use shared::invitations::Invitation;
use shared::people::{Account, EmailOwner, Language, MemberRole, Membership, Person};
use shared::store::keys;

use super::{NewPerson, Seeder};

/// Members beside those who sign in.
const MEMBERS: &[(&str, &str, &str, MemberRole, i64)] = &[
    ("prs_01JZ5YA0B1C2D3E4F5G6H7J8K9", "Sabine Krüger", "sabine.krueger@brueckner.example", MemberRole::Finance, 210),
    ("prs_01JZ5YB0B1C2D3E4F5G6H7J8K9", "Tom Reuter", "tom.reuter@brueckner.example", MemberRole::Viewer, 96),
    ("prs_01JZ5YC0B1C2D3E4F5G6H7J8K9", "Dr. Katharina von Hohenstein-Oberländer", "k.hohenstein@brueckner.example", MemberRole::Admin, 41),
    ("prs_01JZ5YD0B1C2D3E4F5G6H7J8K9", "Mehmet Yıldız", "mehmet.yildiz@brueckner.example", MemberRole::Support, 12),
];

/// Who is invited, and how many days ago.
const INVITED: &[(&str, MemberRole, i64)] =
    &[("lager@brueckner.example", MemberRole::Orders, 2), ("praktikum@brueckner.example", MemberRole::Viewer, 9)];

/// Puts it into the stack.
///
/// # Errors
/// When the table does not take it.
pub async fn put(seeder: &Seeder, owner: &NewPerson, account: &Account, second: &Account, now: Timestamp) -> anyhow::Result<()> {
    let days_ago = |days: i64| now - SignedDuration::from_hours(24 * days);
    let by_owner = Actor::of(owner.id, false);
    for (id, name, email, role, days) in MEMBERS {
        let id = id.parse().expect("a demo person's id");
        let email: shared::text::Email = email.parse().expect("a demo person's address");
        let since = days_ago(*days);
        let person = Person {
            totp_enrolled: *role == MemberRole::Admin,
            ..Person::new(id, email.clone(), name, Language::German, "Europe/Berlin", since)
        };
        seeder.put(&keys::person(id), &person).await?;
        seeder.put(&keys::email(email.as_str()), &EmailOwner::of(id)).await?;
        join(seeder, &Membership::new(account, id, *role, since)).await?;
        let event = Event::new("member.joined", Actor::of(id, false), since).in_account(account.id);
        log(seeder, event.of("person", id).code("role", role.as_str())).await?;
    }
    seeder.put_account(second).await?;
    join(seeder, &Membership::new(second, owner.id, MemberRole::Owner, days_ago(30))).await?;

    let street = |street: &str, postal_code: &str, city: &str| Address {
        street: street.to_owned(),
        postal_code: postal_code.to_owned(),
        city: city.to_owned(),
        country: "DE".to_owned(),
    };
    let profile = CompanyProfile {
        legal_name: Some("Brückner Maschinenbau GmbH".to_owned()),
        address: Some(street("Gerichtstraße 23", "13347", "Berlin")),
        billing_address: Some(street("Postfach 11 04 12", "10834", "Berlin")),
        vat_id: Some("DE136695976".to_owned()),
        billing_email: Some("rechnung@brueckner.example".to_owned()),
        phone: Some("+4930901820".to_owned()),
        contact: Some("Anna Brückner, Technik".to_owned()),
    };
    seeder.put(&keys::account_profile(account.id), &Stored { revision: 1, profile }).await?;
    let updated = Event::new("account.updated", by_owner, days_ago(20)).in_account(account.id);
    log(seeder, updated.changed(&["billing_address", "vat_id"])).await?;
    for (email, role, days) in INVITED {
        let email: shared::text::Email = email.parse().expect("a demo address");
        let invited_at = days_ago(*days);
        let by = Person::new(owner.id, owner.email.parse()?, &owner.name, owner.language, "Europe/Berlin", invited_at);
        let invitation = Invitation { mailed: 1, ..Invitation::new(account, email, *role, Language::German, &by, invited_at) };
        seeder.put(&keys::invitation(account.id, invitation.id), &invitation).await?;
        log(seeder, invitation.event(by_owner, invited_at)).await?;
    }
    Ok(())
}

async fn join(seeder: &Seeder, membership: &Membership) -> anyhow::Result<()> {
    seeder.put(&keys::member_of_account(membership.account, membership.person), membership).await?;
    seeder.put(&keys::membership_of_person(membership.person, membership.account), membership).await
}

/// The event as it stands in the log; whoever follows events is told of it, and does nothing, because it is old.
async fn log(seeder: &Seeder, event: Event) -> anyhow::Result<()> {
    let account = event.account.expect("an event of an account");
    seeder.put(&keys::account_event(account, event.id), &event).await
}
