//! The 49 columns of UCDP's Georeferenced Event Dataset, in its order, with a report of what they cannot hold.

use super::ExportOptions;
use super::acled::outlets;
use super::actors::{Side, acting, country, on_civilians, side};
use super::contract::Offsets;
use super::format::{Fill, Format, Purpose};
use super::loss::{self, Loss};
use super::table::{Cell, Column, Described, Kind, described, write_csv};
use crate::model::country as countries;
use crate::model::{DatePrecision, EventDate, PlacePrecision};
use crate::review::{Dataset, ReviewedArticle, ReviewedEvent};
use std::io::{self, Write};

const NUMBERED: &str = "Always empty: UCDP gives its own numbers.";

/// The columns.
pub const COLUMNS: &[Column<ReviewedEvent>] = &[
    Column("id", Kind::Text, "Our id; UCDP gives its own numbers.", |_, e| Cell::text(&e.item.id)),
    Column("relid", Kind::Text, NUMBERED, |_, _| Cell::Empty),
    Column("year", Kind::Integer, "Of the date.", |_, e| date(e).map_or(Cell::Empty, |d| Cell::Integer(i64::from(d.start.year)))),
    Column("active_year", Kind::Integer, "Always empty: whether the dyad passed 25 deaths in the year is not known here.", |_, _| Cell::Empty),
    Column("code_status", Kind::Text, "“Clear” where an analyst decided on the event, else “Draft”.", |_, e| {
        Cell::text(if e.review.is_decided() { "Clear" } else { "Draft" })
    }),
    Column("type_of_violence", Kind::Integer, "1 with a state on a side, 2 between groups, 3 against civilians; empty where a side is not known.", |o, e| {
        violence(o, e).map_or(Cell::Empty, Cell::Integer)
    }),
    Column("conflict_dset_id", Kind::Text, NUMBERED, |_, _| Cell::Empty),
    Column("conflict_new_id", Kind::Integer, NUMBERED, |_, _| Cell::Empty),
    Column("conflict_name", Kind::Text, "Always empty: UCDP names conflicts.", |_, _| Cell::Empty),
    Column("dyad_dset_id", Kind::Text, NUMBERED, |_, _| Cell::Empty),
    Column("dyad_new_id", Kind::Integer, NUMBERED, |_, _| Cell::Empty),
    Column("dyad_name", Kind::Text, "The two sides joined.", |o, e| Cell::maybe(side_a(o, e).zip(side_b(o, e)).map(|(a, b)| format!("{a} - {b}")))),
    Column("side_a_dset_id", Kind::Text, NUMBERED, |_, _| Cell::Empty),
    Column("side_a_new_id", Kind::Integer, NUMBERED, |_, _| Cell::Empty),
    Column("side_a", Kind::Text, "Who did it, else who is blamed; the first.", side_a_cell),
    Column("side_b_dset_id", Kind::Text, NUMBERED, |_, _| Cell::Empty),
    Column("side_b_new_id", Kind::Integer, NUMBERED, |_, _| Cell::Empty),
    Column("side_b", Kind::Text, "At whom it was aimed; the first. “Civilians” in violence against civilians.", |o, e| Cell::maybe(side_b(o, e))),
    Column("number_of_sources", Kind::Integer, "Independent sources; wire copies count once.", |_, e| Cell::Integer(i64::from(e.item.independent_sources))),
    Column("source_article", Kind::List, "Outlet, date and headline of each article.", |o, e| Cell::list(&cited(o, e))),
    Column("source_office", Kind::List, "The outlets.", |o, e| Cell::list(&outlets(o, e))),
    Column("source_date", Kind::List, "When the articles were published.", |o, e| {
        Cell::list(&o.articles(&e.item.articles).filter_map(|a| a.head.published).map(|p| p.to_string()).collect::<Vec<_>>())
    }),
    Column("source_headline", Kind::List, "Their headlines.", |o, e| {
        Cell::list(&o.articles(&e.item.articles).filter_map(|a| a.whole().article.title.as_ref().map(|t| t.value.clone())).collect::<Vec<_>>())
    }),
    Column("source_original", Kind::Text, "Always empty: see the attributions in reports.jsonl.", |_, _| Cell::Empty),
    Column("where_prec", Kind::Integer, "1 exact, 2 near a known place, 3 district, 4 province, 5 region, 6 country, 7 international waters.", |_, e| {
        e.item.fields.place.as_ref().map_or(Cell::Empty, |p| Cell::Integer(where_prec(p.precision)))
    }),
    Column("where_coordinates", Kind::Text, "The place that the coordinates stand for.", |_, e| Cell::maybe(e.item.fields.place.as_ref().map(|p| &p.name))),
    Column("where_description", Kind::Text, "Place, province and country.", |_, e| Cell::maybe(described_place(e))),
    Column("adm_1", Kind::Text, "First-level province.", |_, e| Cell::maybe(e.item.fields.place.as_ref().and_then(|p| p.admin1.as_ref()))),
    Column("adm_2", Kind::Text, "Always empty: districts are not coded.", |_, _| Cell::Empty),
    Column("latitude", Kind::Number, "Degrees north.", |_, e| Cell::number(e.item.fields.place.as_ref().and_then(|p| p.lat))),
    Column("longitude", Kind::Number, "Degrees east.", |_, e| Cell::number(e.item.fields.place.as_ref().and_then(|p| p.lon))),
    Column("geom_wkt", Kind::Text, "The same as well-known text.", |_, e| Cell::maybe(point(e).map(|(lat, lon)| format!("POINT ({lon} {lat})")))),
    Column("priogrid_gid", Kind::Integer, "The cell of PRIO-GRID that holds the point.", |_, e| {
        point(e).map_or(Cell::Empty, |(lat, lon)| Cell::Integer(priogrid(lat, lon)))
    }),
    Column("country", Kind::Text, "Its name.", |_, e| Cell::maybe(country(e).map(|c| c.name))),
    Column("country_id", Kind::Integer, "Its number by Gleditsch and Ward.", |_, e| country(e).and_then(|c| c.gw).map_or(Cell::Empty, Cell::Integer)),
    Column("region", Kind::Text, "UCDP's region.", |_, e| Cell::maybe(country(e).map(|c| c.ucdp_region))),
    Column("event_clarity", Kind::Integer, "1 one event, 2 a range of days or a wave of strikes.", |_, e| Cell::Integer(clarity(e))),
    Column("date_prec", Kind::Integer, "1 the day, 2 up to six days, 3 a week, 4 up to a month, 5 longer.", |_, e| {
        date(e).map_or(Cell::Empty, |d| Cell::Integer(date_prec(d)))
    }),
    Column("date_start", Kind::Date, "The first day that it may mean.", |_, e| Cell::maybe(date(e).map(|d| format!("{} 00:00:00.000", d.days().0)))),
    Column("date_end", Kind::Date, "The last.", |_, e| Cell::maybe(date(e).map(|d| format!("{} 00:00:00.000", d.days().1)))),
    Column("deaths_a", Kind::Integer, "Always empty: which side the dead belonged to is not coded.", |_, _| Cell::Empty),
    Column("deaths_b", Kind::Integer, "As deaths_a.", |_, _| Cell::Empty),
    Column("deaths_civilians", Kind::Integer, "Of the killed, those called civilians.", |_, e| {
        Cell::integer(e.item.fields.killed_civilians.and_then(|c| c.best))
    }),
    Column("deaths_unknown", Kind::Integer, "The killed whose side is not coded.", |_, e| unknown_side(e)),
    Column("best", Kind::Integer, "People killed, the number that the rules choose. Empty is unknown.", |_, e| {
        Cell::integer(e.item.fields.killed.and_then(|c| c.best))
    }),
    Column("high", Kind::Integer, "The highest credible number; empty where open upwards.", |_, e| Cell::integer(e.item.fields.killed.and_then(|c| c.high))),
    Column("low", Kind::Integer, "The lowest credible number.", |_, e| Cell::integer(e.item.fields.killed.and_then(|c| c.low))),
    Column("gwnoa", Kind::Integer, "Side A's number by Gleditsch and Ward, where it is a state.", |o, e| state_number(side_a(o, e).as_deref())),
    Column("gwnob", Kind::Integer, "Side B's.", |o, e| state_number(side_b(o, e).as_deref())),
];

/// What UCDP's columns cannot hold.
const LOSSES: &[Loss] = &[
    Loss("no date", "date columns are empty", |e| date(e).is_none()),
    Loss("killed: unknown", "best, low and high are empty; UCDP takes no such event", |e| e.item.fields.killed.is_none()),
    Loss("nobody killed", "UCDP takes no such event; it stands here with best 0", |e| e.item.fields.killed.is_some_and(|c| c.best == Some(0))),
    Loss("wounded", "left out", |e| e.item.fields.wounded.is_some()),
    Loss("further attackers", "only the first stands as side_a", |e| acting(e).len() > 1),
    Loss("further targets", "only the first stands as side_b", |e| e.item.fields.targets.len() > 1),
    Loss("suspects", "side_a where nobody is known to have done it, else left out", |e| !e.item.fields.suspects.is_empty()),
    Loss("type of event", "only the type of violence", |e| e.item.fields.event_type.is_some()),
    Loss("time of day", "left out", |e| e.item.fields.time.is_some()),
    Loss("victims by name", "left out", |e| !e.item.fields.victims.is_empty()),
    Loss("weapons", "left out", |e| !e.item.fields.weapons.is_empty()),
    Loss("what was hit", "left out", |e| e.item.fields.target_object.is_some()),
    Loss("strikes in the wave", "only event_clarity 2", |e| e.item.fields.strikes.is_some()),
    Loss("outcome", "left out", |e| e.item.fields.outcome != crate::model::Outcome::Unknown),
    Loss("disagreements between reports", "only low and high of the killed", |e| !e.item.conflicts.is_empty()),
    Loss("note", "left out", |e| !e.item.notes.is_empty()),
];

/// UCDP's columns.
pub struct Ucdp;

impl Format for Ucdp {
    fn key(&self) -> &'static str {
        "ucdp"
    }

    fn label(&self) -> &'static str {
        "UCDP GED columns"
    }

    fn about(&self) -> &'static str {
        "Events in the 49 columns of UCDP's Georeferenced Event Dataset, with a report of what they cannot hold."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Datasets
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("events_ged.csv", events), ("losses-ucdp.md", losses)]
    }

    fn table(&self, file: &str) -> Option<Vec<Described>> {
        (file == "events_ged.csv").then(|| described(COLUMNS))
    }

    fn notes(&self) -> &'static str {
        "UCDP counts only events with at least one death, between parties that it has named; here all events stand. Rejected events are left out. \
         `losses-ucdp.md` counts what was lost."
    }
}

fn counted<'a>(dataset: &'a Dataset, options: &'a ExportOptions) -> impl Iterator<Item = &'a ReviewedEvent> {
    dataset.events.iter().map(AsRef::as_ref).filter(|e| options.counts(e.review))
}

fn events(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    write_csv(out, COLUMNS, counted(dataset, options), &Offsets::new(dataset), options.excel_safe)
}

fn losses(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    loss::report(out, "the columns of UCDP’s dataset", LOSSES, counted(dataset, options))
}

fn date(event: &ReviewedEvent) -> Option<&EventDate> {
    event.item.fields.date.as_ref()
}

fn side_a_cell(offsets: &Offsets<'_>, event: &ReviewedEvent) -> Cell {
    Cell::maybe(side_a(offsets, event))
}

fn side_a(_: &Offsets<'_>, event: &ReviewedEvent) -> Option<String> {
    acting(event).first().map(|name| governed(name))
}

fn side_b(offsets: &Offsets<'_>, event: &ReviewedEvent) -> Option<String> {
    if violence(offsets, event) == Some(3) {
        return Some("Civilians".to_owned());
    }
    event.item.fields.targets.first().map(|name| governed(name))
}

/// UCDP's name of a state as a party.
fn governed(name: &str) -> String {
    if countries::by_name(name).is_some() { format!("Government of {name}") } else { name.to_owned() }
}

fn state_number(name: Option<&str>) -> Cell {
    let state = name.and_then(|n| n.strip_prefix("Government of ")).and_then(countries::by_name);
    state.and_then(|c| c.gw).map_or(Cell::Empty, Cell::Integer)
}

fn violence(offsets: &Offsets<'_>, event: &ReviewedEvent) -> Option<i64> {
    let of = |name: Option<&String>| name.map_or(Side::Unknown, |n| side(offsets, n));
    match (of(acting(event).first()), of(event.item.fields.targets.first())) {
        (_, Side::Civilians) => Some(3),
        (_, Side::Unknown) if on_civilians(event) => Some(3),
        (Side::State, Side::State | Side::Group) | (Side::Group, Side::State) => Some(1),
        (Side::Group, Side::Group) => Some(2),
        _ => None,
    }
}

/// Outlet, date and headline of each article, as far as they are known.
fn cited(offsets: &Offsets<'_>, event: &ReviewedEvent) -> Vec<String> {
    let cite = |found: &std::sync::Arc<ReviewedArticle>| {
        let whole = found.whole();
        let a = &whole.article;
        let outlet = a.outlet.as_ref().map(|o| o.value.clone());
        let date = a.published.as_ref().map(|p| p.value.to_string());
        let title = a.title.as_ref().map(|t| t.value.clone());
        [outlet, date, title].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    offsets.articles(&event.item.articles).map(cite).filter(|text| !text.is_empty()).collect()
}

fn described_place(event: &ReviewedEvent) -> Option<String> {
    let place = event.item.fields.place.as_ref()?;
    let parts = [Some(place.name.as_str()), place.admin1.as_deref(), country(event).map(|c| c.name)];
    let mut named: Vec<&str> = parts.into_iter().flatten().collect();
    named.dedup();
    Some(named.join(", "))
}

fn point(event: &ReviewedEvent) -> Option<(f64, f64)> {
    let place = event.item.fields.place.as_ref()?;
    place.lat.zip(place.lon)
}

/// Cells of half a degree, numbered from the south-west corner eastwards.
fn priogrid(lat: f64, lon: f64) -> i64 {
    let row = (((lat + 90.0) / 0.5).floor() as i64).clamp(0, 359);
    let column = (((lon + 180.0) / 0.5).floor() as i64).clamp(0, 719);
    row * 720 + column + 1
}

fn where_prec(precision: PlacePrecision) -> i64 {
    match precision {
        PlacePrecision::Site | PlacePrecision::Neighbourhood | PlacePrecision::Settlement => 1,
        PlacePrecision::NearSettlement => 2,
        PlacePrecision::Admin2 => 3,
        PlacePrecision::Admin1 => 4,
        PlacePrecision::Region => 5,
        PlacePrecision::Country => 6,
        PlacePrecision::InternationalWaters => 7,
    }
}

fn date_prec(date: &EventDate) -> i64 {
    let (first, last) = date.days();
    match (date.precision, (last - first).get_days() + 1) {
        (DatePrecision::Week, _) | (_, 7) => 3,
        (_, 1) => 1,
        (_, 2..=6) => 2,
        (_, 8..=31) => 4,
        _ => 5,
    }
}

fn clarity(event: &ReviewedEvent) -> i64 {
    let several = event.item.fields.strikes.is_some_and(|c| c.best.or(c.low).is_some_and(|n| n > 1));
    let aggregated = several || date(event).is_some_and(|d| d.precision != DatePrecision::Day);
    if aggregated { 2 } else { 1 }
}

fn unknown_side(event: &ReviewedEvent) -> Cell {
    let civilians = event.item.fields.killed_civilians.and_then(|c| c.best).unwrap_or(0);
    Cell::integer(event.item.fields.killed.and_then(|c| c.best).map(|all| all.saturating_sub(civilians)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_lie_in_the_cells_that_prio_grid_numbers() {
        for (lat, lon, gid) in [(-90.0, -180.0, 1), (90.0, 180.0, 259_200), (33.32, 44.49, 177_569), (0.1, 0.1, 129_961)] {
            assert_eq!(priogrid(lat, lon), gid, "{lat} {lon}");
        }
    }
}
