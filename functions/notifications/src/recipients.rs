//! Whom an event is told: a pure function of the event, the matter, and who has to do with it.

use shared::event::{ActorKind, Event};
use shared::ids::PersonId;
use shared::matters::{Follower, Matter};
use shared::people::{Membership, Scope};

use crate::inbox::NewsKind;

/// What a type of event is called in an inbox; `None` for those that nobody is told of there.
#[must_use]
pub fn news_kind(r#type: &str) -> Option<NewsKind> {
    match r#type {
        "ticket.opened" => Some(NewsKind::TicketOpened),
        "ticket.replied" => Some(NewsKind::TicketReplied),
        "ticket.closed" => Some(NewsKind::TicketSolved),
        "ticket.reopened" => Some(NewsKind::TicketReopened),
        _ => None,
    }
}

/// The people to tell, each once, in the order of their ids.
///
/// Members must be covered by their scope, so whoever lost the right since the event is not told. Of members, the matter's owner
/// and its followers are told; that there is a new matter, also everybody who sees all of the account's. Of staff, followers are.
/// Nobody is told of what they did themselves, or of what they muted.
#[must_use]
pub fn recipients(event: &Event, matter: &Matter, members: &[Membership], followers: &[Follower], staff: &[PersonId]) -> Vec<PersonId> {
    let Some(kind) = news_kind(&event.r#type) else { return Vec::new() };
    let follows = |person: PersonId| followers.iter().any(|follower| follower.person == person && !follower.muted);
    let muted = |person: PersonId| followers.iter().any(|follower| follower.person == person && follower.muted);
    let wants = |person: PersonId, sees_all: bool| {
        let by_right = person == matter.of || (kind == NewsKind::TicketOpened && sees_all);
        person != event.actor.person && !muted(person) && (by_right || follows(person))
    };
    let members = members.iter().filter_map(|member| {
        let scope = matter.kind.module().scope(member.scopes);
        let covered = scope == Scope::Account || (scope == Scope::Own && member.person == matter.of);
        (covered && wants(member.person, scope == Scope::Account)).then_some(member.person)
    });
    let staff = staff.iter().copied().filter(|person| *person != event.actor.person && follows(*person));
    let mut told: Vec<PersonId> = members.chain(staff).collect();
    told.sort_unstable();
    told.dedup();
    told
}

/// Whether somebody follows a matter from now on by what they did: staff who answers hears of what comes next.
#[must_use]
pub fn follows_by(event: &Event) -> Option<PersonId> {
    let acts = event.r#type == "ticket.replied";
    (acts && event.actor.kind == ActorKind::Staff).then_some(event.actor.person)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use shared::event::Actor;
    use shared::matters::MatterKind;
    use shared::people::{MemberRole, Scopes};

    use super::*;

    /// People by a letter: `a` opened the matter, `o` sees all of the account's, `m` only their own, `s` and `t` are staff.
    fn person(letter: char) -> PersonId {
        let letter = letter.to_ascii_uppercase();
        format!("prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0{}", if letter == 'O' { 'Z' } else { letter }).parse().expect("an id")
    }

    fn letters(told: &[PersonId]) -> String {
        let mut letters: Vec<char> = "aomst".chars().filter(|letter| told.contains(&person(*letter))).collect();
        letters.sort_unstable();
        letters.into_iter().collect()
    }

    fn member(letter: char, tickets: Scope) -> Membership {
        Membership {
            account: "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id"),
            account_name: String::new(),
            person: person(letter),
            role: MemberRole::Member,
            scopes: Scopes { tickets },
            since: Timestamp::UNIX_EPOCH,
        }
    }

    fn told(r#type: &str, by: char, followers: &str, muted: &str, members: &[Membership]) -> String {
        let matter = Matter {
            kind: MatterKind::Ticket,
            account: "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id"),
            account_name: String::new(),
            id: String::new(),
            reference: String::new(),
            title: String::new(),
            of: person('a'),
        };
        let event = Event::new(r#type, Actor::of(person(by), "st".contains(by)), Timestamp::UNIX_EPOCH);
        let follower = |muted| move |letter| Follower { person: person(letter), muted, since: Timestamp::UNIX_EPOCH };
        let all: Vec<_> = followers.chars().map(follower(false)).chain(muted.chars().map(follower(true))).collect();
        letters(&recipients(&event, &matter, members, &all, &[person('s'), person('t')]))
    }

    #[test]
    fn whoever_is_concerned_is_told_and_nobody_else() {
        let members = [member('a', Scope::Own), member('o', Scope::Account), member('m', Scope::Own)];
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
            ("session.started", 'a', "so", "", ""),
        ] {
            assert_eq!(
                told(r#type, by, followers, muted, &members),
                expected,
                "{type} by {by}, followed by {followers:?}, muted by {muted:?}"
            );
        }
    }

    #[test]
    fn a_right_that_is_gone_takes_the_news_along() {
        assert_eq!(told("ticket.replied", 's', "ao", "", &[member('o', Scope::Account)]), "o", "the opener left the account");
        assert_eq!(told("ticket.replied", 's', "ao", "", &[member('a', Scope::None), member('o', Scope::Own)]), "");
    }

    #[test]
    fn staff_who_answers_follows() {
        let event = |r#type: &str, by| Event::new(r#type, Actor::of(person(by), by == 's'), Timestamp::UNIX_EPOCH);
        assert_eq!(follows_by(&event("ticket.replied", 's')), Some(person('s')));
        assert_eq!(follows_by(&event("ticket.replied", 'a')), None);
        assert_eq!(follows_by(&event("ticket.closed", 's')), None);
    }
}
