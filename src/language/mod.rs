//! Text to tokens, sentences, tags, heads and names. Knows nothing of news.

mod types;

pub use types::{Analysis, Annotator, EngineInfo, LanguageError, Name, NameSource, Paragraph, Preset, Token};
