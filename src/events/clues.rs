//! What an article's own words tell about its publication date.

use super::witness::Window;
use crate::model::{BlockKind, Mention, Reading, Reason, Span, Unit, Value, When, Which};
use jiff::ToSpan;
use jiff::civil::Date;

/// What the words of one article tell.
#[derive(Debug, Default)]
pub(super) struct Clues {
    path: String,
    /// Weekdays of the past with their words.
    weekdays: Vec<(i8, Which, Span)>,
    /// Days without a year with their words; whether they are written in figures.
    month_days: Vec<(i8, i8, bool, Span)>,
    /// Months without a year.
    months: Vec<i8>,
    /// Where the text says "last month".
    last_month: Option<Span>,
    /// First days of fully dated words of the past: publication is not before them.
    pub floors: Vec<Date>,
    /// Dates of pictures.
    pub pictures: Vec<Window>,
    /// The year of the copyright line.
    pub copyright: Option<Window>,
    /// Whether the article tells of an event by weekday or as just having happened.
    pub has_fresh_event: bool,
}

/// The clues of `reading`.
pub(super) fn of(reading: &Reading) -> Clues {
    let article = &reading.article;
    let mut clues = Clues { path: article.path.clone(), ..Clues::default() };
    for mention in &reading.mentions {
        if let Some(Value::When { when, .. }) = mention.value.as_ref().filter(|_| !is_future(&article.text, mention.span)) {
            clues.take(when, mention, article.block_kind(mention.span.start));
        }
    }
    clues.copyright = article.copyright_year.and_then(|year| year_window(year, article.path.as_str()));
    clues.has_fresh_event = reading.reports.iter().any(|r| r.foreground && r.modality.counts() && r.when.as_ref().is_some_and(is_fresh));
    clues
}

fn is_fresh(when: &When) -> bool {
    match when {
        When::Weekday { .. } | When::Ago { unit: Unit::Day, .. } => true,
        When::Range { from, .. } => is_fresh(from),
        _ => false,
    }
}

/// "by 31 December", "until Friday": words before a date that has yet to come.
fn is_future(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or("").trim_end();
    let word = before.rsplit([' ', '\n']).next().unwrap_or("").to_lowercase();
    matches!(word.as_str(), "by" | "until" | "till" | "before" | "next" | "coming")
}

fn year_window(year: i16, path: &str) -> Option<Window> {
    let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    Some(Window { first, last, strength: 1, reason: Reason { text: format!("the copyright line says {year}"), article: Some(path.to_owned()), span: None } })
}

impl Clues {
    fn take(&mut self, when: &When, mention: &Mention, block: BlockKind) {
        match when {
            When::Calendar { date } => {
                self.floors.push(date.first_day());
                if let (BlockKind::Caption, Some(day)) = (block, date.to_day()) {
                    self.pictures.extend(self.picture(day, mention.span));
                }
            }
            When::MonthDay { month, day } => self.month_days.push((*month, *day, mention.text.contains(|c: char| c.is_ascii_digit()), mention.span)),
            When::MonthOnly { month, which: Which::Plain } => self.months.push(*month),
            When::Weekday { weekday, which } if *which != Which::Next && !self.weekdays.iter().any(|(d, w, _)| d == weekday && w == which) => {
                self.weekdays.push((*weekday, *which, mention.span));
            }
            When::Ago { count: 1, unit: Unit::Month } => self.last_month = self.last_month.or(Some(mention.span)),
            When::Range { from, to } => {
                self.take(from, mention, block);
                self.take(to, mention, block);
            }
            _ => {}
        }
    }

    /// News pictures are of the days before publication.
    fn picture(&self, day: Date, span: Span) -> Option<Window> {
        let last = day.checked_add(7.days()).ok()?;
        Some(Window { first: day, last, strength: 3, reason: Reason::at(format!("the picture was taken on {day}"), &self.path, span) })
    }

    /// How badly `day` fits: weekdays lie close before publication, written-out days at least a week, and none of them long ago.
    pub fn cost(&self, day: Date) -> f64 {
        let weekdays: i32 = self.weekdays.iter().map(|(weekday, which, _)| weekday_cost(day, *weekday, *which)).sum();
        let ages: f64 = self
            .month_days
            .iter()
            .filter_map(|(m, d, figures, _)| Some((age(day, *m, *d)?, *figures)))
            .map(|(age, figures)| self.month_day_cost(age, figures))
            .sum();
        let months = self.months.iter().filter(|m| **m == day.month()).count() as f64 * 0.3;
        f64::from(weekdays) + ages + months + self.last_month_cost(day)
    }

    fn month_day_cost(&self, age: i32, figures: bool) -> f64 {
        let close = if figures && !self.weekdays.is_empty() { f64::from((7 - age).max(0)) * 0.3 } else { 0.0 };
        close + f64::from(age) * 0.01
    }

    /// "last month" mostly recalls an event that the article dates elsewhere.
    fn last_month_cost(&self, day: Date) -> f64 {
        if self.last_month.is_none() || self.month_days.is_empty() {
            return 0.0;
        }
        let last = if day.month() == 1 { 12 } else { day.month() - 1 };
        if self.month_days.iter().any(|(m, ..)| *m == last) { 0.0 } else { 3.0 }
    }

    /// The latest day before or on `day` that the words name with a date.
    pub fn last_anchor(&self, day: Date) -> Option<Date> {
        let month_days = self.month_days.iter().filter_map(|(m, d, ..)| day.checked_sub(age(day, *m, *d)?.days()).ok());
        month_days.chain(self.floors.iter().copied()).filter(|d| *d <= day).max()
    }

    /// The words that speak for `day`, as steps.
    pub fn reasons(&self, day: Date) -> Vec<Reason> {
        let anchor = self.month_days.iter().filter_map(|(m, d, _, span)| Some((day.checked_sub(age(day, *m, *d)?.days()).ok()?, *span))).max();
        let anchor = anchor.map(|(date, span)| Reason::at(format!("published on or after {date}, which it tells of"), &self.path, span));
        let month = self.last_month.map(|span| Reason::at("“last month” is the month before publication", &self.path, span));
        let weekdays = self.weekdays.iter().map(|(weekday, which, span)| {
            let date = day.checked_sub(back(day, *weekday, *which).days()).unwrap_or(day);
            Reason::at(format!("{} is then {date}", name(*weekday)), &self.path, *span)
        });
        anchor.into_iter().chain(month).chain(weekdays).collect()
    }
}

fn name(weekday: i8) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].get(weekday as usize).copied().unwrap_or("the day")
}

/// Days from the weekday to publication on `day`.
pub(super) fn back(day: Date, weekday: i8, which: Which) -> i32 {
    let back = i32::from((day.weekday().to_monday_zero_offset() - weekday).rem_euclid(7));
    if which == Which::Last && back == 0 { 7 } else { back }
}

/// A plain weekday is mostly of today or yesterday; "last Friday" is mostly not.
fn weekday_cost(day: Date, weekday: i8, which: Which) -> i32 {
    let back = back(day, weekday, which);
    match which {
        Which::Last => 3 * i32::from(back < 2),
        _ => back,
    }
}

/// Days from the latest such day to `day`.
fn age(day: Date, month: i8, of_month: i8) -> Option<i32> {
    let date = (0..5).filter_map(|b| Date::new(day.year() - b, month, of_month).ok()).find(|d| *d <= day)?;
    Some((day - date).get_days())
}
