//! What each unit of an article is: by its markup, by its wording, then by where it stands among the others.

use super::boilerplate;
use super::date_line;
use super::headline::{self, Head};
use super::lines::{Unit, ends_sentence, is_all_caps};
use crate::model::BlockKind;

/// A line of this many characters is running text whatever it ends with.
const LONG: usize = 140;
/// A sentence below this length may be a headline or a label.
const SENTENCE: usize = 50;
/// No list of headlines is longer.
const MOST_ITEMS: usize = 20;

/// What markup says about a line of a page.
#[derive(Clone, Debug)]
pub(super) struct Hint {
    /// What the markup says that it is.
    pub kind: BlockKind,
    /// The markup, in plain words.
    pub rule: String,
    /// Whether wording outweighs it.
    pub weak: bool,
}

/// What a unit is and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub kind: BlockKind,
    pub rule: String,
    opens: bool,
    /// A time or date line, which is no sign that the article is over.
    dates: bool,
}

impl Verdict {
    pub(super) fn new(kind: BlockKind, rule: impl Into<String>) -> Self {
        Self { kind, rule: rule.into(), opens: false, dates: false }
    }
}

/// The units of one article while they are judged.
pub(super) struct Page<'a> {
    pub text: &'a str,
    pub units: &'a [Unit],
    pub verdicts: Vec<Option<Verdict>>,
    pub running: Vec<bool>,
    pub shouting: bool,
}

impl<'a> Page<'a> {
    pub(super) fn words(&self, at: usize) -> &'a str {
        self.units.get(at).map_or("", |u| u.span.of(self.text))
    }

    pub(super) fn is_open(&self, at: usize) -> bool {
        self.verdicts.get(at).is_some_and(Option::is_none)
    }

    pub(super) fn set(&mut self, at: usize, kind: BlockKind, rule: impl Into<String>) {
        if let Some(verdict) = self.verdicts.get_mut(at) {
            *verdict = Some(Verdict::new(kind, rule));
        }
    }

    pub(super) fn first_running(&self) -> usize {
        self.running.iter().position(|r| *r).unwrap_or(self.units.len())
    }
}

/// What all units are, and which of them is the headline. `hints` has one entry a unit, or none at all.
pub(super) fn classify(text: &str, units: &[Unit], hints: &[Option<Hint>]) -> (Vec<Verdict>, Head) {
    let shouting = is_all_caps(text);
    let verdicts: Vec<Option<Verdict>> = units.iter().enumerate().map(|(i, u)| alone(u.span.of(text), hints.get(i).and_then(Option::as_ref))).collect();
    let running = units.iter().zip(&verdicts).map(|(u, v)| v.is_none() && is_running(u.span.of(text), shouting)).collect();
    let mut page = Page { text, units, verdicts, running, shouting };
    captions(&mut page);
    let head = headline::mark(&mut page);
    sections(&mut page);
    inserts(&mut page);
    tail(&mut page);
    repeats(&mut page);
    let verdicts = page.verdicts.into_iter().map(|v| v.unwrap_or_else(|| Verdict::new(BlockKind::Body, "Running text"))).collect();
    (verdicts, head)
}

/// What a unit is by itself.
fn alone(words: &str, hint: Option<&Hint>) -> Option<Verdict> {
    let by_markup = |weak: bool| hint.filter(|h| h.weak == weak).map(|h| Verdict::new(h.kind, h.rule.clone()));
    by_markup(false).or_else(|| by_wording(words)).or_else(|| by_markup(true))
}

fn by_wording(words: &str) -> Option<Verdict> {
    if date_line::find(words).is_some() {
        return Some(Verdict { dates: true, ..Verdict::new(BlockKind::Byline, "Date line") });
    }
    // "+++ 24 March, 20:41 +++": the heading of a live blog's entry dates what stands under it, and is read.
    if date_line::is_time(words) && !date_line::heads_entry(words) {
        return Some(Verdict { dates: true, ..Verdict::new(BlockKind::Byline, "Time of a post or an update") });
    }
    if let Some(rule) = boilerplate::find(words) {
        return Some(Verdict { kind: rule.kind, rule: rule.what.clone(), opens: rule.opens, dates: false });
    }
    is_navigation(words).then(|| Verdict::new(BlockKind::Boilerplate, "Navigation line"))
}

/// Two or more short entries between bars, dots, slashes or arrows.
fn is_navigation(words: &str) -> bool {
    if words.chars().count() > 200 || ends_sentence(words) {
        return false;
    }
    let split = |separator: &str| words.split(separator).map(str::trim).filter(|s| !s.is_empty()).collect::<Vec<_>>();
    let short = |parts: &[&str], most: usize| parts.iter().all(|p| p.split_whitespace().count() <= most && p.chars().next().is_some_and(|c| !c.is_lowercase()));
    let bars = ["|", " / ", "  /  ", "·", "•", " › ", " » ", " – ", "\t"].iter().any(|s| {
        let parts = split(s);
        parts.len() >= 3 && short(&parts, 4)
    });
    let crumbs = [" > ", " › ", " » ", " / "].iter().any(|s| {
        let parts = split(s);
        parts.len() == 2 && short(&parts, 3)
    });
    bars || crumbs
}

/// Prose: a sentence of some length, several of them, or a very long line.
fn is_running(words: &str, shouting: bool) -> bool {
    let length = words.chars().count();
    let inner_stop = words.match_indices(". ").any(|(i, _)| words.get(i + 2..).and_then(|r| r.chars().next()).is_some_and(char::is_uppercase));
    (shouting || !is_all_caps(words)) && (length >= LONG || ends_sentence(words) && length >= SENTENCE || length >= SENTENCE * 2 && inner_stop)
}

/// A line right above a credit is the caption that it belongs to.
fn captions(page: &mut Page<'_>) {
    for at in 0..page.units.len().saturating_sub(1) {
        let credited = page.verdicts.get(at + 1).and_then(Option::as_ref).is_some_and(|v| v.rule == "Photo credit");
        let short = page.words(at).chars().count() <= 320;
        if credited && page.is_open(at) && short && at + 1 != page.first_running() && ends_sentence(page.words(at)) {
            page.set(at, BlockKind::Caption, "Caption above a photo credit");
        }
    }
}

/// Short and without the stop of a sentence, or an entry of a list.
fn is_headline_like(words: &str) -> bool {
    words.chars().count() <= LONG + 20 && !words.trim_end_matches(['"', '”', '’', ')']).ends_with('.')
}

/// An entry of a list: a bullet or a number before it.
fn is_item(words: &str) -> bool {
    let numbered =
        words.split_once(['.', ')']).is_some_and(|(n, rest)| n.len() <= 2 && n.chars().all(|c| c.is_ascii_digit()) && rest.starts_with(' ') && !n.is_empty());
    numbered || words.starts_with(['•', '-', '–', '—', '*', '·', '▪', '‣', '◦'])
}

/// Headlines under a header such as "Most read", until running text goes on.
fn sections(page: &mut Page<'_>) {
    let first = page.first_running();
    let mut open: Option<(String, usize)> = None;
    for at in 0..page.units.len() {
        let words = page.words(at);
        if let Some(verdict) = page.verdicts.get(at).and_then(Option::as_ref) {
            if verdict.opens && (at > first || is_item(page.words(at + 1)) || first == page.units.len() && at > 0) {
                open = Some((words.trim_end_matches(':').to_owned(), 0));
            }
            continue;
        }
        let Some((header, items)) = &mut open else { continue };
        if page.running.get(at).copied().unwrap_or(false) && !(is_item(words) && is_headline_like(words)) || !is_headline_like(words) || *items >= MOST_ITEMS {
            open = None;
            continue;
        }
        *items += 1;
        let rule = format!("Under the header “{header}”");
        page.set(at, BlockKind::Related, rule);
        if let Some(running) = page.running.get_mut(at) {
            *running = false;
        }
    }
}

/// Lines in capitals between paragraphs are the headlines of other articles.
fn inserts(page: &mut Page<'_>) {
    let first = page.first_running();
    let last = page.running.iter().rposition(|r| *r).unwrap_or(0);
    for at in first..last {
        let words = page.words(at);
        let inserted = is_all_caps(words) && words.split_whitespace().count() >= 4 && words.chars().filter(|c| c.is_alphabetic()).count() >= 18;
        if !page.shouting && page.is_open(at) && inserted && !is_item(words) {
            page.set(at, BlockKind::Related, "Headline of another article, in capitals between paragraphs");
        }
    }
}

/// After the last paragraph, once other furniture has begun, what has not the form of a sentence belongs to the page.
fn tail(page: &mut Page<'_>) {
    let Some(last) = page.running.iter().rposition(|r| *r) else { return };
    let mut over = false;
    for at in last + 1..page.units.len() {
        match page.verdicts.get(at).and_then(Option::as_ref) {
            Some(verdict) => over |= !verdict.dates && !verdict.kind.is_read(),
            None if over && is_headline_like(page.words(at)) => page.set(at, BlockKind::Boilerplate, "After the end of the text"),
            None => {}
        }
    }
}

/// A line that stands there word for word for the second time, as pull quotes and captions do.
fn repeats(page: &mut Page<'_>) {
    let mut seen = std::collections::BTreeSet::new();
    for at in 0..page.units.len() {
        let words = page.words(at);
        let readable = page.verdicts.get(at).is_some_and(|v| v.as_ref().is_none_or(|v| v.kind.is_read() && v.kind != BlockKind::Headline));
        if readable && words.chars().count() >= 30 && !seen.insert(words) {
            page.set(at, BlockKind::Boilerplate, "Repeats an earlier line word for word");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::units;
    use super::*;
    use BlockKind::{Body, Boilerplate, Byline, Caption, Headline, Related};

    fn kinds(text: &str) -> Vec<BlockKind> {
        classify(text, &units(text), &[]).0.into_iter().map(|v| v.kind).collect()
    }

    const PROSE: &str = "A bomb beside the road to Gao killed two soldiers on Friday, the army said.";

    #[test]
    fn headlines_under_a_header_are_related_until_prose_goes_on() {
        let text = format!("{PROSE}\nRead more from Gulf Courier:\nWho are the rebels of the north?\nFloods cut the road\n{PROSE} Two more were hurt.");
        assert_eq!(kinds(&text), [Body, Related, Related, Related, Body]);
    }

    #[test]
    fn a_line_in_capitals_between_paragraphs_is_a_teaser_but_a_headline_on_top() {
        let teaser = "DRONE SHOT DOWN OVER AIRPORT IN THE NORTH";
        assert_eq!(
            kinds(&format!("{teaser}\n{PROSE}\n{teaser} AGAIN\nThe dead were buried in the evening, residents told reporters.")),
            [Headline, Body, Related, Body]
        );
    }

    #[test]
    fn the_end_of_a_page_is_furniture_once_it_has_begun() {
        let text = format!("{PROSE}\n(Reporting by A. Smith)\nSW BRIEFS\nNaira slides again\n");
        assert_eq!(kinds(&text), [Body, Byline, Boilerplate, Boilerplate]);
        assert_eq!(kinds(&format!("{PROSE}\nThe search goes on")), [Body, Body]);
    }

    #[test]
    fn navigation_needs_several_short_entries() {
        for line in ["Politics | Frontlines | Economy", "WORLD > MIDDLE EAST", "Home  /  News  /  Levant", "Mogadishu · Kismayo · Berbera"] {
            assert!(is_navigation(line), "{line}");
        }
        for line in ["NIGER | 23 soldiers killed in ambush near three-border area", "The army – or what is left of it – fled", "Dead: 12"] {
            assert!(!is_navigation(line), "{line}");
        }
    }

    #[test]
    fn a_caption_is_read_once() {
        let caption = "Rescuers stand beside a burnt-out car in Gao on Friday.";
        let text = format!("Bomb kills two soldiers near Gao\n\n{caption}\n\nAli Karim/AFP via Getty Images\n\n{PROSE}\n\n{caption}\n");
        assert_eq!(kinds(&text), [Headline, Caption, Byline, Body, Boilerplate]);
    }
}
