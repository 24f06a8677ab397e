//! Mails of the portal: one letter, in plain text and in HTML, in the company's name. Each domain brings its own words.

mod html;
mod mailer;

use crate::brand::{Both, Brand};
use crate::people::Language;

pub use mailer::{MailError, Mailer};

/// Whose portal it is, and where.
#[derive(Debug, Clone, Default)]
pub struct Portal {
    pub brand: String,
    /// The colour of buttons, `#rrggbb`.
    pub accent: String,
    /// Without a `/` at its end.
    pub url: String,
    /// Whom mails come from, where it is not the brand.
    pub sender: Option<String>,
    /// Who the company is by law, at the end of each mail: its name, its lines, what is at the foot of all its papers.
    pub legal: Option<Legal>,
}

/// Who a company is by law.
#[derive(Debug, Clone)]
pub struct Legal {
    pub name: String,
    pub lines: Both,
    pub footer: Both,
}

impl Portal {
    /// In the clothes of a brand.
    #[must_use]
    pub fn dressed(&self, brand: &Brand) -> Self {
        Self {
            brand: brand.name.clone(),
            accent: brand.accent_on_paper.clone(),
            url: self.url.clone(),
            sender: Some(brand.sender_name.clone()),
            legal: Some(Legal { name: brand.legal_name.clone(), lines: brand.legal_lines.clone(), footer: brand.footer.clone() }),
        }
    }

    /// The lines at the end of a mail that say who the company is.
    #[must_use]
    pub fn legal_lines(&self, language: Language) -> Vec<String> {
        let Some(Legal { name, lines, footer }) = &self.legal else { return Vec::new() };
        [name.clone()].into_iter().chain(lines.lines(language)).chain(footer.lines(language)).collect()
    }
}

/// A mail, before it has a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub language: Language,
    /// Without the company's name, which is added.
    pub subject: String,
    /// What programs show beside the subject in a list of mails.
    pub preheader: String,
    pub blocks: Vec<Block>,
    /// Why this mail came, or what to do if one did not ask for it.
    pub closing: String,
    /// Small links at the end.
    pub links: Vec<Link>,
    /// What it is about, if several mails are: programs show them together.
    pub matter: Option<String>,
    /// Where one POST ends mails of this kind (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// A part of a letter, from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Paragraph(String),
    /// Stands on a line of its own.
    Code(String),
    /// What to do next.
    Button(Link),
    /// A line of a list: what leads there, and what is new.
    Entry {
        link: Link,
        text: String,
    },
}

/// A label and the address that it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub label: String,
    pub address: String,
}

impl Link {
    #[must_use]
    pub fn new(label: impl Into<String>, address: impl Into<String>) -> Self {
        Self { label: label.into(), address: address.into() }
    }
}

impl Letter {
    /// A letter that nobody can end, about nothing that other mails are about.
    #[must_use]
    pub fn new(language: Language, subject: impl Into<String>, blocks: Vec<Block>, closing: impl Into<String>) -> Self {
        let first = blocks.iter().find_map(|block| match block {
            Block::Paragraph(text) => Some(text.clone()),
            _ => None,
        });
        Self {
            language,
            subject: subject.into(),
            preheader: first.unwrap_or_default(),
            blocks,
            closing: closing.into(),
            links: Vec::new(),
            matter: None,
            unsubscribe: None,
        }
    }

    /// The subject line: one line, however long and of whatever signs the parts of it are.
    #[must_use]
    pub fn subject_line(&self, portal: &Portal) -> String {
        format!("{} · {}", one_line(&self.subject, LONGEST_SUBJECT), one_line(&portal.brand, LONGEST_SUBJECT))
    }

    /// For mail programs that show no HTML, and people who want none.
    #[must_use]
    pub fn plain(&self, portal: &Portal) -> String {
        let mut parts: Vec<String> = self.blocks.iter().map(Block::plain).collect();
        parts.push(self.closing.clone());
        parts.push(portal.brand.clone());
        let legal = portal.legal_lines(self.language);
        if !legal.is_empty() {
            parts.push(legal.join("\n"));
        }
        parts.extend(self.links.iter().map(|Link { label, address }| format!("{label}: {address}")));
        parts.join("\n\n") + "\n"
    }

    /// The same words.
    #[must_use]
    pub fn html(&self, portal: &Portal) -> String {
        html::page(self, portal)
    }
}

impl Block {
    fn plain(&self) -> String {
        match self {
            Self::Paragraph(text) | Self::Code(text) => text.clone(),
            Self::Button(Link { label, address }) => format!("{label}: {address}"),
            Self::Entry { link, text } => format!("{}\n{text}\n{}", one_line(&link.label, LONGEST_SUBJECT), link.address),
        }
    }
}

/// More characters of what people wrote do not fit a subject line.
const LONGEST_SUBJECT: usize = 120;

/// A text of people as part of one line: without line ends and other controls, cut between characters that people see, and set
/// apart from what stands around it, so that words written from right to left do not turn it round (Unicode UAX #9, isolates).
#[must_use]
pub fn one_line(text: &str, longest: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let is_direction = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String = text
        .chars()
        .filter(|c| !is_direction(*c))
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut line = String::new();
    let mut length = 0;
    for seen in words.graphemes(true) {
        length += seen.chars().count();
        if length > longest {
            line.truncate(line.trim_end().len());
            line.push('…');
            break;
        }
        line.push_str(seen);
    }
    if line.chars().any(is_right_to_left) { format!("\u{2068}{line}\u{2069}") } else { line }
}

/// Hebrew, Arabic and their neighbours, with their presentation forms.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portal() -> Portal {
        Portal {
            brand: "Lindholm & Söhne <AB>".to_owned(),
            accent: "#0f766e".to_owned(),
            url: "https://portal.example".to_owned(),
            ..Portal::default()
        }
    }

    fn letter(subject: &str) -> Letter {
        let blocks = vec![
            Block::Paragraph("Mats <b>answered</b>.".to_owned()),
            Block::Code("1234 5678".to_owned()),
            Block::Entry { link: Link::new("Scale & weights", "https://portal.example/a?b=1&c=2"), text: "2 new".to_owned() },
            Block::Button(Link::new("Open", "https://portal.example/\"onclick=")),
        ];
        let mut letter = Letter::new(Language::German, subject, blocks, "You follow this.");
        letter.links.push(Link::new("Settings", "https://portal.example/notifications/preferences"));
        letter
    }

    #[test]
    fn a_subject_is_one_line_whatever_is_in_it() {
        for (given, expected) in [
            ("Two\r\nBcc: eve@evil.example", "Two Bcc: eve@evil.example"),
            ("a\u{2028}b\u{85}c\u{0}d", "a b c d"),
            ("\u{202e}evil\u{202c}", "evil"),
            ("שלום", "\u{2068}שלום\u{2069}"),
        ] {
            assert_eq!(letter(given).subject_line(&portal()), format!("{expected} · Lindholm & Söhne <AB>"));
        }
    }

    #[test]
    fn a_long_subject_is_cut_between_what_people_see() {
        let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}";
        let line = one_line(&family.repeat(140), 120);
        assert!(line.ends_with('…') && line.trim_end_matches('…').len().is_multiple_of(family.len()), "{line}");
        assert!(line.chars().count() <= 121);
        assert_eq!(one_line("short", 120), "short");
    }

    #[test]
    fn both_forms_say_the_same_and_html_is_text_of_ours_alone() {
        let (letter, portal) = (letter("Scale"), portal());
        let (plain, html) = (letter.plain(&portal), letter.html(&portal));
        for said in
            ["Mats <b>answered</b>.", "1234 5678", "Scale & weights", "2 new", "You follow this.", "Settings", "Lindholm & Söhne <AB>"]
        {
            assert!(plain.contains(said), "{said}");
            let escaped = said.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            assert!(html.contains(&escaped), "{said}");
        }
        assert!(!html.contains("<b>") && !html.contains("\"onclick"), "{html}");
        assert!(plain.lines().any(|line| line == "1234 5678") && html.contains(">1234 5678<"));
        assert!(html.contains("lang=\"de\"") && html.contains("color-scheme") && html.contains("prefers-color-scheme: dark"));
    }

    #[test]
    fn a_brand_dresses_a_mail_in_its_language() {
        let mut brand = Brand::of_deployment("Lindholm <Instruments>", "#facc15");
        brand.accent_on_paper = "#996d00".to_owned();
        brand.legal_name = "Lindholm Instruments AB".to_owned();
        brand.legal_lines = Both { en: "Stockholm, Sweden".to_owned(), de: "Stockholm, Schweden".to_owned() };
        brand.footer = Both { en: "Director".to_owned(), de: "Geschäftsführerin".to_owned() };
        let dressed = portal().dressed(&brand);
        let (plain, html) = (letter("Scale").plain(&dressed), letter("Scale").html(&dressed));
        for said in ["Lindholm Instruments AB", "Stockholm, Schweden", "Geschäftsführerin"] {
            assert!(plain.contains(said) && html.contains(said), "{said}");
        }
        assert!(html.contains("background:#996d00") && html.contains("Lindholm &lt;Instruments&gt;"), "{html}");
        assert!(!plain.contains("Sweden") && !plain.contains("Director"), "{plain}");
        assert_eq!((dressed.sender.as_deref(), dressed.url.as_str()), (Some("Lindholm <Instruments>"), "https://portal.example"));
    }
}
