//! What came of a paste, as one sentence or two, and the table of what was left out.

use super::{Kind, Outcome, Reading, Role, Row, Separator, SumCheck};
use crate::alignment::Assessment;
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::print::{count, list};

/// Returns what would come of a reading.
pub(super) fn says(reading: &Reading) -> String {
    let n = |is: &dyn Fn(&Row) -> bool| reading.rows.iter().filter(|row| is(row)).count();
    let refused = n(&|row| matches!(row.outcome, Outcome::Refused(_)));
    let mut said = match reading.kind {
        None => return nothing(reading),
        Some(Kind::Initiatives) => initiatives(reading, refused),
        Some(Kind::Money) => money(reading, refused),
        Some(Kind::Matrix) => matrix(reading, refused),
    };
    let again = n(&|row| row.outcome == Outcome::HeadingAgain);
    if again > 0 {
        said.push(format!(
            "{} the heading.",
            if again == 1 { "1 row repeats".to_owned() } else { format!("{} repeat", count(again, "row", "rows")) }
        ));
    }
    said.join(" ")
}

fn nothing(reading: &Reading) -> String {
    if reading.rows.is_empty() && reading.columns.is_empty() {
        return "There is nothing here to read.".to_owned();
    }
    "No table was found here: no heading names a project, a date, a status or money, and no row ends in dates. Copy the table with \
     its headings."
        .to_owned()
}

fn initiatives(reading: &Reading, refused: usize) -> Vec<String> {
    let n = |is: &dyn Fn(&Row) -> bool| reading.rows.iter().filter(|row| is(row)).count();
    let added = n(&|row| matches!(row.outcome, Outcome::Added(_)));
    let asks = n(&|row| matches!(row.outcome, Outcome::Asks(_)));
    let mut parts = vec![format!("{} added", count(added, "initiative", "initiatives"))];
    for (n, what) in [
        (n(&|row| matches!(row.outcome, Outcome::Changed(_))), "changed"),
        (n(&|row| matches!(row.outcome, Outcome::Unchanged(_))), "unchanged"),
        (refused, "refused"),
    ] {
        if n > 0 {
            parts.push(format!("{} {what}", count(n, "", "").trim()));
        }
    }
    if asks > 0 {
        parts.push(count(asks, "question", "questions"));
    }
    let mut said = vec![format!("{}.", parts.join(", "))];
    if reading.separator == Separator::Nothing && reading.columns.len() > 1 {
        said.push("Read from running text: look through the preview.".to_owned());
    }
    let incomplete =
        n(&|row| matches!(row.outcome, Outcome::Added(_) | Outcome::Changed(_)) && !row.without.is_empty());
    if incomplete > 0 {
        let (has, stays) = if incomplete == 1 { ("has a cell", "stays") } else { ("have cells", "stay") };
        said.push(format!(
            "{} of these {has} that could not be read and {stays} empty.",
            count(incomplete, "", "").trim()
        ));
    }
    said.extend(totals(reading));
    let notes = n(&|row| matches!(row.outcome, Outcome::Note(_)));
    if notes > 0 {
        said.push(format!("{} kept as the source.", count(notes, "note is", "notes are")));
    }
    if reading.n_missing > 0 {
        let verb = if reading.n_missing == 1 { "is" } else { "are" };
        said.push(format!(
            "{} of the case’s others {verb} missing from the paste: nothing is removed.",
            count(reading.n_missing, "", "").trim()
        ));
    } else if n(&|row| matches!(row.outcome, Outcome::Changed(_) | Outcome::Unchanged(_))) > 0 {
        said.push("0 of the case’s others are missing from the paste: nothing is removed.".to_owned());
    }
    said
}

fn money(reading: &Reading, refused: usize) -> Vec<String> {
    let n = |is: &dyn Fn(&Row) -> bool| reading.rows.iter().filter(|row| is(row)).count();
    let n_lines = n(&|row| matches!(row.outcome, Outcome::Line(_)));
    let n_totals = n(&|row| matches!(row.outcome, Outcome::Total(_) | Outcome::Subtotal(_)));
    let total = match n_totals {
        0 => " and no total".to_owned(),
        1 => " and a total".to_owned(),
        n => format!(" and {n} totals"),
    };
    let mut said = vec![format!("A money table: {}{total}.", count(n_lines, "line", "lines"))];
    if refused > 0 {
        said.push(format!("{} refused.", count(refused, "row is", "rows are")));
    }
    let cannot = n(
        &|row| matches!(&row.outcome, Outcome::Total(sum) | Outcome::Subtotal(sum) if matches!(sum.check, SumCheck::Cannot(_))),
    );
    if cannot > 0 && refused > 0 {
        said.push("The total cannot be checked while a line is refused.".to_owned());
    } else if n_totals > 0 {
        said.extend(totals(reading));
        said.push("A total is kept to check the lines against; it is not an initiative.".to_owned());
    }
    if let Some((facts, variance)) = reading.money.as_ref().and_then(|facts| Some((facts, facts.variance?))) {
        let (fit, all) = facts.fits;
        let fits = if fit == 1 { "fits" } else { "fit" };
        said.push(format!("Variances are {} ({fit} of {} {fits} it).", variance.word(), count(all, "row", "rows")));
    }
    said
}

fn matrix(reading: &Reading, refused: usize) -> Vec<String> {
    let mut n_marks = 0;
    let (mut n_rows, mut n_asked) = (0, 0);
    for row in &reading.rows {
        if let Outcome::Marks(marks) = &row.outcome {
            // Marks in a column that is about no goal of the case go nowhere.
            let has_goal = |at: usize| matches!(reading.columns[at].role, Role::Goal(_));
            let is_given = |mark: &Assessment| *mark != Assessment::NotAssessed;
            n_rows += 1;
            n_asked += marks.asked.iter().filter(|at| has_goal(**at)).count();
            n_marks += marks.marks.iter().filter(|(at, mark)| has_goal(*at) && is_given(mark)).count();
        }
    }
    let mut said = vec![format!(
        "A matrix: {} of {}, none with a reason yet.",
        count(n_marks, "mark", "marks"),
        count(n_rows, "initiative", "initiatives")
    )];
    if n_asked > 0 {
        said.push(format!("{} for an answer.", count(n_asked, "cell waits", "cells wait")));
    }
    if refused > 0 {
        said.push(format!("{} refused.", count(refused, "row is", "rows are")));
    }
    said
}

/// Returns how the printed totals stand to their lines.
fn totals(reading: &Reading) -> Option<String> {
    let sums: Vec<&SumCheck> = reading
        .rows
        .iter()
        .filter_map(|row| match &row.outcome {
            Outcome::Total(sum) | Outcome::Subtotal(sum) => Some(&sum.check),
            _ => None,
        })
        .collect();
    let n = |is: fn(&SumCheck) -> bool| sums.iter().filter(|check| is(check)).count();
    let parts: Vec<String> = [
        (n(|check| *check == SumCheck::Ok), "total checked and right", "totals checked and right"),
        (
            n(|check| matches!(check, SumCheck::WithinRounding(_))),
            "total right but for rounding",
            "totals right but for rounding",
        ),
        (
            n(|check| matches!(check, SumCheck::Differs(_))),
            "total is not the sum of its lines",
            "totals are not the sums of their lines",
        ),
        (n(|check| matches!(check, SumCheck::Cannot(_))), "total cannot be checked", "totals cannot be checked"),
    ]
    .into_iter()
    .filter(|(n, ..)| *n > 0)
    .map(|(n, one, many)| count(n, one, many))
    .collect();
    (!parts.is_empty()).then(|| format!("{}.", list(&parts)))
}

/// Returns the rows that would stay out and the cells that would stay empty, with their reasons, to be saved and put right.
///
/// # Example
/// ```
/// use weighbridge::exchange::table::csv;
/// use weighbridge::paste::{self, Choices, Known};
/// let reading = paste::read("Project,End\nHub,31/02/2026\nHub,2027-03\n", &Known::default(), &Choices::default());
/// let table = paste::left_out(&reading);
/// assert_eq!(
///     csv(&table),
///     "\u{feff}Row,Name,Left out,Column,Found,Reason\r\n\
///      1,Hub,the cell,End,31/02/2026,31/02/2026: February 2026 has 28 days\r\n\
///      2,Hub,the row,Project,Hub,the same name as row 1 of this paste\r\n"
/// );
/// ```
#[must_use]
pub fn left_out(reading: &Reading) -> Table {
    let heading = |column: Option<usize>| {
        column.and_then(|at| reading.columns.get(at)).map_or("", |column| column.heading.as_str())
    };
    let mut rows = Vec::new();
    for row in &reading.rows {
        let whole = if let Outcome::Refused(refusal) = &row.outcome { Some(("the row", refusal)) } else { None };
        for (what, refusal) in whole.into_iter().chain(row.without.iter().map(|refusal| ("the cell", refusal))) {
            rows.push(vec![
                Cell::count(row.number),
                Cell::text(super::text::shortened(&row.label)),
                Cell::text(what),
                Cell::text(heading(refusal.column)),
                Cell::text(refusal.found.as_str()),
                Cell::text(refusal.reason.as_str()),
            ]);
        }
    }
    let heads = ["Row", "Name", "Left out", "Column", "Found", "Reason"].map(str::to_owned).to_vec();
    Table { caption: "Rows and cells that were left out".to_owned(), heads, rows }
}
