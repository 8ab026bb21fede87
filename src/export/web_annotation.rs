//! W3C Web Annotation: each mark as an annotation that names its words by place and by quote, so that it is found again in a changed text.

use super::ExportOptions;
use super::format::{Fill, Format, Purpose};
use super::marks::marks;
use crate::model::{CharIndex, Span};
use crate::review::{Dataset, ReviewedArticle, ReviewedMention};
use serde_json::{Value as Json, json};
use std::io::{self, Write};

/// Letters of the text that are quoted before and after the words.
const AROUND: usize = 32;

/// Annotations.
pub struct WebAnnotation;

impl Format for WebAnnotation {
    fn key(&self) -> &'static str {
        "webanno"
    }

    fn label(&self) -> &'static str {
        "W3C Web Annotation"
    }

    fn about(&self) -> &'static str {
        "Each mark as linked data, with its words, their place and what stands around them."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Annotation
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("webanno.jsonld", annotations)]
    }

    fn notes(&self) -> &'static str {
        "## webanno.jsonld\n\nPlaces are code points, as the recommendation has it, into the text that `articles.jsonl` holds. The source is the article's web address, \
         else a URN with its id."
    }
}

fn annotations(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    let mut first = true;
    for article in dataset.each() {
        let index = CharIndex::new(&article.article.text);
        for mark in marks(&article, options) {
            out.write_all(if first { b"\n" } else { b",\n" })?;
            first = false;
            serde_json::to_writer(&mut *out, &annotation(&article, &index, mark, options))?;
        }
    }
    out.write_all(b"\n]\n")
}

fn annotation(article: &ReviewedArticle, index: &CharIndex, mark: &ReviewedMention, options: &ExportOptions) -> Json {
    let (text, span) = (article.article.text.as_str(), mark.item.span);
    let (start, end) = index.points(span);
    let before = Span::new(back(text, span.start), span.start).of(text);
    let after = text.get(span.end..).unwrap_or_default().chars().take(AROUND).collect::<String>();
    let mut bodies = vec![json!({"type": "TextualBody", "value": mark.item.kind.key(), "purpose": "tagging"})];
    bodies.extend(mark.item.entity.as_ref().map(|name| json!({"type": "TextualBody", "value": name, "purpose": "identifying"})));
    let source = article.article.url.clone().unwrap_or_else(|| format!("urn:dateline:article:{}", article.article.id));
    let creator = mark.decision.as_ref().map(|d| json!({"type": "Person", "name": d.by}));
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": format!("urn:dateline:{}", mark.item.id), "type": "Annotation", "motivation": "tagging",
        "creator": creator.unwrap_or_else(|| json!({"type": "Software", "name": concat!("Dateline ", env!("CARGO_PKG_VERSION"))})),
        "created": mark.decision.as_ref().map_or(options.exported_at.as_str(), |d| d.at.as_str()),
        "body": bodies,
        "target": {"source": source, "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {"type": "TextQuoteSelector", "exact": mark.item.text, "prefix": before, "suffix": after},
        ]},
    })
}

/// The byte that lies `AROUND` letters before `at`.
fn back(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.char_indices().rev().nth(AROUND - 1).map_or(0, |(i, _)| i)
}
