//! Publication dates that no article states, inferred over the folder by rule D4.

use super::clues::{self, Clues};
use super::dating;
use super::witness::{self, Folder, Window};
use crate::model::{Basis, Guidance, PartialDate, Reading, Reason, Resolved};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Fills `article.published` where it is missing, with numbered reasons. The readings are [`prepare`]d; of those with a date only the reports
/// and the opening words are looked at.
///
/// One inferred article can date another, so the folder is gone through until nothing more follows; days come before months and years.
pub fn infer(readings: &mut [Reading]) {
    if readings.iter().any(|r| r.article.published.is_none()) {
        let folder = Folder::of(readings);
        for coarse in [false, true] {
            infer_all(readings, &folder, coarse);
        }
    }
}

/// Dates one undated article after the other, the surest first; a new date is news only for those that may share an event with it.
fn infer_all(readings: &mut [Reading], folder: &Folder, coarse: bool) {
    let undated = (0..readings.len()).filter(|n| readings.get(*n).is_some_and(|r| r.article.published.is_none()));
    let mut solved: BTreeMap<usize, Option<Solved>> = undated.map(|n| (n, None)).collect();
    let mut stale: Vec<usize> = solved.keys().copied().collect();
    loop {
        for n in stale.drain(..) {
            if let Some(slot) = solved.get_mut(&n) {
                *slot = solve_one(n, readings, folder, coarse);
            }
        }
        let surest = solved.iter().filter_map(|(n, s)| Some((s.as_ref()?.0, std::cmp::Reverse(*n)))).max();
        let Some((_, std::cmp::Reverse(at))) = surest else { return };
        let (Some(Some((_, date))), Some(reading)) = (solved.remove(&at), readings.get_mut(at)) else { return };
        reading.article.published = Some(date);
        dating::resolve_reading(reading);
        stale.extend(folder.near(at, reading));
    }
}

/// How sure a date is, and the date.
type Solved = (i32, Resolved<PartialDate>);

fn solve_one(n: usize, readings: &[Reading], folder: &Folder, coarse: bool) -> Option<Solved> {
    let windows = witness::windows(n, readings, folder);
    let strength = windows.iter().map(|w| w.strength).max().unwrap_or(0);
    solve(readings.get(n)?, windows, coarse).map(|found| (strength, found))
}

/// Dates a reading as far as it does so by itself; the analyst's publication date overrides everything.
pub fn prepare(reading: &mut Reading, guidance: &Guidance) {
    let article = &mut reading.article;
    if let Some(date) = guidance.published.get(&article.id) {
        article.published = Some(Resolved::new(*date, Basis::Analyst, Reason::plain(format!("the analyst set {date}"))));
    } else if article.published.as_ref().is_some_and(|p| p.basis == Basis::Inferred) {
        article.published = None;
    }
    dating::resolve_reading(reading);
}

/// Days from the first to the last, both included.
type Domain = (Date, Date);

/// Beyond so many days after its last anchor a day is no longer the likeliest one.
const NEAR: i32 = 14;

fn solve(reading: &Reading, windows: Vec<Window>, coarse: bool) -> Option<Resolved<PartialDate>> {
    let clues = clues::of(reading);
    let mut reasons = Vec::new();
    let (domain, anchored) = domain(&clues, windows, &mut reasons)?;
    let candidates = candidates(&clues, domain);
    let (best, cost) = candidates.iter().copied().reduce(|a, b| if b.1 < a.1 - 1e-6 { b } else { a })?;
    let near: Vec<Date> = candidates.iter().filter(|(_, c)| *c <= cost + 0.5).map(|(d, _)| *d).collect();
    let fixed = anchored || (clues.has_fresh_event && clues.last_anchor(best).is_some_and(|a| days_between(a, best) <= NEAR));
    let one_month = near.iter().all(|d| (d.year(), d.month()) == (best.year(), best.month()));
    let date = match (fixed, coarse) {
        (true, _) => PartialDate::day(best),
        (false, true) if one_month => PartialDate::month(best.year(), best.month()),
        (false, true) if near.iter().all(|d| d.year() == best.year()) => PartialDate::year(best.year()),
        _ => return None,
    };
    reasons.extend(clues.reasons(best));
    reasons.push(Reason::plain(if fixed { format!("the earliest day that fits best: {date}") } else { format!("nothing finer than {date} can be told") }));
    Some(Resolved { value: date, basis: Basis::Inferred, reasons: numbered(reasons) })
}

fn numbered(reasons: Vec<Reason>) -> Vec<Reason> {
    reasons.into_iter().enumerate().map(|(i, r)| Reason { text: format!("{}. {}", i + 1, r.text), ..r }).collect()
}

/// The days that publication can fall on, and whether another article's dated event or a dated picture narrows them to about a week.
fn domain(clues: &Clues, mut windows: Vec<Window>, reasons: &mut Vec<Reason>) -> Option<(Domain, bool)> {
    windows.extend(clues.pictures.iter().cloned());
    windows.extend(clues.copyright.clone());
    windows.sort_by_key(|w| std::cmp::Reverse(w.strength));
    let mut domain: Option<Domain> = None;
    for window in windows {
        let joined = domain.map_or((window.first, window.last), |d| (d.0.max(window.first), d.1.min(window.last)));
        if joined.0 <= joined.1 && domain != Some(joined) {
            domain = Some(joined);
            reasons.push(window.reason);
        }
    }
    let (first, last) = domain?;
    let first = clues.floors.iter().filter(|f| **f <= last).max().map_or(first, |f| first.max(*f));
    Some(((first, last), days_between(first, last) <= 7))
}

fn days_between(first: Date, last: Date) -> i32 {
    (last - first).get_days()
}

/// Every day of the domain with what speaks against it.
fn candidates(clues: &Clues, (first, last): Domain) -> Vec<(Date, f64)> {
    let mut out = Vec::new();
    let mut day = first;
    while day <= last && out.len() < 800 {
        out.push((day, clues.cost(day)));
        let Ok(next) = day.checked_add(1.day()) else { break };
        day = next;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, EventFields, Kind, Mention, Modality, Report, ReportKey, Span, Value, When, Which};

    /// An article with date words, one foreground report dated by the first of them.
    fn reading(id: &str, published: Option<&str>, copyright: Option<i16>, words: &[(&str, When)], fields: EventFields) -> Reading {
        let text = words.iter().map(|(w, _)| *w).collect::<Vec<_>>().join(" ");
        let mut at = 0;
        let mut mentions = Vec::new();
        for (word, when) in words {
            let mut mention = Mention::new(id, &text, Span::new(at, at + word.len()), Kind::Date, "t");
            mention.value = Some(Value::When { when: when.clone(), date: None, time: None });
            mentions.push(mention);
            at += word.len() + 1;
        }
        let article = Article {
            id: id.to_owned(),
            path: format!("{id}.txt"),
            copies: Vec::new(),
            sha256: String::new(),
            blocks: Vec::new(),
            title: None,
            outlet: None,
            byline: None,
            url: None,
            language: None,
            published: published.map(|p| Resolved::new(p.parse().unwrap(), Basis::Stated, Reason::plain("stated"))),
            copyright_year: copyright,
            agencies: Vec::new(),
            text,
        };
        let report = Report {
            id: format!("{id}:report"),
            key: ReportKey { article: id.to_owned(), span: Span::new(0, 1), quote: String::new() },
            article: id.to_owned(),
            triggers: Vec::new(),
            fields,
            when: words.first().map(|(_, w)| w.clone()),
            when_span: Some(Span::new(0, 1)),
            arguments: Vec::new(),
            foreground: true,
            modality: Modality::Actual,
            specific: true,
            attribution: Vec::new(),
            evidence: std::collections::BTreeMap::new(),
            rules: std::collections::BTreeMap::new(),
            confidence: 1.0,
        };
        Reading { article, mentions, tallies: Vec::new(), reports: vec![report] }
    }

    fn infer(readings: &mut [Reading], guidance: &Guidance) {
        for reading in readings.iter_mut() {
            prepare(reading, guidance);
        }
        super::infer(readings);
    }

    fn weekday(weekday: i8) -> When {
        When::Weekday { weekday, which: Which::Plain }
    }

    fn attack() -> EventFields {
        EventFields { victims: vec!["Ali Hassan".into()], targets: vec!["Group".into()], event_type: Some("attack".into()), ..EventFields::default() }
    }

    fn date(reading: &Reading) -> Option<String> {
        reading.article.published.as_ref().map(|p| p.value.to_string())
    }

    #[test]
    fn a_copyright_year_with_a_day_and_weekdays_gives_the_day() {
        let christmas = When::MonthDay { month: 12, day: 25 };
        let mut folder = [reading("a", None, Some(2023), &[("Tuesday", weekday(1)), ("Christmas Day", christmas)], attack())];
        infer(&mut folder, &Guidance::default());
        assert_eq!(date(&folder[0]).as_deref(), Some("2023-12-26"));
        assert!(folder[0].article.published.as_ref().unwrap().reasons.len() > 2);
    }

    #[test]
    fn one_article_dates_another_and_that_one_a_third() {
        let mut folder = [
            reading("c", None, None, &[("Thursday", weekday(3)), ("Friday", weekday(4))], attack()),
            reading("b", None, None, &[("Thursday", weekday(3))], attack()),
            reading("a", Some("2024-02-08"), None, &[("Thursday", weekday(3))], attack()),
        ];
        infer(&mut folder, &Guidance::default());
        assert_eq!(date(&folder[1]).as_deref(), Some("2024-02-08"));
        assert_eq!(date(&folder[0]).as_deref(), Some("2024-02-09"));
    }

    #[test]
    fn nothing_to_hold_on_to_gives_no_date_and_the_analyst_overrides() {
        let alone = || [reading("a", None, None, &[("Thursday", weekday(3))], attack())];
        let mut folder = alone();
        infer(&mut folder, &Guidance::default());
        assert_eq!(date(&folder[0]), None);
        let mut guided = alone();
        let guidance = Guidance { published: [("a".to_owned(), PartialDate::month(2024, 3))].into(), ..Guidance::default() };
        infer(&mut guided, &guidance);
        assert_eq!(guided[0].article.published.as_ref().map(|p| (p.value.to_string(), p.basis)), Some(("2024-03".to_owned(), Basis::Analyst)));
    }
}
