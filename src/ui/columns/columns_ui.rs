//! Draws the column chooser.

use super::{Preview, look, tables};
use crate::intake::{ColumnChoice, Part, places};
use crate::store::Settings;
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace};
use egui::{ComboBox, RichText, ScrollArea, Ui};

/// The dialog with its draft.
#[derive(Default)]
pub struct ColumnsDialog {
    draft: Option<Draft>,
}

struct Draft {
    tables: Vec<String>,
    table: String,
    preview: Option<Preview>,
    choice: ColumnChoice,
}

/// Letters of a cell that are shown.
const SHOWN: usize = 40;

impl ColumnsDialog {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.set_width(620.0);
        ui.heading("Columns of tables");
        let mut draft = self.draft.take().unwrap_or_else(|| begin(workspace));
        if draft.tables.is_empty() {
            ui.label("There is no table (.csv, .tsv or .xlsx) in the folder.");
        } else {
            table(ui, workspace, &mut draft);
            parts(ui, &mut draft);
        }
        let mut open = true;
        ui.horizontal(|ui| {
            if ui.add_enabled(!draft.tables.is_empty(), egui::Button::new("Read again with these columns")).clicked() {
                actions.push(Action::SetSettings(Settings { columns: serde_json::to_string(&draft.choice).unwrap_or_default(), ..workspace.settings.clone() }));
                actions.push(Action::CloseDialog);
                actions.push(Action::Do(Verb::Reload));
                open = false;
            }
            if ui.add(egui::Button::new("Cancel columns").shortcut_text("Esc")).clicked() {
                actions.push(Action::CloseDialog);
                open = false;
            }
        });
        self.draft = open.then_some(draft);
    }
}

fn begin(workspace: &Workspace) -> Draft {
    let tables = tables(workspace);
    let table = tables.first().cloned().unwrap_or_default();
    let choice = serde_json::from_str(&workspace.settings.columns).unwrap_or_default();
    let mut draft = Draft { tables, table, preview: None, choice };
    reload(workspace, &mut draft);
    draft
}

fn reload(workspace: &Workspace, draft: &mut Draft) {
    let folder = workspace.project.as_ref().and_then(|p| p.folder.as_deref());
    draft.preview = folder.and_then(|folder| look(folder, &draft.table));
}

fn table(ui: &mut Ui, workspace: &Workspace, draft: &mut Draft) {
    let before = draft.table.clone();
    ComboBox::from_label("Table").selected_text(&draft.table).width(360.0).show_ui(ui, |ui| {
        for name in &draft.tables {
            ui.selectable_value(&mut draft.table, name.clone(), name);
        }
    });
    if draft.table != before {
        reload(workspace, draft);
    }
    let Some(preview) = &draft.preview else {
        ui.label("It cannot be looked into; the list of problems says why.");
        return;
    };
    ScrollArea::horizontal().show(ui, |ui| {
        egui::Grid::new("preview").striped(true).show(ui, |ui| {
            for name in &preview.header {
                ui.label(RichText::new(short(name)).strong());
            }
            ui.end_row();
            for row in &preview.rows {
                for cell in row {
                    ui.label(short(cell));
                }
                ui.end_row();
            }
        });
    });
    ui.separator();
}

fn short(text: &str) -> String {
    let mut words: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().count() > SHOWN {
        words.push('…');
    }
    words
}

fn parts(ui: &mut Ui, draft: &mut Draft) {
    let Some(preview) = &draft.preview else { return };
    let found = places(&preview.header, &draft.choice);
    egui::Grid::new("parts").num_columns(2).show(ui, |ui| {
        for part in Part::ALL {
            let label = ui.label(part.label());
            let name_at = |at: &usize| preview.header.get(*at).map_or("", String::as_str);
            let text = match (draft.choice.0.get(&part), found.get(&part)) {
                (Some(name), Some(_)) => name.clone(),
                (Some(name), None) => format!("{name} (not in this table)"),
                (None, Some(at)) => format!("{} (guessed)", name_at(at)),
                (None, None) => "none".to_owned(),
            };
            let mut chosen = draft.choice.0.get(&part).cloned();
            let combo = ComboBox::from_id_salt(part.key()).selected_text(text).width(260.0).show_ui(ui, |ui| {
                ui.selectable_value(&mut chosen, None, "guess by the name");
                for name in preview.header.iter().filter(|n| !n.trim().is_empty()) {
                    ui.selectable_value(&mut chosen, Some(name.clone()), name);
                }
            });
            combo.response.labelled_by(label.id);
            match chosen {
                Some(name) => draft.choice.0.insert(part, name),
                None => draft.choice.0.remove(&part),
            };
            ui.end_row();
        }
    });
}
