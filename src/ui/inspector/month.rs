//! A calendar's days: the weeks of a month, and where the keys lead in it. No egui here.

use super::parse;
use crate::model::{EventDate, FieldValue, PartialDate};
use jiff::ToSpan;
use jiff::civil::Date;

/// How finely days are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Single days.
    Day,
    /// Whole months.
    Month,
    /// Whole years.
    Year,
}

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many days on.
    Days(i32),
    /// So many months on.
    Months(i32),
    /// So many years on.
    Years(i32),
    /// To the first day of the month.
    First,
    /// To the last day of the month.
    Last,
}

/// The days that are chosen, from one end to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The end that stays.
    pub anchor: Date,
    /// The end that moves.
    pub head: Date,
    /// How finely.
    pub unit: Unit,
}

impl Cursor {
    /// One day.
    pub fn at(day: Date) -> Self {
        Self { anchor: day, head: day, unit: Unit::Day }
    }

    /// What `text` means beside `near`; nothing where it is no date.
    pub fn read(text: &str, near: Option<Date>) -> Option<Self> {
        let Ok(FieldValue::Date(EventDate { start, end, .. })) = parse::date_near(text, near) else { return None };
        let unit = |d: PartialDate| match (d.month, d.day) {
            (_, Some(_)) => Unit::Day,
            (Some(_), None) => Unit::Month,
            (None, _) => Unit::Year,
        };
        let whole = unit(start) == unit(end);
        let head = if whole { end.first_day() } else { end.last_day() };
        Some(Self { anchor: start.first_day(), head, unit: if whole { unit(start) } else { Unit::Day } })
    }

    /// As it is typed into the field.
    pub fn text(self) -> String {
        let (from, to) = (self.part(self.anchor.min(self.head)), self.part(self.anchor.max(self.head)));
        if from == to { from.to_string() } else { format!("{from}/{to}") }
    }

    /// Whether `day` is chosen.
    pub fn holds(self, day: Date) -> bool {
        let (from, to) = (self.part(self.anchor.min(self.head)), self.part(self.anchor.max(self.head)));
        from.first_day() <= day && day <= to.last_day()
    }

    /// Moved by `step`; with `extend`, only the end that moves.
    #[must_use]
    pub fn moved(self, step: Step, extend: bool) -> Self {
        let head = stepped(self.head, step);
        Self { anchor: if extend { self.anchor } else { head }, head, unit: self.unit }
    }

    /// As finely as `unit` says, at the end that moves.
    #[must_use]
    pub fn by(self, unit: Unit) -> Self {
        Self { anchor: self.head, head: self.head, unit }
    }

    /// Coarser by one unit, or finer.
    #[must_use]
    pub fn coarser(self, coarser: bool) -> Self {
        self.by(match (self.unit, coarser) {
            (Unit::Day, true) | (Unit::Year, false) => Unit::Month,
            (_, true) => Unit::Year,
            (_, false) => Unit::Day,
        })
    }

    fn part(self, day: Date) -> PartialDate {
        match self.unit {
            Unit::Day => PartialDate::day(day),
            Unit::Month => PartialDate::month(day.year(), day.month()),
            Unit::Year => PartialDate::year(day.year()),
        }
    }
}

/// `day` after `step`; at the ends of the calendar it stays.
pub fn stepped(day: Date, step: Step) -> Date {
    match step {
        Step::Days(n) => day.checked_add(n.days()).unwrap_or(day),
        Step::Months(n) => day.checked_add(n.months()).unwrap_or(day),
        Step::Years(n) => day.checked_add(n.years()).unwrap_or(day),
        Step::First => day.first_of_month(),
        Step::Last => day.last_of_month(),
    }
}

/// The weeks, from Monday to Sunday, that hold a day of the month of `day`; the days beside it included.
pub fn weeks(day: Date) -> Vec<[Date; 7]> {
    let first = day.first_of_month();
    let monday = stepped(first, Step::Days(-i32::from(first.weekday().to_monday_zero_offset())));
    let week = |n: i32| std::array::from_fn(|i| stepped(monday, Step::Days(n * 7 + i32::try_from(i).unwrap_or_default())));
    (0..6).map(week).filter(|week: &[Date; 7]| week.iter().any(|d| d.first_of_month() == first)).collect()
}

/// The English names of the months.
pub const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// `January`.
pub fn month_name(day: Date) -> &'static str {
    usize::try_from(day.month() - 1).ok().and_then(|m| MONTHS.get(m)).copied().unwrap_or_default()
}

/// `4 January 2024`.
pub fn day_name(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_its_weeks_from_monday_on() {
        let weeks = weeks(day("2024-02-17"));
        assert_eq!((weeks.len(), weeks[0][0], weeks[4][6]), (5, day("2024-01-29"), day("2024-03-03")));
        assert_eq!(super::weeks(day("2021-02-01")).len(), 4, "a month that fills its weeks");
        assert_eq!(super::weeks(day("2023-10-31")).len(), 6);
    }

    #[test]
    fn keys_move_by_days_months_and_years_and_stretch_to_a_range() {
        let at = Cursor::read("31 jan", Some(day("2024-06-01"))).unwrap();
        let text = |step, extend| at.moved(step, extend).text();
        assert_eq!(text(Step::Days(1), false), "2024-02-01");
        assert_eq!(text(Step::Months(1), false), "2024-02-29", "a month on ends with the month");
        assert_eq!(text(Step::Years(-1), false), "2023-01-31");
        assert_eq!(text(Step::First, false), "2024-01-01");
        assert_eq!(text(Step::Days(-7), true), "2024-01-24/2024-01-31", "a range is told from its first day");
        assert!(at.moved(Step::Days(-7), true).holds(day("2024-01-26")) && !at.holds(day("2024-01-26")));
    }

    #[test]
    fn a_day_becomes_its_month_and_its_year_and_comes_back() {
        let at = Cursor::at(day("2024-01-04"));
        let (month, year) = (at.coarser(true), at.coarser(true).coarser(true));
        assert_eq!((month.text().as_str(), year.text().as_str(), year.coarser(true)), ("2024-01", "2024", year));
        assert_eq!(year.coarser(false).coarser(false), at);
        assert!(month.holds(day("2024-01-31")) && !month.holds(day("2024-02-01")));
        assert_eq!(month.moved(Step::Months(1), false).text(), "2024-02");
    }

    #[test]
    fn what_stands_in_the_field_is_what_is_chosen() {
        for text in ["2024-01-04", "2024-01", "2024", "2024-01-04/2024-01-06", "2024-01/2024-03"] {
            assert_eq!(Cursor::read(text, None).map(Cursor::text).as_deref(), Some(text));
        }
        assert_eq!(Cursor::read("soon", None), None);
        assert_eq!(Cursor::read("", None), None);
        assert_eq!(stepped(Date::MAX, Step::Days(1)), Date::MAX);
    }
}
