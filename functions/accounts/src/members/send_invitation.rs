//! Mails invitations: takes `member.invited` off its queue.
//!
//! A mail that left and is not noted yet, because this crashed in between, leaves again: the invitee gets the same link twice.

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::LambdaEvent;
use shared::batch::{BatchAnswer, each_event};
use shared::event::Event;
use shared::ids::InvitationId;
use shared::mail::MailError;
use shared::secrets::SecretError;
use shared::store::StoreError;

use super::repo;
use crate::state::Accounts;
use crate::words;

/// Why one was not mailed.
#[derive(Debug, thiserror::Error)]
enum NotSent {
    #[error("the event names no invitation")]
    NamesNone,
    #[error("the domain's list gives this function no MAIL_FROM")]
    NoMailer,
    #[error("the table does not answer")]
    Store(#[from] StoreError),
    #[error("the sealing secret cannot be read")]
    Secret(#[from] SecretError),
    #[error("the mail did not leave")]
    Mail(#[from] MailError),
}

/// Handles one batch of messages.
///
/// # Errors
/// Never: failures are reported in the answer.
pub async fn send_invitation(state: &Accounts, batch: LambdaEvent<SqsEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    Ok(each_event(batch.payload, async |event| send(state, event).await).await)
}

async fn send(state: &Accounts, event: Event) -> Result<(), NotSent> {
    let id = event.ids.get("invitation").and_then(|id| id.parse::<InvitationId>().ok());
    let (Some(account), Some(id)) = (event.account, id) else { return Err(NotSent::NamesNone) };
    let Some(invitation) = repo::invitation(&state.app.store, account, id).await? else { return Ok(()) };
    if !invitation.is_open(state.app.clock.now()) || invitation.mailed >= invitation.generation {
        return Ok(());
    }
    let mailer = state.mailer.as_ref().ok_or(NotSent::NoMailer)?.dressed(&state.app.store).await;
    let token = invitation.token(&state.app.sealer).await?;
    match mailer.send(&invitation.email, &words::invitation(&invitation, &token, mailer.portal()), &[]).await {
        Ok(()) => Ok(repo::note_mailed(&state.app.store, &invitation).await?),
        // An address that SES refuses is refused the next time too; the list says that the mail did not leave.
        Err(error) if error.was_refused() && !error.was_too_fast() => {
            tracing::warn!(error = %error, invitation = %invitation.id, "an invitation was not mailed");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}
