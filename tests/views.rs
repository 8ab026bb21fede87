//! The views beside the reader, driven by keys and clicks without a graphics backend.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by them")]

#[path = "common/desk.rs"]
mod desk;

use dateline::model::Field;
use dateline::review::{Review, Target, Verdict};
use dateline::ui::workspace::{Filter, View};
use desk::{Home, click, click_containing, dataset, notices, opened, press_with, wait_for_notice};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

fn show(window: &mut desk::Window, key: Key, view: View) {
    press_with(window, Modifiers::COMMAND, key);
    assert_eq!(window.state().workspace.view, view);
}

#[test]
fn the_map_shows_what_has_a_place_and_a_click_selects_it_everywhere() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    show(&mut window, Key::Num5, View::Map);
    let placed = dataset(&window).events.iter().filter(|e| e.item.fields.place.is_some()).count();
    assert!(placed >= 3, "{placed}");
    window.get_by_label(&format!("Map of {placed} events"));
    click_containing(&mut window, "Mosul");
    let mosul = dataset(&window).events.iter().find(|e| e.item.fields.place.as_ref().is_some_and(|p| p.name == "Mosul")).unwrap().target.clone();
    assert_eq!(window.state().workspace.selected, Some(mosul));
    window.get_by_label("Zoom out").click();
    window.run_ok();
    window.state_mut().workspace.filter.countries = ["SYR".to_owned()].into();
    window.run_ok();
    window.get_by_label("Map of 0 events");
}

#[test]
fn the_map_is_saved_as_drawing_pixels_and_table() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    show(&mut window, Key::Num5, View::Map);
    for (label, ending) in [("Save SVG…", "svg"), ("Save PNG…", "png"), ("Save CSV…", "csv")] {
        click(&mut window, "Save picture ▾");
        click(&mut window, label);
        wait_for_notice(&mut window, "The map is in ");
        let bytes = std::fs::read(home.saved(ending)).unwrap_or_else(|e| panic!("{ending}: {e} {:?}", notices(&window)));
        match ending {
            "png" => assert!(bytes.starts_with(b"\x89PNG")),
            "svg" => assert!(String::from_utf8(bytes).unwrap().contains("Natural Earth")),
            _ => {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.starts_with("place,country,latitude") && text.contains("Mosul,IRQ,36."), "{text}");
            }
        }
        click(&mut window, "✖");
    }
}

/// Selects the event that more than one article tells of.
fn select_merged(window: &mut desk::Window) -> Target {
    let event = dataset(window).events.iter().find(|e| e.item.articles.len() > 1).expect("the accounts are merged").clone();
    let lexicon = |w: &desk::Window, c: dateline::ui::events::Column| c.text(&event, w.state().workspace.lexicon());
    let name = format!("Event: {}, {}", lexicon(window, dateline::ui::events::Column::Date), lexicon(window, dateline::ui::events::Column::Place));
    click(window, &name);
    event.target.clone()
}

fn killed(window: &desk::Window, target: &Target) -> (Option<u32>, Review, Option<String>) {
    let event = dataset(window).events.iter().find(|e| e.target == *target).unwrap();
    let field = event.fields.get(&Field::Killed);
    (event.item.fields.killed.and_then(|c| c.best), event.field_review(Field::Killed), field.and_then(|f| f.decision.note.clone()))
}

#[test]
fn a_conflict_is_settled_by_a_value_or_by_a_rule_and_undone() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    show(&mut window, Key::Num2, View::Events);
    let event = select_merged(&mut window);
    let before = killed(&window, &event).0.unwrap();
    let other = if before == 2 { 3 } else { 2 };
    let ids = dataset(&window).events.iter().find(|e| e.target == event).unwrap().item.reports.clone();
    let says = |r: &&dateline::review::ReviewedReport| r.item.fields.killed.is_some_and(|c| c.best == Some(other));
    let report = ids.iter().filter_map(|id| dataset(&window).report(id)).find(says).expect("one report says so");
    let article = &dataset(&window).article(&report.item.article).unwrap().article;
    let outlet = article.outlet.as_ref().map_or(article.path.as_str(), |o| o.value.as_str());
    let said = dateline::ui::inspector::words::count(report.item.fields.killed.unwrap());
    let label = format!("Use Killed of {outlet}: {said}");
    click(&mut window, &label);
    assert_eq!(killed(&window, &event), (Some(other), Review::Corrected, None), "{:?}", notices(&window));
    click(&mut window, "Settle Killed by rule");
    click(&mut window, "the highest number");
    let (number, review, note) = killed(&window, &event);
    assert_eq!((number, note.as_deref()), (Some(3), Some("By rule: the highest number")));
    assert!(review.is_decided());
    desk::press(&mut window, Key::Z);
    desk::press(&mut window, Key::Z);
    assert_eq!(killed(&window, &event), (Some(before), Review::Open, None));
}

#[test]
fn events_that_are_not_the_same_are_remembered_and_may_be_the_same_again() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    show(&mut window, Key::Num2, View::Events);
    select_merged(&mut window);
    click_containing(&mut window, "May be the same ·");
    let offered = |w: &desk::Window| w.query_all_by_label_contains("Not the same as").count();
    let before = offered(&window);
    assert!(before > 0, "the other attacks of the month are offered");
    click_containing(&mut window, "Not the same as");
    desk::wait(&mut window, |app| app.workspace.tasks.is_empty());
    assert_eq!(offered(&window), before - 1, "{:?}", notices(&window));
    let apart = |w: &desk::Window| w.state().workspace.journal.decisions().iter().filter(|d| d.verdict == Verdict::DifferentEvent).count();
    assert!(apart(&window) > 0);
    click(&mut window, "May be the same again");
    desk::wait(&mut window, |app| app.workspace.tasks.is_empty());
    assert_eq!((offered(&window), apart(&window)), (before, 0));
}

#[test]
fn who_says_what_is_shown_by_stance() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    show(&mut window, Key::Num2, View::Events);
    let event = select_merged(&mut window);
    click_containing(&mut window, "Who says what");
    let ids = dataset(&window).events.iter().find(|e| e.target == event).unwrap().item.reports.clone();
    let said = ids.iter().filter_map(|id| dataset(&window).report(id)).flat_map(|r| r.item.attribution.clone()).next().expect("somebody says so");
    window.get_all_by_label_contains(&said.source).next().expect("the source is in the matrix");
}

#[test]
fn the_timeline_is_stacked_turned_round_and_narrowed_by_dragging() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    show(&mut window, Key::Num3, View::Timeline);
    let all = dataset(&window).events.iter().filter(|e| e.item.fields.date.is_some()).count();
    let figure = format!("Chart of {all} events");
    let plot = window.get_by_label(&figure).rect();
    window.get_all_by_label_contains("counted here").next().expect("the gap between total and count is told");
    let (start, end) = (plot.left_center() + egui::vec2(60.0, 0.0), plot.left_center() + egui::vec2(plot.width() * 0.5, 0.0));
    window.drag_at(start);
    window.step();
    for share in [0.3, 0.7, 1.0] {
        window.hover_at(start + (end - start) * share);
        window.step();
    }
    window.drop_at(end);
    window.run_ok();
    let filter = window.state().workspace.filter.clone();
    assert!(filter.from.is_some() && filter.to.is_some() && filter.from < filter.to, "{filter:?}");
    let inside = dataset(&window).events.iter().filter(|e| dateline::ui::events::passes(&filter, e, None)).count();
    assert!(inside < all);
    show(&mut window, Key::Num5, View::Map);
    let placed = dataset(&window).events.iter().filter(|e| e.item.fields.place.is_some() && dateline::ui::events::passes(&filter, e, None)).count();
    window.get_by_label(&format!("Map of {placed} events"));
    window.state_mut().workspace.filter = Filter { actors: ["Islamic State".to_owned()].into(), ..Filter::default() };
    show(&mut window, Key::Num3, View::Timeline);
    click(&mut window, "⇄ Turn round");
    let filter = &window.state().workspace.filter;
    assert!(filter.actors.is_empty() && filter.targets.contains("Islamic State"));
    window.get_by_label("Chart of 0 events");
}

#[test]
fn the_timeline_is_saved_as_drawing_pixels_and_table() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    show(&mut window, Key::Num3, View::Timeline);
    for (label, ending) in [("Save SVG…", "svg"), ("Save PNG…", "png"), ("Save CSV…", "csv")] {
        click(&mut window, "Save picture ▾");
        click(&mut window, label);
        wait_for_notice(&mut window, "The timeline is in ");
        let bytes = std::fs::read(home.saved(ending)).unwrap();
        match ending {
            "png" => assert!(bytes.starts_with(b"\x89PNG")),
            "svg" => assert!(String::from_utf8(bytes).unwrap().contains("events of the project reviewed")),
            _ => {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.contains("counted,2024-01-04,2024-01-04") && text.contains("stated,") && text.contains(",90,,at_least,2023-10-17,"), "{text}");
            }
        }
        click(&mut window, "✖");
    }
}

fn search_for(window: &mut desk::Window, words: &str) {
    desk::press(window, Key::Slash);
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Search").type_text(words);
    window.run_ok();
    let query = words.to_owned();
    desk::wait(window, |app| app.workspace.found.as_ref().is_some_and(|f| f.query == query));
}

#[test]
fn text_names_and_events_are_found_and_filters_are_kept() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    search_for(&mut window, "mosul mark");
    let found = window.state().workspace.found.clone().unwrap();
    assert_eq!((found.articles.len(), found.slow.clone()), (1, None), "the index answers: {found:?}");
    desk::press(&mut window, Key::Enter);
    assert_eq!(window.state().workspace.view, View::Search);
    window.get_by_label_contains("Found in: Blast in Mosul").click();
    window.run_ok();
    let state = window.state();
    let flash = state.workspace.flash.as_ref().expect("the words are pointed at");
    let text = &dataset(&window).article(&flash.article).unwrap().article.text;
    assert!(state.workspace.view == View::Read && flash.span.of(text).eq_ignore_ascii_case("mosul"));

    window.state_mut().workspace.filter = Filter::default();
    window.run_ok();
    search_for(&mut window, "Islamic State");
    show(&mut window, Key::Num6, View::Search);
    window.get_by_label("Found name: Islamic State");
    window.get_all_by_label_contains("Found event: ").next().expect("its attacks are found");
    window.get_by_label("Name of the filter").focus();
    window.run_ok();
    window.get_by_label("Name of the filter").type_text("IS in Iraq");
    window.run_ok();
    click(&mut window, "Save filter");
    window.state_mut().workspace.filter = Filter::default();
    window.run_ok();
    click(&mut window, "IS in Iraq");
    assert_eq!(window.state().workspace.filter.query, "Islamic State");
    let kept = dateline::store::Settings::load(&home.path().join("settings")).0;
    assert!(kept.filters.contains_key("IS in Iraq"), "{kept:?}");
}

#[test]
fn the_project_settles_by_another_practice_by_key_or_button_and_says_so_in_views_and_exports() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    show(&mut window, Key::Num2, View::Events);
    let event = select_merged(&mut window);
    let count = |w: &desk::Window| dataset(w).events.iter().find(|e| e.target == event).unwrap().item.fields.killed.unwrap();
    let before = count(&window);
    assert_ne!(before.low, before.high, "the accounts differ");
    window.get_by_label("Settled by low, best and high, as UCDP");
    press_with(&mut window, Modifiers::SHIFT, Key::R);
    desk::press(&mut window, Key::Num2);
    desk::wait(&mut window, |app| app.workspace.tasks.is_empty());
    assert_eq!(count(&window), dateline::model::Count::exact(2), "{:?}", notices(&window));
    assert_eq!(window.state().workspace.journal.decisions().iter().map(|d| &d.target).collect::<Vec<_>>(), [&Target::Settling]);
    assert!(notices(&window).iter().any(|n| n.contains("say something else now")), "{:?}", notices(&window));
    let out = home.path().join("out");
    dateline::export::export(dataset(&window), &dateline::export::ExportOptions::default(), "jsonl", &out).unwrap();
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    let package: serde_json::Value = serde_json::from_str(&read("datapackage-jsonl.json")).unwrap();
    assert_eq!(package["settling"], "conservative");
    assert!(read("codebook-jsonl.md").contains("the most conservative number, as ACLED"));
    let decision: serde_json::Value = serde_json::from_str(read("decisions.jsonl").lines().next().unwrap()).unwrap();
    assert_eq!((&decision["target"]["on"], &decision["before"], &decision["after"]), (&"settling".into(), &"triple".into(), &"conservative".into()));

    click(&mut window, "Settled by the most conservative number, as ACLED");
    click(&mut window, "What most independent sources say");
    desk::wait(&mut window, |app| app.workspace.tasks.is_empty());
    window.get_by_label("Settled by what most independent sources say");
    assert_eq!(count(&window).best, Some(2), "two of three say so");
    desk::press(&mut window, Key::Z);
    desk::press(&mut window, Key::Z);
    desk::wait(&mut window, |app| app.workspace.tasks.is_empty());
    assert_eq!(count(&window), before, "and back again");
    drop(window);
}

#[test]
fn a_practice_is_kept_with_the_project() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press_with(&mut window, Modifiers::SHIFT, Key::R);
    desk::press(&mut window, Key::Num3);
    desk::wait(&mut window, |app| app.workspace.tasks.is_empty());
    press_with(&mut window, Modifiers::COMMAND, Key::W);
    drop(window);
    let again = opened(&home);
    assert_eq!(dataset(&again).settling(), dateline::model::Settling::Majority);
    let rules = dataset(&again).events.iter().flat_map(|e| e.item.conflicts.iter().map(|c| c.rule.clone())).collect::<Vec<_>>();
    assert!(rules.iter().any(|r| r == "majority"), "{rules:?}");
}

#[test]
fn flags_and_comments_are_columns_of_the_table_of_events_and_of_the_export() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    show(&mut window, Key::Num2, View::Events);
    let event = select_merged(&mut window);
    desk::press(&mut window, Key::F);
    desk::press(&mut window, Key::Num5);
    desk::press(&mut window, Key::C);
    window.event(egui::Event::Text("ask the desk".to_owned()));
    window.run_ok();
    desk::press(&mut window, Key::Enter);
    window.get_by_label("Killed: ask the desk");
    let first = |w: &desk::Window| dateline::ui::events::order(&w.state().workspace)[0];
    let at = dataset(&window).events.iter().position(|e| e.target == event).unwrap();
    for column in ["Sort by Comment", "Sort by Flag"] {
        click(&mut window, column);
        assert_eq!(first(&window), at, "{column}: what was remarked on comes first");
    }
    let out = home.path().join("out");
    dateline::export::export(dataset(&window), &dateline::export::ExportOptions::default(), "csv", &out).unwrap();
    let mut table = csv::Reader::from_path(out.join("events.csv")).unwrap();
    let headers = table.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|h| h == name).unwrap_or_else(|| panic!("{name}"));
    let told: Vec<(String, String)> = table.records().map(|r| r.unwrap()).map(|r| (r[column("flags")].to_owned(), r[column("comments")].to_owned())).collect();
    assert!(told.contains(&("event".to_owned(), "killed: ask the desk".to_owned())), "{told:?}");
}
