//! The tickets of the demo company, told as if they had happened over the last days.

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use shared::event::{Actor, Author, Event};
use shared::ids::{CannedReplyId, TicketId};
use shared::store::Store;
use shared::store::item::{self, Item};
use shared::store::keys::{self, IndexKey, Key};
use tickets::canned::model::CannedReply;
use tickets::desk::model::{Assignee, Desk, Note};
use tickets::model::{self, Act, Closing, Impact, Kind, Message, MessageText, NewTicket, Rating, Resolution, Thread, Urgency};

use super::{NewPerson, inboxes, seconds_now};

/// One ticket. Messages are (role, hours after the opening, text); whoever closed it, (role, hours after the opening).
struct Story {
    id: &'static str,
    subject: &'static str,
    kind: Kind,
    impact: Impact,
    urgency: Urgency,
    hours_ago: i64,
    messages: &'static [(&'static str, i64, &'static str)],
    closed: Option<(&'static str, i64)>,
}

const STORIES: &[Story] = &[
    Story {
        id: "tic_01JZ6A1C2D3E4F5G6H7J8K9M0N",
        subject: "Torque sensor TS-40 drifts after warm-up",
        kind: Kind::Incident,
        impact: Impact::High,
        urgency: Urgency::High,
        hours_ago: 5,
        messages: &[
            (
                "owner",
                0,
                "Hello,\n\nsince this morning the TS-40 on line 3 (serial 40-18822) reads about 1.5 Nm too high once it is warm. \
                 The zero point is fine when cold.\n\nThe line stands still until we can trust the values again. What can we do?",
            ),
            ("owner", 1, "We swapped the cable with the one from line 2: no change. So it is the sensor or its amplifier."),
        ],
        closed: None,
    },
    Story {
        id: "tic_01JZ6A4E5F6G7H8J9K0M1N2P3Q",
        subject: "Calibration certificate for order 4711 is missing page 2",
        kind: Kind::Request,
        impact: Impact::Low,
        urgency: Urgency::Medium,
        hours_ago: 52,
        messages: &[
            (
                "member",
                0,
                "The PDF of the certificate for our pressure gauges ends after page 1. Our auditor needs the measured values on page 2.",
            ),
            (
                "agent",
                3,
                "Good morning Jonas,\n\nthank you for telling us. The scanner lost the page; I have asked the lab for the complete certificate \
                 and will send it today.\n\nKind regards\nMats",
            ),
            ("member", 4, "Great, thank you! The audit is on Thursday, so today is perfect."),
            ("agent", 7, "It is done: the complete certificate, four pages. Please tell me if your auditor needs it signed as well."),
        ],
        closed: None,
    },
    Story {
        id: "tic_01JZ6A7G8H9J0K1M2N3P4Q5R6S",
        subject: "Can the data logger export to OPC UA?",
        kind: Kind::Question,
        impact: Impact::Medium,
        urgency: Urgency::Low,
        hours_ago: 190,
        messages: &[
            ("member", 0, "We would like to read the DL-8 directly from our MES. Is OPC UA supported, or only the CSV export?"),
            (
                "agent",
                20,
                "Yes, from firmware 3.2 on: Settings → Interfaces → OPC UA server. Yours has 3.0, so please update first; the data stays on the device.",
            ),
            ("member", 26, "Found it, and it works. Thanks!"),
            ("agent", 27, "Glad to hear it. Mark the ticket as solved if nothing else comes up."),
        ],
        closed: Some(("member", 28)),
    },
    Story {
        id: "tic_01JZ6AAJ0K1M2N3P4Q5R6S7T8V",
        subject: "Invoice names the wrong cost centre",
        kind: Kind::Complaint,
        impact: Impact::Medium,
        urgency: Urgency::Medium,
        hours_ago: 27,
        messages: &[(
            "owner",
            0,
            "This is the third invoice with cost centre 2100 although we asked for 2150 in August. Our accounting has to correct it by hand \
             every time. Please find out why it keeps happening.",
        )],
        closed: None,
    },
    Story {
        id: "tic_01JZ6ADM2N3P4Q5R6S7T8V9W0X",
        subject: "Freezer probes: two of twelve show no value",
        kind: Kind::Incident,
        impact: Impact::Medium,
        urgency: Urgency::High,
        hours_ago: 9,
        messages: &[
            ("other_owner", 0, "Probes 7 and 11 in cold store B have shown dashes since the power cut last night. The others are fine."),
            (
                "agent",
                1,
                "Hello Priya,\n\nprobes of that series sometimes need a restart after a power cut: please hold the reset button for ten seconds. \
                 If they stay silent we will send two replacements by express today.",
            ),
            ("other_owner", 3, "Probe 7 is back. Probe 11 still shows dashes, even after two resets."),
        ],
        closed: None,
    },
    Story {
        id: "tic_01JZ6AGP4Q5R6S7T8V9W0X1Y2Z",
        subject: "Training for three new colleagues",
        kind: Kind::Request,
        impact: Impact::Low,
        urgency: Urgency::Low,
        hours_ago: 75,
        messages: &[
            (
                "other_owner",
                0,
                "Three people start in our quality team next month. Do you offer the introduction to the software online as well?",
            ),
            ("agent", 6, "We do: every first Tuesday, 90 minutes, free of charge for customers. Shall I book three seats?"),
        ],
        closed: None,
    },
    Story {
        id: "tic_01JZ6AKR7S8T9V0W1X2Y3Z4A5B",
        subject: "Which gauge blocks fit the MX-200?",
        kind: Kind::Question,
        impact: Impact::Low,
        urgency: Urgency::Low,
        hours_ago: 400,
        messages: &[
            ("owner", 0, "We are about to order gauge blocks for the new micrometer. Is grade 1 enough?"),
            ("agent", 5, "Grade 1 is what we use ourselves for the MX-200: a set of 32 pieces covers its whole range."),
        ],
        closed: Some(("owner", 29)),
    },
    Story {
        id: "tic_01JZ6ANS8T9V0W1X2Y3Z4A5B6C",
        subject: "Loan device while ours is being calibrated",
        kind: Kind::Request,
        impact: Impact::Medium,
        urgency: Urgency::Medium,
        hours_ago: 120,
        messages: &[
            ("owner", 0, "Our TS-40 goes to you for calibration next week. Can we have a loan device for these five days?"),
            ("agent", 2, "Yes, a TS-40 with the same range leaves here on Friday. Shall it go to the address of line 3?"),
        ],
        closed: None,
    },
    Story {
        id: "tic_01JZ6AQV9W0X1Y2Z3A4B5C6D7E",
        subject: "Gauge block set arrived with a scratched block",
        kind: Kind::Complaint,
        impact: Impact::Medium,
        urgency: Urgency::Medium,
        hours_ago: 400,
        messages: &[
            ("owner", 0, "The 20 mm block of the new set has a scratch across the face. That is the second time this year."),
            (
                "agent",
                5,
                "That must not happen twice. A new block leaves here today, and I want to know how it came about. I will tell you.",
            ),
        ],
        closed: Some(("agent", 24)),
    },
];

/// What staff knows of a story.
struct OnDesk {
    id: &'static str,
    assignee: &'static str,
    tags: &'static [&'static str],
    /// Who wrote for staff, how many hours after it was opened, and what.
    notes: &'static [(&'static str, i64, &'static str)],
    /// What the owner said of the help.
    rating: Option<(u8, &'static str)>,
    /// How a complaint ended: cause, remedy, what was changed.
    resolution: Option<[&'static str; 3]>,
}

const DESKS: &[OnDesk] = &[
    OnDesk {
        id: "tic_01JZ6A1C2D3E4F5G6H7J8K9M0N",
        assignee: "agent",
        tags: &["TS-40", "line stopped"],
        notes: &[
            ("agent", 2, "Batch 40-188xx: the amplifier board is known for it. Two spare boards are in the Augsburg store."),
            ("admin", 3, "Send the spare by courier today. We pay: they have had two stops this quarter."),
        ],
        rating: None,
        resolution: None,
    },
    OnDesk {
        id: "tic_01JZ6A7G8H9J0K1M2N3P4Q5R6S",
        assignee: "agent",
        tags: &["data logger"],
        notes: &[],
        rating: Some((5, "Answered the same day, with the exact settings.")),
        resolution: None,
    },
    OnDesk {
        id: "tic_01JZ6ADM2N3P4Q5R6S7T8V9W0X",
        assignee: "admin",
        tags: &["probes", "warranty"],
        notes: &[("admin", 4, "Both serials are within warranty until March. Replace without an inspection.")],
        rating: None,
        resolution: None,
    },
    OnDesk { id: "tic_01JZ6ANS8T9V0W1X2Y3Z4A5B6C", assignee: "agent", tags: &["loan device"], notes: &[], rating: None, resolution: None },
    OnDesk {
        id: "tic_01JZ6AQV9W0X1Y2Z3A4B5C6D7E",
        assignee: "admin",
        tags: &["gauge blocks", "packing"],
        notes: &[("agent", 20, "The packing station laid two sets into one case. The felt between the blocks was missing.")],
        rating: Some((4, "Good that you say what you changed.")),
        resolution: Some([
            "Two sets were packed into one case without felt.",
            "A new 20 mm block with certificate, free of charge, sent on the same day.",
            "Each set now leaves in a case of its own, and the last check includes a look at the faces.",
        ]),
    },
];

/// Writes all stories; those that are there stay as they are.
pub(super) async fn tell(store: &Store, people: &[(&'static str, NewPerson)]) -> anyhow::Result<()> {
    for story in STORIES {
        write(store, people, story).await.with_context(|| format!("the demo ticket {:?}", story.subject))?;
    }
    for (id, title, en, de) in KEPT_READY {
        let id: CannedReplyId = id.parse()?;
        let changed_at = Timestamp::from_second(seconds_now() - 86_400 * 30)?;
        let (title, en, de) = (title.parse()?, Some(en.parse()?), Some(de.parse()?));
        let reply = CannedReply { id, title, en, de, revision: 1, changed_by: author(people, "agent")?, changed_at };
        put(store, &keys::canned_reply(id), None, &reply).await?;
    }
    Ok(())
}

/// What the staff answers often: id, title, English, German.
const KEPT_READY: &[(&str, &str, &str, &str)] = &[
    (
        "can_01JZ5Z1A1B2C3D4E5F6G7H8J9K",
        "Ask for serial number and photo",
        "Hello {customer},\n\nthank you for writing. Please send us the serial number (on the plate at the back) and a photo of the \
         display, so that we find the cause faster.\n\nKind regards\n{agent}",
        "Guten Tag {customer},\n\ndanke für Ihre Nachricht. Bitte senden Sie uns die Seriennummer (auf dem Schild an der Rückseite) und ein \
         Foto der Anzeige, dann finden wir die Ursache schneller.\n\nFreundliche Grüße\n{agent}",
    ),
    (
        "can_01JZ5Z2B1B2C3D4E5F6G7H8J9K",
        "Device is on its way",
        "Hello {customer},\n\nthe device left here today and is with you tomorrow before noon. Your reference: {reference}.\n\nKind regards\n{agent}",
        "Guten Tag {customer},\n\ndas Gerät ist heute abgegangen und morgen vor zwölf Uhr bei Ihnen. Ihr Zeichen: {reference}.\n\nFreundliche \
         Grüße\n{agent}",
    ),
    (
        "can_01JZ5Z3C1B2C3D4E5F6G7H8J9K",
        "Calibration: dates of the next weeks",
        "Hello {customer},\n\nour laboratory has free places in the calendar weeks after next. Which day suits you? It takes three working \
         days.\n\nKind regards\n{agent}",
        "Guten Tag {customer},\n\nunser Labor hat ab der übernächsten Kalenderwoche freie Plätze. Welcher Tag passt Ihnen? Die Kalibrierung dauert \
         drei Arbeitstage.\n\nFreundliche Grüße\n{agent}",
    ),
];

async fn write(store: &Store, people: &[(&'static str, NewPerson)], story: &Story) -> anyhow::Result<()> {
    let opened_at = Timestamp::from_second(seconds_now())? - SignedDuration::from_hours(story.hours_ago);
    let ticket: TicketId = story.id.parse()?;
    let mut messages = Vec::new();
    for ((role, hours, text), seq) in story.messages.iter().zip(1..) {
        let text: MessageText = text.parse()?;
        messages.push(Message { seq, author: author(people, role)?, text, sent_at: opened_at + SignedDuration::from_hours(*hours) });
    }
    let first = messages.first().context("a story has a message")?;
    let opener = person(people, story.messages[0].0)?;
    let (account, _) = opener.membership.as_ref().context("a customer opens a ticket")?;
    let new = NewTicket {
        subject: story.subject.parse()?,
        message: first.text.clone(),
        kind: story.kind,
        impact: story.impact,
        urgency: story.urgency,
    };
    let (mut thread, _) = model::open(new, account, first.author.clone(), ticket, opened_at);
    thread.seq = u64::try_from(messages.len())?;
    for message in &messages {
        let r#type = if message.seq == 1 { "ticket.opened" } else { "ticket.replied" };
        let mut event =
            Event::new(r#type, message.author.actor, message.sent_at).in_account(account.id).numbered(message.seq).of("ticket", ticket);
        event.id = shared::ids::EventId::from_ulid(shared::random::ulid(message.sent_at));
        put(store, &keys::ticket_message(account.id, ticket, message.seq), None, message).await?;
        put(store, &keys::account_event(account.id, event.id), None, &event).await?;
    }
    let closing = story.closed.map(|(role, hours)| {
        let (actor, at) = (author(people, role)?.actor, opened_at + SignedDuration::from_hours(hours));
        anyhow::Ok(Closing { act: Act::Closed, seq: thread.seq + 1, actor, at })
    });
    let closing = closing.transpose()?;
    if let Some(closing) = &closing {
        thread.seq = closing.seq;
        let mut event =
            Event::new("ticket.closed", closing.actor, closing.at).in_account(account.id).numbered(closing.seq).of("ticket", ticket);
        event.id = shared::ids::EventId::from_ulid(shared::random::ulid(closing.at));
        put(store, &keys::ticket_closing(account.id, ticket), None, closing).await?;
        put(store, &keys::account_event(account.id, event.id), None, &event).await?;
    }
    let desk = match DESKS.iter().find(|desk| desk.id == story.id) {
        Some(desk) => Some(sort(store, people, desk, &mut thread).await?),
        None => None,
    };
    put(store, &keys::ticket_thread(account.id, ticket), None, &thread).await?;
    messages.reverse();
    let (newest, before) = messages.split_first().context("a story has a message")?;
    let summary = model::summarise(&thread, closing.as_ref(), newest, before).with(desk);
    let now = Timestamp::from_second(seconds_now())?;
    tickets::repo::project(store, &summary, now).await?;
    let matter = tickets::repo::matter(&summary.view);
    put(store, &keys::matter(account.id, &matter.id), None, &matter).await?;
    inboxes::fill(store, &matter, &messages, now).await
}

/// Writes what staff knows of a ticket, behind all that its thread has numbered.
async fn sort(store: &Store, people: &[(&'static str, NewPerson)], on_desk: &OnDesk, thread: &mut Thread) -> anyhow::Result<Desk> {
    let (account, ticket) = (thread.account, thread.ticket);
    for (role, hours, text) in on_desk.notes {
        thread.seq += 1;
        let written_at = thread.opened_at + SignedDuration::from_hours(*hours);
        let note = Note { seq: thread.seq, author: author(people, role)?, text: text.parse()?, written_at };
        put(store, &keys::ticket_note(account, ticket, note.seq), None, &note).await?;
    }
    if let Some((score, comment)) = on_desk.rating {
        let rated_at = thread.opened_at + SignedDuration::from_hours(30);
        let rating = Rating { score, comment: Some(comment.parse()?), author: author(people, "owner")?, rated_at };
        put(store, &keys::ticket_rating(account, ticket), None, &rating).await?;
    }
    if let Some([cause, remedy, changed]) = on_desk.resolution {
        let (cause, remedy, changed) = (cause.parse()?, remedy.parse()?, changed.parse()?);
        let resolved_at = thread.opened_at + SignedDuration::from_hours(24);
        let resolution = Resolution { cause, remedy, changed, author: author(people, on_desk.assignee)?, resolved_at };
        put(store, &keys::ticket_resolution(account, ticket), None, &resolution).await?;
    }
    thread.seq += 1;
    let assignee = person(people, on_desk.assignee)?;
    let desk = Desk {
        assignee: Some(Assignee { person: assignee.id, name: assignee.name.clone() }),
        tags: on_desk.tags.iter().map(|tag| tag.parse()).collect::<Result<_, _>>()?,
        seq: thread.seq,
        changed_by: author(people, on_desk.assignee)?,
        changed_at: thread.opened_at + SignedDuration::from_hours(1),
    };
    put(store, &keys::ticket_desk(account, ticket), None, &desk).await?;
    Ok(desk)
}

async fn put<T: Item>(store: &Store, key: &Key, indexed: Option<&IndexKey>, item: &T) -> anyhow::Result<()> {
    let attributes = item::encode(key, indexed, item)?;
    store.client().put_item().table_name(store.table()).set_item(Some(attributes)).send().await?;
    Ok(())
}

fn person<'a>(people: &'a [(&'static str, NewPerson)], role: &str) -> anyhow::Result<&'a NewPerson> {
    people.iter().find(|(known, _)| *known == role).map(|(_, person)| person).with_context(|| format!("nobody is {role}"))
}

pub(super) fn author(people: &[(&'static str, NewPerson)], role: &str) -> anyhow::Result<Author> {
    let person = person(people, role)?;
    Ok(Author { actor: Actor::of(person.id, person.staff.is_some()), name: person.name.clone() })
}
