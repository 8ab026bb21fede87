//! Label Studio: one task an article with the marks as one annotation, and the labelling configuration. Offsets are code points.

use super::ExportOptions;
use super::format::{Fill, Format, Purpose};
use super::marks::marks;
use crate::model::{CharIndex, Kind};
use crate::review::{Dataset, ReviewedArticle};
use serde_json::{Value as Json, json};
use std::io::{self, Write};

/// Tasks with annotations.
pub struct LabelStudio;

impl Format for LabelStudio {
    fn key(&self) -> &'static str {
        "labelstudio"
    }

    fn label(&self) -> &'static str {
        "Label Studio"
    }

    fn about(&self) -> &'static str {
        "Articles as tasks with their marks, and the labelling configuration. Can be read back."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Annotation
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("labelstudio.json", tasks), ("labelstudio_config.xml", configuration)]
    }

    fn notes(&self) -> &'static str {
        "## labelstudio.json\n\nOne task an article; `start` and `end` are code points, as Label Studio's editor and converter count. Articles that the analyst is done \
         with hold their marks as an annotation, the others as a prediction, which an annotator begins from. Put `labelstudio_config.xml` into the project's \
         labelling interface first."
    }
}

fn tasks(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (i, article) in dataset.each().enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &task(i + 1, &article, options))?;
    }
    out.write_all(b"\n]\n")
}

fn task(number: usize, article: &ReviewedArticle, options: &ExportOptions) -> Json {
    let index = CharIndex::new(&article.article.text);
    let region = |m: &&crate::review::ReviewedMention| {
        let (start, end) = index.points(m.item.span);
        json!({
            "id": m.item.id.replace(':', "-"), "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual",
            "value": {"start": start, "end": end, "text": m.item.text, "labels": [m.item.kind.key()]},
            "meta": {"review": [m.review.key()]},
        })
    };
    let result: Vec<Json> = marks(article, options).iter().map(region).collect();
    let data = json!({"text": article.article.text, "path": article.article.path, "article": article.article.id});
    let marks = if article.state == crate::review::ArticleState::Done {
        json!({"annotations": [{"id": number, "result": result, "was_cancelled": false, "ground_truth": false}], "predictions": []})
    } else {
        json!({"annotations": [], "predictions": [{"model_version": concat!("Dateline ", env!("CARGO_PKG_VERSION")), "result": result}]})
    };
    json!({"id": number, "data": data, "annotations": marks["annotations"], "predictions": marks["predictions"]})
}

fn configuration(_: &Dataset, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<View>\n  <Labels name=\"label\" toName=\"text\">")?;
    for kind in Kind::ALL {
        writeln!(out, "    <Label value=\"{}\" alias=\"{}\"/>", kind.key(), kind.key())?;
    }
    writeln!(out, "  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n</View>")
}
