//! The colours of every look: dark or light, each also with strong contrast.

use crate::model::Kind;
use egui::{Color32, Stroke, Visuals};

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Which colours are in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Light on dark.
    pub dark: bool,
    /// For eyes that need strong contrast.
    pub strong: bool,
}

impl Look {
    /// That of paper: pictures are written in it.
    pub const PAPER: Self = Self { dark: false, strong: false };
    /// Every look.
    pub const ALL: [Self; 4] =
        [Self { dark: true, strong: false }, Self { dark: false, strong: false }, Self { dark: true, strong: true }, Self { dark: false, strong: true }];
}

/// The colours that differ from look to look.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// What panels lie on.
    pub panel: Color32,
    /// What dialogs, menus and tips lie on.
    pub window: Color32,
    /// Every second row of a table.
    pub faint: Color32,
    /// What is typed on.
    pub field: Color32,
    /// What maps are drawn on.
    pub sheet: Color32,
    /// Running text.
    pub text: Color32,
    /// What is less important.
    pub muted: Color32,
    /// Text that is hidden from extraction.
    pub hidden: Color32,
    /// The one accent.
    pub accent: Color32,
    /// What is confirmed.
    pub good: Color32,
    /// What needs eyes.
    pub warn: Color32,
    /// What failed.
    pub bad: Color32,
    /// The background of words that are pointed at for a moment.
    pub flash: Color32,
    /// The background of what is selected.
    pub selected: Color32,
    /// Text on that, where it is a button.
    pub chosen: Color32,
    /// Lines between panels.
    pub line: Color32,
    /// The edges of fields and buttons.
    pub edge: Color32,
}

const DARK: Palette = Palette {
    panel: rgb(0x1B_1E_23),
    window: rgb(0x23_27_2E),
    faint: rgb(0x20_24_2A),
    field: rgb(0x14_16_1A),
    sheet: rgb(0x14_16_1A),
    text: rgb(0xE4_E6_EA),
    muted: rgb(0x9A_A2_AE),
    hidden: rgb(0x8A_92_9E),
    accent: rgb(0x5B_B0_F0),
    good: rgb(0x4C_C3_9A),
    warn: rgb(0xE8_B0_4A),
    bad: rgb(0xF5_8A_7B),
    flash: rgb(0x7A_62_10),
    selected: rgb(0x1F_39_54),
    chosen: rgb(0xCF_E6_FB),
    line: rgb(0x34_39_42),
    edge: rgb(0x6E_76_82),
};

const LIGHT: Palette = Palette {
    panel: rgb(0xFA_FA_F8),
    window: rgb(0xFF_FF_FF),
    faint: rgb(0xF3_F4_F2),
    field: rgb(0xFF_FF_FF),
    sheet: rgb(0xFF_FF_FF),
    text: rgb(0x1C_20_26),
    muted: rgb(0x5C_64_70),
    hidden: rgb(0x66_6D_77),
    accent: rgb(0x00_5F_A8),
    good: rgb(0x00_73_52),
    warn: rgb(0x8A_5A_00),
    bad: rgb(0xB3_3A_1E),
    flash: rgb(0xFF_E4_8A),
    selected: rgb(0xD0_E6_FA),
    chosen: rgb(0x00_3E_70),
    line: rgb(0xD9_DB_DA),
    edge: rgb(0x86_8C_92),
};

const STRONG_DARK: Palette = Palette {
    panel: rgb(0x00_00_00),
    window: rgb(0x0C_0E_11),
    faint: rgb(0x14_17_1B),
    field: rgb(0x00_00_00),
    sheet: rgb(0x00_00_00),
    text: rgb(0xFF_FF_FF),
    muted: rgb(0xD2_D7_DE),
    hidden: rgb(0xB4_BA_C3),
    accent: rgb(0x8C_CB_FF),
    good: rgb(0x7F_E3_BE),
    warn: rgb(0xFF_C9_66),
    bad: rgb(0xFF_9E_90),
    flash: rgb(0x6A_54_00),
    selected: rgb(0x12_46_7F),
    chosen: rgb(0xFF_FF_FF),
    line: rgb(0x8A_92_9E),
    edge: rgb(0xD2_D7_DE),
};

const STRONG_LIGHT: Palette = Palette {
    panel: rgb(0xFF_FF_FF),
    window: rgb(0xFF_FF_FF),
    faint: rgb(0xF4_F5_F6),
    field: rgb(0xFF_FF_FF),
    sheet: rgb(0xFF_FF_FF),
    text: rgb(0x00_00_00),
    muted: rgb(0x33_38_3F),
    hidden: rgb(0x4A_50_58),
    accent: rgb(0x00_4A_85),
    good: rgb(0x00_5A_40),
    warn: rgb(0x6A_44_00),
    bad: rgb(0x96_24_10),
    flash: rgb(0xFF_E1_4D),
    selected: rgb(0xB5_D8_FF),
    chosen: rgb(0x00_00_00),
    line: rgb(0x6A_72_7C),
    edge: rgb(0x33_38_3F),
};

/// The look that `ui` is drawn in.
pub fn look(ui: &egui::Ui) -> Look {
    let (dark, panel) = (ui.visuals().dark_mode, ui.visuals().panel_fill);
    let strong = Look { dark, strong: true };
    if panel == of(strong).panel { strong } else { Look { dark, strong: false } }
}

/// The palette of the look that `ui` is drawn in.
pub fn palette(ui: &egui::Ui) -> Palette {
    of(look(ui))
}

/// The palette of a look.
pub fn of(look: Look) -> Palette {
    match (look.dark, look.strong) {
        (true, false) => DARK,
        (false, false) => LIGHT,
        (true, true) => STRONG_DARK,
        (false, true) => STRONG_LIGHT,
    }
}

/// The hue of a kind, strong enough for a line or a dot. Okabe and Ito's colours, which keep apart for colour-blind eyes; kinds
/// that share a family share a hue and differ by their letters.
pub fn kind_colour(kind: Kind, look: Look) -> Color32 {
    let (on_dark, on_light) = match kind {
        Kind::Person => (0xE2_9A_C4, 0xA0_4A_7A),
        Kind::ArmedGroup => (0xF0_84_40, 0xB2_47_00),
        Kind::StateForce => (0x5B_A8_E8, 0x00_62_A3),
        Kind::Organization => (0x8C_B8_D8, 0x3F_6F_90),
        Kind::Place => (0x3C_C0_95, 0x00_7A_5A),
        Kind::Facility => (0x8C_C8_6A, 0x47_74_1B),
        Kind::Weapon => (0xE6_9F_00, 0x8C_5F_00),
        Kind::Date => (0xE8_DC_5A, 0x74_69_00),
        Kind::Casualty => (0xF0_78_78, 0xB0_2A_3A),
        Kind::Tally => (0xB8_9C_F0, 0x64_48_B0),
        Kind::Strength => (0xC8_A8_8C, 0x80_5C_3C),
        Kind::Source => (0xA8_B0_BA, 0x5E_66_70),
        Kind::Trigger => (0xF0_C8_90, 0x8A_50_20),
    };
    rgb(if look.dark { on_dark } else { on_light })
}

/// The soft background of a highlight.
pub fn kind_background(kind: Kind, look: Look) -> Color32 {
    kind_colour(kind, look).gamma_multiply(if look.dark { 0.24 } else { 0.17 })
}

/// The background of the highlight that is selected.
pub fn selected_background(kind: Kind, look: Look) -> Color32 {
    kind_colour(kind, look).gamma_multiply(0.36)
}

/// The background of the letters of a kind, which are written in its hue.
pub fn letters_background(kind: Kind, look: Look) -> Color32 {
    kind_colour(kind, look).gamma_multiply(if look.dark { 0.17 } else { 0.08 })
}

/// The letters that stand for a kind where colour alone would not do.
pub fn kind_letters(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Pe",
        Kind::ArmedGroup => "Ag",
        Kind::StateForce => "Sf",
        Kind::Organization => "Or",
        Kind::Place => "Pl",
        Kind::Facility => "Fa",
        Kind::Weapon => "We",
        Kind::Date => "Da",
        Kind::Casualty => "Ca",
        Kind::Tally => "Ta",
        Kind::Strength => "St",
        Kind::Source => "So",
        Kind::Trigger => "Tr",
    }
}

/// Colours for series in a chart, in order of use; Okabe and Ito.
pub fn series_colour(index: usize, look: Look) -> Color32 {
    const ON_DARK: [u32; 7] = [0x5B_A8_E8, 0xE6_9F_00, 0x3C_C0_95, 0xE2_9A_C4, 0xF0_84_40, 0xE8_DC_5A, 0xA8_B0_BA];
    const ON_LIGHT: [u32; 7] = [0x00_72_B2, 0xC0_80_00, 0x00_9E_73, 0xB8_5F_92, 0xD5_5E_00, 0x9A_8C_00, 0x6A_72_7C];
    let colours = if look.dark { ON_DARK } else { ON_LIGHT };
    rgb(colours.get(index % colours.len()).copied().unwrap_or(0x80_80_80))
}

/// What maps are drawn on.
pub fn sheet(look: Look) -> Color32 {
    of(look).sheet
}

/// What egui's own widgets are drawn with.
pub(super) fn visuals(look: Look) -> Visuals {
    let palette = of(look);
    let mut visuals = if look.dark { Visuals::dark() } else { Visuals::light() };
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.window;
    visuals.faint_bg_color = palette.faint;
    visuals.extreme_bg_color = palette.field;
    visuals.text_edit_bg_color = Some(palette.field);
    visuals.override_text_color = Some(palette.text);
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.warn;
    visuals.error_fg_color = palette.bad;
    visuals.selection.bg_fill = palette.selected;
    visuals.selection.stroke = Stroke::new(1.0, palette.chosen);
    visuals.weak_text_color = Some(palette.muted);
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.line);
    visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, palette.edge);
    if look.strong {
        visuals.window_stroke = Stroke::new(2.0, palette.edge);
        let (hovered, active) = (Stroke::new(2.0, palette.accent), Stroke::new(2.0, palette.text));
        (visuals.widgets.hovered.bg_stroke, visuals.widgets.active.bg_stroke) = (hovered, active);
        for widget in [&mut visuals.widgets.inactive, &mut visuals.widgets.hovered, &mut visuals.widgets.active, &mut visuals.widgets.open] {
            (widget.bg_fill, widget.weak_bg_fill) = (palette.faint, palette.faint);
        }
    }
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f64 {
        let part = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Fails where `text` on `ground` is below `least`; a ground that lets light through lies on the panel.
    fn stands_out(look: Look, what: &str, text: Color32, ground: Color32, least: f64) {
        let ground = of(look).panel.blend(ground);
        let found = contrast(text, ground);
        assert!(found >= least, "{look:?}: {what} has a contrast of {found:.2}, wanted {least}");
    }

    /// What text needs: WCAG AA, and AAA where contrast is strong.
    fn least(look: Look) -> f64 {
        if look.strong { 7.0 } else { 4.5 }
    }

    #[test]
    fn text_stands_out_from_all_that_it_is_written_on() {
        for look in Look::ALL {
            let p = of(look);
            for (name, text) in
                [("text", p.text), ("muted", p.muted), ("hidden", p.hidden), ("accent", p.accent), ("good", p.good), ("warn", p.warn), ("bad", p.bad)]
            {
                for (on, ground) in [("panel", p.panel), ("window", p.window), ("faint", p.faint), ("field", p.field), ("sheet", p.sheet)] {
                    stands_out(look, &format!("{name} on {on}"), text, ground, least(look));
                }
                stands_out(
                    look,
                    &format!("{name} on selected"),
                    text,
                    p.selected,
                    if name == "text" { least(look) } else { 4.5 * f64::from(name != "hidden") },
                );
            }
            stands_out(look, "chosen button", p.chosen, p.selected, least(look));
            stands_out(look, "text on a flash", p.text, p.flash, least(look).min(4.5));
        }
    }

    #[test]
    fn highlights_leave_their_words_readable_and_their_letters_too() {
        for look in Look::ALL {
            for kind in Kind::ALL {
                let name = kind_letters(kind);
                stands_out(look, name, of(look).text, kind_background(kind, look), least(look).min(4.5));
                stands_out(look, name, of(look).text, selected_background(kind, look), 4.5);
                stands_out(look, &format!("letters of {name}"), kind_colour(kind, look), letters_background(kind, look), 4.5);
                stands_out(look, &format!("line of {name}"), kind_colour(kind, look), of(look).panel, 3.0);
            }
        }
    }

    #[test]
    fn marks_stand_out_from_charts_and_maps_and_fields_from_panels() {
        for look in Look::ALL {
            let p = of(look);
            for i in 0..7 {
                for ground in [p.panel, p.sheet] {
                    stands_out(look, &format!("series {i}"), series_colour(i, look), ground, 3.0);
                }
            }
            stands_out(look, "edge of a field", p.edge, p.panel, 3.0);
        }
    }
}
