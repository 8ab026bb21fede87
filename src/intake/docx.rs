//! Word documents: the paragraphs of the text, without deleted passages; title and author from the properties.

use super::archive::part;
use super::article::article_from_text;
use super::problem::{Problem, ProblemKind};
use super::source::{Found, Source, hashed, one};
use quick_xml::Reader;
use quick_xml::events::Event;

pub(super) fn read(source: &Source<'_>) -> Found {
    match document(source) {
        Ok((text, title, author)) => {
            let mut given = hashed(source.bytes);
            (given.title, given.byline) = (title, author);
            one(article_from_text(source.name, &text, given), Vec::new())
        }
        Err(problem) => (Vec::new(), vec![problem]),
    }
}

/// Text, title and author.
fn document(source: &Source<'_>) -> Result<(String, Option<String>, Option<String>), Problem> {
    if source.bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let message = "It is locked with a password, or an old .doc under another name, and was not read. Save it as .docx without a password.";
        return Err(Problem::new(source.name, ProblemKind::Encrypted, message));
    }
    let body = part(source, "word/document.xml")?;
    let body =
        body.ok_or_else(|| Problem::new(source.name, ProblemKind::Damaged, "It is no Word document, though its name says so. Save the article as .txt."))?;
    let text = paragraphs(source.name, &body)?;
    let core = part(source, "docProps/core.xml").ok().flatten().unwrap_or_default();
    Ok((text, element(&core, "title"), element(&core, "creator")))
}

/// The text of the paragraphs, parted by empty lines.
fn paragraphs(name: &str, xml: &[u8]) -> Result<String, Problem> {
    let mut reader = Reader::from_reader(xml);
    let (mut text, mut buffer, mut in_text) = (String::new(), Vec::new(), false);
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "t" => in_text = true,
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" => text.push_str("\n\n"),
                "tc" => text.push('\n'),
                _ => {}
            },
            Ok(Event::Empty(tag)) => match tag.local_name().as_ref() {
                "tab" => text.push('\t'),
                "br" | "cr" | "p" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                _ => {}
            },
            Ok(Event::Text(words)) if in_text => text.push_str(&words),
            Ok(Event::CData(words)) if in_text => text.push_str(&words),
            Ok(Event::GeneralRef(entity)) if in_text => text.push_str(&resolved(&entity)),
            Ok(Event::DocType(_)) => {
                return Err(Problem::new(name, ProblemKind::Refused, "It declares entities of its own, as no word processor does, so it was not read."));
            }
            Ok(Event::Eof) => return Ok(text),
            Err(error) => return Err(Problem::new(name, ProblemKind::Damaged, format!("Its text is damaged ({error}), so it was not read. Save it again."))),
            Ok(_) => {}
        }
        buffer.clear();
    }
}

/// The five entities of XML and characters by number; nothing else is ever expanded.
fn resolved(entity: &str) -> String {
    let number = |digits: &str| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    };
    match entity {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => other.strip_prefix('#').and_then(number).and_then(char::from_u32).map(String::from).unwrap_or_default(),
    }
}

/// The text of the first element of that name.
fn element(xml: &[u8], name: &str) -> Option<String> {
    let mut reader = Reader::from_reader(xml);
    let (mut text, mut buffer, mut inside) = (String::new(), Vec::new(), false);
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(tag) if tag.local_name().as_ref() == name => inside = true,
            Event::End(tag) if tag.local_name().as_ref() == name => return Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
            Event::Text(words) if inside => text.push_str(&words),
            Event::GeneralRef(entity) if inside => text.push_str(&resolved(&entity)),
            Event::Eof => return None,
            _ => {}
        }
        buffer.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_what_a_reader_sees() {
        let xml = b"<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Raid &amp; </w:t></w:r><w:r><w:t xml:space='preserve'>reply &#233;</w:t></w:r></w:p>\
            <w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>Two</w:t><w:br/><w:t>died.</w:t></w:r></w:p></w:body></w:document>";
        assert_eq!(paragraphs("a.docx", xml).unwrap(), "Raid & reply é\n\nTwo\ndied.\n\n");
        let laughs = b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><w:document><w:t>&b;</w:t></w:document>";
        assert_eq!(paragraphs("a.docx", laughs).unwrap_err().kind, ProblemKind::Refused);
        assert_eq!(element(b"<c><dc:title>A &lt; B</dc:title></c>", "title").as_deref(), Some("A < B"));
    }
}
