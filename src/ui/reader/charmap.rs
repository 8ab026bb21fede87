//! Which bytes of a line stand where on the screen.
//!
//! egui 0.37 makes extra zero-width glyphs in every right-to-left run (emilk/egui#8576), so that its own cursor positions count
//! glyphs, not characters, after the first Arabic word. This map walks glyphs and characters together and treats each
//! right-to-left word as one. Where the two do not go together it says so, and the line is shown without editing by mouse.

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use egui::{Galley, Rect, Vec2, pos2};
use std::ops::Range;

/// A character, or a whole right-to-left word, with its place.
#[derive(Clone, Copy, Debug)]
struct Slot {
    row: usize,
    left: f32,
    right: f32,
    start: usize,
    end: usize,
}

/// A row of the laid-out line with its slots.
#[derive(Clone, Debug)]
struct Row {
    top: f32,
    bottom: f32,
    slots: Range<usize>,
}

/// The map of one laid-out line.
#[derive(Clone, Debug, Default)]
pub struct CharMap {
    slots: Vec<Slot>,
    rows: Vec<Row>,
}

/// Glyphs and characters do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch;

/// Whether `c` belongs to a script that is written from right to left.
pub fn is_right_to_left(c: char) -> bool {
    matches!(c as u32, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// Adds sections for `range` of the job's text. Every right-to-left word gets one of its own: shaping never crosses a section, so
/// that the extra glyphs stay inside that word.
pub fn push_sections(job: &mut LayoutJob, range: Range<usize>, format: &TextFormat) {
    let text = job.text.get(range.clone()).unwrap_or_default();
    let mut cuts = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let now = is_right_to_left(c);
        if before.is_some_and(|b| b != now) {
            cuts.push(range.start + at);
        }
        before = Some(now);
    }
    cuts.push(range.end);
    let mut start = range.start;
    for end in cuts.into_iter().filter(|end| *end > range.start) {
        job.sections.push(LayoutSection { leading_space: 0.0, byte_range: ByteIndex(start)..ByteIndex(end), format: format.clone() });
        start = end;
    }
}

/// Walks glyphs and characters together.
struct Walk<'a> {
    chars: &'a [(usize, char)],
    len: usize,
    at: usize,
    slots: Vec<Slot>,
}

impl Walk<'_> {
    fn byte(&self, index: usize) -> usize {
        self.chars.get(index).map_or(self.len, |(byte, _)| *byte)
    }

    fn next_is(&self, test: impl Fn(char) -> bool) -> bool {
        self.chars.get(self.at).is_some_and(|(_, c)| test(*c))
    }

    /// Takes the glyphs of one slot; gives how many there were.
    fn take(&mut self, row: usize, x: f32, glyphs: &[egui::epaint::text::Glyph]) -> Result<usize, Mismatch> {
        let first = glyphs.first().ok_or(Mismatch)?;
        let start = self.at;
        let run = if is_right_to_left(first.chr) { glyphs.iter().take_while(|g| is_right_to_left(g.chr)).count() } else { 1 };
        if is_right_to_left(first.chr) {
            while self.next_is(is_right_to_left) {
                self.at += 1;
            }
            if self.at == start && run < glyphs.len() {
                return Err(Mismatch);
            }
        } else if self.next_is(|c| !is_right_to_left(c)) {
            self.at += 1;
        } else {
            return Err(Mismatch);
        }
        let taken = glyphs.iter().take(run);
        let left = taken.clone().map(|g| g.pos.x).fold(f32::INFINITY, f32::min);
        let right = taken.map(egui::epaint::text::Glyph::max_x).fold(f32::NEG_INFINITY, f32::max);
        self.slots.push(Slot { row, left: x + left, right: x + right, start: self.byte(start), end: self.byte(self.at) });
        Ok(run)
    }
}

impl CharMap {
    /// The map of `galley`, which shows `text`.
    pub fn new(galley: &Galley, text: &str) -> Result<Self, Mismatch> {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut walk = Walk { chars: &chars, len: text.len(), at: 0, slots: Vec::with_capacity(chars.len()) };
        let mut rows = Vec::with_capacity(galley.rows.len());
        for (index, row) in galley.rows.iter().enumerate() {
            let first = walk.slots.len();
            let mut rest = row.row.glyphs.as_slice();
            while !rest.is_empty() {
                let taken = walk.take(index, row.pos.x, rest)?;
                rest = rest.get(taken..).unwrap_or_default();
            }
            rows.push(Row { top: row.min_y(), bottom: row.max_y(), slots: first..walk.slots.len() });
            if row.ends_with_newline {
                walk.at += 1;
            }
        }
        if walk.at != chars.len() {
            return Err(Mismatch);
        }
        let mut map = Self { slots: walk.slots, rows };
        map.share_ligatures(text);
        Ok(map)
    }

    /// A ligature ("ffi") gives its first letter all the width and the others none. Shares it out, so that clicks and highlights can
    /// fall between the letters.
    fn share_ligatures(&mut self, text: &str) {
        let letter = |slot: &Slot| text.get(slot.start..slot.end).is_some_and(|s| s.chars().all(char::is_alphabetic));
        let mut at = 0;
        while let Some(first) = self.slots.get(at).copied() {
            let rest = self.slots.get(at + 1..).unwrap_or_default();
            let more = rest.iter().take_while(|s| s.row == first.row && s.right - s.left < 0.01 && letter(s)).count();
            let width = (first.right - first.left) / (more + 1) as f32;
            if more > 0 {
                for (i, slot) in self.slots.iter_mut().skip(at).take(more + 1).enumerate() {
                    slot.left = first.left + width * i as f32;
                    slot.right = slot.left + width;
                }
            }
            at += more + 1;
        }
    }

    /// The byte that a caret at `point` stands before.
    pub fn hit(&self, point: Vec2) -> usize {
        let row = self.rows.partition_point(|r| r.bottom < point.y).min(self.rows.len().saturating_sub(1));
        let slots = self.rows.get(row).and_then(|r| self.slots.get(r.slots.clone())).unwrap_or_default();
        let right_of = slots.iter().find(|s| point.x < f32::midpoint(s.left, s.right));
        right_of.map(|s| s.start).or_else(|| slots.last().map(|s| s.end)).unwrap_or(0)
    }

    /// The rectangles that cover bytes `start..end`, one a row.
    pub fn rects(&self, start: usize, end: usize) -> Vec<Rect> {
        let mut rects: Vec<(usize, Rect)> = Vec::new();
        let first = self.slots.partition_point(|s| s.end <= start);
        for slot in self.slots.iter().skip(first).take_while(|s| s.start < end) {
            let Some(row) = self.rows.get(slot.row) else { continue };
            let rect = Rect::from_min_max(pos2(slot.left, row.top), pos2(slot.right, row.bottom));
            match rects.last_mut() {
                Some((at, last)) if *at == slot.row => *last = last.union(rect),
                _ => rects.push((slot.row, rect)),
            }
        }
        rects.into_iter().map(|(_, rect)| rect).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme;
    use egui::{Color32, FontFamily, FontId};

    const TEXTS: [&str; 18] = [
        "office fi ffl AVAVA -> 3x4",
        "كتائب حزب الله",
        "abc كتائب حزب الله xyz",
        "لا إله",
        "Nujaba\u{304}\u{2be} e\u{301}",
        "a\tb c",
        "soft\u{ad}hyphen zero\u{200b}width nb\u{a0}sp \u{feff}bom",
        "👨‍👩‍👧 ok",
        "“quotes” — dash…",
        "ﷲ ﷺ",
        "حَرَكَة",
        "x\u{200f}y\u{202b}z\u{202c}",
        "中文 text",
        "naïve (كتائب), then more text that wraps over عصائب أهل الحق and again كتائب حزب الله end",
        "שלום עולם hi",
        "١٢٣ and 12٪",
        "Киев и Ґалаґан",
        "",
    ];

    fn context() -> egui::Context {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        ctx.run_ui(egui::RawInput::default(), |_| {}).textures_delta.clear();
        ctx
    }

    fn laid(ctx: &egui::Context, text: &str, family: FontFamily, width: f32) -> std::sync::Arc<Galley> {
        let mut job = LayoutJob { text: text.to_owned(), ..LayoutJob::default() };
        job.wrap.max_width = width;
        push_sections(&mut job, 0..text.len(), &TextFormat::simple(FontId::new(16.0, family), Color32::WHITE));
        ctx.fonts_mut(|f| f.layout_job(job))
    }

    #[test]
    fn every_character_of_awkward_lines_has_its_place_in_every_font() {
        let ctx = context();
        for family in [FontFamily::Proportional, theme::strong_font(16.0).family, FontFamily::Monospace] {
            for text in TEXTS {
                let galley = laid(&ctx, text, family.clone(), 160.0);
                let map = CharMap::new(&galley, text);
                assert!(map.is_ok(), "{family:?} {text:?}");
                assert_eq!(map.unwrap().slots.last().map_or(0, |s| s.end), text.len(), "{text:?}");
            }
        }
    }

    #[test]
    fn words_after_arabic_are_hit_where_they_stand() {
        let ctx = context();
        let text = "abc كتائب حزب الله xyz Thursday, and office staff";
        let map = CharMap::new(&laid(&ctx, text, FontFamily::Proportional, 2000.0), text).unwrap();
        for word in ["abc", "كتائب", "xyz", "Thursday", "office", "staff"] {
            let start = text.find(word).unwrap();
            let rects = map.rects(start, start + word.len());
            assert_eq!(rects.len(), 1);
            let rect = rects.first().unwrap();
            assert_eq!(map.hit(rect.left_center().to_vec2() + egui::vec2(0.6, 0.0)), start, "{word}");
            assert_eq!(map.hit(rect.right_center().to_vec2() - egui::vec2(0.6, 0.0)), start + word.len(), "{word}");
        }
    }

    #[test]
    fn a_map_of_another_text_is_refused() {
        let ctx = context();
        let galley = laid(&ctx, "one two", FontFamily::Proportional, 500.0);
        assert!(CharMap::new(&galley, "one two three").is_err());
        assert!(CharMap::new(&galley, "ون two").is_err());
    }
}
