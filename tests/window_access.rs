//! The window for those who do not see it, or see it less well: every control has a name, colours and size can be chosen.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by them")]

#[path = "common/desk.rs"]
mod desk;

use dateline::store::Settings;
use dateline::store::settings::WindowSize;
use dateline::ui::dialog::{Dialog, Page};
use dateline::ui::theme::{Look, of};
use dateline::ui::workspace::View;
use desk::{Home, Window, click, closed, opened, press, press_with};
use egui::accesskit::{Action, Role};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;

/// What can be focused and has no name, told by role and place.
fn nameless(window: &Window) -> BTreeSet<String> {
    let all = window.root().children_recursive().map(|n| n.accesskit_node());
    // The edges of columns, which the pointer alone can move, come from the table's own crate and cannot be named.
    let is_edge = |n: &egui_kittest::kittest::AccessKitNode<'_>| n.role() == Role::Unknown && n.bounding_box().is_some_and(|b| b.width() < 8.0);
    let on_screen = |n: &egui_kittest::kittest::AccessKitNode<'_>| n.bounding_box().is_some_and(|b| b.x0.is_finite()) && !is_edge(n);
    let controls = all.filter(|n| n.data().supports_action(Action::Focus) && n.data().supports_action(Action::Click) && on_screen(n));
    let nameless = controls.filter(|n| !n.is_hidden() && n.label().is_none_or(|l| l.trim().is_empty()) && !(n.role() == Role::Label && n.value().is_some()));
    nameless.map(|n| format!("{:?} {:?} at {:.0?}", n.role(), n.value(), n.bounding_box())).collect()
}

/// Everything that can be focused has a name; the scene is named where not.
fn is_named(window: &Window, scene: &str) {
    let found = nameless(window);
    assert!(found.is_empty(), "{scene}: {found:#?}");
}

#[test]
fn every_control_of_every_view_has_a_name() {
    let home = Home::with_articles();
    let mut window = closed(&home);
    is_named(&window, "welcome");
    drop(window);
    window = opened(&home);
    for view in View::ALL {
        window.state_mut().workspace.view = view;
        desk::wait(&mut window, |app| app.workspace.tasks.is_empty());
        is_named(&window, &format!("{view:?}"));
    }
    window.state_mut().workspace.view = View::Read;
    press(&mut window, Key::J);
    is_named(&window, "a mention");
    press(&mut window, Key::D);
    is_named(&window, "why this date");
    press(&mut window, Key::Q);
    is_named(&window, "the queue");
    press(&mut window, Key::H);
    is_named(&window, "the codebook");
    window.state_mut().workspace.view = View::Events;
    let event = window.state().workspace.dataset.events.iter().find(|e| e.item.articles.len() > 1).unwrap().target.clone();
    window.state_mut().workspace.selected = Some(event);
    window.run_ok();
    is_named(&window, "an event, compared");
    for field in 1..=15 {
        press(&mut window, Key::Tab);
        is_named(&window, &format!("field {field} of an event"));
    }
    press(&mut window, Key::Escape);
    press(&mut window, Key::Num1);
    click(&mut window, "Calendar of Edit Date");
    is_named(&window, "the calendar");
    press(&mut window, Key::Escape);
    press(&mut window, Key::Escape);
    press(&mut window, Key::M);
    is_named(&window, "joining");
}

#[test]
fn every_control_of_every_dialog_has_a_name() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press(&mut window, Key::J);
    let dialogs = [
        Dialog::Export,
        Dialog::Columns,
        Dialog::Outside,
        Dialog::Teach,
        Dialog::Changes,
        Dialog::Settling,
        Dialog::Settings(Page::General),
        Dialog::Settings(Page::Keys),
        Dialog::History,
        Dialog::Palette,
        Dialog::Keys,
        Dialog::About,
        Dialog::Path(dateline::ui::picker::Wanted::Articles),
    ];
    for dialog in dialogs {
        window.state_mut().workspace.dialog = Some(dialog);
        window.run_ok();
        is_named(&window, &format!("{dialog:?}"));
    }
    window.state_mut().workspace.dialog = None;
    press(&mut window, Key::T);
    assert_eq!(window.state().workspace.dialog, Some(Dialog::Alike));
    is_named(&window, "other occurrences");
}

#[test]
fn every_visible_highlight_is_a_button_with_its_kind_and_words() {
    let home = Home::with_articles();
    let window = opened(&home);
    let article = window.state().workspace.shown().unwrap();
    let wanted: BTreeSet<String> =
        article.mentions.iter().filter(|m| !m.item.is_quiet()).map(|m| format!("{}: {}", m.item.kind.label(), m.item.text)).collect();
    let buttons: BTreeSet<String> =
        window.root().children_recursive().filter(|n| n.accesskit_node().role() == Role::Button).filter_map(|n| n.accesskit_node().label()).collect();
    assert!(!wanted.is_empty() && wanted.is_subset(&buttons), "{:?}", wanted.difference(&buttons));
}

#[test]
fn strong_contrast_and_text_size_are_chosen_and_kept() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    press_with(&mut window, Modifiers::COMMAND, Key::Comma);
    click(&mut window, "Strong contrast");
    click(&mut window, "Light");
    let panel = |w: &Window| w.ctx.global_style().visuals.panel_fill;
    assert_eq!(panel(&window), of(Look { dark: false, strong: true }).panel);
    click(&mut window, "Dark");
    assert_eq!(panel(&window), of(Look { dark: true, strong: true }).panel);
    window.get_by_role_and_label(Role::ComboBox, "Text size").click();
    window.run_ok();
    click(&mut window, "125 %");
    assert_eq!(window.ctx.zoom_factor(), 1.25);
    press_with(&mut window, Modifiers::COMMAND, Key::Minus);
    let size = (window.ctx.zoom_factor() * 100.0).round() as u16;
    assert!(size < 125);
    drop(window);

    let again = closed(&home);
    let kept = &again.state().workspace.settings;
    assert_eq!((kept.contrast, kept.size(), again.ctx.zoom_factor()), (true, size, f32::from(size) / 100.0));
    assert_eq!(panel(&again), of(Look { dark: true, strong: true }).panel);
}

#[test]
fn the_window_comes_back_as_large_as_it_was_left() {
    let home = Home::with_articles();
    let mut window = closed(&home);
    let size = WindowSize { width: 1440, height: 900, maximized: true };
    window.state_mut().leave(Some(size));
    window.state_mut().leave(None);
    assert_eq!(Settings::load(&home.path().join("settings")).0.window, Some(size));
}

#[test]
fn a_tip_does_not_stay_above_a_dialog_that_is_opened_by_key() {
    let home = Home::with_articles();
    let mut window = opened(&home);
    let mark = window.get_by_label("Armed group: Kataib Hezbollah").rect().center();
    window.hover_at(mark);
    for _ in 0..60 {
        window.step();
    }
    let tip = |w: &Window| w.query_all_by_label_contains("open, by ").count();
    assert_eq!(tip(&window), 1, "it tells the kind and the rule of the words");
    press_with(&mut window, Modifiers::COMMAND, Key::K);
    for _ in 0..10 {
        window.step();
    }
    assert_eq!(tip(&window), 0);
}

#[test]
fn characters_that_do_not_show_are_marked_and_named() {
    let text = "A raid\n\nPublished: 9 January 2024\n\nMen struck near Ba\u{200d}dush\u{200e} on 8\u{a0}January, the police said.\n";
    let home = Home::new(&[("a.txt", text.as_bytes())]);
    let window = opened(&home);
    for name in ["Hidden: zero width joiner, U+200D", "Hidden: left-to-right mark, U+200E", "Hidden: no-break space, U+00A0"] {
        window.get_by_label(name);
    }
}
