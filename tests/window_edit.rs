//! Editing in place: every field of events, reports, totals and articles by its label, each with the decision that is stored.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by them")]

#[path = "common/desk.rs"]
mod desk;

use dateline::model::{Count, Field, FieldValue, Qualifier, TallyOf};
use dateline::review::{ArticleFieldName, NewValue, Review, TallyFieldName, Target, Verdict};
use dateline::ui::inspector::versions::CARD;
use desk::{Home, Window, click, dataset, edits, notices, opened, press, press_with};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

const DIGITS: [Key; 10] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9, Key::Num0];

fn typed(window: &mut Window, text: &str) {
    window.event(egui::Event::Text(text.to_owned()));
    window.run_ok();
}

fn selected(window: &Window) -> Target {
    window.state().workspace.selected.clone().expect("something is selected")
}

/// What was decided on `target`.
fn decided(window: &Window, target: &Target) -> Option<NewValue> {
    window.state().workspace.journal.decisions().get(target).and_then(|d| d.value.clone())
}

/// A window with the event that several articles tell of on its card.
fn on_event(home: &Home) -> (Window, Target) {
    let mut window = opened(home);
    press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    let target = dataset(&window).events.iter().find(|e| e.item.articles.len() > 1).expect("the accounts are merged").target.clone();
    while window.state().workspace.selected.as_ref() != Some(&target) {
        press(&mut window, Key::J);
    }
    (window, target)
}

/// Opens a field of the card by keys.
fn open(window: &mut Window, field: Field) {
    let at = CARD.iter().position(|f| *f == field).unwrap();
    press(window, DIGITS[at.min(9)]);
    for _ in 9..at {
        press(window, Key::Tab);
    }
}

#[test]
fn every_field_of_an_event_is_edited_by_keys_and_stored() {
    let home = Home::with_articles();
    let (mut window, event) = on_event(&home);
    let names = |name: &str| FieldValue::Names(vec![name.to_owned()]);
    let count = |n: u32| FieldValue::Count(Count::exact(n));
    for (field, text, value) in [
        (Field::Attackers, "Blue Guard", names("Blue Guard")),
        (Field::Targets, "Town Watch", names("Town Watch")),
        (Field::Weapons, "catapult", names("catapult")),
        (Field::Suspects, "Red Guard", names("Red Guard")),
        (Field::Victims, "Omar Haddad", names("Omar Haddad")),
        (Field::Time, "9:05", FieldValue::Text("09:05".into())),
        (Field::TargetObject, "bridge", FieldValue::Text("bridge".into())),
        (Field::Killed, "11", count(11)),
        (Field::Wounded, "8", count(8)),
        (Field::KilledCivilians, "3", count(3)),
        (Field::Strikes, "2", count(2)),
    ] {
        open(&mut window, field);
        assert_eq!(selected(&window), event.with_field(field));
        press(&mut window, Key::E);
        typed(&mut window, text);
        press(&mut window, Key::Enter);
        assert_eq!(decided(&window, &event.with_field(field)), Some(NewValue::Field(value)), "{field:?} {:?}", notices(&window));
        assert_eq!(selected(&window), event, "Enter leads back to the card");
    }
    let before = edits(&window);
    open(&mut window, Field::Date);
    press(&mut window, Key::E);
    typed(&mut window, "9");
    press(&mut window, Key::Enter);
    let Some(NewValue::Field(FieldValue::Date(date))) = decided(&window, &event.with_field(Field::Date)) else { panic!("a date is stored") };
    assert_eq!((date.start.to_string().as_str(), edits(&window)), ("2024-01-09", before + 1));
}

#[test]
fn type_and_outcome_are_chosen_from_lists_with_the_definition_beside_the_type() {
    let home = Home::with_articles();
    let (mut window, event) = on_event(&home);
    open(&mut window, Field::Type);
    window.get_by_label_contains("ACLED, ");
    window.get_by_role_and_label(Role::ComboBox, "Edit Type").click();
    window.run_ok();
    let ontology = dateline::lexicon::Lexicon::builtin().unwrap();
    let kind = ontology.ontology().get("abduction_forced_disappearance").expect("the type is known");
    click(&mut window, &kind.label);
    assert_eq!(decided(&window, &event.with_field(Field::Type)), Some(NewValue::Field(FieldValue::Text(kind.key.clone()))));
    assert!(window.query_all_by_label_contains(&kind.definition).next().is_some(), "its own definition stands below it");
    press(&mut window, Key::Escape);
    open(&mut window, Field::Outcome);
    click(&mut window, "intercepted");
    let stored = decided(&window, &event.with_field(Field::Outcome));
    assert!(matches!(stored, Some(NewValue::Field(FieldValue::Outcome(dateline::model::Outcome::Intercepted)))), "{stored:?}");
}

#[test]
fn a_number_has_a_low_a_best_a_high_and_a_qualifier_and_says_when_they_are_out_of_order() {
    let home = Home::with_articles();
    let (mut window, event) = on_event(&home);
    open(&mut window, Field::Killed);
    let target = event.with_field(Field::Killed);
    let stored = |w: &Window| match decided(w, &target) {
        Some(NewValue::Field(FieldValue::Count(count))) => count,
        other => panic!("{other:?}"),
    };
    let enter = |window: &mut Window, label: &str, text: &str| {
        window.get_by_label(label).focus();
        window.run_ok();
        press_with(window, Modifiers::COMMAND, Key::A);
        window.get_by_label(label).type_text(text);
        window.run_ok();
        press(window, Key::Enter);
        open(window, Field::Killed);
    };
    enter(&mut window, "Edit Killed", "5");
    enter(&mut window, "Lowest Killed", "2");
    enter(&mut window, "Highest Killed", "9");
    assert_eq!(stored(&window), Count { low: Some(2), best: Some(5), high: Some(9), qualifier: Qualifier::Exact });
    let before = edits(&window);
    window.get_by_label("Lowest Killed").focus();
    window.run_ok();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_label("Lowest Killed").type_text("7");
    window.run_ok();
    press(&mut window, Key::Enter);
    window.get_by_label_contains("The lowest number must not be above the best");
    assert_eq!(edits(&window), before, "and nothing is stored");
    press(&mut window, Key::Escape);
    open(&mut window, Field::Killed);
    window.get_by_role_and_label(Role::ComboBox, "Qualifier").click();
    window.run_ok();
    click(&mut window, "at least");
    assert_eq!((stored(&window).qualifier, stored(&window).high), (Qualifier::AtLeast, None), "at least leaves the top open");
}

#[test]
fn invalid_input_says_why_at_the_field() {
    let home = Home::with_articles();
    let (mut window, _) = on_event(&home);
    for (field, text, why) in [
        (Field::Date, "soon", "is not a date"),
        (Field::Date, "9/4", "The last day is before the first"),
        (Field::Time, "25:00", "is not a time"),
        (Field::Wounded, "many", "is not a whole number"),
        (Field::Place, "Nowhereville-on-Sea", "knows no place called"),
    ] {
        open(&mut window, field);
        press(&mut window, Key::E);
        typed(&mut window, text);
        press(&mut window, Key::Enter);
        assert!(window.query_all_by_label_contains(why).next().is_some(), "{field:?} {text}: {:?}", notices(&window));
        press(&mut window, Key::Escape);
    }
    assert_eq!(edits(&window), 0);
}

#[test]
fn esc_leaves_a_field_as_it_was_and_then_the_field() {
    let home = Home::with_articles();
    let (mut window, event) = on_event(&home);
    open(&mut window, Field::Killed);
    press(&mut window, Key::E);
    typed(&mut window, "77");
    press(&mut window, Key::Escape);
    assert_eq!((edits(&window), selected(&window)), (0, event.with_field(Field::Killed)), "what was typed is left");
    press(&mut window, Key::Escape);
    assert_eq!((edits(&window), selected(&window)), (0, event), "one level back");
}

#[test]
fn tab_completes_a_name_that_is_typed_and_enters_it() {
    let home = Home::with_articles();
    let (mut window, event) = on_event(&home);
    let target = event.with_field(Field::Suspects);
    open(&mut window, Field::Suspects);
    press(&mut window, Key::E);
    typed(&mut window, "islamic s");
    assert!(window.query_all_by_label_contains("Islamic State").next().is_some(), "it is offered");
    press(&mut window, Key::Tab);
    let stored = decided(&window, &target);
    assert_eq!(stored, Some(NewValue::Field(FieldValue::Names(vec!["Islamic State".to_owned()]))), "{:?}", notices(&window));
    assert_eq!(selected(&window), event, "it is as good as entered");
    open(&mut window, Field::Suspects);
    press(&mut window, Key::E);
    typed(&mut window, "Blue Guard; islamic s");
    press(&mut window, Key::Tab);
    let both = ["Blue Guard", "Islamic State"].map(str::to_owned).to_vec();
    assert_eq!(decided(&window, &target), Some(NewValue::Field(FieldValue::Names(both))), "what stands before the last ; stays");
}

#[test]
fn a_place_is_searched_by_its_beginning_and_taken_by_key_or_by_pointer() {
    let home = Home::with_articles();
    let (mut window, event) = on_event(&home);
    let target = event.with_field(Field::Place);
    let stored = |w: &Window| match decided(w, &target) {
        Some(NewValue::Field(FieldValue::Place(place))) => (place.name, place.country.unwrap_or_default(), place.lat.is_some()),
        other => panic!("{other:?} {:?}", notices(w)),
    };
    open(&mut window, Field::Place);
    press(&mut window, Key::E);
    typed(&mut window, "Sulaymaniy");
    assert!(window.query_all_by_label_contains("inhabitants").count() > 0, "places are offered by their beginning");
    press(&mut window, Key::Enter);
    assert!(stored(&window).0.starts_with("Sulaymaniy") && stored(&window).1 == "IRQ" && stored(&window).2, "{:?}", stored(&window));
    open(&mut window, Field::Place);
    press(&mut window, Key::E);
    typed(&mut window, "Tripoli");
    let offered: Vec<String> =
        window.query_all_by_label_contains("Tripoli, ").filter_map(|n| egui_kittest::kittest::NodeT::accesskit_node(&n).label()).collect();
    let lebanese = offered.iter().find(|l| l.contains("Lebanon")).expect("both towns of that name are offered").clone();
    click(&mut window, &lebanese);
    assert_eq!(stored(&window).1, "LBN");
}

#[test]
fn the_fields_of_a_report_are_edited_in_place() {
    let home = Home::with_articles();
    let (mut window, _) = on_event(&home);
    window.get_all_by_label("Open report").next().unwrap().scroll_to_me();
    window.run_ok();
    window.get_all_by_label("Open report").next().unwrap().click();
    window.run_ok();
    let report = selected(&window);
    assert!(matches!(report, Target::Report { .. }), "{report:?}");
    for (row, edit, text, field) in [
        ("Killed: ", "Edit Killed", "12", Field::Killed),
        ("Attackers: ", "Edit Attackers", "Blue Guard", Field::Attackers),
        ("Target object: ", "Edit Target object", "bridge", Field::TargetObject),
        ("Date: ", "Edit Date", "2024-01-03", Field::Date),
    ] {
        let row = window.query_all_by_label_contains(row).next().unwrap_or_else(|| panic!("{row}"));
        row.click();
        window.run_ok();
        window.get_by_label(edit).focus();
        window.run_ok();
        press_with(&mut window, Modifiers::COMMAND, Key::A);
        window.get_by_label(edit).type_text(text);
        window.run_ok();
        press(&mut window, Key::Enter);
        assert!(decided(&window, &report.with_field(field)).is_some(), "{field:?} {:?}", notices(&window));
        press(&mut window, Key::Escape);
    }
}

#[test]
fn the_fields_of_a_total_are_edited_in_place() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    let tally = dataset(&window).tallies().next().expect("a total is stated").target.clone();
    press(&mut window, Key::Q);
    click(&mut window, "Queue: Totals");
    while selected(&window) != tally {
        press(&mut window, Key::J);
    }
    let open = |window: &mut Window, field: TallyFieldName| {
        let at = TallyFieldName::ALL.iter().position(|f| *f == field).unwrap();
        press(window, DIGITS[at]);
        assert_eq!(selected(window), tally.with_tally_field(field));
    };
    let text = |t: &str| NewValue::Text(Some(t.to_owned()));
    for (field, typing, value) in [
        (TallyFieldName::Count, "91", NewValue::Number(91)),
        (TallyFieldName::Since, "2023-10-07", NewValue::Date("2023-10-07".parse().ok())),
        (TallyFieldName::AsOf, "2024-01", NewValue::Date("2024-01".parse().ok())),
        (TallyFieldName::By, "Blue Guard", text("Blue Guard")),
        (TallyFieldName::On, "Town Watch", text("Town Watch")),
        (TallyFieldName::Places, "Iraq; Syria", NewValue::Names(vec!["Iraq".into(), "Syria".into()])),
        (TallyFieldName::Excludes, "drills", text("drills")),
        (TallyFieldName::Source, "the ministry", text("the ministry")),
    ] {
        open(&mut window, field);
        press(&mut window, Key::E);
        typed(&mut window, typing);
        press(&mut window, Key::Enter);
        assert_eq!(decided(&window, &tally.with_tally_field(field)), Some(value), "{field:?} {:?}", notices(&window));
        press(&mut window, Key::Escape);
    }
    open(&mut window, TallyFieldName::Of);
    click(&mut window, "strikes");
    assert_eq!(decided(&window, &tally.with_tally_field(TallyFieldName::Of)), Some(NewValue::Of(TallyOf::Strike)));
    press(&mut window, Key::Escape);
    open(&mut window, TallyFieldName::Qualifier);
    window.get_by_role_and_label(Role::ComboBox, "Qualifier").click();
    window.run_ok();
    click(&mut window, "nearly");
    assert_eq!(decided(&window, &tally.with_tally_field(TallyFieldName::Qualifier)), Some(NewValue::Qualifier(Qualifier::Nearly)));
}

#[test]
fn the_fields_of_an_article_are_edited_in_place_and_refused_with_a_reason() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    let article = window.state().workspace.shown().unwrap().clone();
    let headline = article.article.name().to_owned();
    window.query_all_by_label(&headline).find(|n| egui_kittest::kittest::NodeT::accesskit_node(n).role() == Role::Label).expect("the headline").click();
    window.run_ok();
    assert_eq!(selected(&window), article.target());
    for (field, text) in [
        (ArticleFieldName::Title, "A raid in the hills"),
        (ArticleFieldName::Outlet, "The Hill Herald"),
        (ArticleFieldName::Byline, "Ada Writer"),
        (ArticleFieldName::Published, "2024-01-06"),
        (ArticleFieldName::Url, "https://example.org/raid"),
    ] {
        let label = format!("{}: ", field.label());
        window.query_all_by_label_contains(&label).next().unwrap_or_else(|| panic!("{field:?}")).click();
        window.run_ok();
        press(&mut window, Key::E);
        if field == ArticleFieldName::Published {
            typed(&mut window, "early in the year");
            press(&mut window, Key::Enter);
            assert!(window.query_all_by_label_contains("is not a date").next().is_some());
            press(&mut window, Key::E);
        }
        typed(&mut window, text);
        press(&mut window, Key::Enter);
        desk::wait(&mut window, |app| app.workspace.tasks.is_empty());
        let now = window.state().workspace.dataset.article(&article.article.id).unwrap().clone();
        assert_eq!(now.fields.get(&field).map(|f| f.review), Some(Review::Corrected), "{field:?} {:?}", notices(&window));
        press(&mut window, Key::Escape);
    }
}

#[test]
fn a_mention_is_made_over_another_by_keyboard_alone_and_both_stay() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    while !matches!(&window.state().workspace.selected, Some(Target::Mention { quote, .. }) if quote == "Kataib Hezbollah") {
        press(&mut window, Key::J);
    }
    let under = selected(&window);
    press(&mut window, Key::W);
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    let words = window.state().workspace.marked_text().map(str::to_owned);
    assert_eq!(words.as_deref(), Some("Kataib Hezbollah fired"));
    press(&mut window, Key::Num5);
    let added = selected(&window);
    assert!(matches!(&added, Target::Mention { quote, .. } if quote == "Kataib Hezbollah fired"), "{added:?}");
    let review = |t: &Target| dateline::ui::selection::review(dataset(&window), t);
    assert_eq!((review(&added), review(&under)), (Review::Added, Review::Open), "overlapping words are both marked");
}

#[test]
fn the_ends_of_words_are_moved_by_keys_and_by_the_pointer() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    click(&mut window, "Armed group: Kataib Hezbollah");
    let target = selected(&window);
    let words = |w: &Window| dateline::ui::selection::mention(dataset(w), &target).map(|m| m.item.text.clone()).unwrap();
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(words(&window), "Kataib");
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    press_with(&mut window, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(words(&window), "Hezbollah");
    press_with(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(words(&window), "Kataib Hezbollah");
    let grip = window.get_by_label("The end of the selected words").rect().center();
    window.drag_at(grip);
    window.step();
    for share in [0.3, 0.7, 1.0] {
        window.hover_at(grip - egui::vec2(70.0 * share, 0.0));
        window.step();
    }
    window.drop_at(grip - egui::vec2(70.0, 0.0));
    window.run_ok();
    assert!(words(&window).len() < "Kataib Hezbollah".len() && words(&window).starts_with("Kat"), "{}", words(&window));
    let corrected = window.state().workspace.journal.decisions().get(&target).map(|d| d.verdict);
    assert_eq!(corrected, Some(Verdict::Corrected));
}

#[test]
fn what_is_switched_off_in_the_legend_is_not_accepted_with_the_rest() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    click(&mut window, "Show Armed group");
    press_with(&mut window, Modifiers::SHIFT, Key::A);
    let kinds: Vec<_> = dataset(&window).mentions().filter(|m| m.review == Review::Confirmed).map(|m| m.item.kind).collect();
    assert!(!kinds.is_empty() && !kinds.contains(&dateline::model::Kind::ArmedGroup), "{kinds:?} {:?}", notices(&window));
}

#[test]
fn palette_and_menu_do_what_their_keys_do() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::J);
    let first = selected(&window);
    press_with(&mut window, Modifiers::COMMAND, Key::K);
    typed(&mut window, "reject");
    press(&mut window, Key::Enter);
    let said = |w: &Window, t: &Target| w.state().workspace.journal.decisions().get(t).map(|d| d.verdict);
    assert_eq!(said(&window, &first), Some(Verdict::Rejected), "{:?}", notices(&window));
    let second = selected(&window);
    click(&mut window, "Review");
    window.query_all_by_label_contains("Accept").find(|n| n.rect().top() < 60.0 || n.rect().left() < 400.0).expect("the menu is open").click();
    window.run_ok();
    assert_eq!(said(&window, &second), Some(Verdict::Confirmed), "{:?}", notices(&window));
}
