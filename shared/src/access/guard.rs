//! Stands before the handler of an operation that needs a token: reads who calls, decides, and hands in the permit.

use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use http::Method;
use http::request::Parts;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::event::{ActorKind, Event};
use crate::ids::AccountId;
use crate::params::path_variables;
use crate::problem::{Problem, Result};
use crate::seal::sha256_hex;
use crate::store::item::Item;
use crate::store::{CommitError, Transaction, keys};

use super::caller::Caller;
use super::decide::{Who, decide};
use super::permit::{ByModule, InAccount, Own, Permit, Portal};
use super::rule::{Access, Rule, rule_of};

/// The route of an operation; with its rule before it, if it has one.
pub fn guarded<S>(route: MethodRouter<S>, operation: &str, app: &App) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    match rule_of(operation) {
        Some(rule) => route.route_layer(middleware::from_fn_with_state((app.clone(), rule), admit)),
        None => route,
    }
}

async fn admit(State((app, rule)): State<(App, &'static Rule)>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match permit(&app, rule, &mut parts).await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(problem) => problem.into_response(),
    }
}

/// Puts the permit into the request, or says why there is none.
async fn permit(app: &App, rule: &'static Rule, parts: &mut Parts) -> Result<()> {
    let mut caller = Caller::of(app, parts).await?;
    let who = caller.who(rule.access, app.clock.now())?;
    let reach = decide(&who, rule, None).require().map_err(|refusal| refusal.about_person(who.person))?;
    if let Some(account) = caller.account.as_ref().filter(|_| parts.method == Method::GET && who.actor().kind == ActorKind::Staff) {
        note_look(app, rule, &who, account.as_ref().needed()?.id, parts).await?;
    }
    match rule.access {
        Access::OwnThings => parts.extensions.insert(Permit::new(rule, caller, who, reach, Own)).map(drop),
        Access::Portal(_) => parts.extensions.insert(Permit::new(rule, caller, who, reach, Portal)).map(drop),
        Access::Account(..) | Access::Thing(..) => {
            let account = caller.account.take().ok_or_else(Problem::not_found)?.needed()?;
            parts.extensions.insert(Permit::new(rule, caller, who, reach, InAccount::of(account))).map(drop)
        }
        Access::AllModules => {
            let account = caller.account.take().ok_or_else(Problem::not_found)?.needed()?;
            parts.extensions.insert(Permit::new(rule, caller, who, reach, ByModule::of(account))).map(drop)
        }
    };
    Ok(())
}

/// How long a look is the same look, in seconds.
const LOOK: i64 = 60 * 60;

/// That a look is noted, until the hour is over.
#[derive(Debug, Serialize, Deserialize)]
pub struct Look {
    ttl: i64,
}

impl Item for Look {
    const TYPE: &'static str = "look";
}

/// Notes in the account's log that staff looked at something of it: of each thing once within an hour. What names the look follows from
/// who, what and when, so one that is noted already is refused by the table.
async fn note_look(app: &App, rule: &Rule, who: &Who, account: AccountId, parts: &mut Parts) -> Result<()> {
    let now = app.clock.now();
    let hour = now.as_second().div_euclid(LOOK);
    let is_id = |id: &str| id.len() <= 40 && id.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'_');
    let things: Vec<_> = path_variables(parts, app).await?.into_iter().filter(|(name, id)| name != "account_id" && is_id(id)).collect();
    let thing = things.iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>().join("#");
    let mut event = Event::new("account.looked_at", who.actor(), now).in_account(account).code("operation", rule.action.as_str());
    for (name, id) in &things {
        event = event.of(name.trim_end_matches("_id"), id);
    }
    let hash = sha256_hex(&[&who.person.to_string(), rule.action.as_str(), &thing, &hour.to_string()]);
    let look = Look { ttl: (hour + 1) * LOOK };
    let noted = Transaction::new().create(&keys::look(account, &hash), &look)?.event(&event)?;
    match app.store.commit(noted).await {
        Ok(()) | Err(CommitError::ConditionFailed { .. }) => Ok(()),
        Err(CommitError::Store(error)) => Err(error.into()),
    }
}
