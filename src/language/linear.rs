//! Linear layers: many rows at once, the weights laid out so that the inner loop reads them in order.
#![allow(clippy::inline_always, reason = "what is not inlined is not compiled for the vector units that are chosen")]

use super::LanguageError;
use super::lanes::{LANES, Lanes, Rows, lanes, mul_add, run};
use pulp::{Simd, WithSimd};
use std::array::from_fn;

/// Outputs that are computed together, in lanes.
const PANEL: usize = 2;

/// Inputs are taken in steps of this many.
const STEP: usize = 32;

/// `input · weightsᵀ + bias`.
pub(super) struct Linear {
    inputs: usize,
    /// A multiple of the panel's width; those beyond what was asked for are zero.
    outputs: usize,
    /// Panel by panel, input by input.
    weights: Vec<Lanes>,
    bias: Vec<Lanes>,
}

impl Linear {
    /// One row of `weights` for each output. The number of inputs must be a multiple of 32.
    pub(super) fn new(weights: &[Vec<f32>], bias: &[f32]) -> Result<Self, LanguageError> {
        let inputs = weights.first().map_or(0, Vec::len);
        if inputs == 0 || !inputs.is_multiple_of(STEP) || weights.iter().any(|row| row.len() != inputs) || bias.len() != weights.len() {
            return Err(LanguageError::Weights(format!("a layer of {inputs} inputs and {} outputs does not fit", weights.len())));
        }
        let outputs = weights.len().next_multiple_of(PANEL * LANES);
        let mut packed = Vec::with_capacity(inputs * outputs / LANES);
        for panel in (0..outputs).step_by(PANEL * LANES) {
            for input in 0..inputs {
                let weight = |output: usize| weights.get(output).map_or(0.0, |row| row[input]);
                packed.extend((0..PANEL).map(|group| Lanes(from_fn(|lane| weight(panel + group * LANES + lane)))));
            }
        }
        let mut bias = lanes(bias, 0.0);
        bias.resize(outputs / LANES, Lanes::ZERO);
        Ok(Self { inputs, outputs, weights: packed, bias })
    }

    /// Rows of outputs, each as wide as [`Linear::width`] says.
    pub(super) fn apply(&self, input: &Rows) -> Rows {
        let mut output = Rows::zeros(input.count(), self.outputs);
        if input.count() > 0 && input.width() == self.inputs {
            run(Apply { layer: self, input, output: &mut output });
        }
        output
    }
}

struct Apply<'a> {
    layer: &'a Linear,
    input: &'a Rows,
    output: &'a mut Rows,
}

impl WithSimd for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, s: S) {
        // As many sums as the processor has registers for.
        if S::F32_LANES == LANES { self.blocks::<S, 12>(s) } else { self.blocks::<S, 4>(s) }
    }
}

impl Apply<'_> {
    #[inline(always)]
    fn blocks<S: Simd, const ROWS: usize>(self, s: S) {
        let count = self.input.count();
        for first in (0..count).step_by(ROWS) {
            // A last block that is not full computes its last row again and again.
            let rows: [&[[f32; STEP]]; ROWS] = from_fn(|i| self.input.row((first + i).min(count - 1)).as_chunks().0);
            let panels = self.layer.weights.chunks_exact(PANEL * self.layer.inputs).zip(self.layer.bias.chunks_exact(PANEL)).enumerate();
            for ((panel, (weights, bias)), part) in panels.flat_map(|panel| (0..LANES / S::F32_LANES).map(move |part| (panel, part))) {
                let sums = sums::<S, ROWS>(s, weights, bias, &rows, part);
                for (i, sums) in sums.into_iter().enumerate().take(count - first) {
                    let output = S::as_mut_simd_f32s(self.output.row_mut(first + i)).0;
                    for (group, sum) in sums.into_iter().enumerate() {
                        output[(panel * PANEL + group) * (LANES / S::F32_LANES) + part] = sum;
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn sums<S: Simd, const ROWS: usize>(s: S, weights: &[Lanes], bias: &[Lanes], rows: &[&[[f32; STEP]]; ROWS], part: usize) -> [[S::f32s; PANEL]; ROWS] {
    let bias: [S::f32s; PANEL] = from_fn(|group| bias[group].part::<S>(part));
    let mut sums = [bias; ROWS];
    for (step, weights) in weights.chunks_exact(PANEL * STEP).enumerate() {
        let inputs: [&[f32; STEP]; ROWS] = from_fn(|row| &rows[row][step]);
        for (i, weights) in weights.chunks_exact(PANEL).enumerate().take(STEP) {
            let weights: [S::f32s; PANEL] = from_fn(|group| weights[group].part::<S>(part));
            for row in 0..ROWS {
                let input = s.splat_f32s(inputs[row][i]);
                for group in 0..PANEL {
                    sums[row][group] = mul_add(s, input, weights[group], sums[row][group]);
                }
            }
        }
    }
    sums
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use pulp::Scalar128b;

    /// Numbers that look random and are the same each time.
    pub(in crate::language) fn numbers(count: usize, seed: u64) -> Vec<f32> {
        let next = |state: &mut u64| {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            Some((*state >> 40) as f32 / (1 << 24) as f32 - 0.5)
        };
        std::iter::repeat_n((), count).scan(seed, |state, ()| next(state)).collect()
    }

    #[test]
    fn computes_products_with_any_vectors() {
        let weights: Vec<Vec<f32>> = (0..50).map(|i| numbers(96, i)).collect();
        let bias = numbers(50, 99);
        let layer = Linear::new(&weights, &bias).unwrap();
        for count in [1, 12, 29] {
            let input = Rows::from_numbers(96, numbers(96 * count, 7));
            let mut portable = Rows::zeros(count, 64);
            Scalar128b.vectorize(Apply { layer: &layer, input: &input, output: &mut portable });
            for output in [layer.apply(&input), portable] {
                for (input, output) in input.iter().zip(output.iter()) {
                    for ((weights, bias), output) in weights.iter().zip(&bias).zip(output) {
                        let expected = bias + weights.iter().zip(input).map(|(w, x)| w * x).sum::<f32>();
                        assert!((expected - output).abs() < 1e-5, "{expected} {output}");
                    }
                    assert!(output[50..].iter().all(|&filling| filling == 0.0));
                }
            }
        }
    }

    #[test]
    fn odd_shapes_are_refused() {
        assert!(Linear::new(&[vec![0.0; 50]], &[0.0]).is_err());
        assert!(Linear::new(&[vec![0.0; 32]], &[]).is_err());
        assert!(Linear::new(&[], &[]).is_err());
    }
}
