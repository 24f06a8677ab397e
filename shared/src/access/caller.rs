//! Who calls. The gateway has checked the access token; here one strongly consistent read tells whether the session
//! still holds and what the person is to the account in the path.

use http::request::Parts;
use jiff::Timestamp;
use lambda_http::request::RequestContext;
use serde_json::Value;

use crate::app::App;
use crate::ids::{AccountId, PersonId};
use crate::params::path_variable;
use crate::problem::{Code, Problem, Result};
use crate::store::StoreError;
use crate::store::item::{Item, Stored};
use crate::store::keys;
use crate::store::known::Known;

use super::decide::{Here, Who};
use super::people::{Account, Membership, Person, Staff};
use super::rule::Access;
use super::session::Session;

/// A signed-in person and what they are here.
#[derive(Debug)]
pub struct Caller {
    pub person: Person,
    pub session: Session,
    /// The `origin_jti` of the access token; it names the session.
    pub session_id: String,
    pub staff: Option<Known<Staff>>,
    /// The account in the path, if it exists.
    pub account: Option<Known<Account>>,
    /// Whether the deployment demands a second factor of all customers.
    pub mfa_for_all: bool,
    /// The caller's membership in that account.
    pub membership: Option<Known<Membership>>,
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

    /// What decides whether they may do something that has this rule. Items that a later release wrote stand in the way
    /// only where they decide: an account and what its members may, or else a staff role.
    ///
    /// # Errors
    /// 503 when what decides is not known here.
    pub fn who(&self, access: Access, now: Timestamp) -> Result<Who> {
        let mut account = None;
        if access.is_in_an_account() {
            let rights = needed(self.membership.as_ref())?.map(Membership::rights);
            account = needed(self.account.as_ref())?.map(|account| Here { mfa_required: account.mfa_required || self.mfa_for_all, rights });
        }
        let is_member = account.is_some_and(|here| here.rights.is_some());
        let staff = match self.staff.as_ref() {
            Some(Known::No(_)) if access == Access::OwnThings || is_member => None,
            staff => needed(staff)?.map(|staff| staff.role),
        };
        let has_newer_role = matches!(self.staff, Some(Known::No(_)));
        let fresh = self.session.is_fresh(&self.person, now);
        let held = self.person.held_until.is_some_and(|until| now < until);
        Ok(Who { person: self.person.id, factor: self.session.factor, staff, has_newer_role, fresh, held, account })
    }
}

fn needed<T>(found: Option<&Known<T>>) -> Result<Option<&T>, StoreError> {
    found.map(|found| found.as_ref().needed()).transpose()
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
    let profile: Option<Known<Person>> = known(found.next())?;
    let session: Option<Known<Session>> = known(found.next())?;
    let staff = known(found.next())?;
    let account = known(found.next())?;
    let membership = known(found.next())?;

    let ended = || Problem::new(Code::SessionEnded, "Sign in again.");
    let person = profile.ok_or_else(ended)?.needed()?;
    // A session that a later release started does not hold here.
    let Some(Known::Yes(session)) = session else { return Err(ended()) };
    if !session.holds_for(&person, app.clock.now()) {
        return Err(ended());
    }
    Ok(Caller { person, session, session_id, staff, account, mfa_for_all: app.config.mfa_required, membership })
}

fn known<T: Item>(found: Option<Option<Stored>>) -> Result<Option<Known<T>>, StoreError> {
    found.flatten().as_ref().map(Stored::known).transpose()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;

    use super::*;
    use crate::access::people::{MemberRole, StaffRole};
    use crate::access::rule::{By, Module};
    use crate::access::session::Factor;
    use crate::store::known::Newer;

    const IN_ACCOUNT: Access = Access::Account(Module::Tickets, By::Members);
    const PORTAL: Access = Access::Portal(&[StaffRole::Agent]);

    /// A member of an account, and staff.
    fn caller() -> Caller {
        let (id, account) = ("prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E", "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E");
        let since = Timestamp::UNIX_EPOCH;
        let person = json!({ "id": id, "email": "anna@brueckner.example", "name": "Anna", "language": "en", "time_zone": "UTC",
            "totp_enrolled": true, "created_at": since });
        let person: Person = serde_json::from_value(person).expect("a person");
        let account: AccountId = account.parse().expect("an id");
        let account = Account { id: account, name: "A".to_owned(), entity_id: "E".to_owned(), mfa_required: false, created_at: since };
        let membership = Membership::new(&account, person.id, MemberRole::Owner, since);
        Caller {
            session: Session::start(person.id, "test", Factor::Totp, since),
            session_id: "s".to_owned(),
            staff: Some(Known::Yes(Staff { role: StaffRole::Agent, teams: Vec::new(), since, given_by: None })),
            account: Some(Known::Yes(account)),
            mfa_for_all: false,
            membership: Some(Known::Yes(membership)),
            person,
        }
    }

    fn newer<T>(item: &'static str) -> Option<Known<T>> {
        Some(Known::No(Newer { item, version: 9 }))
    }

    /// For which of own things, something in an account, and something of the portal it is known who asks.
    fn known_for(caller: &Caller) -> [bool; 3] {
        [Access::OwnThings, IN_ACCOUNT, PORTAL].map(|access| caller.who(access, Timestamp::UNIX_EPOCH).is_ok())
    }

    #[test]
    fn a_newer_item_stands_in_the_way_only_where_it_decides() {
        assert_eq!(known_for(&caller()), [true, true, true]);
        let of_newer_role = Caller { staff: newer("staff_role"), ..caller() };
        assert_eq!(known_for(&of_newer_role), [true, true, false], "a member needs no staff role");
        assert_eq!(known_for(&Caller { membership: None, ..of_newer_role }), [true, false, false]);
        assert_eq!(known_for(&Caller { membership: newer("membership"), ..caller() }), [true, false, true]);
        assert_eq!(known_for(&Caller { account: newer("account"), ..caller() }), [true, false, true]);
    }

    #[test]
    fn whoever_has_a_newer_staff_role_is_staff_all_the_same() {
        let who = Caller { staff: newer("staff_role"), ..caller() }
            .who(Access::OwnThings, Timestamp::UNIX_EPOCH)
            .expect("own things need no role");
        assert!(who.has_newer_role && who.staff.is_none());
        let own = caller().who(Access::OwnThings, Timestamp::UNIX_EPOCH).expect("known");
        assert_eq!(who.actor(), own.actor());
        assert!(own.account.is_none(), "an account decides nothing about own things");
    }
}
