//! Names of people, groups, forces, places and weapons, from the lexicon and the model together.

use super::place::Part;
use super::scene::Scene;
use super::syntax::Phrase;
use super::{Context, Extracted, evidence, facility, nation, person, place, town, weapon};
use crate::language::NameSource;
use crate::lexicon::{Entry, Found, fold};
use crate::model::{Kind, Mention, PlacePrecision, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Adds the mentions of everything that is named.
pub fn extract(context: &Context<'_>, extracted: &mut Extracted) {
    let all = context.lexicon.find(context.text());
    let scene = Scene::of(context, &all);
    for found in all.iter().filter(|f| context.article.block_kind(f.start).is_read()) {
        known(context, found, &scene, extracted);
    }
    extracted.mentions.extend(all.windows(2).filter_map(|pair| shared_force(context, &pair[0], &pair[1])));
    capitals(context, &all, extracted);
    unknown(context, &scene, extracted);
    extracted.mentions.extend(town::find(context, &scene, &extracted.mentions));
    short_forms(context, extracted);
    inside(context, &scene, extracted);
    extracted.unnamed.extend(nation::find(context, &all, &scene, &extracted.mentions));
    person::link(context, &mut extracted.mentions);
}

/// The places that the names of organisations, forces and buildings hold: they say where, and are no places of their own.
fn inside(context: &Context<'_>, scene: &Scene, extracted: &mut Extracted) {
    let holds = |k: Kind| matches!(k, Kind::Organization | Kind::Facility | Kind::StateForce | Kind::ArmedGroup);
    let holders = extracted.mentions.iter().filter(|m| holds(m.kind) && !m.rule.starts_with("lexicon:"));
    let places: Vec<Mention> = holders
        .filter_map(|m| place::inside(context, scene, m.span))
        .map(|(span, entry)| {
            let mut mention = context.mention(span, Kind::Place, Mention::INSIDE);
            place::fill(&mut mention, &entry);
            mention.confidence = 0.6;
            mention
        })
        .collect();
    extracted.mentions.extend(places);
}

/// "American" of "American and British aircraft": the force's noun stands with the last adjective alone.
fn shared_force(context: &Context<'_>, found: &Found<'_>, next: &Found<'_>) -> Option<Mention> {
    let between = context.text().get(found.end..next.start)?;
    let short = found.end - found.start <= 4 && context.text().get(found.start..found.end)?.chars().all(|c| c.is_uppercase() || c == '.');
    let is_country = found.entry.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country);
    let force = next.entry.is(Kind::StateForce) && context.text().get(next.start..next.end)?.contains(' ');
    (is_country && (found.adjective || short) && force && matches!(between, " and " | ", " | "-" | "–")).then_some(())?;
    let state = context.lexicon.state(found.entry.country.as_deref()?)?;
    context.article.block_kind(found.start).is_read().then(|| named(context, Span::new(found.start, found.end), Kind::StateForce, state))
}

/// "the Iraqi capital", "Mali's capital": the city by its office.
fn capitals(context: &Context<'_>, all: &[Found<'_>], extracted: &mut Extracted) {
    let is_country = |f: &&Found<'_>| f.entry.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country);
    for found in all.iter().filter(is_country).filter(|f| context.article.block_kind(f.start).is_read()) {
        let after = context.text().get(found.end..).unwrap_or_default();
        let owned = after.strip_prefix("'s").or_else(|| after.strip_prefix('’')?.strip_prefix('s')).unwrap_or(after);
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        let Some(rest) = owned.strip_prefix(" capital").filter(|rest| ends(rest) && (found.adjective || owned.len() < after.len())) else { continue };
        let country = found.entry.country.as_deref().and_then(|c| context.lexicon.country(c));
        let name = country.and_then(|c| c.capital.as_deref()).unwrap_or_default();
        let Some(city) = context.lexicon.places(name).into_iter().find(|e| context.lexicon.is_capital(e)) else { continue };
        let mut mention = context.mention(Span::new(found.start, context.text().len() - rest.len()), Kind::Place, "rule:capital");
        place::fill(&mut mention, &city);
        extracted.mentions.retain(|m| !m.span.overlaps(mention.span));
        extracted.mentions.push(mention);
    }
}

/// "The Guards" after "Revolutionary Guards": the last word of a known name, capitalised after "the".
fn short_forms(context: &Context<'_>, extracted: &mut Extracted) {
    let is_body =
        |m: &&Mention| m.rule.starts_with("lexicon:") && matches!(m.kind, Kind::ArmedGroup | Kind::StateForce | Kind::Organization) && m.text.contains(' ');
    let mut tails: BTreeMap<String, Mention> = BTreeMap::new();
    for mention in extracted.mentions.iter().filter(is_body) {
        if let Some(tail) =
            mention.text.rsplit(' ').next().filter(|t| t.len() >= 5 && t.chars().next().is_some_and(char::is_uppercase) && t.chars().any(char::is_lowercase))
        {
            tails.entry(tail.to_owned()).or_insert_with(|| mention.clone());
        }
    }
    let words = fold::words(context.text());
    for pair in words.windows(2) {
        let [article, word] = pair else { continue };
        let span = Span::new(word.start, word.end);
        let Some(like) = tails.get(span.of(context.text())).filter(|_| article.key == "the" && article.joined && !article.hyphen) else { continue };
        let goes_on = word.joined && words.iter().find(|w| w.start > word.start).is_some_and(|w| w.capital);
        let taken = extracted.mentions.iter().any(|m| m.rule.starts_with("lexicon:") && m.span.start < span.end && span.start < m.span.end);
        if !goes_on && !taken && context.article.block_kind(span.start).is_read() {
            extracted.mentions.retain(|m| m.span.end <= span.start || span.end <= m.span.start);
            let short = Mention {
                entity: like.entity.clone(),
                entity_id: like.entity_id.clone(),
                confidence: 0.8,
                ..context.mention(span, like.kind, "rule:short_form")
            };
            extracted.mentions.push(short);
        }
    }
}

/// A name that the lexicon knows.
fn known(context: &Context<'_>, found: &Found<'_>, scene: &Scene, extracted: &mut Extracted) {
    let span = Span::new(found.start, found.end);
    match found.entry.kind {
        Kind::Weapon => weapon::add(context, found, extracted),
        Kind::Place => extracted.mentions.extend(known_place(context, found, span, scene)),
        Kind::Facility => {
            let mut mention = context.mention(span, Kind::Facility, rule(&found.entry));
            place::fill(&mut mention, &found.entry);
            extracted.mentions.push(mention);
        }
        kind => extracted.mentions.push(named(context, span, kind, &found.entry)),
    }
}

fn rule(entry: &Entry) -> String {
    format!("lexicon:{}", entry.id)
}

fn named(context: &Context<'_>, span: Span, kind: Kind, entry: &Entry) -> Mention {
    let mut mention = context.mention(span, kind, rule(entry));
    mention.entity = Some(entry.name.clone());
    mention.entity_id = Some(entry.id.clone());
    mention
}

fn known_place(context: &Context<'_>, found: &Found<'_>, span: Span, scene: &Scene) -> Option<Mention> {
    let entry = &found.entry;
    let is_country = entry.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country);
    let state = entry.country.as_deref().and_then(|c| context.lexicon.state(c));
    if let Some(end) = facility::embassy(context, span).filter(|_| is_country) {
        return Some(facility::mention(context, Span::new(span.start, end), None, "rule:facility"));
    }
    let phrase = Phrase::at(context.analyses, span)?;
    let name = span.of(context.text());
    if let Some(other) = scene.namesake(context, entry, name, context.text().get(span.end..).unwrap_or_default()).filter(|_| is_country && !found.adjective) {
        let mut mention = context.mention(span, Kind::Place, rule(&other));
        place::fill(&mut mention, &other);
        return Some(mention);
    }
    if found.adjective {
        let attacks = phrase.joint().1.is_some_and(|h| h.start >= span.end && place::is_attack(context, &h.lemma) && (h.pos == "NOUN" || h.tag == "VBG"));
        return state.filter(|_| attacks).map(|s| named(context, span, Kind::StateForce, s));
    }
    let capital = !is_country && context.lexicon.is_capital(entry);
    let part = if is_country || capital { place::part(context, phrase, span, capital) } else { Part::Place };
    match part {
        Part::Nothing => None,
        Part::Force => state.map(|s| named(context, span, Kind::StateForce, s)),
        Part::State => state.map(|s| named(context, span, if is_country { Kind::StateForce } else { Kind::Organization }, s)),
        Part::Place => {
            let chosen = if is_country { None } else { meant(context, entry, span, scene) };
            // "Mount Sinjar": the mountain by the name of its town.
            let mount = context.text().get(..span.start).filter(|t| t.ends_with("Mount ")).map_or(0, |_| "Mount ".len());
            let mut mention = context.mention(Span::new(span.start - mount, span.end), Kind::Place, rule(entry));
            place::fill(&mut mention, chosen.as_ref().unwrap_or(entry));
            if let Some(end) = facility::extent(context, span).filter(|_| !is_country) {
                return Some(facility::mention(context, Span::new(span.start, end), Some(&mention), "rule:facility"));
            }
            Some(mention)
        }
    }
}

/// The place of that name that the article means; what stands in short, as "Ky.", is what it stands for.
fn meant(context: &Context<'_>, entry: &Entry, span: Span, scene: &Scene) -> Option<Entry> {
    let name = span.of(context.text());
    let key = fold::key(name);
    let spelt = std::iter::once(&entry.name).chain(&entry.aliases).any(|n| fold::key(n) == key);
    spelt.then(|| scene.choose(context, name, context.text().get(span.end..).unwrap_or_default())).flatten()
}

/// A name that only the model found.
struct Candidate {
    span: Span,
    label: String,
    score: f32,
    evidence: Option<Kind>,
}

fn unknown(context: &Context<'_>, scene: &Scene, extracted: &mut Extracted) {
    let mut candidates = Vec::new();
    let ships = ships(context.text());
    for name in context.analyses.iter().flat_map(|a| &a.names).filter(|n| n.source == NameSource::Model) {
        let is_person = name.label == "PERSON";
        let Some(span) = person::clean(context, Span::new(name.start, name.end), is_person) else { continue };
        let taken = extracted.mentions.iter().any(|m| m.kind != Kind::Weapon && m.span.start < span.end && span.start < m.span.end);
        if taken
            || !matches!(
                name.label.as_str(),
                "PERSON" | "ORG" | "ARMED_GROUP" | "STATE_FORCE" | "GPE" | "LOC" | "FAC" | "NORP" | "PRODUCT" | "WORK_OF_ART" | "EVENT" | "LAW"
            )
        {
            continue;
        }
        let weapon = extracted.mentions.iter().any(|m| m.kind == Kind::Weapon && m.span == span);
        if weapon || is_ship(span.of(context.text())) || ships.contains(span.of(context.text())) {
            continue;
        }
        let Some(phrase) = Phrase::at(context.analyses, span) else { continue };
        candidates.retain(|c: &Candidate| !(span.contains(c.span)));
        if candidates.iter().any(|c| c.span.start < span.end && span.start < c.span.end) {
            continue;
        }
        let span = numbered(context, span);
        candidates.push(Candidate { span, label: name.label.clone(), score: name.score, evidence: evidence::of(context, phrase, span) });
    }
    candidates.extend(unnoticed(context, extracted, &candidates));
    let mut told: BTreeMap<String, BTreeMap<Kind, u32>> = BTreeMap::new();
    for (key, kind) in candidates.iter().filter_map(|c| Some((fold::key(c.span.of(context.text())), c.evidence?))) {
        *told.entry(key).or_default().entry(kind).or_default() += 1;
    }
    for candidate in &candidates {
        let votes = told.get(&fold::key(candidate.span.of(context.text())));
        let elsewhere = votes.and_then(|v| v.iter().max_by_key(|(_, n)| **n)).map(|(k, _)| *k);
        extracted.mentions.extend(settle(context, candidate, candidate.evidence.or(elsewhere), scene));
    }
}

/// With the number that tells one such unit from another: "Task Force 50", "CTF 151".
fn numbered(context: &Context<'_>, span: Span) -> Span {
    const UNITS: [&str; 6] = ["Force", "TF", "CTF", "JTF", "Squadron", "Brigade"];
    let unit = span.of(context.text()).rsplit(' ').next().is_some_and(|w| UNITS.contains(&w));
    let rest = context.text().get(span.end..).filter(|_| unit).and_then(|t| t.strip_prefix(' ')).unwrap_or_default();
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let ends = rest.chars().nth(digits).is_none_or(|c| !c.is_alphanumeric());
    if (1..=3).contains(&digits) && ends { Span::new(span.start, span.end + 1 + digits) } else { span }
}

/// Runs of proper nouns that neither lexicon nor model took for a name but whose sentence says what they are.
fn unnoticed(context: &Context<'_>, extracted: &Extracted, candidates: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for analysis in context.analyses {
        let mut run: Option<Span> = None;
        for (i, token) in analysis.tokens.iter().enumerate() {
            let span = Span::new(token.start, token.end);
            let joined = run.is_some_and(|r: Span| matches!(context.text().get(r.end..token.start), Some(" " | "")));
            let goes_on = token.pos == "PROPN" && span.of(context.text()).chars().next().is_some_and(char::is_uppercase)
                || joined && matches!(span.of(context.text()), "-" | "al" | "bin" | "ibn");
            if goes_on {
                run = Some(if joined { Span::new(run.map_or(span.start, |r| r.start), span.end) } else { span });
            }
            let next_joins = goes_on
                && analysis
                    .tokens
                    .get(i + 1)
                    .is_some_and(|n| n.pos == "PROPN" || matches!(Span::new(n.start, n.end).of(context.text()), "-" | "al" | "bin" | "ibn"));
            if next_joins {
                continue;
            }
            let whole = run.take().filter(|r| r.of(context.text()).contains(' '));
            let taken =
                |r: Span| extracted.mentions.iter().map(|m| m.span).chain(candidates.iter().map(|c| c.span)).any(|s| s.start < r.end && r.start < s.end);
            let Some(span) = whole.filter(|r| !taken(*r)).and_then(|r| person::clean(context, r, false)) else { continue };
            let evidence = Phrase::at(context.analyses, span).and_then(|p| evidence::of(context, p, span));
            let shouted = !span.of(context.text()).chars().any(char::is_lowercase);
            if evidence.is_some() && !shouted {
                found.push(Candidate { span, label: String::new(), score: 0.0, evidence });
            }
        }
    }
    found
}

/// The mention of a name that only the model found, or none where nothing speaks for it.
fn settle(context: &Context<'_>, candidate: &Candidate, evidence: Option<Kind>, scene: &Scene) -> Option<Mention> {
    let span = candidate.span;
    let name = span.of(context.text());
    let phrase = Phrase::at(context.analyses, span)?;
    let after = context.text().get(span.end..).unwrap_or_default();
    let placed = matches!(candidate.label.as_str(), "GPE" | "LOC");
    let entry = scene.choose(context, name, after).filter(|_| placed || !context.lexicon.is_common_word(name));
    let nearby = entry.as_ref().is_some_and(|e| scene.is_home(e));
    let (label, head) = phrase.joint();
    let located = label == "pobj"
        && head.is_some_and(|h| matches!(h.lemma.as_str(), "in" | "near" | "at" | "outside" | "inside" | "around" | "from" | "towards" | "across"));
    let regional = entry.as_ref().is_some_and(|e| scene.is_near(context, e)) && name.chars().any(char::is_lowercase);
    // The whole name is that of a town in the province that the text speaks of: "Rock Hill", "Coral Gables".
    let town = regional && name.contains(' ') && entry.as_ref().is_some_and(|e| fold::key(&e.name) == fold::key(name));
    let by_model = match candidate.label.as_str() {
        "GPE" | "LOC" => Some(Kind::Place),
        "PERSON" => Some(Kind::Person),
        "ORG" => Some(Kind::Organization),
        "ARMED_GROUP" => Some(Kind::ArmedGroup),
        "STATE_FORCE" => Some(Kind::StateForce),
        "FAC" => Some(Kind::Facility),
        _ => None,
    };
    let kind = match evidence {
        Some(Kind::Facility) if town => Kind::Place,
        // A last word like "Forces" tells less than the model's own kind of organisation.
        Some(Kind::Organization) if matches!(by_model, Some(Kind::ArmedGroup | Kind::StateForce)) => by_model?,
        Some(kind) => kind,
        None if place::names_itself(name) => Kind::Place,
        None if located && nearby && (by_model != Some(Kind::Facility) || !name.contains(' ')) => Kind::Place,
        // "A man of Roswell", "the Raytown apartment" where the text speaks of the province around it.
        None if town && by_model != Some(Kind::Person) => Kind::Place,
        None if by_model != Some(Kind::Place) && !name.contains(' ') && regional && (label == "pobj" || by_model == Some(Kind::Organization)) => Kind::Place,
        None if by_model == Some(Kind::Person) && located && is_spot(phrase) => Kind::Place,
        None if by_model == Some(Kind::Organization)
            && located
            && name.split(' ').count() == 1
            && head.is_some_and(|h| h.lemma == "in")
            && !name.chars().all(char::is_uppercase) =>
        {
            Kind::Place
        }
        None if by_model == Some(Kind::Place) && entry.is_none() && !is_place_like(phrase, after) => {
            // Whoever speaks is nobody's town; of other names that no gazetteer knows the sentence must say that they are places.
            if is_speaker(context, phrase) { Kind::Person } else { return None }
        }
        None => by_model?,
    };
    if let Some(entry) = context.lexicon.named(name).find(|e| e.is(Kind::ArmedGroup)).filter(|_| matches!(kind, Kind::Organization | Kind::ArmedGroup)) {
        return Some(named(context, span, Kind::ArmedGroup, entry));
    }
    let rule = if evidence.is_some() { format!("rule:{}", kind.key()) } else { format!("model:{}", candidate.label) };
    let mut mention = context.mention(span, kind, rule);
    // The margin, until it is calibrated.
    mention.confidence = if evidence.is_some() { 0.8 } else { candidate.score };
    match kind {
        Kind::Place => match entry {
            Some(entry) => {
                place::fill(&mut mention, &entry);
                if let Some(end) = facility::extent(context, span) {
                    return Some(facility::mention(context, Span::new(span.start, end), Some(&mention), "rule:facility"));
                }
            }
            None => name_it(&mut mention, "place-", name),
        },
        Kind::Facility => {
            return Some(facility::mention(context, Span::new(span.start, facility::extent(context, span).unwrap_or(span.end)), None, &mention.rule));
        }
        Kind::Person => name_it(&mut mention, "person-", name),
        Kind::ArmedGroup => name_it(&mut mention, "group-", name),
        _ => name_it(&mut mention, "org-", name),
    }
    Some(mention)
}

/// Whether the preposition before the name speaks of places only: "near X", or "in X" beside a verb.
fn is_spot(phrase: Phrase<'_>) -> bool {
    let Some(preposition) = phrase.joint().1 else { return false };
    let verb = phrase.analysis.tokens.get(preposition.head).is_some_and(|t| t.pos == "VERB");
    matches!(preposition.lemma.as_str(), "near" | "outside" | "inside" | "around" | "across") || verb && preposition.lemma == "in"
}

/// Whether the sentence uses the name as a place: after a preposition, or with a wider place after it.
fn is_place_like(phrase: Phrase<'_>, after: &str) -> bool {
    const PLACING: [&str; 16] =
        ["in", "near", "at", "from", "to", "outside", "inside", "around", "toward", "towards", "across", "into", "between", "through", "of", "over"];
    let (label, head) = phrase.joint();
    label == "pobj" && head.is_some_and(|h| PLACING.contains(&h.lemma.as_str()))
        || after.starts_with(", ") && after.chars().nth(2).is_some_and(char::is_uppercase)
}

/// Whether the name is the subject of a verb of saying.
fn is_speaker(context: &Context<'_>, phrase: Phrase<'_>) -> bool {
    let (label, head) = phrase.joint();
    label == "nsubj" && head.is_some_and(|h| context.lexicon.people().is_saying(&h.lemma))
}

/// The names that stand behind the prefix of a ship somewhere in `text`; elsewhere they may stand alone.
fn ships(text: &str) -> BTreeSet<&str> {
    let mut words = text.split_whitespace().peekable();
    let mut found = BTreeSet::new();
    while let Some(word) = words.next() {
        let name = words.peek().filter(|_| is_ship(word)).map(|w| w.trim_end_matches(|c: char| !c.is_alphanumeric()));
        found.extend(name.filter(|n| n.starts_with(char::is_uppercase)));
    }
    found
}

/// Whether the name is a ship's: "USS …", "HMS …".
fn is_ship(name: &str) -> bool {
    crate::lexicon::ships::is_ship_prefix(name.split(' ').next().unwrap_or_default())
}

fn name_it(mention: &mut Mention, prefix: &str, name: &str) {
    mention.entity = Some(name.split_whitespace().collect::<Vec<_>>().join(" "));
    mention.entity_id = Some(format!("{prefix}{}", fold::key(name).replace(' ', "-")));
}
