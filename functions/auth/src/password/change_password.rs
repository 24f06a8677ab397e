//! A signed-in person changes their password: `POST /auth/change-password`. Emits `person.password_changed`.
//!
//! All other sessions end, before and after: whoever knew the old password may have one, and it is good until the pool has the new.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use deserr::Deserr;
use http::StatusCode;
use shared::access::{Own, Permit};
use shared::event::Event;
use shared::front::Viewer;
use shared::input::WrongFields;
use shared::problem::{Code, Problem};
use shared::store::Transaction;
use shared::text::{NewPassword, Password};
use shared::{Result, body::Body};
use utoipa::ToSchema;

use crate::guard::counted::counted;
use crate::guard::throttle::{Guess, Origin};
use crate::password::new_password::{Expected, hard_to_guess, long_enough};
use crate::pool::identity::PasswordCheck;
use crate::repo;
use crate::signing_in::cookies::{Browser, SetCookies};
use crate::signing_in::sign_in::{check_password, wrong_password};
use crate::state::Auth;

/// Both passwords.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"current_password": "correct horse battery staple", "new_password": "amber-kettle-orbit-41"}))]
pub struct ChangePassword {
    pub current_password: Password,
    /// At least 15 characters, unless there is a second factor.
    pub new_password: NewPassword,
}

/// Changes the password
///
/// Ends all other sessions, and what is known of other devices.
#[utoipa::path(post, path = "/auth/change-password", request_body = ChangePassword,
    extensions(("x-problems" = json!([Code::InvalidCredentials, Code::TooManyAttempts]))),
    responses((status = 204, description = "The password is changed")))]
pub async fn change_password(
    State(auth): State<Auth>,
    permit: Permit<Own>,
    Viewer(address): Viewer,
    browser: Browser,
    Body(input): Body<ChangePassword>,
) -> Result<Response> {
    let (store, person) = (&auth.app.store, permit.person());
    let origin = Origin { address, known_device: browser.known_device_of(&auth.app.sealer, person).await };
    let attempt = counted(&auth, Guess::Password, person.email.as_str(), person.id, &origin).await?;
    match check_password(&auth, &person.id.user_name(), &input.current_password).await? {
        PasswordCheck::Wrong => return Err(wrong_password(person.id)),
        PasswordCheck::Locked => {
            attempt.give_back(store).await?;
            return Err(
                Problem::new(Code::TooManyAttempts, "There were too many wrong passwords. Try again in a minute.").after_seconds(60)
            );
        }
        PasswordCheck::TotpNext(_) => {}
        PasswordCheck::Right(tokens) => {
            if let Some(refresh_token) = &tokens.refresh {
                auth.identity.revoke(refresh_token).await?;
            }
        }
    }
    attempt.give_back(store).await?;
    let known = [auth.brand()?, person.email.as_str(), &person.name];
    long_enough(&input.new_password, person.has_second_factor())
        .and_then(|()| hard_to_guess(&input.new_password, &Expected::of(known)))
        .map_err(|problem| at(problem, "/new_password"))?;

    let others = |now| repo::others_ended(Transaction::new(), &permit, now);
    store.commit(others(auth.app.clock.now())?).await?;
    auth.identity.set_password(person.id, &input.new_password).await?;
    let now = auth.app.clock.now();
    let event = Event::new("person.password_changed", permit.actor(), now);
    store.commit(others(now)?.event(&event)?).await?;
    let cookies = SetCookies::unchanged().and_device(&auth.app.sealer, person.id, now).await?;
    Ok((cookies, StatusCode::NO_CONTENT).into_response())
}

/// The rules of passwords name the field `password`.
fn at(mut problem: Problem, pointer: &str) -> Problem {
    for error in &mut problem.errors {
        pointer.clone_into(&mut error.pointer);
    }
    problem
}
