//! Articles to mentions: names, places, weapons, dates, numbers, tallies, sources.

pub mod calendar;
mod clock;
pub mod date;
pub mod number;
mod relative_date;
