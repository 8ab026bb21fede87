//! A running total from marked words: number, qualifier, baseline and what is counted. No egui here.

use crate::events::dating::{Reference, resolve};
use crate::extract::{calendar, date};
use crate::model::{Kind, PartialDate, Qualifier, TallyOf, When};
use crate::review::{Command, MentionEdit, ReviewedArticle, TallyDraft};
use crate::ui::Workspace;
use crate::ui::selection::Marked;

/// Words before a number, and how they qualify it.
const QUALIFIERS: [(&str, Qualifier); 12] = [
    ("at least", Qualifier::AtLeast),
    ("no fewer than", Qualifier::AtLeast),
    ("more than", Qualifier::MoreThan),
    ("over", Qualifier::MoreThan),
    ("about", Qualifier::About),
    ("around", Qualifier::About),
    ("some", Qualifier::About),
    ("approximately", Qualifier::About),
    ("nearly", Qualifier::Nearly),
    ("almost", Qualifier::Nearly),
    ("up to", Qualifier::UpTo),
    ("as many as", Qualifier::UpTo),
];

/// Beginnings of words that tell what is counted; the first that is found decides.
const COUNTED: [(&str, TallyOf); 9] = [
    ("kill", TallyOf::Death),
    ("dead", TallyOf::Death),
    ("death", TallyOf::Death),
    ("died", TallyOf::Death),
    ("wound", TallyOf::Personnel),
    ("injur", TallyOf::Personnel),
    ("hurt", TallyOf::Personnel),
    ("strike", TallyOf::Strike),
    ("attack", TallyOf::Attack),
];

/// The command that makes a running total of the marked words, or why they are none.
pub fn from_marked(workspace: &Workspace, marked: &Marked) -> Result<Command, &'static str> {
    let article = workspace.dataset.article(&marked.article).ok_or("The article is no longer in the project.")?;
    let words = marked.span.of(&article.article.text);
    let draft = draft(article, words).ok_or("A running total needs a number: mark the words from the number to the day since when it counts.")?;
    let (id, span) = (marked.article.clone(), marked.span);
    let total = Command::AddTally { article: id.clone(), span, draft };
    let marked_so = article.mentions.iter().any(|m| m.item.kind == Kind::Tally && m.item.span == span);
    if marked_so {
        return Ok(total);
    }
    let mention = Command::AddMention { article: id, span, kind: Kind::Tally, edit: MentionEdit::default() };
    Ok(Command::Batch(total.label(), vec![mention, total]))
}

fn draft(article: &ReviewedArticle, words: &str) -> Option<TallyDraft> {
    let published = article.article.published.as_ref().map(|p| p.value);
    let dates = date::scan(words);
    let (at, count) = number(words, &dates)?;
    let since = dates.first().and_then(|d| day(&d.when, published, &article.article.path));
    let qualifier = qualifier(words.get(..at).unwrap_or_default());
    Some(TallyDraft { of: counted(words), count, qualifier, since, as_of: published, by: None, on: None, places: Vec::new(), source: None })
}

/// The first number that belongs to no date, and where it stands.
fn number(words: &str, dates: &[date::Dated]) -> Option<(usize, u32)> {
    let mut at = 0;
    for word in words.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let lower = word.trim().trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let value = lower.replace(',', "").parse().ok().or_else(|| calendar::small_number(&lower));
        if let Some(value) = value.filter(|_| !dates.iter().any(|d| d.span.start <= start && start < d.span.end)) {
            return Some((start, value));
        }
    }
    None
}

fn qualifier(before: &str) -> Qualifier {
    let before = before.trim_end().to_lowercase();
    QUALIFIERS.iter().find(|(words, _)| before.ends_with(words)).map_or(Qualifier::Exact, |(_, q)| *q)
}

fn counted(words: &str) -> TallyOf {
    let lower = words.to_lowercase();
    let has = |stem: &str| lower.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(stem));
    COUNTED.iter().find(|(stem, _)| has(stem)).map_or(TallyOf::Attack, |(_, of)| *of)
}

fn day(when: &When, published: Option<PartialDate>, path: &str) -> Option<PartialDate> {
    match (when, published) {
        (When::Calendar { date }, _) => Some(*date),
        (when, Some(published)) => resolve(when, &Reference::published(published, path)).map(|d| d.start),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_qualifier_are_read_from_the_words() {
        for (words, count, q, of) in [
            ("at least 1,150 attacks since October 17", 1150, Qualifier::AtLeast, TallyOf::Attack),
            ("since October 17, more than forty strikes", 40, Qualifier::MoreThan, TallyOf::Strike),
            ("12 people were killed this year", 12, Qualifier::Exact, TallyOf::Death),
        ] {
            let (at, n) = number(words, &date::scan(words)).unwrap();
            assert_eq!((n, qualifier(&words[..at]), counted(words)), (count, q, of), "{words}");
        }
        assert_eq!(number("since October 17", &date::scan("since October 17")), None);
    }
}
