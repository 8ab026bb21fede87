//! What the reports of an event say about each field: versions with their words, and cards made of them. No egui here.

use crate::model::{Event, Field, FieldValue, Span};
use crate::review::{Dataset, Review, ReviewedEvent, ReviewedReport, Target};

/// The fields in the order of the card: what is looked at first is within reach of the digits.
pub const CARD: [Field; 15] = [
    Field::Date,
    Field::Place,
    Field::Attackers,
    Field::Targets,
    Field::Killed,
    Field::Wounded,
    Field::Weapons,
    Field::Type,
    Field::Time,
    Field::Outcome,
    Field::Suspects,
    Field::Victims,
    Field::TargetObject,
    Field::KilledCivilians,
    Field::Strikes,
];

/// Where an article says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The article's id.
    pub article: String,
    /// The outlet, else the path.
    pub name: String,
    /// The wire services that the article relies on.
    pub agencies: Vec<String>,
    /// The words, where the article has any for the field.
    pub span: Option<Span>,
    /// The words with some of what stands around them.
    pub quote: String,
}

/// One of the values that reports give.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The value.
    pub value: FieldValue,
    /// Who gives it.
    pub sources: Vec<Source>,
}

/// One line of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The field.
    pub field: Field,
    /// The name under which to decide about it.
    pub target: Target,
    /// The value.
    pub value: FieldValue,
    /// Its status.
    pub review: Review,
    /// The rule that chose it.
    pub rule: Option<String>,
    /// How many different values the reports give.
    pub versions: usize,
    /// Whether the reports do not agree; different values may also complete each other.
    pub conflict: bool,
}

/// Whether two values are the same, whatever words they rest on.
pub fn same(a: &FieldValue, b: &FieldValue) -> bool {
    match (a, b) {
        (FieldValue::Date(a), FieldValue::Date(b)) => (a.start, a.end) == (b.start, b.end),
        (FieldValue::Place(a), FieldValue::Place(b)) => (&a.name, &a.country) == (&b.name, &b.country),
        _ => a == b,
    }
}

fn reports<'a>(dataset: &'a Dataset, event: &'a Event) -> impl Iterator<Item = &'a ReviewedReport> {
    event.reports.iter().filter_map(|id| dataset.report(id)).filter(|r| r.review.stands())
}

/// The different values that the reports of `event` give for `field`, in order of the reports.
pub fn versions(dataset: &Dataset, event: &Event, field: Field) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for report in reports(dataset, event) {
        let value = report.item.fields.get(field);
        if value == FieldValue::Empty {
            continue;
        }
        let source = source(dataset, report, field);
        match versions.iter_mut().find(|v| same(&v.value, &value)) {
            Some(version) => version.sources.extend(source),
            None => versions.push(Version { value, sources: source.into_iter().collect() }),
        }
    }
    versions
}

/// Where `report` speaks of `field`.
pub fn source(dataset: &Dataset, report: &ReviewedReport, field: Field) -> Option<Source> {
    let article = &dataset.article(&report.item.article)?.article;
    let span = report.item.evidence.get(&field).and_then(|spans| spans.first()).copied();
    let shown = span.unwrap_or(report.item.key.span);
    Some(Source {
        article: article.id.clone(),
        name: article.outlet.as_ref().map_or_else(|| article.path.clone(), |o| o.value.clone()),
        agencies: article.agencies.iter().map(|a| a.value.clone()).collect(),
        span: Some(shown),
        quote: around(&article.text, shown),
    })
}

/// How many characters are shown on each side of the words.
const AROUND: usize = 60;

/// The words of `span` with what stands around them, within its line.
pub fn around(text: &str, span: Span) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let before = before.rsplit(['\n', '.']).next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND).map_or(0, |(i, _)| before.get(i..).and_then(|t| t.find(' ')).map_or(i, |s| i + s));
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(i, _)| after.get(..i).and_then(|t| t.rfind(' ')).unwrap_or(i));
    let (left, right) = (if from > 0 { "…" } else { "" }, if to < after.len() { "…" } else { "" });
    format!("{left}{}{}{}{right}", before.get(from..).unwrap_or_default().trim_start(), span.of(text), after.get(..to).unwrap_or_default())
}

/// The lines of an event's card.
pub fn event_lines(dataset: &Dataset, event: &ReviewedEvent) -> Vec<Line> {
    let line = |field: Field| {
        let founding = reports(dataset, &event.item).find_map(|r| r.item.rules.get(&field).cloned());
        let conflict = event.item.conflicts.iter().find(|c| c.field == field).map(|c| c.rule.clone());
        Line {
            field,
            target: event.field_target(field),
            value: event.item.fields.get(field),
            review: event.field_review(field),
            conflict: conflict.is_some(),
            rule: conflict.or(founding),
            versions: versions(dataset, &event.item, field).len(),
        }
    };
    CARD.into_iter().map(line).collect()
}

/// The lines of a report's card.
pub fn report_lines(report: &ReviewedReport) -> Vec<Line> {
    let line = |field: Field| Line {
        field,
        target: report.field_target(field),
        value: report.item.fields.get(field),
        review: report.field_review(field),
        rule: report.item.rules.get(&field).cloned(),
        versions: 0,
        conflict: false,
    };
    CARD.into_iter().map(line).collect()
}

/// The words that `field` (or, without one, the whole) rests on, report by report: what “Show evidence” walks through.
pub fn evidence(dataset: &Dataset, event: &Event, field: Option<Field>) -> Vec<(String, Span)> {
    reports(dataset, event).flat_map(|r| report_evidence(r, field)).collect()
}

/// The words that a report, or one field of it, rests on.
pub fn report_evidence(report: &ReviewedReport, field: Option<Field>) -> Vec<(String, Span)> {
    let spans = field.and_then(|f| report.item.evidence.get(&f)).cloned();
    let spans = spans.filter(|s| !s.is_empty()).unwrap_or_else(|| if field.is_none() { vec![report.item.key.span] } else { Vec::new() });
    spans.into_iter().map(|s| (report.item.article.clone(), s)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_holds_every_field_once() {
        let fields: std::collections::BTreeSet<Field> = CARD.into_iter().collect();
        assert_eq!(fields.len(), Field::ALL.len());
    }

    #[test]
    fn words_are_shown_with_their_sentence() {
        let text = "First line.\nIn Erbil a drone killed four soldiers on Thursday.";
        let at = text.find("four").unwrap();
        assert_eq!(around(text, Span::new(at, at + 4)), "In Erbil a drone killed four soldiers on Thursday.");
        let long = format!("{} four {}", "word ".repeat(30), "tail ".repeat(30));
        let at = long.find("four").unwrap();
        let shown = around(&long, Span::new(at, at + 4));
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains(" four "), "{shown}");
    }
}
