//! Every key of the one table, and the only place that formats one. `docs/DATA-MODEL.md` is
//! rendered from this file by a test.

use jiff::Timestamp;

use crate::ids::{
    AccountId, ApprovalId, CannedReplyId, CommentId, EventId, FileId, FileRequestId, InvitationId, PersonId, ShareId, TicketId, UploadId,
};

/// Where an item stands in the table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    pub pk: String,
    pub sk: String,
}

/// Where an item stands in one of the four generic indexes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexKey {
    pub index: Index,
    pub pk: String,
    pub sk: String,
}

/// The four generic indexes; an item without their attributes is not in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Index {
    Gsi1,
    Gsi2,
    Gsi3,
    Gsi4,
}

impl Index {
    /// The name of the index in the template.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gsi1 => "GSI1",
            Self::Gsi2 => "GSI2",
            Self::Gsi3 => "GSI3",
            Self::Gsi4 => "GSI4",
        }
    }

    /// The attributes that hold its partition key and its sort key.
    #[must_use]
    pub fn attributes(self) -> (&'static str, &'static str) {
        match self {
            Self::Gsi1 => ("gsi1pk", "gsi1sk"),
            Self::Gsi2 => ("gsi2pk", "gsi2sk"),
            Self::Gsi3 => ("gsi3pk", "gsi3sk"),
            Self::Gsi4 => ("gsi4pk", "gsi4sk"),
        }
    }
}

/// One kind of key, for the documentation.
#[derive(Debug)]
pub struct KeyShape {
    pub name: &'static str,
    pub pk: &'static str,
    pub sk: &'static str,
    pub index: Option<Index>,
    pub purpose: &'static str,
}

macro_rules! keys {
    (items { $($(#[doc = $doc:literal])+ $name:ident($($arg:ident: $type:ty),*) = $pk:literal / $sk:literal;)* }
     indexed { $($(#[doc = $index_doc:literal])+ $index_name:ident($($index_arg:ident: $index_type:ty),*) in $index:ident = $index_pk:literal / $index_sk:literal;)* }) => {
        $(
            $(#[doc = $doc])+
            #[must_use]
            pub fn $name($($arg: $type),*) -> Key {
                Key { pk: format!($pk), sk: format!($sk) }
            }
        )*
        $(
            $(#[doc = $index_doc])+
            #[must_use]
            pub fn $index_name($($index_arg: $index_type),*) -> IndexKey {
                IndexKey { index: Index::$index, pk: format!($index_pk), sk: format!($index_sk) }
            }
        )*

        /// All kinds of keys.
        pub const SHAPES: &[KeyShape] = &[
            $(KeyShape { name: stringify!($name), pk: $pk, sk: $sk, index: None, purpose: concat!($($doc),+).trim_ascii() },)*
            $(KeyShape { name: stringify!($index_name), pk: $index_pk, sk: $index_sk, index: Some(Index::$index), purpose: concat!($($index_doc),+).trim_ascii() },)*
        ];
    };
}

keys! {
    items {
        /// Who has this e-mail address. Makes addresses unique.
        email(address: &str) = "EMAIL#{address}" / "EMAIL";
        /// A person: name, language, whether TOTP is enrolled.
        person(person: PersonId) = "PERSON#{person}" / "PROFILE";
        /// What a staff member may do.
        staff_role(person: PersonId) = "PERSON#{person}" / "ROLE";
        /// The person's side of a membership, changed in one transaction with the account's side.
        membership_of_person(person: PersonId, account: AccountId) = "PERSON#{person}" / "MEMBERSHIP#{account}";
        /// A signed-in device; named by the `origin_jti` of its tokens.
        session(person: PersonId, origin_jti: &str) = "PERSON#{person}" / "SESSION#{origin_jti}";
        /// A passkey of a person; the id of its credential is hashed.
        passkey(person: PersonId, credential_hash: &str) = "PERSON#{person}" / "PASSKEY#{credential_hash}";
        /// A person's recovery codes, hashed.
        recovery_codes(person: PersonId) = "PERSON#{person}" / "RECOVERY";
        /// That a person was told by mail, within a day, that their passwords or codes are guessed at.
        warned(person: PersonId, guess: &str) = "PERSON#{person}" / "WARNED#{guess}";
        /// What happened to a person: the audit trail of sign-ins.
        person_event(person: PersonId, event: EventId) = "PERSON#{person}" / "EVENT#{event}";
        /// That a person changed their address, named by its event: what the link to undo it goes by.
        email_change(person: PersonId, event: EventId) = "PERSON#{person}" / "EMAIL_CHANGE#{event}";
        /// A customer account.
        account(account: AccountId) = "ACCOUNT#{account}" / "ACCOUNT";
        /// The account's side of a membership; rights are read from here.
        member_of_account(account: AccountId, person: PersonId) = "ACCOUNT#{account}" / "MEMBER#{person}";
        /// What the account's members say of their company: addresses, tax ids and contacts.
        account_profile(account: AccountId) = "ACCOUNT#{account}" / "PROFILE";
        /// That staff looked at something of the account within an hour; who, at what and when is hashed.
        look(account: AccountId, hash: &str) = "ACCOUNT#{account}" / "LOOK#{hash}";
        /// That an address is invited into an account, or was: one for each address.
        invitation(account: AccountId, invitation: InvitationId) = "ACCOUNT#{account}" / "INVITATION#{invitation}";
        /// What happened in an account: outbox, activity log and audit trail in one.
        account_event(account: AccountId, event: EventId) = "ACCOUNT#{account}" / "EVENT#{event}";
        /// A line of the account's ticket list.
        ticket_in_account(account: AccountId, ticket: TicketId) = "ACCOUNT#{account}" / "TICKET#{ticket}";
        /// The same line in the list of the person who opened it, for those who see only their own.
        ticket_of_person(account: AccountId, person: PersonId, ticket: TicketId) = "ACCOUNT#{account}#PERSON#{person}" / "TICKET#{ticket}";
        /// A ticket's fixed facts and its counter of messages. `THREAD` sorts after `MESSAGE#`, so one descending query reads it and the newest messages.
        ticket_thread(account: AccountId, ticket: TicketId) = "ACCOUNT#{account}#TICKET#{ticket}" / "THREAD";
        /// That a ticket was closed or opened again, the last time. It sorts after the thread.
        ticket_closing(account: AccountId, ticket: TicketId) = "ACCOUNT#{account}#TICKET#{ticket}" / "THREAD#CLOSING";
        /// A message of a ticket; `seq` orders them.
        ticket_message(account: AccountId, ticket: TicketId, seq: u64) = "ACCOUNT#{account}#TICKET#{ticket}" / "MESSAGE#{seq:010}";
        /// The newest message of staff in a ticket. Who answers names the last message they have seen, and the write holds it against this.
        ticket_answer(account: AccountId, ticket: TicketId) = "ACCOUNT#{account}#TICKET#{ticket}" / "ANSWER";
        /// That a ticket was closed or opened again, each time. It sorts before the messages.
        ticket_act(account: AccountId, ticket: TicketId, seq: u64) = "ACCOUNT#{account}#TICKET#{ticket}" / "ACT#{seq:010}";
        /// How satisfied the customer is with the help. It sorts before the messages.
        ticket_rating(account: AccountId, ticket: TicketId) = "ACCOUNT#{account}#TICKET#{ticket}" / "CSAT";
        /// How a complaint ended. It sorts before the messages.
        ticket_resolution(account: AccountId, ticket: TicketId) = "ACCOUNT#{account}#TICKET#{ticket}" / "COMPLAINT";
        /// Who of the staff looks after a ticket, and its tags. It and the notes sort before the messages, where nobody who reads those looks.
        ticket_desk(account: AccountId, ticket: TicketId) = "ACCOUNT#{account}#TICKET#{ticket}" / "DESK";
        /// What staff wrote in a ticket for staff; `seq` orders it among the messages.
        ticket_note(account: AccountId, ticket: TicketId, seq: u64) = "ACCOUNT#{account}#TICKET#{ticket}" / "DESK#NOTE#{seq:010}";
        /// The line of a ticket among those that somebody of the staff looks after.
        ticket_of_agent(account: AccountId, ticket: TicketId) = "ACCOUNT#{account}" / "DESK#{ticket}";
        /// A file with its versions. It sorts after the comments, so one descending query reads it and the newest of them.
        file(account: AccountId, file: FileId) = "ACCOUNT#{account}#FILE#{file}" / "FILE";
        /// What somebody said of a file.
        file_comment(account: AccountId, file: FileId, comment: CommentId) = "ACCOUNT#{account}#FILE#{file}" / "COMMENT#{comment}";
        /// What a document says that the portal made, and what became of it. It sorts after the comments and before the file.
        paper(account: AccountId, file: FileId) = "ACCOUNT#{account}#FILE#{file}" / "DOCUMENT";
        /// A link that shows a file to somebody outside. It sorts after the file.
        file_share(account: AccountId, file: FileId, share: ShareId) = "ACCOUNT#{account}#FILE#{file}" / "SHARE#{share}";
        /// A line of a file on a shelf: `ALL` for everybody's, `STAFF` for staff's, a person's own. By folder, then by name.
        file_on_shelf(account: AccountId, shelf: &str, folder: &str, name: &str, file: FileId) = "ACCOUNT#{account}#SHELF#{shelf}" / "FILE#{folder}\u{1}{name}\u{1}{file}";
        /// The same in the trash, by when it was put there.
        file_in_trash(account: AccountId, shelf: &str, at: Timestamp, file: FileId) = "ACCOUNT#{account}#SHELF#{shelf}" / "TRASH#{at:.3}#{file}";
        /// A folder on a shelf.
        folder_on_shelf(account: AccountId, shelf: &str, folder: &str) = "ACCOUNT#{account}#SHELF#{shelf}" / "FOLDER#{folder}";
        /// A request for files on a shelf: `open` before `done`, by when it was asked.
        file_request_on_shelf(account: AccountId, shelf: &str, state: &str, request: FileRequestId) = "ACCOUNT#{account}#SHELF#{shelf}" / "REQUEST#{state}#{request}";
        /// A request for files.
        file_request(account: AccountId, request: FileRequestId) = "ACCOUNT#{account}" / "FILE_REQUEST#{request}";
        /// An upload that waits for its bytes, or what became of it.
        upload(account: AccountId, upload: UploadId) = "ACCOUNT#{account}" / "UPLOAD#{upload}";
        /// What home shows of one thing, or showed until lately.
        home_thing(account: AccountId, thing: &str) = "ACCOUNT#{account}" / "HOME#{thing}";
        /// What people are told about, and by whose scope.
        matter(account: AccountId, matter: &str) = "ACCOUNT#{account}#MATTER#{matter}" / "MATTER";
        /// That somebody follows a matter, or muted it. It sorts before the matter.
        follower(account: AccountId, matter: &str, person: PersonId) = "ACCOUNT#{account}#MATTER#{matter}" / "FOLLOWER#{person}";
        /// A line of a person's inbox: what they were told of one matter.
        inbox_line(person: PersonId, matter: &str) = "PERSON#{person}" / "INBOX#{matter}";
        /// What a person wants to be told of, by which channel and when.
        preferences(person: PersonId) = "PERSON#{person}" / "PREFERENCES";
        /// That mails to a person's address do not arrive, or are not wanted.
        undeliverable(person: PersonId) = "PERSON#{person}" / "UNDELIVERABLE";
        /// A number that a person wants to get text messages at, until they give the code that was sent there.
        phone_code(person: PersonId) = "PERSON#{person}" / "PHONECODE";
        /// What a person was told outside the portal, and what became of it. The id names the channel and the event.
        delivery(person: PersonId, delivery: &str) = "PERSON#{person}" / "DELIVERY#{delivery}";
        /// What a person is to be told of later: in a digest, or when their quiet hours end.
        pending(person: PersonId, channel: &str, due: Timestamp, event: EventId) = "PERSON#{person}" / "PENDING#{channel}#{due}#{event}";
        /// Something that is to happen at a time.
        timer(kind: &str, name: &str) = "TIMER#{kind}#{name}" / "TIMER";
        /// How many text messages were sent within a window: by all within a month, to a person within an hour, to a number with a code
        /// within a day.
        sms_count(whose: &str, window: &str) = "SMS#{whose}" / "{window}";
        /// What anybody is told of a document who has its code.
        verification(code: &str) = "VERIFICATION#{code}" / "VERIFICATION";
        /// The brand as it is: everything but the logo.
        brand() = "BRAND" / "CURRENT";
        /// The logo of the brand as it is.
        brand_logo() = "BRAND" / "LOGO";
        /// The brand as it was once, whole: what was issued under it stays as it is.
        brand_version(version: u64) = "BRAND" / "VERSION#{version:06}";
        /// An answer that staff keeps ready.
        canned_reply(reply: CannedReplyId) = "CANNED" / "REPLY#{reply}";
        /// What the company promises its customers, from a moment on.
        service_policy(number: u64) = "SERVICE_POLICY" / "VERSION#{number:06}";
        /// Something that one asks for and another decides.
        approval(approval: ApprovalId) = "APPROVAL#{approval}" / "APPROVAL";
        /// That something of a kind about a person waits for a decision: one at a time.
        approval_waiting(kind: &str, subject: PersonId) = "PERSON#{subject}" / "APPROVAL#{kind}";
        /// A sign-in that waits for its next factor; the handle is stored hashed.
        challenge(handle_hash: &str) = "CHALLENGE#{handle_hash}" / "CHALLENGE";
        /// Leave for one token that may enrol a TOTP device; stored hashed, taken once.
        enrolment(handle_hash: &str) = "ENROLMENT#{handle_hash}" / "ENROLMENT";
        /// Leave to sign somebody in without Cognito's own factors, whose factor we checked; stored hashed, taken once.
        admission(handle_hash: &str) = "ADMISSION#{handle_hash}" / "ADMISSION";
        /// A code sent by mail, to sign up or to reset a password; the handle is stored hashed.
        mail_code(handle_hash: &str) = "MAILCODE#{handle_hash}" / "MAILCODE";
        /// Wrong attempts to sign in, and mails asked for, counted per subject and window.
        throttle(subject_hash: &str, window: i64) = "THROTTLE#{subject_hash}" / "WINDOW#{window}";
        /// What a person, or an account, did that makes work for others: counted per operation and hour.
        limit(whose: &str, operation: &str, hour: i64) = "LIMIT#{whose}" / "{operation}#{hour}";
        /// The answer to a mutation, kept 24 hours for retries.
        idempotency(key_hash: &str) = "IDEMPOTENCY#{key_hash}" / "ANSWER";
    }
    indexed {
        /// The staff's queue: one partition per status and shard, the most urgent and then the longest waiting first.
        queue_entry(status: &str, shard: u8, rank: u8, since: Timestamp, ticket: TicketId) in Gsi1 = "QUEUE#{status}#{shard}" / "{rank}#{since:.3}#{ticket}";
        /// The same for the tickets that somebody of the staff looks after, which one partition can hold.
        agent_entry(agent: PersonId, status: &str, rank: u8, since: Timestamp, ticket: TicketId) in Gsi1 = "AGENT#{agent}#{status}" / "{rank}#{since:.3}#{ticket}";
        /// The account's ticket list. It is read from its end: first what waits for the customer (turn 2), then all else (turn 1), each by its last activity.
        ticket_by_turn(account: AccountId, turn: u8, at: Timestamp, ticket: TicketId) in Gsi2 = "TICKETS#{account}" / "{turn}#{at:.3}#{ticket}";
        /// The same for the tickets that one person opened.
        own_ticket_by_turn(account: AccountId, person: PersonId, turn: u8, at: Timestamp, ticket: TicketId) in Gsi2 = "TICKETS#{account}#{person}" / "{turn}#{at:.3}#{ticket}";
        /// What home shows of a module to those who see the account's, by section. It is read from its end: the weightiest first, and of those the newest.
        home_of_account(account: AccountId, module: &str, section: &str, weight: u8, at: Timestamp, thing: &str) in Gsi2 = "HOME#{account}#{module}#{section}" / "{weight}#{at:.3}#{thing}";
        /// The same for those who see only their own.
        home_of_person(account: AccountId, person: PersonId, module: &str, section: &str, weight: u8, at: Timestamp, thing: &str) in Gsi3 = "HOME#{account}#{person}#{module}#{section}" / "{weight}#{at:.3}#{thing}";
        /// A person's inbox. It is read from its end: the newest first.
        inbox_by_time(person: PersonId, at: Timestamp, matter: &str) in Gsi2 = "INBOX#{person}" / "{at:.3}#{matter}";
        /// What of it is unread.
        inbox_unread(person: PersonId, at: Timestamp, matter: &str) in Gsi3 = "UNREAD#{person}" / "{at:.3}#{matter}";
        /// What a person was told outside the portal. It is read from its end: the newest first.
        delivery_by_time(person: PersonId, at: Timestamp, delivery: &str) in Gsi2 = "DELIVERIES#{person}" / "{at:.3}#{delivery}";
        /// Timers by when they are due, spread over partitions.
        due(shard: u8, at: Timestamp, kind: &str, name: &str) in Gsi4 = "DUE#{shard}" / "{at:.3}#{kind}#{name}";
        /// Accounts by their names, without the marks of letters and in lower case.
        account_by_name(name: &str, account: AccountId) in Gsi1 = "ACCOUNTS" / "0{name}#{account}";
        /// What waits for a decision, and what was decided, by when.
        approval_by_time(state: &str, at: Timestamp, approval: ApprovalId) in Gsi1 = "APPROVALS#{state}" / "0{at:.3}#{approval}";
        /// The staff, by role.
        staff_by_role(role: &str, person: PersonId) in Gsi1 = "STAFF" / "0{role}#{person}";
    }
}

/// The sort keys of events start with this; the stream mappings in the template filter by it.
pub const EVENTS: &str = "EVENT#";

/// A contiguous run of sort keys in one partition, of the table or of an index; both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub index: Option<Index>,
    pub pk: String,
    pub first: String,
    pub last: String,
}

impl Run {
    fn with_prefix(pk: String, prefix: &str) -> Self {
        Self { index: None, pk, first: prefix.to_owned(), last: format!("{prefix}{LARGEST}") }
    }

    /// A whole partition of an index whose sort keys begin with a digit.
    fn of_index(index: Index, pk: String) -> Self {
        Self { index: Some(index), pk, first: "0".to_owned(), last: LARGEST.to_string() }
    }
}

/// The largest character: sorts after everything that starts the same.
pub(super) const LARGEST: char = '\u{10FFFF}';

/// All accounts a person belongs to.
#[must_use]
pub fn memberships(person: PersonId) -> Run {
    Run::with_prefix(format!("PERSON#{person}"), "MEMBERSHIP#")
}

/// The passkeys of a person.
#[must_use]
pub fn passkeys(person: PersonId) -> Run {
    Run::with_prefix(format!("PERSON#{person}"), "PASSKEY#")
}

/// The sessions of a person, those that ended lately included.
#[must_use]
pub fn sessions(person: PersonId) -> Run {
    Run::with_prefix(format!("PERSON#{person}"), "SESSION#")
}

/// What names the session with this sort key.
#[must_use]
pub fn session_at(sk: &str) -> Option<&str> {
    sk.strip_prefix("SESSION#")
}

/// Memberships, passkeys, recovery codes, profile and staff role of a person, without the sessions that sort after them.
#[must_use]
pub fn person_and_roles(person: PersonId) -> Run {
    Run { index: None, pk: format!("PERSON#{person}"), first: "MEMBERSHIP#".to_owned(), last: "ROLE".to_owned() }
}

/// The ticket list of an account; its end comes first.
#[must_use]
pub fn tickets_in_account(account: AccountId) -> Run {
    Run::of_index(Index::Gsi2, format!("TICKETS#{account}"))
}

/// The tickets one person opened in an account; its end comes first.
#[must_use]
pub fn tickets_of_person(account: AccountId, person: PersonId) -> Run {
    Run::of_index(Index::Gsi2, format!("TICKETS#{account}#{person}"))
}

/// What home shows of a module in one section; its end comes first.
#[must_use]
pub fn home_in_account(account: AccountId, module: &str, section: &str) -> Run {
    Run::of_index(Index::Gsi2, format!("HOME#{account}#{module}#{section}"))
}

/// The same of one person's things.
#[must_use]
pub fn home_of(account: AccountId, person: PersonId, module: &str, section: &str) -> Run {
    Run::of_index(Index::Gsi3, format!("HOME#{account}#{person}#{module}#{section}"))
}

/// A file with what is said of it, then the file, then the links to it; its end comes first.
#[must_use]
pub fn file_and_more(account: AccountId, file: FileId) -> Run {
    let Key { pk, .. } = self::file(account, file);
    Run { index: None, pk, first: "COMMENT#".to_owned(), last: format!("SHARE#{LARGEST}") }
}

/// The files in a folder of a shelf, by name.
#[must_use]
pub fn files_in_folder(account: AccountId, shelf: &str, folder: &str) -> Run {
    Run::with_prefix(format!("ACCOUNT#{account}#SHELF#{shelf}"), &format!("FILE#{folder}\u{1}"))
}

/// The trash of a shelf; its end comes first.
#[must_use]
pub fn trash(account: AccountId, shelf: &str) -> Run {
    Run::with_prefix(format!("ACCOUNT#{account}#SHELF#{shelf}"), "TRASH#")
}

/// The folders of a shelf, by name.
#[must_use]
pub fn folders(account: AccountId, shelf: &str) -> Run {
    Run::with_prefix(format!("ACCOUNT#{account}#SHELF#{shelf}"), "FOLDER#")
}

/// The requests for files on a shelf in one state; its end comes first.
#[must_use]
pub fn file_requests(account: AccountId, shelf: &str, state: &str) -> Run {
    Run::with_prefix(format!("ACCOUNT#{account}#SHELF#{shelf}"), &format!("REQUEST#{state}#"))
}

/// A matter and who follows it.
#[must_use]
pub fn matter_and_followers(account: AccountId, id: &str) -> Run {
    let Key { pk, sk } = matter(account, id);
    Run { index: None, pk, first: "FOLLOWER#".to_owned(), last: sk }
}

/// The members of an account.
#[must_use]
pub fn members(account: AccountId) -> Run {
    Run::with_prefix(format!("ACCOUNT#{account}"), "MEMBER#")
}

/// Who is invited into an account, or was.
#[must_use]
pub fn invitations(account: AccountId) -> Run {
    Run::with_prefix(format!("ACCOUNT#{account}"), "INVITATION#")
}

/// What happened in an account; its end comes first.
#[must_use]
pub fn account_events(account: AccountId) -> Run {
    Run::with_prefix(format!("ACCOUNT#{account}"), EVENTS)
}

/// A person's inbox; its end comes first.
#[must_use]
pub fn inbox(person: PersonId) -> Run {
    Run::of_index(Index::Gsi2, format!("INBOX#{person}"))
}

/// What of it is unread; its end comes first.
#[must_use]
pub fn unread_inbox(person: PersonId) -> Run {
    Run::of_index(Index::Gsi3, format!("UNREAD#{person}"))
}

/// What a person was told outside the portal; its end comes first.
#[must_use]
pub fn deliveries(person: PersonId) -> Run {
    Run::of_index(Index::Gsi2, format!("DELIVERIES#{person}"))
}

/// What a person is to be told of by one channel at a time.
#[must_use]
pub fn all_pending(person: PersonId, channel: &str, due: Timestamp) -> Run {
    Run::with_prefix(format!("PERSON#{person}"), &format!("PENDING#{channel}#{due}#"))
}

/// The timers of one shard that are due by `now`.
#[must_use]
pub fn due_by(shard: u8, now: Timestamp) -> Run {
    Run { index: Some(Index::Gsi4), pk: format!("DUE#{shard}"), first: "0".to_owned(), last: format!("{now:.3}{LARGEST}") }
}

/// How many partitions timers are spread over.
pub const DUE_SHARDS: u8 = 4;

/// The shard of a timer: any, but always the same.
#[must_use]
pub fn due_shard(name: &str) -> u8 {
    name.bytes().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte)) % DUE_SHARDS
}

/// The administrators.
#[must_use]
pub fn administrators() -> Run {
    Run { index: Some(Index::Gsi1), pk: "STAFF".to_owned(), first: "0admin".to_owned(), last: format!("0admin{LARGEST}") }
}

/// Everybody of the staff.
#[must_use]
pub fn staff() -> Run {
    Run::of_index(Index::Gsi1, "STAFF".to_owned())
}

/// What the company has promised over time.
#[must_use]
pub fn service_policies() -> Run {
    Run::with_prefix("SERVICE_POLICY".to_owned(), "VERSION#")
}

/// The closings and reopenings of a ticket.
#[must_use]
pub fn ticket_acts(account: AccountId, ticket: TicketId) -> Run {
    Run::with_prefix(ticket_thread(account, ticket).pk, "ACT#")
}

/// The answers that staff keeps ready.
#[must_use]
pub fn canned_replies() -> Run {
    Run::with_prefix("CANNED".to_owned(), "REPLY#")
}

/// What waits for a decision, or was decided; from this time on.
#[must_use]
pub fn approvals(state: &str, since: Timestamp) -> Run {
    Run { first: format!("0{since:.3}"), ..Run::of_index(Index::Gsi1, format!("APPROVALS#{state}")) }
}

/// The accounts whose names begin so.
#[must_use]
pub fn accounts_named(start: &str) -> Run {
    Run { index: Some(Index::Gsi1), pk: "ACCOUNTS".to_owned(), first: format!("0{start}"), last: format!("0{start}{LARGEST}") }
}

/// The messages of a ticket.
#[must_use]
pub fn messages(account: AccountId, ticket: TicketId) -> Run {
    Run::with_prefix(ticket_thread(account, ticket).pk, "MESSAGE#")
}

/// The notes of a ticket.
#[must_use]
pub fn ticket_notes(account: AccountId, ticket: TicketId) -> Run {
    Run::with_prefix(ticket_thread(account, ticket).pk, "DESK#NOTE#")
}

/// The tickets that somebody of the staff looks after, in one status.
#[must_use]
pub fn tickets_of_agent(agent: PersonId, status: &str) -> Run {
    Run::of_index(Index::Gsi1, format!("AGENT#{agent}#{status}"))
}

/// The messages of a ticket and, after them, its thread and its closing.
#[must_use]
pub fn thread_and_messages(account: AccountId, ticket: TicketId) -> Run {
    let Key { pk, sk } = ticket_closing(account, ticket);
    Run { index: None, pk, first: "MESSAGE#".to_owned(), last: sk }
}

/// One shard of the staff's queue.
#[must_use]
pub fn queue(status: &str, shard: u8) -> Run {
    Run::of_index(Index::Gsi1, format!("QUEUE#{status}#{shard}"))
}

/// How many partitions a queue is spread over, so that no single one limits the writes.
pub const QUEUE_SHARDS: u8 = 4;

/// The shard of a ticket: its last byte, which is random.
#[must_use]
pub fn queue_shard(ticket: TicketId) -> u8 {
    ticket.ulid().to_bytes()[15] % QUEUE_SHARDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_sort_by_seq_and_before_their_thread_and_its_closing() {
        let account: AccountId = "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        let ticket: TicketId = "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        let sks = [
            ticket_message(account, ticket, 2).sk,
            ticket_message(account, ticket, 10).sk,
            ticket_message(account, ticket, 4_000_000_000).sk,
            ticket_thread(account, ticket).sk,
            ticket_closing(account, ticket).sk,
        ];
        assert!(sks.is_sorted(), "{sks:?}");
    }

    #[test]
    fn no_two_kinds_of_items_share_a_place() {
        let mut places: Vec<_> = SHAPES.iter().filter(|shape| shape.index.is_none()).map(|shape| (shape.pk, shape.sk)).collect();
        places.sort_unstable();
        let all = places.len();
        places.dedup();
        assert_eq!(places.len(), all);
    }

    #[test]
    fn queue_keys_sort_by_rank_then_by_time() {
        let ticket: TicketId = "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        let at = |millis| Timestamp::from_millisecond(millis).expect("a time");
        let sks = [
            queue_entry("open", 0, 1, at(1_000_000_000_000), ticket).sk,
            queue_entry("open", 0, 1, at(1_000_000_000_500), ticket).sk,
            queue_entry("open", 0, 1, at(1_000_000_001_000), ticket).sk,
            queue_entry("open", 0, 2, at(0), ticket).sk,
        ];
        assert!(sks.is_sorted(), "{sks:?}");
    }
}
