//! A folder is read while it is being listed, and gives what it gave when all of it was listed first: the same files in the same order, the
//! same articles, the same copies, the same problems.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use dateline::analysis::{self, Engine, Gathered, Prepared, Step};
use dateline::intake::{Ahead, Limits, Listed, Listing, Problem, ProblemKind, SourceFile, own_files, read_file, scan};
use dateline::model::Reading;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use walkdir::WalkDir;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::load().unwrap());

fn put(root: &Path, name: impl AsRef<Path>, bytes: &[u8]) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), bytes).unwrap();
}

fn story(n: usize) -> String {
    format!("Blast in Kidal\n\nA mine killed {} soldiers near Kidal on Friday, the army said. Column {n} had left the town at dawn.\n", n + 2)
}

/// Names that sort otherwise as wholes than folder by folder, copies on both sides of them, archives, exports, faults.
fn troubled() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for (n, name) in ["a.txt", "a/b.txt", "a-b.txt", "a/b/c.txt", "a/b-c.txt", "a0/x.txt", "B/y.txt", "é/z.txt", "zz.TXT", "a/.hidden.txt"].iter().enumerate()
    {
        put(root, name, story(n).as_bytes());
        put(root, format!("{}copy of {n}.txt", if n % 2 == 0 { "" } else { "a/b/" }), story(n).as_bytes());
    }
    let lines: Vec<String> = (0..40).map(|n| serde_json::json!({"text": story(n % 30)}).to_string()).collect();
    put(root, "a/many.jsonl", format!("{}\nnot a line\n", lines.join("\n")).as_bytes());
    put(root, "empty/none.txt", b"");
    put(root, "empty/photo.jpeg", b"\xff\xd8");
    put(root, "a/table.ods", b"PK");
    put(root, ".git/config", b"x");
    export_into(&root.join("out"), "events.csv");
    export_into(root, "a/b/tables.jsonl");
    hostile(root);
    folder
}

fn export_into(folder: &Path, file: &str) {
    let descriptor = serde_json::json!({"generator": "Dateline 0", "resources": [{"path": file, "hash": "sha256:0"}]});
    put(folder, "datapackage-x.json", descriptor.to_string().as_bytes());
    put(folder, file, b"{\"text\": \"A mine killed nine men near Kidal.\"}\n");
}

#[cfg(unix)]
fn hostile(root: &Path) {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    for (link, target) in
        [("loop", "."), ("a/up", ".."), ("a/b/again", "../../a0"), ("dangling.txt", "nowhere"), ("self", "self"), ("linked.txt", "a.txt"), (".git/gone", "x")]
    {
        symlink(target, root.join(link)).unwrap();
    }
    symlink(root.join("a"), root.join("B/back")).unwrap();
    symlink(root.join("B"), root.join("a/forth")).unwrap();
    symlink("/dev/zero", root.join("zero.txt")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(root.join("pipe.txt")).arg(root.join("a/.pipe.txt")).status().unwrap().success());
    put(root, "locked/x.txt", story(50).as_bytes());
    std::fs::set_permissions(root.join("locked"), std::fs::Permissions::from_mode(0o000)).unwrap();
    // Folders whose names are not UTF-8 and look alike: what is in them is in one order.
    for (n, name) in [&b"odd\xfe/2.txt"[..], b"odd\xff/1.txt", b"odd\xff/2.txt", b"odd\xfe/3.txt", b"\xe9t\xe9.txt"].into_iter().enumerate() {
        put(root, std::ffi::OsStr::from_bytes(name), story(20 + n % 3).as_bytes());
    }
}

#[cfg(not(unix))]
fn hostile(_root: &Path) {}

fn name_below(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap().components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// What was listed before any was read: everything is walked through, and then sorted.
fn listed_at_once(root: &Path) -> (Vec<SourceFile>, Vec<(String, ProblemKind)>, usize) {
    let (mut files, mut problems, mut ignored) = (Vec::new(), Vec::new(), 0);
    for entry in WalkDir::new(root).follow_links(true) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let kind = if error.loop_ancestor().is_some() { ProblemKind::SymlinkLoop } else { ProblemKind::Unreadable };
                problems.push((name_below(root, error.path().unwrap()), kind));
                continue;
            }
        };
        let name = name_below(root, entry.path());
        let folders = entry.path().ancestors().skip(1).take_while(|f| f.starts_with(root)).take(2);
        let is_own = folders.into_iter().any(|f| own_files(f).contains_key(&name_below(f, entry.path())));
        if entry.file_type().is_dir() || name.split('/').any(|part| part.starts_with('.')) || is_own {
            continue;
        }
        match entry.path().extension().map(std::ffi::OsStr::to_ascii_lowercase) {
            Some(e) if entry.file_type().is_file() && ["txt", "json", "jsonl", "csv"].iter().any(|known| e == *known) => {
                files.push(SourceFile { name, location: entry.path().to_owned() });
            }
            _ if entry.file_type().is_file() => ignored += 1,
            _ => problems.push((name, ProblemKind::NotAFile)),
        }
    }
    files.sort();
    problems.sort();
    (files, problems, ignored)
}

#[test]
fn files_come_in_the_order_of_their_whole_names_whatever_lies_between() {
    let folder = troubled();
    let (files, mut problems, ignored) = listed_at_once(folder.path());
    assert!(files.len() > 30 && problems.len() >= if cfg!(unix) { 8 } else { 0 } && ignored >= 2, "{problems:?}, {ignored}");
    let found = scan(folder.path());
    assert_eq!(found.files, files);
    let mut told: Vec<(String, ProblemKind)> = found.problems.iter().map(|p| (p.path.clone(), p.kind)).collect();
    assert_eq!(told.pop(), Some((String::new(), ProblemKind::Unsupported)), "what is said of the folder as a whole comes last");
    assert!(found.problems.last().unwrap().message.starts_with(&format!("{ignored} files are of a kind that is not read")), "{:?}", found.problems);
    told.sort();
    problems.sort();
    assert_eq!(told, problems);
}

#[test]
fn a_later_folder_is_not_looked_into_before_the_first_file_is_known() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a/1.txt", b"x");
    put(folder.path(), "b/1.txt", b"x");
    let mut listing = Listing::new(folder.path());
    let name = |listed: Option<Listed>| match listed {
        Some(Listed::File(file)) => file.name,
        other => panic!("{other:?}"),
    };
    assert_eq!(name(listing.next()), "a/1.txt");
    put(folder.path(), "b/0.txt", b"x");
    assert_eq!([name(listing.next()), name(listing.next())], ["b/0.txt", "b/1.txt"]);
    assert!(listing.next().is_none());
}

fn gathered(root: &Path, slow: bool) -> (Gathered, Vec<usize>, usize) {
    let all = Mutex::new((Gathered::default(), Vec::new(), 0));
    analysis::read_folder(&ENGINE, root, &Limits::default(), &AtomicBool::new(false), Prepared::Unread, &|step| {
        let mut all = all.lock().unwrap();
        match step {
            Step::Found(n) => all.1.push(n),
            Step::Done(n) => all.2 = n,
            step => all.0.take(step),
        }
        if slow {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
    });
    let mut all = all.into_inner().unwrap();
    all.0.finish();
    all
}

/// What the same files give when they are read one after the other, after all were listed.
fn read_one_after_the_other(root: &Path) -> (Vec<Arc<Reading>>, Vec<Problem>) {
    let scan = scan(root);
    let (mut readings, mut problems): (BTreeMap<String, Reading>, _) = (BTreeMap::new(), scan.problems);
    for file in &scan.files {
        let (articles, faults) = read_file(file, &Limits::default());
        problems.extend(faults);
        for article in articles {
            match readings.get_mut(&article.id) {
                Some(first) => {
                    let same = format!("The same text as {}; it is kept once.", first.article.path);
                    problems.push(Problem::new(&article.path, ProblemKind::Duplicate, same));
                    first.article.copies.push(article.path);
                }
                None => drop(readings.insert(article.id.clone(), ENGINE.read(article, &AtomicBool::new(false)).unwrap())),
            }
        }
    }
    let mut readings: Vec<Arc<Reading>> = readings.into_values().map(Arc::new).collect();
    readings.sort_by(|a, b| a.article.path.cmp(&b.article.path));
    (readings, problems)
}

#[test]
fn reading_while_listing_gives_what_reading_after_it_gave() {
    let folder = troubled();
    let (readings, mut problems) = read_one_after_the_other(folder.path());
    assert!(readings.len() > 30 && readings.iter().any(|r| r.article.copies.len() > 2) && readings.iter().any(|r| !r.reports.is_empty()));
    let (first, found, done) = gathered(folder.path(), false);
    assert_eq!(first.readings, readings);
    assert!(found.is_sorted() && found.last() == Some(&done) && done == scan(folder.path()).files.len(), "{found:?}, {done}");
    let (again, ..) = gathered(folder.path(), true);
    assert_eq!((&again.readings, &again.problems), (&first.readings, &first.problems), "the same in the same order, however long it takes");
    let by_path = |problems: &mut Vec<Problem>| problems.sort_by_cached_key(|p| (p.path.clone(), p.line, format!("{:?}", p.kind)));
    let mut told = first.problems;
    by_path(&mut told);
    by_path(&mut problems);
    assert_eq!(told, problems);
}

#[test]
fn who_stops_the_reading_need_not_wait_for_the_list() {
    let folder = troubled();
    let cancel = AtomicBool::new(false);
    let mut ahead = Ahead::of(folder.path());
    assert_eq!(ahead.take(1, &cancel).len(), 1);
    let read = Mutex::new(0);
    analysis::read_files(&ENGINE, ahead, &Limits::default(), &cancel, Prepared::Unread, &|step| {
        if let Step::Read(_) = step {
            *read.lock().unwrap() += 1;
            cancel.store(true, Ordering::Relaxed);
        }
    });
    assert!((1..=2).contains(&*read.lock().unwrap()), "only what was begun is read");
}
