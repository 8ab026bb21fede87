//! Draws the list of what both datasets have, and what only one has.

use super::Overlay;
use crate::outside::OutsideEvent;
use crate::ui::picker::Wanted;
use crate::ui::selection::Item;
use crate::ui::{Action, Workspace};
use egui::{RichText, ScrollArea, Ui};

/// Which list is shown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum List {
    #[default]
    Both,
    OnlyHere,
    OnlyThere,
}

/// The dialog.
#[derive(Default)]
pub struct OutsideDialog {
    list: List,
}

impl OutsideDialog {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.set_width(640.0);
        ui.heading("Events of another dataset");
        match &workspace.outside {
            None => {
                ui.label("Lay a table of ACLED or of UCDP’s GED (CSV) over your own events, to see which both have. Nothing of it enters your dataset.");
            }
            Some(overlay) => self.lists(ui, workspace, overlay, actions),
        }
        ui.horizontal(|ui| {
            if ui.button("Choose a table…").clicked() {
                actions.push(Action::Browse(Wanted::Events));
            }
            if ui.add_enabled(workspace.outside.is_some(), egui::Button::new("Take it off")).clicked() {
                actions.push(Action::LayOver(None));
            }
            if ui.add(egui::Button::new("Close").shortcut_text("Esc")).clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }

    fn lists(&mut self, ui: &mut Ui, workspace: &Workspace, overlay: &Overlay, actions: &mut Vec<Action>) {
        let (layer, found) = (&overlay.layer, &overlay.matches);
        ui.label(format!(
            "{}: {}, {} events; {} of them lie in other countries or at other times.",
            layer.name,
            layer.origin.label(),
            layer.events.len(),
            found.out_of_scope
        ));
        layer.problems.iter().for_each(|p| {
            ui.label(RichText::new(p).small().weak());
        });
        ui.horizontal(|ui| {
            ui.selectable_value(&mut self.list, List::Both, format!("In both ({})", found.both.len()));
            ui.selectable_value(&mut self.list, List::OnlyHere, format!("Only here ({})", found.only_here.len()));
            ui.selectable_value(&mut self.list, List::OnlyThere, format!("Only there ({})", found.only_there.len()));
        });
        let rows = match self.list {
            List::Both => found.both.len(),
            List::OnlyHere => found.only_here.len(),
            List::OnlyThere => found.only_there.len(),
        };
        let height = ui.text_style_height(&egui::TextStyle::Body) + ui.spacing().button_padding.y * 2.0;
        ScrollArea::vertical().max_height(360.0).auto_shrink([false, false]).show_rows(ui, height, rows, |ui, range| {
            for i in range {
                match self.list {
                    List::Both => {
                        let Some(m) = found.both.get(i) else { continue };
                        let theirs = layer.events.get(m.theirs).map(told).unwrap_or_default();
                        let why = format!("{theirs}\n{} ({:.0} %)", m.why.join(", "), m.score * 100.0);
                        own(ui, workspace, overlay, m.ours, &why, actions);
                    }
                    List::OnlyHere => {
                        if let Some(at) = found.only_here.get(i) {
                            own(ui, workspace, overlay, *at, "", actions);
                        }
                    }
                    List::OnlyThere => {
                        let Some(event) = found.only_there.get(i).and_then(|at| layer.events.get(*at)) else { continue };
                        ui.add(egui::Label::new(told(event)).truncate()).on_hover_text(&event.notes);
                    }
                }
            }
        });
    }
}

/// One of ours; a click selects it.
fn own(ui: &mut Ui, workspace: &Workspace, overlay: &Overlay, at: usize, why: &str, actions: &mut Vec<Action>) {
    let Some(event) = overlay.ours.get(at).and_then(|id| workspace.dataset.event(id)) else { return };
    let words = event.item.notes.replace('\n', " ");
    let row = ui.add(egui::Button::selectable(false, words).truncate());
    let row = if why.is_empty() { row } else { row.on_hover_text(why) };
    if row.clicked() {
        actions.push(Action::Select(Item::clone(&event.target)));
        actions.push(Action::CloseDialog);
    }
}

/// One of theirs in a line.
fn told(event: &OutsideEvent) -> String {
    let days = if event.days.0 == event.days.1 { event.days.0.to_string() } else { format!("{} – {}", event.days.0, event.days.1) };
    let killed = event.killed.map(|n| format!(", {n} killed")).unwrap_or_default();
    format!("{days}, {}: {}{killed} ({})", event.place, event.actors.join(" / "), event.id)
}
