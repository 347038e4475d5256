//! What would come of a pasted table of carbon measures, in words.

use super::count;
use crate::edit::{MeasureColumn, MeasureFault, MeasureOutcome, MeasureRow, MeasureSum, MeasuresRead};
use crate::print::{as_typed, capitalised, list};

/// Returns what would come of a pasted table, as a sentence or two: how many measures are added and changed, what stays out, and
/// which columns are not taken.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::read_measures, present::measures_read_sentence};
/// let read = read_measures(&Case::titled("Depots"), "Lamps\tStreets\n", None);
/// assert_eq!(measures_read_sentence(&read), "Nothing would change. 1 row stays out.");
/// ```
#[must_use]
pub fn measures_read_sentence(read: &MeasuresRead) -> String {
    if !read.refused.is_empty() {
        return format!("Not taken: {}.", read.refused);
    }
    let (added, changed) = read.n_taken();
    let measures = |n: usize| count(n, "measure", "measures");
    let mut said = vec![match (added, changed) {
        (0, 0) => "Nothing would change.".to_owned(),
        (added, 0) => format!("{} would be added.", measures(added)),
        (0, changed) => format!("{} would be changed.", measures(changed)),
        (added, changed) => format!("{} would be added and {changed} changed.", measures(added)),
    }];
    let out = read.refused_rows().count();
    if out > 0 {
        said.push(format!("{} out.", count(out, "row stays", "rows stay")));
    }
    let without = read.rows.iter().map(|row| row.without.len()).sum::<usize>();
    if without > 0 {
        said.push(format!("{} not taken.", count(without, "cell is", "cells are")));
    }
    let strangers: Vec<String> = read
        .columns
        .iter()
        .filter(|(head, column)| column.is_none() && !head.is_empty())
        .map(|(head, _)| format!("“{head}”"))
        .collect();
    if !strangers.is_empty() {
        said.push(format!("No column of measures is called {}.", list(&strangers)));
    }
    let has = |wanted: MeasureColumn| read.columns.iter().any(|(_, column)| *column == Some(wanted));
    if has(MeasureColumn::Field(crate::programme::CarbonField::Council))
        != has(MeasureColumn::Field(crate::programme::CarbonField::Total))
    {
        said.push("Only one of the two boundaries is in it; the other stays empty.".to_owned());
    }
    said.join(" ")
}

/// Returns what would come of a row: a word or two, and the lines beneath it.
#[must_use]
pub fn measure_row_words(row: &MeasureRow) -> (&'static str, Vec<String>) {
    let (word, mut said) = match &row.outcome {
        MeasureOutcome::Added => ("Added", vec![format!("To {}.", row.owner)]),
        MeasureOutcome::Changed(changes) => {
            let line = |change: &crate::edit::MeasureChange| match change.from.as_str() {
                "" => format!("{}: {}.", change.column, change.to),
                from => format!("{}: {from} becomes {}.", change.column, change.to),
            };
            ("Changed", changes.iter().map(line).collect())
        }
        MeasureOutcome::Same => ("As it is", Vec::new()),
        MeasureOutcome::Refused(fault) => ("Stays out", vec![fault_words(fault)]),
        MeasureOutcome::Total(sums) => ("Total, checked", sums.iter().map(sum_words).collect()),
    };
    said.extend(row.without.iter().map(|fault| format!("Not taken: {}", fault_words(fault))));
    (word, said)
}

fn fault_words(fault: &MeasureFault) -> String {
    match (fault.column.as_str(), fault.text.as_str()) {
        ("", "") => format!("{}.", capitalised(&fault.why)),
        ("", text) => format!("“{text}”: {}.", fault.why),
        (column, "") => format!("{column}: {}.", fault.why),
        (column, text) => format!("{column}, “{text}”: {}.", fault.why),
    }
}

fn sum_words(sum: &MeasureSum) -> String {
    let shown = |t: f64| as_typed(libm::round(t * 1e6) / 1e6);
    if (sum.printed - sum.worked_out).abs() < 0.5 {
        format!("{}: {} is what the rows come to.", sum.column, shown(sum.printed))
    } else {
        format!("{}: printed {}, the rows come to {}.", sum.column, shown(sum.printed), shown(sum.worked_out))
    }
}
