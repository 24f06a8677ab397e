//! Somebody without an account asks for one: `POST /auth/sign-up`. Mails a code to the address.
//!
//! Nothing is made yet but the code: account, person and password come with `confirm_sign_up`, once it is
//! shown that the address is theirs. What is not confirmed expires. The answer never tells whether the
//! address has an account; the mail does, to whoever reads it.

use axum::extract::State;
use deserr::Deserr;
use shared::front::Viewer;
use shared::ids::{AccountId, PersonId};
use shared::input::WrongFields;
use shared::invitations::Named;
use shared::people::Language;
use shared::problem::{Code, Problem};
use shared::text::{Email, Line, LinkToken};
use shared::time_zone::TimeZoneName;
use shared::{Result, body::Body, random};
use utoipa::ToSchema;

use crate::guard::floor::no_sooner;
use crate::mail::code_sent::{Accepted, CodeSent, count_mail, store_and_mail};
use crate::mail::mail_code::{Applicant, MailCode, MailPurpose};
use crate::mail::texts::About;
use crate::repo;
use crate::signing_in::cookies::Browser;
use crate::state::Auth;

/// Who wants an account.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"name": "Lea Vogt", "company": "Vogt Feinwerk GmbH", "email": "lea@vogt.example", "language": "de", "time_zone": "Europe/Berlin"}))]
pub struct SignUp {
    pub name: Line<1, 100>,
    /// Becomes the account's name; left out with an invitation.
    #[deserr(default)]
    pub company: Option<Line<1, 100>>,
    /// What the link of an invitation holds: in place of an account of their own, they join the one that it is for.
    #[deserr(default)]
    pub invitation: Option<LinkToken>,
    pub email: Email,
    /// Of the mails, and of the portal from then on.
    pub language: Language,
    pub time_zone: TimeZoneName,
}

/// Asks for an account
///
/// Mails a code for `confirm_sign_up`. The answer is the same for an address that has an account; its owner is told so by mail.
#[utoipa::path(post, path = "/auth/sign-up", request_body = SignUp,
    extensions(("x-problems" = json!([Code::TooManyAttempts, Code::LinkRefused]))),
    responses((status = 202, body = CodeSent)))]
pub async fn sign_up(State(auth): State<Auth>, Viewer(address): Viewer, browser: Browser, Body(input): Body<SignUp>) -> Result<Accepted> {
    no_sooner(async {
        let (company, invitation) = joined_or_opened(&auth, &input).await?;
        let owner = repo::profile_with_email(&auth.app.store, &input.email).await?;
        count_mail(&auth, &input.email, owner.as_ref(), address, &browser).await?;
        let now = auth.app.clock.now();
        let Some(owner) = owner else {
            let applicant = Applicant {
                name: input.name.as_str().to_owned(),
                company,
                time_zone: input.time_zone.as_str().to_owned(),
                account: AccountId::from_ulid(random::ulid(now)),
                invitation,
            };
            let person = PersonId::from_ulid(random::ulid(now));
            let issued = MailCode::issue(MailPurpose::SignUp, input.email, input.language, Some(person), Some(applicant), now);
            return store_and_mail(&auth, issued, About::SignUpCode).await;
        };
        let issued = MailCode::issue(MailPurpose::SignUp, input.email, owner.language, None, None, now);
        store_and_mail(&auth, issued, |_| About::AccountExists).await
    })
    .await
}

/// The name of the account, and the invitation by which it is joined, if it is there already.
async fn joined_or_opened(auth: &Auth, input: &SignUp) -> Result<(String, Option<Named>)> {
    let company = input.company.as_ref().map(|company| company.as_str().to_owned());
    let Some(token) = &input.invitation else {
        return company.map(|company| (company, None)).ok_or_else(|| {
            let detail = "name your company, or send the invitation that you have".to_owned();
            Problem::contradiction("/company", detail)
        });
    };
    let named = Named::by(&auth.app.sealer, token.as_str()).await?;
    let open = match named {
        Some(named) => named.open(&auth.app.store, auth.app.clock.now()).await?.map(|invitation| (named, invitation)),
        None => None,
    };
    let (named, invitation) =
        open.ok_or_else(|| not_open("This invitation cannot be taken any more. Ask whoever sent it for a new one."))?;
    if invitation.email != input.email {
        return Err(not_open("This invitation is for another address. Sign up with the address that it was sent to."));
    }
    Ok((invitation.account_name, Some(named)))
}

fn not_open(detail: &str) -> Problem {
    Problem::new(Code::LinkRefused, detail)
}
