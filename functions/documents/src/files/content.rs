//! What a file is by its bytes: length, SHA-256, and whether the beginning and the end are what its name says.

use sha2::{Digest, Sha256};
use shared::text::FileName;

/// How much of the beginning is looked at.
const HEAD: usize = 8 * 1024;
/// How much of the end: a directory of a ZIP archive ends within a comment of 64 KiB (PKWARE APPNOTE 4.3.16).
const TAIL: usize = 22 + 65_535;

/// What a page begins with that a browser or a server might run.
const PAGE: &[&str] = &["<script", "<html", "<!doctype html", "<svg", "<?php", "<iframe"];

/// A type of file that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileType {
    pub media_type: &'static str,
    form: Form,
    /// Whether browsers show it as it is without running anything in it.
    pub is_shown: bool,
}

/// What the bytes are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// They begin as the crate `infer` knows this type.
    Marked(&'static str),
    /// A ZIP archive, as office documents are.
    Zip,
    /// An OLE compound file, as office documents were.
    Compound,
    /// Text without control characters.
    Text,
}

const fn shown(media_type: &'static str) -> FileType {
    FileType { media_type, form: Form::Marked(media_type), is_shown: true }
}

const fn kept(media_type: &'static str, form: Form) -> FileType {
    FileType { media_type, form, is_shown: false }
}

/// The types that are taken, by the end of the name.
const TYPES: &[(&str, FileType)] = &[
    ("pdf", shown("application/pdf")),
    ("png", shown("image/png")),
    ("jpg", shown("image/jpeg")),
    ("jpeg", shown("image/jpeg")),
    ("gif", shown("image/gif")),
    ("webp", shown("image/webp")),
    ("txt", FileType { media_type: "text/plain", form: Form::Text, is_shown: true }),
    ("md", FileType { media_type: "text/markdown", form: Form::Text, is_shown: true }),
    ("csv", FileType { media_type: "text/csv", form: Form::Text, is_shown: true }),
    ("heic", kept("image/heic", Form::Marked("image/heif"))),
    ("tif", kept("image/tiff", Form::Marked("image/tiff"))),
    ("tiff", kept("image/tiff", Form::Marked("image/tiff"))),
    ("xml", kept("application/xml", Form::Text)),
    ("json", kept("application/json", Form::Text)),
    ("step", kept("model/step", Form::Text)),
    ("stp", kept("model/step", Form::Text)),
    ("dxf", kept("image/vnd.dxf", Form::Text)),
    ("zip", kept("application/zip", Form::Zip)),
    ("docx", kept("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Form::Zip)),
    ("xlsx", kept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Form::Zip)),
    ("pptx", kept("application/vnd.openxmlformats-officedocument.presentationml.presentation", Form::Zip)),
    ("odt", kept("application/vnd.oasis.opendocument.text", Form::Zip)),
    ("ods", kept("application/vnd.oasis.opendocument.spreadsheet", Form::Zip)),
    ("odp", kept("application/vnd.oasis.opendocument.presentation", Form::Zip)),
    ("doc", kept("application/msword", Form::Compound)),
    ("xls", kept("application/vnd.ms-excel", Form::Compound)),
    ("ppt", kept("application/vnd.ms-powerpoint", Form::Compound)),
];

/// Why a file is not taken, for whoever sent it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotTaken(pub String);

/// What a file of this name is.
///
/// # Errors
/// When its type is not taken.
pub fn type_of(name: &FileName) -> Result<FileType, NotTaken> {
    let extension = name.extension();
    let found = TYPES.iter().find(|(known, _)| *known == extension).map(|(_, found)| *found);
    found.ok_or_else(|| {
        let taken = TYPES.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
        NotTaken(match extension.as_str() {
            "svg" => "A drawing in SVG can run scripts, so it is not taken. Send it as PDF or PNG.".to_owned(),
            "html" | "htm" | "js" | "exe" | "bat" | "cmd" | "msi" | "scr" | "jar" | "ps1" => {
                format!("A file of type .{extension} can run something, so it is not taken. These types are: {taken}.")
            }
            "" => format!("The name ends in no type, such as .pdf. These types are taken: {taken}."),
            _ => format!("Files of type .{extension} are not taken. These types are: {taken}."),
        })
    })
}

/// What was read of an object.
#[derive(Debug, Default)]
pub struct Content {
    size: u64,
    hash: Sha256,
    head: Vec<u8>,
    tail: Vec<u8>,
    has_zero: bool,
}

impl Content {
    /// Reads on.
    pub fn take(&mut self, bytes: &[u8]) {
        self.size = self.size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.hash.update(bytes);
        self.has_zero |= bytes.contains(&0);
        let room = HEAD.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(room));
        self.tail.extend(&bytes[bytes.len().saturating_sub(TAIL)..]);
        let over = self.tail.len().saturating_sub(TAIL);
        self.tail.drain(..over);
    }

    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        self.hash.clone().finalize().into()
    }

    /// Whether it is what its name says, and nothing besides.
    ///
    /// # Errors
    /// When it is not.
    pub fn check(&self, file_type: FileType) -> Result<(), NotTaken> {
        let found = infer::get(&self.head).map(|found| found.mime_type());
        let is = match file_type.form {
            Form::Marked(mark) => found == Some(mark),
            Form::Zip => self.head.starts_with(b"PK\x03\x04"),
            Form::Compound => self.head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
            Form::Text => !self.has_zero && found.is_none_or(|found| found == "text/xml") && !self.begins_a_page(),
        };
        if !is {
            let what = file_type.media_type;
            return Err(NotTaken(format!(
                "The content is not what the name says ({what}). Save it anew in the right format, and send that."
            )));
        }
        let holds_an_archive = file_type.form != Form::Zip && self.tail.windows(4).any(|four| four == b"PK\x05\x06");
        let is_parsed = matches!(file_type.form, Form::Marked(_)) || file_type.media_type == "application/xml";
        let holds_a_page = is_parsed && self.holds_a_page();
        if holds_an_archive || holds_a_page {
            return Err(NotTaken(
                "The file is two things at once: something else is hidden in it. Save it anew, and send that.".to_owned(),
            ));
        }
        Ok(())
    }

    fn begins_a_page(&self) -> bool {
        let head = String::from_utf8_lossy(&self.head).to_lowercase();
        PAGE.iter().any(|mark| head.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '\u{feff}').starts_with(mark))
    }

    fn holds_a_page(&self) -> bool {
        let head = String::from_utf8_lossy(&self.head).to_lowercase();
        PAGE.iter().any(|mark| head.contains(mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF";
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06";

    fn check(name: &str, bytes: &[u8]) -> Result<(), NotTaken> {
        let mut content = Content::default();
        for piece in bytes.chunks(1000) {
            content.take(piece);
        }
        content.check(type_of(&name.parse().expect("a name"))?)
    }

    #[test]
    fn a_file_is_what_its_name_says() {
        for (name, bytes) in [
            ("a.pdf", PDF),
            ("a.PNG", PNG),
            ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
            ("a.txt", "Grüße".as_bytes()),
            ("a.csv", b"a;b\r\n1;\xe4"),
            ("a.xml", b"<?xml version=\"1.0\"?><Invoice/>"),
            ("a.docx", b"PK\x03\x04 and more PK\x05\x06"),
            ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ] {
            assert_eq!(check(name, bytes), Ok(()), "{name}");
        }
    }

    #[test]
    fn what_pretends_or_can_run_is_refused() {
        let archived = [PNG, &[7; 70_000], b"PK\x05\x06", &[0; 18]].concat();
        let page = [PDF, b"<script>alert(1)</script>"].concat();
        for (name, bytes) in [
            ("a.pdf", b"<html><script>alert(1)</script>".as_slice()),
            ("a.pdf", b"\n\n%PDF-1.7"),
            ("a.pdf", &page),
            ("a.png", PDF),
            ("a.png", &archived),
            ("a.txt", PDF),
            ("a.txt", b"MZ\x90\0\x03"),
            ("a.txt", b"  <!DOCTYPE html><p>"),
            ("a.xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("a.docx", b"%PDF-1.7"),
            ("a.svg", b"<svg/>"),
            ("a.html", b"<p>"),
            ("a", b"x"),
            ("a.pdf.exe", PDF),
        ] {
            assert!(check(name, bytes).is_err(), "{name}");
        }
    }

    #[test]
    fn pieces_of_any_length_add_up() {
        let bytes: Vec<u8> = (0..200_000_u32).map(|number| number.to_le_bytes()[0]).collect();
        let (mut whole, mut pieces) = (Content::default(), Content::default());
        whole.take(&bytes);
        for piece in bytes.chunks(777) {
            pieces.take(piece);
        }
        assert_eq!((pieces.size(), pieces.sha256(), &pieces.head, &pieces.tail), (200_000, whole.sha256(), &whole.head, &whole.tail));
        assert_eq!((pieces.head.len(), pieces.tail.len()), (HEAD, TAIL));
    }
}
