//! What a careful coder would write down: texts through the whole engine, and the fields of their events.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use dateline::analysis::{Engine, assemble};
use dateline::intake;
use dateline::model::{Event, Guidance};
use std::sync::atomic::AtomicBool;

fn events(engine: &Engine, text: &str) -> Vec<Event> {
    let given = intake::Given { published: Some("2024-01-10".into()), ..intake::Given::default() };
    let (article, _) = intake::article_from_text("example.txt", text, given).unwrap();
    let reading = engine.read(article, &AtomicBool::new(false)).unwrap();
    assemble(vec![reading], &Guidance::default(), engine.lexicon()).events.iter().map(|e| Event::clone(e)).collect()
}

/// An event's fields as the table writes them.
fn told(e: &Event) -> Vec<String> {
    let f = &e.fields;
    let mut all: Vec<String> = f.attackers.iter().map(|a| format!("by {a}")).collect();
    all.extend(f.victims.iter().map(|v| format!("victim {v}")));
    all.extend(f.suspects.iter().map(|v| format!("suspect {v}")));
    all.extend(f.targets.iter().map(|v| format!("target {v}")));
    all.extend(f.date.iter().map(|d| format!("on {}", d.start)));
    all.extend(f.event_type.iter().map(|t| format!("type {t}")));
    all.push(format!("outcome {:?}", f.outcome).to_lowercase());
    all.extend(f.place.iter().flat_map(|p| [format!("in {}", p.name), format!("country {}", p.country.clone().unwrap_or_default())]));
    let counts = [("killed", f.killed), ("wounded", f.wounded)];
    all.extend(counts.iter().filter_map(|(what, c)| Some(format!("{what} {}", (*c)?.best.map_or("?".to_owned(), |n| n.to_string())))));
    all
}

/// A text, and what one event of it must say.
const TABLE: &[(&str, &[&str])] = &[
    // The adjective of a state before a word of attack that is tagged as a verb.
    ("Two farmers were wounded by Russian shelling in Kherson on Monday.", &["by Russia", "wounded 2", "on 2024-01-08"]),
    // A name behind the verb that the parser took for a second subject.
    ("On Friday a suspected Israeli air strike outside Damascus killed Karim Haddad, a senior adviser.", &["by Israel", "victim Karim Haddad", "killed 1"]),
    // A bare number behind the verb.
    ("On Monday shells in Sumy, near the border, killed at least nine.", &["killed 9", "on 2024-01-08"]),
    // A warship acts for its state.
    ("A radar post near Hodeidah was hit by the USS Porter with missiles on Sunday.", &["by United States", "on 2024-01-07"]),
    // A date between the verb and its preposition.
    ("Rockets were fired Tuesday morning at a small base near Kirkuk, wounding two soldiers.", &["on 2024-01-09", "wounded 2"]),
    // The best or worst "since" something: the clause tells of another event.
    ("Friday's attack is the worst in Iraq since two truck bombs killed 80 people in Mosul in March 2022.", &["on 2022-03", "killed 80", "in Mosul"]),
    // A clause that hangs on the date.
    ("The last attack by al-Shabaab was on 4 January, when a car bomb went off outside a hotel in Mogadishu.", &["by al-Shabaab", "on 2024-01-04"]),
    // Who carried the bomb, whatever the parser makes of the clause around him.
    ("Three suicide bombers, all of them women, struck a market in Maiduguri on Friday, killing six people.", &["type suicide_bomb", "killed 6"]),
    // "As" joins two deeds, each with its own doer.
    ("A tanker was struck by a missile off Mokha on Sunday as American jets destroyed two drones.", &["on 2024-01-07", "in Mokha"]),
    // When a group was founded is no day of its attacks.
    ("The militia, formed in 2009 in Basra, attacked a convoy near Balad on Saturday, killing two drivers.", &["on 2024-01-06", "killed 2"]),
    // The city by its office.
    ("A rocket attack on the Ukrainian capital killed three people on Friday.", &["in Kyiv", "country UKR"]),
    // "That morning" is the day that was just told.
    ("Rockets hit a base near Kirkuk on Saturday evening. That morning a drone had killed four men in Damascus.", &["on 2024-01-06", "killed 4"]),
    // Those who died of their wounds later did so on another day.
    ("A mortar attack on Saturday hit a school in Idlib, killing two teachers. A third died in hospital on Monday.", &["on 2024-01-06"]),
    // The noun of the force stands with the last of two adjectives.
    ("American and British jets bombed a depot near Sanaa on Sunday, killing two men.", &["by United States", "by United Kingdom", "on 2024-01-07"]),
    // Where the wounded are taken is not where they were hurt.
    ("A drone hit a base near Erbil on Sunday. Two of the wounded were flown to the hospital at Landstuhl.", &["country IRQ", "on 2024-01-07"]),
    // People were hurt and nobody says how many (C6).
    ("A car bomb in Kirkuk killed two people on Saturday. Several were wounded, the police said.", &["killed 2", "wounded ?"]),
    // A ship by its name, and who claims the hit on it, himself or by his spokesman.
    (
        "A missile hit the bulk carrier Olvia Star off Mokha on Sunday. The Houthis claimed the attack.",
        &["by Houthi movement", "target Olvia Star", "on 2024-01-07"],
    ),
    ("The Marlow, a freighter, was damaged by a drone on Saturday. Sami Adel, a spokesman for the Houthis, claimed the attack.", &["by Houthi movement"]),
    // Who attacks the ships of an article hit this one too.
    (
        "The Houthis have attacked dozens of merchant ships since November. On Friday the tanker Kolka Spirit was struck by a drone near Aden.",
        &["by Houthi movement", "target Kolka Spirit", "on 2024-01-05"],
    ),
    // The ship by a word for it, and by a part of it.
    (
        "The cargo ship Marlow lies off Mokha. The Houthis have fired at merchant ships for weeks. The ship was hit by a missile on Saturday.",
        &["target Marlow", "by Houthi movement", "on 2024-01-06"],
    ),
    // A flag says where a ship is from.
    ("A freighter that flies the flag of Panama was hit by a missile off Mokha on Sunday.", &["in Mokha", "on 2024-01-07"]),
    // Whoever answers strikes.
    ("On Saturday the Houthis retaliated with a missile attack on a base near Marib.", &["by Houthi movement", "on 2024-01-06"]),
    // Who is charged with a deed is suspected, who was convicted did it.
    ("Police charged Omar Haddad with the murder of two women in Kirkuk on Saturday.", &["suspect Omar Haddad", "killed 2"]),
    ("A court convicted Omar Haddad of killing two women in Kirkuk on 4 May 2021.", &["by Omar Haddad", "killed 2", "on 2021-05-04"]),
    // Of two days in a sentence each deed has its own.
    ("On Friday American jets bombed a depot in Deir ez-Zor in revenge for the killing of two guards in Amman on 2 January.", &["on 2024-01-02", "killed 2"]),
    // What a clause tells of the attackers, it tells of the attack.
    ("On Friday jets bombed a camp near Mosul after a raid by militants that killed nine farmers in a village.", &["killed 9", "by Unidentified armed group"]),
    // An attack that was met is one, and failed (E3).
    ("Soldiers foiled an attack by militants on a checkpoint near Kirkuk on Saturday.", &["on 2024-01-06", "outcome intercepted"]),
    // A navy that takes pirates arrests them; rebels who take soldiers abduct them.
    ("The Kenyan navy captured nine pirates off Lamu on Saturday.", &["by Kenya", "type arrests"]),
    ("Militants captured nine soldiers in Borno on Saturday.", &["type abduction_forced_disappearance"]),
    // Hours before is the same day.
    ("Rockets hit a base near Kirkuk on Saturday, hours after a strike in Damascus killed four men.", &["on 2024-01-06", "in Damascus", "killed 4"]),
    // A fire that aircraft lit, on the eve of the day that is named.
    (
        "Firemen in Latakia were battling on Sunday morning the blaze that Israeli jets lit the day before in a mill near the station.",
        &["by Israel", "on 2024-01-06", "type air_drone_strike"],
    ),
];

#[test]
fn fields_are_what_a_careful_coder_would_write() {
    let engine = Engine::load().unwrap();
    let mut wrong = Vec::new();
    for (text, want) in TABLE {
        let all: Vec<Vec<String>> = events(&engine, text).iter().map(told).collect();
        if !all.iter().any(|e| want.iter().all(|w| e.iter().any(|x| x == w))) {
            wrong.push(format!("{text}\n    {want:?} in {all:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Texts, and how many events they tell of.
const COUNTED: &[(&str, usize)] = &[
    // Hits on two ships are two events; the sinking of one is none.
    ("A missile hit the tanker Kolka Spirit off Mokha on Sunday. On the same day a drone hit the freighter Marlow off Mokha. The Marlow sank on Monday.", 2),
    ("The strikes on Saturday followed a rocket attack on a base near Kirkuk on 2 January. The strikes near Mosul killed four men.", 2),
    ("Nobody was killed by the militia in Basra on Saturday.", 0),
    ("The families said they would not go back to Basra until the army bombed the smugglers out of the old port on the river.", 0),
    ("Soldiers foiled an attack by militants on a checkpoint near Kirkuk on Saturday.", 1),
    ("Police in Kirkuk foiled a plot to bomb a mosque on Saturday.", 0),
    // What is looked into has happened.
    ("Police in Kirkuk will meet on Monday to review their investigation into the murder of a judge in Kirkuk on 2 January.", 1),
];

#[test]
fn deeds_are_told_apart() {
    let engine = Engine::load().unwrap();
    for (text, want) in COUNTED {
        let all: Vec<Vec<String>> = events(&engine, text).iter().map(told).collect();
        assert_eq!(all.len(), *want, "{text}\n    {all:?}");
    }
}

/// A live blog's newest entry has the toll, whichever end the blog begins at.
#[test]
fn the_newest_entry_of_a_live_blog_has_the_toll() {
    let engine = Engine::load().unwrap();
    let newest_first = "Attack on a market in Kaduna\n\n+++ 9 January, 20:41 +++\n\nThe ministry speaks of 37 dead at the market in Kaduna, and the police agree with that.\n\n\
        +++ 8 January, 18:20 +++\n\nThe number of killed at the market rises to 33. More bodies were found in the afternoon.\n\n\
        +++ 8 January, 09:00 +++\n\nGunmen have attacked a market in Kaduna, killing at least 12 people, the police report.";
    let all = events(&engine, newest_first);
    assert!(all.iter().any(|e| e.fields.killed.and_then(|k| k.best) == Some(37)), "{:?}", all.iter().map(told).collect::<Vec<_>>());
}
