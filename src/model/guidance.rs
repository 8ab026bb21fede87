//! Decisions that change how the machine puts a folder together, as opposed to what is shown of it.

use super::{PartialDate, ReportKey, SameNames, Span, Taught};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// By which coders' practice values that do not agree are settled, for the whole project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settling {
    /// As UCDP does: the best estimate between the lowest and the highest reliable one.
    #[default]
    Triple,
    /// As ACLED does: one number, the most conservative.
    Conservative,
    /// What most independent sources say; an agency counts once, whoever prints it.
    Majority,
}

impl Settling {
    /// Every practice.
    pub const ALL: [Self; 3] = [Self::Triple, Self::Conservative, Self::Majority];

    /// The key in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Triple => "triple",
            Self::Conservative => "conservative",
            Self::Majority => "majority",
        }
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Triple => "low, best and high, as UCDP",
            Self::Conservative => "the most conservative number, as ACLED",
            Self::Majority => "what most independent sources say",
        }
    }

    /// What it does, in a sentence or two for the analyst.
    pub fn about(self) -> &'static str {
        match self {
            Self::Triple => {
                "The lowest and the highest credible number are kept beside the best, which is that of the newest report, then what most say, then the lower."
            }
            Self::Conservative => "One number: the lowest that any report gives for the whole. Other fields are settled as by default.",
            Self::Majority => "Every field goes by the number of independent sources; an agency counts once, whoever prints it. Of equals the lower number.",
        }
    }
}

/// What the analyst has settled before the folder is put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guidance {
    /// Publication dates, by article id.
    pub published: BTreeMap<String, PartialDate>,
    /// Pairs of reports that tell of one event.
    pub same: Vec<(ReportKey, ReportKey)>,
    /// Pairs of reports that do not.
    pub different: Vec<(ReportKey, ReportKey)>,
    /// Reports that are none.
    pub rejected: BTreeSet<ReportKey>,
    /// Reports whose events were decided on or published: an event that holds one keeps the id that it has from it.
    pub founders: BTreeSet<ReportKey>,
    /// By which practice values that do not agree are settled.
    pub settling: Settling,
    /// Stretches to hide (`true`) or to read (`false`), by article id, against what intake found.
    pub masks: BTreeMap<String, Vec<(Span, bool)>>,
    /// The project's own lexicon.
    pub taught: Vec<Taught>,
    /// Names that are one actor.
    pub names: SameNames,
}
