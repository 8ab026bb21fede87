//! Carries decisions over when an article's text has been edited: to the same words in the same surroundings, or not at all.

use super::{Change, Decision, Decisions, NewValue, Target};
use crate::model::{Article, ReportKey, Span};

/// How much of the surroundings is compared on either side, in bytes.
const AROUND: usize = 32;
/// How much of it must agree where the words occur more than once.
const ENOUGH: usize = 8;

/// The changes that move the decisions on `old` to `new`, its edited text. Those whose words are gone stay on `old`,
/// where they are listed as without a match.
pub fn carry(decisions: &Decisions, old: &Article, new: &Article) -> Vec<Change> {
    let about_old = |d: &&Decision| d.target.article() == old.id || matches!(&d.target, Target::Pair { b, .. } if b.article == old.id);
    let mut changes = Vec::new();
    for decision in decisions.iter().filter(about_old) {
        let Some(target) = moved(&decision.target, old, new) else { continue };
        if decisions.get(&target).is_some() {
            continue;
        }
        let mut after = Decision { target: target.clone(), ..decision.clone() };
        if let Some(NewValue::Mention(edit)) = &mut after.value {
            edit.span = edit.span.and_then(|span| find(&old.text, span, &new.text));
        }
        changes.push(Change { target: decision.target.clone(), before: Some(decision.clone()), after: None });
        changes.push(Change { target, before: None, after: Some(after) });
    }
    changes
}

fn moved(target: &Target, old: &Article, new: &Article) -> Option<Target> {
    let article = || new.id.clone();
    let at = |span: Span| find(&old.text, span, &new.text);
    let key = |key: &ReportKey| {
        if key.article != old.id {
            return Some(key.clone());
        }
        Some(ReportKey { article: article(), span: at(key.span)?, quote: key.quote.clone() })
    };
    Some(match target.clone() {
        Target::Mention { span, quote, kind, .. } => Target::Mention { article: article(), span: at(span)?, quote, kind },
        Target::Tally { span, quote, .. } => Target::Tally { article: article(), span: at(span)?, quote },
        Target::TallyField { span, quote, field, .. } => Target::TallyField { article: article(), span: at(span)?, quote, field },
        Target::Mask { span, quote, .. } => Target::Mask { article: article(), span: at(span)?, quote },
        Target::Article { .. } => Target::Article { article: article() },
        Target::ArticleField { field, .. } => Target::ArticleField { article: article(), field },
        Target::Report { key: k } => Target::Report { key: key(&k)? },
        Target::ReportField { key: k, field } => Target::ReportField { key: key(&k)?, field },
        Target::Event { key: k } => Target::Event { key: key(&k)? },
        Target::EventField { key: k, field } => Target::EventField { key: key(&k)?, field },
        whole @ (Target::Taught { .. } | Target::Actors { .. } | Target::Settling) => whole,
        Target::Pair { a, b } => Target::pair(&key(&a)?, &key(&b)?),
        Target::Flag { of } => moved(&of, old, new)?.flag(),
        Target::Comment { of } => moved(&of, old, new)?.comment(),
    })
}

/// Where the words at `span` of `old` stand in `new`: the one place, or the one whose surroundings agree best.
fn find(old: &str, span: Span, new: &str) -> Option<Span> {
    let quote = span.of(old);
    if quote.is_empty() {
        return None;
    }
    let fit = |at: usize| {
        let before = same_bytes(old.as_bytes().get(..span.start)?.iter().rev(), new.as_bytes().get(..at)?.iter().rev());
        let after = same_bytes(old.as_bytes().get(span.end..)?.iter(), new.as_bytes().get(at + quote.len()..)?.iter());
        Some((before + after, at))
    };
    let mut places: Vec<(usize, usize)> = new.match_indices(quote).filter_map(|(at, _)| fit(at)).collect();
    places.sort_unstable_by(|a, b| b.cmp(a));
    let (fit, at) = *places.first()?;
    let clear = match places.get(1) {
        Some((next, _)) => fit >= ENOUGH && fit > *next,
        None => old.matches(quote).count() == 1 || fit >= ENOUGH,
    };
    clear.then(|| Span::new(at, at + quote.len()))
}

fn same_bytes<'a>(a: impl Iterator<Item = &'a u8>, b: impl Iterator<Item = &'a u8>) -> usize {
    a.zip(b).take(AROUND).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_surroundings_or_not_at_all() {
        let old = "Rockets hit Erbil. Then a drone hit Erbil airport.";
        let first = Span::new(12, 17);
        let airport = Span::new(36, 41);
        let of = |new: &str, span| find(old, span, new).map(|s| s.start);
        assert_eq!(of(old, airport), Some(36));
        assert_eq!(of("Updated on Friday with more news. Rockets hit Erbil. Then a drone hit Erbil airport.", first), Some(46));
        assert_eq!(of("Then a drone hit Erbil airport.", first), None, "the other Erbil is not this one");
        assert_eq!(of("Then a drone hit Erbil airport.", airport), Some(17));
        assert_eq!(of("Nothing is left.", airport), None);
        assert_eq!(find("One Mosul", Span::new(4, 9), "In Mosul today").map(|s| s.start), Some(3), "words that occur once are themselves");
        assert_eq!(find("x Erbil", Span::new(2, 7), "Erbil, Erbil"), None);
    }
}
