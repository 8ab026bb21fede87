//! Extraction and decisions to the dataset: pure, article by article, then the events.

use super::{Dataset, Decisions, Reviewed, ReviewedArticle, Target};
use crate::model::{Extraction, Reading};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The dataset that `extraction` and `decisions` come to.
pub fn resolve(extraction: &Extraction, decisions: &Decisions) -> Dataset {
    let mut dataset = Dataset { articles: extraction.readings.iter().map(|r| Arc::new(article(r, decisions))).collect(), ..Dataset::default() };
    dataset.index.articles = extraction.readings.iter().enumerate().map(|(i, r)| (r.article.id.clone(), i)).collect();
    events(&mut dataset, extraction, decisions);
    homeless(&mut dataset, decisions);
    dataset
}

pub(super) fn article(reading: &Reading, _decisions: &Decisions) -> ReviewedArticle {
    ReviewedArticle {
        article: reading.article.clone(),
        state: super::ArticleState::Open,
        fields: BTreeMap::new(),
        masks: Vec::new(),
        mentions: reading.mentions.iter().map(|m| Reviewed::open(m.clone(), Target::mention(m))).collect(),
        tallies: reading.tallies.iter().map(|t| Reviewed::open(t.clone(), Target::tally(t))).collect(),
        reports: reading.reports.iter().map(|r| Reviewed::open(r.clone(), Target::report(r))).collect(),
        unmatched: Vec::new(),
    }
}

pub(super) fn events(dataset: &mut Dataset, extraction: &Extraction, _decisions: &Decisions) {
    let keys: BTreeMap<String, crate::model::ReportKey> = dataset.reports().map(|r| (r.item.id.clone(), r.item.key.clone())).collect();
    let target = |reports: &[String]| reports.iter().find_map(|id| keys.get(id)).map(|key| Target::Event { key: key.clone() });
    dataset.events = extraction.events.iter().filter_map(|e| Some(Arc::new(Reviewed::open(e.clone(), target(&e.reports)?)))).collect();
    dataset.index.events = dataset.events.iter().enumerate().map(|(i, e)| (e.item.id.clone(), i)).collect();
    dataset.index.event_of_report = dataset.events.iter().enumerate().flat_map(|(i, e)| e.item.reports.iter().map(move |r| (r.clone(), i))).collect();
}

pub(super) fn homeless(_dataset: &mut Dataset, _decisions: &Decisions) {}
