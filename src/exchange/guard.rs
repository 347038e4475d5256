//! The guard on texts that go to spreadsheets: an apostrophe in front of what one could take for a formula, and how it is
//! taken off again.
//!
//! A name such as `=HYPERLINK(...)` is a name here and a program there. The apostrophe shows in the cell and makes it a
//! text. Whoever reads such a table back gets exactly what was written.

use crate::spelling::is_control;
use std::borrow::Cow;

/// Returns whether a spreadsheet could take a text for a formula, or for one that is guarded already: it begins with `=`,
/// `+`, `-`, `@`, their wide and small forms, a minus sign or a control character, also after spaces of any kind and signs
/// that are not seen.
///
/// # Example
/// ```
/// use weighbridge::exchange::guard::is_risky;
/// assert!(is_risky("=1+1") && is_risky("\u{a0}＋1") && is_risky("\tA") && is_risky("'=1"));
/// assert!(!is_risky("A = B") && !is_risky("") && !is_risky("  A"));
/// ```
#[must_use]
pub fn is_risky(text: &str) -> bool {
    let begins_with_control = text.starts_with(|letter: char| letter.is_control());
    let first = text.trim_start_matches(is_passed_over).chars().next();
    begins_with_control || first.is_some_and(|letter| letter == '\'' || is_sign(letter))
}

/// Signs with which a formula begins, and those that some programs read as one of them.
fn is_sign(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '−' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫')
}

/// Spaces, control characters, and signs that take no room on the screen.
fn is_passed_over(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Returns a text as it goes to a paper: a mark that can be seen stands for each letter that would act on what is around it.
/// Isolates that open and close around a name stay: they keep the figures behind it in their order.
///
/// # Example
/// ```
/// use weighbridge::exchange::guard::shown;
/// assert_eq!(shown("Depot \u{202e}exe"), "Depot \u{fffd}exe");
/// assert_eq!(shown("\u{2068}א\u{2069} 10"), "\u{2068}א\u{2069} 10");
/// assert_eq!(shown("\u{2068}א 10"), "\u{fffd}א 10");
/// ```
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut open = 0_i32;
    let is_paired = text.chars().all(|letter| {
        open += i32::from(letter == '\u{2068}') - i32::from(letter == '\u{2069}');
        open >= 0
    }) && open == 0;
    let is_kept = |letter: char| is_paired && matches!(letter, '\u{2068}' | '\u{2069}');
    text.chars().map(|letter| if is_control(letter) && !is_kept(letter) { '\u{fffd}' } else { letter }).collect()
}

/// Returns a text as it goes to a spreadsheet.
///
/// # Example
/// ```
/// use weighbridge::exchange::guard::{guarded, unguarded};
/// assert_eq!(guarded("=1+1"), "'=1+1");
/// assert_eq!(guarded("A plain name"), "A plain name");
/// assert_eq!(unguarded(&guarded("'tis")), "'tis");
/// ```
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Returns a text as it was before it was guarded. An apostrophe that is no guard, as in '90s, stays.
///
/// # Example
/// ```
/// use weighbridge::exchange::guard::unguarded;
/// assert_eq!(unguarded("'=1+1"), "=1+1");
/// assert_eq!(unguarded("'90s"), "'90s");
/// ```
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_risky(text)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::{guarded, unguarded};
    use crate::exchange::block::cells;
    use crate::exchange::cell::Cell;
    use crate::exchange::table::{Table, csv, html, plain};
    use proptest::prelude::*;

    /// Texts that one spreadsheet or another takes for a formula.
    const FORMULAS: [&str; 44] = [
        "=1+1",
        "=HYPERLINK(\"http://a.example\",\"b\")",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "+cmd|' /C calc'!A0",
        "-1+1",
        "-cmd|' /C calc'!A0",
        "@SUM(1,1)",
        "@A1",
        "=",
        "+",
        "-",
        "@",
        " =1+1",
        "   +A1",
        "\u{a0}=1+1",
        "\u{2003}-A1",
        "\u{202f}@A1",
        "\u{3000}=1+1",
        "\u{200b}=1+1",
        "\u{200b}\u{200d}=1+1",
        "\u{feff}=1+1",
        "\u{2060}+A1",
        "\u{ad}=1+1",
        "\u{202e}=1+1",
        "\u{fe0f}=1+1",
        "\u{2800}=1+1",
        "\u{85}=1+1",
        "\t=1+1",
        "\tplain",
        "\r=1+1",
        "\rplain",
        "\n=1+1",
        "\nplain",
        "\r\n@A1",
        "\0=1+1",
        "\0plain",
        "\u{b}=1+1",
        "＝1+1",
        "＋A1",
        "－A1",
        "＠SUM(1)",
        "−A1",
        " \u{200b}\u{a0}＝1+1",
    ];

    fn table(texts: &[&str]) -> Table {
        let rows = texts.iter().map(|text| vec!["Row".into(), (*text).into()]).collect();
        Table { heads: vec!["A".to_owned(), "B".to_owned()], rows, ..Table::default() }
    }

    #[test]
    fn no_formula_leaves() {
        for formula in FORMULAS {
            assert_eq!(guarded(formula), format!("'{formula}"), "{formula:?}");
            let text = csv(&table(&[formula]));
            let cell = text.split_once("Row,").unwrap().1;
            assert!(cell.starts_with('\'') || cell.starts_with("\"'"), "{formula:?} leaves as {cell:?}");
            let text = plain(&table(&[formula]));
            let cell = text.split_once("Row\t").unwrap().1;
            assert!(cell.starts_with('\''), "{formula:?} leaves as {cell:?}");
            assert!(
                html(&table(&[formula])).contains("<td style=\"mso-number-format:'\\@'\" sdnum=\"0;0;@\">"),
                "{formula:?}"
            );
        }
    }

    #[test]
    fn numbers_are_no_texts_and_plain_words_are_left_alone() {
        let leaves = |cell: Cell| {
            let rows = vec![vec!["Row".into(), cell]];
            let table = Table { heads: vec!["A".to_owned(), "B".to_owned()], rows, ..Table::default() };
            (csv(&table).split_once("Row,").unwrap().1.trim_end().to_owned(), html(&table).contains("mso"))
        };
        let cases = [
            (Cell::number(-2.0, 0), "-2", false),
            (Cell::change(3.0), "3.0", false),
            (Cell::number(1234.5, 1), "1234.5", false),
            ("n/a".into(), "n/a", false),
            ("£5".into(), "£5", false),
            // What only looks like a number is a name like any other.
            ("−2".into(), "'−2", true),
            ("1,234.5".into(), "\"1,234.5\"", false),
            ("1,5".into(), "\"1,5\"", false),
        ];
        for (cell, expected, is_marked) in cases {
            assert_eq!(leaves(cell.clone()), (expected.to_owned(), is_marked), "{cell:?}");
        }
    }

    #[test]
    fn formulas_come_back_as_they_were() {
        for formula in
            FORMULAS.iter().chain(&["'", "''=1", "'90s", "'tis", " 'a", "a'", "\"=1\"", "a,\"b\"\r\nc ", " x "])
        {
            assert_eq!(unguarded(&guarded(formula)), *formula);
            let read = cells(&csv(&table(&[formula]))).unwrap();
            assert_eq!(read[1][1], *formula);
        }
    }

    /// Texts of the signs that matter here.
    fn hostile() -> impl Strategy<Value = String> {
        let signs: Vec<char> = "=+-@＝−'\" ,\t\r\n\0a1;\u{a0}\u{200b}\u{feff}é".chars().collect();
        prop::collection::vec(prop::sample::select(signs), 0..8).prop_map(String::from_iter)
    }

    fn is_number(text: &str) -> bool {
        crate::finite::Finite::read(text).is_ok_and(|number| number.is_some())
    }

    proptest! {
        #[test]
        fn every_text_comes_back_exactly(texts in prop::collection::vec(prop_oneof![hostile(), any::<String>()], 1..6)) {
            for text in &texts {
                let sent = guarded(text);
                prop_assert_eq!(unguarded(&sent), text);
            }
            let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !is_number(text)).collect();
            let written = csv(&table(&texts));
            let read = cells(&written).unwrap();
            for (i, text) in texts.iter().enumerate() {
                prop_assert_eq!(&read[i + 1][1], text, "in {:?}", written);
            }
        }

        #[test]
        fn no_cell_leaves_as_a_formula(text in prop_oneof![hostile(), any::<String>()]) {
            let written = csv(&table(&[&text]));
            // What a spreadsheet makes of the cell: one quote opens it, two inside stand for one.
            let cell = written.split_once("Row,").unwrap().1;
            let cell = cell.strip_prefix('"').map_or_else(|| cell.to_owned(), |quoted| quoted.replace("\"\"", "\""));
            let first = cell.trim_start_matches(|letter: char| letter.is_whitespace() || "\u{200b}\u{feff}\0".contains(letter));
            prop_assert!(is_number(&text) || !first.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{:?}", written);
        }
    }
}
