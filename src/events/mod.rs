//! Mentions to reports to events.
