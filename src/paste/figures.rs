//! The figures of a pasted column of money: one unit and one sign before decimals for all of its cells, and what each says.

use super::text::{one_line, shortened};
use crate::digits::plain;
use crate::pence::Pence;

/// What stands before decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decimal {
    /// A point, with commas between thousands, as in Britain.
    #[default]
    Point,
    /// A comma, with points between thousands, as on the Continent.
    Comma,
}

impl Decimal {
    /// Returns it as it stands in a sentence.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Decimal::Point => "a point",
            Decimal::Comma => "a comma",
        }
    }
}

/// What a figure of 1 is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// A pound.
    #[default]
    Pounds,
    /// A thousand pounds.
    Thousands,
    /// A million pounds.
    Millions,
    /// A thousand million pounds.
    Billions,
}

impl Unit {
    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Unit::Pounds => "£",
            Unit::Thousands => "£000",
            Unit::Millions => "£m",
            Unit::Billions => "£bn",
        }
    }

    /// Returns it as a power of ten of pence.
    fn power(self) -> usize {
        match self {
            Unit::Pounds => 2,
            Unit::Thousands => 5,
            Unit::Millions => 8,
            Unit::Billions => 11,
        }
    }

    /// Returns the step in pence of figures that are printed with so many decimals.
    pub(super) fn step(self, n_decimals: usize) -> i64 {
        10_i64.pow(self.power().saturating_sub(n_decimals) as u32)
    }
}

/// Returns the unit that a heading or a title names, and `None` where it names none: "£m", "£'000", "Budget (£k)".
pub(super) fn unit_of(text: &str) -> Option<Unit> {
    let text = text.to_lowercase().replace(['’', '‘', '`', '´', '\''], "'");
    let named = |rest: &str, after_pound: bool| {
        let rest = rest.trim_start().trim_start_matches('\'').trim_start();
        let after = |word: &str| rest.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric));
        let is_one_of = |words: &[&str]| words.iter().any(|word| after(word).is_some());
        if is_one_of(&["million", "millions", "mn", "mln"]) || (after_pound && is_one_of(&["m", "ms", "m's"])) {
            Some(Unit::Millions)
        } else if is_one_of(&["000", "000s", "000's", "thousand", "thousands"])
            || (after_pound && is_one_of(&["k", "ks", "k's"]))
        {
            Some(Unit::Thousands)
        } else if is_one_of(&["billion", "billions", "bn"]) {
            Some(Unit::Billions)
        } else {
            None
        }
    };
    if let Some((_, rest)) = text.split_once('£') {
        return Some(named(rest, true).unwrap_or(Unit::Pounds));
    }
    let starts = text.match_indices(['(', '\'', ' ']).map(|(at, sign)| &text[at + sign.len()..]);
    let after_sign = starts.chain([text.as_str()]).find_map(|rest| named(rest, false));
    let in_brackets = || match text.rsplit_once('(')?.1.trim_end_matches(')').trim() {
        "k" => Some(Unit::Thousands),
        "m" => Some(Unit::Millions),
        _ => None,
    };
    after_sign.or_else(in_brackets)
}

/// Returns a heading without the unit that it names, for figures that are kept in pounds: "Budget £m" as "Budget". A heading that
/// is nothing but a unit stays.
pub(crate) fn bare_heading(heading: &str) -> String {
    const SIZES: [&str; 18] = [
        "m",
        "ms",
        "mn",
        "mln",
        "million",
        "millions",
        "k",
        "ks",
        "000",
        "000s",
        "thousand",
        "thousands",
        "bn",
        "billion",
        "billions",
        "m's",
        "k's",
        "000's",
    ];
    let bare = |word: &str| {
        let word = word.trim_matches(['(', ')', '[', ']', ',', ':']).to_lowercase();
        word.replace(['’', '‘', '`', '´'], "'")
    };
    let is_size = |word: &str| SIZES.contains(&word.trim_start_matches('\''));
    let words: Vec<&str> = heading.split_whitespace().collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = bare(words[at]);
        at += match word.strip_prefix('£') {
            // "£ million" is two words.
            Some("") if words.get(at + 1).is_some_and(|next| is_size(&bare(next))) => 2,
            Some(size) if size.is_empty() || is_size(size) => 1,
            None if words[at].starts_with(['(', '[']) && is_size(&word) => 1,
            _ => {
                kept.push(words[at]);
                1
            }
        };
    }
    if kept.is_empty() { heading.to_owned() } else { kept.join(" ") }
}

/// What the cells of a column tell of the sign before decimals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    pub(super) point: usize,
    pub(super) comma: usize,
    /// The first figure that can only have a comma before decimals.
    pub(super) first_comma: Option<String>,
    /// How many have both signs, a comma last.
    both: usize,
    /// The first that could be read either way.
    pub(super) open: Option<String>,
    /// How many of these have a comma, which would stand between thousands in Britain.
    open_commas: usize,
}

impl Signs {
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Signs {
        let mut signs = Signs::default();
        for cell in cells.filter(|cell| cell.len() < LONGEST && cell.contains(['.', ','])) {
            let bare: String =
                cell.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',')).collect();
            let bare = bare.trim_matches(['.', ',']);
            let with = |decimal| number(bare, decimal).is_some();
            match (with(Decimal::Point), with(Decimal::Comma)) {
                (true, false) => signs.point += 1,
                (false, true) => {
                    signs.comma += 1;
                    signs.both += usize::from(bare.contains('.'));
                    signs.first_comma.get_or_insert_with(|| one_line(cell));
                }
                (true, true) if bare.contains(['.', ',']) => {
                    signs.open_commas += usize::from(bare.contains(','));
                    signs.open.get_or_insert_with(|| one_line(cell));
                }
                _ => {}
            }
        }
        signs
    }

    /// Returns the sign that the column shows, where it shows one. Where commas stand before three digits too, "1,5" alone shows
    /// none: read with a comma before decimals, "1,000" would be 1.
    pub(super) fn decimal(&self) -> Option<Decimal> {
        match (self.point, self.comma) {
            (0, 0) => None,
            (points, commas) if commas > points && (self.both > 0 || self.open_commas == 0) => Some(Decimal::Comma),
            _ => Some(Decimal::Point),
        }
    }
}

/// What a cell of money says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// A sum, with the decimals that it is printed with and the marks behind it.
    Sum { pence: Pence, n_decimals: usize, marks: Vec<String> },
    /// No figure, in words that say so, such as "n/a"; without any where the cell is empty.
    None(String),
    /// No figure that can be read, and why.
    Refused(String),
}

/// A longer text is no figure.
const LONGEST: usize = 48;

/// Returns what a cell says, in a column of one unit and one sign before decimals.
///
/// A sum in brackets, with a minus on either side or with CR on either side is below nought; a dash alone is nil.
pub(super) fn cell(text: &str, unit: Unit, decimal: Decimal) -> Cell {
    let whole = one_line(text);
    if whole.len() > LONGEST {
        return Cell::Refused(format!("“{}” is no figure", shortened(&whole)));
    }
    if let Some(reason) = fault(&whole, "figure") {
        return Cell::Refused(reason);
    }
    let nil = || Cell::Sum { pence: Pence::default(), n_decimals: 0, marks: Vec::new() };
    match whole.to_lowercase().as_str() {
        "" => return Cell::None(String::new()),
        "-" | "–" | "—" | "−" | "nil" | "£-" | "£ -" | "£–" | "£nil" => return nil(),
        "n/a" | "na" | "n.a." | "tbc" | "tbd" | "tba" | "?" | "unknown" | "not known" | "none" | "to be confirmed"
        | "not applicable" | "ongoing" | "." | "*" | ".." | "…" => return Cell::None(whole),
        _ => {}
    }
    let (figure, marks) = without_marks(&whole);
    let Some((is_below, bare)) = without_sign(figure) else {
        return Cell::Refused(format!("“{whole}” has two signs"));
    };
    let (digits, own) = without_unit(bare);
    let unit = own.unwrap_or(unit);
    let Some(number) = number(digits, decimal) else {
        let has_other =
            number(digits, if decimal == Decimal::Point { Decimal::Comma } else { Decimal::Point }).is_some();
        let why =
            if has_other { format!(": this column has {} before decimals", decimal.word()) } else { String::new() };
        return Cell::Refused(format!("“{whole}” is no figure in pounds{why}"));
    };
    let (digits, fraction) = number.split_once('.').unwrap_or((&number, ""));
    let places = unit.power();
    // Spreadsheets print what they have worked out to many places; a fraction of a penny is none of a pound.
    let Some(kept) = fraction
        .get(..fraction.len().min(places))
        .filter(|kept| places > 2 || fraction[kept.len()..].bytes().all(|digit| digit == b'0'))
    else {
        return Cell::Refused(format!("“{whole}” has a fraction of a penny"));
    };
    let pence = format!("{digits}{kept:0<places$}").parse::<i64>().ok();
    match pence.and_then(|pence| Pence::new(if is_below { -pence } else { pence })) {
        Some(pence) => Cell::Sum { pence, n_decimals: if own.is_some() { 0 } else { fraction.len() }, marks },
        None => Cell::Refused(format!("“{whole}” is more than a sum can be")),
    }
}

/// Returns what is wrong with a cell that no spreadsheet meant to show.
pub(super) fn fault(text: &str, meant: &str) -> Option<String> {
    const FAULTS: [&str; 9] = ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];
    if FAULTS.iter().any(|fault| text.eq_ignore_ascii_case(fault)) {
        return Some(format!("“{text}” is a spreadsheet’s fault, not a {meant}"));
    }
    if text.len() > 1 && text.bytes().all(|byte| byte == b'#') {
        return Some(format!("“{text}” shows that the column was too narrow when it was copied"));
    }
    (text.starts_with('=') && text.len() > 1).then(|| format!("“{}” is a formula, not its result", shortened(text)))
}

/// Returns a figure and the marks of footnotes behind it: "1,200*" and "450 (1)", but not "(120)", which is a figure.
fn without_marks(text: &str) -> (&str, Vec<String>) {
    let mut marks = Vec::new();
    let mut rest = text;
    loop {
        let before = rest.trim_end();
        let last = before.chars().next_back();
        let is_mark = |letter: char| {
            matches!(letter, '*' | '†' | '‡' | '§' | '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹')
        };
        let shorter = match last {
            Some(letter) if is_mark(letter) => before.trim_end_matches(letter),
            Some(close @ (')' | ']')) => {
                let open = if close == ')' { '(' } else { '[' };
                let Some(at) = before.rfind(open) else { break };
                let inner = &before[at + 1..before.len() - 1];
                let is_note = (1..=2).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_alphanumeric());
                let has_figure = before[..at].bytes().any(|byte| byte.is_ascii_digit());
                if !is_note || !has_figure {
                    break;
                }
                &before[..at]
            }
            _ => break,
        };
        if !shorter.bytes().any(|byte| byte.is_ascii_digit()) {
            break;
        }
        marks.insert(0, before[shorter.len()..].trim().to_owned());
        rest = shorter;
    }
    (rest.trim(), marks)
}

/// Returns whether a figure is below nought, and the figure without its sign and without the pound; `None` where it has two
/// signs.
fn without_sign(text: &str) -> Option<(bool, &str)> {
    let mut n_signs = 0;
    let mut is_below = false;
    let mut rest = text.trim();
    loop {
        let start = rest.len();
        if let Some(inner) = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
            (rest, is_below) = (inner.trim(), true);
            n_signs += 1;
        }
        for sign in ["-", "−", "–", "—"] {
            let bare = rest.strip_prefix(sign).or_else(|| rest.strip_suffix(sign));
            if let Some(bare) = bare {
                (rest, is_below) = (bare.trim(), true);
                n_signs += 1;
            }
        }
        for (word, below) in [("cr", true), ("dr", false), ("+", false)] {
            let cut = |at: usize| {
                let (first, last) = (rest.get(..at), rest.get(at..));
                first.zip(last)
            };
            let front = cut(word.len()).filter(|(first, _)| first.eq_ignore_ascii_case(word)).map(|(_, last)| last);
            let back =
                rest.len().checked_sub(word.len()).and_then(cut).filter(|(_, last)| last.eq_ignore_ascii_case(word));
            if let Some(bare) = front.or(back.map(|(first, _)| first)) {
                (rest, is_below) = (bare.trim_start_matches('.').trim(), below);
                n_signs += 1;
            }
        }
        if let Some(bare) = rest.strip_prefix('£') {
            rest = bare.trim();
        }
        if rest.len() == start {
            break;
        }
    }
    (n_signs <= 1).then_some((is_below, rest))
}

/// Returns the digits of a figure, and the unit that stands behind them.
fn without_unit(text: &str) -> (&str, Option<Unit>) {
    let lower = text.to_ascii_lowercase();
    for (word, unit) in [
        ("million", Unit::Millions),
        ("billion", Unit::Billions),
        ("thousand", Unit::Thousands),
        ("bn", Unit::Billions),
        ("mn", Unit::Millions),
        ("m", Unit::Millions),
        ("k", Unit::Thousands),
    ] {
        if lower.ends_with(word) {
            return (text[..text.len() - word.len()].trim_end(), Some(unit));
        }
    }
    (text, None)
}

/// Returns the plain digits of a number with one sign before decimals; spaces may stand between thousands.
fn number(text: &str, decimal: Decimal) -> Option<String> {
    let swapped: String = text
        .chars()
        .map(|letter| match (letter, decimal) {
            (' ' | '\u{a0}' | '\u{202f}' | '\u{2009}', _) | ('.' | '\'' | '’', Decimal::Comma) => ',',
            (',', Decimal::Comma) => '.',
            (letter, _) => letter,
        })
        .collect();
    let begins = if swapped.starts_with('.') { format!("0{swapped}") } else { swapped };
    plain(&begins)
}

#[cfg(test)]
mod tests {
    use super::{Cell, Decimal, Signs, Unit, bare_heading, cell, unit_of};

    fn pence(text: &str, unit: Unit) -> Option<i64> {
        match cell(text, unit, Decimal::Point) {
            Cell::Sum { pence, .. } => Some(pence.get()),
            _ => None,
        }
    }

    #[test]
    fn a_heading_loses_the_unit_of_figures_that_are_kept_in_pounds() {
        for (heading, bare) in [
            ("19/20 Approved Budget £m's", "19/20 Approved Budget"),
            ("Budget (£000)", "Budget"),
            ("Forecast £ million", "Forecast"),
            ("£’000 2025/26", "2025/26"),
            ("Spend (k)", "Spend"),
            ("All years (£)", "All years"),
            ("£m", "£m"),
            ("Budget over £5m", "Budget over £5m"),
            ("Phase k of 2", "Phase k of 2"),
        ] {
            assert_eq!(bare_heading(heading), bare);
        }
    }

    #[test]
    fn figures_are_read_in_every_form_that_accounts_use() {
        for (text, expected) in [
            ("1,200", 120_000_000),
            ("1 310", 131_000_000),
            ("1\u{a0}310", 131_000_000),
            ("1,200*", 120_000_000),
            ("450 (1)", 45_000_000),
            ("450(a)†", 45_000_000),
            ("CR 20", -2_000_000),
            ("470CR", -47_000_000),
            ("Cr. 20", -2_000_000),
            ("20 DR", 2_000_000),
            ("–", 0),
            ("nil", 0),
            ("120-", -12_000_000),
            ("(120)", -12_000_000),
            ("(1)", -100_000),
            ("£-45", -4_500_000),
            ("-£45", -4_500_000),
            ("−45", -4_500_000),
            ("£(45)", -4_500_000),
            ("(£45)", -4_500_000),
            ("+45", 4_500_000),
            (".5", 50_000),
            ("£4.2 million", 420_000_000),
            ("£4.2m", 420_000_000),
            ("£85k", 8_500_000),
            ("(£0.2m)", -20_000_000),
        ] {
            assert_eq!(pence(text, Unit::Thousands), Some(expected), "{text}");
        }
        assert_eq!(pence("£85,700", Unit::Pounds), Some(8_570_000));
        assert_eq!(pence("0.30000000004", Unit::Millions), Some(30_000_000));
    }

    #[test]
    fn what_is_no_figure_is_never_nought() {
        for text in [
            "",
            "n/a",
            "TBC",
            "#REF!",
            "####",
            "=SUM(A1:A2)",
            "1,5",
            "1.234,50",
            "40%",
            "€5",
            "1-2",
            "(-5)",
            "-5CR",
            "a lot",
            "£1m - £2m",
            "12 34",
            "--",
        ] {
            assert_eq!(pence(text, Unit::Pounds), None, "{text}");
        }
        assert_eq!(pence("0.125", Unit::Pounds), None, "a fraction of a penny");
        assert_eq!(cell("n/a", Unit::Pounds, Decimal::Point), Cell::None("n/a".into()));
        let Cell::Refused(why) = cell("#REF!", Unit::Pounds, Decimal::Point) else { panic!() };
        assert_eq!(why, "“#REF!” is a spreadsheet’s fault, not a figure");
    }

    #[test]
    fn units_are_told_by_headings() {
        for (text, unit) in [
            ("19/20 Approved Budget £m's", Some(Unit::Millions)),
            ("Budget £'000", Some(Unit::Thousands)),
            ("Budget (£000s)", Some(Unit::Thousands)),
            ("Budget £k", Some(Unit::Thousands)),
            ("Cost (£ million)", Some(Unit::Millions)),
            ("2025/26 £", Some(Unit::Pounds)),
            ("£ by month", Some(Unit::Pounds)),
            ("Forecast ’000", Some(Unit::Thousands)),
            ("Figures in thousands", Some(Unit::Thousands)),
            ("Cost (k)", Some(Unit::Thousands)),
            ("Budget", None),
            ("2000", None),
            ("Made in 2000", None),
        ] {
            assert_eq!(unit_of(text), unit, "{text}");
        }
    }

    #[test]
    fn one_sign_before_decimals_is_told_by_what_cannot_be_the_other() {
        let signs = |cells: &[&str]| Signs::of(cells.iter().copied());
        assert_eq!(signs(&["1.234,50", "12.000,00"]).decimal(), Some(Decimal::Comma));
        assert_eq!(signs(&["1,234.50"]).decimal(), Some(Decimal::Point));
        assert_eq!(signs(&["4,2"]).decimal(), Some(Decimal::Comma));
        assert_eq!(signs(&["1,000", "2,500", "1,5"]).decimal(), Some(Decimal::Point));
        assert_eq!(signs(&["0.5", "£1,250,000"]).decimal(), Some(Decimal::Point));
        let open = signs(&["1,234", "12"]);
        assert_eq!((open.decimal(), open.open.as_deref()), (None, Some("1,234")));
        let read = |text| cell(text, Unit::Pounds, Decimal::Comma);
        assert!(matches!(read("1.234,50"), Cell::Sum { pence, n_decimals: 2, .. } if pence.get() == 123_450));
        assert!(matches!(read("1,234.50"), Cell::Refused(_)));
    }
}
