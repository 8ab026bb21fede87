//! Draws the list of occurrences with a tick at each.

use super::Looked;
use crate::review::{Alike, Occurrence, Review, Wish};
use crate::ui::inspector::versions::around;
use crate::ui::{Action, Workspace, theme, widgets};
use egui::{Key, Label, Modifiers, RichText, ScrollArea, Ui, WidgetInfo};
use std::collections::BTreeSet;

/// Two lines of text.
const ROW: f32 = 40.0;

/// The dialog with the ticks.
#[derive(Default)]
pub struct AlikeDialog {
    taken: BTreeSet<usize>,
    at: usize,
    /// The words and revision that the ticks are of.
    of: Option<(String, u64)>,
}

/// What the keys ask for.
#[derive(Default)]
struct Pressed {
    up: bool,
    down: bool,
    tick: bool,
    all: bool,
    take: bool,
}

impl AlikeDialog {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.set_width(720.0);
        let Some(looked) = &workspace.alike else { return };
        self.begin(looked);
        let rows = &looked.alike.rows;
        let pressed = pressed(ui);
        self.at = (self.at + usize::from(pressed.down)).saturating_sub(usize::from(pressed.up)).min(rows.len().saturating_sub(1));
        if pressed.tick {
            self.turn(self.at);
        }
        ui.heading(heading(&looked.alike));
        ui.weak("Those that are ticked are decided as one step. What you decided before is left unless you tick it.");
        let turn_all = self.all(ui, &looked.alike) || pressed.all;
        if turn_all {
            self.taken = if self.taken.len() == rows.len() { BTreeSet::new() } else { (0..rows.len()).collect() };
        }
        ui.separator();
        self.list(ui, workspace, rows, pressed.up || pressed.down);
        ui.separator();
        self.buttons(ui, &looked.alike, pressed.take, actions);
    }

    /// Ticks what is to be taken, where the list is new.
    fn begin(&mut self, looked: &Looked) {
        let of = Some((looked.alike.words.clone(), looked.revision));
        if self.of != of {
            let take = |(i, row): (usize, &Occurrence)| row.take.then_some(i);
            *self = Self { taken: looked.alike.rows.iter().enumerate().filter_map(take).collect(), at: 0, of };
        }
    }

    fn turn(&mut self, row: usize) {
        if !self.taken.remove(&row) {
            self.taken.insert(row);
        }
    }

    fn all(&self, ui: &mut Ui, alike: &Alike) -> bool {
        let articles = alike.rows.chunk_by(|a, b| a.article == b.article).count();
        ui.horizontal(|ui| {
            ui.label(format!("{} of {} ticked, in {articles} {}", self.taken.len(), alike.rows.len(), if articles == 1 { "article" } else { "articles" }));
            ui.add(egui::Button::new("Tick all or none").shortcut_text("A")).clicked()
        })
        .inner
    }

    fn list(&mut self, ui: &mut Ui, workspace: &Workspace, rows: &[Occurrence], follow: bool) {
        let mut area = ScrollArea::vertical().id_salt("alike").max_height(420.0).auto_shrink([false, true]);
        if follow {
            area = area.vertical_scroll_offset((self.at as f32 * (ROW + ui.spacing().item_spacing.y) - 160.0).max(0.0));
        }
        let mut turned = None;
        area.show_rows(ui, ROW, rows.len(), |ui, range| {
            for i in range {
                let Some(row) = rows.get(i) else { continue };
                if occurrence(ui, workspace, row, i, self.taken.contains(&i), i == self.at) {
                    turned = Some(i);
                }
            }
        });
        if let Some(i) = turned {
            self.at = i;
            self.turn(i);
        }
    }

    fn buttons(&mut self, ui: &mut Ui, alike: &Alike, enter: bool, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            let take = egui::Button::new(format!("{} {} ticked", alike.verb(), self.taken.len())).shortcut_text("Enter");
            let take = ui.add_enabled(!self.taken.is_empty(), take).clicked();
            if (take || enter) && !self.taken.is_empty() {
                self.of = None;
                actions.push(Action::TakeAlike(std::mem::take(&mut self.taken)));
            }
            if ui.add(egui::Button::new("Leave them").shortcut_text("Esc")).clicked() {
                self.of = None;
                actions.push(Action::CloseDialog);
            }
            ui.weak("↑ ↓ go, Space ticks");
        });
    }
}

fn pressed(ui: &mut Ui) -> Pressed {
    ui.input_mut(|i| {
        let mut hit = |key| i.consume_key(Modifiers::NONE, key);
        Pressed {
            up: hit(Key::ArrowUp) || hit(Key::K),
            down: hit(Key::ArrowDown) || hit(Key::J),
            tick: hit(Key::Space),
            all: hit(Key::A),
            take: hit(Key::Enter),
        }
    })
}

fn heading(alike: &Alike) -> String {
    match &alike.wish {
        Wish::Reject(kind) => format!("Reject “{}” as {}", alike.words, kind.label().to_lowercase()),
        Wish::Mark(kind, edit) => {
            let name = edit.entity.as_deref().filter(|e| *e != alike.words).map(|e| format!(", named {e}")).unwrap_or_default();
            format!("Mark “{}” as {}{name}", alike.words, kind.label().to_lowercase())
        }
    }
}

/// One row; `true` where its tick was turned.
fn occurrence(ui: &mut Ui, workspace: &Workspace, row: &Occurrence, number: usize, taken: bool, at: bool) -> bool {
    let Some(article) = workspace.dataset.article(&row.article) else { return false };
    let sentence = around(&article.article.text, row.span).replace('\n', " ");
    let name = article.head.name.as_str();
    let frame = if at { egui::Frame::new().fill(ui.visuals().faint_bg_color) } else { egui::Frame::new() };
    let draw = |ui: &mut Ui| {
        ui.set_height(ROW - 4.0);
        ui.set_width(ui.available_width());
        let mut ticked = taken;
        let tick = ui.checkbox(&mut ticked, "");
        tick.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, taken, format!("Take {}: {sentence}", number + 1)));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.add(Label::new(&sentence).truncate());
            ui.horizontal(|ui| {
                state(ui, row);
                ui.add(Label::new(RichText::new(name).small().color(theme::palette(ui).muted)).truncate());
            });
        });
        tick.clicked()
    };
    frame.show(ui, |ui| ui.horizontal(draw).inner).inner
}

fn state(ui: &mut Ui, row: &Occurrence) {
    match &row.marked {
        None => {
            ui.label(RichText::new("not marked").small().color(theme::palette(ui).accent));
        }
        Some((_, kind, review)) => {
            widgets::kind_badge(ui, *kind);
            if *review != Review::Open {
                let (sign, word) = widgets::review_sign(*review);
                ui.label(RichText::new(format!("{sign} {word}")).small().color(widgets::review_colour(ui, *review)));
            }
        }
    }
}
