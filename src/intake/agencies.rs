//! Which wire services an article relies on, and where it says so.

use super::boilerplate::expression;
use super::outlets::{self, OutletEntry, OutletKind};
use crate::model::{Basis, BlockKind, Reason, Resolved, Span};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Short names that are also other words; they count only beside "agency".
const AMBIGUOUS: &[&str] = &["CNA", "APP", "SPA", "MENA", "INA", "ANI", "NNA", "WAM", "RIA", "Saba", "Fars", "Mehr", "Antara", "PAP", "AAP"];

static NAMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let mut names: Vec<String> = agencies().flat_map(|e| e.aliases.iter().chain([&e.name])).map(|n| regex::escape(n)).collect();
    names.sort_by_key(|n| std::cmp::Reverse(n.len()));
    let any = names.join("|");
    expression(&format!(
        r"(?:(?P<before>(?i:agency|agencies|wire)),?\s+)?\b(?:(?P<exact>{any})|(?P<loose>(?i:{any})))\b(?P<after>(?i:['’]?s?\s+(?:news\s+)?agency))?"
    ))
});

fn agencies() -> impl Iterator<Item = &'static OutletEntry> {
    outlets::outlets().iter().filter(|e| e.kind == OutletKind::Agency)
}

/// The services named in what is read and in bylines and credits, each with its first mention.
pub(super) fn find(path: &str, text: &str, stretches: &[(Span, BlockKind)]) -> Vec<Resolved<String>> {
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    let Some(names) = NAMES.as_ref() else { return found };
    let useful = stretches.iter().filter(|(_, kind)| kind.is_read() || matches!(kind, BlockKind::Byline | BlockKind::Copyright));
    for (span, _) in useful {
        for captures in names.captures_iter(span.of(text)) {
            let beside = captures.name("before").is_some() || captures.name("after").is_some();
            let exact = captures.name("exact").filter(|m| beside || !AMBIGUOUS.contains(&m.as_str()));
            let Some(name) = exact.or_else(|| captures.name("loose").filter(|_| beside)) else { continue };
            let Some(entry) = outlets::known(name.as_str()).filter(|e| seen.insert(e.id.as_str())) else { continue };
            let at = Span::new(span.start + name.start(), span.start + name.end());
            found.push(Resolved::new(entry.name.clone(), Basis::Stated, Reason::at(format!("The article names {}", entry.name), path, at)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        find("a", text, &[(Span::new(0, text.len()), BlockKind::Body)]).into_iter().map(|r| r.value).collect()
    }

    #[test]
    fn services_are_known_by_every_spelling() {
        assert_eq!(names("He told The Associated Press and Reuters, and later AFP, that it was over."), ["AP", "Reuters", "AFP"]);
        assert_eq!(names("The state news agency Irna said so; the news agency Saba agreed."), ["IRNA", "Saba"]);
        assert!(names("The AP1 road near the APP office in Saba; a map of the mena region").is_empty());
    }
}
