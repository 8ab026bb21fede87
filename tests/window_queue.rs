//! The review queue: what it offers, in which order, and how one key a decision leads through it.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by them")]

#[path = "common/desk.rs"]
mod desk;

use dateline::model::{Field, FieldValue};
use dateline::review::queue::{Matter, Why};
use dateline::review::{Target, Verdict};
use dateline::ui::queue::entries;
use desk::{Home, Window, click, dataset, edits, notices, opened, press, press_with, wait};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

fn queued(window: &Window) -> Vec<(Why, Matter, Target)> {
    entries(&window.state().workspace).iter().map(|e| (e.why, e.matter, e.target.clone())).collect()
}

fn selected(window: &Window) -> Target {
    window.state().workspace.selected.clone().expect("something is selected")
}

#[test]
fn the_queue_offers_conflicts_first_and_each_verdict_leads_on() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::Q);
    let before = queued(&window);
    assert!(before.windows(2).all(|w| w[0].0 <= w[1].0), "{before:?}");
    assert_eq!((before[0].0, selected(&window)), (Why::Conflict, before[0].2.clone()), "two accounts of the toll disagree");
    window.get_by_label(&format!("Queue: 0 of {} decided", before.len()));
    press(&mut window, Key::A);
    assert_eq!(selected(&window), before[1].2, "accept and go on are one key");
    press(&mut window, Key::Space);
    assert_eq!(selected(&window), before[2].2);
    while queued(&window).len() > 1 {
        press(&mut window, Key::A);
    }
    assert_eq!(selected(&window), before[1].2, "what was put off comes again");
    press(&mut window, Key::X);
    assert!(queued(&window).is_empty(), "{:?}", queued(&window));
    window.get_by_label(&format!("Queue: {0} of {0} decided", before.len()));
    press(&mut window, Key::Z);
    assert_eq!(selected(&window), before[1].2, "undo leads back");
}

#[test]
fn flagged_things_come_last_and_filters_narrow_the_queue() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::Q);
    let first = selected(&window);
    press(&mut window, Key::F);
    let last = queued(&window).pop().unwrap();
    assert_eq!((last.0, last.2), (Why::Flagged, first.clone()));
    click(&mut window, "Queue: Flagged");
    assert_eq!(queued(&window).len(), 1);
    click(&mut window, "Queue: To do");
    click(&mut window, "Queue: Totals");
    assert!(queued(&window).iter().all(|e| e.1 == Matter::Total) && !queued(&window).is_empty());
    click(&mut window, "Queue: Events");
    let all = queued(&window).len();
    click(&mut window, "This article");
    assert!(queued(&window).len() < all && !queued(&window).is_empty());
}

#[test]
fn a_wrong_value_takes_two_digits() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::Q);
    let event = selected(&window);
    press(&mut window, Key::Num5);
    let killed = |w: &Window| dataset(w).events.iter().find(|e| e.target == event).unwrap().item.fields.killed;
    let (old, other) = (killed(&window), if killed(&window).and_then(|c| c.best) == Some(2) { 3 } else { 2 });
    let line = dateline::ui::inspector::candidates::candidates(
        dataset(&window),
        dateline::ui::selection::event(dataset(&window), &event).unwrap(),
        Field::Killed,
        None,
    );
    let at = line.iter().position(|v| matches!(v, FieldValue::Count(c) if c.best == Some(other))).expect("the other toll is offered");
    press(&mut window, [Key::Num1, Key::Num2, Key::Num3, Key::Num4][at]);
    assert_eq!(killed(&window).and_then(|c| c.best), Some(other), "{old:?} {:?}", notices(&window));
    assert_eq!(selected(&window), event, "the choice leads back to the card");
    press(&mut window, Key::Num5);
    press(&mut window, Key::Num0);
    assert_eq!(killed(&window), None, "0 is not stated");
    assert_eq!(edits(&window), 2);
}

#[test]
fn finishing_an_article_accepts_what_was_seen_and_sure() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    wait(&mut window, |app| app.workspace.tasks.is_empty());
    let decisions = window.state().workspace.journal.decisions();
    let sure = window.state().workspace.queue.sure;
    let confirmed: Vec<&Target> = decisions.iter().filter(|d| d.verdict == Verdict::Confirmed).map(|d| &d.target).collect();
    assert!(!confirmed.is_empty() && confirmed.iter().all(|t| matches!(t, Target::Mention { .. })));
    let unsure = dataset(&window).mentions().filter(|m| confirmed.contains(&&m.target) && m.item.confidence < sure).count();
    assert_eq!((unsure, edits(&window)), (0, 1));
}

#[test]
fn the_history_is_a_list_that_leads_back_and_forth() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::Q);
    for _ in 0..3 {
        press(&mut window, Key::A);
    }
    let (all, three) = (dataset(&window).clone(), edits(&window));
    assert_eq!(three, 3);
    press_with(&mut window, Modifiers::COMMAND, Key::H);
    click(&mut window, "Step 0: As the machine read it");
    assert!(window.state().workspace.journal.decisions().is_empty());
    let last = window.state().workspace.journal.steps().last().map(|s| s.row.label.clone()).unwrap();
    click(&mut window, &format!("Step 3: {last}"));
    assert!(*dataset(&window) == all, "the steps are there again");
}

#[test]
fn the_queue_is_narrowed_to_an_actor_and_to_what_is_decided() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::Q);
    press(&mut window, Key::A);
    click(&mut window, "Queue: Decided");
    assert!(queued(&window).iter().all(|e| e.0 == Why::Decided) && !queued(&window).is_empty());
    click(&mut window, "Queue: To do");
    click(&mut window, "Queue: Events");
    window.get_by_role_and_label(egui::accesskit::Role::ComboBox, "Actor of the queue").click();
    window.run_ok();
    click(&mut window, "Islamic State");
    let of = |t: &Target| dateline::ui::selection::event(dataset(&window), t).unwrap().item.fields.clone();
    let has = |t: &Target| of(t).attackers.iter().chain(&of(t).suspects).any(|a| a == "Islamic State");
    assert!(!queued(&window).is_empty() && queued(&window).iter().all(|e| has(&e.2)), "{:?}", queued(&window));
}

#[test]
fn the_rows_on_the_screen_are_accepted_as_one_step_but_what_conflicts_is_flagged_or_unsure() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::Q);
    press(&mut window, Key::N);
    press(&mut window, Key::F);
    let flagged = selected(&window);
    let before = queued(&window);
    let shown = window.state().workspace.queue.on_screen.clone();
    assert!(shown.len() > 2 && shown.iter().all(|t| before.iter().any(|e| e.2 == *t)));
    let (steps, sure) = (edits(&window), window.state().workspace.queue.sure);
    let confidence = |w: &Window| entries(&w.state().workspace).iter().map(|e| (e.target.clone(), e.confidence)).collect::<Vec<_>>();
    let known = confidence(&window);
    press_with(&mut window, Modifiers::SHIFT, Key::A);
    assert_eq!(edits(&window), steps + 1, "{:?}", notices(&window));
    assert!(notices(&window).iter().any(|n| n.starts_with("Accept ") && n.contains("of the queue")), "{:?}", notices(&window));
    let left = queued(&window);
    for (why, matter, target) in before {
        let is_sure = known.iter().any(|(t, c)| *t == target && *c >= sure);
        let stays = matches!(why, Why::Conflict | Why::Flagged) || matter == Matter::Published || !shown.contains(&target) || !is_sure;
        assert_eq!(left.iter().any(|e| e.2 == target), stays, "{why:?} {target:?}");
    }
    assert!(left.iter().any(|e| e.2 == flagged));
    press(&mut window, Key::Z);
    assert!(queued(&window).len() > left.len(), "and undone as one");
}

#[test]
fn a_row_that_is_scrolled_away_is_not_accepted() {
    let towns = ["Kirkuk", "Mosul", "Tikrit", "Ramadi", "Fallujah", "Samarra", "Baquba", "Erbil", "Sulaymaniyah", "Basra", "Najaf", "Karbala", "Kut", "Amarah"];
    let told = |town: &str| {
        format!("A bomb in {town}\n\nPublished: 9 January 2024\n\nA car bomb exploded at a market in {town} on Monday, killing nine people, the police said.\n")
    };
    let files: Vec<(String, String)> = towns.iter().map(|t| (format!("{t}.txt"), told(t))).collect();
    let home = Home::new(&files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>());
    let mut window = opened(&home);
    press(&mut window, Key::Q);
    let all = queued(&window).len();
    let shown = window.state().workspace.queue.on_screen.clone();
    assert!(all > shown.len(), "{all} rows, {} on the screen", shown.len());
    press_with(&mut window, Modifiers::SHIFT, Key::A);
    let confirmed: Vec<Target> = window.state().workspace.journal.decisions().iter().map(|d| d.target.clone()).collect();
    let events: Vec<&Target> = confirmed.iter().filter(|t| matches!(t, Target::Event { .. })).collect();
    assert!(!events.is_empty() && events.iter().all(|t| shown.contains(t)), "{:?}", notices(&window));
    assert!(events.len() < towns.len());
}
