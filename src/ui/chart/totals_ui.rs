//! Running totals as stated: steps with their baselines on an axis of their own, never added to anything, and what was counted beside them.

use super::chart_ui::{Range, framed};
use super::plate::{Pen, Plate, scale};
use super::thin::{apart, thinned, within};
use super::{day_number, middle};
use crate::model::Qualifier;
use crate::series::{Gap, TallyPoint, TallySeries};
use crate::ui::inspector::words;
use crate::ui::widgets::date_words;
use crate::ui::{Action, Workspace, theme};
use egui::{Response, RichText, Ui, WidgetInfo};
use egui_plot::{Plot, PlotPoint, PlotTransform};

/// How near to a point the pointer must be, in screen points.
const NEAR: f32 = 14.0;
/// The radius of a mark, in screen points.
const MARK: f32 = 5.0;
/// The height of a line of the legend.
pub(super) const HEADING: f32 = 22.0;
/// So many series are told of in the legend.
pub(super) const LISTED: usize = 3;

type Totals<'a> = &'a [(TallySeries, Option<Gap>)];

/// The corners of a step line through the dated points.
pub(super) fn steps(series: &TallySeries) -> Vec<[f64; 2]> {
    let mut path: Vec<[f64; 2]> = Vec::new();
    for point in &series.points {
        let Some(x) = point.as_of.map(middle) else { continue };
        if let Some([_, before]) = path.last().copied() {
            path.push([x, before]);
        }
        path.push([x, f64::from(point.count)]);
    }
    path
}

/// The corners of the count beside it.
pub(super) fn counted(gap: &Gap, (from, to): Range) -> Vec<[f64; 2]> {
    let mut path: Vec<[f64; 2]> = Vec::new();
    let start = gap.since.map_or(from, |d| day_number(d.first_day())).max(from);
    let mut sum = 0;
    for (day, total) in &gap.steps {
        let x = day_number(*day) + 0.5;
        if x >= from && x <= to {
            path.extend([[x, f64::from(sum)], [x, f64::from(*total)]]);
        }
        sum = *total;
    }
    let first = path.first().map_or(f64::from(sum), |p| p[1]);
    path.insert(0, [start, first]);
    let end = gap.as_of.map_or(to, |d| day_number(d.last_day()) + 0.5).min(to);
    path.push([end.max(start), f64::from(sum)]);
    path
}

/// The lower plot with what it keeps.
#[derive(Default)]
pub(super) struct Lower {
    plate: Plate,
    made: u64,
    lines: Vec<Lines>,
}

/// A series in days and numbers.
struct Lines {
    stated: Vec<[f64; 2]>,
    counted: Vec<[f64; 2]>,
    /// The dated points: where, whether open, which of the series.
    points: Vec<([f64; 2], bool, usize)>,
}

impl Lines {
    fn of((series, gap): &(TallySeries, Option<Gap>), range: Range) -> Self {
        let dated = series.points.iter().enumerate().filter_map(|(i, p)| Some(([middle(p.as_of?), f64::from(p.count)], is_open(p.qualifier), i)));
        Self { stated: steps(series), counted: gap.as_ref().map(|g| counted(g, range)).unwrap_or_default(), points: dated.collect() }
    }

    /// Marks that would hide each other are drawn once, and of a line what a point of the screen can show.
    fn draw(&self, pen: &mut Pen<'_>, colour: egui::Color32) {
        let on_screen = |path: &[[f64; 2]], pen: &Pen<'_>| thinned(within(path, scale(pen.transform)).map(|at| pen.near(at)));
        let (stated, beside) = (on_screen(&self.stated, pen), on_screen(&self.counted, pen));
        pen.steps(&stated, 1.5, colour);
        pen.dashes(&beside, colour.gamma_multiply(0.8));
        for open in [false, true] {
            let some = self.points.iter().filter(|p| p.1 == open).map(|p| pen.at(p.0)).filter(|at| pen.seen(*at, MARK));
            for at in apart(some, MARK) {
                pen.dot(at, MARK, colour, open);
            }
        }
    }
}

impl Lower {
    /// Draws it; `made` is another number whenever the totals are.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        (all, range, made): (Totals<'_>, Range, u64),
        height: f32,
        actions: &mut Vec<Action>,
    ) -> (Response, PlotTransform) {
        legend(ui, all);
        if self.made != made {
            self.lines = all.iter().map(|total| Lines::of(total, range)).collect();
            self.made = made;
        }
        // Room for the highest mark.
        let top = all.iter().flat_map(|(s, _)| &s.points).map(|p| f64::from(p.count)).fold(1.0, f64::max) * 1.15;
        let shown = framed(ui, Plot::new("stated totals"), range, height).include_y(0.0).include_y(top).show(ui, |_| ());
        let (transform, response) = (shown.transform, shown.response);
        let lines = &self.lines;
        self.plate.paint(ui, &transform, made, |pen| {
            for (i, lines) in lines.iter().enumerate() {
                lines.draw(pen, theme::series_colour(i, pen.look));
            }
        });
        let number = all.iter().map(|(s, _)| s.points.len()).sum::<usize>();
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Figure, true, format!("Chart of {number} stated totals")));
        let response = self.point(response, workspace, all, &transform, actions);
        (response, transform)
    }

    /// What the pointer does to the point that is nearest to it.
    fn point(&self, response: Response, workspace: &Workspace, all: Totals<'_>, transform: &PlotTransform, actions: &mut Vec<Action>) -> Response {
        let Some(pointer) = response.hover_pos() else { return response };
        let distance = |[day, number]: [f64; 2]| transform.position_from_point(&PlotPoint::new(day, number)).distance(pointer);
        let points = self.lines.iter().zip(all).flat_map(|(l, (s, _))| l.points.iter().map(move |(at, _, i)| (s, *i, *at)));
        let near = points.map(|(s, i, at)| (s, i, distance(at))).filter(|(_, _, d)| *d < NEAR);
        let Some((series, i, _)) = near.min_by(|a, b| a.2.total_cmp(&b.2)) else { return response };
        let Some(point) = series.points.get(i) else { return response };
        let response = response.on_hover_text_at_pointer(told(series, point));
        if response.clicked() {
            let target = workspace.dataset.tallies().find(|t| t.item.id == point.tally).map(|t| t.target.clone());
            actions.extend(target.map(Action::Select));
        }
        response
    }
}

/// Whether the source leaves the number open upwards or inexact.
pub(super) fn is_open(qualifier: Qualifier) -> bool {
    !matches!(qualifier, Qualifier::Exact | Qualifier::Ordinal)
}

fn legend(ui: &mut Ui, all: Totals<'_>) {
    let look = theme::look(ui);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Totals as stated").font(theme::strong_font(16.0)));
        ui.weak("each since its own day, never added; ○ is “at least” or “about”; dashed: what these articles let us count");
    });
    for (i, (series, gap)) in all.iter().enumerate().take(LISTED) {
        ui.horizontal(|ui| {
            ui.label(RichText::new("●").color(theme::series_colour(i, look)));
            ui.add(
                egui::Label::new(RichText::new(format!("{}{}", series.label(), gap.as_ref().map(|g| told_gap(series, g)).unwrap_or_default())).small())
                    .truncate(),
            );
        });
    }
    if all.len() > LISTED {
        ui.weak(format!("and {} more", all.len() - LISTED));
    }
}

/// ` — stated 118 by 4 Jan 2024, counted here 12, gap 106`.
pub(super) fn told_gap(series: &TallySeries, gap: &Gap) -> String {
    let part = |word: &str, said: &Option<String>, counted: &Option<String>| match (said, counted) {
        (_, Some(name)) => format!(" {word} {name}"),
        // No event has that name, so that the count cannot be narrowed down to it.
        (Some(_), None) => format!(" {word} anyone"),
        (None, None) => String::new(),
    };
    let (by, on) = (part("by", &series.by, &gap.by), part("on", &series.on, &gap.on));
    let as_of = gap.as_of.map(|d| format!(" by {}", date_words(d))).unwrap_or_default();
    format!(" — stated {}{as_of}, counted here{by}{on} {}, gap {}", gap.stated, gap.counted, gap.open())
}

/// `at least 115 attacks on United States forces since 17 Oct 2023, as of 14 Nov 2023, Pentagon`.
pub fn told(series: &TallySeries, point: &TallyPoint) -> String {
    let number = words::count(crate::model::Count::qualified(point.count, point.qualifier));
    let as_of = point.as_of.map(|d| format!("\nas of {}", date_words(d))).unwrap_or_default();
    let source = point.source.as_ref().map(|s| format!("\nsays {s}")).unwrap_or_default();
    let without = point.excludes.as_ref().map(|e| format!("\nwithout {e}")).unwrap_or_default();
    format!("{number} {}{as_of}{source}{without}", series.label())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TallyOf;

    fn point(as_of: &str, count: u32) -> TallyPoint {
        TallyPoint {
            tally: "t".into(),
            article: "a".into(),
            as_of: as_of.parse().ok(),
            count,
            qualifier: Qualifier::AtLeast,
            source: Some("Pentagon".into()),
            excludes: None,
        }
    }

    #[test]
    fn a_point_tells_its_number_baseline_and_source() {
        let point = point("2023-11-14", 115);
        let series = TallySeries { of: TallyOf::Attack, by: None, on: None, since: "2023-10-17".parse().ok(), points: vec![point.clone()] };
        assert_eq!(told(&series, &point), "at least 115 attacks since 2023-10-17\nas of 14 Nov 2023\nsays Pentagon");
    }

    #[test]
    fn a_total_holds_until_the_next_is_stated() {
        let points = vec![point("", 7), point("2023-11-14", 55), point("2023-11-20", 60)];
        let series = TallySeries { of: TallyOf::Attack, by: None, on: None, since: None, points };
        let (a, b) = (middle("2023-11-14".parse().unwrap()), middle("2023-11-20".parse().unwrap()));
        assert_eq!(steps(&series), [[a, 55.0], [b, 55.0], [b, 60.0]]);
    }

    #[test]
    fn the_count_beside_a_total_begins_at_its_baseline_and_ends_where_it_was_stated() {
        let day = |d: &str| d.parse::<jiff::civil::Date>().unwrap();
        let gap = Gap {
            since: "2023-10-17".parse().ok(),
            as_of: "2023-10-30".parse().ok(),
            stated: 9,
            counted: 3,
            steps: vec![(day("2023-10-18"), 1), (day("2023-10-25"), 3)],
            ..Gap::default()
        };
        let range = (day_number(day("2023-10-20")), day_number(day("2023-11-30")));
        let path = counted(&gap, range);
        assert_eq!(path.first(), Some(&[range.0, 1.0]), "what came before the first day shown is counted");
        assert_eq!(path.last(), Some(&[day_number(day("2023-10-30")) + 0.5, 3.0]));
        let series = TallySeries { of: TallyOf::Attack, by: None, on: Some("ships".into()), since: gap.since, points: Vec::new() };
        assert_eq!(told_gap(&series, &gap), " — stated 9 by 30 Oct 2023, counted here on anyone 3, gap 6");
    }
}
