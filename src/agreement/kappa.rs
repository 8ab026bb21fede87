//! Percent agreement and Cohen's kappa over things that both coders gave a value.

use std::collections::BTreeMap;

/// How often which two values met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nominal {
    cells: BTreeMap<(String, String), u64>,
}

impl Nominal {
    /// Counts `times` things that one coder called `a` and the other `b`.
    pub fn add(&mut self, a: &str, b: &str, times: u64) {
        if times > 0 {
            *self.cells.entry((a.to_owned(), b.to_owned())).or_default() += times;
        }
    }

    /// How many things were compared.
    pub fn total(&self) -> u64 {
        self.cells.values().sum()
    }

    /// On how many both said the same.
    pub fn same(&self) -> u64 {
        self.cells.iter().filter(|((a, b), _)| a == b).map(|(_, n)| n).sum()
    }

    /// The share on which both said the same; `None` where nothing was compared.
    pub fn percent(&self) -> Option<f64> {
        let total = self.total();
        (total > 0).then(|| self.same() as f64 / total as f64)
    }

    /// Cohen's kappa: the agreement beyond what the coders' habits would bring about by chance. `None` where nothing was compared, or where
    /// both gave everything one and the same value, which leaves nothing to measure.
    pub fn kappa(&self) -> Option<f64> {
        let total = self.total() as f64;
        let observed = self.percent()?;
        let (mut first, mut second): (BTreeMap<&str, u64>, BTreeMap<&str, u64>) = (BTreeMap::new(), BTreeMap::new());
        for ((a, b), n) in &self.cells {
            *first.entry(a).or_default() += n;
            *second.entry(b).or_default() += n;
        }
        let share = |n: &u64| *n as f64 / total;
        let chance: f64 = first.iter().filter_map(|(value, n)| Some(share(n) * share(second.get(value)?))).sum();
        (chance < 1.0).then(|| (observed - chance) / (1.0 - chance))
    }

    /// Adds what another count has.
    pub fn merge(&mut self, other: &Self) {
        for ((a, b), n) in &other.cells {
            self.add(a, b, *n);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[(&str, &str, u64)]) -> Nominal {
        let mut nominal = Nominal::default();
        for (a, b, n) in cells {
            nominal.add(a, b, *n);
        }
        nominal
    }

    fn near(value: Option<f64>, expected: f64) {
        assert!(value.is_some_and(|v| (v - expected).abs() < 1e-9), "{value:?} is not {expected}");
    }

    #[test]
    fn kappa_is_what_it_comes_to_by_hand() {
        // 20 + 15 of 50 the same: 0.7. Chance: 25/50 · 30/50 + 25/50 · 20/50 = 0.3 + 0.2 = 0.5. (0.7 − 0.5) / (1 − 0.5) = 0.4.
        let two = of(&[("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15)]);
        near(two.percent(), 0.7);
        near(two.kappa(), 0.4);
        // 45 + 15 of 100 the same: 0.6. Chance: 0.6 · 0.7 + 0.4 · 0.3 = 0.54. 0.06 / 0.46.
        near(of(&[("yes", "yes", 45), ("yes", "no", 15), ("no", "yes", 25), ("no", "no", 15)]).kappa(), 0.06 / 0.46);
        // Three values: 4 + 3 + 2 of 12: 0.75. Rows 5, 4, 3; columns 5, 4, 3: (25 + 16 + 9) / 144. (0.75 − 50/144) / (94/144) = 58/94.
        let three = of(&[("a", "a", 4), ("b", "b", 3), ("c", "c", 2), ("a", "b", 1), ("b", "c", 1), ("c", "a", 1)]);
        near(three.percent(), 0.75);
        near(three.kappa(), 58.0 / 94.0);
        // Never the same where chance is even: −1.
        near(of(&[("yes", "no", 5), ("no", "yes", 5)]).kappa(), -1.0);
        // As chance would have it: 0.
        near(of(&[("yes", "yes", 1), ("yes", "no", 1), ("no", "yes", 1), ("no", "no", 1)]).kappa(), 0.0);
    }

    #[test]
    fn nothing_to_measure_has_no_kappa() {
        assert_eq!((Nominal::default().percent(), Nominal::default().kappa()), (None, None));
        let all = of(&[("yes", "yes", 9)]);
        assert_eq!((all.percent(), all.kappa()), (Some(1.0), None));
    }
}
