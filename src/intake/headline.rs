//! Which line of the head is the headline, and which is only the name of the paper or of a section.

use super::boilerplate::expression;
use super::classify::Page;
use super::lines::{ends_sentence, is_all_caps};
use super::outlets;
use crate::model::{BlockKind, Span};
use regex::Regex;
use std::sync::LazyLock;

/// The longest headline, in characters.
const LONGEST: usize = 220;

/// What the head of an article holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The headline, without the outlet's name behind it.
    pub headline: Option<Span>,
    /// Lines that name the paper.
    pub mastheads: Vec<Span>,
    /// The outlet's name behind a headline: "… | Gulf Courier".
    pub suffix: Option<Span>,
}

static MEDIA: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(
        r"(?i)\b(news|post|times|herald|courier|tribune|gazette|journal|monitor|observer|standard|ledger|dispatch|review|wire|sentinel|chronicle|guardian|independent|telegraph|mail|mirror|express|star|sun|globe|press|agency|network|radio|tv|television|daily|weekly|today|report(er)?|bulletin|register|record|examiner|inquirer|notes|voice|media|online|digital|magazine|mag|live|broadcasting|channel|nation|citizen|argus|echo|messenger|mercury|watch)\b",
    )
});

/// Whether a short line of capitalised words names a paper: known, or with a word that papers have in their names.
pub(super) fn is_paper(words: &str) -> bool {
    let name = bare(words);
    let few = name.split_whitespace().count() <= 6 && name.chars().count() <= 50;
    few && (outlets::known(name).is_some() || is_title_case(name) && name.split_whitespace().count() >= 2 && MEDIA.as_ref().is_some_and(|m| m.is_match(name)))
}

/// The name without what papers put behind it.
pub(super) fn bare(words: &str) -> &str {
    let name = words.trim().trim_matches(|c: char| matches!(c, '|' | '-' | '–' | '—' | ':' | ' '));
    let name = name.split([';', '|', '(']).next().unwrap_or(name).trim();
    let name = name.split(" -- ").next().unwrap_or(name).trim();
    name.strip_suffix(" LIVE").or_else(|| name.strip_suffix(" BRIEFING")).unwrap_or(name).trim()
}

fn is_title_case(words: &str) -> bool {
    const SMALL: [&str; 12] = ["of", "the", "and", "for", "in", "on", "de", "la", "le", "el", "al", "&"];
    let mut any = false;
    words.split_whitespace().all(|w| {
        let capital = w.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
        any |= capital;
        capital || SMALL.contains(&w)
    }) && any
        && !ends_sentence(words)
        && !words.contains([',', '?', '‘', '“', '"'])
}

/// Marks headline, standfirst, mastheads and section names.
pub(super) fn mark(page: &mut Page<'_>) -> Head {
    let mut head = Head::default();
    let first = page.first_running();
    let from_markup = (0..page.units.len()).find(|i| page.verdicts.get(*i).and_then(Option::as_ref).is_some_and(|v| v.kind == BlockKind::Headline));
    let candidates: Vec<usize> = (0..first.min(page.units.len())).filter(|i| page.is_open(*i) && is_candidate(page.words(*i))).collect();
    let chosen = from_markup.or_else(|| choose(page, &candidates));
    for at in &candidates {
        let words = page.words(*at);
        let span = page.units.get(*at).map(|u| u.span).unwrap_or_default();
        if Some(*at) == chosen {
            continue;
        }
        if is_paper(words) || chosen.is_some_and(|c| *at < c) && is_title_case(words) && words.split_whitespace().count() <= 4 {
            head.mastheads.push(span);
            page.set(*at, BlockKind::Boilerplate, "Name of the paper or of a section");
        } else if chosen.is_some_and(|c| *at > c) && words.split_whitespace().count() <= 2 && !is_all_caps(words) && is_title_case(words) && *at < first.min(3)
        {
            page.set(*at, BlockKind::Boilerplate, "Name of a section");
        }
    }
    if let Some(at) = chosen {
        let span = page.units.get(at).map(|u| u.span).unwrap_or_default();
        (head.headline, head.suffix) = without_suffix(page.text, span);
        page.set(at, BlockKind::Headline, "Headline");
        standfirst(page, at, first);
    }
    head
}

fn is_candidate(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let stop = words.ends_with('.') && !words.ends_with("...");
    let item = words.starts_with(['•', '*', '-', '–', '▪']);
    (3..=LONGEST).contains(&words.chars().count()) && letters >= 3 && !stop && !item
}

/// The first line of the head that is neither a paper's nor a section's name.
fn choose(page: &Page<'_>, candidates: &[usize]) -> Option<usize> {
    let count = |at: usize| page.words(at).split_whitespace().count();
    let named = |at: usize| is_paper(page.words(at));
    let real: Vec<usize> = candidates.iter().copied().filter(|at| !named(*at)).collect();
    let long = real.iter().copied().find(|at| count(*at) >= 4);
    let first = real.first().copied().filter(|at| count(*at) >= 2);
    match (first, long) {
        (Some(first), Some(long)) if first < long && is_title_case(page.words(first)) => Some(long),
        (Some(first), Some(long)) if first < long && count(first) < 3 => Some(long),
        (first, long) => first.or(long),
    }
}

/// The line under the headline, with other lines of the head between at most.
fn standfirst(page: &mut Page<'_>, headline: usize, first: usize) {
    let next = (headline + 1..first).find(|at| page.is_open(*at));
    let Some(at) = next.filter(|at| page.words(*at).split_whitespace().count() >= 4 && is_candidate(page.words(*at))) else { return };
    let between = (headline + 1..at).all(|i| !page.verdicts.get(i).and_then(Option::as_ref).is_some_and(|v| v.rule.starts_with("Time of")));
    let again = page.words(at) == page.words(headline);
    if between && (at <= headline + 4 || again) {
        page.set(at, BlockKind::Headline, "Standfirst under the headline");
    }
}

/// Splits "Headline | Paper" into both.
pub(super) fn without_suffix(text: &str, span: Span) -> (Option<Span>, Option<Span>) {
    let words = span.of(text);
    let cut = [" | ", " - ", " – ", " — ", " : ", " · ", " :: "].iter().filter_map(|s| words.rfind(s).map(|i| (i, s.len()))).max();
    let Some((at, width)) = cut else { return (Some(span), None) };
    let suffix = words.get(at + width..).unwrap_or("");
    let repeated = text.match_indices(suffix).take(3).count() >= 2 && is_title_case(suffix) && suffix.split_whitespace().count() <= 5;
    if suffix.chars().count() >= 2 && (is_paper(suffix) || repeated) {
        let kept = words.get(..at).unwrap_or(words).trim_end();
        (Some(Span::new(span.start, span.start + kept.len())), Some(Span::new(span.start + at + width, span.end)))
    } else {
        (Some(span), None)
    }
}
