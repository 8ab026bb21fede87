//! A second coder: the table by hand-counted figures, and differences settled by key, recorded, undone.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by them")]

mod common;
#[cfg(feature = "window")]
#[path = "common/desk.rs"]
mod desk;

use common::{AT, BY, act, extraction};
use dateline::agreement::{agreement, differences, is_settled};
use dateline::model::{Count, Field, FieldValue, Kind};
use dateline::review::{Command, Dataset, Decisions, Journal, MentionEdit, NewValue, Review, Target, resolve};

/// One coder over the folder of `common`.
struct Coder {
    dataset: Dataset,
    journal: Journal,
}

impl Coder {
    fn new() -> Self {
        Self { dataset: resolve(&extraction(), &Decisions::default()), journal: Journal::default() }
    }

    fn ok(&mut self, command: &Command) {
        act(&extraction(), &mut self.dataset, &mut self.journal, command).unwrap_or_else(|e| panic!("{e} {command:?}"));
    }

    fn mention(&self, article: usize, at: usize) -> Target {
        self.dataset.articles[article].mentions[at].target.clone()
    }
}

/// Two coders: the first confirms; the second rejects a place, calls a person a group, corrects a toll and rejects an event.
fn two() -> (Coder, Coder) {
    let (mut ada, mut ben) = (Coder::new(), Coder::new());
    for article in 0..2 {
        let mention = ada.mention(article, 0);
        ada.ok(&Command::Confirm(vec![mention]));
    }
    let (place, person, american) = (ben.mention(0, 0), ben.mention(0, 1), ben.mention(1, 0));
    ben.ok(&Command::Reject(vec![place]));
    ben.ok(&Command::Correct(person, NewValue::Mention(MentionEdit { kind: Some(Kind::ArmedGroup), ..MentionEdit::default() })));
    ben.ok(&Command::Confirm(vec![american]));
    let (strike, rockets) = (ben.dataset.events[0].target.clone(), ben.dataset.events[1].target.clone());
    ben.ok(&Command::Correct(strike.with_field(Field::Killed), NewValue::Field(FieldValue::Count(Count::exact(2)))));
    ben.ok(&Command::Reject(vec![rockets]));
    (ada, ben)
}

#[test]
fn the_table_counts_what_both_say() {
    let (ada, ben) = two();
    let table = agreement(&ada.dataset, &ben.dataset);
    let row = |group: &str, name: &str| table.rows.iter().find(|r| r.group == group && r.name == name).unwrap_or_else(|| panic!("{group} {name} in\n{table}"));
    assert_eq!(table.articles, 2);
    // Places: Baghdad by the first alone, Erbil by both: 1 of 2 and 1 of 1. F1 = 2 · 1 / (2 + 1).
    let places = row("Mentions", Kind::Place.label()).f1.unwrap();
    assert!((places.0 - 2.0 / 3.0).abs() < 1e-9, "{places:?}");
    assert_eq!(row("Mentions", Kind::ArmedGroup.label()).f1, Some((0.0, 0.0)));
    assert_eq!(row("Mentions", Kind::StateForce.label()).f1, Some((1.0, 1.0)));
    // Two events, one of which the second denies: the first says event twice, so chance agrees as often as the coders. Kappa 0.
    let found = row("Events", "Is an event");
    assert_eq!((found.compared, found.percent), (2, Some(0.5)));
    assert!(found.kappa.unwrap().abs() < 1e-9);
    // The event that both have: 4 killed and 2 killed.
    assert_eq!((row("Events", "Killed").percent, row("Events", "Place").percent), (Some(0.0), Some(1.0)));
    assert!(table.to_string().contains("percent"));
    assert_eq!(agreement(&ada.dataset, &ada.dataset).rows.iter().filter_map(|r| r.percent).fold(1.0, f64::min), 1.0);
}

#[test]
fn every_difference_can_be_settled_either_way_and_then_nothing_is_left() {
    for theirs in [true, false] {
        let (mut ada, ben) = two();
        let all = differences(&ada.dataset, &ben.dataset);
        assert_eq!(all.len(), 4, "{all:#?}");
        for difference in &all {
            ada.ok(&difference.settle("ben", theirs));
            assert!(is_settled(ada.journal.decisions(), difference, "ben"), "{difference:?}");
        }
        let left = differences(&ada.dataset, &ben.dataset);
        assert_eq!(left.len(), if theirs { 0 } else { 4 }, "{left:#?}");
        assert!(left.iter().all(|d| is_settled(ada.journal.decisions(), d, "ben")));
        assert_eq!(ada.dataset.all_unmatched().count(), 0);
        let row = ada.journal.rows().last().unwrap();
        assert!(row.label.starts_with("Settle ") && row.changes.iter().all(|c| c.after.as_ref().is_some_and(|d| d.settled.is_some())));
    }
}

#[test]
fn what_only_the_other_marked_is_taken_or_left() {
    let (mut ada, mut ben) = two();
    let article = ben.dataset.articles[1].article.clone();
    let before = differences(&ada.dataset, &ben.dataset).len();
    let start = article.text.find("raid killed").unwrap();
    ben.ok(&Command::AddMention { article: article.id, span: dateline::model::Span::new(start, start + 4), kind: Kind::Weapon, edit: MentionEdit::default() });
    let all = differences(&ada.dataset, &ben.dataset);
    assert_eq!(all.len(), before + 1);
    let added = all.iter().find(|d| d.theirs.contains("raid")).unwrap();
    ada.ok(&added.settle("ben", false));
    assert!(is_settled(ada.journal.decisions(), added, "ben"));
    assert_eq!(ada.dataset.all_unmatched().count(), 0, "what was left out is no lost decision");
    ada.journal.undo(BY, AT);
    ada.dataset = resolve(&extraction(), ada.journal.decisions());
    ada.ok(&added.settle("ben", true));
    assert_eq!(differences(&ada.dataset, &ben.dataset).len(), before);
}

#[cfg(feature = "window")]
mod window {
    use super::Review;
    use super::desk::{self, Home, Window, click, click_containing, dataset, opened, press, press_with, wait};
    use dateline::ui::workspace::View;
    use egui::{Key, Modifiers};
    use egui_kittest::kittest::Queryable;

    fn compared(window: &mut Window) {
        wait(window, |app| app.workspace.tasks.is_empty() && app.workspace.comparison.as_ref().is_some_and(|c| c.revision == app.workspace.revision));
    }

    #[test]
    fn another_project_is_compared_and_settled_by_key() {
        let home = Home::with_articles();
        let mut window = opened(&home);
        let mention = dataset(&window).mentions().find(|m| m.item.text == "Makhmur").unwrap().target.clone();
        window.state_mut().workspace.selected = Some(mention.clone());
        press(&mut window, Key::X);
        press_with(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
        desk::wait_for_notice(&mut window, "A copy is in ");
        press(&mut window, Key::Z);
        window.state_mut().workspace.selected = Some(mention.clone());
        press(&mut window, Key::A);
        press_with(&mut window, Modifiers::COMMAND, Key::Num8);
        click_containing(&mut window, "Compare with another coder…");
        compared(&mut window);
        assert_eq!(window.state().workspace.view, View::Coders);
        window.get_by_label_contains("Mentions Place: ");
        window.get_by_label("1 to settle");
        window.get_by_label_contains("Difference 1: ");
        let state = |w: &Window| dataset(w).mentions().find(|m| m.target == mention).map(|m| m.review).unwrap();
        let settled = |w: &Window| w.state().workspace.journal.decisions().get(&mention).and_then(|d| d.settled.clone()).map(|s| s.theirs);
        press(&mut window, Key::Num2);
        compared(&mut window);
        assert_eq!((state(&window), settled(&window)), (Review::Rejected, Some(true)));
        window.get_by_label("0 to settle");
        press(&mut window, Key::Z);
        compared(&mut window);
        assert_eq!((state(&window), settled(&window)), (Review::Confirmed, None));
        click(&mut window, "Keep mine");
        compared(&mut window);
        assert_eq!((state(&window), settled(&window)), (Review::Confirmed, Some(false)));
        window.get_by_label("0 to settle");
    }
}
