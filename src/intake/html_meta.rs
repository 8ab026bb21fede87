//! What a page says about itself: meta tags, JSON-LD, `time` elements.

use super::dates;
use crate::model::PartialDate;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// What a page says about itself.
#[derive(Clone, Debug, Default)]
pub(super) struct PageMeta {
    /// The headline.
    pub title: Option<String>,
    /// Where the headline comes from.
    pub title_from: String,
    /// The outlet.
    pub site: Option<String>,
    /// The author.
    pub author: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// Publication, with the field that says so.
    pub published: Option<(PartialDate, String)>,
    /// The last change, where nothing else is known.
    pub modified: Option<(PartialDate, String)>,
}

/// Names of meta tags for the day of publication, the surest first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "date_published",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "publicationdate",
    "published_time",
    "published-date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "dc.date",
    "dc.created",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "cxense:publishtime",
    "article:post_date",
    "ptime",
    "displaydate",
    "date",
    "release_date",
    "article.created",
    "created",
    "citation_publication_date",
    "citation_date",
    "bt:pubdate",
    "prism.publicationdate",
    "rnews:datepublished",
    "shareaholic:article_published_time",
    "analyticsattributes.articledate",
    "timestamp",
    "og:article:published_time",
    "og:pubdate",
    "og:date",
    "iso-8601-publish-date",
    "doc_date",
    "video:release_date",
    "dateposted",
    "date_created",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
    "modified",
    "updated_time",
];

/// Reads all of it.
pub(super) fn read_meta(document: &Html) -> PageMeta {
    let tags = meta_tags(document);
    let tag = |names: &[&str]| names.iter().find_map(|n| tags.iter().find(|(k, v)| k == n && !v.trim().is_empty()).map(|(_, v)| v.trim().to_owned()));
    let dated = |names: &[&str]| {
        names
            .iter()
            .find_map(|n| tags.iter().filter(|(k, _)| k == n).find_map(|(k, v)| Some((dates::of_metadata(v)?, format!("The page’s meta tag “{k}” says so")))))
    };
    let linked = LinkedData::read(document);
    let title = |text: Option<String>, from: &str| text.filter(|t| t.chars().count() >= 3).map(|t| (t, from.to_owned()));
    let titles = title(tag(&["og:title", "twitter:title"]), "meta tag")
        .or_else(|| title(linked.headline.clone(), "JSON-LD"))
        .or_else(|| title(first_text(document, "h1"), "main heading"))
        .or_else(|| title(first_text(document, "title"), "title of the page"));
    let (title, title_from) = titles.map_or((None, String::new()), |(t, f)| (Some(t), f));
    let from_linked = |value: Option<&String>, field: &str| Some((dates::of_metadata(value?)?, format!("The page’s JSON-LD field “{field}” says so")));
    let canonical = first_attribute(document, "link[rel=canonical]", "href");
    PageMeta {
        title,
        title_from,
        site: tag(&["og:site_name"]).or(linked.publisher.clone()).or_else(|| tag(&["application-name", "publisher", "dc.publisher", "twitter:site"])),
        author: linked
            .author
            .clone()
            .or_else(|| tag(&["author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator"]))
            .filter(|a| !a.starts_with("http")),
        url: canonical.or_else(|| tag(&["og:url"])).filter(|u| u.starts_with("http")),
        language: first_attribute(document, "html", "lang").or_else(|| tag(&["og:locale", "language", "content-language"])).and_then(|l| language(&l)),
        published: from_linked(linked.published.as_ref(), "datePublished").or_else(|| dated(PUBLISHED)).or_else(|| marked_date(document)),
        modified: from_linked(linked.modified.as_ref(), "dateModified").or_else(|| dated(MODIFIED)),
    }
}

/// "en-GB" to "en".
fn language(tag: &str) -> Option<String> {
    let code = tag.split(['-', '_']).next().unwrap_or(tag).trim().to_lowercase();
    ((2..=3).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphabetic())).then_some(code)
}

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector).map(|s| document.select(&s).collect()).unwrap_or_default()
}

fn first_attribute(document: &Html, selector: &str, attribute: &str) -> Option<String> {
    select(document, selector).into_iter().find_map(|e| e.attr(attribute)).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
}

fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn first_text(document: &Html, selector: &str) -> Option<String> {
    select(document, selector).into_iter().map(text_of).find(|t| !t.is_empty())
}

/// Name (or property, or itemprop) in lower case and content of every meta tag.
fn meta_tags(document: &Html) -> Vec<(String, String)> {
    let pair = |e: ElementRef<'_>| {
        let name = e.attr("property").or_else(|| e.attr("name")).or_else(|| e.attr("itemprop")).or_else(|| e.attr("http-equiv"))?;
        Some((name.trim().to_lowercase(), e.attr("content")?.to_owned()))
    };
    select(document, "meta").into_iter().filter_map(pair).collect()
}

/// A date that the body of the page marks as one.
fn marked_date(document: &Html) -> Option<(PartialDate, String)> {
    let places = [
        ("[itemprop=datePublished]", "the element marked datePublished"),
        ("time[pubdate]", "the time element marked pubdate"),
        ("time.published, time.entry-date, time.post-date, .published[title], abbr.published", "the time element of publication"),
        ("article time[datetime], main time[datetime], header time[datetime]", "the first time element of the article"),
    ];
    let read =
        |e: ElementRef<'_>| ["datetime", "content", "title"].iter().find_map(|a| dates::of_metadata(e.attr(a)?)).or_else(|| dates::of_metadata(&text_of(e)));
    let sure = places.iter().find_map(|(selector, what)| select(document, selector).into_iter().find_map(read).map(|d| (d, format!("It stands in {what}"))));
    let times = || select(document, "time[datetime]");
    sure.or_else(|| times().into_iter().find_map(read).map(|d| (d, "It stands in the first time element of the page".to_owned())))
}

/// The fields of JSON-LD that matter.
#[derive(Default)]
struct LinkedData {
    headline: Option<String>,
    published: Option<String>,
    modified: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
}

impl LinkedData {
    fn read(document: &Html) -> Self {
        let mut data = Self::default();
        for script in select(document, "script[type='application/ld+json']") {
            let source: String = script.text().collect::<String>().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            if let Ok(value) = serde_json::from_str::<Value>(source.trim().trim_end_matches(';')) {
                data.take(&value);
            }
        }
        data
    }

    /// Takes the fields of every article in a value: an object, a list, or a graph of them.
    fn take(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|v| self.take(v)),
            Value::Object(fields) => {
                if is_article(fields.get("@type")) {
                    self.fill(fields);
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"] {
                    if let Some(inner) = fields.get(key) {
                        self.take(inner);
                    }
                }
            }
            _ => {}
        }
    }

    fn fill(&mut self, fields: &serde_json::Map<String, Value>) {
        let text = |key: &str| fields.get(key).and_then(Value::as_str).map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty());
        self.headline = self.headline.take().or_else(|| text("headline"));
        self.published = self.published.take().or_else(|| text("datePublished")).or_else(|| text("dateCreated"));
        self.modified = self.modified.take().or_else(|| text("dateModified"));
        self.author = self.author.take().or_else(|| names(fields.get("author")?));
        self.publisher = self.publisher.take().or_else(|| names(fields.get("publisher")?));
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let fits =
        |v: &Value| v.as_str().is_some_and(|t| t.contains("Article") || matches!(t, "BlogPosting" | "Report" | "LiveBlogPosting" | "WebPage" | "NewsStory"));
    kind.is_some_and(|k| fits(k) || k.as_array().is_some_and(|l| l.iter().any(fits)))
}

fn names(value: &Value) -> Option<String> {
    let joined = match value {
        Value::String(name) => name.clone(),
        Value::Object(fields) => fields.get("name").and_then(Value::as_str).unwrap_or("").to_owned(),
        Value::Array(items) => items.iter().filter_map(names).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    };
    Some(joined).filter(|n| !n.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(html: &str) -> PageMeta {
        read_meta(&Html::parse_document(html))
    }

    #[test]
    fn json_ld_is_read_in_graphs_and_lists() {
        let page = r#"<script type="application/ld+json">{"@graph":[{"@type":"Organization","name":"X"},{"@type":["NewsArticle"],"headline":"Blast
 in Gao","datePublished":"2024-01-29T22:05:00-05:00","author":[{"name":"A B"},{"name":"C D"}],"publisher":{"name":"Gulf Courier"}}]}</script>"#;
        let found = meta(page);
        assert_eq!(found.published.map(|p| p.0.to_string()).as_deref(), Some("2024-01-29"));
        assert_eq!(found.author.as_deref(), Some("A B, C D"));
        assert_eq!(found.site.as_deref(), Some("Gulf Courier"));
        assert_eq!(found.title.as_deref(), Some("Blast in Gao"));
    }

    #[test]
    fn dates_come_from_the_surest_place() {
        for (page, day) in [
            ("<meta property='article:published_time' content='2024-01-06T14:40:00Z'><time datetime='2020-01-01'>", Some("2024-01-06")),
            ("<meta name=date content='0001-01-01'><article><time datetime='2024-02-03T01:00+03:00'>x</time></article>", Some("2024-02-03")),
            ("<span itemprop=datePublished content='2024-05-06'>yesterday</span>", Some("2024-05-06")),
            ("<script type='application/ld+json'>{not json}</script><meta name='DC.date.issued' content='2024-07-08'>", Some("2024-07-08")),
            ("<p>On 1 May 2024 it rained.</p>", None),
        ] {
            assert_eq!(meta(page).published.map(|p| p.0.to_string()).as_deref(), day, "{page}");
        }
    }
}
