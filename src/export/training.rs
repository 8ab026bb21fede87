//! One JSON object an article for annotation and training tools: doccano, and spaCy with Prodigy. Offsets are code points, as Python counts.

use super::ExportOptions;
use super::format::{Fill, Format, Purpose};
use super::marks::marks;
use crate::model::CharIndex;
use crate::review::{Dataset, ReviewedArticle};
use serde_json::{Value as Json, json};
use std::io::{self, Write};

/// doccano's format for sequence labelling.
pub struct Doccano;

/// spaCy's and Prodigy's format for spans.
pub struct Spacy;

impl Format for Doccano {
    fn key(&self) -> &'static str {
        "doccano"
    }

    fn label(&self) -> &'static str {
        "doccano"
    }

    fn about(&self) -> &'static str {
        "Articles with their marks, for a sequence labelling project of doccano."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Annotation
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("doccano.jsonl", doccano), ("doccano_labels.json", labels)]
    }

    fn notes(&self) -> &'static str {
        "## doccano.jsonl\n\nOne article a line; `label` holds start, end and kind of each mark, in code points. Choose JSONL when importing, and allow overlapping \
         spans in the project. `doccano_labels.json` holds the labels for doccano's label page."
    }
}

impl Format for Spacy {
    fn key(&self) -> &'static str {
        "spacy"
    }

    fn label(&self) -> &'static str {
        "spaCy / Prodigy"
    }

    fn about(&self) -> &'static str {
        "Articles with their marks as spans, for Prodigy and for training spaCy."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Annotation
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("spacy_prodigy.jsonl", spacy)]
    }

    fn notes(&self) -> &'static str {
        "## spacy_prodigy.jsonl\n\nOne article a line; offsets are code points. Spans may overlap (spaCy's spancat); for its `ner`, filter them with \
         `spacy.util.filter_spans`. `answer` is `accept` where the analyst is done with the article, else `ignore`."
    }
}

fn spans(article: &ReviewedArticle, options: &ExportOptions, make: impl Fn(usize, usize, &'static str, &crate::review::ReviewedMention) -> Json) -> Vec<Json> {
    let index = CharIndex::new(&article.article.text);
    let span = |m: &&crate::review::ReviewedMention| {
        let (start, end) = index.points(m.item.span);
        make(start, end, m.item.kind.key(), m)
    };
    marks(article, options).iter().map(span).collect()
}

fn line(out: &mut dyn Write, value: &Json) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

fn doccano(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    for (i, article) in dataset.each().enumerate() {
        let label = spans(&article, options, |start, end, kind, _| json!([start, end, kind]));
        line(out, &json!({"id": i + 1, "text": article.article.text, "label": label, "path": article.article.path, "article": article.article.id}))?;
    }
    Ok(())
}

fn labels(_: &Dataset, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let labels: Vec<Json> = crate::model::Kind::ALL.iter().map(|k| json!({"text": k.key()})).collect();
    line(out, &json!(labels))
}

fn spacy(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    for article in dataset.each() {
        let spans = spans(&article, options, |start, end, kind, m| json!({"start": start, "end": end, "label": kind, "review": m.review.key()}));
        let answer = if article.state == crate::review::ArticleState::Done { "accept" } else { "ignore" };
        line(
            out,
            &json!({"text": article.article.text, "spans": spans, "meta": {"source": article.article.path, "article": article.article.id}, "answer": answer}),
        )?;
    }
    Ok(())
}
