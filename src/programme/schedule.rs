//! What the dates and statuses of a programme say against each other.
//!
//! A date may be a month, so only what holds on every day of it is found. There is no clock: the caller says as at when.

use crate::date::Date;
use crate::id::InitiativeId;
use crate::programme::{Initiative, Programme, Status};
use std::sync::Arc;

/// How many actual ends it takes before all of them being on plan to the month is remarkable.
const REMARKABLE: usize = 5;

/// Something that a careful reader of a delivery table would ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleFinding {
    /// Reported complete, and no date on which it ended.
    CompleteWithoutActualEnd(InitiativeId),
    /// It ended, by its date, and is not reported complete.
    ActualEndWithoutComplete(InitiativeId),
    /// The planned end has passed, no actual end is given, and the report does not call it red.
    OverdueNotRed {
        /// What is overdue.
        initiative: InitiativeId,
        /// The status reported instead; absent where the report gives none.
        status: Option<Status>,
        /// Whole calendar months between the planned end and the date asked about; 0 within one month.
        n_months: u32,
    },
    /// Every actual end equals its planned end, five or more of them: recorded, or copied?
    ActualEndsAllAsPlanned {
        /// How many.
        n_initiatives: usize,
    },
    /// The text claims another number of initiatives than the list holds.
    CountDiffers {
        /// As the text has it.
        stated: u32,
        /// As listed.
        listed: usize,
    },
}

/// Returns what a careful reader would ask of a programme's dates and statuses as at a date: findings on single
/// initiatives in their order, then those on the list as a whole.
///
/// # Example
/// ```
/// use weighbridge::id::InitiativeId;
/// use weighbridge::programme::schedule::{ScheduleFinding, check_schedule};
/// use weighbridge::programme::{Initiative, Programme, Status};
/// let mut programme = Programme::default();
/// let mut upgrade = Initiative::named(InitiativeId(1), "Upgrade the internet capacity");
/// upgrade.planned_end = "2014-07".parse().ok();
/// upgrade.status = Some(Status::Amber);
/// programme.initiatives.push(upgrade.into());
/// let findings = check_schedule(&programme, "2014-12".parse().unwrap());
/// let (initiative, status) = (InitiativeId(1), Some(Status::Amber));
/// assert_eq!(findings, [ScheduleFinding::OverdueNotRed { initiative, status, n_months: 5 }]);
/// ```
#[must_use]
pub fn check_schedule(programme: &Programme, as_at: Date) -> Vec<ScheduleFinding> {
    let initiatives = &programme.initiatives;
    let mut findings: Vec<ScheduleFinding> =
        initiatives.iter().filter_map(|initiative| check_initiative(initiative, as_at)).collect();
    findings.extend(check_actual_ends(initiatives));
    let stated = programme.stated_count;
    findings.extend(
        stated
            .filter(|&stated| usize::try_from(stated) != Ok(initiatives.len()))
            .map(|stated| ScheduleFinding::CountDiffers { stated, listed: initiatives.len() }),
    );
    findings
}

/// Returns by how many calendar months a planned end has passed as at a date, or `None` while it has not for certain.
/// A month has passed once the next one begins.
///
/// # Example
/// ```
/// use weighbridge::programme::schedule::months_overdue;
/// let months = |planned: &str, as_at: &str| months_overdue(planned.parse().unwrap(), as_at.parse().unwrap());
/// assert_eq!(months("2014-07", "2014-12"), Some(5));
/// assert_eq!(months("2015-02", "2015-02-04"), None);
/// assert_eq!(months("2015-02-03", "2015-02-04"), Some(0));
/// ```
#[must_use]
pub fn months_overdue(planned_end: Date, as_at: Date) -> Option<u32> {
    let n_months = as_at.month_numbers()[0] - planned_end.month_numbers()[1];
    as_at.is_after(planned_end).then(|| u32::try_from(n_months).unwrap_or(0))
}

fn check_initiative(initiative: &Initiative, as_at: Date) -> Option<ScheduleFinding> {
    let Initiative { id, status, planned_end, actual_end, .. } = *initiative;
    match (status, actual_end) {
        (Some(Status::Complete), None) => Some(ScheduleFinding::CompleteWithoutActualEnd(id)),
        (Some(Status::Red | Status::Amber | Status::Green), Some(_)) => {
            Some(ScheduleFinding::ActualEndWithoutComplete(id))
        }
        (None | Some(Status::Amber | Status::Green), None) => {
            let n_months = months_overdue(planned_end?, as_at)?;
            Some(ScheduleFinding::OverdueNotRed { initiative: id, status, n_months })
        }
        _ => None,
    }
}

fn check_actual_ends(initiatives: &[Arc<Initiative>]) -> Option<ScheduleFinding> {
    let ended = initiatives.iter().filter_map(|initiative| initiative.planned_end.zip(initiative.actual_end));
    let ended: Vec<(Date, Date)> = ended.collect();
    let all_as_planned = ended.iter().all(|(planned, actual)| planned == actual);
    (ended.len() >= REMARKABLE && all_as_planned)
        .then_some(ScheduleFinding::ActualEndsAllAsPlanned { n_initiatives: ended.len() })
}
