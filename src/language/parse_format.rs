//! The line that `dateline parse -` writes for an article, for comparison with other engines.

use super::{Analysis, Name, Token};
use serde_json::{Value, json};

/// One article: offsets count characters of `text`, heads count tokens of the whole article.
pub fn parse_json(path: &str, text: &str, analyses: &[Analysis]) -> Value {
    let characters = Characters::new(text);
    let mut tokens = Vec::new();
    for analysis in analyses {
        let first = tokens.len();
        tokens.extend(analysis.tokens.iter().map(|token| token_json(token, first, text, &characters)));
    }
    let names: Vec<Value> = analyses.iter().flat_map(|a| &a.names).map(|name| name_json(name, text, &characters)).collect();
    json!({"path": path, "tokens": tokens, "names": names})
}

fn token_json(token: &Token, first: usize, text: &str, characters: &Characters) -> Value {
    json!({
        "start": characters.before(token.start),
        "end": characters.before(token.end),
        "text": text.get(token.start..token.end),
        "tag": token.tag,
        "pos": token.pos,
        "lemma": token.lemma,
        "head": first + token.head,
        "label": token.label,
        "sentence_start": token.sentence_start,
    })
}

fn name_json(name: &Name, text: &str, characters: &Characters) -> Value {
    json!({
        "start": characters.before(name.start),
        "end": characters.before(name.end),
        "text": text.get(name.start..name.end),
        "label": name.label,
        "score": name.score,
        "source": name.source,
    })
}

/// Byte offsets of the characters.
struct Characters(Vec<usize>);

impl Characters {
    fn new(text: &str) -> Self {
        Self(text.char_indices().map(|(byte, _)| byte).collect())
    }

    fn before(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start < byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::NameSource;

    #[test]
    fn counts_characters_and_heads_of_the_article() {
        let token = |start, end, head| Token { start, end, tag: "NN", pos: "NOUN", lemma: String::new(), head, label: "ROOT", sentence_start: true };
        let name = Name { start: 4, end: 6, label: "GPE".into(), score: 1.0, source: NameSource::Preset };
        let analyses = [Analysis { tokens: vec![token(0, 3, 0)], names: vec![] }, Analysis { tokens: vec![token(4, 6, 0)], names: vec![name] }];
        let line = parse_json("a.txt", "éx\nUK", &analyses);
        assert_eq!(line["tokens"][1]["start"], 3);
        assert_eq!((&line["tokens"][1]["end"], &line["tokens"][1]["head"], &line["tokens"][1]["text"]), (&json!(5), &json!(1), &json!("UK")));
        assert_eq!((&line["names"][0]["text"], &line["names"][0]["source"]), (&json!("UK"), &json!("preset")));
    }
}
