//! Draws the page: text, highlights, margin, and what the pointer does to them.

use super::marks::{self, Mark, Marks, Tick};
use super::page::{Page, PageKey};
use super::{jump_ui, popup_ui};
use crate::model::Span;
use crate::review::{Review, ReviewedArticle};
use crate::ui::selection::{self, Item, Marked};
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, decide, theme};
use egui::{Align2, CursorIcon, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::time::Duration;

/// The laid-out text and what the pointer is doing to it.
#[derive(Default)]
pub struct Hand {
    /// The text, laid out.
    page: Option<Page>,
    /// Where marking began.
    anchor: Option<usize>,
    /// The words under the pointer while marking.
    pub(super) marking: Option<Span>,
    /// The end of the selected words that is being moved: the other end.
    pub(super) moving: Option<usize>,
    /// The last wish to scroll that was followed.
    followed: u64,
    /// Pages scrolled so far.
    pages: i32,
    /// The article that was shown last.
    article: String,
    /// What was typed of the letters that lead to a highlight.
    letters: String,
}

/// Room for the numbers of events, left of the text.
const MARGIN: f32 = 34.0;
/// How long pointed-at words glow.
const FLASH: Duration = Duration::from_millis(1600);

/// What one frame draws with.
pub(super) struct Scene<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) article: &'a ReviewedArticle,
    pub(super) page: &'a Page,
    pub(super) marks: &'a Marks,
    /// The top left corner of the text.
    pub(super) origin: Pos2,
    pub(super) look: theme::Look,
}

/// Draws the page.
pub fn show(ui: &mut Ui, workspace: &Workspace, article: &ReviewedArticle, shown: (&Marks, &[Tick]), hand: &mut Hand, actions: &mut Vec<Action>) {
    let width = (ui.available_width() - MARGIN - theme::LARGE).clamp(120.0, theme::READING_WIDTH);
    let mut kept = hand.page.take();
    let page = refresh(ui, &mut kept, article, width);
    let mut area = ScrollArea::vertical().id_salt("page").auto_shrink(false);
    if hand.article != article.article.id {
        hand.article.clone_from(&article.article.id);
        (hand.anchor, hand.marking, hand.moving) = (None, None, None);
        area = area.vertical_scroll_offset(0.0);
    }
    area.show_viewport(ui, |ui, viewport| {
        if page.prepare(ui, &article.article.text, viewport.y_range()) {
            ui.ctx().request_repaint();
        }
        scroll(ui, workspace, page, hand, viewport);
        let left = ((ui.available_width() - width - MARGIN) * 0.5).max(0.0);
        let (whole, response) = ui.allocate_exact_size(vec2(ui.available_width(), page.height()), Sense::click_and_drag());
        let origin = pos2((whole.left() + left + MARGIN).round(), whole.top());
        let scene = Scene { workspace, article, page, marks: shown.0, origin, look: theme::look(ui) };
        let lines = page.lines_in(viewport.y_range());
        scene.draw(ui, lines.clone(), hand);
        scene.seen(&lines, viewport, width, actions);
        scene.labels(ui, &response, lines.clone());
        scene.hidden(ui, lines.clone());
        scene.ticks(ui, shown.1, lines.clone(), actions);
        scene.pointer(ui, &response, hand, actions);
        scene.jump(ui, &lines, hand, actions);
        scene.spans(ui, lines, actions);
        scene.handles(ui, hand, actions);
        scene.popup(ui, hand, actions);
    });
    hand.page = kept;
}

fn refresh<'a>(ui: &Ui, page: &'a mut Option<Page>, article: &ReviewedArticle, width: f32) -> &'a mut Page {
    let (look, scale) = (theme::look(ui), ui.ctx().pixels_per_point());
    if page.as_ref().is_some_and(|p| !p.key.is_of(&article.article) || (p.key.width, p.key.look, p.key.scale) != (width, look, scale)) {
        *page = None;
    }
    page.get_or_insert_with(|| {
        let blocks = article.article.blocks.iter().map(|b| (b.span, b.kind)).collect();
        Page::new(PageKey { article: article.article.id.clone(), blocks, width, look, scale }, &article.article)
    })
}

fn scroll(ui: &Ui, workspace: &Workspace, page: &Page, hand: &mut Hand, viewport: Rect) {
    let origin = ui.max_rect().min;
    if hand.pages != workspace.scroll_pages {
        let by = (hand.pages - workspace.scroll_pages) as f32 * (viewport.height() - 40.0);
        hand.pages = workspace.scroll_pages;
        ui.scroll_with_delta(vec2(0.0, by));
    }
    let Some(flash) = workspace.flash.as_ref().filter(|f| f.article == page.key.article && f.serial != hand.followed) else { return };
    hand.followed = flash.serial;
    let line = page.line_of(flash.span.start);
    let rect = page.rects(flash.span).into_iter().reduce(Rect::union);
    let rect = rect.unwrap_or_else(|| Rect::from_min_size(pos2(0.0, page.top(line)), vec2(10.0, 30.0))).translate(origin.to_vec2());
    let seen = Rect::from_min_size(origin + vec2(0.0, viewport.top()), viewport.size()).shrink2(vec2(-2000.0, 30.0));
    if !seen.contains_rect(rect) {
        ui.scroll_to_rect(rect, Some(egui::Align::Center));
    }
}

impl Hand {
    /// Whether all that is laid out can be marked by mouse.
    pub fn is_exact(&self) -> bool {
        self.page.as_ref().is_none_or(Page::is_exact)
    }
}

impl Scene<'_> {
    pub(super) fn place(&self, span: Span) -> Vec<Rect> {
        self.page.rects(span).into_iter().map(|r| r.translate(self.origin.to_vec2())).collect()
    }

    fn visible<'b>(&'b self, lines: &std::ops::Range<usize>) -> impl Iterator<Item = &'b Mark> {
        let bounds = self.page.lines.get(lines.clone()).unwrap_or_default();
        let span = Span::new(bounds.first().map_or(0, |l| l.span.start), bounds.last().map_or(0, |l| l.span.end));
        self.marks.over(span)
    }

    /// The highlight of `item`.
    pub(super) fn mark_of(&self, item: &Item) -> Option<&Mark> {
        let (_, span) = selection::words(&self.workspace.dataset, item)?;
        self.marks.over(span).find(|m| m.target == *item)
    }

    fn draw(&self, ui: &Ui, lines: std::ops::Range<usize>, hand: &Hand) {
        let selected = self.workspace.selected.as_ref();
        for mark in self.visible(&lines) {
            self.background(ui, mark, selected == Some(&mark.target));
        }
        self.flash(ui);
        self.hits(ui, lines.clone());
        let marked = self.workspace.marked.as_ref().filter(|m| m.article == self.article.article.id).map(|m| m.span);
        for rect in hand.marking.or(marked).map(|s| self.place(s)).unwrap_or_default() {
            ui.painter().rect_filled(rect, 2.0, theme::of(self.look).selected);
        }
        for index in lines.clone() {
            if let Some((_, laid)) = self.page.laid(index) {
                let at = self.origin + vec2(0.0, self.page.top(index));
                ui.painter().galley(at, laid.galley.clone(), theme::of(self.look).text);
            }
        }
        for mark in self.visible(&lines) {
            self.line(ui, mark);
            if self.workspace.letters || selected == Some(&mark.target) {
                self.letters(ui, mark);
            }
        }
    }

    fn background(&self, ui: &Ui, mark: &Mark, selected: bool) {
        if mark.review == Review::Rejected && !selected {
            return;
        }
        let fill = if selected { theme::selected_background(mark.kind, self.look) } else { theme::kind_background(mark.kind, self.look) };
        for rect in self.place(mark.span) {
            let rect = rect.shrink2(vec2(0.0, 2.0)).expand2(vec2(1.0, 0.0));
            ui.painter().rect_filled(rect, 3.0, fill);
            if selected {
                ui.painter().rect_stroke(rect, 3.0, Stroke::new(1.5, theme::kind_colour(mark.kind, self.look)), egui::StrokeKind::Outside);
            }
        }
    }

    /// The line under a highlight, or through it: its state.
    fn line(&self, ui: &Ui, mark: &Mark) {
        let colour = theme::kind_colour(mark.kind, self.look);
        for rect in self.place(mark.span) {
            let y = rect.bottom() - 3.0 + mark.level as f32 * 2.0;
            let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
            match mark.review {
                Review::Open => {
                    ui.painter().extend(egui::Shape::dotted_line(&ends, colour, 4.0, 0.8));
                }
                Review::Confirmed | Review::Corrected | Review::Added => {
                    ui.painter().line_segment(ends, Stroke::new(2.0, colour));
                }
                Review::Rejected => {
                    let through = [pos2(rect.left(), rect.center().y), pos2(rect.right(), rect.center().y)];
                    ui.painter().line_segment(through, Stroke::new(1.0, theme::of(self.look).muted));
                }
            }
        }
    }

    /// The kind in two letters, above the first of its words.
    fn letters(&self, ui: &Ui, mark: &Mark) {
        if let Some(first) = self.place(mark.span).first() {
            let at = first.left_top() + vec2(0.0, -4.0 - mark.level as f32);
            let colour = theme::kind_colour(mark.kind, self.look);
            ui.painter().text(at, Align2::LEFT_TOP, theme::kind_letters(mark.kind), egui::FontId::proportional(8.5), colour);
        }
    }

    /// The words that the search looks for.
    fn hits(&self, ui: &Ui, lines: std::ops::Range<usize>) {
        let query = self.workspace.filter.query.trim();
        if query.len() < 2 {
            return;
        }
        for line in self.page.lines.get(lines).unwrap_or_default() {
            for at in marks::hits(line.span.of(&self.article.article.text), query) {
                let span = Span::new(line.span.start + at, line.span.start + at + query.len());
                for rect in self.place(span) {
                    ui.painter().rect_filled(rect.expand(1.0), 3.0, theme::of(self.look).flash);
                }
            }
        }
    }

    /// Tells which stretch of the text is on the screen, where that is more than was seen before.
    fn seen(&self, lines: &std::ops::Range<usize>, viewport: Rect, width: f32, actions: &mut Vec<Action>) {
        let (Some(first), Some(last)) = (self.page.lines.get(lines.start), lines.end.checked_sub(1).and_then(|i| self.page.lines.get(i))) else { return };
        let start = self.page.hit(vec2(0.0, viewport.top())).unwrap_or(first.span.start);
        let end = self.page.hit(vec2(width, viewport.bottom())).unwrap_or(last.span.end);
        let id = &self.article.article.id;
        if start < end && !self.workspace.has_seen(id, Span::new(start, end)) {
            actions.push(Action::Saw { article: id.clone(), span: Span::new(start, end) });
        }
    }

    fn flash(&self, ui: &Ui) {
        let Some(flash) = self.workspace.flash.as_ref().filter(|f| f.article == self.article.article.id) else { return };
        let age = flash.since.elapsed();
        if age >= FLASH {
            return;
        }
        let strength = 1.0 - age.as_secs_f32() / FLASH.as_secs_f32();
        for rect in self.place(flash.span) {
            ui.painter().rect_filled(rect.expand(2.0), 4.0, theme::of(self.look).flash.gamma_multiply(strength));
        }
        ui.ctx().request_repaint_after(Duration::from_millis(40));
    }

    /// What those hear who cannot see the page.
    fn labels(&self, ui: &Ui, response: &Response, lines: std::ops::Range<usize>) {
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Document, true, "Article text"));
        for index in lines {
            let Some((line, laid)) = self.page.laid(index) else { continue };
            let rect = Rect::from_min_size(self.origin + vec2(0.0, self.page.top(index)), laid.galley.size());
            let node = ui.interact(rect, response.id.with(("line", index)), Sense::hover());
            node.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Paragraph, true, line.span.of(&self.article.article.text)));
        }
    }

    fn ticks(&self, ui: &mut Ui, ticks: &[Tick], lines: std::ops::Range<usize>, actions: &mut Vec<Action>) {
        let mut below = f32::NEG_INFINITY;
        for tick in ticks {
            if !lines.contains(&self.page.line_of(tick.at)) {
                continue;
            }
            let Some(rect) = self.place(Span::new(tick.at, tick.at + 1)).first().copied() else { continue };
            let top = rect.top().max(below);
            let place = Rect::from_min_size(pos2(self.origin.x - MARGIN, top + 2.0), vec2(MARGIN - 8.0, 19.0));
            below = place.bottom() + 1.0;
            let chosen = self.workspace.selected.as_ref().is_some_and(|s| s.whole() == tick.target);
            if self.tick(ui, tick, place, chosen) {
                actions.push(Action::Select(tick.target.clone()));
            }
        }
    }

    fn tick(&self, ui: &mut Ui, tick: &Tick, place: Rect, chosen: bool) -> bool {
        let palette = theme::of(self.look);
        let response = ui.interact(place, ui.scope_id().with(("tick", tick.at, tick.number)), Sense::click()).on_hover_text(&tick.hover);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, format!("Event {}", tick.number)));
        let colour = if tick.review.is_decided() { palette.good } else { palette.accent };
        if chosen || response.hovered() {
            ui.painter().rect_filled(place, 4.0, palette.selected);
        }
        ui.painter().line_segment([place.right_top(), place.right_bottom()], Stroke::new(2.0, colour));
        ui.painter().text(place.right_center() - vec2(5.0, 0.0), Align2::RIGHT_CENTER, tick.number, egui::FontId::proportional(12.0), colour);
        response.clicked()
    }

    /// A click on plain text, marking by drag, a double click on a word.
    fn pointer(&self, ui: &Ui, response: &Response, hand: &mut Hand, actions: &mut Vec<Action>) {
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
        }
        let hit = |at: Pos2| self.page.hit(at - self.origin);
        let Some(at) = response.interact_pointer_pos() else { return };
        if response.drag_started() {
            hand.anchor = ui.input(|i| i.pointer.press_origin()).and_then(hit);
        }
        if let (true, Some(anchor), Some(now)) = (response.dragged(), hand.anchor, hit(at)) {
            hand.marking = self.words(anchor.min(now), anchor.max(now), ui.input(|i| i.modifiers.alt));
        }
        if response.drag_stopped() {
            hand.anchor = None;
            actions.push(Action::Mark(hand.marking.take().map(|span| self.marked(span))));
        } else if response.double_clicked() {
            let word = hit(at).and_then(|byte| decide::word_at(&self.article.article.text, byte));
            actions.push(Action::Mark(word.map(|span| self.marked(span))));
        } else if response.clicked() {
            self.click(hit(at), actions);
        }
    }

    /// A click beside all highlights: a grey line is marked whole, so that B brings it back; elsewhere nothing stays selected.
    fn click(&self, byte: Option<usize>, actions: &mut Vec<Action>) {
        let grey = byte.filter(|b| !self.article.article.block_kind(*b).is_read()).and_then(|b| self.page.lines.get(self.page.line_of(b)));
        match grey {
            Some(line) => actions.push(Action::Mark(Some(self.marked(line.span)))),
            None => actions.extend([Action::Mark(None), Action::Deselect]),
        }
    }

    fn marked(&self, span: Span) -> Marked {
        Marked { article: self.article.article.id.clone(), span }
    }

    /// The whole words in a stretch; with `exact`, the stretch itself.
    pub(super) fn words(&self, start: usize, end: usize, exact: bool) -> Option<Span> {
        let text = &self.article.article.text;
        let whole = |at: usize| decide::word_at(text, at);
        let start = whole(start).filter(|w| !exact && w.end > start).map_or(start, |w| w.start);
        let end = whole(end).filter(|w| !exact && w.start < end).map_or(end, |w| w.end);
        let words = text.get(start..end)?;
        let from = start + words.len() - words.trim_start().len();
        let span = Span::new(from, from + words.trim().len());
        (!span.is_empty()).then_some(span)
    }

    /// Each visible highlight is a thing of its own: it can be clicked, hovered, heard.
    fn spans(&self, ui: &mut Ui, lines: std::ops::Range<usize>, actions: &mut Vec<Action>) {
        for (index, mark) in self.visible(&lines).enumerate() {
            for (part, rect) in self.place(mark.span).into_iter().enumerate() {
                let id = ui.scope_id().with(("span", mark.span.start, mark.span.end, mark.kind, index, part));
                let response = ui.interact(rect, id, Sense::click());
                if part == 0 {
                    let selected = self.workspace.selected.as_ref() == Some(&mark.target);
                    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &mark.label));
                }
                if response.clicked() {
                    let at = response.interact_pointer_pos().and_then(|p| self.page.hit(p - self.origin));
                    actions.push(Action::Select(marks::beneath(&self.marks.all, mark, at, self.workspace.selected.as_ref()).clone()));
                }
                if response.double_clicked() {
                    actions.push(Action::Do(Verb::EditValue));
                }
                response.on_hover_text(&mark.hover);
            }
        }
    }

    /// Highlights on the screen are reached by letters, where that is wished.
    fn jump(&self, ui: &Ui, lines: &std::ops::Range<usize>, hand: &mut Hand, actions: &mut Vec<Action>) {
        if !self.workspace.is_jumping() {
            return hand.letters.clear();
        }
        let on_screen = |rect: &Rect| ui.clip_rect().contains(rect.center());
        let places: Vec<(&Mark, Rect)> = self.visible(lines).filter_map(|m| Some((m, self.place(m.span).into_iter().find(on_screen)?))).collect();
        jump_ui::show(ui, &places, &mut hand.letters, actions);
    }

    fn popup(&self, ui: &Ui, hand: &Hand, actions: &mut Vec<Action>) {
        let Some(marked) = self.workspace.marked.as_ref().filter(|m| m.article == self.article.article.id && hand.marking.is_none()) else { return };
        if !self.workspace.can_edit() || self.workspace.dialog.is_some() {
            return;
        }
        let Some(rect) = self.place(marked.span).last().copied().filter(|r| ui.clip_rect().intersects(*r)) else { return };
        popup_ui::show(ui, rect.left_bottom(), !self.article.article.block_kind(marked.span.start).is_read(), actions);
    }
}
