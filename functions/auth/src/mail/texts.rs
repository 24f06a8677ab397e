//! The words of the mails that this domain sends itself, in every language of the portal. A mail holds nothing that somebody typed
//! into a form, so nobody can have us mail their text to others.

use shared::mail::{Block, Letter, Link, Portal};
use shared::people::Language;

use crate::mail::mail_code::Code;

/// What a mail is about.
#[derive(Debug, Clone)]
pub enum About {
    /// Somebody signs up; the code shows that they read this mail.
    SignUpCode(Code),
    /// Somebody signs up with an address that has an account.
    AccountExists,
    /// Somebody forgot their password.
    ResetCode(Code),
    /// Somebody forgot the password of an address that has no account.
    NoAccount,
    /// Somebody wants this address in place of the one that they have.
    NewAddressCode(Code),
    /// Somebody wants this address, which has a login.
    AddressInUse,
    /// Somebody has another address now; what the link holds that undoes it.
    AddressChanged(String),
    /// Somebody tries passwords of theirs, from many places.
    PasswordGuessed,
    /// Somebody tries codes of theirs, and so knows the password.
    CodesGuessed,
    /// The operator made somebody a new member of the staff, who has no password yet.
    AddedToStaff,
    /// The operator gave a staff role to somebody who is in the portal already.
    StaffRoleGiven,
}

/// The letter about it.
#[must_use]
pub fn letter(about: &About, language: Language, portal: &Portal) -> Letter {
    let (subject, paragraphs, unexpected) = match language {
        Language::English => english(about),
        Language::German => german(about),
    };
    let code = match about {
        About::SignUpCode(code) | About::ResetCode(code) | About::NewAddressCode(code) => Some(Block::Code(code.in_groups())),
        _ => None,
    };
    let mut blocks: Vec<Block> = paragraphs.into_iter().map(|text| Block::Paragraph(text.to_owned())).collect();
    let rest = blocks.split_off(1);
    blocks.extend(code.into_iter().chain(rest));
    blocks.extend(link(about, language).map(|(label, path)| Block::Button(Link::new(label, format!("{}{path}", portal.url)))));
    Letter::new(language, subject, blocks, unexpected)
}

/// Label and path of what to do next.
fn link(about: &About, language: Language) -> Option<(&'static str, String)> {
    let (english, german, path) = match about {
        About::SignUpCode(_) | About::ResetCode(_) | About::NewAddressCode(_) => return None,
        About::AddressChanged(token) => {
            let label = match language {
                Language::English => "That was not me: undo it",
                Language::German => "Das war ich nicht: rückgängig machen",
            };
            return Some((label, format!("/undo-email#{token}")));
        }
        About::AddressInUse | About::AccountExists => ("Sign in", "Anmelden", "/sign-in"),
        About::PasswordGuessed | About::CodesGuessed => ("Set a new password", "Neues Passwort setzen", "/forgot-password"),
        About::NoAccount => ("Create an account", "Konto anlegen", "/sign-up"),
        About::StaffRoleGiven => ("Open the portal", "Portal öffnen", ""),
        About::AddedToStaff => ("Set a password", "Passwort setzen", "/forgot-password"),
    };
    let label = match language {
        Language::English => english,
        Language::German => german,
    };
    Some((label, path.to_owned()))
}

type Words = (&'static str, Vec<&'static str>, &'static str);

fn english(about: &About) -> Words {
    let ignore = "Was this not you? Then ignore this mail: without the code nothing happens.";
    match about {
        About::SignUpCode(_) => (
            "Your code",
            vec![
                "Enter this code where you started to create your account:",
                "It is good for 30 minutes. Nobody will ever ask you for it.",
            ],
            ignore,
        ),
        About::ResetCode(_) => (
            "Your code for a new password",
            vec![
                "Enter this code where you asked for a new password:",
                "It is good for 10 minutes. Nobody will ever ask you for it. If you use an authenticator app, you will need it as well.",
            ],
            ignore,
        ),
        About::AccountExists => (
            "You have an account already",
            vec![
                "Somebody, probably you, wanted to create an account with this address. There is one already.",
                "Sign in with it. If you do not know the password any more, choose “Forgot password?” there.",
            ],
            "Was this not you? Then ignore this mail. Your account is unchanged.",
        ),
        About::NewAddressCode(_) => (
            "Your code for the new address",
            vec![
                "Enter this code where you changed your address:",
                "It is good for 30 minutes. From then on you sign in with this address.",
            ],
            ignore,
        ),
        About::AddressInUse => (
            "This address has a login already",
            vec!["Somebody, probably you, wanted to use this address for another login. It has one of its own."],
            "Was this not you? Then ignore this mail. Nothing was changed.",
        ),
        About::AddressChanged(_) => (
            "Your address was changed",
            vec![
                "Your login has another e-mail address from now on, and this one gets no more mails.",
                "If that was not you, undo it within three days: all devices are signed out then, and you set a new password.",
            ],
            "Was it you? Then there is nothing to do.",
        ),
        About::NoAccount => (
            "No account with this address",
            vec![
                "Somebody, probably you, asked for a new password for this address. There is no active account with it.",
                "Perhaps you signed up with another address. You can also create an account.",
            ],
            "Was this not you? Then ignore this mail.",
        ),
        About::PasswordGuessed => (
            "Many failed attempts to sign in",
            vec![
                "Somebody tried many wrong passwords for your account just now. None of them was accepted.",
                "You need not do anything if your password is used nowhere else. If you use it elsewhere too, set a new one. \
                 For some minutes signing in may be possible only in browsers that you have used before.",
            ],
            "Were these your own attempts? Then wait a quarter of an hour and try again, or set a new password.",
        ),
        About::CodesGuessed => (
            "Many wrong codes for your account",
            vec![
                "Somebody entered your right password just now, and then many wrong codes of your authenticator app. \
                 None of them was accepted.",
                "Set a new password: the old one is known to somebody.",
            ],
            "Were these your own attempts? Then check the clock of your phone, and try again in a quarter of an hour.",
        ),
        About::AddedToStaff => (
            "You are on the staff",
            vec![
                "Your access to the portal is ready, and you work there as a member of the staff. You have no password yet.",
                "Open this page, enter the address that this mail came to, and set a password with the code that you get. \
                 When you sign in, you set up an authenticator app.",
            ],
            "Did you not expect this? Then tell us, and do not set a password.",
        ),
        About::StaffRoleGiven => (
            "You are on the staff",
            vec![
                "You may work in the portal as a member of the staff from now on. All devices were signed out.",
                "Sign in as before. If you have no authenticator app for it yet, you set one up then.",
            ],
            "Did you not expect this? Then tell us at once.",
        ),
    }
}

fn german(about: &About) -> Words {
    let ignore = "Das waren nicht Sie? Dann lassen Sie diese Mail einfach liegen: Ohne den Code passiert nichts.";
    match about {
        About::SignUpCode(_) => (
            "Ihr Code",
            vec![
                "Geben Sie diesen Code dort ein, wo Sie Ihr Konto angelegt haben:",
                "Er gilt 30 Minuten. Geben Sie ihn niemandem weiter: Wir fragen nie danach.",
            ],
            ignore,
        ),
        About::ResetCode(_) => (
            "Ihr Code für ein neues Passwort",
            vec![
                "Geben Sie diesen Code dort ein, wo Sie ein neues Passwort angefordert haben:",
                "Er gilt 10 Minuten. Geben Sie ihn niemandem weiter: Wir fragen nie danach. Wenn Sie eine Authentifizierungs-App nutzen, brauchen Sie auch diese.",
            ],
            ignore,
        ),
        About::AccountExists => (
            "Sie haben schon ein Konto",
            vec![
                "Jemand, wahrscheinlich Sie, wollte mit dieser Adresse ein Konto anlegen. Es gibt schon eines.",
                "Melden Sie sich damit an. Wenn Sie das Passwort nicht mehr wissen, wählen Sie dort „Passwort vergessen?“.",
            ],
            "Das waren nicht Sie? Dann lassen Sie diese Mail einfach liegen. An Ihrem Konto hat sich nichts geändert.",
        ),
        About::NewAddressCode(_) => (
            "Ihr Code für die neue Adresse",
            vec![
                "Geben Sie diesen Code dort ein, wo Sie Ihre Adresse geändert haben:",
                "Er gilt 30 Minuten. Danach melden Sie sich mit dieser Adresse an.",
            ],
            ignore,
        ),
        About::AddressInUse => (
            "Diese Adresse hat schon einen Zugang",
            vec!["Jemand, wahrscheinlich Sie, wollte diese Adresse für einen anderen Zugang verwenden. Sie hat schon einen eigenen."],
            "Das waren nicht Sie? Dann ignorieren Sie diese E-Mail. Es wurde nichts geändert.",
        ),
        About::AddressChanged(_) => (
            "Ihre Adresse wurde geändert",
            vec![
                "Ihr Zugang hat ab jetzt eine andere E-Mail-Adresse, und diese hier bekommt keine E-Mails mehr.",
                "Waren Sie das nicht, machen Sie es innerhalb von drei Tagen rückgängig: Dann werden alle Geräte abgemeldet, und Sie setzen ein neues Passwort.",
            ],
            "Das waren Sie? Dann ist nichts zu tun.",
        ),
        About::NoAccount => (
            "Kein Konto mit dieser Adresse",
            vec![
                "Jemand, wahrscheinlich Sie, hat für diese Adresse ein neues Passwort angefordert. Es gibt kein aktives Konto mit ihr.",
                "Vielleicht haben Sie sich mit einer anderen Adresse angemeldet. Sie können auch ein Konto anlegen.",
            ],
            "Das waren nicht Sie? Dann lassen Sie diese Mail einfach liegen.",
        ),
        About::PasswordGuessed => (
            "Viele fehlgeschlagene Anmeldungen",
            vec![
                "Jemand hat soeben viele falsche Passwörter für Ihr Konto probiert. Keines davon wurde angenommen.",
                "Wenn Sie Ihr Passwort nur hier verwenden, müssen Sie nichts tun. Wenn Sie es auch anderswo verwenden, setzen Sie ein \
                 neues. Einige Minuten lang kann die Anmeldung nur in Browsern möglich sein, die Sie schon benutzt haben.",
            ],
            "Waren Sie das selbst? Dann warten Sie eine Viertelstunde und versuchen es noch einmal, oder setzen Sie ein neues Passwort.",
        ),
        About::CodesGuessed => (
            "Viele falsche Codes für Ihr Konto",
            vec![
                "Jemand hat soeben Ihr richtiges Passwort eingegeben und danach viele falsche Codes Ihrer Authentifizierungs-App. \
                 Keiner davon wurde angenommen.",
                "Setzen Sie ein neues Passwort: Jemand kennt das bisherige.",
            ],
            "Waren Sie das selbst? Dann prüfen Sie die Uhr Ihres Telefons, und versuchen Sie es in einer Viertelstunde noch einmal.",
        ),
        About::AddedToStaff => (
            "Sie gehören zum Team",
            vec![
                "Ihr Zugang zum Portal ist eingerichtet, und Sie arbeiten dort im Team mit. Ein Passwort haben Sie noch nicht.",
                "Öffnen Sie diese Seite, geben Sie die Adresse ein, an die diese Mail ging, und setzen Sie mit dem Code, den Sie \
                 bekommen, ein Passwort. Bei der Anmeldung richten Sie eine Authentifizierungs-App ein.",
            ],
            "Das haben Sie nicht erwartet? Dann sagen Sie uns Bescheid, und setzen Sie kein Passwort.",
        ),
        About::StaffRoleGiven => (
            "Sie gehören zum Team",
            vec![
                "Ab jetzt arbeiten Sie im Portal im Team mit. Alle Geräte wurden abgemeldet.",
                "Melden Sie sich an wie bisher. Wenn Sie dafür noch keine Authentifizierungs-App nutzen, richten Sie sie dann ein.",
            ],
            "Das haben Sie nicht erwartet? Dann sagen Sie uns sofort Bescheid.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::mail_code::Code;

    fn all() -> Vec<About> {
        let code = Code::from_digits("12345678".to_owned()).expect("eight digits");
        vec![
            About::SignUpCode(code.clone()),
            About::AccountExists,
            About::ResetCode(code),
            About::NoAccount,
            About::PasswordGuessed,
            About::CodesGuessed,
            About::AddedToStaff,
            About::StaffRoleGiven,
        ]
    }

    fn written(about: &About, language: Language) -> Letter {
        letter(about, language, &portal())
    }

    fn portal() -> Portal {
        Portal { brand: "Lindholm".to_owned(), accent: String::new(), url: "https://portal.example".to_owned(), ..Portal::default() }
    }

    #[test]
    fn every_mail_is_written_in_every_language() {
        for about in all() {
            let subjects: Vec<_> = Language::ALL.iter().map(|language| written(&about, *language).subject).collect();
            let [english, german] = &subjects[..] else { panic!("a language without a test") };
            assert_ne!(english, german);
        }
    }

    #[test]
    fn a_code_stands_on_a_line_of_its_own_in_mails_that_have_one() {
        for language in Language::ALL.iter().copied() {
            for about in all() {
                let has_code = matches!(about, About::SignUpCode(_) | About::ResetCode(_));
                let plain = written(&about, language).plain(&portal());
                assert_eq!(plain.lines().any(|line| line == "1234 5678"), has_code);
            }
        }
    }
}
