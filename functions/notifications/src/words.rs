//! What mails say, in every language of the portal.

use shared::mail::{Block, Letter, Link, Portal, one_line};
use shared::matters::{Matter, MatterKind};
use shared::people::Language;

use crate::deliveries::About;
use crate::file_words;
use crate::inbox::{News, NewsKind};
use crate::topics::Topic;

/// News of one matter.
#[derive(Debug, Clone)]
pub struct Piece {
    pub matter: Matter,
    pub news: News,
}

/// What a message tells.
#[derive(Debug, Clone)]
pub enum Message {
    /// One thing that happened.
    One(Piece),
    /// Several, told together.
    Digest(Vec<Piece>),
    /// Something that concerns the person's security.
    Security(About),
}

/// Who reads it, and where the links of a message lead.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub language: Language,
    pub is_staff: bool,
    pub portal: &'a Portal,
    /// What ends mails of this kind with one click, sealed.
    pub unsubscribe: &'a str,
}

/// So that the reference fits behind it.
const LONGEST_IN_SUBJECT: usize = 100;
/// Longer names and titles are cut.
const LONGEST: usize = 200;

impl Message {
    #[must_use]
    pub fn about(&self) -> About {
        match self {
            Self::One(piece) => piece.news.kind.into(),
            Self::Digest(_) => About::Digest,
            Self::Security(about) => *about,
        }
    }

    /// What one click in the message ends; `None` for what cannot be ended.
    #[must_use]
    pub fn ends(&self) -> Option<Ends> {
        match self {
            Self::One(piece) => Some(Ends::Topic(piece.news.kind.into())),
            Self::Digest(_) => Some(Ends::All),
            Self::Security(_) => None,
        }
    }

    /// How many news it tells.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::One(_) | Self::Security(_) => 1,
            Self::Digest(pieces) => pieces.len(),
        }
    }
}

/// Mails of one kind, or all that can be ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    Topic(Topic),
    All,
}

impl Ends {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Topic(topic) => topic.as_str(),
            Self::All => "all",
        }
    }
}

impl std::str::FromStr for Ends {
    type Err = strum::ParseError;

    fn from_str(text: &str) -> Result<Self, strum::ParseError> {
        if text == "all" { Ok(Self::All) } else { text.parse().map(Self::Topic) }
    }
}

/// The mail that tells it.
#[must_use]
pub fn letter(message: &Message, reader: &Reader) -> Letter {
    let mut letter = match message {
        Message::One(piece) => of_one(piece, reader),
        Message::Digest(pieces) => of_several(pieces, reader),
        Message::Security(about) => of_security(*about, reader),
    };
    if let Some(ends) = message.ends() {
        let Portal { url, .. } = reader.portal;
        let query = format!("about={}&token={}", ends.as_str(), reader.unsubscribe);
        letter.unsubscribe = Some(format!("{url}/api/v1/notifications/unsubscribe?token={}", reader.unsubscribe));
        letter.links = vec![
            Link::new(
                in_language(reader.language, "Choose what we tell you", "Mitteilungen einstellen"),
                format!("{url}/notifications/preferences"),
            ),
            Link::new(no_more(ends, reader.language), format!("{url}/unsubscribe?{query}")),
        ];
    }
    letter
}

fn in_language(language: Language, english: &'static str, german: &'static str) -> &'static str {
    match language {
        Language::English => english,
        Language::German => german,
    }
}

fn no_more(ends: Ends, language: Language) -> &'static str {
    let (english, german) = match ends {
        Ends::Topic(Topic::TicketOpened) => ("No more mails about new requests", "Keine Mails mehr über neue Anfragen"),
        Ends::Topic(Topic::TicketReplied) => ("No more mails about answers", "Keine Mails mehr über Antworten"),
        Ends::Topic(Topic::TicketStatus) => ("No more mails when a request is solved", "Keine Mails mehr über gelöste Anfragen"),
        Ends::Topic(Topic::Documents) => ("No more mails about documents", "Keine Mails mehr über Dokumente"),
        Ends::Topic(Topic::Security) | Ends::All => ("No more mails about requests", "Keine Mails mehr über Anfragen"),
    };
    in_language(language, english, german)
}

fn of_one(Piece { matter, news }: &Piece, reader: &Reader) -> Letter {
    let language = reader.language;
    let what = sentence(matter, news, reader);
    let (english, german) = match news.kind {
        NewsKind::TicketReplied => ("Read the answer", "Antwort lesen"),
        _ => ("Open the request", "Anfrage öffnen"),
    };
    let is_ticket = matter.kind == MatterKind::Ticket;
    let label = if is_ticket { in_language(language, english, german) } else { file_words::button(news.kind, language) };
    let open = Link::new(label, address(matter, news, reader));
    let closing = match (news.kind, language) {
        _ if !is_ticket => file_words::reason(&matter.account_name, language),
        (NewsKind::TicketOpened, Language::English) => {
            format!("You get this mail because you see all requests of {}.", one_line(&matter.account_name, LONGEST))
        }
        (NewsKind::TicketOpened, Language::German) => {
            format!("Sie erhalten diese Mail, weil Sie alle Anfragen von {} sehen.", one_line(&matter.account_name, LONGEST))
        }
        (_, Language::English) => "You get this mail because this request is yours, or because you follow it.".to_owned(),
        (_, Language::German) => "Sie erhalten diese Mail, weil diese Anfrage Ihre ist oder weil Sie ihr folgen.".to_owned(),
    };
    let more = match (news.kind, language) {
        (NewsKind::TicketSolved, Language::English) => Some("Is something missing? Write in the request, and it is open again."),
        (NewsKind::TicketSolved, Language::German) => Some("Fehlt noch etwas? Schreiben Sie in der Anfrage, dann ist sie wieder offen."),
        _ => None,
    };
    let mut blocks = vec![Block::Paragraph(what.clone())];
    blocks.extend(more.map(|text| Block::Paragraph(text.to_owned())));
    blocks.push(Block::Button(open));
    let (english, german) = (
        "Please answer in the portal: mails to this address are not read.",
        "Bitte antworten Sie im Portal: Mails an diese Adresse liest niemand.",
    );
    let named = match matter.kind {
        MatterKind::File => in_language(language, "File", "Datei"),
        MatterKind::Ticket | MatterKind::FileRequest | MatterKind::Person => in_language(language, "Request", "Anfrage"),
    };
    let closing = format!("{named} {}. {closing} {}", matter.reference, in_language(language, english, german));
    let subject = format!("{} ({})", one_line(&matter.title, LONGEST_IN_SUBJECT), matter.reference);
    let mut letter = Letter::new(language, subject, blocks, closing);
    letter.preheader = what;
    letter.matter = Some(matter.id.clone());
    letter
}

/// Who did what where.
fn sentence(matter: &Matter, news: &News, reader: &Reader) -> String {
    let title = one_line(&matter.title, LONGEST);
    let by = by_whom(matter, news, reader);
    match (reader.language, news.kind) {
        (Language::English, NewsKind::TicketOpened) => format!("{by} opened the request “{title}”."),
        (Language::English, NewsKind::TicketReplied) => format!("{by} answered in the request “{title}”."),
        (Language::English, NewsKind::TicketSolved) => format!("{by} marked the request “{title}” as solved."),
        (Language::English, NewsKind::TicketReopened) => format!("{by} opened the request “{title}” again."),
        (Language::English, NewsKind::MailBounced) => format!("Mails to {title} do not arrive."),
        (Language::German, NewsKind::TicketOpened) => format!("{by} hat die Anfrage „{title}“ gestellt."),
        (Language::German, NewsKind::TicketReplied) => format!("{by} hat in der Anfrage „{title}“ geantwortet."),
        (Language::German, NewsKind::TicketSolved) => format!("{by} hat die Anfrage „{title}“ als gelöst markiert."),
        (Language::German, NewsKind::TicketReopened) => format!("{by} hat die Anfrage „{title}“ wieder geöffnet."),
        (Language::German, NewsKind::MailBounced) => format!("Mails an {title} kommen nicht an."),
        (language, kind) => file_words::sentence(kind, &by, &title, language),
    }
}

fn by_whom(matter: &Matter, news: &News, reader: &Reader) -> String {
    let side = if news.by_staff { &reader.portal.brand } else { &matter.account_name };
    let name = match news.by_name.as_str() {
        "" => in_language(reader.language, "Somebody", "Jemand").to_owned(),
        name => one_line(name, LONGEST),
    };
    format!("{name} ({})", one_line(side, LONGEST))
}

fn address(matter: &Matter, news: &News, reader: &Reader) -> String {
    let (url, account, id) = (&reader.portal.url, matter.account, &matter.id);
    let staff = if reader.is_staff { "/staff" } else { "" };
    let place = match news.kind {
        NewsKind::TicketOpened | NewsKind::TicketReplied => format!("#message-{}", news.seq),
        _ => String::new(),
    };
    match matter.kind {
        MatterKind::Ticket => format!("{url}{staff}/accounts/{account}/tickets/{id}{place}"),
        MatterKind::Person => format!("{url}/notifications"),
        MatterKind::File => format!("{url}{staff}/accounts/{account}/documents/files/{id}"),
        MatterKind::FileRequest => format!("{url}{staff}/accounts/{account}/documents/requests#{id}"),
    }
}

fn of_several(pieces: &[Piece], reader: &Reader) -> Letter {
    let language = reader.language;
    // One entry for each matter, with what happened there last; the matter with the newest news first.
    let mut matters: Vec<(&Piece, usize)> = Vec::new();
    for piece in pieces {
        match matters.iter_mut().find(|(known, _)| known.matter.id == piece.matter.id) {
            Some((newest, count)) => {
                *count += 1;
                if piece.news.seq > newest.news.seq {
                    *newest = piece;
                }
            }
            None => matters.push((piece, 1)),
        }
    }
    matters.sort_by_key(|(piece, _)| std::cmp::Reverse(piece.news.at));
    let entries = matters.iter().map(|(Piece { matter, news }, count)| {
        let label = format!("{} ({})", one_line(&matter.title, LONGEST), matter.reference);
        let more = match (*count, language) {
            (1, _) => String::new(),
            (count, Language::English) => format!(" {count} updates in all."),
            (count, Language::German) => format!(" Insgesamt {count} Neuigkeiten."),
        };
        let text = format!("{}{more}", sentence(matter, news, reader));
        Block::Entry { link: Link::new(label, address(matter, news, reader)), text }
    });
    let (subject, intro) = match (matters.len(), language) {
        (1, Language::English) => ("Your summary: news in 1 matter".to_owned(), "This is new:"),
        (several, Language::English) => (format!("Your summary: news in {several} matters"), "This is new:"),
        (1, Language::German) => ("Ihre Übersicht: Neues in 1 Vorgang".to_owned(), "Das ist neu:"),
        (several, Language::German) => (format!("Ihre Übersicht: Neues in {several} Vorgängen"), "Das ist neu:"),
    };
    let open = Link::new(in_language(language, "Open the portal", "Portal öffnen"), format!("{}/notifications", reader.portal.url));
    let preheader = matters.first().map(|(Piece { matter, news }, _)| sentence(matter, news, reader)).unwrap_or_default();
    let blocks = std::iter::once(Block::Paragraph(intro.to_owned())).chain(entries).chain([Block::Button(open)]).collect();
    let closing = in_language(
        language,
        "You chose to be told of these once a day, or they happened during your quiet hours.",
        "Sie möchten davon einmal am Tag erfahren, oder es geschah während Ihrer Ruhezeit.",
    );
    Letter { preheader, ..Letter::new(language, subject, blocks, closing) }
}

fn of_security(about: About, reader: &Reader) -> Letter {
    let (subject, text, unexpected) = match (about, reader.language) {
        (About::FactorEnrolled, Language::English) => (
            "Authenticator app set up",
            "An authenticator app was set up for your account just now. From now on signing in asks for its code.",
            "Was this not you? Then somebody knows your password. Tell us at once.",
        ),
        (About::FactorEnrolled, Language::German) => (
            "Authentifizierungs-App eingerichtet",
            "Für Ihr Konto wurde soeben eine Authentifizierungs-App eingerichtet. Ab jetzt fragt die Anmeldung nach ihrem Code.",
            "Das waren nicht Sie? Dann kennt jemand Ihr Passwort. Sagen Sie uns sofort Bescheid.",
        ),
        (About::PasskeyAdded, Language::English) => (
            "Passkey added",
            "A passkey was added to your account just now. It signs in without your password.",
            "Was this not you? Then remove it at once in the portal under “Sign-in and security”, and tell us.",
        ),
        (About::PasskeyAdded, Language::German) => (
            "Passkey hinzugefügt",
            "Ihrem Konto wurde soeben ein Passkey hinzugefügt. Mit ihm meldet man sich ohne Ihr Passwort an.",
            "Das waren nicht Sie? Dann entfernen Sie ihn sofort im Portal unter „Anmeldung und Sicherheit“ und sagen Sie uns Bescheid.",
        ),
        (About::FactorRemoved, Language::English) => (
            "Second factor removed",
            "An authenticator app or a passkey was removed from your account just now.",
            "Was this not you? Then set a new password at once, and tell us.",
        ),
        (About::FactorRemoved, Language::German) => (
            "Zweiter Faktor entfernt",
            "Von Ihrem Konto wurde soeben eine Authentifizierungs-App oder ein Passkey entfernt.",
            "Das waren nicht Sie? Dann setzen Sie sofort ein neues Passwort und sagen Sie uns Bescheid.",
        ),
        (About::RecoveryCodeUsed, Language::English) => (
            "Recovery code used",
            "One of your recovery codes was used just now in place of your second factor. It is void from now on.",
            "Was this not you? Then set a new password and make new recovery codes at once, and tell us.",
        ),
        (About::RecoveryCodeUsed, Language::German) => (
            "Wiederherstellungscode verwendet",
            "Soeben wurde einer Ihrer Wiederherstellungscodes anstelle Ihres zweiten Faktors verwendet. Er gilt nun nicht mehr.",
            "Das waren nicht Sie? Dann setzen Sie sofort ein neues Passwort, erstellen Sie neue Codes und sagen Sie uns Bescheid.",
        ),
        (About::RecoveryCodesCreated, Language::English) => (
            "New recovery codes",
            "New recovery codes were made for your account just now. Those from before are void.",
            "Was this not you? Then set a new password at once, and tell us.",
        ),
        (About::RecoveryCodesCreated, Language::German) => (
            "Neue Wiederherstellungscodes",
            "Für Ihr Konto wurden soeben neue Wiederherstellungscodes erstellt. Die bisherigen gelten nicht mehr.",
            "Das waren nicht Sie? Dann setzen Sie sofort ein neues Passwort und sagen Sie uns Bescheid.",
        ),
        (About::NewDevice, Language::English) => (
            "Signed in on a new device",
            "Somebody signed in to your account just now, in a browser that the portal does not know.",
            "Was this not you? Then set a new password under “Sign-in and security” at once, and tell us.",
        ),
        (About::NewDevice, Language::German) => (
            "Anmeldung auf einem neuen Gerät",
            "Bei Ihrem Konto hat sich soeben jemand angemeldet, in einem Browser, den das Portal nicht kennt.",
            "Das waren nicht Sie? Dann setzen Sie sofort unter „Anmeldung und Sicherheit“ ein neues Passwort und sagen Sie uns Bescheid.",
        ),
        (About::RecoveryAsked, Language::English) => (
            "Our staff was asked to reset your sign-in",
            "Somebody told our staff that you lost your second factors. Two of them have to agree before your authenticator app, passkeys \
             and recovery codes are reset.",
            "Was this not you? Then tell us at once: nothing has been reset yet.",
        ),
        (About::RecoveryAsked, Language::German) => (
            "Unser Team soll Ihre Anmeldung zurücksetzen",
            "Jemand hat unserem Team gesagt, dass Sie Ihre zweiten Faktoren verloren haben. Zwei Personen müssen zustimmen, bevor \
             Authentifizierungs-App, Passkeys und Wiederherstellungscodes zurückgesetzt werden.",
            "Das waren nicht Sie? Dann sagen Sie uns sofort Bescheid: Noch ist nichts zurückgesetzt.",
        ),
        (About::RecoveryDeclined, Language::English) => (
            "Your sign-in was not reset",
            "Our staff decided not to reset your second factors. Nothing was changed.",
            "Do you still need help? Then call us.",
        ),
        (About::RecoveryDeclined, Language::German) => (
            "Ihre Anmeldung wurde nicht zurückgesetzt",
            "Unser Team hat entschieden, Ihre zweiten Faktoren nicht zurückzusetzen. Es wurde nichts geändert.",
            "Brauchen Sie weiter Hilfe? Dann rufen Sie uns an.",
        ),
        (About::FactorsReset, Language::English) => (
            "Your second factors were reset",
            "Two members of our staff agreed to reset your authenticator app, passkeys and recovery codes. All devices were signed out. \
             Sign in with your password and set up new ones. What concerns security and money waits for 24 hours.",
            "Was this not you? Then set a new password at once, and tell us.",
        ),
        (About::FactorsReset, Language::German) => (
            "Ihre zweiten Faktoren wurden zurückgesetzt",
            "Zwei Personen unseres Teams haben zugestimmt, Authentifizierungs-App, Passkeys und Wiederherstellungscodes zurückzusetzen. \
             Alle Geräte wurden abgemeldet. Melden Sie sich mit Ihrem Passwort an und richten Sie neue ein. Was Sicherheit und Geld \
             betrifft, wartet 24 Stunden.",
            "Das waren nicht Sie? Dann setzen Sie sofort ein neues Passwort und sagen Sie uns Bescheid.",
        ),
        (About::AdministratorAdded, Language::English) => (
            "Somebody became an administrator",
            "There is a new administrator in the portal. Who it is, you see under “Team”.",
            "Did nobody mean to do this? Then remove them there at once, and tell us.",
        ),
        (About::AdministratorAdded, Language::German) => (
            "Jemand gehört nun zur Administration",
            "Im Portal gibt es eine neue Person mit der Rolle Administration. Wer es ist, sehen Sie unter „Team“.",
            "War das nicht beabsichtigt? Dann entfernen Sie die Person dort sofort und sagen Sie uns Bescheid.",
        ),
        (About::ApprovalWaits, Language::English) => (
            "A request waits for your decision",
            "A colleague asked to reset somebody's second factors. Look at it under “Approvals”, and decide within three days.",
            "You get this mail because you are an administrator.",
        ),
        (About::ApprovalWaits, Language::German) => (
            "Eine Anfrage wartet auf Ihre Entscheidung",
            "Jemand aus dem Team möchte zweite Faktoren zurücksetzen. Sehen Sie unter „Freigaben“ nach und entscheiden Sie binnen drei Tagen.",
            "Sie erhalten diese Mail, weil Sie das Portal verwalten.",
        ),
        (About::ApprovalDecided, Language::English) => (
            "What you asked for is decided",
            "An administrator decided about the reset of second factors that you asked for. How, you see under “Approvals”.",
            "You get this mail because you asked for it.",
        ),
        (About::ApprovalDecided, Language::German) => (
            "Über Ihren Antrag ist entschieden",
            "Über das Zurücksetzen zweiter Faktoren, das Sie beantragt haben, ist entschieden. Wie, sehen Sie unter „Freigaben“.",
            "Sie erhalten diese Mail, weil Sie es beantragt haben.",
        ),
        (_, Language::English) => (
            "Your password was changed",
            "The password of your account was changed just now, and all other devices were signed out.",
            "Was this not you? Then choose “Forgot password?” in the portal at once, and tell us.",
        ),
        (_, Language::German) => (
            "Ihr Passwort wurde geändert",
            "Das Passwort Ihres Kontos wurde soeben geändert, und alle anderen Geräte wurden abgemeldet.",
            "Das waren nicht Sie? Dann wählen Sie im Portal sofort „Passwort vergessen?“ und sagen Sie uns Bescheid.",
        ),
    };
    let open = Link::new(in_language(reader.language, "Open the portal", "Portal öffnen"), reader.portal.url.clone());
    Letter::new(reader.language, subject, vec![Block::Paragraph(text.to_owned()), Block::Button(open)], unexpected)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text_words::text_message;

    pub(crate) fn piece(kind: NewsKind, title: &str, seq: u64) -> Piece {
        let matter = Matter {
            kind: MatterKind::Ticket,
            account: "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id"),
            account_name: "Brückner & Söhne".to_owned(),
            id: format!("tic_{title}"),
            reference: "T-2B6C-8D0E".to_owned(),
            title: title.to_owned(),
            of: "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id"),
            only: Vec::new(),
        };
        let at = jiff::Timestamp::from_second(i64::try_from(seq).expect("small")).expect("a time");
        Piece { matter, news: News { kind, by_name: "Mats Lindqvist".to_owned(), by_staff: true, at, seq } }
    }

    pub(crate) fn portal(brand: &str) -> Portal {
        Portal {
            brand: brand.to_owned(),
            accent: String::new(),
            url: "https://d111111abcdef8.cloudfront.net".to_owned(),
            ..Portal::default()
        }
    }

    pub(crate) fn all() -> Vec<Message> {
        let kinds = [NewsKind::TicketOpened, NewsKind::TicketReplied, NewsKind::TicketSolved, NewsKind::TicketReopened];
        let one = kinds.map(|kind| Message::One(piece(kind, "The scale drifts", 2)));
        let several = Message::Digest(kinds.map(|kind| piece(kind, "The scale drifts", 2)).to_vec());
        let of_files = [
            NewsKind::FileAdded,
            NewsKind::FileCommented,
            NewsKind::FilesAsked,
            NewsKind::FilesSubmitted,
            NewsKind::FilesReviewed,
            NewsKind::FilesDone,
            NewsKind::FilesDue,
            NewsKind::FilesWithdrawn,
            NewsKind::SignatureAsked,
            NewsKind::SignatureDeclined,
            NewsKind::SignatureDone,
            NewsKind::DocumentRevoked,
            NewsKind::DocumentFailed,
        ];
        let of_files = of_files.map(|kind| {
            let piece = piece(kind, "Trade register", 2);
            let kind = if kind.as_str().starts_with("file_") { MatterKind::File } else { MatterKind::FileRequest };
            Message::One(Piece { matter: Matter { kind, ..piece.matter }, ..piece })
        });
        let notices = [
            About::PasswordChanged,
            About::FactorEnrolled,
            About::PasskeyAdded,
            About::FactorRemoved,
            About::RecoveryCodeUsed,
            About::RecoveryCodesCreated,
            About::NewDevice,
            About::RecoveryAsked,
            About::RecoveryDeclined,
            About::FactorsReset,
            About::AdministratorAdded,
            About::ApprovalWaits,
            About::ApprovalDecided,
        ];
        one.into_iter().chain(of_files).chain([several]).chain(notices.map(Message::Security)).collect()
    }

    #[test]
    fn every_message_is_written_in_every_language() {
        let portal = portal("Lindholm");
        for message in all() {
            let reader = |language| Reader { language, is_staff: false, portal: &portal, unsubscribe: "sealed" };
            let [english, german] = [Language::English, Language::German].map(|language| letter(&message, &reader(language)));
            assert_ne!(english.blocks, german.blocks, "{message:?}");
            assert_ne!(english.closing, german.closing, "{message:?}");
            let [english, german] = [Language::English, Language::German].map(|language| text_message(&message, &reader(language)));
            assert_ne!(english, german, "{message:?}");
        }
    }

    /// Whatever has no words of its own would be told as a changed password.
    #[test]
    fn everything_that_people_are_told_has_words_of_its_own() {
        let told: BTreeSet<About> = all().iter().map(Message::about).collect();
        assert_eq!(Vec::from_iter(told), About::ALL);
        let portal = portal("Lindholm");
        let notices: Vec<Message> = all().into_iter().filter(|message| matches!(message, Message::Security(_))).collect();
        for language in Language::ALL.iter().copied() {
            let reader = Reader { language, is_staff: false, portal: &portal, unsubscribe: "sealed" };
            let subjects: BTreeSet<String> = notices.iter().map(|notice| letter(notice, &reader).subject).collect();
            let texts: BTreeSet<String> = notices.iter().map(|notice| text_message(notice, &reader)).collect();
            assert_eq!((subjects.len(), texts.len()), (notices.len(), notices.len()), "{subjects:#?} {texts:#?}");
        }
    }

    #[test]
    fn all_but_security_can_be_ended_with_one_click() {
        let portal = portal("Lindholm");
        for message in all() {
            let letter = letter(&message, &Reader { language: Language::English, is_staff: false, portal: &portal, unsubscribe: "sealed" });
            let expected = (!matches!(message, Message::Security(_)))
                .then(|| "https://d111111abcdef8.cloudfront.net/api/v1/notifications/unsubscribe?token=sealed".to_owned());
            assert_eq!(letter.unsubscribe, expected, "{message:?}");
            assert_eq!(letter.links.len(), if expected.is_some() { 2 } else { 0 });
        }
    }

    #[test]
    fn a_mail_leads_to_the_message_where_the_reader_works() {
        let portal = portal("Lindholm");
        let message = Message::One(piece(NewsKind::TicketReplied, "scale", 7));
        for (is_staff, path) in [(false, "/accounts/"), (true, "/staff/accounts/")] {
            let letter = letter(&message, &Reader { language: Language::English, is_staff, portal: &portal, unsubscribe: "" });
            let Some(Block::Button(link)) = letter.blocks.last() else { panic!("no button: {letter:?}") };
            let rest = link.address.strip_prefix(&portal.url).expect("the portal's address");
            assert!(rest.starts_with(path) && rest.ends_with("/tickets/tic_scale#message-7"), "{rest}");
        }
    }

    #[test]
    fn a_digest_has_one_entry_for_each_matter_the_newest_first() {
        let portal = portal("Lindholm");
        let pieces = vec![
            piece(NewsKind::TicketReplied, "scale", 2),
            piece(NewsKind::TicketReplied, "weights", 9),
            piece(NewsKind::TicketSolved, "scale", 3),
        ];
        let reader = Reader { language: Language::English, is_staff: false, portal: &portal, unsubscribe: "" };
        let letter = letter(&Message::Digest(pieces), &reader);
        let entries: Vec<_> = letter
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Entry { link, text } => Some((link.label.as_str(), text.as_str())),
                _ => None,
            })
            .collect();
        assert_eq!(letter.subject, "Your summary: news in 2 matters");
        let weights = "Mats Lindqvist (Lindholm) answered in the request “weights”.";
        let scale = "Mats Lindqvist (Lindholm) marked the request “scale” as solved. 2 updates in all.";
        assert_eq!(entries, [("weights (T-2B6C-8D0E)", weights), ("scale (T-2B6C-8D0E)", scale)]);
    }
}
