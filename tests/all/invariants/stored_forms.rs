//! What stands in tables stays readable: each type of item has a sample of each of its versions, reads
//! it, and writes its current one unchanged.

use std::collections::BTreeSet;
use std::fmt;

use auth::guard::warning::Warned;
use auth::mail::mail_code::MailCode;
use auth::passkeys::passkey::Passkey;
use auth::pool::admission::Admission;
use auth::recovery::codes::RecoveryCodes;
use auth::signing_in::challenge::Challenge;
use auth::totp::enrolment::Enrolment;
use notifications::deliveries::{Delivery, Pending};
use notifications::inbox::Line;
use notifications::phone::PhoneCode;
use notifications::preferences::Preferences;
use shared::event::Event;
use shared::home::HomeThing;
use shared::idempotency;
use shared::matters::{Follower, Matter};
use shared::people::{Account, EmailOwner, Membership, Person, Staff, Undeliverable};
use shared::session::Session;
use shared::timers::Timer;
use tests::stored::{self, Kind, sources};
use tickets::model::{Closing, Message, NewestAnswer, Summary, Thread};

/// All types of items; the test below tells when one is missing.
fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<Account>(),
        Kind::of::<accounts::profile::model::Stored>(),
        Kind::of::<Admission>(),
        Kind::of::<documents::files::model::File>(),
        Kind::of::<documents::files::model::Line>(),
        Kind::of::<documents::files::model::Folder>(),
        Kind::of::<documents::files::model::Comment>(),
        Kind::of::<documents::files::upload::Upload>(),
        Kind::of::<documents::shares::model::Share>(),
        Kind::of::<documents::requests::model::FileRequest>(),
        Kind::of::<documents::requests::model::Listed>(),
        Kind::of::<documents::made::model::Paper>(),
        Kind::of::<documents::made::model::Verification>(),
        Kind::of::<shared::brand::Brand>(),
        Kind::of::<shared::brand::Logo>(),
        Kind::of::<shared::brand::Published>(),
        Kind::of::<idempotency::Answer>(),
        Kind::of::<Challenge>(),
        Kind::of::<Delivery>(),
        Kind::of::<auth::email::EmailChange>(),
        Kind::of::<EmailOwner>(),
        Kind::of::<Enrolment>(),
        Kind::of::<Event>(),
        Kind::of::<shared::approvals::Approval>(),
        Kind::of::<shared::approvals::Waiting>(),
        Kind::of::<Follower>(),
        Kind::of::<HomeThing>(),
        Kind::of::<shared::invitations::Invitation>(),
        Kind::of::<Line>(),
        Kind::of::<shared::access::Look>(),
        Kind::of::<MailCode>(),
        Kind::of::<Matter>(),
        Kind::of::<Membership>(),
        Kind::of::<Message>(),
        Kind::of::<NewestAnswer>(),
        Kind::of::<Passkey>(),
        Kind::of::<Pending>(),
        Kind::of::<Person>(),
        Kind::of::<PhoneCode>(),
        Kind::of::<Preferences>(),
        Kind::of::<RecoveryCodes>(),
        Kind::of::<Session>(),
        Kind::of::<Staff>(),
        Kind::of::<tickets::canned::model::CannedReply>(),
        Kind::of::<tickets::desk::model::Desk>(),
        Kind::of::<tickets::desk::model::Note>(),
        Kind::of::<tickets::model::Rating>(),
        Kind::of::<tickets::model::Resolution>(),
        Kind::of::<tickets::promise::policy::Policy>(),
        Kind::of::<Closing>(),
        Kind::of::<Summary>(),
        Kind::of::<Thread>(),
        Kind::of::<Timer>(),
        Kind::of::<Undeliverable>(),
        Kind::of::<Warned>(),
    ]
}

#[test]
fn stored_forms_are_read_and_written_as_they_stand() {
    if std::env::var_os("ATRIUM_STORED").is_some_and(|value| value == "write") {
        stored::write_missing(&kinds(), &stored::folder()).expect("samples of all types");
    }
    let findings = stored::findings(&kinds(), &stored::folder()).expect("the samples");
    assert!(findings.is_empty(), "{}", Paragraphs(&findings));
}

#[test]
fn every_stored_form_has_its_samples() {
    let listed: BTreeSet<String> = kinds().iter().map(|kind| kind.name.to_owned()).collect();
    let in_sources = sources::types_stored().expect("the sources");
    for (name, path) in &in_sources {
        assert!(
            listed.contains(name),
            "{name}, in {path}, has no samples: add its type to `kinds` in tests/all/invariants/stored_forms.rs"
        );
    }
    assert_eq!(listed, in_sources.into_keys().collect(), "`kinds` names types that no source stores");
}

struct Paragraphs<'a>(&'a [String]);

impl fmt::Display for Paragraphs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|paragraph| write!(f, "\n\n{paragraph}"))
    }
}
