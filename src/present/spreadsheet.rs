//! A table from a spreadsheet in words: what it holds, what is left out of it and why, what is wrong with it, and what it would
//! change.

use super::paste::quoted;
use super::{count, decimal, entry_words, list};
use crate::appraisal::spreadsheet::{
    Contents, Fault, FaultKind, Figures, LeftOut, Lies, NamedCriterion, Reading, TotalFault, scale_line,
};
use crate::appraisal::{Appraisal, Leaf, Scale, ScoreState};
use crate::print::{as_typed, money};
use crate::spelling::folded;

/// Returns a fault with its cell and what to enter there, as a sentence.
///
/// # Example
/// ```
/// use weighbridge::appraisal::spreadsheet::{At, Fault, FaultKind};
/// let kind = FaultKind::NotThat { found: "lots".into(), expected: "a weight of 0 or more, such as 25 or 25%" };
/// let words = weighbridge::present::table_fault_words(&Fault { at: Some(At { row: 4, column: 3 }), kind });
/// assert_eq!(words, "C4: enter a weight of 0 or more, such as 25 or 25%, not “lots”.");
/// ```
#[must_use]
pub fn table_fault_words(fault: &Fault) -> String {
    let what = match &fault.kind {
        FaultKind::Empty => "there is no table here".to_owned(),
        FaultKind::NoOptions => "no heading names an option".to_owned(),
        FaultKind::NoCriteria => "no heading names a criterion".to_owned(),
        FaultKind::BlankHead => "give this row or column a name; split merged cells and name each".to_owned(),
        FaultKind::NamedTwice { name, before } => {
            format!("give each a name of its own: {} stands in {before} already", quoted(name))
        }
        FaultKind::SharedName(name) => {
            format!("{} is the name of more than one thing here; rename one of them", quoted(name))
        }
        FaultKind::NotAbove(name) => format!("use a name that stands above the scores, not {}", quoted(name)),
        FaultKind::NoScore { found, expected, lacks_ends } => {
            let hint = if *lacks_ends && found.chars().any(|letter| letter.is_ascii_digit()) {
                "; for a measure, add columns “Worst” and “Best” with its two ends"
            } else {
                ""
            };
            format!("enter {expected}, not {}{hint}", quoted(found))
        }
        FaultKind::NoMark { found, out_of } => format!("enter a mark from 0 to {out_of}, not {}", quoted(found)),
        FaultKind::NotThat { found, expected } => format!("enter {expected}, not {}", quoted(found)),
        FaultKind::TooMany(refused) => refused.to_string(),
    };
    match fault.at {
        Some(at) => format!("{at}: {what}."),
        None => format!("{}.", crate::print::capitalised(&what)),
    }
}

/// Returns what a table holds, as a sentence: "7 options, 6 criteria in 2 families, 42 scores, 6 weights."
#[must_use]
pub fn table_summary(contents: &Contents) -> String {
    let leaves = || contents.criteria.iter().filter(|one| !one.name.is_empty());
    let mut families: Vec<&[String]> =
        contents.criteria.iter().flat_map(|one| (1..=one.families.len()).map(|depth| &one.families[..depth])).collect();
    families.sort_unstable();
    families.dedup();
    let within = match families.len() {
        0 => String::new(),
        n => format!(" in {}", count(n, "family", "families")),
    };
    let n = |is: &dyn Fn(&crate::appraisal::spreadsheet::NamedScore) -> bool| {
        contents.scores.iter().filter(|one| is(one)).count()
    };
    let more = [
        (n(&|score| score.state.is_some()), "score", "scores"),
        (leaves().filter(|one| one.weight.is_some()).count(), "weight", "weights"),
        (n(&|score| score.range.is_some()), "range", "ranges"),
        (n(&|score| !score.reason.is_empty()), "reason", "reasons"),
        (n(&|score| !score.source.is_empty()), "source", "sources"),
        (contents.options.iter().filter(|option| option.cost.is_some()).count(), "cost", "costs"),
    ];
    let more = more.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many));
    let first = [
        count(contents.options.len(), "option", "options"),
        format!("{}{within}", count(leaves().count(), "criterion", "criteria")),
    ];
    format!("{}.", list(&first.into_iter().chain(more).collect::<Vec<String>>()))
}

/// Returns how a table was read, as sentences: which way it lies, what its figures mean, whether its totals follow, and what is
/// left out of it and why.
#[must_use]
pub fn table_remarks(reading: &Reading) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(Figures::MarksOutOf(out_of)) = reading.figures {
        said.push(format!("Figures are read as marks out of {out_of}."));
    }
    if let Some(name) = reading.cost_taken.and_then(|at| reading.costs.get(at)) {
        said.push(format!("“{name}” is taken as the whole-life cost of each option, beside the scores."));
        if is_yearly(name) {
            said.push(format!(
                "Check “{name}”: its heading speaks of a year, and a whole-life cost is the sum of all years. You can give it as \
                 a yearly cost in step 5, Costs, instead."
            ));
        }
    }
    for totals in &reading.totals {
        said.push(match &totals.fault {
            None if reading.contents.criteria.iter().all(|one| one.weight.is_none()) => {
                format!("The figures in “{}” are the plain sums or means of the scores.", totals.name)
            }
            None => format!("The figures in “{}” follow from the scores and weights.", totals.name),
            Some(TotalFault { at, option, said, found }) => format!(
                "{at}: “{}” of {option} is {said} in the table, but the scores and weights give {}.",
                totals.name,
                decimal(*found, 1)
            ),
        });
    }
    said.extend(weights_off(reading));
    said.extend(reading.left_out.iter().map(|left_out| match left_out {
        LeftOut::Title(words) => format!("Left out: the title “{words}”."),
        LeftOut::Note(words) => format!("Left out: the note “{words}”."),
        LeftOut::Totals(words) if words.to_lowercase().contains("rank") => {
            format!("Left out: “{words}”. Ranks are worked out here.")
        }
        LeftOut::Totals(words) => format!("Left out: “{words}”. Totals are worked out here."),
        LeftOut::FamilyWeight(words) => {
            format!("Left out: the weight of “{words}”. A family has the weight of its criteria together.")
        }
        LeftOut::Cost(words) => format!("Left out: “{words}”. Cost is handled separately; it is not a criterion."),
        LeftOut::Line(words) => format!("Left out: “{words}”. An appraisal has no place for it."),
    }));
    said
}

/// Returns that weights which look like shares of a hundred do not add up to it; nothing where they do, or look otherwise.
fn weights_off(reading: &Reading) -> Option<String> {
    let weights: Vec<f64> =
        reading.contents.criteria.iter().filter_map(|one| one.weight).map(|one| one.points()).collect();
    let sum: f64 = weights.iter().sum();
    let is_near = (80.0..=120.0).contains(&sum) && (sum - 100.0).abs() > 0.5;
    (weights.len() > 1 && is_near).then(|| {
        format!(
            "The weights add up to {}, not 100. Each keeps its share of that.",
            decimal(sum, if sum.fract() > 0.0 { 1 } else { 0 })
        )
    })
}

/// Returns whether the heading of a row of costs speaks of a year.
fn is_yearly(name: &str) -> bool {
    let name = name.to_lowercase();
    ["a year", "per year", "yearly", "annual", "p.a", "/yr", "/year", "month"].iter().any(|word| name.contains(word))
}

/// Returns how a table lies, as a choice.
#[must_use]
pub fn lies_words(lies: Lies) -> &'static str {
    match lies {
        Lies::OptionsAcross => "Options in columns, criteria in rows",
        Lies::OptionsDown => "Options in rows, criteria in columns",
    }
}

/// Returns what figures mean, as a choice.
#[must_use]
pub fn figures_words(figures: Figures) -> String {
    match figures {
        Figures::Points => "Points from 0 to 100".to_owned(),
        Figures::MarksOutOf(out_of) => format!("Marks out of {out_of}"),
    }
}

/// Something that taking over a table would change: what, as it stands, as it would stand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TableChange {
    /// What it is about.
    pub what: String,
    /// As it stands; empty where it is new.
    pub now: String,
    /// As it would stand.
    pub then: String,
}

/// Returns what differs between an appraisal and the same after a table was taken over, in the order of the steps: options,
/// criteria with their scales, ends and weights, scores with their ranges, reasons and sources.
#[must_use]
pub fn table_changes(before: &Appraisal, after: &Appraisal) -> Vec<TableChange> {
    let mut found = Vec::new();
    let mut note = |what: String, now: String, then: String| {
        if now != then {
            found.push(TableChange { what, now, then });
        }
    };
    for option in &before.alternatives {
        if after.alternative(option.id).is_none() {
            note(format!("Option {}", option.name), "in the comparison".to_owned(), "left out".to_owned());
        }
    }
    for option in &after.alternatives {
        let old = before.alternative(option.id);
        note("Option".to_owned(), old.map_or(String::new(), |old| old.name.clone()), option.name.clone());
        let role = |role: crate::appraisal::Role| super::role_words(role);
        let bare = if old.is_none() { role(crate::appraisal::Role::Candidate) } else { String::new() };
        note(format!("{}: role", option.name), old.map_or(bare, |old| role(old.role)), role(option.role));
        let words = |of: Option<&crate::appraisal::Alternative>| of.map_or(String::new(), |of| of.description.clone());
        note(format!("{}: description", option.name), words(old), option.description.clone());
        let cost = |of: Option<&crate::appraisal::Alternative>| {
            of.and_then(|of| of.cost.as_ref()?.present_value).map_or(String::new(), money)
        };
        note(format!("{}: whole-life cost", option.name), cost(old), cost(Some(option)));
    }
    for node in after.walk() {
        let (criterion, old) = (node.criterion, before.criterion(node.criterion.id));
        let kind = if criterion.is_family() { "Family" } else { "Criterion" };
        let place = |name: &str, family: Option<&str>| match family {
            Some(family) => format!("{name}, in {family}"),
            None => name.to_owned(),
        };
        let family = node.parent.map(|family| family.name.as_str());
        let new = place(&criterion.name, family);
        note(kind.to_owned(), old.map_or(String::new(), |old| place(&old.name, family)), new);
        note(
            format!("{}: definition", criterion.name),
            old.map_or(String::new(), |old| old.definition.clone()),
            criterion.definition.clone(),
        );
        let Some(leaf) = node.leaf() else { continue };
        let old = before.leaf(criterion.id);
        let of = |read: &dyn Fn(&Leaf) -> String| (old.map_or(String::new(), read), read(leaf));
        for (what, (now, then)) in [
            ("scale", of(&scale_words)),
            ("0 points", of(&|leaf| leaf.worst_anchor.clone())),
            ("100 points", of(&|leaf| leaf.best_anchor.clone())),
            ("weight", of(&|leaf| leaf.swing.map_or(String::new(), |swing| as_typed(swing.points())))),
        ] {
            note(format!("{}: {what}", criterion.name), now, then);
        }
    }
    for (old, new) in before.scores.differences(&after.scores) {
        let Some(place) = new.or(old).map(|score| (score.alternative, score.criterion)) else { continue };
        let Some((option, criterion)) = after.alternative(place.0).zip(after.criterion(place.1)) else { continue };
        let name = format!("{}, {}", option.name, criterion.name);
        let state = |of: Option<&crate::appraisal::Score>, leaf: Option<&Leaf>| {
            let state = of.map_or(ScoreState::NotScored, |score| score.state);
            leaf.filter(|_| state != ScoreState::NotScored)
                .map_or(String::new(), |leaf| entry_words(&leaf.scale, state))
        };
        note(name.clone(), state(old, before.leaf(place.1)), state(new, after.leaf(place.1)));
        let range = |of: Option<&crate::appraisal::Score>| {
            let range = of.and_then(|score| score.range.as_ref());
            range.map_or(String::new(), |range| {
                format!("{} to {}", as_typed(range.low.get()), as_typed(range.high.get()))
            })
        };
        note(format!("{name}: range"), range(old), range(new));
        let words = |of: Option<&crate::appraisal::Score>, read: fn(&crate::appraisal::Score) -> &String| {
            of.map_or(String::new(), |score| read(score).clone())
        };
        note(format!("{name}: reason"), words(old, |score| &score.reason), words(new, |score| &score.reason));
        note(format!("{name}: source"), words(old, |score| &score.source), words(new, |score| &score.source));
    }
    found
}

fn scale_words(leaf: &Leaf) -> String {
    match &leaf.scale {
        Scale::Direct => String::new(),
        Scale::Levels(_) => scale_line(&leaf.scale).replace('\n', " "),
        Scale::Measured { .. } => leaf.scale.line().trim().to_owned(),
    }
}

/// Returns the criteria of a table as lines of a preview: the families it stands in, its name, its two ends and its weight.
#[must_use]
pub fn table_criterion(criterion: &NamedCriterion) -> [String; 4] {
    let ends = match &criterion.scale {
        Some(Scale::Measured { .. }) => {
            criterion.scale.as_ref().map_or(String::new(), |scale| scale.line().trim().to_owned())
        }
        Some(scale @ Scale::Levels(_)) => scale_line(scale).replace('\n', " "),
        Some(Scale::Direct) | None if criterion.worst.is_empty() && criterion.best.is_empty() => String::new(),
        Some(Scale::Direct) | None => format!("{} to {}", criterion.worst, criterion.best),
    };
    let weight = criterion.weight.map_or(String::new(), |weight| as_typed(weight.points()));
    [criterion.families.join(", "), criterion.name.clone(), ends, weight]
}

/// Returns whether a table names any option, or any criterion, that an appraisal has.
#[must_use]
pub fn table_meets(appraisal: &Appraisal, contents: &Contents) -> bool {
    let is = |one: &str, other: &str| folded(one) == folded(other);
    let criteria = appraisal.leaves();
    contents.options.iter().any(|named| appraisal.alternatives.iter().any(|option| is(&option.name, &named.name)))
        || contents.criteria.iter().any(|named| criteria.iter().any(|(criterion, _)| is(&criterion.name, &named.name)))
}

#[cfg(test)]
mod tests {
    use super::{table_changes, table_fault_words, table_remarks, table_summary};
    use crate::appraisal::spreadsheet::{Choices, read};
    use crate::case::Case;
    use crate::edit::{CaseEdit, Edit, SpreadsheetEdit, apply};

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.split('/').map(|row| row.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
    }

    fn begun() -> Case {
        apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap()
    }

    #[test]
    fn a_table_says_what_it_holds_and_what_it_would_change() {
        let case = begun();
        let table = rows("Depots/|Weight|Hub|Site/F|||/x|60%|10|20/y|40|30|40/Total||18|29/Rent (£ a year)||500|600");
        let reading = read(&case.appraisals[0], &table, Choices::default()).unwrap();
        assert_eq!(table_summary(&reading.contents), "2 options, 2 criteria in 1 family, 4 scores and 2 weights.");
        assert_eq!(
            table_remarks(&reading),
            [
                "D6: “Total” of Site is 29 in the table, but the scores and weights give 28.0.",
                "Left out: the title “Depots”.",
                "Left out: “Rent (£ a year)”. Cost is handled separately; it is not a criterion.",
                "Left out: “Total”. Totals are worked out here.",
            ]
        );
        let edit = SpreadsheetEdit::Take { contents: Box::new(reading.contents), why_left_out: "Closed.".into() };
        let after = apply(&case, &Edit::Appraisal(case.appraisals[0].id, edit.into())).unwrap();
        let changes = table_changes(&case.appraisals[0], &after.appraisals[0]);
        let said: Vec<String> = changes.iter().map(|one| format!("{}: {} > {}", one.what, one.now, one.then)).collect();
        assert_eq!(said[0], "Option Business as usual: in the comparison > left out");
        assert!(
            said.contains(&"Criterion:  > x, in F".to_owned()) && said.contains(&"x: weight:  > 60".to_owned()),
            "{said:?}"
        );
        assert!(said.contains(&"Hub, x:  > 10 points".to_owned()), "{said:?}");
        assert!(table_changes(&after.appraisals[0], &after.appraisals[0]).is_empty());
    }

    #[test]
    fn faults_name_the_cell_and_say_what_to_do() {
        let said = |text: &str| {
            let faults = read(&begun().appraisals[0], &rows(text), Choices::default()).unwrap_err();
            table_fault_words(&faults[0])
        };
        assert_eq!(
            said("|A|B/Floor|900|20"),
            "B2: enter a number from 0 to 100, not “900”; for a measure, add columns “Worst” and “Best” with its two ends."
        );
        assert_eq!(said("|A|a/x|1|2"), "C1: give each a name of its own: “a” stands in B1 already.");
        assert_eq!(said("|"), "There is no table here.");
    }
}
