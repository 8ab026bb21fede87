//! Date words of news: absolute forms, weekdays, months, ranges; `relative_date` and `clock` know the rest.

use super::calendar::{Word, small_number, words};
use super::{absolute_date, clock, narrative_date, period, relative_date};
use crate::language::Analysis;
use crate::model::{Article, Kind, Mention, Span, Value, When};

/// Date words in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The words.
    pub span: Span,
    /// What they say.
    pub when: When,
    /// The local time of day, `HH:MM`, where stated.
    pub time: Option<String>,
}

/// A piece of a date expression: words `from..from + length`.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub length: usize,
    pub when: When,
    pub time: Option<String>,
}

impl Piece {
    pub(super) fn new(length: usize, when: When) -> Self {
        Self { length, when, time: None }
    }
}

/// The words of a text and a place in them.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub words: &'a [Word],
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// The word `ahead` places on, in lower case; empty past the end.
    pub(super) fn word(&self, ahead: usize) -> &'a str {
        self.words.get(self.at + ahead).map_or("", |w| w.lower.as_str())
    }

    /// The word `back` places before.
    pub(super) fn back(&self, back: usize) -> &'a str {
        self.at.checked_sub(back).and_then(|i| self.words.get(i)).map_or("", |w| w.lower.as_str())
    }

    /// Whether the word `ahead` places on begins with a capital letter.
    pub(super) fn capital(&self, ahead: usize) -> bool {
        self.words.get(self.at + ahead).is_some_and(|w| w.capital)
    }

    /// Whether the word `ahead` places on follows its predecessor without a space.
    pub(super) fn glued(&self, ahead: usize) -> bool {
        let at = self.at + ahead;
        at > 0 && self.words.get(at - 1).zip(self.words.get(at)).is_some_and(|(l, r)| l.end == r.start)
    }

    /// The cursor moved on.
    pub(super) fn skip(self, ahead: usize) -> Self {
        Self { at: self.at + ahead, ..self }
    }

    /// A run of one to four figures that is no part of a longer number.
    pub(super) fn figures(&self, ahead: usize) -> Option<u32> {
        let word = self.word(ahead);
        (word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok()).flatten()
    }

    /// A number in figures or in one word.
    pub(super) fn count(&self, ahead: usize) -> Option<u32> {
        self.figures(ahead).or_else(|| small_number(self.word(ahead)))
    }

    /// Whether the word `back` places before is a year in figures.
    pub(super) fn figures_before(&self, back: usize) -> bool {
        let word = self.back(back);
        word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether the word `ahead` places on is the first of its line, or the text is over there.
    pub(super) fn begins_line(&self, ahead: usize) -> bool {
        self.words.get(self.at + ahead).is_none_or(|w| w.begins_line)
    }

    /// Whether the word before begins with a capital and is no full stop away.
    pub(super) fn capital_before(&self) -> bool {
        self.at.checked_sub(1).and_then(|i| self.words.get(i)).is_some_and(|w| w.capital && w.lower != "the")
    }

    /// A year between 1000 and 2099 that does not begin or end a longer number.
    pub(super) fn year(&self, ahead: usize) -> Option<i16> {
        let year = self.figures(ahead).filter(|y| (1000..2100).contains(y) && self.word(ahead).len() == 4)?;
        let decimal =
            |sign: usize, digit: usize| matches!(self.word(sign), "," | "." | ":") && self.glued(sign) && self.glued(digit) && self.figures(digit).is_some();
        (!decimal(ahead + 1, ahead + 2)).then_some(year as i16)
    }
}

/// Every date expression of `text`, in order and disjoint.
pub fn scan(text: &str) -> Vec<Dated> {
    let words = words(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let cursor = Cursor { words: &words, at };
        match expression(cursor) {
            Some(piece) => {
                let span = Span::new(words[at].start, words[at + piece.length - 1].end);
                out.push(Dated { span, when: piece.when, time: piece.time });
                at += piece.length;
            }
            None => at += 1,
        }
    }
    out
}

/// Mentions of dates in the paragraphs that were analysed.
pub fn find(article: &Article, analyses: &[Analysis]) -> Vec<Mention> {
    let paragraphs = analyses.iter().filter_map(|a| Some(Span::new(a.tokens.first()?.start, a.tokens.last()?.end)));
    paragraphs
        .flat_map(|paragraph| scan(paragraph.of(&article.text)).into_iter().map(move |dated| (paragraph.start, dated)))
        .map(|(start, dated)| mention(article, start, dated))
        .collect()
}

fn mention(article: &Article, start: usize, dated: Dated) -> Mention {
    let span = Span::new(dated.span.start + start, dated.span.end + start);
    let mut mention = Mention::new(&article.id, &article.text, span, Kind::Date, "rule:date");
    mention.value = Some(Value::When { when: dated.when, date: None, time: dated.time });
    mention
}

/// One date with what belongs to it: "Wednesday, 3 January 2024, at 21:30 local time".
fn expression(cursor: Cursor<'_>) -> Option<Piece> {
    let mut piece = single(cursor)?;
    while let Some((gap, next)) = following(cursor, &piece) {
        let Some(when) = join(&piece.when, &next.when, &gap_words(cursor, piece.length, gap)) else { break };
        piece = Piece { length: piece.length + gap + next.length, when, time: piece.time.or(next.time) };
    }
    Some(piece)
}

/// The next date atom after `piece`, over a gap of connecting words.
fn following(cursor: Cursor<'_>, piece: &Piece) -> Option<(usize, Piece)> {
    (0..=6).find_map(|gap| {
        let between: Vec<&str> = (0..gap).map(|i| cursor.word(piece.length + i)).collect();
        between.iter().all(|w| CONNECTORS.contains(w)).then_some(())?;
        let start = cursor.skip(piece.length + gap);
        single(start).filter(|_| gap > 0 || !start.glued(0)).map(|next| (gap, next))
    })
}

const CONNECTORS: &[&str] = &[
    ",", "on", "at", "about", "around", "of", "the", "in", "early", "hours", "morning", "shortly", "just", "before", "after", "(", "·", "•", "|", "-", "late",
    "local", "time", "and",
];

fn gap_words(cursor: Cursor<'_>, from: usize, gap: usize) -> Vec<&str> {
    (0..gap).map(|i| cursor.word(from + i)).collect()
}

/// What two neighbouring atoms say together, if they are one expression.
fn join(first: &When, second: &When, gap: &[&str]) -> Option<When> {
    let strict = gap.iter().all(|w| matches!(*w, "," | "(" | "·" | "•" | "|"));
    let fine = |w: &When| matches!(w, When::Calendar { date } if date.day.is_some()) || matches!(w, When::MonthDay { .. });
    let day = |w: &When| matches!(w, When::Weekday { .. });
    match (first, second) {
        (When::Clock, When::Clock) => None,
        (When::Clock, other) | (other, When::Clock) if !gap.contains(&"and") => Some(other.clone()),
        (a, b) if day(a) && fine(b) && strict => Some(b.clone()),
        (a, b) if fine(a) && day(b) && strict => Some(a.clone()),
        (part @ (When::MonthDay { .. } | When::MonthOnly { .. }), whole @ When::Then { unit: crate::model::Unit::Year, .. })
            if gap.iter().all(|w| matches!(*w, "of" | "in")) =>
        {
            Some(When::Within { part: Box::new(part.clone()), whole: Box::new(whole.clone()) })
        }
        (part, whole @ When::Ago { count, unit }) if gap.iter().all(|w| matches!(*w, "of" | "in")) => inside(part, whole, *count, *unit),
        _ => None,
    }
}

/// "29 December last year", "Friday of last week".
fn inside(part: &When, whole: &When, count: i32, unit: crate::model::Unit) -> Option<When> {
    use crate::model::Unit::{Week, Year};
    let fits = match part {
        When::MonthDay { .. } | When::MonthOnly { .. } => unit == Year,
        When::Weekday { .. } => unit == Week,
        _ => false,
    };
    (fits && count >= 0).then(|| When::Within { part: Box::new(part.clone()), whole: Box::new(whole.clone()) })
}

pub(super) type Form = fn(Cursor<'_>) -> Option<Piece>;

/// Every form, tried at every word; the longest match wins.
const FORMS: &[Form] = &[
    absolute_date::iso,
    absolute_date::dotted,
    absolute_date::day_month,
    absolute_date::month_day,
    absolute_date::month_year,
    absolute_date::lone_year,
    absolute_date::weekday_form,
    absolute_date::holiday,
    absolute_date::range,
    relative_date::ago,
    relative_date::named_unit,
    relative_date::after_event,
    relative_date::same_day,
    relative_date::weekend,
    narrative_date::staged,
    narrative_date::then,
    narrative_date::same,
    period::season,
    period::decade,
    period::century,
    period::years_bc,
    period::lasting,
    period::bare_units,
    period::vague,
    clock::time_of_day,
];

fn single(cursor: Cursor<'_>) -> Option<Piece> {
    let found = FORMS.iter().filter_map(|form| form(cursor));
    found.reduce(|best, next| if next.length > best.length { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the words of a text say, in one line each.
    fn said(text: &str) -> Vec<String> {
        scan(text).into_iter().map(|d| format!("{}{}", show(&d.when), d.time.map(|t| format!(" {t}")).unwrap_or_default())).collect()
    }

    fn show(when: &When) -> String {
        match when {
            When::Calendar { date } => date.to_string(),
            When::MonthDay { month, day } => format!("-{month:02}-{day:02}"),
            When::MonthOnly { month, which } => format!("-{month:02} {which:?}"),
            When::Weekday { weekday, which } => format!("W{weekday} {which:?}"),
            When::Ago { count, unit } => format!("{count} {unit:?}"),
            When::Range { from, to } => format!("{}..{}", show(from), show(to)),
            When::AfterEvent { days } => format!("after {days:?}"),
            When::Within { part, whole } => format!("{} in {}", show(part), show(whole)),
            When::Then { count, unit } => format!("then {count} {unit:?}"),
            When::Clock => "clock".to_owned(),
            other => other.normal_form(None).unwrap_or_default(),
        }
    }

    #[test]
    fn every_form_is_read() {
        let table: &[(&str, &[&str])] = &[
            ("Published 2024-01-04 by us", &["2024-01-04"]),
            ("on 4 January 2024", &["2024-01-04"]),
            ("The raid of January 4, 2024, failed", &["2024-01-04"]),
            ("on Jan. 4", &["-01-04"]),
            ("since October 17th, say officials", &["-10-17"]),
            ("on the 3rd of May", &["-05-03"]),
            ("mid-October", &["-10 Plain"]),
            ("in October 2022", &["2022-10"]),
            ("last November", &["-11 Last"]),
            ("Kyiv | 10.07.2024 | Lviv", &["2024-07-10"]),
            ("Sat, 3 Aug 2024", &["2024-08-03"]),
            ("Wed Dec 6, 2023", &["2023-12-06"]),
            ("On Wednesday night a raid", &["W2 Plain"]),
            ("last Friday’s raids", &["W4 Last"]),
            ("on Christmas Day", &["-12-25"]),
            ("New Year's Eve", &["-12-31"]),
            ("in 2020 and since 2015", &["2020", "2015"]),
            ("from 3 to 5 January", &["-01-03..-01-05"]),
            ("between Monday and Wednesday", &["W0 Plain..W2 Plain"]),
            ("29 December last year", &["-12-29 in 1 Year"]),
            ("in September of last year", &["-09 Plain in 1 Year"]),
            ("on Oct. 26, Nov. 8 and Nov. 12", &["-10-26", "-11-08", "-11-12"]),
            ("Published: Sunday 28 January 2024, 21:40 (GMT+3)", &["2024-01-28 21:40"]),
            ("at 4:15 a.m. Tuesday", &["W1 Plain 04:15"]),
            ("On Tuesday at about 9.15pm Sanaa time", &["W1 Plain 21:15"]),
            ("at 05:40 local time (02:40 GMT)", &["clock 05:40"]),
            ("5 Feb, 10:48 GMT", &["-02-05 10:48"]),
        ];
        for (text, want) in table {
            assert_eq!(said(text), *want, "{text}");
        }
    }

    #[test]
    fn numbers_names_and_verbs_are_no_dates() {
        for text in ["2,500 troops", "They may march on", "Theresa May spoke", "a 2024 model", "seven sites", "in 2,020 villages", "Mar-a-Lago", "won 2-1"] {
            assert_eq!(said(text), Vec::<String>::new(), "{text}");
        }
    }
}
