//! Draws the form for a name of the project's own lexicon, and the names that are in it.

use super::{Form, KINDS, all, known_as};
use crate::model::Taught;
use crate::review::Command;
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, theme, widgets};
use egui::{ComboBox, Grid, RichText, ScrollArea, TextEdit, Ui};

/// The dialog with its drafts.
pub struct TeachDialog {
    form: Form,
    asked: u64,
    error: Option<String>,
    own: (u64, Vec<Taught>),
}

impl Default for TeachDialog {
    fn default() -> Self {
        Self { form: Form::empty(), asked: 0, error: None, own: (u64::MAX, Vec::new()) }
    }
}

impl TeachDialog {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.set_width(560.0);
        let new = self.asked != workspace.teaching;
        if new {
            self.asked = workspace.teaching;
            (self.form, self.error) = (Form::from_selection(workspace), None);
        }
        let seq = workspace.journal.rows().last().map_or(0, |r| r.seq);
        if self.own.0 != seq {
            self.own = (seq, all(workspace.journal.decisions()));
        }
        ui.heading("Teach a name");
        ui.weak("It goes into this project’s own lexicon. Articles that hold it are read again; what you decided stays.");
        ui.add_space(theme::SMALL);
        let entered = self.fields(ui, new);
        self.notes(ui, workspace);
        self.buttons(ui, workspace, entered, actions);
        self.names(ui, workspace, actions);
    }

    fn fields(&mut self, ui: &mut Ui, new: bool) -> bool {
        let mut entered = false;
        let form = &mut self.form;
        Grid::new("teach").num_columns(2).spacing([theme::LARGE, theme::SMALL]).show(ui, |ui| {
            let rows = [
                ("Name", &mut form.name, "as it is to stand in events and exports"),
                ("Other names", &mut form.aliases, "spellings, short forms; parted by commas"),
                ("Side", &mut form.side, "to whom it belongs: Iran, Islamic Resistance in Iraq …"),
                ("Country", &mut form.country, "Iraq, or IRQ"),
            ];
            for (i, (name, text, hint)) in rows.into_iter().enumerate() {
                let label = ui.label(name);
                let field = ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(400.0)).labelled_by(label.id);
                if new && i == 0 {
                    field.request_focus();
                }
                entered |= field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
                ui.end_row();
            }
            let label = ui.label("Kind");
            let kinds = ComboBox::from_id_salt("taught kind").selected_text(form.kind.label()).width(200.0).show_ui(ui, |ui| {
                for kind in KINDS {
                    ui.selectable_value(&mut form.kind, kind, kind.label());
                }
            });
            kinds.response.labelled_by(label.id);
            ui.end_row();
        });
        entered
    }

    fn notes(&self, ui: &mut Ui, workspace: &Workspace) {
        let palette = theme::palette(ui);
        if let Some(error) = &self.error {
            ui.label(RichText::new(error).color(palette.bad));
        } else if let Some(known) = known_as(workspace, &self.form) {
            ui.label(RichText::new(known).color(palette.muted));
        }
    }

    fn buttons(&mut self, ui: &mut Ui, workspace: &Workspace, entered: bool, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            let teach = ui.add_enabled(workspace.can_edit(), egui::Button::new("Teach").shortcut_text("Enter")).clicked();
            if teach || (entered && workspace.can_edit()) {
                match self.form.taught() {
                    Ok(taught) => {
                        self.error = None;
                        actions.push(Action::Edit(Command::Teach(Box::new(taught))));
                    }
                    Err(why) => self.error = Some(why),
                }
            }
            if ui.add(egui::Button::new("Close").shortcut_text("Esc")).clicked() {
                actions.push(Action::CloseDialog);
            }
            if workspace.changes.is_some() && ui.button(Verb::Changes.label()).clicked() {
                actions.push(Action::Do(Verb::Changes));
            }
            if let Some(task) = workspace.tasks.iter().find(|t| t.name == "Reading again") {
                ui.spinner();
                ui.weak(if task.total > 0 { format!("Reading again: {} of {}", task.done, task.total) } else { "Reading again".to_owned() });
            }
        });
    }

    fn names(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let own = &self.own.1;
        if own.is_empty() {
            return;
        }
        ui.add_space(theme::MEDIUM);
        ui.label(RichText::new(format!("In this project’s lexicon ({})", own.len())).strong());
        let mut chosen = None;
        ScrollArea::vertical().id_salt("taught").max_height(200.0).auto_shrink([false, true]).show_rows(ui, 26.0, own.len(), |ui, range| {
            for taught in own.get(range).unwrap_or_default() {
                ui.horizontal(|ui| {
                    widgets::kind_badge(ui, taught.kind);
                    if ui.link(&taught.name).on_hover_text("Change it").clicked() {
                        chosen = Some(Form::of(taught));
                    }
                    let forget = widgets::named_button(ui, "✖", &format!("Forget {}", taught.name));
                    if workspace.can_edit() && forget.clicked() {
                        actions.push(Action::Edit(Command::Unteach(taught.name.clone())));
                    }
                    let more = [taught.aliases.join(", "), taught.side.clone().unwrap_or_default()].into_iter().filter(|t| !t.is_empty());
                    let more: Vec<String> = more.collect();
                    ui.add(egui::Label::new(RichText::new(more.join(" · ")).small().color(theme::palette(ui).muted)).truncate());
                });
            }
        });
        if let Some(form) = chosen {
            self.form = form;
        }
    }
}
