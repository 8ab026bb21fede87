//! The language engine against what spaCy makes of the same sentences, and against any text.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use dateline::language::{Analysis, Annotator, LanguageError, NameSource, Paragraph, Preset, SmallEnglish};
use proptest::prelude::*;
use serde::Deserialize;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

static ENGINE: LazyLock<SmallEnglish> = LazyLock::new(|| SmallEnglish::load().unwrap());

/// A paragraph and what spaCy makes of it. Tokens are text, tag, head, label, sentence start; names are token range, label.
#[derive(Deserialize)]
struct Golden {
    text: String,
    tokens: Vec<(String, String, usize, String, bool)>,
    names: Vec<(usize, usize, String)>,
}

fn golden() -> Vec<Golden> {
    serde_json::from_str(include_str!("data/language/golden.json")).unwrap()
}

fn annotate(paragraphs: &[Paragraph<'_>], presets: &[Preset]) -> Vec<Analysis> {
    ENGINE.annotate(paragraphs, presets, &AtomicBool::new(false)).unwrap()
}

fn analysis(text: &str, presets: &[Preset]) -> Analysis {
    annotate(&[Paragraph { start: 0, text }], presets).remove(0)
}

/// The golden tokens that are no white space, with heads counted among them, as lines.
fn golden_lines(golden: &Golden) -> Vec<String> {
    let is_word = |i: &usize| !golden.tokens[*i].0.trim().is_empty();
    let words: Vec<usize> = (0..golden.tokens.len()).filter(is_word).collect();
    let mut start = false;
    let mut lines = Vec::new();
    for (i, (text, tag, head, label, sentence_start)) in golden.tokens.iter().enumerate() {
        start |= sentence_start;
        if let (true, Ok(head)) = (is_word(&i), words.binary_search(head)) {
            lines.push(format!("{text} {tag} {head} {label} {start}"));
            start = false;
        }
    }
    lines
}

fn lines(analysis: &Analysis, text: &str) -> Vec<String> {
    let line = |t: &dateline::language::Token| format!("{} {} {} {} {}", &text[t.start..t.end], t.tag, t.head, t.label, t.sentence_start);
    analysis.tokens.iter().map(line).collect()
}

fn golden_names(golden: &Golden) -> Vec<String> {
    let mut bytes = Vec::new();
    let mut from = 0;
    for (text, ..) in &golden.tokens {
        let start = from + golden.text[from..].find(text.as_str()).unwrap();
        from = start + text.len();
        bytes.push(start..from);
    }
    golden.names.iter().map(|(first, end, label)| format!("{} {label}", &golden.text[bytes[*first].start..bytes[end - 1].end])).collect()
}

#[test]
fn agrees_with_spacy_alone_and_in_one_batch() {
    let golden = golden();
    let paragraphs: Vec<Paragraph<'_>> = golden.iter().map(|g| Paragraph { start: 0, text: &g.text }).collect();
    for (golden, together) in golden.iter().zip(annotate(&paragraphs, &[])) {
        let alone = analysis(&golden.text, &[]);
        assert_eq!(lines(&alone, &golden.text), golden_lines(golden), "{}", golden.text);
        assert_eq!(lines(&together, &golden.text), golden_lines(golden), "in a batch: {}", golden.text);
        let names: Vec<String> = together.names.iter().map(|n| format!("{} {}", &golden.text[n.start..n.end], n.label)).collect();
        assert_eq!(names, golden_names(golden), "{}", golden.text);
        assert!(together.names.iter().all(|n| n.source == NameSource::Model && (0.0..=1.0).contains(&n.score)));
    }
}

#[test]
fn offsets_are_those_of_the_article() {
    let article = "Erbil was calm.\n\nRockets hit Erbil.";
    let paragraphs = [Paragraph { start: 0, text: &article[..15] }, Paragraph { start: 17, text: &article[17..] }];
    let analyses = annotate(&paragraphs, &[]);
    assert_eq!(analyses.len(), 2);
    assert_eq!(&article[analyses[1].tokens[0].start..analyses[1].tokens[0].end], "Rockets");
    assert_eq!(analyses[1].tokens[0].head, 1, "heads count from the paragraph's first token");
}

fn preset(text: &str, name: &str, label: &str) -> Preset {
    let start = text.find(name).unwrap();
    Preset { start, end: start + name.len(), label: label.into() }
}

#[test]
fn presets_stand_and_the_model_fills_the_rest() {
    let text = "The Israel-Hamas war reached Erbil, where Kataib Hezbollah struck a base on Friday.";
    let presets = [preset(text, "Hamas", "GROUP"), preset(text, "Erbil", "PLACE"), preset(text, "Kataib Hezbollah", "GROUP")];
    let names = analysis(text, &presets).names;
    let shown: Vec<(&str, &str, NameSource)> = names.iter().map(|n| (&text[n.start..n.end], n.label.as_str(), n.source)).collect();
    for (name, label) in [("Hamas", "GROUP"), ("Erbil", "PLACE"), ("Kataib Hezbollah", "GROUP")] {
        assert!(shown.contains(&(name, label, NameSource::Preset)), "{shown:?}");
    }
    assert!(shown.contains(&("Friday", "DATE", NameSource::Model)), "{shown:?}");
    assert!(names.windows(2).all(|pair| pair[0].end <= pair[1].start), "{shown:?}");
    assert!(names.iter().filter(|n| n.source == NameSource::Preset).all(|n| n.score == 1.0));
}

#[test]
fn a_preset_inside_a_token_stands_too() {
    let text = "Pro-Assadist fighters fled.";
    let presets = [preset(text, "Assad", "PERSON")];
    assert!(analysis(text, &presets).names.iter().any(|n| &text[n.start..n.end] == "Assad" && n.source == NameSource::Preset));
}

/// In capitals the model takes every word for a name.
#[test]
fn headlines_in_capitals_are_read_as_sentences() {
    let text = "GUNMEN KILLED FOUR SOLDIERS NEAR THE BORDER";
    let analysis = analysis(text, &[]);
    let token = |word: &str| analysis.tokens.iter().find(|t| &text[t.start..t.end] == word).unwrap();
    let (verb, subject, object) = (token("KILLED"), token("GUNMEN"), token("SOLDIERS"));
    assert_eq!((verb.pos, verb.lemma.as_str(), subject.label, object.label), ("VERB", "kill", "nsubj", "dobj"));
}

#[test]
fn stops_when_asked() {
    let cancelled = ENGINE.annotate(&[Paragraph { start: 0, text: "Rockets hit Erbil." }], &[], &AtomicBool::new(true));
    assert!(matches!(cancelled, Err(LanguageError::Cancelled)));
}

fn assert_sound(text: &str, analysis: &Analysis) {
    let mut end = 0;
    for token in &analysis.tokens {
        assert!(token.start >= end && token.end > token.start, "{token:?}");
        assert!(!text[token.start..token.end].trim().is_empty(), "{token:?}");
        assert!(token.head < analysis.tokens.len(), "{token:?}");
        end = token.end;
    }
    assert!(analysis.tokens.first().is_none_or(|t| t.sentence_start));
    assert!(analysis.names.iter().all(|n| !text[n.start..n.end].is_empty()));
    assert!(analysis.names.windows(2).all(|pair| pair[0].end <= pair[1].start));
}

#[test]
fn nothing_makes_it_fall_over() {
    let long = "a".repeat(3_000_000);
    let many = "Go. ".repeat(12_000);
    for text in ["", " ", "\n\n\t", "🚀🚀 🚀", "\u{0}\u{200b}\u{feff}", "ALL. CAPS. HERE.", ".", "—", "a\u{301}\u{301}", &long, &many] {
        assert_sound(text, &analysis(text, &[]));
    }
    assert_eq!(annotate(&[], &[]).len(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_sound_tokens(text in "\\PC{0,60}|([A-Za-z0-9.,'’\"()-]{1,9}[ \n\t]{0,2}){0,30}", from in 0usize..40, length in 0usize..20) {
        let presets = [Preset { start: from, end: from + length, label: "X".into() }];
        let analysis = analysis(&text, &presets);
        assert_sound(&text, &analysis);
        let given = text.get(from..from + length).is_some_and(|t| !t.trim().is_empty());
        prop_assert_eq!(analysis.names.iter().any(|n| n.source == NameSource::Preset), given);
    }
}
