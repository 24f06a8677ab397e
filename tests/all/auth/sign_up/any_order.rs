//! Whatever order steps come in, tokens come only after every step that this person needs.
//!
//! Walks are drawn from a seed. Beside each walk goes a model of what should happen; an answer with tokens
//! where the model has none, or none where it has some, fails the test with the walk so far.

use std::hash::{DefaultHasher, Hash, Hasher};

use shared::clock::Clock;
use shared::people::StaffRole;
use tokio::task::JoinSet;

use super::totp::{code_of, confirm_call as confirm_totp_call, start_call, wrong_code_of};
use super::{confirm_call, forgot_call, mailed};
use crate::auth::sign_in::{code_call, password_call};
use crate::support::answer::Answer;
use crate::support::faults::seed;
use crate::support::people::{Registered, now, registered};
use crate::support::portal::Portal;

const WALKS: u64 = 24;
const STEPS: u64 = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    SetUp,
}

/// A handle that was given out, and what is left of it.
#[derive(Debug)]
struct Handle {
    text: String,
    kind: Kind,
    tries: u32,
    used: bool,
    dead: bool,
}

impl Handle {
    fn counts_try(&mut self) -> bool {
        self.tries += 1;
        self.tries <= 5 && !self.used && !self.dead
    }
}

/// What the person has and needs, as the test believes.
struct Model {
    password: String,
    old_passwords: Vec<String>,
    needs_factor: bool,
    app: Option<String>,
    /// The secret that the pool waits for a code of.
    pending: Option<String>,
    handles: Vec<Handle>,
    wrong_passwords: u32,
    codes_since: u32,
    mails: u32,
}

struct Walk {
    seed: u64,
    number: u64,
    drawn: u64,
    portal: Portal,
    person: Registered,
    model: Model,
    log: Vec<String>,
}

impl Walk {
    async fn new(seed: u64, number: u64) -> Self {
        let portal = Portal::with_clock(Clock::fixed(now())).await;
        let (has_app, is_staff) = (number.is_multiple_of(2), number.is_multiple_of(3));
        let person = registered(&portal.seeder, has_app, is_staff.then_some(StaffRole::Agent), None).await;
        let model = Model {
            password: person.password.clone(),
            old_passwords: Vec::new(),
            needs_factor: is_staff,
            app: person.totp_secret.clone(),
            pending: None,
            handles: Vec::new(),
            wrong_passwords: 0,
            codes_since: 0,
            mails: 0,
        };
        Self { seed, number, drawn: 0, portal, person, model, log: Vec::new() }
    }

    fn draw(&mut self, below: u64) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.seed, self.number, self.drawn).hash(&mut hasher);
        self.drawn += 1;
        hasher.finish() % below
    }

    fn pick_handle(&mut self) -> Option<usize> {
        let count = u64::try_from(self.model.handles.len()).unwrap_or_default();
        if count == 0 { None } else { usize::try_from(self.draw(count)).ok() }
    }

    #[track_caller]
    fn judge(&mut self, step: String, answer: &Answer, tokens_expected: bool) {
        let tokens = answer.body.get("access_token").is_some();
        self.log.push(format!("{step} -> {}{}", answer.status.as_u16(), if tokens { " with tokens" } else { "" }));
        assert_eq!(tokens, tokens_expected, "walk {} of seed {}:\n{}\n{answer:?}", self.number, self.seed, self.log.join("\n"));
        assert_eq!(
            answer.cookie("__Secure-atrium_refresh").is_some_and(|cookie| !cookie.is_empty()),
            tokens,
            "the cookie goes with the tokens"
        );
        assert!(answer.status.as_u16() < 500, "{answer:?}");
    }

    async fn step(&mut self) {
        match self.draw(12) {
            0..=3 => self.give_password().await,
            4 | 5 => self.give_code().await,
            6 | 7 => self.start().await,
            8 | 9 => self.confirm().await,
            10 => self.reset().await,
            _ => self.wait(),
        }
    }

    async fn give_password(&mut self) {
        let right = self.draw(3) > 0 || self.model.wrong_passwords >= 8;
        let asks = self.draw(2) == 0;
        let password = if right {
            self.model.password.clone()
        } else {
            self.model.wrong_passwords += 1;
            self.model.old_passwords.last().cloned().unwrap_or_else(|| "not the password".to_owned())
        };
        let mut call = password_call(&self.person.email, &password);
        if asks {
            let body = serde_json::json!({ "email": self.person.email, "password": password, "set_up_totp": true });
            call = call.body(&body);
        }
        let answer = self.portal.call(call).await;
        let next = match (right, &self.model.app) {
            (false, _) => None,
            (true, Some(_)) => Some(Kind::Code),
            (true, None) if asks || self.model.needs_factor => Some(Kind::SetUp),
            (true, None) => None,
        };
        self.judge(format!("password {right}, asks {asks}"), &answer, right && next.is_none());
        if let Some(kind) = next {
            let name = if kind == Kind::Code { "totp" } else { "totp_setup" };
            assert_eq!(answer.text("/challenge/name"), name, "{}", self.log.join("\n"));
            let text = answer.text("/challenge/session");
            self.model.handles.push(Handle { text, kind, tries: 0, used: false, dead: false });
        }
    }

    async fn give_code(&mut self) {
        let Some(at) = self.pick_handle().filter(|_| self.model.codes_since < 9) else { return };
        self.model.codes_since += 1;
        let right = self.draw(2) == 0;
        let code = match &self.model.app {
            Some(app) if right => code_of(app),
            Some(app) => wrong_code_of(app),
            None => "123456".to_owned(),
        };
        let handle = &mut self.model.handles[at];
        let answer = self.portal.call(code_call(&handle.text, &code)).await;
        let live = handle.counts_try();
        let expected = live && handle.kind == Kind::Code && right && self.model.app.is_some();
        handle.used |= expected;
        let step = format!("code {right} to {:?} {at}", handle.kind);
        self.judge(step, &answer, expected);
    }

    async fn start(&mut self) {
        let Some(at) = self.pick_handle() else { return };
        let handle = &self.model.handles[at];
        let answer = self.portal.call(start_call(&handle.text)).await;
        let expected = handle.kind == Kind::SetUp && !handle.used && !handle.dead && handle.tries < 5 && self.model.app.is_none();
        assert_eq!(answer.status.is_success(), expected, "start of {at}\n{}\n{answer:?}", self.log.join("\n"));
        if expected {
            self.model.pending = Some(answer.text("/secret"));
        }
        let step = format!("start {:?} {at}", self.model.handles[at].kind);
        self.judge(step, &answer, false);
    }

    async fn confirm(&mut self) {
        let Some(at) = self.pick_handle() else { return };
        let right = self.draw(2) == 0;
        let code = match &self.model.pending {
            Some(secret) if right => code_of(secret),
            Some(secret) => wrong_code_of(secret),
            None => "123456".to_owned(),
        };
        let handle = &mut self.model.handles[at];
        let answer = self.portal.call(confirm_totp_call(&handle.text, &code)).await;
        let live = handle.counts_try();
        let expected = live && handle.kind == Kind::SetUp && right && self.model.pending.is_some() && self.model.app.is_none();
        handle.used |= expected;
        let step = format!("confirm {right} {:?} {at}", handle.kind);
        self.judge(step, &answer, expected);
        if expected {
            self.model.app = self.model.pending.take();
        }
    }

    async fn reset(&mut self) {
        if self.model.mails >= 4 {
            return;
        }
        self.model.mails += 1;
        let email = self.person.email.clone();
        let code = mailed(&self.portal, &email, forgot_call(&email)).await;
        let password = format!("{} {}", super::PASSWORD, self.drawn);
        // What began in the same millisecond as the reset ends with it.
        self.portal.clock.advance_seconds(1);
        let answer = self.portal.call(confirm_call("auth.confirm_forgot_password", &code.handle, &code.code, &password)).await;
        answer.assert_status(204);
        self.portal.clock.advance_seconds(1);
        self.judge("reset".to_owned(), &answer, false);
        let old = std::mem::replace(&mut self.model.password, password);
        self.model.old_passwords.push(old);
        self.model.handles.iter_mut().for_each(|handle| handle.dead = true);
    }

    fn wait(&mut self) {
        self.portal.clock.advance_seconds(16 * 60);
        self.log.push("a quarter of an hour passes".to_owned());
        self.model.handles.iter_mut().for_each(|handle| handle.dead = true);
        (self.model.wrong_passwords, self.model.codes_since, self.model.mails) = (0, 0, 0);
    }
}

#[tokio::test]
async fn tokens_come_after_every_step_in_whatever_order_they_are_tried() {
    let seed = seed();
    let mut running = JoinSet::new();
    for number in 0..WALKS {
        running.spawn(async move {
            let mut walk = Walk::new(seed, number).await;
            for _ in 0..STEPS {
                walk.step().await;
            }
            walk.log.iter().filter(|line| line.ends_with("with tokens")).count()
        });
    }
    let signed_in: usize = running.join_all().await.into_iter().sum();
    assert!(signed_in > 0, "no walk signed anybody in, so nothing was shown");
}
