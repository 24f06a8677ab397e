//! Notifications: whoever is concerned is told of what happened, once.
//!
//! An event is written in the transaction of the change it tells of. From the table's stream it goes to one topic, and from there
//! to a queue for each channel; each consumer asks [`recipients`] whom to tell.

pub mod confirm_phone;
pub mod deliveries;
pub mod file_words;
pub mod fill_inbox;
pub mod follow;
pub mod get_preferences;
pub mod inbox;
pub mod list_deliveries;
pub mod list_notifications;
pub mod mark_read;
pub mod note_bounce;
pub mod outbox;
pub mod phone;
pub mod preferences;
pub mod publish_events;
pub mod recipients;
pub mod repo;
pub mod run_timers;
pub mod send_mail;
pub mod send_sms;
pub mod start_phone;
mod state;
pub mod tell;
pub mod text_words;
pub mod texter;
pub mod topics;
pub mod unsubscribe;
pub mod update_preferences;
pub mod words;

pub use state::Notifications;

shared::functions! { Notifications;
    endpoint list_notifications::list_notifications => table: Query, index(GSI2): Query, index(GSI3): Query, sealing: GetSecretValue;
    endpoint mark_read::mark_read => table: BatchGetItem PutItem, index(GSI3): Query;
    endpoint get_preferences::get_preferences => sms;
    endpoint update_preferences::update_preferences => table: BatchGetItem DeleteItem PutItem, sms;
    endpoint follow::follow => table: DeleteItem GetItem PutItem;
    endpoint list_deliveries::list_deliveries => index(GSI2): Query, sealing: GetSecretValue;
    endpoint start_phone::start_phone => table: GetItem PutItem UpdateItem, mail, sms: Publish;
    endpoint confirm_phone::confirm_phone => table: DeleteItem GetItem PutItem UpdateItem;
    public unsubscribe::unsubscribe => table: GetItem PutItem, sealing: GetSecretValue;
    worker publish_events::publish_events => topic: Publish, stream, failed_records {timeout: 30};
    worker fill_inbox::fill_inbox => table: BatchGetItem GetItem PutItem Query, index(GSI1): Query,
        events(Inbox): ticket_opened ticket_replied ticket_closed ticket_reopened file_added file_commented files_asked files_submitted files_reviewed files_done files_due files_withdrawn signature_asked signature_declined signature_done document_revoked document_failed person_mail_bounced {timeout: 30};
    worker send_mail::send_mail => table: BatchGetItem GetItem PutItem Query UpdateItem, index(GSI1): Query, mail: SendEmail, sealing: GetSecretValue,
        events(Mail): ticket_opened ticket_replied ticket_closed ticket_reopened file_added file_commented files_asked files_submitted files_reviewed files_done files_due files_withdrawn signature_asked signature_declined signature_done document_revoked document_failed timer_due person_password_reset person_password_changed person_factor_enrolled
        person_factor_removed person_recovery_code_used person_recovery_codes_created person_new_device person_factors_reset approval_asked approval_decided person_staff_role_given {timeout: 30};
    worker send_sms::send_sms => table: BatchGetItem GetItem PutItem Query UpdateItem, index(GSI1): Query, mail, sms: Publish,
        events(Sms): ticket_opened ticket_replied ticket_closed ticket_reopened file_added file_commented files_asked files_submitted files_reviewed files_done files_due files_withdrawn signature_asked signature_declined signature_done document_revoked document_failed timer_due person_password_reset person_password_changed person_factor_enrolled
        person_factor_removed person_recovery_code_used person_recovery_codes_created person_new_device person_factors_reset approval_asked approval_decided person_staff_role_given {timeout: 30};
    worker note_bounce::note_bounce => table: GetItem PutItem UpdateItem, mail_outcomes(Bounces) {timeout: 30};
    worker run_timers::run_timers => table: PutItem, index(GSI4): Query {timeout: 60, every_minutes: 1};
}
