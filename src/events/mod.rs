//! Mentions to reports, reports to events.

mod actors;
mod anchors;
mod assemble;
mod blame;
mod casting;
mod clues;
mod coreference;
pub mod dating;
mod draft;
mod founding;
mod group;
mod joining;
mod lending;
mod likeness;
mod means;
mod modality;
mod notes;
mod page;
mod patients;
pub mod published;
mod reports;
mod roles;
mod settle;
mod sort;
mod spot;
mod timeline;
mod tolls;
mod trigger;
mod whereabouts;
mod witness;

pub use group::group;
pub use notes::sentence as note;
pub use reports::reports;
