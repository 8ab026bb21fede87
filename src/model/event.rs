//! What happened, merged over articles.

use super::roster::{RosterDraft, names_of};
use super::{Article, Count, EventDate, Field, FieldValue, Link, Mention, Report, ReportKey, Roster, Sheet, Tally};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How fine a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlacePrecision {
    /// A building or base.
    Site,
    /// A quarter of a city.
    Neighbourhood,
    /// A city, town or village.
    Settlement,
    /// Near one.
    NearSettlement,
    /// A district.
    Admin2,
    /// A province.
    Admin1,
    /// A region that is no province.
    Region,
    /// A country.
    Country,
    /// A sea or strait.
    InternationalWaters,
}

impl PlacePrecision {
    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Neighbourhood => "neighbourhood",
            Self::Settlement => "settlement",
            Self::NearSettlement => "near_settlement",
            Self::Admin2 => "admin2",
            Self::Admin1 => "admin1",
            Self::Region => "region",
            Self::Country => "country",
            Self::InternationalWaters => "international_waters",
        }
    }
}

/// Where it happened, as finely as it is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The name of the finest known place.
    pub name: String,
    /// First-level province.
    pub admin1: Option<String>,
    /// ISO 3166-1 alpha-3; `None` on international waters or where unknown.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// What the coordinates stand for.
    pub precision: PlacePrecision,
    /// The gazetteer entry.
    pub source: Option<String>,
}

impl Place {
    /// The place that a mention called `name` stands for.
    pub fn named(name: String, geo: &super::Geo) -> Self {
        Self {
            name,
            admin1: geo.admin1.clone(),
            country: geo.country.clone(),
            lat: Some(geo.lat),
            lon: Some(geo.lon),
            precision: geo.precision,
            source: Some(geo.source.clone()),
        }
    }
}

/// What became of an attack (rule E3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It reached something.
    Hit,
    /// It was stopped.
    Intercepted,
    /// It reached nothing.
    Missed,
    /// Not said.
    #[default]
    Unknown,
}

impl Outcome {
    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Intercepted => "intercepted",
            Self::Missed => "missed",
            Self::Unknown => "unknown",
        }
    }
}

/// The fields that reports and events share; empty means not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EventFields {
    /// The day or days, in the place's own calendar (rule D1).
    pub date: Option<EventDate>,
    /// Local time, `HH:MM`.
    pub time: Option<String>,
    /// The key of the event type in the ontology (ACLED's sub-event type).
    pub event_type: Option<String>,
    /// Where.
    pub place: Option<Place>,
    /// Who did it, by canonical name.
    pub attackers: Vec<String>,
    /// Who is blamed, by canonical name.
    pub suspects: Vec<String>,
    /// Whom or what it was aimed at, by canonical name.
    pub targets: Vec<String>,
    /// Named people who were hurt.
    pub victims: Vec<String>,
    /// With what.
    pub weapons: Vec<String>,
    /// What was hit: vehicle, building, base, ship …
    pub target_object: Option<String>,
    /// People killed.
    pub killed: Option<Count>,
    /// People wounded.
    pub wounded: Option<Count>,
    /// Of the killed, those called civilians.
    pub killed_civilians: Option<Count>,
    /// Strikes or munitions in one wave.
    pub strikes: Option<Count>,
    /// What became of it.
    pub outcome: Outcome,
}

/// Values of one field that do not agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// Which field.
    pub field: Field,
    /// Each value with the ids of the reports that give it.
    pub values: Vec<(FieldValue, Vec<String>)>,
    /// The value that was chosen.
    pub chosen: FieldValue,
    /// The id of the coder's rule that chose it.
    pub rule: String,
}

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// `event:` and the id of its founding report: one that the analyst decided about, else the one published first. So articles that are
    /// published later leave it as it is, as do all articles once the event was decided about.
    pub id: String,
    /// The name of the founding report, under which the event is decided about.
    pub key: ReportKey,
    /// What happened, settled over the reports.
    pub fields: EventFields,
    /// Paths of the articles that tell of it, in the order of publication.
    pub articles: Vec<String>,
    /// Ids of the reports; the first is the founding one.
    pub reports: Vec<String>,
    /// How many independent sources tell of it: wire copies count once (rule M4).
    pub independent_sources: u32,
    /// Where the reports do not agree.
    pub conflicts: Vec<Conflict>,
    /// Why each report but the founding one is in it.
    pub links: Vec<Link>,
    /// One sentence in the style of an ACLED note.
    pub notes: String,
    /// 0 to 1.
    pub confidence: f32,
}

/// What the machine reads in one article, by itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its mentions, in order of their spans.
    pub mentions: Vec<Mention>,
    /// Its running totals.
    pub tallies: Vec<Tally>,
    /// Its accounts of events; their dates are filled by `analysis::assemble`.
    pub reports: Vec<Report>,
}

impl Extraction {
    /// Readings by themselves, without events.
    pub fn of(readings: Vec<Sheet>) -> Self {
        let mut roster = RosterDraft::default();
        for sheet in &readings {
            roster.take(names_of(&sheet.read().mentions));
        }
        Self { readings, events: Vec::new(), roster: Arc::new(roster.finish(|_| {})) }
    }
}

/// What the machine makes of a whole folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// The readings with publication dates inferred and dates resolved, in order of paths.
    pub readings: Vec<Sheet>,
    /// What happened, in order of dates.
    pub events: Vec<Arc<Event>>,
    /// Who and what is named where.
    pub roster: Arc<Roster>,
}
