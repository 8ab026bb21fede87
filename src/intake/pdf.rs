//! PDF files with text; a scan has none and is said to be one.

use super::article::article_from_text;
use super::problem::{Problem, ProblemKind};
use super::source::{Found, Source, hashed, one};

pub(super) fn read(source: &Source<'_>) -> Found {
    let refuse = |kind, message: &str| (Vec::new(), vec![Problem::new(source.name, kind, message)]);
    if !source.bytes.get(..source.bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|w| w == b"%PDF-")) {
        return refuse(ProblemKind::Damaged, "It is no PDF, though its name says so. Save the article as .txt.");
    }
    match pdf_extract::extract_text_from_mem(source.bytes) {
        Ok(text) if text.trim().is_empty() && is_locked(source.bytes) => locked(source),
        Ok(text) if text.trim().is_empty() => {
            refuse(ProblemKind::NoText, "There is no text in it: a scan, most likely. Run it through text recognition (OCR), or save the article as .txt.")
        }
        Ok(text) => one(article_from_text(source.name, &unbroken(&text), hashed(source.bytes)), Vec::new()),
        Err(_) if is_locked(source.bytes) => locked(source),
        Err(error) => {
            refuse(ProblemKind::Damaged, &format!("It is damaged or cut off ({error}), so it was not read. Copy it again, or save the article as .txt."))
        }
    }
}

fn locked(source: &Source<'_>) -> Found {
    let message = "It is locked with a password and was not read. Save it without one.";
    (Vec::new(), vec![Problem::new(source.name, ProblemKind::Encrypted, message)])
}

fn is_locked(bytes: &[u8]) -> bool {
    bytes.windows(8).any(|w| w == b"/Encrypt")
}

/// Words that a line end cut in two are joined, lines that hold only a page number left out.
fn unbroken(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().map(str::trim).filter(|l| !is_page_number(l)).peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().copied().unwrap_or("");
        let broken = line.strip_suffix('-').filter(|l| l.ends_with(char::is_lowercase) && next.starts_with(char::is_lowercase));
        if let Some(start) = broken {
            out.push_str(start);
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn is_page_number(line: &str) -> bool {
    !line.is_empty() && line.len() <= 4 && line.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cut_by_a_line_end_are_joined() {
        assert_eq!(unbroken("The bom-\nbing killed two\n12\nmen in Deir-\nEzzor."), "The bombing killed two\nmen in Deir-\nEzzor.\n");
    }
}
