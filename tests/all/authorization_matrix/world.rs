//! Two accounts, the people who call, and a ticket of each; made once per run, the tickets through
//! the API itself.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::{Value, json};
use shared::people::{Account, MemberRole, StaffRole};
use tests::contract::Operation;
use tests::demo::Seeder;

use super::people::{Person, account};
use super::table::{Place, Who};
use crate::support::answer::Answer;
use crate::support::deployed::{Send, stack};

/// A ticket and the words that nobody without rights may read.
#[derive(Debug)]
pub struct Ticket {
    pub id: String,
    account: usize,
    /// Nobody of the matrix, if `None`.
    opened_by: Option<Who>,
    subject: String,
    message: String,
}

/// Everything the matrix works on.
#[derive(Debug)]
pub struct World {
    /// The callers' own one, and the other one.
    pub accounts: [Account; 2],
    tokens: HashMap<Who, String>,
    people: HashMap<Who, Person>,
    /// Of the owner, the member, the other owner, and the other owner's colleague.
    tickets: Vec<Ticket>,
}

/// The world of this run.
pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(World::new())
    })
}

impl World {
    async fn new() -> Self {
        let seeder = Seeder::new(stack()).await.expect("the stack under test answers");
        let accounts = [account(), account()];
        let people = HashMap::from([
            (Who::Ended, Person::member(&seeder, &accounts[0], MemberRole::Owner).await),
            (Who::Member, Person::member(&seeder, &accounts[0], MemberRole::Member).await),
            (Who::Owner, Person::member(&seeder, &accounts[0], MemberRole::Owner).await),
            (Who::OtherOwner, Person::member(&seeder, &accounts[1], MemberRole::Owner).await),
            (Who::Agent, Person::staff(&seeder, StaffRole::Agent).await),
            (Who::Admin, Person::staff(&seeder, StaffRole::Admin).await),
        ]);
        let colleague = Person::member(&seeder, &accounts[1], MemberRole::Member).await;
        let mut tokens: HashMap<_, _> = people.iter().map(|(who, person)| (*who, person.sign_in().token)).collect();
        Send::new("post", "/auth/sign-out").token(&tokens[&Who::Ended]).answer().assert_status(204);
        tokens.insert(Who::Forged, forged(&tokens[&Who::Owner], &tokens[&Who::Admin]));
        let tickets = vec![
            open_ticket(&accounts, 0, Some(Who::Owner), &tokens[&Who::Owner]),
            open_ticket(&accounts, 0, Some(Who::Member), &tokens[&Who::Member]),
            open_ticket(&accounts, 1, Some(Who::OtherOwner), &tokens[&Who::OtherOwner]),
            open_ticket(&accounts, 1, None, &colleague.sign_in().token),
        ];
        Self { accounts, tokens, people, tickets }
    }

    pub fn token(&self, who: Who) -> Option<&str> {
        self.tokens.get(&who).map(String::as_str)
    }

    pub fn person(&self, who: Who) -> &Person {
        &self.people[&who]
    }

    /// Calls an operation as somebody, with a body that is right.
    pub fn call(&self, operation: &Operation, who: Who, place: Place) -> Answer {
        let send = Send::new(operation.method, &self.path(operation, who, place));
        let send = match self.token(who) {
            // Signing out takes a session of its own, so that the other rows go on.
            Some(token) if operation.name != "auth.sign_out" || who == Who::Ended || who == Who::Forged => send.token(token),
            Some(_) => send.token(&self.person(who).sign_in().token),
            None => send,
        };
        match self.body(operation) {
            Some(body) => send.json(&body).answer(),
            None => send.answer(),
        }
    }

    /// The example of the contract. Signing in takes real words, because wrong ones are counted.
    pub fn body(&self, operation: &Operation) -> Option<Value> {
        if operation.name == "auth.sign_in" {
            let owner = self.person(Who::Owner);
            return Some(json!({ "email": owner.email(), "password": owner.password() }));
        }
        let name = operation.body_schema()?;
        let (_, schema) = operation.schemas.iter().find(|(known, _)| known == name)?;
        assert!(schema["example"].is_object(), "{name}, the body of {}, has an example", operation.name);
        let mut body = schema["example"].clone();
        if body.get("email").is_some() {
            // Mails to one address are counted.
            body["email"] = json!(format!("{}@matrix.example", shared::random::handle().to_lowercase()));
        }
        Some(body)
    }

    fn path(&self, operation: &Operation, who: Who, place: Place) -> String {
        let own = usize::from(who == Who::OtherOwner);
        let other = 1 - own;
        let (account, ticket) = match place {
            Place::Portal | Place::OwnAccount => (own, None),
            Place::OtherAccount => (other, None),
            Place::OwnTicket => (own, Some(self.ticket(own, |by| by == Some(who)).unwrap_or_else(|| self.any_ticket(own)))),
            Place::ColleaguesTicket => (own, self.ticket(own, |by| by != Some(who))),
            Place::ForeignTicket => (other, Some(self.any_ticket(other))),
            Place::ForeignTicketInOwn => (own, Some(self.any_ticket(other))),
        };
        let path = operation.path.replace("{account_id}", &self.accounts[account].id.to_string());
        path.replace("{ticket_id}", ticket.map_or("", |ticket| ticket.id.as_str()))
    }

    fn ticket(&self, account: usize, opened_by: impl Fn(Option<Who>) -> bool) -> Option<&Ticket> {
        self.tickets.iter().find(|ticket| ticket.account == account && opened_by(ticket.opened_by))
    }

    pub fn any_ticket(&self, account: usize) -> &Ticket {
        self.ticket(account, |_| true).expect("each account has a ticket")
    }

    /// Words that nobody may read who is refused.
    pub fn all_words(&self) -> Vec<&str> {
        let names = self.accounts.iter().map(|account| account.name.as_str());
        names.chain(self.tickets.iter().flat_map(Ticket::words)).collect()
    }

    /// Words that somebody may not even read where they are allowed something.
    pub fn words_hidden_from(&self, who: Who) -> Vec<&str> {
        let (own, sees_only_own) = match who {
            Who::Agent | Who::Admin => return Vec::new(),
            Who::Member => (Some(0), true),
            Who::Owner => (Some(0), false),
            Who::OtherOwner => (Some(1), false),
            Who::Anonymous | Who::Forged | Who::Ended => (None, true),
        };
        let names = self.accounts.iter().enumerate().filter(|(index, _)| Some(*index) != own).map(|(_, account)| account.name.as_str());
        let tickets = self.tickets.iter().filter(|ticket| Some(ticket.account) != own || sees_only_own && ticket.opened_by != Some(who));
        names.chain(tickets.flat_map(Ticket::words)).collect()
    }
}

impl Ticket {
    fn words(&self) -> [&str; 2] {
        [&self.subject, &self.message]
    }
}

fn open_ticket(accounts: &[Account; 2], account: usize, opened_by: Option<Who>, token: &str) -> Ticket {
    let handle = shared::random::handle();
    let (subject, message) = (format!("subject {handle}"), format!("message {handle}"));
    let path = format!("/accounts/{}/tickets", accounts[account].id);
    let answer = Send::new("post", &path).token(token).json(&json!({ "subject": subject, "message": message })).answer();
    answer.assert_status(201);
    Ticket { id: answer.text("/id"), account, opened_by, subject, message }
}

/// A token of the right shape that says it is somebody else's: the signature is of another one.
pub fn forged(signed: &str, claims_of: &str) -> String {
    let parts = |token: &str| token.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (signed, claims) = (parts(signed), parts(claims_of));
    assert_eq!((signed.len(), claims.len()), (3, 3), "access tokens are JWTs");
    [&*signed[0], &*claims[1], &*signed[2]].join(".")
}
