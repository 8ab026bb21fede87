//! Writes SVG: lines, circles, boxes and words on white, with a legend and a caption; and makes pixels of it.

use crate::ui::theme;
use std::fmt::Write;

/// What something is drawn in; pictures are made for paper, so always in the colours of the light theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Words and axes.
    Text,
    /// What is less important.
    Muted,
    /// Coasts and borders.
    Outline,
    /// A series of a chart.
    Series(usize),
}

impl Ink {
    fn hex(self) -> String {
        let palette = theme::of(theme::Look::PAPER);
        let colour = match self {
            Self::Text => palette.text,
            Self::Muted => palette.muted,
            Self::Outline => palette.hidden,
            Self::Series(i) => theme::series_colour(i, theme::Look::PAPER),
        };
        format!("#{:02x}{:02x}{:02x}", colour.r(), colour.g(), colour.b())
    }
}

/// A drawing under way.
pub struct Svg {
    width: f32,
    height: f32,
    body: String,
    legend: String,
}

const LINE: f32 = 18.0;
const MARGIN: f32 = 16.0;

/// Text as XML may hold it.
fn escaped(text: &str) -> String {
    let plain = text.chars().filter(|c| !c.is_control() && !matches!(*c, '\u{FFFE}' | '\u{FFFF}'));
    let mut out = String::new();
    for c in plain {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

impl Svg {
    /// An empty drawing of that size, caption and legend not counted.
    pub fn new(width: f32, height: f32) -> Self {
        Self { width, height, body: String::new(), legend: String::new() }
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing into a string does not fail.
        let _ = self.body.write_fmt(text);
    }

    /// A line through `points`.
    pub fn line(&mut self, points: &[[f32; 2]], ink: Ink, width: f32, dashed: bool) {
        let path: Vec<String> = points.iter().map(|[x, y]| format!("{x:.1},{y:.1}")).collect();
        let dash = if dashed { " stroke-dasharray=\"5 4\"" } else { "" };
        self.put(format_args!("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\"{dash}/>\n", path.join(" "), ink.hex()));
    }

    /// A circle, filled as strongly as `fill` says.
    pub fn circle(&mut self, [x, y]: [f32; 2], radius: f32, ink: Ink, fill: f32, dashed: bool) {
        let (hex, dash) = (ink.hex(), if dashed { " stroke-dasharray=\"5 4\"" } else { "" });
        self.put(format_args!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{hex}\" fill-opacity=\"{fill}\" stroke=\"{hex}\" stroke-width=\"1.5\"{dash}/>\n"
        ));
    }

    /// A box from corner to corner; hatched where `open`.
    pub fn bar(&mut self, [x, y]: [f32; 2], [w, h]: [f32; 2], ink: Ink, open: bool) {
        let (hex, fill) = (ink.hex(), if open { 0.3 } else { 1.0 });
        self.put(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{hex}\" fill-opacity=\"{fill}\" stroke=\"{hex}\"/>\n",
            w.max(1.0),
            h.max(0.5)
        ));
    }

    /// Words; in the middle of the place, or starting there.
    pub fn text(&mut self, [x, y]: [f32; 2], text: &str, size: f32, middle: bool) {
        let (anchor, ink) = (if middle { "middle" } else { "start" }, Ink::Text.hex());
        self.put(format_args!("<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{ink}\">{}</text>\n", escaped(text)));
    }

    /// What the colours mean, in a box of its own.
    pub fn legend(&mut self, entries: &[(Ink, String)]) {
        let height = entries.len() as f32 * LINE + 12.0;
        let widest = entries.iter().map(|(_, t)| t.chars().count()).max().unwrap_or(0) as f32 * 7.0 + 40.0;
        let mut out = String::new();
        if !entries.is_empty() {
            let _ = write!(
                out,
                "<rect x=\"{MARGIN}\" y=\"{MARGIN}\" width=\"{widest:.0}\" height=\"{height:.0}\" fill=\"white\" fill-opacity=\"0.9\" stroke=\"{}\"/>",
                Ink::Outline.hex()
            );
        }
        for (i, (ink, text)) in entries.iter().enumerate() {
            let y = MARGIN + 6.0 + (i as f32 + 0.5) * LINE;
            let _ = writeln!(
                out,
                "<circle cx=\"{:.0}\" cy=\"{y:.1}\" r=\"5\" fill=\"{}\"/><text x=\"{:.0}\" y=\"{:.1}\" font-size=\"13\" fill=\"{}\">{}</text>",
                MARGIN + 14.0,
                ink.hex(),
                MARGIN + 28.0,
                y + 4.5,
                Ink::Text.hex(),
                escaped(text)
            );
        }
        self.legend = out;
    }

    /// The whole file, with `caption` below the drawing.
    pub fn finish(self, caption: &[String]) -> String {
        let whole = self.height + MARGIN + caption.len() as f32 * LINE + MARGIN / 2.0;
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{whole}\" viewBox=\"0 0 {w} {whole}\" font-family=\"Inter, Noto Sans, sans-serif\">\n\
             <rect width=\"{w}\" height=\"{whole}\" fill=\"white\"/>\n<clipPath id=\"sheet\"><rect width=\"{w}\" height=\"{h}\"/></clipPath>\n\
             <g clip-path=\"url(#sheet)\">\n{}</g>\n{}\n",
            self.body,
            self.legend,
            w = self.width,
            h = self.height
        );
        for (i, line) in caption.iter().enumerate() {
            let y = self.height + MARGIN + (i as f32 + 0.5) * LINE;
            let _ = writeln!(out, "<text x=\"{MARGIN}\" y=\"{y:.1}\" font-size=\"13\" fill=\"{}\">{}</text>", Ink::Muted.hex(), escaped(line));
        }
        out.push_str("</svg>\n");
        out
    }
}

/// The pixels of a drawing, twice as many each way as it has units, so that they are sharp on paper.
pub fn png(svg: &str) -> Result<Vec<u8>, String> {
    let mut options = resvg::usvg::Options { font_family: "Inter".to_owned(), ..resvg::usvg::Options::default() };
    for font in theme::font_files() {
        options.fontdb_mut().load_font_data(font.to_vec());
    }
    let tree = resvg::usvg::Tree::from_str(svg, &options).map_err(|e| e.to_string())?;
    let size = tree.size().to_int_size().scale_by(2.0).ok_or("the picture has no size")?;
    let mut pixels = resvg::tiny_skia::Pixmap::new(size.width(), size.height()).ok_or("the picture is too large")?;
    resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(2.0, 2.0), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_sound_whatever_its_words_are_and_makes_pixels() {
        let mut svg = Svg::new(200.0, 100.0);
        svg.bar([20.0, 20.0], [40.0, 60.0], Ink::Series(0), false);
        svg.text([20.0, 90.0], "<b> & \"quotes\" \u{0} كتائب", 12.0, false);
        svg.legend(&[(Ink::Series(0), "A & B".to_owned())]);
        let text = svg.finish(&["Caption <1>".to_owned()]);
        assert!(text.contains("&lt;b&gt; &amp; &quot;quotes&quot;") && text.contains("Caption &lt;1&gt;"), "{text}");
        let pixels = png(&text).unwrap();
        assert!(pixels.starts_with(b"\x89PNG"));
        let picture = resvg::tiny_skia::Pixmap::decode_png(&pixels).unwrap();
        assert_eq!(picture.width(), 400);
        let bar = picture.pixel(80, 100).unwrap();
        let wanted = theme::series_colour(0, theme::Look::PAPER);
        assert_eq!((bar.red(), bar.green(), bar.blue()), (wanted.r(), wanted.g(), wanted.b()));
        let dark = |y: std::ops::Range<u32>| y.flat_map(|y| (0..400).map(move |x| (x, y))).filter(|(x, y)| picture.pixel(*x, *y).unwrap().red() < 150).count();
        assert!(dark(225..260) > 20, "the caption is written: {}", dark(225..260));
    }
}
