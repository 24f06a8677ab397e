//! People who are signed in on the deployed stack, and call it.

use serde_json::{Value, json};
use shared::ids::AccountId;
use shared::people::{Account, StaffRole};
use shared::random;
use shared::store::keys;
use tests::stack::code_at;

use crate::support::answer::Answer;
use crate::support::deployed::Send;
use crate::support::people::{new_account, now, registered};
use crate::support::portal::Portal;

/// Somebody who is signed in, in an account.
#[derive(Debug, Clone)]
pub struct Caller {
    pub person: String,
    pub token: String,
    pub account: String,
}

impl Caller {
    pub async fn send(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        self.send_once(method, path, body, &random::handle()).await
    }

    /// The same with a key that another request has too.
    pub async fn send_once(&self, method: &str, path: &str, body: Option<Value>, key: &str) -> Answer {
        self.ask(method, &format!("/accounts/{}{path}", self.account), body, key).await
    }

    /// A call that is about no account.
    pub async fn at_portal(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        self.ask(method, path, body, &random::handle()).await
    }

    async fn ask(&self, method: &str, path: &str, body: Option<Value>, key: &str) -> Answer {
        let send = Send::new(method, path).token(&self.token).header("Idempotency-Key", key);
        let send = body.map_or(send.clone(), |body| send.json(&body));
        tokio::task::spawn_blocking(move || send.answer()).await.expect("the request ends")
    }
}

pub async fn anonymous(path: &str, body: Value) -> Answer {
    let send = Send::new("post", path).json(&body);
    tokio::task::spawn_blocking(move || send.answer()).await.expect("the request ends")
}

async fn signed_in(email: &str, password: &str) -> Answer {
    anonymous("/auth/sign-in", json!({ "email": email, "password": password })).await
}

/// An owner of a new account, and an agent who serves it.
pub async fn owner_and_agent(portal: &Portal) -> (Caller, Caller) {
    let account = new_account();
    let anna = registered(&portal.seeder, false, None, Some(account.clone())).await;
    let account = account.id.to_string();
    let anna = Caller {
        person: anna.id.to_string(),
        token: signed_in(&anna.email, &anna.password).await.text("/access_token"),
        account: account.clone(),
    };
    let mats = colleague_for(portal, StaffRole::Agent, &account).await;
    (anna, mats)
}

/// Somebody of the staff, who serves an account.
pub async fn colleague_for(portal: &Portal, role: StaffRole, account: &str) -> Caller {
    let person = registered(&portal.seeder, true, Some(role), None).await;
    let first = signed_in(&person.email, &person.password).await;
    let code = code_at(person.totp_secret.as_deref().expect("an app"), u64::try_from(now().as_second()).expect("after 1970"));
    let answer = json!({ "name": first.text("/challenge/name"), "session": first.text("/challenge/session"), "code": code });
    let token = anonymous("/auth/answer-challenge", answer).await.text("/access_token");
    Caller { person: person.id.to_string(), token, account: account.to_owned() }
}

/// Somebody else of the account.
pub async fn another_owner(portal: &Portal, of: &Caller) -> Caller {
    let account: AccountId = of.account.parse().expect("an id");
    let account: Account = portal.seeder.store.get(&keys::account(account)).await.expect("the table").expect("an account");
    let member = registered(&portal.seeder, false, None, Some(account)).await;
    let token = signed_in(&member.email, &member.password).await.text("/access_token");
    Caller { person: member.id.to_string(), token, account: of.account.clone() }
}
