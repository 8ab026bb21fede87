//! The window: the only layer that names egui, eframe, egui_plot and rfd.
//!
//! Panels get `&Workspace` and push [`Action`]s; `perform` carries them out after drawing. What a panel keeps for itself (drafts,
//! sort order, cached layouts) is a field of its struct.

pub mod action;
pub mod actors;
mod again;
pub mod alike;
pub mod app;
mod arrivals;
pub mod articles;
pub mod card;
pub mod chart;
pub mod codebook;
pub mod coders;
pub mod columns;
pub mod compare;
pub mod decide;
pub mod dialog;
pub mod events;
pub mod export;
mod first_frame;
mod haystack;
pub mod help;
mod history_ui;
pub mod inspector;
pub mod job;
mod kept;
pub mod keymap;
mod keymap_ui;
pub mod keys;
pub mod load;
pub mod map;
mod marking;
pub mod menu;
pub mod notice;
pub mod outside;
pub mod palette;
pub mod panels;
pub mod past;
pub mod path_field;
pub mod perform;
pub mod picker;
pub mod picture;
pub mod problems;
pub mod progress;
pub mod queue;
pub mod reader;
mod reading;
pub mod rebind;
pub mod search;
pub mod selection;
pub mod session;
pub mod settings_ui;
pub mod status;
mod steps;
pub mod tabs;
pub mod teach;
pub mod theme;
pub mod verb;
pub mod welcome;
pub mod widgets;
pub mod workspace;

#[cfg(test)]
mod frame_test;

pub use action::Action;
pub use app::{App, AppOptions};
pub use verb::Verb;
pub use workspace::Workspace;

use crate::store::settings::WindowSize;
use std::path::PathBuf;

/// How the window starts.
#[derive(Clone, Debug, Default)]
pub struct WindowOptions {
    /// A folder or project to open at once.
    pub open: Vec<PathBuf>,
    /// When the program was started.
    pub started: Option<std::time::Instant>,
}

/// Opens the window and returns when it is closed.
pub fn run(options: WindowOptions) -> anyhow::Result<()> {
    crate::store::crash::install(crate::store::locate::crash_dir(), crate::store::crash::is_the_program);
    let app = App::new(AppOptions { open: options.open, ..AppOptions::default() });
    let size = app.workspace.settings.window;
    let inner = size.map_or([1280.0, 800.0], |s| [f32::from(s.width), f32::from(s.height)]);
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("dateline")
        .with_title("Dateline")
        .with_inner_size(inner)
        .with_maximized(size.is_some_and(|s| s.maximized))
        .with_min_inner_size([760.0, 480.0]);
    let viewport = match eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")) {
        Ok(icon) => viewport.with_icon(icon),
        Err(_unreadable) => viewport,
    };
    let native = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, persist_window: false, ..eframe::NativeOptions::default() };
    let started = options.started.unwrap_or_else(std::time::Instant::now);
    let made = move |cc: &eframe::CreationContext<'_>| {
        theme::install(&cc.egui_ctx);
        theme::follow(&cc.egui_ctx, &app.workspace.settings);
        Ok(Box::new(Shown { app, first: first_frame::FirstFrame::since(started), size }) as Box<dyn eframe::App>)
    };
    eframe::run_native("dateline", native, Box::new(made)).map_err(|e| anyhow::anyhow!("the window cannot be opened: {e}"))
}

/// The window as eframe runs it.
struct Shown {
    app: App,
    first: first_frame::FirstFrame,
    /// How large the window was in the last frame.
    size: Option<WindowSize>,
}

impl eframe::App for Shown {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.first.begin(ui.ctx());
        self.app.draw(ui);
        self.size = window_size(ui.ctx(), self.size);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.app.leave(self.size);
    }
}

/// How large the window is, in points of the desktop; while it fills the screen, how large it was `before`.
fn window_size(ctx: &egui::Context, before: Option<WindowSize>) -> Option<WindowSize> {
    let (rect, maximized) = ctx.input(|i| (i.viewport().inner_rect, i.viewport().maximized.unwrap_or(false)));
    let size = rect?.size() * ctx.zoom_factor();
    let [width, height] = [size.x, size.y].map(|side| side.round() as u16);
    Some(match before.filter(|_| maximized) {
        Some(before) => WindowSize { maximized, ..before },
        None => WindowSize { width, height, maximized },
    })
}
