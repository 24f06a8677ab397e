//! What some requests use up, and so need anew each time: a challenge, a code by mail, a session.
//!
//! Challenges and sessions are made as in the portal, by asking the functions that make them. Codes by mail
//! are put into the table, since the mail has the only other copy.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use auth::mail::mail_code::{self, Applicant, Issued, MailCode, MailPurpose};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use notifications::phone::PhoneCode;
use serde_json::{Value, json};
use shared::event::{Actor, Event};
use shared::ids::{AccountId, PersonId};
use shared::people::{Language, StaffRole};
use shared::random;
use shared::seal::Purpose;
use shared::store::keys;
use shared::text::Email;

use super::Bench;
use super::organisation;
use super::runtime_api::{Function, Running};
use super::world::World;
use crate::authenticator::Authenticator;
use crate::call::{Call, new_address};
use crate::demo::seconds_now;
use crate::people::{Registered, Someone, address_of, now, registered, somebody, staff};
use crate::stack::code_at;

/// Of other domains: each request needs an account or a member of its own.
const SLOW: [&str; 7] = [
    "accounts.update_account",
    "accounts.invite_members",
    "accounts.revoke_invitation",
    "accounts.accept_invitation",
    "accounts.update_member",
    "accounts.remove_member",
    "accounts.leave_account",
];

/// Whether a run of an operation takes seconds: for each request somebody signs in, or a code is used up.
#[must_use]
pub fn is_slow(operation: &str) -> bool {
    operation.starts_with("auth.") && operation != "auth.sign_in" || SLOW.contains(&operation)
}

/// The world, and functions that make what a request needs.
pub struct Stage<'a> {
    pub world: &'a World,
    bench: &'a Bench<'a>,
    makers: BTreeMap<&'static str, Running>,
    told: u64,
}

/// Somebody who signed in with a password alone.
struct SignedIn {
    who: Someone,
    cookie: String,
}

impl<'a> Stage<'a> {
    #[must_use]
    pub fn new(bench: &'a Bench<'a>, world: &'a World) -> Self {
        Self { world, bench, makers: BTreeMap::new(), told: 1 }
    }

    /// A request with all that it needs; `None` when the sample of the contract is enough.
    ///
    /// # Errors
    /// When that cannot be made.
    pub async fn prepare(&mut self, operation: &str) -> Result<Option<Call>> {
        let call = Call::to(operation);
        Ok(Some(match operation {
            "accounts.update_me" => {
                // Another name than the last time, or there is nothing to change.
                let name = format!("Test {}", &random::handle().replace(['-', '_'], "x")[..8]);
                call.by(&self.world.writer).body(&json!({ "name": name }))
            }
            "tickets.close_ticket" => call.by(&self.world.writer).ticket(&self.ticket(false)?),
            "tickets.reopen_ticket" => call.by(&self.world.writer).ticket(&self.ticket(true)?),
            "tickets.rate_ticket" => call.by(&self.world.writer).ticket(&self.ticket(true)?),
            "tickets.put_policy" => {
                let admin = staff(&self.world.seeder, StaffRole::Admin).await;
                let newest = tickets::promise::policy::Policy::newest(&self.world.seeder.store).await?;
                let within = json!({ "first_response": 60, "solution": 480 });
                let body = json!({ "version": newest.map_or(0, |policy| policy.number), "time_zone": "UTC", "holidays": [],
                    "hours": [{ "day": "monday", "from": "08:00", "to": "17:00" }],
                    "within": { "urgent": within, "high": within, "normal": within, "low": within } });
                call.by(&admin).body(&body)
            }
            "tickets.resolve_complaint" => {
                let agent = Someone { account: self.world.writer.account, ..self.world.agent.clone() };
                call.by(&agent).ticket(&self.complaint()?)
            }
            "tickets.get_desk" | "tickets.update_as_staff" | "tickets.write_note" => {
                let agent = Someone { account: self.world.writer.account, ..self.world.agent.clone() };
                call.by(&agent).ticket(&self.ticket(false)?)
            }
            "auth.sign_in" => {
                let Registered { email, password, .. } = &self.world.registered;
                call.body(&json!({ "email": email, "password": password }))
            }
            "auth.answer_challenge" => {
                let person = &self.world.registered;
                let session = self.challenge(person, false)?;
                let code = code_now(person.totp_secret.as_deref().context("the person has an app")?)?;
                call.body(&json!({ "name": "totp", "session": session, "code": code }))
            }
            "auth.start_totp" => call.body(&json!({ "session": self.challenge(&self.world.without_app, true)? })),
            "auth.confirm_totp" => {
                let person = registered(&self.world.seeder, false, None, None).await;
                let session = self.challenge(&person, true)?;
                let started = self.ask("auth.start_totp", Call::to("auth.start_totp").body(&json!({ "session": session })), 200)?;
                let secret = body_of(&started)?["secret"].as_str().context("a secret")?.to_owned();
                call.body(&json!({ "session": session, "code": code_now(&secret)? }))
            }
            "auth.refresh_session" => call.header("cookie", &self.signed_in()?.cookie),
            "auth.sign_out" => {
                let SignedIn { who, cookie } = self.signed_in()?;
                call.by(&who).header("cookie", &cookie)
            }
            "auth.sign_up" => {
                let body = json!({
                    "name": "Test Person", "company": "Test Company", "email": new_email(), "language": "en", "time_zone": "UTC",
                });
                call.body(&body).sent_from(&new_address())
            }
            "auth.forgot_password" => {
                let email = address_of(somebody(&self.world.seeder).await.id);
                call.body(&json!({ "email": email, "language": "en" })).sent_from(&new_address())
            }
            "auth.resend_code" => {
                let long_ago = now() - SignedDuration::from_mins(1);
                let issued = self.mail_code(MailPurpose::SignUp, new_person(), Some(applicant()), long_ago).await?;
                call.body(&json!({ "session": issued.handle })).sent_from(&new_address())
            }
            "auth.confirm_sign_up" => {
                let issued = self.mail_code(MailPurpose::SignUp, new_person(), Some(applicant()), now()).await?;
                call.body(&confirmation(&issued))
            }
            "auth.confirm_forgot_password" => {
                // Of each person the newest code alone counts, and one that was used ends those before it.
                let person = registered(&self.world.seeder, false, None, None).await;
                let issued = self.mail_code_to(person.email.parse()?, MailPurpose::ResetPassword, person.id, None, now()).await?;
                call.body(&confirmation(&issued))
            }
            "auth.start_passkey" | "auth.create_recovery_codes" => call.by(&somebody(&self.world.seeder).await),
            "auth.end_sessions" => call.by(&somebody(&self.world.seeder).await).body(&json!({ "others": true })),
            "auth.confirm_passkey" => {
                let person = somebody(&self.world.seeder).await;
                let body = self.new_passkey(&person)?;
                call.by(&person).body(&body)
            }
            "auth.remove_factor" => {
                let person = somebody(&self.world.seeder).await;
                let confirm = Call::to("auth.confirm_passkey").by(&person).body(&self.new_passkey(&person)?);
                let made = body_of(&self.ask("auth.confirm_passkey", confirm, 201)?)?;
                call.by(&person).body(&json!({ "factor": "passkey", "id": made["id"] }))
            }
            "auth.step_up" => {
                let person = somebody(&self.world.seeder).await;
                let create = Call::to("auth.create_recovery_codes").by(&person);
                let made = body_of(&self.ask("auth.create_recovery_codes", create, 201)?)?;
                call.by(&person).body(&json!({ "recovery_code": made["codes"][0] }))
            }
            "auth.change_password" => {
                let person = registered(&self.world.seeder, false, None, None).await;
                let SignedIn { who, .. } = self.signed_in_as(&person)?;
                let new = random::handle().chars().take(20).collect::<String>();
                call.by(&who).body(&json!({ "current_password": person.password, "new_password": new })).sent_from(&new_address())
            }
            "notifications.start_phone" => {
                // Of each person only one code waits.
                let person = somebody(&self.world.seeder).await;
                call.by(&person).body(&json!({ "number": "+49 1512 3456789" }))
            }
            "notifications.confirm_phone" => {
                let person = somebody(&self.world.seeder).await;
                let Ok(number) = "+49 1512 3456789".parse() else { bail!("the bench's own number is refused") };
                let (waiting, code) = PhoneCode::issue(person.id, number, now());
                self.world.seeder.put(&keys::phone_code(person.id), &waiting).await?;
                call.by(&person).body(&json!({ "code": code }))
            }
            "notifications.unsubscribe" => {
                let payload = format!("{}|ticket_replied|{}", self.world.writer.id, now().as_second());
                call.query("token", &self.bench.sealer().await?.seal(Purpose::Unsubscribe, "", &payload).await?)
            }
            _ => return organisation::prepare(self.bench, self.world, operation, new_email()).await,
        }))
    }

    /// That staff answered the reader, as a queue hands it to a function.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn message(&mut self) -> Result<Value> {
        let world = self.world;
        let account = world.reader.account.context("the reader has an account")?;
        self.told += 1;
        let event = Event::new("ticket.replied", Actor::of(world.agent.id, true), now()).in_account(account);
        let event = event.numbered(self.told).of("ticket", world.long_ticket);
        Ok(json!({ "Records": [{ "messageId": "one", "body": serde_json::to_string(&event)? }] }))
    }

    /// A ticket of the writer's, as it was opened, or closed.
    fn ticket(&mut self, closed: bool) -> Result<String> {
        let new = |operation: &str| Call::to(operation).by(&self.world.writer).idempotency_key(Some(&random::handle()));
        let (open, close) = (new("tickets.open_ticket"), new("tickets.close_ticket"));
        let opened = self.ask("tickets.open_ticket", open, 201)?;
        let id = body_of(&opened)?["id"].as_str().context("a ticket has an id")?.to_owned();
        if closed {
            self.ask("tickets.close_ticket", close.ticket(&id), 200)?;
        }
        Ok(id)
    }

    /// A complaint of the writer.
    fn complaint(&mut self) -> Result<String> {
        let body = json!({ "subject": "Measured complaint", "message": "It came broken.", "kind": "complaint" });
        let open = Call::to("tickets.open_ticket").by(&self.world.writer).idempotency_key(Some(&random::handle())).body(&body);
        let opened = self.ask("tickets.open_ticket", open, 201)?;
        Ok(body_of(&opened)?["id"].as_str().context("a ticket has an id")?.to_owned())
    }

    /// The session of a challenge that a right password leads to.
    fn challenge(&mut self, person: &Registered, set_up_totp: bool) -> Result<String> {
        let answer = body_of(&self.sign_in(person, set_up_totp)?)?;
        Ok(answer["challenge"]["session"].as_str().context("a right password leads to a challenge")?.to_owned())
    }

    /// What confirms a passkey that somebody's authenticator just made.
    fn new_passkey(&mut self, person: &Someone) -> Result<Value> {
        let started = body_of(&self.ask("auth.start_passkey", Call::to("auth.start_passkey").by(person), 200)?)?;
        let portal = self.bench.plan.functions["auth.start_passkey"].environment.get("PORTAL_URL").context("the portal's address")?;
        let credential = Authenticator::at(portal).create(&started["options"]);
        Ok(json!({ "session": started["session"], "name": "A key", "credential": credential }))
    }

    fn signed_in(&mut self) -> Result<SignedIn> {
        self.signed_in_as(&self.world.without_app)
    }

    fn signed_in_as(&mut self, person: &Registered) -> Result<SignedIn> {
        let answer = self.sign_in(person, false)?;
        let token = body_of(&answer)?["access_token"].as_str().context("a right password is all it takes")?.to_owned();
        let claims = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).context("a token has claims")?)?;
        let claims: Value = serde_json::from_slice(&claims)?;
        let session_id = claims["origin_jti"].as_str().context("a token names its session")?.to_owned();
        let cookies = answer["multiValueHeaders"]["set-cookie"].as_array().context("a session has cookies")?;
        let cookies: Vec<&str> = cookies.iter().filter_map(|cookie| cookie.as_str()?.split(';').next()).collect();
        Ok(SignedIn { who: Someone { id: person.id, session_id, account: None }, cookie: cookies.join("; ") })
    }

    fn sign_in(&mut self, person: &Registered, set_up_totp: bool) -> Result<Value> {
        let body = json!({ "email": person.email, "password": person.password, "set_up_totp": set_up_totp });
        self.ask("auth.sign_in", Call::to("auth.sign_in").body(&body).sent_from(&new_address()), 200)
    }

    fn ask(&mut self, operation: &'static str, call: Call, status: u16) -> Result<Value> {
        let event = call.event;
        let maker = match self.makers.remove(operation) {
            Some(running) => running,
            None => {
                let function = self.bench.function(operation, &self.bench.plan.endpoint_url)?;
                // The same function is measured, too, and has the log of its name.
                let log = self.bench.plan.logs.join(format!("{operation}.maker.log"));
                Running::start(&Function { log, ..function })?.0
            }
        };
        let maker = self.makers.entry(operation).or_insert(maker);
        let (answer, _) = maker.invoke(&event)?;
        ensure!(answer["statusCode"] == status, "{operation} answered {answer}");
        Ok(answer)
    }

    async fn mail_code(
        &self,
        purpose: MailPurpose,
        person: PersonId,
        applicant: Option<Applicant>,
        mailed_at: Timestamp,
    ) -> Result<Issued> {
        let Ok(email) = new_email().parse::<Email>() else { bail!("the bench's own address is refused") };
        self.mail_code_to(email, purpose, person, applicant, mailed_at).await
    }

    async fn mail_code_to(
        &self,
        email: Email,
        purpose: MailPurpose,
        person: PersonId,
        applicant: Option<Applicant>,
        mailed_at: Timestamp,
    ) -> Result<Issued> {
        let issued = MailCode::issue(purpose, email, Language::English, Some(person), applicant, mailed_at);
        self.world.seeder.put(&keys::mail_code(&mail_code::hash(&issued.handle)), &issued.stored).await?;
        Ok(issued)
    }
}

fn body_of(answer: &Value) -> Result<Value> {
    serde_json::from_str(answer["body"].as_str().context("an answer has a body")?).context("a body is JSON")
}

fn confirmation(issued: &Issued) -> Value {
    // As long as one of a password manager's.
    let password = random::handle().chars().take(20).collect::<String>();
    json!({ "session": issued.handle, "code": issued.code.in_groups(), "password": password })
}

fn applicant() -> Applicant {
    Applicant {
        name: "Test Person".to_owned(),
        company: "Test Company".to_owned(),
        time_zone: "UTC".to_owned(),
        account: AccountId::from_ulid(random::ulid(now())),
        invitation: None,
    }
}

fn new_person() -> PersonId {
    PersonId::from_ulid(random::ulid(now()))
}

fn new_email() -> String {
    address_of(new_person())
}

fn code_now(secret: &str) -> Result<String> {
    Ok(code_at(secret, u64::try_from(seconds_now())?))
}
