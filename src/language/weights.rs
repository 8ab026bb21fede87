//! The trained numbers and tables of the model, embedded in the program.

use super::LanguageError;
use super::lanes::Rows;
use half::slice::HalfFloatSliceExt;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

static WEIGHTS: &[u8] = include_bytes!("../../assets/model/weights.bin");
static META: &str = include_str!("../../assets/model/meta.json");

static NAMES: &[u8] = include_bytes!("../../assets/model/names.bin");
static NAMES_META: &str = include_str!("../../assets/model/names.json");

/// What a tokenizer rule makes of a chunk: the text of each part and its norm, where that differs.
pub(super) type RuleParts = Vec<(String, Option<String>)>;

/// The tables of the model; `tools/make_model.py` writes them.
#[derive(Deserialize)]
pub(super) struct Meta {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) sha256: String,
    layout: Vec<(String, Vec<usize>)>,
    #[serde(borrow)]
    pub(super) dep_moves: Vec<&'static str>,
    #[serde(borrow)]
    pub(super) ner_moves: Vec<&'static str>,
    #[serde(borrow)]
    pub(super) tags: Vec<&'static str>,
    pub(super) symbols: HashMap<String, u64>,
    pub(super) norms: HashMap<u64, String>,
    pub(super) base_norms: HashMap<String, String>,
    pub(super) rules: HashMap<String, RuleParts>,
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) infix: String,
    pub(super) url: String,
}

impl Meta {
    pub(super) fn load() -> Result<Self, LanguageError> {
        serde_json::from_str(META).map_err(|e| LanguageError::Weights(e.to_string()))
    }
}

/// The name layer that was trained further on conflict news; `tools/train_names.py` writes it.
#[derive(Deserialize)]
struct NameLayer {
    made_from: String,
    sha256: String,
    layout: Vec<(String, Vec<usize>)>,
    #[serde(borrow)]
    ner_moves: Vec<&'static str>,
}

impl NameLayer {
    fn load() -> Result<(Self, &'static [u8]), LanguageError> {
        let (table, numbers) = chosen().unwrap_or((NAMES_META, NAMES));
        Ok((serde_json::from_str(table).map_err(|e| LanguageError::Weights(e.to_string()))?, numbers))
    }
}

/// Another layer to measure: the folder that `DATELINE_NAME_LAYER` names.
#[cfg(feature = "measure")]
fn chosen() -> Option<(&'static str, &'static [u8])> {
    let folder = std::path::PathBuf::from(std::env::var_os("DATELINE_NAME_LAYER")?);
    let (table, numbers) = (std::fs::read_to_string(folder.join("names.json")).ok()?, std::fs::read(folder.join("names.bin")).ok()?);
    Some((table.leak(), numbers.leak()))
}

#[cfg(not(feature = "measure"))]
fn chosen() -> Option<(&'static str, &'static [u8])> {
    None
}

/// The arrays of the model by name; each is taken once.
pub(super) struct Weights(HashMap<String, Array>);

struct Array {
    shape: Vec<usize>,
    values: Vec<f32>,
}

impl Weights {
    pub(super) fn load(meta: &Meta) -> Result<Self, LanguageError> {
        let mut weights = Self(HashMap::new());
        weights.read(WEIGHTS, &meta.layout)?;
        Ok(weights)
    }

    /// Puts the layer for conflict news in the place of the published one, and says so in `meta`.
    pub(super) fn tune(&mut self, meta: &mut Meta) -> Result<(), LanguageError> {
        let (layer, numbers) = NameLayer::load()?;
        self.read(numbers, &layer.layout)?;
        meta.ner_moves = layer.ner_moves;
        meta.version = format!("{} with names for conflict news", meta.version);
        meta.sha256 = format!("{:x}", Sha256::digest(format!("{}{}{}", meta.sha256, layer.sha256, layer.made_from)));
        Ok(())
    }

    fn read(&mut self, numbers: &[u8], layout: &[(String, Vec<usize>)]) -> Result<(), LanguageError> {
        let bits: Vec<half::f16> = numbers.chunks_exact(2).map(|b| half::f16::from_le_bytes([b[0], b[1]])).collect();
        let mut rest = bits.as_slice();
        for (name, shape) in layout {
            let (values, after) = rest.split_at_checked(shape.iter().product()).ok_or_else(|| LanguageError::Weights(format!("{name} is cut off")))?;
            self.0.insert(name.clone(), Array { shape: shape.clone(), values: values.to_f32_vec() });
            rest = after;
        }
        if rest.is_empty() { Ok(()) } else { Err(LanguageError::Weights(format!("{} numbers too many", rest.len()))) }
    }

    /// The numbers, whatever their shape was.
    pub(super) fn vector(&mut self, name: &str) -> Result<Vec<f32>, LanguageError> {
        Ok(self.take(name)?.values)
    }

    /// A table whose last axis is the columns.
    pub(super) fn matrix(&mut self, name: &str) -> Result<Rows, LanguageError> {
        let Array { shape, values } = self.take(name)?;
        let columns = shape.last().copied().unwrap_or(1).max(1);
        Ok(Rows::from_numbers(columns, values))
    }

    /// A table as a list of rows.
    pub(super) fn rows(&mut self, name: &str) -> Result<Vec<Vec<f32>>, LanguageError> {
        Ok(self.matrix(name)?.iter().map(<[f32]>::to_vec).collect())
    }

    fn take(&mut self, name: &str) -> Result<Array, LanguageError> {
        self.0.remove(name).ok_or_else(|| LanguageError::Weights(format!("{name} is missing")))
    }
}

#[cfg(test)]
impl Weights {
    /// Arrays for tests of single layers; one of more than a row is cut by what the layers of the model look like.
    pub(super) fn of(arrays: &[(&str, Vec<f32>)]) -> Self {
        let columns = |name: &str| match name.rsplit('.').next() {
            Some("linW") => 96,
            Some("loW" | "upW") => 64,
            _ => 1,
        };
        Self(arrays.iter().map(|(name, values)| ((*name).to_string(), Array { shape: vec![columns(name)], values: values.clone() })).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_those_the_tables_name() {
        assert_eq!(format!("{:x}", Sha256::digest(WEIGHTS)), Meta::load().unwrap().sha256);
        let (layer, numbers) = NameLayer::load().unwrap();
        assert_eq!(format!("{:x}", Sha256::digest(numbers)), layer.sha256);
    }

    #[test]
    fn the_layer_for_news_has_the_kinds_of_this_field() {
        let mut meta = Meta::load().unwrap();
        Weights::load(&meta).unwrap().tune(&mut meta).unwrap();
        for action in ["B-ARMED_GROUP", "U-STATE_FORCE", "L-WEAPON", "U-GPE"] {
            assert!(meta.ner_moves.contains(&action), "{action}");
        }
    }

    #[test]
    fn every_array_is_there() {
        let meta = Meta::load().unwrap();
        let mut weights = Weights::load(&meta).unwrap();
        let table = weights.matrix("t2v.E0").unwrap();
        assert_eq!((table.count(), table.width()), (5000, 96));
        assert!(weights.matrix("t2v.E0").is_err(), "each array is taken once");
    }
}
