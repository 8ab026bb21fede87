//! Every example sentence of the ontology yields an event of its type, or none.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use dateline::analysis::{Engine, assemble};
use dateline::intake;
use dateline::model::{Guidance, Reading};
use std::sync::atomic::AtomicBool;

/// The event types that a sentence yields.
fn types(engine: &Engine, sentence: &str) -> Vec<String> {
    let given = intake::Given { published: Some("2024-01-10".into()), ..intake::Given::default() };
    let (article, _) = intake::article_from_text("example.txt", sentence, given).unwrap();
    let reading: Reading = engine.read(article, &AtomicBool::new(false)).unwrap();
    let extraction = assemble(vec![reading], &Guidance::default(), engine.lexicon());
    extraction.events.iter().filter_map(|e| e.fields.event_type.clone()).collect()
}

#[test]
fn every_example_of_a_type_is_read_as_the_ontology_says() {
    let engine = Engine::load().unwrap();
    let mut wrong = Vec::new();
    for t in engine.lexicon().ontology().types() {
        for yes in &t.yes {
            let found = types(&engine, yes);
            if found.first() != Some(&t.key) {
                wrong.push(format!("{}: {found:?} for {yes}", t.key));
            }
        }
        for no in &t.no {
            let found = types(&engine, no);
            if !found.is_empty() {
                wrong.push(format!("{}: {found:?} for {no}", t.key));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
