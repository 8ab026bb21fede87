//! The queue of a whole folder, in a form that is mended after an edit: what was not touched keeps its place.

use super::dataset::report_article;
use super::queue::{DOUBTFUL, Entry, Look, Matter, Wanted, Why};
use super::{ArticleFieldName, Dataset, Review, ReviewedArticle, ReviewedEvent, ReviewedMention, Target, Verdict};
use crate::model::{Conflict, Kind, Named, Roster, Use};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All that is queued of what is wanted, in every state of review.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    lists: [Arc<Vec<Entry>>; 3],
    /// The names, as they are before flags are looked at.
    names: Vec<Entry>,
}

/// The places of events and articles that an edit touched.
#[derive(Clone, Debug, Default)]
pub struct Spots {
    /// In `Dataset::events`.
    pub events: BTreeSet<usize>,
    /// In `Dataset::articles`.
    pub articles: BTreeSet<usize>,
}

impl Pool {
    /// The pool of `dataset`, whose names are `names`; in which state of review is all the same.
    pub fn new(dataset: &Dataset, wanted: &Wanted, names: &Names) -> Self {
        let flagging = Flagging::of(dataset);
        let events = dataset.events.iter().enumerate().filter(|_| is(wanted, Matter::Event));
        let mut all: Vec<Entry> = events.filter(|(_, e)| of_event(e, wanted)).map(|(at, e)| event(e, at)).collect();
        let articles = dataset.articles.iter().enumerate().filter(|(_, a)| wanted.article.as_ref().is_none_or(|id| *id == a.head.id));
        articles.for_each(|(at, article)| all.extend(of_article(article, at, wanted)));
        let names = names.entries(dataset, wanted);
        all.extend(names.iter().cloned());
        let mut lists = [Vec::new(), Vec::new(), Vec::new()];
        for entry in all {
            let flagged = flagging.may_flag(&entry) && dataset.is_flagged(&entry.target);
            put(entry, flagged, |look, entry| lists.get_mut(look as usize).into_iter().for_each(|list| list.push(entry.clone())));
        }
        for list in &mut lists {
            list.sort_by(Entry::order);
        }
        Self { lists: lists.map(Arc::new), names }
    }

    /// What is queued in that state of review.
    pub fn list(&self, look: Look) -> Arc<Vec<Entry>> {
        self.lists.get(look as usize).map(Arc::clone).unwrap_or_default()
    }

    /// Decided and all of what the queue is about: events, totals, unresolved names, missing dates.
    pub fn share(&self) -> (usize, usize) {
        let (open, decided) = (self.list(Look::Open).len(), self.list(Look::Decided).len());
        (decided, open + decided)
    }

    /// Brings it up to date after an edit that touched `spots`; `names` are up to date already, and `renamed` says whether any of them
    /// may be other.
    pub fn mend(&mut self, dataset: &Dataset, wanted: &Wanted, spots: &Spots, (names, renamed): (&Names, bool)) {
        let articles = || spots.articles.iter().filter_map(|at| Some((*at, dataset.articles.get(*at)?)));
        // A flag is a decision in an article, and shows at the events that it tells of.
        let told = articles().flat_map(|(_, a)| dataset.events_in(&a.head.id));
        let events: BTreeSet<usize> = spots.events.iter().copied().chain(told).collect();
        if renamed {
            self.names = names.entries(dataset, wanted);
        }
        let stale = |e: &Entry| match e.matter {
            Matter::Event => events.contains(&e.place.0),
            Matter::Name => renamed || spots.articles.contains(&e.place.0),
            Matter::Total | Matter::Published => spots.articles.contains(&e.place.0),
        };
        let mut fresh: Vec<Entry> = self.names.iter().filter(|e| stale(e)).cloned().collect();
        if is(wanted, Matter::Event) {
            let again = events.iter().filter_map(|at| Some((*at, dataset.events.get(*at)?))).filter(|(_, e)| of_event(e, wanted));
            fresh.extend(again.map(|(at, e)| event(e, at)));
        }
        let here = articles().filter(|(_, a)| wanted.article.as_ref().is_none_or(|id| *id == a.head.id));
        here.for_each(|(at, article)| fresh.extend(of_article(article, at, wanted)));
        for list in &mut self.lists {
            if list.iter().any(stale) {
                Arc::make_mut(list).retain(|e| !stale(e));
            }
        }
        let mut added: [Vec<Entry>; 3] = Default::default();
        for entry in fresh {
            let flagged = dataset.is_flagged(&entry.target);
            put(entry, flagged, |look, entry| added.get_mut(look as usize).into_iter().for_each(|list| list.push(entry.clone())));
        }
        self.lists.iter_mut().zip(added).for_each(|(list, added)| merge(list, added));
    }
}

/// Puts what is to be added into a list in order: few by search, many by sorting, which takes what is in order already as it is.
fn merge(list: &mut Arc<Vec<Entry>>, added: Vec<Entry>) {
    const FEW: usize = 16;
    let few = added.len() <= FEW;
    for entry in added {
        let list = Arc::make_mut(list);
        let at = if few { list.partition_point(|e| e.order(&entry).is_lt()) } else { list.len() };
        list.insert(at, entry);
    }
    if !few {
        Arc::make_mut(list).sort_by(Entry::order);
    }
}

/// Puts an entry on its lists.
fn put(entry: Entry, flagged: bool, mut on: impl FnMut(Look, &Entry)) {
    let decided = entry.why == Why::Decided;
    let entry = Entry { why: if flagged { Why::Flagged } else { entry.why }, ..entry };
    if flagged || !decided {
        on(Look::Open, &entry);
    }
    if flagged {
        on(Look::Flagged, &entry);
    }
    if decided && !flagged {
        on(Look::Decided, &entry);
    }
}

/// Where flags are, so that not everything is asked whether it is flagged.
struct Flagging {
    articles: BTreeSet<usize>,
    events: BTreeSet<usize>,
}

impl Flagging {
    fn of(dataset: &Dataset) -> Self {
        let flags = |a: &ReviewedArticle| a.decisions.iter().any(|d| d.verdict == Verdict::Flagged);
        let articles: Vec<_> = dataset.articles.iter().enumerate().filter(|(_, a)| flags(a)).collect();
        let events = articles.iter().flat_map(|(_, a)| dataset.events_in(&a.head.id)).collect();
        Self { articles: articles.into_iter().map(|(at, _)| at).collect(), events }
    }

    fn may_flag(&self, entry: &Entry) -> bool {
        let among = if entry.matter == Matter::Event { &self.events } else { &self.articles };
        among.contains(&entry.place.0)
    }
}

fn is(wanted: &Wanted, matter: Matter) -> bool {
    wanted.matter.is_none_or(|m| m == matter)
}

/// All of an article but its names.
fn of_article(article: &ReviewedArticle, at: usize, wanted: &Wanted) -> Vec<Entry> {
    let totals = is(wanted, Matter::Total).then(|| totals(article, at, wanted));
    let published = (is(wanted, Matter::Published) && wanted.actor.is_none()).then(|| published(article, at));
    totals.into_iter().flatten().chain(published.flatten()).collect()
}

fn of_event(event: &ReviewedEvent, wanted: &Wanted) -> bool {
    let f = &event.item.fields;
    let by = |actor: &String| f.attackers.iter().chain(&f.suspects).chain(&f.targets).chain(&f.victims).any(|n| n == actor);
    let told = |id: &String| event.item.reports.iter().any(|r| report_article(r) == id);
    wanted.actor.as_ref().is_none_or(by) && wanted.article.as_ref().is_none_or(told)
}

/// An event is decided when its card is: a correction of one field leaves the others to be looked at.
fn event(event: &ReviewedEvent, at: usize) -> Entry {
    let unsettled = |c: &Conflict| !event.field_review(c.field).is_decided();
    let decided = event.decision.is_some() && event.review.is_decided();
    let why = match event {
        _ if decided => Why::Decided,
        e if e.item.conflicts.iter().any(unsettled) => Why::Conflict,
        e if e.item.confidence < DOUBTFUL => Why::Doubtful,
        e if e.item.fields.date.is_none() => Why::NoDate,
        _ => Why::Open,
    };
    Entry { why, matter: Matter::Event, target: event.target.clone(), confidence: event.item.confidence, place: (at, 0) }
}

fn totals<'a>(article: &'a ReviewedArticle, at: usize, wanted: &'a Wanted) -> impl Iterator<Item = Entry> + 'a {
    let by = |t: &crate::model::Tally| wanted.actor.is_none() || [&t.by, &t.on].into_iter().any(|n| *n == wanted.actor);
    article.tallies.iter().enumerate().filter(move |(_, t)| by(&t.item)).map(move |(n, t)| {
        let why = match t {
            t if t.decision.is_some() => Why::Decided,
            t if t.item.confidence < DOUBTFUL => Why::Doubtful,
            t if t.item.since.is_none() => Why::NoDate,
            _ => Why::Open,
        };
        Entry { why, matter: Matter::Total, target: t.target.clone(), confidence: t.item.confidence, place: (at, n) }
    })
}

/// The publication date of an article that has none, or had none.
fn published(article: &ReviewedArticle, at: usize) -> Option<Entry> {
    let field = ArticleFieldName::Published;
    let decided = article.fields.get(&field).is_some_and(|f| f.review.is_decided());
    let why = if decided { Why::Decided } else { Why::NoDate };
    let target = article.field_target(field);
    (decided || article.head.published.is_none()).then_some(Entry { why, matter: Matter::Published, target, confidence: 0.0, place: (at, 0) })
}

/// A name without an entity: its kind and spelling.
type Spelling = (Kind, String);

/// The names of a folder that stand for nobody known, by article.
#[derive(Clone, Debug, Default)]
pub struct Names {
    roster: Arc<Roster>,
    /// As the machine read them.
    read: Arc<BTreeMap<usize, Vec<Use>>>,
    /// Of articles in which mentions were decided on, which are looked into for that.
    reviewed: BTreeMap<usize, Vec<(Spelling, Entry)>>,
}

impl Names {
    /// The names of `dataset`.
    pub fn of(dataset: &Dataset) -> Self {
        let mut read: BTreeMap<usize, Vec<Use>> = BTreeMap::new();
        dataset.roster.uses_of(Named::is_unknown).for_each(|(n, used)| read.entry(n).or_default().push(*used));
        let mut names = Self { roster: Arc::clone(&dataset.roster), read: Arc::new(read), reviewed: BTreeMap::new() };
        names.mend(dataset, 0..dataset.articles.len());
        names
    }

    /// Brings it up to date after an edit that touched these articles; says whether any name may be other.
    pub fn mend(&mut self, dataset: &Dataset, articles: impl IntoIterator<Item = usize>) -> bool {
        let mut other = false;
        for (at, article) in articles.into_iter().filter_map(|at| Some((at, dataset.articles.get(at)?))) {
            let before = self.reviewed.remove(&at);
            if article.has_decided_mentions() {
                let now = self.reviewed.entry(at).or_insert_with(|| as_reviewed(article, at));
                other |= before.as_ref() != Some(now);
            } else {
                other |= before.is_some();
            }
        }
        other
    }

    /// The first of each spelling.
    fn entries(&self, dataset: &Dataset, wanted: &Wanted) -> Vec<Entry> {
        if !is(wanted, Matter::Name) {
            return Vec::new();
        }
        let places: BTreeSet<usize> = self.read.keys().chain(self.reviewed.keys()).copied().collect();
        let articles = places.into_iter().filter_map(|at| Some((at, dataset.articles.get(at)?)));
        let mut seen: BTreeSet<(Kind, &str)> = BTreeSet::new();
        let mut found: Vec<Entry> = Vec::new();
        let fits = |name: &str| wanted.actor.as_ref().is_none_or(|a| a == name);
        for (at, article) in articles.filter(|(_, a)| wanted.article.as_ref().is_none_or(|id| *id == a.head.id)) {
            if let Some(reviewed) = self.reviewed.get(&at) {
                let first = reviewed.iter().filter(|((kind, name), _)| fits(name) && seen.insert((*kind, name)));
                found.extend(first.map(|(_, entry)| entry.clone()));
                continue;
            }
            let names =
                self.read.get(&at).into_iter().flatten().enumerate().filter_map(|(n, used)| Some((n, used, self.roster.names.get(used.name as usize)?)));
            let first = names.filter(|(_, _, named)| fits(&named.name) && seen.insert((named.kind, &named.name)));
            found.extend(first.map(|(n, used, named)| as_read(article, (at, n), named, used)));
        }
        found
    }
}

/// A name as the machine read it.
fn as_read(article: &ReviewedArticle, place: (usize, usize), name: &Named, used: &Use) -> Entry {
    let target = Target::Mention { article: article.head.id.clone(), span: used.first, quote: name.name.clone(), kind: name.kind };
    Entry { why: Why::NoEntity, matter: Matter::Name, target, confidence: used.confidence, place }
}

/// The names of an article in which mentions were decided on.
fn as_reviewed(article: &ReviewedArticle, at: usize) -> Vec<(Spelling, Entry)> {
    let unknown = |m: &&ReviewedMention| {
        m.item.kind.is_name() && !m.item.is_unnamed() && m.item.entity.is_none() && m.item.entity_id.is_none() && m.review != Review::Rejected
    };
    let whole = article.whole();
    let found = whole.mentions.iter().filter(unknown).enumerate();
    let why = |m: &ReviewedMention| if m.review.is_decided() { Why::Decided } else { Why::NoEntity };
    let entry = |n, m: &ReviewedMention| Entry { why: why(m), matter: Matter::Name, target: m.target.clone(), confidence: m.item.confidence, place: (at, n) };
    found.map(|(n, m)| ((m.item.kind, m.item.text.clone()), entry(n, m))).collect()
}
