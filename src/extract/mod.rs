//! Articles to mentions: names, places, weapons, dates, numbers, tallies, sources.

pub mod attribution;
pub mod calendar;
pub mod casualty;
mod clock;
pub mod date;
pub mod number;
mod relative_date;
pub mod strength;
pub mod tally;
