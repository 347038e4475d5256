//! The report's money table as printed, whether it adds up, and the figures that the text states.

use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::pence::Pence;
use weighbridge::present::{self, MoneyUnit};
use weighbridge::programme::Statement;
use weighbridge::programme::budget::{BudgetCheck, BudgetLine, BudgetTable, Column, Footing, SumPlace, check_table};

/// The table and the figures, where the case has any.
#[component]
pub(super) fn Money(session: Session) -> impl IntoView {
    let table = Memo::new(move |_| session.case().with(|case| case.programme.budget.clone()));
    let statements = Memo::new(move |_| session.case().with(|case| case.programme.statements.clone()));
    let names = Memo::new(move |_| session.case().with(|case| case_names(case)));
    view! {
        {move || table.get().map(|table| view! { <Printed table names=names.get()/> })}
        {move || Some(statements.get()).filter(|all| !all.is_empty()).map(|statements| view! { <Stated statements/> })}
    }
}

/// Returns the initiative that each line pays for, where that is another name than its label.
fn case_names(case: &Case) -> Vec<Option<String>> {
    let lines = case.programme.budget.iter().flat_map(|table| &table.lines);
    lines
        .map(|line| {
            let name = case.initiative(line.initiative?)?.name.clone();
            (name != line.label).then_some(name)
        })
        .collect()
}

#[component]
fn Printed(table: Arc<BudgetTable>, names: Vec<Option<String>>) -> impl IntoView {
    let checks = check_table(&table);
    let printed = table.lines.iter().chain(&table.total).flat_map(|line| Column::ALL.map(|column| column.of(line)));
    let unit = MoneyUnit::in_steps(table.printed_step, printed.flatten());
    let heads = Column::ALL.map(|column| {
        view! { <th scope="col" class="n">{present::column_words(column, &table.financial_year)}</th> }
    });
    let rows = table.lines.iter().zip(names).enumerate();
    let rows = rows.map(|(i, (line, name))| row(line, name, &checks, SumPlace::Line(i), unit)).collect_view();
    let total = table.total.as_ref().map(|total| {
        let cells = cells(total, &checks, SumPlace::Total, unit);
        view! { <tr class="table__total"><th scope="row">{total.label.clone()}</th>{cells}</tr> }
    });
    let sums = Column::ALL.map(|column| {
        let check = checks.iter().find(|check| check.place == SumPlace::Column(column));
        let (figure, words) = check.map_or_else(Default::default, |check| {
            (unit.print(check.computed), present::footing_words(check.footing))
        });
        let wrong = check.is_some_and(|check| check.footing == Footing::BeyondRounding);
        view! { <td class="n">{figure}<span class=if wrong { "money__verdict money__verdict--wrong" } else { "money__verdict" }>{words}</span></td> }
    });
    let verdict = verdict(&checks);
    view! {
        <section class="section" aria-labelledby="h-money">
            <h2 id="h-money">{table.title.clone()}</h2>
            <p>{verdict}</p>
            <div class="table-scroll" role="region" aria-label=format!("{}: table", table.title) tabindex="0">
                <table class="table money">
                    <caption><span class="visually-hidden">{table.title.clone()}</span><span class="note">{unit.name()}", as printed. Variance is revised less forecast: negative is an overspend."</span></caption>
                    <thead><tr><td></td>{heads.collect_view()}</tr></thead>
                    <tbody>
                        {rows}{total}
                        <tr class="table__aside"><th scope="row">"Sum of the rows"</th>{sums.collect_view()}</tr>
                    </tbody>
                </table>
            </div>
            {(!table.source.is_empty()).then(|| view! { <p class="note">"Read from paragraph "{table.source.clone()}" of the report."</p> })}
        </section>
    }
}

/// Returns how many sums add up. Which do not is marked in the table, and said in words among the findings.
fn verdict(checks: &[BudgetCheck]) -> String {
    let n_wrong = checks.iter().filter(|check| check.footing == Footing::BeyondRounding).count();
    match (checks.len(), n_wrong) {
        (0, _) => "The table prints too little to be checked.".to_owned(),
        (n, 0) => format!("Every one of {n} sums adds up, within rounding."),
        (n, wrong) => format!("{wrong} of {n} sums {} not add up.", if wrong == 1 { "does" } else { "do" }),
    }
}

fn row(
    line: &BudgetLine,
    name: Option<String>,
    checks: &[BudgetCheck],
    place: SumPlace,
    unit: MoneyUnit,
) -> impl IntoView + use<> {
    let paid_for = name.map(|name| view! { <span class="money__for">"for "{name}</span> });
    view! { <tr><th scope="row">{line.label.clone()}{paid_for}</th>{cells(line, checks, place, unit)}</tr> }
}

fn cells(line: &BudgetLine, checks: &[BudgetCheck], place: SumPlace, unit: MoneyUnit) -> impl IntoView + use<> {
    let wrong = checks.iter().find(|check| check.place == place && check.footing == Footing::BeyondRounding);
    let verdict = wrong.map(|check| format!("{} by the row", unit.print(check.computed)));
    let cell = |column: Column| {
        let figure = column.of(line).map_or_else(|| "not printed".to_owned(), |sum: Pence| unit.print(sum));
        let remark = verdict.clone().filter(|_| column == Column::Variance);
        view! { <td class="n">{figure}{remark.map(|words| view! { <span class="money__verdict money__verdict--wrong">{words}</span> })}</td> }
    };
    Column::ALL.map(cell).collect_view()
}

#[component]
fn Stated(statements: Vec<Arc<Statement>>) -> impl IntoView {
    let row = |statement: Arc<Statement>| {
        let amount = statement.amount.map(present::money).unwrap_or_default();
        view! { <tr><th scope="row">{statement.label.clone()}</th><td class="n">{amount}</td><td>{statement.text.clone()}</td><td>{statement.source.clone()}</td></tr> }
    };
    view! {
        <section class="section" aria-labelledby="h-stated">
            <h2 id="h-stated">"Figures in the text"</h2>
            <div class="table-scroll" role="region" aria-label="Figures in the text: table" tabindex="0">
                <table class="table stated">
                    <caption class="visually-hidden">"Figures that the text of the report states"</caption>
                    <thead><tr><th scope="col">"What"</th><th scope="col" class="n">"Amount"</th><th scope="col">"In words"</th><th scope="col">"Paragraph"</th></tr></thead>
                    <tbody>{statements.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
