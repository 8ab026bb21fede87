//! The words of an account, as hashes: what it is told with, and the names in it.

use super::profile::Account;
use crate::model::{Article, BlockKind};
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

/// Letters of a word that are compared: enough to part words, few enough to join their forms.
const STEM: usize = 6;
/// Shorter words say little.
const SHORT: usize = 4;
/// So many words of an article say what it is about.
const LEAD: usize = 80;
/// Fewer words than this prove nothing.
pub(super) const FEW: usize = 6;
/// Names are looked for in so many bytes of the article.
const HEAD: usize = 3000;

/// The words of one account, each list in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Wording {
    /// Of the main report of an article the opening words; else the sentence that tells of it.
    pub words: Vec<u32>,
    /// Of the main report of an article the capitalised words inside its sentences.
    pub names: Vec<u32>,
    /// Whether it is of an article as a whole.
    pub whole: bool,
    /// How much each of the words tells; see [`Wording::weigh`].
    weights: Vec<f32>,
}

impl Wording {
    pub fn of(account: &Account<'_>, is_main: bool) -> Self {
        if !is_main {
            let sentence = sentence(&account.article.text, account.report.key.span.start);
            return Self { words: sorted(sentence.split(not_word).filter_map(stem).collect()), whole: false, ..Self::default() };
        }
        Self { names: sorted(told(account.article).flat_map(names).collect()), ..Self::opening(account.article) }
    }

    /// The opening words of an article.
    pub fn opening(article: &Article) -> Self {
        let words = told(article).flat_map(|t| t.split(not_word)).filter_map(stem).take(LEAD);
        Self { words: sorted(words.collect()), whole: true, ..Self::default() }
    }
}

impl Wording {
    /// Notes how common the words were until now. The length of the weights is 1.
    pub fn weigh(&mut self, commonness: &Commonness) {
        self.weights = self.words.iter().map(|w| commonness.weight(*w)).collect();
        let length = self.weights.iter().map(|w| w * w).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        self.weights.iter_mut().for_each(|w| *w /= length);
    }

    /// How much the words of two articles tell of one story: the cosine of their weights, 0 to 1; `None` where there are too few to tell.
    pub fn likeness(&self, other: &Self) -> Option<f64> {
        if self.words.len().min(other.words.len()) < FEW {
            return None;
        }
        let (mut i, mut j, mut sum) = (0, 0, 0.0f32);
        while let (Some(a), Some(b)) = (self.words.get(i), other.words.get(j)) {
            if a == b {
                sum += self.weights.get(i).zip(other.weights.get(j)).map_or(0.0, |(x, y)| x * y);
            }
            (i, j) = (i + usize::from(a <= b), j + usize::from(b <= a));
        }
        Some(f64::from(sum))
    }
}

/// In how many articles each word stood: those that were told of until now, over what is usual in the news.
#[derive(Default)]
pub(super) struct Commonness {
    articles: f32,
    counts: FxHashMap<u32, f32>,
}

/// What is usual weighs as much as so many articles, so that the first few of a folder do not decide what is common.
const USUAL: f32 = 200.0;

/// In how many of a thousand articles a word stands, by the hashes of stems; counted by `tools/count_words.py`.
static USUALLY: LazyLock<FxHashMap<u32, f32>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/word_counts.tsv").lines().filter(|l| !l.starts_with('#'));
    let pairs = lines.filter_map(|l| l.split_once('\t'));
    pairs.filter_map(|(word, n)| Some((hash(word), n.trim().parse::<f32>().ok()? / 1000.0))).collect()
});

impl Commonness {
    /// Counts an article with these `words`, each once.
    pub fn enter(&mut self, words: &[u32]) {
        self.articles += 1.0;
        for word in words {
            *self.counts.entry(*word).or_default() += 1.0;
        }
    }

    /// The logarithm of the inverse share of articles with a word.
    fn weight(&self, word: u32) -> f32 {
        let with = USUAL * USUALLY.get(&word).copied().unwrap_or(0.0) + self.counts.get(&word).copied().unwrap_or(0.0);
        ((USUAL + self.articles + 1.0) / (with + 0.5)).ln().max(0.0)
    }
}

/// What the article itself tells, up to a length.
fn told(article: &Article) -> impl Iterator<Item = &str> {
    let text = article.text.as_str();
    let whole = article.blocks.is_empty().then_some(text).into_iter();
    let blocks = article.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Headline | BlockKind::Body)).map(move |b| b.span.of(text));
    let mut left = HEAD;
    whole.chain(blocks).map_while(move |t| {
        let part = t.get(..t.floor_char_boundary(left)).filter(|p| !p.is_empty() || t.is_empty())?;
        left -= part.len();
        Some(part)
    })
}

fn not_word(c: char) -> bool {
    !c.is_alphanumeric()
}

fn sorted(mut list: Vec<u32>) -> Vec<u32> {
    list.sort_unstable();
    list.dedup();
    list
}

fn stem(word: &str) -> Option<u32> {
    // "23 pirates": numbers of more than one digit tell stories apart.
    let number = || word.len() > 1 && word.bytes().all(|b| b.is_ascii_digit());
    (word.len() >= SHORT && !COMMON.contains(&word) || number()).then(|| hash(word))
}

fn hash(word: &str) -> u32 {
    let mut hash = rustc_hash::FxHasher::default();
    word.chars().take(STEM).flat_map(char::to_lowercase).for_each(|c| c.hash(&mut hash));
    (hash.finish() >> 16) as u32
}

const COMMON: [&str; 40] = [
    "that",
    "this",
    "with",
    "from",
    "have",
    "were",
    "been",
    "they",
    "their",
    "which",
    "said",
    "says",
    "after",
    "before",
    "when",
    "also",
    "where",
    "there",
    "about",
    "more",
    "than",
    "into",
    "over",
    "other",
    "some",
    "would",
    "could",
    "will",
    "what",
    "whom",
    "while",
    "during",
    "near",
    "least",
    "according",
    "told",
    "between",
    "against",
    "under",
    "most",
];

/// Words that are written with a capital in every other article: days, months, offices, agencies.
const OFFICES: [&str; 37] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "police",
    "county",
    "sheriff",
    "deputy",
    "officer",
    "judge",
    "court",
    "district",
    "attorney",
    "president",
    "minister",
    "state",
    "states",
    "united",
    "american",
    "associated",
    "press",
    "reuters",
    "news",
];

/// Words with a capital that do not begin a sentence, and that tell one story from another.
fn names(text: &str) -> impl Iterator<Item = u32> {
    let mut inside = false;
    text.split_whitespace().filter_map(move |token| {
        let follows = inside;
        inside = token.ends_with(|c: char| c.is_lowercase() || c == ',');
        let word = token.split(not_word).find(|w| !w.is_empty())?;
        let tells = word.len() > 2 && word.starts_with(char::is_uppercase) && !OFFICES.contains(&word.to_lowercase().as_str());
        (follows && tells).then(|| hash(word))
    })
}

/// The sentence around byte `at`, roughly: from one full stop or line end to the next.
fn sentence(text: &str, at: usize) -> &str {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |n| n + 1).max(before.rfind(". ").map_or(0, |n| n + 2));
    let end = [after.find('\n'), after.find(". ")].into_iter().flatten().min().unwrap_or(after.len());
    text.get(start..at + end).unwrap_or("")
}

/// The share of the smaller of two sorted lists that both hold; `None` where it is too small to prove anything.
pub(super) fn share(a: &[u32], b: &[u32], few: usize) -> Option<f64> {
    let least = a.len().min(b.len());
    (least >= few.max(1)).then(|| common(a, b) as f64 / least as f64)
}

/// How many numbers two sorted lists have in common.
fn common(mut a: &[u32], mut b: &[u32]) -> usize {
    let mut n = 0;
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
        n += usize::from(x == y);
        (a, b) = (if x <= y { rest_a } else { a }, if y <= x { rest_b } else { b });
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_around_a_word_ends_at_full_stops_and_lines() {
        let text = "One fell. Two were hit near Kirkuk. Three ran.\nFour";
        assert_eq!(sentence(text, text.find("hit").unwrap()), "Two were hit near Kirkuk");
        assert_eq!(sentence(text, text.find("ran").unwrap()), "Three ran.");
        assert_eq!(sentence(text, text.find("Four").unwrap()), "Four");
        assert_eq!(sentence(text, 999), "");
    }

    #[test]
    fn names_are_capitals_inside_a_sentence() {
        assert_eq!(names("Gunmen from Basra, in the south. They fled to Kut on Friday").collect::<Vec<_>>(), [hash("Basra"), hash("Kut")]);
    }

    fn weighed(words: &[&str], commonness: &Commonness) -> Wording {
        let mut wording = Wording { words: sorted(words.iter().map(|w| hash(w)).collect()), whole: true, ..Wording::default() };
        wording.weigh(commonness);
        wording
    }

    #[test]
    fn words_that_few_articles_have_tell_more() {
        let mut commonness = Commonness::default();
        let common = ["people", "police", "monday", "killed", "govern", "report"];
        let a = weighed(&[&common[..], &["kittiw", "lokoja"]].concat(), &commonness);
        let b = weighed(&[&common[..], &["kerose", "harbou"]].concat(), &commonness);
        let c = weighed(&["office", "countr", "presid", "securi", "kittiw", "lokoja"], &commonness);
        assert!(a.likeness(&c) > a.likeness(&b), "{:?} {:?}", a.likeness(&c), a.likeness(&b));
        let before = commonness.weight(hash("kittiw"));
        (0..50).for_each(|_| commonness.enter(&[hash("kittiw")]));
        assert!(commonness.weight(hash("kittiw")) < before / 2.0);
        assert_eq!(a.likeness(&weighed(&["kittiw"], &commonness)), None);
    }

    #[test]
    fn the_share_is_of_the_smaller_list() {
        assert_eq!(share(&[1, 2, 3, 4], &[2, 4], 2), Some(1.0));
        assert_eq!(share(&[1, 2, 3], &[2], 2), None);
    }
}
