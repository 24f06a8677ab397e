//! The mails and text messages that the local cloud caught.

use serde_json::Value;
use tests::stack::Stack;

/// A caught mail.
#[derive(Debug, Clone)]
pub struct Mail {
    pub from: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    headers: Vec<(String, String)>,
}

impl Mail {
    /// A header that the sender gave.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// The code in it: eight digits in two groups, on a line of their own.
    pub fn code(&self) -> Option<String> {
        let is_code =
            |line: &&str| line.len() == 9 && line.char_indices().all(|(at, c)| if at == 4 { c == ' ' } else { c.is_ascii_digit() });
        self.text.lines().find(is_code).map(str::to_owned)
    }
}

/// All mails to an address, oldest first.
pub async fn mails_to(address: &str) -> Vec<Mail> {
    let caught = caught_by("ses/messages", "to", address).await;
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
            headers: mail["Headers"].as_array().into_iter().flatten().map(|header| (text(header, "Name"), text(header, "Value"))).collect(),
        })
        .collect()
}

/// What the local cloud caught of messages that leave it, to one receiver.
async fn caught_by(path: &str, field: &'static str, receiver: &str) -> Value {
    let url = format!("{}/_ministack/{path}", Stack::under_test().endpoint_url);
    let receiver = receiver.to_owned();
    let caught = tokio::task::spawn_blocking(move || {
        let mut answer = ureq::get(&url).query(field, receiver).call().expect("the local cloud answers");
        answer.body_mut().with_config().limit(100_000_000).read_to_string().expect("a body is text")
    });
    serde_json::from_str(&caught.await.expect("the request ends")).expect("what was caught is JSON")
}

/// All text messages to a number, oldest first.
pub async fn texts_to(number: &str) -> Vec<String> {
    let caught = caught_by("sns/sms-messages", "phoneNumber", number).await;
    let messages = caught["sms_messages"][number].as_array().cloned().unwrap_or_else(|| panic!("no list of messages: {caught}"));
    messages.iter().map(|message| message["Message"].as_str().expect("a text").to_owned()).collect()
}

/// The mail to an address with this subject, which comes by the pipe.
pub async fn mail_about(address: &str, subject: &str) -> Mail {
    let subject = format!("{subject} · Lindholm Instruments");
    let found = async || mails_to(address).await.into_iter().find(|mail| mail.subject == subject);
    super::eventually::eventually("the mail came", async || found().await.is_some()).await;
    found().await.expect("it came")
}

/// The newest code that was mailed to an address. What is told of a password or an app comes by the pipe, a little later.
pub async fn newest_code_to(address: &str) -> String {
    mails_to(address).await.iter().rev().find_map(Mail::code).unwrap_or_else(|| panic!("no code came to {address}"))
}

/// The newest mail to an address.
pub async fn newest_to(address: &str) -> Mail {
    mails_to(address).await.pop().unwrap_or_else(|| panic!("no mail came to {address}"))
}
