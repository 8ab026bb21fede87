//! Vectors of words already seen: most words of an article were met before, and a word by itself always looks the same.

use super::encoder::{Encoder, WIDTH};
use super::features::Features;
use ndarray::Array2;
use std::collections::HashMap;

/// When so many words are known all are forgotten; 6 MB for each thread.
const MOST_WORDS: usize = 8192;

/// Known words, for the two encoders.
#[derive(Default)]
pub(super) struct Vocabulary {
    index: HashMap<Features, usize>,
    rows: Vec<[f32; 2 * WIDTH]>,
}

impl Vocabulary {
    /// Learns the unknown words among `words`; their vectors are computed together.
    pub(super) fn learn<'f>(&mut self, words: impl Iterator<Item = &'f Features>, encoders: [&Encoder; 2]) {
        if self.rows.len() > MOST_WORDS {
            self.index.clear();
            self.rows.clear();
        }
        let mut unknown = Vec::new();
        for word in words {
            let next = self.rows.len() + unknown.len();
            self.index.entry(*word).or_insert_with(|| {
                unknown.push(*word);
                next
            });
        }
        if unknown.is_empty() {
            return;
        }
        let vectors = encoders.map(|encoder| encoder.embed(&unknown));
        for i in 0..unknown.len() {
            let mut row = [0.0; 2 * WIDTH];
            for (to, from) in row.iter_mut().zip(vectors[0].row(i).iter().chain(vectors[1].row(i))) {
                *to = *from;
            }
            self.rows.push(row);
        }
    }

    /// Writes the vectors of a known word into a row for each encoder.
    pub(super) fn write(&self, word: &Features, row: usize, to: &mut [Array2<f32>; 2]) {
        let Some(vector) = self.index.get(word).and_then(|&i| self.rows.get(i)) else { return };
        for (to, from) in to.iter_mut().zip(vector.chunks_exact(WIDTH)) {
            to.row_mut(row).iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        }
    }
}
