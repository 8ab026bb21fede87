//! Draws the review queue, in place of the list of articles: filters, progress, keys, and one row for each thing to look at.

use super::{actors, entries, is_or_holds, pool, row};
use crate::review::Target;
use crate::review::queue::{Entry, Look, Matter, Wanted, Why};
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, keymap, theme, widgets};
use egui::{Align2, ComboBox, FontId, ProgressBar, Response, RichText, ScrollArea, Sense, Slider, Ui, WidgetInfo, pos2, vec2};

/// The panel with what it works out once for each change.
#[derive(Default)]
pub struct QueuePanel {
    key: Option<(u64, Wanted)>,
    share: (usize, usize),
    actors: Vec<String>,
    shown: Option<Target>,
    on_screen: Vec<Target>,
}

const ROW: f32 = 46.0;

impl QueuePanel {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let key = Some((workspace.revision, workspace.queue.wanted.clone()));
        if self.key != key {
            self.share = pool(workspace).share();
            self.actors = actors(workspace);
            self.key = key;
        }
        let (decided, all) = self.share;
        let part = if all == 0 { 1.0 } else { decided as f32 / all as f32 };
        let bar = ui.add(ProgressBar::new(part).desired_height(14.0).text(RichText::new(format!("{decided} of {all} decided")).small()));
        bar.widget_info(|| WidgetInfo::labeled(egui::Role::ProgressIndicator, true, format!("Queue: {decided} of {all} decided")));
        self.filters(ui, workspace, actions);
        keys(ui, workspace, actions);
        ui.separator();
        self.rows(ui, workspace, actions);
    }

    fn filters(&self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let now = &workspace.queue.wanted;
        let mut wanted = now.clone();
        ui.horizontal_wrapped(|ui| {
            choice(ui, &mut wanted.matter, None, "All");
            for matter in Matter::ALL {
                choice(ui, &mut wanted.matter, Some(matter), matter.label());
            }
        });
        ui.horizontal_wrapped(|ui| {
            for look in Look::ALL {
                choice(ui, &mut wanted.look, look, look.label());
            }
            let mut here = wanted.article.is_some();
            if ui.checkbox(&mut here, "This article").changed() {
                wanted.article = workspace.article.clone().filter(|_| here);
            }
        });
        let shown = wanted.actor.clone().unwrap_or_else(|| "Any actor".to_owned());
        let combo = ComboBox::from_id_salt("queue actor").selected_text(shown).width(ui.available_width() - 8.0).show_ui(ui, |ui| {
            ui.selectable_value(&mut wanted.actor, None, "Any actor");
            ScrollArea::vertical().max_height(170.0).show_rows(ui, 24.0, self.actors.len(), |ui, range| {
                for actor in self.actors.get(range).unwrap_or_default() {
                    ui.selectable_value(&mut wanted.actor, Some(actor.clone()), actor);
                }
            });
        });
        combo.response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, "Actor of the queue"));
        if wanted != *now {
            actions.push(Action::Queue(wanted));
        }
    }

    fn rows(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let entries = entries(workspace);
        if entries.is_empty() {
            ui.add_space(theme::MEDIUM);
            let sentence = if self.share.1 == 0 {
                "Nothing of this sort.".to_owned()
            } else {
                format!("Nothing is left here. “Export…”{} writes the tables.", keymap::in_brackets(ui, Verb::Export))
            };
            ui.weak(sentence);
        }
        let chosen = is_or_holds(workspace.selected.as_ref());
        let moved = self.shown != workspace.selected;
        self.shown.clone_from(&workspace.selected);
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if let Some(at) = moved.then(|| entries.iter().position(|e| chosen(&e.target))).flatten() {
            area = area.vertical_scroll_offset((at as f32 * (ROW + 2.0) - ui.available_height() * 0.3).max(0.0));
        }
        let mut whole = Vec::new();
        area.show_rows(ui, ROW, entries.len(), |ui, range| {
            for entry in entries.get(range).unwrap_or_default() {
                let row = draw(ui, workspace, entry, chosen(&entry.target));
                if row.clicked() {
                    actions.push(Action::Select(entry.target.clone()));
                }
                // An edge of the list may cut a row by a hair.
                if ui.clip_rect().expand(1.0).contains_rect(row.rect) {
                    whole.push(entry.target.clone());
                }
            }
        });
        if self.on_screen != whole {
            self.on_screen.clone_from(&whole);
            actions.push(Action::OnScreen(whole));
        }
    }
}

/// One of several values; tabs bear the same words, so it says that it is about the queue.
fn choice<T: PartialEq>(ui: &mut Ui, now: &mut T, value: T, label: &str) {
    let chosen = *now == value;
    let response = ui.selectable_label(chosen, label);
    response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, chosen, format!("Queue: {label}")));
    if response.clicked() {
        *now = value;
    }
}

/// The keys that work on what is selected, as buttons; and how sure a mention must be to be accepted with the rest.
fn keys(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        for verb in [Verb::Later, Verb::Flag, Verb::NextOpen, Verb::AcceptSeen] {
            let button = egui::Button::new(RichText::new(verb.label()).small()).shortcut_text(RichText::new(keymap::text(ui, verb)).small());
            if ui.add_enabled(widgets::enabled(verb, workspace), button).on_hover_text(keymap::tip(ui, verb)).clicked() {
                actions.push(Action::Do(verb));
            }
        }
    });
    let mut sure = workspace.queue.sure * 100.0;
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("{} takes what is at least", keymap::text(ui, Verb::AcceptSeen))).small());
        let slider = ui.add(Slider::new(&mut sure, 0.0..=100.0).step_by(5.0).suffix(" % sure").show_value(true));
        slider.widget_info(|| WidgetInfo::slider(true, f64::from(sure), "How sure"));
        if slider.changed() {
            actions.push(Action::Sure(sure / 100.0));
        }
    });
}

fn draw(ui: &mut Ui, workspace: &Workspace, entry: &Entry, chosen: bool) -> Response {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (words, from) = row(workspace, entry);
    response.widget_info(|| WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, format!("{}: {words}", entry.why.label())));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    widgets::row_ground(ui, rect, chosen, response.hovered());
    let colour = match entry.why {
        Why::Conflict | Why::Doubtful | Why::NoDate | Why::NoEntity | Why::Flagged => palette.warn,
        Why::Open => palette.muted,
        Why::Decided => palette.good,
    };
    let sign = if entry.why == Why::Flagged { "⚑ " } else { "" };
    let at = pos2(rect.left() + 8.0, rect.top() + 4.0);
    widgets::one_line(ui, at, rect.width() - 16.0, &words, FontId::proportional(14.0), palette.text);
    let small = FontId::proportional(12.0);
    let about = ui.painter().text(at + vec2(0.0, 20.0), Align2::LEFT_TOP, format!("{sign}{}", entry.why.label()), small.clone(), colour);
    let left = rect.right() - 8.0 - about.right() - 12.0;
    widgets::one_line(ui, pos2(about.right() + 12.0, at.y + 20.0), left, &from, small, palette.muted);
    response.on_hover_text(format!("{words}\n{} · {from}\n{:.0} % sure", entry.why.label(), entry.confidence * 100.0))
}
