//! A code by mail did not arrive: `POST /auth/resend-code`. Mails a new one; the one before is dead.

use axum::extract::State;
use deserr::Deserr;
use jiff::SignedDuration;
use shared::front::Viewer;
use shared::input::WrongFields;
use shared::problem::{Code as ProblemCode, Problem};
use shared::text::Line;
use shared::{Result, body::Body};
use utoipa::ToSchema;

use crate::guard::floor::no_sooner;
use crate::mail::code_sent::{Accepted, CodeSent, count_mail};
use crate::mail::mail_code::{self, Code, MailCode, MailPurpose};
use crate::mail::texts::About;
use crate::repo;
use crate::signing_in::cookies::Browser;
use crate::signing_in::session_start::refused;
use crate::state::Auth;

/// Which code.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"session": "q2Xv0m4cJ3mYb0kS7bqkzqk9m0cXo8k2Jw1Zl5t6uVY"}))]
pub struct ResendCode {
    /// As `sign_up` or `forgot_password` answered it.
    pub session: Line<1, 200>,
}

/// Mails a new code
///
/// At most four times, with half a minute in between. It has five tries of its own, and expires when the first one would have.
#[utoipa::path(post, path = "/auth/resend-code", request_body = ResendCode,
    extensions(("x-problems" = json!([ProblemCode::ChallengeRefused, ProblemCode::TooManyAttempts]))),
    responses((status = 202, body = CodeSent)))]
pub async fn resend_code(
    State(auth): State<Auth>,
    Viewer(address): Viewer,
    browser: Browser,
    Body(input): Body<ResendCode>,
) -> Result<Accepted> {
    no_sooner(async {
        let (store, now, handle) = (&auth.app.store, auth.app.clock.now(), input.session.as_str());
        let current = repo::mail_code(store, handle).await?.filter(|code| code.used_at.is_none() && now < code.expires_at);
        let current = current.ok_or_else(refused)?;
        if current.mails >= mail_code::MOST_MAILS {
            let wait = whole_seconds(current.expires_at.duration_since(now));
            return Err(too_many("These were all the mails for this code. Start again later.", wait));
        }
        let wait = whole_seconds((current.mailed_at + mail_code::PAUSE).duration_since(now));
        if wait > 0 {
            return Err(too_many("A mail has just left. Look into the spam folder as well, or wait a moment.", wait));
        }
        let owner = repo::profile_with_email(store, &current.email).await?;
        count_mail(&auth, &current.email, owner.as_ref(), address, &browser).await?;

        let code = Code::draw();
        // Of two that ask at the same moment one is answered.
        let replaced = repo::replace_mail_code(store, handle, &code, now).await?;
        let stored = replaced.ok_or_else(|| too_many("A mail has just left.", mail_code::PAUSE.as_secs()))?;
        let about = about(&stored, code);
        auth.mail(&stored.email, stored.language, &about).await?;
        Ok(CodeSent::accepted(input.session.as_str().to_owned(), (stored.expires_at - now).get_seconds()))
    })
    .await
}

fn about(stored: &MailCode, code: Code) -> About {
    match (stored.purpose, stored.person) {
        (MailPurpose::SignUp, Some(_)) => About::SignUpCode(code),
        (MailPurpose::SignUp, None) => About::AccountExists,
        (MailPurpose::ResetPassword, Some(_)) => About::ResetCode(code),
        (MailPurpose::ResetPassword, None) => About::NoAccount,
        (MailPurpose::ChangeEmail, Some(_)) => About::NewAddressCode(code),
        (MailPurpose::ChangeEmail, None) => About::AddressInUse,
    }
}

/// Rounded up: who waits as long as told is not told to wait again.
fn whole_seconds(wait: SignedDuration) -> i64 {
    wait.as_secs() + i64::from(wait.subsec_nanos() > 0)
}

fn too_many(detail: &str, wait: i64) -> Problem {
    Problem::new(ProblemCode::TooManyAttempts, detail).after_seconds(u64::try_from(wait).unwrap_or(1).max(1))
}
