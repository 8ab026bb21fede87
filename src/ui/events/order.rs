//! The order of the table: all events are sorted once, and of that order each filter takes its part.

use super::{Rank, Sort, passing};
use crate::ui::kept::Kept;
use crate::ui::past::Since;
use crate::ui::workspace::{Filter, Workspace};
use std::cmp::Ordering;
use std::sync::Arc;

/// The orders that are kept.
#[derive(Default)]
pub struct Sorted {
    all: Kept<(u64, Sort), Vec<usize>>,
    shown: Kept<(u64, Filter, Sort), Vec<usize>>,
}

/// Positions in `Dataset::events` of what is shown, in order.
pub fn order(workspace: &Workspace) -> Vec<usize> {
    let passing = passing(workspace);
    if workspace.event_sort.column.is_remark() {
        return by_remark(workspace, (*passing).clone());
    }
    let all = sorted(workspace);
    let mut passes = vec![false; all.len()];
    passing.iter().for_each(|i| passes.get_mut(*i).into_iter().for_each(|slot| *slot = true));
    all.iter().copied().filter(|i| passes.get(*i) == Some(&true)).collect()
}

/// What was remarked on comes first, in the order of the words, or last.
fn by_remark(workspace: &Workspace, mut shown: Vec<usize>) -> Vec<usize> {
    let (dataset, sort) = (&workspace.dataset, workspace.event_sort);
    let told = |i: &usize| dataset.events.get(*i).map(|e| sort.column.cell(dataset, e, None)).unwrap_or_default();
    shown.sort_by_cached_key(|i| {
        let told = told(i);
        (told.is_empty(), told)
    });
    if sort.descending {
        shown.reverse();
    }
    shown
}

/// As [`order`], worked out once for each change of dataset, filter or sorting.
pub fn ordered(workspace: &Workspace) -> Arc<Vec<usize>> {
    let key = (workspace.revision, workspace.filter.clone(), workspace.event_sort);
    workspace.order.shown.get(key, || order(workspace))
}

/// All events in order; those that the column does not tell apart, in order of the dataset.
fn sorted(workspace: &Workspace) -> Arc<Vec<usize>> {
    let (events, lexicon, sort) = (&workspace.dataset.events, workspace.lexicon(), workspace.event_sort);
    let rank = |at: usize| events.get(at).map(|e| sort.column.rank(e, lexicon));
    let make = || {
        let ranks: Vec<Option<Rank>> = (0..events.len()).map(rank).collect();
        let mut all: Vec<usize> = (0..events.len()).collect();
        all.sort_by(|a, b| directed(ranks.get(*a).cmp(&ranks.get(*b)), sort));
        all
    };
    let mend = |all: &mut Vec<usize>, since: Since<'_>| {
        all.retain(|at| !since.events.contains_key(at));
        for at in since.events.into_keys() {
            let mine = rank(at);
            let place = all.partition_point(|other| directed(rank(*other).cmp(&mine), sort).then(other.cmp(&at)).is_lt());
            all.insert(place, at);
        }
    };
    workspace.order.all.mended((workspace.revision, sort), |revision| workspace.since(revision), mend, make)
}

fn directed(order: Ordering, sort: Sort) -> Ordering {
    if sort.descending { order.reverse() } else { order }
}
