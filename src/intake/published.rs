//! When the article was published, as far as it says so itself.

use super::article::Judged;
use super::boilerplate::expression;
use super::date_line::{self, Strength};
use super::dates;
use super::html_meta::PageMeta;
use crate::model::{Basis, BlockKind, PartialDate, Reason, Resolved, Span};
use jiff::civil::Date;
use regex::Regex;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// Date lines stand this near the headline, unless they say what they are.
const NEAR: usize = 14;

/// A date line inside a paragraph stands within so many bytes of its beginning, its date so many behind the word for it.
const STAMP: usize = 400;
const GAP: usize = 28;

static STAMPED: LazyLock<Option<Regex>> = LazyLock::new(|| expression(r"\b(?:Published|PUBLISHED|Posted|POSTED|Updated|UPDATED)(?:\s+(?:on|at))?\b:?"));
static RIGHTS: LazyLock<Option<Regex>> = LazyLock::new(|| expression(r"(?i)(?:©|\(c\)|copyright)\D{0,60}((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?"));
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(
        r"^\p{Lu}[\p{Lu}\p{L} .,’'-]{2,50}?,\s+(?P<month>(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\.?\s+(?P<day>\d{1,2})\s*(?:\([^)]{2,40}\))?\s*[-–—:]",
    )
});

/// The date with the surest basis.
pub(super) fn find(judged: &Judged<'_>, meta: &PageMeta, given: Option<&str>, url: Option<&str>) -> Option<Resolved<PartialDate>> {
    let said = |found: Option<&(PartialDate, String)>| found.map(|(date, why)| Resolved::new(*date, Basis::Metadata, Reason::plain(why.clone())));
    let given = given.and_then(partial).map(|d| Resolved::new(d, Basis::Metadata, Reason::plain("The line’s own field says so")));
    let address = || url.and_then(dates::of_address).map(|d| Resolved::new(d, Basis::Metadata, Reason::plain("The article’s web address holds the day")));
    given
        .or_else(|| said(meta.published.as_ref()))
        .or_else(|| lines(judged))
        .or_else(|| dateline(judged))
        .or_else(|| stamp(judged))
        .or_else(address)
        .or_else(|| said(meta.modified.as_ref()))
}

fn partial(text: &str) -> Option<PartialDate> {
    dates::of_metadata(text).or_else(|| text.trim().parse::<PartialDate>().ok().filter(|d| d.year >= 1990))
}

/// The surest date line: one that says "published", then one near the headline, then an update.
fn lines(judged: &Judged<'_>) -> Option<Resolved<PartialDate>> {
    let anchor = judged.stretches.iter().position(|(_, k)| *k == BlockKind::Headline).unwrap_or(0);
    let dated = judged.stretches.iter().enumerate().filter(|(_, (_, kind))| matches!(kind, BlockKind::Byline | BlockKind::Boilerplate));
    let found = dated.filter_map(|(at, (span, _))| {
        let line = date_line::find(span.of(judged.text))?;
        let near = at.abs_diff(anchor) <= NEAR;
        (near || line.strength != Strength::Plain).then_some((line, at, *span))
    });
    let (line, _, span) = found.max_by_key(|(line, at, _)| (line.strength, Reverse(*at)))?;
    let what = match line.strength {
        Strength::Published => "The date line says when it was published",
        Strength::Plain => "A date stands by itself beside the headline or the byline",
        Strength::Updated => "A line says when it was last updated",
    };
    let at = Span::new(span.start + line.found.span.start, span.start + line.found.span.end);
    Some(Resolved::new(PartialDate::day(line.found.date), Basis::Stated, Reason::at(what, judged.path, at)))
}

/// "GAO, Jan 4 (Reuters) -" with the year of the copyright line.
fn dateline(judged: &Judged<'_>) -> Option<Resolved<PartialDate>> {
    let year = copyright_year(judged)?;
    let regex = DATELINE.as_ref()?;
    let readable = judged.stretches.iter().filter(|(_, kind)| kind.is_read());
    readable.take(6).find_map(|(span, _)| {
        let found = regex.captures(span.of(judged.text))?;
        let (month, day) = (found.name("month")?, found.name("day")?);
        let date = Date::new(year, dates::month(month.as_str())?, day.as_str().parse().ok()?).ok()?;
        let at = Span::new(span.start + month.start(), span.start + day.end());
        let reasons = vec![Reason::at("The dateline gives day and month", judged.path, at), Reason::plain(format!("The copyright line gives the year {year}"))];
        Some(Resolved { value: PartialDate::day(date), basis: Basis::Inferred, reasons })
    })
}

/// "Posted: 4 May 2019, 10:20" at the beginning of a text that was saved as one paragraph, with its headline and its date line in it.
fn stamp(judged: &Judged<'_>) -> Option<Resolved<PartialDate>> {
    let (span, _) = judged.stretches.iter().find(|(_, kind)| kind.is_read())?;
    let text = span.of(judged.text);
    let lead = text.get(..text.floor_char_boundary(STAMP))?;
    let said = STAMPED.as_ref()?.find(lead)?;
    let found = dates::find(lead.get(said.end()..)?).filter(|d| d.span.start <= GAP)?;
    let start = span.start + said.end();
    let at = Span::new(start + found.span.start, start + found.span.end);
    Some(Resolved::new(PartialDate::day(found.date), Basis::Stated, Reason::at("The first words say when it was published", judged.path, at)))
}

/// The latest year of the copyright line.
pub(super) fn copyright_year(judged: &Judged<'_>) -> Option<i16> {
    let rights = judged.stretches.iter().filter(|(_, kind)| !kind.is_read());
    rights
        .filter_map(|(span, _)| {
            let found = RIGHTS.as_ref()?.captures(span.of(judged.text))?;
            found.get(2).or(found.get(1))?.as_str().parse().ok()
        })
        .max()
}
