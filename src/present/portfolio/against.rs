//! A chosen set against delivery, the years of its money, and carbon: what is late, what ends together, when money falls, and
//! what the tonnes of the chosen leave of the budget.

use super::Choice;
use crate::case::Case;
use crate::date::{Date, MONTHS};
use crate::id::InitiativeId;
use crate::pence::Pence;
use crate::present::{delivery_remark, moves_of, tonnes};
use crate::print::{count, list, money};
use crate::programme::{
    CarbonLine, Counting, Dependency, FinancialYear, Initiative, Outlook, Status, by_year, counted, outlook,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many that share a quarter or a lead are worth saying.
const MANY: usize = 3;

/// Returns the initiatives of a set.
fn members<'a>(case: &'a Case, set: &[usize]) -> Vec<&'a Arc<Initiative>> {
    set.iter().filter_map(|at| case.programme.initiatives.get(*at)).collect()
}

fn names(choice: &Choice<'_>, of: &[InitiativeId]) -> String {
    let place = |id: &InitiativeId| choice.case.programme.initiatives.iter().position(|one| one.id == *id);
    choice.names(&of.iter().filter_map(place).collect::<Vec<usize>>())
}

/// Returns how the initiatives of a set are delivered as at a date, a sentence each: their statuses, which are late or have moved,
/// which have no end, what ends in one quarter or has one lead, and what waits for what is not in the set.
#[must_use]
pub fn set_delivery_sentences(choice: &Choice<'_>, set: &[usize], as_at: Option<Date>) -> Vec<String> {
    let all = members(choice.case, set);
    if all.is_empty() {
        return Vec::new();
    }
    let mut said = vec![statuses(&all)];
    said.extend(late(&all, as_at));
    let undated: Vec<InitiativeId> =
        all.iter().filter(|one| one.is_open() && one.expected_end().is_none()).map(|one| one.id).collect();
    if !undated.is_empty() {
        let [has, is] = if undated.len() == 1 { ["has", "it is"] } else { ["have", "they are"] };
        said.push(format!("{} {has} no end date, so nobody can say whether {is} late.", names(choice, &undated)));
    }
    said.extend(one_quarter(choice, &all));
    said.extend(one_lead(choice, &all));
    said.extend(waits_outside(choice, &all));
    said
}

/// "Of 8 chosen, 1 is red, 2 are amber and 3 are green; 2 have no status."
fn statuses(all: &[&Arc<Initiative>]) -> String {
    let n = |status: Option<Status>| all.iter().filter(|one| one.status == status).count();
    let of = |status: Status| match n(Some(status)) {
        0 => None,
        1 => Some(format!("1 is {}", status.word())),
        n => Some(format!("{n} are {}", status.word())),
    };
    let given: Vec<String> = Status::ALL.into_iter().filter_map(of).collect();
    let none = n(None);
    match (given.is_empty(), none) {
        (true, _) => format!("None of the {} chosen has a status.", all.len()),
        (false, 0) => format!("Of {} chosen, {}.", all.len(), list(&given)),
        (false, 1) => format!("Of {} chosen, {}; 1 has no status.", all.len(), list(&given)),
        (false, none) => format!("Of {} chosen, {}; {none} have no status.", all.len(), list(&given)),
    }
}

/// "Late or moved: Telephony (5 months over) and Data centre (moved 4 months later)."
fn late(all: &[&Arc<Initiative>], as_at: Option<Date>) -> Option<String> {
    let remark = |one: &&Arc<Initiative>| {
        let words = delivery_remark(one, as_at);
        (!words.is_empty()).then(|| format!("{} ({words})", one.name))
    };
    let all: Vec<String> = all.iter().filter_map(remark).collect();
    (!all.is_empty()).then(|| format!("Late, moved or without room: {}.", list(&all)))
}

/// "4 end between October and December 2026: ..."
fn one_quarter(choice: &Choice<'_>, all: &[&Arc<Initiative>]) -> Option<String> {
    let mut quarters: BTreeMap<i64, Vec<InitiativeId>> = BTreeMap::new();
    for one in all.iter().filter(|one| one.is_open()) {
        if let Some([first, last]) = one.expected_end().map(Date::month_numbers)
            && first.div_euclid(3) == last.div_euclid(3)
        {
            quarters.entry(first.div_euclid(3)).or_default().push(one.id);
        }
    }
    // Of quarters with as many, the first.
    let most = quarters.iter().rev().max_by_key(|(_, ids)| ids.len()).filter(|(_, ids)| ids.len() >= MANY)?;
    let (quarter, ids) = most;
    let month = |at: i64| usize::try_from(at.rem_euclid(12)).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("");
    let (from, to) = (month(quarter * 3), month(quarter * 3 + 2));
    let year = (quarter * 3).div_euclid(12);
    Some(format!("{} end between {from} and {to} {year}: {}.", ids.len(), names(choice, ids)))
}

/// "3 have the same lead, Head of Estates: ..."
fn one_lead(choice: &Choice<'_>, all: &[&Arc<Initiative>]) -> Option<String> {
    let mut leads: BTreeMap<&str, Vec<InitiativeId>> = BTreeMap::new();
    for one in all.iter().filter(|one| !one.lead_role.trim().is_empty()) {
        leads.entry(one.lead_role.trim()).or_default().push(one.id);
    }
    let (lead, ids) = leads.iter().max_by_key(|(_, ids)| ids.len()).filter(|(_, ids)| ids.len() >= MANY)?;
    Some(format!("{} have the same lead, {lead}: {}.", ids.len(), names(choice, ids)))
}

/// "Network refresh waits for Data centre, which is not chosen."
fn waits_outside(choice: &Choice<'_>, all: &[&Arc<Initiative>]) -> Vec<String> {
    let is_in = |id: &InitiativeId| all.iter().any(|one| one.id == *id);
    let done = |id: &InitiativeId| choice.case.initiative(*id).is_some_and(|one| !one.is_open());
    let pairs = all.iter().flat_map(|one| {
        one.dependencies.iter().filter_map(|found| match found {
            Dependency::Initiative(other) if !is_in(other) && !done(other) => Some((one.name.as_str(), *other)),
            Dependency::Initiative(_) | Dependency::Other(_) => None,
        })
    });
    pairs.map(|(name, other)| format!("{name} waits for {}, which is not chosen.", names(choice, &[other]))).collect()
}

/// The capital of a set by year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetMoney {
    /// The years in which something is given, ascending, with what the set takes in each.
    pub years: Vec<(FinancialYear, Pence)>,
    /// The initiatives whose capital is given by year, by position.
    pub by_year: Vec<usize>,
    /// Those of which only a sum over all years is known, by position, with that sum.
    pub whole: Vec<(usize, Pence)>,
    /// Those of which nothing is known, by position.
    pub unknown: Vec<usize>,
}

/// Returns in which years the capital of a set falls.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::set_money};
/// assert!(set_money(&Case::titled("Depots"), &[]).years.is_empty());
/// ```
#[must_use]
pub fn set_money(case: &Case, set: &[usize]) -> SetMoney {
    let mut found = SetMoney::default();
    let mut years: BTreeMap<FinancialYear, i64> = BTreeMap::new();
    for at in set {
        let Some(one) = case.programme.initiatives.get(*at) else { continue };
        match (one.money.capital.is_empty(), one.budget) {
            (false, _) => {
                found.by_year.push(*at);
                for (year, sum) in &one.money.capital {
                    let own = years.entry(*year).or_default();
                    *own = own.saturating_add(sum.get());
                }
            }
            (true, Some(sum)) => found.whole.push((*at, sum)),
            (true, None) => found.unknown.push(*at),
        }
    }
    found.years = years.into_iter().map(|(year, sum)| (year, Pence::new(sum).unwrap_or_default())).collect();
    found
}

/// Returns in which years the money of a set falls, a sentence each.
#[must_use]
pub fn set_money_sentences(choice: &Choice<'_>, set: &[usize]) -> Vec<String> {
    let found = set_money(choice.case, set);
    let mut said = Vec::new();
    let sum = |sums: &mut dyn Iterator<Item = Pence>| {
        Pence::new(sums.fold(0_i64, |sum, one| sum.saturating_add(one.get()))).unwrap_or_default()
    };
    let all = sum(&mut found.years.iter().map(|(_, sum)| *sum));
    let largest = found.years.iter().rev().max_by_key(|(_, sum)| sum.get());
    if let Some((year, most)) = largest {
        said.push(match found.years.len() {
            1 => format!("All capital that is given by year falls in {year}: {}.", money(*most)),
            n => format!(
                "Of {} of capital that is given by year, the most falls in {year}: {}. It is spread over {}.",
                money(all),
                money(*most),
                count(n, "year", "years")
            ),
        });
    }
    if !found.whole.is_empty() {
        let own = sum(&mut found.whole.iter().map(|(_, sum)| *sum));
        let places: Vec<usize> = found.whole.iter().map(|(at, _)| *at).collect();
        said.push(format!("{} is not given by year: {}.", money(own), choice.names(&places)));
    }
    if !found.unknown.is_empty() {
        let is = if found.unknown.len() == 1 { "it falls" } else { "they fall" };
        said.push(format!("No capital is given for {}, so {is} in no year here.", choice.names(&found.unknown)));
    }
    said
}

/// Returns the lines of carbon of a set, without those that the base line has already: as the whole case tells it.
fn lines_of<'a>(case: &'a Case, set: &[usize]) -> Vec<&'a CarbonLine> {
    let all: Vec<(&Initiative, &CarbonLine)> = case.carbon_lines().collect();
    let lines: Vec<&CarbonLine> = all.iter().map(|(_, line)| *line).collect();
    let chosen: Vec<InitiativeId> = members(case, set).iter().map(|one| one.id).collect();
    let own = all.iter().zip(counted(&lines));
    own.filter(|((initiative, _), counting)| chosen.contains(&initiative.id) && *counting != Counting::InPlan)
        .map(|((_, line), _)| *line)
        .collect()
}

/// Returns how the carbon budget stands with the measures of a set alone; `None` where no budget was begun.
#[must_use]
pub fn set_outlook(case: &Case, set: &[usize], as_at: Option<Date>) -> Option<Outlook> {
    case.programme.carbon_plan.as_ref().map(|plan| outlook(plan, &lines_of(case, set), as_at))
}

/// Returns what the tonnes of a set come to, and what they leave of the budget, a sentence each.
#[must_use]
pub fn set_carbon_sentences(choice: &Choice<'_>, set: &[usize], as_at: Option<Date>) -> Vec<String> {
    let case = choice.case;
    let lines = lines_of(case, set);
    if case.carbon_lines().next().is_none() {
        return Vec::new();
    }
    let mut said = Vec::new();
    let without: Vec<usize> = set
        .iter()
        .copied()
        .filter(|at| case.programme.initiatives.get(*at).is_some_and(|one| one.carbon.lines.is_empty()))
        .collect();
    let none = "No measure of the chosen gives its tonnes both in the council’s boundary and in all.";
    said.push(moves_of(&lines, "The measures of the chosen").unwrap_or_else(|| none.to_owned()));
    if !without.is_empty() {
        let n = count(without.len(), "chosen initiative gives", "chosen initiatives give");
        said.push(format!("{n} no tonnes: {}.", choice.names(&without)));
    }
    let Some(found) = set_outlook(case, set, as_at) else { return said };
    let Some((to_find, limit)) = found.to_find.zip(found.limit) else {
        said.push(
            "What they leave of the carbon budget cannot be said: the budget or its base line is not whole.".into(),
        );
        return said;
    };
    let over = |to_find: f64| match libm::round(to_find) {
        over if over > 0.0 => format!("{} are still to be found", tonnes(to_find)),
        0.0 => "it is just kept".to_owned(),
        _ => format!("there is room for {}", tonnes(-to_find)),
    };
    let years = found.years.first().zip(found.years.last());
    let when = years.map_or_else(String::new, |(first, last)| format!(" for {} to {}", first.year, last.year));
    said.push(format!(
        "Against the budget of {}{when} they count {} within the council’s boundary: with them alone, {}.",
        tonnes(limit),
        tonnes(found.measures.council),
        over(to_find)
    ));
    let all: Vec<usize> = (0..case.programme.initiatives.len()).collect();
    let whole = set_outlook(case, &all, as_at).and_then(|whole| whole.to_find);
    if let Some(whole) = whole.filter(|whole| (whole - to_find).abs() >= 0.5) {
        said.push(format!("With the measures of every initiative, chosen or not, {}.", over(whole)));
    }
    if !found.unsaid.is_empty() {
        let named: Vec<&str> = found.unsaid.iter().map(|at| lines[*at].what.as_str()).collect();
        said.push(format!("Not counted year by year, for want of a start or of tonnes: {}.", list(&named)));
    }
    said
}

/// Returns what the tonnes of a set come to in each year of the budget, in both boundaries; empty without a budget.
#[must_use]
pub fn set_tonnes_by_year(case: &Case, set: &[usize]) -> Vec<(String, f64, f64)> {
    let Some(plan) = case.programme.carbon_plan.as_ref() else { return Vec::new() };
    let years = plan.period();
    let (sums, _) = by_year(&lines_of(case, set), &years);
    years.iter().zip(sums).map(|(year, sum)| (year.to_string(), sum.council, sum.total)).collect()
}
