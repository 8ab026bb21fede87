//! All occurrences of a name are decided on as one step: what is found, what is ticked, and the list in the window.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by them")]

mod common;
#[cfg(feature = "window")]
#[path = "common/desk.rs"]
mod desk;

use common::{AT, BY, act, extraction};
use dateline::lexicon::fold;
use dateline::model::{Kind, Mention, Span};
use dateline::review::{Alike, Command, Dataset, Decisions, Journal, MentionEdit, NewValue, Review, Wish, alike, resolve, wish_of};
use std::collections::BTreeSet;

/// The folder of `common` with Erbil marked wrongly in the second article, once more as a group, and once left unmarked.
struct Desk {
    extraction: dateline::model::Extraction,
    dataset: Dataset,
    journal: Journal,
}

const TEXT: &str = "Erbil was hit. People in Erbil said so. The ERBIL airport and Erbil’s mayor wait. Erbilian days.";

fn desk() -> Desk {
    let mut extraction = extraction();
    common::edit(&mut extraction, 0, |reading| {
        reading.reports.clear();
        reading.tallies.clear();
        TEXT.clone_into(&mut reading.article.text);
        reading.article.blocks.clear();
        let mention = |start: usize, kind| Mention::new(&reading.article.id, TEXT, Span::new(start, start + 5), kind, "test");
        reading.mentions = vec![mention(0, Kind::Person), mention(25, Kind::Person), mention(44, Kind::Person)];
    });
    extraction.events.clear();
    Desk { dataset: resolve(&extraction, &Decisions::default()), extraction, journal: Journal::default() }
}

impl Desk {
    fn ok(&mut self, command: &Command) {
        act(&self.extraction, &mut self.dataset, &mut self.journal, command).unwrap();
    }

    fn found(&self, at: usize) -> Alike {
        let like = &self.dataset.articles[0].mentions[at];
        alike(&self.dataset, like, wish_of(like), &fold::key)
    }

    fn mentions(&self) -> Vec<(Kind, Review, Option<&str>)> {
        self.dataset.articles[0].mentions.iter().map(|m| (m.item.kind, m.review, m.item.entity.as_deref())).collect()
    }
}

fn all(alike: &Alike) -> BTreeSet<usize> {
    alike.rows.iter().enumerate().filter(|(_, r)| r.take).map(|(i, _)| i).collect()
}

#[test]
fn a_correction_reaches_every_occurrence_marked_or_not_as_one_step() {
    let mut desk = desk();
    let first = desk.dataset.articles[0].mentions[0].target.clone();
    let edit = MentionEdit { kind: Some(Kind::Place), entity: Some("Erbil".to_owned()), ..MentionEdit::default() };
    desk.ok(&Command::Correct(first, NewValue::Mention(edit)));
    let found = desk.found(0);
    let texts: Vec<(usize, bool, bool)> = found.rows.iter().map(|r| (r.span.start, r.marked.is_some(), r.take)).collect();
    let second = desk.dataset.articles[1].article.text.find("Erbil").unwrap();
    assert_eq!(
        texts,
        [(25, true, true), (44, true, true), (62, false, true), (second, true, true)],
        "other spellings and unmarked words are found; parts of words are not"
    );
    let rows = desk.journal.rows().len();
    desk.ok(&found.command(&all(&found)).unwrap());
    assert_eq!(desk.journal.rows().len(), rows + 1);
    let named = Some("Erbil");
    assert_eq!(
        desk.mentions(),
        [
            (Kind::Place, Review::Corrected, named),
            (Kind::Place, Review::Corrected, named),
            (Kind::Place, Review::Corrected, named),
            (Kind::Place, Review::Added, named)
        ]
    );
    assert!(desk.found(0).rows.is_empty(), "nothing is left to do");
    let row = desk.journal.undo(BY, AT).unwrap();
    desk.dataset.refresh(&desk.extraction, desk.journal.decisions(), &row.changes);
    assert_eq!(desk.mentions().iter().map(|m| m.1).collect::<Vec<_>>(), [Review::Corrected, Review::Open, Review::Open]);
}

#[test]
fn a_rejection_reaches_those_of_its_kind_and_what_was_decided_is_not_ticked() {
    let mut desk = desk();
    let targets: Vec<_> = desk.dataset.articles[0].mentions.iter().map(|m| m.target.clone()).collect();
    desk.ok(&Command::Confirm(vec![targets[1].clone()]));
    desk.ok(&Command::Reject(vec![targets[0].clone()]));
    let found = desk.found(0);
    assert_eq!(found.wish, Wish::Reject(Kind::Person));
    assert_eq!(found.rows.iter().map(|r| (r.span.start, r.take)).collect::<Vec<_>>(), [(25, false), (44, true)], "the place of that name is another thing");
    desk.ok(&found.command(&all(&found)).unwrap());
    assert_eq!(desk.mentions().iter().map(|m| m.1).collect::<Vec<_>>(), [Review::Rejected, Review::Confirmed, Review::Rejected]);
    assert_eq!(found.command(&BTreeSet::new()), None);
}

#[cfg(feature = "window")]
mod window {
    use super::desk::{Home, Window, click_containing, dataset, edits, opened, press, press_with};
    use super::{BTreeSet, Kind, Review};
    use egui::{Key, Modifiers};
    use egui_kittest::kittest::Queryable;

    fn states(window: &Window, words: &str) -> Vec<(Kind, Review)> {
        dataset(window).mentions().filter(|m| m.item.text == words).map(|m| (m.item.kind, m.review)).collect()
    }

    #[test]
    fn the_list_is_opened_by_keys_ticked_and_taken_as_one_step() {
        let home = Home::with_articles();
        let mut window = opened(&home);
        let first = dataset(&window).mentions().find(|m| m.item.text == "Makhmur").unwrap().target.clone();
        window.state_mut().workspace.selected = Some(first);
        window.run_ok();
        let before = states(&window, "Makhmur");
        press(&mut window, Key::Num6);
        press(&mut window, Key::T);
        window.get_by_label_contains("Mark “Makhmur” as facility");
        // The first of the list is the dateline's "MAKHMUR".
        press(&mut window, Key::ArrowDown);
        press(&mut window, Key::Space);
        press(&mut window, Key::Enter);
        let after = states(&window, "Makhmur");
        assert_eq!(after[0], (Kind::Facility, Review::Corrected));
        assert_eq!(after[1], before[1], "the second of the list was left");
        assert!(after[2..].iter().all(|s| *s == (Kind::Facility, Review::Corrected)), "{after:?}");
        assert_eq!(edits(&window), 2);
        press(&mut window, Key::Z);
        assert_eq!(states(&window, "Makhmur")[1..], before[1..], "one step takes all back");
        press_with(&mut window, Modifiers::SHIFT, Key::X);
        window.get_by_label_contains("Reject “");
        click_containing(&mut window, "Leave them");
        assert_eq!(edits(&window), 3);
        let reviews: BTreeSet<Review> = states(&window, "Makhmur").into_iter().map(|s| s.1).collect();
        assert!(!reviews.contains(&Review::Rejected));
    }
}
