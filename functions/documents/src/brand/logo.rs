//! A logo as staff sends it: an SVG is drawn anew, so that nothing in it can run or load anything; a PNG is decoded once.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use shared::brand::Logo;
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};
use usvg::{ImageHrefResolver, Options, Tree, WriteOptions};

/// The most bytes of a logo.
pub const MOST: usize = 32 * 1024;
/// The longest side of a PNG, in pixels.
const SIDE: u32 = 2000;

/// What a logo may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
pub enum LogoType {
    #[strum(serialize = "image/svg+xml")]
    Svg,
    #[strum(serialize = "image/png")]
    Png,
}

word!(LogoType);

/// A logo of these bytes, for a brand.
///
/// # Errors
/// When it is none, or holds what does not belong there: in words for whoever sent it.
pub fn logo(kind: LogoType, bytes: &[u8], number: u64) -> Result<Logo, String> {
    if bytes.len() > MOST {
        return Err(format!("a logo has at most {} KiB, and this has {}", MOST / 1024, bytes.len().div_ceil(1024)));
    }
    let bytes = match kind {
        LogoType::Svg => drawn_anew(bytes)?,
        LogoType::Png => {
            check_png(bytes)?;
            bytes.to_vec()
        }
    };
    Ok(Logo { number, media_type: kind.as_str().to_owned(), data: STANDARD.encode(bytes) })
}

/// Its name and bytes, for a template.
#[must_use]
pub fn file(logo: &Logo) -> Option<(String, Vec<u8>)> {
    let name = if logo.media_type == LogoType::Png.as_str() { "logo.png" } else { "logo.svg" };
    Some((name.to_owned(), STANDARD.decode(&logo.data).ok()?))
}

/// Its address, with the bytes in it (RFC 2397).
#[must_use]
pub fn address(logo: &Logo) -> String {
    format!("data:{};base64,{}", logo.media_type, logo.data)
}

/// Only shapes and their fills are read, and only they are written.
fn drawn_anew(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "an SVG is text in UTF-8")?;
    if text.contains("<!ENTITY") {
        return Err("an SVG with entities is not taken".to_owned());
    }
    let image_href_resolver = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver, ..Options::default() };
    let has = |element: &str| {
        text.match_indices(&format!("<{element}")).any(|(at, found)| {
            let next = text[at + found.len()..].chars().next();
            next.is_none_or(|next| next.is_whitespace() || next == '>' || next == '/')
        })
    };
    for (element, way_out) in [
        ("script", "a logo runs nothing: take the script out"),
        ("foreignObject", "a logo holds no other content: take the foreignObject out"),
        ("image", "a logo holds no pictures: send it as PNG instead"),
        ("text", "a logo holds no text, which looks otherwise elsewhere: turn it into paths"),
    ] {
        if has(element) {
            return Err(way_out.to_owned());
        }
    }
    let tree = Tree::from_str(text, &options).map_err(|error| format!("this is no SVG that can be drawn: {error}"))?;
    if tree.root().children().is_empty() {
        return Err("there is nothing to see in this SVG".to_owned());
    }
    let drawn = tree.to_string(&WriteOptions::default());
    if drawn.contains("spreadMethod=") {
        return Err("a gradient that repeats or is reflected cannot be set in a PDF: let it end in its last colour".to_owned());
    }
    if drawn.len() > 3 * MOST {
        return Err("drawn with plain paths, this logo is too large: simplify it, or send it as PNG".to_owned());
    }
    Ok(drawn.into_bytes())
}

fn check_png(bytes: &[u8]) -> Result<(), String> {
    let wrong = |error: png::DecodingError| format!("this is no PNG that can be read: {error}");
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().map_err(wrong)?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width > SIDE || height > SIDE {
        return Err(format!("a logo has at most {SIDE} pixels on a side, and this has {width} by {height}"));
    }
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("this PNG is too large")?];
    reader.next_frame(&mut pixels).map_err(wrong).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10""#;

    fn svg(inside: &str) -> Result<String, String> {
        let logo = logo(LogoType::Svg, format!("{HEAD}>{inside}</svg>").as_bytes(), 1)?;
        Ok(String::from_utf8(STANDARD.decode(logo.data).expect("base64")).expect("text"))
    }

    #[test]
    fn what_could_run_or_load_something_does_not_come_along() {
        let square = r##"<path d="M0 0h5v5z" fill="#0f766e" onclick="alert(1)"/>"##;
        let drawn = svg(&format!(r##"<a xlink:href="javascript:alert(1)">{square}</a><style>@import url(https://x.example)</style>"##))
            .expect("a logo");
        assert!(drawn.contains("#0f766e"), "{drawn}");
        for gone in ["alert", "javascript", "x.example", "onclick", "<style", "<a"] {
            assert!(!drawn.contains(gone), "{gone} is in {drawn}");
        }
        for refused in [
            "<script>alert(1)</script>",
            "<foreignObject><p/></foreignObject>",
            r#"<image href="https://x.example/a.png"/>"#,
            "<text>Lindholm</text>",
            r##"<linearGradient id="g" spreadMethod="reflect" x2="0.5"><stop stop-color="#fff"/><stop offset="1"/></linearGradient><path d="M0 0h5v5z" fill="url(#g)"/>"##,
            "",
        ] {
            assert!(svg(&format!("{refused}{}", if refused.is_empty() { "" } else { square })).is_err(), "{refused}");
        }
    }

    #[test]
    fn what_only_says_that_it_is_a_png_is_refused() {
        for none in [&b""[..], b"\x89PNG\r\n\x1a\n", b"<svg/>"] {
            assert!(logo(LogoType::Png, none, 1).is_err());
        }
        assert!(logo(LogoType::Png, &vec![0; MOST + 1], 1).is_err_and(|why| why.contains("KiB")));
    }
}
