//! What lies below a folder, in the order of the names: the first file is known before the last folder is looked into.

use super::folder::{not_a_file, unreadable};
use super::own_export::{is_descriptor, named_by};
use super::problem::{Problem, ProblemKind};
use super::source::{all_endings, extension, is_read};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that is worth reading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Its path relative to the opened folder, with `/`.
    pub name: String,
    /// Where it lies.
    pub location: PathBuf,
}

/// What going through a folder comes to.
#[derive(Clone, Debug)]
pub enum Listed {
    /// A file to read.
    File(SourceFile),
    /// Something that cannot be read.
    Problem(Problem),
}

/// Goes through a folder, or comes to one file. No file is opened, and only links are asked what they lead to.
///
/// A folder counts as its name with a `/`, so all that lies in it comes right after it, as if all paths had been sorted.
pub struct Listing {
    /// What was seen and not come to yet.
    ahead: BinaryHeap<Reverse<Seen>>,
    /// Files of kinds that are not read, by ending.
    ignored: BTreeMap<String, usize>,
}

impl Listing {
    /// Of what lies at `root`.
    pub fn new(root: &Path) -> Self {
        let kind = followed(root, None);
        let name = if matches!(kind, Kind::Folder) { String::new() } else { own_name(root) };
        let seen = Seen { name, location: root.to_owned(), kind, within: None };
        Self { ahead: BinaryHeap::from([Reverse(seen)]), ignored: BTreeMap::new() }
    }

    fn come_to(&mut self, seen: Seen) -> Option<Listed> {
        match seen.kind {
            Kind::Folder => self.look_into(seen),
            Kind::Broken(problem) => Some(Listed::Problem(*problem)),
            _ if is_hidden(&seen.name) => None,
            Kind::Other => Some(Listed::Problem(not_a_file(&seen.name))),
            Kind::File if seen.is_own_export() => None,
            Kind::File if is_read(&seen.name) => Some(Listed::File(SourceFile { name: seen.name, location: seen.location })),
            Kind::File => {
                *self.ignored.entry(extension(&seen.location)).or_default() += 1;
                None
            }
        }
    }

    /// All that is in the folder lies ahead, even behind names that were seen before.
    fn look_into(&mut self, seen: Seen) -> Option<Listed> {
        match fs::read_dir(&seen.location) {
            Ok(entries) => {
                let found: Vec<io::Result<DirEntry>> = entries.collect();
                let folder = Arc::new(Folder::new(seen, &found));
                self.ahead.extend(found.into_iter().map(|entry| Reverse(Seen::of(entry, &folder))));
                None
            }
            Err(error) => {
                let name = seen.name.strip_suffix('/').map_or_else(|| own_name(&seen.location), str::to_owned);
                Some(Listed::Problem(missing_or_unreadable(&name, &error)))
            }
        }
    }
}

impl Iterator for Listing {
    type Item = Listed;

    fn next(&mut self) -> Option<Listed> {
        while let Some(Reverse(seen)) = self.ahead.pop() {
            let listed = self.come_to(seen);
            if listed.is_some() {
                return listed;
            }
        }
        unsupported(&std::mem::take(&mut self.ignored)).map(Listed::Problem)
    }
}

/// What is known of an entry without opening it.
enum Kind {
    File,
    Folder,
    /// A pipe, a socket, a device.
    Other,
    Broken(Box<Problem>),
}

/// Something that was seen in its folder.
struct Seen {
    /// Its path below the opened folder, with `/`; of a folder, with one at the end.
    name: String,
    location: PathBuf,
    kind: Kind,
    within: Option<Arc<Folder>>,
}

impl Seen {
    fn of(entry: io::Result<DirEntry>, folder: &Arc<Folder>) -> Self {
        let within = Some(Arc::clone(folder));
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                return Self { name: folder.name.clone(), location: folder.location.clone(), kind: broken(unreadable("", &error.to_string())), within };
            }
        };
        let (location, mut name) = (entry.path(), folder.name.clone());
        name.push_str(&entry.file_name().to_string_lossy());
        let kind = match entry.file_type() {
            Ok(kind) if kind.is_symlink() => followed(&location, Some((&name, folder))),
            Ok(kind) => kind_of(kind),
            Err(error) => broken(unreadable(&name, &error.to_string())),
        };
        if matches!(kind, Kind::Folder) {
            name.push('/');
        }
        Self { name, location, kind, within }
    }

    /// Whether an earlier export wrote it, into its own folder or the one above.
    fn is_own_export(&self) -> bool {
        let inner = self.within.as_ref();
        let outer = inner.and_then(|folder| folder.within.as_ref());
        [inner, outer].into_iter().flatten().any(|folder| self.name.strip_prefix(&folder.name).is_some_and(|below| folder.own.contains_key(below)))
    }
}

impl Ord for Seen {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(&other.name).then_with(|| self.location.cmp(&other.location))
    }
}

impl PartialOrd for Seen {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Seen {}

/// A folder that was looked into.
struct Folder {
    /// Its path below the opened folder, with `/` at the end; empty for that itself.
    name: String,
    location: PathBuf,
    /// The program's own exports in it.
    own: BTreeMap<String, String>,
    within: Option<Arc<Folder>>,
}

impl Folder {
    fn new(seen: Seen, entries: &[io::Result<DirEntry>]) -> Self {
        let descriptors = entries.iter().flatten().filter(|entry| is_descriptor(&entry.file_name().to_string_lossy()));
        let own = named_by(descriptors.map(DirEntry::path));
        Self { name: seen.name, location: seen.location, own, within: seen.within }
    }

    /// Whether `link` leads to this folder or to one around it.
    fn is_at_or_below(&self, link: &Path) -> io::Result<bool> {
        let mut folder = Some(self);
        while let Some(at) = folder {
            if same_file::is_same_file(link, &at.location)? {
                return Ok(true);
            }
            folder = at.within.as_deref();
        }
        Ok(false)
    }
}

fn broken(problem: Problem) -> Kind {
    Kind::Broken(Box::new(problem))
}

fn kind_of(kind: fs::FileType) -> Kind {
    match kind {
        kind if kind.is_dir() => Kind::Folder,
        kind if kind.is_file() => Kind::File,
        _ => Kind::Other,
    }
}

/// What `path` leads to; `link` has its name and the folder that it lies in, where it may lead back.
fn followed(path: &Path, link: Option<(&str, &Arc<Folder>)>) -> Kind {
    let name = || link.map_or_else(|| own_name(path), |(name, _)| name.to_owned());
    let kind = match fs::metadata(path) {
        Ok(metadata) => kind_of(metadata.file_type()),
        Err(error) => return broken(missing_or_unreadable(&name(), &error)),
    };
    let leads_back = link.filter(|_| matches!(kind, Kind::Folder)).map_or(Ok(false), |(_, folder)| folder.is_at_or_below(path));
    match leads_back {
        Ok(false) => kind,
        Ok(true) => broken(leads_to_itself(&name())),
        Err(error) => broken(unreadable(&name(), &error.to_string())),
    }
}

/// The last part of `path`, for what is opened itself and so has no path below a folder.
fn own_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
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

fn leads_to_itself(name: &str) -> Problem {
    let message = "This link leads back to a folder above it, so it was not followed. Everything else was read; delete the link if it is not needed.";
    Problem::new(name, ProblemKind::SymlinkLoop, message)
}

fn missing_or_unreadable(name: &str, error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::NotFound {
        return Problem::new(name, ProblemKind::Unreadable, "The file or the link’s target is not there. Check where it was moved to.");
    }
    unreadable(name, &error.to_string())
}
