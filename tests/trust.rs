//! The work of the analyst under bad luck: bits that change, files cut short, disks that fail at any moment, crashes, clocks that jump.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, reason = "a test that cannot go on fails, and says what it could not try")]

mod common;
#[cfg(feature = "window")]
#[path = "common/desk.rs"]
mod desk;

use common::{AT, BY};
use dateline::model::Reading;
use dateline::review::{Change, Decision, Journal, Row, Target, Verdict};
use dateline::store::{ProjectFile, ProjectInfo, Report, StoreError, Writer, backup, salvage};
use std::path::{Path, PathBuf};
use std::process::Command;

const CHILD: &str = "DATELINE_TEST_PROJECT";

fn decide(journal: &mut Journal) -> Row {
    let target = Target::Article { article: format!("article {}", journal.rows().len()) };
    let decision =
        Decision { seq: 0, target: target.clone(), verdict: Verdict::Confirmed, value: None, at: AT.into(), by: BY.into(), note: None, settled: None };
    journal.commit(vec![Change { target, before: None, after: Some(decision) }], "Decide", BY, AT)
}

/// A project of sixty articles and three hundred decisions, its bytes, and a backup of it after two hundred.
struct Kept {
    folder: tempfile::TempDir,
    path: PathBuf,
    bytes: Vec<u8>,
    backups: Vec<PathBuf>,
    readings: Vec<Reading>,
    rows: Vec<Row>,
}

fn kept() -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.dateline");
    let mut file = ProjectFile::create(&path, &ProjectInfo { created: AT.into(), ..ProjectInfo::default() }).unwrap();
    let mut readings: Vec<Reading> = (0..60).map(|n| common::readings()[n % 2].clone()).collect();
    for (n, reading) in readings.iter_mut().enumerate() {
        (reading.article.id, reading.article.path) = (format!("{n:016x}"), format!("{n:03}.txt"));
    }
    file.put_readings(&readings, "engine").unwrap();
    let mut journal = Journal::default();
    for _ in 0..200 {
        file.append(&[decide(&mut journal)]).unwrap();
    }
    let copies = folder.path().join("backups");
    backup::make(&file, &copies, "2024-03-01").unwrap().unwrap();
    for _ in 0..100 {
        file.append(&[decide(&mut journal)]).unwrap();
    }
    drop(file);
    let bytes = std::fs::read(&path).unwrap();
    Kept { backups: backup::list(&copies), folder, path, bytes, readings, rows: journal.rows().to_vec() }
}

impl Kept {
    /// Opens the project as though its file held `bytes`: the numbers of the decisions that are there, and whether all else is as it was or said.
    fn open_as(&self, bytes: &[u8], backups: &[PathBuf]) -> Result<(Vec<u64>, Vec<String>), StoreError> {
        for entry in std::fs::read_dir(self.folder.path()).unwrap().flatten().filter(|e| e.file_name().to_string_lossy().starts_with("kept.dateline")) {
            std::fs::remove_file(entry.path()).unwrap();
        }
        write(&self.path, bytes);
        let (file, stored, salvaged) = salvage::open(&self.path, backups)?;
        for row in &stored.rows {
            assert_eq!(self.rows[usize::try_from(row.seq).unwrap() - 1], *row, "a decision is as it was, or not there");
        }
        for reading in &stored.readings {
            let n = usize::from_str_radix(&reading.article.id, 16).unwrap();
            assert_eq!(self.readings[n].article, reading.article, "an article is as it was, or not there");
        }
        if let Some(salvaged) = &salvaged {
            assert_eq!(std::fs::read(&salvaged.kept).unwrap(), bytes, "the damaged file is kept");
        }
        drop(file);
        let again = ProjectFile::open(&self.path)?.load()?;
        assert!(!again.bits_changed && again.rows == stored.rows, "what was mended stays so");
        Ok((stored.rows.iter().map(|r| r.seq).collect(), stored.damaged))
    }
}

fn write(path: &Path, bytes: &[u8]) {
    std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), bytes).unwrap();
}

/// Numbers that look like chance and are the same in each run.
fn dice(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap()
}

/// Until when a test goes on beyond its least: `DATELINE_FUZZ_SECONDS=1800 cargo test --test trust` makes a long run of the tests that ask.
fn long_run() -> std::time::Instant {
    let seconds = std::env::var("DATELINE_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(0);
    std::time::Instant::now() + std::time::Duration::from_secs(seconds)
}

#[test]
fn a_changed_bit_costs_nothing_that_a_backup_holds_and_never_changes_a_decision() {
    let kept = kept();
    let (mut seed, mut lost, mut tries, until) = (7, 0, 0, long_run());
    while tries < 300 || std::time::Instant::now() < until {
        tries += 1;
        let mut bytes = kept.bytes.clone();
        let at = dice(&mut seed) % bytes.len();
        bytes[at] ^= 1 << (dice(&mut seed) % 8);
        match kept.open_as(&bytes, &kept.backups) {
            Ok((there, said)) => {
                assert!((1..=200).all(|n| there.contains(&n)), "byte {at}: the backup's decisions are there");
                lost += 300 - there.len();
                assert!(there.len() == 300 || !said.is_empty(), "byte {at}: what is lost is said");
            }
            // The version number itself was hit.
            Err(StoreError::Newer { .. }) => assert!((60..64).contains(&at), "byte {at}"),
            Err(error) => panic!("byte {at}: {error}"),
        }
    }
    println!("{tries} projects, {lost} decisions since the backup lost");
    assert!(lost < tries, "{lost} of {tries} × 100 decisions since the backup were lost");
}

#[test]
fn a_whole_page_of_noise_costs_only_what_was_on_it() {
    let kept = kept();
    let mut seed = 3;
    for page in 1..kept.bytes.len() / 4096 {
        let mut bytes = kept.bytes.clone();
        for byte in &mut bytes[page * 4096..(page + 1) * 4096] {
            *byte = u8::try_from(dice(&mut seed) % 256).unwrap();
        }
        let (there, said) = kept.open_as(&bytes, &[]).unwrap();
        assert!(there.len() == 300 || !said.is_empty(), "page {page}");
        let (there, _) = kept.open_as(&bytes, &kept.backups).unwrap();
        assert!(there.len() >= 200, "page {page}");
    }
}

/// SQLite does not notice a letter that is no letter; the program takes it for damage, not for a fault of the disk.
#[test]
fn text_that_is_no_text_is_damage() {
    let kept = kept();
    for change in ["UPDATE article SET path = CAST(x'6161ff' AS TEXT) WHERE rowid = 1", "UPDATE article SET id = CAST(x'6161ff' AS TEXT) WHERE rowid = 2"] {
        write(&kept.path, &kept.bytes);
        let db = rusqlite::Connection::open(&kept.path).unwrap();
        db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        assert_eq!(db.execute(change, []).unwrap(), 1);
        drop(db);
        let (there, _) = kept.open_as(&std::fs::read(&kept.path).unwrap(), &kept.backups).unwrap();
        assert_eq!(there.len(), 300, "{change}");
    }
}

/// One letter of the tables' own description: SQLite goes by it, and then there is no such column.
#[test]
fn a_column_that_lost_its_name_costs_nothing() {
    let kept = kept();
    for words in [&b"meta (key TEXT PRIMARY KEY, value"[..], b"article (\n    id", b"journal (seq INTEGER PRIMARY KEY, json", b"article (id),\n    engine"] {
        let mut bytes = kept.bytes.clone();
        let name = words.iter().rposition(|b| *b == b' ').unwrap() + 1;
        let at = kept.bytes.windows(words.len()).position(|w| w == words).unwrap() + name;
        bytes[at] ^= 4;
        let (there, said) = kept.open_as(&bytes, &[]).unwrap();
        assert_eq!((there.len(), said), (300, Vec::<String>::new()), "{}", String::from_utf8_lossy(words));
    }
}

#[test]
fn a_file_cut_short_comes_back_from_its_backup_and_says_what_is_lost() {
    let kept = kept();
    for part in 0..40 {
        let short = &kept.bytes[..kept.bytes.len() * part / 40];
        let (there, said) = kept.open_as(short, &kept.backups).unwrap();
        assert!((1..=200).all(|n| there.contains(&n)), "{part}/40");
        assert!(there.len() < 300 || part > 30 || said.is_empty());
        assert!(kept.open_as(short, &[]).is_ok() || part < 40, "without a backup it may be gone, but not in silence");
    }
    assert!(matches!(kept.open_as(b"", &[]), Err(StoreError::NotAProject(_))), "nothing is made up");
}

#[test]
fn backups_roll_on_days_with_new_decisions_whatever_the_clock_says() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copies) = (folder.path().join("p.dateline"), folder.path().join("copies"));
    let mut file = ProjectFile::create(&path, &ProjectInfo::default()).unwrap();
    assert_eq!(backup::make(&file, &copies, "2024-03-01").unwrap(), None, "nothing was decided");
    let mut journal = Journal::default();
    // The clock jumps back to 1970 and on to 2106.
    for day in ["2024-03-01", "2024-03-02", "1970-01-01", "2024-03-02", "2106-02-07", "2024-03-04", "2024-03-05"] {
        file.append(&[decide(&mut journal)]).unwrap();
        let made = backup::make(&file, &copies, day).unwrap().unwrap();
        assert_eq!(backup::make(&file, &copies, "2030-01-01").unwrap(), None, "nothing is new");
        assert_eq!(backup::list(&copies).first(), Some(&made), "the latest is the one with the most decisions");
        file.append(&[decide(&mut journal)]).unwrap();
        assert_eq!(backup::make(&file, &copies, day).unwrap(), None, "one a day");
    }
    let kept = backup::list(&copies);
    assert_eq!(kept.len(), 5);
    assert_eq!(ProjectFile::open(&kept[0]).unwrap().last_row().unwrap(), 13);
    assert_ne!(backup::folder(&copies, &path), backup::folder(&copies, &folder.path().join("other/p.dateline")));
}

/// The child of the tests below: saves decisions until it is refused, and names each one that it was told is saved.
#[test]
fn child_that_saves() {
    let Ok(path) = std::env::var(CHILD) else { return };
    let Ok(file) = ProjectFile::open(Path::new(&path)) else { return println!("\nrefused") };
    let Ok(stored) = file.load() else { return println!("\nrefused") };
    let mut journal = Journal::replay(stored.rows);
    let writer = Writer::start(file, || ()).unwrap();
    for _ in 0..6 {
        writer.append(decide(&mut journal)).unwrap();
        match writer.wait() {
            Some(Report::Saved { seq }) => println!("\nsaved {seq}"),
            // The disk may do better next time.
            _ => writer.retry().unwrap(),
        }
    }
    assert!(std::env::var("DATELINE_TEST_PANIC").is_err(), "on purpose");
}

fn child(path: &Path, by: &mut Command) -> String {
    let out = by.args(["child_that_saves", "--exact", "--nocapture", "--test-threads=1"]).env(CHILD, path).output().unwrap();
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// The highest number that the child was told is saved.
fn acknowledged(said: &str) -> u64 {
    said.lines().filter_map(|l| l.strip_prefix("saved ")?.parse().ok()).max().unwrap_or(0)
}

fn is_whole(path: &Path, at_least: u64, when: &str) -> u64 {
    let rows = ProjectFile::open(path).unwrap().load().unwrap().rows;
    let seqs: Vec<u64> = rows.iter().map(|r| r.seq).collect();
    assert_eq!(seqs, (1..=seqs.len() as u64).collect::<Vec<_>>(), "{when}: no gaps");
    assert!(seqs.len() as u64 >= at_least, "{when}: {at_least} acknowledged, {} there", seqs.len());
    seqs.len() as u64
}

#[test]
fn a_crash_of_the_program_keeps_what_was_handed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crash.dateline");
    drop(ProjectFile::create(&path, &ProjectInfo::default()).unwrap());
    let said = child(&path, Command::new(std::env::current_exe().unwrap()).env("DATELINE_TEST_PANIC", "yes"));
    assert_eq!((acknowledged(&said), is_whole(&path, 6, "after the crash")), (6, 6), "{said}");
}

/// Every k-th call to the disk is refused in turn, as a full or a failing disk would.
#[cfg(target_os = "linux")]
#[test]
fn no_call_to_the_disk_that_fails_loses_what_was_acknowledged() {
    let works = Command::new("strace").args(["-o", "/dev/null", "true"]).status().is_ok_and(|s| s.success());
    if !works {
        return eprintln!("NOT TRIED: strace is not installed or may not trace, so no call to the disk could be made to fail");
    }
    let folder = tempfile::tempdir().unwrap();
    let (mut tried, mut refused) = (0, 0);
    for (calls, error) in [("pwrite64", "ENOSPC"), ("fdatasync,fsync", "EIO"), ("ftruncate,fallocate", "ENOSPC"), ("openat", "EMFILE")] {
        let path = folder.path().join(format!("{error}-{calls}.dateline"));
        drop(ProjectFile::create(&path, &ProjectInfo::default()).unwrap());
        let mut there = 0;
        for k in [1, 2, 3, 5, 7, 11, 19, 31] {
            let inject = format!("inject={calls}:error={error}:when={k}+{}", k + 4);
            let mut by = Command::new("strace");
            by.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}"), "-e", &inject, "-P"]);
            // Only the project is hit, not the test's own libraries.
            by.arg(&path).arg("-P").arg(format!("{}-wal", path.display())).arg(std::env::current_exe().unwrap());
            let said = child(&path, &mut by);
            let saved = acknowledged(&said);
            refused += u64::from(said.matches("saved ").count() < 6);
            tried += 1;
            there = is_whole(&path, saved.max(there), &format!("{calls} refused with {error} every {k}"));
        }
    }
    assert!(tried == 32 && refused > 4, "{refused} of {tried} runs met a refusal");
}

/// Reading articles opens no connection to anywhere.
#[cfg(target_os = "linux")]
#[test]
fn no_socket_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("calls");
    let mut by = Command::new("strace");
    by.args(["-f", "-qq", "-e", "trace=network", "-o"]).arg(&log).arg(env!("CARGO_BIN_EXE_dateline"));
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");
    let Ok(out) = by.args(["extract", sample, "--out"]).arg(folder.path().join("out")).output() else {
        return eprintln!("NOT TRIED: strace is not installed, so no calls could be watched");
    };
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let calls = std::fs::read_to_string(&log).unwrap();
    let sockets: Vec<&str> = calls.lines().filter(|l| l.contains("socket(")).collect();
    assert!(sockets.is_empty(), "{sockets:?}");
}

/// Files are on the disk before they get their name, and the name is before anything is told.
#[cfg(target_os = "linux")]
#[test]
fn an_export_is_flushed_before_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (log, target) = (folder.path().join("calls"), folder.path().join("out"));
    let mut by = Command::new("strace");
    by.args(["-f", "-y", "-qq", "-e", "trace=fsync,rename,renameat,renameat2", "-o"]).arg(&log).arg(env!("CARGO_BIN_EXE_dateline"));
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");
    let Ok(out) = by.args(["extract", sample, "--out"]).arg(&target).output() else {
        return eprintln!("NOT TRIED: strace is not installed, so no calls could be watched");
    };
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let calls = std::fs::read_to_string(&log).unwrap();
    let lines: Vec<&str> = calls.lines().collect();
    let (mut renamed, folder_of_files) = (0, format!("<{}>", target.display()));
    for (i, line) in lines.iter().enumerate().filter(|(_, l)| l.contains("rename") && l.contains(".dateline-")) {
        let temporary = line.split('"').find(|part| part.contains(".dateline-")).unwrap();
        let name = temporary.rsplit('/').next().unwrap();
        assert!(lines[..i].iter().any(|l| l.contains("fsync(") && l.contains(name)), "{name} was named before it was flushed");
        assert!(lines[i..].iter().any(|l| l.contains("fsync(") && l.contains(&folder_of_files)), "the folder was not flushed after {line}");
        renamed += 1;
    }
    assert!(renamed >= 5, "{renamed} files");
}

/// Decisions on an edited article go over to the same words or to nothing, whatever was edited.
#[test]
fn a_decision_never_moves_to_other_words() {
    use dateline::model::{Kind, Span};
    use dateline::review::{Decisions, carry};
    let old = common::readings()[0].article.clone();
    let words: Vec<Span> = old
        .text
        .split_whitespace()
        .map(|w| w.as_ptr().addr() - old.text.as_ptr().addr())
        .zip(old.text.split_whitespace())
        .map(|(at, w)| Span::new(at, at + w.len()))
        .collect();
    let (mut seed, mut moved, mut round, until) = (11, 0, 0, long_run());
    while round < 10_000 || std::time::Instant::now() < until {
        round += 1;
        let span = words[dice(&mut seed) % words.len()];
        let target = Target::Mention { article: old.id.clone(), span, quote: span.of(&old.text).to_owned(), kind: Kind::Place };
        let decision =
            Decision { seq: 1, target: target.clone(), verdict: Verdict::Confirmed, value: None, at: AT.into(), by: BY.into(), note: None, settled: None };
        let mut decisions = Decisions::default();
        decisions.apply(&Change { target, before: None, after: Some(decision) });
        let new = dateline::model::Article { id: "new".into(), text: edited(&old.text, &mut seed), ..old.clone() };
        for change in carry(&decisions, &old, &new).into_iter().filter_map(|c| c.after) {
            let Target::Mention { span: there, quote, .. } = change.target else { panic!("a mention stays a mention") };
            assert_eq!(new.text.get(there.start..there.end), Some(quote.as_str()), "round {round}: {:?}", new.text);
            moved += 1;
        }
    }
    println!("{round} edits, {moved} decisions carried over");
    assert!(moved > round / 10, "{moved} of {round} were carried over");
}

/// `text` with up to four stretches taken out, put in twice, or moved.
fn edited(text: &str, seed: &mut u64) -> String {
    let mut text = text.to_owned();
    for _ in 0..=dice(seed) % 4 {
        let mut cut = |end: usize| (0..=dice(seed) % (end + 1)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let (a, b) = (cut(text.len()), cut(text.len()));
        let (a, b) = (a.min(b), a.max(b));
        let piece = text[a..b].to_owned();
        match piece.len() % 4 {
            0 => text.replace_range(a..b, ""),
            1 => text.insert_str(a, &piece),
            2 => text = format!("{piece}{}{}", &text[..a], &text[b..]),
            _ => text = text.replace('\n', "\r\n"),
        }
    }
    text
}

/// A damaged project opens in the window with what its backup holds, and says so.
#[cfg(feature = "window")]
#[test]
fn the_window_mends_a_damaged_project_and_says_so() {
    use egui::{Key, Modifiers};
    let home = desk::Home::with_articles();
    let mut window = desk::opened(&home);
    desk::press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    desk::click_containing(&mut window, "Mosul");
    desk::press(&mut window, Key::A);
    assert_eq!(desk::edits(&window), 1);
    let file = window.state().workspace.project.as_ref().unwrap().file.clone();
    drop(window);
    drop(desk::opened(&home)); // the second opening of a project makes its first backup
    let bytes = std::fs::read(&file).unwrap();
    write(&file, &bytes[..bytes.len() / 2]);
    let window = desk::opened(&home);
    let said = desk::notices(&window);
    assert!(said.iter().any(|n| n.starts_with("The project file was damaged: ") && n.contains("damaged-1")), "{said:?}");
    assert_eq!((desk::edits(&window), desk::dataset(&window).articles.len()), (1, 4));
    assert_eq!(std::fs::read(file.with_extension("dateline.damaged-1")).unwrap(), &bytes[..bytes.len() / 2]);
    drop(window);
    let window = desk::opened(&home);
    assert!(!desk::notices(&window).iter().any(|n| n.contains("damaged")), "it is whole again");
}
