//! Web archives (`.warc`): the pages among the answers of servers. Pictures, scripts and requests are passed over.

use super::article::{Given, article_from_html, article_from_text};
use super::decode::decode;
use super::json_line::hex_digest;
use super::limits::Limits;
use super::problem::{Problem, ProblemKind};
use super::source::{Found, Source};
use crate::model::Article;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use warc::{BufferedBody, Record, RecordType, WarcHeader, WarcReader};

/// Header lines of an answer that are understood.
const HEADERS: usize = 128;

pub(super) fn read(source: &Source<'_>) -> Found {
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    if !source.bytes.starts_with(b"WARC/") {
        problems.push(Problem::new(source.name, ProblemKind::Damaged, "It is no web archive, though its name says so. Save the pages as .html."));
        return (articles, problems);
    }
    for (index, record) in WarcReader::new(source.bytes).iter_records().enumerate().take(source.limits.entries) {
        let name = format!("{}#{}", source.name, index + 1);
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let message = format!("It is damaged or cut off at record {} ({error}); what stands before it was read. Copy it again.", index + 1);
                problems.push(Problem::new(source.name, ProblemKind::Damaged, message));
                break;
            }
        };
        // The library panics on headers that are not UTF-8.
        let Ok(page) = catch_unwind(AssertUnwindSafe(|| page(&record, source.limits))) else {
            let message = format!("The header of record {} is not text; the record was left out, the others were read. Copy the archive again.", index + 1);
            problems.push(Problem::new(source.name, ProblemKind::Damaged, message));
            continue;
        };
        let Some((html, bytes, url)) = page else { continue };
        match article(&name, html, &bytes, url, source.limits) {
            Ok((article, notices)) => {
                articles.push(article);
                problems.extend(notices);
            }
            Err(problem) => problems.push(problem),
        }
    }
    if articles.is_empty() && problems.is_empty() {
        problems.push(Problem::new(source.name, ProblemKind::NoText, "There is no page with text in the web archive."));
    }
    (articles, problems)
}

/// The page of a record and its address; `html` is false of plain text.
fn page(record: &Record<BufferedBody>, limits: &Limits) -> Option<(bool, Vec<u8>, Option<String>)> {
    let url = record.header(WarcHeader::TargetURI).map(|u| u.trim_matches(['<', '>']).to_owned());
    let (html, bytes) = match record.warc_type() {
        RecordType::Response => answer(record.body(), limits)?,
        RecordType::Resource | RecordType::Conversion => {
            let kind = record.header(WarcHeader::ContentType).map(|k| k.to_lowercase()).unwrap_or_default();
            kind_of(&kind).map(|html| (html, record.body().to_vec()))?
        }
        _ => return None,
    };
    Some((html, bytes, url))
}

fn article(name: &str, html: bool, bytes: &[u8], url: Option<String>, limits: &Limits) -> Result<(Article, Vec<Problem>), Problem> {
    let decoded = decode(name, bytes, html)?;
    let given = Given { sha256: hex_digest(bytes), url, ..Given::default() };
    let (article, mut notices) = if html { article_from_html(name, &decoded.text, given, limits)? } else { article_from_text(name, &decoded.text, given)? };
    notices.extend(decoded.problems);
    Ok((article, notices))
}

/// Whether a content type is a page (`true`), plain text (`false`), or neither.
fn kind_of(content_type: &str) -> Option<bool> {
    if content_type.contains("html") { Some(true) } else { content_type.starts_with("text/plain").then_some(false) }
}

/// The page that a server's answer holds, freed of its wrappings; `None` where it is none, or an error page.
fn answer(body: &[u8], limits: &Limits) -> Option<(bool, Vec<u8>)> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(head) = response.parse(body).ok()? else { return None };
    if !response.code.is_some_and(|code| (200..300).contains(&code)) {
        return None;
    }
    let header = |wanted: &str| {
        let found = response.headers.iter().find(|h| h.name.eq_ignore_ascii_case(wanted));
        found.map(|h| String::from_utf8_lossy(h.value).to_lowercase()).unwrap_or_default()
    };
    let html = kind_of(&header("content-type"))?;
    let payload = body.get(head..)?;
    let whole = if header("transfer-encoding").contains("chunked") { joined(payload).unwrap_or_else(|| payload.to_vec()) } else { payload.to_vec() };
    let most = limits.file_bytes.min((whole.len() as u64).saturating_mul(limits.ratio).max(1024 * 1024));
    let mut bytes = Vec::new();
    match header("content-encoding").as_str() {
        "gzip" | "x-gzip" => MultiGzDecoder::new(whole.as_slice()).take(most).read_to_end(&mut bytes).ok()?,
        "deflate" => ZlibDecoder::new(whole.as_slice()).take(most).read_to_end(&mut bytes).ok()?,
        "" | "identity" => return Some((html, whole)),
        _ => return None,
    };
    Some((html, bytes))
}

/// The chunks of a chunked answer put together; `None` where it is not chunked, as archives that already joined them.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let httparse::Status::Complete((at, size)) = httparse::parse_chunk_size(rest).ok()? else { return None };
        if size == 0 {
            return Some(whole);
        }
        let end = at.checked_add(usize::try_from(size).ok()?)?;
        whole.extend_from_slice(rest.get(at..end)?);
        rest = rest.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_freed_of_their_wrappings() {
        let limits = Limits::default();
        let plain = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>T\r\n7\r\nwo died\r\n0\r\n\r\n";
        assert_eq!(answer(plain, &limits), Some((true, b"<p>Two died".to_vec())));
        let already = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nTwo died";
        assert_eq!(answer(already, &limits), Some((false, b"Two died".to_vec())));
        for none in [&b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nx"[..], b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx", b"nonsense"] {
            assert_eq!(answer(none, &limits), None);
        }
    }
}
