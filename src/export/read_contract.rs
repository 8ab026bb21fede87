//! Lines of the data contract back into articles and reports, as far as merging needs them. Offsets are code points there and bytes here.

use crate::model::{
    Article, Basis, Block, BlockKind, Count, EventDate, EventFields, Field, Modality, Outcome, PartialDate, Place, Reason, Report, ReportKey, Resolved, Span,
    When,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The parts of a line of `articles.jsonl` that are read.
#[derive(Deserialize)]
struct ArticleLine {
    id: String,
    path: String,
    title: Option<String>,
    outlet: Option<String>,
    text: String,
    published: Option<Published>,
    #[serde(default)]
    agencies: Vec<String>,
    #[serde(default)]
    blocks: Vec<BlockLine>,
}

#[derive(Deserialize)]
struct Published {
    date: PartialDate,
    basis: Basis,
}

#[derive(Deserialize)]
struct BlockLine {
    start: usize,
    end: usize,
    kind: BlockKind,
}

/// The parts of a line of `reports.jsonl` that are read.
#[derive(Deserialize)]
struct ReportLine {
    id: String,
    foreground: bool,
    modality: Modality,
    #[serde(default = "yes")]
    specific: bool,
    when: Option<When>,
    #[serde(default)]
    rules: BTreeMap<Field, String>,
    #[serde(default)]
    confidence: f32,
    #[serde(flatten)]
    fields: FieldsLine,
}

#[derive(Deserialize)]
struct FieldsLine {
    date: Option<EventDate>,
    time: Option<String>,
    #[serde(rename = "type")]
    event_type: Option<String>,
    place: Option<Place>,
    attackers: Vec<String>,
    suspects: Vec<String>,
    targets: Vec<String>,
    victims: Vec<String>,
    weapons: Vec<String>,
    target_object: Option<String>,
    killed: Option<Count>,
    wounded: Option<Count>,
    killed_civilians: Option<Count>,
    strikes: Option<Count>,
    outcome: Outcome,
}

fn yes() -> bool {
    true
}

/// The id of a report does not say where it is: it is not of this program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no id of a report: it must be the article's id, “report”, and the first and last byte, joined by colons")]
pub struct NotAReportId(pub String);

/// The name by content that a report with this id has; its words are not known here.
pub fn key(id: &str) -> Result<ReportKey, NotAReportId> {
    let parts: Vec<&str> = id.split(':').collect();
    let byte = |part: &str| part.parse::<usize>().map_err(|_not_a_number| NotAReportId(id.to_owned()));
    match parts.as_slice() {
        [article, "report", start, end] => Ok(ReportKey { article: (*article).to_owned(), span: Span::new(byte(start)?, byte(end)?), quote: String::new() }),
        _ => Err(NotAReportId(id.to_owned())),
    }
}

/// The article of a line.
pub fn article(line: &str) -> serde_json::Result<Article> {
    let line: ArticleLine = serde_json::from_str(line)?;
    let stated = |value: String| Resolved::new(value, Basis::Stated, Reason::plain("read from an extraction"));
    Ok(Article {
        blocks: blocks(&line.text, &line.blocks),
        id: line.id,
        path: line.path,
        copies: Vec::new(),
        sha256: String::new(),
        text: line.text,
        title: line.title.map(stated),
        outlet: line.outlet.map(stated),
        byline: None,
        url: None,
        language: None,
        published: line.published.map(|p| Resolved::new(p.date, p.basis, Reason::plain("read from an extraction"))),
        copyright_year: None,
        agencies: line.agencies.into_iter().map(stated).collect(),
    })
}

fn blocks(text: &str, lines: &[BlockLine]) -> Vec<Block> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let span = |b: &BlockLine| Some(Span::new(*bytes.get(b.start)?, *bytes.get(b.end)?));
    lines.iter().filter_map(|b| Some(Block { span: span(b)?, kind: b.kind, rule: String::new() })).collect()
}

/// The report of a line.
pub fn report(line: &str) -> anyhow::Result<Report> {
    let line: ReportLine = serde_json::from_str(line)?;
    let key = key(&line.id)?;
    let f = line.fields;
    let fields = EventFields {
        date: f.date,
        time: f.time,
        event_type: f.event_type,
        place: f.place,
        attackers: f.attackers,
        suspects: f.suspects,
        targets: f.targets,
        victims: f.victims,
        weapons: f.weapons,
        target_object: f.target_object,
        killed: f.killed,
        wounded: f.wounded,
        killed_civilians: f.killed_civilians,
        strikes: f.strikes,
        outcome: f.outcome,
    };
    Ok(Report {
        id: line.id,
        article: key.article.clone(),
        key,
        triggers: Vec::new(),
        fields,
        when: line.when,
        when_span: None,
        arguments: Vec::new(),
        foreground: line.foreground,
        modality: line.modality,
        specific: line.specific,
        attribution: Vec::new(),
        evidence: BTreeMap::new(),
        rules: line.rules,
        confidence: line.confidence,
    })
}
