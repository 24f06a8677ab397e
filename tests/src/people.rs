//! People for one test: new ones, so that tests do not meet.

use crate::demo::{NewPerson, Seeder};
use jiff::Timestamp;
use shared::ids::{AccountId, PersonId};
use shared::people::{Account, EmailOwner, Language, MemberRole, Membership, Person, StaffRole};
use shared::random;
use shared::session::{Factor, Session};
use shared::store::keys;

/// Somebody with a running session.
#[derive(Debug, Clone)]
pub struct Someone {
    pub id: PersonId,
    pub session_id: String,
    /// The account they are a member of.
    pub account: Option<AccountId>,
}

/// A person who can really sign in.
#[derive(Debug, Clone)]
pub struct Registered {
    pub id: PersonId,
    pub email: String,
    pub password: String,
    pub totp_secret: Option<String>,
}

/// A member of a new account, with a session that a second factor started.
pub async fn member(seeder: &Seeder, role: MemberRole) -> Someone {
    let account = new_account();
    seeder.put(&keys::account(account.id), &account).await.expect("an account");
    member_of(seeder, &account, role).await
}

/// One more member of an account.
pub async fn colleague(seeder: &Seeder, of: &Someone, role: MemberRole) -> Someone {
    let account = of.account.expect("a member has an account");
    let account: Account = seeder.store.get(&keys::account(account)).await.expect("the table").expect("the account");
    member_of(seeder, &account, role).await
}

/// A member of an account that is there.
pub async fn member_of(seeder: &Seeder, account: &Account, role: MemberRole) -> Someone {
    let someone = somebody(seeder).await;
    let membership = Membership::new(account, someone.id, role, now());
    seeder.put(&keys::member_of_account(account.id, someone.id), &membership).await.expect("a membership");
    seeder.put(&keys::membership_of_person(someone.id, account.id), &membership).await.expect("a membership");
    Someone { account: Some(account.id), ..someone }
}

/// A member of staff with a session that a second factor started.
pub async fn staff(seeder: &Seeder, role: StaffRole) -> Someone {
    let someone = somebody(seeder).await;
    seeder.give_role(someone.id, role, now()).await.expect("a staff role");
    someone
}

/// Somebody with a session and nothing else.
pub async fn somebody(seeder: &Seeder) -> Someone {
    let id = PersonId::from_ulid(random::ulid(now()));
    let session_id = random::handle();
    let person = new_person(id);
    seeder.put(&keys::person(id), &person).await.expect("a person");
    seeder.put(&keys::email(person.email.as_str()), &EmailOwner::of(id)).await.expect("an address");
    seeder.put(&keys::session(id, &session_id), &Session::start(id, "test", Factor::Totp, now())).await.expect("a session");
    Someone { id, session_id, account: None }
}

/// A person who is nowhere yet.
pub fn new_person(id: PersonId) -> Person {
    let email = address_of(id).parse().expect("an address");
    Person { totp_enrolled: true, ..Person::new(id, email, "Test Person", Language::English, "UTC", now()) }
}

/// Somebody in the user pool who can sign in, with or without a TOTP device.
pub async fn registered(seeder: &Seeder, enrol_totp: bool, staff: Option<StaffRole>, account: Option<Account>) -> Registered {
    let id = PersonId::from_ulid(random::ulid(now()));
    let new = NewPerson {
        id,
        name: "Test Person".to_owned(),
        email: address_of(id),
        password: format!("a password of {id}"),
        language: Language::English,
        enrol_totp,
        membership: account.map(|account| (account, MemberRole::Owner)),
        staff,
    };
    let totp_secret = seeder.add_person(&new).await.expect("the pool takes a new person");
    Registered { id, email: new.email, password: new.password, totp_secret }
}

/// A new account that is nowhere yet.
pub fn new_account() -> Account {
    let id = AccountId::from_ulid(random::ulid(now()));
    Account { id, name: "Test Company".to_owned(), entity_id: "test".to_owned(), mfa_required: false, created_at: now() }
}

pub fn now() -> Timestamp {
    shared::clock::Clock::System.now()
}

/// The address of a person who is made here.
pub fn address_of(id: PersonId) -> String {
    format!("{}@test.example", id.to_string().to_lowercase())
}
