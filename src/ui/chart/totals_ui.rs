//! Running totals as stated: points with their baselines on an axis of their own, never added to anything.

use super::chart_ui::{Range, framed};
use super::middle;
use crate::model::Qualifier;
use crate::series::{TallyPoint, TallySeries, tally_series};
use crate::ui::inspector::words;
use crate::ui::widgets::date_words;
use crate::ui::{Action, Workspace, theme};
use egui::{RichText, Ui, WidgetInfo};
use egui_plot::{Line, MarkerShape, Plot, PlotPoints, Points};

/// How near to a point the pointer must be, in screen points.
const NEAR: f32 = 14.0;

/// The series that have a point in time.
pub fn series(workspace: &Workspace) -> Vec<TallySeries> {
    tally_series(workspace.dataset.tallies()).into_iter().filter(|s| s.points.iter().any(|p| p.as_of.is_some())).collect()
}

/// Draws them.
pub(super) fn show(ui: &mut Ui, workspace: &Workspace, (all, range): (&[TallySeries], Range), height: f32, actions: &mut Vec<Action>) {
    legend(ui, all);
    let dark = ui.visuals().dark_mode;
    let response = framed(ui, Plot::new("stated totals"), range, height).include_y(0.0).show(ui, |plot| {
        for (i, series) in all.iter().enumerate() {
            let colour = theme::series_colour(i, dark);
            let at = |p: &TallyPoint| p.as_of.map(|d| [middle(d), f64::from(p.count)]);
            let path: Vec<[f64; 2]> = series.points.iter().filter_map(at).collect();
            plot.line(Line::new("", PlotPoints::from(path)).color(colour.gamma_multiply(0.5)).width(1.0).allow_hover(false));
            for open in [false, true] {
                let some: Vec<[f64; 2]> = series.points.iter().filter(|p| is_open(p.qualifier) == open).filter_map(at).collect();
                let points = Points::new("", PlotPoints::from(some)).radius(5.0).color(colour).filled(!open).shape(MarkerShape::Circle);
                plot.points(points.allow_hover(false));
            }
        }
    });
    let number = all.iter().map(|s| s.points.len()).sum::<usize>();
    response.response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Figure, true, format!("Chart of {number} stated totals")));
    let Some(pointer) = response.response.hover_pos() else { return };
    let place = |p: &TallyPoint| p.as_of.map(|d| response.transform.position_from_point(&egui_plot::PlotPoint::new(middle(d), f64::from(p.count))));
    let points = all.iter().flat_map(|s| s.points.iter().map(move |p| (s, p)));
    let near = points.filter_map(|(s, p)| Some((s, p, place(p)?.distance(pointer)))).filter(|(_, _, d)| *d < NEAR);
    let Some((series, point, _)) = near.min_by(|a, b| a.2.total_cmp(&b.2)) else { return };
    let target = workspace.dataset.tallies().find(|t| t.item.id == point.tally).map(|t| t.target.clone());
    if response.response.on_hover_text_at_pointer(told(series, point)).clicked() {
        actions.extend(target.map(Action::Select));
    }
}

/// Whether the source leaves the number open upwards or inexact.
fn is_open(qualifier: Qualifier) -> bool {
    !matches!(qualifier, Qualifier::Exact | Qualifier::Ordinal)
}

fn legend(ui: &mut Ui, all: &[TallySeries]) {
    let dark = ui.visuals().dark_mode;
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Totals as stated").font(theme::strong_font(16.0)));
        ui.weak("each since its own day, never added; ○ is “at least” or “about”");
    });
    ui.horizontal_wrapped(|ui| {
        for (i, series) in all.iter().enumerate().take(6) {
            ui.label(RichText::new("●").color(theme::series_colour(i, dark)));
            ui.label(RichText::new(series.label()).small());
        }
        if all.len() > 6 {
            ui.weak(format!("and {} more", all.len() - 6));
        }
    });
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

    #[test]
    fn a_point_tells_its_number_baseline_and_source() {
        let point = TallyPoint {
            tally: "t".into(),
            article: "a".into(),
            as_of: "2023-11-14".parse().ok(),
            count: 115,
            qualifier: Qualifier::AtLeast,
            source: Some("Pentagon".into()),
            excludes: None,
        };
        let series = TallySeries { of: TallyOf::Attack, by: None, on: None, since: "2023-10-17".parse().ok(), points: vec![point.clone()] };
        assert_eq!(told(&series, &point), "at least 115 attacks since 2023-10-17\nas of 14 Nov 2023\nsays Pentagon");
    }
}
