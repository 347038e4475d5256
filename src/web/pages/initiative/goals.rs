//! What an initiative does for goals, and where its money stands in the tables.

use crate::pages::programme::as_at;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::alignment::Assessment;
use weighbridge::case::Case;
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::programme::MoneyTable;
use weighbridge::route::{Page, Route};

/// Returns its row of the matrix, with reasons; nothing where the case has no goals.
pub(super) fn section(session: Session, id: InitiativeId) -> AnyView {
    let rows = move || session.case().with(|case| rows(case, id));
    let alignment = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Alignment }.hash();
    let row = |[goal, effect, reason, answer, task]: [String; 5]| {
        view! { <tr><th scope="row">{goal}</th><td data-head="Effect">{effect}</td><td class="table__words" data-head="Reason">{reason}</td><td class="table__words" data-head="Answer to harm">{answer}</td><td class="table__words" data-head="To be found out">{task}</td></tr> }
    };
    let table = move || {
        let rows = rows();
        (!rows.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="h-goals">
                <h2 id="h-goals">"What it does for goals"</h2>
                <div class="table-scroll" role="region" aria-label="What it does for goals: table" tabindex="0">
                    <table class="table table--tight table--lists" role="table">
                        <caption class="visually-hidden">"What it does for goals"</caption>
                        <thead><tr><th scope="col">"Goal"</th><th scope="col">"Effect"</th><th scope="col">"Reason"</th><th scope="col">"Answer to harm"</th><th scope="col">"To be found out"</th></tr></thead>
                        <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
                <p><a href=alignment>"Score it on the alignment page"</a></p>
            </section>
        })
    };
    table.into_any()
}

/// Returns goal, effect, reason and answer to harm, for what somebody has looked at; the rest is counted in one line.
fn rows(case: &Case, id: InitiativeId) -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    let mut n_open = 0;
    for (_, goal) in case.goals() {
        match case.contribution(id, goal.id) {
            Some(found) if found.assessment != Assessment::NotAssessed || found.find_out.is_some() => {
                let task = found.find_out.and_then(|id| case.programme.actions.iter().find(|one| one.id == id));
                rows.push([
                    goal.title.clone(),
                    if found.is_carried() {
                        format!("{}, carried and not confirmed", present::assessment_words(found.assessment))
                    } else {
                        present::assessment_words(found.assessment)
                    },
                    found.reason.clone(),
                    found.mitigation.clone(),
                    task.map_or_else(String::new, |action| present::task_words(action, as_at(case).0)),
                ]);
            }
            _ => n_open += 1,
        }
    }
    if n_open > 0 {
        let words = present::count(n_open, "other goal", "other goals");
        rows.push([words, "Not looked at".to_owned(), String::new(), String::new(), String::new()]);
    }
    rows
}

/// Returns the lines of money tables that pay for it; nothing where there are none.
pub(super) fn money(session: Session, id: InitiativeId) -> AnyView {
    let lines = move || {
        let of = |table: &MoneyTable| {
            let own = table.lines.iter().filter(|line| line.initiative == Some(id));
            let figures = |line: &weighbridge::programme::MoneyLine| {
                let said = table.columns.iter().zip(&line.figures);
                let said =
                    said.filter_map(|(column, sum)| Some(format!("{} {}", column.heading, present::money((*sum)?))));
                (format!("{}, {}", line.label, table.title), said.collect::<Vec<_>>().join("; "))
            };
            own.map(figures).collect::<Vec<_>>()
        };
        session.case().with(|case| case.programme.tables.iter().flat_map(|table| of(table)).collect::<Vec<_>>())
    };
    let view = move || {
        let lines = lines();
        (!lines.is_empty()).then(|| {
            let line = |(what, figures): (String, String)| view! { <div><dt>{what}</dt><dd>{figures}</dd></div> };
            view! {
                <section class="section" aria-labelledby="h-own-money">
                    <h2 id="h-own-money">"Its money in the tables"</h2>
                    <dl class="facts">{lines.into_iter().map(line).collect_view()}</dl>
                </section>
            }
        })
    };
    view.into_any()
}
