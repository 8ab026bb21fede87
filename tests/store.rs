//! The project file under bad luck: killed writers, second writers, foreign and broken files, disks that refuse.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod common;

use common::{AT, BY};
use dateline::review::{Change, Decision, Journal, Row, Target, Verdict};
use dateline::store::{Access, ProblemRow, ProjectFile, ProjectInfo, Report, StoreError, Writer};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const CHILD: &str = "DATELINE_TEST_PROJECT";

fn info() -> ProjectInfo {
    ProjectInfo { folder: Some("/nowhere/articles".into()), created: AT.into(), engine: "engine 1".into(), lexicon: "lexicon 1".into(), taught: Vec::new() }
}

fn new_project(folder: &Path) -> (PathBuf, ProjectFile) {
    let path = folder.join("made/on demand/a ?#%.dateline");
    let file = ProjectFile::create(&path, &info()).unwrap();
    (path, file)
}

/// One decision more; each on another article.
fn decide(journal: &mut Journal) -> Row {
    let target = Target::Article { article: format!("article {}", journal.rows().len()) };
    let decision =
        Decision { seq: 0, target: target.clone(), verdict: Verdict::Confirmed, value: None, at: AT.into(), by: BY.into(), note: None, settled: None };
    journal.commit(vec![Change { target, before: None, after: Some(decision) }], "Decide", BY, AT)
}

#[test]
fn a_project_comes_back_whole_without_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut file) = new_project(folder.path());
    let readings = common::readings();
    let mut journal = Journal::default();
    let rows = [decide(&mut journal), decide(&mut journal), journal.undo(BY, AT).unwrap()];
    let problems = [ProblemRow { path: "empty.txt".into(), message: "The file is empty.".into() }];
    file.put_readings(&readings, "engine 1").unwrap();
    file.put_readings(&readings, "engine 2").unwrap();
    file.put_problems(&problems).unwrap();
    file.append(&rows).unwrap();
    assert!(file.append(&rows[..1]).is_err(), "a row is written once");
    assert_eq!((file.read_by("engine 1").unwrap().len(), file.read_by("engine 2").unwrap().len()), (0, 2));
    drop(file);
    let mut file = ProjectFile::open(&path).unwrap();
    let stored = file.load().unwrap();
    assert_eq!((&stored.info, &stored.readings, stored.problems.as_slice(), stored.rows.as_slice()), (&info(), &readings, &problems[..], &rows[..]));
    assert_eq!((stored.gone.len(), stored.damaged.len()), (0, 0));
    assert_eq!(Journal::replay(stored.rows), journal);
    file.mark_gone(&[readings[0].article.id.clone()]).unwrap();
    let stored = file.load().unwrap();
    assert_eq!((stored.readings.as_slice(), stored.gone), (&readings[1..], vec![readings[0].article.clone()]));
    assert!(matches!(ProjectFile::create(&path, &info()), Err(StoreError::Exists(_))));
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().filter(|e| e.as_ref().unwrap().path().is_dir()).count(), 0, "nothing is left behind");
}

#[test]
fn a_second_program_reads_and_says_so_until_the_first_has_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut first) = new_project(folder.path());
    let mut journal = Journal::default();
    first.append(&[decide(&mut journal)]).unwrap();
    let mut second = ProjectFile::open(&path).unwrap();
    assert_eq!(second.access(), &Access::ReadOnly("another Dateline has it open".into()));
    assert!(matches!(second.append(&[decide(&mut journal.clone())]), Err(StoreError::ReadOnly(_))));
    first.append(&[decide(&mut journal)]).unwrap();
    assert_eq!(second.load().unwrap().rows.len(), 2, "it sees what the first saves");
    drop(first);
    assert_eq!(ProjectFile::open(&path).unwrap().access(), &Access::Writable);
}

#[test]
fn foreign_newer_and_broken_files_are_told_apart_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut file) = new_project(folder.path());
    let mut journal = Journal::default();
    file.put_readings(&common::readings(), "engine 1").unwrap();
    file.append(&(0..200).map(|_| decide(&mut journal)).collect::<Vec<_>>()).unwrap();
    drop(file);
    let good = std::fs::read(&path).unwrap();
    let other = folder.path().join("other.dateline");
    let open = |bytes: &[u8]| {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", other.display()));
        }
        std::fs::File::create(&other).and_then(|mut f| f.write_all(bytes)).unwrap();
        let result = ProjectFile::open(&other).and_then(|f| f.load());
        (result, std::fs::read(&other).unwrap() == bytes)
    };
    for foreign in [&b""[..], b"Dateline", &[0; 4096][..], b"SQLite format 3\0"] {
        let (result, untouched) = open(foreign);
        assert!(matches!(result, Err(StoreError::NotAProject(_))) && untouched, "{result:?}");
    }
    assert!(matches!(ProjectFile::open(&folder.path().join("none")), Err(StoreError::Missing(_))));
    let mut newer = good.clone();
    newer[60..64].copy_from_slice(&99u32.to_be_bytes());
    let (result, untouched) = open(&newer);
    assert!(matches!(result, Err(StoreError::Newer { version: 99, .. })) && untouched, "{result:?}");
    for part in 1..20 {
        let (result, _) = open(&good[..good.len() * part / 20]);
        assert!(matches!(result, Err(StoreError::Damaged { .. } | StoreError::NotAProject(_))), "{part}/20: {result:?}");
    }
    for at in (100..good.len()).step_by(997) {
        let mut flipped = good.clone();
        flipped[at] ^= 0xff;
        // Some bits matter to nobody; no bit may panic or take the rest with it in silence.
        if let (Ok(stored), _) = open(&flipped) {
            assert_eq!((stored.rows.len() + stored.damaged.len() >= 200, stored.rows.windows(2).all(|w| w[0].seq < w[1].seq)), (true, true), "byte {at}");
        }
    }
}

#[test]
fn a_record_that_cannot_be_understood_does_not_lock_up_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut file) = new_project(folder.path());
    let mut journal = Journal::default();
    file.put_readings(&common::readings(), "engine 1").unwrap();
    file.append(&[decide(&mut journal), decide(&mut journal)]).unwrap();
    drop(file);
    let db = rusqlite::Connection::open(&path).unwrap();
    assert!(db.execute("DELETE FROM journal", []).is_err() && db.execute("UPDATE journal SET json = ''", []).is_err(), "the journal is append-only");
    db.execute_batch("DROP TRIGGER journal_keeps_values; UPDATE journal SET json = '{' WHERE seq = 1; UPDATE reading SET json = x'00' WHERE rowid = 1")
        .unwrap();
    drop(db);
    let stored = ProjectFile::open(&path).unwrap().load().unwrap();
    assert_eq!((stored.rows.len(), stored.readings.len(), stored.damaged.len()), (1, 1, 2));
    assert!(stored.damaged[0].starts_with("Decision 1 cannot be understood"), "{:?}", stored.damaged);
}

#[test]
fn what_cannot_be_saved_is_reported_and_kept_and_goes_into_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (path, first) = new_project(folder.path());
    let second = ProjectFile::open(&path).unwrap();
    let mut journal = Journal::default();
    let writer = Writer::start(second, || ()).unwrap();
    writer.append(decide(&mut journal)).unwrap();
    let Some(Report::Failed { message, pending: 1 }) = writer.wait() else { panic!("the failure is reported") };
    assert!(message.contains("reading only"), "{message}");
    writer.retry().unwrap();
    assert!(matches!(writer.wait(), Some(Report::Failed { pending: 1, .. })));
    let copy = folder.path().join("copy.dateline");
    writer.copy_to(copy.clone()).unwrap();
    let copied = std::iter::from_fn(|| writer.wait()).find(|r| !matches!(r, Report::Failed { .. }));
    assert_eq!(copied, Some(Report::Copied { path: copy.clone() }));
    drop((writer, first));
    let copy = ProjectFile::open(&copy).unwrap();
    assert_eq!((copy.access(), copy.load().unwrap().rows.len()), (&Access::Writable, 1));
}

#[test]
fn the_writer_acknowledges_in_order_and_finishes_when_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let (path, file) = new_project(folder.path());
    let mut journal = Journal::default();
    let writer = Writer::start(file, || ()).unwrap();
    for _ in 0..500 {
        writer.append(decide(&mut journal)).unwrap();
    }
    writer.put_readings(common::readings().into_iter().map(std::sync::Arc::new).collect(), "engine 1").unwrap();
    let mut last = 0;
    while last < 500 {
        if let Some(Report::Saved { seq }) = writer.wait() {
            assert!(seq > last);
            last = seq;
        }
    }
    for _ in 0..100 {
        writer.append(decide(&mut journal)).unwrap();
    }
    drop(writer);
    let stored = ProjectFile::open(&path).unwrap().load().unwrap();
    assert_eq!((stored.rows.len(), stored.readings.len()), (600, 2));
}

/// The child of the test below: decides as fast as it can, and names each decision that it was told is saved.
#[test]
fn child_that_decides() {
    let Ok(path) = std::env::var(CHILD) else { return };
    let file = ProjectFile::open(Path::new(&path)).unwrap();
    assert_eq!(file.access(), &Access::Writable);
    let mut journal = Journal::replay(file.load().unwrap().rows);
    let writer = Writer::start(file, || ()).unwrap();
    let mut out = std::io::stdout();
    loop {
        let row = decide(&mut journal);
        let seq = row.seq;
        writer.append(row).unwrap();
        assert_eq!(writer.wait(), Some(Report::Saved { seq }));
        writeln!(out, "\nsaved {seq}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn no_acknowledged_decision_is_lost_when_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let (path, file) = new_project(folder.path());
    drop(file);
    let mut stored = 0;
    // The long run: DATELINE_KILLS=500 cargo test --test store killed
    let kills = std::env::var("DATELINE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(60u64);
    for round in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["child_that_decides", "--exact", "--nocapture", "--test-threads=1"])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        while !said.contains("saved") {
            assert_ne!(out.read_line(&mut said).unwrap(), 0, "the child must decide: {said}");
        }
        std::thread::sleep(Duration::from_micros(round * 7919 % 20_000));
        child.kill().unwrap();
        child.wait().unwrap();
        out.read_to_string(&mut said).unwrap();
        let acknowledged: u64 = said.lines().filter_map(|l| l.strip_prefix("saved ")?.parse().ok()).max().unwrap();
        let rows = ProjectFile::open(&path).unwrap().load().unwrap().rows;
        let seqs: Vec<u64> = rows.iter().map(|r| r.seq).collect();
        assert_eq!(seqs, (1..=seqs.len() as u64).collect::<Vec<_>>(), "round {round}: no gaps");
        assert!(acknowledged > stored && seqs.len() as u64 >= acknowledged, "round {round}: {acknowledged} acknowledged, {} there", seqs.len());
        stored = seqs.len() as u64;
    }
}

#[test]
fn words_are_found_in_the_text_of_articles_also_in_a_copy_and_in_a_file_of_the_first_version() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut file) = new_project(folder.path());
    let readings = common::readings();
    file.put_readings(&readings, "engine").unwrap();
    file.put_readings(&readings, "engine").unwrap();
    let ids = |path: &Path, query: &str| dateline::store::search::TextIndex::open(path).unwrap().find(query).unwrap();
    assert_eq!(ids(&path, "raid mash"), [readings[0].article.id.clone()]);
    assert_eq!(ids(&path, "American raid"), [readings[1].article.id.clone()]);
    assert_eq!(ids(&path, "raid killed").len() + ids(&path, "\"killed raid\"").len(), 2);
    let copy = folder.path().join("copy.dateline");
    file.copy_to(&copy, &[]).unwrap();
    assert_eq!(ids(&copy, "rockets"), [readings[1].article.id.clone()]);
    drop(file);
    let db = rusqlite::Connection::open(&copy).unwrap();
    db.execute_batch(
        "DROP TRIGGER article_is_searched; DROP TABLE search; DROP TABLE searched; ALTER TABLE journal DROP COLUMN sum; \
         ALTER TABLE article DROP COLUMN sum; PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(db);
    assert!(dateline::store::search::TextIndex::open(&copy).is_err());
    drop(ProjectFile::open(&copy).unwrap());
    assert_eq!(ids(&copy, "rockets"), [readings[1].article.id.clone()], "an older file is indexed when it is opened");
}
