//! UIMA CAS (XMI) for INCEpTION and WebAnno: text, sentences, tokens and named entities, with the type system. Offsets are UTF-16 units.

use super::ExportOptions;
use super::format::{Fill, Format, Part, Purpose};
use super::marks::{Utf16Index, flat, marks};
use super::names;
use super::tokens::sentences;
use super::xml::Escaped;
use crate::review::{Dataset, ReviewedArticle};
use std::io::{self, Write};

/// A CAS for each article.
pub struct Cas;

impl Format for Cas {
    fn key(&self) -> &'static str {
        "cas"
    }

    fn label(&self) -> &'static str {
        "UIMA CAS (INCEpTION)"
    }

    fn about(&self) -> &'static str {
        "An XMI file for each article with tokens, sentences and named entities, for INCEpTION and WebAnno."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Annotation
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("cas/TypeSystem.xml", type_system)]
    }

    fn pattern(&self) -> Option<&'static str> {
        Some("cas/*.xmi")
    }

    fn each<'a>(&self, dataset: &'a Dataset, options: &'a ExportOptions) -> Vec<Part<'a>> {
        let part = |(i, article): (usize, &'a std::sync::Arc<ReviewedArticle>)| Part {
            name: format!("cas/{}.xmi", names::article(i, &article.article)),
            fill: Box::new(move |out| xmi(article, options, out)),
        };
        dataset.articles.iter().enumerate().map(part).collect()
    }

    fn notes(&self) -> &'static str {
        "## cas/\n\nOffsets are UTF-16 code units, as Java counts. `value` of a NamedEntity is the kind, `identifier` the id of the entity. Import the files into \
         INCEpTION as “UIMA CAS XMI (XML 1.0)”."
    }
}

const NE: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";

fn type_system(_: &Dataset, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\"><types>")?;
    let types: [(&str, &[&str]); 3] = [(SENTENCE, &[]), (TOKEN, &[]), (NE, &["value", "identifier"])];
    for (name, features) in types {
        write!(out, "<typeDescription><name>{name}</name><description/><supertypeName>uima.tcas.Annotation</supertypeName><features>")?;
        for feature in features {
            write!(out, "<featureDescription><name>{feature}</name><description/><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>")?;
        }
        writeln!(out, "</features></typeDescription>")?;
    }
    writeln!(out, "</types></typeSystemDescription>")
}

fn xmi(reviewed: &ReviewedArticle, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let text = reviewed.article.text.as_str();
    let index = Utf16Index::new(text);
    let marks = marks(reviewed, options);
    let cuts: Vec<usize> = flat(&marks).0.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
         xmlns:tcas=\"http:///uima/tcas.ecore\" xmlns:seg=\"http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore\" \
         xmlns:ner=\"http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore\" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>"
    )?;
    let mut ids = Vec::new();
    let next = |ids: &mut Vec<usize>| {
        // 0 is NULL, 1 the text.
        let id = ids.len() + 2;
        ids.push(id);
        id
    };
    let (start, end) = (0, index.unit(text.len()));
    writeln!(out, "<tcas:DocumentAnnotation xmi:id=\"{}\" sofa=\"1\" begin=\"{start}\" end=\"{end}\" language=\"en\"/>", next(&mut ids))?;
    for sentence in sentences(text, &cuts) {
        let (first, last) = (sentence.first().map_or(0, |w| w.span.start), sentence.last().map_or(0, |w| w.span.end));
        writeln!(out, "<seg:Sentence xmi:id=\"{}\" sofa=\"1\" begin=\"{}\" end=\"{}\"/>", next(&mut ids), index.unit(first), index.unit(last))?;
        for word in sentence {
            let (begin, end) = (index.unit(word.span.start), index.unit(word.span.end));
            writeln!(out, "<seg:Token xmi:id=\"{}\" sofa=\"1\" begin=\"{begin}\" end=\"{end}\"/>", next(&mut ids))?;
        }
    }
    for mark in marks {
        let (begin, end) = (index.unit(mark.item.span.start), index.unit(mark.item.span.end));
        let identifier = mark.item.entity_id.as_ref().map(|id| format!(" identifier=\"{}\"", Escaped(id))).unwrap_or_default();
        let value = mark.item.kind.key();
        writeln!(out, "<ner:NamedEntity xmi:id=\"{}\" sofa=\"1\" begin=\"{begin}\" end=\"{end}\" value=\"{value}\"{identifier}/>", next(&mut ids))?;
    }
    writeln!(out, "<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text/plain\" sofaString=\"{}\"/>", Escaped(text))?;
    let members: Vec<String> = ids.iter().map(usize::to_string).collect();
    writeln!(out, "<cas:View sofa=\"1\" members=\"{}\"/>\n</xmi:XMI>", members.join(" "))
}
