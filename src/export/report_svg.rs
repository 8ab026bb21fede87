//! Chart and map of the report, drawn as SVG.

use super::xml::Escaped;
use crate::model::PlacePrecision;
use crate::review::ReviewedEvent;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io::{self, Write};

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 240.0;

/// Bars of events a day, week or month, whichever gives a readable number of them.
pub(super) fn chart(events: &[&ReviewedEvent], out: &mut dyn Write) -> io::Result<()> {
    let dated: Vec<Date> = events.iter().filter_map(|e| e.item.fields.date.as_ref()).filter(|d| d.start.month.is_some()).map(|d| d.days().0).collect();
    let (Some(first), Some(last)) = (dated.iter().min().copied(), dated.iter().max().copied()) else {
        return writeln!(out, "<p class=\"note\">No event has a date.</p>");
    };
    let bins = Bins::of(first, last);
    let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
    for day in &dated {
        *counts.entry(bins.start(*day)).or_default() += 1;
    }
    let starts = bins.all(first, last);
    let most = counts.values().copied().max().unwrap_or(1).max(1) as f64;
    let step = (WIDTH - 40.0) / starts.len() as f64;
    writeln!(out, "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"Events by {}\">", bins.word())?;
    writeln!(out, "<text x=\"0\" y=\"14\" font-size=\"12\" fill=\"#555\">{most}</text><line x1=\"30\" y1=\"10\" x2=\"{WIDTH}\" y2=\"10\" stroke=\"#eee\"/>")?;
    let every = (starts.len() / 8).max(1);
    for (i, start) in starts.iter().enumerate() {
        let n = counts.get(start).copied().unwrap_or(0);
        let (x, tall) = (34.0 + i as f64 * step, (HEIGHT - 40.0) * n as f64 / most);
        let y = HEIGHT - 30.0 - tall;
        writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{tall:.1}\" fill=\"#35608f\"><title>{}: {n}</title></rect>",
            (step * 0.85).max(0.5),
            bins.label(*start)
        )?;
        if i % every == 0 {
            writeln!(out, "<text x=\"{x:.1}\" y=\"{:.1}\" font-size=\"12\" fill=\"#555\">{}</text>", HEIGHT - 12.0, bins.label(*start))?;
        }
    }
    writeln!(out, "</svg>")?;
    let left = events.len() - dated.len();
    writeln!(out, "<p class=\"note\">Events by {}{}.</p>", bins.word(), if left > 0 { format!("; {left} without a month are left out") } else { String::new() })
}

#[derive(Clone, Copy)]
enum Bins {
    Day,
    Week,
    Month,
}

impl Bins {
    fn of(first: Date, last: Date) -> Self {
        match (last - first).get_days() {
            0..=62 => Self::Day,
            63..=430 => Self::Week,
            _ => Self::Month,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week (from Monday)",
            Self::Month => "month",
        }
    }

    fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => day.checked_sub(jiff::Span::new().days(i64::from(day.weekday().to_monday_zero_offset()))).unwrap_or(day),
            Self::Month => day.first_of_month(),
        }
    }

    fn label(self, start: Date) -> String {
        match self {
            Self::Month => format!("{:04}-{:02}", start.year(), start.month()),
            _ => start.to_string(),
        }
    }

    /// Every bin from that of `first` to that of `last`; a span of centuries is cut.
    fn all(self, first: Date, last: Date) -> Vec<Date> {
        let step = match self {
            Self::Day => jiff::Span::new().days(1),
            Self::Week => jiff::Span::new().days(7),
            Self::Month => jiff::Span::new().months(1),
        };
        let mut starts = vec![self.start(first)];
        while let Some(next) = starts.last().and_then(|d| d.checked_add(step).ok()).filter(|d| *d <= last && starts.len() < 1200) {
            starts.push(next);
        }
        starts
    }
}

/// Dots at the places, larger where more happened, over a net of degrees. A place no finer than a province is drawn hollow.
pub(super) fn map(events: &[&ReviewedEvent], out: &mut dyn Write) -> io::Result<()> {
    let mut dots: BTreeMap<(i64, i64, bool), (usize, String)> = BTreeMap::new();
    for place in events.iter().filter_map(|e| e.item.fields.place.as_ref()) {
        let Some((lat, lon)) = place.lat.zip(place.lon) else { continue };
        let coarse = matches!(place.precision, PlacePrecision::Admin1 | PlacePrecision::Region | PlacePrecision::Country | PlacePrecision::InternationalWaters);
        let dot = dots.entry(((lat * 100.0).round() as i64, (lon * 100.0).round() as i64, coarse)).or_insert_with(|| (0, place.name.clone()));
        dot.0 += 1;
    }
    let Some(frame) = Frame::around(dots.keys().map(|(lat, lon, _)| (*lat as f64 / 100.0, *lon as f64 / 100.0))) else {
        return writeln!(out, "<p class=\"note\">No event has coordinates.</p>");
    };
    writeln!(
        out,
        "<svg viewBox=\"0 0 {WIDTH} {:.0}\" role=\"img\" aria-label=\"Map of events\"><rect width=\"100%\" height=\"100%\" fill=\"#f6f7f9\"/>",
        frame.height
    )?;
    frame.net(out)?;
    for ((lat, lon, coarse), (n, name)) in &dots {
        let (x, y) = frame.at(*lat as f64 / 100.0, *lon as f64 / 100.0);
        let (fill, radius) = (if *coarse { "none" } else { "#b5403a" }, 3.0 + 2.5 * (*n as f64).sqrt());
        writeln!(
            out,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{fill}\" fill-opacity=\".7\" stroke=\"#b5403a\"><title>{}: {n}</title></circle>",
            Escaped(name)
        )?;
        if dots.len() <= 40 {
            writeln!(out, "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"12\" fill=\"#333\">{}</text>", x + radius + 2.0, y + 4.0, Escaped(name))?;
        }
    }
    writeln!(out, "</svg>")?;
    let left = events.iter().filter(|e| e.item.fields.place.as_ref().and_then(|p| p.lat.zip(p.lon)).is_none()).count();
    let more = if left > 0 { format!(" {left} events without coordinates are left out.") } else { String::new() };
    writeln!(out, "<p class=\"note\">The area of a dot grows with the number of events. Hollow: known only to a province, region, country or sea.{more}</p>")
}

/// What part of the world is drawn, and how large.
struct Frame {
    north: f64,
    south: f64,
    west: f64,
    scale: f64,
    height: f64,
    squeeze: f64,
}

impl Frame {
    fn around(points: impl Iterator<Item = (f64, f64)>) -> Option<Self> {
        let edges = points.fold(None, |edges: Option<(f64, f64, f64, f64)>, (lat, lon)| {
            let (n, s, w, e) = edges.unwrap_or((lat, lat, lon, lon));
            Some((n.max(lat), s.min(lat), w.min(lon), e.max(lon)))
        });
        let (n, s, w, e) = edges?;
        let margin = ((n - s).max(e - w) * 0.12).max(0.5);
        let (north, south, west, east) = ((n + margin).min(89.0), (s - margin).max(-89.0), w - margin, e + margin);
        // Degrees of longitude shrink towards the poles.
        let squeeze = f64::midpoint(north, south).to_radians().cos().max(0.2);
        let scale = (WIDTH / ((east - west) * squeeze)).min(620.0 / (north - south));
        let spare = (WIDTH / (scale * squeeze) - (east - west)).max(0.0) / 2.0;
        Some(Self { north, south, west: west - spare, scale, height: (north - south) * scale, squeeze })
    }

    fn at(&self, lat: f64, lon: f64) -> (f64, f64) {
        ((lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale)
    }

    fn net(&self, out: &mut dyn Write) -> io::Result<()> {
        let tall = self.north - self.south;
        let step = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 45.0].into_iter().find(|s| tall / s <= 6.0).unwrap_or(45.0);
        let east = self.west + WIDTH / (self.scale * self.squeeze);
        let lines = |from: f64, to: f64| {
            let first = (from / step).ceil() as i64;
            (first..first + 400).map(move |i| i as f64 * step).take_while(move |d| *d <= to)
        };
        for lat in lines(self.south, self.north) {
            let (_, y) = self.at(lat, 0.0);
            writeln!(
                out,
                "<line x1=\"0\" y1=\"{y:.1}\" x2=\"{WIDTH}\" y2=\"{y:.1}\" stroke=\"#dde\"/><text x=\"2\" y=\"{:.1}\" font-size=\"10\" fill=\"#889\">{lat}°</text>",
                y - 2.0
            )?;
        }
        for lon in lines(self.west, east) {
            let (x, _) = self.at(0.0, lon);
            let foot = self.height - 3.0;
            writeln!(
                out,
                "<line x1=\"{x:.1}\" y1=\"0\" x2=\"{x:.1}\" y2=\"{:.0}\" stroke=\"#dde\"/><text x=\"{:.1}\" y=\"{foot:.0}\" font-size=\"10\" fill=\"#889\">{lon}°</text>",
                self.height,
                x + 2.0
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dot_lies_in_the_frame() {
        let points = [(33.3, 44.4), (36.2, 37.1), (12.8, 45.0)];
        let frame = Frame::around(points.into_iter()).unwrap();
        for (lat, lon) in points {
            let (x, y) = frame.at(lat, lon);
            assert!((0.0..=WIDTH).contains(&x) && (0.0..=frame.height).contains(&y), "{x} {y}");
        }
        let single = Frame::around([(0.0, 0.0)].into_iter()).unwrap();
        assert!(single.scale.is_finite() && single.height > 0.0);
        assert!(Frame::around(std::iter::empty()).is_none());
    }

    #[test]
    fn bins_cover_the_days() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(Bins::Week.all(day("2024-02-07"), day("2024-02-20")), [day("2024-02-05"), day("2024-02-12"), day("2024-02-19")]);
        assert_eq!(Bins::Month.start(day("2024-02-07")), day("2024-02-01"));
    }
}
