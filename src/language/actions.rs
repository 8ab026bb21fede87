//! The scores of the next action, from a few words of the state: what the parser and the finder of names share.
#![allow(clippy::inline_always, reason = "what is not inlined is not compiled for the vector units that are chosen")]

use super::LanguageError;
use super::lanes::{LANES, Lanes, Rows, lanes, mul_add, run};
use super::linear::Linear;
use super::weights::Weights;
use pulp::{Simd, WithSimd};
use std::array::from_fn;

/// Size of the hidden layer and of what feeds it: two pieces for each hidden unit, the first of all units, then the second.
const HIDDEN: usize = 64;
const PIECES: usize = 2 * HIDDEN;

/// Lanes of actions that are scored together, as many as keep the processor's vector units busy.
const TOGETHER: usize = 8;

/// The layers of one transition system.
pub(super) struct ActionModel {
    reduce: Linear,
    lower: Linear,
    lower_bias: Vec<f32>,
    /// What a missing word adds, by feature.
    missing: Vec<f32>,
    /// For each hidden unit its weight in each action, in lanes.
    upper: Vec<Lanes>,
    upper_bias: Vec<Lanes>,
    actions: usize,
}

impl ActionModel {
    pub(super) fn load(weights: &mut Weights, name: &str) -> Result<Self, LanguageError> {
        let (reduce, reduce_bias) = (weights.rows(&format!("{name}.linW"))?, weights.vector(&format!("{name}.linb"))?);
        let lower: Vec<Vec<f32>> = weights.rows(&format!("{name}.loW"))?.chunks(PIECES).flat_map(in_halves).collect();
        let missing: Vec<f32> = weights.vector(&format!("{name}.lopad"))?.chunks(PIECES).flat_map(in_halves).collect();
        let lower_bias = in_halves(&weights.vector(&format!("{name}.lob"))?);
        let (upper, bias) = (weights.rows(&format!("{name}.upW"))?, weights.vector(&format!("{name}.upb"))?);
        if lower_bias.len() != PIECES || missing.len() != lower.len() || upper.len() != bias.len() || upper.iter().any(|row| row.len() != HIDDEN) {
            return Err(LanguageError::Weights(format!("the layers of {name} do not fit each other")));
        }
        let column = |unit: usize| lanes(&upper.iter().map(|row| row[unit]).collect::<Vec<_>>(), 0.0);
        Ok(Self {
            reduce: Linear::new(&reduce, &reduce_bias)?,
            lower: Linear::new(&lower, &vec![0.0; lower.len()])?,
            lower_bias,
            missing,
            upper: (0..HIDDEN).flat_map(column).collect(),
            upper_bias: lanes(&bias, f32::NEG_INFINITY),
            actions: bias.len(),
        })
    }

    /// How many actions there are.
    pub(super) fn actions(&self) -> usize {
        self.actions
    }

    /// Computes, once for a batch of texts, what each word adds in each feature's place.
    pub(super) fn prepare(&self, vectors: &Rows) -> Rows {
        self.lower.apply(&self.reduce.apply(vectors))
    }
}

/// The model has the two pieces of a unit side by side.
fn in_halves<T: Clone>(pieces: &[T]) -> Vec<T> {
    (0..2).flat_map(|piece| pieces.iter().skip(piece).step_by(2).cloned()).collect()
}

/// Scores the actions of one text.
pub(super) struct Scorer<'a> {
    model: &'a ActionModel,
    prepared: &'a [f32],
    scores: Vec<Lanes>,
}

impl<'a> Scorer<'a> {
    /// `prepared` holds the rows of this text only.
    pub(super) fn new(model: &'a ActionModel, prepared: &'a [f32]) -> Self {
        Self { model, prepared, scores: vec![Lanes::ZERO; model.upper_bias.len()] }
    }

    /// One score for each action, where `words` are the words of the state, as many as there are features.
    pub(super) fn score(&mut self, words: &[Option<usize>]) {
        run(Score { model: self.model, prepared: self.prepared, words, scores: &mut self.scores });
    }

    /// The action with the greatest score among those that `mask` lets through, which is 0 for them and minus infinity for the others.
    pub(super) fn best(&self, mask: &[Lanes]) -> Option<usize> {
        let (greatest, action) = run(Best { scores: &self.scores, mask });
        (greatest > f32::NEG_INFINITY).then_some(action)
    }

    /// The score of an action.
    pub(super) fn of(&self, action: usize) -> f32 {
        self.scores[action / LANES].0[action % LANES]
    }
}

/// A mask for [`Scorer::best`].
pub(super) fn mask(actions: impl Iterator<Item = bool>) -> Vec<Lanes> {
    lanes(&actions.map(|possible| if possible { 0.0 } else { f32::NEG_INFINITY }).collect::<Vec<_>>(), f32::NEG_INFINITY)
}

struct Score<'a> {
    model: &'a ActionModel,
    prepared: &'a [f32],
    words: &'a [Option<usize>],
    scores: &'a mut [Lanes],
}

impl WithSimd for Score<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, s: S) {
        let hidden = self.hidden(s);
        for first in (0..self.scores.len()).step_by(TOGETHER) {
            for part in 0..LANES / S::F32_LANES {
                match self.scores.len() - first {
                    1 => self.add::<S, 1>(s, &hidden, first, part),
                    2 => self.add::<S, 2>(s, &hidden, first, part),
                    3 => self.add::<S, 3>(s, &hidden, first, part),
                    4 => self.add::<S, 4>(s, &hidden, first, part),
                    5 => self.add::<S, 5>(s, &hidden, first, part),
                    6 => self.add::<S, 6>(s, &hidden, first, part),
                    7 => self.add::<S, 7>(s, &hidden, first, part),
                    _ => self.add::<S, TOGETHER>(s, &hidden, first, part),
                }
            }
        }
    }
}

impl Score<'_> {
    /// The greater piece of each hidden unit.
    #[inline(always)]
    fn hidden<S: Simd>(&self, s: S) -> [f32; HIDDEN] {
        let mut sums = [0.0; PIECES];
        sums.copy_from_slice(&self.model.lower_bias);
        let sums = S::as_mut_simd_f32s(&mut sums).0;
        let width = self.model.missing.len();
        for (feature, word) in self.words.iter().enumerate() {
            let row = word.map_or(&self.model.missing[..], |word| &self.prepared[word * width..(word + 1) * width]);
            let values = S::as_simd_f32s(&row[feature * PIECES..(feature + 1) * PIECES]).0;
            sums.iter_mut().zip(values).for_each(|(sum, &v)| *sum = s.add_f32s(*sum, v));
        }
        let mut hidden = [0.0; HIDDEN];
        let (first, second) = sums.split_at(sums.len() / 2);
        for ((unit, &a), &b) in S::as_mut_simd_f32s(&mut hidden).0.iter_mut().zip(first).zip(second) {
            *unit = s.max_f32s(a, b);
        }
        hidden
    }

    /// The scores of `COUNT` lanes of actions from `first` on.
    #[inline(always)]
    fn add<S: Simd, const COUNT: usize>(&mut self, s: S, hidden: &[f32; HIDDEN], first: usize, part: usize) {
        let mut sums: [S::f32s; COUNT] = from_fn(|i| self.model.upper_bias[first + i].part::<S>(part));
        for (value, weights) in hidden.iter().zip(self.model.upper.chunks_exact(self.scores.len())) {
            let (value, weights) = (s.splat_f32s(*value), &weights[first..first + COUNT]);
            for i in 0..COUNT {
                sums[i] = mul_add(s, value, weights[i].part::<S>(part), sums[i]);
            }
        }
        for (scores, sum) in self.scores[first..first + COUNT].iter_mut().zip(sums) {
            S::as_mut_simd_f32s(&mut scores.0).0[part] = sum;
        }
    }
}

struct Best<'a> {
    scores: &'a [Lanes],
    mask: &'a [Lanes],
}

impl WithSimd for Best<'_> {
    type Output = (f32, usize);

    #[inline(always)]
    fn with_simd<S: Simd>(self, s: S) -> (f32, usize) {
        let mut greatest = s.splat_f32s(f32::NEG_INFINITY);
        for (scores, mask) in self.scores.iter().zip(self.mask) {
            for part in 0..LANES / S::F32_LANES {
                greatest = s.max_f32s(greatest, s.add_f32s(scores.part::<S>(part), mask.part::<S>(part)));
            }
        }
        let greatest = s.reduce_max_f32s(greatest);
        let mut each = self.scores.iter().zip(self.mask).flat_map(|(scores, mask)| scores.0.iter().zip(&mask.0).map(|(score, mask)| score + mask));
        (greatest, each.position(|score| score == greatest).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::linear::tests::numbers;
    use pulp::Scalar128b;

    fn model(actions: usize) -> ActionModel {
        let mut weights = Weights::of(&[
            ("x.linW", numbers(64 * 96, 1)),
            ("x.linb", numbers(64, 2)),
            ("x.loW", numbers(3 * PIECES * HIDDEN, 3)),
            ("x.lopad", numbers(3 * PIECES, 4)),
            ("x.lob", numbers(PIECES, 5)),
            ("x.upW", numbers(actions * HIDDEN, 6)),
            ("x.upb", numbers(actions, 7)),
        ]);
        ActionModel::load(&mut weights, "x").unwrap()
    }

    #[test]
    fn scores_are_those_of_the_layers() {
        for actions in [2, 16, 74, 106, 150] {
            let model = model(actions);
            let prepared = numbers(2 * 3 * PIECES, 8);
            let words = [Some(1), None, Some(0)];
            let sum = |piece: usize| model.lower_bias[piece] + prepared[3 * PIECES + piece] + model.missing[PIECES + piece] + prepared[2 * PIECES + piece];
            let hidden: Vec<f32> = (0..HIDDEN).map(|unit| sum(unit).max(sum(HIDDEN + unit))).collect();
            let (upper, bias) = (numbers(actions * HIDDEN, 6), numbers(actions, 7));
            let expected: Vec<f32> = (0..actions).map(|a| bias[a] + (0..HIDDEN).map(|unit| upper[a * HIDDEN + unit] * hidden[unit]).sum::<f32>()).collect();
            let mut scorer = Scorer::new(&model, &prepared);
            scorer.score(&words);
            let mut portable = vec![Lanes::ZERO; scorer.scores.len()];
            Scalar128b.vectorize(Score { model: &model, prepared: &prepared, words: &words, scores: &mut portable });
            for (action, expected) in expected.iter().enumerate() {
                assert!((scorer.of(action) - expected).abs() < 1e-4, "{action}");
                assert!((portable[action / LANES].0[action % LANES] - expected).abs() < 1e-4, "{action}");
            }
            let best = |possible: &dyn Fn(usize) -> bool| scorer.best(&mask((0..actions).map(possible)));
            let plainly = (0..actions).max_by(|&a, &b| scorer.of(a).total_cmp(&scorer.of(b)));
            assert_eq!(best(&|_| true), plainly);
            assert_eq!(best(&|action| action == 1), Some(1));
            assert_eq!(best(&|_| false), None);
        }
    }
}
