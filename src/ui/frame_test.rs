//! The window, driven without a graphics backend.

use super::picker::{FixedPicker, Picked};
use super::verb::Verb;
use super::{App, AppOptions, theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;

/// A window whose projects and settings lie in `home`, with a fixed answer of the file dialog.
fn harness(home: &std::path::Path, picked: Picked) -> Harness<'static, App> {
    let options = AppOptions {
        open: Vec::new(),
        picker: Arc::new(FixedPicker(picked)),
        projects: home.join("projects"),
        settings: home.join("settings"),
        crashes: home.join("crashes"),
    };
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

/// A window on a folder with one article, read and put together.
fn with_article(home: &std::path::Path, text: &str) -> Harness<'static, App> {
    let folder = home.join("articles");
    std::fs::create_dir_all(&folder).unwrap();
    crate::store::atomic::write_bytes(&folder.join("a.txt"), text.as_bytes()).unwrap();
    let mut window = harness(home, Picked::Path(folder));
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::O);
    wait(&mut window, idle);
    window
}

const TEXT: &str = "Gunmen attack a checkpoint\n\nBAGHDAD, Jan 4 2024 - Kataib Hezbollah (كتائب حزب الله) fighters struck a base in Erbil on Thursday, killing four soldiers.\n";

fn mentions(window: &Harness<'static, App>) -> Vec<(String, String, crate::review::Review)> {
    window.state().workspace.dataset.mentions().map(|m| (m.item.kind.key().to_owned(), m.item.text.clone(), m.review)).collect()
}

#[test]
fn a_highlight_is_clicked_rejected_recoded_and_all_is_undone_and_redone() {
    use crate::review::Review;
    let home = tempfile::tempdir().unwrap();
    let mut window = with_article(home.path(), TEXT);
    let before = mentions(&window);
    window.get_by_label("Place: Erbil").click();
    window.run_ok();
    assert_eq!(window.state().workspace.selected_review(), Some(Review::Open));
    window.key_press(egui::Key::Num6);
    window.run_ok();
    assert!(mentions(&window).contains(&("facility".into(), "Erbil".into(), Review::Corrected)), "{:?}", mentions(&window));
    window.key_press(egui::Key::X);
    window.run_ok();
    assert!(mentions(&window).iter().any(|(_, text, review)| text == "Erbil" && *review == Review::Rejected));
    let after = mentions(&window);
    for _ in 0..2 {
        window.key_press(egui::Key::Z);
        window.run_ok();
    }
    assert_eq!(mentions(&window), before);
    for _ in 0..2 {
        window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Y);
        window.run_ok();
    }
    assert_eq!(mentions(&window), after);
    wait(&mut window, |app| app.workspace.saving.on_disk == 6);
}

#[test]
fn words_are_marked_by_drag_or_by_keyboard_and_a_digit_makes_a_mention() {
    let home = tempfile::tempdir().unwrap();
    let mut window = with_article(home.path(), TEXT);
    let start = window.get_by_label("Place: Erbil").rect();
    let from = start.left_center() - egui::vec2(30.0, 0.0);
    window.drag_at(from);
    window.step();
    window.hover_at(from + egui::vec2(12.0, 0.0));
    window.step();
    window.hover_at(start.left_center() - egui::vec2(8.0, 0.0));
    window.step();
    window.drop_at(start.left_center() - egui::vec2(8.0, 0.0));
    window.run_ok();
    let words = window.state().workspace.marked_text().map(str::to_owned);
    assert!(words.as_deref().is_some_and(|w| w.ends_with("in") && !w.starts_with(' ')), "{words:?}");
    window.get_by_label("Add as Weapon").click();
    window.run_ok();
    assert!(mentions(&window).iter().any(|m| m.0 == "weapon" && Some(&m.1) == words.as_ref()), "{:?}", mentions(&window));
    window.key_press(egui::Key::Escape);
    window.run_ok();
    window.key_press(egui::Key::W);
    window.run_ok();
    let first = window.state().workspace.marked_text().map(str::to_owned);
    window.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::ArrowRight);
    window.run_ok();
    let longer = window.state().workspace.marked_text().map(str::to_owned);
    assert_eq!((first.as_deref(), longer.as_deref()), (Some("Gunmen"), Some("Gunmen attack")));
    window.key_press(egui::Key::Num2);
    window.run_ok();
    assert!(mentions(&window).iter().any(|m| m.0 == "armed_group" && m.1 == "Gunmen attack"));
}

#[test]
fn marked_words_become_an_event_and_evidence_is_shown() {
    let home = tempfile::tempdir().unwrap();
    let mut window = with_article(home.path(), TEXT);
    let events = window.state().workspace.dataset.events.len();
    window.key_press(egui::Key::W);
    window.run_ok();
    window.key_press(egui::Key::E);
    window.run_ok();
    assert_eq!(window.state().workspace.dataset.events.len(), events + 1);
    let event = window.state().workspace.dataset.events.first().unwrap().target.clone();
    super::perform::select(window.state_mut(), event);
    window.key_press(egui::Key::V);
    window.run_ok();
    assert!(window.state().workspace.flash.is_some());
}

#[test]
fn a_second_window_on_the_same_project_reads_only_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let first = with_article(home.path(), TEXT);
    let mut second = with_article(home.path(), TEXT);
    second.get_by_label_contains("read-only");
    second.key_press(egui::Key::J);
    second.run_ok();
    second.key_press(egui::Key::X);
    second.run_ok();
    assert!(mentions(&second).iter().all(|m| m.2 == crate::review::Review::Open));
    assert!(second.state().workspace.notices.list().iter().any(|n| n.text.contains("Nothing can be decided")));
    drop(first);
}
