//! Which clusters a report is compared with (M1): those that share a day, and a place, a name, a type or a toll with it.

use super::profile::{Profile, Site};
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::{Hash, Hasher};

/// So many clusters are looked at for one report; those that share the most telling features come first, of those the latest.
const MOST: usize = 96;
/// So many of one feature.
const MOST_OF_ONE: usize = 48;
/// So many of those that only share names.
const MOST_NAMED: usize = 16;
/// Longer spans of days are looked up by month.
const LONG: i32 = 12;
/// Days of a month, for the coarse index; where a month begins does not matter.
const MONTH: i32 = 30;
/// Nothing is entered under more months than this: two years and a little.
const MONTHS: i32 = 26;
/// Cells of the map are so many degrees wide.
const CELL: f64 = 0.5;

/// Clusters by day and feature. Long spans are kept apart, by month, so that a day's report need not look through what is known by day.
#[derive(Default)]
pub(super) struct Blocks {
    days: FxHashMap<u64, Vec<u32>>,
    months: FxHashMap<u64, Vec<u32>>,
    long: FxHashMap<u64, Vec<u32>>,
    /// By the names in the article, for reports without a day.
    names: FxHashMap<u32, Vec<u32>>,
    /// The same of accounts without a day alone, for reports that have one.
    loose: FxHashMap<u32, Vec<u32>>,
    /// By the full names of the dead.
    dead: FxHashMap<u64, Vec<u32>>,
}

impl Blocks {
    /// Enters the cluster `n` under what `profile` tells.
    pub fn enter(&mut self, n: u32, profile: &Profile) {
        for name in &profile.wording.names {
            push(self.names.entry(*name).or_default(), n);
            if profile.days.is_none() {
                push(self.loose.entry(*name).or_default(), n);
            }
        }
        for name in &profile.dead {
            push(self.dead.entry(*name).or_default(), n);
        }
        let Some((from, to)) = profile.days else { return };
        let long = is_long((from, to));
        for feature in features(profile) {
            if !long {
                (from..=to).for_each(|day| put(&mut self.days, day, feature, n));
            }
            let by_month = if long { &mut self.long } else { &mut self.months };
            months((from, to)).for_each(|month| put(by_month, month, feature, n));
        }
    }

    /// The clusters that `profile` may belong to.
    pub fn near(&self, profile: &Profile) -> Vec<u32> {
        let mut found = Gathered::default();
        profile.dead.iter().for_each(|name| found.take(self.dead.get(name)));
        let Some((from, to)) = profile.days else {
            found.take(Some(&self.named(profile)));
            return found.list;
        };
        for feature in wider(profile) {
            if !is_long((from, to)) {
                (from - 1..=to + 1).for_each(|day| found.take(self.days.get(&key(day, feature))));
            }
            for month in months((from - 1, to + 1)) {
                found.take(self.long.get(&key(month, feature)));
                if is_long((from, to)) {
                    found.take(self.months.get(&key(month, feature)));
                }
            }
        }
        found.take(Some(&most_shared(&self.loose, profile)));
        found.list
    }

    /// The clusters that name one of the dead of `profile` as dead.
    pub fn same_dead(&self, profile: &Profile) -> Vec<u32> {
        profile.dead.iter().filter_map(|name| self.dead.get(name)).flatten().copied().collect()
    }

    /// The clusters that share most of the names in an article without a day.
    pub fn named(&self, profile: &Profile) -> Vec<u32> {
        most_shared(&self.names, profile)
    }
}

/// The clusters that share most of the names in an article, by an index of names.
fn most_shared(index: &FxHashMap<u32, Vec<u32>>, profile: &Profile) -> Vec<u32> {
    if index.is_empty() {
        return Vec::new();
    }
    let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
    for list in profile.wording.names.iter().filter_map(|n| index.get(n)) {
        list.iter().rev().take(MOST_OF_ONE).for_each(|n| *shared.entry(*n).or_default() += 1);
    }
    let mut list: Vec<(u32, u32)> = shared.into_iter().filter(|(_, times)| *times > 1).collect();
    list.sort_by_key(|(n, times)| (std::cmp::Reverse(*times), *n));
    list.into_iter().take(MOST_NAMED).map(|(n, _)| n).collect()
}

fn push(list: &mut Vec<u32>, n: u32) {
    if list.last() != Some(&n) {
        list.push(n);
    }
}

#[derive(Default)]
struct Gathered {
    list: Vec<u32>,
    seen: FxHashSet<u32>,
}

impl Gathered {
    fn take(&mut self, more: Option<&Vec<u32>>) {
        for n in more.into_iter().flatten().rev().take(MOST_OF_ONE) {
            if self.list.len() < MOST && self.seen.insert(*n) {
                self.list.push(*n);
            }
        }
    }
}

fn is_long((from, to): (i32, i32)) -> bool {
    to - from > LONG
}

fn months((from, to): (i32, i32)) -> impl Iterator<Item = i32> {
    let first = from.div_euclid(MONTH);
    first..=to.div_euclid(MONTH).min(first + MONTHS)
}

fn put(index: &mut FxHashMap<u64, Vec<u32>>, time: i32, feature: u64, n: u32) {
    push(index.entry(key(time, feature)).or_default(), n);
}

fn key(time: i32, feature: u64) -> u64 {
    hash(&(time, feature))
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish()
}

/// What a report is entered under, the most telling first.
fn features(p: &Profile) -> Vec<u64> {
    let mut out: Vec<u64> = p.victims.iter().chain(&p.ships).map(|v| hash(&(0u8, v))).collect();
    out.extend(p.site.iter().flat_map(|s| [Some(hash(&(1u8, s.name))), cell(s).map(|c| hash(&(2u8, c)))]).flatten());
    out.extend(p.killed.filter(|n| *n > 2).map(|n| hash(&(3u8, n))));
    out.extend(p.targets.iter().chain(&p.attackers).map(|a| hash(&(4u8, a))));
    out.push(hash(&(5u8, p.event_type)));
    out
}

/// What a report is looked up by: the same, and the cells around its own.
fn wider(p: &Profile) -> Vec<u64> {
    let around = |(lat, lon): (i32, i32)| (-1..=1).flat_map(move |x| (-1..=1).map(move |y| hash(&(2u8, (lat + x, lon + y)))));
    let mut out = features(p);
    let cells: Vec<u64> = p.site.iter().filter_map(cell).flat_map(around).filter(|c| !out.contains(c)).collect();
    // Neighbours tell less than names and more than types.
    let last = out.len() - 1;
    out.splice(last..last, cells);
    out
}

fn cell(s: &Site) -> Option<(i32, i32)> {
    s.geo.as_ref().map(|g| ((g.lat / CELL).floor() as i32, (g.lon / CELL).floor() as i32))
}
