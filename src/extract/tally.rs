//! Running totals: "at least 115 attacks since October 17".

use super::number::{self, Number};
use super::tally_frame::{self as frame, Baseline};
use super::tree::Tree;
use crate::language::Analysis;
use crate::model::{Article, Count, Kind, Mention, Qualifier, Span, Tally, TallyOf, Value, When};
use std::collections::BTreeMap;

/// The running totals of the article, each with its mention. `names` are the mentions of names, dates and sources found so far.
pub fn find(article: &Article, analyses: &[Analysis], names: &[Mention]) -> (Vec<Mention>, Vec<Tally>) {
    let mut drafts: Vec<Draft> = analyses.iter().flat_map(|a| paragraph(&article.text, a, names)).collect();
    share_baselines(&mut drafts);
    let kept = without_repeats(drafts);
    let tallies: Vec<Tally> = kept.iter().map(|d| d.tally(article)).collect();
    (kept.iter().map(|d| d.mention(article)).collect(), tallies)
}

/// A total as it was found, before totals of the same article are compared.
#[derive(Clone, Debug)]
struct Draft {
    span: Span,
    of: TallyOf,
    count: u32,
    qualifier: Qualifier,
    /// Whether a baseline was stated, dated or not.
    stated: bool,
    since: Option<When>,
    as_of: Option<When>,
    by: Option<String>,
    on: Option<String>,
    places: Vec<String>,
    split: Option<BTreeMap<String, u32>>,
    excludes: Option<String>,
    source: Option<String>,
}

impl Draft {
    fn mention(&self, article: &Article) -> Mention {
        let mut mention = Mention::new(&article.id, &article.text, self.span, Kind::Tally, format!("tally:{}", self.of.key()));
        mention.value = Some(Value::Count { count: Count::qualified(self.count, self.qualifier), binding: None });
        mention
    }

    fn tally(&self, article: &Article) -> Tally {
        Tally {
            id: format!("{}:tally:{}:{}", article.id, self.span.start, self.span.end),
            article: article.id.clone(),
            span: self.span,
            text: self.span.of(&article.text).to_owned(),
            of: self.of,
            count: self.count,
            qualifier: self.qualifier,
            since_when: self.since.clone(),
            since: None,
            as_of_when: self.as_of.clone(),
            as_of: None,
            by: self.by.clone(),
            on: self.on.clone(),
            places: self.places.clone(),
            split: self.split.clone(),
            excludes: self.excludes.clone(),
            source: self.source.clone(),
            confidence: if self.stated { 0.9 } else { 0.6 },
        }
    }
}

/// What is counted in one sentence.
struct Counted {
    value: u32,
    qualifier: Qualifier,
    span: Span,
    /// The token of the attacks or of "times".
    unit: usize,
    of: TallyOf,
}

fn paragraph(text: &str, analysis: &Analysis, names: &[Mention]) -> Vec<Draft> {
    let tree = Tree::new(text, analysis);
    let numbers = number::find(text, analysis);
    let mut drafts: Vec<Draft> = Vec::new();
    for sentence in analysis.sentences() {
        let inside = |at: usize| sentence.contains(&at);
        let here: Vec<&Number> = numbers.iter().filter(|n| inside(n.head)).collect();
        let baseline = frame::baseline(&tree, sentence.clone(), names);
        let counted = counted(&tree, sentence.clone(), &here, baseline.as_ref());
        let found = draft(&tree, sentence.clone(), &counted, baseline.as_ref(), names);
        let previous = drafts.last().filter(|d| d.of == TallyOf::Attack);
        match found.or_else(|| previous.and_then(|p| elliptic(&tree, &here, p))) {
            Some(draft) => drafts.push(draft),
            None => exclude(&tree, sentence, drafts.last_mut()),
        }
    }
    drafts
}

/// The numbers of attacks in a sentence, those inside the baseline's own words left out.
fn counted(tree: &Tree<'_>, sentence: std::ops::Range<usize>, numbers: &[&Number], baseline: Option<&Baseline>) -> Vec<Counted> {
    let outside = |at: usize| baseline.is_none_or(|b| !b.covers(tree.span(at)));
    let attacked = frame::speaks_of_attacks(tree, sentence.clone());
    let cardinal = numbers.iter().filter(|n| outside(n.head)).filter_map(|n| {
        let unit = frame::unit_of(tree, n.head);
        let of = frame::kind_of(tree, unit).or_else(|| frame::is_times(tree, unit).then_some(TallyOf::Attack).filter(|_| attacked))?;
        Some(Counted { value: n.value, qualifier: n.qualifier, span: n.span, unit, of })
    });
    let ordinals = sentence.clone().filter(|at| outside(*at)).filter_map(|at| {
        let (value, end) = number::ordinal_at(tree.text, tree.analysis, at)?;
        let unit = frame::unit_of_ordinal(tree, end - 1)?;
        (value > 1).then(|| Counted {
            value,
            qualifier: Qualifier::Ordinal,
            span: tree.cover(at, end - 1),
            unit,
            of: frame::kind_of(tree, unit).unwrap_or(TallyOf::Attack),
        })
    });
    let once = sentence.clone().filter(|at| attacked && tree.lower(*at) == "once").map(|at| Counted {
        value: 1,
        qualifier: Qualifier::Exact,
        span: tree.span(at),
        unit: at,
        of: TallyOf::Attack,
    });
    let mut all: Vec<Counted> = cardinal.chain(ordinals).collect();
    if !all.is_empty() {
        all.extend(once);
        all.extend(bare(tree, numbers, &all, &outside));
    }
    all.sort_by_key(|c| c.span);
    all
}

/// "52 times in Iraq and 75 in Syria": the second number has no noun of its own.
fn bare(tree: &Tree<'_>, numbers: &[&Number], all: &[Counted], outside: &dyn Fn(usize) -> bool) -> Vec<Counted> {
    let taken = |n: &Number| all.iter().any(|c| c.span.overlaps(n.span));
    let alone = |n: &Number| frame::unit_of(tree, n.head) == n.head && tree.lower(n.tokens.end) == "in";
    let found = numbers.iter().filter(|n| !taken(n) && alone(n) && outside(n.head));
    found.map(|n| Counted { value: n.value, qualifier: n.qualifier, span: n.span, unit: n.head, of: TallyOf::Attack }).collect()
}

/// The total of a sentence: its first number where the rest adds up to it, else the sum of its parts by place.
fn draft(tree: &Tree<'_>, sentence: std::ops::Range<usize>, counted: &[Counted], baseline: Option<&Baseline>, names: &[Mention]) -> Option<Draft> {
    let first = counted.first()?;
    let parts: Vec<(String, u32)> = counted.iter().filter_map(|c| Some((frame::place_after(tree, c.span, names)?, c.value))).collect();
    let rest: u32 = counted.iter().skip(1).map(|c| c.value).sum();
    let (count, split) = if counted.len() > 2 && rest == first.value {
        let own = parts.iter().filter(|(_, n)| *n != first.value).cloned().collect();
        (first.value, Some(own))
    } else if counted.len() > 1 && parts.len() == counted.len() && first.qualifier != Qualifier::Ordinal {
        (counted.iter().map(|c| c.value).sum(), Some(parts.into_iter().collect()))
    } else {
        (first.value, None)
    };
    let duration = frame::has_duration(tree, sentence.clone());
    (baseline.is_some() || (duration && first.qualifier != Qualifier::Ordinal)).then_some(())?;
    let span = baseline.map_or(first.span, |b| Span::new(first.span.start.min(b.span.start), first.span.end.max(b.span.end)));
    let whole = Span::new(tree.span(sentence.start).start, tree.span(sentence.end - 1).end);
    let outside = |m: &&Mention| whole.contains(m.span) && baseline.is_none_or(|b| !b.covers(m.span));
    Some(Draft {
        span,
        of: first.of,
        count,
        qualifier: first.qualifier,
        stated: baseline.is_some(),
        since: baseline.and_then(|b| b.when.clone()),
        as_of: names.iter().filter(outside).find_map(frame::day_of),
        by: frame::attacker(tree, first.unit, names),
        on: frame::attacked(tree, first.unit, names),
        places: names.iter().filter(outside).filter(|m| m.kind == Kind::Place).map(|m| m.entity.clone().unwrap_or_else(|| m.text.clone())).collect(),
        split,
        excludes: None,
        source: names.iter().filter(|m| whole.contains(m.span)).find(|m| m.kind == Kind::Source).map(|m| m.text.clone()),
    })
}

/// "Officials now speak of roughly 140": a bare number after a total of attacks, and larger than it.
fn elliptic(tree: &Tree<'_>, numbers: &[&Number], previous: &Draft) -> Option<Draft> {
    let number = match numbers {
        [only] => *only,
        _ => return None,
    };
    let alone = frame::unit_of(tree, number.head) == number.head
        && tree.label(number.head) == "pobj"
        && matches!(tree.lower(tree.head(number.head)).as_str(), "of" | "at" | "to");
    let grown = number.value > previous.count && number.value <= previous.count.saturating_mul(2);
    let verb = tree.head(tree.head(number.head));
    let speaks = matches!(tree.lemma(verb).as_str(), "speak" | "put" | "talk" | "rise" | "grow" | "climb" | "stand");
    (alone && grown && speaks).then(|| Draft {
        span: number.span,
        count: number.value,
        qualifier: number.qualifier,
        split: None,
        as_of: None,
        source: None,
        ..previous.clone()
    })
}

/// "The ministry leaves attacks at sea out of its figure": what the sentence after a total leaves out of it.
fn exclude(tree: &Tree<'_>, sentence: std::ops::Range<usize>, draft: Option<&mut Draft>) {
    let Some(draft) = draft.filter(|d| d.excludes.is_none()) else { return };
    let verb = sentence.clone().find(|i| matches!(tree.lemma(*i).as_str(), "count" | "include" | "cover" | "exclude" | "omit"));
    let Some(verb) = verb else { return };
    let excluded = tree.dependent(verb, &["neg"]).is_some() || matches!(tree.lemma(verb).as_str(), "exclude" | "omit");
    let object = tree.dependent(verb, &["dobj"]);
    if let (true, Some(object)) = (excluded, object) {
        let last = sentence.clone().filter(|i| tree.is_under(*i, object)).max().unwrap_or(object);
        let first = sentence.filter(|i| tree.is_under(*i, object)).min().unwrap_or(object);
        draft.excludes = Some(tree.cover(first, last).of(tree.text).to_owned());
    }
}

/// A total without a baseline takes that of an equal total in the same article.
fn share_baselines(drafts: &mut [Draft]) {
    let stated: Vec<Draft> = drafts.iter().filter(|d| d.stated).cloned().collect();
    for draft in drafts.iter_mut().filter(|d| !d.stated) {
        if let Some(twin) = stated.iter().find(|s| s.count == draft.count && s.of == draft.of) {
            draft.since.clone_from(&twin.since);
            draft.stated = true;
        }
    }
}

/// Totals with a baseline, each number once: the richer account of it stays.
fn without_repeats(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts.into_iter().filter(|d| d.stated) {
        match kept.iter_mut().find(|k| k.count == draft.count && k.of == draft.of) {
            Some(twin) if twin.split.is_none() && draft.split.is_some() => *twin = draft,
            Some(_) => {}
            None => kept.push(draft),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::date;
    use crate::language::{Annotator, Paragraph, SmallEnglish};
    use std::sync::atomic::AtomicBool;

    fn said(engine: &SmallEnglish, text: &str) -> Vec<String> {
        let analyses = engine.annotate(&[Paragraph { start: 0, text }], &[], &AtomicBool::new(false)).unwrap();
        let dates = date::scan(text).into_iter().map(|d| {
            let mut mention = Mention::new("a", text, d.span, Kind::Date, "t");
            mention.value = Some(Value::When { when: d.when, date: None, time: None });
            mention
        });
        let places = ["Iraq", "Syria", "Jordan"]
            .into_iter()
            .flat_map(|p| text.match_indices(p).map(|(i, w)| Mention::new("a", text, Span::new(i, i + w.len()), Kind::Place, "t")).collect::<Vec<_>>());
        let names: Vec<Mention> = dates.chain(places).collect();
        let mut drafts = paragraph(text, &analyses[0], &names);
        share_baselines(&mut drafts);
        without_repeats(drafts)
            .into_iter()
            .map(|d| {
                format!(
                    "{} {} {}{}",
                    d.count,
                    d.qualifier.key(),
                    if d.since.is_some() { "dated" } else { "open" },
                    d.split.map(|s| format!(" {s:?}")).unwrap_or_default()
                )
            })
            .collect()
    }

    #[test]
    fn running_totals_are_found_and_other_numbers_are_not() {
        let engine = SmallEnglish::load().unwrap();
        let table: &[(&str, &[&str])] = &[
            ("Troops in the region have been attacked at least 90 times since October 12th, officials said.", &["90 at_least dated"]),
            ("Since the outbreak of the war on 7 October, the militias have carried out more than 80 attacks on bases.", &["80 more_than dated"]),
            ("Soldiers were hit by more than 130 rocket and drone strikes since the war began on 7 October.", &["130 more_than dated"]),
            (
                "The troops have come under attack 60 times since October 17: 26 times in Iraq, 33 times in Syria and once in Jordan.",
                &["60 exact dated {\"Iraq\": 26, \"Jordan\": 1, \"Syria\": 33}"],
            ),
            ("There have been 17 attacks on bases in Iraq and 18 attacks in Syria since October 17.", &["35 exact dated {\"Iraq\": 17, \"Syria\": 18}"]),
            ("It was the 19th attack on merchant ships since November 19, the command said.", &["19 ordinal dated"]),
            ("The forces had been attacked 87 times since October 17. Officials now speak of roughly 100.", &["87 exact dated", "100 about dated"]),
            ("At least three attacks have followed since Sunday.", &["3 at_least dated"]),
            ("The country saw 440 militant attacks in the first ten months of this year.", &["440 exact dated"]),
            ("The US launched 85 strikes on Friday.", &[]),
            ("It is the worst attack since twin bombs killed more than 100 people in October 2022.", &[]),
            ("Crowds marked the fifth anniversary of the battle.", &[]),
        ];
        let wrong: Vec<String> = table
            .iter()
            .filter(|(text, want)| said(&engine, text) != *want)
            .map(|(text, want)| format!("{text}\n  {:?} for {want:?}", said(&engine, text)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
