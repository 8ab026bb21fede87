//! Which of our events another dataset has too: by day, place, actors, type and toll. Each event is matched once at most.

use super::layer::{Layer, OutsideEvent};
use crate::model::{EventFields, PlacePrecision};
use crate::review::ReviewedEvent;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Two events that are taken for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Which of ours.
    pub ours: usize,
    /// Which of theirs, in the order of the layer.
    pub theirs: usize,
    /// 0 to 1.
    pub score: f64,
    /// Why, in words for the analyst.
    pub why: Vec<String>,
}

/// How two sets of events lie over each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matches {
    /// Found by both, the surest first.
    pub both: Vec<Match>,
    /// Only ours.
    pub only_here: Vec<usize>,
    /// Only theirs, within the countries and the span of days of ours.
    pub only_there: Vec<usize>,
    /// Theirs outside these countries and days.
    pub out_of_scope: usize,
}

/// Below this, two events are two.
const ENOUGH: f64 = 0.55;

/// Days that two datasets may date one event apart.
const DAYS_APART: i64 = 1;

/// Matches `ours` (the rejected are for the caller to leave out) with the events of `layer`.
pub fn matches(ours: &[&ReviewedEvent], layer: &Layer) -> Matches {
    let mut by_day: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    for (i, event) in ours.iter().enumerate() {
        if let Some(date) = &event.item.fields.date {
            by_day.entry(date.days().0).or_default().push(i);
        }
    }
    let mut candidates: Vec<Match> = Vec::new();
    for (theirs, event) in layer.events.iter().enumerate() {
        for ours_at in near_in_time(&by_day, ours, event) {
            let scored = ours.get(ours_at).and_then(|o| score(&o.item.fields, event));
            candidates.extend(scored.filter(|(score, _)| *score >= ENOUGH).map(|(score, why)| Match { ours: ours_at, theirs, score, why }));
        }
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (a.ours, a.theirs).cmp(&(b.ours, b.theirs))));
    let (mut taken_here, mut taken_there) = (BTreeSet::new(), BTreeSet::new());
    candidates.retain(|m| !taken_here.contains(&m.ours) && !taken_there.contains(&m.theirs) && taken_here.insert(m.ours) && taken_there.insert(m.theirs));
    let scope = Scope::of(ours);
    let left = (0..layer.events.len()).filter(|i| !taken_there.contains(i));
    let (only_there, beyond): (Vec<usize>, Vec<usize>) = left.partition(|i| layer.events.get(*i).is_some_and(|e| scope.holds(e)));
    Matches { both: candidates, only_here: (0..ours.len()).filter(|i| !taken_here.contains(i)).collect(), only_there, out_of_scope: beyond.len() }
}

/// Countries and days that our events lie in.
struct Scope {
    countries: BTreeSet<String>,
    days: Option<(Date, Date)>,
}

impl Scope {
    fn of(ours: &[&ReviewedEvent]) -> Self {
        let fields = || ours.iter().map(|e| &e.item.fields);
        let days = fields().filter_map(|f| f.date.as_ref()).map(crate::model::EventDate::days);
        let span = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        Self { countries: fields().filter_map(|f| f.place.as_ref()?.country.clone()).collect(), days: span }
    }

    fn holds(&self, event: &OutsideEvent) -> bool {
        let then = self.days.is_some_and(|(first, last)| event.days.0 <= last && event.days.1 >= first);
        then && event.country.is_some_and(|c| self.countries.contains(c))
    }
}

/// The longest that an event of ours may reach back from its first day to be looked at.
const LONGEST: i64 = 366;

/// Our events whose days may be those of `event`.
fn near_in_time(by_day: &BTreeMap<Date, Vec<usize>>, ours: &[&ReviewedEvent], event: &OutsideEvent) -> Vec<usize> {
    let shift = |day: Date, days: i64| day.checked_add(jiff::Span::new().days(days)).unwrap_or(day);
    let (first, last) = (shift(event.days.0, -LONGEST), shift(event.days.1, DAYS_APART));
    let days_of = |i: &usize| ours.get(*i).and_then(|o| o.item.fields.date.as_ref()).map(crate::model::EventDate::days);
    let from = shift(event.days.0, -DAYS_APART);
    by_day.range(first..=last).flat_map(|(_, all)| all).filter(|i| days_of(i).is_some_and(|(_, end)| end >= from)).copied().collect()
}

/// How much speaks for one event, and why; `None` where something speaks against it.
fn score(ours: &EventFields, theirs: &OutsideEvent) -> Option<(f64, Vec<String>)> {
    let mut why = Vec::new();
    let (first, last) = ours.date.as_ref()?.days();
    let together = first <= theirs.days.1 && theirs.days.0 <= last;
    let exact = together && first == last && theirs.days.0 == theirs.days.1;
    let mut score = match (exact, together) {
        (true, _) => 0.3,
        (_, true) => 0.2,
        _ => 0.15,
    };
    why.push(
        if exact {
            "same day"
        } else if together {
            "days overlap"
        } else {
            "a day apart"
        }
        .to_owned(),
    );
    score += where_it_was(ours, theirs, &mut why)?;
    let alike = actors_alike(ours, theirs);
    if alike > 0.0 {
        score += 0.2 * alike;
        why.push("actors agree".to_owned());
    }
    if ours.event_type.is_some() && ours.event_type == theirs.event_type {
        score += 0.1;
        why.push("same type".to_owned());
    }
    if let (Some(killed), Some(count)) = (theirs.killed, ours.killed) {
        let low = count.low.or(count.best).unwrap_or(0);
        let high = count.high.or(count.best).unwrap_or(u32::MAX).max(low);
        if (low..=high).contains(&killed) {
            score += 0.1;
            why.push(format!("{killed} killed in both"));
        }
    }
    Some((score, why))
}

/// What the places say for one event; `None` where they are different countries or far apart.
fn where_it_was(ours: &EventFields, theirs: &OutsideEvent, why: &mut Vec<String>) -> Option<f64> {
    let place = ours.place.as_ref()?;
    if let (Some(a), Some(b)) = (place.country.as_deref(), theirs.country)
        && a != b
    {
        return None;
    }
    let fine = matches!(place.precision, PlacePrecision::Site | PlacePrecision::Neighbourhood | PlacePrecision::Settlement | PlacePrecision::NearSettlement);
    let apart = place.lat.zip(place.lon).zip(theirs.point).map(|(a, b)| kilometres(a, b));
    let named = words(&place.name);
    if !named.is_empty() && named.is_subset(&words(&theirs.place)) {
        why.push(format!("both at {}", place.name));
        return Some(0.3);
    }
    match apart {
        Some(km) if fine && theirs.fine => {
            let value = match km {
                km if km <= 10.0 => 0.3,
                km if km <= 25.0 => 0.2,
                km if km <= 50.0 => 0.1,
                _ => return None,
            };
            why.push(format!("{km:.0} km apart"));
            Some(value)
        }
        // One of them is no more than a district, province or country: near enough is all that can be asked.
        Some(km) if km <= 400.0 || place.precision == PlacePrecision::Country => {
            why.push("same country, place coarse".to_owned());
            Some(0.1)
        }
        Some(_) => None,
        None => place.country.is_some().then(|| {
            why.push("same country".to_owned());
            0.05
        }),
    }
}

/// The share of our actors of which the words stand in one of theirs.
fn actors_alike(ours: &EventFields, theirs: &OutsideEvent) -> f64 {
    let outside: Vec<BTreeSet<String>> = theirs.actors.iter().map(|a| words(a)).collect();
    let names: Vec<&String> = ours.attackers.iter().chain(&ours.suspects).chain(&ours.targets).collect();
    let found = names.iter().filter(|name| {
        let name = words(name);
        !name.is_empty() && outside.iter().any(|o| name.is_subset(o) || (o.is_subset(&name) && !o.is_empty()))
    });
    if names.is_empty() { 0.0 } else { found.count() as f64 / names.len() as f64 }
}

/// Words of a name without those that say nothing.
fn words(name: &str) -> BTreeSet<String> {
    const EMPTY: [&str; 12] = ["the", "of", "al", "el", "military", "forces", "government", "armed", "group", "and", "unidentified", "city"];
    let plain: String = name.to_lowercase().chars().filter(|c| !matches!(c, '’' | '\'' | '‘')).collect();
    let all = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1 && !w.chars().all(|c| c.is_ascii_digit()));
    all.filter(|w| !EMPTY.contains(w)).map(str::to_owned).collect()
}

/// The distance over the ground.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let (north, east) = ((lat_b - lat_a) / 2.0, (b.1 - a.1).to_radians() / 2.0);
    let half = north.sin().powi(2) + lat_a.cos() * lat_b.cos() * east.sin().powi(2);
    12_742.0 * half.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Count, Event, EventDate, Place};
    use crate::outside::Origin;
    use crate::review::Target;

    fn ours(day: &str, place: &str, at: (f64, f64), attacker: &str, killed: u32) -> ReviewedEvent {
        let fields = EventFields {
            date: day.parse().ok().map(|d| EventDate::at(d, Vec::new())),
            event_type: Some("air_drone_strike".into()),
            place: Some(Place {
                name: place.into(),
                admin1: None,
                country: Some("IRQ".into()),
                lat: Some(at.0),
                lon: Some(at.1),
                precision: PlacePrecision::Settlement,
                source: None,
            }),
            attackers: vec![attacker.into()],
            killed: Some(Count::exact(killed)),
            ..EventFields::default()
        };
        let item = Event { id: day.into(), fields, independent_sources: 1, confidence: 1.0, ..Event::default() };
        ReviewedEvent::open(item.into(), Target::Article { article: String::new() })
    }

    fn theirs(day: &str, place: &str, point: (f64, f64), actor: &str, country: &'static str) -> OutsideEvent {
        let day: Date = day.parse().unwrap();
        OutsideEvent {
            id: place.into(),
            days: (day, day),
            event_type: Some("air_drone_strike".into()),
            actors: vec![actor.into()],
            place: place.into(),
            country: Some(country),
            point: Some(point),
            fine: true,
            killed: Some(3),
            notes: String::new(),
            line: 2,
        }
    }

    #[test]
    fn each_event_is_matched_once_and_the_rest_is_told_apart() {
        let baghdad = (33.34, 44.40);
        let own = [
            ours("2024-02-07", "Baghdad", baghdad, "United States", 3),
            ours("2024-02-07", "Mosul", (36.34, 43.13), "Islamic State", 2),
            ours("2024-02-10", "Baghdad", baghdad, "Islamic State", 9),
        ];
        let us = "Military Forces of the United States (2021-)";
        let layer = Layer {
            origin: Origin::Acled,
            name: "a".into(),
            problems: Vec::new(),
            events: vec![
                theirs("2024-02-07", "Baghdad - Mashtal", (33.32, 44.49), us, "IRQ"),
                theirs("2024-02-08", "Baghdad", baghdad, us, "IRQ"),
                theirs("2024-02-09", "Kirkuk", (35.47, 44.39), "Unidentified Armed Group", "IRQ"),
                theirs("2024-02-07", "Aleppo", (36.2, 37.16), us, "SYR"),
            ],
        };
        let found = matches(&own.iter().collect::<Vec<_>>(), &layer);
        assert_eq!(found.both.iter().map(|m| (m.ours, m.theirs)).collect::<Vec<_>>(), [(0, 0)], "{found:?}");
        assert_eq!((found.only_here, found.only_there, found.out_of_scope), (vec![1, 2], vec![1, 2], 1));
        assert!((kilometres((52.52, 13.40), (48.86, 2.35)) - 878.0).abs() < 3.0);
    }
}
