//! Words a second of the language engine, on one thread and on two: `cargo bench --no-default-features --bench language [-- FOLDER]`.
//!
//! Reads the `.txt` files of FOLDER, a paragraph a line; without it, the sentences of the tests.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench is run by hand and tells what it measured")]

use dateline::language::{Annotator, Paragraph, SmallEnglish};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// At least so many words are read in a measurement.
const WORDS: usize = 150_000;

fn main() {
    let articles = articles();
    let words: usize = articles.iter().map(|a| a.split_whitespace().count()).sum();
    let rounds = WORDS.div_ceil(words.max(1));
    let start = Instant::now();
    let engine = SmallEnglish::load().unwrap();
    println!("loaded in {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    println!("first reading: {:.0} words a second", rate(words, read(&engine, &articles, 1)));
    println!("one thread: {:.0} words a second", rate(words * rounds, read(&engine, &articles, rounds)));
    // The second thread has words of its own to meet first, as the first had.
    by_two(&engine, &articles, 1);
    println!("two threads: {:.0} words a second", rate(words * rounds * 2, by_two(&engine, &articles, rounds)));
}

fn by_two(engine: &SmallEnglish, articles: &[String], rounds: usize) -> Duration {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| read(engine, articles, rounds));
        }
    });
    start.elapsed()
}

fn rate(words: usize, time: Duration) -> f64 {
    words as f64 / time.as_secs_f64()
}

fn read(engine: &SmallEnglish, articles: &[String], rounds: usize) -> Duration {
    let start = Instant::now();
    for article in (0..rounds).flat_map(|_| articles) {
        let begin = |line: &str| line.as_ptr() as usize - article.as_ptr() as usize;
        let paragraphs: Vec<Paragraph<'_>> = article.lines().map(|text| Paragraph { start: begin(text), text }).collect();
        engine.annotate(&paragraphs, &[], &AtomicBool::new(false)).unwrap();
    }
    start.elapsed()
}

fn articles() -> Vec<String> {
    let folder = std::env::args().nth(1).filter(|argument| !argument.starts_with("--"));
    let texts = |folder: String| -> Vec<String> {
        let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
        files.filter(|f| f.path().extension().is_some_and(|e| e == "txt")).filter_map(|f| std::fs::read_to_string(f.path()).ok()).collect()
    };
    folder.map(texts).filter(|texts| !texts.is_empty()).unwrap_or_else(|| vec![sentences()])
}

fn sentences() -> String {
    let golden: Vec<serde_json::Value> = serde_json::from_str(include_str!("../tests/data/language/golden.json")).unwrap();
    golden.iter().filter_map(|g| g["text"].as_str()).map(|text| text.replace('\n', " ") + "\n").collect()
}
