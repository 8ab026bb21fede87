//! The 31 columns of ACLED, in its order, with a report of what they cannot hold.

use super::ExportOptions;
use super::actors::{Side, acting, country, on_civilians, side};
use super::contract::Offsets;
use super::format::{Fill, Format, Purpose};
use super::loss::{self, Loss};
use super::table::{Cell, Column, Described, Kind, described, write_csv};
use super::write::hex;
use crate::model::{DatePrecision, EventDate, PlacePrecision};
use crate::review::{Dataset, ReviewedEvent};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Sub-event types by our key, as ACLED writes them, with their event type.
pub const TYPES: &[(&str, &str, &str)] = &[
    ("air_drone_strike", "Air/drone strike", REMOTE),
    ("suicide_bomb", "Suicide bomb", REMOTE),
    ("remote_explosive_landmine_ied", "Remote explosive/landmine/IED", REMOTE),
    ("shelling_artillery_missile_attack", "Shelling/artillery/missile attack", REMOTE),
    ("grenade", "Grenade", REMOTE),
    ("chemical_weapon", "Chemical weapon", REMOTE),
    ("armed_clash", "Armed clash", "Battles"),
    ("government_regains_territory", "Government regains territory", "Battles"),
    ("non_state_actor_overtakes_territory", "Non-state actor overtakes territory", "Battles"),
    ("attack", "Attack", CIVILIANS),
    ("abduction_forced_disappearance", "Abduction/forced disappearance", CIVILIANS),
    ("sexual_violence", "Sexual violence", CIVILIANS),
    ("disrupted_weapons_use", "Disrupted weapons use", STRATEGIC),
    ("looting_property_destruction", "Looting/property destruction", STRATEGIC),
    ("arrests", "Arrests", STRATEGIC),
    ("peaceful_protest", "Peaceful protest", "Protests"),
    ("violent_demonstration", "Violent demonstration", "Riots"),
    ("mob_violence", "Mob violence", "Riots"),
];

const REMOTE: &str = "Explosions/Remote violence";
const CIVILIANS: &str = "Violence against civilians";
const STRATEGIC: &str = "Strategic developments";

/// The columns.
pub const COLUMNS: &[Column<ReviewedEvent>] = &[
    Column("event_id_cnty", Kind::Text, "Country and ten digits made from the event's id: the same event has the same in every export.", |_, e| {
        Cell::text(id(e))
    }),
    Column("event_date", Kind::Date, "The first day; the middle of the month where only that is known; empty where only the year is.", |_, e| {
        Cell::maybe(reference_day(e))
    }),
    Column("year", Kind::Integer, "Of the date.", |_, e| date(e).map_or(Cell::Empty, |d| Cell::Integer(i64::from(d.start.year)))),
    Column("time_precision", Kind::Integer, "1 the day, 2 within a week, 3 within a month.", |_, e| {
        date(e).and_then(time_precision).map_or(Cell::Empty, Cell::Integer)
    }),
    Column("disorder_type", Kind::Text, "Political violence, Demonstrations or Strategic developments.", |_, e| Cell::maybe(disorder(e))),
    Column("event_type", Kind::Text, "ACLED's event type.", |_, e| Cell::maybe(kind(e).map(|k| k.1))),
    Column("sub_event_type", Kind::Text, "ACLED's sub-event type.", |_, e| Cell::maybe(kind(e).map(|k| k.0))),
    Column("actor1", Kind::Text, "The first who did it, else the first who is blamed, by canonical name.", |_, e| Cell::maybe(acting(e).first())),
    Column("assoc_actor_1", Kind::List, "The others on that side.", |_, e| Cell::list(acting(e).get(1..).unwrap_or_default())),
    Column("inter1", Kind::Text, "Of states and civilians only; ACLED's kinds of armed group are a judgement that is left to the coder.", |o, e| {
        Cell::maybe(inter(o, e, acting(e).first()))
    }),
    Column("actor2", Kind::Text, "The first at whom it was aimed.", |_, e| Cell::maybe(e.item.fields.targets.first())),
    Column("assoc_actor_2", Kind::List, "The others.", |_, e| Cell::list(e.item.fields.targets.get(1..).unwrap_or_default())),
    Column("inter2", Kind::Text, "As inter1.", |o, e| Cell::maybe(inter(o, e, e.item.fields.targets.first()))),
    Column("interaction", Kind::Text, "The two joined, where both are known.", |o, e| {
        let both = inter(o, e, acting(e).first()).zip(inter(o, e, e.item.fields.targets.first()));
        Cell::maybe(both.map(|(a, b)| format!("{a}-{b}")))
    }),
    Column("civilian_targeting", Kind::Text, "“Civilian targeting” where civilians were aimed at or killed.", |_, e| {
        Cell::maybe(on_civilians(e).then_some("Civilian targeting"))
    }),
    Column("iso", Kind::Integer, "ISO 3166-1 numeric.", |_, e| country(e).and_then(|c| c.numeric).map_or(Cell::Empty, Cell::Integer)),
    Column("region", Kind::Text, "ACLED's region.", |_, e| Cell::maybe(country(e).map(|c| c.acled_region))),
    Column("country", Kind::Text, "Its name.", |_, e| Cell::maybe(country(e).map(|c| c.name))),
    Column("admin1", Kind::Text, "First-level province.", |_, e| Cell::maybe(e.item.fields.place.as_ref().and_then(|p| p.admin1.as_ref()))),
    Column("admin2", Kind::Text, "Always empty: districts are not coded.", |_, _| Cell::Empty),
    Column("admin3", Kind::Text, "Always empty.", |_, _| Cell::Empty),
    Column("location", Kind::Text, "The finest known place.", |_, e| Cell::maybe(e.item.fields.place.as_ref().map(|p| &p.name))),
    Column("latitude", Kind::Number, "Degrees north, of what geo_precision says.", |_, e| Cell::number(e.item.fields.place.as_ref().and_then(|p| p.lat))),
    Column("longitude", Kind::Number, "Degrees east.", |_, e| Cell::number(e.item.fields.place.as_ref().and_then(|p| p.lon))),
    Column("geo_precision", Kind::Integer, "1 a town or part of it, 2 near a town or a district, 3 larger.", |_, e| {
        e.item.fields.place.as_ref().map_or(Cell::Empty, |p| Cell::Integer(geo_precision(p.precision)))
    }),
    Column("source", Kind::List, "The outlets that tell of it.", |o, e| Cell::list(&outlets(o, e))),
    Column("source_scale", Kind::Text, "Always empty: the scale of an outlet is not coded.", |_, _| Cell::Empty),
    Column("notes", Kind::Text, "One sentence.", |_, e| Cell::text(&e.item.notes)),
    Column("fatalities", Kind::Integer, "People killed, the number that the rules choose. Empty is unknown; ACLED would write 0.", |_, e| {
        Cell::integer(e.item.fields.killed.and_then(|c| c.best))
    }),
    Column("tags", Kind::Text, "Always empty.", |_, _| Cell::Empty),
    Column("timestamp", Kind::Integer, "Always empty: the descriptor says when the export was made.", |_, _| Cell::Empty),
];

/// What ACLED's columns cannot hold.
const LOSSES: &[Loss] = &[
    Loss("date: only a year, or none", "event_date is empty", |e| reference_day(e).is_none()),
    Loss("date: several days", "event_date is the first, time_precision 2 or 3", |e| date(e).is_some_and(|d| d.start != d.end)),
    Loss("time of day", "left out", |e| e.item.fields.time.is_some()),
    Loss("suspects beside attackers", "left out where somebody did it; else they stand as actor1", |e| !e.item.fields.suspects.is_empty()),
    Loss("nobody who did it or is blamed", "actor1 is empty; ACLED would name an unidentified group", |e| acting(e).is_empty()),
    Loss("killed: a range or a qualifier", "fatalities is the number that the rules choose", |e| {
        e.item.fields.killed.is_some_and(|c| c.low != c.best || c.high != c.best)
    }),
    Loss("killed: unknown", "fatalities is empty", |e| e.item.fields.killed.is_none_or(|c| c.best.is_none())),
    Loss("wounded", "left out", |e| e.item.fields.wounded.is_some()),
    Loss("killed civilians", "only whether there were any (civilian_targeting)", |e| e.item.fields.killed_civilians.is_some()),
    Loss("victims by name", "left out", |e| !e.item.fields.victims.is_empty()),
    Loss("weapons", "left out beyond the type", |e| !e.item.fields.weapons.is_empty()),
    Loss("what was hit", "left out", |e| e.item.fields.target_object.is_some()),
    Loss("strikes in the wave", "left out", |e| e.item.fields.strikes.is_some()),
    Loss("outcome", "left out", |e| e.item.fields.outcome != crate::model::Outcome::Unknown),
    Loss("disagreements between reports", "left out", |e| !e.item.conflicts.is_empty()),
    Loss("type that is none of ACLED's", "the three type columns are empty", |e| kind(e).is_none()),
];

/// ACLED's columns.
pub struct Acled;

impl Format for Acled {
    fn key(&self) -> &'static str {
        "acled"
    }

    fn label(&self) -> &'static str {
        "ACLED columns"
    }

    fn about(&self) -> &'static str {
        "Events in ACLED's 31 columns, with a report of what they cannot hold."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Datasets
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("events_acled.csv", events), ("losses-acled.md", losses)]
    }

    fn table(&self, file: &str) -> Option<Vec<Described>> {
        (file == "events_acled.csv").then(|| described(COLUMNS))
    }

    fn notes(&self) -> &'static str {
        "actor1 and actor2 carry no direction in ACLED's own data; here actor1 is who did it. Names are canonical names of this program, not ACLED's actor \
         names. Rejected events are left out. `losses-acled.md` counts what was lost."
    }
}

fn counted<'a>(dataset: &'a Dataset, options: &'a ExportOptions) -> impl Iterator<Item = &'a ReviewedEvent> {
    dataset.events.iter().map(AsRef::as_ref).filter(|e| options.counts(e.review))
}

fn events(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    write_csv(out, COLUMNS, counted(dataset, options), &Offsets::new(dataset), options.excel_safe)
}

fn losses(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    loss::report(out, "ACLED's columns", LOSSES, counted(dataset, options))
}

fn id(event: &ReviewedEvent) -> String {
    let digest = hex(&Sha256::digest(event.item.id.as_bytes()));
    format!("{}-{}", event.item.fields.place.as_ref().and_then(|p| p.country.as_deref()).unwrap_or("XXX"), digest.get(..10).unwrap_or_default())
}

fn date(event: &ReviewedEvent) -> Option<&EventDate> {
    event.item.fields.date.as_ref()
}

/// The one day that stands for the date.
fn reference_day(event: &ReviewedEvent) -> Option<String> {
    let date = date(event)?;
    let (year, month) = (date.start.year, date.start.month?);
    Some(format!("{year:04}-{month:02}-{:02}", date.start.day.unwrap_or(15)))
}

fn time_precision(date: &EventDate) -> Option<i64> {
    let (first, last) = date.days();
    let days = (last - first).get_days() + 1;
    match date.precision {
        DatePrecision::Day => Some(1),
        DatePrecision::Week => Some(2),
        DatePrecision::Range if days <= 7 => Some(2),
        DatePrecision::Range | DatePrecision::Month => Some(3),
        DatePrecision::Year => None,
    }
}

/// Sub-event type and event type.
fn kind(event: &ReviewedEvent) -> Option<(&'static str, &'static str)> {
    let key = event.item.fields.event_type.as_deref()?;
    TYPES.iter().find(|t| t.0 == key).map(|t| (t.1, t.2))
}

fn disorder(event: &ReviewedEvent) -> Option<&'static str> {
    let (sub_event, event) = kind(event)?;
    Some(match (event, sub_event) {
        ("Protests", _) | (_, "Violent demonstration") => "Demonstrations",
        (STRATEGIC, _) => STRATEGIC,
        _ => "Political violence",
    })
}

/// ACLED's kind of actor, where it follows from what is known.
fn inter(offsets: &Offsets<'_>, event: &ReviewedEvent, name: Option<&String>) -> Option<&'static str> {
    let name = name?;
    match side(offsets, name) {
        Side::Civilians => Some("Civilians"),
        Side::State => {
            let own = country(event)?;
            let state = crate::model::country::by_name(name)?;
            Some(if state.alpha3 == own.alpha3 { "State forces" } else { "External/Other forces" })
        }
        Side::Group | Side::Unknown => None,
    }
}

fn geo_precision(precision: PlacePrecision) -> i64 {
    match precision {
        PlacePrecision::Site | PlacePrecision::Neighbourhood | PlacePrecision::Settlement => 1,
        PlacePrecision::NearSettlement | PlacePrecision::Admin2 => 2,
        PlacePrecision::Admin1 | PlacePrecision::Region | PlacePrecision::Country | PlacePrecision::InternationalWaters => 3,
    }
}

/// The outlets of the event's articles, each once.
pub(super) fn outlets(offsets: &Offsets<'_>, event: &ReviewedEvent) -> Vec<String> {
    let named: BTreeSet<String> = offsets.articles(&event.item.articles).filter_map(|a| a.head.outlet.clone()).collect();
    named.into_iter().collect()
}
