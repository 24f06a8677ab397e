//! The mails that the local cloud's SES caught.

use serde_json::Value;
use tests::stack::Stack;

/// A caught mail.
#[derive(Debug, Clone)]
pub struct Mail {
    pub from: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl Mail {
    /// The code in it: eight digits in two groups, on a line of their own.
    pub fn code(&self) -> Option<String> {
        let is_code =
            |line: &&str| line.len() == 9 && line.char_indices().all(|(at, c)| if at == 4 { c == ' ' } else { c.is_ascii_digit() });
        self.text.lines().find(is_code).map(str::to_owned)
    }
}

/// All mails to an address, oldest first.
pub async fn mails_to(address: &str) -> Vec<Mail> {
    let url = format!("{}/_ministack/ses/messages", Stack::under_test().endpoint_url);
    let caught = tokio::task::spawn_blocking(move || {
        let mut answer = ureq::get(&url).call().expect("the local cloud answers");
        answer.body_mut().with_config().limit(100_000_000).read_to_string().expect("a body is text")
    });
    let caught: Value = serde_json::from_str(&caught.await.expect("the request ends")).expect("mails are JSON");
    let accounts = caught["messages"].as_object().expect("mails by account").values();
    let mails = accounts.flat_map(|mails| mails.as_array().cloned().unwrap_or_default());
    let text = |mail: &Value, field: &str| mail[field].as_str().unwrap_or_default().to_owned();
    mails
        .filter(|mail| mail["To"] == serde_json::json!([address]))
        .map(|mail| Mail {
            from: text(&mail, "Source"),
            subject: text(&mail, "Subject"),
            text: text(&mail, "BodyText"),
            html: text(&mail, "BodyHtml"),
        })
        .collect()
}

/// The newest mail to an address.
pub async fn newest_to(address: &str) -> Mail {
    mails_to(address).await.pop().unwrap_or_else(|| panic!("no mail came to {address}"))
}
