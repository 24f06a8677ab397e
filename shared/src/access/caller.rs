//! Who calls. The gateway has checked the access token; here one strongly consistent read tells whether the session
//! still holds and what the person is to the account in the path.

use http::request::Parts;
use lambda_http::request::RequestContext;
use serde_json::Value;

use crate::app::App;
use crate::ids::{AccountId, PersonId};
use crate::params::path_variable;
use crate::problem::{Code, Problem, Result};
use crate::store::item::{Item, Stored};
use crate::store::keys;

use super::decide::{Here, Who};
use super::people::{Account, Membership, Person, Staff};
use super::session::Session;

/// A signed-in person and what they are here.
#[derive(Debug)]
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
    /// Reads who sent a request.
    ///
    /// # Errors
    /// 401 when nobody is signed in, 400 when the account in the path is no account's id.
    pub async fn of(app: &App, parts: &mut Parts) -> Result<Self> {
        let token = Token::of(parts).ok_or_else(|| Problem::new(Code::Unauthenticated, "Send a valid access token."))?;
        let account: Option<AccountId> = path_variable(parts, app, "account_id").await?;
        read(app, token, account).await
    }

    pub fn who(&self) -> Who {
        let scopes = self.membership.as_ref().map(|membership| membership.scopes);
        Who {
            person: self.person.id,
            factor: self.session.factor,
            staff: self.staff.as_ref().map(|staff| staff.role),
            account: self.account.as_ref().map(|account| Here { mfa_required: account.mfa_required, scopes }),
        }
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
