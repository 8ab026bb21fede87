//! Whether dates and places can be of one event.

use crate::model::{Geo, Mention, PlacePrecision, Unit, When};
use jiff::civil::Date;
use jiff::{Span as Time, ToSpan};

/// How two values bear on each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Cannot be the same.
    Conflict,
    /// Says nothing.
    Unknown,
    /// One holds the other.
    Loose,
    /// The same.
    Same,
}

fn shift(date: Date, by: Time) -> Option<Date> {
    date.checked_add(by).ok()
}

/// The days that date words may mean, as seen from a publication date; only for comparing, the real calendar is `events::dating`.
fn days(when: &When, published: Option<Date>) -> Option<(Date, Date)> {
    match when {
        When::Calendar { date } => Some((date.first_day(), date.last_day())),
        When::MonthDay { month, day } => {
            let p = published?;
            let this = Date::new(p.year(), *month, *day).ok()?;
            let date = if this > shift(p, 1.day())? { Date::new(p.year() - 1, *month, *day).ok()? } else { this };
            Some((date, date))
        }
        When::MonthOnly { month, .. } => {
            let p = published?;
            let year = if *month > p.month() { p.year() - 1 } else { p.year() };
            let first = Date::new(year, *month, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        When::Weekday { weekday, .. } => {
            let p = published?;
            let back = (i32::from(p.weekday().to_monday_zero_offset()) - i32::from(*weekday)).rem_euclid(7);
            let date = shift(p, (-back).days())?;
            Some((date, date))
        }
        When::Ago { count, unit } => {
            let p = published?;
            match unit {
                Unit::Day => shift(p, (-count).days()).map(|d| (d, d)),
                Unit::Week => Some((shift(p, (-7 * count - 6).days())?, shift(p, (-7 * count + 6).days())?)),
                Unit::Month => shift(p, (-count).months()).map(|d| (d.first_of_month(), d.last_of_month())),
                Unit::Year => shift(p, (-count).years()).map(|d| (d.first_of_year(), d.last_of_year())),
            }
        }
        When::Range { from, to } => Some((days(from, published)?.0, days(to, published)?.1)),
        When::Season { season, year: Some(year), .. } => {
            let first = Date::new(*year, season.first_month(), 1).ok()?;
            Some((first, shift(first, 2.months())?.last_of_month()))
        }
        When::Within { part, whole } => days(part, Some(days(whole, published)?.1)),
        _ => None,
    }
}

/// Whether date words say one day, as opposed to a month or a year.
pub(super) fn is_day(when: &When) -> bool {
    match when {
        When::Calendar { date } => date.day.is_some(),
        When::MonthDay { .. } | When::Weekday { .. } | When::Ago { unit: Unit::Day, .. } => true,
        When::Range { from, .. } => is_day(from),
        When::Within { part, .. } => is_day(part),
        _ => false,
    }
}

#[allow(clippy::many_single_char_names, reason = "two dates and their parts, side by side")]
/// How the date words of one article fit together.
pub(super) fn dates(a: &When, b: &When, published: Option<Date>) -> Fit {
    if let (Some(x), Some(y)) = (days(a, published), days(b, published)) {
        let gap = (x.0 - y.1).get_days().max((y.0 - x.1).get_days());
        return match gap {
            ..=0 if is_day(a) && is_day(b) => Fit::Same,
            ..=0 => Fit::Loose,
            _ => Fit::Conflict,
        };
    }
    match (a, b) {
        (When::Weekday { weekday: x, .. }, When::Weekday { weekday: y, .. }) => {
            if x == y {
                Fit::Same
            } else {
                Fit::Conflict
            }
        }
        (When::MonthDay { month: m, day: d }, When::MonthDay { month: n, day: e }) => {
            if (m, d) == (n, e) {
                Fit::Same
            } else {
                Fit::Conflict
            }
        }
        (When::MonthDay { month: m, .. }, When::MonthOnly { month: n, .. }) | (When::MonthOnly { month: n, .. }, When::MonthDay { month: m, .. }) => {
            if m == n {
                Fit::Loose
            } else {
                Fit::Conflict
            }
        }
        (When::MonthDay { month: m, day: d }, When::Calendar { date }) | (When::Calendar { date }, When::MonthDay { month: m, day: d }) => {
            if date.month.is_none_or(|x| x == *m) && date.day.is_none_or(|x| x == *d) { Fit::Same } else { Fit::Conflict }
        }
        (When::Ago { unit: u, count: c }, When::Ago { unit: v, count: d }) if u == v => {
            if c == d {
                Fit::Same
            } else {
                Fit::Conflict
            }
        }
        // A weekday is of this week; months and years back are not.
        (When::Weekday { .. }, When::Ago { unit: Unit::Month | Unit::Year, count })
        | (When::Ago { unit: Unit::Month | Unit::Year, count }, When::Weekday { .. })
            if *count > 0 =>
        {
            Fit::Conflict
        }
        (When::Ago { unit: Unit::Day, .. }, When::Ago { .. }) | (When::Ago { .. }, When::Ago { unit: Unit::Day, .. }) => Fit::Conflict,
        // Without a publication date a weekday and a day of a month are mostly told of different things.
        (When::Weekday { .. }, When::MonthDay { .. } | When::MonthOnly { .. }) | (When::MonthDay { .. } | When::MonthOnly { .. }, When::Weekday { .. }) => {
            Fit::Conflict
        }
        (When::Calendar { date }, _) | (_, When::Calendar { date }) if date.month.is_none() => Fit::Conflict,
        (When::Weekday { weekday, .. }, When::Calendar { date }) | (When::Calendar { date }, When::Weekday { weekday, .. }) if date.day.is_some() => {
            let same = date.to_day().is_some_and(|d| d.weekday().to_monday_zero_offset() == *weekday);
            if same { Fit::Same } else { Fit::Conflict }
        }
        _ if a == b => Fit::Same,
        _ => Fit::Unknown,
    }
}

/// Kilometres between two points.
pub(super) fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat, lon) = ((b.0 - a.0).to_radians(), (b.1 - a.1).to_radians());
    let h = (lat / 2.0).sin().powi(2) + a.0.to_radians().cos() * b.0.to_radians().cos() * (lon / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

/// Whether coordinates stand for a point rather than for an area.
pub(super) fn is_point(precision: PlacePrecision) -> bool {
    precision <= PlacePrecision::NearSettlement
}

/// So far apart, in kilometres, may two settlements be that one article names for one event ("south of the capital").
const WITHIN: f64 = 60.0;

/// How two places of the gazetteer fit together; points within `reach` kilometres may be one.
pub(super) fn geo(a: &Geo, b: &Geo, reach: f64) -> Fit {
    if a.source == b.source {
        return Fit::Same;
    }
    let waters = |g: &Geo| g.precision == PlacePrecision::InternationalWaters;
    let distance = kilometres((a.lat, a.lon), (b.lat, b.lon));
    if waters(a) || waters(b) {
        return if distance < 900.0 { Fit::Loose } else { Fit::Conflict };
    }
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return Fit::Conflict;
    }
    match (is_point(a.precision), is_point(b.precision)) {
        (true, true) => {
            if distance <= 15.0 {
                Fit::Same
            } else if distance <= reach {
                Fit::Loose
            } else {
                Fit::Conflict
            }
        }
        _ if matches!(a.precision, PlacePrecision::Country | PlacePrecision::Region)
            || matches!(b.precision, PlacePrecision::Country | PlacePrecision::Region) =>
        {
            Fit::Loose
        }
        _ => {
            if distance <= 150.0 || (a.admin1.is_some() && a.admin1 == b.admin1) {
                Fit::Loose
            } else {
                Fit::Conflict
            }
        }
    }
}

/// How two place mentions fit together.
pub(super) fn places(a: &Mention, b: &Mention) -> Fit {
    if a.entity_id.is_some() && a.entity_id == b.entity_id || a.text == b.text {
        return Fit::Same;
    }
    match (&a.geo, &b.geo) {
        (Some(x), Some(y)) => geo(x, y, WITHIN),
        _ => Fit::Unknown,
    }
}

/// The best fit of any pair; where none is known to fit, a conflict decides. `Unknown` where a side is empty.
pub(super) fn best<T: Copy>(a: &[T], b: &[T], fit: impl Fn(T, T) -> Fit) -> Fit {
    let fits: Vec<Fit> = a.iter().flat_map(|x| b.iter().map(|y| fit(*x, *y))).collect();
    match fits.iter().max() {
        Some(Fit::Unknown) if fits.contains(&Fit::Conflict) => Fit::Conflict,
        best => best.copied().unwrap_or(Fit::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Which;

    #[test]
    fn weekdays_and_days_of_months_meet_once_the_publication_date_is_known() {
        let weekday = When::Weekday { weekday: 3, which: Which::Plain };
        let day = When::MonthDay { month: 1, day: 4 };
        let published = Date::new(2024, 1, 5).ok();
        assert_eq!(dates(&weekday, &day, published), Fit::Same);
        assert_eq!(dates(&weekday, &When::MonthDay { month: 1, day: 3 }, published), Fit::Conflict);
        assert_eq!(dates(&weekday, &day, None), Fit::Conflict);
    }

    #[test]
    fn kilometres_are_those_of_the_globe() {
        let apart = kilometres((33.3152, 44.3661), (36.1912, 44.0092));
        assert!((apart - 321.0).abs() < 5.0, "{apart}");
    }
}
