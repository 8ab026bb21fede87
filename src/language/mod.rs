//! Text to tokens, sentences, tags, heads and names. Knows nothing of news.
//!
//! ```text
//!  text ─▶ tokenizer ─▶ features ─▶ vocabulary, encoder ─▶ tagger, parser ─▶ names ─▶ Analysis
//! ```

mod actions;
mod encoder;
mod engine;
mod features;
mod hashing;
mod irregular;
mod known;
mod lemma;
mod names;
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

pub use engine::SmallEnglish;
pub use parse_format::parse_json;
pub use types::{Analysis, Annotator, EngineInfo, LanguageError, Name, NameSource, Paragraph, Preset, Token};
