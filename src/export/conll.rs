//! A line a word: CoNLL-2003 with IOB2 labels, and CoNLL-U with labels and places in the last column. Offsets are code points.

use super::ExportOptions;
use super::format::{Fill, Format, Purpose};
use super::marks::{flat, marks};
use super::tokens::{Word, sentences};
use crate::model::{CharIndex, Span};
use crate::review::{Dataset, ReviewedArticle};
use std::io::{self, Write};

/// CoNLL-2003.
pub struct Conll2003;

/// CoNLL-U.
pub struct ConllU;

impl Format for Conll2003 {
    fn key(&self) -> &'static str {
        "conll2003"
    }

    fn label(&self) -> &'static str {
        "CoNLL-2003"
    }

    fn about(&self) -> &'static str {
        "A word and its label (IOB2) on each line, for training name taggers."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Annotation
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("conll2003.txt", conll2003), ("conll2003-lost.txt", lost)]
    }

    fn notes(&self) -> &'static str {
        "## conll2003.txt\n\nOne label a word: of marks that overlap, the longest is kept; `conll2003-lost.txt` counts the others for each article. Words and \
         sentences are split by simple rules of punctuation, and always where a mark begins or ends. The columns for parts of speech and chunks hold `-X-`."
    }
}

impl Format for ConllU {
    fn key(&self) -> &'static str {
        "conllu"
    }

    fn label(&self) -> &'static str {
        "CoNLL-U"
    }

    fn about(&self) -> &'static str {
        "Words in the layout of Universal Dependencies, with label and place in the text (code points) in the last column."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Annotation
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("conllu.conllu", conllu)]
    }

    fn notes(&self) -> &'static str {
        "## conllu.conllu\n\n`NER` is the label in IOB2, `TokenRange` the place in the article's text in code points, `SpaceAfter=No` where the next word follows at once. \
         Of marks that overlap, the longest is kept. Words and sentences are split by simple rules of punctuation, and always where a mark begins or ends."
    }
}

/// The words of an article with the label of each.
fn labelled(reviewed: &ReviewedArticle, options: &ExportOptions) -> Vec<Vec<(Word, String)>> {
    let (kept, _) = flat(&marks(reviewed, options));
    let cuts: Vec<usize> = kept.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    let label = |word: Word| (word, label_of(word.span, &kept));
    let mut whole: Vec<Vec<(Word, String)>> = Vec::new();
    for words in sentences(&reviewed.article.text, &cuts) {
        let words: Vec<(Word, String)> = words.into_iter().map(label).collect();
        match whole.last_mut().filter(|_| words.first().is_some_and(|(_, label)| label.starts_with("I-"))) {
            Some(before) => before.extend(words), // readers begin a new name with each sentence
            None => whole.push(words),
        }
    }
    whole
}

/// `B-` at the first word of a mark, `I-` at the others.
fn label_of(word: Span, kept: &[(Span, &'static str)]) -> String {
    let next = kept.partition_point(|(span, _)| span.end <= word.start);
    match kept.get(next).filter(|(span, _)| span.overlaps(word)) {
        Some((span, label)) if word.start <= span.start => format!("B-{label}"),
        Some((_, label)) => format!("I-{label}"),
        None => "O".to_owned(),
    }
}

fn conll2003(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    for article in dataset.each() {
        let article = article.as_ref();
        writeln!(out, "-DOCSTART- -X- O O\n")?;
        for sentence in labelled(article, options) {
            for (word, label) in sentence {
                writeln!(out, "{} -X- -X- {label}", word.span.of(&article.article.text))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

fn lost(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Marks left out since they overlap longer ones, by article:")?;
    for article in dataset.each() {
        let article = article.as_ref();
        writeln!(out, "{}\t{}", flat(&marks(article, options)).1, article.article.path.replace(['\n', '\t'], " "))?;
    }
    Ok(())
}

fn conllu(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    for article in dataset.each() {
        let article = article.as_ref();
        let text = article.article.text.as_str();
        let index = CharIndex::new(text);
        for (i, sentence) in labelled(article, options).iter().enumerate() {
            if i == 0 {
                writeln!(out, "# newdoc id = {}", article.article.id)?;
            }
            let (first, last) = (sentence.first().map_or(0, |w| w.0.span.start), sentence.last().map_or(0, |w| w.0.span.end));
            let whole = Span::new(first, last).of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(out, "# sent_id = {}-{}\n# text = {whole}", article.article.id, i + 1)?;
            for (n, (word, label)) in sentence.iter().enumerate() {
                let (start, end) = index.points(word.span);
                let glued = if word.space_after || n + 1 == sentence.len() { "" } else { "SpaceAfter=No|" };
                writeln!(out, "{}\t{}\t_\t_\t_\t_\t_\t_\t_\tNER={label}|{glued}TokenRange={start}:{end}", n + 1, word.span.of(text))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}
