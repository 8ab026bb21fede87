//! Pronouns and common nouns to the names that they stand for, and what is marked without a name: whole sentences through the engine.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use dateline::analysis::Engine;
use dateline::intake;
use dateline::model::{Kind, Mention};
use std::sync::atomic::AtomicBool;

fn mentions(engine: &Engine, text: &str) -> Vec<Mention> {
    let given = intake::Given { published: Some("2024-01-10".into()), ..intake::Given::default() };
    let (article, _) = intake::article_from_text("example.txt", text, given).unwrap();
    engine.read(article, &AtomicBool::new(false)).unwrap().mentions
}

/// A text in which `[word=Name]` stands for a name, `[word=]` for nobody in particular (or for one of two, which nobody can tell).
const CASES: &[&str] = &[
    "Commander Karim al-Jabri left the depot in Mosul. [He=Karim al-Jabri] was killed an hour later.",
    "Karim al-Jabri was born in Basra. Later [he=Karim al-Jabri] led a battalion.",
    "Karim al-Jabri said that [he=Karim al-Jabri] had not ordered the raid.",
    "Hamas fired rockets at the town. [The group=Hamas] said nothing.",
    "Boko Haram raided two villages in Borno on Monday. [The militants=Boko Haram] burned a school.",
    "The raid was claimed by al-Shabaab. [The militia=al-Shabaab] has held the area since May.",
    "Rania Haddad, a doctor, fled the city. [She=Rania Haddad] said the hospital had been hit.",
    "Mr Salim Khoury met Mrs Amina Mansour in Beirut. [She=Amina Mansour] blamed the army.",
    "Mr Salim Khoury met Mrs Amina Mansour in Beirut. [He=Salim Khoury] blamed the army.",
    "Tariq Demir spoke to Osman Kaya and Idris Yilmaz spoke to Yusuf Qasim. [He=] was later shot.",
    "Karim al-Jabri shot [him=] in the street.",
    "A spokesman declined to comment. [He=] said the inquiry went on.",
    "\"[I=Rania Haddad] heard two blasts,\" said Rania Haddad.",
    "\"[We=] heard two blasts,\" said Rania Haddad.",
    "Governor Tariq Demir said:\n\n[I=Tariq Demir] condemn this attack.",
    "General Osman Kaya led the column into Afrin. [The general=Osman Kaya] was wounded.",
    "Tariq Demir, a commander of Hamas, was buried on Friday. [The commander=Tariq Demir] had led the unit since 2019.",
    "Tariq Demir was buried on Friday.\n\nPrices rose again in Cairo.\n\n[He=] was 40.",
    "Hamas and Hezbollah fired rockets. [The group=] said nothing.",
    "Israel's army struck Gaza. Karim al-Jabri died. [He=Karim al-Jabri] was 40.",
    "The Red Crescent sent lorries. [It=Red Crescent] said the road was mined.",
    "Hezbollah fired first, and [it=Hezbollah] said the base had burned.",
    "Fighters from Hamas attacked the post. A soldier died. [The soldier=] was 19.",
    "Osman Kaya told Tariq Demir that [he=Osman Kaya] would resign.",
    "The Houthis attacked a tanker. [They=Houthi movement] said [it=] was British.",
    "Idris Okafor runs a clinic in Maiduguri. Gunmen abducted [him=Idris Okafor] on Monday.",
    "The minister, Yusuf Bello, arrived on Monday. [The minister=Yusuf Bello] met the troops.",
    "Rebels took the bridge. [They=] held it for a day.",
];

/// The plain text of a case, and of each marked word where it starts and whom it stands for.
fn plain(case: &str) -> (String, Vec<(usize, usize, String)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for (i, part) in case.split(['[', ']']).enumerate() {
        match part.split_once('=').filter(|_| i % 2 == 1) {
            Some((word, name)) => {
                marks.push((text.len(), text.len() + word.len(), name.to_owned()));
                text.push_str(word);
            }
            None => text.push_str(part),
        }
    }
    (text, marks)
}

#[test]
fn references_are_resolved_precisely() {
    let engine = Engine::load().unwrap();
    let (mut right, mut given, mut wanted, mut wrong) = (0_u32, 0_u32, 0_u32, Vec::new());
    for case in CASES {
        let (text, marks) = plain(case);
        let found = mentions(&engine, &text);
        for (start, end, name) in marks {
            let at = found.iter().find(|m| m.span.start == start && m.span.end == end && m.kind.is_name());
            let entity = at.and_then(|m| m.entity.clone()).unwrap_or_default();
            wanted += u32::from(!name.is_empty());
            given += u32::from(!entity.is_empty());
            right += u32::from(!name.is_empty() && entity == name);
            if entity != name {
                wrong.push(format!("{text:?} at {start}: {entity:?} for {name:?}"));
            }
        }
    }
    let (precision, recall) = (f64::from(right) / f64::from(given), f64::from(right) / f64::from(wanted));
    println!("references: {right} right of {given} given and {wanted} wanted\n{}", wrong.join("\n"));
    assert!(precision >= 0.95 && recall >= 0.85, "precision {precision:.2}, recall {recall:.2}\n{}", wrong.join("\n"));
}

#[test]
fn a_reference_gives_an_event_its_name() {
    let engine = Engine::load().unwrap();
    let text = "Karim al-Jabri led the group in Mosul. He was killed by a US drone strike in Baghdad on 4 January 2024.";
    let given = intake::Given { published: Some("2024-01-10".into()), ..intake::Given::default() };
    let (article, _) = intake::article_from_text("example.txt", text, given).unwrap();
    let reading = engine.read(article, &AtomicBool::new(false)).unwrap();
    let named = |name: &str| reading.reports.iter().any(|r| r.arguments.iter().any(|a| a.entity.as_deref() == Some(name)));
    assert!(named("Karim al-Jabri"), "{:?}", reading.reports.iter().map(|r| &r.arguments).collect::<Vec<_>>());
}

#[test]
fn people_without_a_name_are_marked_with_their_kind() {
    let engine = Engine::load().unwrap();
    let text = "Two gunmen fired at the mosque before soldiers came. A spokeswoman said dozens of villagers had fled with weapons.";
    let found = mentions(&engine, text);
    for (words, kind) in [
        ("the mosque", Kind::Facility),
        ("soldiers", Kind::StateForce),
        ("A spokeswoman", Kind::Person),
        ("villagers", Kind::Organization),
        ("weapons", Kind::Weapon),
    ] {
        let mention = found.iter().find(|m| m.text == words).unwrap_or_else(|| panic!("{words}: {:?}", found.iter().map(|m| &m.text).collect::<Vec<_>>()));
        assert_eq!((mention.kind, mention.entity.as_deref()), (kind, None), "{words}");
    }
}

#[test]
fn no_two_names_cover_the_same_words() {
    let engine = Engine::load().unwrap();
    for case in CASES {
        let (text, _) = plain(case);
        let found: Vec<Mention> = mentions(&engine, &text).into_iter().filter(|m| m.kind.is_name() && m.kind != Kind::Weapon).collect();
        for pair in found.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start, "{text:?}: {} and {}", pair[0].text, pair[1].text);
        }
    }
}
