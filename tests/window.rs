//! The window as an analyst uses it, driven by keys and clicks without a graphics backend.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by them")]

use dateline::model::Kind;
use dateline::review::{Dataset, Review};
use dateline::ui::picker::{FolderPicker, Picked, Wanted};
use dateline::ui::workspace::View;
use dateline::ui::{App, AppOptions, theme};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Three accounts of one attack, by a paper, a wire and a later summary.
const ARTICLES: [(&str, &str); 3] = [
    (
        "a_courier.txt",
        "The Zagros Courier\n\nDrone kills two soldiers in Erbil\n\nBy Rezan Amedi\nPublished: 4 January 2024\n\n\
         A drone struck a checkpoint in Makhmur on Thursday at dawn, killing two Iraqi soldiers and wounding five others, a police officer said.\n\n\
         Kataib Hezbollah fired the drone, the officer said. A convoy of trucks was near.\n",
    ),
    (
        "b_wire.txt",
        "Drone attack kills two Iraqi soldiers\n\nPublished: 5 January 2024\n\n\
         MAKHMUR, Iraq (Reuters) - Two Iraqi soldiers were killed and five wounded on Thursday when a drone hit a checkpoint in Makhmur, the army said.\n",
    ),
    (
        "c_summary.txt",
        "The week in Iraq\n\nPublished: 8 January 2024\n\n\
         On Thursday, 4 January, a drone strike on a checkpoint in Makhmur killed three Iraqi soldiers, according to a hospital.\n",
    ),
];

/// A test's folders, which go away with it.
struct Home(tempfile::TempDir);

impl Home {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir_all(home.articles()).unwrap();
        for (name, bytes) in files {
            dateline::store::atomic::write_bytes(&home.articles().join(name), bytes).unwrap();
        }
        home
    }

    fn with_articles() -> Self {
        Self::new(&ARTICLES.map(|(name, text)| (name, text.as_bytes())))
    }

    fn articles(&self) -> PathBuf {
        self.0.path().join("articles")
    }

    fn export(&self) -> PathBuf {
        self.0.path().join("exported")
    }
}

/// Answers the file dialog: articles here, exports there.
struct Picker {
    articles: PathBuf,
    export: PathBuf,
}

impl FolderPicker for Picker {
    fn pick(&self, wanted: Wanted) -> Picked {
        Picked::Path(if wanted == Wanted::ExportFolder { self.export.clone() } else { self.articles.clone() })
    }
}

type Window = Harness<'static, App>;

fn window(home: &Home) -> Window {
    let picker = Arc::new(Picker { articles: home.articles(), export: home.export() });
    let (projects, settings, crashes) = (home.0.path().join("projects"), home.0.path().join("settings"), home.0.path().join("crashes"));
    let options = AppOptions { open: Vec::new(), picker, projects, settings, crashes };
    Harness::builder().with_size([1280.0, 800.0]).with_context_setup(theme::install).build_ui_state(|ui, app: &mut App| app.draw(ui), App::new(options))
}

/// Steps until `done`, for at most two minutes.
fn wait(window: &mut Window, done: impl Fn(&App) -> bool) {
    let start = Instant::now();
    while !done(window.state()) {
        window.step();
        std::thread::sleep(Duration::from_millis(5));
        assert!(start.elapsed().as_secs() < 120, "waited in vain; notices: {:?}", notices(window));
    }
    window.run_ok();
}

/// A window that has opened and read the folder of `home`.
fn opened(home: &Home) -> Window {
    let mut window = window(home);
    window.run_ok();
    press_with(&mut window, Modifiers::COMMAND, Key::O);
    wait(&mut window, |app| app.workspace.project.is_some() && app.workspace.tasks.is_empty());
    window
}

fn press(window: &mut Window, key: Key) {
    press_with(window, Modifiers::NONE, key);
}

fn press_with(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_ok();
}

fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.run_ok();
}

/// Puts `text` in place of what stands in the field called `label`.
fn retype(window: &mut Window, label: &str, text: &str) {
    window.get_by_label(label).focus();
    window.run_ok();
    press_with(window, Modifiers::COMMAND, Key::A);
    window.get_by_label(label).type_text(text);
    window.run_ok();
}

fn dataset(window: &Window) -> &Dataset {
    &window.state().workspace.dataset
}

fn notices(window: &Window) -> Vec<String> {
    window.state().workspace.notices.list().iter().map(|n| n.text.clone()).collect()
}

fn edits(window: &Window) -> usize {
    window.state().workspace.journal.rows().len()
}

fn mention(window: &Window, path: &str, text: &str) -> Option<(Kind, Review)> {
    let article = dataset(window).articles.iter().find(|a| a.article.path == path)?;
    article.mentions.iter().find(|m| m.item.text == text).map(|m| (m.item.kind, m.review))
}

/// Drags over the words that stand left of the highlight called `label`.
fn drag_left_of(window: &mut Window, label: &str, width: f32) {
    let end = window.get_by_label(label).rect().left_center() - egui::vec2(8.0, 0.0);
    let start = end - egui::vec2(width, 0.0);
    window.drag_at(start);
    window.step();
    for share in [0.3, 0.7, 1.0] {
        window.hover_at(start + (end - start) * share);
        window.step();
    }
    window.drop_at(end);
    window.run_ok();
}

/// The accessible name of the row of the event that more than one article tells of.
fn merged_row(window: &Window) -> String {
    let event = dataset(window).events.iter().find(|e| e.item.articles.len() > 1).expect("the accounts are merged");
    let column = |c: dateline::ui::events::Column| c.text(event, window.state().workspace.lexicon());
    format!("Event: {}, {}", column(dateline::ui::events::Column::Date), column(dateline::ui::events::Column::Place))
}

fn killed(window: &Window) -> Option<u32> {
    dataset(window).events.iter().find(|e| e.item.articles.len() > 1)?.item.fields.killed?.best
}

#[test]
fn the_whole_job_from_folder_to_files() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    assert_eq!(dataset(&window).articles.len(), 3, "{:?}", window.state().workspace.problems);
    let before = dataset(&window).clone();

    window.get_by_role_and_label(egui::accesskit::Role::ListBoxOption, "Drone kills two soldiers in Erbil").click();
    window.run_ok();
    click(&mut window, "Place: Makhmur");
    assert_eq!(window.state().workspace.selected_review(), Some(Review::Open));
    press(&mut window, Key::Num6);
    assert_eq!(mention(&window, "a_courier.txt", "Makhmur"), Some((Kind::Facility, Review::Corrected)));

    click(&mut window, "Armed group: Kataib Hezbollah");
    press(&mut window, Key::X);
    assert_eq!(mention(&window, "a_courier.txt", "Kataib Hezbollah"), Some((Kind::ArmedGroup, Review::Rejected)));

    drag_left_of(&mut window, "Facility: Makhmur", 70.0);
    let words = window.state().workspace.marked_text().map(str::to_owned).expect("words are marked");
    press(&mut window, Key::Num7);
    assert_eq!(mention(&window, "a_courier.txt", &words), Some((Kind::Weapon, Review::Added)));

    press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    assert_eq!(window.state().workspace.view, View::Events);
    let row = merged_row(&window);
    click(&mut window, &row);
    press(&mut window, Key::Num5);
    press(&mut window, Key::E);
    let old = killed(&window);
    retype(&mut window, "Edit Killed", "7");
    press(&mut window, Key::Enter);
    assert!(matches!(old, Some(2 | 3)), "one of the stated numbers: {old:?}");
    assert_eq!(killed(&window), Some(7), "{:?}", notices(&window));

    let (after, made) = (dataset(&window).clone(), edits(&window));
    assert_eq!(made, 4);
    for _ in 0..made {
        press(&mut window, Key::Z);
    }
    assert!(*dataset(&window) == before, "undo brings back what the machine made");
    for _ in 0..made {
        press_with(&mut window, Modifiers::COMMAND, Key::Y);
    }
    assert!(*dataset(&window) == after, "redo brings back what the analyst made");

    export(&mut window, &home);
    check_files(&home.export(), &words);
}

fn export(window: &mut Window, home: &Home) {
    press_with(window, Modifiers::COMMAND, Key::E);
    click(window, "JSON Lines");
    click(window, "GeoJSON");
    click(window, "Choose…");
    wait(window, |app| app.workspace.tasks.is_empty());
    press(window, Key::Enter);
    wait(window, |app| app.workspace.tasks.is_empty());
    let wanted = format!("Exported into {}", home.export().display());
    assert!(notices(window).iter().any(|n| n.starts_with(&wanted)), "{:?}", notices(window));
}

fn lines(path: &Path) -> Vec<serde_json::Value> {
    std::fs::read_to_string(path).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn check_files(folder: &Path, added: &str) {
    let events = lines(&folder.join("events.jsonl"));
    let event = events.iter().find(|e| e["articles"].as_array().is_some_and(|a| a.len() > 1)).expect("the merged event");
    assert_eq!(event["killed"]["best"], 7);
    assert_eq!(event["review"], "corrected");

    let mut table = csv::Reader::from_path(folder.join("events.csv")).unwrap();
    let column = table.headers().unwrap().iter().position(|h| h == "killed").unwrap();
    let cells: Vec<String> = table.records().map(|r| r.unwrap()[column].to_owned()).collect();
    assert!(cells.contains(&"7".to_owned()), "{cells:?}");

    let text = std::fs::read_to_string(folder.join("events.geojson")).unwrap();
    let map: serde_json::Value = serde_json::from_str(&text).unwrap();
    let properties: Vec<_> = map["features"].as_array().unwrap().iter().map(|f| f["properties"]["killed"]["best"].clone()).collect();
    assert!(properties.contains(&serde_json::json!(7)), "{properties:?}");

    let articles = lines(&folder.join("articles.jsonl"));
    let mentions = lines(&folder.join("mentions.jsonl"));
    let find = |text: &str, review: &str| mentions.iter().find(|m| m["text"] == text && m["review"] == review && m["article"] == "a_courier.txt");
    assert_eq!(find("Makhmur", "corrected").unwrap()["kind"], "facility");
    assert_eq!(find(added, "added").unwrap()["kind"], "weapon");
    assert!(find("Kataib Hezbollah", "rejected").is_some());
    for m in &mentions {
        let article = articles.iter().find(|a| a["path"] == m["article"]).unwrap();
        let number = |key: &str| usize::try_from(m[key].as_u64().unwrap()).unwrap();
        let covered: String = article["text"].as_str().unwrap().chars().skip(number("start")).take(number("end") - number("start")).collect();
        assert_eq!(m["text"], covered.as_str());
    }
}

#[test]
fn keys_mean_nothing_while_a_text_is_typed() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::J);
    let selected = window.state().workspace.selected.clone();
    press(&mut window, Key::Slash);
    for (key, text) in [(Key::A, "a"), (Key::X, "x"), (Key::J, "j"), (Key::Num2, "2"), (Key::Z, "z")] {
        window.event(egui::Event::Text(text.to_owned()));
        press(&mut window, key);
    }
    assert_eq!(window.state().workspace.filter.query, "axj2z");
    assert_eq!((edits(&window), &window.state().workspace.selected), (0, &selected));
}

#[test]
fn decisions_stay_with_an_article_that_is_edited() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    window.get_by_role_and_label(egui::accesskit::Role::ListBoxOption, "Drone kills two soldiers in Erbil").click();
    window.run_ok();
    click(&mut window, "Armed group: Kataib Hezbollah");
    press(&mut window, Key::X);
    let (name, text) = ARTICLES[0];
    let edited = text.replace("a police officer said", "a police officer told reporters");
    dateline::store::atomic::write_bytes(&home.articles().join(name), edited.as_bytes()).unwrap();
    press(&mut window, Key::F5);
    wait(&mut window, |app| app.workspace.project.is_some() && app.workspace.tasks.is_empty());
    assert!(dataset(&window).articles.iter().any(|a| a.article.text.contains("told reporters")));
    assert_eq!(mention(&window, name, "Kataib Hezbollah"), Some((Kind::ArmedGroup, Review::Rejected)));
    press(&mut window, Key::Z);
    assert_eq!(mention(&window, name, "Kataib Hezbollah"), Some((Kind::ArmedGroup, Review::Open)), "carrying over is one step that can be undone");
}

#[test]
fn marked_words_become_a_running_total() {
    let text =
        "Attacks go on\n\nPublished: 8 January 2024\n\nTroops in Iraq were attacked at least 90 times since October 17, the Pentagon said in Washington.\n";
    let home = Home::new(&[("a.txt", text.as_bytes())]);
    let mut window = opened(&home);
    press(&mut window, Key::J);
    let article = dataset(&window).articles[0].article.clone();
    let start = article.text.find("at least 90").expect("it is there");
    let span = dateline::model::Span::new(start, start + "at least 90 times".len());
    let before = dataset(&window).tallies().count();
    let marked = dateline::ui::selection::Marked { article: article.id, span };
    window.state_mut().workspace.marked = Some(marked);
    window.run_ok();
    press(&mut window, Key::Num0);
    let added: Vec<_> = dataset(&window).tallies().filter(|t| t.review == Review::Added).map(|t| t.item.count).collect();
    assert_eq!((added, dataset(&window).tallies().count()), (vec![90], before + 1), "{:?}", notices(&window));
    press(&mut window, Key::Z);
    assert_eq!(dataset(&window).tallies().count(), before);
}

#[test]
fn what_cannot_be_is_refused_with_a_reason() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    let row = merged_row(&window);
    click(&mut window, &row);
    press(&mut window, Key::U);
    assert!(notices(&window).iter().any(|n| n.contains("nothing was changed")), "{:?}", notices(&window));
    press(&mut window, Key::Num1);
    press(&mut window, Key::E);
    retype(&mut window, "Edit Date", "4th of January");
    press(&mut window, Key::Enter);
    window.get_by_label_contains("is not a date; write it as 2024-01-04");
    assert_eq!(edits(&window), 0);
}

#[test]
fn a_whole_card_is_accepted_and_events_are_joined_and_split_by_keys() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    let row = merged_row(&window);
    click(&mut window, &row);
    let chosen = window.state().workspace.selected.clone().unwrap();
    press(&mut window, Key::A);
    let review = |w: &Window| dataset(w).events.iter().find(|e| e.target == chosen).map(|e| e.review);
    assert_eq!(review(&window), Some(Review::Confirmed));
    press(&mut window, Key::Z);
    assert_eq!(review(&window), Some(Review::Open));
    let count = dataset(&window).events.len();
    let sizes = |w: &Window| dataset(w).events.iter().map(|e| e.item.reports.len()).max().unwrap();
    let merged = sizes(&window);
    press_with(&mut window, Modifiers::SHIFT, Key::M);
    wait(&mut window, |app| app.workspace.tasks.is_empty());
    assert_eq!((dataset(&window).events.len(), sizes(&window)), (count + 1, merged - 1), "{:?}", notices(&window));
    press(&mut window, Key::Z);
    wait(&mut window, |app| app.workspace.tasks.is_empty());
    assert_eq!((dataset(&window).events.len(), sizes(&window)), (count, merged));
}

#[test]
fn a_project_that_is_open_elsewhere_is_read_only_and_says_so() {
    let home = Home::with_articles();
    let first = opened(&home);
    let mut second = opened(&home);
    assert!(second.state().workspace.project.as_ref().is_some_and(|p| p.read_only.is_some()));
    press(&mut second, Key::J);
    press(&mut second, Key::A);
    assert!(notices(&second).iter().any(|n| n.starts_with("Nothing can be decided here")), "{:?}", notices(&second));
    assert_eq!((edits(&first), edits(&second)), (0, 0));
}

#[test]
fn an_empty_folder_says_what_to_do() {
    let home = Home::new(&[]);
    let mut window = opened(&home);
    window.get_by_label("No articles in this folder");
    press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    window.get_by_label("No events");
    press_with(&mut window, Modifiers::COMMAND, Key::Num3);
    window.get_by_label("Nothing to draw yet");
    press_with(&mut window, Modifiers::COMMAND, Key::Num4);
    window.get_by_label("No problems");
}

#[test]
fn a_hostile_file_is_listed_and_stops_no_other() {
    let (name, text) = ARTICLES[0];
    let home = Home::new(&[(name, text.as_bytes()), ("noise.txt", &[0, 159, 146, 150, 0, 1, 2, 3, 255, 0]), ("empty.txt", b"")]);
    let mut window = opened(&home);
    assert_eq!(dataset(&window).articles.len(), 1);
    press_with(&mut window, Modifiers::COMMAND, Key::Num4);
    window.get_by_label("noise.txt");
    window.get_by_label("empty.txt");
    retype(&mut window, "Filter", "noise");
    window.get_by_label("Problems: 1 of 2");
}

#[test]
fn the_timeline_draws_what_is_counted() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press_with(&mut window, Modifiers::COMMAND, Key::Num3);
    let count = dataset(&window).events.iter().filter(|e| e.item.fields.date.is_some()).count();
    window.get_by_label(&format!("Chart of {count} events"));
    click(&mut window, "Month");
    click(&mut window, "Attacker");
    window.get_by_label(&format!("Chart of {count} events"));
}
