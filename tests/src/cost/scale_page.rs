//! docs/SCALE.md: every limit on the way to ten million customers, in the order in which they are met.

use std::fmt::Write;

use super::money::{dollars, grouped};
use super::profile::{
    CUSTOMERS, Demand, FREE_USERS, LOOKS, MAILS, PEAK, RELOADS, RENEWALS, REPLIES, THREADS, TICKETS, VISITS, WORKING_SECONDS, uses,
};
use super::{COLD_OF_THOUSAND, Prices, SECRETS_READ, figures};

const GOAL: u64 = 10_000_000;

/// A limit that is met because there are many customers.
struct Limit {
    name: &'static str,
    /// What AWS or the template allows in a second, or at once.
    allowed: u64,
    /// What a thousand customers ask for in a month, in the same unit; at once, in thousandths of a second.
    demand: u64,
    source: &'static str,
    symptom: &'static str,
    remedy: &'static str,
}

impl Limit {
    /// How many customers meet it in the busiest moment.
    fn customers(&self) -> u64 {
        let customers = u128::from(self.allowed) * u128::from(WORKING_SECONDS) * u128::from(CUSTOMERS) / u128::from(self.demand * PEAK);
        u64::try_from(customers).unwrap_or(u64::MAX)
    }

    /// What so many customers ask for in the busiest second.
    fn peak(&self, customers: u64) -> u64 {
        (self.demand * (customers / CUSTOMERS) * PEAK).div_ceil(WORKING_SECONDS)
    }
}

const QUOTAS_OF_COGNITO: &str = "[Cognito](https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html)";
const QUOTAS_OF_LAMBDA: &str = "[Lambda](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)";
const QUOTAS_OF_GATEWAY: &str = "[API Gateway](https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html)";
const QUOTAS_OF_DYNAMODB: &str =
    "[DynamoDB](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html)";
const QUOTAS_OF_SES: &str = "[SES](https://docs.aws.amazon.com/ses/latest/dg/quotas.html)";

fn limits() -> Vec<Limit> {
    let demand = Demand::of(&uses(), &figures());
    let events = TICKETS * (1 + REPLIES);
    let concurrency = |allowed, name, remedy| Limit {
        name,
        allowed,
        demand: demand.running.div_ceil(1_000),
        source: QUOTAS_OF_LAMBDA,
        symptom: "Throttles of AWS/Lambda, 5xx of the gateway. Alarms: throttles, 5xx",
        remedy,
    };
    let table = |allowed, name, demand: u64, remedy| Limit {
        name,
        allowed,
        demand: demand.div_ceil(10),
        source: QUOTAS_OF_DYNAMODB,
        symptom: "ThrottledRequests of the table; the functions try again, then answer 503. Alarms: p99, then 5xx",
        remedy,
    };
    let mut limits = vec![
        concurrency(
            10,
            "Functions at once, new account",
            "This is the average of the busiest moment, and chance brings several times that into one second: ask for 1,000 before the first customer. It takes days and costs nothing.",
        ),
        concurrency(1_000, "Functions at once, usual account", "Ask for more, which costs nothing; let the page look less often."),
        Limit {
            name: "Requests to one method, the template's own limit",
            allowed: 200,
            demand: demand.busiest,
            source: "`ThrottlingRateLimit` in infra/template.yaml",
            symptom: "429 with Retry-After from the gateway on open tickets, the busiest method; the page keeps what it shows. Alarm: none by itself; 4XXError of AWS/ApiGateway shows it",
            remedy: "Raise `ThrottlingRateLimit` and the burst. It is there so that a mistake cannot cost more than it should, and costs nothing to raise.",
        },
        Limit {
            name: "Requests to API Gateway, all methods",
            allowed: 10_000,
            demand: demand.requests,
            source: QUOTAS_OF_GATEWAY,
            symptom: "429 everywhere. Alarm: none by itself; Count of AWS/ApiGateway beside the quota shows it coming",
            remedy: "Ask for more. Then let the page look less often, or bring news by a WebSocket: it is near half of all requests.",
        },
        Limit {
            name: "Sign-ins at Cognito (UserAuthentication)",
            allowed: 120,
            demand: VISITS * CUSTOMERS,
            source: QUOTAS_OF_COGNITO,
            symptom: "TooManyRequestsException; sign-in answers 503, whoever is in stays in. Alarm: 5xx",
            remedy: "Ask for more (adjustable; AWS wants to see a million active users), or let sessions live longer than a day: a week halves it.",
        },
        Limit {
            name: "Renewals at Cognito (UserToken, if that is where they count)",
            allowed: 120,
            demand: (RELOADS + RENEWALS) * CUSTOMERS,
            source: QUOTAS_OF_COGNITO,
            symptom: "Loading the portal asks for a sign-in although the session lives, or says that it cannot be reached. Alarm: 5xx",
            remedy: "Not adjustable when that was read. Access tokens of an hour instead of 15 minutes take away the renewals of a portal that stays open, and change nothing for revocation: the session item is read with every request. Those of a new load remain, and AWS must be asked.",
        },
        Limit {
            name: "New users at Cognito (UserCreation)",
            allowed: 50,
            demand: MAILS,
            source: QUOTAS_OF_COGNITO,
            symptom: "confirm_sign_up answers 503 when everybody is invited at once. Alarm: 5xx",
            remedy: "Invite in waves; ask for more.",
        },
        table(
            12_000,
            "Reads of a new table",
            demand.read,
            "On demand doubles by itself within 30 minutes of a new peak; warm throughput set before the launch costs once per unit.",
        ),
        table(4_000, "Writes to a new table", demand.written, "The same."),
        table(40_000, "Reads of the table, the account's quota for a table", demand.read, "Ask for more, which costs nothing by itself."),
        table(40_000, "Writes to the table, the account's quota for a table", demand.written, "Ask for more."),
        Limit {
            name: "Writes to one shard of the staff's queue (four shards, 1,000 units each)",
            allowed: 4 * 1_000,
            // A line is taken from one list and put into another: the table's item, and two writes to the index.
            demand: events * 3,
            source: QUOTAS_OF_DYNAMODB,
            symptom: "The index falls behind and holds back the table: IteratorAge of project_summaries grows. Alarm: stream age",
            remedy: "`QUEUE_SHARDS` in shared/src/store/keys.rs, and a migration of the open tickets; each shard is one more query of the queue.",
        },
        Limit {
            name: "Mails",
            allowed: 14,
            demand: MAILS,
            source: QUOTAS_OF_SES,
            symptom: "Throttling of SES; sign-up and reset answer 503, and nobody else notices. Alarm: 5xx",
            remedy: "AWS raises the rate by itself with good sending; ask before a launch. In the sandbox it is 1 a second and 200 a day.",
        },
        Limit {
            name: "Reads of the sealing secret, at most one for each process that starts",
            allowed: 10_000,
            demand: demand.requests * SECRETS_READ * COLD_OF_THOUSAND / 1_000,
            source: "[Secrets Manager](https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html)",
            symptom: "Cursors and cookies cannot be opened: 503 where one is needed, and every device is an unknown one. Alarm: 5xx",
            remedy: "A deployment starts all processes anew: do it in a quiet hour. Then cache the secret in the extension of AWS.",
        },
    ];
    limits.sort_by_key(Limit::customers);
    limits
}

/// `docs/SCALE.md`.
#[must_use]
pub fn scale_md() -> String {
    let limits = limits();
    let mut page = format!(
        "<!-- Generated by `cargo xtask openapi` from tests/src/cost/scale_page.rs; a test fails when it is stale. -->\n\
         # Scale\n\n\
         What breaks first on the way to {} customers. All of it is **computed**: calls, capacity and CPU of a request are measured by\n\
         `cargo xtask bench` on one machine, what customers do is assumed ([COST](COST.md)), the limits are AWS's documented defaults, which\n\
         AWS may have changed since. Nobody has put load on this portal on AWS.\n\n\
         The load is spread over 22 working days of eight hours, and the busiest moment has {PEAK} times that. A thousand customers make\n\
         {} requests a month; {} of a hundred are an open ticket that looks for news ({} looks each for {} tickets).\n\n\
         ## In the order in which it is met\n\n\
         | met at customers | limit | allowed | busiest moment at {} | source |\n|---|---|---|---|---|\n",
        grouped(GOAL),
        grouped(Demand::of(&uses(), &figures()).requests),
        share_of_looks(),
        LOOKS,
        THREADS,
        grouped(GOAL),
    );
    for limit in &limits {
        let Limit { name, allowed, source, .. } = limit;
        let met = rounded(limit.customers());
        let mark = if limit.customers() < GOAL { "**" } else { "" };
        let _ = writeln!(page, "| {mark}{met}{mark} | {name} | {} | {} | {source} |", grouped(*allowed), grouped(limit.peak(GOAL)));
    }
    page.push_str("\nRates are a second's; functions run at once. In bold: on the way. What each looks like, and what to do:\n");
    for Limit { name, symptom, remedy, .. } in &limits {
        let _ = write!(page, "\n- **{name}.** {symptom}. {remedy}\n");
    }
    page.push_str(&one_key());
    page.push_str(&money());
    page.push_str(REST);
    page
}

/// Two figures, and no pretence of more.
fn rounded(customers: u64) -> String {
    let unit = 10_u64.pow(customers.max(1).ilog10().saturating_sub(1));
    grouped(customers / unit * unit)
}

fn share_of_looks() -> u64 {
    let demand = Demand::of(&uses(), &figures());
    THREADS * LOOKS * CUSTOMERS * 100 / demand.requests
}

/// One partition of `DynamoDB` gives so many read units and write units a second.
const PARTITION_READS: u64 = 3_000;
const PARTITION_WRITES: u64 = 1_000;
/// The page looks so often in a minute.
const LOOKS_A_MINUTE: u64 = 3;

fn one_key() -> String {
    let figures = figures();
    let thread = figures.get("tickets.get_ticket").map_or(10, |figure| figure.read).max(1);
    let reply = figures.get("tickets.reply").map_or(10, |figure| figure.written).max(1);
    format!(
        "\n## Limits of one key, however few the customers\n\n\
         One partition key gives {} read units and {} write units a second \
         ([DynamoDB](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html)).\n\n\
         | key | what is measured | what it bears |\n|---|---|---|\n\
         | one account, `ACCOUNT#…` | an open ticket takes {} read units a look | {} people of one company with a ticket open at the same time |\n\
         | one ticket | a reply takes {} write units, with a counter on the ticket | {} replies a second to one account, of which one ticket takes one after the other |\n\
         | throttle counters of sign-in | one write each for address, account and device | {} attempts a second at one of them, which are refused long before |\n\n\
         DynamoDB splits an account's partition by sort key when it is hot for long, but not one ticket's. An account is a customer\n\
         company: the first line is met by one with tens of thousands of people, none of the others by people.\n",
        grouped(PARTITION_READS),
        grouped(PARTITION_WRITES),
        thread.div_ceil(10),
        grouped(PARTITION_READS * 10 * 60 / (thread * LOOKS_A_MINUTE)),
        reply.div_ceil(10),
        grouped(PARTITION_WRITES * 10 / reply),
        grouped(PARTITION_WRITES),
    )
}

fn money() -> String {
    let (figures, prices) = (figures(), Prices::read());
    let times = GOAL / CUSTOMERS;
    let logged: u64 = uses()
        .iter()
        .map(|used| super::Cost::of_thousand(&used.figure(&figures).0, 0, used.caller, &prices).logs * used.calls / 1_000)
        .sum();
    let looked = uses().iter().filter(|used| used.operation == "tickets.get_ticket").map(|used| used.cost(&figures, &prices)).sum::<u64>();
    let users = GOAL.saturating_sub(FREE_USERS) * prices.active_user;
    format!(
        "\n## What the money goes into at {} customers\n\n\
         - Cognito: {} a month. It is the largest part by far, and what to talk to AWS about.\n\
         - Open tickets: {} a month for looking at them, news included. Looking every minute takes two thirds of the news away.\n\
         - Logs: {} a month for taking them in. `LOG_LEVEL=warn` takes the functions' own part away, and with it the answer to \"what happened\".\n",
        grouped(GOAL),
        dollars(users),
        dollars(looked * times),
        dollars(logged * times),
    )
}

const REST: &str = "
## What does not depend on the number of customers, or is far away

| | limit | where we are |
|---|---|---|
| CloudFormation | 500 resources and 1 MB of template a stack | each domain is a stack of its own; projected to all endpoints and held under 400 by `tests/all/invariants/budget.rs` |
| Lambda's scaling | 1,000 more processes every 10 seconds for each function ([AWS](https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html)) | a campaign that brings everybody within a minute meets the account's limit first |
| Stream | Lambda reads each shard ten-fold (`ParallelizationFactor`), shards grow with the table | in order within an account's items; one account's events are handled one after the other. Alarm: stream age |
| Cognito | 40 million users in a pool | four times the goal |
| CloudFront | 250,000 requests a second for a distribution | its functions and files are not met before anything else |
| Firewall | a rate rule on `/api/v1/auth/*` counts by address | people of one company behind one address share it: a large customer signing in at nine meets it with few thousands. Raise the rule, not the quota |
| KMS | tens of thousands of calls a second, by region | DynamoDB keeps table keys for minutes, so its calls do not follow the requests |
| Logs | no limit that is near | money, above |

## Not known

- In which category Cognito counts `GetTokensFromRefreshToken`, and whether its quotas are still these: they were read in copies of the
  page, some years old.
- The first capacity of a new table, and the quotas of Secrets Manager, CloudFront, KMS and of users in a pool are written down as
  remembered: no readable source was at hand. Service Quotas shows what an account has.
- How Cognito's latency grows under load. A sign-in waits for its floor of 400 ms anyway.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_met_where_the_busiest_second_reaches_it() {
        let limit = Limit { name: "", allowed: 120, demand: 8_000, source: "", symptom: "", remedy: "" };
        // 8 a month for each of 3,168,000 customers, over 633,600 seconds, three times.
        assert_eq!(limit.customers(), 3_168_000);
        assert_eq!(limit.peak(3_168_000), 120);
    }

    #[test]
    fn the_first_limit_comes_first() {
        let met: Vec<u64> = limits().iter().map(Limit::customers).collect();
        assert!(met.is_sorted() && met.len() > 10, "{met:?}");
        assert!(met[0] < GOAL);
    }

    #[test]
    fn the_template_limits_a_method_as_it_is_said_here() {
        let read = |path: &str| std::fs::read_to_string(crate::rendered::root().join(path)).expect("a template");
        assert!(read("infra/template.yaml").contains("ThrottlingRateLimit: 200\n"));
        assert!(read("infra/domains/tickets.yaml").contains("ParallelizationFactor: 10\n"));
        assert_eq!(shared::store::keys::QUEUE_SHARDS, 4);
    }

    #[test]
    fn no_more_figures_than_are_known() {
        assert_eq!(rounded(3_168_000), "3,100,000");
        assert_eq!(rounded(7), "7");
    }
}
