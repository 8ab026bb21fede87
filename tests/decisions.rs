//! No decision is lost or misplaced: random commands with undo, redo, reopening, re-reading and regrouping, from fixed seeds.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by them")]

mod common;

use common::{AT, BY, act_and_tell, day, extraction};
use dateline::model::{Count, EventFields, Extraction, Field, FieldValue, Kind, Mention, ReportKey, Span};
use dateline::review::pool::{Names, Pool, Spots};
use dateline::review::queue::{Look, Matter, Wanted, queue};
use dateline::review::{ArticleFieldName, ArticleState, Command, Dataset, Decision, Journal, MentionEdit, NewValue, TallyFieldName, Target, Touched, resolve};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A small generator (xorshift): the same seed gives the same course of events on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.roll(from.len()))
    }
}

/// What the machine makes of the same two articles at other times: with a better lexicon, after regrouping.
fn readings() -> Vec<Extraction> {
    let plain = extraction();
    let mut fewer = extraction();
    common::edit(&mut fewer, 0, |r| drop(r.mentions.remove(1)));
    common::edit(&mut fewer, 1, |r| drop(r.mentions.remove(0)));
    let mut other = extraction();
    common::edit(&mut other, 0, |r| r.mentions[1].kind = Kind::ArmedGroup);
    common::edit(&mut other, 1, |r| {
        let soldier = common::at(&r.article.text, "soldier");
        r.mentions.push(Mention::new(&r.article.id, &r.article.text, soldier, Kind::StateForce, "test"));
        r.mentions.sort_by_key(|m| (m.span, m.kind));
    });
    let mut split = extraction();
    let strike = Arc::make_mut(&mut split.events[0]);
    let apart = strike.reports.pop().unwrap();
    let key = common::readings()[1].reports.iter().find(|r| r.id == apart).unwrap().key.clone();
    strike.conflicts.clear();
    let mut alone = strike.clone();
    strike.articles.pop();
    (alone.id, alone.key, alone.reports, alone.articles) = (format!("event:{apart}"), key, vec![apart], vec!["sub/two.txt".to_owned()]);
    split.events.insert(1, Arc::new(alone));
    let mut merged = extraction();
    let gone = merged.events.pop().unwrap();
    Arc::make_mut(&mut merged.events[0]).reports.extend(gone.reports.iter().cloned());
    vec![plain, fewer, other, split, merged]
}

fn targets(dataset: &Dataset) -> Vec<Target> {
    let mut all: Vec<Target> = dataset.mentions().map(|m| m.target.clone()).collect();
    all.extend(dataset.tallies().flat_map(|t| [t.target.clone(), t.field_target(TallyFieldName::By), t.field_target(TallyFieldName::Count)]));
    all.extend(dataset.reports().flat_map(|r| [r.target.clone(), r.field_target(Field::Killed)]));
    all.extend(dataset.events.iter().flat_map(|e| [e.target.clone(), e.field_target(Field::Killed), e.field_target(Field::Date)]));
    all.extend(dataset.articles.iter().flat_map(|a| [a.target(), a.field_target(ArticleFieldName::Title), a.field_target(ArticleFieldName::Published)]));
    all
}

fn words(dataset: &Dataset, dice: &mut Dice) -> (String, Span) {
    let article = &dice.pick(&dataset.articles).unwrap().article;
    let starts: Vec<usize> = article.text.char_indices().map(|(i, _)| i).collect();
    let (from, length) = (dice.roll(starts.len() - 1), 1 + dice.roll(24));
    let end = starts.get(from + length).copied().unwrap_or(article.text.len());
    (article.id.clone(), Span::new(starts[from], end))
}

fn value(target: &Target, dice: &mut Dice) -> NewValue {
    let number = dice.roll(9) as u32;
    match target {
        Target::Mention { .. } => NewValue::Mention(MentionEdit {
            kind: number.is_multiple_of(2).then(|| Kind::ALL[dice.roll(6)]),
            entity: number.is_multiple_of(3).then(|| format!("Name {number}")),
            ..MentionEdit::default()
        }),
        Target::EventField { field: Field::Date, .. } => NewValue::Field(FieldValue::Date(day(&format!("2024-02-0{}", 1 + number)))),
        Target::EventField { .. } | Target::ReportField { .. } => NewValue::Field(FieldValue::Count(Count::exact(number))),
        Target::TallyField { field: TallyFieldName::Count, .. } => NewValue::Number(number),
        Target::ArticleField { field: ArticleFieldName::Published, .. } => NewValue::Date(format!("2024-02-1{number}").parse().ok()),
        _ => NewValue::Text(Some(format!("Text {number}"))),
    }
}

fn command(dataset: &Dataset, dice: &mut Dice) -> Command {
    let all = targets(dataset);
    let one = dice.pick(&all).unwrap().clone();
    let some: Vec<Target> = (0..=dice.roll(2)).filter_map(|_| dice.pick(&all).cloned()).collect();
    let keys: Vec<ReportKey> = dataset.reports().map(|r| r.item.key.clone()).collect();
    let (a, b) = (dice.pick(&keys).unwrap().clone(), dice.pick(&keys).unwrap().clone());
    let (article, span) = words(dataset, dice);
    match dice.roll(16) {
        0 | 1 => Command::Confirm(some),
        2 => Command::Reject(some),
        3 => Command::Reopen(some),
        4..=6 => Command::Correct(one.clone(), value(&one, dice)),
        7 => Command::AddMention { article, span, kind: Kind::ALL[dice.roll(8)], edit: MentionEdit::default() },
        8 => Command::AddEvent { article, span, fields: Box::new(EventFields { killed: Some(Count::exact(dice.roll(9) as u32)), ..EventFields::default() }) },
        9 => Command::SameEvent(a, b),
        10 => Command::DifferentEvent(a, b),
        11 => Command::Hide { article, span },
        12 => Command::Flag(some, dice.roll(3) > 0),
        13 => Command::Comment(one, format!("Comment {}", dice.roll(9))),
        14 => Command::SetArticleState { articles: vec![article], state: ArticleState::ALL[dice.roll(3)] },
        _ => Command::Batch("Both".to_owned(), vec![Command::Confirm(some), Command::Flag(vec![one], true)]),
    }
}

/// Everything that was decided is shown, and at the words that it was decided on; what found nothing is listed.
fn nothing_is_lost_or_misplaced(dataset: &Dataset, journal: &Journal, at: &str) {
    let in_force: BTreeSet<&Target> = journal.decisions().iter().map(|d| &d.target).collect();
    let shown: Vec<&Decision> = dataset.decisions();
    assert_eq!(shown.len(), in_force.len(), "{at}: each decision is listed once");
    assert!(shown.iter().all(|d| in_force.contains(&d.target) && journal.decisions().get(&d.target) == Some(*d)), "{at}");
    let unmatched: BTreeSet<&Target> = dataset.all_unmatched().map(|d| &d.target).collect();
    for decision in journal.decisions().iter() {
        if let (Some(article), Some((span, quote))) = (dataset.article(decision.target.article()), decision.target.words()) {
            assert_eq!(span.of(&article.article.text), quote, "{at}: a decision stands at its words");
        }
        let applied = match &decision.target {
            target @ Target::Mention { .. } => dataset.mentions().filter(|m| m.target == *target && m.decision.as_deref() == Some(decision)).count(),
            target @ Target::Tally { .. } => dataset.tallies().filter(|t| t.target == *target && t.decision.as_deref() == Some(decision)).count(),
            Target::Report { .. } => dataset.reports().filter(|r| r.decision.as_deref() == Some(decision)).count(),
            Target::ReportField { field, .. } => dataset.reports().filter(|r| r.fields.get(field).is_some_and(|f| f.decision == *decision)).count(),
            Target::Flag { of } => usize::from(dataset.is_flagged(of)),
            Target::Comment { of } => usize::from(dataset.remarks(of).comment.is_some()),
            _ => 1,
        };
        let listed = usize::from(unmatched.contains(&decision.target));
        assert_eq!((applied.min(1) + listed).min(1), 1, "{at}: {:?} is neither applied nor listed as without a match", decision.target);
        assert!(applied <= 1, "{at}: {:?} is applied {applied} times", decision.target);
    }
}

/// Queues that are mended after each edit, as the window keeps them.
struct Mended {
    before: Dataset,
    names: Names,
    pools: Vec<(Wanted, Pool)>,
}

impl Mended {
    fn new(dataset: &Dataset) -> Self {
        let names = Names::of(dataset);
        let article = dataset.articles.first().map(|a| a.head.id.clone());
        let actor = dataset.events.iter().find_map(|e| e.item.fields.attackers.first().cloned());
        let wanted = [
            Wanted::default(),
            Wanted { matter: Some(Matter::Name), ..Wanted::default() },
            Wanted { article, ..Wanted::default() },
            Wanted { actor, ..Wanted::default() },
        ];
        let pools = wanted.map(|wanted| (wanted.clone(), Pool::new(dataset, &wanted, &names))).into();
        Self { before: dataset.clone(), names, pools }
    }

    /// What is not said to be touched is as it was, and mended queues are those that would be made anew.
    fn follow(&mut self, dataset: &Dataset, touched: Option<Touched>, at: &str) {
        let Some(touched) = touched else { return *self = Self::new(dataset) };
        assert_eq!((dataset.events.len(), dataset.articles.len()), (self.before.events.len(), self.before.articles.len()), "{at}");
        let spots = Spots { events: touched.events.iter().map(|t| t.0).collect(), articles: touched.articles.iter().map(|t| t.0).collect() };
        for (n, (old, new)) in self.before.events.iter().zip(&dataset.events).enumerate() {
            assert!(old == new || spots.events.contains(&n), "{at}: event {n} is another, and nobody said so");
        }
        for (n, (old, new)) in self.before.articles.iter().zip(&dataset.articles).enumerate() {
            assert!(old == new || spots.articles.contains(&n), "{at}: article {n} is another, and nobody said so");
        }
        assert!(touched.events.iter().all(|(n, before)| *before == self.before.events[*n]), "{at}");
        assert!(touched.articles.iter().all(|(n, before)| *before == self.before.articles[*n]), "{at}");
        let renamed = self.names.mend(dataset, spots.articles.iter().copied());
        for (wanted, pool) in &mut self.pools {
            pool.mend(dataset, wanted, &spots, (&self.names, renamed));
            for look in Look::ALL {
                assert_eq!(*pool.list(look), queue(dataset, &Wanted { look, ..wanted.clone() }), "{at}: {wanted:?}, {look:?}");
            }
        }
        self.before = dataset.clone();
    }
}

fn course(seed: u64) {
    let readings = readings();
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let (mut now, mut journal) = (0, Journal::default());
    let mut dataset = resolve(&readings[now], journal.decisions());
    let mut mended = Mended::new(&dataset);
    for step in 0..60 {
        let at = format!("seed {seed}, step {step}");
        // What was touched; nothing, where nothing was done.
        let mut touched = Some(Touched::default());
        match dice.roll(10) {
            0..=5 => {
                let wish = command(&dataset, &mut dice);
                let before = journal.decisions().clone();
                match act_and_tell(&readings[now], &mut dataset, &mut journal, &wish) {
                    Ok((_, told)) => touched = told,
                    Err(_) => assert_eq!(*journal.decisions(), before, "{at}: what is refused changes nothing: {wish:?}"),
                }
            }
            6 | 7 => {
                let row = if dice.roll(3) > 0 { journal.undo(BY, AT) } else { journal.redo(BY, AT) };
                if let Some(row) = row {
                    touched = dataset.refresh(&readings[now], journal.decisions(), &row.changes);
                }
            }
            8 => {
                now = dice.roll(readings.len());
                dataset = resolve(&readings[now], journal.decisions());
                touched = None;
            }
            _ => {
                let reopened = Journal::replay(journal.rows().to_vec());
                assert_eq!(reopened, journal, "{at}: what is read from the file is what was written");
            }
        }
        assert!(dataset == resolve(&readings[now], journal.decisions()), "{at}: what is shown is what the decisions come to");
        nothing_is_lost_or_misplaced(&dataset, &journal, &at);
        mended.follow(&dataset, touched, &at);
    }
    back_and_forth(&readings[now], &mut journal, seed);
}

/// Undo to the beginning leaves nothing, redo to the end brings everything back.
fn back_and_forth(extraction: &Extraction, journal: &mut Journal, seed: u64) {
    let end = journal.decisions().clone();
    let mut steps = 0;
    while journal.undo(BY, AT).is_some() {
        steps += 1;
    }
    assert!(journal.decisions().is_empty(), "seed {seed}");
    assert!(resolve(extraction, journal.decisions()) == resolve(extraction, Journal::default().decisions()));
    let mut again = 0;
    while again < steps && journal.redo(BY, AT).is_some() {
        again += 1;
    }
    assert_eq!((again, journal.decisions()), (steps, &end), "seed {seed}");
}

#[test]
fn no_decision_is_lost_or_misplaced() {
    (1..=400).for_each(course);
}
