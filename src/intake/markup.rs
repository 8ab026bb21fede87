//! What an element's name, role, class and id say about the text in it.

use super::boilerplate::expression;
use super::classify::Hint;
use crate::model::BlockKind;
use regex::Regex;
use scraper::node::Element;
use std::sync::LazyLock;

/// Elements whose content nobody sees.
const UNSEEN: &[&str] = &[
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "select", "textarea", "canvas", "video", "audio", "datalist", "map",
];
/// Elements that do not start a line.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "mark",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
    "img",
    "label",
    "picture",
    "source",
    "input",
    "nobr",
    "ruby",
    "rb",
    "rt",
    "rp",
    "td",
    "th",
    "button",
    "amp-img",
    "figure-credit",
];

/// Whether the element and what is in it is left out of the text.
pub(super) fn is_unseen(element: &Element) -> bool {
    let style = element.attr("style").map(|s| s.to_ascii_lowercase().replace(' ', "")).unwrap_or_default();
    UNSEEN.contains(&element.name())
        || element.attr("hidden").is_some_and(|h| h != "until-found")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Whether the element starts a line of its own.
pub(super) fn is_block(element: &Element) -> bool {
    !INLINE.contains(&element.name())
}

struct Families {
    list: Vec<(Option<Regex>, BlockKind, &'static str)>,
}

/// Words of class and id names. The first family that has one decides.
static FAMILIES: LazyLock<Families> = LazyLock::new(|| {
    let family = |words: &str| expression(&format!("^(?:{words})$"));
    Families {
        list: vec![
            (family("cookies?|consent|gdpr|ccpa|onetrust|privacy|cmp"), BlockKind::Boilerplate, "cookie notice"),
            (
                family(
                    "ads?|advert|adverts|advertisement|advertising|adsense|adslot|adunit|adwrap|dfp|sponsor|sponsored|promo|promos|promotion|newsletters?|subscribe|subscription|signup|paywall|donate|donation|plea|marketing|cta|piano",
                ),
                BlockKind::Advert,
                "advertising",
            ),
            (
                family(
                    "related|relateds|recommended|recommendations?|recirc|recirculation|mostread|mostpopular|popular|trending|outbrain|taboola|morestories|readmore|readnext|upnext|teasers?|seealso|alsoread|latestnews|headlines|morefrom|moreon|rail",
                ),
                BlockKind::Related,
                "links to other articles",
            ),
            (
                family(
                    "byline|bylines|author|authors|dateline|timestamp|pubdate|publishdate|postmeta|entrymeta|articlemeta|contributors?|credits?|credit|meta|writer|datetime",
                ),
                BlockKind::Byline,
                "byline",
            ),
            (family("caption|captions|figcaption|imagecaption"), BlockKind::Caption, "picture caption"),
            (
                family(
                    "nav|navbar|navigation|menu|menus|submenu|breadcrumbs?|crumbs?|share|sharing|sharebar|social|socials|toolbar|tools|comments?|disqus|respond|footer|sidebar|widgets?|tags|taglist|topics|login|signin|modal|popup|overlay|pagination|pager|skip|skiplink|masthead|topbar|toc|pullquote|pull|sr|offscreen|search|print|copyright|legal|disclaimer|alert|notification|feedback|rating|banner|ticker",
                ),
                BlockKind::Boilerplate,
                "page furniture",
            ),
        ],
    }
});

/// What the element says about everything in it. `broad` is whether most of the page's prose lies in it: then its name tells nothing.
pub(super) fn hint(element: &Element, in_article: bool, broad: bool) -> Option<Hint> {
    if broad {
        return None;
    }
    let strong = |kind, rule: &str| Some(Hint { kind, rule: rule.to_owned(), weak: false });
    match (element.name(), element.attr("role").unwrap_or("")) {
        ("nav" | "menu", _) | (_, "navigation" | "menu" | "menubar") => return strong(BlockKind::Boilerplate, "Markup: navigation"),
        ("footer", _) | (_, "contentinfo") => return strong(BlockKind::Boilerplate, "Markup: footer"),
        ("header", _) if !in_article => return strong(BlockKind::Boilerplate, "Markup: head of the page"),
        ("aside", _) | (_, "complementary") => return strong(BlockKind::Related, "Markup: aside"),
        ("form" | "button" | "dialog" | "fieldset", _) | (_, "search" | "dialog" | "alertdialog" | "banner") => {
            return strong(BlockKind::Boilerplate, "Markup: form or dialogue");
        }
        ("figcaption", _) => return Some(Hint { kind: BlockKind::Caption, rule: "Markup: caption".to_owned(), weak: true }),
        ("address", _) => return strong(BlockKind::Byline, "Markup: address"),
        ("html" | "body" | "main" | "article" | "h1", _) => return None,
        _ => {}
    }
    by_name(element)
}

fn by_name(element: &Element) -> Option<Hint> {
    let names: Vec<&str> = element.attr("class").into_iter().chain(element.attr("id")).flat_map(str::split_whitespace).collect();
    if names.is_empty() {
        return None;
    }
    let words: Vec<String> = names.iter().flat_map(|n| words_of(n)).collect();
    let family = FAMILIES.list.iter().find(|(regex, ..)| regex.as_ref().is_some_and(|r| words.iter().any(|w| r.is_match(w))));
    family.map(|(_, kind, what)| Hint { kind: *kind, rule: format!("Markup: {what}"), weak: *kind == BlockKind::Caption })
}

/// The words of a name and each two neighbours joined: "most-read", "mostRead" and "most_read" all give "mostread".
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut low = false;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && low) {
            words.push(String::new());
        }
        low = c.is_ascii_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_ascii_alphanumeric()) {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.retain(|w| !w.is_empty());
    // "no-sidebar", "has-ads" and "with-related" describe the layout, not the content.
    if words.first().is_some_and(|w| matches!(w.as_str(), "no" | "has" | "is" | "with" | "without" | "js" | "single" | "page")) {
        return Vec::new();
    }
    let pairs: Vec<String> = words.windows(2).map(<[String]>::concat).collect();
    words.into_iter().chain(pairs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        assert!(words_of("most-read").contains(&"mostread".to_owned()));
        assert!(words_of("MostRead__item").contains(&"mostread".to_owned()));
        assert!(words_of("has-sidebar").is_empty());
        assert!(!words_of("shadow").contains(&"ad".to_owned()));
    }
}
