//! Text to tokens by the rules of the model: chunks between spaces, special cases, prefixes, suffixes, infixes.

use super::LanguageError;
use super::weights::Meta;
use fancy_regex::Regex;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::mem::take;
use std::ops::Range;
use std::sync::Arc;

/// A chunk longer than this (in bytes) is cut, since the patterns look at a chunk again and again.
const LONGEST_CHUNK: usize = 1000;

/// The suffix pattern sees this many bytes at the end first; a real suffix is shorter.
const SUFFIX_WINDOW: usize = 48;

/// A special case spans at most so many tokens and bytes.
const SPECIAL_TOKENS: usize = 6;
const SPECIAL_BYTES: usize = 24;

/// A token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawToken {
    /// Bytes in the text.
    pub(super) range: Range<usize>,
    /// The norm that a rule gives it.
    pub(super) norm: Option<Arc<str>>,
    /// Whether one space follows, which then is no token.
    pub(super) space_after: bool,
}

/// A part of a chunk.
#[derive(Clone, Debug)]
pub(super) struct Part {
    bytes: usize,
    norm: Option<Arc<str>>,
}

/// Chunks that were split before.
pub(super) type ChunkCache = FxHashMap<Box<str>, Arc<[Part]>>;

/// The rules.
pub(super) struct Tokenizer {
    rules: FxHashMap<String, Arc<[Part]>>,
    prefix: Regex,
    suffix: Regex,
    infix: Regex,
    url: Regex,
}

impl Tokenizer {
    pub(super) fn new(meta: &mut Meta) -> Result<Self, LanguageError> {
        let pattern = |text: &str| Regex::new(text).map_err(|e| LanguageError::Weights(e.to_string()));
        let part = |(text, norm): (String, Option<String>)| Part { bytes: text.len(), norm: norm.map(Arc::from) };
        Ok(Self {
            prefix: pattern(&meta.prefix)?,
            suffix: pattern(&meta.suffix)?,
            infix: pattern(&meta.infix)?,
            url: pattern(&meta.url)?,
            rules: take(&mut meta.rules).into_iter().map(|(chunk, parts)| (chunk, parts.into_iter().map(part).collect())).collect(),
        })
    }

    /// All tokens of `text`, white space that is more than one space included.
    pub(super) fn tokenize(&self, text: &str, cache: &mut ChunkCache) -> Vec<RawToken> {
        let mut tokens = Vec::new();
        let mut start = 0;
        let mut in_space = text.starts_with(char::is_whitespace);
        for (i, c) in text.char_indices() {
            if c.is_whitespace() == in_space {
                continue;
            }
            self.push_run(text, start..i, cache, &mut tokens);
            start = i;
            if c == ' '
                && let Some(before) = tokens.last_mut()
            {
                before.space_after = true;
                start += 1;
            }
            in_space = !in_space;
        }
        self.push_run(text, start..text.len(), cache, &mut tokens);
        self.restore_special_cases(text, tokens)
    }

    /// The tokens of a run without a change between white space and text.
    fn push_run(&self, text: &str, mut run: Range<usize>, cache: &mut ChunkCache, tokens: &mut Vec<RawToken>) {
        while !run.is_empty() {
            let mut end = run.end.min(run.start + LONGEST_CHUNK);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            push_parts(&self.split_chunk(&text[run.start..end], cache), run.start, tokens);
            run.start = end;
        }
    }

    fn split_chunk(&self, chunk: &str, cache: &mut ChunkCache) -> Arc<[Part]> {
        if let Some(parts) = self.rules.get(chunk).or_else(|| cache.get(chunk)) {
            return Arc::clone(parts);
        }
        let parts: Arc<[Part]> = self.split_affixes(chunk).into();
        cache.insert(chunk.into(), Arc::clone(&parts));
        parts
    }

    /// Takes prefixes and suffixes off until a rule or nothing fits; the rest is split at infixes.
    fn split_affixes(&self, chunk: &str) -> Vec<Part> {
        let (mut parts, mut suffixes) = (Vec::new(), Vec::new());
        let (mut rest, mut last) = (chunk, 0);
        while !rest.is_empty() && rest.len() != last && !self.rules.contains_key(rest) {
            last = rest.len();
            let prefix = matched(&self.prefix, rest);
            if prefix > 0 && self.rules.contains_key(&rest[prefix..]) {
                parts.push(plain(prefix));
                rest = &rest[prefix..];
                break;
            }
            let suffix = self.suffix_length(&rest[prefix..]);
            if suffix > 0 && self.rules.contains_key(&rest[..rest.len() - suffix]) {
                suffixes.push(plain(suffix));
                rest = &rest[..rest.len() - suffix];
                break;
            }
            if prefix > 0 {
                parts.push(plain(prefix));
            }
            if suffix > 0 {
                suffixes.push(plain(suffix));
            }
            rest = &rest[prefix..rest.len() - suffix];
        }
        self.split_infixes(rest, &mut parts);
        parts.extend(suffixes.into_iter().rev());
        parts
    }

    fn split_infixes(&self, text: &str, parts: &mut Vec<Part>) {
        if text.is_empty() {
            return;
        }
        if let Some(rule) = self.rules.get(text) {
            return parts.extend(rule.iter().cloned());
        }
        if self.is_url(text) {
            return parts.push(plain(text.len()));
        }
        let mut start = 0;
        for infix in self.infix.find_iter(text).map_while(Result::ok).filter(|m| m.start() > 0) {
            let pieces = [infix.start() - start, infix.end() - infix.start()];
            parts.extend(pieces.into_iter().filter(|&bytes| bytes > 0).map(plain));
            start = infix.end();
        }
        if start < text.len() {
            parts.push(plain(text.len() - start));
        }
    }

    /// Every form the pattern knows holds a full stop; to ask it costs much.
    fn is_url(&self, text: &str) -> bool {
        text.contains('.') && self.url.is_match(text).unwrap_or(false)
    }

    fn suffix_length(&self, text: &str) -> usize {
        let mut from = text.len().saturating_sub(SUFFIX_WINDOW);
        while !text.is_char_boundary(from) {
            from -= 1;
        }
        // At the very edge of the window the match could have begun earlier.
        match matched(&self.suffix, &text[from..]) {
            whole if from > 0 && whole == text.len() - from => matched(&self.suffix, text),
            length => length,
        }
    }

    /// Joins neighbours that the patterns cut apart though together they are a rule (":-)" and the like).
    fn restore_special_cases(&self, text: &str, tokens: Vec<RawToken>) -> Vec<RawToken> {
        let runs = self.special_runs(text, &tokens);
        if runs.is_empty() {
            return tokens;
        }
        let mut restored = Vec::with_capacity(tokens.len());
        let mut next = 0;
        for run in runs {
            restored.extend_from_slice(&tokens[next..run.start]);
            next = run.end;
            let (first, last) = (&tokens[run.start], &tokens[run.end - 1]);
            if let Some(rule) = self.rules.get(&text[first.range.start..last.range.end]) {
                push_parts(rule, first.range.start, &mut restored);
            }
            if let Some(token) = restored.last_mut() {
                token.space_after = last.space_after;
            }
        }
        restored.extend_from_slice(&tokens[next..]);
        restored
    }

    /// Token ranges to be joined, disjoint and in order; of overlapping ones the longer, then the first.
    fn special_runs(&self, text: &str, tokens: &[RawToken]) -> Vec<Range<usize>> {
        let mut candidates: Vec<Range<usize>> = (0..tokens.len()).flat_map(|first| self.special_runs_at(text, tokens, first)).collect();
        candidates.sort_by_key(|run| (Reverse(run.len()), run.start));
        let mut used = vec![false; if candidates.is_empty() { 0 } else { tokens.len() }];
        let mut runs = Vec::new();
        for run in candidates {
            if !used[run.start] && !used[run.end - 1] {
                runs.push(run.clone());
            }
            used[run].fill(true);
        }
        runs.sort_by_key(|run| run.start);
        runs
    }

    fn special_runs_at(&self, text: &str, tokens: &[RawToken], first: usize) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        for last in first + 1..tokens.len().min(first + SPECIAL_TOKENS) {
            let start = tokens[first].range.start;
            if tokens[last - 1].space_after || tokens[last - 1].range.end - start > SPECIAL_BYTES {
                break;
            }
            let differs = |rule: &Arc<[Part]>| !rule.iter().map(|p| p.bytes).eq(tokens[first..=last].iter().map(|t| t.range.len()));
            if self.rules.get(&text[start..tokens[last].range.end]).is_some_and(differs) {
                runs.push(first..last + 1);
            }
        }
        runs
    }
}

fn push_parts(parts: &[Part], mut start: usize, tokens: &mut Vec<RawToken>) {
    for Part { bytes, norm } in parts {
        tokens.push(RawToken { range: start..start + bytes, norm: norm.clone(), space_after: false });
        start += bytes;
    }
}

fn plain(bytes: usize) -> Part {
    Part { bytes, norm: None }
}

/// Length of the first match, 0 if there is none.
fn matched(pattern: &Regex, text: &str) -> usize {
    pattern.find(text).ok().flatten().map_or(0, |m| m.end() - m.start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(|| Tokenizer::new(&mut Meta::load().unwrap()).unwrap());

    fn words(text: &str) -> Vec<String> {
        TOKENIZER.tokenize(text, &mut ChunkCache::default()).into_iter().map(|t| text[t.range].to_string()).collect()
    }

    #[test]
    fn splits_as_spacy_does() {
        let cases = [
            ("He didn't say \"go\".", "He|did|n't|say|\"|go|\"|."),
            ("Israel-Hamas war", "Israel|-|Hamas|war"),
            ("the U.S.-led force", "the|U.S.-led|force"),
            ("at https://example.org/a?b=1, he", "at|https://example.org/a?b=1|,|he"),
            ("Two  spaces\nand a line", "Two| |spaces|\n|and|a|line"),
            ("5km, $3m and 10%", "5|km|,|$|3|m|and|10|%"),
            ("cannot :-) e.g. 8.30pm", "can|not|:-)|e.g.|8.30pm"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn rules_give_norms() {
        let tokens = TOKENIZER.tokenize("they'll", &mut ChunkCache::default());
        assert_eq!(tokens[1].norm.as_deref(), Some("will"));
    }

    #[test]
    fn endless_words_end() {
        for unit in ["a", "!", "(", "a.", "ab-", ".", "1.1.", "é", "@:"] {
            let text = unit.repeat(5000);
            let tokens = TOKENIZER.tokenize(&text, &mut ChunkCache::default());
            assert_eq!(tokens.iter().map(|t| t.range.len()).sum::<usize>(), text.len(), "{unit}");
        }
    }

    #[test]
    fn a_long_suffix_is_found_whole() {
        assert_eq!(words(&format!("so{}", ".".repeat(200))).len(), 2);
    }
}
