//! A table of ACLED or UCDP as a layer of events for timeline and map.

use crate::model::country;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Whose table it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dataset {
    /// ACLED.
    Acled,
    /// UCDP's Georeferenced Event Dataset.
    Ucdp,
}

impl Dataset {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Acled => "ACLED",
            Self::Ucdp => "UCDP GED",
        }
    }
}

/// An event of another dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct OutsideEvent {
    /// Its id there.
    pub id: String,
    /// First and last day that it may have happened on.
    pub days: (Date, Date),
    /// Its sub-event type as our key (`air_drone_strike`); ACLED only.
    pub event_type: Option<String>,
    /// Who, on either side.
    pub actors: Vec<String>,
    /// Where.
    pub place: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// Whether the point is a town or part of one, rather than a district, province or country.
    pub fine: bool,
    /// How many were killed.
    pub killed: Option<u32>,
    /// What the dataset says of it.
    pub notes: String,
    /// The line of the table, from 1.
    pub line: usize,
}

/// All events of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Whose they are.
    pub origin: Dataset,
    /// The file's name.
    pub name: String,
    /// In order of their days.
    pub events: Vec<OutsideEvent>,
    /// Lines that are no events, in words for the analyst.
    pub problems: Vec<String>,
}

/// The table is none that can be laid over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotALayer {
    /// Other columns.
    #[error(
        "It has neither ACLED’s columns (event_date, sub_event_type, actor1 …) nor UCDP’s (date_start, side_a, best …), so it was not laid over. Export it anew as CSV."
    )]
    Columns,
    /// Not text.
    #[error("It is not a CSV table in UTF-8 ({0}), so it was not laid over. Export it anew as CSV.")]
    NotCsv(String),
}

/// Lines that are named one by one; more are counted only.
const NAMED: usize = 20;

impl Layer {
    /// Reads the table `bytes` of a file called `name`.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, NotALayer> {
        let text = std::str::from_utf8(bytes).map_err(|e| NotALayer::NotCsv(e.to_string()))?.trim_start_matches('\u{feff}');
        let separator = if text.lines().next().is_some_and(|l| l.matches(';').count() > l.matches(',').count()) { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
        let header: BTreeMap<String, usize> = match reader.headers() {
            Ok(names) => names.iter().enumerate().map(|(i, n)| (n.trim().to_lowercase(), i)).collect(),
            Err(error) => return Err(NotALayer::NotCsv(error.to_string())),
        };
        let has = |names: &[&str]| names.iter().all(|n| header.contains_key(*n));
        let origin = if has(&["event_date", "sub_event_type", "actor1"]) {
            Dataset::Acled
        } else if has(&["date_start", "side_a", "best"]) {
            Dataset::Ucdp
        } else {
            return Err(NotALayer::Columns);
        };
        let mut layer = Self { origin, name: name.to_owned(), events: Vec::new(), problems: Vec::new() };
        let mut bad = 0;
        for (index, record) in reader.records().enumerate() {
            let line = index + 2;
            let event = record.map_err(|e| e.to_string()).and_then(|record| {
                let row = Row { header: &header, record: &record, line };
                match origin {
                    Dataset::Acled => row.acled(),
                    Dataset::Ucdp => row.ucdp(),
                }
            });
            match event {
                Ok(event) => layer.events.push(event),
                Err(why) => {
                    bad += 1;
                    if bad <= NAMED {
                        layer.problems.push(format!("{name}, line {line}: {why}; it was left out."));
                    }
                }
            }
        }
        if bad > NAMED {
            layer.problems.push(format!("{name}: {} more lines were left out.", bad - NAMED));
        }
        layer.events.sort_by(|a, b| a.days.cmp(&b.days).then_with(|| a.line.cmp(&b.line)));
        Ok(layer)
    }
}

/// A line of a table by the names of its columns.
struct Row<'a> {
    header: &'a BTreeMap<String, usize>,
    record: &'a csv::StringRecord,
    line: usize,
}

impl Row<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.header.get(name).and_then(|at| self.record.get(*at)).map(str::trim).filter(|v| !v.is_empty())
    }

    fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }

    fn point(&self) -> Option<(f64, f64)> {
        let (lat, lon): (f64, f64) = (self.number("latitude")?, self.number("longitude")?);
        (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
    }

    fn acled(&self) -> Result<OutsideEvent, String> {
        let day = self.get("event_date").and_then(day).ok_or_else(|| "event_date is no day".to_owned())?;
        let slack = match self.number("time_precision") {
            Some(2) => 7,
            Some(3) => 31,
            _ => 0,
        };
        let country = self.number("iso").and_then(country::by_number).or_else(|| self.get("country").and_then(country::by_name));
        let actors = ["actor1", "assoc_actor_1", "actor2", "assoc_actor_2"].into_iter().filter_map(|c| self.get(c));
        Ok(OutsideEvent {
            id: self.get("event_id_cnty").unwrap_or_default().to_owned(),
            days: around(day, slack),
            event_type: self.get("sub_event_type").map(key),
            actors: actors.flat_map(|a| a.split(';')).map(|a| a.trim().to_owned()).filter(|a| !a.is_empty()).collect(),
            place: self.get("location").or_else(|| self.get("admin1")).unwrap_or_default().to_owned(),
            country: country.map(|c| c.alpha3),
            point: self.point(),
            fine: self.number::<u8>("geo_precision").is_none_or(|p| p == 1),
            killed: self.number("fatalities"),
            notes: self.get("notes").unwrap_or_default().to_owned(),
            line: self.line,
        })
    }

    fn ucdp(&self) -> Result<OutsideEvent, String> {
        let first = self.get("date_start").and_then(day).ok_or_else(|| "date_start is no day".to_owned())?;
        let last = self.get("date_end").and_then(day).filter(|d| *d >= first).unwrap_or(first);
        let country = self.number("country_id").and_then(country::by_gw).or_else(|| self.get("country").and_then(country::by_name));
        Ok(OutsideEvent {
            id: self.get("id").unwrap_or_default().to_owned(),
            days: (first, last),
            event_type: None,
            actors: ["side_a", "side_b"].into_iter().filter_map(|c| self.get(c)).map(str::to_owned).collect(),
            place: self.get("where_coordinates").or_else(|| self.get("where_description")).unwrap_or_default().to_owned(),
            country: country.map(|c| c.alpha3),
            point: self.point(),
            fine: self.number::<u8>("where_prec").is_none_or(|p| p <= 2),
            killed: self.number("best"),
            notes: self.get("source_headline").or_else(|| self.get("dyad_name")).unwrap_or_default().to_owned(),
            line: self.line,
        })
    }
}

/// `Air/drone strike` as `air_drone_strike`.
fn key(label: &str) -> String {
    let parts: String = label.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    parts.split_whitespace().collect::<Vec<_>>().join("_")
}

/// The day of `2024-02-07`, `2024-02-07 00:00:00.000`, `07 February 2024`, `7/2/2024` (day first, as ACLED writes it).
fn day(text: &str) -> Option<Date> {
    let iso = text.get(..10).and_then(|d| d.parse().ok());
    let words = || {
        let parts: Vec<&str> = text.split([' ', '-', '/']).filter(|p| !p.is_empty()).collect();
        let [day, month, year] = parts.get(..3)? else { return None };
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let named = || names.iter().position(|n| month.to_lowercase().starts_with(n)).map(|i| i as i8 + 1);
        Date::new(year.parse().ok()?, month.parse().ok().or_else(named)?, day.parse().ok()?).ok()
    };
    iso.or_else(words)
}

fn around(day: Date, slack: i64) -> (Date, Date) {
    let span = jiff::Span::new().days(slack / 2);
    (day.checked_sub(span).unwrap_or(day), day.checked_add(span).unwrap_or(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tables_give_events_and_bad_lines_are_named() {
        let acled = "\u{feff}event_id_cnty,event_date,time_precision,sub_event_type,actor1,assoc_actor_1,actor2,iso,location,latitude,longitude,geo_precision,notes,fatalities\r\n\
            IRQ1,07 February 2024,1,Air/drone strike,Military Forces of the United States (2021-),,Kataib Hezbollah,368,Baghdad - Mashtal,33.32,44.49,1,\"A raid, it says\",3\r\n\
            IRQ2,soon,1,Attack,A,,B,368,X,1,2,1,,0\r\n";
        let layer = Layer::read("acled.csv", acled.as_bytes()).unwrap();
        assert_eq!((layer.origin, layer.events.len(), layer.problems.len()), (Dataset::Acled, 1, 1));
        let event = &layer.events[0];
        assert_eq!(
            (event.event_type.as_deref(), event.country, event.point, event.killed),
            (Some("air_drone_strike"), Some("IRQ"), Some((33.32, 44.49)), Some(3))
        );
        assert_eq!((event.days.0.to_string().as_str(), event.actors.len()), ("2024-02-07", 2));
        let ged = "id,date_start,date_end,side_a,side_b,best,country_id,latitude,longitude,where_prec\n9,2024-02-06 00:00:00.000,2024-02-08 00:00:00.000,Government of Iraq,IS,4,645,33,44,4\n";
        let layer = Layer::read("ged.csv", ged.as_bytes()).unwrap();
        let event = &layer.events[0];
        assert_eq!((event.country, event.fine, event.days.1.to_string().as_str()), (Some("IRQ"), false, "2024-02-08"));
        assert_eq!(Layer::read("x.csv", b"a,b\n1,2\n"), Err(NotALayer::Columns));
        assert!(matches!(Layer::read("x.csv", b"\xff\xfe\x00"), Err(NotALayer::NotCsv(_))));
    }
}
