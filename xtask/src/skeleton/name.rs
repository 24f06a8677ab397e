//! The name of an operation, in the forms in which it is written.

use anyhow::{Result, bail};

/// An operation in its parts.
pub struct Name {
    pub domain: String,
    pub endpoint: String,
}

impl Name {
    pub fn parse(operation: &str) -> Result<Self> {
        let is_word =
            |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        match operation.split_once('.') {
            Some((domain, endpoint)) if is_word(domain) && is_word(endpoint) => {
                Ok(Self { domain: domain.to_owned(), endpoint: endpoint.to_owned() })
            }
            _ => bail!("an operation is <domain>.<endpoint> in snake case, for example tickets.close_ticket"),
        }
    }

    /// Whether it changes nothing.
    pub fn is_read(&self) -> bool {
        self.thing().is_some()
    }

    /// What a read is of: `list_queue` is of the `queue`.
    fn thing(&self) -> Option<&str> {
        ["get_", "list_"].iter().find_map(|verb| self.endpoint.strip_prefix(verb)).filter(|thing| !thing.is_empty())
    }

    /// `CloseTicket`.
    pub fn pascal(&self) -> String {
        let words = self.endpoint.split('_').filter_map(|word| word.split_at_checked(1));
        words.map(|(first, rest)| format!("{}{rest}", first.to_uppercase())).collect()
    }

    /// `closeTicket`.
    pub fn camel(&self) -> String {
        let (first, rest) = self.endpoint.split_at(1);
        let rest = Self { domain: String::new(), endpoint: format!("x{rest}") }.pascal();
        format!("{first}{}", &rest[1..])
    }

    /// A template with the name in its place.
    pub fn fill(&self, template: &str) -> String {
        let sentence = self.endpoint.replace('_', " ");
        let (first, rest) = sentence.split_at(1);
        let title = format!("{}{rest}", first.to_uppercase());
        let segment = self.thing().unwrap_or(&self.endpoint).replace('_', "-");
        [
            ("ENDPOINT", self.endpoint.as_str()),
            ("DOMAIN", &self.domain),
            ("PASCAL", &self.pascal()),
            ("CAMEL", &self.camel()),
            ("TITLE", &title),
            ("SEGMENT", &segment),
        ]
        .into_iter()
        .fold(template.to_owned(), |text, (name, value)| text.replace(name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_domain_and_an_endpoint() {
        for bad in ["tickets", "tickets.", "Tickets.close", "tickets.close-ticket", "tickets.1"] {
            assert!(Name::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn it_is_written_in_many_forms() -> Result<()> {
        let forms = "ENDPOINT DOMAIN PASCAL CAMEL SEGMENT, TITLE";
        let close = Name::parse("tickets.close_ticket")?;
        assert_eq!(close.fill(forms), "close_ticket tickets CloseTicket closeTicket close-ticket, Close ticket");
        let reply = Name::parse("tickets.reply")?;
        assert_eq!(reply.fill(forms), "reply tickets Reply reply reply, Reply");
        assert_eq!(Name::parse("tickets.list_open_queue")?.fill("SEGMENT"), "open-queue");
        Ok(())
    }

    #[test]
    fn what_gets_or_lists_reads() -> Result<()> {
        for (operation, reads) in [("a.get_me", true), ("a.list_all", true), ("a.get_", false), ("a.getaway", false), ("a.reply", false)] {
            assert_eq!(Name::parse(operation)?.is_read(), reads, "{operation}");
        }
        Ok(())
    }
}
