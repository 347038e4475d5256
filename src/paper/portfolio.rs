//! The tables of a chosen set: what is in and out and why, money against points, how firm it is, and its goals.

use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::framework::Lens;
use crate::pence::Pence;
use crate::portfolio::Resource;
use crate::portfolio::field::Capped;
use crate::portfolio::found::{Core, Level};
use crate::present::{Choice, goals_of_set, lens_name, portfolio_place, portfolio_reason, share_words};
use crate::print::{capitalised, list};

/// Millionths of a point in one point.
const UNIT: f64 = 1e6;

/// Returns the initiatives, those that are in first and each group by what it is worth: place, points, harm, what each costs
/// under each limit, and why it is out.
#[must_use]
pub fn set_table(choice: &Choice<'_>) -> Table {
    Table {
        caption: choice.portfolio.title.clone(),
        heads: set_heads(choice),
        rows: set_order(choice).into_iter().map(|at| set_row(choice, at)).collect(),
    }
}

/// Returns the headings of that table.
#[must_use]
pub fn set_heads(choice: &Choice<'_>) -> Vec<String> {
    let caps = (0..choice.field.caps.len()).map(|cap| capitalised(&choice.cap_name(cap)));
    let first = ["Initiative", "Place", "Points", "Harm"].map(str::to_owned).into_iter();
    first.chain(caps).chain(["Why, and what would change it".to_owned()]).collect()
}

/// Returns the row of an initiative in that table, by its position.
#[must_use]
pub fn set_row(choice: &Choice<'_>, at: usize) -> Vec<Cell> {
    let field = choice.field;
    let Some(one) = field.candidates.get(at) else { return Vec::new() };
    let mut row = vec![
        Cell::text(choice.name(at)),
        Cell::text(portfolio_place(choice, at)),
        Cell::points(field.worth(at) as f64 / UNIT),
        Cell::points(one.harm),
    ];
    let costs = one.costs.iter().enumerate();
    row.extend(costs.map(|(cap, cost)| cost.map_or(Cell::Missing("not given"), |cost| amount(choice, cap, cost))));
    row.push(Cell::text(portfolio_reason(choice, at)));
    row
}

/// Returns the initiatives, by position: those that are in, those that could be, and those that cannot be chosen, each group by
/// what it is worth.
#[must_use]
pub fn set_order(choice: &Choice<'_>) -> Vec<usize> {
    let field = choice.field;
    let mut order: Vec<usize> = (0..field.candidates.len()).collect();
    let is_in = |at: usize| choice.found.best.as_ref().is_some_and(|best| best.members.binary_search(&at).is_ok());
    let lacks = |at: usize| choice.found.left.iter().position(|left| left.candidate == at).unwrap_or(usize::MAX);
    crate::order::sort_by(&mut order, &mut |one, other| {
        let key =
            |at: usize| (!is_in(at), !field.candidates[at].barred.is_empty(), if is_in(at) { 0 } else { lacks(at) });
        key(*one).cmp(&key(*other)).then_with(|| field.worth(*other).cmp(&field.worth(*one)))
    });
    order
}

/// Returns what is taken or left of a limit, in its unit.
pub(super) fn amount(choice: &Choice<'_>, cap: usize, amount: u64) -> Cell {
    match choice.field.caps[cap].of {
        Capped::Harm(_) => Cell::points(amount as f64 / UNIT),
        Capped::Budget(Resource::People, _) => Cell::as_typed(amount as f64 / 100.0),
        Capped::Budget(..) => {
            Cell::Money { sum: Pence::new(i64::try_from(amount).unwrap_or(i64::MAX)).unwrap_or_default(), unit: None }
        }
    }
}

/// Returns the best set for each of many limits of the first budget: points, what is spent, what value for cost alone comes
/// to, and what changes from the line before.
#[must_use]
pub fn frontier_table(choice: &Choice<'_>) -> Table {
    let Some(primary) = choice.field.primary() else { return Table::default() };
    let limit = capitalised(&choice.cap_name(primary));
    let heads = [&limit, "Points", "Spent", "In order of points for cost", "Comes in", "Goes out"];
    let mut table =
        Table { caption: format!("{limit} and points"), heads: heads.map(str::to_owned).to_vec(), rows: Vec::new() };
    let value = |value: Option<i64>| {
        value.map_or(Cell::Missing("no set keeps every limit"), |value| Cell::points(value as f64 / UNIT))
    };
    let names = |all: &[usize]| -> Cell {
        if all.is_empty() {
            Cell::EMPTY
        } else {
            Cell::text(list(&all.iter().map(|at| choice.name(*at)).collect::<Vec<&str>>()))
        }
    };
    let row = |level: &Level| {
        vec![
            amount(choice, primary, level.budget),
            value(level.value),
            amount(choice, primary, level.spent),
            value(level.by_rate),
            names(&level.change.brings),
            names(&level.change.puts_out),
        ]
    };
    table.rows = choice.found.frontier.iter().map(row).collect();
    table
}

/// Returns how often each initiative that can be chosen is in, over weightings of the lenses and over what a look at the rest
/// may find.
#[must_use]
pub fn core_table(choice: &Choice<'_>) -> Table {
    let mut table =
        Table { caption: "How firm the set is".to_owned(), heads: vec!["Initiative".to_owned()], rows: Vec::new() };
    let cores: Vec<&Core> = [&choice.found.weightings, &choice.found.headroom].into_iter().flatten().collect();
    if choice.found.weightings.is_some() {
        table.heads.push("In, over weightings of the lenses".to_owned());
    }
    if choice.found.headroom.is_some() {
        table.heads.push("In, over what a look at the rest may find".to_owned());
    }
    for at in set_order(choice).into_iter().filter(|at| choice.field.candidates[*at].barred.is_empty()) {
        let shares = cores.iter().map(|core| match core.n {
            0 => Cell::EMPTY,
            n => Cell::text(share_words(core.times.get(at).copied().unwrap_or(0), n)),
        });
        table.rows.push(std::iter::once(Cell::text(choice.name(at))).chain(shares).collect());
    }
    table
}

/// Returns the goals with how the chosen set stands against each.
#[must_use]
pub fn goals_table(choice: &Choice<'_>) -> Table {
    let heads = ["Goal", "Lens", "Over the set", "Supported by", "Harmed by"];
    let names = |all: &[usize]| -> Cell {
        if all.is_empty() {
            Cell::text("nothing chosen")
        } else {
            Cell::text(list(&all.iter().map(|at| choice.name(*at)).collect::<Vec<&str>>()))
        }
    };
    let lens = |id| choice.summary.goals.iter().find(|goal| goal.id == id).map_or(Lens::Outcomes, |goal| goal.lens);
    let row = |(id, standing): (crate::id::GoalId, crate::alignment::goal::GoalAlignment)| {
        vec![
            Cell::text(choice.case.goal(id).map_or("", |goal| goal.title.as_str())),
            Cell::text(lens_name(lens(id))),
            Cell::text(standing.state().word()),
            names(&standing.supporters),
            names(&standing.harmers),
        ]
    };
    Table {
        caption: "Goals of the chosen set".to_owned(),
        heads: heads.map(str::to_owned).to_vec(),
        rows: goals_of_set(choice).into_iter().map(row).collect(),
    }
}
