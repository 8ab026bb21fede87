//! Not yet read: casualty.

use crate::language::Analysis;
use crate::model::{Article, Mention};

/// Mentions of this kind in the paragraphs that were analysed.
pub fn find(_article: &Article, _analyses: &[Analysis]) -> Vec<Mention> {
    Vec::new()
}
