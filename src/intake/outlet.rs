//! Who published the article, where its own text must tell: mastheads, rights, credits and pleas each give a vote.

use super::boilerplate::expression;
use super::date_line;
use super::headline::{Head, bare, is_paper};
use super::outlets::{self, OutletKind, fold};
use crate::model::{Basis, BlockKind, Reason, Resolved, Span};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A way in which articles betray their outlet; the first group of `pattern` is the name.
struct Sign {
    regex: Option<Regex>,
    votes: u32,
    /// Whether only outlets of the list are believed.
    known_only: bool,
    what: &'static str,
}

const NAME: &str = r"((?:The\s+)?\p{Lu}[\p{L}\d.&/’'-]*(?:\s+(?:of|the|and|&|\p{Lu}[\p{L}\d.&/-]*)){0,5}?)";

static SIGNS: LazyLock<Vec<Sign>> = LazyLock::new(|| {
    let sign = |pattern: &str, votes, known_only, what| Sign { regex: expression(&pattern.replace("NAME", NAME)), votes, known_only, what };
    vec![
        sign(
            r"(?:©|\([cC]\)|[Cc]opyright)\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by\s+)?NAME(?:\s+(?:Ltd|Inc|LLC|plc|GmbH|Limited)\b|\s+\d{4}|[.,|·]|$|\s+All\b)",
            6,
            false,
            "The copyright line names it",
        ),
        sign(r"(?i:install|download|get)\s+(?i:the|our)\s+NAME\s+(?i:app)\b", 5, false, "It asks the reader to install its app"),
        sign(r"(?i:(?:read )?more from)\s+NAME\s*:?$", 4, false, "It links to more from this outlet"),
        sign(r"(?i:sign[- ]?up (?:for|to) (?:the )?)NAME\s+(?i:newsletter|briefing)", 3, true, "It offers its newsletter"),
        sign(r"(?i:subscribe to (?:the )?)NAME\s*(?:[:.!]|$)", 2, true, "It asks the reader to subscribe"),
        sign(r"(?i:follow|join)\s+NAME\s+on\b", 3, true, "It asks the reader to follow it"),
        sign(
            r"\b(?i:writer|reporter|correspondent|editor|journalist|producer|columnist|chief|contributor)s?\s+(?i:for|at|with)\s+(?:the\s+)?NAME(?:\s+(?:and|in|based|who|where)\b|[.,]|$)",
            5,
            false,
            "The note on the author names it",
        ),
        sign(r"^NAME[’']s?\s+(?:\p{Lu}[\p{L}.-]+\s*,?\s*(?:and\s+)?){2,}.*\bcontributed\b", 5, false, "Its own staff are credited"),
        sign(r"\b(?:[Aa]|[Tt]he)\s+NAME\s+(?i:team|reporters?|correspondents?|journalists?|crew|producer|photographer)\b", 3, true, "Its own team was there"),
        sign(r"\b(?i:told|confirmed to|speaking to|spoke to|interview with|statement to)\s+NAME\b", 1, true, "People spoke to it"),
        sign(
            r"\bNAME\s+(?i:requested|reached out|has (?:contacted|approached|asked|reached out)|contacted|could not independently|has not (?:been able|independently)|asked)\b",
            3,
            true,
            "It says what it asked for itself",
        ),
        sign(r"^\p{Lu}[\p{L} ,.’'-]{2,50}\((?i:NAME)\)\s*[-–—]", 2, true, "The dateline names the agency"),
    ]
});

/// A vote for a name.
struct Vote {
    votes: u32,
    what: &'static str,
    span: Span,
}

/// The outlet with the most votes.
pub(super) fn find(path: &str, text: &str, head: &Head, stretches: &[(Span, BlockKind)]) -> Option<Resolved<String>> {
    let mut ballot: BTreeMap<String, (String, Vec<Vote>)> = BTreeMap::new();
    let mut vote = |name: &str, votes, what, span| {
        let canonical = canonical(name);
        ballot.entry(fold(&canonical)).or_insert_with(|| (canonical, Vec::new())).1.push(Vote { votes, what, span });
    };
    for span in &head.mastheads {
        let name = bare(span.of(text));
        if is_paper(name) {
            vote(name, 7, "The masthead names it", *span);
        } else if name.split_whitespace().count() >= 2 {
            vote(name, 2, "The line above the headline may be its name", *span);
        }
    }
    if let Some(span) = head.suffix {
        vote(span.of(text), 7, "It stands behind the headline", span);
    }
    for (span, kind) in stretches {
        let words = span.of(text);
        if let Some(line) = date_line::find(words).filter(|_| *kind == BlockKind::Byline) {
            let name = bare(words.get(..line.found.span.start).unwrap_or(""));
            if is_paper(name) {
                vote(name, 6, "The date line names it", *span);
            }
        }
        if *kind != BlockKind::Related || words.chars().count() < 60 {
            signs(words, *span, &mut vote);
        }
    }
    let (name, votes) = ballot.into_values().max_by_key(|(name, votes)| (votes.iter().map(|v| v.votes).sum::<u32>(), std::cmp::Reverse(name.clone())))?;
    let sum: u32 = votes.iter().map(|v| v.votes).sum();
    let basis = if votes.iter().any(|v| v.votes >= 4) { Basis::Stated } else { Basis::Inferred };
    let reasons = votes.iter().map(|v| Reason::at(v.what, path, v.span)).take(5).collect();
    (sum >= 2).then_some(Resolved { value: name, basis, reasons })
}

fn signs(words: &str, span: Span, vote: &mut impl FnMut(&str, u32, &'static str, Span)) {
    for sign in SIGNS.iter() {
        for captures in sign.regex.iter().flat_map(|r| r.captures_iter(words)) {
            let Some(name) = captures.get(1) else { continue };
            let entry = outlets::known(name.as_str());
            let agency = entry.is_some_and(|e| e.kind == OutletKind::Agency);
            let dateline = sign.what.starts_with("The dateline");
            let believed = if sign.known_only { entry.is_some() && (agency == dateline || !dateline && !agency) } else { name.as_str().len() >= 2 };
            // Everybody quotes what people told an agency; it says nothing about who publishes.
            if believed && !(agency && sign.votes < 6 && !dateline) {
                vote(name.as_str(), sign.votes, sign.what, Span::new(span.start + name.start(), span.start + name.end()));
            }
        }
    }
}

/// The name of the list, or the words as written, not in capitals throughout.
pub(super) fn canonical(name: &str) -> String {
    let name = name.trim().trim_start_matches('@').trim_end_matches(['.', ',']);
    if let Some(entry) = outlets::known(name) {
        return entry.name.clone();
    }
    let shouting = name.split_whitespace().count() >= 2 && !name.chars().any(char::is_lowercase);
    if !shouting {
        return name.to_owned();
    }
    let title = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|c| c.to_string() + &chars.as_str().to_lowercase()).unwrap_or_default()
    };
    name.split_whitespace().map(title).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlet(text: &str, kind: BlockKind) -> Option<String> {
        let head = Head::default();
        find("a", text, &head, &[(Span::new(0, text.len()), kind)]).map(|o| o.value)
    }

    #[test]
    fn signs_betray_the_outlet() {
        use BlockKind::{Advert, Body, Byline, Copyright};
        for (text, kind, name) in [
            ("© 2024 Orontes Monitor. All rights reserved.", Copyright, Some("Orontes Monitor")),
            ("Copyright 2024 The Castlegate Herald Ltd", Copyright, Some("The Castlegate Herald")),
            ("Download the Gulf Courier app", Advert, Some("Gulf Courier")),
            ("Jane Doe is a reporter for Fox News Digital.", Byline, Some("Fox News")),
            ("NPR’s Ann Lee and John Roe contributed reporting.", Byline, Some("NPR")),
            ("A BBC team saw the crater.", Body, Some("BBC")),
            ("Tigris Observer (Sunday, January 21, 2024)", Byline, Some("Tigris Observer")),
            ("An officer told Reuters that it was over.", Body, None),
        ] {
            assert_eq!(outlet(text, kind).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn capitals_are_lowered() {
        assert_eq!(canonical("NIGER BEND REVIEW"), "Niger Bend Review");
        assert_eq!(canonical("THE GUARDIAN"), "The Guardian");
        assert_eq!(canonical("HNN"), "HNN");
    }
}
