//! The roster turned round: which articles bear a name.

use crate::model::{Named, Roster};

/// For every name of a roster the articles that bear it and how often, in order.
#[derive(Debug, Default)]
pub(super) struct Bearers {
    /// Where in `uses` the articles of each name begin, and at last where they end.
    starts: Vec<usize>,
    uses: Vec<(u32, u32)>,
}

impl Bearers {
    /// Of `roster`.
    pub fn of(roster: &Roster) -> Self {
        let all = || roster.uses.iter().enumerate().flat_map(|(n, uses)| uses.iter().map(move |u| (n, u)));
        let mut starts = vec![0; roster.names.len() + 1];
        all().for_each(|(_, u)| starts.get_mut(u.name as usize + 1).into_iter().for_each(|n| *n += 1));
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut uses = vec![(0, 0); sum];
        for (n, u) in all() {
            let Some(place) = next.get_mut(u.name as usize) else { continue };
            uses.get_mut(*place).into_iter().for_each(|slot| *slot = (n as u32, u.times));
            *place += 1;
        }
        Self { starts, uses }
    }

    /// The numbers of the articles with a name that `wanted` lets through, with how often they bear such names; in order, each once.
    pub fn articles(&self, roster: &Roster, wanted: impl Fn(&Named) -> bool) -> Vec<(usize, usize)> {
        let names = roster.names.iter().enumerate().filter(|(_, n)| wanted(n)).map(|(n, _)| n);
        let of_name = |n: usize| self.starts.get(n).zip(self.starts.get(n + 1)).and_then(|(from, to)| self.uses.get(*from..*to)).unwrap_or_default();
        let mut all: Vec<(usize, usize)> = names.flat_map(of_name).map(|(article, times)| (*article as usize, *times as usize)).collect();
        all.sort_by_key(|(article, _)| *article);
        all.dedup_by(|next, first| {
            let same = next.0 == first.0;
            first.1 += if same { next.1 } else { 0 };
            same
        });
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Span, Use};

    #[test]
    fn every_article_is_known_by_its_names() {
        let named = |name: &str| Named { kind: Kind::Person, id: None, name: name.to_owned(), is_canonical: false, is_country: false, is_unnamed: false };
        let uses = |all: &[(u32, u32)]| all.iter().map(|(name, times)| Use { name: *name, times: *times, first: Span::default(), confidence: 1.0 }).collect();
        let roster = Roster { names: ["a", "b", "c"].map(named).to_vec(), uses: vec![uses(&[(2, 1), (0, 3)]), uses(&[]), uses(&[(0, 2)]), uses(&[(2, 5)])] };
        let bearers = Bearers::of(&roster);
        let of = |names: &[&str]| bearers.articles(&roster, |n| names.contains(&n.name.as_str()));
        assert_eq!((of(&["a"]), of(&["b"])), (vec![(0, 3), (2, 2)], vec![]));
        assert_eq!(of(&["a", "c"]), [(0, 4), (2, 2), (3, 5)]);
        assert_eq!(Bearers::default().articles(&Roster::default(), |_| true), []);
    }
}
