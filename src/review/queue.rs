//! What to look at next: what is undecided, that first where a look is worth most.

use super::dataset::report_article;
use super::{ArticleFieldName, Dataset, Review, ReviewedArticle, ReviewedEvent, ReviewedMention, Target};
use crate::model::{Conflict, Kind, Named, Use};
use std::collections::{BTreeMap, BTreeSet};

/// Below this confidence the machine's reading is doubtful.
pub const DOUBTFUL: f32 = 0.5;

/// Why a thing is looked at; the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its reports do not agree.
    Conflict,
    /// The machine is not sure.
    Doubtful,
    /// It has no date.
    NoDate,
    /// A name that stands for nobody known.
    NoEntity,
    /// It is open, as the rest.
    Open,
    /// It was put off for a second look.
    Flagged,
    /// It is decided; listed only where that is asked for.
    Decided,
}

impl Why {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Conflict => "Reports do not agree",
            Self::Doubtful => "Low confidence",
            Self::NoDate => "No date",
            Self::NoEntity => "Unresolved name",
            Self::Open => "Not reviewed",
            Self::Flagged => "Flagged",
            Self::Decided => "Decided",
        }
    }
}

/// The sorts of things that are queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// An event with all that its card shows.
    Event,
    /// A running total.
    Total,
    /// A name without an entity; once for each spelling.
    Name,
    /// An article's publication date.
    Published,
}

impl Matter {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Event, Self::Total, Self::Name, Self::Published];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Event => "Events",
            Self::Total => "Totals",
            Self::Name => "Names",
            Self::Published => "Dates of articles",
        }
    }
}

/// Which state of review is queued.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// What nobody decided on, and what is flagged.
    #[default]
    Open,
    /// Only what is flagged.
    Flagged,
    /// What is decided: to look through it again.
    Decided,
}

impl Look {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Flagged, Self::Decided];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "To do",
            Self::Flagged => "Flagged",
            Self::Decided => "Decided",
        }
    }
}

/// What of the queue is wanted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Only this sort.
    pub matter: Option<Matter>,
    /// Only what this article (by id) tells of.
    pub article: Option<String>,
    /// Only what this actor had a part in.
    pub actor: Option<String>,
    /// In which state.
    pub look: Look,
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Why.
    pub why: Why,
    /// What sort of thing.
    pub matter: Matter,
    /// The thing.
    pub target: Target,
    /// How sure the machine is.
    pub confidence: f32,
}

/// The queue of `dataset`: by reason, then the least sure first; what was decided on leaves it.
pub fn queue(dataset: &Dataset, wanted: &Wanted) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    let is = |matter: Matter| wanted.matter.is_none_or(|m| m == matter);
    if is(Matter::Event) {
        all.extend(dataset.events.iter().filter(|e| of_event(e, wanted)).map(|e| event(e)));
    }
    for article in dataset.articles.iter().filter(|a| wanted.article.as_ref().is_none_or(|id| *id == a.head.id)) {
        if is(Matter::Total) {
            all.extend(totals(article, wanted));
        }
        if is(Matter::Published) && wanted.actor.is_none() {
            all.extend(published(article));
        }
    }
    if is(Matter::Name) {
        all.extend(names(dataset, wanted));
    }
    all.retain_mut(|entry| keep(dataset, entry, wanted.look));
    all.sort_by(|a, b| a.why.cmp(&b.why).then(a.matter.cmp(&b.matter)).then(a.confidence.total_cmp(&b.confidence)));
    all
}

/// Decided and all of what the queue is about: events, totals, unresolved names, missing dates.
pub fn share(dataset: &Dataset, wanted: &Wanted) -> (usize, usize) {
    let count = |look| queue(dataset, &Wanted { look, ..wanted.clone() }).len();
    let (open, decided) = (count(Look::Open), count(Look::Decided));
    (decided, open + decided)
}

fn keep(dataset: &Dataset, entry: &mut Entry, look: Look) -> bool {
    let flagged = dataset.is_flagged(&entry.target);
    let decided = entry.why == Why::Decided;
    if flagged {
        entry.why = Why::Flagged;
    }
    match look {
        Look::Open => !decided || flagged,
        Look::Flagged => flagged,
        Look::Decided => decided && !flagged,
    }
}

fn of_event(event: &ReviewedEvent, wanted: &Wanted) -> bool {
    let f = &event.item.fields;
    let by = |actor: &String| f.attackers.iter().chain(&f.suspects).chain(&f.targets).chain(&f.victims).any(|n| n == actor);
    let told = |id: &String| event.item.reports.iter().any(|r| report_article(r) == id);
    wanted.actor.as_ref().is_none_or(by) && wanted.article.as_ref().is_none_or(told)
}

/// An event is decided when its card is: a correction of one field leaves the others to be looked at.
fn event(event: &ReviewedEvent) -> Entry {
    let unsettled = |c: &Conflict| !event.field_review(c.field).is_decided();
    let decided = event.decision.is_some() && event.review.is_decided();
    let why = match event {
        _ if decided => Why::Decided,
        e if e.item.conflicts.iter().any(unsettled) => Why::Conflict,
        e if e.item.confidence < DOUBTFUL => Why::Doubtful,
        e if e.item.fields.date.is_none() => Why::NoDate,
        _ => Why::Open,
    };
    Entry { why, matter: Matter::Event, target: event.target.clone(), confidence: event.item.confidence }
}

fn totals<'a>(article: &'a ReviewedArticle, wanted: &'a Wanted) -> impl Iterator<Item = Entry> + 'a {
    let by = |t: &crate::model::Tally| wanted.actor.is_none() || [&t.by, &t.on].into_iter().any(|n| *n == wanted.actor);
    article.tallies.iter().filter(move |t| by(&t.item)).map(|t| {
        let why = match t {
            t if t.decision.is_some() => Why::Decided,
            t if t.item.confidence < DOUBTFUL => Why::Doubtful,
            t if t.item.since.is_none() => Why::NoDate,
            _ => Why::Open,
        };
        Entry { why, matter: Matter::Total, target: t.target.clone(), confidence: t.item.confidence }
    })
}

/// The publication date of an article that has none, or had none.
fn published(article: &ReviewedArticle) -> Option<Entry> {
    let field = ArticleFieldName::Published;
    let decided = article.fields.get(&field).is_some_and(|f| f.review.is_decided());
    let why = if decided { Why::Decided } else { Why::NoDate };
    (decided || article.head.published.is_none()).then(|| Entry { why, matter: Matter::Published, target: article.field_target(field), confidence: 0.0 })
}

/// Names without an entity, the first of each spelling. Only articles with a decision on a mention are looked into.
fn names(dataset: &Dataset, wanted: &Wanted) -> Vec<Entry> {
    let unknown = |n: &Named| n.is_unknown() && wanted.actor.as_ref().is_none_or(|a| *a == n.name);
    let mut of_article: BTreeMap<usize, Vec<&Use>> = BTreeMap::new();
    dataset.roster.uses_of(unknown).for_each(|(n, used)| of_article.entry(n).or_default().push(used));
    let mut seen: BTreeSet<(Kind, String)> = BTreeSet::new();
    let mut found: Vec<Entry> = Vec::new();
    for (n, article) in dataset.articles.iter().enumerate().filter(|(_, a)| wanted.article.as_ref().is_none_or(|id| *id == a.head.id)) {
        let name = |u: &&Use| dataset.roster.names.get(u.name as usize).map(|name| as_read(article, name, u));
        let entries = match of_article.get(&n) {
            _ if article.has_decided_mentions() => as_reviewed(article, wanted),
            Some(uses) => uses.iter().filter_map(name).collect(),
            None => Vec::new(),
        };
        found.extend(entries.into_iter().filter(|(spelling, _)| seen.insert(spelling.clone())).map(|(_, entry)| entry));
    }
    found
}

/// A name as the machine read it.
fn as_read(article: &ReviewedArticle, name: &Named, used: &Use) -> ((Kind, String), Entry) {
    let target = Target::Mention { article: article.head.id.clone(), span: used.first, quote: name.name.clone(), kind: name.kind };
    ((name.kind, name.name.clone()), Entry { why: Why::NoEntity, matter: Matter::Name, target, confidence: used.confidence })
}

/// The names of an article in which mentions were decided on.
fn as_reviewed(article: &ReviewedArticle, wanted: &Wanted) -> Vec<((Kind, String), Entry)> {
    let unknown = |m: &&ReviewedMention| {
        m.item.kind.is_name() && !m.item.is_unnamed() && m.item.entity.is_none() && m.item.entity_id.is_none() && m.review != Review::Rejected
    };
    let whole = article.whole();
    let found = whole.mentions.iter().filter(unknown).filter(|m| wanted.actor.as_ref().is_none_or(|a| *a == m.item.text));
    let why = |m: &ReviewedMention| if m.review.is_decided() { Why::Decided } else { Why::NoEntity };
    let entry = |m: &ReviewedMention| Entry { why: why(m), matter: Matter::Name, target: m.target.clone(), confidence: m.item.confidence };
    found.map(|m| ((m.item.kind, m.item.text.clone()), entry(m))).collect()
}
