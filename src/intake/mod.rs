//! Files to articles: reading, decoding, masking of boilerplate, metadata. A file that cannot be read becomes a `Problem`.
//!
//! To teach it a new kind of furniture, add a rule to `assets/boilerplate.toml`; a new outlet goes to `assets/lexicon/outlets.toml`.

mod agencies;
mod article;
mod boilerplate;
mod byline;
mod classify;
mod date_line;
mod dates;
mod decode;
mod flatten;
mod folder;
mod headline;
mod html;
mod html_meta;
mod json_line;
mod lines;
mod markup;
mod outlet;
mod outlets;
mod problem;
mod published;

pub use article::{Given, article_from_html, article_from_text};
pub use folder::{Limits, Scan, SourceFile, dedupe, read_bytes, read_file, scan};
pub use json_line::article_from_json_line;
pub use lines::paragraphs;
pub use outlets::{OutletEntry, OutletKind, outlets};
pub use problem::{Problem, ProblemKind};
