//! A folder as no folder should be: every fault is named in plain words, and the rest is read.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use dateline::intake::{Limits, Problem, ProblemKind, dedupe, read_file, scan};
use dateline::model::Article;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, Instant};

const GOOD: &str = "Bomb kills two soldiers near Gao\n\nA bomb beside the road to Gao killed two soldiers on Friday, the army said.\n";

fn read(root: &Path) -> (Vec<Article>, Vec<Problem>) {
    let found = scan(root);
    let (mut articles, mut problems) = (Vec::new(), found.problems);
    for file in &found.files {
        let (read, faults) = read_file(file, &Limits::default());
        articles.extend(read);
        problems.extend(faults);
    }
    let (articles, copies) = dedupe(articles);
    problems.extend(copies);
    (articles, problems)
}

fn put(root: &Path, name: &str, bytes: &[u8]) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::io::Write::write_all(&mut File::create(path).unwrap(), bytes).unwrap();
}

fn kinds_of<'a>(problems: &'a [Problem], path: &str) -> Vec<(ProblemKind, &'a str)> {
    problems.iter().filter(|p| p.path == path).map(|p| (p.kind, p.message.as_str())).collect()
}

fn text_of<'a>(articles: &'a [Article], path: &str) -> &'a str {
    articles.iter().find(|a| a.path == path).map_or("", |a| a.text.as_str())
}

fn fill(root: &Path) {
    put(root, "good.txt", GOOD.as_bytes());
    put(root, "sub/copy.txt", GOOD.replace('\n', "\r\n").as_bytes());
    put(root, "empty.txt", b"");
    put(root, "blank.txt", b" \n\t\n");
    File::create(root.join("huge.txt")).unwrap().set_len(200 * 1024 * 1024).unwrap();
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("Deux soldats tués à Gao".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    put(root, "wide.txt", &wide);
    let (arabic, _, _) = encoding_rs::WINDOWS_1256.encode("قتل جنديان في انفجار عبوة ناسفة قرب مدينة غاو يوم الجمعة");
    put(root, "arabic.txt", &arabic);
    put(root, "broken.txt", b"A bomb \xc3( went off near Gao, \xc3\xa9\xc3\xa8\xc3\xa0 and two soldiers died.");
    let deep = format!("<html><body>{}<p>Two soldiers died near Gao.</p>{}</body></html>", "<div><b>".repeat(10_000), "</b></div>".repeat(10_000));
    put(root, "deep.html", deep.as_bytes());
    put(root, "picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    put(root, "notes.odt", b"PK\x03\x04");
    put(root, "lines.jsonl", b"{\"text\":\"One man was shot in Kidal.\"}\n{\"text\": oops}\n{\"html\":\"<p>Two men were shot in Menaka.</p>\"}\n");
}

#[test]
fn every_fault_is_listed_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fill(root);
    let start = Instant::now();
    let (articles, problems) = read(root);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());

    let expected = [
        ("empty.txt", ProblemKind::Empty),
        ("blank.txt", ProblemKind::NoText),
        ("huge.txt", ProblemKind::TooLarge),
        ("arabic.txt", ProblemKind::EncodingGuessed),
        ("broken.txt", ProblemKind::InvalidBytes),
        ("deep.html", ProblemKind::NestedTooDeeply),
        ("picture.txt", ProblemKind::Binary),
        ("sub/copy.txt", ProblemKind::Duplicate),
        ("lines.jsonl", ProblemKind::BadLine),
        ("", ProblemKind::Unsupported),
    ];
    for (path, kind) in expected {
        let found = kinds_of(&problems, path);
        assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [kind], "{path}");
        assert!(found.iter().all(|f| f.1.len() > 40 && f.1.ends_with('.')), "{path}: {found:?}");
    }
    assert_eq!(problems.iter().find(|p| p.kind == ProblemKind::BadLine).and_then(|p| p.line), Some(2));
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");

    let mut paths: Vec<&str> = articles.iter().map(|a| a.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["arabic.txt", "broken.txt", "deep.html", "good.txt", "lines.jsonl#1", "lines.jsonl#3", "wide.txt"]);
    assert_eq!(text_of(&articles, "wide.txt"), "Deux soldats tués à Gao");
    assert!(text_of(&articles, "arabic.txt").starts_with("قتل جنديان"));
    assert!(text_of(&articles, "deep.html").contains("Two soldiers died near Gao."));
    assert_eq!(articles.iter().find(|a| a.path == "good.txt").unwrap().copies, ["sub/copy.txt"]);
}

#[test]
fn twenty_thousand_nested_elements_are_read_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for (name, open, close) in [("div.html", "<div>", "</div>"), ("b.html", "<b>", "</b>"), ("table.html", "<table><tr><td>", ""), ("p.html", "<p><font>", "")]
    {
        put(folder.path(), name, format!("{}Two died near Gao.{}", open.repeat(20_000), close.repeat(20_000)).as_bytes());
    }
    for file in scan(folder.path()).files {
        let start = Instant::now();
        let (articles, problems) = read_file(&file, &Limits::default());
        assert!(start.elapsed() < Duration::from_secs(6), "{} took {:?}", file.name, start.elapsed());
        assert!(articles[0].text.contains("Two died near Gao."), "{}: {problems:?}", file.name);
    }
}

#[cfg(unix)]
#[test]
fn pipes_loops_and_locked_files_do_not_stop_the_rest() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(root, "a/good.txt", GOOD.as_bytes());
    put(root, "locked.txt", GOOD.as_bytes());
    fs::set_permissions(root.join("locked.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    let made = std::process::Command::new("mkfifo").arg(root.join("pipe.txt")).status().unwrap();
    assert!(made.success());
    let _socket = std::os::unix::net::UnixListener::bind(root.join("socket.txt")).unwrap();
    symlink(root, root.join("a/loop")).unwrap();
    symlink(root.join("nowhere.txt"), root.join("dangling.txt")).unwrap();
    symlink("/dev/zero", root.join("device.txt")).unwrap();

    let (articles, problems) = read(root);
    for (path, kind) in [
        ("pipe.txt", ProblemKind::NotAFile),
        ("socket.txt", ProblemKind::NotAFile),
        ("device.txt", ProblemKind::NotAFile),
        ("a/loop", ProblemKind::SymlinkLoop),
        ("dangling.txt", ProblemKind::Unreadable),
    ] {
        assert_eq!(kinds_of(&problems, path).iter().map(|k| k.0).collect::<Vec<_>>(), [kind], "{path}");
    }
    // Who may read everything reads the locked file too, and finds a copy.
    assert!(matches!(kinds_of(&problems, "locked.txt")[0].0, ProblemKind::Unreadable | ProblemKind::Duplicate));
    assert_eq!(articles.iter().map(|a| a.path.as_str()).collect::<Vec<_>>(), ["a/good.txt"]);
}

#[test]
fn a_folder_that_is_not_there_is_a_problem_and_a_single_file_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let gone = scan(&folder.path().join("gone"));
    assert_eq!(gone.problems.iter().map(|p| p.kind).collect::<Vec<_>>(), [ProblemKind::Unreadable]);
    put(folder.path(), "one.txt", GOOD.as_bytes());
    let one = scan(&folder.path().join("one.txt"));
    assert_eq!(one.files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["one.txt"]);
}

#[test]
fn odd_strings_are_text_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let odd = [
        "../../etc/passwd",
        "<script>alert(1)</script>",
        "\u{202e}gnp.exe",
        "Z\u{311}\u{300}\u{35d}a\u{342}l\u{30f}g\u{359}o",
        "{{7*7}} ${7*7} %s%n %x",
        "'; DROP TABLE article;--",
        "👩‍👩‍👧‍👦 ١٢٣ ﷽",
        "\u{0}\u{1}\u{7f}x",
        "NaN null undefined -0 1e999",
    ];
    for (i, text) in odd.iter().enumerate() {
        put(folder.path(), &format!("{i} {}.txt", i % 3), format!("{text}\nTwo soldiers were killed near Gao on Friday, {text} said.").as_bytes());
    }
    let (articles, _) = read(folder.path());
    assert_eq!(articles.len(), odd.len());
    for article in &articles {
        assert!(!article.text.chars().any(|c| c.is_control() && c != '\n' && c != '\t' || c == '\u{202e}'), "{:?}", article.text);
        assert!(article.blocks.iter().all(|b| article.text.get(b.span.start..b.span.end).is_some()));
    }
}
