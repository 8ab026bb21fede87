//! Finds the words of a decision again where the text or the machine's spans have moved.

use crate::model::{ReportKey, Span};
use crate::review::ReviewedReport;

/// Where `quote`, which stood at `span`, stands in `text`: there if it still does, else at its nearest occurrence.
/// `None` where it occurs nowhere, or twice at the same distance.
pub fn find(text: &str, span: Span, quote: &str) -> Option<Span> {
    if quote.is_empty() {
        return None;
    }
    if span.of(text) == quote {
        return Some(span);
    }
    let mut by_distance: Vec<(usize, usize)> = text.match_indices(quote).map(|(at, _)| (at.abs_diff(span.start), at)).collect();
    by_distance.sort_unstable();
    match by_distance.as_slice() {
        [(near, _), (next, _), ..] if near == next => None,
        [(_, at), ..] => Some(Span::new(*at, at + quote.len())),
        [] => None,
    }
}

/// The report that `key` names among those of its article: by name, else by the place of its founding words.
pub fn report<'a>(reports: &'a [ReviewedReport], text: &str, key: &ReportKey) -> Option<&'a ReviewedReport> {
    position(reports, text, key).and_then(|at| reports.get(at))
}

/// As [`report`], but its place in the list.
pub fn position(reports: &[ReviewedReport], text: &str, key: &ReportKey) -> Option<usize> {
    if let Some(exact) = reports.iter().position(|r| r.item.key == *key) {
        return Some(exact);
    }
    let at = find(text, key.span, &key.quote)?;
    let same = reports.iter().position(|r| r.item.key.span == at);
    same.or_else(|| reports.iter().position(|r| r.item.key.span.overlaps(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stood_or_nearest_to_it() {
        let text = "Hamas said. Then Hamas fired. Hamas left.";
        let (first, second, third) = (Span::new(0, 5), Span::new(17, 22), Span::new(30, 35));
        for (span, quote, found) in [
            (second, "Hamas", Some(second)),
            (Span::new(15, 20), "Hamas", Some(second)),
            (Span::new(400, 405), "Hamas", Some(third)),
            (Span::new(1, 6), "Hamas", Some(first)),
            (Span::new(3, 8), "Fatah", None),
            (Span::new(3, 3), "", None),
        ] {
            assert_eq!(find(text, span, quote), found, "{span:?} {quote}");
        }
        assert_eq!(find("ab  ab", Span::new(2, 4), "ab"), None, "two occurrences equally near decide nothing");
    }
}
