//! A web page to lines in reading order, each with what its markup says about it.

use super::classify::Hint;
use super::decode::clean;
use super::html_meta::{PageMeta, read_meta};
use super::markup;
use crate::model::BlockKind;
use dom_smoothie::Readability;
use scraper::{Html, Node};
use std::collections::HashMap;

/// Above this size the judgement of the main text takes too long; markup and wording decide alone.
const JUDGED: usize = 3_000_000;

/// One line of a page.
pub(super) struct PageLine {
    pub text: String,
    pub hint: Option<Hint>,
}

/// What a page holds.
pub(super) struct WebPage {
    pub lines: Vec<PageLine>,
    pub meta: PageMeta,
}

/// Reads a page that is not nested too deeply.
pub(super) fn read_page(html: &str) -> WebPage {
    let document = Html::parse_document(html);
    let meta = read_meta(&document);
    let prose = prose_lengths(&document);
    let mut lines = Walk::new(&prose).run(&document);
    judge(html, &mut lines);
    WebPage { lines, meta }
}

type NodeId = ego_tree::NodeId;

/// How much prose lies in each element: stretches of text that are too long for a label, outside links.
struct Prose {
    of: HashMap<NodeId, usize>,
    total: usize,
}

/// The shortest stretch that counts as prose.
const PROSE: usize = 40;

fn prose_lengths(document: &Html) -> Prose {
    let (mut of, mut stack, mut outside) = (HashMap::new(), vec![0usize], 0usize);
    for edge in document.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => {
                outside += usize::from(node.value().as_element().is_some_and(is_no_prose));
                let length = node.value().as_text().map_or(0, |t| t.trim().len());
                stack.push(if outside == 0 && length >= PROSE { length } else { 0 });
            }
            ego_tree::iter::Edge::Close(node) => {
                let sum = stack.pop().unwrap_or(0);
                if let Some(parent) = stack.last_mut() {
                    *parent += sum;
                }
                let element = node.value().as_element();
                outside -= usize::from(element.is_some_and(is_no_prose));
                if element.is_some() && sum > 0 {
                    of.insert(node.id(), sum);
                }
            }
        }
    }
    Prose { of, total: stack.first().copied().unwrap_or(0) }
}

fn is_no_prose(element: &scraper::node::Element) -> bool {
    element.name() == "a" || markup::is_unseen(element)
}

impl Prose {
    /// Whether the element holds so much of the page's prose that it must be the page itself.
    fn is_broad(&self, id: NodeId) -> bool {
        let inside = self.of.get(&id).copied().unwrap_or(0);
        inside > 200 && inside * 5 > self.total * 2
    }
}

/// The walk over the tree.
struct Walk<'a> {
    prose: &'a Prose,
    lines: Vec<PageLine>,
    buffer: String,
    linked: usize,
    links: usize,
    hints: Vec<(NodeId, Hint)>,
    unseen: Option<NodeId>,
    articles: usize,
    heading: bool,
}

impl<'a> Walk<'a> {
    fn new(prose: &'a Prose) -> Self {
        Self { prose, lines: Vec::new(), buffer: String::new(), linked: 0, links: 0, hints: Vec::new(), unseen: None, articles: 0, heading: false }
    }

    fn run(mut self, document: &Html) -> Vec<PageLine> {
        for edge in document.tree.root().traverse() {
            match edge {
                ego_tree::iter::Edge::Open(node) if self.unseen.is_none() => match node.value() {
                    Node::Text(text) => self.text(text),
                    Node::Element(element) => self.open(node.id(), element),
                    _ => {}
                },
                ego_tree::iter::Edge::Close(node) => {
                    if let Node::Element(element) = node.value() {
                        self.close(node.id(), element);
                    }
                }
                ego_tree::iter::Edge::Open(_) => {}
            }
        }
        self.flush();
        self.lines
    }

    fn text(&mut self, text: &str) {
        let cleaned = clean(text).replace('\n', " ");
        if self.links > 0 {
            self.linked += cleaned.chars().filter(|c| !c.is_whitespace()).count();
        }
        self.buffer.push_str(&cleaned);
    }

    fn open(&mut self, id: NodeId, element: &scraper::node::Element) {
        if markup::is_unseen(element) {
            self.unseen = Some(id);
            return;
        }
        match element.name() {
            "td" | "th" | "button" | "input" | "img" => self.buffer.push(' '),
            "a" => self.links += 1,
            _ => {}
        }
        let hint = markup::hint(element, self.articles > 0, self.prose.is_broad(id));
        if markup::is_block(element) || hint.is_some() {
            self.flush();
        }
        self.articles += usize::from(matches!(element.name(), "article" | "main"));
        self.heading |= element.name() == "h1";
        if let Some(hint) = hint {
            self.hints.push((id, hint));
        }
    }

    fn close(&mut self, id: NodeId, element: &scraper::node::Element) {
        if self.unseen.is_some() {
            if self.unseen == Some(id) {
                self.unseen = None;
            }
            return;
        }
        let hinted = self.hints.last().is_some_and(|(at, _)| *at == id);
        if markup::is_block(element) || hinted {
            self.flush();
        }
        match element.name() {
            "a" => self.links = self.links.saturating_sub(1),
            "td" | "th" | "button" => self.buffer.push(' '),
            "article" | "main" => self.articles = self.articles.saturating_sub(1),
            "h1" => self.heading = false,
            _ => {}
        }
        if hinted {
            self.hints.pop();
        }
    }

    /// Ends the line.
    fn flush(&mut self) {
        let words = self.buffer.split_whitespace().collect::<Vec<_>>().join(" ");
        let linked = std::mem::take(&mut self.linked);
        self.buffer.clear();
        if words.is_empty() {
            return;
        }
        let visible = words.chars().filter(|c| !c.is_whitespace()).count();
        let outer = self.hints.iter().find(|(_, h)| !h.weak).or(self.hints.last()).map(|(_, h)| h.clone());
        let in_furniture = outer.as_ref().is_some_and(|h| !h.weak && h.rule != "Markup: head of the page" && h.kind != BlockKind::Byline);
        let all_link = linked * 10 >= visible * 9 && words.split_whitespace().count() >= 3;
        let hint = if self.heading && !in_furniture && words.split_whitespace().count() >= 3 {
            Some(Hint { kind: BlockKind::Headline, rule: "Markup: main heading".to_owned(), weak: false })
        } else if all_link && outer.is_none() {
            Some(Hint { kind: BlockKind::Related, rule: "A link by itself".to_owned(), weak: true })
        } else {
            outer
        };
        self.lines.push(PageLine { text: words, hint });
    }
}

/// Lines that the judgement of the main text leaves out are furniture, unless their wording says otherwise.
fn judge(html: &str, lines: &mut [PageLine]) {
    let Some(main) = main_text(html) else { return };
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let main = squeezed(&main);
    let inside: Vec<bool> = lines.iter().map(|l| main.contains(&squeezed(&clean(&l.text)))).collect();
    let kept: usize = lines.iter().zip(&inside).filter(|(l, i)| **i && l.hint.is_none()).map(|(l, _)| l.text.len()).sum();
    let trapped: usize = lines.iter().zip(&inside).filter(|(l, i)| **i && l.hint.is_some()).map(|(l, _)| l.text.len()).sum();
    if kept * 4 < trapped && trapped > 400 {
        // The names of the elements mislead: what they call furniture is the article.
        lines.iter_mut().zip(&inside).filter(|(l, i)| **i && l.text.len() >= PROSE).for_each(|(l, _)| l.hint = None);
    }
    let kept = kept.max(trapped);
    let open: usize = lines.iter().filter(|l| l.hint.is_none()).map(|l| l.text.len()).sum();
    if kept < 250 && kept * 3 < open {
        return;
    }
    let first = inside.iter().position(|i| *i).unwrap_or(0);
    let last = inside.iter().rposition(|i| *i).unwrap_or(lines.len());
    for (at, line) in lines.iter_mut().enumerate() {
        let between = at > first && at < last && line.text.chars().count() >= 120;
        if !inside.get(at).copied().unwrap_or(true) && line.hint.is_none() && !between {
            line.hint = Some(Hint { kind: BlockKind::Boilerplate, rule: "Outside the main text of the page".to_owned(), weak: true });
        }
    }
}

/// The main text by the Readability rules.
fn main_text(html: &str) -> Option<String> {
    if html.len() > JUDGED {
        return None;
    }
    let mut reader = Readability::new(html, None, None).ok()?;
    let article = reader.parse().ok()?;
    Some(clean(&article.text_content))
}
