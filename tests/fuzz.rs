//! The language engine and the whole reading on broken, cut and mixed texts. A short run with the other tests;
//! `DATELINE_FUZZ_SECONDS=1800 cargo test --test fuzz -- --nocapture` is a long one.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use dateline::analysis::{self, Engine};
use dateline::intake::{Given, article_from_text};
use dateline::language::{Analysis, Annotator, Paragraph, Preset, SmallEnglish};
use dateline::model::{Extraction, Guidance, Reading, Sheet, Span};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// What is mixed into texts: what tokenizers stumble over.
const ODD: &[&str] = &[
    "\u{0}",
    "\u{200b}",
    "\u{feff}",
    "a\u{301}",
    "🚀",
    "👨‍👩‍👧",
    "\u{202e}",
    "''",
    "…",
    "--",
    "://",
    "@",
    "'s",
    "n't",
    ":-)",
    "1.1.",
    "U.S.-",
    "\r\n",
    "\t",
    "  ",
    "İ",
    "ǅ",
    "ß",
];

/// A generator of numbers that is the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    fn boundary(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn seeds() -> Vec<String> {
    let mut seeds: Vec<String> = include_str!("data/language/sentences.txt").lines().map(String::from).collect();
    let collected = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/hostile");
    let files = walkdir::WalkDir::new(collected).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let texts = files.filter_map(|entry| std::fs::read(entry.path()).ok());
    seeds.extend(texts.flat_map(|bytes| String::from_utf8_lossy(&bytes).lines().map(String::from).collect::<Vec<_>>()));
    seeds
}

fn mutated(seeds: &[String], dice: &mut Dice) -> String {
    let mut text = seeds[dice.below(seeds.len())].clone();
    for _ in 0..dice.below(6) {
        let at = dice.boundary(&text);
        match dice.below(5) {
            0 => text.truncate(at),
            1 => text.insert_str(at, ODD[dice.below(ODD.len())]),
            2 => text = format!("{}{}", &text[at..], &text[..at]),
            3 => text.insert_str(at, &seeds[dice.below(seeds.len())].clone()),
            _ => text = text[..at].to_uppercase() + &text[at..],
        }
    }
    text
}

fn assert_sound(text: &str, analysis: &Analysis) {
    let mut end = 0;
    for token in &analysis.tokens {
        assert!(token.start >= end && token.head < analysis.tokens.len(), "{token:?} in {text:?}");
        assert!(text.get(token.start..token.end).is_some_and(|covered| !covered.trim().is_empty()), "{token:?} in {text:?}");
        assert!(text[end..token.start].chars().all(char::is_whitespace), "something is left out before {token:?} in {text:?}");
        end = token.end;
    }
    assert!(text[end..].chars().all(char::is_whitespace), "something is left out at the end of {text:?}");
    for name in &analysis.names {
        assert!(text.get(name.start..name.end).is_some_and(|covered| !covered.is_empty()), "{name:?} in {text:?}");
    }
    assert!(analysis.names.windows(2).all(|pair| pair[0].end <= pair[1].start), "names overlap in {text:?}");
}

#[test]
fn nothing_makes_it_fall_over() {
    let seconds: Option<u64> = std::env::var("DATELINE_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok());
    let until = Instant::now() + Duration::from_secs(seconds.unwrap_or(0));
    let engine = SmallEnglish::load().unwrap();
    let (seeds, mut dice, mut count) = (seeds(), Dice(seconds.map_or(1, |_| u64::from(std::process::id()))), 0);
    while count < 100 || Instant::now() < until {
        let texts: Vec<String> = (0..=dice.below(8)).map(|_| mutated(&seeds, &mut dice)).collect();
        let paragraphs: Vec<Paragraph<'_>> = texts.iter().map(|text| Paragraph { start: 0, text }).collect();
        let (start, length) = (dice.below(60), dice.below(20));
        let presets = [Preset { start, end: start + length, label: "X".into() }];
        let analyses = engine.annotate(&paragraphs, &presets, &AtomicBool::new(false)).unwrap();
        assert_eq!(analyses.len(), texts.len());
        texts.iter().zip(&analyses).for_each(|(text, analysis)| assert_sound(text, analysis));
        count += texts.len();
    }
    println!("{count} texts");
    assert!(count >= 100);
}

/// Sentences about attacks, so that what is mixed has triggers, names, dates and tolls to go wrong with.
fn stories() -> Vec<String> {
    let sample = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample")).sort_by_file_name().into_iter().flatten();
    let texts = sample.filter(|f| f.path().extension().is_some_and(|e| e == "txt")).filter_map(|f| std::fs::read_to_string(f.path()).ok());
    let lines: Vec<String> = texts.flat_map(|t| t.lines().filter(|l| !l.trim().is_empty()).map(String::from).collect::<Vec<_>>()).collect();
    assert!(lines.len() > 50, "the sample is there");
    lines
}

fn assert_covers(text: &str, span: Span, words: &str) {
    assert_eq!(text.get(span.start..span.end), Some(words), "{span:?} in {text:?}");
}

fn assert_reading_sound(reading: &Reading) {
    let text = reading.article.text.as_str();
    let mut end = 0;
    for block in &reading.article.blocks {
        assert!(block.span.start == end && text.is_char_boundary(block.span.end), "{block:?} in {text:?}");
        end = block.span.end;
    }
    assert_eq!(end, text.len(), "the blocks cover {text:?}");
    for mention in &reading.mentions {
        assert_covers(text, mention.span, &mention.text);
        assert!(!mention.text.trim().is_empty() && (0.0..=1.0).contains(&mention.confidence), "{mention:?} in {text:?}");
    }
    for report in &reading.reports {
        assert_covers(text, report.key.span, &report.key.quote);
        report.arguments.iter().for_each(|a| assert_covers(text, a.span, &a.text));
    }
}

fn assert_extraction_sound(extraction: &Extraction) {
    let readings: Vec<Arc<Reading>> = extraction.readings.iter().map(Sheet::read).collect();
    for reading in &readings {
        assert_reading_sound(reading);
    }
    let known: BTreeSet<&str> = readings.iter().flat_map(|r| &r.reports).map(|r| r.id.as_str()).collect();
    let mut told = BTreeSet::new();
    for id in extraction.events.iter().flat_map(|e| &e.reports) {
        assert!(known.contains(id.as_str()) && told.insert(id), "{id} is in one event, and was read");
    }
}

/// No broken article stops the reading, and what is read of it lies where it says. A folder of them is put together.
#[test]
fn a_broken_article_is_read_and_what_is_read_covers_what_it_says() {
    let seconds: Option<u64> = std::env::var("DATELINE_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok());
    let until = Instant::now() + Duration::from_secs(seconds.unwrap_or(0));
    let engine = Engine::load().unwrap();
    let mut lines = stories();
    let odd = seeds();
    let mut dice = Dice(seconds.map_or(2, |_| u64::from(std::process::id())));
    lines.extend((0..lines.len() / 4).map(|_| odd[dice.below(odd.len())].clone()));
    let (mut count, mut reports) = (0, 0);
    while count < 30 || Instant::now() < until {
        let mut readings = Vec::new();
        for n in 0..6 {
            let text: Vec<String> = (0..=dice.below(12)).map(|_| mutated(&lines, &mut dice)).collect();
            let Ok((article, _)) = article_from_text(&format!("{n}.txt"), &text.join("\n\n"), Given::default()) else { continue };
            let kept = article.text.clone();
            let reading = engine.read(article, &AtomicBool::new(false)).unwrap_or_else(|error| panic!("{error}: {kept:?}"));
            assert_reading_sound(&reading);
            readings.push(reading);
            count += 1;
        }
        reports += readings.iter().map(|r| r.reports.len()).sum::<usize>();
        assert_extraction_sound(&analysis::assemble(readings, &Guidance::default(), engine.lexicon()));
    }
    println!("{count} articles, {reports} reports");
    assert!(reports > count / 4, "what is mixed still tells of events: {reports} in {count}");
}
