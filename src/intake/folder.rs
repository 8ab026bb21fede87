//! A folder to its articles: what lies in it, and one file at a time. Pipes and devices are never opened.

use super::limits::{Limits, megabytes};
use super::listing::{Listed, Listing, SourceFile};
use super::problem::{Problem, ProblemKind};
use super::source::{largest, read_bytes};
use crate::model::Article;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// What a folder holds.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// The files to read, by name.
    pub files: Vec<SourceFile>,
    /// What cannot be read, by name too; what is said of the folder as a whole comes last.
    pub problems: Vec<Problem>,
}

/// Lists the files under `root`, or `root` itself where it is a file, without reading any.
pub fn scan(root: &Path) -> Scan {
    let mut scan = Scan::default();
    for listed in Listing::new(root) {
        match listed {
            Listed::File(file) => scan.files.push(file),
            Listed::Problem(problem) => scan.problems.push(problem),
        }
    }
    scan
}

pub(super) fn unreadable(name: &str, why: &str) -> Problem {
    let message = format!("It could not be read ({why}). Check that you may open it, then open the folder again.");
    Problem::new(name, ProblemKind::Unreadable, message)
}

pub(super) fn not_a_file(name: &str) -> Problem {
    Problem::new(name, ProblemKind::NotAFile, "This is a pipe, a socket or a device, not a file, so it was not opened. Take it out of the folder.")
}

/// Reads one file. Never panics: a fault of a library becomes a problem of that file.
pub fn read_file(file: &SourceFile, limits: &Limits) -> (Vec<Article>, Vec<Problem>) {
    match load(file, limits) {
        Ok(bytes) => read_bytes(&file.name, &bytes, limits),
        Err(problem) => (Vec::new(), vec![problem]),
    }
}

/// The bytes of a regular file below the limit. The metadata are asked first: opening a pipe would wait for ever.
fn load(file: &SourceFile, limits: &Limits) -> Result<Vec<u8>, Problem> {
    let refuse = |e: std::io::Error| unreadable(&file.name, &e.to_string());
    let metadata = fs::metadata(&file.location).map_err(refuse)?;
    if !metadata.is_file() {
        return Err(not_a_file(&file.name));
    }
    let limit = largest(&file.name, limits);
    let too_large = |bytes: u64| {
        let message = format!("The file has {}; the limit is {}, so it was left out. Split it into smaller files.", megabytes(bytes), megabytes(limit));
        Problem::new(&file.name, ProblemKind::TooLarge, message)
    };
    if metadata.len() > limit {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    File::open(&file.location).and_then(|f| f.take(limit + 1).read_to_end(&mut bytes)).map_err(refuse)?;
    if bytes.len() as u64 > limit { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

/// Keeps the first of articles with the same text and notes the others on it. The order stays.
pub fn dedupe(articles: Vec<Article>) -> (Vec<Article>, Vec<Problem>) {
    let mut kept: Vec<Article> = Vec::with_capacity(articles.len());
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut problems = Vec::new();
    for article in articles {
        let first = seen.get(&article.id).and_then(|i| kept.get_mut(*i));
        let Some(first) = first else {
            seen.insert(article.id.clone(), kept.len());
            kept.push(article);
            continue;
        };
        let message = format!("The text is the same as that of {}, so it counts as one article. Nothing needs to be done.", first.path);
        problems.push(Problem::new(&article.path, ProblemKind::Duplicate, message));
        first.copies.push(article.path);
        first.copies.extend(article.copies);
        fill(first, article.published, article.outlet, article.url);
    }
    (kept, problems)
}

/// A copy may know what the first does not.
fn fill(
    first: &mut Article,
    published: Option<crate::model::Resolved<crate::model::PartialDate>>,
    outlet: Option<crate::model::Resolved<String>>,
    url: Option<String>,
) {
    first.published = first.published.take().or(published);
    first.outlet = first.outlet.take().or(outlet);
    first.url = first.url.take().or(url);
}
