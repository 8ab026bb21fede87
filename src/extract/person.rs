//! Names of people: where they begin and end, and which names in one article are one person's.

use super::Context;
use super::syntax::Phrase;
use crate::lexicon::fold;
use crate::model::{Kind, Mention, Span};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words of a name in capitals, with what may stand between them in lower case.
const NAME: &str = r"\p{Lu}[\p{L}'’ʿ-]+(?:[ -](?:(?:al|el|bin|ibn|ul|ud|de|del)[ -])?\p{Lu}[\p{L}'’ʿ-]+){0,3}";

/// "…, also known as NAME" after a name.
static ALIAS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r#"^(?:,? (?:an?|the|his|her|their) [^,.;()"“]{{1,70}}?)?,? (?:or|alias|aka|a\.k\.a\.|(?:who (?:is|was) )?(?:also |better |widely |commonly )?known (?:as|by (?:his|her|the) (?:[\w-]+ ){{1,4}}as|by the name)|nicknamed|dubbed|(?:whose|with the|by the|under the) (?:nom de guerre|war name|alias|real name|full name)(?: (?:is|was|of))?|who (?:goes|went) by(?: the name)?(?: of)?),? ?["“”'‘]?({NAME})"#
    ))
    .ok()
});

/// A teknonym or quoted name in brackets or after a comma.
static BRACKET: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r#"^,? ?(?:\(["“]?|["“])((?:Abu|Umm|Abou|Hajji|Haji) {NAME}|{NAME})["”]?,?["”)]"#)).ok());

/// Credit of a photographer.
static CREDIT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\s*(?:/\s*\p{Lu}|[,|]? ?via Getty)").ok());

/// The name alone: no title, possessive, quotes, "the"; `None` where it is no name.
pub fn clean(context: &Context<'_>, span: Span, person: bool) -> Option<Span> {
    let text = context.text();
    let raw = span.of(text);
    let cut = raw.find(['\n', '/', '(', '[', ',', ';']).filter(|at| *at > 0).unwrap_or(raw.len());
    let words = fold::words(raw.get(..cut)?);
    let titles = context.lexicon.titles();
    let mut first = 0;
    while words.get(first).is_some_and(|w| {
        w.key == "the"
            || (words.len() > first + 1 && (is_day_or_month(&w.key) || matches!(w.key.as_str(), "near" | "outside" | "inside" | "around" | "across")))
            || (person
                && words.len() > first + 1
                && (matches!(w.key.as_str(), "senior" | "of")
                    || first > 0 && w.key == "state"
                    || titles.ranks.contains(&w.key)
                    || titles.offices.contains(&w.key)
                    || honorific(titles.honorifics.as_slice(), &w.key)))
    }) {
        first += 1;
    }
    let kept = words.get(first..).filter(|kept| kept.first().is_some_and(|w| w.key != "of"))?;
    let (start, end) = (kept.first()?.start, kept.last()?.end);
    let clean = Span::new(span.start + start, span.start + end);
    let rest = text.get(clean.end..).unwrap_or_default();
    let credited = person && CREDIT.as_ref().is_some_and(|c| c.is_match(rest));
    let has_capital = kept.iter().any(|w| w.capital);
    let is_letter = kept.len() == 1 && clean.len() < 2;
    let lost_article = kept.len() == 1 && matches!(kept.first()?.key.as_str(), "al" | "abu" | "bin");
    let clean = if person { widen(context, clean) } else { clean };
    let numbered = person && kept.iter().any(|w| w.key.chars().all(|c| c.is_ascii_digit()));
    let is_fragment = credited || is_letter || lost_article || numbered;
    (has_capital && !is_fragment).then_some(clean)
}

/// Capitalised words of time that stand before names: "On Tuesday Saleh …".
fn is_day_or_month(key: &str) -> bool {
    matches!(
        key,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// With the capitalised words that belong to the name and that the model left out: "Mushtaq" before "Taleb al-Saidi".
fn widen(context: &Context<'_>, span: Span) -> Span {
    let Some(phrase) = Phrase::at(context.analyses, span) else { return span };
    let titles = context.lexicon.titles();
    let text = context.text();
    let mut start = span.start;
    for token in phrase.analysis.tokens.get(..phrase.first).unwrap_or_default().iter().rev() {
        let word = Span::new(token.start, token.end).of(text);
        let key = fold::key(word);
        let joined = text.get(token.end..start) == Some(" ");
        let named = word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase) && token.pos == "PROPN";
        if !joined
            || !named
            || is_day_or_month(&key)
            || key == "state"
            || (titles.is_title(&key) && !matches!(key.as_str(), "lord" | "lady"))
            || !context.lexicon.find(word).is_empty()
            || titles.organization_nouns.contains(&key)
            || titles.facility_nouns.contains(&key)
        {
            break;
        }
        start = token.start;
    }
    Span::new(start, span.end)
}

/// Honorifics that are no part of a name; "Sheikh" and "Haji" may be one.
fn honorific(honorifics: &[String], key: &str) -> bool {
    honorifics.iter().any(|h| h == key)
        && !matches!(key, "lord" | "lady" | "sheikh" | "sheik" | "haji" | "hajji" | "sayyid" | "malik" | "emir" | "amir" | "don" | "saint")
}

/// Gives the mentions of one person in an article one name and key: full names, surnames, aliases, acronyms of anything in brackets.
pub fn link(context: &Context<'_>, mentions: &mut Vec<Mention>) {
    mentions.sort_by_key(|m| (m.span.start, m.span.end));
    let aliases = aliases(context, mentions);
    add_aliases(context, mentions, &aliases);
    let known = people(mentions, &aliases);
    add_surnames(context, mentions, &known);
    for mention in mentions.iter_mut() {
        let key = fold::key(&mention.text);
        let plain = mention.rule.starts_with("model:") && matches!(mention.kind, Kind::Organization | Kind::Place) && mention.geo.is_none();
        if mention.kind != Kind::Person && !(plain && known.is_surname(&key)) {
            continue;
        }
        if let Some((name, id)) = known.person(&key) {
            mention.kind = Kind::Person;
            mention.id = Mention::new(&mention.article, context.text(), mention.span, Kind::Person, "").id;
            mention.entity = Some(name);
            mention.entity_id = Some(id);
        }
    }
    acronyms(context, mentions);
}

/// A name and the other name that the article says is the same person's.
struct Alias {
    key: String,
    other: String,
    span: Span,
}

fn aliases(context: &Context<'_>, mentions: &[Mention]) -> Vec<Alias> {
    let mut found = Vec::new();
    for mention in mentions.iter().filter(|m| m.kind == Kind::Person) {
        let rest = context.text().get(mention.span.end..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        for pattern in [&ALIAS, &BRACKET].into_iter().filter_map(|p| p.as_ref()) {
            if let Some(group) = pattern.captures(line).and_then(|c| c.get(1)) {
                let (key, other) = (fold::key(&mention.text), fold::key(group.as_str()));
                let start = mention.span.end + group.start();
                let trimmed = group.as_str().trim_end_matches(['\'', '’', '-']);
                if key != other && fold::words(&mention.text).len() > 1 {
                    found.push(Alias { key, other, span: Span::new(start, start + trimmed.len()) });
                }
            }
        }
    }
    found
}

/// The other names are mentions too, though the model may have missed or mistyped them.
fn add_aliases(context: &Context<'_>, mentions: &mut Vec<Mention>, aliases: &[Alias]) {
    for alias in aliases {
        let in_lexicon =
            mentions.iter().any(|m| m.rule.starts_with("lexicon:") && m.kind != Kind::Weapon && m.span.start < alias.span.end && alias.span.start < m.span.end);
        if in_lexicon {
            continue;
        }
        mentions.retain(|m| m.kind == Kind::Weapon || m.span.end <= alias.span.start || alias.span.end <= m.span.start);
        mentions.push(context.mention(alias.span, Kind::Person, "rule:alias"));
    }
    mentions.sort_by_key(|m| (m.span.start, m.span.end));
}

/// Surnames of the article's people that the model missed, mostly at the beginning of a sentence.
fn add_surnames(context: &Context<'_>, mentions: &mut Vec<Mention>, known: &People) {
    let words = fold::words(context.text());
    for (i, word) in words.iter().enumerate().filter(|(_, w)| w.capital && !w.caps && w.key.len() >= 4) {
        let before =
            i.checked_sub(1).and_then(|b| words.get(b)).is_some_and(|b| b.joined && b.capital && !b.possessive && !context.lexicon.titles().is_title(&b.key));
        let after = word.joined && !word.possessive && words.get(i + 1).is_some_and(|a| a.capital);
        let taken = || mentions.iter().any(|m| m.kind != Kind::Weapon && m.span.start < word.end && word.start < m.span.end);
        if before
            || after
            || !context.article.block_kind(word.start).is_read()
            || !known.is_surname(&word.key)
            || context.lexicon.is_common_word(&word.key)
            || taken()
        {
            continue;
        }
        mentions.push(context.mention(Span::new(word.start, word.end), Kind::Person, "rule:surname"));
    }
    mentions.sort_by_key(|m| (m.span.start, m.span.end));
}

/// The people of one article, by the folded forms of their names.
#[derive(Default)]
struct People {
    /// Folded full name to the name as written.
    names: BTreeMap<String, String>,
    /// Folded other name to folded full name.
    other: BTreeMap<String, String>,
}

fn people(mentions: &[Mention], aliases: &[Alias]) -> People {
    let mut people = People::default();
    for mention in mentions.iter().filter(|m| m.kind == Kind::Person) {
        let name = mention.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let kept = people.names.entry(fold::key(&name)).or_insert_with(|| name.clone());
        // "AL-SAIDI" of a headline gives way to "al-Saidi".
        if kept.chars().filter(|c| c.is_uppercase()).count() > name.chars().filter(|c| c.is_uppercase()).count() {
            *kept = name;
        }
    }
    for alias in aliases.iter().filter(|a| people.names.contains_key(&a.key)) {
        people.other.insert(alias.other.clone(), alias.key.clone());
    }
    people
}

impl People {
    /// The one fuller name that `key` is the end or, for teknonyms, the beginning of.
    fn fuller(&self, key: &str) -> Option<&str> {
        let ending = format!(" {key}");
        let beginning = format!("{key} ");
        let is_teknonym = key.starts_with("abu ") || key.starts_with("umm ");
        let mut fuller = self
            .names
            .keys()
            .filter(|full| (!is_teknonym && full.ends_with(&ending)) || (is_teknonym && full.starts_with(&beginning)) || same_with_middle(key, full));
        let first = fuller.next()?;
        // Two people of one surname: nobody can say which; two forms of one name: the longer.
        fuller
            .all(|f| f.ends_with(&format!(" {first}")) || first.ends_with(&format!(" {f}")) || same_with_middle(first, f) || same_with_middle(f, first))
            .then_some(first)
    }

    fn is_surname(&self, key: &str) -> bool {
        !key.contains(' ') && self.fuller(key).is_some()
    }

    /// The canonical name and key of the person called `key`.
    fn person(&self, key: &str) -> Option<(String, String)> {
        let mut full = key;
        for _ in 0..4 {
            match self.other.get(full).map(String::as_str).or_else(|| self.fuller(full)) {
                Some(next) if next != full => full = next,
                _ => break,
            }
        }
        let name = self.names.get(full)?;
        Some((name.clone(), format!("person-{}", full.replace(' ', "-"))))
    }
}

/// Whether the long name is the short one with more names in the middle: the same first and last.
pub fn same_with_middle(short: &str, long: &str) -> bool {
    let (s, l): (Vec<&str>, Vec<&str>) = (short.split(' ').collect(), long.split(' ').collect());
    s.len() >= 2 && l.len() > s.len() && s.first() == l.first() && s.last() == l.last() && s.iter().all(|w| l.contains(w))
}

/// "Full Name (FN)": the letters in brackets are the same thing, here and in the rest of the article.
fn acronyms(context: &Context<'_>, mentions: &mut Vec<Mention>) {
    let mut short: BTreeMap<String, Mention> = BTreeMap::new();
    for mention in mentions.iter().filter(|m| matches!(m.kind, Kind::ArmedGroup | Kind::StateForce | Kind::Organization)) {
        let rest = context.text().get(mention.span.end..).unwrap_or_default();
        let Some(inside) = rest.strip_prefix(" (").and_then(|r| r.split(')').next()) else { continue };
        let letters = inside.trim_matches(['"', '“', '”', '\'']);
        if (2..=10).contains(&letters.len()) && letters.chars().filter(|c| c.is_uppercase()).count() >= 2 && !letters.contains(' ') {
            short.insert(letters.to_owned(), mention.clone());
            let start = mention.span.end + 2 + inside.find(letters).unwrap_or(0);
            short.entry(letters.to_owned()).and_modify(|m| m.span = Span::new(start, start + letters.len()));
        }
    }
    for (letters, like) in &short {
        if !mentions.iter().any(|m| m.kind != Kind::Weapon && m.span.start < like.span.end && like.span.start < m.span.end) {
            mentions.push(context.mention(like.span, like.kind, "rule:acronym"));
        }
        for mention in mentions.iter_mut().filter(|m| m.text == *letters && m.kind.is_name() && m.kind != Kind::Weapon) {
            *mention = Mention {
                entity: like.entity.clone(),
                entity_id: like.entity_id.clone(),
                rule: "rule:acronym".to_owned(),
                ..context.mention(mention.span, like.kind, "")
            };
        }
    }
}
