//! Money tables as the paper prints them, and beside each what its figures make of its sums.

use crate::case::Case;
use crate::exchange::cell::Cell;
use crate::exchange::document::Block;
use crate::exchange::table::Table;
use crate::pence::Pence;
use crate::present::{MoneyUnit, count, footing_words};
use crate::programme::{LineKind, MoneyTable};
use crate::scrutiny::facts::Table as Facts;
use crate::scrutiny::{Check, Footing, sums, variances};

/// Returns each money table of a case as printed, and the sums in it that do not come out exactly.
#[must_use]
pub(super) fn money(case: &Case) -> Vec<Block> {
    if case.programme.tables.is_empty() {
        return vec![Block::Paragraph("There is no money table.".to_owned())];
    }
    case.programme.tables.iter().flat_map(|table| of_table(case, table)).collect()
}

fn of_table(case: &Case, table: &MoneyTable) -> Vec<Block> {
    let figures = || table.lines.iter().flat_map(|line| line.figures.iter().flatten().copied());
    let unit = MoneyUnit::in_steps(table.printed_step, figures());
    let facts = Facts::of(table, &|_| None);
    let rows = variances(&facts).into_iter().flat_map(|found| found.checks);
    let checks: Vec<Check> = sums(&facts).into_iter().chain(rows).collect();
    let source =
        if table.source.is_empty() { String::new() } else { format!(" Paragraph {} of the report.", table.source) };
    let mut found =
        vec![Block::Table(printed(case, table, unit)), Block::Paragraph(format!("{}{source}", verdict(&checks)))];
    let off: Vec<&Check> = checks.iter().filter(|check| check.footing != Footing::Ok).collect();
    if !off.is_empty() {
        let heads = ["Printed figure", "As printed", "Worked out", "Difference", "Result"].map(str::to_owned);
        found.push(Block::Table(Table {
            caption: format!("{}: sums that do not come out exactly, {}", table.title, unit.name()),
            heads: heads.to_vec(),
            rows: off.into_iter().map(|check| row(table, check, unit)).collect(),
        }));
    }
    found
}

fn printed(case: &Case, table: &MoneyTable, unit: MoneyUnit) -> Table {
    let figure = |figure: &Option<Pence>| match figure {
        Some(sum) => Cell::Money { sum: *sum, unit: Some(unit) },
        None => Cell::Missing("not printed"),
    };
    let label = |line: &crate::programme::MoneyLine| {
        let paid_for = line.initiative.and_then(|id| case.initiative(id)).filter(|one| one.name != line.label);
        let paid_for = paid_for.map_or_else(String::new, |one| format!(" (for {})", one.name));
        let kind = match line.kind {
            LineKind::Unallocated => ", not allocated",
            LineKind::Line | LineKind::Subtotal | LineKind::Total => "",
        };
        format!("{}{kind}{paid_for}", line.label)
    };
    let heads = std::iter::once("Line".to_owned()).chain(table.columns.iter().map(|column| column.heading.clone()));
    let rows = table
        .lines
        .iter()
        .map(|line| std::iter::once(Cell::text(label(line))).chain(line.figures.iter().map(figure)).collect());
    Table {
        caption: format!("{}, {}, as printed", table.title, unit.name()),
        heads: heads.collect(),
        rows: rows.collect(),
    }
}

/// Returns how many sums add up exactly, how many within rounding, and how many do not.
fn verdict(checks: &[Check]) -> String {
    let n = |footing: Footing| checks.iter().filter(|check| check.footing == footing).count();
    let (exact, rounded, wrong) = (n(Footing::Ok), n(Footing::WithinRounding), n(Footing::BeyondRounding));
    match (checks.len(), exact, rounded, wrong) {
        (0, ..) => "The table prints too little to be checked.".to_owned(),
        (all, _, 0, 0) => format!("All {} add up.", count(all, "sum", "sums")),
        (all, exact, rounded, 0) => {
            format!("Of {} {exact} add up exactly and {rounded} within rounding.", count(all, "sum", "sums"))
        }
        (all, exact, rounded, wrong) => format!(
            "Of {} {exact} add up exactly and {rounded} within rounding; {wrong} {} not add up.",
            count(all, "sum", "sums"),
            if wrong == 1 { "does" } else { "do" }
        ),
    }
}

fn row(table: &MoneyTable, check: &Check, unit: MoneyUnit) -> Vec<Cell> {
    let line = table.lines.get(check.line).map_or("", |line| &line.label);
    let column = table.columns.get(check.column).map_or("", |column| &column.heading);
    let sum = |pence: i64| Pence::new(pence).map_or(Cell::EMPTY, |sum| Cell::Money { sum, unit: Some(unit) });
    vec![
        Cell::text(format!("{line}, {column}")),
        sum(check.printed),
        sum(check.computed),
        sum(check.difference()),
        footing_words(check.footing).into(),
    ]
}
