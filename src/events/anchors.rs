//! Dates that hang on another event: "two days after a bomb killed nine" dates one of the two by the other (rule D6).

use crate::model::{EventDate, PartialDate, Reading, Reason, Report, Span, Value, When};
use jiff::ToSpan;
use jiff::civil::Date;

/// "a day after …": the words, and the days from the event named after them to the one named before them.
struct Link {
    span: Span,
    days: i32,
    /// Whether the other event is named in the words that follow, rather than earlier in the text.
    forward: bool,
}

/// Dates reports by the reports that their date words hang on, until nothing more follows.
pub fn resolve(reading: &mut Reading) {
    let links = links(reading);
    for _ in 0..3 {
        let before = reading.reports.iter().filter(|r| r.fields.date.is_some()).count();
        for link in &links {
            follow(reading, link);
        }
        if reading.reports.iter().filter(|r| r.fields.date.is_some()).count() == before {
            break;
        }
    }
}

fn links(reading: &Reading) -> Vec<Link> {
    let text = &reading.article.text;
    let of = |span: Span, when: &When| match when {
        When::AfterEvent { days: Some(days) } => {
            let last = span.of(text).rsplit(' ').next().unwrap_or("").to_lowercase();
            Some(Link { span, days: *days, forward: matches!(last.as_str(), "after" | "before") })
        }
        _ => None,
    };
    let stated = reading.mentions.iter().filter_map(|m| match &m.value {
        Some(Value::When { when, .. }) => of(m.span, when),
        _ => None,
    });
    stated.collect()
}

fn follow(reading: &mut Reading, link: &Link) {
    let sentence = sentence(&reading.article.text, link.span);
    let other = if link.forward { named_after(reading, link, sentence) } else { named_before(reading, link) };
    let own = own(reading, link, sentence, other);
    let (Some(own), Some(other)) = (own, other) else { return };
    let day = |at: usize| reading.reports.get(at).and_then(|r| r.fields.date.as_ref()).and_then(|d| d.start.to_day());
    let (own_day, other_day) = (day(own), day(other));
    let (target, date) = match (own_day, other_day) {
        (None, Some(other_day)) => (own, other_day.checked_add(link.days.days())),
        (Some(own_day), None) if link.forward => (other, own_day.checked_sub(link.days.days())),
        _ => return,
    };
    let Ok(date) = date else { return };
    let path = reading.article.path.clone();
    if let Some(report) = reading.reports.get_mut(target).filter(|r| may_date(r, link)) {
        set(report, date, link, &path);
    }
}

/// A report whose own words give another date keeps it.
fn may_date(report: &Report, link: &Link) -> bool {
    report.fields.date.is_none()
        && (report.when.is_none() || matches!(report.when, Some(When::AfterEvent { .. } | When::Clock)) || report.when_span == Some(link.span))
}

fn set(report: &mut Report, date: Date, link: &Link, path: &str) {
    let step = format!("{} days from the other event of the sentence: {date}", link.days);
    report.fields.date = Some(EventDate::at(PartialDate::day(date), vec![Reason::at(step, path, link.span)]));
    report.when_span = report.when_span.or(Some(link.span));
}

fn trigger(report: &Report) -> Span {
    report.key.span
}

/// The report whose trigger stands in the words after the link.
fn named_after(reading: &Reading, link: &Link, sentence: Span) -> Option<usize> {
    let after = Span::new(link.span.end, sentence.end);
    position(reading, |t| after.contains(t), true)
}

/// The nearest dated report before the link.
fn named_before(reading: &Reading, link: &Link) -> Option<usize> {
    let dated: Vec<Span> = reading.reports.iter().filter(|r| r.fields.date.is_some() && r.when_span != Some(link.span)).map(trigger).collect();
    position(reading, |t| t.end <= link.span.start && dated.contains(&t), false)
}

/// The first or last report whose trigger passes.
fn position(reading: &Reading, pass: impl Fn(Span) -> bool, first: bool) -> Option<usize> {
    let passing = reading.reports.iter().enumerate().filter(|(_, r)| pass(trigger(r)));
    let found = if first { passing.min_by_key(|(_, r)| trigger(r)) } else { passing.max_by_key(|(_, r)| trigger(r)) };
    found.map(|(at, _)| at)
}

/// The report that the link dates: the one that took its words, else the one before it in the sentence, else what the article is about.
fn own(reading: &Reading, link: &Link, sentence: Span, other: Option<usize>) -> Option<usize> {
    let taken = reading.reports.iter().enumerate().find(|(at, r)| r.when_span == Some(link.span) && Some(*at) != other).map(|(at, _)| at);
    let before = || position(reading, |t| sentence.contains(t) && t.end <= link.span.start, false);
    let main = || reading.reports.iter().enumerate().find(|(at, r)| r.foreground && Some(*at) != other && r.modality.counts()).map(|(at, _)| at);
    // "That morning missiles flattened a house."
    let after = || position(reading, |t| sentence.contains(t) && t.start >= link.span.end, true).filter(|at| Some(*at) != other);
    taken.or_else(before).or_else(|| if link.forward { None } else { after() }).or_else(|| link.forward.then(main).flatten())
}

/// The sentence around `span`, by full stops and line ends.
pub fn sentence(text: &str, span: Span) -> Span {
    let left = text.get(..span.start).unwrap_or("");
    let right = text.get(span.end..).unwrap_or("");
    let start = left.rfind('\n').map_or(0, |i| i + 1).max(left.rfind(". ").map_or(0, |i| i + 2));
    let end = right.find('\n').unwrap_or(right.len()).min(right.find(". ").unwrap_or(right.len()));
    Span::new(start, span.end + end)
}
