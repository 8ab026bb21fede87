//! Large folders of made-up readings for the benchmarks: the same in every run.
#![allow(dead_code, clippy::unwrap_used, reason = "each benchmark uses its own part, and fails by a panic")]

use super::reports;
use dateline::model::{Article, Count, EventDate, EventFields, Kind, Mention, Place, PlacePrecision, Reading, Span, When, Which};
use std::fmt::Write as _;

const DAYS: u64 = 730;
const TOWNS: u64 = 3000;
const COUNTRIES: [&str; 20] =
    ["AFG", "BFA", "CMR", "COD", "COL", "EGY", "ETH", "IRQ", "LBN", "LBY", "MLI", "MOZ", "NER", "NGA", "PAK", "SDN", "SOM", "SYR", "UKR", "YEM"];
const TYPES: [&str; 6] = ["air_drone_strike", "armed_clash", "attack", "suicide_bomb", "remote_explosive_landmine_ied", "shelling_artillery_missile_attack"];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// So many articles of one report each: events that one to seven articles tell of, one report in five from memory. One article in `undated`
/// has no date; with 0, none.
pub fn readings(size: usize, undated: usize) -> Vec<Reading> {
    let mut dice = Dice(7);
    let mut readings = Vec::with_capacity(size);
    while readings.len() < size {
        let (fields, day) = event(&mut dice);
        let story = dice.roll(1 << 30);
        let told = 1 + dice.roll(4) * dice.roll(3);
        for _ in 0..told.min((size - readings.len()) as u64) {
            let foreground = dice.roll(5) > 0;
            let wait = if foreground { dice.roll(3) } else { dice.roll(90) };
            let id = format!("{:07}", readings.len());
            let mut reading = reports::reading(&id, reports::day((day + wait) as i32), foreground, retold(&fields, &mut dice));
            reading.article.text = words(story, &mut dice);
            reading.mentions = mentions(&reading.article);
            if undated > 0 && readings.len() % undated == 0 {
                reading.article.published = None;
                reading.reports.iter_mut().for_each(|r| (r.fields.date, r.when) = (None, Some(When::Weekday { weekday: 3, which: Which::Plain })));
            } else if undated > 0 {
                reading.reports.iter_mut().for_each(|r| r.when = r.fields.date.as_ref().map(|d| When::Calendar { date: d.start }));
            }
            readings.push(reading);
        }
    }
    readings
}

fn event(dice: &mut Dice) -> (EventFields, u64) {
    let (town, day) = (dice.roll(TOWNS), dice.roll(DAYS));
    let country = COUNTRIES[(town % COUNTRIES.len() as u64) as usize];
    let place = Place {
        name: format!("Town {town}"),
        admin1: Some(format!("Province {}", town % 400)),
        country: Some(country.to_owned()),
        lat: Some((town % 20) as f64 * 4.0 - 30.0 + (town / 20 % 12) as f64 * 0.3),
        lon: Some((town % 20) as f64 * 6.0 + (town / 240) as f64 * 0.3),
        precision: PlacePrecision::Settlement,
        source: Some(format!("made:{town}")),
    };
    let fields = EventFields {
        date: Some(EventDate::at(reports::day(day as i32), Vec::new())),
        event_type: Some(TYPES[dice.roll(6) as usize].to_owned()),
        place: Some(place),
        attackers: vec![format!("Group {} {country}", dice.roll(4))],
        targets: vec![format!("Army {country}")],
        victims: (dice.roll(10) == 0).then(|| format!("Person {}", dice.roll(5000))).into_iter().collect(),
        killed: (dice.roll(2) == 0).then(|| Count::exact(dice.roll(30) as u32)),
        ..EventFields::default()
    };
    (fields, day)
}

/// The event as another article has it: something is left out, or is known less well.
fn retold(fields: &EventFields, dice: &mut Dice) -> EventFields {
    let mut fields = fields.clone();
    match dice.roll(8) {
        0 => fields.attackers.clear(),
        1 => fields.killed = fields.killed.map(|c| Count::exact(c.best.unwrap_or(0) + 1)),
        2 => fields.event_type = Some("attack".to_owned()),
        3 => {
            if let Some(place) = &mut fields.place {
                (place.name, place.precision) = (format!("Land {}", place.country.as_deref().unwrap_or_default()), PlacePrecision::Country);
                (place.lat, place.lon, place.admin1) = (None, None, None);
            }
        }
        4 => fields.targets.clear(),
        _ => {}
    }
    fields
}

/// Two hundred words, half of them the story's.
fn words(story: u64, dice: &mut Dice) -> String {
    let mut of_story = Dice(story);
    (0..200).fold(String::new(), |mut text, n| {
        let word = if n % 2 == 0 { of_story.roll(20_000) } else { dice.roll(20_000) };
        let name = if n % 7 == 3 { "N" } else { "w" };
        write!(text, "{name}ord{word}{}", if n % 15 == 14 { ". " } else { " " }).unwrap();
        text
    })
}

/// Every capitalised word is the name of a person.
fn mentions(article: &Article) -> Vec<Mention> {
    let words = article.text.match_indices('N').take(10);
    let end = |at: usize| article.text[at..].find([' ', '.']).map_or(article.text.len(), |n| at + n);
    words
        .map(|(at, _)| {
            let mut mention = Mention::new(&article.id, &article.text, Span::new(at, end(at)), Kind::Person, "made up");
            mention.entity_id = Some(format!("person-{}", mention.text.to_lowercase()));
            mention.entity = Some(mention.text.clone());
            mention
        })
        .collect()
}
