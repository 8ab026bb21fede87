//! The greatest of each three outputs, then layer norm.
#![allow(clippy::inline_always, reason = "what is not inlined is not compiled for the vector units that are chosen")]

use super::LanguageError;
use super::encoder::WIDTH;
use super::lanes::{mul_add, run};
use super::weights::Weights;
use pulp::{Simd, WithSimd};

/// Outputs of which the greatest counts.
pub(super) const PIECES: usize = 3;

/// Layer norm of rows of 96.
pub(super) struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    pub(super) fn load(weights: &mut Weights, name: &str, layer: usize) -> Result<Self, LanguageError> {
        let (gain, shift) = (weights.vector(&format!("{name}.G{layer}"))?, weights.vector(&format!("{name}.lb{layer}"))?);
        if gain.len() == WIDTH && shift.len() == WIDTH { Ok(Self { gain, shift }) } else { Err(LanguageError::Weights(format!("{name} is not {WIDTH} wide"))) }
    }

    /// Adds the norm of `values`, of which there are 96, to `row`.
    #[inline(always)]
    pub(super) fn add<S: Simd>(&self, s: S, values: &[f32], row: &mut [f32]) {
        let (values, gain, shift) = (S::as_simd_f32s(values).0, S::as_simd_f32s(&self.gain).0, S::as_simd_f32s(&self.shift).0);
        let zero = s.splat_f32s(0.0);
        let mean = s.reduce_sum_f32s(values.iter().fold(zero, |sum, &v| s.add_f32s(sum, v))) / WIDTH as f32;
        let away = s.splat_f32s(mean);
        let square = |sum, &v| {
            let difference = s.sub_f32s(v, away);
            mul_add(s, difference, difference, sum)
        };
        let variance = s.reduce_sum_f32s(values.iter().fold(zero, square)) / WIDTH as f32 + 1e-8;
        let scale = s.splat_f32s(1.0 / variance.sqrt());
        for (((row, &value), &gain), &shift) in S::as_mut_simd_f32s(row).0.iter_mut().zip(values).zip(gain).zip(shift) {
            let normal = s.mul_f32s(s.sub_f32s(value, away), scale);
            *row = s.add_f32s(*row, mul_add(s, normal, gain, shift));
        }
    }
}

/// Adds to `row` the norm of the greatest of three stripes, each the sum of the parts.
pub(super) fn add_greatest<const PARTS: usize>(norm: &Norm, parts: [&[f32]; PARTS], row: &mut [f32]) {
    run(AddGreatest { norm, parts, row });
}

struct AddGreatest<'a, const PARTS: usize> {
    norm: &'a Norm,
    parts: [&'a [f32]; PARTS],
    row: &'a mut [f32],
}

impl<const PARTS: usize> WithSimd for AddGreatest<'_, PARTS> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, s: S) {
        let mut greatest = [0.0; WIDTH];
        let parts = self.parts.map(|part| S::as_simd_f32s(part).0);
        let stripe = WIDTH / S::F32_LANES;
        for (i, greatest) in S::as_mut_simd_f32s(&mut greatest).0.iter_mut().enumerate() {
            let piece = |piece: usize| parts.iter().map(|part| part[piece * stripe + i]).reduce(|a, b| s.add_f32s(a, b));
            let pieces = (0..PIECES).filter_map(piece).reduce(|a, b| s.max_f32s(a, b));
            *greatest = pieces.unwrap_or(*greatest);
        }
        self.norm.add(s, &greatest, self.row);
    }
}

/// The rows of `weights` so that each piece has a stripe of its own: the model has the three of an output side by side.
pub(super) fn in_stripes<T: Clone>(outputs: &[T]) -> Vec<T> {
    (0..PIECES).flat_map(|piece| outputs.iter().skip(piece).step_by(PIECES).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::linear::tests::numbers;
    use pulp::Scalar128b;

    #[test]
    fn the_greatest_are_normalised() {
        let norm = Norm { gain: numbers(WIDTH, 1), shift: numbers(WIDTH, 2) };
        let (a, b) = (numbers(PIECES * WIDTH, 3), numbers(PIECES * WIDTH, 4));
        let greatest: Vec<f32> = (0..WIDTH).map(|i| (0..PIECES).map(|p| a[p * WIDTH + i] + b[p * WIDTH + i]).fold(f32::MIN, f32::max)).collect();
        let mean = greatest.iter().sum::<f32>() / WIDTH as f32;
        let variance = greatest.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / WIDTH as f32;
        let (mut row, mut portable) = ([1.0; WIDTH], [1.0; WIDTH]);
        add_greatest(&norm, [&a, &b], &mut row);
        Scalar128b.vectorize(AddGreatest { norm: &norm, parts: [&a, &b], row: &mut portable });
        for i in 0..WIDTH {
            let expected = 1.0 + (greatest[i] - mean) / variance.sqrt() * norm.gain[i] + norm.shift[i];
            assert!((row[i] - expected).abs() < 1e-5 && (portable[i] - expected).abs() < 1e-5, "{i}: {expected} {} {}", row[i], portable[i]);
        }
    }

    #[test]
    fn stripes() {
        assert_eq!(in_stripes(&[0, 1, 2, 10, 11, 12]), [0, 10, 1, 11, 2, 12]);
    }
}
