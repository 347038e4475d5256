//! The report's money tables as printed, whether they add up, and the figures that the text states.

use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::pence::Pence;
use weighbridge::present::{self, MoneyUnit};
use weighbridge::programme::{Figure, LineKind, MoneyLine, MoneyTable};
use weighbridge::scrutiny::facts::Table;
use weighbridge::scrutiny::{Check, Footing, Sign, sums, variances};

/// The tables and the figures, where the case has any.
#[component]
pub(super) fn Money(session: Session) -> impl IntoView {
    let tables = Memo::new(move |_| session.case().with(|case| case.programme.tables.clone()));
    let figures = Memo::new(move |_| session.case().with(|case| case.programme.figures.clone()));
    let printed = move || {
        let names = |table: &MoneyTable| session.case().with(|case| names(case, table));
        let one = |table: Arc<MoneyTable>| view! { <Printed names=names(&table) table/> };
        tables.get().into_iter().map(one).collect_view()
    };
    view! {
        {printed}
        {move || Some(figures.get()).filter(|all| !all.is_empty()).map(|figures| view! { <Stated figures/> })}
    }
}

/// Returns the initiative that each line pays for, where that is another name than its label.
fn names(case: &Case, table: &MoneyTable) -> Vec<Option<String>> {
    let name = |line: &MoneyLine| {
        let name = case.initiative(line.initiative?)?.name.clone();
        (name != line.label).then_some(name)
    };
    table.lines.iter().map(name).collect()
}

/// What was checked of a table.
struct Checks {
    sums: Vec<Check>,
    rows: Vec<Check>,
    sign: Option<Sign>,
}

#[component]
fn Printed(table: Arc<MoneyTable>, names: Vec<Option<String>>) -> impl IntoView {
    let facts = Table::of(&table, &|_| None);
    let rows = variances(&facts);
    let sign = rows.first().map(|found| found.sign);
    let checks = Checks { sums: sums(&facts), rows: rows.into_iter().flat_map(|found| found.checks).collect(), sign };
    let printed = table.lines.iter().flat_map(|line| line.figures.iter().flatten().copied());
    let unit = MoneyUnit::in_steps(table.printed_step, printed);
    let heads = table.columns.iter().map(|column| view! { <th scope="col" class="n">{column.heading.clone()}</th> });
    let rows = table.lines.iter().zip(names).enumerate();
    let rows = rows.map(|(at, (line, name))| row(line, name, (&checks, at), unit)).collect_view();
    let id = format!("h-money-{}", table.id);
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{table.title.clone()}</h2>
            <p>{verdict(&checks)}</p>
            <div class="table-scroll" role="region" aria-label=format!("{}: table", table.title) tabindex="0">
                <table class="table money">
                    <caption><span class="visually-hidden">{table.title.clone()}</span><span class="note">{unit.name()}", as printed."{sign_words(checks.sign)}</span></caption>
                    <thead><tr><td></td>{heads.collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(!table.source.is_empty()).then(|| view! { <p class="note">"Read from paragraph "{table.source.clone()}" of the report."</p> })}
        </section>
    }
}

/// Returns how variances are counted, behind a sentence.
fn sign_words(sign: Option<Sign>) -> &'static str {
    match sign {
        Some(Sign::BudgetLessForecast) => " Variance is budget less forecast: negative is an overspend.",
        Some(Sign::ForecastLessBudget) => " Variance is forecast less budget: negative is an underspend.",
        Some(Sign::Unclear) => " Which way variances count is unclear.",
        None => "",
    }
}

/// Returns how many sums add up. Which do not is marked in the table, and said in words among the findings.
fn verdict(checks: &Checks) -> String {
    let all = || checks.sums.iter().chain(&checks.rows);
    let n_wrong = all().filter(|check| check.footing == Footing::BeyondRounding).count();
    match (all().count(), n_wrong) {
        (0, _) => "The table prints too little to be checked.".to_owned(),
        (n, 0) => format!("Every one of {n} sums adds up, within rounding."),
        (n, wrong) => format!("{wrong} of {n} sums {} not add up.", if wrong == 1 { "does" } else { "do" }),
    }
}

/// A line; beneath a total stands what its lines come to.
fn row(line: &MoneyLine, name: Option<String>, (checks, at): (&Checks, usize), unit: MoneyUnit) -> AnyView {
    let paid_for = name.map(|name| view! { <span class="money__for">"for "{name}</span> });
    let is_sum = matches!(line.kind, LineKind::Subtotal | LineKind::Total);
    let cells = line.figures.iter().enumerate().map(|(column, figure)| {
        let figure = figure.map_or_else(|| "not printed".to_owned(), |sum: Pence| unit.print(sum));
        let wrong = checks.rows.iter().find(|check| (check.line, check.column) == (at, column));
        let wrong = wrong.filter(|check| check.footing == Footing::BeyondRounding);
        let remark = wrong.map(|check| format!("{} by the row", of(check, unit)));
        view! { <td class="n">{figure}{remark.map(|words| view! { <span class="money__verdict money__verdict--wrong">{words}</span> })}</td> }
    });
    let class = if is_sum { "table__total" } else { "" };
    let label = line.label.clone();
    view! {
        <tr class=class><th scope="row">{label.clone()}{paid_for}</th>{cells.collect_view()}</tr>
        {is_sum.then(|| sum_row(&label, (checks, at), line.figures.len(), unit))}
    }
    .into_any()
}

fn sum_row(label: &str, (checks, at): (&Checks, usize), n_columns: usize, unit: MoneyUnit) -> AnyView {
    let cells = (0..n_columns).map(|column| {
        let check = checks.sums.iter().find(|check| (check.line, check.column) == (at, column));
        let (figure, words) =
            check.map_or_else(Default::default, |check| (of(check, unit), present::footing_words(check.footing)));
        let wrong = check.is_some_and(|check| check.footing == Footing::BeyondRounding);
        let class = if wrong { "money__verdict money__verdict--wrong" } else { "money__verdict" };
        view! { <td class="n">{figure}<span class=class>{words}</span></td> }
    });
    view! {
        <tr class="table__aside"><th scope="row">"Sum of the rows"<span class="visually-hidden">" of "{label.to_owned()}</span></th>{cells.collect_view()}</tr>
    }
    .into_any()
}

/// Returns what other figures make of one, in a unit.
fn of(check: &Check, unit: MoneyUnit) -> String {
    Pence::new(check.computed).map_or_else(String::new, |sum| unit.print(sum))
}

const STATED: [&str; 4] = ["What", "Amount", "In words", "Paragraph"];

#[component]
fn Stated(figures: Vec<Arc<Figure>>) -> impl IntoView {
    let row = |figure: Arc<Figure>| {
        let about = if figure.approximate { "about " } else { "" };
        let amount = figure.amount.map(|sum| format!("{about}{}", present::money(sum))).unwrap_or_default();
        // On a narrow screen each cell carries its head.
        let [_, how_much, words, paragraph] = STATED;
        view! {
            <tr role="row"><th scope="row" role="rowheader">{figure.label.clone()}</th><td class="n" role="cell" data-head=how_much>{amount}</td>
                <td role="cell" data-head=words>{figure.text.clone()}</td><td role="cell" data-head=paragraph>{figure.source.clone()}</td></tr>
        }
    };
    let heads = STATED.map(|head| view! { <th scope="col" role="columnheader" class:n=head == "Amount">{head}</th> });
    view! {
        <section class="section" aria-labelledby="h-stated">
            <h2 id="h-stated">"Figures in the text"</h2>
            <div class="table-scroll" role="region" aria-label="Figures in the text: table" tabindex="0">
                <table class="table table--lists stated" role="table">
                    <caption class="visually-hidden">"Figures that the text of the report states"</caption>
                    <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                    <tbody role="rowgroup">{figures.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
