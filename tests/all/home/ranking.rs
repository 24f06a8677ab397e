//! What home shows of what it was told: in order, counted truly, and never of an older time.

use jiff::{SignedDuration, Timestamp};
use shared::home::{self, HomeKind, HomeThing, Shown};
use shared::ids::{PersonId, TicketId};
use shared::people::MemberRole;
use shared::random;
use shared::store::keys;

use super::{count, home, titles};
use crate::support::call::Call;
use crate::support::people::{Someone, member, now};
use crate::support::portal::Portal;

fn answered(of: PersonId, title: &str, at: Timestamp) -> Shown {
    Shown {
        kind: HomeKind::TicketAnswered,
        id: TicketId::from_ulid(random::ulid(now())).to_string(),
        reference: "T-0".to_owned(),
        title: title.to_owned(),
        of,
        of_name: "Anna".to_owned(),
        at,
    }
}

async fn tell(portal: &Portal, by: &Someone, shown: Option<&Shown>, id: &str, seq: u64) {
    let account = by.account.expect("an account");
    home::tell(&portal.seeder.store, account, id, shown.cloned(), seq, now()).await.expect("the table");
}

#[tokio::test]
async fn the_newest_stands_first_and_a_number_never_says_less_than_there_is() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    for number in 0..101 {
        let shown = answered(anna.id, &format!("{number}"), Timestamp::UNIX_EPOCH + SignedDuration::from_secs(number));
        tell(&portal, &anna, Some(&shown), &shown.id, 1).await;
        if number == 99 {
            assert_eq!(count(&home(&portal, &anna).await, "to_do"), (100, false));
        }
    }
    let home = home(&portal, &anna).await;
    assert_eq!(count(&home, "to_do"), (100, true));
    let expected: Vec<String> = (1..=100).rev().map(|number| number.to_string()).collect();
    assert_eq!(titles(&home, "to_do"), expected);
}

/// Projections come twice, late and out of order; whichever comes last, the newest holds.
#[tokio::test]
async fn an_older_projection_brings_nothing_back() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let (first, second) = (answered(anna.id, "first", now()), answered(anna.id, "second", now()));
    for order in [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]] {
        let id = TicketId::from_ulid(random::ulid(now())).to_string();
        for seq in order {
            let shown = [Some(&first), Some(&second), None][usize::try_from(seq - 1).expect("a place")];
            tell(&portal, &anna, shown.map(|shown| Shown { id: id.clone(), ..shown.clone() }).as_ref(), &id, seq).await;
        }
        assert_eq!(count(&home(&portal, &anna).await, "to_do"), (0, false), "{order:?}");
        let kept: HomeThing = portal
            .seeder
            .store
            .get(&keys::home_thing(anna.account.expect("an account"), &id))
            .await
            .expect("the table")
            .expect("it is remembered");
        assert!(kept.view.is_none() && kept.ttl.is_some_and(|ttl| ttl > now().as_second()), "{kept:?}");
    }
}

#[tokio::test]
async fn home_is_for_members() {
    let portal = Portal::open().await;
    let (anna, stranger) = (member(&portal.seeder, MemberRole::Owner).await, member(&portal.seeder, MemberRole::Owner).await);
    portal.call(Call::to("home.get_home")).await.assert_problem(401, "unauthenticated");
    let elsewhere = Call::to("home.get_home").by(&anna).account(stranger.account.expect("an account"));
    portal.call(elsewhere).await.assert_problem(404, "not_found");
    portal
        .call(Call::to("home.get_home").by(&anna).account("acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id")))
        .await
        .assert_problem(404, "not_found");
}
