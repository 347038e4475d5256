//! Rows of a pasted table of initiatives, taken over in one pass: what they change, and what they add.

use super::EditError;
use super::given::{Applied, issue, name, text};
use crate::case::Case;
use crate::date::Date;
use crate::id::InitiativeId;
use crate::limits::Limit;
use crate::paste::{Pasted, When};
use crate::pence::{Pence, read_pounds};
use crate::print::{count, money};
use crate::programme::{EarlierEnd, Initiative};
use crate::unknown::Unknown;
use std::collections::HashMap;
use std::sync::Arc;

/// What rows of a pasted table say of initiatives. What a row does not say stays, and nothing is removed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// New initiatives, in their order.
    pub added: Vec<Pasted>,
    /// Initiatives of the case, each with what is said of it anew and nothing else.
    pub changed: Vec<(InitiativeId, Pasted)>,
    /// Where the table was read, for new initiatives that do not say it themselves.
    pub source: String,
}

impl Rows {
    pub(super) fn take(&self, case: &mut Case) -> Applied {
        let initiatives = &mut case.programme.initiatives;
        Limit::Initiatives.check(initiatives.len() + self.added.len())?;
        let places: HashMap<InitiativeId, usize> = initiatives.iter().map(|found| found.id).zip(0..).collect();
        for (id, pasted) in &self.changed {
            let at = places.get(id).ok_or(EditError::NotThere { what: "initiative" })?;
            say(Arc::make_mut(&mut initiatives[*at]), pasted)?;
        }
        for pasted in &self.added {
            let mut new = Initiative::named(InitiativeId(issue(&mut case.next_id)?), &name(&pasted.name)?);
            say(&mut new, pasted)?;
            if new.source.is_empty() {
                new.source = text(&self.source)?;
            }
            initiatives.push(Arc::new(new));
        }
        Ok(())
    }

    pub(super) fn what(&self) -> String {
        let added = count(self.added.len(), "initiative", "initiatives");
        format!("Take a pasted table: {added} added, {} changed", count(self.changed.len(), "", "").trim())
    }
}

/// Says of an initiative what a row says of it. An end that was planned before is kept as an earlier one.
fn say(initiative: &mut Initiative, pasted: &Pasted) -> Applied {
    let narrative = narrative(&initiative.narrative, pasted);
    let words = [
        (&mut initiative.name, &pasted.name),
        (&mut initiative.reference, &pasted.reference),
        (&mut initiative.group, &pasted.group),
        (&mut initiative.lead_role, &pasted.lead_role),
        (&mut initiative.objective, &pasted.objective),
        (&mut initiative.source, &pasted.source),
        (&mut initiative.narrative, &narrative),
    ];
    for (place, said) in words.into_iter().filter(|(_, said)| !said.is_empty()) {
        *place = text(said)?;
    }
    if pasted.status.is_none() && !pasted.status_words.is_empty() && initiative.status_reason.is_empty() {
        initiative.status_reason = text(&format!("Reported as “{}”", pasted.status_words))?;
    }
    let moved = initiative.planned_end.filter(|end| pasted.planned_end.date.is_some_and(|new| new != *end));
    for date in pasted.earlier_ends.iter().copied().chain(moved) {
        if initiative.earlier_ends.iter().all(|earlier| earlier.date != date) {
            initiative.earlier_ends.push(earlier_end(date));
        }
    }
    Limit::EarlierEnds.check(initiative.earlier_ends.len())?;
    initiative.status = pasted.status.or(initiative.status);
    initiative.start = pasted.start.date.or(initiative.start);
    initiative.planned_end = pasted.planned_end.date.or(initiative.planned_end);
    initiative.actual_end = pasted.actual_end.date.or(initiative.actual_end);
    initiative.budget = pasted.budget.or(initiative.budget);
    Ok(())
}

fn earlier_end(date: Date) -> EarlierEnd {
    EarlierEnd { date, as_at: None, source: String::new(), unknown: Unknown::new() }
}

/// What lines at the end of a narrative begin with that keep what has no place of its own: a date in words, the budget of one
/// year.
const KEPT: [&str; 4] = ["Start: ", "Planned end: ", "Actual end: ", BUDGET];
const BUDGET: &str = "Budget of ";

/// Returns a narrative without the lines at its end that a paste has added, and these lines.
fn parted(narrative: &str) -> (&str, Vec<&str>) {
    let (mut own, mut kept) = (narrative, Vec::new());
    loop {
        let (before, last) = own.rsplit_once('\n').unwrap_or(("", own));
        if !KEPT.iter().any(|label| last.starts_with(label)) {
            kept.reverse();
            return (own, kept);
        }
        kept.push(last);
        own = before.trim_end();
    }
}

/// Returns the words of a narrative that are its own, and the budgets of single years that stand behind them.
pub(super) fn kept(narrative: &str) -> (&str, Vec<(String, Pence)>) {
    let (own, kept) = parted(narrative);
    let budget = |line: &&str| {
        let (year, sum) = line.strip_prefix(BUDGET)?.split_once(": ")?;
        Some((year.to_owned(), read_pounds(sum).ok()?))
    };
    (own, kept.iter().filter_map(budget).collect())
}

/// Returns how things stand after a row: in its words or those that stood there, and behind them what has no place of its own.
fn narrative(before: &str, pasted: &Pasted) -> String {
    let (own, kept) = parted(before);
    let own = if pasted.narrative.is_empty() { own } else { &pasted.narrative };
    let mut lines: Vec<String> = vec![own.to_owned()];
    let dates = [&pasted.start, &pasted.planned_end, &pasted.actual_end];
    for (label, When { date, words }) in KEPT.into_iter().zip(dates) {
        let stood = || kept.iter().find(|line| line.starts_with(label)).map(|line| (*line).to_owned());
        lines.extend(match (date, words.as_str()) {
            (Some(_), _) => None,
            (None, "") => stood(),
            (None, words) => Some(format!("{label}{words}")),
        });
    }
    let (_, mut budgets) = self::kept(before);
    for (year, sum) in &pasted.budget_by_year {
        match budgets.iter_mut().find(|(known, _)| known == year) {
            Some((_, known)) => *known = *sum,
            None => budgets.push((year.clone(), *sum)),
        }
    }
    lines.extend(budgets.iter().map(|(year, sum)| format!("{BUDGET}{year}: {}", money(*sum))));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{kept, narrative};
    use crate::paste::{Pasted, When};
    use crate::pence::Pence;

    fn words(words: &str) -> When {
        When { date: None, words: words.to_owned() }
    }

    #[test]
    fn what_has_no_place_of_its_own_stands_behind_the_narrative_and_is_found_again() {
        let year = ("2025/26".to_owned(), Pence::from_pounds(1_250_000).unwrap());
        let pasted = Pasted {
            narrative: "On course.".to_owned(),
            planned_end: words("Ongoing"),
            budget_by_year: vec![year.clone()],
            ..Pasted::default()
        };
        let first = narrative("", &pasted);
        assert_eq!(first, "On course.\nPlanned end: Ongoing\nBudget of 2025/26: £1.25m");
        assert_eq!(kept(&first), ("On course.", vec![year]));
        assert_eq!(narrative(&first, &pasted), first);
        let dated =
            Pasted { planned_end: When { date: "2027-03".parse().ok(), ..When::default() }, ..Pasted::default() };
        assert_eq!(narrative(&first, &dated), "On course.\nBudget of 2025/26: £1.25m", "a date is better than words");
        assert_eq!(narrative("Start: late.\nThen on.", &Pasted::default()), "Start: late.\nThen on.");
    }
}
