//! Numbers over time: events counted, and running totals as stated. The two are shown beside each other and never added.

pub mod counts;
pub mod gap;
pub mod tallies;

pub use counts::{GroupBy, Imprecise, Period, Placed};
pub use gap::{Gap, gap};
pub use tallies::{TallyPoint, TallySeries, tally_series};
