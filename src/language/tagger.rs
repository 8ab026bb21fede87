//! Part-of-speech tags from the vectors, and the coarse tags that follow from them.

use super::LanguageError;
use super::lanes::Rows;
use super::linear::Linear;
use super::weights::{Meta, Weights};

/// The trained tagger.
pub(super) struct Tagger {
    layer: Linear,
    tags: Vec<&'static str>,
}

impl Tagger {
    pub(super) fn load(meta: &Meta, weights: &mut Weights) -> Result<Self, LanguageError> {
        Ok(Self { layer: Linear::new(&weights.rows("tag.W")?, &weights.vector("tag.b")?)?, tags: meta.tags.clone() })
    }

    /// The Penn Treebank tag of each row.
    pub(super) fn tag(&self, vectors: &Rows) -> Vec<&'static str> {
        let best = |row: &[f32]| self.tags.iter().zip(row).reduce(|a, b| if b.1 > a.1 { b } else { a }).map_or("XX", |(tag, _)| *tag);
        self.layer.apply(vectors).iter().map(best).collect()
    }
}

/// The Universal Dependencies tag; `label` and `lemma` tell auxiliaries from verbs and conjunctions from prepositions.
pub(super) fn coarse(tag: &str, label: &str, lemma: &str) -> &'static str {
    match tag {
        "NNP" | "NNPS" => "PROPN",
        "NN" | "NNS" => "NOUN",
        "MD" => "AUX",
        _ if tag.starts_with("VB") => match label {
            "aux" | "auxpass" => "AUX",
            _ if lemma == "be" => "AUX",
            _ => "VERB",
        },
        "JJ" | "JJR" | "JJS" | "AFX" => "ADJ",
        "RB" if label == "neg" => "PART",
        "WRB" | "IN" if label == "mark" => "SCONJ",
        "RB" | "RBR" | "RBS" | "WRB" => "ADV",
        "IN" | "RP" => "ADP",
        "TO" if label == "prep" => "ADP",
        "TO" | "POS" => "PART",
        "PRP" | "PRP$" | "WP" | "WP$" | "EX" => "PRON",
        "DT" | "WDT" if is_argument(label) => "PRON",
        "DT" | "PDT" | "WDT" => "DET",
        "CD" => "NUM",
        "CC" => "CCONJ",
        "UH" => "INTJ",
        "$" | "SYM" => "SYM",
        "_SP" => "SPACE",
        "ADD" | "FW" | "XX" | "LS" => "X",
        _ => "PUNCT",
    }
}

fn is_argument(label: &str) -> bool {
    matches!(label, "nsubj" | "nsubjpass" | "dobj" | "pobj" | "attr" | "conj" | "ROOT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coarse_tags_look_at_the_label() {
        let cases = [
            ("VBZ", "aux", "have", "AUX"),
            ("VBD", "ROOT", "be", "AUX"),
            ("VBD", "ROOT", "strike", "VERB"),
            ("IN", "mark", "that", "SCONJ"),
            ("IN", "prep", "in", "ADP"),
            ("RB", "neg", "not", "PART"),
            ("DT", "nsubj", "this", "PRON"),
            ("DT", "det", "the", "DET"),
            ("NNPS", "nsubj", "Houthis", "PROPN"),
            ("''", "punct", "\"", "PUNCT"),
        ];
        for (tag, label, lemma, expected) in cases {
            assert_eq!(coarse(tag, label, lemma), expected, "{tag} {label}");
        }
    }
}
