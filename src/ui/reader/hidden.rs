//! Characters that a line holds and nobody sees: marked where they stand, since words that look alike may differ by them.

use super::page_ui::Scene;
use crate::ui::theme;
use egui::{Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;

/// A character that does not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Its bytes in the line.
    pub at: Range<usize>,
    /// Its name and number.
    pub name: String,
}

/// The hidden characters of a line.
pub fn hidden(words: &str) -> Vec<Hidden> {
    if words.is_ascii() {
        return Vec::new();
    }
    let named = |(at, c): (usize, char)| Some(Hidden { at: at..at + c.len_utf8(), name: format!("{}, U+{:04X}", name(c)?, c as u32) });
    words.char_indices().filter_map(named).collect()
}

fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' => "no-break space",
        '\u{202f}' => "narrow no-break space",
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero width space",
        '\u{200c}' => "zero width non-joiner",
        '\u{200d}' => "zero width joiner",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "byte order mark",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{61c}' => "Arabic letter mark",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "change of the direction of writing",
        '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => "space of another width",
        '\u{2061}'..='\u{2064}' | '\u{180e}' | '\u{80}'..='\u{9f}' => "control character",
        _ => return None,
    })
}

impl Scene<'_> {
    /// Marks the hidden characters of the lines on the screen: a bracket below a space, a small post where there is no width at all.
    pub(super) fn hidden(&self, ui: &Ui, lines: Range<usize>) {
        let stroke = Stroke::new(1.0, theme::of(self.look).warn);
        for index in lines {
            let Some((_, laid)) = self.page.laid(index) else { continue };
            let Some(map) = laid.map.as_ref().filter(|_| !laid.hidden.is_empty()) else { continue };
            let origin = self.origin + vec2(0.0, self.page.top(index));
            for hidden in &laid.hidden {
                let Some(rect) = map.rects(hidden.at.start, hidden.at.end).first().map(|r| r.translate(origin.to_vec2())) else { continue };
                draw(ui, rect, stroke);
                let id = ui.scope_id().with(("hidden", index, hidden.at.start));
                let node = ui.interact(rect.expand2(vec2(2.0, 0.0)), id, Sense::hover());
                node.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Mark, true, format!("Hidden: {}", hidden.name)));
                node.on_hover_text(format!("A character that does not show: {}", hidden.name));
            }
        }
    }
}

fn draw(ui: &Ui, rect: Rect, stroke: Stroke) {
    let low = rect.bottom() - 4.0;
    if rect.width() > 2.0 {
        let (left, right) = (rect.left() + 0.5, rect.right() - 0.5);
        let corners = [pos2(left, low - 3.0), pos2(left, low), pos2(right, low), pos2(right, low - 3.0)];
        ui.painter().line(corners.to_vec(), stroke);
        return;
    }
    let (x, top) = (rect.center().x, rect.top() + 5.0);
    ui.painter().line_segment([pos2(x, top), pos2(x, low)], stroke);
    ui.painter().line_segment([pos2(x - 2.5, top), pos2(x + 2.5, top)], stroke);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_show_is_named_and_what_shows_is_not() {
        let found = hidden("in\u{a0}the Sa\u{ad}hel \u{200b}– “كتائب”\u{202e} é");
        let names: Vec<&str> = found.iter().map(|h| h.name.as_str()).collect();
        assert_eq!(names, ["no-break space, U+00A0", "soft hyphen, U+00AD", "zero width space, U+200B", "change of the direction of writing, U+202E"]);
        assert_eq!(found[0].at, 2..4);
        assert!(hidden("Plain words, “quoted” – كتائب").is_empty());
    }
}
