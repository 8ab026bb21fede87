//! What neither a folder nor a long session may do: take more memory or time than there is, mix up projects, change articles or decisions
//! behind the analyst's back. `docs/trust.md` lists the threats.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot go on fails, and says what it could not try")]

#[cfg(feature = "window")]
#[path = "common/desk.rs"]
mod desk;

use dateline::analysis::Engine;
use dateline::intake::{Ahead, Limits, Listed, read_bytes};
use dateline::model::Reading;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

const STORY: &str = "Two killed in Kidal\n\nKIDAL, Mali (AFP) - A mine killed two soldiers and wounded Moussa Traore near Kidal on 3 May 2024, the army said.\n\n\
                     Rebels shot at the car of the governor in Gao on Saturday; “at least 40 people” have died since March.\n";

fn put(root: &Path, name: impl AsRef<Path>, bytes: &[u8]) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

/// `DATELINE_FILES=1000000` makes a long run of a test that asks for that number.
fn asked(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

fn extract(folder: &Path, out: &Path, kilobytes: Option<usize>) -> Output {
    let limit = kilobytes.map_or_else(String::new, |n| format!("ulimit -v {n} && "));
    let script = format!(r#"{limit}exec "$0" extract "$1" --out "$2""#);
    Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_dateline")]).args([folder, out]).output().unwrap()
}

/// What was read, without what says how the file was written.
fn read(engine: &Engine, bytes: &[u8]) -> Reading {
    let (articles, _) = read_bytes("story.txt", bytes, &Limits::default());
    let mut reading = engine.read(articles.into_iter().next().unwrap(), &AtomicBool::new(false)).unwrap();
    reading.article.sha256 = String::new();
    reading
}

#[test]
fn line_ends_and_marks_of_the_file_change_nothing_that_is_read() {
    let engine = Engine::load().unwrap();
    let plain = read(&engine, STORY.as_bytes());
    assert!(plain.mentions.len() > 6 && !plain.reports.is_empty(), "{plain:?}");
    let mixed = STORY.replacen("\n\n", "\r\n\r\n", 1).replacen("said.\n\n", "said.\r\r", 1);
    for (how, text) in [("CRLF", STORY.replace('\n', "\r\n")), ("CR", STORY.replace('\n', "\r")), ("mixed", mixed), ("BOM", format!("\u{feff}{STORY}"))] {
        assert_eq!(read(&engine, text.as_bytes()), plain, "{how}");
    }
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(STORY.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(read(&engine, &wide), plain, "UTF-16");
    let words = |r: &Reading| r.mentions.iter().map(|m| m.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
    for (how, text) in
        [("no-break spaces", STORY.replace("3 May", "3\u{a0}May")), ("zero-width spaces", STORY.replace("two soldiers", "\u{200b}two\u{200b} soldiers"))]
    {
        let other = read(&engine, text.as_bytes());
        assert_eq!(words(&other), words(&plain), "{how}");
        assert!(other.mentions.iter().all(|m| m.span.of(&other.article.text) == m.text), "{how}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_may_be_called_anything() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("articles");
    let long = format!("{}.txt", "n".repeat(251));
    let names: [&[u8]; 8] =
        [b"new\nline.txt", b"\x1b[31mred.txt", b"\xff\xfe.txt", "\u{202e}txt.exe.txt".as_bytes(), long.as_bytes(), b"-rf.txt", b"CON.txt", b"=1+1, \"x\".txt"];
    for (n, name) in names.iter().enumerate() {
        put(&root, std::ffi::OsStr::from_bytes(name), format!("{STORY}\nColumn {n} was near.\n").as_bytes());
    }
    let out = folder.path().join("out");
    let output = extract(&root, &out, None);
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = std::fs::read_to_string(out.join("articles.jsonl")).unwrap();
    let paths: Vec<String> = lines.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["path"].as_str().unwrap().to_owned()).collect();
    let mut expected: Vec<String> = names.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    expected.sort();
    assert_eq!(paths, expected);
}

/// Files that say they are large, unpack to much or nest deeply do not make the program ask for memory.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_made_to_fill_the_memory_is_read_in_little() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("articles");
    put(&root, "good.txt", STORY.as_bytes());
    put(&root, "huge.txt", b"");
    std::fs::File::options().write(true).open(root.join("huge.txt")).unwrap().set_len(5 << 30).unwrap();
    put(&root, "deep.json", "[".repeat(2_000_000).as_bytes());
    put(&root, "deep.html", "<div><b>".repeat(200_000).as_bytes());
    let mut zip = zip::ZipWriter::new(std::fs::File::create(root.join("bomb.zip")).unwrap());
    zip.start_file("zeros.txt", zip::write::SimpleFileOptions::default().large_file(true)).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..600 {
        zip.write_all(&zeros).unwrap();
    }
    zip.finish().unwrap();
    let out = folder.path().join("out");
    let output = extract(&root, &out, Some(1_500_000));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    for name in ["huge.txt", "deep.json", "deep.html", "bomb.zip"] {
        assert!(said.contains(name), "{name} is told of: {said}");
    }
    assert!(std::fs::read_to_string(out.join("articles.jsonl")).unwrap().contains("good.txt"));
}

#[test]
fn many_files_are_listed_and_let_go_of_quickly() {
    let count = asked("DATELINE_FILES", 20_000);
    let folder = tempfile::tempdir().unwrap();
    for n in 0..count {
        if n % 1000 == 0 {
            std::fs::create_dir(folder.path().join(format!("{:04}", n / 1000))).unwrap();
        }
        std::fs::File::create(folder.path().join(format!("{:04}/{n}.txt", n / 1000))).unwrap();
    }
    let (start, cancel) = (Instant::now(), AtomicBool::new(false));
    let mut ahead = Ahead::of(folder.path());
    let first = ahead.take(1, &cancel);
    let waited = start.elapsed();
    assert!(matches!(&first[..], [Listed::File(file)] if file.name == "0000/0.txt"), "{first:?}");
    let mut listed = 1;
    while let n @ 1.. = ahead.take(usize::MAX, &cancel).len() {
        listed += n;
    }
    eprintln!("{listed} files: the first after {waited:?}, all after {:?}", start.elapsed());
    assert_eq!((listed, ahead.files()), (count, count));
    let mut ahead = Ahead::of(folder.path());
    cancel.store(true, Ordering::Relaxed);
    let start = Instant::now();
    ahead.take(usize::MAX, &cancel);
    drop(ahead);
    assert!(start.elapsed().as_millis() < 100, "{:?}", start.elapsed());
}

#[cfg(feature = "window")]
mod window {
    use super::asked;
    use super::desk::{self, ARTICLES, Home};
    use cpu_time::ThreadTime;
    use dateline::model::Kind;
    use dateline::ui::workspace::{Filter, View};
    use dateline::ui::{Action, Verb, perform};
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    fn act(window: &mut desk::Window, action: Action) {
        let ctx = window.ctx.clone();
        perform::perform(window.state_mut(), action, &ctx);
        window.run_ok();
    }

    fn state_of(folder: &Path) -> Vec<(String, Vec<u8>, SystemTime)> {
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().collect();
        files.sort_by_key(std::fs::DirEntry::file_name);
        let state = |e: &std::fs::DirEntry| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap(), e.metadata().unwrap().modified().unwrap());
        files.iter().map(state).collect()
    }

    #[test]
    fn a_session_leaves_the_articles_as_they_were_and_hiding_decides_nothing() {
        let home = Home::with_articles();
        let before = state_of(&home.articles());
        let mut window = desk::opened(&home);
        desk::press(&mut window, egui::Key::N);
        desk::press(&mut window, egui::Key::A);
        let (edits, events) = (desk::edits(&window), desk::dataset(&window).events.clone());
        assert!(edits > 0, "something was decided");
        for kind in Kind::ALL {
            act(&mut window, Action::ToggleKind(kind));
        }
        act(&mut window, Action::SetFilter(Filter { query: "nothing holds this".to_owned(), only_open: true, ..Filter::default() }));
        for view in [View::Events, View::Timeline, View::Map, View::Search, View::Actors, View::Problems, View::Read] {
            act(&mut window, Action::Show(view));
        }
        act(&mut window, Action::SetFilter(Filter::default()));
        assert_eq!((desk::edits(&window), &desk::dataset(&window).events), (edits, &events));
        drop(window);
        let window = desk::opened(&home);
        assert_eq!((desk::edits(&window), &desk::dataset(&window).events), (edits, &events));
        assert_eq!(state_of(&home.articles()), before);
    }

    #[test]
    fn what_an_earlier_opening_still_tells_reaches_no_other_project() {
        let many: Vec<(String, String)> = (0..200).map(|n| (format!("{n:03}.txt"), format!("{} Column {n} was near.\n", ARTICLES[0].1))).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        let (first, second) = (Home::new(&many), Home::with_articles());
        let mut window = desk::closed(&second);
        for _ in 0..3 {
            act(&mut window, Action::Open(first.articles()));
            desk::wait(&mut window, |app| app.workspace.project.is_some() && !app.workspace.dataset.articles.is_empty());
            act(&mut window, Action::Open(second.articles()));
        }
        desk::wait(&mut window, |app| app.workspace.project.is_some() && app.workspace.tasks.is_empty());
        let paths: Vec<&str> = desk::dataset(&window).articles.iter().map(|a| a.head.path.as_str()).collect();
        assert_eq!(paths, ARTICLES.map(|(name, _)| name));
        drop(window);
        let window = desk::opened(&second);
        assert_eq!(desk::dataset(&window).articles.len(), ARTICLES.len(), "nor its file");
    }

    /// Time of the processor for each action, on the average.
    fn cost(window: &mut desk::Window, actions: usize, from: usize) -> Duration {
        let verbs = [Verb::Next, Verb::Accept, Verb::Next, Verb::Reject, Verb::Undo, Verb::NextArticle, Verb::Undo, Verb::Redo, Verb::Later];
        let start = ThreadTime::now();
        for n in from..from + actions {
            act(window, Action::Do(verbs[n % verbs.len()]));
        }
        start.elapsed() / u32::try_from(actions).unwrap()
    }

    fn held() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        status.lines().find_map(|l| l.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
    }

    /// `DATELINE_ACTIONS=10000` makes a long session of it.
    #[test]
    fn an_action_costs_no_more_at_the_end_of_a_long_session() {
        let home = Home::with_articles();
        let mut window = desk::opened(&home);
        cost(&mut window, 100, 0); // caches fill
        let (count, memory) = (asked("DATELINE_ACTIONS", 1200), held());
        let first = cost(&mut window, 200, 100);
        cost(&mut window, count - 400, 300);
        let last = cost(&mut window, 200, count - 100);
        let grown = held().saturating_sub(memory);
        println!("{count} actions: {first:?} each at first, {last:?} at last, {grown} MB more");
        assert!(last < first * 3 + Duration::from_millis(2), "{first:?}, then {last:?}");
        assert!(grown < 64 + count as u64 / 100, "{grown} MB more after {count} actions");
    }
}
