//! Counted events over time, and running totals as stated: what is drawn where. No egui in this file.

mod chart_ui;
mod picture;
mod plate;
mod thin;
mod totals_ui;

pub use chart_ui::Chart;

use super::events::{passing, those};
use super::inspector::words;
use super::workspace::{Filter, Workspace};
use crate::model::PartialDate;
use crate::review::{Review, ReviewedEvent};
use crate::series::{Gap, GroupBy, Imprecise, Period, Placed, TallySeries, gap};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One coloured piece of a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Which series, by its place in `Bars::series`.
    pub series: usize,
    /// The first day of the period.
    pub from: Date,
    /// The first day of the period after it.
    pub to: Date,
    /// Where it begins.
    pub base: u32,
    /// How many events it stands for.
    pub count: u32,
    /// Whether the analyst has decided on them.
    pub decided: bool,
    /// Their ids.
    pub events: Vec<String>,
}

/// The bars with what is on no bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// The series by name, the largest first.
    pub series: Vec<String>,
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// Events dated more widely than a period.
    pub imprecise: Vec<Imprecise>,
    /// Ids of events without a date.
    pub undated: Vec<String>,
    /// How many events the bars stand for, each once.
    pub counted: usize,
}

/// Days since 1970, for the axis.
pub fn day_number(date: Date) -> f64 {
    date.since(Date::constant(1970, 1, 1)).map_or(0.0, |s| f64::from(s.get_days()))
}

/// The date of a place on the axis.
pub fn date_of(day: f64) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(day.floor() as i64).ok()?).ok()
}

/// So many series have a colour of their own; the others are drawn as one.
pub const SERIES: usize = 6;
/// The name of the series that holds what has no colour of its own.
pub const OTHERS: &str = "others";

/// The events that the filter lets through and that stand.
pub fn shown(workspace: &Workspace) -> Vec<&ReviewedEvent> {
    let passing = passing(workspace);
    passing.iter().filter_map(|i| workspace.dataset.events.get(*i)).map(Arc::as_ref).filter(|e| e.review.stands()).collect()
}

/// `period`, or the shortest longer one whose bars are at least two points wide where `width` points show all days of `events`.
pub fn fitting_period(events: &[&ReviewedEvent], period: Period, width: f32) -> Period {
    // What is dated more widely than a month stands on no bar, and makes the axis no longer.
    let on_a_bar = |(from, to): &(Date, Date)| Period::Month.first(*from) == Period::Month.first(*to);
    let days = events.iter().filter_map(|e| e.item.fields.date.as_ref().map(crate::model::EventDate::days)).filter(on_a_bar);
    let wider = |all: Option<(Date, Date)>, (from, to): (Date, Date)| Some(all.map_or((from, to), |(first, last)| (from.min(first), to.max(last))));
    let Some((first, last)) = days.fold(None, wider) else { return period };
    let long = day_number(last) - day_number(first);
    let fits = |p: &Period| long / (day_number(p.next(first)) - day_number(first)) * 2.0 <= f64::from(width);
    let from = Period::ALL.iter().position(|p| *p == period).unwrap_or(0);
    Period::ALL.into_iter().skip(from).find(fits).unwrap_or(Period::Month)
}

/// The bars of `shown`.
pub fn bars(shown: &[&ReviewedEvent], period: Period, by: GroupBy) -> Bars {
    let mut bars = Bars::default();
    let mut first_days: FxHashMap<Date, Date> = FxHashMap::default();
    let mut on_bars: Vec<(Date, &ReviewedEvent)> = Vec::new();
    let mut totals: BTreeMap<&str, u32> = BTreeMap::new();
    for event in shown {
        match Placed::of(&event.item, |day| *first_days.entry(day).or_insert_with(|| period.first(day))) {
            Placed::Undated => bars.undated.push(event.item.id.clone()),
            Placed::Wide(from, to) => bars.imprecise.push(Imprecise { event: event.item.id.clone(), from, to }),
            Placed::In(first) => {
                on_bars.push((first, event));
                by.names(&event.item).into_iter().for_each(|name| *totals.entry(name).or_default() += 1);
            }
        }
    }
    bars.counted = on_bars.len();
    let mut series: Vec<(&str, u32)> = totals.into_iter().collect();
    series.sort_by_key(|(_, total)| std::cmp::Reverse(*total));
    bars.series = series.into_iter().map(|(name, _)| name.to_owned()).collect();
    if bars.series.len() > SERIES + 1 {
        bars.series.truncate(SERIES);
        bars.series.push(OTHERS.to_owned());
    }
    bars.pieces = stacked(pieces(&on_bars, &bars.series, by), period);
    bars
}

type Sorted = BTreeMap<(Date, usize, bool), Vec<String>>;

/// The ids of the events of each period, series and state.
fn pieces(on_bars: &[(Date, &ReviewedEvent)], series: &[String], by: GroupBy) -> Sorted {
    let place: FxHashMap<&str, usize> = series.iter().enumerate().map(|(i, name)| (name.as_str(), i)).collect();
    let mut sorted = Sorted::new();
    for (first, event) in on_bars {
        let mut at: Vec<usize> = by.names(&event.item).into_iter().filter_map(|n| place.get(n).or_else(|| place.get(OTHERS)).copied()).collect();
        at.sort_unstable();
        at.dedup();
        for at in at {
            sorted.entry((*first, at, event.review == Review::Open)).or_default().push(event.item.id.clone());
        }
    }
    sorted
}

/// In each period, series upon series, and in each the decided under the open.
fn stacked(sorted: Sorted, period: Period) -> Vec<Piece> {
    let mut height: BTreeMap<Date, u32> = BTreeMap::new();
    let piece = |((from, series, open), events): ((Date, usize, bool), Vec<String>)| {
        let top = height.entry(from).or_default();
        let (base, count) = (*top, events.len() as u32);
        *top += count;
        Piece { series, from, to: period.next(from), base, count, decided: !open, events }
    };
    sorted.into_iter().map(piece).collect()
}

/// Of `all` stated totals those that the filter lets through: those of other attackers or on other targets are left out, and points beyond its days.
pub fn totals(workspace: &Workspace, mut all: Vec<TallySeries>) -> Vec<(TallySeries, Option<Gap>)> {
    let filter = &workspace.filter;
    let fits = |chosen: &BTreeSet<String>, name: &Option<String>| chosen.is_empty() || name.as_ref().is_none_or(|n| chosen.contains(n));
    for series in &mut all {
        series.points.retain(|p| p.as_of.is_none_or(|d| filter.from.is_none_or(|from| d.last_day() >= from) && filter.to.is_none_or(|to| d.first_day() <= to)));
    }
    all.retain(|s| fits(&filter.actors, &s.by) && fits(&filter.targets, &s.on) && s.points.iter().any(|p| p.as_of.is_some()));
    // The days of the filter would cut the count short of the baseline.
    let free = Filter { from: None, to: None, ..filter.clone() };
    let passing = if free == *filter { passing(workspace) } else { Arc::new(those(workspace, &free)) };
    let events = passing.iter().filter_map(|i| workspace.dataset.events.get(*i)).map(Arc::as_ref);
    all.into_iter()
        .map(|s| {
            let gap = gap(&s, events.clone());
            (s, gap)
        })
        .collect()
}

/// The words for a series of the chart.
pub fn series_label(name: &str, by: GroupBy, workspace: &Workspace) -> String {
    match (by, name) {
        (_, "unknown") => "not stated".to_owned(),
        (_, OTHERS) => "all others".to_owned(),
        (GroupBy::Type, key) => words::event_type(key, workspace.lexicon()),
        (GroupBy::Country, code) => words::country(code, workspace.lexicon()),
        (_, name) => name.to_owned(),
    }
}

/// The middle of the days that a date may mean, for the axis.
pub fn middle(date: PartialDate) -> f64 {
    f64::midpoint(day_number(date.first_day()), day_number(date.last_day()) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, EventDate, EventFields, ReportKey, Span};
    use crate::review::{Reviewed, Target};

    fn event(id: &str, date: &str, attacker: &str, review: Review) -> Arc<ReviewedEvent> {
        let date = date.parse().ok().map(|d| EventDate::at(d, Vec::new()));
        let fields = EventFields { date, attackers: vec![attacker.to_owned()], ..EventFields::default() };
        let item = Event { id: id.to_owned(), fields, independent_sources: 1, confidence: 1.0, ..Event::default() };
        let key = ReportKey { article: "a".into(), span: Span::new(0, 1), quote: id.to_owned() };
        Arc::new(Reviewed { review, ..Reviewed::open(item.into(), Target::Event { key }) })
    }

    #[test]
    fn pieces_are_stacked_and_what_is_dated_widely_is_on_no_bar() {
        let mut workspace = Workspace::default();
        workspace.dataset.events = vec![
            event("1", "2024-01-04", "A", Review::Confirmed),
            event("2", "2024-01-04", "A", Review::Open),
            event("3", "2024-01-04", "B", Review::Open),
            event("4", "2024-01", "B", Review::Open),
            event("5", "", "B", Review::Open),
            event("6", "2024-01-04", "C", Review::Rejected),
        ];
        let bars = bars(&shown(&workspace), Period::Day, GroupBy::Attacker);
        assert_eq!(bars.series, ["A", "B"]);
        let shape: Vec<(usize, u32, u32, bool)> = bars.pieces.iter().map(|p| (p.series, p.base, p.count, p.decided)).collect();
        assert_eq!(shape, [(0, 0, 1, true), (0, 1, 1, false), (1, 2, 1, false)]);
        assert_eq!((bars.counted, bars.imprecise.len(), bars.undated.len()), (3, 1, 1));
        let by_month = super::bars(&shown(&workspace), Period::Month, GroupBy::Nothing);
        assert_eq!((by_month.counted, by_month.imprecise.len()), (4, 0));
    }

    #[test]
    fn rare_series_are_drawn_as_one_and_an_event_stands_in_it_once() {
        let mut workspace = Workspace::default();
        let names = ["A", "A", "A", "B", "B", "C", "C", "D", "D", "E", "E", "F", "F", "G", "H"];
        workspace.dataset.events = names.iter().enumerate().map(|(i, n)| event(&i.to_string(), "2024-01-04", n, Review::Open)).collect();
        let bars = bars(&shown(&workspace), Period::Day, GroupBy::Attacker);
        assert_eq!(bars.series, ["A", "B", "C", "D", "E", "F", OTHERS]);
        let others = bars.pieces.iter().find(|p| p.series == SERIES).unwrap();
        assert_eq!((others.count, others.base, bars.counted), (2, 13, 15));
    }

    #[test]
    fn places_on_the_axis_are_days() {
        let day: Date = "2024-01-04".parse().unwrap();
        assert_eq!(date_of(day_number(day) + 0.7), Some(day));
        assert!(middle("2024-01".parse().unwrap()) > day_number(day));
    }
}
