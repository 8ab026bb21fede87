//! Readings made of a few numbers each, for tests and benchmarks of merging.
#![allow(dead_code, clippy::unwrap_used, reason = "each test uses what it needs, and fails by a panic")]

use dateline::model::{
    Article, Basis, Count, EventDate, EventFields, Modality, PartialDate, Place, PlacePrecision, Reading, Reason, Report, ReportKey, Resolved, Span,
};
use jiff::ToSpan;
use jiff::civil::Date;

/// What an article says, in numbers.
#[derive(Clone, Copy, Debug)]
pub struct Draft {
    /// Which place; the last is in another country.
    pub place: u8,
    /// Days after the first day.
    pub day: u8,
    /// Which attacker; 0 says none.
    pub attacker: u8,
    /// Which named victim; 0 names none.
    pub victim: u8,
    /// Which type.
    pub event_type: u8,
    /// How many died.
    pub killed: u32,
    /// Whether the event is the article's news.
    pub foreground: bool,
    /// Days after the first day on which it was published.
    pub published: u8,
}

const START: Date = Date::constant(2024, 3, 1);
const PLACES: [(&str, &str, f64, f64); 4] =
    [("Kirkuk", "IRQ", 35.5, 44.4), ("Basra", "IRQ", 30.5, 47.8), ("Mosul", "IRQ", 36.3, 43.1), ("Raqqa", "SYR", 36.0, 39.0)];
const TYPES: [&str; 4] = ["air_drone_strike", "armed_clash", "attack", "suicide_bomb"];

/// The day `n` days after the first.
pub fn day(n: i32) -> PartialDate {
    PartialDate::day(START.checked_add(n.days()).unwrap())
}

fn place(n: u8) -> Place {
    let (name, country, lat, lon) = PLACES[usize::from(n) % 4];
    Place {
        name: name.to_owned(),
        admin1: None,
        country: Some(country.to_owned()),
        lat: Some(lat),
        lon: Some(lon),
        precision: PlacePrecision::Settlement,
        source: Some(format!("place:{n}")),
    }
}

fn fields(d: Draft) -> EventFields {
    let named = |n: u8, what: &str| (n > 0).then(|| format!("{what} {n}")).into_iter().collect::<Vec<String>>();
    EventFields {
        date: Some(EventDate::at(day(i32::from(d.day)), Vec::new())),
        event_type: Some(TYPES[usize::from(d.event_type) % 4].to_owned()),
        place: Some(place(d.place)),
        attackers: named(d.attacker, "Brigade"),
        victims: named(d.victim, "Commander"),
        killed: (d.killed > 0).then(|| Count::exact(d.killed)),
        ..EventFields::default()
    }
}

/// One article for each draft; the same drafts make the same readings.
pub fn readings(all: &[Draft]) -> Vec<Reading> {
    all.iter().enumerate().map(|(n, d)| reading(&format!("{n:04}"), day(i32::from(d.published)), d.foreground, fields(*d))).collect()
}

/// An article with one report.
pub fn reading(id: &str, published: PartialDate, foreground: bool, fields: EventFields) -> Reading {
    let text = format!("Attack number {id} was told of in words that no other article has, {id} of them at {id} o'clock, says {id}.");
    let span = Span::new(0, 6);
    let report = Report {
        id: format!("{id}:report:0:6"),
        key: ReportKey { article: id.to_owned(), span, quote: "Attack".to_owned() },
        article: id.to_owned(),
        triggers: Vec::new(),
        fields,
        when: None,
        when_span: None,
        arguments: Vec::new(),
        foreground,
        modality: Modality::Actual,
        specific: true,
        attribution: Vec::new(),
        evidence: std::collections::BTreeMap::new(),
        rules: std::collections::BTreeMap::new(),
        confidence: 0.8,
    };
    Reading { article: article(id, published, text), mentions: Vec::new(), tallies: Vec::new(), reports: vec![report] }
}

fn article(id: &str, published: PartialDate, text: String) -> Article {
    Article {
        id: id.to_owned(),
        path: format!("{id}.txt"),
        copies: Vec::new(),
        sha256: String::new(),
        text,
        blocks: Vec::new(),
        title: None,
        outlet: None,
        byline: None,
        url: None,
        language: None,
        published: Some(Resolved::new(published, Basis::Stated, Reason::plain("stated"))),
        copyright_year: None,
        agencies: Vec::new(),
    }
}
