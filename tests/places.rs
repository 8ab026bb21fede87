//! Which places an article names, and which of several of one name is meant: sentences through the whole engine.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use dateline::analysis::Engine;
use dateline::intake;
use dateline::model::{Kind, Mention, Reading};
use std::sync::atomic::AtomicBool;

fn read(engine: &Engine, text: &str) -> Reading {
    let given = intake::Given { published: Some("2024-01-10".into()), ..intake::Given::default() };
    let (article, _) = intake::article_from_text("example.txt", text, given).unwrap();
    engine.read(article, &AtomicBool::new(false)).unwrap()
}

fn places(reading: &Reading) -> impl Iterator<Item = &Mention> {
    reading.mentions.iter().filter(|m| m.kind == Kind::Place)
}

/// Text, the words of a place in it, and its country or province.
const MEANT: &[(&str, &str, &str)] = &[
    // Districts tell the province, whatever name they are part of.
    ("A Huntsville man was charged on Friday.\n\nHe was held by the Walker County sheriff in the town of New Waverly, Texas.", "Huntsville", "Texas"),
    ("The Rapides Parish fire chief spoke on Friday.\n\nA house burnt down in Alexandria and nobody was hurt.", "Alexandria", "Louisiana"),
    ("The Rapides Parish fire chief spoke on Friday.\n\nA house burnt down in Alexandria and nobody was hurt.", "Rapides Parish", "Louisiana"),
    // The country's name is the state's where provinces of that land are all that the article speaks of.
    ("Storms crossed Alabama and Tennessee on Friday.\n\nGeorgia was spared, and Mississippi too.", "Georgia", "Georgia"),
    ("Storms crossed Tbilisi on Friday.\n\nGeorgia has asked for help, and Batumi too.", "Georgia", "GEO"),
    // Other spellings of large towns.
    ("Rockets fell near Krivoy Rog on Friday, Ukrainian officials said.", "Krivoy Rog", "UKR"),
    ("A mine near Beckley, W. Va., was shut on Friday.", "Beckley", "West Virginia"),
    // Inside the name of a force.
    ("The trial in Texas goes on.\n\nThe Waco Police Department closed two roads in Waco on Friday.", "Waco", "Texas"),
];

#[test]
fn the_place_that_the_article_means_is_found() {
    let engine = Engine::load().unwrap();
    let mut wrong = Vec::new();
    for (text, words, want) in MEANT {
        let reading = read(&engine, text);
        let found: Vec<&Mention> = places(&reading).filter(|m| m.text.ends_with(*words)).collect();
        let is_there = |m: &&&Mention| m.geo.as_ref().is_some_and(|g| g.country.as_deref() == Some(*want) || g.admin1.as_deref() == Some(*want));
        if found.is_empty() || found.iter().any(|m| !is_there(&m)) {
            let all: Vec<_> = places(&reading).map(|m| (m.text.as_str(), m.entity.as_deref(), m.geo.as_ref().and_then(|g| g.admin1.as_deref()))).collect();
            wrong.push(format!("{text}\n    {words} in {want}: {all:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_state_is_exported_as_a_place_too_but_not_highlighted_and_no_event_is_told_by_it() {
    let engine = Engine::load().unwrap();
    let reading =
        read(&engine, "Egypt condemned the raid on Friday.\n\nGunmen killed six farmers near Mopti in Mali, and Cairo said that it would send doctors.");
    for (words, country) in [("Egypt", "EGY"), ("Cairo", "EGY")] {
        let mention = places(&reading).find(|m| m.text == words).unwrap_or_else(|| panic!("{words} is no place"));
        assert_eq!(mention.geo.as_ref().and_then(|g| g.country.as_deref()), Some(country), "{words}");
        assert!(mention.is_quiet(), "{words}");
    }
    assert!(places(&reading).filter(|m| matches!(m.text.as_str(), "Mopti" | "Mali")).all(|m| !m.is_quiet()));
    assert!(reading.mentions.iter().any(|m| m.kind == Kind::StateForce && m.text == "Egypt"), "the state stays an actor");
    let countries: Vec<_> = reading.reports.iter().filter_map(|r| r.fields.place.as_ref()?.country.clone()).collect();
    assert_eq!(countries, ["MLI"]);
}

#[test]
fn an_adjective_is_no_place() {
    let engine = Engine::load().unwrap();
    let reading = read(&engine, "The Egyptian minister spoke on Friday to Syrian cooks.");
    assert_eq!(places(&reading).count(), 0);
}

/// Text, words in it, and what they are; no kind where they are no name.
const KINDS: &[(&str, &str, Option<Kind>)] = &[
    // The mountain, not the town of the same name.
    ("Families fled up Mount Sinjar on Friday, when gunmen came from Mosul.", "Mount Sinjar", Some(Kind::Place)),
    // It is the people who fled, not the town.
    ("Shops were shut on Friday. Citizens in Tikrit who fled the raid in Iraq came home.", "Tikrit", Some(Kind::Place)),
    // The number is part of a unit's name.
    ("Combined Task Force 153 patrols the Red Sea, it said on Friday.", "Combined Task Force 153", Some(Kind::Organization)),
    // A ship is nobody, with the prefix of its navy or without it.
    ("The French frigate FS Duvall sailed on Friday. Duvall joined six ships off Aden.", "Duvall", None),
    // The end of an office is no place.
    ("The British Secretary of State said on Friday that he would fly to Amman.", "of State", None),
    ("U.S. Secretary of State Maria Lopez flew to Amman on Friday.", "Maria Lopez", Some(Kind::Person)),
];

#[test]
fn a_name_has_its_kind_and_all_of_its_words() {
    let engine = Engine::load().unwrap();
    let mut wrong = Vec::new();
    for (text, words, want) in KINDS {
        let reading = read(&engine, text);
        let named = |k: Kind| matches!(k, Kind::Person | Kind::Place | Kind::Organization | Kind::ArmedGroup | Kind::StateForce | Kind::Facility);
        let found = reading.mentions.iter().find(|m| m.text == *words && named(m.kind)).map(|m| m.kind);
        let fits = found == *want || found == Some(Kind::StateForce) && *want == Some(Kind::Organization);
        if !fits {
            wrong.push(format!("{text}\n    {words}: {found:?} in {:?}", reading.mentions.iter().map(|m| (m.text.as_str(), m.kind)).collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
