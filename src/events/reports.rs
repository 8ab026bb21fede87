//! One article's accounts of events.

use super::assemble::report;
use super::coreference::incidents;
use super::draft::{Draft, drafts};
use super::page::sentences;
use super::{lending, trigger};
use crate::language::Analysis;
use crate::lexicon::{Lexicon, nouns};
use crate::model::{Article, Kind, Mention, Report, Role, Value};

/// The article's reports, in order of their founding triggers; dates stay unresolved. The trigger mentions are added to `mentions`.
pub fn reports(article: &Article, analyses: &[Analysis], mentions: &mut Vec<Mention>, lexicon: &Lexicon) -> Vec<Report> {
    let ontology = lexicon.ontology();
    mentions.sort_by_key(|m| (m.span, m.kind));
    let triggers = trigger_mentions(article, analyses, mentions, lexicon);
    let page = sentences(article, analyses, mentions);
    let told: Vec<Draft<'_>> = page.iter().enumerate().flat_map(|(n, s)| drafts(s, n, ontology)).collect();
    let unreal: Vec<Draft<'_>> = told.iter().filter(|d| !d.is_real() && d.is_attack()).cloned().collect();
    let published = article.published.as_ref().and_then(|p| p.value.to_day());
    let acts = lending::acts(&told, &page);
    let mut found = incidents(&page, told, published, ontology);
    for k in &mut found {
        (k.lent, k.lent_targets) = lending::lend(k, &acts, &page);
    }
    let mut out: Vec<Report> = (0..found.len()).filter_map(|n| report(article, &page, &found, n, lexicon)).collect();
    out.extend(unreal.into_iter().filter_map(|d| super::assemble::context(article, &page, d, lexicon)).filter(tells));
    out.sort_by_key(|r| r.key.span);
    out.dedup_by(|a, b| a.id == b.id);
    let bodies = bodies(article, mentions, &out);
    mentions.extend(bodies);
    mentions.extend(triggers);
    out
}

/// Whether context is worth keeping: what is planned, threatened or denied; what is told as real but in general only with both its sides.
fn tells(r: &Report) -> bool {
    let has = |roles: &[Role]| r.arguments.iter().any(|a| roles.contains(&a.role));
    !r.modality.counts() || (has(&[Role::Attacker, Role::Suspect]) && has(&[Role::Victim, Role::Target]))
}

/// Bodies in the role of attackers that no name gave away: "the army", "death squads".
fn bodies(article: &Article, mentions: &[Mention], reports: &[Report]) -> Vec<Mention> {
    const SIDES: [Kind; 5] = [Kind::ArmedGroup, Kind::StateForce, Kind::Organization, Kind::Person, Kind::Facility];
    let mut found: Vec<Mention> = Vec::new();
    let attackers = reports.iter().flat_map(|r| &r.arguments).filter(|a| matches!(a.role, Role::Attacker | Role::Suspect));
    for a in attackers {
        let last = a.text.split_whitespace().last().unwrap_or_default();
        // "members of the army" are men of a body.
        let men = a.text.split_once(" of ").is_some_and(|(head, _)| head.rsplit(' ').next().is_some_and(|w| nouns().is_people(&w.to_lowercase())));
        let Some(kind) = nouns().body(last).filter(|_| !men) else { continue };
        let taken = mentions.iter().any(|m| SIDES.contains(&m.kind) && m.span.overlaps(a.span)) || found.iter().any(|m| m.span.overlaps(a.span));
        if !taken {
            found.push(Mention { entity: a.entity.clone(), ..Mention::new(&article.id, &article.text, a.span, kind, "role:body") });
        }
    }
    found
}

fn trigger_mentions(article: &Article, analyses: &[Analysis], mentions: &[Mention], lexicon: &Lexicon) -> Vec<Mention> {
    let page = sentences(article, analyses, mentions);
    let all = page.iter().flat_map(|s| trigger::all(s, lexicon.ontology()));
    all.map(|t| Mention { value: Some(Value::Trigger { trigger: t.kind }), ..Mention::new(&article.id, &article.text, t.span, Kind::Trigger, t.rule()) })
        .collect()
}
