//! Text to tokens, sentences, tags, heads and names. Knows nothing of news.
//!
//! ```text
//!  text ─▶ tokenizer ─▶ features ─▶ vocabulary, encoder ─▶ tagger, parser ─▶ names ─▶ Analysis
//! ```
//!
//! The arithmetic (`lanes`, `linear`, `window`, `norm`, `actions`) is written once for all vector units and chosen when the program runs.

mod actions;
mod conllu;
mod encoder;
mod engine;
mod features;
mod hashing;
mod irregular;
mod known;
mod lanes;
mod lemma;
mod linear;
mod names;
mod norm;
mod parse_format;
mod parser;
mod piece;
mod projective;
mod recase;
mod stem;
mod tagger;
mod tokenizer;
mod types;
mod vocabulary;
mod weights;
mod window;

pub use conllu::conllu;
pub use engine::SmallEnglish;
pub use parse_format::parse_json;
pub use types::{Analysis, Annotator, EngineInfo, LanguageError, Name, NameSource, Paragraph, Preset, Token};
