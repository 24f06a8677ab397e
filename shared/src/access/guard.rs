//! Stands before the handler of an operation that needs a token: reads who calls, decides, and hands in the permit.

use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use http::request::Parts;

use crate::app::App;
use crate::problem::{Problem, Result};

use super::caller::Caller;
use super::decide::decide;
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
