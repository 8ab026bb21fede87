//! The table of agreement: marked words by kind, events and their fields, totals, articles' headers.

use super::kappa::Nominal;
use super::spans::{F1, words, words_of};
use crate::model::{Field, FieldValue, Kind, Span};
use crate::review::{ArticleFieldName, Dataset, ReviewedArticle, ReviewedEvent, ReviewedTally, TallyFieldName, article_value, tally_value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// One line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// To what it belongs: "Mentions", "Events".
    pub group: &'static str,
    /// The kind or field.
    pub name: String,
    /// How many things were compared: words for mentions, else events, totals or articles.
    pub compared: u64,
    /// The share on which both said the same.
    pub percent: Option<f64>,
    /// Cohen's kappa.
    pub kappa: Option<f64>,
    /// Of spans: F1 of the same spans and of those that overlap.
    pub f1: Option<(f64, f64)>,
}

/// How far two coders agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The lines.
    pub rows: Vec<Row>,
    /// Articles that both worked on; only these are compared.
    pub articles: usize,
}

/// The articles that both coders have decided in, as each has them.
pub(super) fn both<'a>(first: &'a Dataset, second: &'a Dataset) -> Vec<(&'a ReviewedArticle, &'a ReviewedArticle)> {
    let pair = |a: &'a std::sync::Arc<ReviewedArticle>| Some((a.as_ref(), second.article(&a.head.id)?.as_ref()));
    first.articles.iter().filter_map(pair).filter(|(a, b)| !a.decisions.is_empty() && !b.decisions.is_empty()).collect()
}

/// How far the coders of `first` and `second` agree.
pub fn agreement(first: &Dataset, second: &Dataset) -> Table {
    let articles = both(first, second);
    let mut rows = mentions(&articles);
    rows.extend(events(first, second, &articles));
    rows.extend(tallies(&articles));
    rows.extend(headers(&articles));
    Table { rows: rows.into_iter().filter(|r| r.compared > 0).collect(), articles: articles.len() }
}

fn row(group: &'static str, name: &str, nominal: &Nominal) -> Row {
    Row { group, name: name.to_owned(), compared: nominal.total(), percent: nominal.percent(), kappa: nominal.kappa(), f1: None }
}

fn spans(article: &ReviewedArticle, kind: Kind) -> Vec<Span> {
    article.mentions.iter().filter(|m| m.review.stands() && m.item.kind == kind && !m.item.is_quiet()).map(|m| m.item.span).collect()
}

/// By kind over the words that are read: each word is inside such a mention or not. F1 over the spans themselves.
fn mentions(articles: &[(&ReviewedArticle, &ReviewedArticle)]) -> Vec<Row> {
    let mut by_kind: BTreeMap<Kind, (Nominal, F1)> = BTreeMap::new();
    for (a, b) in articles {
        let all = words_of(&a.article.text, |at| a.article.block_kind(at).is_read());
        for kind in Kind::ALL {
            let (ours, theirs) = (spans(a, kind), spans(b, kind));
            let entry = by_kind.entry(kind).or_default();
            entry.1.add(&ours, &theirs);
            words(&mut entry.0, &all, &ours, &theirs);
        }
    }
    let used: Vec<(Kind, (Nominal, F1))> = by_kind.into_iter().filter(|(_, (_, f1))| f1.exact.f1().is_some()).collect();
    let (mut all, mut f1) = (Nominal::default(), F1::default());
    for (_, (nominal, spans)) in &used {
        all.merge(nominal);
        f1.merge(spans);
    }
    let line = |name: &str, nominal: &Nominal, spans: &F1| Row { f1: spans.exact.f1().zip(spans.overlap.f1()), ..row("Mentions", name, nominal) };
    let mut rows = if used.is_empty() { Vec::new() } else { vec![line("All kinds", &all, &f1)] };
    rows.extend(used.iter().map(|(kind, (nominal, spans))| line(kind.label(), nominal, spans)));
    rows
}

/// The events of the articles that both worked on, each with the other coder's event that shares a report with it.
pub(super) fn paired_events<'a>(
    first: &'a Dataset,
    second: &'a Dataset,
    articles: &[(&ReviewedArticle, &ReviewedArticle)],
) -> Vec<(Option<&'a ReviewedEvent>, Option<&'a ReviewedEvent>)> {
    let ids: BTreeSet<&str> = articles.iter().map(|(a, _)| a.head.id.as_str()).collect();
    let inside = |e: &ReviewedEvent| e.item.reports.first().is_some_and(|r| r.split(':').next().is_some_and(|id| ids.contains(id)));
    let like = |of: &'a Dataset, e: &ReviewedEvent| e.item.reports.iter().find_map(|r| of.event_of_report(r)).map(AsRef::as_ref);
    let ours = first.events.iter().map(AsRef::as_ref).filter(|e| inside(e)).map(|e| (Some(e), like(second, e)));
    let theirs = second.events.iter().map(AsRef::as_ref).filter(|e| inside(e) && like(first, e).is_none()).map(|e| (None, Some(e)));
    ours.chain(theirs).collect()
}

fn events(first: &Dataset, second: &Dataset, articles: &[(&ReviewedArticle, &ReviewedArticle)]) -> Vec<Row> {
    let mut found = Nominal::default();
    let mut fields: BTreeMap<Field, Nominal> = BTreeMap::new();
    let word = |e: Option<&ReviewedEvent>| if e.is_some_and(|e| e.review.stands()) { "event" } else { "none" };
    for (a, b) in paired_events(first, second, articles) {
        found.add(word(a), word(b), 1);
        let (Some(a), Some(b)) = (a.filter(|e| e.review.stands()), b.filter(|e| e.review.stands())) else { continue };
        for field in Field::ALL {
            let (ours, theirs) = (told(&a.item.fields.get(field)), told(&b.item.fields.get(field)));
            if !(ours.is_empty() && theirs.is_empty()) {
                fields.entry(field).or_default().add(&ours, &theirs, 1);
            }
        }
    }
    let mut rows = vec![row("Events", "Is an event", &found), row("Events", "Same event", &grouping(first, second, articles))];
    rows.extend(fields.iter().map(|(field, nominal)| row("Events", field.label(), nominal)));
    rows
}

/// Over all pairs of reports: whether each coder has the two in one event. Counted by the sizes of the groups, not pair by pair.
fn grouping(first: &Dataset, second: &Dataset, articles: &[(&ReviewedArticle, &ReviewedArticle)]) -> Nominal {
    let mut cells: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let reports = articles.iter().flat_map(|(a, _)| &a.reports).map(|r| r.item.id.as_str());
    for id in reports {
        let standing = |d: &'_ Dataset| d.event_of_report(id).filter(|e| e.review.stands()).map(|e| e.item.id.clone());
        if standing(first).is_some()
            && standing(second).is_some()
            && let (Some(a), Some(b)) = (first.event_of_report(id), second.event_of_report(id))
        {
            *cells.entry((a.item.id.as_str(), b.item.id.as_str())).or_default() += 1;
        }
    }
    let pairs = |n: u64| n * n.saturating_sub(1) / 2;
    let (mut ours, mut theirs): (BTreeMap<&str, u64>, BTreeMap<&str, u64>) = (BTreeMap::new(), BTreeMap::new());
    for ((a, b), n) in &cells {
        *ours.entry(a).or_default() += n;
        *theirs.entry(b).or_default() += n;
    }
    let together: u64 = cells.values().map(|n| pairs(*n)).sum();
    let (a, b) = (ours.values().map(|n| pairs(*n)).sum::<u64>(), theirs.values().map(|n| pairs(*n)).sum::<u64>());
    let all = pairs(cells.values().sum());
    let mut nominal = Nominal::default();
    nominal.add("same", "same", together);
    nominal.add("same", "other", a - together);
    nominal.add("other", "same", b - together);
    nominal.add("other", "other", all + together - a - b);
    nominal
}

/// The totals of both coders, by their words.
pub(super) fn paired_tallies<'a>(a: &'a ReviewedArticle, b: &'a ReviewedArticle) -> Vec<(Option<&'a ReviewedTally>, Option<&'a ReviewedTally>)> {
    let like = |of: &'a ReviewedArticle, t: &ReviewedTally| of.tallies.iter().find(|o| o.item.span.overlaps(t.item.span));
    let ours = a.tallies.iter().map(|t| (Some(t), like(b, t)));
    let theirs = b.tallies.iter().filter(|t| like(a, t).is_none()).map(|t| (None, Some(t)));
    ours.chain(theirs).collect()
}

fn tallies(articles: &[(&ReviewedArticle, &ReviewedArticle)]) -> Vec<Row> {
    let mut found = Nominal::default();
    let mut fields: BTreeMap<TallyFieldName, Nominal> = BTreeMap::new();
    let word = |t: Option<&ReviewedTally>| if t.is_some_and(|t| t.review.stands()) { "total" } else { "none" };
    for (a, b) in articles.iter().flat_map(|(a, b)| paired_tallies(a, b)) {
        found.add(word(a), word(b), 1);
        let (Some(a), Some(b)) = (a.filter(|t| t.review.stands()), b.filter(|t| t.review.stands())) else { continue };
        for field in TallyFieldName::ALL {
            fields.entry(field).or_default().add(&shown(&tally_value(&a.item, field)), &shown(&tally_value(&b.item, field)), 1);
        }
    }
    let mut rows = vec![row("Totals", "Is a total", &found)];
    rows.extend(fields.iter().map(|(field, nominal)| row("Totals", field.label(), nominal)));
    rows
}

fn headers(articles: &[(&ReviewedArticle, &ReviewedArticle)]) -> Vec<Row> {
    let line = |field: ArticleFieldName| {
        let mut nominal = Nominal::default();
        for (a, b) in articles {
            nominal.add(&shown(&article_value(&a.article, field)), &shown(&article_value(&b.article, field)), 1);
        }
        row("Articles", field.label(), &nominal)
    };
    ArticleFieldName::ALL.into_iter().map(line).collect()
}

/// A value in a few words; two values are the same where these are. Empty where nothing is stated.
pub(super) fn told(value: &FieldValue) -> String {
    match value {
        FieldValue::Empty => String::new(),
        FieldValue::Date(d) if d.start == d.end => d.start.to_string(),
        FieldValue::Date(d) => format!("{} – {}", d.start, d.end),
        FieldValue::Text(text) => text.replace('_', " "),
        FieldValue::Place(p) => [Some(p.name.as_str()), p.country.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", "),
        FieldValue::Names(names) => {
            let mut names = names.clone();
            names.sort();
            names.join(", ")
        }
        FieldValue::Count(c) => [("at least ", c.low.filter(|n| Some(*n) != c.best)), ("", c.best), ("at most ", c.high.filter(|n| Some(*n) != c.best))]
            .into_iter()
            .filter_map(|(word, n)| Some(format!("{word}{}", n?)))
            .collect::<Vec<_>>()
            .join(", "),
        FieldValue::Outcome(outcome) => outcome.key().to_owned(),
    }
}

/// As [`told`], of the values of totals and articles.
pub(super) fn shown(value: &crate::review::NewValue) -> String {
    use crate::review::NewValue as V;
    match value {
        V::Text(text) => text.clone().unwrap_or_default(),
        V::Names(names) => told(&FieldValue::Names(names.clone())),
        V::Date(date) => date.map(|d| d.to_string()).unwrap_or_default(),
        V::Number(number) => number.to_string(),
        V::Qualifier(qualifier) => qualifier.key().replace('_', " "),
        V::Of(of) => of.key().replace('_', " "),
        V::Field(value) => told(value),
        _ => String::new(),
    }
}

/// A share as it is printed: `0.83`, or a dash.
fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |v| format!("{v:.2}"))
}

impl Row {
    /// Its figures as they are printed: compared, percent, kappa, F1 exact, F1 overlap.
    pub fn figures(&self) -> [String; 5] {
        let percent = self.percent.map_or_else(|| "–".to_owned(), |p| format!("{:.1} %", p * 100.0));
        let f1 = |pick: fn((f64, f64)) -> f64| self.f1.map_or_else(String::new, |f| number(Some(pick(f))));
        [self.compared.to_string(), percent, number(self.kappa), f1(|f| f.0), f1(|f| f.1)]
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "Articles that both worked on: {}", self.articles)?;
        writeln!(f, "{:<9} {:<18} {:>9} {:>7} {:>6} {:>6} {:>8}", "", "", "compared", "percent", "kappa", "F1", "F1 over.")?;
        for row in &self.rows {
            let mut line = format!("{:<9} {:<18}", row.group, row.name);
            for (figure, width) in row.figures().iter().zip([9, 7, 6, 6, 8]) {
                write!(line, " {figure:>width$}")?;
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
