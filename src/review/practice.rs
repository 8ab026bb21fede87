//! The practice by which the values of reports that do not agree are settled: one decision for the whole project.

use super::draft::Draft;
use super::{Dataset, Decision, Decisions, NewValue, Target, Verdict};
use crate::model::Settling;

fn said(decision: &Decision) -> Option<Settling> {
    match (&decision.target, &decision.value) {
        (Target::Settling, Some(NewValue::Settling(settling))) => Some(*settling),
        _ => None,
    }
}

/// The practice that `decisions` put in force; as shipped where nobody decided.
pub fn settling(decisions: &Decisions) -> Settling {
    decisions.get(&Target::Settling).and_then(said).unwrap_or_default()
}

impl Dataset {
    /// The practice by which values that do not agree are settled.
    pub fn settling(&self) -> Settling {
        self.names.iter().find_map(said).unwrap_or_default()
    }
}

impl Draft<'_> {
    /// Choosing what is in force already is no decision.
    pub(super) fn settle_by(&mut self, settling: Settling) {
        let now = self.get(&Target::Settling).and_then(said).unwrap_or_default();
        if now != settling {
            self.put(&Target::Settling, Verdict::Corrected, Some(NewValue::Settling(settling)));
        }
    }
}
