//! brat standoff: a text and an annotation file for each article, and the configuration of a collection. Offsets are code points.

use super::ExportOptions;
use super::format::{Fill, Format, Part, Purpose};
use super::marks::marks;
use super::names;
use crate::model::{CharIndex, Kind, Role, Span};
use crate::review::{Dataset, Review, ReviewedArticle, ReviewedReport};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Articles with their marks.
pub struct Brat;

impl Format for Brat {
    fn key(&self) -> &'static str {
        "brat"
    }

    fn label(&self) -> &'static str {
        "brat standoff"
    }

    fn about(&self) -> &'static str {
        "A folder for brat: a text and an annotation file for each article, with the reports as events. Can be read back."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Annotation
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("brat/annotation.conf", configuration)]
    }

    fn pattern(&self) -> Option<&'static str> {
        Some("brat/*.txt, brat/*.ann")
    }

    fn each<'a>(&self, dataset: &'a Dataset, options: &'a ExportOptions) -> Vec<Part<'a>> {
        let parts = |(i, article): (usize, &'a std::sync::Arc<ReviewedArticle>)| {
            let name = names::article(i, &article.article);
            let text = Part { name: format!("brat/{name}.txt"), fill: Box::new(move |out| out.write_all(article.article.text.as_bytes())) };
            let ann = Part { name: format!("brat/{name}.ann"), fill: Box::new(move |out| standoff(article, options, out)) };
            [text, ann]
        };
        dataset.articles.iter().enumerate().flat_map(parts).collect()
    }

    fn notes(&self) -> &'static str {
        "## brat/\n\nOffsets are Unicode code points into the `.txt` file beside, whose lines end in LF. `T` lines are mentions, labelled by kind; `E` lines are \
         reports, with the words of the article in their roles; `A` lines say what the analyst decided; `#` lines hold the canonical name of a mention and the id \
         of a report. Words that have a role but are no mention are labelled `words`. A mark that runs over a line end is written in pieces, as brat wants it."
    }
}

/// The label of words in a role that no mention covers.
const WORDS: &str = "words";

const ROLES: [Role; 9] = [Role::Attacker, Role::Suspect, Role::Target, Role::Victim, Role::Weapon, Role::Place, Role::Date, Role::Killed, Role::Wounded];

fn configuration(_: &Dataset, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "[entities]")?;
    for kind in Kind::ALL {
        writeln!(out, "{}", kind.key())?;
    }
    let roles: Vec<String> = ROLES.iter().map(|r| format!("{}*:<ENTITY>", r.key())).collect();
    writeln!(out, "{WORDS}\n\n[relations]\n\n[events]\nreport\t{}\n", roles.join(", "))?;
    let reviews: Vec<&str> = Review::ALL.iter().map(|r| r.key()).collect();
    writeln!(
        out,
        "[attributes]\nreview\tArg:<ANY>, Value:{}\nmodality\tArg:<EVENT>, Value:actual|alleged|planned|threatened|denied|hypothetical",
        reviews.join("|")
    )
}

/// Numbers the lines of one file.
struct Lines<'a> {
    out: &'a mut dyn Write,
    text: &'a str,
    index: CharIndex,
    by_span: BTreeMap<(Span, &'static str), usize>,
    marks: usize,
    attributes: usize,
    notes: usize,
}

fn standoff(reviewed: &ReviewedArticle, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let text = reviewed.article.text.as_str();
    let mut lines = Lines { out, text, index: CharIndex::new(text), by_span: BTreeMap::new(), marks: 0, attributes: 0, notes: 0 };
    for mark in marks(reviewed, options) {
        let number = lines.mark(mark.item.span, mark.item.kind.key())?;
        lines.attribute("review", &format!("T{number}"), mark.review.key())?;
        if let Some(name) = &mark.item.entity {
            lines.note(&format!("T{number}"), name)?;
        }
    }
    let reports = reviewed.reports.iter().filter(|r| options.counts(r.review));
    reports.enumerate().try_for_each(|(i, report)| lines.report(i + 1, report))
}

impl Lines<'_> {
    /// The number of the mark with that span and label, which is written where it is not there yet.
    fn mark(&mut self, span: Span, label: &'static str) -> io::Result<usize> {
        if let Some(number) = self.by_span.get(&(span, label)) {
            return Ok(*number);
        }
        self.marks += 1;
        self.by_span.insert((span, label), self.marks);
        let pieces = pieces(self.text, span);
        let places: Vec<String> = pieces.iter().map(|p| self.index.points(*p)).map(|(a, b)| format!("{a} {b}")).collect();
        let words: Vec<&str> = pieces.iter().map(|p| p.of(self.text)).collect();
        writeln!(self.out, "T{}\t{label} {}\t{}", self.marks, places.join(";"), words.join(" "))?;
        Ok(self.marks)
    }

    fn attribute(&mut self, name: &str, of: &str, value: &str) -> io::Result<()> {
        self.attributes += 1;
        writeln!(self.out, "A{}\t{name} {of} {value}", self.attributes)
    }

    fn note(&mut self, of: &str, text: &str) -> io::Result<()> {
        self.notes += 1;
        writeln!(self.out, "#{}\tAnnotatorNotes {of}\t{}", self.notes, text.replace(['\n', '\r', '\t'], " "))
    }

    fn report(&mut self, number: usize, report: &ReviewedReport) -> io::Result<()> {
        let founding = report.item.key.span;
        if founding.is_empty() || founding.of(self.text).is_empty() {
            return Ok(());
        }
        let trigger = self.mark(founding, "report")?;
        let mut line = format!("report:T{trigger}");
        let mut times: BTreeMap<Role, usize> = BTreeMap::new();
        for argument in report.item.arguments.iter().filter(|a| !a.span.of(self.text).is_empty()) {
            let mark = self.covering(argument.span)?;
            let n = times.entry(argument.role).or_default();
            *n += 1;
            // brat tells several arguments of one role apart by a number behind it.
            let again = if *n > 1 { n.to_string() } else { String::new() };
            line.extend([" ", argument.role.key(), &again, ":T", &mark.to_string()]);
        }
        writeln!(self.out, "E{number}\t{line}")?;
        let name = format!("E{number}");
        self.attribute("modality", &name, report.item.modality.key())?;
        self.attribute("review", &name, report.review.key())?;
        self.note(&name, &report.item.id)
    }

    /// The mark that stands for the words of an argument.
    fn covering(&mut self, span: Span) -> io::Result<usize> {
        let exact = self.by_span.iter().find(|((s, label), _)| *s == span && *label != "report").map(|(_, n)| *n);
        let inside = || self.by_span.iter().filter(|((s, l), _)| span.contains(*s) && *l != "report").max_by_key(|((s, _), _)| s.len()).map(|(_, n)| *n);
        match exact.or_else(inside) {
            Some(number) => Ok(number),
            None => self.mark(span, WORDS),
        }
    }
}

/// `span` without the line ends in it.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = span.start;
    for line in span.of(text).split('\n') {
        let kept = line.trim_end();
        if !kept.trim_start().is_empty() {
            let lead = kept.len() - kept.trim_start().len();
            pieces.push(Span::new(start + lead, start + kept.len()));
        }
        start += line.len() + 1;
    }
    if pieces.len() < 2 { vec![span] } else { pieces }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_over_a_line_end_is_written_in_pieces() {
        let text = "Harakat\n  al-Nujaba said";
        let found = pieces(text, Span::new(0, 19));
        assert_eq!(found.iter().map(|p| p.of(text)).collect::<Vec<_>>(), ["Harakat", "al-Nujaba"]);
        assert_eq!(pieces(text, Span::new(0, 7)), [Span::new(0, 7)]);
    }
}
