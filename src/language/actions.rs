//! The scores of the next action, from a few words of the state: what the parser and the finder of names share.

use super::LanguageError;
use super::encoder::affine;
use super::weights::Weights;
use ndarray::{Array1, Array2, ArrayView2, Axis};

/// Size of the hidden layer and of what feeds it: two pieces for each hidden unit.
const HIDDEN: usize = 64;
const PIECES: usize = 2 * HIDDEN;

/// The layers of one transition system.
pub(super) struct ActionModel {
    reduce: Array2<f32>,
    reduce_bias: Array1<f32>,
    lower: Array2<f32>,
    lower_bias: Array1<f32>,
    /// What a missing word adds, by feature.
    missing: Array1<f32>,
    /// One row for each hidden unit, so that the inner loop runs over the actions.
    upper: Array2<f32>,
    upper_bias: Array1<f32>,
}

impl ActionModel {
    pub(super) fn load(weights: &mut Weights, name: &str) -> Result<Self, LanguageError> {
        let lower = weights.matrix(&format!("{name}.loW"))?;
        Ok(Self {
            reduce: weights.matrix(&format!("{name}.linW"))?,
            reduce_bias: weights.vector(&format!("{name}.linb"))?,
            lower,
            lower_bias: weights.vector(&format!("{name}.lob"))?,
            missing: weights.vector(&format!("{name}.lopad"))?,
            upper: weights.matrix(&format!("{name}.upW"))?.t().as_standard_layout().into_owned(),
            upper_bias: weights.vector(&format!("{name}.upb"))?,
        })
    }

    /// Computes, once for a batch of texts, what each word adds in each feature's place.
    pub(super) fn prepare(&self, vectors: &ArrayView2<f32>) -> Array2<f32> {
        let reduced = affine(vectors, &self.reduce, &self.reduce_bias);
        affine(&reduced.view(), &self.lower, &Array1::zeros(self.lower.nrows()))
    }
}

/// Scores the actions of one text.
pub(super) struct Scorer<'a> {
    model: &'a ActionModel,
    prepared: &'a ArrayView2<'a, f32>,
    scores: Vec<f32>,
}

impl<'a> Scorer<'a> {
    /// `prepared` holds the rows of this text only.
    pub(super) fn new(model: &'a ActionModel, prepared: &'a ArrayView2<'a, f32>) -> Self {
        Self { model, prepared, scores: vec![0.0; model.upper_bias.len()] }
    }

    /// One score for each action, where `words` are the words of the state, as many as there are features.
    pub(super) fn scores(&mut self, words: &[Option<usize>]) -> &[f32] {
        let hidden = self.hidden(words);
        self.scores.clear();
        self.scores.extend_from_slice(self.model.upper_bias.as_slice().unwrap_or_default());
        for (value, weights) in hidden.iter().zip(self.model.upper.rows()) {
            if let Some(weights) = weights.as_slice() {
                self.scores.iter_mut().zip(weights).for_each(|(score, w)| *score += value * w);
            }
        }
        &self.scores
    }

    fn hidden(&self, words: &[Option<usize>]) -> [f32; HIDDEN] {
        let mut sums = [0.0; PIECES];
        add(&mut sums, self.model.lower_bias.as_slice());
        for (feature, word) in words.iter().enumerate() {
            let place = feature * PIECES..(feature + 1) * PIECES;
            let row = word.map_or(self.model.missing.view(), |word| self.prepared.index_axis(Axis(0), word));
            add(&mut sums, row.as_slice().and_then(|row| row.get(place)));
        }
        let mut hidden = [0.0; HIDDEN];
        for (unit, pair) in hidden.iter_mut().zip(sums.chunks_exact(2)) {
            *unit = pair[0].max(pair[1]);
        }
        hidden
    }
}

fn add(sums: &mut [f32; PIECES], values: Option<&[f32]>) {
    sums.iter_mut().zip(values.unwrap_or_default()).for_each(|(sum, v)| *sum += v);
}
