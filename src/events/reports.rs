//! One article's accounts of events.

use super::assemble::report;
use super::coreference::incidents;
use super::draft::{Draft, drafts};
use super::page::sentences;
use super::trigger;
use crate::language::Analysis;
use crate::lexicon::Lexicon;
use crate::model::{Article, Kind, Mention, Report, Value};

/// The article's reports, in order of their founding triggers; dates stay unresolved. The trigger mentions are added to `mentions`.
pub fn reports(article: &Article, analyses: &[Analysis], mentions: &mut Vec<Mention>, lexicon: &Lexicon) -> Vec<Report> {
    let ontology = lexicon.ontology();
    mentions.sort_by_key(|m| (m.span, m.kind));
    let triggers = trigger_mentions(article, analyses, mentions, lexicon);
    let page = sentences(article, analyses, mentions);
    let told: Vec<Draft<'_>> = page.iter().enumerate().flat_map(|(n, s)| drafts(s, n, ontology)).collect();
    let unreal: Vec<Draft<'_>> = told.iter().filter(|d| !d.is_real() && d.is_attack()).cloned().collect();
    let published = article.published.as_ref().and_then(|p| p.value.to_day());
    let found = incidents(&page, told, published);
    let mut out: Vec<Report> = (0..found.len()).filter_map(|n| report(article, &page, &found, n, lexicon)).collect();
    out.extend(unreal.into_iter().filter_map(|d| super::assemble::context(article, &page, d, lexicon)));
    out.sort_by_key(|r| r.key.span);
    out.dedup_by(|a, b| a.id == b.id);
    mentions.extend(triggers);
    out
}

fn trigger_mentions(article: &Article, analyses: &[Analysis], mentions: &[Mention], lexicon: &Lexicon) -> Vec<Mention> {
    let page = sentences(article, analyses, mentions);
    let all = page.iter().flat_map(|s| trigger::all(s, lexicon.ontology()));
    all.map(|t| Mention { value: Some(Value::Trigger { trigger: t.kind }), ..Mention::new(&article.id, &article.text, t.span, Kind::Trigger, t.rule()) })
        .collect()
}
