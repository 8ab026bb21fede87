//! Numbers side by side: what the vector units of the processor work on, chosen when the program runs.
#![allow(clippy::inline_always, reason = "what is not inlined is not compiled for the vector units that are chosen")]

use pulp::{Arch, Scalar128b, Simd, WithSimd};
use std::any::TypeId;

/// Numbers that are computed together; a processor with narrower units takes them in parts.
pub(super) const LANES: usize = 16;

/// One cache line of numbers.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub(super) struct Lanes(pub(super) [f32; LANES]);

impl Lanes {
    /// Zero everywhere.
    pub(super) const ZERO: Self = Self([0.0; LANES]);

    /// The part of these that one vector of the processor holds.
    #[inline(always)]
    pub(super) fn part<S: Simd>(&self, part: usize) -> S::f32s {
        S::as_simd_f32s(&self.0).0[part]
    }
}

/// `numbers` in lanes; what is missing in the last is `filling`.
pub(super) fn lanes(numbers: &[f32], filling: f32) -> Vec<Lanes> {
    let pack = |chunk: &[f32]| Lanes(std::array::from_fn(|i| chunk.get(i).copied().unwrap_or(filling)));
    numbers.chunks(LANES).map(pack).collect()
}

/// Runs `work` with the widest vectors that this processor has; without any that we know, with what the compiler makes of four numbers.
pub(super) fn run<W: WithSimd>(work: W) -> W::Output {
    match Arch::new() {
        Arch::Scalar => Scalar128b.vectorize(work),
        arch => arch.dispatch(work),
    }
}

/// `a * b + c`; fused only where the processor can.
#[inline(always)]
pub(super) fn mul_add<S: Simd>(s: S, a: S::f32s, b: S::f32s, c: S::f32s) -> S::f32s {
    if TypeId::of::<S>() == TypeId::of::<Scalar128b>() { s.add_f32s(s.mul_f32s(a, b), c) } else { s.mul_add_e_f32s(a, b, c) }
}

/// Rows of equal width.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    width: usize,
    numbers: Vec<f32>,
}

impl Rows {
    pub(super) fn zeros(count: usize, width: usize) -> Self {
        Self { width, numbers: vec![0.0; count * width] }
    }

    pub(super) fn from_numbers(width: usize, numbers: Vec<f32>) -> Self {
        Self { width, numbers }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn count(&self) -> usize {
        self.numbers.len() / self.width.max(1)
    }

    pub(super) fn row(&self, row: usize) -> &[f32] {
        self.rows(row..row + 1)
    }

    pub(super) fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.numbers[row * self.width..(row + 1) * self.width]
    }

    /// The numbers of several rows.
    pub(super) fn rows(&self, rows: std::ops::Range<usize>) -> &[f32] {
        &self.numbers[rows.start * self.width..rows.end * self.width]
    }

    pub(super) fn iter(&self) -> std::slice::ChunksExact<'_, f32> {
        self.numbers.chunks_exact(self.width)
    }
}
