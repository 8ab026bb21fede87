//! Mentions to reports, reports to events.

mod group;
mod reports;

pub use group::group;
pub use reports::reports;
