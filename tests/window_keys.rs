//! The keys of the review: each by its stored decision.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by them")]

#[path = "common/desk.rs"]
mod desk;

use dateline::model::Field;
use dateline::review::{Decision, Review, Target, Verdict};
use dateline::ui::workspace::View;
use desk::{Home, Window, dataset, edits, notices, opened, press, press_with, wait};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

/// The decisions in force with that verdict.
fn said(window: &Window, verdict: Verdict) -> Vec<Decision> {
    window.state().workspace.journal.decisions().iter().filter(|d| d.verdict == verdict).cloned().collect()
}

fn selected(window: &Window) -> Target {
    window.state().workspace.selected.clone().expect("something is selected")
}

fn typed(window: &mut Window, text: &str) {
    window.event(egui::Event::Text(text.to_owned()));
    window.run_ok();
}

/// The event that several articles tell of, selected in the table.
fn on_merged_event(window: &mut Window) -> Target {
    press_with(window, Modifiers::COMMAND, Key::Num2);
    let target = dataset(window).events.iter().find(|e| e.item.articles.len() > 1).expect("the accounts are merged").target.clone();
    select(window, &target);
    target
}

fn select(window: &mut Window, target: &Target) {
    press(window, Key::Escape);
    press(window, Key::Escape);
    for _ in 0..40 {
        if window.state().workspace.selected.as_ref() == Some(target) {
            return;
        }
        press(window, Key::J);
    }
    panic!("J does not lead to {target:?}");
}

#[test]
fn a_flag_is_a_decision_that_outlives_undo_and_ends_with_a_verdict() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::J);
    let target = selected(&window);
    press(&mut window, Key::F);
    assert_eq!(said(&window, Verdict::Flagged).iter().map(|d| &d.target).collect::<Vec<_>>(), [&target.flag()]);
    window.get_by_label_contains("Flagged by");
    press(&mut window, Key::Z);
    assert!(said(&window, Verdict::Flagged).is_empty());
    press_with(&mut window, Modifiers::COMMAND, Key::Y);
    assert!(dataset(&window).is_flagged(&target));
    press(&mut window, Key::A);
    assert!(!dataset(&window).is_flagged(&target), "the verdict is the second look");
    assert_eq!(said(&window, Verdict::Confirmed).len(), 1);
    press(&mut window, Key::Z);
    assert!(dataset(&window).is_flagged(&target), "and one undo brings both back");
}

#[test]
fn accepting_what_was_seen_leaves_out_what_is_flagged() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::J);
    let target = selected(&window);
    press(&mut window, Key::F);
    press_with(&mut window, Modifiers::SHIFT, Key::A);
    let confirmed = said(&window, Verdict::Confirmed);
    assert!(!confirmed.is_empty(), "{:?}", notices(&window));
    assert!(confirmed.iter().all(|d| d.target != target));
    assert!(dataset(&window).is_flagged(&target));
}

#[test]
fn a_comment_is_written_on_what_is_selected_and_exported() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    let event = on_merged_event(&mut window);
    press(&mut window, Key::Num5);
    press(&mut window, Key::C);
    typed(&mut window, "ask the desk");
    press(&mut window, Key::Enter);
    let comments = said(&window, Verdict::Commented);
    let target = event.with_field(Field::Killed);
    assert_eq!(comments.iter().map(|d| &d.target).collect::<Vec<_>>(), [&target.comment()], "{:?}", notices(&window));
    assert_eq!(dataset(&window).remarks(&target).text(), Some("ask the desk"));
    assert_eq!(dataset(&window).events.iter().find(|e| e.target == event).map(|e| e.review), Some(Review::Open), "a comment decides nothing");
    let out = home.path().join("out");
    dateline::export::export(dataset(&window), &dateline::export::ExportOptions::default(), "jsonl", &out).unwrap();
    let lines = std::fs::read_to_string(out.join("decisions.jsonl")).unwrap();
    let line: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((&line["verdict"], &line["after"], &line["field"]), (&"commented".into(), &"ask the desk".into(), &"killed".into()));
    press(&mut window, Key::Z);
    assert!(dataset(&window).remarks(&target).is_empty());
}

#[test]
fn the_codebook_shows_the_rule_behind_the_value_in_focus() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    on_merged_event(&mut window);
    press(&mut window, Key::Num5);
    press(&mut window, Key::H);
    window.get_by_label("Codebook: Killed");
    window.get_by_label("This value was chosen by");
    window.get_by_label("Rule C4");
    press(&mut window, Key::Num1);
    press(&mut window, Key::Num8);
    window.get_by_label("Codebook: Type");
    window.get_by_label("Type, after ACLED");
    press(&mut window, Key::H);
    assert!(window.query_by_label("Codebook: Type").is_none());
}

#[test]
fn a_field_is_copied_from_the_event_before() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    press(&mut window, Key::J);
    press(&mut window, Key::J);
    let (first, second) = (dataset(&window).events[0].clone(), selected(&window));
    press(&mut window, Key::Num2);
    press_with(&mut window, Modifiers::COMMAND, Key::D);
    let now = dataset(&window).events.iter().find(|e| e.target == second).cloned().unwrap();
    assert_eq!(now.item.fields.place, first.item.fields.place, "{:?}", notices(&window));
    let decision = said(&window, Verdict::Corrected);
    assert_eq!(decision.iter().map(|d| &d.target).collect::<Vec<_>>(), [&second.with_field(Field::Place)]);
    press(&mut window, Key::Z);
    assert!(said(&window, Verdict::Corrected).is_empty());
}

#[test]
fn one_key_confirms_a_card_with_its_reports_and_the_mentions_that_carry_it() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    let event = on_merged_event(&mut window);
    press(&mut window, Key::A);
    let confirmed = said(&window, Verdict::Confirmed);
    let of = |f: fn(&Target) -> bool| confirmed.iter().filter(|d| f(&d.target)).count();
    let reports = dataset(&window).events.iter().find(|e| e.target == event).unwrap().item.reports.len();
    assert_eq!(of(|t| matches!(t, Target::Event { .. })), 1);
    assert_eq!(of(|t| matches!(t, Target::Report { .. })), reports);
    assert!(of(|t| matches!(t, Target::Mention { .. })) > reports, "{confirmed:?}");
    assert_eq!(edits(&window), 1, "it is one step");
    press(&mut window, Key::Z);
    assert!(said(&window, Verdict::Confirmed).is_empty());
}

#[test]
fn the_other_keys_of_the_map_do_what_they_say() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    for (key, modifiers) in [(Key::F8, Modifiers::NONE), (Key::N, Modifiers::NONE)] {
        press_with(&mut window, modifiers, key);
        assert_eq!(window.state().workspace.selected_review(), Some(Review::Open));
    }
    let at = selected(&window);
    press_with(&mut window, Modifiers::SHIFT, Key::F8);
    assert_ne!(selected(&window), at);
    press(&mut window, Key::X);
    press_with(&mut window, Modifiers::SHIFT, Key::N);
    press(&mut window, Key::Q);
    assert!(window.state().workspace.filter.only_open);
    press_with(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert!(!window.state().workspace.filter.only_open);
    let rejected = said(&window, Verdict::Rejected);
    assert_eq!(rejected.len(), 1);
    select(&mut window, &rejected[0].target);
    press(&mut window, Key::U);
    assert!(said(&window, Verdict::Rejected).is_empty(), "U takes the verdict back");
    let id = window.state().workspace.article.clone();
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_ne!(window.state().workspace.article, id);
    wait(&mut window, |app| app.workspace.tasks.is_empty());
    assert_eq!(window.state().workspace.progress().done, 1);
    press(&mut window, Key::W);
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut window, Key::B);
    let masks = window.state().workspace.journal.decisions().iter().filter(|d| matches!(d.target, Target::Mask { .. })).count();
    assert_eq!(masks, 1, "{:?}", notices(&window));
    press(&mut window, Key::V);
    assert_eq!(window.state().workspace.view, View::Read);
}

#[test]
fn letters_lead_to_a_highlight() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::S);
    let letters = {
        let tag = window.get_all_by_label_contains(" reaches Place: Makhmur").next().expect("letters stand at it");
        tag.accesskit_node().value().unwrap().split(' ').next().unwrap().to_owned()
    };
    for letter in letters.chars() {
        press(&mut window, Key::from_name(&letter.to_uppercase().to_string()).unwrap());
    }
    assert!(matches!(selected(&window), Target::Mention { quote, .. } if quote == "Makhmur"));
    assert!(window.query_by_label_contains(" reaches ").is_none() && edits(&window) == 0, "the letters mean nothing else meanwhile");
    press(&mut window, Key::S);
    press(&mut window, Key::Escape);
    assert!(window.query_by_label_contains(" reaches ").is_none());
    press(&mut window, Key::X);
    assert_eq!(edits(&window), 1, "and then they mean again what they did");
}
