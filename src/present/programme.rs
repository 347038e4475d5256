//! The programme page in sentences: how initiatives stand, what dates and statuses say against each other, and whether the
//! report's money table adds up.

use super::{count, date, list, status_words};
use crate::case::Case;
use crate::pence::Pence;
use crate::programme::{Dependency, Milestone, MilestoneKind, Status};
use crate::scrutiny::Footing;

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

/// Returns how a printed figure stands to the figure worked out, in words.
#[must_use]
pub fn footing_words(footing: Footing) -> &'static str {
    match footing {
        Footing::Ok => "adds up",
        Footing::WithinRounding => "adds up within rounding",
        Footing::BeyondRounding => "does not add up",
    }
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
    use super::{pounds, programme_headline};
    use crate::case::Case;
    use crate::edit::{Edit, ProgrammeEdit, apply};
    use crate::pence::Pence;
    use crate::programme::Status;

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
    fn pounds_can_be_typed_again() {
        for pence in [0, 8_570_000, -1_250, 440_000_000] {
            let sum = Pence::new(pence).unwrap();
            assert_eq!(crate::pence::read_pounds(&pounds(sum)), Ok(sum));
        }
    }
}
