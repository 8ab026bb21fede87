//! A layer that sees each row and its two neighbours: two rows at a time share products, which saves a third of them.
//!
//! With inputs a, b, c, d and weights x, y, z for the row before, the row and the row after (Winograd's F(2, 3)):
//! `ax + by + cz = (a - c)x + p + q` and `bx + cy + dz = (d - b)z + p - q`,
//! where `p = (b + c)(x + y + z) / 2` and `q = (c - b)(x - y + z) / 2`.
#![allow(clippy::inline_always, reason = "what is not inlined is not compiled for the vector units that are chosen")]

use super::LanguageError;
use super::encoder::WIDTH;
use super::lanes::{LANES, Lanes, Rows, mul_add, run};
use super::norm::{Norm, PIECES};
use super::weights::Weights;
use pulp::{Simd, WithSimd};
use std::array::from_fn;
use std::ops::Range;

/// Lanes in a row.
const GROUPS: usize = WIDTH / LANES;

/// Products for two rows.
const PRODUCTS: usize = 4;

/// Lanes of weights of one product for one group of outputs.
const SHARE: usize = WIDTH * PIECES;

/// The layer.
pub(super) struct Window {
    /// By group of outputs, product, input and piece.
    weights: Vec<Lanes>,
    /// By group and piece.
    bias: Vec<Lanes>,
    norm: Norm,
}

impl Window {
    pub(super) fn load(weights: &mut Weights, name: &str, layer: usize) -> Result<Self, LanguageError> {
        let (rows, bias) = (weights.rows(&format!("{name}.W{layer}"))?, weights.vector(&format!("{name}.b{layer}"))?);
        if rows.len() != PIECES * WIDTH || bias.len() != rows.len() || rows.iter().any(|row| row.len() != 3 * WIDTH) {
            return Err(LanguageError::Weights(format!("{name}.W{layer} has another shape")));
        }
        Ok(Self::new(&rows, &bias, Norm::load(weights, name, layer)?))
    }

    fn new(rows: &[Vec<f32>], bias: &[f32], norm: Norm) -> Self {
        let product = |row: &[f32], product: usize, i: usize| {
            let (x, y, z) = (row[i], row[WIDTH + i], row[2 * WIDTH + i]);
            [x, 0.5 * (x + y + z), 0.5 * (x - y + z), z][product]
        };
        let output = |group: usize, lane: usize, piece: usize| (group * LANES + lane) * PIECES + piece;
        let mut packed = Vec::with_capacity(GROUPS * PRODUCTS * SHARE);
        for (group, p) in (0..GROUPS).flat_map(|group| (0..PRODUCTS).map(move |p| (group, p))) {
            for (i, piece) in (0..WIDTH).flat_map(|i| (0..PIECES).map(move |piece| (i, piece))) {
                packed.push(Lanes(from_fn(|lane| product(&rows[output(group, lane, piece)], p, i))));
            }
        }
        let pieces = (0..GROUPS).flat_map(|group| (0..PIECES).map(move |piece| (group, piece)));
        let bias = pieces.map(|(group, piece)| Lanes(from_fn(|lane| bias[output(group, lane, piece)]))).collect();
        Self { weights: packed, bias, norm }
    }

    /// Writes the rows of `ranges`, each with the norm of what the layer makes of it added, from `from` to `to`. Two rows must follow each range.
    pub(super) fn apply(&self, from: &Rows, ranges: impl Iterator<Item = Range<usize>>, to: &mut Rows) {
        let tiles: Vec<Range<usize>> = ranges.flat_map(|range| range.clone().step_by(2).map(move |row| row..range.end.min(row + 2))).collect();
        if from.width() == WIDTH && to.width() == WIDTH {
            run(Apply { window: self, from, tiles: &tiles, to });
        }
    }
}

struct Apply<'a> {
    window: &'a Window,
    from: &'a Rows,
    /// One row or two.
    tiles: &'a [Range<usize>],
    to: &'a mut Rows,
}

/// What of two rows and their neighbours is multiplied.
type Factors = [[f32; WIDTH]; PRODUCTS];

impl WithSimd for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, s: S) {
        // As many sums as the processor has registers for.
        if S::F32_LANES == LANES { self.blocks::<S, 4>(s) } else { self.blocks::<S, 2>(s) }
    }
}

impl Apply<'_> {
    #[inline(always)]
    fn blocks<S: Simd, const TILES: usize>(self, s: S) {
        let mut factors: [Factors; TILES] = [[[0.0; WIDTH]; PRODUCTS]; TILES];
        let mut greatest = [[[0.0; WIDTH]; 2]; TILES];
        for tiles in self.tiles.chunks(TILES) {
            for (factors, tile) in factors.iter_mut().zip(tiles) {
                set_factors(s, self.from.rows(tile.start - 1..tile.start + 3), factors);
            }
            for group in 0..GROUPS {
                let weights = &self.window.weights[group * PRODUCTS * SHARE..(group + 1) * PRODUCTS * SHARE];
                let bias = &self.window.bias[group * PIECES..(group + 1) * PIECES];
                for part in 0..LANES / S::F32_LANES {
                    let values = values::<S, TILES>(s, weights, bias, &factors, part);
                    for (greatest, values) in greatest.iter_mut().flatten().zip(values.into_iter().flatten()) {
                        S::as_mut_simd_f32s(greatest).0[group * (LANES / S::F32_LANES) + part] = values;
                    }
                }
            }
            for (tile, greatest) in tiles.iter().zip(&greatest) {
                for (row, greatest) in tile.clone().zip(greatest) {
                    let to = self.to.row_mut(row);
                    to.copy_from_slice(self.from.row(row));
                    self.window.norm.add(s, greatest, to);
                }
            }
        }
    }
}

/// `rows` are the row before, two rows and the row after.
#[inline(always)]
fn set_factors<S: Simd>(s: S, rows: &[f32], factors: &mut Factors) {
    let row = |i: usize| S::as_simd_f32s(&rows[i * WIDTH..(i + 1) * WIDTH]).0;
    let [before, first, second, after] = [row(0), row(1), row(2), row(3)];
    let factors = factors.each_mut().map(|factor| S::as_mut_simd_f32s(factor).0);
    for i in 0..WIDTH / S::F32_LANES {
        factors[0][i] = s.sub_f32s(before[i], second[i]);
        factors[1][i] = s.add_f32s(first[i], second[i]);
        factors[2][i] = s.sub_f32s(second[i], first[i]);
        factors[3][i] = s.sub_f32s(after[i], first[i]);
    }
}

/// The greatest of three pieces for both rows of each tile, for one vector of outputs.
#[inline(always)]
fn values<S: Simd, const TILES: usize>(s: S, weights: &[Lanes], bias: &[Lanes], factors: &[Factors; TILES], part: usize) -> [[S::f32s; 2]; TILES] {
    let zero = [[s.splat_f32s(0.0); PIECES]; TILES];
    let share = |product: usize| &weights[product * SHARE..(product + 1) * SHARE];
    let (p, q) = add_products(s, [zero, zero], [share(1), share(2)], factors, [1, 2], part);
    let (mut first, mut second) = (zero, zero);
    for tile in 0..TILES {
        for piece in 0..PIECES {
            let p = s.add_f32s(p[tile][piece], bias[piece].part::<S>(part));
            first[tile][piece] = s.add_f32s(p, q[tile][piece]);
            second[tile][piece] = s.sub_f32s(p, q[tile][piece]);
        }
    }
    let (first, second) = add_products(s, [first, second], [share(0), share(3)], factors, [0, 3], part);
    let greatest = |[x, y, z]: [S::f32s; PIECES]| s.max_f32s(s.max_f32s(x, y), z);
    from_fn(|tile| [greatest(first[tile]), greatest(second[tile])])
}

type Sums<S, const TILES: usize> = [[<S as Simd>::f32s; PIECES]; TILES];

/// Adds two products at once, which keeps enough sums going to hide how long each addition takes.
#[inline(always)]
fn add_products<S: Simd, const TILES: usize>(
    s: S,
    [mut first, mut second]: [Sums<S, TILES>; 2],
    weights: [&[Lanes]; 2],
    factors: &[Factors; TILES],
    products: [usize; 2],
    part: usize,
) -> (Sums<S, TILES>, Sums<S, TILES>) {
    let both = weights[0].chunks_exact(PIECES).zip(weights[1].chunks_exact(PIECES));
    for (i, (x, y)) in both.enumerate().take(WIDTH) {
        add_product(s, &mut first, x, part, |tile| factors[tile][products[0]][i]);
        add_product(s, &mut second, y, part, |tile| factors[tile][products[1]][i]);
    }
    (first, second)
}

#[inline(always)]
fn add_product<S: Simd, const TILES: usize>(s: S, sums: &mut Sums<S, TILES>, weights: &[Lanes], part: usize, factor: impl Fn(usize) -> f32) {
    let weights: [S::f32s; PIECES] = from_fn(|piece| weights[piece].part::<S>(part));
    for (tile, sums) in sums.iter_mut().enumerate() {
        let factor = s.splat_f32s(factor(tile));
        for (sum, &weight) in sums.iter_mut().zip(&weights) {
            *sum = mul_add(s, factor, weight, *sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::linear::tests::numbers;
    use crate::language::norm::add_greatest;
    use pulp::Scalar128b;

    fn norm() -> Norm {
        let mut weights = Weights::of(&[("n.G1", vec![1.0; WIDTH]), ("n.lb1", vec![0.5; WIDTH])]);
        Norm::load(&mut weights, "n", 1).unwrap()
    }

    /// The layer as its definition says: three rows side by side, times the weights.
    fn plainly(rows: &[Vec<f32>], bias: &[f32], from: &Rows, row: usize) -> Vec<f32> {
        let seen = from.rows(row - 1..row + 2);
        let output = |(weights, bias): (&Vec<f32>, &f32)| bias + weights.iter().zip(seen).map(|(w, x)| w * x).sum::<f32>();
        let outputs: Vec<f32> = rows.iter().zip(bias).map(output).collect();
        let mut expected = from.row(row).to_vec();
        add_greatest(&norm(), [&crate::language::norm::in_stripes(&outputs)], &mut expected);
        expected
    }

    #[test]
    fn sees_each_row_and_its_neighbours() {
        let weights: Vec<Vec<f32>> = (0..288).map(|i| numbers(288, i)).collect();
        let bias = numbers(288, 1000);
        let window = Window::new(&weights, &bias, norm());
        let from = Rows::from_numbers(WIDTH, numbers(WIDTH * 30, 5));
        let ranges = [4..4, 1..2, 5..16, 20..28];
        let (mut to, mut portable) = (Rows::zeros(30, WIDTH), Rows::zeros(30, WIDTH));
        window.apply(&from, ranges.clone().into_iter(), &mut to);
        let tiles: Vec<_> = ranges.iter().flat_map(|r| r.clone().map(|row| row..row + 1)).collect();
        Scalar128b.vectorize(Apply { window: &window, from: &from, tiles: &tiles, to: &mut portable });
        for row in 0..30 {
            let expected = if ranges.iter().any(|r| r.contains(&row)) { plainly(&weights, &bias, &from, row) } else { vec![0.0; WIDTH] };
            for to in [&to, &portable] {
                assert!(to.row(row).iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-4), "row {row}");
            }
        }
    }
}
