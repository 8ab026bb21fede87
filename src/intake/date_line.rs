//! Lines that do nothing but date the article; a date in running prose says nothing about publication.

use super::boilerplate::expression;
use super::dates::{self, FoundDate};
use super::lines::ends_sentence;
use crate::model::Span;
use regex::Regex;
use std::sync::LazyLock;

/// How sure a date line is about publication; higher is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// "Updated …": not the first publication.
    Updated,
    /// A date without a word.
    Plain,
    /// "Published: …".
    Published,
}

/// The date of a date line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateLine {
    /// The date, its span within the line.
    pub found: FoundDate,
    /// How sure it is.
    pub strength: Strength,
}

struct Words {
    published: Option<Regex>,
    updated: Option<Regex>,
    noise: Option<Regex>,
    prose: Option<Regex>,
    time: Option<Regex>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    published: expression(r"(?i)\b(published|posted|first published|issued|date|dated|created|publié|veröffentlicht|publicado|released)\b"),
    updated: expression(r"(?i)\b(updated|modified|last update|closed on|revised|actualizado|aktualisiert|mis à jour)\b"),
    noise: expression(
        r"(?ix)\b(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b\.? | \d{1,2}\s?[:.h]\s?\d{2}(:\d{2})?\s?([ap]\.?m\b\.?)? | \d{1,2}\s?[ap]\.?m\b\.?
        | \b(gmt|utc|est|edt|cet|cest|bst|ist|eat|wat|pst|pdt|et|pt|local\ time|hrs?|hours)\b | [+-]\d{1,2}(:?\d{2})?
        | \b(first|last|published|posted|updated|modified|issued|date|dated|created|on|at|by|week|ending|live\ blog|closed|edition|released|print|online|and|a|an)\b",
    ),
    prose: expression(r"(?i)\b(of|in|on|since|until|from|after|before|the|was|were|is|are|has|have|had|to|with|for|as|will|who|that)\b"),
    time: expression(
        r"(?ix)^\W*((last\ )?updated:?\s+)?(\d{1,2}\s+[a-z]{3,9}\.?,?\s+|[a-z]{3,9}\.?\s+\d{1,2},?\s+)?(at\s+)?\d{1,2}[:.h]\d{2}(:\d{2})?\s?([ap]\.?m\.?)?\s?(\(?[a-z]{2,4}([+-]\d{1,2})?\)?)?\W*$",
    ),
});

fn says(regex: Option<&Regex>, text: &str) -> bool {
    regex.is_some_and(|r| r.is_match(text))
}

/// The date of `line`, if dating is all that the line does.
pub(super) fn find(line: &str) -> Option<DateLine> {
    let found = dates::find(line).filter(|_| line.chars().count() <= 140)?;
    let rest = format!("{} ; {}", line.get(..found.span.start)?, line.get(found.span.end..)?);
    let labelled = says(WORDS.published.as_ref(), &rest);
    let updated = says(WORDS.updated.as_ref(), &rest);
    let strength = match (labelled, updated) {
        (_, true) => Strength::Updated,
        (true, false) => Strength::Published,
        (false, false) => Strength::Plain,
    };
    let noise = WORDS.noise.as_ref().map_or_else(|| rest.clone(), |r| r.replace_all(&rest, " ").into_owned());
    let words = noise.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().any(char::is_alphabetic)).count();
    let separated = line.chars().any(|c| matches!(c, '|' | '/' | '(' | '•' | '·' | '–' | '—' | ',' | ':' | '×')) || line.contains(" - ");
    let commas_only = !line.chars().any(|c| matches!(c, '|' | '/' | '(' | '•' | '·' | '–' | '—' | ':' | '×')) && !line.contains(" - ");
    let most = match (labelled || updated, separated) {
        (true, _) => 8,
        (false, true) => {
            if commas_only {
                4
            } else {
                8
            }
        }
        (false, false) => 3,
    };
    let prose = says(WORDS.prose.as_ref(), &noise) && !labelled && !updated || ends_sentence(line) && !line.ends_with(')') && words > 3;
    let apart = found.span.start == 0 || edge(line, found.span) || labelled || updated;
    (words <= most && !prose && apart).then_some(DateLine { found, strength })
}

/// Whether nothing but time, brackets and weekdays stands on one side of the date.
fn edge(line: &str, span: Span) -> bool {
    let bare = |part: &str| {
        let left = WORDS.noise.as_ref().map_or_else(|| part.to_owned(), |r| r.replace_all(part, " ").into_owned());
        !left.chars().any(char::is_alphabetic)
    };
    line.get(..span.start).is_some_and(bare) || line.get(span.end..).is_some_and(bare) || line.contains(['|', '•', '·'])
}

/// Whether the line is the time of a post in a live page or of an update, without a year.
pub(super) fn is_time(line: &str) -> bool {
    line.chars().count() <= 48 && says(WORDS.time.as_ref(), line)
}

/// Whether a line with a time names a day too and nothing else: "5 Feb, 10:48 GMT".
pub(super) fn heads_entry(line: &str) -> bool {
    let words: Vec<String> = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let month = words.iter().any(|w| super::dates::month(w).is_some());
    let day = words.iter().any(|w| w.parse::<u32>().is_ok_and(|n| (1..=31).contains(&n)));
    let said = words.iter().any(|w| matches!(w.as_str(), "updated" | "update" | "published" | "posted" | "modified" | "last" | "created"));
    month && day && !said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_only_date_are_found() {
        for (line, strength) in [
            ("Friday, 09 February 2024 07:15 AM EST", Strength::Plain),
            ("date 2024-01-04 ×", Strength::Published),
            ("Published: Sunday 28 January 2024, 21:40 (GMT+3)", Strength::Published),
            ("Last updated 5 February 2024, 11:20 GMT", Strength::Updated),
            ("By Lyle Brandeis | Wednesday, Nov. 22, 2023, 6:47 p.m. EST", Strength::Plain),
            ("Tigris Observer (Sunday, January 21, 2024)", Strength::Plain),
            ("Savanna Wire (Kaduna) - Wed Dec 6, 2023", Strength::Plain),
            ("Ouagadougou, Monday 26 August 2024", Strength::Plain),
            ("English edition | 10.07.2024 | Kyiv – Warsaw", Strength::Plain),
            ("(an exile newsletter, issue 88, Friday 14 April 2023)", Strength::Plain),
            ("Harbour News Network | Week ending Sunday 24 March 2024", Strength::Plain),
            ("Live blog closed on 24 March 2024, 22:00 CET", Strength::Updated),
            ("Nov. 14, 2023 / 4:32 PM ET", Strength::Plain),
            ("3 February 2024 • 1:15pm", Strength::Plain),
        ] {
            assert_eq!(find(line).map(|d| d.strength), Some(strength), "{line}");
        }
    }

    #[test]
    fn prose_with_a_date_is_none() {
        for line in [
            "The strike of 4 January 2024 killed a commander.",
            "Anniversary of the coup of 1 February 2021",
            "On January 17, 2019 a car bomb killed 22 cadets in the capital.",
            "June 6, 2013 Ann Lee, swimming star, dies at 91",
            "What we know about the attack on 3 January 2024",
            "At least 40 people were killed there on 5 May 2022, officials say",
        ] {
            assert_eq!(find(line), None, "{line}");
        }
    }

    #[test]
    fn times_of_posts_are_recognised() {
        for line in ["5 Feb, 10:48 GMT", "+++ 24 March, 20:41 +++", "Updated 6:55pm", "Updated 5:10 p.m.", "14:02"] {
            assert!(is_time(line), "{line}");
        }
        for line in ["At 21:30 a bomb went off", "12 dead", "March 2024"] {
            assert!(!is_time(line), "{line}");
        }
    }
}
