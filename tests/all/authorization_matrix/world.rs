//! Two accounts, the people who call, and a ticket in each; made once per run, the tickets through the API itself.

use std::collections::HashMap;
use std::sync::OnceLock;

use documents::requests::model::FileRequest;
use serde_json::{Value, json};
use shared::approvals::{Approval, ApprovalKind};
use shared::event::Actor;
use shared::ids::{ApprovalId, FileId, FileRequestId, InvitationId, PersonId, ShareId, UploadId};
use shared::invitations::Invitation;
use shared::people::{Account, Language, MemberRole, StaffRole};
use shared::store::keys;
use tests::contract::Operation;
use tests::demo::Seeder;
use tests::papers;

use super::people::{Person, account};
use crate::support::answer::Answer;
use crate::support::deployed::{Send, stack};
use crate::support::people;

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// Without a token.
    Anonymous,
    /// With a token of the admin's that we did not sign.
    Forged,
    /// An owner of the account in the path.
    Owner,
    /// An owner of the other account.
    OtherOwner,
    Admin,
}

/// A ticket and the words that nobody without rights may read.
#[derive(Debug)]
pub struct Ticket {
    pub id: String,
    subject: String,
    message: String,
}

/// Of the owner of the first account: an upload, a file, a link to it, and a request.
#[derive(Debug)]
struct Papers {
    upload: UploadId,
    file: FileId,
    /// Another one, which is thrown away.
    thrown: FileId,
    share: ShareId,
    request: FileRequestId,
    /// Contracts: to be sent, to be signed, to be revoked.
    sent: FileId,
    signed: FileId,
    revoked: FileId,
    code: String,
}

impl Papers {
    async fn put(seeder: &Seeder, account: &Account, of: PersonId) -> Self {
        let (file, share) = (papers::file(account, of, "Matrix.pdf"), papers::share(of));
        let thrown = papers::file(account, of, "Thrown.pdf");
        let bytes = papers::pdf(&["Matrix"]);
        let upload = papers::upload(account, of, "Upload.pdf", &bytes);
        let bucket = aws_sdk_s3::Client::new(&stack().sdk().await);
        let put = bucket.put_object().bucket(&stack().documents_bucket).key(upload.incoming()).body(bytes.into());
        put.send().await.expect("the bucket takes an upload");
        let request = papers::request(account, of, "Papers");
        let request = FileRequest { lines: vec![request.lines[0].clone(); 2], ..request };
        for file in [&file, &thrown] {
            let writes = documents::files::repo::put(None, file, papers::author(of).actor).expect("writes");
            seeder.store.commit(writes).await.expect("the table takes a file");
        }
        let writes = documents::requests::repo::put(None, &request, people::now()).expect("writes");
        seeder.store.commit(writes).await.expect("the table takes a request");
        seeder.put(&keys::file_share(account.id, file.facts.file, share.share), &share).await.expect("the table takes a link");
        seeder.put(&keys::upload(account.id, upload.upload), &upload).await.expect("the table takes an upload");
        let contracts = [None, Some(of), None].map(|signer| papers::contract(account, of, "Matrix contract", signer));
        for contract in &contracts {
            let writes = contract.create(contract.paper.by.actor).expect("writes");
            let writes = documents::made::repo::verify(writes, &papers::verification(contract)).expect("writes");
            seeder.store.commit(writes).await.expect("the table takes a contract");
        }
        let [sent, signed, revoked] = contracts.each_ref().map(|contract| contract.paper.file);
        let code = contracts[0].paper.code.to_string();
        Self {
            sent,
            signed,
            revoked,
            code,
            upload: upload.upload,
            file: file.facts.file,
            thrown: thrown.facts.file,
            share: share.share,
            request: request.request,
        }
    }

    fn path(&self, operation: &str, path: &str) -> String {
        let Self { upload, share, request, .. } = self;
        let file = match operation {
            "documents.delete_file" => self.thrown,
            "documents.send_for_signature" => self.sent,
            "documents.answer_signature" => self.signed,
            "documents.revoke_document" => self.revoked,
            _ => self.file,
        };
        let path = path.replace("{code}", &self.code);
        let path = path.replace("{upload_id}", &upload.to_string()).replace("{file_id}", &file.to_string());
        path.replace("{share_id}", &share.to_string()).replace("{request_id}", &request.to_string())
    }
}

/// Everything the matrix works on.
#[derive(Debug)]
pub struct World {
    /// The one in the path, and the other one.
    pub accounts: [Account; 2],
    /// One in each.
    pub tickets: [Ticket; 2],
    /// Of the first account: somebody who is changed, somebody who is removed, and somebody who is invited.
    changed: PersonId,
    removed: PersonId,
    invited: InvitationId,
    asked: ApprovalId,
    papers: Papers,
    tokens: HashMap<Who, String>,
    people: HashMap<Who, Person>,
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
        let callers = HashMap::from([
            (Who::Owner, Person::member(&seeder, &accounts[0], MemberRole::Owner).await),
            (Who::OtherOwner, Person::member(&seeder, &accounts[1], MemberRole::Owner).await),
            (Who::Admin, Person::staff(&seeder, StaffRole::Admin).await),
        ]);
        let mut tokens: HashMap<_, _> = callers.iter().map(|(who, person)| (*who, person.sign_in().token)).collect();
        tokens.insert(Who::Forged, forged(&tokens[&Who::Owner], &tokens[&Who::Admin]));
        let tickets = [open_ticket(&accounts[0], &tokens[&Who::Owner]), open_ticket(&accounts[1], &tokens[&Who::OtherOwner])];
        let changed = people::member_of(&seeder, &accounts[0], MemberRole::Member).await.id;
        let removed = people::member_of(&seeder, &accounts[0], MemberRole::Member).await.id;
        let email = people::address_of(removed).parse().expect("an address");
        let by = people::new_person(changed);
        let invitation = Invitation::new(&accounts[0], email, MemberRole::Member, Language::English, &by, people::now());
        let key = keys::invitation(accounts[0].id, invitation.id);
        seeder.put(&key, &invitation).await.expect("the table takes an invitation");
        let asked = Approval::ask(ApprovalKind::Recovery, removed, "Lost the phone.", changed, people::now());
        let writes = asked.asked(Actor::of(changed, true)).expect("writes");
        seeder.store.commit(writes).await.expect("the table takes an approval");
        let papers = Papers::put(&seeder, &accounts[0], callers[&Who::Owner].id).await;
        Self { accounts, tickets, changed, removed, invited: invitation.id, asked: asked.id, papers, tokens, people: callers }
    }

    pub fn token(&self, who: Who) -> Option<&str> {
        self.tokens.get(&who).map(String::as_str)
    }

    /// Calls an operation as somebody, in the first account and with a body that is right.
    pub fn call(&self, operation: &Operation, who: Who) -> Answer {
        let send = Send::new(operation.method, &self.path(operation));
        let send = match (self.token(who), self.people.get(&who)) {
            // Signing out takes a session of its own, so that the other calls go on.
            (Some(_), Some(person)) if operation.name == "auth.sign_out" => send.token(&person.sign_in().token),
            (Some(token), _) => send.token(token),
            (None, _) => send,
        };
        match self.body(operation) {
            Some(body) => send.json(&body).answer(),
            None => send.answer(),
        }
    }

    /// Of an operation in the first account, on its ticket.
    pub fn path(&self, operation: &Operation) -> String {
        let path = operation.path.replace("{account_id}", &self.accounts[0].id.to_string());
        let person = if operation.name == "accounts.remove_member" { self.removed } else { self.changed };
        let path = path.replace("{ticket_id}", &self.tickets[0].id).replace("{person_id}", &person.to_string());
        let path = path.replace("{invitation_id}", &self.invited.to_string()).replace("{approval_id}", &self.asked.to_string());
        self.papers.path(&operation.name, &path)
    }

    /// The example of the contract. Signing in takes real words, because wrong ones are counted.
    pub fn body(&self, operation: &Operation) -> Option<Value> {
        if operation.name == "auth.sign_in" {
            let owner = &self.people[&Who::Owner];
            return Some(json!({ "email": owner.email(), "password": owner.password() }));
        }
        if operation.name == "documents.update_brand" {
            return Some(brand_as_it_is());
        }
        let name = operation.body_schema()?;
        let (_, schema) = operation.schemas.iter().find(|(known, _)| known == name)?;
        assert!(schema["example"].is_object(), "{name}, the body of {}, has an example", operation.name);
        let mut body = schema["example"].clone();
        if body.get("email").is_some() {
            // Mails to one address are counted.
            body["email"] = json!(format!("{}@matrix.example", shared::random::handle().to_lowercase()));
        }
        if operation.name == "documents.send_for_signature" {
            body["signers"] = json!([self.people[&Who::Owner].id]);
        }
        Some(body)
    }

    /// Words that nobody may read who is refused.
    pub fn all_words(&self) -> Vec<&str> {
        [0, 1].into_iter().flat_map(|account| self.words_of(account)).collect()
    }

    /// Words that somebody may not even read where they are allowed something.
    pub fn words_hidden_from(&self, who: Who) -> Vec<&str> {
        match who {
            Who::Admin => Vec::new(),
            Who::Owner => self.words_of(1).into(),
            Who::OtherOwner => self.words_of(0).into(),
            Who::Anonymous | Who::Forged => self.all_words(),
        }
    }

    fn words_of(&self, account: usize) -> [&str; 3] {
        let ticket = &self.tickets[account];
        [&self.accounts[account].name, &ticket.subject, &ticket.message]
    }
}

/// The brand that is published, to be published once more.
fn brand_as_it_is() -> Value {
    let mut brand = Send::new("get", "/brand").answer().body;
    let fields = brand.as_object_mut().expect("a brand");
    for told in ["accent_on_paper", "logo", "changed_at"] {
        fields.remove(told);
    }
    brand
}

fn open_ticket(account: &Account, token: &str) -> Ticket {
    let handle = shared::random::handle();
    let (subject, message) = (format!("subject {handle}"), format!("message {handle}"));
    let path = format!("/accounts/{}/tickets", account.id);
    let answer = Send::new("post", &path).token(token).json(&json!({ "subject": subject, "message": message })).answer();
    answer.assert_status(201);
    Ticket { id: answer.text("/id"), subject, message }
}

/// A token of the right shape that says it is somebody else's: the signature is of another one.
pub fn forged(signed: &str, claims_of: &str) -> String {
    let parts = |token: &str| token.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (signed, claims) = (parts(signed), parts(claims_of));
    assert_eq!((signed.len(), claims.len()), (3, 3), "access tokens are JWTs");
    [&*signed[0], &*claims[1], &*signed[2]].join(".")
}
