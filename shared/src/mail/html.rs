//! The HTML of a letter. Styles are inline, because some mail programs drop all others; those that know the viewer's colours
//! read the sheet at the top.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Block, Letter, Link, Portal};

/// For those who like it dark. Inline styles are stronger, so these say that they matter more.
const DARK: &str = "@media (prefers-color-scheme: dark) {\
    body, .sheet { background: #14191f !important; color: #e6eaee !important; }\
    .quiet, .quiet a { color: #9aa7b4 !important; }\
    .code { background: #232b34 !important; color: #ffffff !important; }\
    .entry { border-color: #36414d !important; }\
    .entry a { color: #e6eaee !important; }\
    }";

const PARAGRAPH: &str = "margin:0 0 16px;overflow-wrap:anywhere";
const QUIET: &str = "margin:0 0 8px;font-size:14px;line-height:1.5;color:#52606b;overflow-wrap:anywhere";

pub(super) fn page(letter: &Letter, portal: &Portal) -> String {
    let accent = accent(&portal.accent);
    html! {
        (DOCTYPE)
        html lang=(letter.language.as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                title { (letter.subject_line(portal)) }
                style { (PreEscaped(DARK)) }
            }
            body class="sheet" style="margin:0;padding:0;background:#ffffff;color:#17212b;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif" {
                // Behind it come spaces, so that no program shows what follows as well.
                div style="display:none;max-height:0;overflow:hidden" { (letter.preheader) (PreEscaped("&#847;&zwnj;&nbsp;".repeat(60))) }
                div style="max-width:560px;margin:0 auto;padding:24px" {
                    p style={ "margin:0 0 24px;padding:0 0 12px;border-bottom:3px solid " (accent) ";font-size:18px;font-weight:600;overflow-wrap:anywhere" } {
                        bdi { (portal.brand) }
                    }
                    @for block in &letter.blocks { (part(block, accent)) }
                    div style="margin:32px 0 0" {
                        p class="quiet" style=(QUIET) { (letter.closing) }
                        @let legal = portal.legal_lines(letter.language);
                        @if !legal.is_empty() {
                            p class="quiet" style=(QUIET) {
                                @for (place, line) in legal.iter().enumerate() {
                                    @if place > 0 { br; }
                                    (line)
                                }
                            }
                        }
                        @if !letter.links.is_empty() {
                            p class="quiet" style=(QUIET) {
                                @for (place, link) in letter.links.iter().enumerate() {
                                    @if place > 0 { " · " }
                                    a href=(link.address) style="color:#52606b" { (link.label) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    .into_string()
}

fn part(block: &Block, accent: &str) -> Markup {
    match block {
        Block::Paragraph(text) => html! { p style=(PARAGRAPH) { (text) } },
        Block::Code(code) => html! {
            p class="code" style="margin:0 0 16px;padding:16px;background:#f1f4f5;border-radius:8px;font-size:28px;letter-spacing:2px;font-family:ui-monospace,Consolas,monospace;text-align:center" { (code) }
        },
        Block::Button(Link { label, address }) => html! {
            p style="margin:24px 0" {
                a href=(address) style={ "display:inline-block;padding:12px 20px;border-radius:8px;text-decoration:none;font-weight:600;background:" (accent) ";color:" (on(accent)) } { (label) }
            }
        },
        Block::Entry { link, text } => html! {
            div class="entry" style="margin:0 0 12px;padding:12px 16px;border:1px solid #d5dce1;border-radius:8px" {
                p style="margin:0;font-weight:600;overflow-wrap:anywhere" { a href=(link.address) style="color:#17212b" { (link.label) } }
                p class="quiet" style="margin:4px 0 0;font-size:14px;color:#52606b;overflow-wrap:anywhere" { (text) }
            }
        },
    }
}

/// A colour that can stand in a style; anything else is the portal's own.
fn accent(given: &str) -> &str {
    let is_colour = given.len() == 7 && given.starts_with('#') && given[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_colour { given } else { "#16324a" }
}

/// White on dark colours, black on light ones: by the weights of Rec. 709, which WCAG 2.2 takes as well.
fn on(colour: &str) -> &'static str {
    let part = |from: usize| u32::from_str_radix(&colour[from..from + 2], 16).unwrap_or_default();
    let light = 2126 * part(1) + 7152 * part(3) + 722 * part(5);
    if light > 10_000 * 150 { "#000000" } else { "#ffffff" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_on_a_colour_can_be_read() {
        for (colour, text) in [("#0f766e", "#ffffff"), ("#16324a", "#ffffff"), ("#facc15", "#000000"), ("#ffffff", "#000000")] {
            assert_eq!(on(colour), text, "{colour}");
        }
        for no_colour in ["red", "#12345", "#12345g", "#fff;}x", ""] {
            assert_eq!(accent(no_colour), "#16324a");
        }
    }
}
