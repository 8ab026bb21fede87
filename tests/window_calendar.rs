//! The calendar beside every date: opened by key or pointer, led by either, with what is stored by each.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by them")]

#[path = "common/desk.rs"]
mod desk;

use dateline::model::{DatePrecision, Field, FieldValue};
use dateline::review::{ArticleFieldName, NewValue, TallyFieldName, Target};
use desk::{Home, Window, click, dataset, edits, notices, opened, press, press_with, wait};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

fn selected(window: &Window) -> Target {
    window.state().workspace.selected.clone().expect("something is selected")
}

fn decided(window: &Window, target: &Target) -> Option<NewValue> {
    window.state().workspace.journal.decisions().get(target).and_then(|d| d.value.clone())
}

/// A window with the date of the event that several articles tell of open; its day is 4 January 2024.
fn on_date(home: &Home) -> (Window, Target) {
    let mut window = opened(home);
    press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    let event = dataset(&window).events.iter().find(|e| e.item.articles.len() > 1).expect("the accounts are merged").target.clone();
    while window.state().workspace.selected.as_ref() != Some(&event) {
        press(&mut window, Key::J);
    }
    press(&mut window, Key::Num1);
    (window, event.with_field(Field::Date))
}

/// First day, last day and precision of the date that is stored.
fn stored(window: &Window, target: &Target) -> (String, String, DatePrecision) {
    match decided(window, target) {
        Some(NewValue::Field(FieldValue::Date(d))) => (d.start.to_string(), d.end.to_string(), d.precision),
        other => panic!("{other:?} {:?}", notices(window)),
    }
}

#[test]
fn a_day_is_chosen_by_keys_alone() {
    let home = Home::with_articles();
    let (mut window, date) = on_date(&home);
    assert!(window.query_by_label("Next month").is_none(), "it opens only where it is asked for");
    press(&mut window, Key::E);
    press(&mut window, Key::ArrowDown);
    window.get_by_label("Next month");
    window.get_by_label("4 January 2024, day of publication");
    for key in [Key::ArrowDown, Key::ArrowRight, Key::PageDown] {
        press(&mut window, key);
    }
    assert_eq!(edits(&window), 0, "nothing is stored before Enter");
    press(&mut window, Key::Enter);
    assert_eq!(stored(&window, &date), ("2024-02-12".into(), "2024-02-12".into(), DatePrecision::Day));
    assert!(window.query_by_label("Next month").is_none() && selected(&window) == date.whole(), "Enter leads back to the card");
    press(&mut window, Key::Z);
    assert_eq!(decided(&window, &date), None);
}

#[test]
fn a_range_a_month_and_a_year_are_chosen_by_keys_alone() {
    let home = Home::with_articles();
    let (mut window, date) = on_date(&home);
    let mut choose = |keys: &[(Modifiers, Key)]| {
        press(&mut window, Key::E);
        press(&mut window, Key::ArrowDown);
        for (modifiers, key) in keys {
            press_with(&mut window, *modifiers, *key);
        }
        press(&mut window, Key::Enter);
        let now = stored(&window, &date);
        press(&mut window, Key::Z);
        press(&mut window, Key::Escape);
        press(&mut window, Key::Num1);
        now
    };
    let range = choose(&[(Modifiers::SHIFT, Key::ArrowRight), (Modifiers::SHIFT, Key::ArrowRight)]);
    assert_eq!(range, ("2024-01-04".into(), "2024-01-06".into(), DatePrecision::Range));
    let month = choose(&[(Modifiers::ALT, Key::ArrowUp)]);
    assert_eq!(month, ("2024-01".into(), "2024-01".into(), DatePrecision::Month));
    let year = choose(&[(Modifiers::ALT, Key::ArrowUp), (Modifiers::ALT, Key::ArrowUp), (Modifiers::SHIFT, Key::PageUp)]);
    assert_eq!(year, ("2023".into(), "2023".into(), DatePrecision::Year));
}

#[test]
fn esc_leaves_the_date_as_it_was() {
    let home = Home::with_articles();
    let (mut window, date) = on_date(&home);
    press(&mut window, Key::E);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::Escape);
    assert!(window.query_by_label("Next month").is_none());
    press(&mut window, Key::J);
    assert_eq!((decided(&window, &date), edits(&window)), (None, 0));
}

#[test]
fn days_and_months_are_chosen_by_the_pointer() {
    let home = Home::with_articles();
    let (mut window, date) = on_date(&home);
    click(&mut window, "Calendar of Edit Date");
    click(&mut window, "Next month");
    click(&mut window, "17 February 2024");
    assert_eq!(stored(&window, &date), ("2024-02-17".into(), "2024-02-17".into(), DatePrecision::Day));
    assert_eq!(edits(&window), 1);
    press(&mut window, Key::Num1);
    click(&mut window, "Calendar of Edit Date");
    click(&mut window, "Whole month February 2024");
    assert_eq!(stored(&window, &date), ("2024-02".into(), "2024-02".into(), DatePrecision::Month));
    press(&mut window, Key::Num1);
    click(&mut window, "Calendar of Edit Date");
    click(&mut window, "Whole year 2024");
    assert_eq!(stored(&window, &date), ("2024".into(), "2024".into(), DatePrecision::Year));
    assert_eq!(edits(&window), 3, "each is one step");
}

#[test]
fn what_is_typed_is_shown_in_the_calendar() {
    let home = Home::with_articles();
    let (mut window, _) = on_date(&home);
    press(&mut window, Key::E);
    press(&mut window, Key::ArrowDown);
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text("9 mar".to_owned()));
    window.run_ok();
    window.get_by_label("9 March 2024");
}

#[test]
fn totals_and_articles_have_it_too() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    let tally = dataset(&window).tallies().next().expect("a total is stated").target.clone();
    press(&mut window, Key::Q);
    click(&mut window, "Queue: Totals");
    while selected(&window) != tally {
        press(&mut window, Key::J);
    }
    press(&mut window, Key::Num4);
    click(&mut window, "Calendar of Edit Since");
    click(&mut window, "9 October 2023");
    assert_eq!(decided(&window, &tally.with_tally_field(TallyFieldName::Since)), Some(NewValue::Date("2023-10-09".parse().ok())));

    let article = window.state().workspace.shown().unwrap().clone();
    window.state_mut().workspace.selected = Some(article.field_target(ArticleFieldName::Published));
    window.run_ok();
    press(&mut window, Key::E);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowLeft);
    press(&mut window, Key::Enter);
    wait(&mut window, |app| app.workspace.tasks.is_empty());
    assert_eq!(decided(&window, &article.field_target(ArticleFieldName::Published)), Some(NewValue::Date("2024-01-07".parse().ok())));
}
