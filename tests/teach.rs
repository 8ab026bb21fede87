//! Names that are taught: read again, listed, undone; what was decided before stays.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by them")]

#[path = "common/desk.rs"]
mod desk;

use dateline::analysis::{Engine, assemble};
use dateline::intake::{Given, article_from_text};
use dateline::model::{Kind, Reading, Taught};
use dateline::review::{Command, Dataset, Journal, MentionEdit, NewValue, Review, State, guidance, plan, resolve};
use desk::{Home, Window, click, click_containing, dataset, notices, opened, press, press_with, wait};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use proptest::prelude::*;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

const ARTICLES: [(&str, &str); 3] = [
    (
        "a.txt",
        "Base shelled\n\nPublished: 4 January 2024\n\nA drone struck a base in Erbil on Thursday, killing two Iraqi soldiers, a police officer said. \
         The Qabda fired the drone, the officer said.\n\nIn Mosul, a bomb killed four people on Wednesday.\n",
    ),
    ("b.txt", "A claim\n\nPublished: 5 January 2024\n\nQabda claimed the drone attack on the base in Erbil. Two soldiers were killed on Thursday.\n"),
    ("c.txt", "Calm in Basra\n\nPublished: 6 January 2024\n\nA rocket hit a house in Basra on Friday, killing a farmer, the police said.\n"),
];

fn home() -> Home {
    Home::new(&ARTICLES.map(|(name, text)| (name, text.as_bytes())))
}

/// The kinds of the mentions of that name.
fn named(dataset: &Dataset, name: &str) -> Vec<Kind> {
    dataset.mentions().filter(|m| m.item.entity.as_deref() == Some(name)).map(|m| m.item.kind).collect()
}

fn attackers(window: &Window) -> Vec<String> {
    let mut all: Vec<String> = dataset(window).events.iter().flat_map(|e| e.item.fields.attackers.clone()).collect();
    all.sort();
    all.dedup();
    all
}

fn settle(window: &mut Window) {
    wait(window, |app| app.workspace.tasks.is_empty());
    window.run_ok();
}

#[test]
fn a_taught_name_is_found_everywhere_listed_undone_and_kept_with_the_project() {
    let home = home();
    let mut window = opened(&home);
    let basra =
        dataset(&window).mentions().find(|m| m.item.text == "Basra" && m.item.article == dataset(&window).articles[2].article.id).unwrap().target.clone();
    window.state_mut().workspace.selected = Some(basra.clone());
    press(&mut window, Key::X);
    window.state_mut().workspace.selected = None;
    window.run_ok();
    let before = dataset(&window).clone();
    press(&mut window, Key::G);
    window.get_by_label("Name").type_text("Qabdat al-Huda");
    window.run_ok();
    window.get_by_label("Other names").focus();
    window.run_ok();
    window.get_by_label("Other names").type_text("Qabda, the Qabda");
    window.run_ok();
    press(&mut window, Key::Enter);
    settle(&mut window);
    window.get_by_label("What reading again changed");
    window.get_by_label_contains("2 articles were read again");
    let found = named(dataset(&window), "Qabdat al-Huda");
    assert!(found.len() >= 2 && found.iter().all(|kind| *kind == Kind::ArmedGroup), "{found:?} {:?}", notices(&window));
    assert!(attackers(&window).contains(&"Qabdat al-Huda".to_owned()), "{:?}", attackers(&window));
    click_containing(&mut window, "event changed: ");
    assert_eq!(dataset(&window).mentions().find(|m| m.target == basra).map(|m| m.review), Some(Review::Rejected), "what was decided stays");
    let taught = dataset(&window).clone();

    press(&mut window, Key::Z);
    settle(&mut window);
    let ours = |d: &Dataset| d.mentions().map(|m| (m.item.clone(), m.review)).collect::<Vec<_>>();
    assert_eq!(ours(dataset(&window)), ours(&before), "undo forgets the name");
    assert_eq!(dataset(&window).events, before.events);
    press_with(&mut window, Modifiers::COMMAND, Key::Y);
    settle(&mut window);
    assert_eq!(ours(dataset(&window)), ours(&taught));
    drop(window);

    let mut window = opened(&home);
    settle(&mut window);
    assert_eq!(ours(dataset(&window)), ours(&taught), "the name is in the project file");
    press(&mut window, Key::G);
    click(&mut window, "Forget Qabdat al-Huda");
    settle(&mut window);
    assert_eq!(ours(dataset(&window)), ours(&before));
}

/// The readings of the articles without and with the taught name.
fn readings() -> &'static [Vec<Reading>; 2] {
    static READINGS: OnceLock<[Vec<Reading>; 2]> = OnceLock::new();
    READINGS.get_or_init(|| {
        let plain = Engine::load().unwrap();
        let taught = plain.with_taught(&[name()]).unwrap();
        let read = |engine: &Engine| {
            ARTICLES
                .iter()
                .map(|(path, text)| engine.read(article_from_text(path, text, Given::default()).unwrap().0, &AtomicBool::new(false)).unwrap())
                .collect()
        };
        [read(&plain), read(&taught)]
    })
}

fn name() -> Taught {
    Taught { aliases: vec!["Qabda".to_owned()], ..Taught::new("Qabdat al-Huda", Kind::ArmedGroup) }
}

/// What the journal comes to over the readings that belong to its lexicon.
fn shown(journal: &Journal) -> Dataset {
    let guidance = guidance(journal.decisions());
    let [plain, taught] = readings();
    resolve(
        &assemble(if guidance.taught.is_empty() { plain.clone() } else { taught.clone() }, &guidance, &dateline::lexicon::Lexicon::default()),
        journal.decisions(),
    )
}

fn commit(journal: &mut Journal, command: &Command) {
    let dataset = shown(journal);
    if let Ok(changes) = plan(&State { dataset: &dataset, decisions: journal.decisions() }, command, "ada", "2024-01-09T10:00:00Z") {
        journal.commit(changes, command.label(), "ada", "2024-01-09T10:00:00Z");
    }
}

fn some_command(dataset: &Dataset, what: u8, at: usize, kind: usize) -> Option<Command> {
    let mentions: Vec<_> = dataset.mentions().collect();
    let mention = mentions.get(at % mentions.len().max(1)).map(|m| m.target.clone());
    let event = dataset.events.get(at % dataset.events.len().max(1)).map(|e| e.target.clone());
    Some(match what {
        0 => Command::Confirm(vec![mention?]),
        1 => Command::Reject(vec![mention?]),
        2 => Command::Correct(mention?, NewValue::Mention(MentionEdit { kind: Some(Kind::ALL[kind % 6]), entity: Some("X".into()), ..MentionEdit::default() })),
        3 => Command::Reject(vec![event?]),
        4 => Command::Correct(event?.with_field(dateline::model::Field::Attackers), NewValue::Field(dateline::model::FieldValue::Names(vec!["Y".into()]))),
        _ => Command::Confirm(vec![event?]),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn what_was_decided_is_the_same_after_teaching_and_after_forgetting(steps in prop::collection::vec((0u8..6, 0usize..60, 0usize..6), 1..12), undo in any::<bool>()) {
        let mut journal = Journal::default();
        for (what, at, kind) in steps {
            if let Some(command) = some_command(&shown(&journal), what, at, kind) {
                commit(&mut journal, &command);
            }
        }
        let (before, decided) = (shown(&journal), journal.decisions().clone());
        commit(&mut journal, &Command::Teach(Box::new(name())));
        let after = shown(&journal);
        for decision in decided.iter() {
            prop_assert_eq!(journal.decisions().get(&decision.target), Some(decision));
        }
        for old in before.mentions().filter(|m| m.review.is_decided()) {
            let new = after.mentions().find(|m| m.target == old.target);
            let lost = after.all_unmatched().any(|d| d.target == old.target);
            prop_assert!(new.is_some_and(|n| (n.review, n.item.kind, n.item.span) == (old.review, old.item.kind, old.item.span)) || (lost && old.review == Review::Rejected));
        }
        for old in before.events.iter().filter(|e| matches!(e.review, Review::Rejected | Review::Corrected)) {
            let field = dateline::model::Field::Attackers;
            let new = after.events.iter().find(|e| e.target == old.target);
            prop_assert!(new.is_some_and(|n| n.review == old.review && (old.review == Review::Rejected || n.item.fields.get(field) == old.item.fields.get(field))));
        }
        if undo {
            journal.undo("ada", "2024-01-09T11:00:00Z");
        } else {
            commit(&mut journal, &Command::Unteach("Qabdat al-Huda".into()));
        }
        prop_assert_eq!(journal.decisions(), &decided);
        prop_assert!(shown(&journal) == before);
    }
}
