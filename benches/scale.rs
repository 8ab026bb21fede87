//! What a large project costs once its articles are read: `cargo bench --no-default-features --bench scale [-- ARTICLES…]`.
//!
//! The readings are made up, the same in every run: each article with some two hundred words, ten mentions and one report; one in fifty
//! has no date. Reading itself is measured by `language` and `tools/scale/same.sh`.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench is run by hand and tells what it measured")]

#[path = "../tests/common/made_up.rs"]
mod made_up;
#[path = "../tests/common/reports.rs"]
mod reports;

use dateline::analysis::{Raw, assembly, snapshot};
use dateline::export::{self, ExportOptions};
use dateline::lexicon::Lexicon;
use dateline::model::Guidance;
use dateline::review::{self, Decisions};
use dateline::store::search::TextIndex;
use dateline::store::{ProjectFile, ProjectInfo, ProjectShelf, together};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

fn main() {
    let size = || std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap();
    let asked = |name: &str| std::env::var_os(name);
    match (asked("SCALE_STORE"), asked("SCALE_OPEN"), asked("SCALE_REOPEN")) {
        (Some(path), ..) => store(size(), Path::new(&path)),
        (_, Some(path), _) => open(Path::new(&path)),
        (.., Some(path)) => reopen(size(), Path::new(&path)),
        _ => table(),
    }
}

fn table() {
    let given: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![1_000, 10_000, 100_000] } else { given };
    println!(
        "| articles | events | store s | put together s | peak MB | reopen s | first article ms | search ms | review ms | export s | peak MB |\n\
         |---|---|---|---|---|---|---|---|---|---|---|"
    );
    for size in sizes {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.dateline");
        // The memory that is measured is that of a program that opens the project, so that is a process of its own, once for the first
        // opening and once for the next.
        let store = timed(|| assert!(myself(size).env("SCALE_STORE", &path).status().unwrap().success()));
        let said = |name: &str, took: &str| String::from_utf8(myself(size).env(name, &path).env("SCALE_TOOK", took).output().unwrap().stdout).unwrap();
        let first = said("SCALE_OPEN", "");
        print!("{}", said("SCALE_REOPEN", &format!("{store:.1} | {}", first.trim())));
    }
}

fn myself(size: usize) -> std::process::Command {
    let mut run = std::process::Command::new(std::env::current_exe().unwrap());
    run.arg(size.to_string());
    run
}

/// Puts the project together for the first time, and keeps what it came to.
fn open(path: &Path) {
    let lexicon = Lexicon::builtin().unwrap();
    let file = ProjectFile::open(path).unwrap();
    let took = timed(|| {
        file.load_decisions().unwrap();
        let items = file.items().unwrap();
        let len = items.len();
        let raw = Raw::new(Arc::new(ProjectShelf::new(path, items, BTreeMap::new(), Arc::new(|why| panic!("{why}")))), len);
        let (extraction, together) = assembly::assemble_to_keep(&raw, &Guidance::default(), &lexicon);
        assert!(!review::resolve(&extraction, &Decisions::default()).articles.is_empty());
        together::write(&path.with_extension("bin"), "key", &snapshot::pack(&extraction, &together).unwrap()).unwrap();
    });
    println!("{took:.2} | {}", peak());
}

fn reopen(size: usize, path: &Path) {
    let took = std::env::var("SCALE_TOOK").unwrap();
    let ((file, extraction, mut dataset), reopen) = timed_with(|| {
        let file = ProjectFile::open(path).unwrap();
        file.load_decisions().unwrap();
        let parts = together::read(&path.with_extension("bin"), "key").unwrap();
        let (extraction, _) = snapshot::unpack(&parts, |heads| {
            let items = heads.iter().map(|h| dateline::store::shelf::Item { path: h.path.clone(), id: h.id.clone() }).collect();
            Raw::new(Arc::new(ProjectShelf::new(path, items, BTreeMap::new(), Arc::new(|why| panic!("{why}")))), heads.len())
        })
        .unwrap();
        let dataset = review::resolve(&extraction, &Decisions::default());
        (file, extraction, dataset)
    });
    let first = timed(|| assert!(!dataset.articles[0].mentions.is_empty())) * 1e3;
    let mut index = TextIndex::open(path).unwrap();
    index.refresh().unwrap();
    let search = timed(|| assert!(!index.find("word77 nord1234").unwrap().is_empty() || size < 5_000)) * 1e3;
    let decide = timed(|| confirm_one(&extraction, &mut dataset)) * 1e3;
    let options = ExportOptions { exported_at: "2024-01-01T00:00:00Z".to_owned(), ..ExportOptions::default() };
    let export = timed(|| drop(export::export(&dataset, &options, "csv", &path.with_extension("out")).unwrap()));
    drop(file);
    let events = dataset.events.len();
    println!("| {size} | {events} | {took} | {reopen:.2} | {first:.1} | {search:.1} | {decide:.1} | {export:.1} | {} |", peak());
}

/// One event is confirmed, as the analyst does it with a key.
fn confirm_one(extraction: &dateline::model::Extraction, dataset: &mut review::Dataset) {
    let mut journal = review::Journal::default();
    let command = review::Command::Confirm(vec![dataset.events[0].target.clone()]);
    let changes = review::plan(&review::State { dataset, decisions: journal.decisions() }, &command, "bench", "2024-01-01T00:00:00Z").unwrap();
    let row = journal.commit(changes, command.label(), "bench", "2024-01-01T00:00:00Z");
    dataset.refresh(extraction, journal.decisions(), &row.changes);
}

/// Some at a time, as reading does.
fn store(size: usize, path: &Path) {
    let mut file = ProjectFile::create(path, &ProjectInfo::default()).unwrap();
    for part in made_up::readings(size, 50).chunks(256) {
        file.put_readings(part, "bench").unwrap();
    }
}

fn timed(work: impl FnOnce()) -> f64 {
    timed_with(work).1
}

fn timed_with<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let made = work();
    (made, start.elapsed().as_secs_f64())
}

/// Megabytes of memory that were held at the most, as Linux tells.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let held = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
    held.unwrap_or(0) / 1024
}
