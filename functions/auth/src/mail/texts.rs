//! The words of the mails, in every language of the portal, and their plain and HTML form.

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
    PasswordChanged,
    FactorEnrolled,
    /// Somebody tries passwords of theirs, from many places.
    PasswordGuessed,
    /// Somebody tries codes of theirs, and so knows the password.
    CodesGuessed,
    /// The operator made somebody a new member of the staff, who has no password yet.
    AddedToStaff,
    /// The operator gave a staff role to somebody who is in the portal already.
    StaffRoleGiven,
}

/// Whose portal it is and where.
#[derive(Debug, Clone)]
pub struct Portal {
    pub brand: String,
    pub url: String,
}

/// A mail's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub subject: String,
    language: Language,
    brand: String,
    paragraphs: Vec<String>,
    /// Stands on a line of its own, below the first paragraph.
    code: Option<String>,
    /// Label and address.
    link: Option<(&'static str, String)>,
    /// What to do if one did not ask for this mail.
    unexpected: &'static str,
}

/// The words of a mail.
#[must_use]
pub fn of(about: &About, language: Language, portal: &Portal) -> Text {
    let Portal { brand, url } = portal;
    let (subject, paragraphs, unexpected) = match language {
        Language::English => english(about),
        Language::German => german(about),
    };
    let code = match about {
        About::SignUpCode(code) | About::ResetCode(code) => Some(code.in_groups()),
        _ => None,
    };
    let link = match (about, language) {
        (About::AccountExists, Language::English) => Some(("Sign in", format!("{url}/sign-in"))),
        (About::AccountExists, Language::German) => Some(("Anmelden", format!("{url}/sign-in"))),
        (About::PasswordGuessed | About::CodesGuessed, Language::English) => Some(("Set a new password", format!("{url}/forgot-password"))),
        (About::PasswordGuessed | About::CodesGuessed, Language::German) => {
            Some(("Neues Passwort setzen", format!("{url}/forgot-password")))
        }
        (About::NoAccount, Language::English) => Some(("Create an account", format!("{url}/sign-up"))),
        (About::NoAccount, Language::German) => Some(("Konto anlegen", format!("{url}/sign-up"))),
        (About::PasswordChanged | About::FactorEnrolled | About::StaffRoleGiven, Language::English) => {
            Some(("Open the portal", url.clone()))
        }
        (About::PasswordChanged | About::FactorEnrolled | About::StaffRoleGiven, Language::German) => Some(("Portal öffnen", url.clone())),
        (About::AddedToStaff, Language::English) => Some(("Set a password", format!("{url}/forgot-password"))),
        (About::AddedToStaff, Language::German) => Some(("Passwort setzen", format!("{url}/forgot-password"))),
        (About::SignUpCode(_) | About::ResetCode(_), _) => None,
    };
    Text {
        subject: format!("{subject} · {brand}"),
        language,
        brand: brand.clone(),
        paragraphs: paragraphs.into_iter().map(str::to_owned).collect(),
        code,
        link,
        unexpected,
    }
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
        About::NoAccount => (
            "No account with this address",
            vec![
                "Somebody, probably you, asked for a new password for this address. There is no active account with it.",
                "Perhaps you signed up with another address. You can also create an account.",
            ],
            "Was this not you? Then ignore this mail.",
        ),
        About::PasswordChanged => (
            "Your password was changed",
            vec!["The password of your account was changed just now, and all devices were signed out."],
            "Was this not you? Then choose “Forgot password?” in the portal at once, and tell us.",
        ),
        About::FactorEnrolled => (
            "Authenticator app set up",
            vec!["An authenticator app was set up for your account just now. From now on signing in asks for its code."],
            "Was this not you? Then somebody knows your password. Tell us at once.",
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
        About::NoAccount => (
            "Kein Konto mit dieser Adresse",
            vec![
                "Jemand, wahrscheinlich Sie, hat für diese Adresse ein neues Passwort angefordert. Es gibt kein aktives Konto mit ihr.",
                "Vielleicht haben Sie sich mit einer anderen Adresse angemeldet. Sie können auch ein Konto anlegen.",
            ],
            "Das waren nicht Sie? Dann lassen Sie diese Mail einfach liegen.",
        ),
        About::PasswordChanged => (
            "Ihr Passwort wurde geändert",
            vec!["Das Passwort Ihres Kontos wurde soeben geändert, und alle Geräte wurden abgemeldet."],
            "Das waren nicht Sie? Dann wählen Sie im Portal sofort „Passwort vergessen?“ und sagen Sie uns Bescheid.",
        ),
        About::FactorEnrolled => (
            "Authentifizierungs-App eingerichtet",
            vec!["Für Ihr Konto wurde soeben eine Authentifizierungs-App eingerichtet. Ab jetzt fragt die Anmeldung nach ihrem Code."],
            "Das waren nicht Sie? Dann kennt jemand Ihr Passwort. Sagen Sie uns sofort Bescheid.",
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

impl Text {
    /// For mail programs that show no HTML, and people who want none.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut blocks = self.paragraphs.clone();
        if let Some(code) = &self.code {
            blocks.insert(1, code.clone());
        }
        if let Some((label, address)) = &self.link {
            blocks.push(format!("{label}: {address}"));
        }
        blocks.extend([self.unexpected.to_owned(), self.brand.clone()]);
        blocks.join("\n\n") + "\n"
    }

    /// The same words; styles are inline, because mail programs drop the others.
    #[must_use]
    pub fn html(&self) -> String {
        let mut body = format!("<p style=\"margin:0 0 24px;font-size:18px;font-weight:600\">{}</p>", escaped(&self.brand));
        for (place, paragraph) in self.paragraphs.iter().enumerate() {
            body.push_str(&format!("<p style=\"margin:0 0 16px\">{}</p>", escaped(paragraph)));
            if let (0, Some(code)) = (place, &self.code) {
                body.push_str(&format!(
                    "<p style=\"margin:0 0 16px;padding:16px;background:#f1f4f5;border-radius:8px;font-size:28px;letter-spacing:2px;\
                     font-family:ui-monospace,Consolas,monospace;text-align:center\">{code}</p>"
                ));
            }
        }
        if let Some((label, address)) = &self.link {
            let address = escaped(address);
            body.push_str(&format!(
                "<p style=\"margin:0 0 16px\"><a href=\"{address}\" style=\"display:inline-block;padding:12px 20px;background:#16324a;\
                 color:#ffffff;border-radius:8px;text-decoration:none\">{label}</a></p>"
            ));
        }
        body.push_str(&format!("<p style=\"margin:24px 0 0;font-size:14px;color:#52606b\">{}</p>", escaped(self.unexpected)));
        let language = self.language.as_str();
        format!(
            "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{}</title></head><body style=\"margin:0;padding:24px;background:#ffffff;color:#17212b;\
             font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif\"><div style=\"max-width:520px;margin:0 auto\">{body}</div>\
             </body></html>",
            escaped(&self.subject)
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
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
            About::PasswordChanged,
            About::FactorEnrolled,
            About::PasswordGuessed,
            About::CodesGuessed,
            About::AddedToStaff,
            About::StaffRoleGiven,
        ]
    }

    fn text(about: &About, language: Language) -> Text {
        of(about, language, &Portal { brand: "Lindholm & Söhne <AB>".to_owned(), url: "https://portal.example".to_owned() })
    }

    #[test]
    fn every_mail_is_written_in_every_language() {
        for about in all() {
            let subjects: Vec<_> = Language::ALL.iter().map(|language| text(&about, *language).subject).collect();
            let [english, german] = &subjects[..] else { panic!("a language without a test") };
            assert_ne!(english, german);
        }
    }

    #[test]
    fn a_code_stands_on_a_line_of_its_own_in_mails_that_have_one() {
        for language in Language::ALL.iter().copied() {
            for about in all() {
                let has_code = matches!(about, About::SignUpCode(_) | About::ResetCode(_));
                let text = text(&about, language);
                assert_eq!(text.plain().lines().any(|line| line == "1234 5678"), has_code);
                assert_eq!(text.html().contains(">1234 5678<"), has_code);
            }
        }
    }

    #[test]
    fn the_brand_is_text_and_not_markup() {
        for about in all() {
            let html = text(&about, Language::English).html();
            assert!(html.contains("Lindholm &amp; Söhne &lt;AB&gt;") && !html.contains("<AB>"));
        }
    }
}
