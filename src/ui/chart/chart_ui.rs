//! Draws the chart: bars above, stated totals below, what is on no bar at the foot.

use super::{Bars, Piece, bars, date_of, day_number, middle, series_label, totals_ui};
use crate::series::{GroupBy, Imprecise, Period, TallySeries};
use crate::ui::inspector::{event_ui, words};
use crate::ui::verb::Verb;
use crate::ui::widgets::date_words;
use crate::ui::workspace::Filter;
use crate::ui::{Action, Workspace, theme, widgets};
use egui::{Color32, RichText, Stroke, Ui, WidgetInfo};
use egui_plot::{Bar, BarChart, Plot, PlotPoint};

/// The chart with its choices and what they come to.
#[derive(Default)]
pub struct Chart {
    period: Period,
    by: GroupBy,
    key: Option<(u64, Filter, Period, GroupBy)>,
    bars: Bars,
}

/// The name that links the two axes of time.
pub(super) const TIME: &str = "time axis";

impl Chart {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        if workspace.dataset.events.is_empty() && workspace.dataset.tallies().next().is_none() {
            let sentence = "Events and stated totals are drawn here when the articles tell of any.";
            return widgets::empty_state(ui, "Nothing to draw yet", sentence, &[Verb::ShowRead], actions);
        }
        let key = Some((workspace.revision, workspace.filter.clone(), self.period, self.by));
        if self.key != key {
            self.bars = bars(workspace, self.period, self.by);
            self.key = key;
        }
        ui.add_space(theme::SMALL);
        self.choices(ui, workspace);
        let totals = totals_ui::series(workspace);
        let foot = if self.bars.imprecise.is_empty() && self.bars.undated.is_empty() { 8.0 } else { 96.0 };
        let height = (ui.available_height() - foot).max(160.0);
        let share = if totals.is_empty() { height } else { height * 0.55 };
        self.legend(ui, workspace);
        let range = range(&self.bars, &totals);
        self.plot(ui, workspace, range, (share - 44.0).max(100.0), actions);
        if !totals.is_empty() {
            totals_ui::show(ui, workspace, (&totals, range), (height - share - 44.0).max(80.0), actions);
        }
        self.foot(ui, workspace, actions);
    }

    fn choices(&mut self, ui: &mut Ui, workspace: &Workspace) {
        ui.horizontal_wrapped(|ui| {
            let decided = self.bars.pieces.iter().filter(|p| p.decided).map(|p| p.count).sum::<u32>();
            ui.label(RichText::new("Counted events").font(theme::strong_font(16.0)));
            ui.weak(format!("{} on the chart{}", self.bars.counted, if workspace.filter == Filter::default() { "" } else { ", filtered" }))
                .on_hover_text(format!("{decided} of them decided; the others are drawn lighter. Rejected events are left out."));
            ui.add_space(theme::MEDIUM);
            ui.weak("per");
            for period in Period::ALL {
                ui.selectable_value(&mut self.period, period, period.label());
            }
            ui.add_space(theme::MEDIUM);
            ui.weak("by");
            for by in GroupBy::ALL {
                ui.selectable_value(&mut self.by, by, by.label());
            }
        });
    }

    fn legend(&self, ui: &mut Ui, workspace: &Workspace) {
        let dark = ui.visuals().dark_mode;
        ui.horizontal_wrapped(|ui| {
            for (i, name) in self.bars.series.iter().enumerate().take(8) {
                let label = if self.by == GroupBy::Nothing { "Decided".to_owned() } else { series_label(name, self.by, workspace) };
                ui.label(RichText::new("■").color(theme::series_colour(i, dark)));
                ui.label(RichText::new(label).small());
            }
            if self.bars.series.len() > 8 {
                ui.weak(format!("and {} more", self.bars.series.len() - 8));
            }
            ui.label(RichText::new("□").color(theme::palette(ui).muted));
            ui.label(RichText::new("not decided yet").small().weak());
            if self.by == GroupBy::Attacker {
                ui.label(RichText::new("An event with two attackers stands in both colours.").small().weak());
            }
        });
    }

    fn plot(&self, ui: &mut Ui, workspace: &Workspace, range: Range, height: f32, actions: &mut Vec<Action>) {
        let dark = ui.visuals().dark_mode;
        let bar = |p: &Piece| {
            let colour = theme::series_colour(p.series, dark);
            let (from, to) = (day_number(p.from), day_number(p.to));
            let fill = if p.decided { colour } else { colour.gamma_multiply(0.35) };
            Bar::new(f64::midpoint(from, to), f64::from(p.count))
                .base_offset(f64::from(p.base))
                .width((to - from) * 0.86)
                .fill(fill)
                .stroke(Stroke::new(1.0, colour))
        };
        let chart = BarChart::new("events", self.bars.pieces.iter().map(bar).collect()).allow_hover(false).color(Color32::TRANSPARENT);
        let plot = framed(ui, Plot::new("events over time"), range, height).include_y(0.0).include_y(2.0);
        let response = plot.show(ui, |plot| plot.bar_chart(chart));
        response.response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Figure, true, format!("Chart of {} events", self.bars.counted)));
        let Some(at) = response.response.hover_pos() else { return };
        let Some(piece) = self.piece_at(response.transform.value_from_position(at)) else { return };
        let told = self.told(piece, workspace);
        if response.response.on_hover_text_at_pointer(told).clicked() {
            actions.extend(next_of(&piece.events, workspace).map(Action::Select));
        }
    }

    fn piece_at(&self, at: PlotPoint) -> Option<&Piece> {
        let inside = |p: &&Piece| (day_number(p.from)..day_number(p.to)).contains(&at.x) && (f64::from(p.base)..f64::from(p.base + p.count)).contains(&at.y);
        self.bars.pieces.iter().find(inside)
    }

    fn told(&self, piece: &Piece, workspace: &Workspace) -> String {
        let name = self.bars.series.get(piece.series).map_or_else(String::new, |n| series_label(n, self.by, workspace));
        let last = piece.to.yesterday().unwrap_or(piece.to);
        let period = if last == piece.from { day_words(piece.from) } else { format!("{} – {}", day_words(piece.from), day_words(last)) };
        let state = if piece.decided { "decided" } else { "not decided yet" };
        format!("{period}\n{name}: {}, {state}\nClick: show in the inspector; again: the next", piece.count)
    }

    /// Events that are on no bar, each with the days that it may mean.
    fn foot(&self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let (wide, undated) = (&self.bars.imprecise, &self.bars.undated);
        if wide.is_empty() && undated.is_empty() {
            return;
        }
        ui.separator();
        let unit = self.period.label().to_lowercase();
        let heading = format!("On no bar: {} dated more widely than a {unit}, {} without a date", wide.len(), undated.len());
        ui.label(RichText::new(heading).font(theme::strong_font(13.0)));
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                for Imprecise { event, from, to } in wide {
                    let label = workspace.dataset.event(event).and_then(|e| e.item.fields.date.as_ref().map(words::date));
                    let label = label.unwrap_or_else(|| format!("{from} – {to}"));
                    event_link(ui, workspace, event, &label, actions);
                }
                for event in undated {
                    event_link(ui, workspace, event, "no date", actions);
                }
            });
        });
    }
}

fn event_link(ui: &mut Ui, workspace: &Workspace, id: &str, label: &str, actions: &mut Vec<Action>) {
    let Some(event) = workspace.dataset.event(id) else { return };
    let place = event.item.fields.place.as_ref().map(|p| format!(", {}", p.name)).unwrap_or_default();
    if ui.small_button(format!("{label}{place}")).on_hover_text(event_ui::title(&event.item, workspace)).clicked() {
        actions.push(Action::Select(event.target.clone()));
    }
}

/// The event after the selected one among `ids`, else the first.
fn next_of(ids: &[String], workspace: &Workspace) -> Option<crate::review::Target> {
    let events: Vec<_> = ids.iter().filter_map(|id| workspace.dataset.event(id)).collect();
    let at = events.iter().position(|e| Some(&e.target) == workspace.selected.as_ref()).map_or(0, |i| (i + 1) % events.len());
    events.get(at).map(|e| e.target.clone())
}

fn day_words(date: jiff::civil::Date) -> String {
    date_words(crate::model::PartialDate::day(date))
}

/// First and last place on the axis of time.
pub(super) type Range = (f64, f64);

/// The days from the first to the last that either plot shows, so that the same day stands at the same place in both.
fn range(bars: &Bars, totals: &[TallySeries]) -> Range {
    let pieces = bars.pieces.iter().flat_map(|p| [day_number(p.from), day_number(p.to)]);
    let points = totals.iter().flat_map(|s| &s.points).filter_map(|p| p.as_of).map(middle);
    let places = || pieces.clone().chain(points.clone());
    let (from, to) = (places().fold(f64::INFINITY, f64::min), places().fold(f64::NEG_INFINITY, f64::max));
    if from < to { (from, to) } else { (0.0, 1.0) }
}

/// What both plots share: an axis of dates, whole numbers upwards, no zoom by the wheel.
pub(super) fn framed<'a>(ui: &Ui, plot: Plot<'a>, (from, to): Range, height: f32) -> Plot<'a> {
    let whole = |n: f64| (n - n.round()).abs() < 1e-6;
    // The last date stands half beyond the axis and needs room there.
    plot.height(height)
        .width(ui.available_width() - 32.0)
        .include_x(from)
        .include_x(to)
        .grid_color(theme::palette(ui).muted.gamma_multiply(0.4))
        .link_axis(egui::Id::unique(TIME), [true, false])
        .allow_scroll(false)
        .allow_zoom([true, false])
        .allow_drag([true, false])
        .allow_boxed_zoom(false)
        .show_crosshair(false)
        .label_formatter(|_| None)
        .y_axis_min_width(44.0)
        .x_axis_formatter(move |mark, _| {
            if whole(mark.value) { date_of(mark.value).map(|d| d.strftime("%-d %b ’%y").to_string()).unwrap_or_default() } else { String::new() }
        })
        .y_axis_formatter(move |mark, _| if whole(mark.value) { format!("{:.0}", mark.value) } else { String::new() })
}
