//! Findings on the programme: dates and statuses against each other, printed sums against their figures, and what else a
//! careful reader would ask.

use super::facts::facts;
use super::{Asked, Finding, Kind, Place, Subject};
use crate::case::Case;
use crate::date::Date;
use crate::programme::budget::{Footing, check_table};
use crate::programme::schedule::{ScheduleFinding, check_schedule};
use crate::scrutiny::{self, scrutinise};

/// Returns what a careful reader would ask of a programme as at a date: what dates and statuses say against each other, in
/// the order of the initiatives, then the printed sums that do not add up, then what the rules of `scrutiny` find. Without
/// a date nothing is said of time.
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
    of_schedule.chain(of_sums).chain(asked(case, as_at)).collect()
}

/// What is found and said already, with a key of its own, on the programme or in the context.
const SAID: [&str; 10] = [
    "metadata",
    "complete_without_end",
    "end_without_complete",
    "overdue_not_red",
    "all_ends_as_planned",
    "count_differs",
    "table_sum",
    "table_sum_rounding",
    "table_row",
    "table_row_rounding",
];

fn asked(case: &Case, as_at: Option<Date>) -> Vec<Finding> {
    let told = facts(case, as_at);
    let found = scrutinise(&told.facts).into_iter().filter(|found| !SAID.contains(&found.rule));
    let finding = |found: scrutiny::Finding| {
        let mut about: Vec<Subject> = Vec::new();
        let mut add = |subject: Subject| {
            if !about.contains(&subject) {
                about.push(subject);
            }
        };
        for place in &found.places {
            match place {
                scrutiny::Place::Initiative(at) => add(told.initiatives[*at].into()),
                scrutiny::Place::Goal(at) => add(told.goals[*at].into()),
                scrutiny::Place::Cell(initiative, goal) => {
                    add(told.initiatives[*initiative].into());
                    add(told.goals[*goal].into());
                }
                _ => {}
            }
        }
        let is_of = |is: fn(&scrutiny::Place) -> bool| found.places.iter().any(is);
        let place = match found.rule {
            "thin" | "orphan" | "no_downside" | "carbon_counted" => Place::Alignment,
            _ if is_of(|place| matches!(place, scrutiny::Place::Goal(_) | scrutiny::Place::Cell(..))) => {
                Place::Alignment
            }
            _ if is_of(|place| matches!(place, scrutiny::Place::Table(_))) => Place::Money,
            _ => Place::Programme,
        };
        let names = found.places.iter().map(|place| place.name(&told.facts)).collect();
        let asked = Asked { rule: found.rule, level: found.level, names, figures: found.figures, place };
        Finding { kind: Kind::Asked(asked), about }
    };
    together(found.map(finding).collect())
}

/// Returns the findings with all thin initiatives in one, where the first of them stood.
fn together(findings: Vec<Finding>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for finding in findings {
        let first = found.iter_mut().find(|one| is_thin(one));
        match (first, &finding.kind) {
            (Some(first), Kind::Asked(own)) if is_thin(&finding) => {
                if let Kind::Asked(asked) = &mut first.kind {
                    asked.names.extend(own.names.iter().cloned());
                    asked.figures.clear();
                }
                first.about.extend(finding.about);
            }
            _ => found.push(finding),
        }
    }
    found
}

fn is_thin(finding: &Finding) -> bool {
    matches!(&finding.kind, Kind::Asked(asked) if asked.rule == "thin")
}
