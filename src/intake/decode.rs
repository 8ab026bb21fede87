//! Bytes to text: byte order mark, stated encoding, UTF-8, then a guess; line ends become LF and control characters spaces.

use super::problem::{Problem, ProblemKind};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// How far into a page its encoding is looked for.
const DECLARATION: usize = 4096;

/// Text and what had to be done to get it.
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// Notices; the text is there all the same.
    pub problems: Vec<Problem>,
}

/// Reads `bytes` as text; `Err` says why they are none.
pub(super) fn decode(path: &str, bytes: &[u8], html: bool) -> Result<Decoded, Problem> {
    if bytes.is_empty() {
        return Err(Problem::new(path, ProblemKind::Empty, "The file is empty, so there is nothing to read. Delete it, or save the article again."));
    }
    let (encoding, guessed) = encoding_of(bytes, html);
    if !is_wide(encoding) && looks_binary(bytes) {
        return Err(Problem::new(
            path,
            ProblemKind::Binary,
            "The file is not text (a picture, a PDF or a program, perhaps), so it was left out. Save the article as .txt or .html.",
        ));
    }
    let (text, _, replaced) = encoding.decode(bytes);
    let mut problems = Vec::new();
    if replaced {
        let message = format!("Some bytes are not valid {} and show as \u{fffd}. Check the words around them, or save the file as UTF-8.", encoding.name());
        problems.push(Problem::new(path, ProblemKind::InvalidBytes, message));
    }
    if guessed {
        let message = format!("The file does not say how it is encoded; it was read as {}. If letters look wrong, save it as UTF-8.", encoding.name());
        problems.push(Problem::new(path, ProblemKind::EncodingGuessed, message));
    }
    Ok(Decoded { text: text.into_owned(), problems })
}

/// The encoding, and whether it is only a guess.
fn encoding_of(bytes: &[u8], html: bool) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, false);
    }
    if let Some(encoding) = wide_without_mark(bytes) {
        return (encoding, true);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, false);
    }
    if let Some(encoding) = html.then(|| declared(bytes)).flatten().filter(|e| *e != UTF_8 && !is_wide(e)) {
        return (encoding, false);
    }
    if nearly_utf8(bytes) {
        return (UTF_8, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    (detector.guess(None, Utf8Detection::Allow), true)
}

fn is_wide(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// UTF-16 without a mark: nearly every other byte of Latin text is zero.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512)).filter(|h| h.len() >= 8 && bytes.len().is_multiple_of(2))?;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    let mostly = |n: usize| n * 10 >= pairs * 7;
    match (mostly(even), mostly(odd)) {
        (false, true) if even == 0 => Some(UTF_16LE),
        (true, false) if odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a page states in its head.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]+)"#).ok());
    let head = bytes.get(..bytes.len().min(DECLARATION))?;
    let label = CHARSET.as_ref()?.captures(head)?.get(1)?.as_bytes();
    Encoding::for_label(label)
}

/// Whether the text is UTF-8 with a few broken places, rather than another encoding: well-formed sequences outnumber the rest.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 2
}

/// Zero bytes, or more control characters than any text has.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(65_536)).unwrap_or(bytes);
    let control = head.iter().filter(|b| **b < 32 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b)).count();
    let zero = head.split(|b| *b == 0).count() - 1;
    let magic = [&b"%PDF-"[..], b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04", b"GIF8", b"\x7fELF"].iter().any(|m| head.starts_with(m));
    magic || zero * 12 > head.len() || control * 10 > head.len()
}

/// Readable text: LF line ends, no control, bidirectional override or other invisible characters that could mislead on the screen.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            // Nobody sees them, and a word with one in it is another word to a lexicon.
            '\u{feff}' | '\u{200b}' | '\u{2060}' | '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Vec<ProblemKind>) {
        let decoded = decode("a.txt", bytes, false).ok().unwrap();
        (clean(&decoded.text), decoded.problems.iter().map(|p| p.kind).collect())
    }

    #[test]
    fn every_line_end_gives_the_same_text() {
        for text in ["one\ntwo\n\nthree", "one\r\ntwo\r\n\r\nthree", "one\rtwo\r\rthree"] {
            assert_eq!(clean(text), "one\ntwo\n\nthree");
        }
    }

    #[test]
    fn encodings_are_recognised() {
        let french = "Le général a été tué près de l’aéroport, selon l’armée française à Gao.";
        assert_eq!(read(french.as_bytes()), (french.to_owned(), vec![]));
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(french);
        assert_eq!(read(&bytes), (french.to_owned(), vec![ProblemKind::EncodingGuessed]));
        let arabic = "قتل أربعة جنود في هجوم بطائرة مسيرة على القاعدة العسكرية في شمال البلاد يوم الأحد";
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(arabic);
        assert_eq!(read(&bytes), (arabic.to_owned(), vec![ProblemKind::EncodingGuessed]));
        let russian = "Четыре солдата погибли при ударе беспилотника по военной базе на севере страны";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(read(&bytes), (russian.to_owned(), vec![ProblemKind::EncodingGuessed]));
    }

    #[test]
    fn marks_decide_and_stay_out_of_the_text() {
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("Bombe à Gao".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(read(&wide), ("Bombe à Gao".to_owned(), vec![]));
        let wide: Vec<u8> = [0xfe, 0xff].into_iter().chain("Bombe à Gao".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(read(&wide), ("Bombe à Gao".to_owned(), vec![]));
        let bare: Vec<u8> = "A bomb went off in Gao".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&bare), ("A bomb went off in Gao".to_owned(), vec![ProblemKind::EncodingGuessed]));
        assert_eq!(read("\u{feff}Gao".as_bytes()), ("Gao".to_owned(), vec![]));
    }

    #[test]
    fn a_stated_encoding_is_believed_unless_the_bytes_are_utf8() {
        let page = b"<meta charset=windows-1252><p>G\xe9n\xe9ral</p>";
        assert!(decode("a.html", page, true).ok().unwrap().text.contains("Général"));
        let page = "<meta charset=windows-1252><p>Général</p>";
        assert!(decode("a.html", page.as_bytes(), true).ok().unwrap().text.contains("Général"));
    }

    #[test]
    fn broken_utf8_is_read_with_a_notice_and_pictures_are_refused() {
        let (text, kinds) = read("é, ü, ö and ".bytes().chain([0xc3]).chain(*b" more").collect::<Vec<_>>().as_slice());
        assert_eq!((text.as_str(), kinds), ("é, ü, ö and \u{fffd} more", vec![ProblemKind::InvalidBytes]));
        for bytes in [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0u8; 64], &[1, 2, 3, 4, 5, 6, 7, 8]] {
            assert_eq!(decode("a.txt", bytes, false).err().map(|p| p.kind), Some(ProblemKind::Binary));
        }
        assert_eq!(decode("a.txt", b"", false).err().map(|p| p.kind), Some(ProblemKind::Empty));
    }

    #[test]
    fn nothing_that_could_break_the_screen_is_left() {
        assert_eq!(clean("a\0b\u{7}c\u{202e}d\u{feff}e\u{9b}f\u{200b}g\u{2060}h"), "a b cde fgh");
    }
}
