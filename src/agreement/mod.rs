//! How far two coders of the same articles agree, by kind and field, and where they do not.

mod differences;
mod kappa;
mod spans;
mod table;

pub use differences::{Difference, What, differences, is_settled};
pub use kappa::Nominal;
pub use spans::{Counts, F1};
pub use table::{Row, Table, agreement};
