//! What a whole review costs: from opening the folder to a fully reviewed export, every key and click counted.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test fails by them")]

#[path = "common/desk.rs"]
mod desk;
#[path = "window_review/gold.rs"]
mod gold;
#[path = "window_review/reviewer.rs"]
mod reviewer;

use dateline::review::queue::Matter;
use desk::{Home, dataset};
use gold::Gold;
use reviewer::Reviewer;
use std::path::{Path, PathBuf};

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A copy of a folder of articles.
fn copied(from: &Path) -> Home {
    let files: Vec<(String, Vec<u8>)> = std::fs::read_dir(from)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
        .collect();
    Home::new(&files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

fn reviewed(from: &Path, gold: &Path, keyboard: bool) -> (Home, Reviewer) {
    let home = copied(from);
    let mut reviewer = Reviewer::new(&home, Gold::read(gold), keyboard);
    reviewer.review();
    (home, reviewer)
}

/// Everything is decided, and the exported table says so.
fn is_fully_reviewed(home: &Home, reviewer: &Reviewer) {
    let left: Vec<_> = dateline::ui::queue::entries(&reviewer.window.state().workspace).iter().map(|e| (e.why, e.target.label())).collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(Matter::ALL.len() == 4 && dataset(&reviewer.window).articles.iter().all(|a| a.state == dateline::review::ArticleState::Done));
    let folder = std::fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().path()).find(|p| p.join("events.csv").is_file());
    let mut table = csv::Reader::from_path(folder.expect("it was exported").join("events.csv")).unwrap();
    let column = table.headers().unwrap().iter().position(|h| h == "review").unwrap();
    let states: Vec<String> = table.records().map(|r| r.unwrap()[column].to_owned()).collect();
    assert_eq!(states.len(), reviewer.tally.events);
    assert!(states.iter().all(|s| s != "open"), "{states:?}");
}

#[test]
fn the_sample_is_reviewed_within_the_allowed_actions() {
    let (home, reviewer) = reviewed(&project("assets/sample"), &project("tests/data/sample-gold.json"), false);
    println!("sample: {:?}, allowed {}", reviewer.tally, reviewer.tally.allowed());
    is_fully_reviewed(&home, &reviewer);
    assert!(reviewer.tally.actions - reviewer.tally.letters <= reviewer.tally.allowed(), "{:?}, allowed {}", reviewer.tally, reviewer.tally.allowed());
}

#[test]
fn the_sample_is_reviewed_by_keyboard_alone() {
    let (home, reviewer) = reviewed(&project("assets/sample"), &project("tests/data/sample-gold.json"), true);
    println!("sample by keyboard: {:?}", reviewer.tally);
    is_fully_reviewed(&home, &reviewer);
    assert_eq!(reviewer.tally.pointer, 0);
}

#[test]
fn the_reference_job_takes_at_most_125_actions() {
    let seeds = project("../shared/seeds");
    if !seeds.join("gold.json").is_file() {
        println!("the reference articles are not here: the reference job was not measured");
        return;
    }
    for keyboard in [false, true] {
        let (home, reviewer) = reviewed(&seeds.join("articles"), &seeds.join("gold.json"), keyboard);
        println!("reference job: {:?}, allowed {}", reviewer.tally, reviewer.tally.allowed());
        is_fully_reviewed(&home, &reviewer);
        // By keyboard alone, J walks to the words of a missed event one by one.
        assert!(reviewer.tally.actions <= 125 || keyboard, "{:?}", reviewer.tally);
        assert!(reviewer.tally.actions - reviewer.tally.letters <= reviewer.tally.allowed() || keyboard, "{:?}", reviewer.tally);
    }
}
