//! What a thousand active customers do in a month, and what staff does for them. Assumptions, every one: change them
//! here, run `cargo xtask openapi`, and read what follows.

use super::{Caller, Cost, Figure, Figures, Prices, billed};

pub const CUSTOMERS: u64 = 1_000;

/// Days on which a customer comes. Sessions end after a day, so each begins with a sign-in and a code.
pub const VISITS: u64 = 8;
/// More loads of the portal on those days, each on the session that the cookie carries.
pub const RELOADS: u64 = 12;
/// Tokens renewed because the portal is still open after their 15 minutes.
pub const RENEWALS: u64 = 8;
/// Lists of tickets opened.
pub const LISTS: u64 = 10;
/// Tickets read.
pub const THREADS: u64 = 10;
/// How often an open ticket looks for news while it is read: three minutes, every 20 seconds (`use-thread.ts` of the web).
pub const LOOKS: u64 = 9;
/// Tickets opened by all of them together.
pub const TICKETS: u64 = 500;
/// Messages behind the first one of a ticket, from both sides.
pub const REPLIES: u64 = 4;
/// What happens in tickets: opened, written in, solved.
pub const EVENTS: u64 = TICKETS * (2 + REPLIES);
/// How often staff looks at the queue, and reads the ticket, for each ticket.
pub const QUEUE_LOOKS: u64 = 4;
pub const STAFF_THREADS: u64 = 3;
/// How often the portal looks for news while it is seen: every ten seconds (`use-notifications.ts` of the web), for 45 minutes.
pub const BELLS: u64 = 270;
/// Mails to all of them together: 80 with codes for new accounts and passwords, one for each answer of staff, which is every other
/// message, and one for each ticket that is solved.
pub const MAILS: u64 = 80 + TICKETS * REPLIES / 2 + TICKETS;
/// Minutes of a month: timers are looked at in each.
pub const MINUTES: u64 = 30 * 24 * 60;
/// Files that a load of the portal asks the distribution for, and their bytes when all are new to the browser (the budget).
pub const FILES: u64 = 8;
pub const FILE_BYTES: u64 = 60_000;

/// Users for whom Cognito charges nothing.
pub const FREE_USERS: u64 = 10_000;

/// When the load is even over 22 working days of eight hours, and the busiest moment has three times that.
pub const WORKING_SECONDS: u64 = 22 * 8 * 3_600;
pub const PEAK: u64 = 3;

/// One operation, and how often it is called.
#[derive(Debug, Clone, Copy)]
pub struct Use {
    pub operation: &'static str,
    /// In a month, for [`CUSTOMERS`].
    pub calls: u64,
    pub caller: Caller,
    /// A measured operation with no fewer calls to AWS, for as long as the bench does not measure this one.
    pub counted_as: &'static str,
}

/// `auth::guard::floor::FLOOR`; a test holds them together.
pub const SIGN_IN_FLOOR: u64 = 400;
/// Those that answer no sooner; a test holds them and the code together.
const FLOORED: [&str; 7] = [
    "auth.change_email",
    "auth.confirm_forgot_password",
    "auth.confirm_sign_up",
    "auth.forgot_password",
    "auth.resend_code",
    "auth.sign_in",
    "auth.sign_up",
];

/// The milliseconds before which an operation does not answer.
#[must_use]
pub fn floor_of(operation: &str) -> u64 {
    if FLOORED.contains(&operation) { SIGN_IN_FLOOR } else { 0 }
}

/// All that customers and staff do.
#[must_use]
pub fn uses() -> Vec<Use> {
    let each = |times: u64| times * CUSTOMERS;
    let browser = |operation, calls, counted_as| Use { operation, calls, caller: Caller::Browser, counted_as };
    let aws = |operation, calls, counted_as| Use { operation, calls, caller: Caller::Aws, counted_as };
    let tokens = each(VISITS + RELOADS + RENEWALS);
    let looks = |threads: u64| threads * (1 + LOOKS);
    vec![
        browser("auth.sign_in", each(VISITS), "auth.sign_in"),
        browser("auth.answer_challenge", each(VISITS), "auth.sign_in"),
        browser("auth.refresh_session", each(RELOADS + RENEWALS), "tickets.reply"),
        aws("auth.shape_token", tokens, "tickets.get_ticket"),
        browser("accounts.get_me", each(VISITS + RELOADS), "tickets.list_tickets"),
        browser("home.get_home", each(VISITS + RELOADS), "tickets.list_queue"),
        browser("tickets.list_tickets", each(LISTS), "tickets.list_tickets"),
        browser("tickets.get_ticket", each(looks(THREADS)) + looks(TICKETS * STAFF_THREADS), "tickets.get_ticket"),
        browser("tickets.list_queue", TICKETS * QUEUE_LOOKS, "tickets.list_queue"),
        browser("tickets.get_promise", each(THREADS) + TICKETS * STAFF_THREADS, "tickets.get_ticket"),
        browser("tickets.get_desk", looks(TICKETS * STAFF_THREADS), "tickets.get_ticket"),
        browser("tickets.update_as_staff", TICKETS, "tickets.reply"),
        browser("tickets.write_note", TICKETS, "tickets.reply"),
        browser("tickets.list_canned_replies", TICKETS * REPLIES / 2, "tickets.get_ticket"),
        browser("tickets.rate_ticket", TICKETS / 4, "tickets.reply"),
        browser("tickets.open_ticket", TICKETS, "tickets.open_ticket"),
        browser("tickets.reply", TICKETS * REPLIES, "tickets.reply"),
        aws("tickets.project_summaries", EVENTS, "tickets.reply"),
        browser("notifications.list_notifications", each(BELLS), "tickets.list_queue"),
        browser("notifications.mark_read", TICKETS * REPLIES, "tickets.reply"),
        aws("notifications.publish_events", EVENTS, "tickets.get_ticket"),
        aws("notifications.fill_inbox", EVENTS, "tickets.reply"),
        aws("notifications.send_mail", EVENTS, "tickets.reply"),
        aws("notifications.send_sms", EVENTS, "tickets.reply"),
        aws("notifications.note_bounce", 2 * MAILS, "tickets.reply"),
        aws("notifications.run_timers", MINUTES, "tickets.list_queue"),
    ]
}

impl Use {
    /// What was measured of it, and whether it was this very operation.
    ///
    /// # Panics
    /// When neither it nor what it is counted as was measured.
    #[must_use]
    pub fn figure(&self, figures: &Figures) -> (Figure, bool) {
        let own = figures.get(self.operation).map(|figure| (*figure, true));
        own.or_else(|| figures.get(self.counted_as).map(|figure| (*figure, false)))
            .unwrap_or_else(|| panic!("tests/bench_figures.json has no {}", self.counted_as))
    }

    /// In a month, for [`CUSTOMERS`].
    #[must_use]
    pub fn cost(&self, figures: &Figures, prices: &Prices) -> u64 {
        Cost::of_thousand(&self.figure(figures).0, floor_of(self.operation), self.caller, prices).sum() * self.calls / 1_000
    }
}

/// What [`CUSTOMERS`] need of AWS in a month, all operations together.
#[derive(Debug, Default, Clone, Copy)]
pub struct Demand {
    /// Calls through the front.
    pub requests: u64,
    /// Calls of the busiest operation.
    pub busiest: u64,
    /// Milliseconds that functions run.
    pub running: u64,
    /// Tenths of capacity units.
    pub read: u64,
    pub written: u64,
}

impl Demand {
    #[must_use]
    pub fn of(uses: &[Use], figures: &Figures) -> Self {
        uses.iter().fold(Self::default(), |sum, used| {
            let (figure, _) = used.figure(figures);
            let through_the_front = if used.caller == Caller::Browser { used.calls } else { 0 };
            Self {
                requests: sum.requests + through_the_front,
                busiest: sum.busiest.max(through_the_front),
                running: sum.running + used.calls * billed(&figure, floor_of(used.operation)),
                read: sum.read + used.calls * figure.read,
                written: sum.written + used.calls * figure.written,
            }
        })
    }
}

/// Files, mails and users: what is no function's.
#[derive(Debug, Clone, Copy)]
pub struct Beside {
    pub files: u64,
    pub mails: u64,
    pub users: u64,
}

impl Beside {
    /// In a month, for [`CUSTOMERS`]. Browsers keep the files, but every visit is counted as the first.
    #[must_use]
    pub fn of(prices: &Prices) -> Self {
        let request = prices.edge_request + prices.edge_function + prices.firewall_request;
        let loads = CUSTOMERS * (VISITS + RELOADS);
        Self {
            files: loads * FILES * request + CUSTOMERS * VISITS * FILE_BYTES * prices.edge_byte,
            mails: MAILS * prices.mail,
            users: CUSTOMERS * prices.active_user,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;

    /// The file of an endpoint, in whatever folder of its domain.
    fn file_of(folder: &Path, endpoint: &str) -> Option<PathBuf> {
        let here = folder.join(format!("{endpoint}.rs"));
        if here.is_file() {
            return Some(here);
        }
        let folders = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_dir());
        folders.filter_map(|folder| file_of(&folder, endpoint)).next()
    }

    #[test]
    fn what_waits_is_what_the_functions_wait() {
        assert_eq!(u128::from(SIGN_IN_FLOOR), auth::guard::floor::FLOOR.as_millis());
        for operation in crate::domains::operations() {
            let (domain, endpoint) = operation.name.split_once('.').expect("an operation is domain.endpoint");
            let source =
                file_of(&crate::rendered::root().join(format!("functions/{domain}/src")), endpoint).expect("a file for each endpoint");
            let waits = std::fs::read_to_string(&source).expect("a file for each endpoint").contains("no_sooner(");
            assert_eq!(floor_of(&operation.name) > 0, waits, "{}", operation.name);
        }
    }

    #[test]
    fn every_operation_is_a_function() {
        let functions = crate::domains::functions();
        for Use { operation, counted_as, .. } in uses() {
            for name in [operation, counted_as] {
                assert!(functions.iter().any(|function| function.name == name), "{name}");
            }
        }
    }
}
