//! An article laid out for the rules: its sentences with their tokens, trees and mentions.

use super::vessels::{self, Named};
use crate::language::{Analysis, Token};
use crate::lexicon::nouns;
use crate::model::{Article, BlockKind, Kind, Mention, PlacePrecision, Span, Unit, Value, When};
use std::ops::Range;

/// Adjectives that count rather than describe.
const QUANTIFIERS: [&str; 25] = [
    "alleged",
    "suspected",
    "presumed",
    "so-called",
    "self-styled",
    "estimated",
    "following",
    "several",
    "many",
    "other",
    "some",
    "more",
    "numerous",
    "few",
    "various",
    "additional",
    "own",
    "least",
    "same",
    "such",
    "second",
    "third",
    "first",
    "different",
    "further",
];

/// Nouns that are told apart only by what follows "of": "the office of El Siglo".
const SEATS: [&str; 12] = ["office", "branch", "headquarters", "agency", "village", "town", "mayor", "home", "house", "residence", "studio", "vehicle"];

/// Gathering nouns that are mere numbers.
const COUNTING: [&str; 16] =
    ["number", "dozen", "hundred", "thousand", "score", "couple", "pair", "majority", "rest", "series", "total", "lot", "handful", "kind", "sort", "part"];

/// One sentence. Token numbers are those of its paragraph's analysis; where a token does not exist, its text is `""` and it is its own head.
pub(super) struct Sentence<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    /// Its tokens.
    pub range: Range<usize>,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// What kind of text it stands in.
    pub block: BlockKind,
    /// The mentions in it, in order.
    pub mentions: Vec<&'a Mention>,
    children: Vec<Vec<usize>>,
    /// Number of its section, and the date that heads it: a live blog's entries are told one by one.
    pub section: usize,
    pub section_date: Option<&'a Mention>,
    /// The armed group named last before the sentence: "the group" is mostly that one.
    pub group_before: Option<&'a Mention>,
    /// The day named last before the sentence, not far back: "that day" is that one.
    pub day_before: Option<&'a Mention>,
    /// The place that heads its section: a briefing tells of one country after another.
    pub section_place: Option<&'a Mention>,
    /// The ships that are named in it.
    pub ships: Vec<Named>,
}

/// The sentences of an article, in order.
pub(super) fn sentences<'a>(article: &'a Article, analyses: &'a [Analysis], mentions: &'a [Mention]) -> Vec<Sentence<'a>> {
    let mut all = Vec::new();
    let (mut section, mut section_date, mut section_place) = (0, None, None);
    let stamp = article.published.iter().flat_map(|p| &p.reasons).find_map(|r| r.span);
    let is_stamp = |m: &Mention| m.kind == Kind::Date && stamp.is_some_and(|s| s.overlaps(m.span));
    for (paragraph, analysis) in analyses.iter().enumerate() {
        for range in analysis.sentences() {
            let mut sentence = Sentence::new(&article.text, analysis, range);
            sentence.paragraph = paragraph;
            let span = sentence.span();
            sentence.block = article.block_kind(span.start);
            let earlier = mentions.iter().take_while(|m| m.span.start < span.start);
            sentence.group_before = earlier.filter(|m| m.kind == Kind::ArmedGroup).last();
            let inside = mentions.iter().filter(|m| span.contains(m.span));
            if let Some(date) = inside.filter(|m| m.kind == Kind::Date).find(|m| sentence.is_heading(analysis, m.span)) {
                section += 1;
                section_date = Some(date);
            }
            let first = mentions.partition_point(|m| m.span.start < span.start);
            sentence.day_before = mentions.iter().take(first).rev().take_while(|m| m.span.end + FAR > span.start).find(|m| names_day(m));
            if let Some(place) = mentions.iter().skip(first).take_while(|m| m.span.start < span.end).find(|m| sentence.is_label(analysis, m)) {
                section_place = Some(place);
            }
            (sentence.section, sentence.section_date, sentence.section_place) = (section, section_date, section_place);
            sentence.mentions = mentions.iter().skip(first).take_while(|m| m.span.start < span.end).filter(|m| !is_stamp(m)).collect();
            all.push(sentence);
        }
    }
    vessels::christen(&mut all);
    all
}

/// How far back "that day" reaches, in bytes.
const FAR: usize = 900;

/// Whether a mention is of one calendar day.
fn names_day(m: &Mention) -> bool {
    match &m.value {
        Some(Value::When { when: When::Calendar { date }, .. }) => date.day.is_some(),
        Some(Value::When { when, .. }) => matches!(when, When::MonthDay { .. } | When::Weekday { .. } | When::Ago { unit: Unit::Day, .. }),
        _ => false,
    }
}

impl<'a> Sentence<'a> {
    fn new(text: &'a str, analysis: &'a Analysis, range: Range<usize>) -> Self {
        let mut children = vec![Vec::new(); range.len()];
        for i in range.clone() {
            let head = analysis.tokens.get(i).map_or(i, |t| t.head);
            if let Some(list) = head.checked_sub(range.start).filter(|_| head != i).and_then(|h| children.get_mut(h)) {
                list.push(i);
            }
        }
        Self {
            text,
            analysis,
            range,
            paragraph: 0,
            block: BlockKind::Body,
            mentions: Vec::new(),
            children,
            group_before: None,
            section: 0,
            section_date: None,
            day_before: None,
            section_place: None,
            ships: Vec::new(),
        }
    }

    /// Whether the paragraph is nothing but the name of a country: the heading of its part of a briefing.
    fn is_label(&self, analysis: &Analysis, place: &Mention) -> bool {
        let country = place.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country);
        let outside = |i: &usize| !place.span.overlaps(self.token_span(*i)) && self.word(*i).chars().any(char::is_alphanumeric);
        country && self.block == BlockKind::Body && self.range == (0..analysis.tokens.len()) && !self.range.clone().any(|i| outside(&i))
    }

    /// Whether the paragraph is hardly more than a date: the heading of a live blog's entry.
    fn is_heading(&self, analysis: &Analysis, date: Span) -> bool {
        let words = |span: Option<Span>| {
            self.range.clone().filter(|i| self.word(*i).chars().any(char::is_alphanumeric) && span.is_none_or(|s| !s.overlaps(self.token_span(*i)))).count()
        };
        let alone = self.range.start == 0 && self.range.end == analysis.tokens.len();
        alone && words(Some(date)) <= 2 && words(None) <= 7
    }

    /// The bytes of the sentence.
    pub fn span(&self) -> Span {
        Span::new(self.token_span(self.range.start).start, self.token_span(self.range.end.saturating_sub(1)).end)
    }

    /// Its first words.
    pub fn opening(&self, words: usize) -> String {
        let all: Vec<&str> = self.range.clone().filter(|i| self.word(*i).chars().any(char::is_alphanumeric)).take(words).map(|i| self.word(i)).collect();
        all.join(" ")
    }

    fn token(&self, i: usize) -> Option<&'a Token> {
        self.analysis.tokens.get(i).filter(|_| self.range.contains(&i))
    }

    /// The bytes of a token.
    pub fn token_span(&self, i: usize) -> Span {
        self.token(i).map_or_else(Span::default, |t| Span::new(t.start, t.end))
    }

    /// The words of a token, as written.
    pub fn word(&self, i: usize) -> &'a str {
        self.token_span(i).of(self.text)
    }

    /// The dictionary form, in lower case.
    pub fn lemma(&self, i: usize) -> String {
        self.token(i).map_or_else(String::new, |t| t.lemma.to_lowercase())
    }

    /// The fine tag.
    pub fn tag(&self, i: usize) -> &'static str {
        self.token(i).map_or("", |t| t.tag)
    }

    /// The coarse tag.
    pub fn pos(&self, i: usize) -> &'static str {
        self.token(i).map_or("", |t| t.pos)
    }

    /// The relation to the head.
    pub fn label(&self, i: usize) -> &'static str {
        self.token(i).map_or("", |t| t.label)
    }

    /// The head; of a root, itself.
    pub fn head(&self, i: usize) -> usize {
        self.token(i).map_or(i, |t| t.head)
    }

    /// The tokens whose head is `i`.
    pub fn children(&self, i: usize) -> &[usize] {
        i.checked_sub(self.range.start).and_then(|at| self.children.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The first child of `i` with one of these labels.
    pub fn child(&self, i: usize, labels: &[&str]) -> Option<usize> {
        self.children(i).iter().copied().find(|c| labels.contains(&self.label(*c)))
    }

    /// From `i` up to the root, `i` first.
    pub fn upward(&self, i: usize) -> Vec<usize> {
        let mut path = vec![i];
        let mut at = i;
        while self.head(at) != at && path.len() < 64 && self.range.contains(&self.head(at)) {
            at = self.head(at);
            path.push(at);
        }
        path
    }

    /// `i` and everything below it, in order.
    pub fn subtree(&self, i: usize) -> Vec<usize> {
        let mut found = vec![i];
        let mut next = 0;
        while let Some(&at) = found.get(next) {
            found.extend(self.children(at));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// The noun phrase of `i`: everything below it but clauses, appositions and conjuncts.
    pub fn phrase(&self, i: usize) -> Span {
        const OUT: [&str; 10] = ["relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis", "mark", "advmod"];
        let mut found = vec![i];
        let mut next = 0;
        while let Some(&at) = found.get(next) {
            found.extend(self.children(at).iter().filter(|c| !OUT.contains(&self.label(**c)) || (self.label(**c) == "punct" && self.word(**c) == "-")));
            next += 1;
        }
        let first = found.iter().copied().min().unwrap_or(i);
        let last = found.iter().copied().max().unwrap_or(i);
        Span::new(self.token_span(first).start, self.token_span(last).end)
    }

    /// The core of the noun phrase of `i`: the noun with what names and describes it before it, without articles, numbers and pronouns;
    /// with "of" where the noun only gathers: "group of armed men".
    pub fn core(&self, i: usize) -> Span {
        let telling = |c: &usize| {
            let word = self.word(*c).to_lowercase();
            match self.label(*c) {
                "compound" | "nmod" => true,
                "amod" => !QUANTIFIERS.contains(&word.as_str()),
                "poss" => self.pos(*c) == "PROPN",
                _ => false,
            }
        };
        let first = self.children(i).iter().copied().filter(|c| *c < i).filter(telling).flat_map(|c| self.subtree(c)).filter(|c| *c < i).min().unwrap_or(i);
        let open = |t: &usize| matches!(self.word(*t), "(" | "[" | "\"" | "“" | "," | "-" | "'s" | "’s") || self.pos(*t) == "DET" || self.is_quantity(*t);
        // What a bracket closes before the noun is no part of it.
        let closed = (first..i).rev().find(|t| self.word(*t).contains([')', ']'])).map_or(first, |t| t + 1);
        let first = (closed..=i).find(|t| !open(t)).unwrap_or(i);
        let seat = SEATS.contains(&self.lemma(i).as_str()).then(|| self.objects_of(i, &["of"]).into_iter().find(|o| *o > i)).flatten();
        let gathered = self.gathered(i).or(seat).filter(|_| !COUNTING.contains(&self.lemma(i).as_str()));
        let end = gathered.map_or(self.token_span(i).end, |o| self.core(o).end);
        Span::new(self.token_span(first).start, end)
    }

    /// "500" and "over" of "over 500 fighters".
    fn is_quantity(&self, i: usize) -> bool {
        let near = matches!(self.lemma(i).as_str(), "over" | "about" | "around" | "nearly" | "some" | "approximately" | "almost");
        self.label(i) == "nummod" || self.pos(i) == "NUM" || (near && self.pos(i + 1) == "NUM")
    }

    /// The noun that a gathering noun gathers: "men" of "a group of men".
    pub fn gathered(&self, i: usize) -> Option<usize> {
        nouns().is_gathering(&self.lemma(i)).then(|| self.objects_of(i, &["of"]).into_iter().find(|o| *o > i)).flatten()
    }

    /// What is counted, where `i` only counts: "people" of "dozens of people".
    pub fn counted(&self, i: usize) -> usize {
        let of = || self.objects_of(i, &["of"]).into_iter().find(|o| *o > i && self.pos(*o) != "PRON");
        let few = matches!(self.pos(i), "NUM" | "PRON" | "DET").then(of).flatten();
        few.or_else(|| self.gathered(i).filter(|_| COUNTING.contains(&self.lemma(i).as_str()))).unwrap_or(i)
    }

    /// The token of `span` whose head lies outside it; the last such.
    pub fn head_of(&self, span: Span) -> Option<usize> {
        let inside: Vec<usize> = self.tokens_in(span).collect();
        inside.iter().rev().copied().find(|i| self.head(*i) == *i || !inside.contains(&self.head(*i)))
    }

    /// The tokens that overlap `span`.
    pub fn tokens_in(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        self.range.clone().filter(move |i| self.token_span(*i).overlaps(span))
    }

    /// The text from one byte to another.
    pub fn between(&self, start: usize, end: usize) -> Option<&'a str> {
        self.text.get(start..end)
    }

    /// The mention of one of these kinds that covers token `i`.
    pub fn mention_at(&self, i: usize, kinds: &[Kind]) -> Option<&'a Mention> {
        let span = self.token_span(i);
        self.mentions.iter().copied().find(|m| kinds.contains(&m.kind) && m.span.overlaps(span))
    }

    /// The ship that the noun phrase of `i` names: its own name, or the name beside a word for ships.
    pub fn ship_at(&self, i: usize) -> Option<&Named> {
        let named = |i: usize| self.ships.iter().find(|n| n.covers(i));
        let beside = |c: &&usize| matches!(self.label(**c), "appos" | "compound" | "nmod");
        named(i).or_else(|| self.children(i).iter().filter(|_| nouns().is_vessel(&self.lemma(i))).filter(beside).find_map(|c| named(*c)))
    }

    /// "its engine room": the one ship of the sentence that noun `i` is a part of.
    pub fn ship_of_part(&self, i: usize) -> Option<&Named> {
        const PARTS: [&str; 12] = ["room", "hull", "deck", "bridge", "stern", "bow", "hold", "superstructure", "side", "accommodation", "funnel", "cabin"];
        let own = self.child(i, &["poss"]).is_some_and(|p| matches!(self.lemma(p).as_str(), "its" | "her"));
        let before: Vec<&Named> = self.ships.iter().filter(|n| n.covers_before(i)).collect();
        before.last().copied().filter(|last| own && PARTS.contains(&self.lemma(i).as_str()) && before.iter().all(|n| n.name == last.name))
    }

    /// `i` and its conjuncts, in order.
    pub fn conjuncts(&self, i: usize) -> Vec<usize> {
        let mut found = vec![i];
        let mut next = 0;
        while let Some(&at) = found.get(next) {
            found.extend(self.children(at).iter().filter(|c| self.label(**c) == "conj"));
            next += 1;
        }
        found
    }

    /// The objects of the prepositions `preps` below `i`.
    pub fn objects_of(&self, i: usize, preps: &[&str]) -> Vec<usize> {
        let fitting =
            self.children(i).iter().copied().filter(|c| matches!(self.label(*c), "prep" | "agent" | "dative") && preps.contains(&self.lemma(*c).as_str()));
        fitting.filter_map(|p| self.child(p, &["pobj", "pcomp"])).collect()
    }
}
