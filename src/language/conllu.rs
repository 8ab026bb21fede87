//! Analyses as CoNLL-U, the format of the treebanks: a word a line, a blank line after each sentence.

use super::{Analysis, Token};
use std::fmt::Write;
use std::ops::Range;

/// The sentences of one article. Names are in the last column (`Entity=B-GPE`), as are missing spaces.
pub fn conllu(path: &str, text: &str, analyses: &[Analysis]) -> String {
    let mut lines = String::new();
    let mut number = 0;
    for analysis in analyses {
        for sentence in analysis.sentences() {
            number += 1;
            if number == 1 {
                let _ = writeln!(lines, "# newdoc id = {}", one_line(path));
            }
            push_sentence(analysis, sentence, number, text, &mut lines);
        }
    }
    lines
}

fn push_sentence(analysis: &Analysis, sentence: Range<usize>, number: usize, text: &str, lines: &mut String) {
    let tokens = &analysis.tokens[sentence.clone()];
    let span = tokens.first().map_or(0, |t| t.start)..tokens.last().map_or(0, |t| t.end);
    let _ = writeln!(lines, "# sent_id = {number}\n# text = {}", one_line(text.get(span).unwrap_or_default()));
    let root = sentence.clone().find(|&i| analysis.tokens[i].head == i || !sentence.contains(&analysis.tokens[i].head)).unwrap_or(sentence.start);
    for i in sentence.clone() {
        let token = &analysis.tokens[i];
        // A sentence has one root; what else has its head elsewhere hangs on it.
        let head = match token.head {
            head if i != root && head != i && sentence.contains(&head) => head - sentence.start + 1,
            _ if i == root => 0,
            _ => root - sentence.start + 1,
        };
        let label = if head == 0 {
            "root"
        } else if token.label == "ROOT" {
            "dep"
        } else {
            token.label
        };
        let fields = [one_line(text.get(token.start..token.end).unwrap_or_default()), one_line(&token.lemma), token.pos.into(), token.tag.into(), "_".into()];
        let _ = writeln!(lines, "{}\t{}\t{head}\t{label}\t_\t{}", i - sentence.start + 1, fields.join("\t"), miscellaneous(analysis, token, text));
    }
    lines.push('\n');
}

/// What is in the last column.
fn miscellaneous(analysis: &Analysis, token: &Token, text: &str) -> String {
    let mut notes = Vec::new();
    if let Some(name) = analysis.names.iter().find(|name| name.start < token.end && token.start < name.end) {
        notes.push(format!("Entity={}-{}", if name.start >= token.start { "B" } else { "I" }, name.label));
    }
    if text.get(token.end..).is_some_and(|rest| rest.chars().next().is_some_and(|c| !c.is_whitespace())) {
        notes.push("SpaceAfter=No".into());
    }
    if notes.is_empty() { "_".into() } else { notes.join("|") }
}

/// Tabs and line ends would break the table; an empty field is `_`.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() { "_".into() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Name, NameSource};

    fn token(start: usize, end: usize, head: usize, label: &'static str, sentence_start: bool) -> Token {
        Token { start, end, tag: "NN", pos: "NOUN", lemma: "x".into(), head, label, sentence_start }
    }

    #[test]
    fn a_sentence_is_a_table_with_one_root() {
        let text = "Rockets hit Erbil.\nGo";
        let tokens = vec![
            token(0, 7, 1, "nsubj", true),
            token(8, 11, 1, "ROOT", false),
            token(12, 17, 1, "dobj", false),
            token(17, 18, 17, "punct", false),
            token(19, 21, 4, "ROOT", true),
        ];
        let names = vec![Name { start: 12, end: 17, label: "GPE".into(), score: 1.0, source: NameSource::Model }];
        let written = conllu("a b.txt", text, &[Analysis { tokens, names }]);
        let expected = "# newdoc id = a b.txt\n# sent_id = 1\n# text = Rockets hit Erbil.\n\
            1\tRockets\tx\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n\
            2\thit\tx\tNOUN\tNN\t_\t0\troot\t_\t_\n\
            3\tErbil\tx\tNOUN\tNN\t_\t2\tdobj\t_\tEntity=B-GPE|SpaceAfter=No\n\
            4\t.\tx\tNOUN\tNN\t_\t2\tpunct\t_\t_\n\n\
            # sent_id = 2\n# text = Go\n1\tGo\tx\tNOUN\tNN\t_\t0\troot\t_\t_\n\n";
        assert_eq!(written, expected);
        assert_eq!(conllu("a.txt", "", &[]), "");
    }
}
