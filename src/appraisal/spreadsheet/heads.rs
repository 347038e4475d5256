//! What a heading of a table says stands beneath or beside it.

use crate::appraisal::Role;
use crate::appraisal::paste::{TOTALS, WEIGHTS};
use crate::spelling::folded;

/// What a heading announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Nothing: the cell is empty.
    Blank,
    /// The names of criteria.
    Criterion,
    /// The names of options.
    Option,
    /// Families of criteria; several stand from the outermost to the innermost.
    Family,
    /// What criteria mean.
    Definition,
    /// What is measured.
    Measure,
    /// The unit of it.
    Unit,
    /// What earns 0 points.
    Worst,
    /// What earns 100 points.
    Best,
    /// How figures become points.
    Scale,
    /// Weights.
    Weight,
    /// What is worked out.
    Totals,
    /// Numbers that count rows or columns.
    Number,
    /// The part that options play.
    Role,
    /// Reasons, for what is named or for all.
    Reason(Option<String>),
    /// Sources, for what is named or for all.
    Source(Option<String>),
    /// Anything else is a name.
    Name,
}

const CRITERIA: [&str; 7] =
    ["criterion", "criteria", "sub-criterion", "sub-criteria", "factor", "factors", "benefit criteria"];
const OPTIONS: [&str; 5] = ["option", "options", "alternative", "alternatives", "option name"];
const FAMILIES: [&str; 9] = [
    "family",
    "families",
    "group",
    "theme",
    "category",
    "criteria group",
    "criterion group",
    "subfamily",
    "family of criteria",
];
const DEFINITIONS: [&str; 4] = ["definition", "description", "what it means", "meaning"];
const MEASURES: [&str; 5] = ["measure", "metric", "indicator", "measured by", "what is measured"];
const UNITS: [&str; 3] = ["unit", "units", "unit of measure"];
const WORST: [&str; 11] = [
    "worst",
    "worst end",
    "0 is",
    "0 =",
    "0 points",
    "0 points is",
    "zero is",
    "worst (0)",
    "worst = 0",
    "0 (worst)",
    "lowest end",
];
const BEST: [&str; 11] = [
    "best",
    "best end",
    "100 is",
    "100 =",
    "100 points",
    "100 points is",
    "best (100)",
    "best = 100",
    "100 (best)",
    "10 is",
    "highest end",
];
const SCALES: [&str; 2] = ["scale", "scored by"];
const MORE_WEIGHTS: [&str; 6] =
    ["importance", "weight in %", "weighting %", "weighting (%)", "swing points", "points for the swing"];
const MORE_TOTALS: [&str; 12] = [
    "totals (weighted)",
    "total (weighted)",
    "total points",
    "weighted totals",
    "weighted scores",
    "overall score",
    "average",
    "mean",
    "sum",
    "subtotal",
    "sub-total",
    "maximum",
];
const RANKS: [&str; 2] = ["rank", "ranking"];
const NUMBERS: [&str; 6] = ["no", "no.", "#", "number", "ref", "ref."];
const REASONS: [&str; 8] =
    ["reasons", "reason", "rationale", "justification", "why", "comments", "comment", "reasons for the scores"];
const RANGES: [&str; 4] = ["ranges", "range", "ranges of the scores", "lowest to highest"];
const SOURCES: [&str; 6] = ["sources", "source", "evidence", "references", "reference", "sources of the scores"];
/// Words that speak of money that is spent.
const COSTS: [&str; 14] = [
    "cost",
    "costs",
    "costed",
    "price",
    "capex",
    "opex",
    "capital",
    "rent",
    "rents",
    "expenditure",
    "spend",
    "budget",
    "npv",
    "npc",
];
const AS_USUAL: [&str; 9] = [
    "business as usual",
    "bau",
    "do nothing",
    "as now",
    "as is",
    "status quo",
    "no change",
    "carry on as now",
    "business as usual (bau)",
];
const LEAST: [&str; 3] = ["do minimum", "do-minimum", "do the minimum"];

/// Returns what a heading announces.
pub(super) fn head(text: &str) -> Head {
    let text = folded(text);
    let said = text.trim_end_matches([':', '*']).trim_end();
    let is = |words: &[&str]| words.contains(&said);
    match said {
        "" => Head::Blank,
        "role" | "part" => Head::Role,
        _ if is(&CRITERIA) => Head::Criterion,
        _ if is(&OPTIONS) => Head::Option,
        _ if is(&FAMILIES) || said.strip_prefix("subfamily ").is_some_and(is_count) => Head::Family,
        _ if is(&DEFINITIONS) => Head::Definition,
        _ if is(&MEASURES) => Head::Measure,
        _ if is(&UNITS) => Head::Unit,
        _ if is(&WORST) => Head::Worst,
        _ if is(&BEST) => Head::Best,
        _ if is(&SCALES) => Head::Scale,
        _ if is(&WEIGHTS) || is(&MORE_WEIGHTS) => Head::Weight,
        _ if is(&TOTALS) || is(&MORE_TOTALS) => Head::Totals,
        _ if is(&NUMBERS) => Head::Number,
        _ => match (about(said, &REASONS), about(said, &SOURCES)) {
            (Some(of), _) => Head::Reason(of),
            (None, Some(of)) => Head::Source(of),
            (None, None) => Head::Name,
        },
    }
}

/// Returns what a heading such as "Reason", "New hub: reason" or "Reason for New hub" is about: all (`Some(None)`), or what
/// it names, folded.
fn about(said: &str, words: &[&str]) -> Option<Option<String>> {
    if words.contains(&said) {
        return Some(None);
    }
    let named = |word: &&str| {
        let after = said.strip_prefix(*word).and_then(|rest| {
            [" for ", " of ", ": ", " - ", " ("].iter().find_map(|between| rest.strip_prefix(between))
        });
        let before = said
            .trim_end_matches(')')
            .strip_suffix(*word)
            .and_then(|rest| [": ", " - ", " (", ", ", " "].iter().find_map(|between| rest.strip_suffix(between)));
        after.or(before).map(|name| name.trim_end_matches(')').trim().to_owned()).filter(|name| !name.is_empty())
    };
    words.iter().find_map(named).map(Some)
}

fn is_count(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether a text announces the ranges of the scores.
pub(super) fn is_ranges(text: &str) -> bool {
    RANGES.contains(&folded(text).trim_end_matches(':'))
}

/// Returns whether a heading of totals speaks of ranks, which no figure can be held against.
pub(super) fn is_rank(text: &str) -> bool {
    RANKS.contains(&folded(text).as_str())
}

/// Returns whether a name speaks of money that is spent.
pub(super) fn speaks_of_cost(name: &str) -> bool {
    let name = folded(name);
    name.split(|letter: char| !letter.is_alphanumeric()).any(|word| COSTS.contains(&word))
        || name.contains("present value")
}

/// Returns the part that an option plays by its name alone.
pub(super) fn role_by_name(name: &str) -> Option<Role> {
    let name = folded(name);
    let said = name.split_once(": ").filter(|(number, _)| is_numbered(number)).map_or(name.as_str(), |(_, rest)| rest);
    if AS_USUAL.contains(&said) {
        return Some(Role::BusinessAsUsual);
    }
    LEAST.contains(&said).then_some(Role::DoMinimum)
}

fn is_numbered(text: &str) -> bool {
    text.strip_prefix("option ").is_some_and(|rest| rest.len() <= 3)
}

/// Returns whether a name begins as options are numbered: "Option 2", "Option B: New hub".
pub(super) fn is_numbered_option(text: &str) -> bool {
    let text = folded(text);
    let before = text.split_once([':', '-']).map_or(text.as_str(), |(before, _)| before.trim_end());
    is_numbered(before)
}

/// Returns a name and the unit in parentheses behind it: "Rent (£ a year)".
pub(super) fn name_and_unit(text: &str) -> (&str, Option<&str>) {
    let inner = text.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    match inner {
        Some((name, unit)) if !name.trim().is_empty() && !unit.trim().is_empty() => {
            (name.trim_end(), Some(unit.trim()))
        }
        _ => (text, None),
    }
}

/// Returns the highest mark that a text speaks of: 10 for "out of 10", "0 to 10" and "/10".
pub(super) fn out_of(text: &str) -> Option<u32> {
    let text = folded(text);
    for begins in ["out of ", "0 to ", "0-", "/ ", "/"] {
        for (at, _) in text.match_indices(begins) {
            if begins.starts_with('0') && text[..at].ends_with(|letter: char| letter.is_ascii_digit()) {
                continue;
            }
            let rest = &text[at + begins.len()..];
            let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
            // Another digit or a word on either side is a date or a fraction of something else.
            if rest[end..].starts_with(['/', '.', '-']) {
                continue;
            }
            if let Some(found) = rest[..end].parse().ok().filter(|found| (2..=1000).contains(found)) {
                return Some(found);
            }
        }
    }
    match text.as_str() {
        "out of ten" | "marks out of ten" => Some(10),
        "out of five" | "marks out of five" => Some(5),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, head, name_and_unit, out_of, role_by_name, speaks_of_cost};
    use crate::appraisal::Role;

    #[test]
    fn headings_are_read_as_people_write_them() {
        let of = |name: &str| Some(name.to_owned());
        for (text, expected) in [
            ("Weight (%)", Head::Weight),
            ("WEIGHTED  TOTAL", Head::Totals),
            ("0 is", Head::Worst),
            ("Best:", Head::Best),
            ("Subfamily 2", Head::Family),
            ("Reason", Head::Reason(None)),
            ("New hub: reason", Head::Reason(of("new hub"))),
            ("Reason for New hub", Head::Reason(of("new hub"))),
            ("New hub (source)", Head::Source(of("new hub"))),
            ("", Head::Blank),
            ("New hub", Head::Name),
        ] {
            assert_eq!(head(text), expected, "{text}");
        }
    }

    #[test]
    fn units_marks_costs_and_roles_are_told_from_names() {
        assert_eq!(name_and_unit("Rent (£ a year)"), ("Rent", Some("£ a year")));
        assert_eq!(name_and_unit("(none)"), ("(none)", None));
        let marks = ["Marks out of 10", "Scored 0-5", "0 to 100", "12/10/2026", "Scores", "10-20"].map(out_of);
        assert_eq!(marks, [Some(10), Some(5), Some(100), None, None, None]);
        assert!(speaks_of_cost("Whole-life cost") && speaks_of_cost("Rent (£ a year)") && !speaks_of_cost("Costa"));
        assert_eq!(role_by_name("Option 1: do nothing"), Some(Role::BusinessAsUsual));
        assert_eq!(role_by_name("New hub"), None);
    }
}
