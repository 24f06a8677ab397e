//! Whom an event is told, by which channel and when: a pure function of the event, the matter, and who has to do with it.

use jiff::Timestamp;
use shared::event::{ActorKind, Event};
use shared::ids::PersonId;
use shared::matters::{Follower, Matter};
use shared::people::{Act, Membership, Person, Scope, Standing, Undeliverable};
use shared::timers;

use crate::inbox::NewsKind;
use crate::preferences::{Preferences, When};
use crate::topics::Channel;

/// What a type of event is called in an inbox; `None` for those that nobody is told of there.
#[must_use]
pub fn news_kind(r#type: &str) -> Option<NewsKind> {
    match r#type {
        "ticket.opened" => Some(NewsKind::TicketOpened),
        "ticket.replied" => Some(NewsKind::TicketReplied),
        "ticket.closed" => Some(NewsKind::TicketSolved),
        "ticket.reopened" => Some(NewsKind::TicketReopened),
        "file.added" => Some(NewsKind::FileAdded),
        "file.commented" => Some(NewsKind::FileCommented),
        "files.asked" => Some(NewsKind::FilesAsked),
        "files.submitted" => Some(NewsKind::FilesSubmitted),
        "files.reviewed" => Some(NewsKind::FilesReviewed),
        "files.done" => Some(NewsKind::FilesDone),
        "files.due" => Some(NewsKind::FilesDue),
        "files.withdrawn" => Some(NewsKind::FilesWithdrawn),
        "signature.asked" => Some(NewsKind::SignatureAsked),
        "signature.declined" => Some(NewsKind::SignatureDeclined),
        "signature.done" => Some(NewsKind::SignatureDone),
        "document.revoked" => Some(NewsKind::DocumentRevoked),
        "document.failed" => Some(NewsKind::DocumentFailed),
        _ => None,
    }
}

/// An event with what decides whom it concerns.
#[derive(Debug)]
pub struct Concern {
    pub event: Event,
    pub kind: NewsKind,
    pub matter: Matter,
    pub members: Vec<Membership>,
    pub followers: Vec<Follower>,
}

/// Somebody whom it may concern, and how they can be reached.
#[derive(Debug, Clone)]
pub struct Reachable {
    pub person: Person,
    pub is_staff: bool,
    pub preferences: Preferences,
    pub undeliverable: Option<Undeliverable>,
}

/// Somebody to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    pub person: PersonId,
    pub channel: Channel,
    pub when: When,
}

impl Concern {
    /// Whom it concerns, if they may still see it; of followers that are no members, it is not said yet whether they are staff.
    ///
    /// Members must be covered by their scope, so whoever lost the right since the event is not told. Of members, the matter's
    /// owner and its followers are told; that there is a new matter, also everybody who sees all of the account's. Of staff,
    /// followers are. Nobody is told of what they did themselves, of what they muted, or of what happened before they followed. What the portal
    /// did because somebody had asked for it, that person is told.
    #[must_use]
    pub fn people(&self) -> Vec<PersonId> {
        let Self { event, matter, members, followers, .. } = self;
        let following = |follower: &&Follower| !follower.muted && follower.since <= event.at;
        let follows = |person: PersonId| followers.iter().filter(following).any(|follower| follower.person == person);
        let muted = |person: PersonId| followers.iter().any(|follower| follower.person == person && follower.muted);
        let members_told = members.iter().filter_map(|member| {
            let scope = matter.kind.module().map_or(Scope::None, |module| module.scope(member.scopes));
            let covered = matter.is_seen_by(member.person, scope);
            let by_right = member.person == matter.of || self.is_told_by_right(member, scope);
            (covered && !muted(member.person) && (by_right || follows(member.person))).then_some(member.person)
        });
        let staff = followers.iter().filter(following).map(|follower| follower.person);
        let staff = staff.filter(|person| !self.is_member(*person));
        // What the portal did by itself names whoever asked for it: they do not know of it yet.
        let by_itself = matches!(self.kind, NewsKind::DocumentFailed | NewsKind::SignatureDone);
        let knows = |person: &PersonId| !by_itself && *person == event.actor.person;
        let mut people: Vec<PersonId> = members_told.chain(staff).filter(|person| !knows(person)).collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Whether somebody who sees the matter is told without following it.
    fn is_told_by_right(&self, member: &Membership, scope: Scope) -> bool {
        let Self { event, kind, matter, .. } = self;
        match kind {
            NewsKind::TicketOpened => scope == Scope::Account,
            NewsKind::FileAdded => event.actor.kind == ActorKind::Staff || matter.only.contains(&member.person),
            NewsKind::FileCommented => {
                event.ids.iter().any(|(name, id)| name.starts_with("mentioned_") && *id == member.person.to_string())
            }
            NewsKind::SignatureAsked | NewsKind::SignatureDone => {
                event.ids.iter().any(|(name, id)| name.starts_with("signer") && *id == member.person.to_string())
            }
            NewsKind::DocumentRevoked => true,
            // Whoever is asked by name, and else everybody who may answer.
            NewsKind::FilesAsked | NewsKind::FilesReviewed | NewsKind::FilesDone | NewsKind::FilesDue | NewsKind::FilesWithdrawn => {
                !self.is_member(matter.of) && member.acts.contains(Act::ManageDocuments)
            }
            _ => false,
        }
    }

    fn is_member(&self, person: PersonId) -> bool {
        self.members.iter().any(|member| member.person == person)
    }
}

/// Whom to tell, by which channel and when, of those that it concerns. Who is neither a member nor staff any more is not told, and
/// neither is who may not sign in.
#[must_use]
pub fn recipients(concern: &Concern, people: &[Reachable], now: Timestamp) -> Vec<Told> {
    let concerned = concern.people();
    let may_be_told = |someone: &&Reachable| {
        let id = someone.person.id;
        someone.person.standing == Standing::Active && concerned.contains(&id) && (someone.is_staff || concern.is_member(id))
    };
    let told = people.iter().filter(may_be_told).flat_map(|someone| {
        let zone = timers::zone(&someone.person.time_zone);
        Channel::ALL.iter().filter_map(move |channel| {
            let when = someone.preferences.when(*channel, concern.kind.into(), someone.is_staff, &zone, now)?;
            Some(Told { person: someone.person.id, channel: *channel, when })
        })
    });
    let mut told: Vec<Told> = told.collect();
    told.sort_unstable();
    told
}

/// Whether somebody follows a matter from now on by what they did: whoever writes hears of what comes next.
#[must_use]
pub fn follows_by(event: &Event) -> Option<PersonId> {
    matches!(event.r#type.as_str(), "ticket.replied" | "file.commented" | "signature.asked").then_some(event.actor.person)
}

#[cfg(test)]
mod tests {
    use shared::event::Actor;
    use shared::matters::MatterKind;
    use shared::people::{MemberRole, Scopes};

    use super::*;
    use crate::topics::{Timing, Topic};

    /// People by a letter: `a` opened the matter, `o` sees all of the account's, `m` only their own, `s` and `t` are staff.
    fn person(letter: char) -> PersonId {
        let letter = letter.to_ascii_uppercase();
        format!("prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0{}", if letter == 'O' { 'Z' } else { letter }).parse().expect("an id")
    }

    fn reachable(letter: char) -> Reachable {
        let email = "somebody@firm.example".parse().expect("an address");
        let person = Person::new(person(letter), email, "", shared::people::Language::English, "UTC", Timestamp::UNIX_EPOCH);
        Reachable { person, is_staff: "st".contains(letter), preferences: Preferences::default(), undeliverable: None }
    }

    fn member(letter: char, tickets: Scope) -> Membership {
        Membership {
            account: "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id"),
            account_name: String::new(),
            person: person(letter),
            role: MemberRole::Member,
            scopes: Scopes { tickets, ..MemberRole::Member.preset().scopes },
            acts: MemberRole::Member.preset().acts,
            since: Timestamp::UNIX_EPOCH,
        }
    }

    fn concern(r#type: &str, by: char, followers: &str, muted: &str, members: &[Membership]) -> Concern {
        let matter = Matter {
            kind: MatterKind::Ticket,
            account: "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id"),
            account_name: String::new(),
            id: String::new(),
            reference: String::new(),
            title: String::new(),
            of: person('a'),
            only: Vec::new(),
        };
        let event = Event::new(r#type, Actor::of(person(by), "st".contains(by)), Timestamp::UNIX_EPOCH);
        let follower = |muted| move |letter| Follower { person: person(letter), muted, since: Timestamp::UNIX_EPOCH };
        let followers = followers.chars().map(follower(false)).chain(muted.chars().map(follower(true))).collect();
        Concern { kind: news_kind(r#type).expect("news"), event, matter, members: members.to_vec(), followers }
    }

    fn in_inbox(concern: &Concern, people: &[Reachable]) -> String {
        let told = recipients(concern, people, Timestamp::UNIX_EPOCH);
        let told: Vec<_> = told.iter().filter(|told| told.channel == Channel::Inbox).map(|told| told.person).collect();
        let mut letters: Vec<char> = "aomst".chars().filter(|letter| told.contains(&person(*letter))).collect();
        letters.sort_unstable();
        letters.into_iter().collect()
    }

    #[test]
    fn whoever_is_concerned_is_told_and_nobody_else() {
        let members = [member('a', Scope::Own), member('o', Scope::Account), member('m', Scope::Own)];
        let everybody: Vec<_> = "aomst".chars().map(reachable).collect();
        for (r#type, by, followers, muted, expected) in [
            ("ticket.opened", 'a', "", "", "o"),
            ("ticket.opened", 'a', "", "o", ""),
            ("ticket.replied", 's', "s", "", "a"),
            ("ticket.replied", 's', "so", "", "ao"),
            ("ticket.replied", 's', "so", "a", "o"),
            ("ticket.replied", 's', "st", "", "at"),
            ("ticket.replied", 'a', "s", "t", "s"),
            ("ticket.replied", 'o', "s", "", "as"),
            ("ticket.replied", 's', "m", "", "a"),
            ("ticket.closed", 's', "so", "", "ao"),
            ("ticket.closed", 'a', "s", "", "s"),
            ("ticket.reopened", 'o', "", "", "a"),
            ("document.failed", 's', "s", "", "as"),
            ("signature.done", 's', "st", "", "ast"),
        ] {
            let told = in_inbox(&concern(r#type, by, followers, muted, &members), &everybody);
            assert_eq!(told, expected, "{type} by {by}, followed by {followers:?}, muted by {muted:?}");
        }
    }

    #[test]
    fn who_follows_later_is_not_told_of_what_was_before() {
        let everybody: Vec<_> = "aomst".chars().map(reachable).collect();
        let mut late = concern("ticket.opened", 'a', "s", "", &[member('a', Scope::Own)]);
        late.followers[0].since = late.event.at + jiff::SignedDuration::from_secs(1);
        assert_eq!(in_inbox(&late, &everybody), "", "the event came late: the answer that made them follow was faster");
    }

    #[test]
    fn a_right_that_is_gone_takes_the_news_along() {
        let told = |followers: &str, members: &[Membership], people: &[Reachable]| {
            in_inbox(&concern("ticket.replied", 't', followers, "", members), people)
        };
        let everybody: Vec<_> = "aomst".chars().map(reachable).collect();
        assert_eq!(told("ao", &[member('o', Scope::Account)], &everybody), "o", "the opener left the account");
        assert_eq!(told("ao", &[member('a', Scope::None), member('o', Scope::Own)], &everybody), "");
        let former = Reachable { is_staff: false, ..reachable('s') };
        assert_eq!(told("s", &[member('a', Scope::Own)], &[reachable('a'), former]), "a", "they are on the staff no more");
        let mut disabled = reachable('a');
        disabled.person.standing = Standing::Disabled;
        assert_eq!(told("", &[member('a', Scope::Own)], &[disabled]), "");
    }

    #[test]
    fn each_channel_follows_what_the_person_chose() {
        let members = [member('a', Scope::Own)];
        let replied = concern("ticket.replied", 's', "", "", &members);
        let ways = |preferences: Preferences| {
            let told = recipients(&replied, &[Reachable { preferences, ..reachable('a') }], Timestamp::UNIX_EPOCH);
            told.into_iter().map(|told| (told.channel, told.when)).collect::<Vec<_>>()
        };
        let eight = When::At("1970-01-01T08:00:00Z".parse().expect("a time"));
        let (inbox, replied) = ((Channel::Inbox, When::Now), Topic::TicketReplied);
        assert_eq!(ways(Preferences::default()), [inbox, (Channel::Mail, When::Now)]);
        assert_eq!(ways(Preferences { mail: [(replied, Timing::Never)].into(), ..Preferences::default() }), [inbox]);
        let daily = Preferences { mail: [(replied, Timing::Daily)].into(), ..Preferences::default() };
        assert_eq!(ways(daily.clone()), [inbox, (Channel::Mail, eight)]);
        let number = "+49 30 901820".parse().ok();
        let by_sms = Preferences { number, sms: [(replied, Timing::Now)].into(), ..daily };
        assert_eq!(ways(by_sms), [inbox, (Channel::Mail, eight), (Channel::Sms, When::Now)]);
    }

    #[test]
    fn whoever_writes_follows() {
        let event = |r#type: &str, by| Event::new(r#type, Actor::of(person(by), by == 's'), Timestamp::UNIX_EPOCH);
        assert_eq!(follows_by(&event("ticket.replied", 's')), Some(person('s')));
        assert_eq!(follows_by(&event("ticket.replied", 'o')), Some(person('o')));
        assert_eq!(follows_by(&event("signature.asked", 't')), Some(person('t')));
        assert_eq!(follows_by(&event("ticket.closed", 's')), None);
    }
}
