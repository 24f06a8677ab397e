//! Who is asking. The gateway has checked the access token; here one strongly consistent read
//! tells whether the session still holds and what the person is to the account in the path.

use axum::extract::{FromRef, FromRequestParts};
use http::request::Parts;
use lambda_http::request::RequestContext;
use serde_json::Value;

use crate::access::{self, Action, Reach, Resource};
use crate::app::App;
use crate::ids::{AccountId, PersonId};
use crate::params::path_variable;
use crate::people::{Account, Membership, Person, Staff};
use crate::problem::{Code, Problem, Result};
use crate::session::Session;
use crate::store::item::{Item, Stored};
use crate::store::keys;

/// A signed-in person and what they are here.
#[derive(Debug, Clone)]
pub struct Caller {
    pub person: Person,
    pub session: Session,
    /// The `origin_jti` of the access token; it names the session.
    pub session_id: String,
    pub staff: Option<Staff>,
    /// The account in the path, if it exists.
    pub account: Option<Account>,
    /// The caller's membership in that account.
    pub membership: Option<Membership>,
}

impl Caller {
    /// # Errors
    /// 403 or 404 when the caller may not do this.
    pub fn require(&self, action: Action, resource: Resource) -> Result<Reach> {
        access::decide(self, action, resource).require()
    }
}

impl<S> FromRequestParts<S> for Caller
where
    S: Send + Sync,
    App: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let app = App::from_ref(state);
        let token = Token::of(parts).ok_or_else(|| Problem::new(Code::Unauthenticated, "Send a valid access token."))?;
        let account_id: Option<AccountId> = path_variable(parts, state, "account_id").await?;
        read(&app, token, account_id).await
    }
}

/// What the access token says, as the gateway's authorizer passed it on.
struct Token {
    person: PersonId,
    session_id: String,
}

impl Token {
    fn of(parts: &Parts) -> Option<Self> {
        let Some(RequestContext::ApiGatewayV1(context)) = parts.extensions.get::<RequestContext>() else { return None };
        let claims = context.authorizer.fields.get("claims")?;
        let claim = |name: &str| claims.get(name).and_then(Value::as_str);
        if claim("token_use") != Some("access") {
            return None;
        }
        Some(Self { person: PersonId::from_user_name(claim("username")?).ok()?, session_id: claim("origin_jti")?.to_owned() })
    }
}

async fn read(app: &App, token: Token, account_id: Option<AccountId>) -> Result<Caller> {
    let Token { person, session_id } = token;
    let mut keys = vec![keys::person(person), keys::session(person, &session_id), keys::staff_role(person)];
    if let Some(account) = account_id {
        keys.extend([keys::account(account), keys::member_of_account(account, person)]);
    }
    let mut found = app.store.get_all(&keys).await?.into_iter();
    let profile: Option<Person> = decoded(found.next())?;
    let session: Option<Session> = decoded(found.next())?;
    let staff = decoded(found.next())?;
    let account = decoded(found.next())?;
    let membership = decoded(found.next())?;

    let ended = || Problem::new(Code::SessionEnded, "Sign in again.");
    let person = profile.ok_or_else(ended)?;
    let session = session.filter(|session| session.holds_for(&person, app.clock.now())).ok_or_else(ended)?;
    Ok(Caller { person, session, session_id, staff, account, membership })
}

fn decoded<T: Item>(found: Option<Option<Stored>>) -> Result<Option<T>> {
    Ok(found.flatten().as_ref().map(Stored::decode).transpose()?)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::people::{Language, MemberRole, StaffRole, Standing};
    use crate::random;
    use crate::session::Factor;
    use jiff::Timestamp;

    /// A signed-in stranger, with a second factor, looking at an account that exists.
    pub(crate) fn caller() -> Caller {
        let now = Timestamp::UNIX_EPOCH;
        let id = PersonId::from_ulid(random::ulid(now));
        let account = AccountId::from_ulid(random::ulid(now));
        Caller {
            person: Person {
                id,
                email: "anna@brueckner.example".parse().expect("an address"),
                name: "Anna".to_owned(),
                language: Language::English,
                time_zone: "UTC".to_owned(),
                phone: None,
                totp_enrolled: true,
                totp_confirming: false,
                standing: Standing::Active,
                signed_out_at: None,
                created_at: now,
            },
            session: Session::start(id, "test", Factor::Totp, now),
            session_id: "s".to_owned(),
            staff: None,
            account: Some(Account { id: account, name: "A".to_owned(), entity_id: "E".to_owned(), mfa_required: false, created_at: now }),
            membership: None,
        }
    }

    pub(crate) fn member(role: MemberRole) -> Caller {
        let mut caller = caller();
        caller.membership = caller.account.as_ref().map(|account| Membership {
            account: account.id,
            account_name: account.name.clone(),
            person: caller.person.id,
            role,
            scopes: role.preset(),
            since: Timestamp::UNIX_EPOCH,
        });
        caller
    }

    pub(crate) fn staff(role: StaffRole) -> Caller {
        Caller { staff: Some(Staff { role, since: Timestamp::UNIX_EPOCH }), ..caller() }
    }
}
