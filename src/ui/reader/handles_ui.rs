//! The ends of the selected words, which can be taken and moved.

use super::marks::Mark;
use super::page_ui::{Hand, Scene};
use crate::review::{Command, MentionEdit, NewValue};
use crate::ui::{Action, theme};
use egui::{CursorIcon, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

impl Scene<'_> {
    /// The ends of the selected words can be taken and moved.
    pub(super) fn handles(&self, ui: &mut Ui, hand: &mut Hand, actions: &mut Vec<Action>) {
        let Some(mark) = self.workspace.selected.as_ref().and_then(|s| self.mark_of(s)) else { return };
        let rects = self.place(mark.span);
        let (Some(first), Some(last)) = (rects.first(), rects.last()) else { return };
        let colour = theme::kind_colour(mark.kind, self.look);
        for (end, x, rect, fixed) in [("start", first.left(), first, mark.span.end), ("end", last.right(), last, mark.span.start)] {
            let grip = Rect::from_center_size(pos2(x, rect.center().y), vec2(8.0, rect.height()));
            let response = ui.interact(grip, ui.scope_id().with(("handle", end)), Sense::drag()).on_hover_cursor(CursorIcon::ResizeHorizontal);
            response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Splitter, true, format!("The {end} of the selected words")));
            ui.painter().line_segment([grip.center_top(), grip.center_bottom()], Stroke::new(2.0, colour));
            ui.painter().circle_filled(if end == "start" { grip.center_top() } else { grip.center_bottom() }, 3.0, colour);
            self.drag_handle(&response, fixed, mark, hand, actions);
        }
    }

    fn drag_handle(&self, response: &Response, fixed: usize, mark: &Mark, hand: &mut Hand, actions: &mut Vec<Action>) {
        if response.drag_started() {
            hand.moving = Some(fixed);
        }
        let at = response.interact_pointer_pos().and_then(|p| self.page.hit(p - self.origin));
        if let (true, Some(fixed), Some(now)) = (response.dragged(), hand.moving, at) {
            hand.marking = self.words(fixed.min(now), fixed.max(now), true);
        }
        if response.drag_stopped() && hand.moving.take().is_some() {
            let span = hand.marking.take().filter(|s| *s != mark.span);
            let edit = span.map(|span| MentionEdit { span: Some(span), ..MentionEdit::default() });
            actions.extend(edit.map(|edit| Action::Edit(Command::Correct(mark.target.clone(), NewValue::Mention(edit)))));
        }
    }
}
