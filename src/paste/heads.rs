//! Headings of columns, as councils write them: what a column holds by its heading alone.

use super::figures::unit_of;
use super::{MoneyRole, Role};

/// What a heading says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) role: Role,
    /// How surely the column is the name: of several, the surest is taken.
    pub(super) strength: u8,
    /// The year that it names.
    pub(super) period: Option<String>,
}

/// Words that say nothing of what a column holds.
const FILLERS: [&str; 16] =
    ["the", "of", "a", "an", "and", "for", "by", "per", "in", "to", "s", "m", "k", "ms", "000", "000s"];

/// Headings that stand for one thing only, with bars between them.
const EXACT: [(Role, &str); 9] = [
    (
        Role::Reference,
        "ref|reference|id|no|number|code|wbs|item no|ref no|reference no|project ref|project id|project no|project code|scheme \
         code|scheme ref|scheme no|task id|row|cost centre|unique id|outline number|project reference|project number|initiative id",
    ),
    (
        Role::Group,
        "directorate|department|dept|service|service area|portfolio|theme|group|category|division|area|pillar|block|board|\
         lead directorate|lead department|lead service|cluster|work area|strand|section|programme area|delivery theme",
    ),
    (
        Role::LeadRole,
        "lead|lead officer|lead role|owner|sro|sponsor|responsible|responsible officer|accountable|accountable officer|project \
         manager|manager|pm|assigned|resource names|officer|who|whom|project lead|project owner|action owner|responsibility",
    ),
    (
        Role::Status,
        "status|rag|rag status|current status|delivery status|overall status|overall rag|brag|current rag|delivery rag|rating|rag \
         rating|state",
    ),
    (Role::Start, "start|start date|started|began|begin|begins|from|commenced|commencement"),
    (
        Role::PlannedEnd,
        "end|end date|due|due date|target|target date|target completion|completion|completion date|finish|finish date|deadline|when|\
         until|timescale|delivery date|date due|planned|planned date|go live|go live date|date|timeline",
    ),
    (Role::ActualEnd, "actual end|actual|completed|date completed|completed date|completed on|actual date|achieved"),
    (
        Role::Narrative,
        "notes|note|comment|comments|narrative|update|commentary|remarks|progress|position|latest position|current position|latest \
         update|summary|explanation|reason|detail|details",
    ),
    (Role::Objective, "objective|objectives|aim|aims|purpose|outcome|outcomes|benefit|benefits|scope"),
];

/// Headings of names, the surest first.
const NAMES: [&str; 4] = [
    "project|project name|project title|scheme|scheme name|scheme title|initiative|initiative name|name|title|task name|initiative \
     title|capital scheme|capital project|project scheme|scheme project",
    "action|task|activity|deliverable|item|action name|budget line|line|head|budget head|measure",
    "work stream|workstream|programme|programme name|work streams|workstreams|projects|schemes|initiatives",
    "description|project description|scheme description",
];

/// Returns whether a heading is one of several with bars between them.
fn is_one_of(heading: &str, headings: &str) -> bool {
    !heading.is_empty() && headings.split('|').any(|known| known == heading)
}

/// Returns what a heading says, with what stands above it in another row of headings; `None` where it says nothing known.
pub(super) fn head(heading: &str, above: &str) -> Option<Head> {
    let plain = |role| Some(Head { role, strength: 0, period: None });
    // The heading of a column that is gone says nothing.
    if heading.starts_with('#') && super::figures::fault(heading, "heading").is_some() {
        return None;
    }
    let words = words(heading);
    let joined = words.join(" ");
    if heading.contains('%') || joined.contains("percent") || joined.contains("per cent") {
        return plain(Role::Unmapped);
    }
    for (at, names) in NAMES.iter().enumerate() {
        if is_one_of(&joined, names) {
            return Some(Head { role: Role::Name, strength: (NAMES.len() - at) as u8, period: None });
        }
    }
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let has_pound = heading.contains('£') || unit_of(heading).is_some();
    let exact = EXACT.iter().find(|(_, headings)| is_one_of(&joined, headings)).map(|(role, _)| *role);
    if let Some(role) = exact.filter(|_| !has_pound) {
        return plain(role);
    }
    if let Some(found) = money(&words, heading, above) {
        return Some(found);
    }
    let is_past = has(&["previous", "last", "prior", "former", "previously"]);
    let is_end = has(&[
        "end",
        "finish",
        "finished",
        "completion",
        "complete",
        "completed",
        "due",
        "deadline",
        "target",
        "delivery",
        "live",
        "ends",
    ]);
    let is_start =
        has(&["start", "started", "starts", "commence", "commenced", "commencement", "begin", "begins", "began"]);
    if has(&["status", "rag"]) {
        return plain(if is_past { Role::Unmapped } else { Role::Status });
    }
    if is_start {
        return plain(Role::Start);
    }
    if is_end {
        return plain(match () {
            () if has(&["actual", "achieved", "completed", "finished"]) => Role::ActualEnd,
            () if is_past || has(&["original", "originally", "baseline", "earlier", "initial"]) => Role::EarlierEnd,
            () => Role::PlannedEnd,
        });
    }
    if has(&["directorate", "department"]) {
        return plain(Role::Group);
    }
    if has(&["lead", "owner", "holder", "officer", "sro", "sponsor", "manager", "responsible", "accountable"]) {
        return plain(Role::LeadRole);
    }
    if has(&["notes", "comment", "comments", "narrative", "update", "commentary", "remarks", "progress"]) {
        return plain(Role::Narrative);
    }
    if has(&["objective", "objectives", "aim", "purpose", "outcome", "outcomes", "benefits"]) {
        return plain(Role::Objective);
    }
    if is_one_of(&joined, "source|sources|paragraph|para|report ref|evidence") {
        return plain(Role::Source);
    }
    if has(&["reference", "ref", "id", "code"]) && words.len() <= 3 {
        return plain(Role::Reference);
    }
    let is_name = words.len() <= 3
        && has(&["project", "scheme", "initiative"])
        && !has(&["type", "stage", "phase", "risk", "risks", "number"]);
    is_name.then_some(Head { role: Role::Name, strength: 3, period: None })
}

/// Returns what a heading of money says. A year alone is one only where the pound or a budget stands beside or above it.
fn money(words: &[String], heading: &str, above: &str) -> Option<Head> {
    let above_words = self::words(above);
    let is_kind = |words: &[String]| words.iter().any(|word| is_one_of(word, KINDS));
    let of_both = |any: &[&str]| words.iter().chain(&above_words).any(|word| any.contains(&word.as_str()));
    let of_own = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    const KINDS: &str = "budget|budgets|cost|costs|value|spend|spent|expenditure|forecast|variance|outturn|allocation|funding|capital|\
                         revenue|approved|revised|committed|estimate|saving|savings|variation";
    let period = year_in(heading).or_else(|| year_in(above));
    let has_pound = [heading, above].iter().any(|text| unit_of(text).is_some());
    let is_all = of_both(&["all", "total", "lifetime", "overall", "whole"]);
    let is_money = is_kind(words) || has_pound || (period.is_some() && is_kind(&above_words));
    let is_bare = words
        .iter()
        .all(|word| word.bytes().all(|byte| byte.is_ascii_digit()) || matches!(word.as_str(), "fy" | "year"));
    let is_year = period.is_some() && is_bare && !words.is_empty();
    let is_total = matches!(words, [one] if matches!(one.as_str(), "total" | "totals"))
        || words == ["all", "years"]
        || words == ["grand", "total"];
    if !is_money && !is_year && !is_total {
        return None;
    }
    // The end of a budget is a date, and its owner a role.
    if of_own(&[
        "date", "owner", "holder", "status", "rag", "source", "code", "type", "start", "end", "lead", "officer",
    ]) && !has_pound
    {
        return None;
    }
    let role = match () {
        () if of_both(&["variance", "variation", "overspend", "underspend", "over", "under", "slippage"]) => {
            if is_all && period.is_none() { MoneyRole::AllVariance } else { MoneyRole::Variance }
        }
        () if of_both(&["forecast", "outturn", "projected", "projection", "estimate"]) => {
            if is_all && period.is_none() { MoneyRole::AllForecast } else { MoneyRole::Forecast }
        }
        () if of_both(&["spend", "spent", "actual", "actuals", "expenditure", "committed"]) => MoneyRole::Spend,
        () if of_both(&["saving", "savings", "funding", "grant", "borrowing"]) => MoneyRole::Other,
        () if is_all && period.is_none() => MoneyRole::AllBudget,
        () if of_both(&["approved", "original"]) => MoneyRole::Approved,
        () if is_money || is_year => MoneyRole::Revised,
        () => MoneyRole::Other,
    };
    Some(Head { role: Role::Money(role), strength: 0, period })
}

/// Returns the words of a heading in small letters, without those that say nothing.
fn words(heading: &str) -> Vec<String> {
    let is_break = |letter: char| !letter.is_alphanumeric();
    let all = heading.split(is_break).filter(|word| !word.is_empty()).map(str::to_lowercase);
    let words: Vec<String> = all.filter(|word| !FILLERS.contains(&word.as_str())).collect();
    if words.is_empty() && heading.trim() == "#" { vec!["no".to_owned()] } else { words }
}

/// Returns the financial year or the year that a text names: "2025/26" for "25/26", "2025-2026" and "FY2025/26".
pub(super) fn year_in(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = 0;
    while at < bytes.len() {
        let n = digits(at);
        if n == 0 {
            at += 1;
            continue;
        }
        let first = &text[at..at + n];
        let sign = text[at + n..].chars().next().filter(|sign| matches!(sign, '/' | '-' | '–'));
        let second_at = at + n + sign.map_or(0, char::len_utf8);
        let m = if sign.is_some() { digits(second_at) } else { 0 };
        let century = if n == 2 { "20" } else { "" };
        if let (Ok(first), 2 | 4, 2 | 4) = (format!("{century}{first}").parse::<u32>(), n, m) {
            let second: u32 = text[second_at..second_at + m].parse().unwrap_or(0);
            if (1990..2100).contains(&first) && second % 100 == (first + 1) % 100 {
                return Some(format!("{first}/{:02}", second % 100));
            }
        }
        let is_part = text[..at].ends_with(['/', '-', '.']);
        if n == 4 && m == 0 && !is_part && (first.starts_with("19") || first.starts_with("20")) {
            return Some(first.to_owned());
        }
        at = second_at + m;
    }
    None
}

/// Returns a role as it stands in a sentence.
pub(super) fn role_word(role: Role) -> &'static str {
    match role {
        Role::Name => "name",
        Role::Reference => "reference",
        Role::Group => "group",
        Role::LeadRole => "role that leads",
        Role::Status => "status",
        Role::Start => "start",
        Role::PlannedEnd => "planned end",
        Role::ActualEnd => "actual end",
        Role::EarlierEnd => "earlier end",
        Role::Budget => "budget",
        Role::BudgetOfYear => "budget of the year",
        Role::Money(_) => "money",
        Role::Narrative => "notes",
        Role::Objective => "objective",
        Role::Source => "source",
        Role::Goal(_) => "goal",
        Role::Unmapped => "nothing that is taken",
    }
}

#[cfg(test)]
mod tests {
    use super::{head, year_in};
    use crate::paste::{MoneyRole, Role};

    #[test]
    fn headings_are_read_as_councils_write_them() {
        use MoneyRole::{AllBudget, AllForecast, Approved, Forecast, Revised, Spend, Variance};
        for (heading, expected) in [
            ("Planned End", Some(Role::PlannedEnd)),
            ("Actual End", Some(Role::ActualEnd)),
            ("Current Status", Some(Role::Status)),
            ("Previous RAG", Some(Role::Unmapped)),
            ("RAG", Some(Role::Status)),
            ("Description", Some(Role::Name)),
            ("Task Name", Some(Role::Name)),
            ("WBS", Some(Role::Reference)),
            ("#", Some(Role::Reference)),
            ("% Complete", Some(Role::Unmapped)),
            ("Lead Officer", Some(Role::LeadRole)),
            ("Directorate", Some(Role::Group)),
            ("Target completion", Some(Role::PlannedEnd)),
            ("Original end date", Some(Role::EarlierEnd)),
            ("Date of completion", Some(Role::PlannedEnd)),
            ("End (actual)", Some(Role::ActualEnd)),
            ("Budget holder", Some(Role::LeadRole)),
            ("19/20 Approved Budget £m's", Some(Role::Money(Approved))),
            ("19/20 Revised Budget £m's", Some(Role::Money(Revised))),
            ("19/20 Forecast £m's", Some(Role::Money(Forecast))),
            ("19/20 Variance £m's", Some(Role::Money(Variance))),
            ("All Years Budget £m's", Some(Role::Money(AllBudget))),
            ("All Years Forecast £m's", Some(Role::Money(AllForecast))),
            ("All years £", Some(Role::Money(AllBudget))),
            ("2025/26 £", Some(Role::Money(Revised))),
            ("Budget £'000", Some(Role::Money(Revised))),
            ("Total", Some(Role::Money(AllBudget))),
            ("Spend to date £k", Some(Role::Money(Spend))),
            ("Start", Some(Role::Start)),
            ("Projekt", None),
            ("Equity", None),
            ("", None),
        ] {
            assert_eq!(head(heading, "").map(|head| head.role), expected, "{heading}");
        }
        assert_eq!(head("2025/26", "Budget").and_then(|head| head.period).as_deref(), Some("2025/26"));
    }

    #[test]
    fn years_are_named_in_several_ways() {
        for (text, year) in [
            ("19/20 Revised", Some("2019/20")),
            ("FY2025-26", Some("2025/26")),
            ("2025/2026", Some("2025/26")),
            ("Budget 2027", Some("2027")),
            ("12/10", None),
            ("31/03/2027", None),
            ("", None),
        ] {
            assert_eq!(year_in(text).as_deref(), year, "{text}");
        }
    }
}
