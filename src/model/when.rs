//! Dates: what the text says (`When`), and the calendar days that it comes to (`EventDate`).

use super::Reason;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A date as far as it is known; written as ISO 8601 shortened to that: `2024-01-04`, `2024-01`, `2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year.
    pub year: i16,
    /// The month, 1–12.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
}

impl PartialDate {
    /// A whole day.
    pub fn day(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }

    /// A month.
    pub fn month(year: i16, month: i8) -> Self {
        Self { year, month: Some(month), day: None }
    }

    /// A year.
    pub fn year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// The calendar day, where it is known.
    pub fn to_day(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The first day that it may mean.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::MIN)
    }

    /// The last day that it may mean.
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            (None, _) => self.first_day().last_of_year(),
        }
    }
}

/// Years before Christ are written with `BC`, as TIMEX3 does: `BC0480-08`; inside, 1 BC is the year 0.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            ..=0 => write!(f, "BC{:04}", 1 - i32::from(self.year))?,
            year => write!(f, "{year:04}")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// The text is no ISO 8601 date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date; write it as 2024-01-04, 2024-01 or 2024")]
pub struct NotADate(pub String);

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let bad = || NotADate(text.to_owned());
        let text = text.trim();
        let before_christ = text.strip_prefix("BC");
        let mut parts = before_christ.unwrap_or(text).split('-');
        let year: i16 = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse().ok()).ok_or_else(bad)?;
        let year = if before_christ.is_some() { 1 - year } else { year };
        let month: Option<i8> = parts.next().map(str::parse).transpose().map_err(|_not_a_number| bad())?;
        let day: Option<i8> = parts.next().map(str::parse).transpose().map_err(|_not_a_number| bad())?;
        let date = Self { year, month, day };
        let real = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_ok();
        if real && parts.next().is_none() { Ok(date) } else { Err(bad()) }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Which of the days of a name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// "Wednesday", "on Wednesday": the latest not after publication (rule D2).
    Plain,
    /// "last Wednesday": within the seven days before.
    Last,
    /// "next Wednesday".
    Next,
    /// "this Wednesday", "this month".
    This,
}

/// Units that relative dates count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// Seasons, as the northern hemisphere has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February; named after the year in which it begins.
    Winter,
}

impl Season {
    /// The two letters of TIMEX3.
    pub fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// Its first month.
    pub fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

/// Words that only say on which side of now something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tense {
    /// "former", "recently".
    Past,
    /// "now", "currently".
    Present,
    /// "in future".
    Future,
}

/// What the words of a date say, before any calendar is consulted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "form")]
pub enum When {
    /// "4 January 2024", "January 2024", "2020".
    Calendar {
        /// The date.
        date: PartialDate,
    },
    /// "28 January", without a year.
    MonthDay {
        /// 1–12.
        month: i8,
        /// 1–31.
        day: i8,
    },
    /// "in October", "mid-October", without a year.
    MonthOnly {
        /// 1–12.
        month: i8,
        /// "last", "this" or "next" October, or plain.
        which: Which,
    },
    /// "Wednesday", "last Friday".
    Weekday {
        /// 0 is Monday.
        weekday: i8,
        /// Which one.
        which: Which,
    },
    /// "today", "yesterday", "two days ago", "last month" (one month before), "next year" (minus one).
    Ago {
        /// How many units before publication; 0 is "today", "this month".
        count: i32,
        /// Of what.
        unit: Unit,
    },
    /// "from 3 to 5 January", "between Monday and Wednesday", "the weekend".
    Range {
        /// The first.
        from: Box<When>,
        /// The last.
        to: Box<When>,
    },
    /// "a day after the attack", "hours after", "six days after a drone killed": depends on another event (rule D6).
    AfterEvent {
        /// Days from that event to this; negative when this came before; `None` for "days after".
        days: Option<i32>,
    },
    /// "29 December last year", "Friday of last week": the one inside the other.
    Within {
        /// The finer words.
        part: Box<When>,
        /// The coarser words.
        whole: Box<When>,
    },
    /// "that year", "the following month", "two years later": counts from the date that the text spoke of before.
    Then {
        /// How many units after that date; negative before it.
        count: i32,
        /// Of what.
        unit: Unit,
    },
    /// "the summer of 2014", "last winter".
    Season {
        /// Which one.
        season: Season,
        /// Of which year, where the words say so.
        year: Option<i16>,
        /// "last", "this" or "next" summer, or plain.
        which: Which,
    },
    /// "the 1990s", "the nineteenth century": the years from the first to the last.
    Years {
        /// The first year.
        first: i16,
        /// How many: 10 or 100.
        count: i16,
    },
    /// "for three months", "a ten-day siege": how long, as ISO 8601 writes it (`P3M`), an `X` for an unknown number.
    Lasting {
        /// The duration.
        period: String,
    },
    /// "now", "formerly": no date at all.
    Vague {
        /// On which side of now.
        tense: Tense,
    },
    /// "at 21:30 local time": a time of day alone; the day is that of the date words around it.
    Clock,
}

impl When {
    /// Whether the words name days, months or years that an event may have happened on.
    pub fn is_dated(&self) -> bool {
        !matches!(self, Self::AfterEvent { .. } | Self::Then { .. } | Self::Years { .. } | Self::Clock) && !self.is_vague()
    }

    /// Whether the words say how long, or only "now" and "once": of use to whoever reads the data, a distraction in the text.
    pub fn is_vague(&self) -> bool {
        matches!(self, Self::Lasting { .. } | Self::Vague { .. })
    }

    /// The normal form of words that are no calendar date, as TIMEX3 writes it; `date` is what they come to.
    pub fn normal_form(&self, date: Option<&EventDate>) -> Option<String> {
        match self {
            Self::Season { season, .. } => {
                Some(format!("{}-{}", date.map_or_else(|| "XXXX".to_owned(), |d| PartialDate::year(d.start.year).to_string()), season.code()))
            }
            Self::Years { first, count } => Some(format!("{:0width$}", first / count, width = if *count == 10 { 3 } else { 2 })),
            Self::Lasting { period } => Some(period.clone()),
            Self::Vague { tense: Tense::Past } => Some("PAST_REF".to_owned()),
            Self::Vague { tense: Tense::Present } => Some("PRESENT_REF".to_owned()),
            Self::Vague { tense: Tense::Future } => Some("FUTURE_REF".to_owned()),
            _ => None,
        }
    }

    /// jiff's weekday for a stored one (0 is Monday).
    pub fn weekday_of(number: i8) -> Option<Weekday> {
        Weekday::from_monday_zero_offset(number).ok()
    }
}

/// How finely an event is dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatePrecision {
    /// One day.
    Day,
    /// Some days, from start to end.
    Range,
    /// One week, from start to end.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl DatePrecision {
    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Range => "range",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// The day or days of an event in its own place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDate {
    /// The first day, month or year.
    pub start: PartialDate,
    /// The last; equal to `start` but for ranges and weeks.
    pub end: PartialDate,
    /// How finely it is known.
    pub precision: DatePrecision,
    /// The steps from the words to the calendar.
    pub reasons: Vec<Reason>,
}

impl EventDate {
    /// A date of the precision that `date` has.
    pub fn at(date: PartialDate, reasons: Vec<Reason>) -> Self {
        let precision = match (date.month, date.day) {
            (_, Some(_)) => DatePrecision::Day,
            (Some(_), None) => DatePrecision::Month,
            (None, None) => DatePrecision::Year,
        };
        Self { start: date, end: date, precision, reasons }
    }

    /// First and last calendar day that it may mean.
    pub fn days(&self) -> (Date, Date) {
        (self.start.first_day(), self.end.last_day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_are_written_as_far_as_they_are_known() {
        for text in ["2024-01-04", "2024-01", "2024", "BC0480-08", "BC0001"] {
            assert_eq!(text.parse::<PartialDate>().map(|d| d.to_string()), Ok(text.to_owned()));
        }
        for text in ["2024-13", "2024-02-30", "24", "x", "2024-01-04-05", ""] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
