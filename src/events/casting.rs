//! The words of the article in their roles: each participant once, by its fullest words.

use super::actors::Actor;
use super::assemble::Sheet;
use super::coreference::Incident;
use super::draft::Draft;
use super::page::Sentence;
use crate::lexicon::{Titles, nouns};
use crate::model::{Article, Kind, Mention, Role, Span};

/// What the words are read with.
pub(super) struct Words<'a> {
    pub article: &'a Article,
    pub titles: &'a Titles,
}

impl Words<'_> {
    /// A name without the titles before it.
    fn bare(&self, span: Span) -> Span {
        let mut start = span.start;
        loop {
            let rest = Span::new(start, span.end).of(&self.article.text);
            let Some((first, after)) = rest.split_once(' ') else { break };
            let word = first.trim_end_matches('.').to_lowercase();
            let called = self.titles.is_title(&word) || nouns().is_people(&word) || matches!(word.as_str(), "former" | "late" | "ex");
            if !called || after.trim().is_empty() {
                break;
            }
            start = span.end - after.len();
        }
        Span::new(start, span.end)
    }
}

/// The fullest words for the entity of `m` on the page.
fn fullest<'a>(m: &'a Mention, page: &[Sentence<'a>], words: &Words<'_>) -> Span {
    let same = |o: &&Mention| o.kind == m.kind && o.entity_id.is_some() && o.entity_id == m.entity_id;
    let all = page.iter().flat_map(|s| s.mentions.iter().copied()).filter(same).map(|o| words.bare(o.span));
    all.max_by_key(|s| (s.len(), std::cmp::Reverse(s.start))).unwrap_or_else(|| words.bare(m.span))
}

/// The words that tell two descriptions apart: "bombs" is "a bomb" again.
fn key(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.strip_suffix('s').unwrap_or(&lower).to_owned()
}

/// Notes every participant of incident `k`; where it has no attacker of its own, those of the `main` one that it is part of.
pub(super) fn cast(sheet: &mut Sheet, k: &Incident<'_>, main: Option<&Incident<'_>>, page: &[Sentence<'_>], words: &Words<'_>) {
    let mut doers: Vec<&Actor> = k.drafts.iter().flat_map(|d| d.attackers.iter().chain(&d.claimants)).collect();
    if doers.is_empty()
        && let Some(m) = main.filter(|_| !k.drafts.iter().any(|d| d.answer))
    {
        doers = m.drafts.iter().flat_map(|d| d.attackers.iter()).collect();
    }
    doers.extend(&k.lent);
    sides(sheet, Role::Attacker, &doers, page, words);
    let suspects: Vec<&Actor> = k.drafts.iter().flat_map(|d| d.suspects.iter()).filter(|a| !doers.iter().any(|d| d.name == a.name)).collect();
    sides(sheet, Role::Suspect, &suspects, page, words);
    victims(sheet, k, page, words);
    targets(sheet, k, words);
    weapons(sheet, k, words);
}

/// Attackers and suspects: the side, and its men where they are told apart.
fn sides(sheet: &mut Sheet, role: Role, all: &[&Actor], page: &[Sentence<'_>], words: &Words<'_>) {
    let mut seen: Vec<String> = Vec::new();
    for a in all {
        if let Some((name, men)) = meant(a, page) {
            seen.push(key(&a.name));
            sheet.argue(role, name, words.article, Some(a.name.as_str()));
            if let Some(men) = men {
                sheet.argue(role, men, words.article, Some(a.name.as_str()));
            }
            continue;
        }
        let text = a.span.of(&words.article.text);
        let name = if a.named { key(&a.name) } else { key(text) };
        let entity = a.named.then_some(a.name.as_str());
        // "Salvadoran" in "the Salvadoran army" is only an adjective.
        let adjective = matches!(a.kind, Some(Kind::Place | Kind::StateForce)) && a.men.is_some_and(|m| m.contains(a.span) && m != a.span);
        if !seen.contains(&name) && !adjective {
            seen.push(name);
            let span = if a.kind == Some(Kind::Person) { words.bare(a.span) } else { a.span };
            sheet.argue(role, span, words.article, entity);
        }
        if let Some(body) = body(a, words).filter(|b| !seen.contains(&key(b.of(&words.article.text)))) {
            seen.push(key(body.of(&words.article.text)));
            sheet.argue(role, body, words.article, None);
        }
        if let Some(men) = a.men.filter(|m| *m != a.span && !seen.contains(&key(m.of(&words.article.text)))) {
            seen.push(key(men.of(&words.article.text)));
            sheet.argue(role, men, words.article, entity);
        }
    }
}

/// "army" of "members of the army".
fn body(a: &Actor, words: &Words<'_>) -> Option<Span> {
    let text = a.span.of(&words.article.text);
    let (_, of) = text.split_once(" of ").filter(|_| !a.named)?;
    let bare = of.strip_prefix("the ").unwrap_or(of);
    let last = bare.rsplit(' ').next()?;
    nouns().body(last).map(|_| Span::new(a.span.end - bare.len(), a.span.end))
}

/// Of "the guerrillas" who stand for a group: the group's name where the article has it, and the words for its men.
fn meant(a: &Actor, page: &[Sentence<'_>]) -> Option<(Span, Option<Span>)> {
    let all = || page.iter().flat_map(|s| s.mentions.iter().copied().map(move |m| (s, m)));
    let (s, word) = all().find(|(_, m)| m.span == a.span && m.is_unnamed())?;
    let (_, name) = all().find(|(_, m)| !m.is_unnamed() && m.entity_id.is_some() && m.entity_id == word.entity_id)?;
    let noun = s.head_of(word.span).filter(|i| s.pos(*i) == "NOUN" && s.tag(*i) == "NNS");
    Some((name.span, noun.map(|i| s.core(i))))
}

/// People by name, then those who are only described.
fn victims(sheet: &mut Sheet, k: &Incident<'_>, page: &[Sentence<'_>], words: &Words<'_>) {
    let mut named: Vec<&Mention> = Vec::new();
    let hit = |d: &Draft<'_>| -> Vec<Span> { d.targets.iter().filter(|t| t.kind == Some(Kind::Person)).map(|t| t.span).collect() };
    for d in &k.drafts {
        let aimed = hit(d);
        let on_page = page.get(d.sentence).into_iter().flat_map(|s| s.mentions.iter().copied()).filter(|m| m.kind == Kind::Person && aimed.contains(&m.span));
        for v in d.victims.iter().copied().chain(on_page) {
            let known = |o: &&Mention| (o.entity_id.is_some() && o.entity_id == v.entity_id) || o.text == v.text;
            if !named.iter().any(known) {
                named.push(v);
            }
        }
    }
    for v in &named {
        sheet.argue(Role::Victim, fullest(v, page, words), words.article, v.entity.as_deref());
    }
    let mut seen: Vec<&str> = Vec::new();
    for (noun, span) in k.drafts.iter().flat_map(|d| &d.people) {
        if !seen.contains(&noun.as_str()) {
            seen.push(noun);
            sheet.argue(Role::Victim, *span, words.article, None);
        }
    }
}

/// Sides that were aimed at by name, and things that were hit.
fn targets(sheet: &mut Sheet, k: &Incident<'_>, words: &Words<'_>) {
    let people: Vec<Span> = k.drafts.iter().flat_map(|d| d.people.iter().map(|(_, s)| *s)).collect();
    let ships: Vec<Span> = k.drafts.iter().flat_map(|d| d.ships.iter().map(|(_, s)| *s)).collect();
    let things: Vec<Span> = k.drafts.iter().flat_map(|d| d.objects.iter().map(|(_, s)| *s)).collect();
    let mut seen: Vec<String> = Vec::new();
    for (name, span) in k.drafts.iter().flat_map(|d| &d.ships) {
        if !seen.contains(&key(name)) {
            seen.push(key(name));
            sheet.argue(Role::Target, *span, words.article, Some(name.as_str()));
        }
    }
    for span in &things {
        let name = key(span.of(&words.article.text));
        if !seen.contains(&name) {
            seen.push(name);
            sheet.argue(Role::Target, *span, words.article, None);
        }
    }
    for t in k.drafts.iter().flat_map(|d| &d.targets).filter(|t| t.kind != Some(Kind::Person)) {
        let within = people.iter().chain(&things).chain(&ships).any(|p| p.overlaps(t.span));
        if !t.named || t.men.is_some() || within || seen.contains(&key(&t.name)) || sheet.fields.attackers.contains(&t.name) {
            continue;
        }
        seen.push(key(&t.name));
        sheet.argue(Role::Target, t.span, words.article, Some(t.name.as_str()));
    }
}

fn weapons(sheet: &mut Sheet, k: &Incident<'_>, words: &Words<'_>) {
    let mut seen: Vec<String> = Vec::new();
    for w in k.drafts.iter().flat_map(|d| &d.weapons) {
        let span = fired(w.span, words.article);
        let name = key(span.of(&words.article.text));
        if !seen.contains(&name) {
            seen.push(name);
            sheet.argue(Role::Weapon, span, words.article, w.entity.as_deref());
        }
    }
}

/// "mortar" of "mortar fire".
fn fired(span: Span, article: &Article) -> Span {
    let text = span.of(&article.text);
    text.strip_suffix(" fire").map_or(span, |weapon| Span::new(span.start, span.start + weapon.len()))
}
