//! A page for readers: method, counts, chart, map, table and sources in one HTML file that loads nothing from anywhere.

use super::ExportOptions;
use super::actors::acting;
use super::contract::Offsets;
use super::format::{Fill, Format, Purpose};
use super::report_svg::{chart, map};
use super::xml::Escaped;
use crate::review::{Dataset, Review, ReviewedEvent};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The page.
pub struct ReportPage;

impl Format for ReportPage {
    fn key(&self) -> &'static str {
        "report"
    }

    fn label(&self) -> &'static str {
        "Report (HTML)"
    }

    fn about(&self) -> &'static str {
        "One page with method, counts, chart, map, table and sources; opens in any browser, without a network."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Report
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("report.html", page)]
    }
}

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}h1{font-size:1.6rem}\
h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #ddd;\
vertical-align:top}td.n,th.n{text-align:right}.k{display:flex;gap:2rem;flex-wrap:wrap}.k div{font-size:13px;color:#555}.k b{display:block;font-size:1.5rem;color:#222}\
svg{width:100%;height:auto}.note{color:#555;font-size:13px}@media print{body{max-width:none;margin:0}tr{break-inside:avoid}}";

fn page(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let events: Vec<&ReviewedEvent> = dataset.events.iter().map(AsRef::as_ref).filter(|e| options.counts(e.review)).collect();
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Conflict events</title><style>{STYLE}</style></head><body>"
    )?;
    writeln!(out, "<h1>Conflict events{}</h1>", Escaped(&span_of_days(&events).map(|s| format!(", {s}")).unwrap_or_default()))?;
    numbers(dataset, &events, out)?;
    writeln!(out, "<h2>Events over time</h2>")?;
    chart(&events, out)?;
    writeln!(out, "<h2>Where</h2>")?;
    map(&events, out)?;
    table(&events, out)?;
    tallies(dataset, options, out)?;
    sources(dataset, &events, out)?;
    method(dataset, options, out)?;
    writeln!(out, "</body></html>")
}

fn span_of_days(events: &[&ReviewedEvent]) -> Option<String> {
    let days = events.iter().filter_map(|e| e.item.fields.date.as_ref()).map(crate::model::EventDate::days);
    let (first, last) = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    Some(format!("{first} to {last}"))
}

fn numbers(dataset: &Dataset, events: &[&ReviewedEvent], out: &mut dyn Write) -> io::Result<()> {
    let decided = events.iter().filter(|e| e.review.is_decided()).count();
    let killed: Vec<_> = events.iter().filter_map(|e| e.item.fields.killed).collect();
    let best: u64 = killed.iter().filter_map(|c| c.best.or(c.low)).map(u64::from).sum();
    let share = if events.is_empty() { "–".to_owned() } else { format!("{decided} of {}", events.len()) };
    writeln!(out, "<div class=\"k\">")?;
    for (number, words) in [
        (events.len().to_string(), "events"),
        (dataset.articles.len().to_string(), "articles read"),
        (best.to_string(), "killed, where a number is known"),
        (format!("{} of {}", killed.len(), events.len()), "events with a known toll"),
        (share, "events decided on by an analyst"),
    ] {
        writeln!(out, "<div><b>{number}</b>{words}</div>")?;
    }
    writeln!(
        out,
        "</div>\n<p class=\"note\">Events without a known toll are not counted as zero. Tolls of events whose number is open upwards count with their lowest number.</p>"
    )
}

fn table(events: &[&ReviewedEvent], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2>Events</h2>\n<table><thead><tr><th>Date</th><th>Place</th><th>Type</th><th>Who</th><th>Whom</th><th class=\"n\">Killed</th><th class=\"n\">Wounded</th><th>Review</th></tr></thead><tbody>"
    )?;
    for event in events {
        let f = &event.item.fields;
        let date = f.date.as_ref().map_or_else(String::new, |d| if d.start == d.end { d.start.to_string() } else { format!("{} – {}", d.start, d.end) });
        let place =
            f.place.as_ref().map_or_else(String::new, |p| [Some(p.name.clone()), p.country.clone()].into_iter().flatten().collect::<Vec<_>>().join(", "));
        let who = if f.attackers.is_empty() && !f.suspects.is_empty() { format!("{} (blamed)", f.suspects.join(", ")) } else { acting(event).join(", ") };
        writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td></tr>",
            Escaped(&date),
            Escaped(&place),
            Escaped(&f.event_type.as_deref().unwrap_or_default().replace('_', " ")),
            Escaped(&who),
            Escaped(&f.targets.join(", ")),
            number(f.killed),
            number(f.wounded),
            event.review.label()
        )?;
    }
    writeln!(out, "</tbody></table>")
}

/// The number as a reader wants it: `4`, `2–4`, `≥ 12`, nothing where it is unknown.
fn number(count: Option<crate::model::Count>) -> String {
    match count.map(|c| (c.low, c.best, c.high)) {
        Some((Some(low), _, Some(high))) if low != high => format!("{low}–{high}"),
        Some((Some(low), _, None)) => format!("≥ {low}"),
        Some((None, None, Some(high))) => format!("≤ {high}"),
        Some((_, Some(best), _)) => best.to_string(),
        _ => String::new(),
    }
}

fn tallies(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let tallies: Vec<_> = dataset.tallies().filter(|t| options.counts(t.review)).collect();
    if tallies.is_empty() {
        return Ok(());
    }
    let offsets = Offsets::new(dataset);
    writeln!(
        out,
        "<h2>Running totals as stated</h2>\n<p class=\"note\">What others count, each from its own baseline; never to be added to each other or to the events.</p>"
    )?;
    writeln!(
        out,
        "<table><thead><tr><th class=\"n\">Number</th><th>In the words of the article</th><th>Since</th><th>As of</th><th>Article</th></tr></thead><tbody>"
    )?;
    for t in tallies {
        let day = |d: Option<crate::model::PartialDate>| d.map(|d| d.to_string()).unwrap_or_default();
        writeln!(
            out,
            "<tr><td class=\"n\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            t.item.count,
            Escaped(&t.item.text),
            day(t.item.since),
            day(t.item.as_of),
            Escaped(offsets.path(&t.item.article).unwrap_or_default())
        )?;
    }
    writeln!(out, "</tbody></table>")
}

fn sources(dataset: &Dataset, events: &[&ReviewedEvent], out: &mut dyn Write) -> io::Result<()> {
    let mut cited: BTreeMap<&str, usize> = BTreeMap::new();
    events.iter().flat_map(|e| &e.item.articles).for_each(|path| *cited.entry(path).or_default() += 1);
    writeln!(out, "<h2>Sources</h2>\n<table><thead><tr><th>Outlet</th><th>Published</th><th>Headline</th><th class=\"n\">Events</th></tr></thead><tbody>")?;
    for article in dataset.articles.iter().filter(|a| cited.contains_key(a.head.path.as_str())) {
        let whole = article.whole();
        let article = &whole.article;
        let title = article.title.as_ref().map_or(article.path.as_str(), |t| t.value.as_str());
        writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td></tr>",
            Escaped(article.outlet.as_ref().map_or("", |o| o.value.as_str())),
            article.published.as_ref().map(|p| p.value.to_string()).unwrap_or_default(),
            Escaped(title),
            cited.get(article.path.as_str()).copied().unwrap_or(0)
        )?;
    }
    writeln!(out, "</tbody></table>")
}

fn method(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let of = |review: Review| dataset.events.iter().filter(|e| e.review == review).count();
    let only = if options.reviewed_only { " Only events that an analyst decided on are shown." } else { "" };
    writeln!(
        out,
        "<h2>Method</h2>\n<p>Articles were read by Dateline {} ({}, lexicon {}), which finds who attacked whom, where, when, with what, and how many were killed and wounded, and \
         merges the reports of one event. Wire copies count as one source. Of {} events, analysts confirmed {}, corrected {}, rejected {} and added {}; {} were not \
         looked at.{only} Rejected events are left out. Where reports disagree, the project settles by {}; the codebook beside this page names the coder's rules.</p>\n<p class=\"note\">Made {}.</p>",
        env!("CARGO_PKG_VERSION"),
        Escaped(&options.engine),
        Escaped(&options.lexicon_version),
        dataset.events.len(),
        of(Review::Confirmed),
        of(Review::Corrected),
        of(Review::Rejected),
        of(Review::Added),
        of(Review::Open),
        dataset.settling().label(),
        Escaped(&options.exported_at)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Count, Qualifier};

    #[test]
    fn numbers_say_what_is_known() {
        let count = |low, best, high| Some(Count { low, best, high, qualifier: Qualifier::Exact });
        let cases = [
            (None, ""),
            (count(Some(4), Some(4), Some(4)), "4"),
            (count(Some(2), Some(4), Some(4)), "2–4"),
            (count(Some(12), Some(12), None), "≥ 12"),
            (count(None, None, Some(9)), "≤ 9"),
        ];
        for (count, words) in cases {
            assert_eq!(number(count), words);
        }
    }
}
