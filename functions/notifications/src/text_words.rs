//! What text messages say, in every language of the portal: each in one segment, with nothing that people wrote.

use shared::mail::one_line;
use shared::people::Language;

use crate::deliveries::About;
use crate::file_words;
use crate::inbox::NewsKind;
use crate::words::{Message, Piece, Reader};

/// The text message that tells it.
#[must_use]
pub fn text_message(message: &Message, reader: &Reader) -> String {
    let german = reader.language == Language::German;
    let what = match message {
        Message::One(Piece { matter, news }) => {
            let reference = &matter.reference;
            match (news.kind, german) {
                (NewsKind::TicketOpened, false) => format!("new request {reference}."),
                (NewsKind::TicketOpened, true) => format!("neue Anfrage {reference}."),
                (NewsKind::TicketReplied, false) => format!("answer in request {reference}."),
                (NewsKind::TicketReplied, true) => format!("Antwort in Anfrage {reference}."),
                (NewsKind::TicketSolved, false) => format!("request {reference} is solved."),
                (NewsKind::TicketSolved, true) => format!("Anfrage {reference} ist gelöst."),
                (NewsKind::TicketReopened, false) => format!("request {reference} is open again."),
                (NewsKind::TicketReopened, true) => format!("Anfrage {reference} ist wieder offen."),
                (NewsKind::MailBounced, false) => "mails to a customer do not arrive.".to_owned(),
                (NewsKind::MailBounced, true) => "Mails an einen Kunden kommen nicht an.".to_owned(),
                (kind, german) => file_words::text_message(kind, german).to_owned(),
            }
        }
        Message::Digest(pieces) if german => format!("{} Neuigkeiten im Portal.", pieces.len()),
        Message::Digest(pieces) => format!("{} updates in the portal.", pieces.len()),
        Message::Security(about) => notice(*about, reader.language),
    };
    in_one_segment(&reader.portal.brand, &what, &format!("{}/notifications", reader.portal.url))
}

fn notice(about: About, language: Language) -> String {
    let (english, german) = match about {
        About::FactorEnrolled => ("an authenticator app was set up.", "eine Authentifizierungs-App wurde eingerichtet."),
        About::PasskeyAdded => ("a passkey was added to your account.", "Ihrem Konto wurde ein Passkey hinzugefügt."),
        About::FactorRemoved => ("a second factor was removed from your account.", "ein zweiter Faktor wurde entfernt."),
        About::RecoveryCodeUsed => ("a recovery code of yours was used.", "einer Ihrer Wiederherstellungscodes wurde verwendet."),
        About::RecoveryCodesCreated => ("new recovery codes were made for you.", "neue Wiederherstellungscodes wurden erstellt."),
        About::NewDevice => ("somebody signed in to your account on a new device.", "Anmeldung auf einem neuen Gerät."),
        About::RecoveryAsked => ("our staff was asked to reset your sign-in.", "unser Team soll Ihre Anmeldung zurücksetzen."),
        About::RecoveryDeclined => ("your sign-in was not reset.", "Ihre Anmeldung wurde nicht zurückgesetzt."),
        About::FactorsReset => ("our staff reset your second factors.", "unser Team hat Ihre zweiten Faktoren zurückgesetzt."),
        About::AdministratorAdded => ("somebody became an administrator.", "jemand gehört nun zur Administration."),
        About::ApprovalWaits => {
            return in_language(language, "a request waits for your decision.", "eine Anfrage wartet auf Ihre Entscheidung.");
        }
        About::ApprovalDecided => return in_language(language, "what you asked for is decided.", "über Ihren Antrag ist entschieden."),
        _ => ("your password was changed.", "Ihr Passwort wurde geändert."),
    };
    match language {
        Language::English => format!("{english} Not you? Tell us at once."),
        Language::German => format!("{german} Das waren nicht Sie? Sagen Sie uns sofort Bescheid."),
    }
}

fn in_language(language: Language, english: &str, german: &str) -> String {
    match language {
        Language::English => english.to_owned(),
        Language::German => german.to_owned(),
    }
}

/// The text message with the code that confirms a number.
#[must_use]
pub fn code_message(code: &str, language: Language, brand: &str) -> String {
    let what = match language {
        Language::English => format!("{code} is your code for text messages. It is good for 10 minutes."),
        Language::German => format!("{code} ist Ihr Code für SMS. Er gilt 10 Minuten."),
    };
    in_one_segment(brand, &what, "")
}

/// Puts it together so that it fits: without the address, and with a shorter name, where it must be.
fn in_one_segment(brand: &str, what: &str, address: &str) -> String {
    let name: String = one_line(brand, 40).chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
    let plain: String = name.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(20).collect();
    let with = |name: &str, address: &str| format!("{name}: {what} {address}").trim_end().to_owned();
    let candidates = [with(&name, address), with(&name, ""), with(&plain, address), with(&plain, "")];
    candidates.into_iter().find(|text| is_one_segment(text)).unwrap_or_else(|| what.to_owned())
}

/// 160 characters of the GSM alphabet, or 70 of any other (3GPP TS 23.038; Amazon SNS developer guide, *Message size*).
fn is_one_segment(text: &str) -> bool {
    const GSM: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    const TWICE: &str = "^{}\\[~]|€";
    let length: Option<usize> = text
        .chars()
        .map(|c| match c {
            _ if GSM.contains(c) => Some(1),
            _ if TWICE.contains(c) => Some(2),
            _ => None,
        })
        .sum();
    length.map_or_else(|| text.encode_utf16().count() <= 70, |length| length <= 160)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::{all, piece, portal};

    #[test]
    fn a_text_message_is_one_segment_whatever_the_company_is_called() {
        for brand in ["Lindholm Instruments", "Łódź Wagi i Wzorce Masy Spółka z o.o.", "计量仪器有限公司", "שקילה", &"x".repeat(300)]
        {
            let portal = portal(brand);
            for message in all() {
                for language in Language::ALL.iter().copied() {
                    let text = text_message(&message, &Reader { language, is_staff: false, portal: &portal, unsubscribe: "" });
                    assert!(is_one_segment(&text), "{text}");
                    assert!(!text.contains("The scale drifts"), "nothing that people wrote: {text}");
                }
            }
            assert!(is_one_segment(&code_message("123456", Language::German, brand)));
        }
        let portal = portal("Lindholm Instruments");
        let reader = Reader { language: Language::German, is_staff: false, portal: &portal, unsubscribe: "" };
        let text = text_message(&Message::One(piece(NewsKind::TicketReplied, "scale", 2)), &reader);
        assert_eq!(text, "Lindholm Instruments: Antwort in Anfrage T-2B6C-8D0E. https://d111111abcdef8.cloudfront.net/notifications");
    }
}
