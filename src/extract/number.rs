//! Counts in words and figures, with their qualifiers; never ages, money, measures, times, years or model names.

use super::calendar::{is_tens, ordinal, small_number};
use super::date;
use super::units::UNITS;
use crate::language::{Analysis, Token};
use crate::model::{Count, Qualifier, Span};
use std::ops::Range;

/// A count in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The tokens of the number itself, without its qualifier.
    pub tokens: Range<usize>,
    /// The words with the qualifier before and after.
    pub span: Span,
    /// The token that stands for the number in the dependency tree.
    pub head: usize,
    /// The number.
    pub value: u32,
    /// The upper end of "150 to 200".
    pub upper: Option<u32>,
    /// How it is qualified.
    pub qualifier: Qualifier,
    /// Whether the words are vague ("dozens") and the number is a convention (rule C6).
    pub vague: bool,
    /// Whether "a total of" or "all" stands before it.
    pub total: bool,
}

impl Number {
    /// The count by rules C6 and C7.
    pub fn count(&self) -> Count {
        let count = Count::qualified(self.value, self.qualifier);
        match self.upper {
            Some(upper) => Count { high: Some(upper), ..count },
            None if self.vague => Count { high: None, ..count },
            None => count,
        }
    }
}

/// The counts of one paragraph of the article `text`, in order.
pub fn find(text: &str, analysis: &Analysis) -> Vec<Number> {
    let reader = Reader::new(text, analysis);
    let dates = dates_of(text, analysis);
    let mut out = Vec::new();
    let mut at = 0;
    while at < analysis.tokens.len() {
        match reader.number(at) {
            Some(number) => {
                at = number.tokens.end;
                if !dates.iter().any(|d| d.overlaps(number.core(analysis))) && !reader.is_no_count(&number) {
                    out.push(number);
                }
            }
            None => at += 1,
        }
    }
    out
}

/// The date words of the paragraph, in article offsets.
fn dates_of(text: &str, analysis: &Analysis) -> Vec<Span> {
    let (Some(first), Some(last)) = (analysis.tokens.first(), analysis.tokens.last()) else { return Vec::new() };
    let paragraph = Span::new(first.start, last.end);
    date::scan(paragraph.of(text)).into_iter().map(|d| Span::new(d.span.start + paragraph.start, d.span.end + paragraph.start)).collect()
}

impl Number {
    fn core(&self, analysis: &Analysis) -> Span {
        let tokens = analysis.tokens.get(self.tokens.clone()).unwrap_or_default();
        Span::new(tokens.first().map_or(0, |t| t.start), tokens.last().map_or(0, |t| t.end))
    }
}

/// The tokens of a paragraph with their words in lower case.
struct Reader<'a> {
    analysis: &'a Analysis,
    lower: Vec<String>,
}

/// What the number words at one place come to.
struct Parsed {
    value: f64,
    end: usize,
    vague: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &str, analysis: &'a Analysis) -> Self {
        let lower = analysis.tokens.iter().map(|t| Span::new(t.start, t.end).of(text).to_lowercase().replace('’', "'")).collect();
        Self { analysis, lower }
    }

    fn word(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The word `back` places before `at`.
    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |i| self.word(i))
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.analysis.tokens.get(at)
    }

    /// The number that starts at token `at`.
    fn number(&self, at: usize) -> Option<Number> {
        let parsed = self.vague(at).or_else(|| self.plain(at))?;
        let (upper, end) = self.upper_end(&parsed);
        let (qualifier, first, total) = self.qualifier(at);
        let (qualifier, last) = self.qualifier_after(end, if parsed.vague || upper.is_some() { weaken(qualifier) } else { qualifier });
        let tokens = at..end;
        let head = tokens.clone().rev().find(|i| self.token(*i).is_none_or(|t| !tokens.contains(&t.head) || t.head == *i)).unwrap_or(at);
        let span = Span::new(self.token(first)?.start, self.token(last - 1)?.end);
        Some(Number { tokens, span, head, value: whole(parsed.value)?, upper, qualifier, vague: parsed.vague, total })
    }

    /// "150 to 200", "8-10".
    fn upper_end(&self, low: &Parsed) -> (Option<u32>, usize) {
        let joined = !low.vague && matches!(self.word(low.end), "to" | "-" | "–" | "or");
        let high = joined.then(|| self.plain(low.end + 1)).flatten().filter(|h| h.value > low.value);
        high.map_or((None, low.end), |h| (whole(h.value), h.end))
    }

    /// "dozens", "hundreds", "tens of thousands", "half a dozen", "a couple".
    fn vague(&self, at: usize) -> Option<Parsed> {
        let fixed = |value: f64, length: usize, vague: bool| Some(Parsed { value, end: at + length, vague });
        match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("half", "a" | "-", "dozen") => fixed(6.0, 3, false),
            ("tens", "of", "thousands") => fixed(10_000.0, 3, true),
            ("hundreds", "of", "thousands") => fixed(100_000.0, 3, true),
            ("tens", "of", _) => fixed(10.0, 1, true),
            ("several" | "few" | "many", "dozen", _) => fixed(12.0, 2, true),
            ("several" | "few" | "many", "hundred", _) => fixed(100.0, 2, true),
            ("several" | "few" | "many", "thousand", _) => fixed(1000.0, 2, true),
            ("dozens", ..) => fixed(12.0, 1, true),
            ("scores", ..) => fixed(20.0, 1, true),
            ("hundreds", ..) => fixed(100.0, 1, true),
            ("thousands", ..) => fixed(1000.0, 1, true),
            ("a", "couple" | "pair", _) => fixed(2.0, 2, false),
            ("a", scale @ ("dozen" | "hundred" | "thousand" | "million"), _) => fixed(scale_of(scale)?, 2, false),
            ("dozen", ..) => fixed(12.0, 1, false),
            _ => None,
        }
    }

    /// Figures or number words with their scales: "2,500", "1.5 million", "one hundred and thirty-seven".
    fn plain(&self, at: usize) -> Option<Parsed> {
        let (mut group, mut at) = self.simple(at)?;
        let mut sum = 0.0;
        loop {
            match scale_of(self.word(at)) {
                Some(scale) if scale <= 100.0 => group *= scale,
                Some(scale) => {
                    sum += group * scale;
                    group = 0.0;
                }
                None => break,
            }
            at += 1;
            let joined = at + usize::from(self.word(at) == "and");
            if let Some((more, end)) = self.simple(joined).filter(|(more, _)| *more < 100.0 || joined == at) {
                group += more;
                at = end;
            }
        }
        Some(Parsed { value: sum + group, end: at, vague: false })
    }

    /// One figure or one number word with its unit: "12", "twenty-three".
    fn simple(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.word(at);
        if let Some(figure) = figure(word) {
            return Some((figure, at + 1));
        }
        let value = f64::from(joined_number(word)?);
        let hyphen = usize::from(self.word(at + 1) == "-");
        let unit = small_number(self.word(at + 1 + hyphen)).filter(|u| (1..10).contains(u) && hyphen == 1 && is_tens(word));
        Some(unit.map_or((value, at + 1), |u| (value + f64::from(u), at + 3)))
    }

    /// The qualifier that ends just before `at`, the token where it starts, and whether it says that this is the whole.
    fn qualifier(&self, at: usize) -> (Qualifier, usize, bool) {
        let (two, one) = (self.before(at, 2), self.before(at, 1));
        let phrase = match (two, one) {
            ("at", "least") => Some((Qualifier::AtLeast, 2)),
            ("more" | "greater", "than") | ("excess" | "upwards" | "upward", "of") => Some((Qualifier::MoreThan, 2)),
            ("fewer" | "less", "than") if matches!(self.before(at, 3), "no" | "not") => Some((Qualifier::AtLeast, 3)),
            ("fewer" | "less", "than") | ("at", "most") | ("up", "to") => Some((Qualifier::UpTo, 2)),
            ("many" | "much", "as") if self.before(at, 3) == "as" => Some((Qualifier::UpTo, 3)),
            ("close", "to") | ("not", "quite") => Some((Qualifier::Nearly, 2)),
            ("an" | "the", "estimated") => Some((Qualifier::About, 2)),
            _ => None,
        };
        let single = || match one {
            "over" | "above" => Some((Qualifier::MoreThan, 1)),
            "nearly" | "almost" => Some((Qualifier::Nearly, 1)),
            "about" | "around" | "some" | "roughly" | "approximately" | "perhaps" | "estimated" | "circa" | "~" => Some((Qualifier::About, 1)),
            "under" => Some((Qualifier::UpTo, 1)),
            _ => None,
        };
        let (qualifier, length) = phrase.or_else(single).unwrap_or((Qualifier::Exact, 0));
        let start = at - length;
        let total = (self.before(start, 1) == "of" && self.before(start, 2) == "total") || self.before(start, 1) == "all";
        (qualifier, start, total)
    }

    /// "or more", "or so", "-plus" after the number; the token where the words end.
    fn qualifier_after(&self, end: usize, before: Qualifier) -> (Qualifier, usize) {
        match (self.word(end), self.word(end + 1)) {
            ("or", "more") => (Qualifier::AtLeast, end + 2),
            ("or", "so") => (Qualifier::About, end + 2),
            ("-", "plus") => (Qualifier::MoreThan, end + 2),
            ("+", _) => (Qualifier::MoreThan, end + 1),
            _ => (before, end),
        }
    }

    /// Whether the number counts no people, attacks or things.
    fn is_no_count(&self, number: &Number) -> bool {
        let Range { start, end } = number.tokens;
        self.is_money(start, end) || self.is_measure(end) || self.is_age(start, end) || self.is_label(start, end)
    }

    fn is_money(&self, start: usize, end: usize) -> bool {
        let symbol = self.before(start, 1);
        let before = symbol.ends_with(['$', '£', '€', '¥', '₹', '₦']) || matches!(symbol, "rs" | "usd" | "eur" | "gbp");
        before
            || matches!(
                self.word(end),
                "dollars" | "euros" | "pounds" | "naira" | "hryvnias" | "rupees" | "shekels" | "cents" | "rials" | "dinars" | "roubles" | "rubles"
            )
    }

    fn is_measure(&self, end: usize) -> bool {
        let at = end + usize::from(self.word(end) == "-" || matches!(self.word(end), "square" | "nautical" | "cubic" | "straight" | "more" | "long"));
        UNITS.contains(&self.word(at)) || (UNITS.contains(&self.word(at + 1)) && matches!(self.word(at), "more" | "-" | "full" | "consecutive"))
    }

    /// "Ali, 46, of", "aged 30", "a man of 50", "43-year-old".
    fn is_age(&self, start: usize, end: usize) -> bool {
        let figure = end == start + 1 && figure(self.word(start)).is_some_and(|n| n < 125.0);
        let apposed =
            figure && self.before(start, 1) == "," && matches!(self.word(end), "," | "." | ")" | ";" | "and" | "") && self.is_noun(start.saturating_sub(2));
        let aged = matches!(self.before(start, 1), "aged" | "age");
        let of = figure && self.before(start, 1) == "of" && matches!(self.before(start, 2), "man" | "woman" | "boy" | "girl" | "age" | "child" | "youth");
        apposed || aged || of
    }

    fn is_noun(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.pos == "PROPN" || t.pos == "NOUN")
    }

    /// "Tower 22", "Resolution 1701", "2-1", "No. 4", a figure that is glued to letters.
    fn is_label(&self, start: usize, end: usize) -> bool {
        let figure = figure(self.word(start)).is_some();
        let glued = |left: Option<&Token>, right: Option<&Token>| left.zip(right).is_some_and(|(l, r)| l.end == r.start);
        let sign = |at: usize| matches!(self.word(at), "-" | ":" | "/" | "–");
        let score = figure
            && ((start > 0 && sign(start - 1) && glued(self.token(start - 1), self.token(start)))
                || (sign(end) && glued(self.token(end), self.token(end + 1)) && self::figure(self.word(end + 1)).is_some()));
        let named = figure && start > 0 && self.token(start - 1).is_some_and(|t| t.pos == "PROPN") && !self.counts_next(start, end);
        let numbered = matches!(self.before(start, 1), "no" | "no." | "number" | "#" | "nr");
        score || named || numbered
    }

    /// Whether the number belongs to a later word.
    fn counts_next(&self, start: usize, end: usize) -> bool {
        (start..end).any(|i| self.token(i).is_some_and(|t| t.head >= end))
    }
}

fn weaken(qualifier: Qualifier) -> Qualifier {
    if qualifier == Qualifier::Exact { Qualifier::About } else { qualifier }
}

fn whole(value: f64) -> Option<u32> {
    (value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value)).then_some(value as u32)
}

/// A number in figures with or without thousands separators.
fn figure(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) || !word.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.') {
        return None;
    }
    let grouped = word.split(',').skip(1).all(|g| g.len() == 3 || g.starts_with(|c: char| c.is_ascii_digit()) && g.contains('.') && g.find('.') == Some(3));
    grouped.then(|| word.replace(',', "").parse().ok()).flatten()
}

/// A number word, also with its hyphen inside one token: "twenty-three".
fn joined_number(word: &str) -> Option<u32> {
    small_number(word).or_else(|| {
        let (tens, unit) = word.split_once('-')?;
        is_tens(tens).then_some(())?;
        Some(small_number(tens)? + small_number(unit).filter(|u| *u < 10)?)
    })
}

fn scale_of(word: &str) -> Option<f64> {
    match word {
        "dozen" => Some(12.0),
        "hundred" => Some(100.0),
        "thousand" => Some(1000.0),
        "million" => Some(1_000_000.0),
        "billion" => Some(1_000_000_000.0),
        _ => None,
    }
}

/// The ordinal at token `at` ("26th", "third", "twenty-seventh") and the token after it.
pub fn ordinal_at(text: &str, analysis: &Analysis, at: usize) -> Option<(u32, usize)> {
    let word = |i: usize| analysis.tokens.get(i).map(|t| Span::new(t.start, t.end).of(text).to_lowercase()).unwrap_or_default();
    let first = word(at);
    if is_tens(&first) && word(at + 1) == "-" {
        return Some((small_number(&first)? + ordinal(&word(at + 2)).filter(|n| *n < 10)?, at + 3));
    }
    let hyphened = || first.split_once('-').and_then(|(tens, unit)| Some(small_number(tens).filter(|_| is_tens(tens))? + ordinal(unit).filter(|n| *n < 10)?));
    ordinal(&first).or_else(hyphened).map(|n| (n, at + 1))
}
