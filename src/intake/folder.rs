//! A folder to its articles: what lies in it, and one file at a time. Pipes and devices are never opened.

use super::limits::{Limits, megabytes};
use super::own_export::own_files;
use super::problem::{Problem, ProblemKind};
use super::source::{all_endings, extension, is_read, largest, read_bytes};
use crate::model::Article;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A file that is worth reading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Its path relative to the opened folder, with `/`.
    pub name: String,
    /// Where it lies.
    pub location: PathBuf,
    /// Its size.
    pub bytes: u64,
}

/// What a folder holds.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// The files to read, by name.
    pub files: Vec<SourceFile>,
    /// What cannot be read.
    pub problems: Vec<Problem>,
}

/// Lists the files under `root`, or `root` itself where it is a file, without reading any.
pub fn scan(root: &Path) -> Scan {
    let mut scan = Scan::default();
    let mut ignored: BTreeMap<String, usize> = BTreeMap::new();
    let mut own = OwnExports::default();
    for entry in WalkDir::new(root).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(entry) => scan_entry(root, &entry, &mut scan, &mut ignored, &mut own),
            Err(error) => scan.problems.push(walk_problem(root, &error)),
        }
    }
    if let Some(problem) = unsupported(&ignored) {
        scan.problems.push(problem);
    }
    scan.files.sort();
    scan
}

fn scan_entry(root: &Path, entry: &walkdir::DirEntry, scan: &mut Scan, ignored: &mut BTreeMap<String, usize>, own: &mut OwnExports) {
    let name = relative(root, entry.path());
    let kind = entry.file_type();
    if kind.is_dir() || is_hidden(&name) {
        return;
    }
    if kind.is_file() && own.of(root, entry.path()) {
        return;
    }
    if !is_read(&name) && kind.is_file() {
        *ignored.entry(extension(entry.path())).or_default() += 1;
        return;
    }
    if !kind.is_file() {
        scan.problems.push(not_a_file(&name));
        return;
    }
    match entry.metadata() {
        Ok(metadata) => scan.files.push(SourceFile { name, location: entry.path().to_owned(), bytes: metadata.len() }),
        Err(error) => scan.problems.push(unreadable(&name, &error.to_string())),
    }
}

/// The program's own exports below the opened folder, which are no articles.
#[derive(Default)]
struct OwnExports {
    by_folder: BTreeMap<PathBuf, BTreeMap<String, String>>,
}

impl OwnExports {
    /// Whether an earlier export wrote the file at `path`, into its own folder or one above it, up to `root`.
    fn of(&mut self, root: &Path, path: &Path) -> bool {
        let folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
        for folder in folders.take(2) {
            let own = self.by_folder.entry(folder.to_owned()).or_insert_with(|| own_files(folder));
            if !own.is_empty() && own.contains_key(&relative(folder, path)) {
                return true;
            }
        }
        false
    }
}

/// Files that the system or an editor keeps for itself.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.'))
}

fn unsupported(ignored: &BTreeMap<String, usize>) -> Option<Problem> {
    let total: usize = ignored.values().sum();
    let kinds: Vec<String> = ignored.iter().map(|(extension, n)| format!("{n} × {extension}")).collect();
    let files = if total == 1 { "1 file is" } else { &format!("{total} files are") };
    let message = format!("{files} of a kind that is not read ({}). Articles are read from {}.", kinds.join(", "), all_endings());
    (total > 0).then(|| Problem::new("", ProblemKind::Unsupported, message))
}

fn walk_problem(root: &Path, error: &walkdir::Error) -> Problem {
    let name = error.path().map(|p| relative(root, p)).unwrap_or_default();
    if error.loop_ancestor().is_some() {
        let message = "This link leads back to a folder above it, so it was not followed. Everything else was read; delete the link if it is not needed.";
        return Problem::new(&name, ProblemKind::SymlinkLoop, message);
    }
    let dangling = error.io_error().is_some_and(|e| e.kind() == std::io::ErrorKind::NotFound);
    if dangling {
        return Problem::new(&name, ProblemKind::Unreadable, "The file or the link’s target is not there. Check where it was moved to.");
    }
    unreadable(&name, &error.io_error().map_or_else(|| error.to_string(), ToString::to_string))
}

fn unreadable(name: &str, why: &str) -> Problem {
    let message = format!("It could not be read ({why}). Check that you may open it, then open the folder again.");
    Problem::new(name, ProblemKind::Unreadable, message)
}

fn not_a_file(name: &str) -> Problem {
    Problem::new(name, ProblemKind::NotAFile, "This is a pipe, a socket or a device, not a file, so it was not opened. Take it out of the folder.")
}

/// `path` below `root`, with `/`; the file's own name where `root` is the file.
fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let below = if below.as_os_str().is_empty() { path.file_name().map_or(path, Path::new) } else { below };
    below.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
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
