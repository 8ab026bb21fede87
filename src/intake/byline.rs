//! Who wrote the article, as far as it says so.

use super::boilerplate::expression;
use crate::model::{Basis, BlockKind, Reason, Resolved, Span};
use regex::Regex;
use std::sync::LazyLock;

static LINE: LazyLock<Option<Regex>> =
    LazyLock::new(|| expression(r"^\W*(?:(?:By|BY|by|Words by|Story by|Text:)\s+)(?P<name>[^|•·/]+?)\s*(?:[|•·/;].*|,\s+with\b.*|\bPublished\b.*)?$"));
static NOTE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    expression(
        r"^(?P<name>(?:(?:\p{L}+-)?\p{Lu}(?:(?:[’']\p{Lu})?[\p{L}-]*\p{L}|\.)?\s+){1,3}(?:\p{L}+-)?\p{Lu}(?:[’']\p{Lu})?[\p{L}-]*\p{L})(?:,| (?:is|has|covers|covered|writes|reports|reported|edits|joined|in)\b)",
    )
});

/// The first byline; failing that, the person whom a note on the author is about.
pub(super) fn find(path: &str, text: &str, stretches: &[(Span, BlockKind)]) -> Option<Resolved<String>> {
    let bylines = || stretches.iter().filter(|(_, kind)| *kind == BlockKind::Byline);
    let read = |regex: &LazyLock<Option<Regex>>, span: Span| {
        let name = regex.as_ref()?.captures(span.of(text))?.name("name")?;
        Some(Span::new(span.start + name.start(), span.start + name.end()))
    };
    let line = bylines().find_map(|(span, _)| read(&LINE, *span));
    let found = line.or_else(|| bylines().find_map(|(span, _)| read(&NOTE, *span)))?;
    Some(Resolved::new(found.of(text).trim().to_owned(), Basis::Stated, Reason::at("The byline says so", path, found)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_and_notes_name_the_author() {
        for (line, name) in [
            ("By Salma Ridwan in Amman and agencies", Some("Salma Ridwan in Amman and agencies")),
            ("By Lyle Brandeis | Wednesday, Nov. 22, 2023", Some("Lyle Brandeis")),
            ("Rowan Petheridge, defence correspondent", Some("Rowan Petheridge")),
            ("Nabil al-Khafaf has covered Iraqi politics since 2009.", Some("Nabil al-Khafaf")),
            ("Thursday, 4 January 2024", None),
            ("Gulf Courier’s Ann Lee, as well as the agencies, contributed to this report.", None),
        ] {
            let found = find("a", line, &[(Span::new(0, line.len()), BlockKind::Byline)]);
            assert_eq!(found.map(|f| f.value).as_deref(), name, "{line}");
        }
    }
}
