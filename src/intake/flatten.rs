//! Caps how deep the elements of a page lie in each other, before it is parsed: parsers take quadratic time on deep nesting.

use std::collections::BTreeMap;

/// Elements without an end tag, or whose end tag is usually left out, so that counting them would mislead.
const UNCOUNTED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup",
    "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rt", "rp", "html", "head", "body",
];
/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "noscript", "iframe"];

/// The page with no more than `deepest` elements in each other, or `None` where it is no deeper than that.
pub(super) fn flatten(html: &str, deepest: usize) -> Option<String> {
    let mut out = String::with_capacity(html.len());
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let (mut depth, mut dropped, mut rest) = (0usize, false, html);
    while let Some(at) = rest.find('<') {
        let (text, tag_on) = rest.split_at(at);
        out.push_str(text);
        let tag = tag_on.get(..tag_length(tag_on)).unwrap_or(tag_on);
        rest = tag_on.get(tag.len()..).unwrap_or("");
        let (name, closes) = name_of(tag);
        if name.is_empty() || UNCOUNTED.contains(&name.as_str()) || tag.ends_with("/>") {
            let kept = depth <= deepest || name.is_empty();
            out.push_str(if kept { tag } else { "<br>" });
            continue;
        }
        let kept = if closes { close(&mut open, &mut depth, &name, deepest) } else { enter(&mut open, &mut depth, &name, deepest) };
        dropped |= !kept;
        out.push_str(if kept { tag } else { "<br>" });
        if !closes && RAW.contains(&name.as_str()) {
            let end = raw_end(rest, &name);
            out.push_str(rest.get(..end).unwrap_or(""));
            rest = rest.get(end..).unwrap_or("");
        }
    }
    out.push_str(rest);
    dropped.then_some(out)
}

fn enter(open: &mut BTreeMap<String, usize>, depth: &mut usize, name: &str, deepest: usize) -> bool {
    *open.entry(name.to_owned()).or_default() += 1;
    *depth += 1;
    *depth <= deepest
}

/// An end tag without a start tag changes nothing.
fn close(open: &mut BTreeMap<String, usize>, depth: &mut usize, name: &str, deepest: usize) -> bool {
    let Some(count) = open.get_mut(name).filter(|n| **n > 0) else { return true };
    *count -= 1;
    *depth -= 1;
    *depth < deepest
}

/// The length of the tag or comment that `text` begins with.
fn tag_length(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |i| i + 3);
    }
    let mut quote = None;
    for (i, c) in text.char_indices().skip(1) {
        match (quote, c) {
            (None, '>') => return i + 1,
            (None, '<') => return i,
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
    }
    text.find('>').map_or(text.len(), |i| i + 1)
}

/// The element's name in lower case, empty where this is no element, and whether the tag ends it.
fn name_of(tag: &str) -> (String, bool) {
    let inner = tag.trim_start_matches('<');
    let closes = inner.starts_with('/');
    let name: String = inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    (name.to_ascii_lowercase(), closes)
}

/// Where the end tag of a raw element begins.
fn raw_end(text: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|t| t.find("</")) {
        let start = from + at;
        let end = text.get(start + 2..).unwrap_or("");
        if end.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return start;
        }
        from = start + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shallow_pages_stay_as_they_are() {
        assert_eq!(flatten("<div><p>a<p>b<br><script>if (a<b) {'<div>'}</script></div>", 3), None);
        assert_eq!(flatten(&"<p>x".repeat(5000), 8), None);
        assert_eq!(flatten("a < b </div></div></div>", 1), None);
    }

    #[test]
    fn deep_pages_keep_their_text() {
        let page = format!("{}text{}<p>after</p>", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let flat = flatten(&page, 512).unwrap();
        assert_eq!(flat.matches("<div>").count(), 512);
        assert_eq!(flat.matches("</div>").count(), 512);
        assert!(flat.contains("text") && flat.ends_with("<p>after</p>"));
    }

    #[test]
    fn quotes_and_broken_tags_do_no_harm() {
        assert_eq!(flatten("<a title='>'>x</a><b", 9), None);
        assert_eq!(flatten("<a title='x>y", 9), None);
    }
}
