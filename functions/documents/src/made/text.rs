//! What is typed into a paper becomes paragraphs, headings and lists.

use serde::Serialize;

/// A part of a text.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    Heading { text: String },
    List { items: Vec<String> },
    Paragraph { lines: Vec<String> },
}

/// An empty line ends a paragraph, `# ` begins a heading, `- ` an item of a list.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut goes_on = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            goes_on = false;
            continue;
        }
        if let Some(heading) = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')) {
            blocks.push(Block::Heading { text: heading.trim().to_owned() });
            goes_on = false;
            continue;
        }
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(item), Some(Block::List { items })) if goes_on => items.push(item.trim().to_owned()),
            (Some(item), _) => blocks.push(Block::List { items: vec![item.trim().to_owned()] }),
            (None, Some(Block::Paragraph { lines })) if goes_on => lines.push(line.to_owned()),
            (None, _) => blocks.push(Block::Paragraph { lines: vec![line.to_owned()] }),
        }
        goes_on = true;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_its_parts() {
        let text = "Dear Ms Brückner,\nthank you.\n\n# Scope\n- two scales\n- one weight set\nNot included: travel.\n#1 stays text";
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph { lines: owned(&["Dear Ms Brückner,", "thank you."]) },
                Block::Heading { text: "Scope".to_owned() },
                Block::List { items: owned(&["two scales", "one weight set"]) },
                Block::Paragraph { lines: owned(&["Not included: travel.", "#1 stays text"]) },
            ]
        );
        assert!(blocks(" \n\n").is_empty());
    }
}
