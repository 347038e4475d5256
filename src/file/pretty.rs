//! A value as it stands in a file: JSON with two spaces for each level.

use serde::Serialize;

/// How many levels deep a value stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Indent(pub(super) usize);

impl Indent {
    /// Adds the spaces that begin a line.
    pub(super) fn push_to(self, text: &mut String) {
        (0..self.0).for_each(|_| text.push_str("  "));
    }
}

/// Returns the text of a value that stands so deep. Its first line has no spaces in front.
pub(super) fn pretty<T: Serialize>(value: &T, indent: Indent) -> String {
    // Every type in a document has text keys and finite numbers, so writing to memory cannot fail; an empty text would be
    // refused on the way back and by the digest that is compared after each save.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    if indent.0 == 0 {
        return text;
    }
    // Line ends within texts are escaped, so each one is the end of a line.
    let mut line_end = String::from("\n");
    indent.push_to(&mut line_end);
    text.replace('\n', &line_end)
}
