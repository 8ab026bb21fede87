//! What the analyst types into a field, to the value that it means, or why it means none. No egui here.

use crate::lexicon::{Entry, Lexicon};
use crate::model::{Count, DatePrecision, EventDate, Field, FieldValue, Geo, PartialDate, Place, Qualifier};

/// A date or a range: `2024-01-04`, `2024-01`, `2024`, `2024-01-04/2024-01-06`. Empty is not stated.
pub fn date(text: &str) -> Result<FieldValue, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(FieldValue::Empty);
    }
    let one = |t: &str| t.trim().parse::<PartialDate>().map_err(|e| e.to_string());
    let Some((from, to)) = text.split_once(['/', '–']) else {
        return Ok(FieldValue::Date(EventDate::at(one(text)?, Vec::new())));
    };
    let (start, end) = (one(from)?, one(to)?);
    if start.first_day() > end.last_day() {
        return Err("The last day is before the first.".to_owned());
    }
    let precision = if start == end { EventDate::at(start, Vec::new()).precision } else { DatePrecision::Range };
    Ok(FieldValue::Date(EventDate { start, end, precision, reasons: Vec::new() }))
}

/// As [`date`], but also as one writes it beside a known date: `4` is that day of the month of `near`, `4 jan` that of its year.
pub fn date_near(text: &str, near: Option<jiff::civil::Date>) -> Result<FieldValue, String> {
    let parts: Vec<&str> = text.trim().split(['/', '–']).collect();
    match parts.as_slice() {
        [one] => date(&whole_date(one, near)),
        [from, to] => date(&format!("{}/{}", whole_date(from, near), whole_date(to, near))),
        _ => date(text),
    }
}

/// `4`, `4 jan` or `4 January 2024` in full; what it is not, as it stands.
fn whole_date(text: &str, near: Option<jiff::civil::Date>) -> String {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<String> = text.trim().to_lowercase().split([' ', '.']).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let day = words.first().and_then(|w| w.parse::<i8>().ok()).filter(|d| (1..=31).contains(d));
    let month = |word: &String| MONTHS.iter().position(|m| word.starts_with(m)).and_then(|i| i8::try_from(i + 1).ok());
    let month = words.get(1).map_or_else(|| near.map(jiff::civil::Date::month), month);
    let year = words.get(2).map_or_else(|| near.map(jiff::civil::Date::year), |w| w.parse::<i16>().ok());
    match (day, month, year) {
        (Some(day), Some(month), Some(year)) if words.len() <= 3 => format!("{year:04}-{month:02}-{day:02}"),
        _ => text.trim().to_owned(),
    }
}

/// What [`date`] reads back.
pub fn date_text(date: &EventDate) -> String {
    if date.start == date.end { date.start.to_string() } else { format!("{}/{}", date.start, date.end) }
}

/// A date of a tally or an article; empty is not stated.
pub fn partial_date(text: &str) -> Result<Option<PartialDate>, String> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|e: crate::model::when::NotADate| e.to_string()) }
}

/// `21:30`; empty is not stated.
pub fn time(text: &str) -> Result<FieldValue, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(FieldValue::Empty);
    }
    let bad = || format!("“{text}” is not a time; write it as 21:30.");
    let (hour, minute) = text.split_once(':').ok_or_else(bad)?;
    let part = |t: &str, below: u8| t.parse::<u8>().ok().filter(|n| *n < below);
    let (hour, minute) = part(hour, 24).zip(part(minute, 60)).ok_or_else(bad)?;
    Ok(FieldValue::Text(format!("{hour:02}:{minute:02}")))
}

/// Names parted by `;`; a name that the lexicon knows under another spelling becomes its canonical one.
pub fn names(text: &str, lexicon: Option<&Lexicon>) -> Vec<String> {
    let canonical = |name: &str| lexicon.and_then(|l| l.named(name).find(|e| e.geo.is_none())).map_or_else(|| name.to_owned(), |e| e.name.clone());
    let mut names: Vec<String> = Vec::new();
    for name in text.split(';').map(str::trim).filter(|n| !n.is_empty()).map(canonical) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A whole number; empty is not known.
pub fn number(text: &str) -> Result<Option<u32>, String> {
    let text = text.trim().replace([',', ' ', '\u{202f}'], "");
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_not| format!("“{text}” is not a whole number.")) }
}

/// A count with another best number: low and high follow where they only said the same as the old one.
pub fn with_best(old: Option<Count>, best: Option<u32>) -> FieldValue {
    let Some(best) = best else { return FieldValue::Empty };
    let qualifier = old.map_or(Qualifier::Exact, |c| c.qualifier);
    let old_best = old.and_then(|c| c.best.or(c.low).or(c.high));
    let follows = old.is_none_or(|c| old_best.is_none_or(|b| Count::qualified(b, c.qualifier) == c));
    let outside = old.is_some_and(|c| c.low.is_some_and(|l| l > best) || c.high.is_some_and(|h| h < best));
    match old {
        Some(count) if !follows && !outside => FieldValue::Count(Count { best: Some(best), ..count }),
        _ => FieldValue::Count(Count::qualified(best, qualifier)),
    }
}

/// A count under another qualifier.
pub fn with_qualifier(old: Option<Count>, qualifier: Qualifier) -> FieldValue {
    let best = old.and_then(|c| c.best.or(c.low).or(c.high));
    best.map_or(FieldValue::Empty, |n| FieldValue::Count(Count::qualified(n, qualifier)))
}

/// A count with another low or high end; the ends must be in order.
pub fn with_ends(old: Option<Count>, low: Option<u32>, high: Option<u32>) -> Result<FieldValue, String> {
    let count = Count { low, high, ..old.unwrap_or_default() };
    if count.is_unknown() {
        return Ok(FieldValue::Empty);
    }
    if count.is_ordered() {
        Ok(FieldValue::Count(count))
    } else {
        Err("The lowest number must not be above the best, nor the best above the highest.".to_owned())
    }
}

/// The place that a gazetteer entry stands for.
pub fn place(entry: &Entry) -> Place {
    let geo: Option<&Geo> = entry.geo.as_ref();
    Place {
        name: entry.name.clone(),
        admin1: geo.and_then(|g| g.admin1.clone()),
        country: geo.and_then(|g| g.country.clone()).or_else(|| entry.country.clone()),
        lat: geo.map(|g| g.lat),
        lon: geo.map(|g| g.lon),
        precision: geo.map_or(crate::model::PlacePrecision::Settlement, |g| g.precision),
        source: geo.map(|g| g.source.clone()),
    }
}

/// The value that `text` means in `field`, for fields that are one line of text.
pub fn line(field: Field, text: &str, lexicon: Option<&Lexicon>) -> Result<FieldValue, String> {
    match field {
        Field::Date => date(text),
        Field::Time => time(text),
        Field::Attackers | Field::Suspects | Field::Targets | Field::Victims | Field::Weapons => {
            let names = names(text, lexicon);
            Ok(if names.is_empty() { FieldValue::Empty } else { FieldValue::Names(names) })
        }
        _ if text.trim().is_empty() => Ok(FieldValue::Empty),
        _ => Ok(FieldValue::Text(text.trim().to_owned())),
    }
}

/// What stands in the line of a field before it is edited.
pub fn line_text(value: &FieldValue) -> String {
    match value {
        FieldValue::Date(d) => date_text(d),
        FieldValue::Text(text) => text.clone(),
        FieldValue::Names(names) => names.join("; "),
        FieldValue::Place(place) => place.name.clone(),
        FieldValue::Empty | FieldValue::Count(_) | FieldValue::Outcome(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_read_or_refused_with_a_reason() {
        for text in ["2024-01-04", "2024-01", "2024", "2024-01-04/2024-01-06"] {
            let Ok(FieldValue::Date(read)) = date(text) else { panic!("{text}") };
            assert_eq!(date_text(&read), text);
        }
        assert_eq!(date(" "), Ok(FieldValue::Empty));
        assert!(date("4th").unwrap_err().contains("2024-01-04"));
        assert!(date("2024-01-06/2024-01-04").is_err());
        let near = "2024-01-20".parse().ok();
        for (short, long) in
            [("4", "2024-01-04"), ("4 mar", "2024-03-04"), ("4 May 2023", "2023-05-04"), ("3/5", "2024-01-03/2024-01-05"), ("2023-12", "2023-12")]
        {
            assert_eq!(date_near(short, near), date(long), "{short}");
        }
        assert!(date_near("31 feb", near).is_err() && date_near("4", None).is_err());
        assert_eq!(time("9:05"), Ok(FieldValue::Text("09:05".into())));
        assert!(time("25:00").is_err() && time("noon").is_err());
    }

    #[test]
    fn the_ends_of_a_count_follow_its_best_number_unless_they_said_more() {
        assert_eq!(with_best(Some(Count::exact(4)), Some(5)), FieldValue::Count(Count::exact(5)));
        let at_least = Count::qualified(4, Qualifier::AtLeast);
        assert_eq!(with_best(Some(at_least), Some(5)), FieldValue::Count(Count::qualified(5, Qualifier::AtLeast)));
        let wide = Count { low: Some(2), best: Some(4), high: Some(9), qualifier: Qualifier::Exact };
        assert_eq!(with_best(Some(wide), Some(5)), FieldValue::Count(Count { best: Some(5), ..wide }));
        assert_eq!(with_best(Some(wide), Some(12)), FieldValue::Count(Count::exact(12)));
        assert_eq!(with_best(None, None), FieldValue::Empty);
        assert!(with_ends(Some(Count::exact(4)), Some(5), None).is_err());
        assert_eq!(number("1,200"), Ok(Some(1200)));
        assert!(number("four").is_err());
    }
}
