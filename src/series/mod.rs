//! Counts over time.
