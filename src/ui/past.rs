//! What the last edits changed: so that what is worked out of a whole folder is mended where it was touched, not made anew.

use super::workspace::Workspace;
use crate::review::pool::Spots;
use crate::review::{ReviewedArticle, ReviewedEvent, Touched};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// The last edits, each with the revision that it led to, without gaps.
#[derive(Default)]
pub(super) struct Past(VecDeque<(u64, Touched)>);

/// What is kept of more edits than this is made anew.
const MOST: usize = 64;

/// What was changed since some revision: by its place, as it was before.
#[derive(Debug, Default)]
pub struct Since<'a> {
    /// In `Dataset::articles`.
    pub articles: BTreeMap<usize, &'a Arc<ReviewedArticle>>,
    /// In `Dataset::events`.
    pub events: BTreeMap<usize, &'a Arc<ReviewedEvent>>,
}

impl Since<'_> {
    /// The places alone.
    pub(super) fn spots(self) -> Spots {
        Spots { events: self.events.into_keys().collect(), articles: self.articles.into_keys().collect() }
    }
}

impl Workspace {
    /// Says that the dataset has changed.
    pub fn touch(&mut self) {
        self.revision += 1;
        self.past.0.clear();
    }

    /// Says what of the dataset has changed; nothing else may have.
    pub fn touch_only(&mut self, touched: Touched) {
        self.revision += 1;
        self.past.0.push_back((self.revision, touched));
        if self.past.0.len() > MOST {
            self.past.0.pop_front();
        }
    }

    /// What has changed since `revision`; none where that is not known, or places are others now.
    pub fn since(&self, revision: u64) -> Option<Since<'_>> {
        let known = self.past.0.front().map_or(self.revision, |(first, _)| first - 1);
        if revision < known || revision > self.revision {
            return None;
        }
        let mut since = Since::default();
        for (_, touched) in self.past.0.iter().filter(|(led_to, _)| *led_to > revision) {
            for (at, before) in &touched.articles {
                since.articles.entry(*at).or_insert(before);
            }
            for (at, before) in &touched.events {
                since.events.entry(*at).or_insert(before);
            }
        }
        Some(since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Event, EventFields, Extraction, Reading};
    use crate::review::{Decisions, Review, Reviewed, Target, resolve};
    use crate::ui::events::choices::values;
    use crate::ui::events::{Column, Sort, order, passing};
    use crate::ui::workspace::Filter;
    use proptest::prelude::*;

    fn event(id: &str) -> Arc<ReviewedEvent> {
        let item = Event { id: id.to_owned(), ..Event::default() };
        let target = Target::Event { key: item.key.clone() };
        Arc::new(Reviewed::open(item.into(), target))
    }

    fn touched(events: &[(usize, &str)]) -> Touched {
        Touched { articles: Vec::new(), events: events.iter().map(|(at, id)| (*at, event(id))).collect() }
    }

    fn told(workspace: &Workspace, revision: u64) -> Option<Vec<(usize, String)>> {
        Some(workspace.since(revision)?.events.into_iter().map(|(at, e)| (at, e.item.id.clone())).collect())
    }

    #[test]
    fn what_changed_is_told_as_it_was_before_the_first_change() {
        let mut workspace = Workspace::default();
        workspace.touch();
        assert_eq!((told(&workspace, 1), told(&workspace, 0)), (Some(Vec::new()), None));
        workspace.touch_only(touched(&[(4, "a")]));
        workspace.touch_only(touched(&[(4, "b"), (7, "c")]));
        assert_eq!(told(&workspace, 1), Some(vec![(4, "a".to_owned()), (7, "c".to_owned())]));
        assert_eq!(told(&workspace, 2), Some(vec![(4, "b".to_owned()), (7, "c".to_owned())]));
        assert_eq!(told(&workspace, 0), None, "what was before the whole changed is not known");
        workspace.touch();
        assert_eq!((told(&workspace, 3), told(&workspace, 4)), (None, Some(Vec::new())));
    }

    /// An event that says what the dice say.
    fn thrown((id, by, killed, decided): (usize, u8, u32, bool)) -> Arc<ReviewedEvent> {
        let fields = EventFields { attackers: vec![format!("Group {by}")], killed: Some(crate::model::Count::exact(killed)), ..EventFields::default() };
        let item = Event { id: format!("event {id}"), fields, ..Event::default() };
        let review = if decided { Review::Confirmed } else { Review::Open };
        Arc::new(Reviewed { review, ..Reviewed::open(item.into(), Target::Event { key: crate::model::ReportKey::default() }) })
    }

    fn folder(events: &[(u8, u32, bool)]) -> Workspace {
        let reading = |n: usize| Reading { article: Article { id: format!("{n}"), path: format!("{n}.txt"), ..Article::default() }, ..Reading::default() };
        let extraction = Extraction::of((0..6).map(|n| reading(n).into()).collect());
        let mut workspace = Workspace { dataset: resolve(&extraction, &Decisions::default()), ..Workspace::default() };
        workspace.dataset.events = events.iter().enumerate().map(|(id, (by, killed, decided))| thrown((id, *by, *killed, *decided))).collect();
        workspace
    }

    /// All that is kept and mended.
    fn all(workspace: &Workspace) -> impl PartialEq + std::fmt::Debug {
        let articles = crate::ui::articles::shown(workspace);
        (workspace.progress(), (*values(workspace)).clone(), order(workspace), (*passing(workspace)).clone(), articles)
    }

    proptest! {
        #[test]
        fn what_is_mended_is_what_would_be_made_anew(
            events in prop::collection::vec((0..4_u8, 0..5_u32, any::<bool>()), 1..20),
            edits in prop::collection::vec(prop::collection::vec((0..20_usize, 0..4_u8, 0..5_u32, any::<bool>()), 0..3), 1..6),
            (column, descending, ask) in (prop::sample::select(&Column::ALL[..]), any::<bool>(), prop::collection::vec(any::<bool>(), 6))
        ) {
            let mut workspace = folder(&events);
            workspace.event_sort = Sort { column, descending };
            workspace.filter = Filter { query: "group 2".to_owned(), ..Filter::default() };
            _ = all(&workspace);
            for (edit, ask) in edits.into_iter().zip(ask) {
                let mut touched = Touched::default();
                for (at, by, killed, decided) in edit {
                    if let Some(slot) = workspace.dataset.events.get_mut(at) {
                        let before = std::mem::replace(slot, thrown((at, by, killed, decided)));
                        touched.events.push((at, before));
                    }
                    let name = |a: &mut Arc<ReviewedArticle>| Arc::make_mut(&mut Arc::make_mut(a).head).name = format!("Of group {by}");
                    if let Some(slot) = workspace.dataset.articles.get_mut(at) {
                        touched.articles.push((at, Arc::clone(slot)));
                        name(slot);
                        Arc::make_mut(slot).state = if decided { crate::review::ArticleState::Done } else { crate::review::ArticleState::Open };
                    }
                }
                workspace.touch_only(touched);
                let made_anew = Workspace {
                    dataset: workspace.dataset.clone(), event_sort: workspace.event_sort, filter: workspace.filter.clone(), ..Workspace::default()
                };
                if ask {
                    prop_assert_eq!(all(&workspace), all(&made_anew));
                }
            }
        }
    }

    #[test]
    fn of_long_ago_nothing_is_told() {
        let mut workspace = Workspace::default();
        (0..=MOST).for_each(|n| workspace.touch_only(touched(&[(n, "a")])));
        assert_eq!(told(&workspace, 0), None);
        assert_eq!(told(&workspace, 1).map(|all| all.len()), Some(MOST));
    }
}
