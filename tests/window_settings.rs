//! The settings dialog: keys of commands, as an analyst chooses them.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by them")]

#[path = "common/desk.rs"]
mod desk;

use dateline::review::Review;
use dateline::store::Settings;
use dateline::ui::Verb;
use desk::{Home, Window, click, closed, notices, opened, press, press_with};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

fn settings(home: &Home) -> Settings {
    Settings::load(&home.path().join("settings")).0
}

fn keys_page(window: &mut Window) {
    press_with(window, Modifiers::COMMAND, Key::Comma);
    click(window, "Keys of commands");
}

/// Narrows the list of commands down.
fn find(window: &mut Window, words: &str) {
    window.get_by_label("Find a command").focus();
    window.run_ok();
    press_with(window, Modifiers::COMMAND, Key::A);
    window.get_by_label("Find a command").type_text(words);
    window.run_ok();
}

fn key_of(window: &Window, verb: Verb) -> String {
    dateline::ui::keymap::of(&window.ctx).all(verb, " ")
}

#[test]
fn a_command_gets_another_key_that_is_printed_everywhere_and_kept() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    keys_page(&mut window);
    find(&mut window, "reject");
    click(&mut window, "Key of Reject: X");
    press(&mut window, Key::R);
    window.get_by_label("Key of Reject: R");
    assert_eq!(settings(&home).keys["Reject"], ["R", "Delete"]);
    press(&mut window, Key::Escape);

    press(&mut window, Key::J);
    window.get_by_label_contains("Reject R");
    press(&mut window, Key::X);
    assert_eq!(window.state().workspace.selected_review(), Some(Review::Open), "X means nothing now");
    let selected = window.state().workspace.selected.clone().unwrap();
    press(&mut window, Key::R);
    let review = dateline::ui::selection::review(&window.state().workspace.dataset, &selected);
    assert_eq!(review, Review::Rejected);
    drop(window);

    let mut again = closed(&home);
    assert_eq!(key_of(&again, Verb::Reject), "R Delete");
    press(&mut again, Key::F1);
    again.get_by_label("R  or  Delete");
}

#[test]
fn a_key_that_another_command_has_is_refused_at_the_field() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    keys_page(&mut window);
    find(&mut window, "comment");
    click(&mut window, "Key of Comment: C");
    for (key, modifiers, why) in [
        (Key::X, Modifiers::NONE, "X – already: Reject"),
        (Key::E, Modifiers::COMMAND, "Ctrl+E – already: Export"),
        (Key::Num3, Modifiers::NONE, "3 – digits pick what carries a number on the screen"),
        (Key::C, Modifiers::COMMAND, "Ctrl+C – text fields need it"),
    ] {
        press_with(&mut window, modifiers, key);
        window.get_by_label(why);
    }
    assert!(window.state().workspace.dialog.is_some(), "what was pressed did nothing else");
    assert!(settings(&home).keys.is_empty());
    press(&mut window, Key::Escape);
    window.get_by_label("Key of Comment: C");
    assert!(window.state().workspace.dialog.is_some(), "Esc leaves the key, not the dialog");
}

#[test]
fn keys_are_added_taken_away_and_reset_one_by_one_or_all() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    keys_page(&mut window);
    find(&mut window, "undo");
    click(&mut window, "Add a key for Undo");
    press_with(&mut window, Modifiers::ALT, Key::Backspace);
    assert_eq!(key_of(&window, Verb::Undo), "Z Ctrl+Z Alt+Backspace");
    click(&mut window, "Take Z from Undo");
    assert_eq!(key_of(&window, Verb::Undo), "Ctrl+Z Alt+Backspace");
    click(&mut window, "Reset the keys of Undo");
    assert_eq!((key_of(&window, Verb::Undo).as_str(), settings(&home).keys.len()), ("Z Ctrl+Z", 0));

    click(&mut window, "Take Z from Undo");
    find(&mut window, "flag");
    click(&mut window, "Key of Flag for a second look: F");
    press(&mut window, Key::Z);
    find(&mut window, "undo");
    click(&mut window, "Reset the keys of Undo");
    assert!(notices(&window).iter().any(|n| n.contains("Z is the key of “Flag for a second look” now")), "{:?}", notices(&window));
    click(&mut window, "Reset all keys");
    assert_eq!((key_of(&window, Verb::Undo).as_str(), key_of(&window, Verb::Flag).as_str(), settings(&home).keys.len()), ("Z Ctrl+Z", "F", 0));
}

#[test]
fn broken_settings_are_as_usual_and_told() {
    let home = Home::with_articles();
    let file = home.path().join("settings/settings.json");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let text = br#"{"theme": "pink", "coder": "Ada", "keys": {"Reject": ["A"], "Accept": ["Nonsense"], "Flag": ["G+"]}}"#;
    dateline::store::atomic::write_bytes(&file, text).unwrap();
    let window = closed(&home);
    let told = notices(&window).join("\n");
    for part in [
        "“theme” could not be understood",
        "“Accept” could not be understood",
        "“Flag for a second look” could not be understood",
        "“Reject” cannot have the same key as “Accept”",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!((key_of(&window, Verb::Reject).as_str(), window.state().workspace.settings.coder.as_str()), ("X Delete", "Ada"));
}
