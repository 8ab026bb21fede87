//! Where two coders do not agree, each with the edits that take the other's side or keep one's own.

use super::table::{both, paired_events, paired_tallies, shown, told};
use crate::model::{Field, Kind, Span};
use crate::review::{
    ArticleFieldName, Command, Dataset, Decisions, MentionEdit, NewValue, ReviewedArticle, ReviewedEvent, ReviewedMention, ReviewedTally, Settled, Settlement,
    TallyDraft, TallyFieldName, Target, article_value, tally_value,
};
use std::collections::BTreeSet;

/// What the coders do not agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Marked words.
    Mention(Kind),
    /// Whom or what marked words name.
    Name(Kind),
    /// Whether it is an event.
    Event,
    /// A field of an event.
    Field(Field),
    /// Whether two reports tell of one event.
    Grouping,
    /// Whether it is a running total.
    Tally,
    /// A field of a running total.
    TallyField(TallyFieldName),
    /// A field of an article.
    Article(ArticleFieldName),
}

impl What {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mention(kind) => kind.label(),
            Self::Name(_) => "Name",
            Self::Event => "Event",
            Self::Field(field) => field.label(),
            Self::Grouping => "Same event",
            Self::Tally => "Total",
            Self::TallyField(field) => field.label(),
            Self::Article(field) => field.label(),
        }
    }
}

/// One thing that the coders do not agree on.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What it is.
    pub what: What,
    /// The thing, by the first coder's name where both have it.
    pub target: Target,
    /// The article's id.
    pub article: String,
    /// Where the text tells of it.
    pub span: Option<Span>,
    /// What the first coder says.
    pub mine: String,
    /// What the second coder says.
    pub theirs: String,
    /// The edit that makes the first coder's say what the second's says.
    take: Option<Command>,
    /// The edit that makes the first coder's own word explicit; none where it is enough that nothing is there.
    keep: Option<Command>,
}

const NOTHING: &str = "nothing";

impl Difference {
    /// The command that settles it: for the other coder `with`, or for oneself.
    pub fn settle(&self, with: &str, theirs: bool) -> Command {
        let command = if theirs { &self.take } else { &self.keep };
        let settled = Settled { with: with.to_owned(), theirs };
        Command::Settle(Box::new(Settlement { settled, target: self.target.clone(), command: command.clone() }))
    }
}

/// Whether the first coder has settled `difference` with the other, by their present decisions.
pub fn is_settled(decisions: &Decisions, difference: &Difference, with: &str) -> bool {
    decisions.get(&difference.target).and_then(|d| d.settled.as_ref()).is_some_and(|s| s.with == with)
}

/// Everything that the two do not agree on, in the articles that both worked on; events first.
pub fn differences(first: &Dataset, second: &Dataset) -> Vec<Difference> {
    let articles = both(first, second);
    let mut all: Vec<Difference> = paired_events(first, second, &articles).into_iter().flat_map(|(a, b)| events(second, a, b)).collect();
    all.extend(pairs(first, second));
    for (a, b) in &articles {
        all.extend(headers(a, b));
        all.extend(paired_tallies(a, b).into_iter().flat_map(|(x, y)| tallies(a, x, y)));
        all.extend(mentions(a, b));
    }
    all
}

fn of(what: What, target: Target, values: (String, String), take: Option<Command>, keep: Option<Command>) -> Difference {
    let stated = |text: String| if text.is_empty() { NOTHING.to_owned() } else { text };
    let (article, span) = (target.article().to_owned(), target.words().map(|w| w.0));
    Difference { what, target, article, span, mine: stated(values.0), theirs: stated(values.1), take, keep }
}

fn confirm(target: &Target) -> Command {
    Command::Confirm(vec![target.clone()])
}

fn reject(target: &Target) -> Command {
    Command::Reject(vec![target.clone()])
}

fn events(second: &Dataset, a: Option<&ReviewedEvent>, b: Option<&ReviewedEvent>) -> Vec<Difference> {
    let stands = |e: Option<&ReviewedEvent>| e.is_some_and(|e| e.review.stands());
    let word = |e: Option<&ReviewedEvent>| if stands(e) { "an event".to_owned() } else { "no event".to_owned() };
    match (a, b) {
        (Some(a), b) if stands(Some(a)) != stands(b) => {
            let (yes, no) = (confirm(&a.target), reject(&a.target));
            let (take, keep) = if a.review.stands() { (no, yes) } else { (yes, no) };
            vec![of(What::Event, a.target.clone(), (word(Some(a)), word(b)), Some(take), Some(keep))]
        }
        (Some(a), Some(b)) if a.review.stands() => Field::ALL.into_iter().filter_map(|f| field(a, b, f)).collect(),
        (None, Some(b)) if b.review.stands() => {
            let added = b.item.reports.iter().find_map(|r| second.report(r)).map(|r| Command::AddEvent {
                article: r.item.article.clone(),
                span: r.item.key.span,
                fields: Box::new(b.item.fields.clone()),
            });
            vec![of(What::Event, b.target.clone(), (word(None), word(Some(b))), added, None)]
        }
        _ => Vec::new(),
    }
}

fn field(a: &ReviewedEvent, b: &ReviewedEvent, field: Field) -> Option<Difference> {
    let (ours, theirs) = (a.item.fields.get(field), b.item.fields.get(field));
    let values = (told(&ours), told(&theirs));
    let target = a.field_target(field);
    let take = Command::Correct(target.clone(), NewValue::Field(theirs));
    (values.0 != values.1).then(|| of(What::Field(field), target.clone(), values, Some(take), Some(confirm(&target))))
}

/// Reports that one coder said are or are not one event, where the other has them otherwise.
fn pairs(first: &Dataset, second: &Dataset) -> Vec<Difference> {
    let together = |d: &Dataset, target: &Target| {
        let Target::Pair { a, b } = target else { return None };
        let event = |key| Some(d.event_of_report(&d.report_of_key(key)?.item.id)?.item.id.clone());
        Some(event(a)? == event(b)?)
    };
    let decided = |d: &Dataset| {
        d.articles.iter().flat_map(|a| &a.decisions).filter(|d| matches!(d.target, Target::Pair { .. })).map(|d| d.target.clone()).collect::<Vec<_>>()
    };
    let targets: BTreeSet<Target> = decided(first).into_iter().chain(decided(second)).collect();
    let word = |same: bool| if same { "one event".to_owned() } else { "different events".to_owned() };
    let pair = |target: Target| {
        let (ours, theirs) = (together(first, &target)?, together(second, &target)?);
        let Target::Pair { a, b } = &target else { return None };
        let say = |same: bool| if same { Command::SameEvent(a.clone(), b.clone()) } else { Command::DifferentEvent(a.clone(), b.clone()) };
        (ours != theirs).then(|| of(What::Grouping, target.clone(), (word(ours), word(theirs)), Some(say(theirs)), Some(say(ours))))
    };
    targets.into_iter().filter_map(pair).collect()
}

fn headers(a: &ReviewedArticle, b: &ReviewedArticle) -> Vec<Difference> {
    let header = |field: ArticleFieldName| {
        let (ours, theirs) = (article_value(&a.article, field), article_value(&b.article, field));
        let target = a.field_target(field);
        let values = (shown(&ours), shown(&theirs));
        let take = Command::Correct(target.clone(), theirs);
        (values.0 != values.1).then(|| of(What::Article(field), target.clone(), values, Some(take), Some(confirm(&target))))
    };
    ArticleFieldName::ALL.into_iter().filter_map(header).collect()
}

fn tallies(article: &ReviewedArticle, a: Option<&ReviewedTally>, b: Option<&ReviewedTally>) -> Vec<Difference> {
    let stands = |t: Option<&ReviewedTally>| t.is_some_and(|t| t.review.stands());
    let word = |t: Option<&ReviewedTally>| t.filter(|t| t.review.stands()).map_or_else(|| "no total".to_owned(), |t| t.item.count.to_string());
    match (a, b) {
        (Some(a), b) if stands(Some(a)) != stands(b) => {
            let (yes, no) = (confirm(&a.target), reject(&a.target));
            let (take, keep) = if a.review.stands() { (no, yes) } else { (yes, no) };
            vec![of(What::Tally, a.target.clone(), (word(Some(a)), word(b)), Some(take), Some(keep))]
        }
        (Some(a), Some(b)) if a.review.stands() => {
            let field = |field: TallyFieldName| {
                let (ours, theirs) = (tally_value(&a.item, field), tally_value(&b.item, field));
                let (target, values) = (a.field_target(field), (shown(&ours), shown(&theirs)));
                let take = Command::Correct(target.clone(), theirs);
                (values.0 != values.1).then(|| of(What::TallyField(field), target.clone(), values, Some(take), Some(confirm(&target))))
            };
            TallyFieldName::ALL.into_iter().filter_map(field).collect()
        }
        (None, Some(b)) if b.review.stands() => {
            let take = Command::AddTally { article: article.article.id.clone(), span: b.item.span, draft: draft(b) };
            vec![of(What::Tally, b.target.clone(), (word(None), word(Some(b))), Some(take), None)]
        }
        _ => Vec::new(),
    }
}

fn draft(tally: &ReviewedTally) -> TallyDraft {
    let t = tally.item.clone();
    TallyDraft { of: t.of, count: t.count, qualifier: t.qualifier, since: t.since, as_of: t.as_of, by: t.by, on: t.on, places: t.places, source: t.source }
}

fn mentions(a: &ReviewedArticle, b: &ReviewedArticle) -> Vec<Difference> {
    let standing =
        |article: &'_ ReviewedArticle| article.mentions.iter().filter(|m| m.review.stands() && !m.item.is_quiet()).cloned().collect::<Vec<ReviewedMention>>();
    let (ours, mut theirs) = (standing(a), standing(b));
    let mut found = Vec::new();
    let mut open = Vec::new();
    for mention in &ours {
        match theirs.iter().position(|t| (t.item.span, t.item.kind) == (mention.item.span, mention.item.kind)) {
            Some(at) => found.extend(name(mention, &theirs.remove(at))),
            None => open.push(mention),
        }
    }
    for mention in open {
        let same_words = theirs.iter().position(|t| t.item.span == mention.item.span);
        let moved = || theirs.iter().position(|t| t.item.kind == mention.item.kind && t.item.span.overlaps(mention.item.span));
        let other = same_words.or_else(moved).map(|at| theirs.remove(at));
        found.push(marked(mention, other.as_ref()));
    }
    for other in theirs {
        let (target, values) = (other.target.clone(), ("not marked".to_owned(), words(&other)));
        let rejected = a.mentions.iter().find(|m| m.target == target || (m.item.span, m.item.kind) == (other.item.span, other.item.kind));
        let (target, take, keep) = if let Some(mine) = rejected {
            (mine.target.clone(), confirm(&mine.target), Some(reject(&mine.target)))
        } else {
            let o = other.item.clone();
            let edit = MentionEdit { entity: o.entity, entity_id: o.entity_id, geo: o.geo, ..MentionEdit::default() };
            let add = Command::AddMention { article: a.article.id.clone(), span: o.span, kind: o.kind, edit };
            (Target::Mention { article: a.article.id.clone(), span: o.span, quote: o.text, kind: o.kind }, add, None)
        };
        found.push(of(What::Mention(other.item.kind), target, values, Some(take), keep));
    }
    found.sort_by_key(|d| d.span);
    found
}

fn words(mention: &ReviewedMention) -> String {
    format!("{} “{}”", mention.item.kind.label(), mention.item.text)
}

/// A mention that the other coder has not, or has of another kind or extent.
fn marked(mention: &ReviewedMention, other: Option<&ReviewedMention>) -> Difference {
    let target = mention.target.clone();
    let take = other.map_or_else(
        || Command::Reject(vec![target.clone()]),
        |other| {
            let edit = MentionEdit { kind: Some(other.item.kind), span: Some(other.item.span), ..MentionEdit::default() };
            Command::Correct(target.clone(), NewValue::Mention(edit))
        },
    );
    let theirs = other.map_or_else(|| "not marked".to_owned(), words);
    of(What::Mention(mention.item.kind), target.clone(), (words(mention), theirs), Some(take), Some(confirm(&target)))
}

/// The same words, named otherwise.
fn name(mention: &ReviewedMention, other: &ReviewedMention) -> Option<Difference> {
    let said = |m: &ReviewedMention| m.item.entity.clone().unwrap_or_default();
    let edit = MentionEdit { entity: Some(said(other)), entity_id: other.item.entity_id.clone(), geo: other.item.geo.clone(), ..MentionEdit::default() };
    let (target, take) = (mention.target.clone(), Command::Correct(mention.target.clone(), NewValue::Mention(edit)));
    let differs = mention.item.kind.is_name() && said(mention) != said(other);
    differs.then(|| of(What::Name(mention.item.kind), target.clone(), (said(mention), said(other)), Some(take), Some(confirm(&target))))
}
