//! The programme page in sentences: how initiatives stand, what dates and statuses say against each other, and whether the
//! report's money table adds up.

use super::{count, date, list, money, status_words};
use crate::case::Case;
use crate::id::InitiativeId;
use crate::pence::Pence;
use crate::programme::budget::{BudgetCheck, BudgetTable, Column, Footing, SumPlace};
use crate::programme::schedule::ScheduleFinding;
use crate::programme::{Dependency, Milestone, MilestoneKind, Status};

/// Returns how many initiatives there are and how they stand.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::programme_headline};
/// assert_eq!(programme_headline(&Case::titled("Depots")), "No initiatives yet.");
/// ```
#[must_use]
pub fn programme_headline(case: &Case) -> String {
    let initiatives = &case.programme.initiatives;
    if initiatives.is_empty() {
        return "No initiatives yet.".to_owned();
    }
    let all = count(initiatives.len(), "initiative", "initiatives");
    let of = |status: Option<Status>| initiatives.iter().filter(|initiative| initiative.status == status).count();
    let given = [Status::Red, Status::Amber, Status::Green, Status::Complete].map(|status| (status, of(Some(status))));
    let stands = given.iter().filter(|(_, n)| *n > 0);
    let mut stands: Vec<String> =
        stands.map(|(status, n)| format!("{n} {}", status_words(*status).to_lowercase())).collect();
    match (stands.len(), of(None)) {
        (0, _) => return format!("{all}, none with a status."),
        (_, 0) => {}
        (_, n) => stands.push(format!("{n} without a status")),
    }
    format!("{all}: {}.", list(&stands))
}

/// Returns what a schedule finding is about, and what it says.
#[must_use]
pub(super) fn schedule_finding_words(case: &Case, finding: ScheduleFinding) -> (String, String) {
    let name = |id: InitiativeId| case.initiative(id).map_or_else(String::new, |found| found.name.clone());
    let whole = || "The whole list".to_owned();
    match finding {
        ScheduleFinding::CompleteWithoutActualEnd(id) => {
            (name(id), "Reported complete, but no date on which it ended.".to_owned())
        }
        ScheduleFinding::ActualEndWithoutComplete(id) => {
            (name(id), "It ended, by its date, and is not reported complete.".to_owned())
        }
        ScheduleFinding::OverdueNotRed { initiative, status, n_months } => {
            let late = match n_months {
                0 => "The planned end has passed".to_owned(),
                n => format!("The planned end passed {} ago", count(n as usize, "month", "months")),
            };
            let status = status.map_or("it has no status".to_owned(), |status| {
                format!("it is reported {}, not red", status_words(status).to_lowercase())
            });
            (name(initiative), format!("{late}, and {status}."))
        }
        ScheduleFinding::ActualEndsAllAsPlanned { n_initiatives } => (
            whole(),
            format!("All {n_initiatives} actual ends are the planned ones to the month: recorded, or copied?"),
        ),
        ScheduleFinding::CountDiffers { stated, listed } => {
            (whole(), format!("The text gives {stated} initiatives; {listed} are listed."))
        }
    }
}

/// Returns the heading of a money column; the first four are of a financial year.
#[must_use]
pub fn column_words(column: Column, financial_year: &str) -> String {
    let year = |words: &str| format!("{words} {financial_year}").trim_end().to_owned();
    match column {
        Column::Approved => year("Approved"),
        Column::Revised => year("Revised"),
        Column::Forecast => year("Forecast"),
        Column::Variance => year("Variance"),
        Column::AllYearsBudget => "All years budget".to_owned(),
        Column::AllYearsForecast => "All years forecast".to_owned(),
    }
}

/// Returns how a printed figure stands to the figure worked out, in words.
#[must_use]
pub fn footing_words(footing: Footing) -> &'static str {
    match footing {
        Footing::Ok => "adds up",
        Footing::WithinRounding => "adds up within rounding",
        Footing::BeyondRounding => "does not add up",
    }
}

/// Returns what was checked, and what came of it: "does not add up: rows sum to £61.9m, printed £58.2m".
#[must_use]
pub(super) fn budget_check_words(table: &BudgetTable, check: &BudgetCheck) -> (String, String) {
    let line =
        |place: &str| format!("{place}, {}", column_words(Column::Variance, &table.financial_year).to_lowercase());
    let (place, sum) = match check.place {
        SumPlace::Column(column) => (column_words(column, &table.financial_year), "rows sum to"),
        SumPlace::Line(i) => (line(table.lines.get(i).map_or("", |line| &line.label)), "revised less forecast is"),
        SumPlace::Total => (line(table.total.as_ref().map_or("", |total| &total.label)), "revised less forecast is"),
    };
    let verdict = footing_words(check.footing);
    let words = match check.footing {
        Footing::Ok => format!("{verdict}."),
        _ => format!("{verdict}: {sum} {}, printed {}.", money(check.computed), money(check.printed)),
    };
    (place, words)
}

/// Returns money as it can be typed again: "85,700", "12.50".
#[must_use]
pub fn pounds(sum: Pence) -> String {
    let (whole, odd) = (sum.get().unsigned_abs() / 100, sum.get().unsigned_abs() % 100);
    let sign = if sum.get() < 0 { crate::print::MINUS } else { "" };
    let fraction = if odd == 0 { String::new() } else { format!(".{odd:02}") };
    format!("{sign}{}{fraction}", crate::print::with_commas(&whole.to_string()))
}

/// Returns a milestone with its date and standing.
#[must_use]
pub fn milestone_words(milestone: &Milestone) -> String {
    let kind = match milestone.kind {
        MilestoneKind::Actual => "done",
        MilestoneKind::Planned => "planned",
        MilestoneKind::Missed => "missed",
        MilestoneKind::Contingent => "only if needed",
        MilestoneKind::External => "set from outside",
    };
    format!("{}, {kind}: {}", date(milestone.date), milestone.what)
}

/// Returns what an initiative waits for.
#[must_use]
pub fn dependency_words(case: &Case, dependency: &Dependency) -> String {
    match dependency {
        Dependency::Initiative(id) => case.initiative(*id).map_or_else(String::new, |found| found.name.clone()),
        Dependency::Other(words) => words.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{budget_check_words, pounds, programme_headline, schedule_finding_words};
    use crate::case::Case;
    use crate::edit::{Edit, ProgrammeEdit, apply};
    use crate::pence::Pence;
    use crate::programme::Status;
    use crate::programme::budget::{BudgetLine, BudgetTable, check_table};
    use crate::programme::schedule::check_schedule;
    use crate::unknown::Unknown;

    fn line(label: &str, all_years: i64) -> BudgetLine {
        BudgetLine {
            label: label.to_owned(),
            initiative: None,
            approved: None,
            revised: Pence::from_pounds(100_000),
            forecast: Pence::from_pounds(200_000),
            variance: Pence::from_pounds(-100_000),
            all_years_budget: None,
            all_years_forecast: Pence::from_pounds(all_years),
            unknown: Unknown::new(),
        }
    }

    #[test]
    fn a_table_that_does_not_add_up_says_by_how_much() {
        let table = BudgetTable {
            title: String::new(),
            financial_year: "2019/20".to_owned(),
            printed_step: Pence::from_pounds(100_000).unwrap(),
            lines: vec![line("Network", 61_900_000)],
            total: Some(line("Total", 58_200_000)),
            source: String::new(),
            unknown: Unknown::new(),
        };
        let said: Vec<(String, String)> =
            check_table(&table).iter().map(|check| budget_check_words(&table, check)).collect();
        let all_years = ("All years forecast", "does not add up: rows sum to £61.9m, printed £58.2m.");
        assert!(said.contains(&(all_years.0.to_owned(), all_years.1.to_owned())), "{said:?}");
        assert!(said.contains(&("Network, variance 2019/20".to_owned(), "adds up.".to_owned())), "{said:?}");
    }

    #[test]
    fn the_headline_counts_by_status() {
        let mut case = Case::titled("t");
        for name in ["A", "B", "C"] {
            case = apply(&case, &Edit::Programme(ProgrammeEdit::AddInitiative(name.to_owned()))).unwrap();
        }
        assert_eq!(programme_headline(&case), "3 initiatives, none with a status.");
        let id = case.programme.initiatives[0].id;
        let case = apply(&case, &Edit::Programme(ProgrammeEdit::SetStatus(id, Some(Status::Amber)))).unwrap();
        assert_eq!(programme_headline(&case), "3 initiatives: 1 amber and 2 without a status.");
    }

    #[test]
    fn findings_name_the_initiative() {
        let case =
            apply(&Case::titled("t"), &Edit::Programme(ProgrammeEdit::AddInitiative("Email".to_owned()))).unwrap();
        let id = case.programme.initiatives[0].id;
        let case = apply(&case, &Edit::Programme(ProgrammeEdit::SetStatus(id, Some(Status::Complete)))).unwrap();
        let findings = check_schedule(&case.programme, "2014-12".parse().unwrap());
        let (place, words) = schedule_finding_words(&case, findings[0]);
        assert_eq!((place.as_str(), words.as_str()), ("Email", "Reported complete, but no date on which it ended."));
    }

    #[test]
    fn pounds_can_be_typed_again() {
        for pence in [0, 8_570_000, -1_250, 440_000_000] {
            let sum = Pence::new(pence).unwrap();
            assert_eq!(crate::pence::read_pounds(&pounds(sum)), Ok(sum));
        }
    }
}
