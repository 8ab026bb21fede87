//! An article laid out line by line. Lines are laid out when they come near the screen, the rest bit by bit, so that an article of
//! some megabytes opens at once.

use super::charmap::{self, CharMap};
use super::hidden::{Hidden, hidden};
use crate::model::{Article, BlockKind, Span};
use crate::ui::theme;
use egui::text::{LayoutJob, TextFormat};
use egui::{Galley, Rect, Vec2};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a layout depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct PageKey {
    /// The article's id.
    pub article: String,
    /// Its stretches and what they are.
    pub blocks: Vec<(Span, BlockKind)>,
    /// The width of a line, in points.
    pub width: f32,
    /// Its colours.
    pub look: theme::Look,
    /// Pixels in a point.
    pub scale: f32,
}

impl PageKey {
    /// Whether the layout is of `article` as it is now.
    pub fn is_of(&self, article: &Article) -> bool {
        let blocks = || self.blocks.len() == article.blocks.len() && self.blocks.iter().zip(&article.blocks).all(|((s, k), b)| (*s, *k) == (b.span, b.kind));
        self.article == article.id && blocks()
    }
}

/// A line, laid out.
pub struct Laid {
    /// The line, ready to be painted.
    pub galley: Arc<Galley>,
    /// Where its bytes stand; none where glyphs and characters do not go together.
    pub map: Option<CharMap>,
    /// Characters of it that do not show.
    pub hidden: Vec<Hidden>,
}

/// A line of the article.
pub struct Line {
    /// Its bytes, without the line end.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Space above it.
    gap: f32,
    height: f32,
    measured: bool,
    laid: Option<Laid>,
}

/// An article, laid out.
pub struct Page {
    /// What it depends on.
    pub key: PageKey,
    /// The lines with any text.
    pub lines: Vec<Line>,
    tops: Vec<f32>,
    unmeasured: usize,
}

/// A line that is longer is cut where a word ends.
const LONGEST_LINE: usize = 4000;
/// Lines further from the screen than this keep their height only.
const KEEP: f32 = 4000.0;
/// Time in a frame for lines that are not on the screen.
const BUDGET: Duration = Duration::from_millis(5);

impl Page {
    /// The lines of `article`, not laid out yet.
    pub fn new(key: PageKey, article: &Article) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in article.text.split_inclusive('\n') {
            cut(article, start, line.trim_end_matches(['\n', '\r']), &key, &mut lines);
            start += line.len();
        }
        let mut page = Self { key, unmeasured: lines.len(), lines, tops: Vec::new() };
        page.stack();
        page
    }

    fn stack(&mut self) {
        let mut y = 0.0;
        self.tops.clear();
        for line in &self.lines {
            y += line.gap;
            self.tops.push(y);
            y += line.height;
        }
        self.tops.push(y + theme::LARGE);
    }

    /// Its whole height, as far as it is known.
    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// Where line `index` begins.
    pub fn top(&self, index: usize) -> f32 {
        self.tops.get(index).copied().unwrap_or(0.0)
    }

    /// Lays out what is in `view` and a little more. Says whether lines remain whose height is only guessed.
    pub fn prepare(&mut self, ui: &egui::Ui, text: &str, view: egui::Rangef) -> bool {
        for _ in 0..4 {
            let shown = self.lines_in(view);
            let changed = shown.filter(|i| self.lay_out(ui, text, *i)).count();
            if changed == 0 {
                break;
            }
            self.stack();
        }
        if self.unmeasured > 0 {
            self.measure(ui, text);
        }
        let near = egui::Rangef::new(view.min - KEEP, view.max + KEEP);
        let kept = self.lines_in(near);
        for (i, line) in self.lines.iter_mut().enumerate() {
            if !kept.contains(&i) {
                line.laid = None;
            }
        }
        self.unmeasured > 0
    }

    fn measure(&mut self, ui: &egui::Ui, text: &str) {
        let start = Instant::now();
        let waiting: Vec<usize> = self.lines.iter().enumerate().filter(|(_, l)| !l.measured).map(|(i, _)| i).take(2000).collect();
        for i in waiting {
            self.lay_out(ui, text, i);
            if start.elapsed() > BUDGET {
                break;
            }
        }
        self.stack();
    }

    /// The lines that show in `view`.
    pub fn lines_in(&self, view: egui::Rangef) -> std::ops::Range<usize> {
        let first = self.tops.partition_point(|top| *top <= view.min).saturating_sub(1);
        let end = self.tops.partition_point(|top| *top < view.max).min(self.lines.len());
        first.min(end)..end
    }

    /// Whether the height changed.
    fn lay_out(&mut self, ui: &egui::Ui, text: &str, index: usize) -> bool {
        let Some(line) = self.lines.get_mut(index).filter(|l| l.laid.is_none()) else { return false };
        let words = line.span.of(text);
        let galley = ui.painter().layout_job(job(words, line.span.start, &self.key));
        let (height, known) = (galley.size().y, line.measured);
        line.laid = Some(Laid { map: CharMap::new(&galley, words).ok(), hidden: hidden(words), galley });
        self.unmeasured -= usize::from(!known);
        line.measured = true;
        std::mem::replace(&mut line.height, height) != height
    }

    /// Line `index`, if it is laid out.
    pub fn laid(&self, index: usize) -> Option<(&Line, &Laid)> {
        let line = self.lines.get(index)?;
        line.laid.as_ref().map(|laid| (line, laid))
    }

    /// The line that holds byte `at`.
    pub fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|l| l.span.end < at).min(self.lines.len().saturating_sub(1))
    }

    /// Where `span` stands, as far as it is laid out; relative to the top of the page.
    pub fn rects(&self, span: Span) -> Vec<Rect> {
        let mut rects = Vec::new();
        let first = self.line_of(span.start);
        for index in first..self.lines.len() {
            let Some(line) = self.lines.get(index).filter(|l| l.span.start < span.end) else { break };
            let Some(map) = line.laid.as_ref().and_then(|l| l.map.as_ref()) else { continue };
            let (start, end) = (span.start.saturating_sub(line.span.start), (span.end - line.span.start).min(line.span.len()));
            rects.extend(map.rects(start, end).into_iter().map(|r| r.translate(egui::vec2(0.0, self.top(index)))));
        }
        rects
    }

    /// Whether all that is laid out can be marked by mouse.
    pub fn is_exact(&self) -> bool {
        self.lines.iter().all(|line| line.laid.as_ref().is_none_or(|laid| laid.map.is_some()))
    }

    /// The byte of the article at `point`; none where the line cannot be edited by mouse.
    pub fn hit(&self, point: Vec2) -> Option<usize> {
        let index = self.tops.partition_point(|top| *top <= point.y).saturating_sub(1).min(self.lines.len().checked_sub(1)?);
        let (line, laid) = self.laid(index)?;
        let map = laid.map.as_ref()?;
        Some(line.span.start + map.hit(egui::vec2(point.x, point.y - self.top(index))))
    }
}

/// Cuts one line of the file into lines that can be laid out.
fn cut(article: &Article, mut start: usize, mut text: &str, key: &PageKey, lines: &mut Vec<Line>) {
    let mut first = true;
    while !text.is_empty() {
        let len = piece(text);
        let (head, rest) = text.split_at(len);
        if !head.trim().is_empty() {
            let kind = article.block_kind(start);
            let span = Span::new(start, start + head.len());
            lines.push(Line { span, kind, gap: if first { gap(kind, lines.last()) } else { 0.0 }, height: guess(head, key), measured: false, laid: None });
        }
        (start, text, first) = (start + len, rest, false);
    }
}

fn piece(text: &str) -> usize {
    if text.len() <= LONGEST_LINE {
        return text.len();
    }
    let mut end = LONGEST_LINE;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or_default();
    head.rfind(char::is_whitespace).map_or(end, |at| at + head.get(at..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8))
}

fn gap(kind: BlockKind, before: Option<&Line>) -> f32 {
    match before {
        None => 0.0,
        Some(line) if !line.kind.is_read() && !kind.is_read() => 0.0,
        Some(_) => 10.0,
    }
}

/// A line's height before it is laid out.
fn guess(text: &str, key: &PageKey) -> f32 {
    let a_row = (key.width / (theme::READING_SIZE * 0.5)).max(1.0);
    (text.len() as f32 / a_row).ceil() * line_height()
}

fn line_height() -> f32 {
    (theme::READING_SIZE * theme::READING_LINE).round()
}

fn job(words: &str, start: usize, key: &PageKey) -> LayoutJob {
    let mut job = LayoutJob { text: words.to_owned(), ..LayoutJob::default() };
    job.wrap.max_width = key.width;
    let end = start + words.len();
    let mut at = start;
    let first = key.blocks.partition_point(|(span, _)| span.end <= start);
    for (span, kind) in key.blocks.iter().skip(first).take_while(|(span, _)| span.start < end) {
        if at < span.start {
            charmap::push_sections(&mut job, at - start..span.start - start, &format(BlockKind::Body, key.look));
        }
        let stop = span.end.min(end);
        charmap::push_sections(&mut job, at.max(span.start) - start..stop - start, &format(*kind, key.look));
        at = stop;
    }
    if at < end {
        charmap::push_sections(&mut job, at - start..words.len(), &format(BlockKind::Body, key.look));
    }
    job
}

fn format(kind: BlockKind, look: theme::Look) -> TextFormat {
    let palette = theme::of(look);
    let font = match kind {
        BlockKind::Headline => theme::strong_font(theme::READING_SIZE),
        kind if kind.is_read() => theme::reading_font(),
        _ => egui::FontId::new(theme::READING_SIZE - 2.5, egui::FontFamily::Proportional),
    };
    let color = match kind {
        BlockKind::Byline | BlockKind::Caption => palette.muted,
        kind if kind.is_read() => palette.text,
        _ => palette.hidden,
    };
    TextFormat { line_height: Some(line_height()), ..TextFormat::simple(font, color) }
}
