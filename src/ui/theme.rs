//! Colours, fonts and measures: the only file with a colour in it.

use crate::model::Kind;
use egui::{Color32, FontData, FontDefinitions, FontFamily, FontId, Stroke, TextStyle, Theme, Visuals};
use std::sync::Arc;

/// Size of running text, in points.
pub const READING_SIZE: f32 = 16.0;
/// Distance between baselines of running text, in sizes of its font.
pub const READING_LINE: f32 = 1.55;
/// The widest column of running text: about 72 characters.
pub const READING_WIDTH: f32 = 600.0;
/// The small step of the spacing grid.
pub const SMALL: f32 = 4.0;
/// The middle step of the spacing grid.
pub const MEDIUM: f32 = 8.0;
/// The large step of the spacing grid.
pub const LARGE: f32 = 16.0;

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The colours that egui has no place for; one set for dark, one for light.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Whether it is the dark one.
    pub dark: bool,
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
    /// The background of selected words.
    pub selected: Color32,
}

const DARK: Palette = Palette {
    dark: true,
    text: rgb(0xE4_E6_EA),
    muted: rgb(0x9A_A2_AE),
    hidden: rgb(0x7C_84_90),
    accent: rgb(0x5B_B0_F0),
    good: rgb(0x4C_C3_9A),
    warn: rgb(0xE8_B0_4A),
    bad: rgb(0xF2_7A_6A),
    flash: rgb(0x7A_62_10),
    selected: rgb(0x2C_4F_78),
};

const LIGHT: Palette = Palette {
    dark: false,
    text: rgb(0x1C_20_26),
    muted: rgb(0x5C_64_70),
    hidden: rgb(0x7D_84_8E),
    accent: rgb(0x00_5F_A8),
    good: rgb(0x00_73_52),
    warn: rgb(0x8A_5A_00),
    bad: rgb(0xB3_3A_1E),
    flash: rgb(0xFF_E4_8A),
    selected: rgb(0xBF_DC_F7),
};

/// The palette of the theme that `ui` is drawn in.
pub fn palette(ui: &egui::Ui) -> Palette {
    of(ui.visuals().dark_mode)
}

/// The dark or the light palette.
pub fn of(dark: bool) -> Palette {
    if dark { DARK } else { LIGHT }
}

/// The hue of a kind, strong enough for a line or a dot. Okabe and Ito's colours, which keep apart for colour-blind eyes; kinds
/// that share a family share a hue and differ by their letters.
pub fn kind_colour(kind: Kind, dark: bool) -> Color32 {
    let (on_dark, on_light) = match kind {
        Kind::Person => (0xE2_9A_C4, 0xA8_4F_82),
        Kind::ArmedGroup => (0xF0_84_40, 0xB8_4A_00),
        Kind::StateForce => (0x5B_A8_E8, 0x00_62_A3),
        Kind::Organization => (0x8C_B8_D8, 0x3F_6F_90),
        Kind::Place => (0x3C_C0_95, 0x00_7A_5A),
        Kind::Facility => (0x8C_C8_6A, 0x4C_7A_1E),
        Kind::Weapon => (0xE6_9F_00, 0x96_66_00),
        Kind::Date => (0xE8_DC_5A, 0x7C_70_00),
        Kind::Casualty => (0xF0_78_78, 0xB0_2A_3A),
        Kind::Tally => (0xB8_9C_F0, 0x64_48_B0),
        Kind::Strength => (0xC8_A8_8C, 0x80_5C_3C),
        Kind::Source => (0xA8_B0_BA, 0x5E_66_70),
        Kind::Trigger => (0xF0_C8_90, 0x8A_50_20),
    };
    rgb(if dark { on_dark } else { on_light })
}

/// The soft background of a highlight.
pub fn kind_background(kind: Kind, dark: bool) -> Color32 {
    kind_colour(kind, dark).gamma_multiply(if dark { 0.24 } else { 0.17 })
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
pub fn series_colour(index: usize, dark: bool) -> Color32 {
    const ON_DARK: [u32; 7] = [0x5B_A8_E8, 0xE6_9F_00, 0x3C_C0_95, 0xE2_9A_C4, 0xF0_84_40, 0xE8_DC_5A, 0xA8_B0_BA];
    const ON_LIGHT: [u32; 7] = [0x00_72_B2, 0xC0_80_00, 0x00_9E_73, 0xB8_5F_92, 0xD5_5E_00, 0x9A_8C_00, 0x6A_72_7C];
    let colours = if dark { ON_DARK } else { ON_LIGHT };
    rgb(colours.get(index % colours.len()).copied().unwrap_or(0x80_80_80))
}

/// What maps are drawn on.
pub fn sheet(dark: bool) -> Color32 {
    rgb(if dark { 0x14_16_1A } else { 0xFF_FF_FF })
}

/// The files of the fonts, for drawing words into pictures.
pub fn font_files() -> [&'static [u8]; 4] {
    OWN.map(|(_, bytes)| bytes)
}

/// The font of running text.
pub fn reading_font() -> FontId {
    FontId::new(READING_SIZE, FontFamily::Proportional)
}

/// The strong font, for headlines and values that matter.
pub fn strong_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(STRONG.into()))
}

const STRONG: &str = "strong";

const OWN: [(&str, &[u8]); 4] = [
    ("inter", include_bytes!("../../assets/fonts/Inter-Regular.otf")),
    ("inter-strong", include_bytes!("../../assets/fonts/Inter-SemiBold.otf")),
    ("arabic", include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf")),
    ("dejavu", include_bytes!("../../assets/fonts/DejaVuSans.ttf")),
];

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in OWN {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let stack = |first: &str| -> Vec<String> { [first, "arabic", "dejavu"].map(str::to_owned).into_iter().chain(fallback.iter().cloned()).collect() };
    fonts.families.insert(FontFamily::Proportional, stack("inter"));
    fonts.families.insert(FontFamily::Name(STRONG.into()), stack("inter-strong"));
    if let Some(monospace) = fonts.families.get_mut(&FontFamily::Monospace) {
        monospace.extend(["arabic", "dejavu"].map(str::to_owned));
    }
    fonts
}

fn visuals(theme: Theme) -> Visuals {
    let dark = theme == Theme::Dark;
    let palette = of(dark);
    let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
    let (panel, window, faint, field) = if dark { (0x1B_1E_23, 0x23_27_2E, 0x20_24_2A, 0x14_16_1A) } else { (0xFA_FA_F8, 0xFF_FF_FF, 0xF1_F2_F0, 0xFF_FF_FF) };
    visuals.panel_fill = rgb(panel);
    visuals.window_fill = rgb(window);
    visuals.faint_bg_color = rgb(faint);
    visuals.extreme_bg_color = rgb(field);
    visuals.text_edit_bg_color = Some(rgb(field));
    visuals.override_text_color = Some(palette.text);
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.warn;
    visuals.error_fg_color = palette.bad;
    visuals.selection.bg_fill = palette.selected;
    visuals.selection.stroke = Stroke::new(1.0, rgb(if dark { 0xCF_E6_FB } else { 0x00_3E_70 }));
    visuals.weak_text_color = Some(palette.muted);
    let line = rgb(if dark { 0x34_39_42 } else { 0xD9_DB_DA });
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, line);
    let edge = rgb(if dark { 0x5A_62_6E } else { 0xA8_AD_B2 });
    visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, edge.gamma_multiply(0.6));
    visuals
}

/// The setting in egui's words.
pub fn preference(setting: crate::store::settings::Theme) -> egui::ThemePreference {
    match setting {
        crate::store::settings::Theme::System => egui::ThemePreference::System,
        crate::store::settings::Theme::Light => egui::ThemePreference::Light,
        crate::store::settings::Theme::Dark => egui::ThemePreference::Dark,
    }
}

/// Installs fonts, text styles and both palettes.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    for theme in [Theme::Dark, Theme::Light] {
        ctx.set_visuals_of(theme, visuals(theme));
    }
    ctx.all_styles_mut(|style| {
        let body = |size| FontId::new(size, FontFamily::Proportional);
        style.text_styles.insert(TextStyle::Body, body(14.0));
        style.text_styles.insert(TextStyle::Button, body(14.0));
        style.text_styles.insert(TextStyle::Small, body(12.0));
        style.text_styles.insert(TextStyle::Heading, strong_font(20.0));
        style.spacing.item_spacing = egui::vec2(MEDIUM, 6.0);
        style.spacing.button_padding = egui::vec2(MEDIUM, SMALL);
        style.interaction.selectable_labels = false;
        style.animation_time = 0.0;
    });
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

    #[test]
    fn text_and_signs_stand_out_from_the_panel() {
        for theme in [Theme::Dark, Theme::Light] {
            let panel = visuals(theme).panel_fill;
            let p = of(theme == Theme::Dark);
            for colour in [p.text, p.muted, p.accent, p.good, p.warn, p.bad] {
                assert!(contrast(colour, panel) >= 4.5, "{theme:?} {colour:?} {}", contrast(colour, panel));
            }
            for kind in Kind::ALL {
                assert!(contrast(kind_colour(kind, p.dark), panel) >= 4.0, "{theme:?} {kind:?} {}", contrast(kind_colour(kind, p.dark), panel));
            }
            assert!(contrast(p.hidden, panel) >= 3.0, "{theme:?} hidden text can still be read");
        }
    }

    /// The parts of `folder`'s sources that are not tests.
    fn sources(folder: &std::path::Path) -> String {
        let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        let texts = entries.map(|path| {
            let test = path.file_name().is_some_and(|n| n.to_string_lossy().ends_with("_test.rs"));
            let text = if path.is_dir() { sources(&path) } else { std::fs::read_to_string(&path).unwrap() };
            if test { String::new() } else { text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned() }
        });
        texts.collect()
    }

    #[test]
    fn every_sign_on_the_screen_is_in_our_fonts() {
        let ctx = egui::Context::default();
        install(&ctx);
        ctx.run_ui(egui::RawInput::default(), |_| {}).textures_delta.clear();
        let signs: std::collections::BTreeSet<char> =
            sources(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/ui"))).chars().filter(|c| !c.is_ascii()).collect();
        for font in [FontId::new(14.0, FontFamily::Proportional), strong_font(14.0)] {
            let missing: Vec<char> = signs.iter().copied().filter(|c| !ctx.fonts_mut(|f| f.has_glyph(&font, *c))).collect();
            assert!(missing.is_empty(), "{font:?} {missing:?}");
        }
    }

    #[test]
    fn letters_tell_kinds_apart() {
        let letters: std::collections::BTreeSet<&str> = Kind::ALL.into_iter().map(kind_letters).collect();
        assert_eq!(letters.len(), Kind::ALL.len());
    }
}
