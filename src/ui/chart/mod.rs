//! Counted events over time, and running totals as stated: what is drawn where. No egui in this file.

mod chart_ui;
mod totals_ui;

pub use chart_ui::Chart;

use super::events::passes;
use super::inspector::words;
use super::workspace::Workspace;
use crate::model::PartialDate;
use crate::review::{Review, ReviewedEvent};
use crate::series::{GroupBy, Imprecise, Period, count};
use jiff::civil::Date;
use std::collections::BTreeMap;
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

/// The bars of what the filter lets through.
pub fn bars(workspace: &Workspace, period: Period, by: GroupBy) -> Bars {
    let lexicon = workspace.lexicon();
    let shown: Vec<&Arc<ReviewedEvent>> = workspace.dataset.events.iter().filter(|e| e.review.stands() && passes(&workspace.filter, e, lexicon)).collect();
    let all = count(shown.iter().map(|e| Arc::as_ref(e)), period, by);
    let total = |name: &String| all.series.get(name).map_or(0, |days| days.values().sum::<u32>());
    let mut series: Vec<String> = all.series.keys().cloned().collect();
    series.sort_by_key(|name| std::cmp::Reverse(total(name)));
    let counted = all.periods.values().map(Vec::len).sum();
    let pieces = pieces(&shown, &series, period, by);
    Bars { series, pieces, imprecise: all.imprecise, undated: all.undated, counted }
}

/// In each period, series upon series, and in each the decided under the open.
fn pieces(shown: &[&Arc<ReviewedEvent>], series: &[String], period: Period, by: GroupBy) -> Vec<Piece> {
    let mut sorted: BTreeMap<(Date, usize, bool), Vec<String>> = BTreeMap::new();
    for event in shown {
        let one = count(std::iter::once(event.as_ref()), period, by);
        for (name, days) in &one.series {
            let Some(at) = series.iter().position(|s| s == name) else { continue };
            for day in days.keys() {
                sorted.entry((*day, at, event.review == Review::Open)).or_default().push(event.item.id.clone());
            }
        }
    }
    let mut height: BTreeMap<Date, u32> = BTreeMap::new();
    let piece = |((from, series, open), events): ((Date, usize, bool), Vec<String>)| {
        let top = height.entry(from).or_default();
        let (base, count) = (*top, events.len() as u32);
        *top += count;
        Piece { series, from, to: period.next(from), base, count, decided: !open, events }
    };
    sorted.into_iter().map(piece).collect()
}

/// The words for a series of the chart.
pub fn series_label(name: &str, by: GroupBy, workspace: &Workspace) -> String {
    match (by, name) {
        (_, "unknown") => "not stated".to_owned(),
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
        let (articles, reports, conflicts) = (Vec::new(), Vec::new(), Vec::new());
        let item = Event { id: id.to_owned(), fields, articles, reports, independent_sources: 1, conflicts, notes: String::new(), confidence: 1.0 };
        let key = ReportKey { article: "a".into(), span: Span::new(0, 1), quote: id.to_owned() };
        Arc::new(Reviewed { review, ..Reviewed::open(item, Target::Event { key }) })
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
        let bars = bars(&workspace, Period::Day, GroupBy::Attacker);
        assert_eq!(bars.series, ["A", "B"]);
        let shape: Vec<(usize, u32, u32, bool)> = bars.pieces.iter().map(|p| (p.series, p.base, p.count, p.decided)).collect();
        assert_eq!(shape, [(0, 0, 1, true), (0, 1, 1, false), (1, 2, 1, false)]);
        assert_eq!((bars.counted, bars.imprecise.len(), bars.undated.len()), (3, 1, 1));
        let by_month = super::bars(&workspace, Period::Month, GroupBy::Nothing);
        assert_eq!((by_month.counted, by_month.imprecise.len()), (4, 0));
    }

    #[test]
    fn places_on_the_axis_are_days() {
        let day: Date = "2024-01-04".parse().unwrap();
        assert_eq!(date_of(day_number(day) + 0.7), Some(day));
        assert!(middle("2024-01".parse().unwrap()) > day_number(day));
    }
}
