//! The two hash functions by which the model finds a word's rows.

use std::collections::HashMap;

/// Strings to ids as spaCy counts them: the empty string is 0, its built-in symbols have small numbers, all else is hashed.
pub(super) struct StringIds(HashMap<String, u64>);

impl StringIds {
    pub(super) fn new(symbols: HashMap<String, u64>) -> Self {
        Self(symbols)
    }

    pub(super) fn id(&self, text: &str) -> u64 {
        if text.is_empty() { 0 } else { self.0.get(text).copied().unwrap_or_else(|| murmur64a(text.as_bytes(), 1)) }
    }
}

/// MurmurHash64A.
pub(super) fn murmur64a(key: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (key.len() as u64).wrapping_mul(M);
    let mut chunks = key.chunks_exact(8);
    for chunk in &mut chunks {
        let mut k = little_endian(chunk).wrapping_mul(M);
        k ^= k >> 47;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !chunks.remainder().is_empty() {
        hash = (hash ^ little_endian(chunks.remainder())).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}

fn little_endian(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |n, &b| n << 8 | u64::from(b))
}

/// MurmurHash3_x64_128 of one 64-bit id, as four keys: an id is the sum of four rows, so that two ids seldom share all.
pub(super) fn row_keys(id: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed);
    let mut low = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    low ^= seed ^ 8;
    let mut high = seed ^ 8;
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    low = mix(low);
    high = mix(high);
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    [low as u32, (low >> 32) as u32, high as u32, (high >> 32) as u32]
}

fn mix(mut k: u64) -> u64 {
    k = (k ^ (k >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    k = (k ^ (k >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    k ^ (k >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_as_spacy_does() {
        // spaCy's documentation gives the id of "coffee".
        assert_eq!(murmur64a("coffee".as_bytes(), 1), 3_197_928_453_018_144_401);
        assert_eq!(StringIds::new(HashMap::from([("nsubj".to_string(), 429)])).id("nsubj"), 429);
        assert_eq!(StringIds::new(HashMap::new()).id(""), 0);
    }
}
