//! Dateline reads conflict news and codes it: who attacked whom, where, when, with what and with how many casualties.
//!
//! ```text
//!  folder ─▶ intake ─▶ language ─▶ extract ─▶ events ─┐
//!    files   Article   Analysis    Mention    Report   ├─▶ review ─▶ export ─▶ csv jsonl geojson
//!                                  Tally      Event    │   Dataset
//!                                        decisions ────┘
//!                                            ▲
//!                                   ui: reads &Workspace, sends Actions
//! ```
//!
//! The machine's extraction is never edited; the analyst's decisions lie over it. ARCHITECTURE.md says where things are.

pub mod model;

pub mod lexicon;

pub mod intake;

pub mod language;

pub mod extract;

pub mod events;

pub mod agreement;
pub mod analysis;

pub mod review;

pub mod store;

pub mod export;

pub mod outside;

pub mod series;

pub mod cli;

#[cfg(feature = "window")]
pub mod ui;
