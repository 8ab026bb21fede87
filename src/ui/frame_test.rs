//! The window, driven without a graphics backend.

use super::picker::{FixedPicker, Picked};
use super::verb::Verb;
use super::{App, AppOptions, theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;

/// A window whose projects and settings lie in `home`, with a fixed answer of the file dialog.
fn harness(home: &std::path::Path, picked: Picked) -> Harness<'static, App> {
    let options = AppOptions { open: Vec::new(), picker: Arc::new(FixedPicker(picked)), projects: home.join("projects"), settings: home.join("settings") };
    Harness::builder().with_size([1280.0, 800.0]).with_context_setup(theme::install).build_ui_state(|ui, app: &mut App| app.draw(ui), App::new(options))
}

#[test]
fn the_welcome_page_says_what_to_do_and_keys_open_dialogs() {
    let home = tempfile::tempdir().unwrap();
    let mut window = harness(home.path(), Picked::Cancelled);
    window.run();
    for label in ["Open folder…", "Open project…", "Try the sample"] {
        window.get_by_label_contains(label);
    }
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    window.run();
    assert_eq!(window.state().workspace.dialog, Some(super::dialog::Dialog::Palette));
    window.key_press(egui::Key::Escape);
    window.run();
    assert_eq!(window.state().workspace.dialog, None);
    window.key_press(egui::Key::F1);
    window.run();
    window.get_by_label("Keys");
    window.get_by_label_contains(Verb::FinishArticle.label());
}

#[test]
fn where_no_dialog_can_be_shown_a_path_field_appears() {
    let home = tempfile::tempdir().unwrap();
    let mut window = harness(home.path(), Picked::NoDialog);
    window.run();
    window.get_by_label_contains("Open folder…").click();
    let start = std::time::Instant::now();
    while window.state().workspace.dialog.is_none() && start.elapsed().as_secs() < 5 {
        window.step();
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    window.run();
    window.get_by_label("Open this path");
}

/// Steps until `done`, for at most a minute.
fn wait(window: &mut Harness<'static, App>, done: impl Fn(&App) -> bool) {
    let start = std::time::Instant::now();
    while !done(window.state()) {
        window.step();
        std::thread::sleep(std::time::Duration::from_millis(5));
        assert!(start.elapsed().as_secs() < 60, "waited in vain; notices: {:?}", window.state().workspace.notices.list());
    }
    window.run_ok();
}

fn idle(app: &App) -> bool {
    app.workspace.project.is_some() && app.workspace.tasks.is_empty()
}

#[test]
fn the_sample_opens_is_read_and_opens_again_without_being_read() {
    let home = tempfile::tempdir().unwrap();
    let mut window = harness(home.path(), Picked::Cancelled);
    window.run();
    window.get_by_label_contains("Try the sample").click();
    wait(&mut window, idle);
    assert_eq!(window.state().workspace.dataset.articles.len(), 9);
    let before = window.state().workspace.dataset.clone();
    assert!(before.mentions().count() > 0);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::W);
    wait(&mut window, |app| app.workspace.project.is_none());
    let recent = window.state().workspace.settings.recent.first().cloned().unwrap();
    window.get_by_label(&super::welcome::project_name(&recent)).click();
    wait(&mut window, idle);
    assert_eq!(window.state().workspace.dataset, before);
}
