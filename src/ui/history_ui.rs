//! The undo history as a list: what was done, by whom and when; a click goes back or forth to that point.

use super::{Action, Workspace, theme};
use egui::{Label, RichText, ScrollArea, Ui, WidgetInfo};

/// Draws it.
pub fn show(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    ui.set_width(560.0);
    ui.heading("History");
    ui.weak("Every step, the latest first. A click takes back, or does again, all steps up to that one; nothing is ever lost.");
    ui.add_space(theme::SMALL);
    let steps = workspace.journal.steps();
    let done = steps.iter().filter(|s| s.done).count();
    let palette = theme::palette(ui);
    ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show_rows(ui, 24.0, steps.len() + 1, |ui, range| {
        for line in range {
            let count = steps.len() - line;
            let step = count.checked_sub(1).and_then(|at| steps.get(at));
            let (label, about) = match step {
                Some(step) => {
                    let at = step.row.at.get(..16).unwrap_or(&step.row.at).replace('T', " ");
                    (step.row.label.clone(), format!("{} · {at} · {}", step.row.by, decisions(step.row.changes.len())))
                }
                None => ("As the machine read it".to_owned(), String::new()),
            };
            let now = count == done;
            let colour = if count > done { palette.hidden } else { palette.text };
            ui.horizontal(|ui| {
                ui.label(RichText::new(if now { "▶" } else { "  " }).color(palette.accent));
                let response = ui.add_enabled(workspace.can_edit(), egui::Button::selectable(now, RichText::new(&label).color(colour)).truncate());
                response.widget_info(|| WidgetInfo::selected(egui::Role::ListBoxOption, true, now, format!("Step {count}: {label}")));
                if response.clicked() && !now {
                    actions.push(Action::StepTo(count));
                }
                ui.add(Label::new(RichText::new(about).small().color(palette.muted)).truncate());
            });
        }
    });
    ui.add_space(theme::MEDIUM);
    if ui.add(egui::Button::new("Close").shortcut_text("Esc")).clicked() {
        actions.push(Action::CloseDialog);
    }
}

fn decisions(n: usize) -> String {
    if n == 1 { "1 decision".to_owned() } else { format!("{n} decisions") }
}
