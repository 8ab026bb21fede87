//! Puts an article together from its text and what is known about it.

use super::agencies;
use super::byline;
use super::classify::{Hint, Verdict, classify};
use super::decode::clean;
use super::flatten::flatten;
use super::headline::{Head, without_suffix};
use super::html::read_page;
use super::html_meta::PageMeta;
use super::json_line::hex_digest;
use super::limits::Limits;
use super::lines::{Unit, line_units, units};
use super::outlet;
use super::outlets;
use super::problem::{Problem, ProblemKind};
use super::published;
use crate::model::{Article, Basis, Block, BlockKind, Reason, Resolved, Span};

/// What is known about an article before its text is read.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// SHA-256 of the source, in hex; taken from the text where empty.
    pub sha256: String,
    /// The headline.
    pub title: Option<String>,
    /// The publication date in any usual form.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The language.
    pub language: Option<String>,
}

/// An article's text with what each part of it is.
pub(super) struct Judged<'a> {
    /// Where it was read.
    pub path: &'a str,
    /// The text.
    pub text: &'a str,
    /// Each unit with its kind.
    pub stretches: Vec<(Span, BlockKind)>,
    /// Headline and mastheads.
    pub head: Head,
}

/// An article from plain text, with notices; `Err` where there is nothing to read.
pub fn article_from_text(path: &str, text: &str, given: Given) -> Result<(Article, Vec<Problem>), Problem> {
    let text = clean(text);
    let found = units(&text);
    let article = assemble(path, text, &found, &[], (PageMeta::default(), given))?;
    Ok((article, Vec::new()))
}

/// An article from a web page, with notices.
pub fn article_from_html(path: &str, html: &str, given: Given, limits: &Limits) -> Result<(Article, Vec<Problem>), Problem> {
    let html = clean(html);
    let flat = flatten(&html, limits.html_depth);
    let page = read_page(flat.as_deref().unwrap_or(&html));
    let hints: Vec<Option<Hint>> = page.lines.iter().map(|l| l.hint.clone()).collect();
    let text = page.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n");
    let found = line_units(&text);
    let article = assemble(path, text, &found, &hints, (page.meta, given))?;
    let message = format!("Its elements lie more than {} deep in each other and were flattened. Compare the text with the page.", limits.html_depth);
    Ok((article, flat.map(|_| Problem::new(path, ProblemKind::NestedTooDeeply, message)).into_iter().collect()))
}

fn assemble(path: &str, text: String, found: &[Unit], hints: &[Option<Hint>], known: (PageMeta, Given)) -> Result<Article, Problem> {
    if found.is_empty() {
        return Err(Problem::new(path, ProblemKind::NoText, "There are no words in the file. Save the article again, with its text."));
    }
    let (meta, given) = known;
    let (verdicts, head) = classify(&text, found, hints);
    let stretches = found.iter().map(|u| u.span).zip(verdicts.iter().map(|v| v.kind)).collect();
    let judged = Judged { path, text: &text, stretches, head };
    let digest = hex_digest(text.as_bytes());
    let copyright_year = published::copyright_year(&judged);
    let url = given.url.clone().or_else(|| meta.url.clone());
    Ok(Article {
        id: digest.chars().take(16).collect(),
        path: path.to_owned(),
        copies: Vec::new(),
        sha256: if given.sha256.is_empty() { digest } else { given.sha256.clone() },
        title: title(&judged, &meta, &given),
        outlet: outlet_of(&judged, &meta, &given, url.as_deref()),
        byline: given
            .byline
            .clone()
            .or_else(|| meta.author.clone())
            .map(|name| Resolved::new(name.trim().to_owned(), Basis::Metadata, Reason::plain("The file’s own metadata name the author")))
            .or_else(|| byline::find(path, &text, &judged.stretches)),
        published: published::find(&judged, &meta, given.published.as_deref(), url.as_deref()),
        agencies: agencies::find(path, &text, &judged.stretches),
        language: given.language.clone().or_else(|| meta.language.clone()).or_else(|| language(&text)),
        url,
        copyright_year,
        blocks: blocks(&text, found, verdicts),
        text,
    })
}

fn title(judged: &Judged<'_>, meta: &PageMeta, given: &Given) -> Option<Resolved<String>> {
    let said = |text: &str, from: String| {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (kept, _) = without_suffix(&words, Span::new(0, words.len()));
        let kept = meta.site.as_deref().and_then(|site| strip_site(&words, site)).unwrap_or_else(|| kept.map_or(words.as_str(), |s| s.of(&words)));
        Resolved::new(kept.to_owned(), Basis::Metadata, Reason::plain(from))
    };
    let stated = || {
        judged
            .head
            .headline
            .map(|span| Resolved::new(span.of(judged.text).to_owned(), Basis::Stated, Reason::at("The headline of the article", judged.path, span)))
    };
    let from_meta = || meta.title.as_deref().map(|t| said(t, format!("The page’s {} says so", meta.title_from)));
    given.title.as_deref().map(|t| said(t, "The line’s own field says so".to_owned())).or_else(from_meta).or_else(stated)
}

/// "Headline | Site" without the site.
fn strip_site<'a>(title: &'a str, site: &str) -> Option<&'a str> {
    let kept = title.strip_suffix(site)?.trim_end().trim_end_matches(['|', '-', '–', '—', ':', '·']).trim_end();
    (!kept.is_empty()).then_some(kept)
}

fn outlet_of(judged: &Judged<'_>, meta: &PageMeta, given: &Given, url: Option<&str>) -> Option<Resolved<String>> {
    let said = |name: &str, why: &str| Resolved::new(outlet::canonical(name), Basis::Metadata, Reason::plain(why));
    let from_url = || url.and_then(outlets::of_address).map(|e| said(&e.name, "The article’s web address is on its site"));
    let given = given.outlet.as_deref().map(|n| said(n, "The line’s own field says so"));
    given
        .or_else(|| meta.site.as_deref().map(|n| said(n, "The page’s own metadata name it")))
        .or_else(from_url)
        .or_else(|| outlet::find(judged.path, judged.text, &judged.head, &judged.stretches))
}

/// English by its commonest words, Arabic by its script; other languages are not told apart.
fn language(text: &str) -> Option<String> {
    const COMMON: [&str; 16] = ["the", "of", "and", "in", "to", "a", "was", "that", "on", "by", "said", "for", "were", "with", "at", "is"];
    let arabic = text.chars().filter(|c| ('\u{600}'..='\u{6ff}').contains(c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if arabic * 2 > letters && letters > 0 {
        return Some("ar".to_owned());
    }
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(2000).map(str::to_lowercase).collect();
    let common = words.iter().filter(|w| COMMON.contains(&w.as_str())).count();
    (words.len() >= 8 && common * 100 >= words.len() * 14).then(|| "en".to_owned())
}

/// Blocks that cover the text without gaps: each unit with the white space up to the next.
fn blocks(text: &str, units: &[Unit], verdicts: Vec<Verdict>) -> Vec<Block> {
    let starts = units.iter().skip(1).map(|u| line_start(text, u.span.start)).chain([text.len()]);
    let mut start = 0;
    let mut blocks = Vec::with_capacity(units.len());
    for (end, verdict) in starts.zip(verdicts) {
        blocks.push(Block { span: Span::new(start, end), kind: verdict.kind, rule: verdict.rule });
        start = end;
    }
    blocks
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_cover_any_text_without_gaps(text in "(\\PC{0,30}[\n\r\t ]{0,3}){0,12}") {
            if let Ok((article, _)) = article_from_text("a.txt", &text, Given::default()) {
                let mut at = 0;
                for block in &article.blocks {
                    prop_assert_eq!(block.span.start, at);
                    prop_assert!(article.text.get(block.span.start..block.span.end).is_some());
                    at = block.span.end;
                }
                prop_assert_eq!(at, article.text.len());
            }
        }

        #[test]
        fn no_markup_brings_the_reader_down(html in "(<[a-z/!]{0,6}[ =\"'a-z]{0,8}>?|[a-z &;#0-9]{0,9}){0,40}") {
            let _ = article_from_html("a.html", &html, Given::default(), &Limits::default());
        }
    }

    #[test]
    fn a_page_keeps_furniture_but_marks_it() {
        let prose = "<p>Gunmen killed eleven people in the village on Sunday, the governor of the region told reporters in the capital.</p>";
        let page = format!(
            "<html lang=en-GB><title>Raid kills eleven | Gulf Courier</title><meta property=og:site_name content='Gulf Courier'><script>var x='<p>no';</script>\
             <nav><a href=/>Home</a></nav><article><h1>Raid kills eleven villagers</h1><p class=byline>By A. Smith</p>{prose}<p style='display: none'>unseen</p>\
             <p>Soldiers were sent to the area, which lies near the border, but the attackers had left when they came.</p></article><div class='most-read'><p>Cup final</p></div><footer>© 2024 Gulf Courier</footer>"
        );
        let (article, _) = article_from_html("a.html", &page, Given::default(), &Limits::default()).unwrap();
        let kinds: Vec<(&str, &str)> = article.blocks.iter().map(|b| (b.span.of(&article.text).trim().get(..8).unwrap_or(""), b.kind.key())).collect();
        let expected = ["headline", "byline", "body", "body", "related"];
        assert_eq!(kinds.iter().map(|k| k.1).skip(1).take(5).collect::<Vec<_>>(), expected, "{kinds:?}");
        assert!(!article.text.contains("unseen") && !article.text.contains("no'"));
        assert_eq!(article.title.map(|t| t.value).as_deref(), Some("Raid kills eleven villagers"));
        assert_eq!(article.outlet.map(|o| o.value).as_deref(), Some("Gulf Courier"));
        assert_eq!((article.copyright_year, article.language.as_deref()), (Some(2024), Some("en")));
    }
}
