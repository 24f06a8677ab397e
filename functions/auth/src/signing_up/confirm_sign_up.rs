//! Somebody shows that their address is theirs, and gets an account: `POST /auth/confirm-sign-up`. Emits
//! `account.opened` and `person.signed_up`.
//!
//! The user in the pool is made first and the rest in one transaction, so a person is there only when they
//! can sign in. Ids were chosen with the code: a retry after a crash in between makes the same again.

use axum::extract::State;
use deserr::Deserr;
use http::StatusCode;
use jiff::Timestamp;
use shared::event::{Actor, Event};
use shared::ids::PersonId;
use shared::input::WrongFields;
use shared::invitations::{Invitation, Named};
use shared::people::{Account, EmailOwner, MemberRole, Membership, Person};
use shared::problem::{Code as ProblemCode, Problem};
use shared::store::{CommitError, StoreError, Transaction, keys};
use shared::text::{Email, Line, SolePassword};
use shared::{Result, body::Body};
use utoipa::ToSchema;

use crate::guard::floor::no_sooner;
use crate::mail::mail_code::{Applicant, Code, MailCode, MailPurpose};
use crate::password::new_password::{Expected, hard_to_guess};
use crate::repo;
use crate::signing_in::session_start::{refused, refused_because};
use crate::state::Auth;

/// The code of the mail, and the password to be.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"session": "q2Xv0m4cJ3mYb0kS7bqkzqk9m0cXo8k2Jw1Zl5t6uVY", "code": "1234 5678", "password": "amber-kettle-orbit-41"}))]
pub struct ConfirmSignUp {
    /// As `sign_up` answered it.
    pub session: Line<1, 200>,
    pub code: Code,
    /// It is the only factor at first.
    pub password: SolePassword,
}

/// Opens the account
///
/// Then `sign_in` with the address and this password. Five tries; a retry of what was done is answered the same and changes nothing.
#[utoipa::path(post, path = "/auth/confirm-sign-up", request_body = ConfirmSignUp,
    extensions(("x-problems" = json!([ProblemCode::ChallengeRefused, ProblemCode::AddressTaken, ProblemCode::LinkRefused]))),
    responses((status = 204, description = "There is an account now")))]
pub async fn confirm_sign_up(State(auth): State<Auth>, Body(input): Body<ConfirmSignUp>) -> Result<StatusCode> {
    no_sooner(confirm(&auth, input)).await
}

async fn confirm(auth: &Auth, input: ConfirmSignUp) -> Result<StatusCode> {
    let (store, now, handle) = (&auth.app.store, auth.app.clock.now(), input.session.as_str());
    let stored = repo::count_mailed_answer(store, handle).await?.ok_or_else(refused)?;
    if !stored.takes(MailPurpose::SignUp, handle, &input.code, now) {
        return Err(refused_because("wrong_code", None));
    }
    let MailCode { email, person: Some(person), applicant: Some(applicant), language, used_at: None, .. } = stored else {
        // A right code that makes nobody does not exist; this one was used, by the same browser.
        return Ok(StatusCode::NO_CONTENT);
    };
    let known = [auth.brand()?, email.as_str(), &applicant.name, &applicant.company];
    if let Err(weak) = hard_to_guess(&input.password, &Expected::of(known)) {
        repo::give_try_back(store, handle).await?;
        return Err(weak);
    }
    match repo::person_with_email(store, &email).await? {
        // Made since by another request with the same code.
        Some(owner) if owner == person => return Ok(StatusCode::NO_CONTENT),
        Some(_) => return Err(taken()),
        None => {}
    }
    let joins = match &applicant.invitation {
        Some(named) => Some(joined(auth, named, &email, now).await?),
        None => None,
    };

    auth.identity.create_user(person, &input.password).await?;
    let profile = Person::new(person, email, &applicant.name, language, &applicant.time_zone, now);
    let writes = new_person(repo::use_mail_code(handle, now)?, &profile, now)?;
    let writes = match &joins {
        Some((invitation, account)) => invitation.taken_by(writes, account, person, now)?,
        None => first_account(writes, &profile, &applicant, auth.entity()?, now)?,
    };
    match store.commit(writes).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        // Two requests with the right code at once: the other one made it.
        Err(CommitError::ConditionFailed { position: 0, .. }) => Ok(StatusCode::NO_CONTENT),
        // Behind the code, the address, the person and their event stands the invitation.
        Err(error @ CommitError::ConditionFailed { position: 4.., .. }) if joins.is_some() => Err(not_open().because(error)),
        Err(error @ CommitError::ConditionFailed { .. }) => Err(taken().because(error)),
        Err(CommitError::Store(error)) => Err(error.into()),
    }
}

/// The invitation that they sign up by, and its account.
async fn joined(auth: &Auth, named: &Named, email: &Email, now: Timestamp) -> Result<(Invitation, Account)> {
    let invitation = named.open(&auth.app.store, now).await?.filter(|invitation| invitation.email == *email);
    let account: Option<Account> = auth.app.store.get(&keys::account(named.account)).await?;
    invitation.zip(account).ok_or_else(not_open)
}

fn not_open() -> Problem {
    Problem::new(ProblemCode::LinkRefused, "The invitation was taken back or is too old. Ask for a new one, or sign up without.")
}

/// Adds a person.
fn new_person(before: Transaction, person: &Person, now: Timestamp) -> Result<Transaction, StoreError> {
    before
        .create(&keys::email(person.email.as_str()), &EmailOwner::of(person.id))?
        .create(&keys::person(person.id), person)?
        .event(&signed_up(person.id, Actor::of(person.id, false), now))
}

/// Adds an account of their own, which they are the owner of.
fn first_account(
    before: Transaction,
    person: &Person,
    applicant: &Applicant,
    entity: &str,
    now: Timestamp,
) -> Result<Transaction, StoreError> {
    let account = Account {
        id: applicant.account,
        name: applicant.company.clone(),
        entity_id: entity.to_owned(),
        mfa_required: false,
        created_at: now,
    };
    let membership = Membership::new(&account, person.id, MemberRole::Owner, now);
    let actor = Actor::of(person.id, false);
    before
        .create_indexed(&keys::account(account.id), [&account.indexed()], &account)?
        .create(&keys::member_of_account(account.id, person.id), &membership)?
        .create(&keys::membership_of_person(person.id, account.id), &membership)?
        .event(&Event::new("account.opened", actor, now).in_account(account.id).code("by", "sign_up"))
}

fn signed_up(person: PersonId, actor: Actor, now: Timestamp) -> Event {
    Event::new("person.signed_up", actor, now).of("person", person)
}

/// May be told: whoever has the code reads the mail of this address.
fn taken() -> Problem {
    Problem::new(ProblemCode::AddressTaken, "Sign in with this address, or reset its password.")
}
