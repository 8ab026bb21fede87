//! Colours, fonts and measures: the only folder with a colour in it.

mod palette;

pub use palette::{
    Look, Palette, kind_background, kind_colour, kind_letters, letters_background, look, of, palette, selected_background, series_colour, sheet,
};

use crate::store::settings::Settings;
use egui::{FontData, FontDefinitions, FontFamily, FontId, TextStyle, Theme};
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
    ("inter", include_bytes!("../../../assets/fonts/Inter-Regular.otf")),
    ("inter-strong", include_bytes!("../../../assets/fonts/Inter-SemiBold.otf")),
    ("arabic", include_bytes!("../../../assets/fonts/NotoSansArabic-Regular.ttf")),
    ("dejavu", include_bytes!("../../../assets/fonts/DejaVuSans.ttf")),
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

/// The setting in egui's words.
fn preference(setting: crate::store::settings::Theme) -> egui::ThemePreference {
    match setting {
        crate::store::settings::Theme::System => egui::ThemePreference::System,
        crate::store::settings::Theme::Light => egui::ThemePreference::Light,
        crate::store::settings::Theme::Dark => egui::ThemePreference::Dark,
    }
}

/// Puts the colours of the light and the dark theme in place, with `strong` contrast or without.
fn colour(ctx: &egui::Context, strong: bool) {
    for theme in [Theme::Dark, Theme::Light] {
        ctx.set_visuals_of(theme, palette::visuals(Look { dark: theme == Theme::Dark, strong }));
    }
}

/// Puts what the settings say of colours and size in force.
pub fn follow(ctx: &egui::Context, settings: &Settings) {
    ctx.set_theme(preference(settings.theme));
    colour(ctx, settings.contrast);
    ctx.set_zoom_factor(f32::from(settings.size()) / 100.0);
}

/// Installs fonts, text styles and both palettes.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    colour(ctx, false);
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
    use crate::model::Kind;

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
