//! Towns that neither lexicon nor model took for a name: words with capitals that are a town's whole name where the article is set.
//! Counties say themselves what they are, also inside the names of others: "the Walker County sheriff's office".

use super::scene::{Scene, counties};
use super::{Context, place};
use crate::lexicon::{Entry, fold};
use crate::model::{Kind, Mention, Span};

/// Towns have names of at most so many words.
const LONGEST: usize = 3;

/// The towns outside all names of `known`.
pub fn find(context: &Context<'_>, scene: &Scene, known: &[Mention]) -> Vec<Mention> {
    let words = fold::words(context.text());
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let last = run_end(&words, at);
        if last > at
            && let Some(mention) = town(context, scene, known, &words, at..last)
        {
            found.push(mention);
        }
        at = last.max(at + 1);
    }
    found.extend(counties(context.text()).into_iter().filter_map(|(start, end)| county(context, scene, known, Span::new(start, end))));
    found
}

fn county(context: &Context<'_>, scene: &Scene, known: &[Mention], span: Span) -> Option<Mention> {
    let over: Vec<&Mention> = known.iter().filter(|m| m.kind.is_name() && m.span.overlaps(span)).collect();
    let free = !over.iter().any(|m| m.kind == Kind::Place || !m.span.contains(span));
    let name = span.of(context.text());
    let entry = scene.choose(context, name, context.text().get(span.end..)?).filter(|_| free && context.article.block_kind(span.start).is_read())?;
    let rule = if over.is_empty() { "rule:town" } else { Mention::INSIDE };
    (fold::key(&entry.name) == fold::key(name)).then(|| mention(context, span, &entry, rule))
}

fn mention(context: &Context<'_>, span: Span, entry: &Entry, rule: &str) -> Mention {
    let mut mention = context.mention(span, Kind::Place, rule);
    place::fill(&mut mention, entry);
    mention.confidence = 0.6;
    mention
}

/// One past the last word of the run of capitalised words that begins at `at`.
fn run_end(words: &[fold::Word], at: usize) -> usize {
    let mut last = at;
    while let Some(word) = words.get(last).filter(|w| w.capital && w.key.len() > 2) {
        last += 1;
        if !word.joined || word.possessive || word.hyphen {
            break;
        }
    }
    last
}

fn town(context: &Context<'_>, scene: &Scene, known: &[Mention], words: &[fold::Word], run: std::ops::Range<usize>) -> Option<Mention> {
    let (first, last) = (words.get(run.start)?, words.get(run.end - 1)?);
    let span = Span::new(first.start, last.end);
    let before = run.start.checked_sub(1).and_then(|i| words.get(i)).filter(|w| w.joined);
    let whole = run.len() <= LONGEST && !last.hyphen && before.is_none_or(|w| !w.hyphen);
    let free = || !known.iter().any(|m| m.kind.is_name() && m.span.overlaps(span));
    if !whole || !context.article.block_kind(span.start).is_read() || !free() {
        return None;
    }
    let name = span.of(context.text());
    let entry = scene.choose(context, name, context.text().get(span.end..).unwrap_or_default())?;
    let led = before.is_some_and(|w| !w.capital && matches!(w.key.as_str(), "in" | "near" | "at" | "from" | "of" | "to" | "outside"));
    fits(context, scene, &entry, name, led).then(|| mention(context, span, &entry, "rule:town"))
}

/// Whether the town is one of the province that the article speaks of; one that is led in by a preposition may lie elsewhere in its country.
fn fits(context: &Context<'_>, scene: &Scene, entry: &Entry, name: &str, led: bool) -> bool {
    let own = fold::key(&entry.name) == fold::key(name);
    let known = led && scene.is_home(entry) && entry.population >= 10_000;
    own && !context.lexicon.is_common_word(name) && (scene.is_near(context, entry) || known)
}
