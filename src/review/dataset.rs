//! The dataset: extraction and decisions resolved. What is shown, plotted and exported is this and nothing else.

use super::{Change, Decision, Decisions, Review, ReviewedArticle, ReviewedEvent, ReviewedMention, ReviewedReport, ReviewedTally, Whole};
use super::{anchor, bearers::Bearers, resolve, resolve_event};
use crate::model::roster::names_of;
use crate::model::{EventFields, Extraction, Named, ReportKey, Roster, SameNames, Use};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// The reviewed view of a whole folder. A clone is cheap and shares the articles, the events and the index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dataset {
    /// Every article with what was read in it, in the order of the extraction.
    pub articles: Vec<Arc<ReviewedArticle>>,
    /// What happened, the rejected included, in order of dates; added events among them.
    pub events: Vec<Arc<ReviewedEvent>>,
    /// Decisions on articles, events and pairs that found nothing to apply to. See also each article's own.
    pub unmatched: Vec<Decision>,
    /// Decisions that belong to no article: about names, and on the practice of the project.
    pub names: Vec<Decision>,
    /// Who and what the machine finds named where, by the numbers of `articles`.
    pub roster: Arc<Roster>,
    pub(super) index: Index,
}

/// Where things are, by id; shared by all clones.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    pub(super) articles: Arc<BTreeMap<String, usize>>,
    pub(super) events: Arc<BTreeMap<String, usize>>,
    pub(super) event_of_report: Arc<BTreeMap<String, usize>>,
    /// The names that were one when the events were decided on.
    pub(super) names: Arc<SameNames>,
    /// The places of the articles that have decisions.
    pub(super) decided: Arc<BTreeSet<usize>>,
    pub(super) bearers: Arc<OnceLock<Bearers>>,
}

impl PartialEq for Index {
    fn eq(&self, other: &Self) -> bool {
        (&self.articles, &self.events, &self.event_of_report) == (&other.articles, &other.events, &other.event_of_report)
    }
}

impl Dataset {
    /// The article with that id.
    pub fn article(&self, id: &str) -> Option<&Arc<ReviewedArticle>> {
        self.articles.get(*self.index.articles.get(id)?)
    }

    /// Where in `articles` the article with that id is.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.index.articles.get(id).copied()
    }

    /// The event with that id.
    pub fn event(&self, id: &str) -> Option<&Arc<ReviewedEvent>> {
        self.events.get(*self.index.events.get(id)?)
    }

    /// Where in `events` the event with that id is.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.index.events.get(id).copied()
    }

    /// The event that holds the report with that id.
    pub fn event_of_report(&self, report_id: &str) -> Option<&Arc<ReviewedEvent>> {
        self.events.get(*self.index.event_of_report.get(report_id)?)
    }

    /// The places in `events` of those that the article with that id tells of, each once and in order.
    pub fn events_in(&self, article: &str) -> Vec<usize> {
        // Ids of reports begin with that of their article and a colon; a semicolon comes right after it.
        let reports = self.index.event_of_report.range(format!("{article}:")..format!("{article};"));
        let mut places: Vec<usize> = reports.map(|(_, at)| *at).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The places in `articles` of those with these ids, in no order.
    pub fn places_of(&self, ids: &BTreeSet<String>) -> Vec<usize> {
        let all = &self.index.articles;
        if ids.len() < all.len() / 16 {
            return ids.iter().filter_map(|id| all.get(id).copied()).collect();
        }
        // Of many, both lists are gone through side by side.
        let mut wanted = ids.iter().peekable();
        let is_wanted = |(id, _): &(&String, &usize)| {
            while wanted.next_if(|next| next < id).is_some() {}
            wanted.next_if(|next| next == id).is_some()
        };
        all.iter().filter(is_wanted).map(|(_, at)| *at).collect()
    }

    /// The report with that id.
    pub fn report(&self, report_id: &str) -> Option<&ReviewedReport> {
        self.article(report_article(report_id))?.reports.iter().find(|r| r.item.id == report_id)
    }

    /// The report with that name.
    pub fn report_of_key(&self, key: &ReportKey) -> Option<&ReviewedReport> {
        self.article(&key.article)?.reports.iter().find(|r| r.item.key == *key)
    }

    /// The event that holds the report with that name, or the one that is found in its place.
    pub fn event_of_key(&self, key: &ReportKey) -> Option<&Arc<ReviewedEvent>> {
        self.events.get(self.place_of_key(key)?)
    }

    /// The place of that event. The article is only looked into where the report has moved.
    pub(super) fn place_of_key(&self, key: &ReportKey) -> Option<usize> {
        let exact = format!("{}:report:{}:{}", key.article, key.span.start, key.span.end);
        let moved = || {
            let article = self.article(&key.article)?.whole();
            let report = anchor::report(&article.reports, &article.article.text, key)?;
            self.index.event_of_report.get(&report.item.id).copied()
        };
        self.index.event_of_report.get(&exact).copied().or_else(moved)
    }

    /// The places of the articles in which mentions were decided on, in order.
    pub(super) fn with_decided_mentions(&self) -> impl Iterator<Item = usize> + '_ {
        self.index.decided.iter().copied().filter(|at| self.articles.get(*at).is_some_and(|a| a.has_decided_mentions()))
    }

    /// Which articles bear which name, as the machine read them.
    pub(super) fn bearers(&self) -> &Bearers {
        self.index.bearers.get_or_init(|| Bearers::of(&self.roster))
    }

    /// Every article, to be looked into one after the other: what is fetched of each goes with it, so that going through a large folder
    /// takes no memory.
    pub fn each(&self) -> impl Iterator<Item = Arc<ReviewedArticle>> + '_ {
        self.articles.iter().map(|a| if a.is_whole() { Arc::clone(a) } else { Arc::new(a.let_go()) })
    }

    fn wholes(&self) -> impl Iterator<Item = Arc<Whole>> + '_ {
        self.articles.iter().map(|a| a.whole())
    }

    /// Every name that stands, by article. Only articles in which mentions were decided on are looked into; of the rest the roster knows.
    pub fn each_name(&self, mut take: impl FnMut(&ReviewedArticle, &Named, &Use)) {
        for (n, article) in self.articles.iter().enumerate() {
            if article.has_decided_mentions() {
                let whole = article.whole();
                let standing: Vec<_> = whole.mentions.iter().filter(|m| m.review.stands()).map(|m| m.item.clone()).collect();
                for (named, used) in &names_of(&standing) {
                    take(article, named, used);
                }
            } else {
                self.roster.of_article(n).for_each(|(named, used)| take(article, named, used));
            }
        }
    }

    /// Every mention, by article.
    pub fn mentions(&self) -> impl Iterator<Item = ReviewedMention> + '_ {
        self.wholes().flat_map(|whole| Arc::unwrap_or_clone(whole).mentions)
    }

    /// Every running total, by article.
    pub fn tallies(&self) -> impl Iterator<Item = &ReviewedTally> {
        self.articles.iter().flat_map(|a| &a.tallies)
    }

    /// Every report, by article.
    pub fn reports(&self) -> impl Iterator<Item = ReviewedReport> + '_ {
        self.wholes().flat_map(|whole| Arc::unwrap_or_clone(whole).reports)
    }

    /// Lets go of what was fetched of articles, but for those that `keep` tells.
    pub fn let_go(&mut self, keep: impl Fn(&str) -> bool) {
        for article in self.articles.iter_mut().filter(|a| a.is_whole() && !keep(&a.head.id)) {
            *article = Arc::new(article.let_go());
        }
    }

    /// Every decision in force, in order of the journal.
    pub fn decisions(&self) -> Vec<&Decision> {
        let homeless = self.unmatched.iter().filter(|d| self.article(d.target.article()).is_none());
        let mut all: Vec<&Decision> = self.articles.iter().flat_map(|a| &a.decisions).chain(homeless).chain(&self.names).collect();
        all.sort_by_key(|d| (d.seq, &d.target));
        all
    }

    /// Writes the note of every event anew that the analyst corrected or added, by `write`, so that it says what the fields say.
    pub fn write_notes(&mut self, write: impl Fn(&EventFields) -> String) {
        for event in self.events.iter_mut().filter(|e| matches!(e.review, Review::Corrected | Review::Added)) {
            let event = Arc::make_mut(event);
            let item = Arc::make_mut(&mut event.item);
            item.notes = write(&item.fields);
        }
    }

    /// Every decision without a match.
    pub fn all_unmatched(&self) -> impl Iterator<Item = &Decision> {
        self.unmatched.iter().chain(self.articles.iter().flat_map(|a| &a.unmatched))
    }

    /// Brings the dataset up to date after `changes`: only the articles that they touch are resolved again.
    /// A decision about names shows in all articles once the folder is put together again.
    /// Says what that changed; none where events may stand in other places now.
    /// `extraction` is the one that the dataset was resolved from; after a new one, call [`resolve()`].
    pub fn refresh(&mut self, extraction: &Extraction, decisions: &Decisions, changes: &[Change]) -> Option<Touched> {
        let ids: BTreeSet<&str> = changes.iter().map(|c| c.target.article()).filter(|a| !a.is_empty()).collect();
        let mut lost = false;
        let mut touched = Touched::default();
        if changes.iter().any(|c| c.target.article().is_empty()) {
            self.names = decisions.of_article("").cloned().collect();
        }
        let same = super::same_names(decisions);
        for id in ids {
            let Some(at) = self.index.articles.get(id) else {
                lost = true;
                continue;
            };
            if let (Some(slot), Some(sheet)) = (self.articles.get_mut(*at), extraction.readings.get(*at)) {
                let before = std::mem::replace(slot, Arc::new(resolve::article(sheet, decisions, &same)));
                touched.articles.push((*at, Arc::new(before.let_go())));
                let decided = Arc::make_mut(&mut self.index.decided);
                if decisions.of_article(id).next().is_some() {
                    decided.insert(*at)
                } else {
                    decided.remove(at)
                };
            }
        }
        if !lost && resolve_event::again(self, decisions, (changes, &same), &mut touched).is_some() {
            return Some(touched);
        }
        resolve_event::events(self, extraction, decisions);
        None
    }
}

/// What a refresh changed, by its place in the dataset and as it was before.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Of `Dataset::articles`.
    pub articles: Vec<(usize, Arc<ReviewedArticle>)>,
    /// Of `Dataset::events`.
    pub events: Vec<(usize, Arc<ReviewedEvent>)>,
}

/// The id of the article that holds the report with that id.
pub(super) fn report_article(report_id: &str) -> &str {
    report_id.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_fetched_goes_again() {
        let reading = |id: &str| crate::model::Reading { article: crate::model::Article { id: id.into(), ..Default::default() }, ..Default::default() };
        let extraction = Extraction::of(vec![reading("a").into(), reading("b").into()]);
        let mut dataset = resolve::resolve(&extraction, &Decisions::default());
        assert_eq!((dataset.each().filter(|a| a.article.id == "b").count(), dataset.mentions().count()), (1, 0));
        assert!(!dataset.articles.iter().any(|a| a.is_whole()), "going through all of them keeps none");
        assert!(dataset.articles.iter().all(|a| a.article.id == a.head.id) && dataset.articles.iter().all(|a| a.is_whole()));
        dataset.let_go(|id| id == "a");
        assert_eq!(dataset.articles.iter().map(|a| a.is_whole()).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn clones_share_the_index() {
        let dataset = Dataset::default();
        assert!(Arc::ptr_eq(&dataset.index.articles, &dataset.clone().index.articles));
    }
}
