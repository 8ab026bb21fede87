//! Decisions over the extraction, through the public interface: what each command comes to, and that nothing is ever lost.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod common;

use common::{AT, BY, act, at, day, extraction};
use dateline::model::{Count, EventDate, EventFields, Extraction, Field, FieldValue, Kind, Qualifier, ReportKey, Span, TallyOf};
use dateline::review::{
    ArticleFieldName, ArticleState, Command, Dataset, Decisions, Journal, MentionEdit, NewValue, Review, State, TallyDraft, TallyFieldName, Target, carry,
    guidance, plan, resolve,
};
use proptest::prelude::*;
use std::sync::Arc;

struct Desk {
    extraction: Extraction,
    dataset: Dataset,
    journal: Journal,
}

impl Desk {
    fn new() -> Self {
        let extraction = extraction();
        Self { dataset: resolve(&extraction, &Decisions::default()), extraction, journal: Journal::default() }
    }

    fn act(&mut self, command: &Command) -> Result<(), String> {
        act(&self.extraction, &mut self.dataset, &mut self.journal, command).map(drop)
    }

    fn ok(&mut self, command: &Command) {
        assert_eq!(self.act(command), Ok(()), "{command:?}");
    }

    fn undo(&mut self) -> bool {
        let row = self.journal.undo(BY, AT);
        row.inspect(|row| _ = self.dataset.refresh(&self.extraction, self.journal.decisions(), &row.changes)).is_some()
    }

    fn redo(&mut self) -> bool {
        let row = self.journal.redo(BY, AT);
        row.inspect(|row| _ = self.dataset.refresh(&self.extraction, self.journal.decisions(), &row.changes)).is_some()
    }

    fn mention(&self, article: usize, index: usize) -> Target {
        self.dataset.articles[article].mentions[index].target.clone()
    }

    fn text(&self, article: usize) -> &str {
        &self.dataset.articles[article].article.text
    }

    fn id(&self, article: usize) -> String {
        self.dataset.articles[article].article.id.clone()
    }
}

fn count(low: u32, best: u32) -> NewValue {
    NewValue::Field(FieldValue::Count(Count { low: Some(low), best: Some(best), high: None, qualifier: Qualifier::AtLeast }))
}

#[test]
fn mentions_are_confirmed_corrected_rejected_and_added() {
    let mut desk = Desk::new();
    let (place, name) = (desk.mention(0, 0), desk.mention(0, 1));
    desk.ok(&Command::Confirm(vec![place.clone()]));
    desk.ok(&Command::Correct(name.clone(), NewValue::Mention(MentionEdit { kind: Some(Kind::ArmedGroup), ..MentionEdit::default() })));
    desk.ok(&Command::Correct(name, NewValue::Mention(MentionEdit { entity: Some("Kataib Hezbollah".into()), ..MentionEdit::default() })));
    let mentions = &desk.dataset.articles[0].mentions;
    assert_eq!((mentions[0].review, mentions[1].review), (Review::Confirmed, Review::Corrected));
    assert_eq!((mentions[1].item.kind, mentions[1].item.entity.as_deref()), (Kind::ArmedGroup, Some("Kataib Hezbollah")));
    assert_eq!(mentions[1].original.as_ref().map(|m| m.kind), Some(Kind::Person));
    let (article, span) = (desk.id(0), at(desk.text(0), " Mashtal\n"));
    let add = Command::AddMention { article, span, kind: Kind::Place, edit: MentionEdit::default() };
    desk.ok(&add);
    assert_eq!(desk.dataset.articles[0].mentions[0].item.text, "Mashtal", "white space at the edges is left out");
    assert_eq!(desk.act(&add), Err("“Mashtal” is marked as Place already.".into()));
    let added = desk.mention(0, 0);
    desk.ok(&Command::Reject(vec![added, place]));
    let reviews: Vec<Review> = desk.dataset.articles[0].mentions.iter().map(|m| m.review).collect();
    assert_eq!(reviews, [Review::Rejected, Review::Corrected], "a rejected addition is gone, a rejected finding is kept and marked");
}

#[test]
fn a_value_that_the_machine_has_is_a_confirmation_and_impossible_values_are_refused() {
    let mut desk = Desk::new();
    let killed = desk.dataset.events[0].field_target(Field::Killed);
    assert_eq!(
        desk.act(&Command::Correct(killed.clone(), count(9, 3))).unwrap_err(),
        "The lowest number must not be above the best, nor the best above the highest."
    );
    let backwards = EventDate { end: "2024-01-01".parse().unwrap(), ..day("2024-02-07") };
    let date = desk.dataset.events[0].field_target(Field::Date);
    assert_eq!(desk.act(&Command::Correct(date, NewValue::Field(FieldValue::Date(backwards)))).unwrap_err(), "The last day is before the first.");
    assert!(desk.act(&Command::Correct(killed.clone(), NewValue::Field(FieldValue::Text("4".into())))).is_err());
    assert!(desk.act(&Command::Confirm(Vec::new())).is_err());
    desk.ok(&Command::Correct(killed.clone(), count(3, 5)));
    let event = &desk.dataset.events[0];
    assert_eq!((event.review, event.field_review(Field::Killed)), (Review::Corrected, Review::Corrected));
    assert_eq!(event.item.fields.killed.and_then(|c| c.best), Some(5));
    assert_eq!((event.item.conflicts[0].rule.as_str(), &event.item.conflicts[0].chosen), ("analyst", &event.item.fields.get(Field::Killed)));
    desk.ok(&Command::Correct(killed.clone(), NewValue::Field(FieldValue::Count(Count::exact(4)))));
    assert_eq!(desk.dataset.events[0].field_review(Field::Killed), Review::Confirmed);
    assert_eq!(desk.dataset.events[0].item.conflicts[0].rule, "analyst", "a confirmed field is settled too");
    let event = desk.dataset.events[0].target.clone();
    desk.ok(&Command::Reopen(vec![event]));
    assert_eq!(desk.dataset, resolve(&desk.extraction, &Decisions::default()), "reopening an event reopens its fields");
}

#[test]
fn a_confirmed_event_that_the_machine_reads_otherwise_later_is_open_again() {
    let mut desk = Desk::new();
    desk.ok(&Command::Confirm(vec![desk.dataset.events[0].target.clone()]));
    assert_eq!(desk.dataset.events[0].review, Review::Confirmed);
    let mut later = desk.extraction.clone();
    Arc::make_mut(&mut later.events[0]).fields.killed = Some(Count::exact(7));
    assert_eq!(resolve(&later, desk.journal.decisions()).events[0].review, Review::Open);
    let event = Arc::make_mut(&mut later.events[0]);
    event.fields = desk.extraction.events[0].fields.clone();
    event.fields.date.as_mut().unwrap().reasons.push(dateline::model::Reason::plain("another way to the same day"));
    assert_eq!(resolve(&later, desk.journal.decisions()).events[0].review, Review::Confirmed);
}

#[test]
fn decisions_on_events_follow_their_report_through_regrouping() {
    let mut desk = Desk::new();
    let (strike, rockets) = (desk.dataset.events[0].clone(), desk.dataset.events[1].clone());
    desk.ok(&Command::Correct(rockets.field_target(Field::Wounded), count(1, 1)));
    desk.ok(&Command::Correct(rockets.field_target(Field::Killed), count(2, 2)));
    desk.ok(&Command::Correct(strike.field_target(Field::Killed), count(5, 5)));
    let mut merged = desk.extraction.clone();
    let gone = merged.events.remove(1);
    Arc::make_mut(&mut merged.events[0]).reports.extend(gone.reports.iter().cloned());
    let dataset = resolve(&merged, desk.journal.decisions());
    let fields = &dataset.events[0].item.fields;
    assert_eq!((fields.wounded.and_then(|c| c.best), fields.killed.and_then(|c| c.best)), (Some(1), Some(5)), "the founding report's decision counts most");
    assert_eq!(dataset.all_unmatched().count(), 0);
}

#[test]
fn additions_tallies_articles_masks_and_pairs_reach_the_dataset_and_the_assembly() {
    let mut desk = Desk::new();
    let (first, second) = (desk.id(0), desk.id(1));
    let fields = EventFields { date: Some(day("2024-02-07")), killed: Some(Count::exact(1)), ..EventFields::default() };
    let span = at(desk.text(1), "wounded one soldier");
    desk.ok(&Command::AddEvent { article: second.clone(), span, fields: Box::new(fields) });
    assert_eq!(desk.dataset.events.iter().map(|e| e.review).collect::<Vec<_>>(), [Review::Open, Review::Added, Review::Open], "in order of dates");
    let killed = desk.dataset.events[1].field_target(Field::Killed);
    desk.ok(&Command::Correct(killed, count(1, 2)));
    assert_eq!(desk.dataset.events[1].item.fields.killed.and_then(|c| c.best), Some(2));
    let (added, strike) =
        (ReportKey { article: second.clone(), span, quote: "wounded one soldier".into() }, desk.dataset.articles[0].reports[0].item.key.clone());
    desk.ok(&Command::SameEvent(added.clone(), strike.clone()));
    assert_eq!(desk.dataset.events.len(), 2);
    assert_eq!(desk.dataset.events[0].item.reports.len(), 3, "an added report joins the event that it is said to be");

    let draft =
        TallyDraft { of: TallyOf::Death, count: 95, qualifier: Qualifier::Exact, since: None, as_of: None, by: None, on: None, places: vec![], source: None };
    let span = at(desk.text(1), "two men");
    desk.ok(&Command::AddTally { article: second.clone(), span, draft });
    let number = desk.dataset.articles[1].tallies[0].field_target(TallyFieldName::Count);
    desk.ok(&Command::Correct(number, NewValue::Number(94)));
    assert_eq!((desk.dataset.articles[1].tallies[0].item.count, desk.dataset.articles[1].tallies[0].review), (94, Review::Added));

    let published = desk.dataset.articles[0].field_target(ArticleFieldName::Published);
    desk.ok(&Command::Correct(published, NewValue::Date("2024-02-08".parse().ok())));
    let ad = at(desk.text(0), "Subscribe to our newsletter!");
    desk.ok(&Command::Unhide { article: first.clone(), span: ad });
    desk.ok(&Command::Hide { article: first.clone(), span: Span::new(ad.start, ad.start + 9) });
    let blocks = &desk.dataset.articles[0].article.blocks;
    assert_eq!(blocks.iter().map(|b| b.span.len()).sum::<usize>(), desk.text(0).len(), "blocks have no gaps");
    assert!(blocks.windows(2).all(|w| w[0].span.end == w[1].span.start));
    assert!(!desk.dataset.articles[0].article.block_kind(ad.start).is_read() && desk.dataset.articles[0].article.block_kind(ad.end - 1).is_read());
    let guide = guidance(desk.journal.decisions());
    assert_eq!(guide.published.get(&first).map(ToString::to_string).as_deref(), Some("2024-02-08"));
    assert_eq!(guide.same, [(strike, added)]);
    assert_eq!(guide.masks[&first].iter().map(|m| m.1).collect::<Vec<_>>(), [false, true], "in the order of the decisions");
    assert_eq!(desk.dataset.articles[0].state, ArticleState::InProgress);
    desk.ok(&Command::SetArticleState { articles: vec![first, second], state: ArticleState::Done });
    assert!(desk.dataset.articles.iter().all(|a| a.state == ArticleState::Done));
}

#[test]
fn decisions_find_their_words_again_or_are_listed() {
    let mut desk = Desk::new();
    let (place, name) = (desk.mention(0, 0), desk.mention(0, 1));
    desk.ok(&Command::Confirm(vec![place.clone()]));
    desk.ok(&Command::Reject(vec![name]));
    // Another engine finds longer words in one case and nothing in the other.
    let mut later = desk.extraction.clone();
    common::edit(&mut later, 0, |r| {
        let (id, text) = (&r.article.id, &r.article.text);
        r.mentions = vec![dateline::model::Mention::new(id, text, at(text, "in Baghdad"), Kind::Place, "test")];
    });
    let dataset = resolve(&later, desk.journal.decisions());
    let words: Vec<(&str, Review)> = dataset.articles[0].mentions.iter().map(|m| (m.item.text.as_str(), m.review)).collect();
    assert_eq!(words, [("Baghdad", Review::Confirmed)], "what was confirmed stands");
    assert_eq!(dataset.all_unmatched().map(|d| d.target.label()).collect::<Vec<_>>(), ["“Kata’ib Hezbollah”"]);
    later.readings.clear();
    later.events.clear();
    assert_eq!(resolve(&later, desk.journal.decisions()).all_unmatched().count(), 2, "nothing is dropped with its article");
}

#[test]
fn decisions_move_with_an_article_that_was_edited() {
    let mut desk = Desk::new();
    let (place, name) = (desk.mention(0, 0), desk.mention(0, 1));
    let killed = desk.dataset.events[0].field_target(Field::Killed);
    desk.ok(&Command::Correct(killed, count(5, 5)));
    desk.ok(&Command::Confirm(vec![place]));
    desk.ok(&Command::Reject(vec![name]));
    let keys: Vec<ReportKey> = desk.dataset.reports().map(|r| r.item.key.clone()).collect();
    desk.ok(&Command::DifferentEvent(keys[0].clone(), keys[2].clone()));
    let old = common::readings()[0].article.clone();
    let mut edited = old.clone();
    edited.id = "cccccccccccccccc".into();
    edited.text = format!("Update: two lines more.\n\n{}", old.text.replace("Kata’ib Hezbollah", "a group"));
    let changes = carry(desk.journal.decisions(), &old, &edited);
    desk.journal.commit(changes, "Move decisions to the edited article", BY, AT);
    let decisions = desk.journal.decisions();
    let words: Vec<&str> = decisions.of_article(&edited.id).filter_map(|d| Some(d.target.words()?.0.of(&edited.text))).collect();
    assert_eq!(words, ["Baghdad", "killed"]);
    assert_eq!(decisions.of_article(&old.id).map(|d| d.target.label()).collect::<Vec<_>>(), ["“Kata’ib Hezbollah”"], "what is gone stays named");
    assert!(decisions.iter().any(|d| matches!(&d.target, Target::Pair { a, b } if a < b && b.article == edited.id)));
    desk.journal.undo(BY, AT);
    assert_eq!(desk.journal.decisions().of_article(&old.id).count(), 4);
}

#[test]
fn a_batch_is_one_step_and_a_refused_part_refuses_the_whole() {
    let mut desk = Desk::new();
    let (place, name) = (desk.mention(0, 0), desk.mention(0, 1));
    let killed = desk.dataset.events[0].field_target(Field::Killed);
    let good = Command::Batch("Accept all".into(), vec![Command::Confirm(vec![place.clone()]), Command::Reject(vec![name.clone()])]);
    let bad = Command::Batch("Bad".into(), vec![Command::Confirm(vec![place]), Command::Correct(killed, count(9, 1))]);
    assert!(desk.act(&bad).is_err());
    assert!(desk.journal.decisions().is_empty());
    desk.ok(&good);
    assert_eq!((desk.journal.decisions().len(), desk.journal.undo_label()), (2, Some("Undo: Accept all".into())));
    assert!(desk.undo() && !desk.undo());
    assert_eq!(desk.journal.redo_label(), Some("Redo: Accept all".into()));
    desk.ok(&Command::Reject(vec![name.clone()]));
    assert_eq!(
        (desk.journal.redo_label(), desk.journal.undo_label()),
        (None, Some("Undo: Reject “Kata’ib Hezbollah”".into())),
        "a new edit ends the redo path"
    );
    assert_eq!(desk.journal.rows().len(), 3, "but every row stays");
    desk.ok(&Command::Note(name.clone(), " no person ".into()));
    assert_eq!(desk.journal.decisions().get(&name).and_then(|d| d.note.clone()).as_deref(), Some("no person"));
}

/// A command on the extraction of the tests, from four numbers; many will be refused.
fn command(desk: &Desk, kind: u8, a: usize, b: usize, c: usize) -> Command {
    let article = &desk.dataset.articles[a % 2];
    let id = article.article.id.clone();
    let targets: Vec<Target> = article
        .mentions
        .iter()
        .map(|m| m.target.clone())
        .chain(article.tallies.iter().flat_map(|t| [t.target.clone(), t.field_target(TallyFieldName::Count)]))
        .chain(article.reports.iter().flat_map(|r| [r.target.clone(), r.field_target(Field::Killed)]))
        .chain(desk.dataset.events.iter().flat_map(|e| [e.target.clone(), e.field_target(Field::Killed), e.field_target(Field::Date)]))
        .chain([article.field_target(ArticleFieldName::Outlet)])
        .collect();
    let target = targets[b % targets.len()].clone();
    let length = article.article.text.len() + 3;
    let span = Span::new(b % length, b % length + c % 30);
    let keys: Vec<ReportKey> = desk.dataset.reports().map(|r| r.item.key.clone()).collect();
    let (one, other) = (keys[b % keys.len()].clone(), keys[c % keys.len()].clone());
    match kind % 13 {
        0 => Command::Confirm(vec![target]),
        1 => Command::Reject(vec![target, targets[c % targets.len()].clone()]),
        2 => Command::Reopen(vec![target]),
        3 => Command::Correct(target, count(c as u32 % 5, 3)),
        4 => Command::Correct(target, NewValue::Mention(MentionEdit { kind: Some(Kind::ALL[c % 13]), ..MentionEdit::default() })),
        5 => Command::Correct(target, NewValue::Mention(MentionEdit { span: Some(span), ..MentionEdit::default() })),
        6 => Command::AddMention { article: id, span, kind: Kind::ALL[c % 13], edit: MentionEdit::default() },
        7 => Command::AddEvent { article: id, span, fields: Box::default() },
        8 => Command::SameEvent(one, other),
        9 => Command::DifferentEvent(one, other),
        10 => {
            if c.is_multiple_of(2) {
                Command::Hide { article: id, span }
            } else {
                Command::Unhide { article: id, span }
            }
        }
        11 => Command::SetArticleState { articles: vec![id], state: ArticleState::ALL[c % 3] },
        _ => Command::Correct(target, if c.is_multiple_of(2) { NewValue::Text(Some(format!("text {c}"))) } else { NewValue::Number(c as u32) }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn undoing_everything_gives_the_beginning_and_redoing_everything_the_end(steps in prop::collection::vec((0u8..13, 0usize..2, 0usize..500, 0usize..60, 0u8..6), 1..25)) {
        let mut desk = Desk::new();
        let beginning = desk.dataset.clone();
        for (kind, a, b, c, also) in steps {
            let command = command(&desk, kind, a, b, c);
            let _ = desk.act(&command);
            match also {
                0 => drop(desk.undo()),
                1 => drop(desk.undo() && desk.redo()),
                _ => {}
            }
        }
        while desk.redo() {}
        let end = (desk.dataset.clone(), desk.journal.decisions().clone());
        while desk.undo() {}
        prop_assert!(desk.journal.decisions().is_empty());
        prop_assert!(desk.dataset == beginning);
        while desk.redo() {}
        prop_assert!(desk.dataset == end.0);
        prop_assert!(*desk.journal.decisions() == end.1);
        let again = Journal::replay(desk.journal.rows().to_vec());
        prop_assert!(again == desk.journal, "a reopened journal is the live one, its undo path included");
    }

    #[test]
    fn decisions_that_point_nowhere_do_no_harm(steps in prop::collection::vec((0u8..13, 0usize..2, 0usize..500, 0usize..60), 1..15), cut in 0usize..200) {
        let mut desk = Desk::new();
        for (kind, a, b, c) in steps {
            let command = command(&desk, kind, a, b, c);
            let _ = desk.act(&command);
        }
        // The same ids over other texts: every span may be off, out of range, or inside a character.
        let mut other = desk.extraction.clone();
        for n in 0..other.readings.len() {
            common::edit(&mut other, n, |reading| {
                reading.article.text = reading.article.text.chars().skip(cut).map(|c| if c == 'a' { '😀' } else { c }).collect();
                reading.article.blocks.clear();
                reading.mentions.clear();
                reading.reports.truncate(1);
            });
        }
        let dataset = resolve(&other, desk.journal.decisions());
        let state = State { dataset: &dataset, decisions: desk.journal.decisions() };
        for kind in 0..13 {
            let _ = plan(&state, &command(&desk, kind, cut, cut, cut), BY, AT);
        }
    }
}

#[test]
fn an_event_that_was_decided_about_goes_on_under_the_id_of_its_founding_report() {
    let mut desk = Desk::new();
    let event = desk.dataset.events[0].target.clone();
    let Target::Event { key } = event.clone() else { panic!("{event:?}") };
    assert!(guidance(desk.journal.decisions()).founders.is_empty());
    desk.ok(&Command::Confirm(vec![event]));
    assert!(guidance(desk.journal.decisions()).founders.contains(&key));
}
