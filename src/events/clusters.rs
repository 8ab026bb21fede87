//! Clusters of reports while they are made: each report joins the one that it is most like, or founds its own.

use super::blocking::Blocks;
use super::links::Links;
use super::profile::{Account, Profile};
use super::score;
use super::wording::Commonness;
use crate::model::{Guidance, Likeness, Part};
use rustc_hash::{FxHashMap, FxHashSet};

/// From here on two reports of different articles are taken for one event.
const ENOUGH: i32 = 4;
/// Within an article its own words have already been weighed.
const ENOUGH_WITHIN: i32 = 7;
/// So many points on average a report without a day needs.
const ENOUGH_UNDATED: f64 = 5.0;
/// So many where the days are known but do not tell.
const ENOUGH_STORY: f64 = 5.0;
/// So many where the same people are named as dead: nobody dies twice, whatever else was read amiss.
const ENOUGH_DEAD: f64 = 1.0;
/// A cluster is known by so many different accounts; further ones add nothing.
const FACES: usize = 24;

/// A report in a cluster, by its number, and the one that it joined, with how like it is; no likeness where the analyst tied the two.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The report's number in the order of [`super::order()`].
    pub report: usize,
    /// The report that it joined.
    pub with: Option<(usize, Option<Likeness>)>,
}

/// Some account of a cluster forbids that another is of the same event.
struct Forbidden;

#[derive(Default)]
struct Cluster {
    members: Vec<Member>,
    /// Accounts that differ in what is compared.
    faces: Vec<(usize, Profile)>,
    articles: FxHashSet<u64>,
}

/// Clusters under construction. Of the reports themselves nothing is kept but what is compared.
pub struct Clusters<'g> {
    links: Links<'g>,
    all: Vec<Cluster>,
    blocks: Blocks,
    commonness: Commonness,
    /// Where the reports that the analyst spoke of are.
    of_bundle: FxHashMap<usize, usize>,
    next: usize,
}

impl<'g> Clusters<'g> {
    /// None yet; the analyst's word on pairs is in `guidance`.
    pub fn new(guidance: &'g Guidance) -> Self {
        Self {
            links: Links::new(guidance),
            all: Vec::new(),
            blocks: Blocks::default(),
            commonness: Commonness::default(),
            of_bundle: FxHashMap::default(),
            next: 0,
        }
    }

    /// Takes the next report in the order of [`super::order()`].
    pub fn take(&mut self, account: &Account<'_>, mut profile: Profile) {
        if profile.wording.whole {
            self.commonness.enter(&profile.wording.words);
            profile.wording.weigh(&self.commonness);
        }
        let bundle = self.links.bundle(&account.report.key);
        let bound = bundle.and_then(|b| self.of_bundle.get(&b)).copied();
        let found = match bound {
            Some(at) => Some((at, self.first(at).map(|first| (first, None)))),
            None => self.best(&profile, bundle).map(|(at, with, likeness)| (at, Some((with, Some(likeness))))),
        };
        let (at, with) = found.unwrap_or((self.all.len(), None));
        if at == self.all.len() {
            self.all.push(Cluster::default());
        }
        if let Some(b) = bundle {
            self.of_bundle.insert(b, at);
        }
        self.put(at, with, profile);
        self.next += 1;
    }

    /// The members of every cluster.
    pub fn finish(mut self) -> Vec<Vec<Member>> {
        for n in 1..self.all.len() {
            if let Some((older, why)) = self.same_dead(n).or_else(|| self.told_elsewhere(n)) {
                self.join(n, older, why);
            }
        }
        self.all.into_iter().map(|c| c.members).filter(|m| !m.is_empty()).collect()
    }

    /// The older cluster that names the same dead as cluster `n`, where a day is missing: the first accounts of either may not have named them.
    fn same_dead(&self, n: usize) -> Option<(usize, (usize, Likeness))> {
        let cluster = self.all.get(n)?;
        let older = cluster.faces.iter().flat_map(|(_, face)| self.blocks.same_dead(face)).map(|m| m as usize);
        let older = older.filter(|m| *m < n && !self.held_apart(n, *m));
        let best = older.filter_map(|m| self.all.get(m)?.same_dead(cluster).map(|(at, why)| (why.total(), m, (at, why))));
        best.max_by_key(|(points, m, _)| (*points, std::cmp::Reverse(*m))).map(|(_, m, why)| (m, why))
    }

    /// The older cluster that tells the same story as cluster `n`, where a day is missing: as accounts come one by one, a story may have begun
    /// twice before it was clear that both are one.
    fn told_elsewhere(&self, n: usize) -> Option<(usize, (usize, Likeness))> {
        let cluster = self.all.get(n)?;
        let (_, face) = cluster.faces.iter().find(|(_, f)| f.days.is_none() && !f.wording.names.is_empty())?;
        let older = self.blocks.named(face).into_iter().map(|m| m as usize).filter(|m| *m < n && !self.held_apart(n, *m));
        let scored = older.filter_map(|m| self.all.get(m)?.story(cluster).map(|(points, why)| (points, m, why)));
        let best = scored.filter(|(points, ..)| *points >= ENOUGH_UNDATED).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.map(|(_, m, why)| (m, why))
    }

    fn held_apart(&self, a: usize, b: usize) -> bool {
        let inside = self.of_bundle.iter().filter(|(_, at)| **at == a);
        inside.flat_map(|(bundle, _)| self.links.apart(*bundle)).any(|other| self.of_bundle.get(other) == Some(&b))
    }

    fn join(&mut self, n: usize, older: usize, (with, likeness): (usize, Likeness)) {
        let mut moved = self.all.get_mut(n).map(std::mem::take).unwrap_or_default();
        if let Some(first) = moved.members.first_mut() {
            first.with = Some((with, Some(likeness)));
        }
        if let Some(cluster) = self.all.get_mut(older) {
            cluster.members.append(&mut moved.members);
            cluster.members.sort_by_key(|m| m.report);
            cluster.articles.extend(moved.articles);
            moved.faces.truncate(FACES.saturating_sub(cluster.faces.len()));
            cluster.faces.append(&mut moved.faces);
        }
        self.of_bundle.values_mut().filter(|at| **at == n).for_each(|at| *at = older);
    }

    fn first(&self, at: usize) -> Option<usize> {
        self.all.get(at)?.members.first().map(|m| m.report)
    }

    fn put(&mut self, at: usize, with: Option<(usize, Option<Likeness>)>, profile: Profile) {
        let Some(cluster) = self.all.get_mut(at) else { return };
        cluster.members.push(Member { report: self.next, with });
        cluster.articles.insert(profile.article);
        if cluster.faces.len() < FACES && !cluster.faces.iter().any(|(_, face)| face.looks_like(&profile)) {
            self.blocks.enter(at as u32, &profile);
            cluster.faces.push((self.next, profile));
        }
    }

    /// The cluster that a report is most like, with the account it is most like there; of equals the first.
    fn best(&self, profile: &Profile, bundle: Option<usize>) -> Option<(usize, usize, Likeness)> {
        let apart: Vec<usize> = bundle.into_iter().flat_map(|b| self.links.apart(b)).filter_map(|b| self.of_bundle.get(b)).copied().collect();
        let near = self.blocks.near(profile).into_iter().map(|n| n as usize).filter(|n| !apart.contains(n));
        let scored = near.filter_map(|n| self.all.get(n)?.likeness(profile).map(|(with, points, found)| (points, n, with, found)));
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then((b.1, b.2).cmp(&(a.1, a.2))));
        best.map(|(_, n, with, found)| (n, with, found))
    }
}

impl Cluster {
    /// The account that `profile` is most like, and how much it is like the cluster; `None` where any account forbids it, or it is too little.
    fn likeness(&self, profile: &Profile) -> Option<(usize, f64, Likeness)> {
        let within = self.articles.contains(&profile.article);
        if profile.days.is_none() {
            let least = if self.has_dead_of(profile) { ENOUGH_DEAD } else { ENOUGH_UNDATED };
            return undated(profile, &self.faces).filter(|(_, points, _)| !within && *points >= least);
        }
        let enough = if within { ENOUGH_WITHIN } else { ENOUGH };
        let story = |least: f64| undated(profile, &self.faces).filter(|(_, points, _)| !within && *points >= least);
        if !self.faces.iter().any(|(_, face)| face.days.is_some()) {
            return story(ENOUGH_UNDATED);
        }
        let Ok(best) = self.by_day(profile) else {
            // Whoever is hurt by name was hurt in one event: another day is that of the trial, or a slip.
            return story(ENOUGH_STORY).filter(|_| self.faces.iter().any(|(_, face)| score::hurt_in_both(profile, face)));
        };
        let fits = best.filter(|(_, found)| found.total() >= enough).map(|(n, found)| (n, f64::from(found.total()), found));
        let same_day = best.is_some_and(|(_, found)| found.points(Part::Date) > 0);
        fits.or_else(|| story(ENOUGH_STORY).filter(|_| same_day))
    }

    fn has_dead_of(&self, profile: &Profile) -> bool {
        self.faces.iter().any(|(_, face)| score::died_in_both(profile, face))
    }

    /// The dated account that a dated `profile` is most like, if there is any.
    fn by_day(&self, profile: &Profile) -> Result<Option<(usize, Likeness)>, Forbidden> {
        let known = self.has_dead_of(profile);
        let mut best: Option<(usize, Likeness)> = None;
        for (n, face) in self.faces.iter().filter(|(_, face)| face.days.is_some()) {
            match score::likeness(profile, face) {
                Some(found) if best.is_none_or(|(_, b)| found.total() > b.total()) => best = Some((*n, found)),
                None if !known => return Err(Forbidden),
                _ => {}
            }
        }
        Ok(best)
    }
}

impl Cluster {
    /// The most alike pair of accounts that name the same dead, with the number of this cluster's.
    fn same_dead(&self, other: &Self) -> Option<(usize, Likeness)> {
        let pairs = self.faces.iter().flat_map(|(n, a)| other.faces.iter().map(move |(_, b)| (*n, a, b)));
        let undated = pairs.filter(|(_, a, b)| a.article != b.article && (a.days.is_none() || b.days.is_none()));
        let alike = undated.filter(|(_, a, b)| score::died_in_both(a, b));
        let scored = alike.filter_map(|(n, a, b)| score::undated(a, b).map(|found| (n, found)));
        scored.filter(|(_, found)| f64::from(found.total()) >= ENOUGH_DEAD).max_by_key(|(n, found)| (found.total(), std::cmp::Reverse(*n)))
    }
}

/// So many accounts stand for each of two clusters that are compared as wholes.
const STANDING: usize = 6;

impl Cluster {
    /// How much two clusters tell one story, with the best pair's first member; `None` where any pair forbids it.
    fn story(&self, other: &Self) -> Option<(f64, (usize, Likeness))> {
        let named = |c: &'_ Self| c.faces.iter().filter(|(_, f)| !f.wording.names.is_empty()).take(STANDING).map(|(n, _)| *n).collect::<Vec<usize>>();
        let (mine, theirs) = (named(self), named(other));
        let mut all: Vec<(usize, Likeness)> = Vec::new();
        for (n, a) in self.faces.iter().filter(|(n, _)| mine.contains(n)) {
            for (_, b) in other.faces.iter().filter(|(n, _)| theirs.contains(n)) {
                if a.days.is_some() && b.days.is_some() && score::likeness(a, b).is_none() {
                    return None;
                }
                all.push((*n, score::undated(a, b)?));
            }
        }
        let mean = f64::from(all.iter().map(|(_, found)| found.total()).sum::<i32>()) / all.len().max(1) as f64;
        all.into_iter().max_by_key(|(n, found)| (found.total(), std::cmp::Reverse(*n))).map(|best| (mean, best))
    }
}

/// Where no day is known, an account must be like the cluster as a whole: a chain of accounts, each a little like the next, leads from one
/// attack to any other.
fn undated(profile: &Profile, faces: &[(usize, Profile)]) -> Option<(usize, f64, Likeness)> {
    let mut all: Vec<(usize, Likeness)> = Vec::new();
    for (n, face) in faces.iter().filter(|(_, face)| !face.wording.names.is_empty()) {
        all.push((*n, score::undated(profile, face)?));
    }
    let mean = f64::from(all.iter().map(|(_, found)| found.total()).sum::<i32>()) / all.len().max(1) as f64;
    all.into_iter().max_by_key(|(n, found)| (found.total(), std::cmp::Reverse(*n))).map(|(n, found)| (n, mean, found))
}
