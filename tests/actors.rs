//! The page of actors: names joined by key, in events and exports, split again, undone; nothing is joined by itself.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by them")]

#[path = "common/desk.rs"]
mod desk;

use dateline::export::{ExportOptions, export};
use dateline::model::{ActorKey, ActorSort};
use dateline::review::{Command, Verdict};
use dateline::ui::workspace::View;
use desk::{Home, Window, click, click_containing, dataset, opened, press, press_with, wait};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

const ARTICLES: [(&str, &str); 2] = [
    (
        "a.txt",
        "Blast in Mosul\n\nPublished: 20 January 2024\n\n\
         A car bomb exploded at a market in Mosul on Friday, killing nine people, a hospital official said. Islamic State claimed the attack.\n\n\
         On Monday, gunmen of Islamic State shot dead a mayor in Kirkuk, the police said. Qais al-Khazali spoke in Baghdad. Khazali was calm.\n",
    ),
    ("b.txt", "A raid\n\nPublished: 9 January 2024\n\nOn Monday, Harakat al-Nujaba fired rockets at a base in Mosul, killing a soldier, the police said.\n"),
];

fn page() -> (Home, Window) {
    let home = Home::new(&ARTICLES.map(|(name, text)| (name, text.as_bytes())));
    let mut window = opened(&home);
    press_with(&mut window, Modifiers::COMMAND, Key::Num7);
    assert_eq!(window.state().workspace.view, View::Actors);
    settle(&mut window);
    (home, window)
}

fn settle(window: &mut Window) {
    wait(window, |app| app.workspace.tasks.is_empty() && app.workspace.registry.as_ref().is_some_and(|r| r.revision == app.workspace.revision));
}

fn attackers(window: &Window) -> Vec<String> {
    dataset(window).events.iter().flat_map(|e| e.item.fields.attackers.clone()).collect()
}

fn key(name: &str) -> ActorKey {
    ActorKey::new(ActorSort::Body, name)
}

#[test]
fn actors_are_listed_and_joined_only_by_the_analyst() {
    let (home, mut window) = page();
    assert_eq!(window.state().workspace.journal.rows().len(), 0, "nothing is joined by itself");
    click(&mut window, "Actor Harakat al-Nujaba");
    window.get_by_label_contains("Event of the actor: ");
    assert!(
        attackers(&window).contains(&"Harakat al-Nujaba".to_owned()) && attackers(&window).contains(&"Islamic State".to_owned()),
        "{:?}",
        attackers(&window)
    );

    let join = Command::SameActor(key("Islamic State"), key("Harakat al-Nujaba"));
    let ctx = window.ctx.clone();
    dateline::ui::perform::perform(window.state_mut(), dateline::ui::Action::Edit(join), &ctx);
    settle(&mut window);
    let all = attackers(&window);
    assert!(!all.is_empty() && all.iter().all(|a| a == "Islamic State"), "{all:?}");
    assert_eq!(window.state().workspace.actor, Some(key("Islamic State")), "the name that stands for both is shown");
    let out = home.path().join("out");
    let files = export(dataset(&window), &ExportOptions::default(), "csv", &out).unwrap();
    let text: String = files.iter().filter_map(|f| std::fs::read_to_string(f).ok()).collect();
    assert!(text.contains("Islamic State"));
    assert!(!attackers(&window).contains(&"Harakat al-Nujaba".to_owned()));

    click(&mut window, "Split off Harakat al-Nujaba");
    settle(&mut window);
    assert!(attackers(&window).contains(&"Harakat al-Nujaba".to_owned()));
    let apart = |w: &Window| w.state().workspace.journal.decisions().iter().filter(|d| d.verdict == Verdict::DifferentActor).count();
    assert_eq!(apart(&window), 1, "that they differ is remembered");
    press(&mut window, Key::Z);
    press(&mut window, Key::Z);
    settle(&mut window);
    assert_eq!(apart(&window), 0);
    assert!(attackers(&window).contains(&"Harakat al-Nujaba".to_owned()));
}

#[test]
fn a_suggestion_says_why_and_is_taken_by_its_digit_or_told_apart() {
    let (_home, mut window) = page();
    let registry = window.state().workspace.registry.clone().unwrap();
    let Some(pair) = registry.suggestions.iter().find(|s| s.kept.name.contains("Khazali") || s.other.name.contains("Khazali")).cloned() else {
        // Where the machine has seen by itself that both are one person, there is nothing to suggest.
        assert!(registry.actors.iter().filter(|a| a.key.name.contains("Khazali")).count() == 1);
        return;
    };
    window.state_mut().workspace.actor = Some(pair.kept.clone());
    window.run_ok();
    window.get_by_label_contains(&pair.why);
    press(&mut window, Key::Num1);
    settle(&mut window);
    assert_eq!(window.state().workspace.registry.as_ref().unwrap().actors.iter().filter(|a| a.key.name.contains("Khazali")).count(), 1);
    press(&mut window, Key::Z);
    settle(&mut window);
    click_containing(&mut window, "Not the same as");
    settle(&mut window);
    assert!(!window.state().workspace.registry.as_ref().unwrap().suggestions.contains(&pair));
}

#[test]
fn side_and_country_of_an_actor_are_edited_in_place_and_undone() {
    let (_home, mut window) = page();
    let taught = |w: &Window| dateline::review::taught(w.state().workspace.journal.decisions());
    let shown = |w: &Window| dateline::ui::actors::shown(&w.state().workspace).map(|a| (a.sides.clone(), a.country.clone())).unwrap();
    click(&mut window, "Actor Islamic State");
    let before = shown(&window);
    press(&mut window, Key::E);
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_label("Side of the actor").type_text("harakat");
    window.run_ok();
    press(&mut window, Key::Tab);
    settle(&mut window);
    assert_eq!(taught(&window).first().and_then(|t| t.side.clone()).as_deref(), Some("Harakat al-Nujaba"), "Tab completes the name");
    assert_eq!(shown(&window).0, ["Harakat al-Nujaba"]);

    let country = |window: &mut Window, text: &str| {
        window.get_by_label("Country of the actor").focus();
        window.run_ok();
        press_with(window, Modifiers::COMMAND, Key::A);
        window.get_by_label("Country of the actor").type_text(text);
        window.run_ok();
        press(window, Key::Enter);
        settle(window);
    };
    country(&mut window, "Mordor");
    window.get_by_label_contains("“Mordor” is no country");
    country(&mut window, "syr");
    assert_eq!(shown(&window).1.as_deref(), Some("SYR"));
    let one = taught(&window);
    assert_eq!((one.len(), one[0].side.as_deref(), one[0].country.as_deref()), (1, Some("Harakat al-Nujaba"), Some("SYR")), "one entry holds both");
    press(&mut window, Key::Z);
    press(&mut window, Key::Z);
    settle(&mut window);
    assert_eq!((taught(&window).len(), shown(&window)), (0, before));
}
