//! Rules on money: whether tables foot (`sums`), what they hide, and whether the text agrees with them.

use super::facts::{ColumnRole, Facts, Line, LineKind, Relation, Table};
use super::sums::{Check, Footing, Sign, Variances, sums, variances};
use super::words::letters;
use super::{Found, Level, Place};
use std::collections::HashSet;

/// Below this share of the whole its parts do not explain it, in percent.
const EXPLAINED: i64 = 90;
/// From this share on, money that is for nothing yet is asked about, in percent.
const UNALLOCATED: i64 = 25;
/// From this change on, a budget has moved, in percent.
const MOVED: i64 = 20;
/// A figure of so many times the middle one of its column is likely in another unit.
const OUTLIER: i64 = 200;
/// How many figures a column must have before its middle one says anything.
const ENOUGH: usize = 4;

pub(super) fn scrutinise(facts: &Facts<'_>, found: &mut Found) {
    for (at, table) in facts.tables.iter().enumerate() {
        sum_rules(at, table, found);
        row_rules(at, table, found);
        hidden_variance(at, table, found);
        budget_movement(at, table, found);
        unallocated(at, table, found);
        lines(at, table, found);
    }
    relations(facts, found);
    initiatives(facts, found);
}

/// `table_sum` (error): |printed - sum of the lines| > (n + 1) step / 2, for each column and each subtotal and total.
/// `table_sum_rounding` (note): a difference up to that. A column in which a figure is missing is not added up.
fn sum_rules(at: usize, table: &Table<'_>, found: &mut Found) {
    for check in sums(table) {
        let mut places = vec![Place::Table(at), Place::Column(at, check.column), Place::Line(at, check.line)];
        let (rule, level) = match check.footing {
            Footing::Ok => continue,
            Footing::WithinRounding => ("table_sum_rounding", Level::Note),
            Footing::BeyondRounding => {
                // A line that was left out, or counted twice, is as large as the difference.
                let size = Some(check.difference().abs());
                let same = |line: &&usize| table.lines[**line].figure(check.column).map(i64::abs) == size;
                places.extend(check.lines.iter().filter(same).map(|line| Place::Line(at, *line)));
                ("table_sum", Level::Error)
            }
        };
        found.push(rule, level, places, &figures(&check));
    }
}

fn figures(check: &Check) -> [(&'static str, i64); 3] {
    [("printed", check.printed), ("computed", check.computed), ("difference", check.difference())]
}

/// `table_row` (error) and `table_row_rounding` (note): a printed variance against budget less forecast, or forecast less
/// budget where most rows of the table count that way; n = 2. One slip that goes from a line into its totals is one finding.
/// `variance_sign_unclear` (ask): as many rows count the one way as the other.
fn row_rules(at: usize, table: &Table<'_>, found: &mut Found) {
    for Variances { column, sign, checks } in variances(table) {
        if sign == Sign::Unclear {
            found.push("variance_sign_unclear", Level::Ask, [Place::Table(at), Place::Column(at, column)], &[]);
        }
        let mut slips: Vec<(Check, Vec<usize>)> = Vec::new();
        for check in checks {
            match check.footing {
                Footing::Ok => {}
                Footing::WithinRounding => {
                    let places = [Place::Table(at), Place::Line(at, check.line)];
                    found.push("table_row_rounding", Level::Note, places, &figures(&check));
                }
                Footing::BeyondRounding => {
                    // Lines come before their totals, so the first with this difference is where it came from.
                    let is_sum = !table.lines[check.line].is_money();
                    let goes_on = |slip: &&mut (Check, Vec<usize>)| slip.0.difference() == check.difference() && is_sum;
                    match slips.iter_mut().find(goes_on) {
                        Some(slip) => slip.1.push(check.line),
                        None => slips.push((check, Vec::new())),
                    }
                }
            }
        }
        for (first, others) in slips {
            let lines = std::iter::once(first.line).chain(others).map(|line| Place::Line(at, line));
            found.push("table_row", Level::Error, [Place::Table(at)].into_iter().chain(lines), &figures(&first));
        }
    }
}

/// `hidden_variance` (ask): no column shows the variance of all years, and forecasts of lines differ from their budgets by
/// more than a step.
fn hidden_variance(at: usize, table: &Table<'_>, found: &mut Found) {
    let (budget, forecast) = (table.column(ColumnRole::AllBudget), table.column(ColumnRole::AllForecast));
    let (Some(budget), Some(forecast), None) = (budget, forecast, table.column(ColumnRole::AllVariance)) else {
        return;
    };
    let differs = |line: &Line<'_>| {
        line.figure(budget).zip(line.figure(forecast)).is_some_and(|(b, f)| f.saturating_sub(b).abs() > table.step)
    };
    let lines = table.lines.iter().enumerate().filter(|(_, line)| line.is_money() && differs(line));
    let lines: Vec<Place> = lines.map(|(line, _)| Place::Line(at, line)).collect();
    if !lines.is_empty() {
        found.push("hidden_variance", Level::Ask, [Place::Table(at)].into_iter().chain(lines), &[]);
    }
}

/// `budget_movement` (ask): the total moved from approved to revised by a fifth or more and by more than two steps, and no
/// note says why. The line that moved most is named.
fn budget_movement(at: usize, table: &Table<'_>, found: &mut Found) {
    let columns = table.column(ColumnRole::Approved).zip(table.column(ColumnRole::Revised));
    let (Some((approved, revised)), Some((total_at, total))) = (columns, table.total()) else { return };
    let moved = |line: &Line<'_>| Some(line.figure(revised)?.saturating_sub(line.figure(approved)?));
    let (Some(movement), Some(before)) = (moved(total), total.figure(approved)) else { return };
    let is_large = 100 * i128::from(movement.abs()) >= i128::from(MOVED) * i128::from(before.abs());
    if total.has_note || before == 0 || !is_large || movement.abs() <= 2 * table.step {
        return;
    }
    let lines = table.lines.iter().enumerate().filter(|(_, line)| line.is_money());
    let most = lines.max_by_key(|(_, line)| moved(line).map_or(0, i64::abs)).map(|(line, _)| Place::Line(at, line));
    let places = [Place::Table(at), Place::Line(at, total_at)].into_iter().chain(most);
    found.push("budget_movement", Level::Ask, places, &[("movement", movement)]);
}

/// `unallocated` (ask): a quarter or more of the money, over all years where that is shown, is for nothing yet.
fn unallocated(at: usize, table: &Table<'_>, found: &mut Found) {
    use ColumnRole::{AllBudget, Approved, Revised};
    let Some(column) = [AllBudget, Revised, Approved].into_iter().find_map(|role| table.column(role)) else { return };
    let Some(whole) = table.total().and_then(|(_, line)| line.figure(column)).filter(|whole| *whole > 0) else {
        return;
    };
    let lines = || table.lines.iter().enumerate().filter(|(_, line)| line.kind == LineKind::Unallocated);
    let free = lines().filter_map(|(_, line)| line.figure(column)).fold(0, i64::saturating_add);
    if 100 * i128::from(free) < i128::from(UNALLOCATED) * i128::from(whole) {
        return;
    }
    let places = [Place::Table(at)].into_iter().chain(lines().map(|(line, _)| Place::Line(at, line)));
    found.push("unallocated", Level::Ask, places, &[("share", share(free, whole))]);
}

/// Returns a part of a whole in percent, rounded.
fn share(part: i64, whole: i64) -> i64 {
    let share = (200 * i128::from(part) + i128::from(whole)) / (2 * i128::from(whole));
    i64::try_from(share).unwrap_or(i64::MAX)
}

/// `line_twice` (ask): two lines of money with the same letters. `scale_outlier` (ask): a figure of 200 times or more the
/// middle one of its column, from four figures on.
fn lines(at: usize, table: &Table<'_>, found: &mut Found) {
    let money = || table.lines.iter().enumerate().filter(|(_, line)| line.is_money());
    for (one, line) in money() {
        let label = letters(line.label);
        let before = money().take_while(|(other, _)| *other < one).find(|(_, other)| letters(other.label) == label);
        if let Some((other, _)) = before.filter(|_| !label.is_empty()) {
            let places = [Place::Table(at), Place::Line(at, other), Place::Line(at, one)];
            found.push("line_twice", Level::Ask, places, &[]);
        }
    }
    for column in 0..table.columns.len() {
        let mut sizes: Vec<i64> =
            money().filter_map(|(_, line)| line.figure(column)).filter(|figure| *figure != 0).map(i64::abs).collect();
        if sizes.len() < ENOUGH {
            continue;
        }
        crate::order::sort_by(&mut sizes, &mut i64::cmp);
        let middle = sizes[(sizes.len() - 1) / 2];
        for (line_at, line) in money() {
            if let Some(figure) = line.figure(column).filter(|figure| figure.abs() / OUTLIER >= middle) {
                let places = [Place::Table(at), Place::Line(at, line_at), Place::Column(at, column)];
                found.push("scale_outlier", Level::Ask, places, &[("printed", figure)]);
            }
        }
    }
}

/// `explained_share` (ask): parts make up less than 90 percent of their whole. `parts_exceed_whole` (error): they make up
/// more of it than rounding explains. `spend_over_budget` (error): what is spent and promised is more than the budget.
/// `no_budget_to_compare` (ask): there is no budget to hold it against. `text_and_table_differ` (error): twice the difference
/// of what should be one figure is more than both steps together.
fn relations(facts: &Facts<'_>, found: &mut Found) {
    let amount = |at: usize| facts.figures[at].amount;
    for relation in &facts.relations {
        match relation {
            Relation::Parts { whole, parts } => {
                let explained = parts.iter().map(|part| amount(*part)).fold(0, i64::saturating_add);
                let all = amount(*whole);
                let figures = [("explained", explained), ("whole", all)];
                let places = || [*whole].into_iter().chain(parts.iter().copied()).map(Place::Figure);
                let steps: i64 = [*whole].iter().chain(parts).map(|at| facts.figures[*at].step).sum();
                if 2 * i128::from(explained.abs()) - 2 * i128::from(all.abs()) > i128::from(steps) {
                    found.push("parts_exceed_whole", Level::Error, places(), &figures);
                } else if 100 * i128::from(explained.abs()) < i128::from(EXPLAINED) * i128::from(all.abs()) {
                    found.push("explained_share", Level::Ask, places(), &figures);
                }
            }
            Relation::Spend { budget, spent, committed } => {
                let promised = committed.map_or(0, amount);
                let all = amount(*spent).saturating_add(promised);
                let places = || [Place::Figure(*spent)].into_iter().chain(committed.map(Place::Figure));
                match budget {
                    None => found.push("no_budget_to_compare", Level::Ask, places(), &[("amount", all)]),
                    Some(budget) if all > amount(*budget) => {
                        let figures = [("amount", all), ("budget", amount(*budget))];
                        found.push(
                            "spend_over_budget",
                            Level::Error,
                            places().chain([Place::Figure(*budget)]),
                            &figures,
                        );
                    }
                    Some(_) => {}
                }
            }
            Relation::Same { figure, cell: (table_at, line, column) } => {
                let table = &facts.tables[*table_at];
                let Some(printed) = table.lines[*line].figure(*column) else { continue };
                let (stated, step) = (amount(*figure), facts.figures[*figure].step);
                let difference = i128::from(stated) - i128::from(printed);
                if 2 * difference.abs() > i128::from(step) + i128::from(table.step) {
                    let places = [
                        Place::Figure(*figure),
                        Place::Table(*table_at),
                        Place::Line(*table_at, *line),
                        Place::Column(*table_at, *column),
                    ];
                    found.push(
                        "text_and_table_differ",
                        Level::Error,
                        places,
                        &[("stated", stated), ("printed", printed)],
                    );
                }
            }
        }
    }
}

/// `initiative_without_line` (ask): an initiative with a budget that no line of a table pays for. `initiative_without_money`
/// (note): one with neither, where others have some. `no_cost` (ask): there is money, and none of it is any initiative's.
fn initiatives(facts: &Facts<'_>, found: &mut Found) {
    let lines = || facts.tables.iter().flat_map(|table| &table.lines).filter(|line| line.is_money());
    let linked: HashSet<usize> = lines().filter_map(|line| line.initiative).collect();
    let labels: HashSet<String> = lines().map(|line| letters(line.label)).collect();
    let has_line = |at: usize| linked.contains(&at) || labels.contains(&letters(facts.initiatives[at].name));
    let (mut unpaid, mut bare) = (Vec::new(), Vec::new());
    for (at, initiative) in facts.initiatives.iter().enumerate() {
        match (initiative.budget.is_some(), has_line(at)) {
            (true, false) if !facts.tables.is_empty() => unpaid.push(Place::Initiative(at)),
            (false, false) => bare.push(Place::Initiative(at)),
            _ => {}
        }
    }
    found.all("initiative_without_line", Level::Ask, unpaid);
    if bare.len() < facts.initiatives.len() {
        found.all("initiative_without_money", Level::Note, bare);
    } else if is_uncosted(facts) {
        let budgets = facts.relations.iter().filter_map(|relation| match relation {
            Relation::Spend { budget: Some(budget), .. } => Some(facts.figures[*budget].amount),
            _ => None,
        });
        let figures: Vec<(&'static str, i64)> = budgets.map(|budget| ("budget", budget)).take(1).collect();
        found.push("no_cost", Level::Ask, [], &figures);
    }
}

/// Returns whether there are initiatives and money, and no initiative has any.
pub(super) fn is_uncosted(facts: &Facts<'_>) -> bool {
    let has_money = !facts.tables.is_empty() || !facts.figures.is_empty();
    let paid = |line: &Line<'_>| line.initiative.is_some();
    let none_has = facts.initiatives.iter().all(|initiative| initiative.budget.is_none())
        && !facts.tables.iter().flat_map(|table| &table.lines).any(paid);
    has_money && none_has && !facts.initiatives.is_empty()
}
