//! Decisions over the extraction, and what the two make together.
