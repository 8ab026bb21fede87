//! What a large project costs once its articles are read: `cargo bench --no-default-features --bench scale [-- ARTICLES…]`.
//!
//! The readings are made up, the same in every run: each article with some two hundred words, ten mentions and one report; one in fifty
//! has no date. Reading itself is measured by `language` and `tools/scale/same.sh`.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench is run by hand and tells what it measured")]

#[path = "../tests/common/made_up.rs"]
mod made_up;
#[path = "../tests/common/reports.rs"]
mod reports;

use dateline::analysis;
use dateline::export::{self, ExportOptions};
use dateline::lexicon::Lexicon;
use dateline::model::Guidance;
use dateline::review::{self, Decisions};
use dateline::store::search::TextIndex;
use dateline::store::{ProjectFile, ProjectInfo};
use std::path::Path;
use std::time::Instant;

fn main() {
    let size = || std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap();
    match (std::env::var_os("SCALE_STORE"), std::env::var_os("SCALE_OPEN")) {
        (Some(path), _) => store(size(), Path::new(&path)),
        (_, Some(path)) => open(size(), Path::new(&path)),
        _ => table(),
    }
}

fn table() {
    let given: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![1_000, 10_000, 100_000] } else { given };
    println!(
        "| articles | events | store s | open s | put together s | resolve s | search ms | export s | resident MB |\n|---|---|---|---|---|---|---|---|---|"
    );
    for size in sizes {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.dateline");
        // The memory that is measured is that of a program that opens the project, so that is a process of its own.
        let store = timed(|| assert!(myself(size).env("SCALE_STORE", &path).status().unwrap().success()));
        let mut run = myself(size);
        let said = run.env("SCALE_OPEN", &path).env("SCALE_TOOK", format!("{store:.1}")).output().unwrap().stdout;
        print!("{}", String::from_utf8_lossy(&said));
    }
}

fn myself(size: usize) -> std::process::Command {
    let mut run = std::process::Command::new(std::env::current_exe().unwrap());
    run.arg(size.to_string());
    run
}

fn open(size: usize, path: &Path) {
    let store = std::env::var("SCALE_TOOK").unwrap();
    let lexicon = Lexicon::builtin().unwrap();
    let (stored, open) = timed_with(|| ProjectFile::open(path).unwrap().load().unwrap());
    let (extraction, assemble) = timed_with(|| analysis::assemble(stored.readings, &Guidance::default(), &lexicon));
    let (dataset, resolve) = timed_with(|| review::resolve(&extraction, &Decisions::default()));
    let mut index = TextIndex::open(path).unwrap();
    index.refresh().unwrap();
    let search = timed(|| assert!(!index.find("word77 nord1234").unwrap().is_empty() || size < 5_000));
    let options = ExportOptions { exported_at: "2024-01-01T00:00:00Z".to_owned(), ..ExportOptions::default() };
    let export = timed(|| drop(export::export(&dataset, &options, "csv", &path.with_extension("out")).unwrap()));
    let (events, memory, search) = (dataset.events.len(), resident(), search * 1e3);
    println!("| {size} | {events} | {store} | {open:.2} | {assemble:.2} | {resolve:.2} | {search:.1} | {export:.1} | {memory} |");
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

/// Megabytes of memory that are held now, as Linux tells.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let held = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
    held.unwrap_or(0) / 1024
}
