//! What a new reading changed: mentions and events that came, went, or say something else.

use super::{Dataset, Review, ReviewedEvent, ReviewedMention, Target};
use crate::model::{Field, FieldValue};
use std::collections::{BTreeMap, BTreeSet};

/// One thing that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A mention came.
    MentionCame(Target),
    /// A mention went; its words are still there.
    MentionWent(Target),
    /// A mention has another name or kind; both as they were.
    MentionChanged(Target, String),
    /// An event came.
    EventCame(Target),
    /// An event went; its line as it was.
    EventWent(Target, String),
    /// An event says something else in these fields.
    EventChanged(Target, Vec<Field>),
}

/// Everything that is not as it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// In order of articles; events last.
    pub list: Vec<Change>,
    /// How many articles were read again.
    pub read: usize,
    /// How many things that the analyst decided on read the same as before.
    pub kept: usize,
    /// How many things that the analyst decided on do not stand as decided any more.
    pub reopened: usize,
}

impl Changes {
    /// What `after` has otherwise than `before`.
    pub fn between(before: &Dataset, after: &Dataset) -> Self {
        let mut changes = Self::default();
        for article in &after.articles {
            if let Some(old) = before.article(&article.head.id).filter(|old| !std::ptr::eq(old.as_ref(), article.as_ref())) {
                changes.mentions(&old.whole().mentions, &article.whole().mentions);
            }
        }
        changes.events(before, after);
        changes
    }

    fn mentions(&mut self, before: &[ReviewedMention], after: &[ReviewedMention]) {
        let old: BTreeMap<_, _> = before.iter().map(|m| ((m.item.span, m.item.kind), m)).collect();
        let new: BTreeSet<_> = after.iter().map(|m| (m.item.span, m.item.kind)).collect();
        let mut went: Vec<&ReviewedMention> = before.iter().filter(|m| !new.contains(&(m.item.span, m.item.kind))).collect();
        for mention in after {
            match old.get(&(mention.item.span, mention.item.kind)) {
                Some(was) => {
                    self.decided(was.review, mention.review);
                    if was.item.entity != mention.item.entity {
                        self.list.push(Change::MentionChanged(mention.target.clone(), was.item.entity.clone().unwrap_or_default()));
                    }
                }
                None => match went.iter().position(|w| w.item.span == mention.item.span) {
                    Some(at) => {
                        let was = went.remove(at);
                        self.list.push(Change::MentionChanged(mention.target.clone(), was.item.kind.label().to_owned()));
                    }
                    None => self.list.push(Change::MentionCame(mention.target.clone())),
                },
            }
        }
        for mention in went {
            self.decided(mention.review, Review::Open);
            self.list.push(Change::MentionWent(mention.target.clone()));
        }
    }

    fn events(&mut self, before: &Dataset, after: &Dataset) {
        let mut met: BTreeSet<&str> = BTreeSet::new();
        for event in &after.events {
            let was = event.item.reports.iter().find_map(|r| before.event_of_report(r)).filter(|e| !met.contains(e.item.id.as_str()));
            let Some(was) = was else {
                self.list.push(Change::EventCame(event.target.clone()));
                continue;
            };
            met.insert(&was.item.id);
            self.decided(was.review, event.review);
            let fields = differing(was, event);
            if !fields.is_empty() {
                self.list.push(Change::EventChanged(event.target.clone(), fields));
            }
        }
        for gone in before.events.iter().filter(|e| !met.contains(e.item.id.as_str())) {
            self.decided(gone.review, Review::Open);
            self.list.push(Change::EventWent(gone.target.clone(), gone.item.notes.clone()));
        }
    }

    fn decided(&mut self, before: Review, after: Review) {
        if before.is_decided() {
            let kept = before == after;
            self.kept += usize::from(kept);
            self.reopened += usize::from(!kept);
        }
    }

    /// Mentions and events that came, went and changed, counted.
    pub fn counts(&self) -> [usize; 6] {
        let mut counts = [0; 6];
        for change in &self.list {
            let slot = match change {
                Change::MentionCame(_) => 0,
                Change::MentionWent(_) => 1,
                Change::MentionChanged(..) => 2,
                Change::EventCame(_) => 3,
                Change::EventWent(..) => 4,
                Change::EventChanged(..) => 5,
            };
            if let Some(count) = counts.get_mut(slot) {
                *count += 1;
            }
        }
        counts
    }
}

/// The fields in which two accounts of one event differ; the steps that led to a date do not count.
fn differing(before: &ReviewedEvent, after: &ReviewedEvent) -> Vec<Field> {
    let same = |a: &FieldValue, b: &FieldValue| match (a, b) {
        (FieldValue::Date(a), FieldValue::Date(b)) => (a.start, a.end) == (b.start, b.end),
        _ => a == b,
    };
    let differs = |f: &Field| !same(&before.item.fields.get(*f), &after.item.fields.get(*f));
    Field::ALL.into_iter().filter(differs).collect()
}
