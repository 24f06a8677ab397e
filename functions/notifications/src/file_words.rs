//! What messages say of files and of requests for files.

use shared::mail::one_line;
use shared::people::Language;

use crate::inbox::NewsKind;

/// Who did what, in a sentence; the title in the quotes of its language.
#[must_use]
pub fn sentence(kind: NewsKind, by: &str, title: &str, language: Language) -> String {
    match (language, kind) {
        (Language::English, NewsKind::FileCommented) => format!("{by} commented on the file “{title}”."),
        (Language::English, NewsKind::FilesAsked) => format!("{by} asks you for documents: “{title}”."),
        (Language::English, NewsKind::FilesSubmitted) => format!("{by} sent a document for “{title}”."),
        (Language::English, NewsKind::FilesReviewed) => format!("{by} looked at what you sent for “{title}”."),
        (Language::English, NewsKind::FilesDone) => format!("All documents for “{title}” are complete. Thank you."),
        (Language::English, NewsKind::FilesDue) => format!("Today documents are due: “{title}”."),
        (Language::English, NewsKind::FilesWithdrawn) => format!("{by} needs the documents for “{title}” no more."),
        (Language::English, NewsKind::SignatureAsked) => format!("Please read and sign “{title}”."),
        (Language::English, NewsKind::SignatureDeclined) => format!("{by} does not sign “{title}”."),
        (Language::English, NewsKind::SignatureDone) => format!("All have signed “{title}”. The sealed document is there for you."),
        (Language::English, NewsKind::DocumentRevoked) => format!("{by} revoked “{title}”: it is no longer good."),
        (Language::English, NewsKind::DocumentFailed) => format!("“{title}” could not be made. See why, and try again."),
        (Language::English, _) => format!("{by} added the file “{title}”."),
        (Language::German, NewsKind::FileCommented) => format!("{by} hat die Datei „{title}“ kommentiert."),
        (Language::German, NewsKind::FilesAsked) => format!("{by} bittet Sie um Dokumente: „{title}“."),
        (Language::German, NewsKind::FilesSubmitted) => format!("{by} hat ein Dokument zu „{title}“ gesendet."),
        (Language::German, NewsKind::FilesReviewed) => format!("{by} hat geprüft, was Sie zu „{title}“ gesendet haben."),
        (Language::German, NewsKind::FilesDone) => format!("Alle Dokumente zu „{title}“ liegen vor. Vielen Dank."),
        (Language::German, NewsKind::FilesDue) => format!("Heute sind Dokumente fällig: „{title}“."),
        (Language::German, NewsKind::FilesWithdrawn) => format!("{by} benötigt die Dokumente zu „{title}“ nicht mehr."),
        (Language::German, NewsKind::SignatureAsked) => format!("Bitte lesen und unterschreiben Sie „{title}“."),
        (Language::German, NewsKind::SignatureDeclined) => format!("{by} unterschreibt „{title}“ nicht."),
        (Language::German, NewsKind::SignatureDone) => {
            format!("Alle haben „{title}“ unterschrieben. Das besiegelte Dokument liegt für Sie bereit.")
        }
        (Language::German, NewsKind::DocumentRevoked) => format!("{by} hat „{title}“ widerrufen: Es gilt nicht mehr."),
        (Language::German, NewsKind::DocumentFailed) => {
            format!("„{title}“ konnte nicht erstellt werden. Sehen Sie nach, warum, und versuchen Sie es erneut.")
        }
        (Language::German, _) => format!("{by} hat die Datei „{title}“ hinzugefügt."),
    }
}

/// What the button of a mail says.
#[must_use]
pub fn button(kind: NewsKind, language: Language) -> &'static str {
    match (kind, language) {
        (NewsKind::FileAdded | NewsKind::FileCommented, Language::English) => "Open the file",
        (NewsKind::FileAdded | NewsKind::FileCommented, Language::German) => "Datei öffnen",
        (NewsKind::SignatureAsked, Language::English) => "Read and sign",
        (NewsKind::SignatureAsked, Language::German) => "Lesen und unterschreiben",
        (
            NewsKind::SignatureDeclined | NewsKind::SignatureDone | NewsKind::DocumentRevoked | NewsKind::DocumentFailed,
            Language::English,
        ) => "Open the document",
        (
            NewsKind::SignatureDeclined | NewsKind::SignatureDone | NewsKind::DocumentRevoked | NewsKind::DocumentFailed,
            Language::German,
        ) => "Dokument öffnen",
        (_, Language::English) => "See what is asked for",
        (_, Language::German) => "Ansehen, was gebraucht wird",
    }
}

/// Why somebody gets the mail.
#[must_use]
pub fn reason(account: &str, language: Language) -> String {
    let account = one_line(account, 200);
    match language {
        Language::English => format!("You get this mail because it is for you, or because you see the documents of {account}."),
        Language::German => format!("Sie erhalten diese Mail, weil es Sie betrifft oder weil Sie die Dokumente von {account} sehen."),
    }
}

/// What a text message says, with nothing that people wrote.
#[must_use]
pub fn text_message(kind: NewsKind, german: bool) -> &'static str {
    match (kind, german) {
        (NewsKind::FileAdded, false) => "there is a new file for you.",
        (NewsKind::FileAdded, true) => "eine neue Datei liegt für Sie bereit.",
        (NewsKind::FileCommented, false) => "a file was commented on.",
        (NewsKind::FileCommented, true) => "eine Datei wurde kommentiert.",
        (NewsKind::FilesAsked, false) => "we ask you for documents.",
        (NewsKind::FilesAsked, true) => "wir bitten Sie um Dokumente.",
        (NewsKind::FilesDue, false) => "documents are due today.",
        (NewsKind::FilesDue, true) => "heute sind Dokumente fällig.",
        (NewsKind::SignatureAsked, false) => "a document waits for your signature.",
        (NewsKind::SignatureAsked, true) => "ein Dokument wartet auf Ihre Unterschrift.",
        (_, false) => "there is news of documents.",
        (_, true) => "Neues zu Dokumenten.",
    }
}
