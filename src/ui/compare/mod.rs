//! The reports of one event side by side: what each says of every field, who says what, and what else may be the same. No egui here.

mod compare_ui;
mod practice_ui;
mod rule;

pub use compare_ui::Compare;
pub use practice_ui::practice;
pub use rule::Rule;

use super::inspector::versions::{self, CARD, Source};
use super::inspector::words;
use crate::lexicon::Lexicon;
use crate::model::{Field, FieldValue, Link, PartialDate, ReportKey, Span, Stance};
use crate::review::{Command, Dataset, Decisions, Review, ReviewedEvent, ReviewedReport, Target, Verdict};
use std::collections::BTreeMap;

/// One report: a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The report.
    pub target: Target,
    /// The article's id.
    pub article: String,
    /// The outlet, else the path.
    pub outlet: String,
    /// The wire services that the article relies on.
    pub agencies: Vec<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Its words for the whole.
    pub words: Span,
    /// Why it is in the event; nothing for the founding report.
    pub why: Option<String>,
}

/// What one report says of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The value.
    pub value: FieldValue,
    /// The value in words.
    pub words: String,
    /// Whether it is what the event says.
    pub agrees: bool,
    /// Where the article says so.
    pub source: Option<Source>,
}

/// One field: a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The field.
    pub field: Field,
    /// The name under which to decide about it.
    pub target: Target,
    /// What the event says.
    pub chosen: FieldValue,
    /// What the event says, in words.
    pub words: String,
    /// Its status.
    pub review: Review,
    /// The coder's rule that chose it.
    pub rule: Option<String>,
    /// Whether the reports contradict each other, as opposed to completing each other.
    pub conflict: bool,
    /// What each report says; nothing where it does not.
    pub cells: Vec<Option<Cell>>,
}

/// One who says something about the event.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// Who, in the words of the article.
    pub name: String,
    /// What it says, by stance: the article's id, the words, and what they are about.
    pub said: BTreeMap<Stance, Vec<(String, Span, String)>>,
}

/// Everything side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The reports.
    pub columns: Vec<Column>,
    /// The fields that any report speaks of.
    pub rows: Vec<Row>,
    /// Who says what.
    pub voices: Vec<Voice>,
    /// Events that were said to be others, with the pair of reports that holds them apart.
    pub apart: Vec<(Target, Target)>,
}

/// The reports of `event` side by side.
pub fn compare(dataset: &Dataset, decisions: &Decisions, event: &ReviewedEvent, lexicon: Option<&Lexicon>) -> Comparison {
    let reports: Vec<&ReviewedReport> = event.item.reports.iter().filter_map(|id| dataset.report(id)).filter(|r| r.review.stands()).collect();
    let columns: Vec<Column> = reports.iter().filter_map(|r| column(dataset, event, r)).collect();
    let rows = versions::event_lines(dataset, event).into_iter().filter_map(|line| {
        let is_type = line.field == Field::Type;
        let cells: Vec<Option<Cell>> = reports.iter().map(|r| cell(dataset, r, line.field, &line.value, lexicon)).collect();
        cells.iter().any(Option::is_some).then(|| Row {
            field: line.field,
            target: line.target,
            words: words::value(&line.value, is_type, lexicon),
            chosen: line.value,
            review: line.review,
            rule: line.rule,
            conflict: line.conflict,
            cells,
        })
    });
    let rows = rows.collect();
    Comparison { columns, rows, voices: voices(&reports), apart: apart(dataset, decisions, event) }
}

fn column(dataset: &Dataset, event: &ReviewedEvent, report: &ReviewedReport) -> Option<Column> {
    let article = &dataset.article(&report.item.article)?.article;
    Some(Column {
        target: report.target.clone(),
        article: article.id.clone(),
        outlet: article.outlet.as_ref().map_or_else(|| article.path.clone(), |o| o.value.clone()),
        agencies: article.agencies.iter().map(|a| a.value.clone()).collect(),
        published: article.published.as_ref().map(|p| p.value),
        words: report.item.key.span,
        why: event.item.links.iter().find(|l| l.report == report.item.id).map(why),
    })
}

/// The parts by which a report was found to tell of the event: “alike in date +3, place +3”.
fn why(link: &Link) -> String {
    let Some(likeness) = link.likeness else { return "said to be the same".to_owned() };
    let parts: Vec<String> = likeness.parts().map(|(part, points)| format!("{} {points:+}", part.key())).collect();
    format!("alike in {}", parts.join(", "))
}

fn cell(dataset: &Dataset, report: &ReviewedReport, field: Field, chosen: &FieldValue, lexicon: Option<&Lexicon>) -> Option<Cell> {
    let value = report.item.fields.get(field);
    if value == FieldValue::Empty {
        return None;
    }
    let words = words::value(&value, field == Field::Type, lexicon);
    let agrees = match (&value, chosen) {
        // Names complete each other: a report agrees where it names nobody that the event does not.
        (FieldValue::Names(mine), FieldValue::Names(all)) => mine.iter().all(|n| all.contains(n)),
        _ => versions::same(&value, chosen),
    };
    Some(Cell { value, words, agrees, source: versions::source(dataset, report, field) })
}

/// Who says what, each source once, those that say most first.
fn voices(reports: &[&ReviewedReport]) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    for report in reports {
        for said in &report.item.attribution {
            let name = said.via.as_ref().map_or_else(|| said.source.clone(), |via| format!("{} (to {via})", said.source));
            let place = (report.item.article.clone(), said.span, said.about.clone().unwrap_or_default());
            let known = voices.iter().position(|v| v.name.eq_ignore_ascii_case(&name));
            let at = known.unwrap_or_else(|| {
                voices.push(Voice { name, said: BTreeMap::new() });
                voices.len() - 1
            });
            if let Some(voice) = voices.get_mut(at) {
                let list = voice.said.entry(said.stance).or_default();
                if !list.contains(&place) {
                    list.push(place);
                }
            }
        }
    }
    voices.sort_by_key(|v| std::cmp::Reverse(v.said.values().map(Vec::len).sum::<usize>()));
    voices
}

fn keys(dataset: &Dataset, event: &ReviewedEvent) -> Vec<ReportKey> {
    event.item.reports.iter().filter_map(|id| dataset.report(id)).map(|r| r.item.key.clone()).collect()
}

/// Other events that the analyst said are not this one.
fn apart(dataset: &Dataset, decisions: &Decisions, event: &ReviewedEvent) -> Vec<(Target, Target)> {
    let mine = keys(dataset, event);
    let mut found: Vec<(Target, Target)> = Vec::new();
    for decision in decisions.iter().filter(|d| d.verdict == Verdict::DifferentEvent) {
        let Target::Pair { a, b } = &decision.target else { continue };
        let other = match (mine.contains(a), mine.contains(b)) {
            (true, false) => b,
            (false, true) => a,
            _ => continue,
        };
        let event = super::selection::event_of_key(dataset, other).map(|e| e.target.clone());
        if let Some(event) = event
            && !found.iter().any(|(e, _)| *e == event)
        {
            found.push((event, decision.target.clone()));
        }
    }
    found
}

/// How many pairs of reports are held apart at most; more would make one decision a thousand.
const PAIRS: usize = 64;

/// The command that says that two events are not the same, now and after every regrouping.
pub fn keep_apart(dataset: &Dataset, one: &ReviewedEvent, other: &ReviewedEvent) -> Option<Command> {
    let (mine, theirs) = (keys(dataset, one), keys(dataset, other));
    let pairs = mine.iter().flat_map(|a| theirs.iter().map(move |b| Command::DifferentEvent(a.clone(), b.clone())));
    let pairs: Vec<Command> = pairs.take(PAIRS).collect();
    let label = format!("Not the same: {} and {}", one.target.label(), other.target.label());
    (!pairs.is_empty()).then_some(Command::Batch(label, pairs))
}

/// The command that takes back that two events are not the same.
pub fn no_longer_apart(dataset: &Dataset, decisions: &Decisions, one: &ReviewedEvent, other: &ReviewedEvent) -> Option<Command> {
    let (mine, theirs) = (keys(dataset, one), keys(dataset, other));
    let said = |t: &Target| decisions.get(t).is_some_and(|d| d.verdict == Verdict::DifferentEvent);
    let pairs: Vec<Target> = mine.iter().flat_map(|a| theirs.iter().map(move |b| Target::pair(a, b))).filter(said).collect();
    (!pairs.is_empty()).then(|| Command::Batch("May be the same again".to_owned(), vec![Command::Reopen(pairs)]))
}

/// The order of the fields, for tests and for the keyboard.
pub fn fields(comparison: &Comparison) -> Vec<Field> {
    CARD.into_iter().filter(|f| comparison.rows.iter().any(|r| r.field == *f)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Likeness, Part};

    #[test]
    fn a_report_says_why_it_is_in_the_event() {
        let mut likeness = Likeness::default();
        likeness.add(Part::Date, 3);
        likeness.add(Part::Actors, -2);
        let link = |likeness| Link { report: "b".into(), with: "a".into(), likeness };
        assert_eq!(why(&link(Some(likeness))), "alike in date +3, actors -2");
        assert_eq!(why(&link(None)), "said to be the same");
    }
}
