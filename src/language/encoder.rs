//! Words to vectors that know their neighbours: hashed embedding, then four convolutions of maxout and layer norm.

use super::LanguageError;
use super::features::Features;
use super::hashing::row_keys;
use super::weights::Weights;
use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, ArrayView2, Axis, ShapeBuilder, Slice};

/// Numbers in a word's vector.
pub(super) const WIDTH: usize = 96;

/// Zero rows before, between and after texts; as many as there are convolutions, so that no text sees another.
pub(super) const PADDING: usize = 4;

/// Rows for each input row: `input · weightsᵀ + bias`.
pub(super) fn affine(input: &ArrayView2<f32>, weights: &Array2<f32>, bias: &Array1<f32>) -> Array2<f32> {
    let mut output = Array2::zeros((input.nrows(), weights.nrows()));
    output += bias;
    general_mat_mul(1.0, input, &weights.t(), 1.0, &mut output);
    output
}

/// Embedding and convolutions.
pub(super) struct Encoder {
    /// One for each feature: rows that are summed.
    tables: Vec<Array2<f32>>,
    mix: Maxout,
    layers: Vec<Maxout>,
}

impl Encoder {
    pub(super) fn load(weights: &mut Weights, name: &str, features: usize) -> Result<Self, LanguageError> {
        Ok(Self {
            tables: (0..features).map(|i| weights.matrix(&format!("{name}.E{i}"))).collect::<Result<_, _>>()?,
            mix: Maxout::load(weights, name, 0)?,
            layers: (1..=PADDING).map(|i| Maxout::load(weights, name, i)).collect::<Result<_, _>>()?,
        })
    }

    /// A vector for each word by itself, without its neighbours.
    pub(super) fn embed(&self, words: &[Features]) -> Array2<f32> {
        let mut parts = Array2::zeros((words.len(), self.tables.len() * WIDTH));
        for (mut row, features) in parts.rows_mut().into_iter().zip(words) {
            let parts = row.exact_chunks_mut(WIDTH).into_iter();
            for (i, ((table, id), mut part)) in self.tables.iter().zip(features).zip(parts).enumerate() {
                for key in row_keys(*id, 8 + i as u32) {
                    part += &table.row(key as usize % table.nrows());
                }
            }
        }
        self.mix.apply(&parts.view())
    }

    /// Lets each row see four rows to each side. The first and the last row must be padding.
    pub(super) fn convolve(&self, rows: &mut Array2<f32>) {
        let inner = rows.nrows().saturating_sub(2);
        for layer in &self.layers {
            // Three rows side by side, read in place: a window begins at each row and overlaps the next.
            let seen = rows.as_slice().and_then(|all| ArrayView2::from_shape((inner, 3 * WIDTH).strides((WIDTH, 1)), all).ok()).map(|w| layer.apply(&w));
            if let Some(seen) = seen {
                let mut middle = rows.slice_axis_mut(Axis(0), Slice::from(1..=inner));
                middle += &seen;
            }
        }
    }
}

/// Linear layer, the greatest of each three outputs, layer norm.
struct Maxout {
    weights: Array2<f32>,
    bias: Array1<f32>,
    gain: Array1<f32>,
    shift: Array1<f32>,
}

impl Maxout {
    fn load(weights: &mut Weights, name: &str, layer: usize) -> Result<Self, LanguageError> {
        Ok(Self {
            weights: weights.matrix(&format!("{name}.W{layer}"))?,
            bias: weights.vector(&format!("{name}.b{layer}"))?,
            gain: weights.vector(&format!("{name}.G{layer}"))?,
            shift: weights.vector(&format!("{name}.lb{layer}"))?,
        })
    }

    fn apply(&self, input: &ArrayView2<f32>) -> Array2<f32> {
        let pieces = affine(input, &self.weights, &self.bias);
        let mut output = Array2::zeros((pieces.nrows(), self.gain.len()));
        for (pieces, mut output) in pieces.rows().into_iter().zip(output.rows_mut()) {
            if let (Some(pieces), Some(output)) = (pieces.as_slice(), output.as_slice_mut()) {
                for (out, three) in output.iter_mut().zip(pieces.chunks_exact(3)) {
                    *out = three[0].max(three[1]).max(three[2]);
                }
                self.normalize(output);
            }
        }
        output
    }

    fn normalize(&self, row: &mut [f32]) {
        let count = row.len() as f32;
        let mean = row.iter().sum::<f32>() / count;
        let variance = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / count + 1e-8;
        let scale = 1.0 / variance.sqrt();
        for ((v, gain), shift) in row.iter_mut().zip(&self.gain).zip(&self.shift) {
            *v = (*v - mean) * scale * gain + shift;
        }
    }
}
