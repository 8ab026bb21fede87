//! Settling what two coders do not agree on: an edit whose decisions say with whom and for whom it was settled.

use super::command::{Command, run};
use super::decision::Settled;
use super::draft::Draft;
use super::{Refusal, Target, Verdict};

/// One difference, settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// With whom, and for whom.
    pub settled: Settled,
    /// About what.
    pub target: Target,
    /// The edit; none where it is enough that the thing stays away, which is noted as a rejection.
    pub command: Option<Command>,
}

impl Draft<'_> {
    pub(super) fn settle(&mut self, settlement: &Settlement) -> Result<(), Refusal> {
        self.settling = Some(settlement.settled.clone());
        match &settlement.command {
            Some(command) => run(self, command)?,
            None => self.put(&settlement.target, Verdict::Rejected, None),
        }
        // A verdict that stood before is put again, as the settlement.
        if let Some(before) = self.get(&settlement.target).filter(|d| d.settled.as_ref() != Some(&settlement.settled)).cloned() {
            self.put(&settlement.target, before.verdict, before.value);
        }
        self.settling = None;
        Ok(())
    }
}

impl Settlement {
    /// A few words for the journal.
    pub(super) fn label(&self) -> String {
        let whose = if self.settled.theirs { format!("as {}", self.settled.with) } else { format!("against {}", self.settled.with) };
        format!("Settle {} {whose}", self.target.label())
    }
}
