//! Draws the chart: bars above, stated totals below, what is on no bar at the foot. Dragging over either chooses a span of time.

use super::plate::{Plate, scale};
use super::thin::{Stack, place, stacks};
use super::{Bars, Piece, bars, date_of, day_number, fitting_period, middle, picture, series_label, shown, totals, totals_ui};
use crate::series::{Gap, GroupBy, Imprecise, Period, TallySeries, tally_series};
use crate::ui::events::choices::{self, Choices};
use crate::ui::inspector::{event_ui, words};
use crate::ui::kept::Kept;
use crate::ui::picture::{Format, menu};
use crate::ui::verb::Verb;
use crate::ui::widgets::date_words;
use crate::ui::workspace::Filter;
use crate::ui::{Action, Workspace, selection, theme, widgets};
use egui::{Rect, Response, RichText, Stroke, Ui, WidgetInfo};
use egui_plot::{Plot, PlotPoint, PlotTransform};
use jiff::civil::Date;

/// The chart with its choices and what they come to.
#[derive(Default)]
pub struct Chart {
    period: Period,
    by: GroupBy,
    key: Option<Key>,
    /// The period that is drawn: the chosen one, or a longer one where bars would be too thin.
    drawn: Period,
    bars: Bars,
    totals: Vec<(TallySeries, Option<Gap>)>,
    /// All totals, whether the filter lets them through or not.
    stated: Kept<u64, Vec<TallySeries>>,
    /// Grows whenever bars and totals are made anew.
    made: u64,
    range: Range,
    /// The bars on the screen.
    stacks: Vec<Stack>,
    plate: Plate,
    lower: totals_ui::Lower,
    /// The pieces that hold the selected event.
    held: Kept<(u64, Option<String>), Vec<usize>>,
    choices: Choices,
    /// Where a drag began, on the axis of time.
    drag: Option<f64>,
}

type Key = (u64, Filter, Period, GroupBy, u32);

/// The name that links the two axes of time.
pub(super) const TIME: &str = "time axis";

impl Chart {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        if workspace.dataset.events.is_empty() && workspace.dataset.tallies().next().is_none() {
            let sentence = "Events and stated totals are drawn here when the articles tell of any.";
            return widgets::empty_state(ui, "Nothing to draw yet", sentence, &[Verb::ShowRead], actions);
        }
        self.refresh(workspace, ui.available_width());
        ui.add_space(theme::SMALL);
        self.toolbar(ui, workspace, actions);
        let foot = if self.bars.imprecise.is_empty() && self.bars.undated.is_empty() { 8.0 } else { 96.0 };
        self.legend(ui, workspace);
        let height = (ui.available_height() - foot).max(200.0);
        let below = if self.totals.is_empty() { 0.0 } else { totals_ui::HEADING * (self.totals.len().min(totals_ui::LISTED) + 1) as f32 + 16.0 };
        let share = if self.totals.is_empty() { height } else { (height - below) * 0.55 };
        self.plot(ui, workspace, (share - 28.0).max(90.0), actions);
        if !self.totals.is_empty() {
            let height = (height - share - below - 28.0).max(80.0);
            let (response, transform) = self.lower.show(ui, workspace, (&self.totals, self.range, self.made), height, actions);
            self.choose_days(ui, workspace, &response, &transform, actions);
        }
        self.foot(ui, workspace, actions);
    }

    fn refresh(&mut self, workspace: &Workspace, width: f32) {
        let key = (workspace.revision, workspace.filter.clone(), self.period, self.by, width as u32 / 50);
        if self.key.as_ref() != Some(&key) {
            let shown = shown(workspace);
            self.drawn = fitting_period(&shown, self.period, width);
            self.bars = bars(&shown, self.drawn, self.by);
            let all = self.stated.get(workspace.revision, || tally_series(workspace.dataset.tallies()));
            self.totals = totals(workspace, (*all).clone());
            self.range = range(&self.bars, &self.totals, &workspace.filter);
            self.made += 1;
            self.key = Some(key);
        }
    }

    fn toolbar(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
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
            ui.weak("stacked by");
            for by in GroupBy::ALL {
                ui.selectable_value(&mut self.by, by, by.label());
            }
        });
        ui.horizontal_wrapped(|ui| {
            ui.weak("Only");
            self.choices.show(ui, workspace, actions);
            self.direction(ui, workspace, actions);
            ui.add_space(theme::MEDIUM);
            let this = &*self;
            menu(ui, &[Format::Png, Format::Svg, Format::Csv], |format| {
                actions.push(Action::SavePicture(Box::new(picture::picture(workspace, &this.bars, (this.drawn, this.by), &this.totals, format))));
            });
            ui.weak("Drag over the days to choose a span of time.");
            if self.drawn != self.period {
                let (chosen, drawn) = (self.period.label().to_lowercase(), self.drawn.label().to_lowercase());
                ui.label(RichText::new(format!("Too many {chosen}s for the width: drawn by {drawn}.")).color(theme::palette(ui).warn));
            }
        });
    }

    /// Turns attacks by the chosen names into attacks on them, and back.
    fn direction(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let filter = &workspace.filter;
        if filter.actors.is_empty() && filter.targets.is_empty() {
            return;
        }
        let response = ui.button("⇄ Turn round").on_hover_text("Attacks by them become attacks on them, and the other way round");
        if response.clicked() {
            let turned = Filter { actors: filter.targets.clone(), targets: filter.actors.clone(), ..filter.clone() };
            self.by = match self.by {
                GroupBy::Attacker => GroupBy::Target,
                GroupBy::Target => GroupBy::Attacker,
                by => by,
            };
            actions.push(Action::SetFilter(turned));
        }
    }

    fn legend(&self, ui: &mut Ui, workspace: &Workspace) {
        let look = theme::look(ui);
        ui.horizontal_wrapped(|ui| {
            for (i, name) in self.bars.series.iter().enumerate() {
                let label = if self.by == GroupBy::Nothing { "Decided".to_owned() } else { series_label(name, self.by, workspace) };
                ui.label(RichText::new("■").color(theme::series_colour(i, look)));
                ui.label(RichText::new(label).small());
            }
            ui.label(RichText::new("□").color(theme::palette(ui).muted));
            ui.label(RichText::new("not decided yet").small().weak());
            let twice = match self.by {
                GroupBy::Attacker => "An event with two attackers stands in both colours.",
                GroupBy::Target => "An event on two targets stands in both colours.",
                _ => "",
            };
            ui.label(RichText::new(twice).small().weak());
        });
    }

    fn plot(&mut self, ui: &mut Ui, workspace: &Workspace, height: f32, actions: &mut Vec<Action>) {
        let plot = framed(ui, Plot::new("events over time"), self.range, height).include_y(0.0).include_y(2.0);
        let top = self.bars.pieces.iter().map(|p| p.base + p.count).max().unwrap_or(0);
        let response = plot.include_y(f64::from(top)).show(ui, |_| ());
        self.paint(ui, &response.transform);
        self.outline(ui, workspace, &response.transform);
        response.response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Figure, true, format!("Chart of {} events", self.bars.counted)));
        self.choose_days(ui, workspace, &response.response, &response.transform, actions);
        let Some(at) = response.response.hover_pos().filter(|_| self.drag.is_none()) else { return };
        let Some((piece, stack)) = self.piece_at(response.transform.value_from_position(at)) else { return };
        let told = self.told(piece, stack, workspace);
        if response.response.on_hover_text_at_pointer(told).clicked() {
            actions.extend(next_of(&piece.events, workspace).map(Action::Select));
        }
    }

    /// The bars.
    fn paint(&mut self, ui: &Ui, transform: &PlotTransform) {
        let (pieces, shown) = (&self.bars.pieces, &mut self.stacks);
        self.plate.paint(ui, transform, self.made, |pen| {
            *shown = stacks(pieces, scale(transform));
            for stack in shown.iter() {
                for piece in pieces.get(stack.pieces.clone()).unwrap_or_default() {
                    let colour = theme::series_colour(piece.series, pen.look);
                    let fill = if piece.decided { colour } else { colour.gamma_multiply(0.35) };
                    let [from, to] = corners(piece, stack.place);
                    pen.bar(from, to, fill, colour);
                }
            }
        });
    }

    /// A line round the pieces that hold the selected event: also round one that a taller bar stands before.
    fn outline(&self, ui: &Ui, workspace: &Workspace, transform: &PlotTransform) {
        let chosen = workspace.selected.as_ref().and_then(|s| selection::event(&workspace.dataset, s)).map(|e| e.item.id.clone());
        let holds = |p: &Piece| chosen.as_ref().is_some_and(|id| p.events.contains(id));
        let find = || self.bars.pieces.iter().enumerate().filter(|(_, p)| holds(p)).map(|(i, _)| i).collect();
        let painter = ui.painter().with_clip_rect(transform.frame().intersect(ui.clip_rect()));
        for piece in self.held.get((self.made, chosen.clone()), find).iter().filter_map(|i| self.bars.pieces.get(*i)) {
            let [from, to] = corners(piece, place((day_number(piece.from), day_number(piece.to)), transform.dpos_dvalue_x()));
            let [from, to] = [from, to].map(|[x, y]| PlotPoint::new(x, y));
            let rect = transform.rect_from_values(&from, &to);
            painter.rect_stroke(rect, 0.0, Stroke::new(2.5, theme::palette(ui).accent), egui::StrokeKind::Inside);
        }
    }

    /// A drag over a plot chooses the days from its beginning to its end.
    fn choose_days(&mut self, ui: &Ui, workspace: &Workspace, response: &Response, transform: &PlotTransform, actions: &mut Vec<Action>) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let x = transform.value_from_position(pointer).x;
        if response.drag_started() {
            let origin = ui.input(|i| i.pointer.press_origin()).unwrap_or(pointer);
            self.drag = Some(transform.value_from_position(origin).x);
        }
        let Some(start) = self.drag else { return };
        let (from, to) = (start.min(x), start.max(x));
        if response.dragged() {
            let edge = |x: f64| transform.position_from_point(&PlotPoint::new(x, 0.0)).x;
            let area = Rect::from_x_y_ranges(edge(from)..=edge(to), response.rect.y_range()).intersect(response.rect);
            ui.painter().rect_filled(area, 0.0, theme::palette(ui).accent.gamma_multiply(0.2));
        }
        if response.drag_stopped() {
            self.drag = None;
            if let (Some(from), Some(to)) = (date_of(from), date_of(to)) {
                actions.push(Action::SetFilter(choices::within(&workspace.filter, from, to)));
            }
        }
    }

    fn piece_at(&self, at: PlotPoint) -> Option<(&Piece, &Stack)> {
        let stack = self.stacks.iter().find(|s| (s.place.0..s.place.1).contains(&at.x))?;
        let inside = |p: &&Piece| (f64::from(p.base)..f64::from(p.base + p.count)).contains(&at.y);
        self.bars.pieces.get(stack.pieces.clone())?.iter().find(inside).map(|piece| (piece, stack))
    }

    fn told(&self, piece: &Piece, stack: &Stack, workspace: &Workspace) -> String {
        let name = self.bars.series.get(piece.series).map_or_else(String::new, |n| series_label(n, self.by, workspace));
        let last = piece.to.yesterday().unwrap_or(piece.to);
        let period = if last == piece.from { day_words(piece.from) } else { format!("{} – {}", day_words(piece.from), day_words(last)) };
        let state = if piece.decided { "decided" } else { "not decided yet" };
        let unit = self.drawn.label().to_lowercase();
        let among = if stack.among > 1 {
            format!("\nThe fullest of {} {unit}s that share this bar; zoom in with Ctrl to see each", stack.among)
        } else {
            String::new()
        };
        format!("{period}\n{name}: {}, {state}{among}\nClick: show in the inspector; again: the next", piece.count)
    }

    /// Events that are on no bar, each with the days that it may mean.
    fn foot(&self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let (wide, undated) = (&self.bars.imprecise, &self.bars.undated);
        if wide.is_empty() && undated.is_empty() {
            return;
        }
        ui.separator();
        let unit = self.drawn.label().to_lowercase();
        let heading = format!("On no bar: {} dated more widely than a {unit}, {} without a date", wide.len(), undated.len());
        ui.label(RichText::new(heading).font(theme::strong_font(13.0)));
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                for Imprecise { event, from, to } in wide.iter().take(LISTED) {
                    let label = workspace.dataset.event(event).and_then(|e| e.item.fields.date.as_ref().map(words::date));
                    let label = label.unwrap_or_else(|| format!("{from} – {to}"));
                    event_link(ui, workspace, event, &label, actions);
                }
                for event in undated.iter().take(LISTED) {
                    event_link(ui, workspace, event, "no date", actions);
                }
                let more = wide.len().saturating_sub(LISTED) + undated.len().saturating_sub(LISTED);
                if more > 0 {
                    ui.weak(format!("and {more} more, in the table of events"));
                }
            });
        });
    }
}

/// Two opposite corners of a piece that is drawn in `place`, with a gap to its neighbours.
fn corners(piece: &Piece, (from, to): (f64, f64)) -> [[f64; 2]; 2] {
    let gap = (to - from) * 0.07;
    [[from + gap, f64::from(piece.base)], [to - gap, f64::from(piece.base + piece.count)]]
}

/// So many events of each sort are listed at the foot.
const LISTED: usize = 40;

fn event_link(ui: &mut Ui, workspace: &Workspace, id: &str, label: &str, actions: &mut Vec<Action>) {
    let Some(event) = workspace.dataset.event(id) else { return };
    let place = event.item.fields.place.as_ref().map(|p| format!(", {}", p.name)).unwrap_or_default();
    let told = |ui: &mut Ui| _ = ui.label(event_ui::title(&event.item, workspace));
    if ui.small_button(format!("{label}{place}")).on_hover_ui(told).clicked() {
        actions.push(Action::Select(event.target.clone()));
    }
}

/// The event after the selected one among `ids`, else the first.
fn next_of(ids: &[String], workspace: &Workspace) -> Option<crate::review::Target> {
    let events: Vec<_> = ids.iter().filter_map(|id| workspace.dataset.event(id)).collect();
    let at = events.iter().position(|e| Some(&e.target) == workspace.selected.as_ref()).map_or(0, |i| (i + 1) % events.len());
    events.get(at).map(|e| e.target.clone())
}

pub(super) fn day_words(date: Date) -> String {
    date_words(crate::model::PartialDate::day(date))
}

/// First and last place on the axis of time.
pub(super) type Range = (f64, f64);

/// The days from the first to the last that either plot shows, so that the same day stands at the same place in both.
pub(super) fn range(bars: &Bars, totals: &[(TallySeries, Option<Gap>)], filter: &Filter) -> Range {
    let pieces = bars.pieces.iter().flat_map(|p| [day_number(p.from), day_number(p.to)]);
    if let (Some(from), Some(to)) = (filter.from, filter.to) {
        // A week or month that is cut by the filter is drawn as a whole.
        let (from, to) = (day_number(from), day_number(to) + 1.0);
        return (pieces.clone().fold(from, f64::min), pieces.fold(to, f64::max));
    }
    let points = totals.iter().flat_map(|(s, _)| &s.points).filter_map(|p| p.as_of).map(middle);
    let places = || pieces.clone().chain(points.clone());
    let (from, to) = (places().fold(f64::INFINITY, f64::min), places().fold(f64::NEG_INFINITY, f64::max));
    if from < to { (from, to) } else { (0.0, 1.0) }
}

/// What both plots share: an axis of dates, whole numbers upwards; the wheel pans with Shift and zooms with Ctrl.
pub(super) fn framed<'a>(ui: &Ui, plot: Plot<'a>, (from, to): Range, height: f32) -> Plot<'a> {
    let whole = |n: f64| (n - n.round()).abs() < 1e-6;
    // The last date stands half beyond the axis and needs room there.
    plot.height(height)
        .width(ui.available_width() - 32.0)
        .include_x(from)
        .include_x(to)
        .grid_color(theme::palette(ui).muted.gamma_multiply(0.4))
        .link_axis(egui::Id::unique(TIME), [true, false])
        .allow_scroll([true, false])
        .allow_zoom([true, false])
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .show_crosshair(false)
        .label_formatter(|_| None)
        .y_axis_min_width(44.0)
        .x_axis_formatter(move |mark, _| {
            if whole(mark.value) { date_of(mark.value).map(|d| d.strftime("%-d %b ’%y").to_string()).unwrap_or_default() } else { String::new() }
        })
        .y_axis_formatter(move |mark, _| if whole(mark.value) { format!("{:.0}", mark.value) } else { String::new() })
}
