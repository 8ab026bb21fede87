//! Words to vectors that know their neighbours: hashed embedding, then four convolutions of maxout and layer norm.

use super::LanguageError;
use super::features::Features;
use super::hashing::row_keys;
use super::lanes::Rows;
use super::linear::Linear;
use super::norm::{Norm, add_greatest, in_stripes};
use super::weights::Weights;
use super::window::Window;
use std::ops::Range;

/// Numbers in a word's vector.
pub(super) const WIDTH: usize = 96;

/// Zero rows before, between and after texts; as many as there are convolutions, so that no text sees another.
pub(super) const PADDING: usize = 4;

/// Outputs of a convolution: three for each number of the vector.
const OUTPUTS: usize = 3 * WIDTH;

/// What is known of a word by itself: its vector, then what it adds to the first convolution as the word before, the word, the word after.
pub(super) const KNOWN: usize = WIDTH + 3 * OUTPUTS;

/// Embedding and convolutions.
pub(super) struct Encoder {
    /// One for each feature: rows that are summed.
    tables: Vec<Rows>,
    mix: Linear,
    mix_norm: Norm,
    /// The first convolution, cut into what each of the three words adds.
    first: Linear,
    first_norm: Norm,
    others: Vec<Window>,
}

impl Encoder {
    pub(super) fn load(weights: &mut Weights, name: &str, features: usize) -> Result<Self, LanguageError> {
        let tables = (0..features).map(|i| weights.matrix(&format!("{name}.E{i}"))).collect::<Result<Vec<_>, _>>()?;
        if tables.iter().any(|table| table.width() != WIDTH || table.count() == 0) {
            return Err(LanguageError::Weights(format!("the tables of {name} have another width")));
        }
        let mix = (weights.rows(&format!("{name}.W0"))?, weights.vector(&format!("{name}.b0"))?);
        let first = (weights.rows(&format!("{name}.W1"))?, weights.vector(&format!("{name}.b1"))?);
        Ok(Self {
            tables,
            mix: Linear::new(&in_stripes(&mix.0), &in_stripes(&mix.1))?,
            mix_norm: Norm::load(weights, name, 0)?,
            first: first_parts(&first.0, &first.1)?,
            first_norm: Norm::load(weights, name, 1)?,
            others: (2..=PADDING).map(|i| Window::load(weights, name, i)).collect::<Result<_, _>>()?,
        })
    }

    /// What is known of each word by itself; the first is that of padding.
    pub(super) fn know(&self, words: &[Features]) -> Rows {
        let mut parts = Rows::zeros(words.len(), self.tables.len() * WIDTH);
        for (i, features) in words.iter().enumerate() {
            for (feature, ((table, id), part)) in self.tables.iter().zip(features).zip(parts.row_mut(i).chunks_exact_mut(WIDTH)).enumerate() {
                for key in row_keys(*id, 8 + feature as u32) {
                    part.iter_mut().zip(table.row(key as usize % table.count())).for_each(|(sum, v)| *sum += v);
                }
            }
        }
        let mut vectors = Rows::zeros(words.len() + 1, WIDTH);
        for (i, pieces) in self.mix.apply(&parts).iter().enumerate() {
            add_greatest(&self.mix_norm, [pieces], vectors.row_mut(i + 1));
        }
        let shares = self.first.apply(&vectors);
        let mut known = Rows::zeros(vectors.count(), KNOWN);
        for i in 0..vectors.count() {
            let (vector, rest) = known.row_mut(i).split_at_mut(WIDTH);
            vector.copy_from_slice(vectors.row(i));
            rest.copy_from_slice(shares.row(i));
        }
        known
    }

    /// Vectors of texts that see four words to each side. `row` gives what is known of the word of a row; `texts` are the rows of each text,
    /// with padding before, between and after.
    pub(super) fn encode<'k>(&self, count: usize, row: impl Fn(usize) -> &'k [f32], texts: &[Range<usize>]) -> Rows {
        let mut vectors = Rows::zeros(count, WIDTH);
        for i in 1..count.saturating_sub(1) {
            let [before, word, after] = [row(i - 1), row(i), row(i + 1)];
            vectors.row_mut(i).copy_from_slice(&word[..WIDTH]);
            let place = |known: &'k [f32], place: usize| &known[WIDTH + place * OUTPUTS..WIDTH + (place + 1) * OUTPUTS];
            add_greatest(&self.first_norm, [place(before, 0), place(word, 1), place(after, 2)], vectors.row_mut(i));
        }
        let mut next = vectors.clone();
        for (layer, window) in self.others.iter().enumerate() {
            // A layer's rows beside a text matter only as far as the layers after it see.
            let beside = self.others.len() - 1 - layer;
            window.apply(&vectors, texts.iter().map(|text| text.start - beside..text.end + beside), &mut next);
            std::mem::swap(&mut vectors, &mut next);
        }
        vectors
    }
}

/// The bias goes with the word in the middle, which is always there.
fn first_parts(rows: &[Vec<f32>], bias: &[f32]) -> Result<Linear, LanguageError> {
    if rows.len() != OUTPUTS || rows.iter().any(|row| row.len() != 3 * WIDTH) {
        return Err(LanguageError::Weights("the first convolution has another shape".into()));
    }
    let place = |place: usize| in_stripes(rows).into_iter().map(move |row| row[place * WIDTH..(place + 1) * WIDTH].to_vec());
    let zeros = vec![0.0; OUTPUTS];
    Linear::new(&(0..3).flat_map(place).collect::<Vec<_>>(), &[zeros.clone(), in_stripes(bias), zeros].concat())
}
