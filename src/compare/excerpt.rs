//! Long texts, cut so that what differs can be seen.

/// How many characters of a text are shown.
const SHOWN: usize = 160;

/// How many characters before the first that differs.
const LEAD: usize = 40;

/// Returns the beginning of a text.
pub(super) fn beginning(text: &str) -> String {
    cut(text, 0)
}

/// Returns both texts, cut around the first character that differs where either is long.
pub(super) fn around_difference(one: &str, other: &str) -> (String, String) {
    if one.chars().count() <= SHOWN && other.chars().count() <= SHOWN {
        return (one.to_owned(), other.to_owned());
    }
    let alike = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let from = alike.saturating_sub(LEAD);
    (cut(one, from), cut(other, from))
}

fn cut(text: &str, from: usize) -> String {
    let shown: String = text.chars().skip(from).take(SHOWN).collect();
    let before = if from > 0 { "…" } else { "" };
    let after = if text.chars().count() > from + SHOWN { "…" } else { "" };
    format!("{before}{shown}{after}")
}

#[cfg(test)]
mod tests {
    use super::{around_difference, beginning};

    #[test]
    fn what_differs_is_in_sight() {
        let long = "a".repeat(500);
        let (one, other) = around_difference(&format!("{long}North"), &format!("{long}South"));
        assert!(one.ends_with("aNorth") && other.ends_with("aSouth"), "{one} {other}");
        assert!(one.starts_with('…') && one.chars().count() < 100);
        assert_eq!(around_difference("North", "South"), ("North".to_owned(), "South".to_owned()));
        assert!(beginning(&long).ends_with("a…"));
    }
}
