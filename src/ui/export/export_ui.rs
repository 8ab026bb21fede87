//! Draws the export dialog.

use super::Request;
use crate::export::{FORMATS, Format, Purpose};
use crate::ui::picker::Wanted;
use crate::ui::{Action, Workspace, theme};
use egui::{Checkbox, RichText, ScrollArea, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// The dialog with its draft.
#[derive(Default)]
pub struct ExportDialog {
    draft: Option<Request>,
    folder: String,
    /// What would be replaced by which request; answered before anything else.
    question: Option<(Request, Vec<PathBuf>)>,
}

impl ExportDialog {
    /// The file dialog was answered.
    pub fn folder_picked(&mut self, folder: &Path) {
        self.folder = folder.display().to_string();
    }

    /// Files that are not the program's own are in the way of `request`.
    pub fn ask(&mut self, request: Request, files: Vec<PathBuf>) {
        self.question = Some((request, files));
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.set_width(640.0);
        ui.heading("Export");
        if let Some((request, files)) = self.question.take() {
            self.question = question(ui, &request, &files, actions).then_some((request, files));
            return;
        }
        let mut draft = self.draft.take().unwrap_or_else(|| self.begin(workspace));
        let height = (ui.ctx().content_rect().height() - 320.0).max(120.0);
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| formats(ui, &mut draft));
        ui.separator();
        what(ui, workspace, &mut draft);
        ui.separator();
        self.place(ui, actions);
        let missing = missing(&draft, &self.folder);
        ui.add_space(theme::SMALL);
        ui.label(RichText::new(missing.unwrap_or_default()).small().color(theme::palette(ui).warn));
        let enter = ui.input(|i| i.key_pressed(egui::Key::Enter));
        ui.horizontal(|ui| {
            let go = ui.add_enabled(missing.is_none(), egui::Button::new("Write files").shortcut_text("Enter")).clicked();
            if (go || enter) && missing.is_none() {
                let request = Request { folder: self.folder.trim().into(), ..draft.clone() };
                actions.push(Action::Export(request));
            }
            if ui.add(egui::Button::new("Cancel export").shortcut_text("Esc")).clicked() {
                actions.push(Action::CloseDialog);
            }
        });
        self.draft = Some(draft);
    }

    /// What was chosen last; else all formats, into a folder beside the articles.
    fn begin(&mut self, workspace: &Workspace) -> Request {
        let mut draft = Request::recalled(&workspace.settings.last_export);
        draft.formats.retain(|key| FORMATS.iter().any(|f| f.key() == key));
        if draft.formats.is_empty() {
            draft.formats = FORMATS.iter().take(1).map(|f| f.key().to_owned()).collect();
        }
        if self.folder.is_empty() {
            let beside = workspace.project.as_ref().and_then(|p| Some(p.folder.as_ref()?.parent()?.join(format!("{} export", p.name))));
            let last = Some(draft.folder.clone()).filter(|f| !f.as_os_str().is_empty());
            self.folder = last.or(beside).map(|f| f.display().to_string()).unwrap_or_default();
        }
        draft
    }

    fn place(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            let label = ui.label("Into folder");
            let width = (ui.available_width() - 100.0).max(120.0);
            ui.add(TextEdit::singleline(&mut self.folder).desired_width(width).hint_text("path of a folder; it is made if it is not there"))
                .labelled_by(label.id);
            if ui.button("Choose…").clicked() {
                actions.push(Action::Browse(Wanted::ExportFolder));
            }
        });
    }
}

fn formats(ui: &mut Ui, draft: &mut Request) {
    for purpose in Purpose::ALL {
        let mut of_purpose = FORMATS.iter().filter(|f| f.purpose() == purpose).peekable();
        if of_purpose.peek().is_some() {
            ui.add_space(theme::SMALL);
            ui.label(RichText::new(purpose.label()).weak());
        }
        of_purpose.for_each(|format| one_format(ui, draft, *format));
    }
    draft.formats.sort_by_key(|key| FORMATS.iter().position(|f| f.key() == key));
}

fn one_format(ui: &mut Ui, draft: &mut Request, format: &dyn Format) {
    let mut on = draft.formats.iter().any(|k| k == format.key());
    ui.horizontal(|ui| {
        let checkbox = Checkbox::new(&mut on, RichText::new(format.label()).strong());
        if ui.add(checkbox).on_hover_text(files_of(format)).changed() {
            draft.formats.retain(|k| k != format.key());
            if on {
                draft.formats.push(format.key().to_owned());
            }
        }
        ui.add(egui::Label::new(RichText::new(format.about()).weak()).truncate()).on_hover_text(format.about());
    });
}

fn files_of(format: &dyn Format) -> String {
    let fixed = format.files().iter().map(|(name, _)| *name);
    format!("Writes {}, a codebook and a Data Package descriptor.", fixed.chain(format.pattern()).collect::<Vec<_>>().join(", "))
}

/// Asks whether `files` may be replaced; `true` while there is no answer.
fn question(ui: &mut Ui, request: &Request, files: &[PathBuf], actions: &mut Vec<Action>) -> bool {
    let n = files.len();
    let what = if n == 1 { "1 file is".to_owned() } else { format!("{n} files are") };
    ui.label(format!("{what} in {} already, and not as an earlier export left it. Nothing was written so far.", request.folder.display()));
    ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
        for file in files {
            ui.label(file.strip_prefix(&request.folder).unwrap_or(file).display().to_string());
        }
    });
    let mut open = true;
    ui.horizontal(|ui| {
        if ui.button("Replace them").clicked() {
            actions.push(Action::Export(Request { replace: true, ..request.clone() }));
            open = false;
        }
        if ui.button("Choose another folder").clicked() {
            open = false;
        }
    });
    open
}

fn what(ui: &mut Ui, workspace: &Workspace, draft: &mut Request) {
    let progress = workspace.progress();
    ui.horizontal(|ui| {
        ui.radio_value(&mut draft.reviewed_only, false, "Everything that was not rejected");
        ui.radio_value(&mut draft.reviewed_only, true, format!("Only what was decided ({} of {})", progress.decided, progress.total));
    });
    let csv = draft.formats.iter().any(|k| matches!(k.as_str(), "csv" | "acled" | "ucdp"));
    let safe = Checkbox::new(&mut draft.excel_safe, "CSV safe for Excel: marked as UTF-8, and text that begins like a formula is marked as text");
    ui.add_enabled(csv, safe).on_disabled_hover_text("For CSV only; workbooks are always safe.");
}

fn missing(draft: &Request, folder: &str) -> Option<&'static str> {
    match (draft.formats.is_empty(), folder.trim().is_empty()) {
        (true, _) => Some("Choose at least one format."),
        (_, true) => Some("Say into which folder."),
        _ => None,
    }
}
