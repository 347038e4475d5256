//! Findings on the programme: dates and statuses against each other, printed sums against their figures.

use super::{Finding, Kind, Subject};
use crate::case::Case;
use crate::date::Date;
use crate::programme::budget::{Footing, check_table};
use crate::programme::schedule::{ScheduleFinding, check_schedule};

/// Returns what a careful reader would ask of a programme as at a date: what dates and statuses say against each other, in
/// the order of the initiatives, then the printed sums that do not add up. Without a date nothing is said of time.
///
/// # Example
/// ```
/// use weighbridge::health::check_programme;
/// use weighbridge::case::Case;
/// let mut case = Case::titled("Depots");
/// case.programme.stated_count = Some(3);
/// let findings = check_programme(&case, "2026-11".parse().ok());
/// assert_eq!(findings[0].key(), "count_differs:3+0");
/// ```
#[must_use]
pub fn check_programme(case: &Case, as_at: Option<Date>) -> Vec<Finding> {
    let schedule = as_at.map_or_else(Vec::new, |date| check_schedule(&case.programme, date));
    let sums = case.programme.budget.as_ref().map_or_else(Vec::new, |table| check_table(table));
    let wrong = sums.into_iter().filter(|check| check.footing == Footing::BeyondRounding);
    let of_schedule = schedule.into_iter().map(|found| match found {
        ScheduleFinding::CompleteWithoutActualEnd(id)
        | ScheduleFinding::ActualEndWithoutComplete(id)
        | ScheduleFinding::OverdueNotRed { initiative: id, .. } => Finding::on(Kind::Schedule(found), [id]),
        ScheduleFinding::ActualEndsAllAsPlanned { .. } | ScheduleFinding::CountDiffers { .. } => {
            Finding::new(Kind::Schedule(found))
        }
    });
    let of_sums = wrong.map(|check| Finding::on(Kind::Sum(check), [Subject::Sum(check.place)]));
    of_schedule.chain(of_sums).collect()
}
