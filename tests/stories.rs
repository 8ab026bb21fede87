//! Which articles tell of one event: texts of several articles through the whole engine.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use dateline::analysis::{Engine, assemble};
use dateline::intake;
use dateline::model::{Guidance, Reading};
use std::sync::atomic::AtomicBool;

/// The articles of every event, each article by its number.
fn stories(engine: &Engine, articles: &[(Option<&str>, &str)]) -> Vec<Vec<String>> {
    let read = |(n, (published, text)): (usize, &(Option<&str>, &str))| -> Reading {
        let given = intake::Given { published: published.map(str::to_owned), ..intake::Given::default() };
        let (article, _) = intake::article_from_text(&format!("{n}"), text, given).unwrap();
        engine.read(article, &AtomicBool::new(false)).unwrap()
    };
    let readings = articles.iter().enumerate().map(read).collect();
    assemble(readings, &Guidance::default(), engine.lexicon()).events.into_iter().map(|e| e.articles.clone()).collect()
}

#[test]
fn hits_on_two_ships_are_two_events_and_on_one_ship_one() {
    let engine = Engine::load().unwrap();
    let one = "A missile hit the bulk carrier Olvia Star in the Gulf of Aden on Sunday, wounding two sailors.";
    let again = "On Sunday the Olvia Star, a bulk carrier, was struck by a missile in the Gulf of Aden, its owner said.";
    let other = "A missile hit the tanker Kolka Spirit in the Gulf of Aden on Sunday, wounding two sailors.";
    let day = Some("2024-01-09");
    assert_eq!(stories(&engine, &[(day, one), (day, again)]).len(), 1);
    assert_eq!(stories(&engine, &[(day, one), (day, other)]).len(), 2);
}

#[test]
fn nobody_dies_twice() {
    let engine = Engine::load().unwrap();
    let deed = "Gunmen killed Karim Haddad, a judge, outside his house in Basra on 5 January 2024.";
    let trial = "A court in Basra sentenced Omar Nasser to death on 3 February 2025 for the murder of Karim Haddad, a judge, in Basra.";
    assert_eq!(stories(&engine, &[(Some("2024-01-06"), deed), (Some("2025-02-04"), trial)]).len(), 1);
}

/// Without a single day, and told in quite other words.
#[test]
fn nobody_dies_twice_without_a_date_either() {
    let engine = Engine::load().unwrap();
    let deed = "Gunmen on motorcycles killed Karim Haddad, a judge, outside his house in Basra and fled through the date groves, neighbours told a reporter.";
    let later = "Omar Nasser was sentenced to death for the murder of Karim Haddad. The court heard three witnesses before it ruled, and lawyers said they would appeal.";
    let other = "Omar Nasser was sentenced to death for the murder of Salim Obeid. The court heard three witnesses before it ruled, and lawyers said they would appeal.";
    assert_eq!(stories(&engine, &[(None, deed), (None, later)]).len(), 1);
    assert_eq!(stories(&engine, &[(None, deed), (None, other)]).len(), 2);
}

/// Telling words, not those of every article on fighting, join accounts that have no day.
#[test]
fn without_a_day_the_telling_words_decide() {
    let engine = Engine::load().unwrap();
    let one =
        "Raiders burned the ferry Kittiwake at the jetty of Lokoja and shot two lightermen, the harbour master said. The ferry carried yams and kerosene.";
    let same = "Two lightermen were shot when raiders burned the ferry Kittiwake, laden with yams and kerosene, the harbour master of Lokoja told a reporter.";
    let other =
        "Raiders attacked a convoy of millet traders on the road to Lokoja and shot two drivers, an official said. The market stayed closed, residents said.";
    assert_eq!(stories(&engine, &[(None, one), (None, same)]).len(), 1);
    assert_eq!(stories(&engine, &[(None, one), (None, other)]).len(), 2);
}

#[test]
fn a_date_line_in_the_first_paragraph_dates_the_article_and_not_the_event() {
    let engine = Engine::load().unwrap();
    let text = "Two shot in Basra Posted: 9 January 2024, 10:20 Gunmen shot two farmers dead in Basra on Friday, the police said.";
    let (article, _) = intake::article_from_text("a", text, intake::Given::default()).unwrap();
    let reading = engine.read(article, &AtomicBool::new(false)).unwrap();
    let told = assemble(vec![reading], &Guidance::default(), engine.lexicon());
    let days: Vec<String> = told.events.iter().filter_map(|e| Some(e.fields.date.as_ref()?.start.to_string())).collect();
    assert_eq!(days, ["2024-01-05"]);
}
