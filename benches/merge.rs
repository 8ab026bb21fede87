//! How merging grows: `cargo bench --no-default-features --bench merge`. The reports are made up, the same in every run.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench is run by hand and tells what it measured")]

#[path = "../tests/common/reports.rs"]
mod reports;

use dateline::events::group;
use dateline::lexicon::Lexicon;
use dateline::model::{Count, EventDate, EventFields, Guidance, Place, PlacePrecision, Reading};
use std::fmt::Write as _;
use std::time::Instant;

/// Numbers of reports.
const SIZES: [usize; 5] = [1_000, 3_000, 10_000, 30_000, 100_000];
/// The most that the largest may take on two cores, in seconds.
const GOAL: f64 = 5.0;
const DAYS: u64 = 730;
const TOWNS: u64 = 3000;
const COUNTRIES: [&str; 20] =
    ["AFG", "BFA", "CMR", "COD", "COL", "EGY", "ETH", "IRQ", "LBN", "LBY", "MLI", "MOZ", "NER", "NGA", "PAK", "SDN", "SOM", "SYR", "UKR", "YEM"];
const TYPES: [&str; 6] = ["air_drone_strike", "armed_clash", "attack", "suicide_bomb", "remote_explosive_landmine_ied", "shelling_artillery_missile_attack"];

fn main() {
    let lexicon = Lexicon::builtin().unwrap();
    println!("| reports | events | seconds | microseconds a report |\n|---|---|---|---|");
    let mut last = 0.0;
    for size in SIZES {
        let readings = made_up(size);
        let start = Instant::now();
        let events = group(&readings, &Guidance::default(), &lexicon);
        last = start.elapsed().as_secs_f64();
        println!("| {size} | {} | {last:.2} | {:.0} |", events.len(), last * 1e6 / size as f64);
    }
    println!("{} the goal of {GOAL} s", if last <= GOAL { "within" } else { "ABOVE" });
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// So many articles of one report each: events that one to eight articles tell of, one report in five from memory.
fn made_up(size: usize) -> Vec<Reading> {
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
