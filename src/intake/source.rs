//! The kinds of file that articles are read from: one line each in `READERS`. To add one: a file with a reader, and its line.

use super::article::{Given, article_from_html, article_from_text};
use super::decode::decode;
use super::json_line::{articles_from_json_lines, hex_digest};
use super::limits::{Budget, Limits};
use super::problem::{Problem, ProblemKind};
use super::{archive, docx, json, mail, pdf, table, warc};
use crate::model::Article;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// What a file gives: its articles, and what was wrong.
pub(super) type Found = (Vec<Article>, Vec<Problem>);

/// A file, or a member of an archive.
pub(super) struct Source<'a> {
    /// Its name below the opened folder; of a member, that of the archive and its own, parted by `/`.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// What is too much.
    pub limits: &'a Limits,
    /// What the outermost archive may still unpack.
    pub budget: &'a Budget,
    /// In how many archives it lies.
    pub depth: usize,
}

/// What a reader works on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Holds {
    /// One article, plainly: quick and safe to read.
    Text,
    /// One article in a form that a library must take apart: read on a thread of its own, which is given up when it takes too long.
    Article,
    /// Many articles.
    Many,
}

/// A kind of file: the endings of its names, what it holds, and what reads it.
struct Reader {
    endings: &'static [&'static str],
    holds: Holds,
    read: fn(&Source<'_>) -> Found,
}

const READERS: &[Reader] = &[
    Reader { endings: &[".txt", ".text"], holds: Holds::Text, read: text },
    Reader { endings: &[".html", ".htm", ".xhtml"], holds: Holds::Article, read: html },
    Reader { endings: &[".jsonl", ".ndjson"], holds: Holds::Many, read: json_lines },
    Reader { endings: &[".json"], holds: Holds::Many, read: json::read },
    Reader { endings: &[".csv", ".tsv"], holds: Holds::Many, read: table::read_csv },
    Reader { endings: &[".xlsx"], holds: Holds::Many, read: table::read_xlsx },
    Reader { endings: &[".docx"], holds: Holds::Article, read: docx::read },
    Reader { endings: &[".pdf"], holds: Holds::Article, read: pdf::read },
    Reader { endings: &[".eml", ".mht", ".mhtml"], holds: Holds::Many, read: mail::read_message },
    Reader { endings: &[".mbox"], holds: Holds::Many, read: mail::read_mailbox },
    Reader { endings: &[".warc"], holds: Holds::Many, read: warc::read },
    Reader { endings: &[".zip"], holds: Holds::Many, read: archive::read_zip },
    Reader { endings: &[".gz"], holds: Holds::Many, read: archive::read_gzip },
];

fn reader_of(name: &str) -> Option<&'static Reader> {
    let ending = extension(Path::new(name));
    READERS.iter().find(|r| r.endings.contains(&ending.as_str()))
}

/// Whether a file of that name is read. A packed file is read where what it packs is.
pub(super) fn is_read(name: &str) -> bool {
    match name.to_lowercase().strip_suffix(".gz") {
        Some(inner) => reader_of(inner).is_some(),
        None => reader_of(name).is_some(),
    }
}

/// The largest file of that name that is read.
pub(super) fn largest(name: &str, limits: &Limits) -> u64 {
    if reader_of(name).is_some_and(|r| r.holds == Holds::Many) { limits.archive_bytes } else { limits.file_bytes }
}

/// All endings, for sentences.
pub(super) fn all_endings() -> String {
    READERS.iter().flat_map(|r| r.endings).copied().collect::<Vec<_>>().join(", ")
}

/// `.txt`, in lower case.
pub(super) fn extension(path: &Path) -> String {
    path.extension().map_or_else(|| "without extension".to_owned(), |e| format!(".{}", e.to_string_lossy().to_lowercase()))
}

/// Reads what a file called `name` holds. Never panics, and never takes longer than the limits say for each article.
pub fn read_bytes(name: &str, bytes: &[u8], limits: &Limits) -> Found {
    let (articles, mut problems) = read(&Source { name, bytes, limits, budget: &Budget::new(limits), depth: 0 });
    if articles.is_empty() && problems.is_empty() {
        problems.push(Problem::new(name, ProblemKind::NoText, "There is no article in the file. Look whether it was saved with its text."));
    }
    (articles, problems)
}

/// Reads a file or a member.
pub(super) fn read(source: &Source<'_>) -> Found {
    if source.bytes.is_empty() {
        let message = "The file is empty, so there is nothing to read. Delete it, or save the article again.";
        return (Vec::new(), vec![Problem::new(source.name, ProblemKind::Empty, message)]);
    }
    match reader_of(source.name) {
        Some(reader) if reader.holds == Holds::Article => in_time(source, reader.read),
        Some(reader) => guarded(source, reader.read),
        None => guarded(source, text),
    }
}

/// A fault of a library costs this file only.
fn guarded(source: &Source<'_>, read: fn(&Source<'_>) -> Found) -> Found {
    catch_unwind(AssertUnwindSafe(|| read(source))).unwrap_or_else(|_| (Vec::new(), vec![halted(source.name)]))
}

fn halted(name: &str) -> Problem {
    let message = "The file brought the reader to a halt and was left out; the others are not touched. Save the article as plain text (.txt).";
    Problem::new(name, ProblemKind::Internal, message)
}

/// Room for libraries that call themselves deeply.
const STACK: usize = 32 * 1024 * 1024;

/// Reads on a thread of its own. When it takes too long it is no longer waited for; a thread cannot be stopped from outside.
fn in_time(source: &Source<'_>, read: fn(&Source<'_>) -> Found) -> Found {
    let (sender, receiver) = channel();
    let (name, bytes, limits, depth) = (source.name.to_owned(), source.bytes.to_vec(), source.limits.clone(), source.depth);
    let left = source.budget.left();
    let work = move || {
        let budget = Budget::new(&Limits { unpacked_bytes: left, ..limits.clone() });
        let found = guarded(&Source { name: &name, bytes: &bytes, limits: &limits, budget: &budget, depth }, read);
        // Nobody listens any more when it took too long.
        let _ = sender.send(found);
    };
    let started = std::thread::Builder::new().name("article".to_owned()).stack_size(STACK).spawn(work);
    if started.is_err() {
        return guarded(source, read);
    }
    match receiver.recv_timeout(Duration::from_secs(source.limits.article_seconds)) {
        Ok(found) => found,
        Err(RecvTimeoutError::Disconnected) => (Vec::new(), vec![halted(source.name)]),
        Err(RecvTimeoutError::Timeout) => {
            let message =
                format!("Reading it took longer than {} seconds, so it was left out. Save the article as plain text (.txt).", source.limits.article_seconds);
            (Vec::new(), vec![Problem::new(source.name, ProblemKind::TooSlow, message)])
        }
    }
}

/// The article that was made, or why not.
pub(super) fn one(made: Result<(Article, Vec<Problem>), Problem>, mut problems: Vec<Problem>) -> Found {
    match made {
        Ok((article, notices)) => {
            problems.extend(notices);
            (vec![article], problems)
        }
        Err(problem) => {
            problems.push(problem);
            (Vec::new(), problems)
        }
    }
}

/// What is known of an article before it is read: the hash of its bytes.
pub(super) fn hashed(bytes: &[u8]) -> Given {
    Given { sha256: hex_digest(bytes), ..Given::default() }
}

fn text(source: &Source<'_>) -> Found {
    match decode(source.name, source.bytes, false) {
        Ok(decoded) => one(article_from_text(source.name, &decoded.text, hashed(source.bytes)), decoded.problems),
        Err(problem) => (Vec::new(), vec![problem]),
    }
}

fn html(source: &Source<'_>) -> Found {
    match decode(source.name, source.bytes, true) {
        Ok(decoded) => one(article_from_html(source.name, &decoded.text, hashed(source.bytes), source.limits), decoded.problems),
        Err(problem) => (Vec::new(), vec![problem]),
    }
}

fn json_lines(source: &Source<'_>) -> Found {
    match decode(source.name, source.bytes, false) {
        Ok(decoded) => {
            let (articles, mut problems) = articles_from_json_lines(source.name, &decoded.text, source.limits);
            problems.extend(decoded.problems);
            (articles, problems)
        }
        Err(problem) => (Vec::new(), vec![problem]),
    }
}
