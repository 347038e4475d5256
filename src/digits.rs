//! `digits`: the one reader of the digits that people type: with commas between thousands, and a point before decimals.
//!
//! A comma is read only where it can mean nothing else. In "1,5" and in "12,50" it is a decimal comma to some and a slip to
//! others, and ten times or a hundred times the figure is the worst of answers; in "0,125" no group of thousands begins with
//! a nought; a space may part two cells that were pasted into one field. All of these are refused.

/// Returns the digits of an unsigned number without its marks for thousands: "1250.5" for "1,250.5". `None` where the text
/// is no such number, or could be read in two ways.
///
/// Marks for thousands are commas, or the spaces that do not break a line, between groups of three digits, the first of
/// which has one to three and does not begin with a nought. At least one digit stands before the point.
///
/// # Example
/// ```
/// use weighbridge::digits::plain;
/// assert_eq!(plain("1,250.5").as_deref(), Some("1250.5"));
/// assert_eq!(plain("1\u{a0}250").as_deref(), Some("1250"));
/// for text in ["1,5", "12,50", "0,125", "1,2,0,0", "1.250,5", "100 200", ""] {
///     assert_eq!(plain(text), None, "{text}");
/// }
/// ```
#[must_use]
pub fn plain(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(fraction) {
        return None;
    }
    let mark = whole.chars().find(|letter| !letter.is_ascii_digit());
    let groups: Vec<&str> = match mark {
        None => vec![whole],
        Some(mark @ (',' | NO_BREAK | NARROW_NO_BREAK | THIN)) => whole.split(mark).collect(),
        Some(_) => return None,
    };
    let (first, rest) = groups.split_first()?;
    let is_first = |group: &str| (1..=3).contains(&group.len()) && !group.starts_with('0');
    let is_grouped = rest.is_empty() || (is_first(first) && rest.iter().all(|group| group.len() == 3));
    if first.is_empty() || !is_grouped || !groups.iter().all(|group| is_number(group)) {
        return None;
    }
    let whole = groups.concat();
    Some(if text.contains('.') { format!("{whole}.{fraction}") } else { whole })
}

const NO_BREAK: char = '\u{a0}';
const NARROW_NO_BREAK: char = '\u{202f}';
const THIN: char = '\u{2009}';

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn groups_are_of_three_and_of_one_kind() {
        for (text, expected) in [
            ("0", "0"),
            ("007", "007"),
            ("1,234,567", "1234567"),
            ("12.", "12."),
            ("0.5", "0.5"),
            ("1\u{202f}000\u{202f}000.25", "1000000.25"),
        ] {
            assert_eq!(plain(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            ",5",
            ".5",
            "1,23",
            "1,2345",
            "1234,567",
            "1,234 567",
            "0,125",
            "00,125",
            "1,234,5",
            "1.5,000",
            "1 000",
            "٣",
            "1e3",
            "-1",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
    }
}
