//! Text for XML: escaped, and without the characters that XML 1.0 cannot hold.

use std::fmt;

/// A text as the content of an element or attribute.
pub(super) struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            // Attributes would turn them into spaces.
            '\n' => f.write_str("&#10;"),
            '\r' => f.write_str("&#13;"),
            '\t' => f.write_str("&#9;"),
            // One unit for one unit, so that no offset moves.
            c if c.is_ascii_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => f.write_char('\u{fffd}'),
            c => f.write_char(c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_and_no_offset_moves() {
        assert_eq!(Escaped("<a b=\"c\">&'\n\u{0}😀").to_string(), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;&#10;\u{fffd}😀");
    }
}
