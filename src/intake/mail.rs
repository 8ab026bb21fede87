//! Mail: a message (`.eml`) with what is attached, a saved web page (`.mhtml`), and a mailbox (`.mbox`).

use super::article::{article_from_html, article_from_text};
use super::problem::{Problem, ProblemKind};
use super::source::{self, Found, Source, hashed, one};
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MimeHeaders};
use std::path::Path;

pub(super) fn read_message(source: &Source<'_>) -> Found {
    match MessageParser::default().parse(source.bytes) {
        Some(message) => articles(source, &message),
        None => (Vec::new(), vec![Problem::new(source.name, ProblemKind::Damaged, "It is no message, though its name says so. Save it again, or as .txt.")]),
    }
}

pub(super) fn read_mailbox(source: &Source<'_>) -> Found {
    let (mut articles_found, mut problems) = (Vec::new(), Vec::new());
    for (index, entry) in MessageIterator::new(source.bytes).enumerate() {
        let name = format!("{}#{}", source.name, index + 1);
        if index >= source.limits.entries {
            let message = format!("It has more than {} messages; the rest was left out. Split it.", source.limits.entries);
            problems.push(Problem::new(source.name, ProblemKind::TooLarge, message));
            break;
        }
        let message = entry.ok().map(mail_parser::mailbox::mbox::Message::unwrap_contents);
        match message {
            Some(bytes) if bytes.len() as u64 <= source.limits.file_bytes => {
                let (read, faults) = read_message(&Source { name: &name, bytes: &bytes, ..*source });
                articles_found.extend(read);
                problems.extend(faults);
            }
            Some(_) => problems.push(Problem::new(&name, ProblemKind::TooLarge, "The message is too large and was left out; the others were read.")),
            None => problems.push(Problem::new(&name, ProblemKind::Damaged, "The message is damaged and was left out; the others were read.")),
        }
    }
    if articles_found.is_empty() && problems.is_empty() {
        problems.push(Problem::new(
            source.name,
            ProblemKind::NoText,
            "There is no message in it. A mailbox is a text file in which each message begins with “From ”.",
        ));
    }
    (articles_found, problems)
}

/// The message itself and the articles attached to it.
fn articles(source: &Source<'_>, message: &Message<'_>) -> Found {
    let mut given = hashed(source.bytes);
    given.title = message.subject().map(str::to_owned).filter(|s| !s.trim().is_empty());
    given.published = message.date().map(mail_parser::DateTime::to_rfc3339);
    let sender = message.from().and_then(|from| from.first());
    let page = is_page(source.name);
    given.outlet = sender.filter(|_| !page).and_then(|s| s.name().or_else(|| s.address())).map(str::to_owned);
    given.url = address(message);
    let html = message.html_bodies().find_map(|part| part.text_contents().filter(|_| part.is_text_html()).map(str::to_owned));
    let made = match (html.filter(|_| page || message.text_body_count() == 0 || only_html(message)), message.body_text(0)) {
        (Some(html), _) => article_from_html(source.name, &html, given, source.limits),
        (None, Some(text)) => article_from_text(source.name, &text, given),
        (None, None) => Err(Problem::new(source.name, ProblemKind::NoText, "There are no words in the message itself.")),
    };
    let (mut articles, mut problems) = one(made, Vec::new());
    if page {
        return (articles, problems);
    }
    for part in message.attachments().take(source.limits.entries) {
        let Some(name) = part.attachment_name().filter(|n| source::is_read(n)) else { continue };
        if source.depth >= source.limits.depth {
            problems.push(Problem::new(source.name, ProblemKind::TooDeep, "What is attached lies too deep and was not opened. Save it by itself."));
            break;
        }
        let file = Path::new(name).file_name().map_or_else(|| name.to_owned(), |n| n.to_string_lossy().into_owned());
        let (read, faults) = source::read(&Source { name: &format!("{}/{file}", source.name), bytes: part.contents(), depth: source.depth + 1, ..*source });
        articles.extend(read);
        problems.extend(faults);
    }
    // A message that only carries its attachments is no fault.
    if !articles.is_empty() {
        problems.retain(|p| p.kind != ProblemKind::NoText);
    }
    (articles, problems)
}

fn is_page(name: &str) -> bool {
    matches!(source::extension(Path::new(name)).as_str(), ".mht" | ".mhtml")
}

/// Whether the text body is only the page again.
fn only_html(message: &Message<'_>) -> bool {
    message.text_bodies().all(mail_parser::MessagePart::is_text_html)
}

/// Where a saved page was saved from.
fn address(message: &Message<'_>) -> Option<String> {
    let headers = message.headers_raw().map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect::<Vec<_>>();
    let of = |wanted: &str| headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    of("snapshot-content-location").or_else(|| of("content-location")).filter(|url| url.starts_with("http"))
}
