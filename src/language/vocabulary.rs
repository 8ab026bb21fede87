//! What is known of words already seen: most words of an article were met before, and a word by itself always looks the same.

use super::encoder::{Encoder, KNOWN};
use super::features::{COUNT, Features};
use rustc_hash::FxHashMap;

/// When so many words are known, those that were not met again are forgotten; 16 MB for each thread.
const MOST_WORDS: usize = 2048;

/// The place of padding, whose features no word has.
pub(super) const PAD: usize = 0;
const PAD_FEATURES: Features = [u64::MAX; COUNT];

/// Known words, for the two encoders.
#[derive(Default)]
pub(super) struct Vocabulary {
    places: FxHashMap<Features, usize>,
    words: Vec<Word>,
    known: [Vec<f32>; 2],
}

struct Word {
    features: Features,
    /// Whether it was met again since words were last forgotten.
    again: bool,
}

impl Vocabulary {
    /// The place of each word; those unknown are learned together. Places hold until the next call.
    pub(super) fn learn<'f>(&mut self, words: impl Iterator<Item = &'f Features>, encoders: [&Encoder; 2]) -> Vec<usize> {
        if self.words.len() > MOST_WORDS {
            self.forget();
        }
        let first = self.words.len();
        if first == 0 {
            self.push(PAD_FEATURES);
        }
        let places = words.map(|features| self.place(features)).collect();
        let unknown: Vec<Features> = self.words[first.max(1)..].iter().map(|word| word.features).collect();
        if !unknown.is_empty() {
            for (known, encoder) in self.known.iter_mut().zip(encoders) {
                let learned = encoder.know(&unknown);
                // Padding comes first and is known already, except at the start.
                known.extend_from_slice(learned.rows(usize::from(first > 0)..learned.count()));
            }
        }
        places
    }

    /// What encoder `encoder` knows of the word at `place`.
    pub(super) fn known(&self, encoder: usize, place: usize) -> &[f32] {
        &self.known[encoder][place * KNOWN..(place + 1) * KNOWN]
    }

    fn place(&mut self, features: &Features) -> usize {
        let Some(&place) = self.places.get(features) else { return self.push(*features) };
        self.words[place].again = true;
        place
    }

    fn push(&mut self, features: Features) -> usize {
        self.words.push(Word { features, again: false });
        self.places.insert(features, self.words.len() - 1);
        self.words.len() - 1
    }

    /// Keeps padding and the words that were met again, half of the most at most.
    fn forget(&mut self) {
        self.places.clear();
        let words = std::mem::take(&mut self.words);
        for (from, word) in words.into_iter().enumerate() {
            if from == PAD || word.again && self.words.len() < MOST_WORDS / 2 {
                let to = self.push(word.features);
                for known in &mut self.known {
                    known.copy_within(from * KNOWN..(from + 1) * KNOWN, to * KNOWN);
                }
            }
        }
        for known in &mut self.known {
            known.truncate(self.words.len() * KNOWN);
        }
    }
}
