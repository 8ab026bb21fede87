//! Draws the list of what reading again changed; a click goes there.

use super::summary;
use crate::model::Field;
use crate::review::Target;
use crate::review::changes::Change;
use crate::ui::inspector::{event_ui, versions};
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, selection, theme};
use egui::{RichText, ScrollArea, Ui, WidgetInfo};

/// Draws it.
pub fn changes(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    ui.set_width(680.0);
    ui.heading("What reading again changed");
    match &workspace.changes {
        None => {
            ui.weak("Nothing was read again yet. Teach a name, and what it changes is listed here.");
        }
        Some(changes) => {
            ui.label(summary(changes));
            ui.separator();
            ScrollArea::vertical().id_salt("changes").max_height(400.0).auto_shrink([false, true]).show_rows(ui, 24.0, changes.list.len(), |ui, range| {
                for change in changes.list.get(range).unwrap_or_default() {
                    row(ui, workspace, change, actions);
                }
            });
            if changes.list.is_empty() {
                ui.weak("Nothing reads otherwise than before.");
            }
        }
    }
    ui.add_space(theme::MEDIUM);
    ui.horizontal(|ui| {
        if ui.add(egui::Button::new("Close").shortcut_text("Esc")).clicked() {
            actions.push(Action::CloseDialog);
        }
        if ui.button(Verb::Teach.label()).clicked() {
            actions.push(Action::Do(Verb::Teach));
        }
    });
}

fn row(ui: &mut Ui, workspace: &Workspace, change: &Change, actions: &mut Vec<Action>) {
    let (what, target, more) = match change {
        Change::MentionCame(t) => ("new mention", t, String::new()),
        Change::MentionWent(t) => ("mention gone", t, String::new()),
        Change::MentionChanged(t, was) => ("mention changed", t, if was.is_empty() { "had no name".to_owned() } else { format!("was {was}") }),
        Change::EventCame(t) => ("new event", t, String::new()),
        Change::EventWent(t, line) => ("event gone", t, line.clone()),
        Change::EventChanged(t, fields) => ("event changed", t, fields.iter().map(|f| Field::label(*f).to_lowercase()).collect::<Vec<_>>().join(", ")),
    };
    let words = line(workspace, target);
    ui.horizontal(|ui| {
        let palette = theme::palette(ui);
        let colour = match change {
            Change::MentionCame(_) | Change::EventCame(_) => palette.good,
            Change::MentionWent(_) | Change::EventWent(..) => palette.bad,
            _ => palette.warn,
        };
        ui.label(RichText::new(what).small().color(colour));
        let more = if more.is_empty() { String::new() } else { format!("  ({more})") };
        let button = ui.add(egui::Button::selectable(false, format!("{words}{more}")).truncate());
        button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("{what}: {words}{more}")));
        if button.clicked() {
            actions.extend([Action::CloseDialog, Action::Show(crate::ui::workspace::View::Read), Action::Select(target.clone())]);
        }
    });
}

/// A mention with its sentence, an event in its line.
fn line(workspace: &Workspace, target: &Target) -> String {
    if let Some(event) = selection::event(&workspace.dataset, target) {
        return event_ui::line(&event.item, workspace.lexicon());
    }
    let Some((span, quote)) = target.words() else { return String::new() };
    let article = workspace.dataset.article(target.article());
    article.map_or_else(|| quote.to_owned(), |a| format!("“{quote}”: {}", versions::around(&a.article.text, span).replace('\n', " ")))
}
