//! Files to articles: reading, decoding, masking of boilerplate, metadata. A file that cannot be read becomes a `Problem`.
//!
//! To teach it a new kind of furniture, add a rule to `assets/boilerplate.toml`; a new outlet goes to `assets/lexicon/outlets.toml`.

mod agencies;
mod ahead;
mod archive;
mod article;
mod boilerplate;
mod byline;
mod classify;
mod columns;
mod date_line;
mod dates;
mod decode;
mod docx;
mod flatten;
mod folder;
mod headline;
mod html;
mod html_meta;
mod json;
mod json_line;
mod limits;
mod lines;
mod listing;
mod mail;
mod markup;
mod outlet;
mod outlets;
mod own_export;
mod pdf;
mod problem;
mod published;
mod source;
mod table;
mod warc;

pub use ahead::Ahead;
pub use article::{Given, article_from_html, article_from_text};
pub use columns::{ColumnChoice, NotAChoice, Part, places};
pub use folder::{Scan, dedupe, read_file, scan};
pub use json_line::article_from_json_line;
pub use limits::Limits;
pub use lines::paragraphs;
pub use listing::{Listed, Listing, SourceFile};
pub use outlets::{OutletEntry, OutletKind, outlets};
pub use own_export::{GENERATOR, own_files};
pub use problem::{Problem, ProblemKind};
pub use source::read_bytes;
pub use table::preview;
