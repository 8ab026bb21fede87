//! From the margin of a decision to a probability: how often mentions made in the same way were right on annotated text.
//!
//! `tools/calibrate.py` measures and writes the table.

use crate::model::Mention;
use serde::Deserialize;
use std::sync::LazyLock;

/// For each way in which a mention is made, steps of the margin with the share that was right.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    class: Vec<Class>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    /// The first part of the rule: `lexicon`, `model`, `noun` …
    rule: String,
    /// Upper end of the margin and share, in order; the last holds for all above.
    steps: Vec<(f32, f32)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| toml::from_str(include_str!("../../assets/model/confidence.toml")).unwrap_or_default());

/// Gives a named or unnamed mention its probability; `confidence` holds the margin until then.
pub fn calibrate(mention: &mut Mention) {
    if !mention.kind.is_name() || is_raw() {
        return;
    }
    let rule = mention.rule.split(':').next().unwrap_or_default();
    let Some(class) = TABLE.class.iter().find(|c| c.rule == rule) else { return };
    let step = class.steps.iter().find(|(to, _)| mention.confidence <= *to).or(class.steps.last());
    if let Some((_, share)) = step {
        mention.confidence = *share;
    }
}

/// Whether the margins themselves are wanted, to measure them.
fn is_raw() -> bool {
    cfg!(feature = "measure") && std::env::var_os("DATELINE_MARGINS").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Span};

    #[test]
    fn the_table_is_there_and_rises_with_the_margin() {
        assert!(TABLE.class.len() >= 4, "the table can be read");
        for class in &TABLE.class {
            assert!(class.steps.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 <= w[1].1), "{}", class.rule);
            assert!(class.steps.iter().all(|(_, share)| (0.0..=1.0).contains(share)), "{}", class.rule);
        }
    }

    #[test]
    fn a_wide_margin_is_surer_than_a_narrow_one() {
        let sure = |margin: f32| {
            let mut mention = Mention::new("a", "Sinjar", Span::new(0, 6), Kind::Place, "model:GPE");
            mention.confidence = margin;
            calibrate(&mut mention);
            mention.confidence
        };
        assert!(sure(1.0) > sure(0.05), "{} and {}", sure(1.0), sure(0.05));
    }
}
