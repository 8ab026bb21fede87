//! Who attacked whom, and who is only suspected: sentences through the whole engine.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use dateline::analysis::{Engine, assemble};
use dateline::intake;
use dateline::model::{EventFields, Guidance};
use std::sync::atomic::AtomicBool;

fn events(engine: &Engine, text: &str) -> Vec<EventFields> {
    let given = intake::Given { published: Some("2024-01-10".into()), ..intake::Given::default() };
    let (article, _) = intake::article_from_text("example.txt", text, given).unwrap();
    let reading = engine.read(article, &AtomicBool::new(false)).unwrap();
    assemble(vec![reading], &Guidance::default(), engine.lexicon()).events.iter().map(|e| e.fields.clone()).collect()
}

/// A sentence with its attackers, some of its targets, and its suspects.
type Case = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

const TABLE: &[Case] = &[
    ("American jets bombed a Houthi depot near Sanaa on 3 January 2024, killing two men.", &["United States"], &["Houthi movement"], &[]),
    ("Israel struck a building in Damascus on 6 January 2024, killing four people.", &["Israel"], &[], &[]),
    ("A building in Damascus was hit by Israel on 6 January 2024.", &["Israel"], &[], &[]),
    ("A Houthi missile hit a tanker in the Gulf of Aden on 8 January 2024.", &["Houthi movement"], &[], &[]),
    ("Boko Haram fighters attacked a village in Borno on 5 January 2024, killing nine people.", &["Boko Haram"], &[], &[]),
    ("Gunmen killed nine people in a village near Mopti on 5 January 2024.", &["Unidentified armed group"], &[], &[]),
    ("A bomb killed six people in Quetta on 5 January 2024.", &[], &[], &[]),
    ("Al-Shabaab claimed responsibility for a bombing in Mogadishu that killed six people on 4 January 2024.", &["al-Shabaab"], &[], &[]),
    ("A bombing in Mogadishu killed six people on 4 January 2024. Al-Shabaab claimed responsibility.", &["al-Shabaab"], &[], &[]),
    ("A strike in Damascus killed six people on 4 January 2024. Iran blamed Israel.", &[], &[], &["Israel"]),
    ("Iran accused Israel of a strike in Damascus that killed six people on 4 January 2024.", &[], &[], &["Israel"]),
    ("Russia shelled Kharkiv on 2 January 2024, wounding eleven people.", &["Russia"], &[], &[]),
    ("Turkish drones struck positions of the PKK in Dohuk on 9 January 2024.", &["Turkey"], &["Kurdistan Workers' Party"], &[]),
    ("The United States carried out an air strike in Baghdad on 4 January 2024.", &["United States"], &[], &[]),
    ("An air strike carried out by the United States killed two men in Baghdad on 4 January 2024.", &["United States"], &[], &[]),
    ("Two men died in a US air strike in Baghdad on 4 January 2024.", &["United States"], &[], &[]),
    ("On 4 January 2024 an air strike in Baghdad hit the group Harakat al-Nujaba, killing two men.", &[], &["Harakat al-Nujaba"], &[]),
    ("Ukraine hit a depot in Belgorod on 7 January 2024.", &["Ukraine"], &[], &[]),
    ("Six people were wounded by a Russian missile in Kherson on 7 January 2024.", &["Russia"], &[], &[]),
    ("A bombing in Mogadishu killed six people on 4 January 2024. Al-Shabaab said that the attack was its work.", &["al-Shabaab"], &[], &[]),
    ("A pair of F-15 fighters destroyed a depot in Deir ez-Zor on 8 January 2024.", &[], &[], &[]),
];

#[test]
fn sentences_give_each_side_its_role() {
    let engine = Engine::load().unwrap();
    let mut wrong = Vec::new();
    for (text, attackers, targets, suspects) in TABLE {
        let all = events(&engine, text);
        let right = all.first().is_some_and(|e| {
            all.len() == 1 && e.attackers == *attackers && targets.iter().all(|t| e.targets.iter().any(|x| x == t)) && e.suspects == *suspects
        });
        if !right {
            let got: Vec<_> = all.iter().map(|e| (&e.attackers, &e.targets, &e.suspects)).collect();
            wrong.push(format!("{text}\n    {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn places_in_an_aside_about_somebody_are_not_where_it_happened() {
    let engine = Engine::load().unwrap();
    let told = [
        "On 4 January 2024 a drone in Baghdad hit the group Harakat al-Nujaba – a militia allied with Iran and with friends in Lebanon – and killed a driver.",
        "On 4 January 2024 a drone killed a commander of Harakat al-Nujaba, a militia with offices in Lebanon, in Baghdad.",
    ];
    for text in told {
        let places: Vec<Option<String>> = events(&engine, text).into_iter().map(|e| e.place.and_then(|p| p.country)).collect();
        assert_eq!(places, [Some("IRQ".to_owned())], "{text}");
    }
}
