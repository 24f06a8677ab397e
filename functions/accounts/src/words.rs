//! The words of this domain's mails.

use shared::invitations::Invitation;
use shared::mail::{Block, Letter, Link, Portal, one_line};
use shared::people::{Language, MemberRole};

/// The mail that invites.
pub fn invitation(invitation: &Invitation, token: &str, portal: &Portal) -> Letter {
    // Names are cut: whoever invites chooses them, and a mail in our name is no place for what they write.
    let (inviter, company) = (one_line(&invitation.invited_by_name, 60), one_line(&invitation.account_name, 60));
    let (brand, role) = (&portal.brand, role(invitation.role, invitation.language));
    let address = format!("{}/invitation#{token}", portal.url);
    let button = |label: &str| Block::Button(Link::new(label, &address));
    match invitation.language {
        Language::English => Letter::new(
            Language::English,
            format!("{inviter} invites you to {company}"),
            vec![
                Block::Paragraph(format!("{inviter} invites you to work with {brand} in the portal, for {company}. {role}")),
                button("See the invitation"),
                Block::Paragraph(format!(
                    "It is for {} alone, can be taken once, and is good for seven days. Opening it changes nothing yet.",
                    invitation.email.as_str()
                )),
            ],
            "You do not know what this is about? Then leave it: nothing happens without you.",
        ),
        Language::German => Letter::new(
            Language::German,
            format!("{inviter} lädt Sie zu {company} ein"),
            vec![
                Block::Paragraph(format!("{inviter} lädt Sie ein, für {company} im Portal mit {brand} zu arbeiten. {role}")),
                button("Einladung ansehen"),
                Block::Paragraph(format!(
                    "Sie gilt nur für {}, einmal und sieben Tage lang. Das Öffnen ändert noch nichts.",
                    invitation.email.as_str()
                )),
            ],
            "Sie wissen nicht, worum es geht? Dann lassen Sie es: Ohne Sie geschieht nichts.",
        ),
    }
}

fn role(role: MemberRole, language: Language) -> &'static str {
    match (language, role) {
        (Language::English, MemberRole::Owner) => "You will be an owner: you see and decide everything.",
        (Language::English, MemberRole::Admin) => "You will see everything and manage people.",
        (Language::English, MemberRole::Finance) => "You will take care of invoices and payments.",
        (Language::English, MemberRole::Orders) => "You will take care of orders.",
        (Language::English, MemberRole::Support) => "You will see all of the company's requests, and write in them.",
        (Language::English, MemberRole::Viewer) => "You will see the company's requests, and change nothing.",
        (Language::English, MemberRole::Member) => "You will see your own requests.",
        (Language::German, MemberRole::Owner) => "Sie werden Inhaber: Sie sehen und entscheiden alles.",
        (Language::German, MemberRole::Admin) => "Sie sehen alles und verwalten die Personen.",
        (Language::German, MemberRole::Finance) => "Sie kümmern sich um Rechnungen und Zahlungen.",
        (Language::German, MemberRole::Orders) => "Sie kümmern sich um Bestellungen.",
        (Language::German, MemberRole::Support) => "Sie sehen alle Anfragen der Firma und schreiben darin.",
        (Language::German, MemberRole::Viewer) => "Sie sehen die Anfragen der Firma und ändern nichts.",
        (Language::German, MemberRole::Member) => "Sie sehen Ihre eigenen Anfragen.",
    }
}
