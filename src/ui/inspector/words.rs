//! Values in words, as cards and tables show them. No egui here.

use crate::lexicon::Lexicon;
use crate::model::{Count, DatePrecision, EventDate, FieldValue, Outcome, Place, PlacePrecision, Qualifier};
use crate::ui::widgets::date_words;

/// What stands where nothing is known.
pub const NOT_STATED: &str = "not stated";

/// `at least 4`, `4 (3–6)`.
pub fn count(count: Count) -> String {
    let shown = |n: Option<u32>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let qualifier = match count.qualifier {
        Qualifier::Exact | Qualifier::Ordinal => "",
        Qualifier::About => "about ",
        Qualifier::AtLeast => "at least ",
        Qualifier::MoreThan => "more than ",
        Qualifier::UpTo => "up to ",
        Qualifier::Nearly => "nearly ",
    };
    let Some(best) = count.best.or(count.low).or(count.high) else { return NOT_STATED.to_owned() };
    let plain = Count::qualified(best, count.qualifier);
    let range = if plain == count { String::new() } else { format!(" ({}–{})", shown(count.low), shown(count.high)) };
    format!("{qualifier}{best}{range}")
}

/// The number for a table, empty where it is not known.
pub fn short_count(count: Option<Count>) -> String {
    let Some(count) = count else { return String::new() };
    let sign = match count.qualifier {
        Qualifier::AtLeast | Qualifier::MoreThan => "≥ ",
        Qualifier::UpTo => "≤ ",
        Qualifier::About | Qualifier::Nearly => "~ ",
        Qualifier::Exact | Qualifier::Ordinal => "",
    };
    count.best.or(count.low).or(count.high).map_or_else(String::new, |n| format!("{sign}{n}"))
}

/// `4 Jan 2024`, `3 Jan 2024 – 5 Jan 2024`.
pub fn date(date: &EventDate) -> String {
    if date.start == date.end { date_words(date.start) } else { format!("{} – {}", date_words(date.start), date_words(date.end)) }
}

/// How finely a date is known, in a word.
pub fn date_precision(precision: DatePrecision) -> &'static str {
    match precision {
        DatePrecision::Day => "day",
        DatePrecision::Range => "some days",
        DatePrecision::Week => "week",
        DatePrecision::Month => "month only",
        DatePrecision::Year => "year only",
    }
}

/// How finely a place is known, in a word.
pub fn place_precision(precision: PlacePrecision) -> &'static str {
    match precision {
        PlacePrecision::Site => "site",
        PlacePrecision::Neighbourhood => "quarter",
        PlacePrecision::Settlement => "settlement",
        PlacePrecision::NearSettlement => "near settlement",
        PlacePrecision::Admin2 => "district",
        PlacePrecision::Admin1 => "province",
        PlacePrecision::Region => "region",
        PlacePrecision::Country => "country only",
        PlacePrecision::InternationalWaters => "waters",
    }
}

/// The English name of a country, or its code where the lexicon is not there.
pub fn country(code: &str, lexicon: Option<&Lexicon>) -> String {
    lexicon.and_then(|l| l.country(code)).map_or_else(|| code.to_owned(), |e| e.name.clone())
}

/// `Baghdad, Iraq`.
pub fn place(place: &Place, lexicon: Option<&Lexicon>) -> String {
    let country = place.country.as_deref().map(|c| country(c, lexicon)).filter(|c| *c != place.name);
    let admin = place.admin1.clone().filter(|a| *a != place.name);
    let parts: Vec<String> = [Some(place.name.clone()), admin, country].into_iter().flatten().collect();
    parts.join(", ")
}

/// The label of an event type, or its key without underscores.
pub fn event_type(key: &str, lexicon: Option<&Lexicon>) -> String {
    lexicon.and_then(|l| l.ontology().get(key)).map_or_else(|| key.replace('_', " "), |t| t.label.clone())
}

/// The words of an outcome.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Hit => "hit",
        Outcome::Intercepted => "intercepted",
        Outcome::Missed => "missed",
        Outcome::Unknown => NOT_STATED,
    }
}

/// The value of a field; `is_type` says that a text is the key of an event type.
pub fn value(value: &FieldValue, is_type: bool, lexicon: Option<&Lexicon>) -> String {
    match value {
        FieldValue::Empty => NOT_STATED.to_owned(),
        FieldValue::Date(d) => date(d),
        FieldValue::Text(key) if is_type => event_type(key, lexicon),
        FieldValue::Text(text) => text.clone(),
        FieldValue::Place(p) => place(p, lexicon),
        FieldValue::Names(names) => names.join("; "),
        FieldValue::Count(c) => count(*c),
        FieldValue::Outcome(o) => outcome(*o).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_say_what_is_not_known() {
        assert_eq!(count(Count::exact(4)), "4");
        assert_eq!(count(Count::qualified(4, Qualifier::AtLeast)), "at least 4");
        assert_eq!(count(Count::qualified(4, Qualifier::UpTo)), "up to 4");
        assert_eq!(count(Count { low: Some(3), best: Some(4), high: None, qualifier: Qualifier::Exact }), "4 (3–?)");
        assert_eq!(count(Count::default()), NOT_STATED);
        assert_eq!((short_count(None), short_count(Some(Count::exact(0)))), (String::new(), "0".to_owned()));
    }
}
