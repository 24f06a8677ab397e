//! People and accounts of the matrix's own, so that the demo company stays as it is.

use shared::ids::PersonId;
use shared::people::{Account, Language, MemberRole, StaffRole};
use shared::random;
use tests::demo::{NewPerson, Seeder};
use tests::stack::DemoPerson;

use crate::support::deployed;
use crate::support::people::{new_account, now};

/// Somebody who can sign in through the distribution.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: PersonId,
    credentials: DemoPerson,
}

/// What a sign-in gave.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub token: String,
    pub refresh_cookie: String,
}

impl Person {
    pub async fn member(seeder: &Seeder, account: &Account, role: MemberRole) -> Self {
        Self::register(seeder, Some((account.clone(), role)), None, true).await
    }

    pub async fn staff(seeder: &Seeder, role: StaffRole) -> Self {
        Self::register(seeder, None, Some(role), true).await
    }

    /// Without a second factor.
    pub async fn with_password_only(seeder: &Seeder) -> Self {
        Self::register(seeder, None, None, false).await
    }

    async fn register(seeder: &Seeder, membership: Option<(Account, MemberRole)>, staff: Option<StaffRole>, enrol_totp: bool) -> Self {
        let id = PersonId::from_ulid(random::ulid(now()));
        let new = NewPerson {
            id,
            name: "Matrix Person".to_owned(),
            email: format!("{}@matrix.example", id.to_string().to_lowercase()),
            password: format!("a password of {id}"),
            language: Language::English,
            enrol_totp,
            membership,
            staff,
        };
        let totp_secret = seeder.add_person(&new).await.expect("the stack takes a new person").unwrap_or_default();
        let NewPerson { name, email, password, .. } = new;
        Self { id, credentials: DemoPerson { name, email, password, totp_secret, role: String::new(), account_ids: Vec::new() } }
    }

    /// Signs in with both factors, in a session of its own.
    pub fn sign_in(&self) -> SignedIn {
        let answer = deployed::sign_in(&self.credentials);
        let refresh_cookie = answer.cookie("__Secure-atrium_refresh").expect("a sign-in sets the refresh cookie");
        SignedIn { token: answer.text("/access_token"), refresh_cookie }
    }

    pub fn email(&self) -> &str {
        &self.credentials.email
    }

    pub fn password(&self) -> &str {
        &self.credentials.password
    }

    /// The code of their authenticator app.
    pub fn code(&self) -> String {
        self.credentials.code_at(u64::try_from(now().as_second()).expect("after 1970"))
    }
}

/// A new account with a name that occurs nowhere else; it comes into the table with its first member.
pub fn account() -> Account {
    let account = new_account();
    Account { name: format!("Company {}", account.id), ..account }
}
