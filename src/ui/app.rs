//! The window's heart: takes in what jobs tell and keys say, carries actions out, draws the panels.

use super::action::Action;
use super::dialog::Dialog;
use super::job::{Jobs, Message};
use super::notice::Weight;
use super::panels::Panels;
use super::picker::{FolderPicker, NativePicker, Picked, Wanted};
use super::session::Session;
use super::verb::Verb;
use super::workspace::{View, Workspace};
use super::{codebook, help, history_ui, keymap, keys, menu, perform, queue, status, theme};
use crate::store::Settings;
use crate::store::settings::{Theme, WindowSize};
use egui::{CentralPanel, Panel, Ui};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// What a window starts with; tests put their own in place.
pub struct AppOptions {
    /// A folder or project to open at once.
    pub open: Vec<PathBuf>,
    /// The file dialog.
    pub picker: Arc<dyn FolderPicker>,
    /// Where projects are kept.
    pub projects: PathBuf,
    /// Where settings are kept.
    pub settings: PathBuf,
    /// Where reports on crashes are kept.
    pub crashes: PathBuf,
}

impl Default for AppOptions {
    fn default() -> Self {
        Self {
            open: Vec::new(),
            picker: Arc::new(NativePicker),
            projects: crate::store::locate::projects_dir(),
            settings: crate::store::locate::settings_dir(),
            crashes: crate::store::locate::crash_dir(),
        }
    }
}

/// The program with its window.
pub struct App {
    /// What the panels read.
    pub workspace: Workspace,
    pub(super) jobs: Jobs,
    pub(super) options: AppOptions,
    pub(super) session: Session,
    /// A picture that waits for the name of its file.
    pub(super) picture: Option<super::picture::Picture>,
    panels: Panels,
    started: bool,
    /// Colours, contrast and size that are in force.
    look: Option<(Theme, bool, u16)>,
    /// The chosen keys that are in force.
    pub(super) keys: Option<super::keymap::Chosen>,
    title: String,
}

impl App {
    /// A window that has not been drawn yet; nothing is read from the disk but the settings.
    pub fn new(options: AppOptions) -> Self {
        let (settings, told) = Settings::load(&options.settings);
        let mut workspace = Workspace { settings, ..Workspace::default() };
        for sentence in told {
            workspace.notices.fail(sentence);
        }
        Self {
            workspace,
            jobs: Jobs::default(),
            options,
            session: Session::default(),
            picture: None,
            panels: Panels::default(),
            started: false,
            look: None,
            keys: None,
            title: String::new(),
        }
    }

    /// Draws one frame and carries out what was asked for in it.
    pub fn draw(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.jobs.attach(&ctx);
        self.take_in(&ctx);
        let mut actions = keys::take(&ctx, &self.workspace);
        actions.extend(dropped(&ctx));
        self.perform_all(&mut actions, &ctx);
        self.frame(ui, &mut actions);
        keys::release_focus(&ctx, &self.workspace);
        if self.perform_all(&mut actions, &ctx) {
            ctx.request_repaint();
        }
        self.start(&ctx);
    }

    /// After the first frame: opens what the command line named; while the analyst looks for a folder, the engine is loaded.
    fn start(&mut self, ctx: &egui::Context) {
        if !std::mem::replace(&mut self.started, true) {
            self.session.engine.warm();
            for report in crate::store::crash::untold(&self.options.crashes) {
                self.workspace
                    .notices
                    .fail(format!("Dateline stopped unexpectedly the last time; what was shown as saved is saved. A report is in {}", report.display()));
            }
            let mut actions: Vec<Action> = self.options.open.drain(..).take(1).map(Action::Open).collect();
            if self.perform_all(&mut actions, ctx) {
                ctx.request_repaint();
            }
        }
    }

    fn perform_all(&mut self, actions: &mut Vec<Action>, ctx: &egui::Context) -> bool {
        let any = !actions.is_empty();
        for action in actions.drain(..) {
            perform::perform(self, action, ctx);
        }
        any
    }

    /// Takes in what jobs have told.
    fn take_in(&mut self, ctx: &egui::Context) {
        for message in self.jobs.messages() {
            self.receive(message, ctx);
        }
        self.take_reports();
        self.show_read(ctx);
        self.search();
        self.keep_overlay();
        self.keep_registry();
        self.keep_comparison();
        self.tidy();
        if let Some(wait) = self.workspace.notices.sweep(Instant::now()) {
            ctx.request_repaint_after(wait);
        }
        self.name_window(ctx);
        self.keep_keys(ctx);
        self.keep_look(ctx);
    }

    /// Puts colours and size of the settings in force; where egui's own keys have changed the size, that is kept.
    fn keep_look(&mut self, ctx: &egui::Context) {
        let settings = &self.workspace.settings;
        let wanted = Some((settings.theme, settings.contrast, settings.size()));
        let size = (ctx.zoom_factor() * 100.0).round() as u16;
        if self.look != wanted {
            self.look = wanted;
            theme::follow(ctx, settings);
            ctx.request_repaint();
        } else if size != settings.size() {
            let settings = Settings { zoom: size, ..settings.clone() };
            self.look = Some((settings.theme, settings.contrast, size));
            self.keep_settings(settings);
        }
    }

    /// The window is closed: remembers how large it was.
    pub fn leave(&mut self, window: Option<WindowSize>) {
        let settings = Settings { window: window.or(self.workspace.settings.window), ..self.workspace.settings.clone() };
        if settings != self.workspace.settings {
            self.keep_settings(settings);
        }
    }

    fn name_window(&mut self, ctx: &egui::Context) {
        let title = self.workspace.project.as_ref().map_or_else(|| "Dateline".to_owned(), |p| format!("{} – Dateline", p.name));
        if self.title != title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn receive(&mut self, message: Message, ctx: &egui::Context) {
        match message {
            Message::Picked(wanted, picked) => self.picked(wanted, picked, ctx),
            Message::Progress(id, done, total) => {
                if let Some(task) = self.workspace.tasks.iter_mut().find(|t| t.id == id) {
                    (task.done, task.total) = (done, total);
                }
            }
            Message::Ended(id) => {
                self.jobs.ended(id);
                self.workspace.tasks.retain(|t| t.id != id);
            }
            Message::Failed(sentence) => self.workspace.notices.fail(sentence),
            Message::Told(sentence) => self.workspace.notices.tell(sentence, Instant::now()),
            Message::LaidOver(layer) => self.workspace.outside = Some(super::outside::Overlay::new(layer, &self.workspace)),
            Message::WouldReplace(request, files) => {
                self.panels.export.ask(request, files);
                self.workspace.dialog = Some(super::dialog::Dialog::Export);
            }
            Message::Alike(revision, found) => self.show_alike(revision, *found),
            Message::Registry(registry) => self.registered(registry),
            Message::Coder(coder) => self.show_coder(coder),
            Message::Compared(comparison) => self.compared(comparison),
            Message::Versions(versions) => {
                self.workspace.versions = Some(versions);
                // Types and countries have other words now.
                self.workspace.touch();
            }
            message => self.receive_of_project(message),
        }
    }

    fn picked(&mut self, wanted: Wanted, picked: Picked, ctx: &egui::Context) {
        match (picked, wanted) {
            (Picked::Path(path), Wanted::ExportFolder) => self.panels.export.folder_picked(&path),
            (Picked::Path(path), Wanted::Copy) => perform::perform(self, Action::SaveCopy(path), ctx),
            (Picked::Path(path), Wanted::Picture(_)) => self.write_picture(path),
            (Picked::Path(path), Wanted::Coder | Wanted::CoderFolder) => self.open_coder(&path),
            (Picked::Path(path), Wanted::Events) => self.lay_over(&path),
            (Picked::Path(path), _) => perform::perform(self, Action::Open(path), ctx),
            (Picked::NoDialog, Wanted::ExportFolder) => {
                self.workspace.notices.tell("This desktop shows no file dialog; type the path of the folder.", Instant::now());
            }
            (Picked::NoDialog, wanted) => self.workspace.dialog = Some(Dialog::Path(wanted)),
            (Picked::Cancelled, _) => {}
        }
    }

    fn frame(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let (workspace, panels) = (&self.workspace, &mut self.panels);
        // Below a dialog nothing is pointed at: a tip that was open there would stay above the dialog.
        let pointer = workspace.dialog.is_some().then(|| ui.input_mut(|i| std::mem::take(&mut i.pointer)));
        Panel::top("menu").show(ui, |ui| menu::show(ui, workspace, actions));
        if workspace.project.is_none() {
            Panel::bottom("status").show(ui, |ui| status::show(ui, workspace, actions));
            CentralPanel::default().show(ui, |ui| panels.welcome.show(ui, workspace, actions));
        } else {
            Panel::top("tabs").show(ui, |ui| panels.top.show(ui, workspace, actions));
            Panel::bottom("status").show(ui, |ui| status::show(ui, workspace, actions));
            project_panels(ui, workspace, panels, actions);
        }
        if let Some(pointer) = pointer {
            ui.input_mut(|i| i.pointer = pointer);
        }
        dialogs(ui, workspace, panels, actions);
        notices(ui, workspace, actions);
    }
}

fn project_panels(ui: &mut Ui, workspace: &Workspace, panels: &mut Panels, actions: &mut Vec<Action>) {
    // Table and chart need the width; there the articles are one click away on each report.
    if matches!(workspace.view, View::Read | View::Problems) {
        Panel::left("articles").default_size(260.0).size_range(180.0..=420.0).show(ui, |ui| left(ui, workspace, panels, actions));
    }
    if matches!(workspace.view, View::Read | View::Events | View::Timeline | View::Map | View::Search) {
        Panel::right("inspector").default_size(360.0).size_range(260.0..=560.0).show(ui, |ui| {
            if workspace.codebook {
                Panel::bottom("codebook").resizable(true).default_size(280.0).size_range(120.0..=520.0).show(ui, |ui| codebook::show(ui, workspace, actions));
            }
            panels.inspector.show(ui, workspace, actions);
        });
    }
    let is_event = workspace.selected.as_ref().is_some_and(|s| super::selection::event(&workspace.dataset, s).is_some());
    if workspace.view == View::Events && is_event {
        Panel::bottom("compare").resizable(true).default_size(300.0).size_range(120.0..=520.0).show(ui, |ui| panels.compare.show(ui, workspace, actions));
    }
    CentralPanel::default().show(ui, |ui| match workspace.view {
        View::Read => panels.reader.show(ui, workspace, actions),
        View::Events => panels.events.show(ui, workspace, actions),
        View::Timeline => panels.chart.show(ui, workspace, actions),
        View::Map => panels.map.show(ui, workspace, actions),
        View::Search => panels.search.show(ui, workspace, actions),
        View::Actors => panels.actors.show(ui, workspace, actions),
        View::Coders => panels.coders.show(ui, workspace, actions),
        View::Problems => panels.problems.show(ui, workspace, actions),
    });
}

/// The articles, or what of them is still to be looked at.
fn left(ui: &mut Ui, workspace: &Workspace, panels: &mut Panels, actions: &mut Vec<Action>) {
    let on = workspace.queue.on;
    ui.add_space(theme::SMALL);
    ui.horizontal(|ui| {
        let articles = ui.selectable_label(!on, "All articles");
        let button = egui::Button::selectable(on, format!("To review: {}", queue::entries(workspace).len())).shortcut_text(keymap::text(ui, Verb::OnlyOpen));
        let queued = ui.add(button).on_hover_text(keymap::tip(ui, Verb::OnlyOpen));
        if (on && articles.clicked()) || (!on && queued.clicked()) {
            actions.push(Action::Do(Verb::OnlyOpen));
        }
    });
    if on { panels.queue.show(ui, workspace, actions) } else { panels.articles.show(ui, workspace, actions) }
}

fn dialogs(ui: &mut Ui, workspace: &Workspace, panels: &mut Panels, actions: &mut Vec<Action>) {
    let Some(dialog) = workspace.dialog else { return };
    let response = egui::Modal::new(egui::Id::unique("dialog")).show(ui.ctx(), |ui| match dialog {
        Dialog::Alike => panels.alike.show(ui, workspace, actions),
        Dialog::Export => panels.export.show(ui, workspace, actions),
        Dialog::Columns => panels.columns.show(ui, workspace, actions),
        Dialog::Outside => panels.outside.show(ui, workspace, actions),
        Dialog::Teach => panels.teach.show(ui, workspace, actions),
        Dialog::Changes => super::teach::changes(ui, workspace, actions),
        Dialog::Settling => super::compare::practice(ui, workspace, actions),
        Dialog::Settings(page) => panels.settings.show(ui, workspace, page, actions),
        Dialog::History => history_ui::show(ui, workspace, actions),
        Dialog::Palette => panels.palette.show(ui, workspace, actions),
        Dialog::Keys => help::keys(ui, actions),
        Dialog::About => help::about(ui, workspace, actions),
        Dialog::Path(wanted) => panels.path.show(ui, wanted, actions),
    });
    if response.backdrop_response.clicked() {
        actions.push(Action::CloseDialog);
    }
}

fn notices(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    if workspace.notices.list().is_empty() {
        return;
    }
    let place = egui::Area::new(egui::Id::unique("notices")).anchor(egui::Align2::CENTER_BOTTOM, egui::vec2(0.0, -48.0)).order(egui::Order::Foreground);
    place.show(ui.ctx(), |ui| {
        for notice in workspace.notices.list() {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(560.0);
                ui.horizontal(|ui| {
                    if notice.weight == Weight::Error {
                        ui.label(egui::RichText::new("⚠").color(theme::palette(ui).bad));
                    }
                    ui.add(egui::Label::new(&notice.text).wrap());
                    if ui.small_button("✖").on_hover_text("Close this notice").clicked() {
                        actions.push(Action::CloseNotice(notice.text.clone()));
                    }
                });
            });
        }
    });
}

fn dropped(ctx: &egui::Context) -> Option<Action> {
    ctx.input(|i| i.raw.dropped_files.first().map(|f| Action::Open(f.path().to_path_buf())))
}
