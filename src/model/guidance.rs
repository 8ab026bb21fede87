//! Decisions that change how the machine puts a folder together, as opposed to what is shown of it.

use super::{PartialDate, ReportKey, Span};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the analyst has settled before the folder is put together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Guidance {
    /// Publication dates, by article id.
    pub published: BTreeMap<String, PartialDate>,
    /// Pairs of reports that tell of one event.
    pub same: Vec<(ReportKey, ReportKey)>,
    /// Pairs of reports that do not.
    pub different: Vec<(ReportKey, ReportKey)>,
    /// Reports that are none.
    pub rejected: BTreeSet<ReportKey>,
    /// Stretches to hide (`true`) or to read (`false`), by article id, against what intake found.
    pub masks: BTreeMap<String, Vec<(Span, bool)>>,
}
