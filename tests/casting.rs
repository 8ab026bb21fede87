//! Which words of an article stand in which role, and what is no event at all: sentences through the whole engine.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use dateline::analysis::Engine;
use dateline::intake;
use dateline::model::{Report, Role};
use std::sync::atomic::AtomicBool;

fn reports(engine: &Engine, text: &str) -> Vec<Report> {
    let given = intake::Given { published: Some("2024-01-10".into()), ..intake::Given::default() };
    let (article, _) = intake::article_from_text("example.txt", text, given).unwrap();
    engine.read(article, &AtomicBool::new(false)).unwrap().reports
}

/// Of all reports, the words in a role.
fn words(reports: &[Report], role: Role) -> Vec<String> {
    reports.iter().flat_map(|r| &r.arguments).filter(|a| a.role == role).map(|a| a.text.clone()).collect()
}

/// Text, role, and the words that must stand in it.
type Case = (&'static str, Role, &'static [&'static str]);

const CAST: &[Case] = &[
    ("Gunmen killed six farm workers and a teacher near Mopti on 5 January 2024.", Role::Victim, &["farm workers", "teacher"]),
    ("A group of hooded men attacked two buses near Tumaco on 5 January 2024.", Role::Attacker, &["group of hooded men"]),
    ("A group of hooded men attacked two buses near Tumaco on 5 January 2024.", Role::Target, &["buses"]),
    ("A bomb exploded in front of a police station in Quetta on 5 January 2024.", Role::Target, &["police station"]),
    ("Two grenades were thrown at a pharmacy in Cali on 5 January 2024.", Role::Target, &["pharmacy"]),
    ("The mayor was shot dead in Cali on 5 January 2024.", Role::Victim, &["mayor"]),
    ("Armed men kidnapped two engineers near Arauca on 5 January 2024.", Role::Victim, &["engineers"]),
    ("Dozens of villagers were killed in a raid on Solhan on 5 January 2024.", Role::Victim, &["villagers"]),
    ("Members of the army shot dead two farmers near Mopti on 5 January 2024.", Role::Attacker, &["Members of the army", "army"]),
    ("Over 500 rebel fighters attacked the town of Djibo on 5 January 2024.", Role::Attacker, &["rebel fighters"]),
    ("Attorney Ana Ruiz was shot dead in Cali on 5 January 2024.", Role::Victim, &["Ana Ruiz"]),
    ("The village near Mopti was hit by mortar fire on 5 January 2024, and two herders died.", Role::Weapon, &["mortar"]),
    (
        "Gunmen killed three herders near Mopti on 5 January 2024. The victims were identified as Amadou Diallo, Moussa Keita and Seydou Barry.",
        Role::Victim,
        &["Amadou Diallo", "Moussa Keita", "Seydou Barry"],
    ),
    ("A bomb wounded seven people in Quetta on 5 January 2024. The wounded include a nurse and a porter.", Role::Victim, &["nurse"]),
    ("The blast killed nine people, including a nurse, in Quetta on 5 January 2024.", Role::Victim, &["people", "nurse"]),
];

#[test]
fn participants_are_named_by_the_core_of_their_words() {
    let engine = Engine::load().unwrap();
    let mut wrong = Vec::new();
    for (text, role, want) in CAST {
        let got = words(&reports(&engine, text), *role);
        if !want.iter().all(|w| got.iter().any(|g| g == w)) {
            wrong.push(format!("{text}\n    {role:?}: {got:?} for {want:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Sentences that tell of no event.
const NOTHING: &[&str] = &[
    "The speech was a direct attack on the peace process.",
    "The law was struck down by the court on Tuesday.",
    "The war has killed more than 70,000 people.",
    "The former president died on Tuesday.",
    "Three crewmen were killed when their plane crashed near Usulutan on Tuesday.",
    "The two leaders attacked corruption in their speeches on Tuesday.",
];

#[test]
fn figures_of_speech_wars_and_mishaps_are_no_events() {
    let engine = Engine::load().unwrap();
    let told = |text: &&&str| reports(&engine, text).iter().any(|r| r.specific && r.modality.counts());
    let wrong: Vec<&&str> = NOTHING.iter().filter(told).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn who_attacks_all_the_ships_attacked_the_next_one_too() {
    let engine = Engine::load().unwrap();
    let text = "The Houthis have attacked more than thirty merchant ships since November. On 8 January 2024 a missile hit a tanker in the Gulf of Aden.";
    let all = reports(&engine, text);
    let hit = all.iter().find(|r| r.specific && r.fields.date.is_some() || r.when.is_some()).unwrap();
    assert_eq!(hit.fields.attackers, ["Houthi movement"]);
}

#[test]
fn a_passing_mention_is_no_trigger_of_the_account() {
    let engine = Engine::load().unwrap();
    let telling = "Gunmen of Katiba Macina killed six farm workers, a teacher and two drivers with rifles in Solhan on 5 January 2024.";
    let text = format!("{telling}\n\nThe attack also killed a nurse.");
    let all = reports(&engine, &text);
    let first = all.iter().find(|r| r.specific).unwrap();
    assert!(first.arguments.iter().any(|a| a.text == "nurse"), "{:?}", first.arguments);
    let starts = first.triggers.iter().filter_map(|id| id.rsplit(':').nth(1)?.parse::<usize>().ok());
    assert!(starts.clone().count() > 0 && starts.clone().all(|s| s < telling.len()), "{:?}", first.triggers);
}
