//! What a row of a pasted table would change of an initiative of the case.

use super::text::one_line;
use super::{Change, KnownInitiative, Pasted, Role};
use crate::date::Date;
use crate::pence::Pence;
use crate::print;
use crate::programme::Status;

/// Returns what a row would change of an initiative. What the row does not say stays; a heading among the rows puts nothing into a
/// group that stands in none.
pub(super) fn changes(known: &KnownInitiative<'_>, pasted: &Pasted, says_group: bool) -> Vec<Change> {
    let mut found = Vec::new();
    let mut differ = |role: Role, from: String, to: String| {
        if !to.is_empty() && one_line(&from) != one_line(&to) {
            found.push(Change { role, from, to });
        }
    };
    let date = |date: Option<Date>| date.map(print::date).unwrap_or_default();
    let money = |sum: Option<Pence>| sum.map(print::money).unwrap_or_default();
    let status = |status: Option<Status>| status.map(|status| status.word().to_owned()).unwrap_or_default();
    differ(Role::Name, known.name.to_owned(), pasted.name.clone());
    differ(Role::Reference, known.reference.to_owned(), pasted.reference.clone());
    if says_group {
        differ(Role::Group, known.group.to_owned(), pasted.group.clone());
    }
    differ(Role::LeadRole, known.lead_role.to_owned(), pasted.lead_role.clone());
    differ(Role::Status, status(known.status), status(pasted.status));
    differ(Role::Start, date(known.start), date(pasted.start.date));
    differ(Role::PlannedEnd, date(known.planned_end), date(pasted.planned_end.date));
    differ(Role::ActualEnd, date(known.actual_end), date(pasted.actual_end.date));
    differ(Role::Budget, money(known.budget), money(pasted.budget));
    for earlier in pasted.earlier_ends.iter().filter(|earlier| !known.earlier_ends.contains(earlier)) {
        differ(Role::EarlierEnd, String::new(), print::date(*earlier));
    }
    for (year, sum) in &pasted.budget_by_year {
        let before = known.budget_by_year.iter().find(|(known, _)| known == year);
        let said = |sum: Pence| format!("{year}: {}", print::money(sum));
        differ(Role::BudgetOfYear, before.map(|(_, sum)| said(*sum)).unwrap_or_default(), said(*sum));
    }
    differ(Role::Narrative, known.narrative.to_owned(), pasted.narrative.clone());
    differ(Role::Objective, known.objective.to_owned(), pasted.objective.clone());
    differ(Role::Source, known.source.to_owned(), pasted.source.clone());
    found
}
