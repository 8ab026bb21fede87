//! Mentions to reports, reports to events.

pub mod dating;
mod group;
pub mod published;
mod reports;

pub use group::group;
pub use reports::reports;
