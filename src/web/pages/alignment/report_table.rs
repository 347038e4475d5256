//! The report's own table: goals on the left, how the report aligns on the right, ready for a word processor.

use crate::browser::clipboard;
use crate::parts::field::TextArea;
use crate::parts::flow::{For, Show};
use crate::parts::gradual::{Gradual, Mounting};
use crate::session::{Notice, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;
use weighbridge::edit::{AlignmentEdit, Edit};
use weighbridge::exchange::document::{Block, html, plain};
use weighbridge::exchange::table::{Table, csv};
use weighbridge::framework::Lens;
use weighbridge::id::{FrameworkId, GoalId};
use weighbridge::paper::alignment::{GoalWords, alignment_heads, alignment_table, summaries};

/// How many reasons are printed on the page for a goal without a summary of its own.
const REASONS: usize = 20;

/// How many goals of a table stand at once.
const AT_ONCE: usize = 20;

/// What is printed for each goal.
type Printed = Memo<HashMap<GoalId, GoalWords>>;

/// The tables of the frameworks of outcomes.
#[component]
pub(super) fn ReportTables(session: Session) -> impl IntoView {
    let frameworks = Memo::new(move |_| {
        session.case().with(|case| {
            let outcomes = case.frameworks.iter().filter(|framework| framework.lens == Lens::Outcomes);
            outcomes.map(|framework| framework.id).collect::<Vec<_>>()
        })
    });
    // It reads every reason, so a change is painted first.
    let printed: Printed = Memo::new(move |_| {
        session.listed();
        session.key().track();
        session.case().with_untracked(|case| summaries(case, REASONS))
    });
    view! {
        <Show when=move || frameworks.with(|all| !all.is_empty())>
            <section class="section" aria-labelledby="h-report-table">
                <h2 id="h-report-table">"Table for the report"</h2>
                <p class="note measure no-print">"Edit the right-hand column. Where it is empty, what the matrix holds is printed. What harms a goal is printed beneath it in either case."</p>
                <For each=move || frameworks.get() key=|id| *id let:id><ReportTable session id printed/></For>
            </section>
        </Show>
    }
}

fn table_of(session: Session, id: FrameworkId) -> Table {
    session.case().with(|case| case.framework(id).map(|framework| alignment_table(case, framework)).unwrap_or_default())
}

#[component]
fn ReportTable(session: Session, id: FrameworkId, printed: Printed) -> impl IntoView {
    let mounting = Mounting::of(AT_ONCE);
    let heads = Memo::new(move |_| session.case().with(|case| case.framework(id).map(alignment_heads)));
    let head = move |column: usize| move || heads.get().map(|heads| heads[column].clone());
    let table = move || untrack(|| table_of(session, id));
    let goals = Memo::new(move |_| {
        session.case().with(|case| {
            let goals = case.framework(id).into_iter().flat_map(|framework| &framework.goals);
            goals.map(|goal| (goal.id, goal.full_text(), goal.title.clone())).collect::<Vec<_>>()
        })
    });
    let title = move || session.case().with(|case| case.framework(id).map(|framework| framework.title.clone()));
    let download = move |_| session.download("alignment-table.csv", &csv(&table()), "text/csv");
    view! {
        // Above the table: what is handed over as a field is left makes it longer or shorter, and a press must not miss.
        <div class="row">
            <button class="button" type="button" on:click=move |_| copy(session, table())>"Copy for Word"</button>
            <button class="button" type="button" on:click=download>"Save as CSV"</button>
        </div>
        <table class="table report-table">
            <caption>{title}</caption>
            <colgroup><col class="report-table__goal"/><col/></colgroup>
            <thead><tr><th scope="col">{head(0)}</th><th scope="col">{head(1)}</th></tr></thead>
            <tbody aria-busy=mounting.busy()>
                <Gradual mounting each=move || goals.get() key=Clone::clone children=move |(goal, text, title)| view! {
                    <tr><th scope="row">{text}</th><td><Summary session goal title printed/></td></tr>
                }/>
            </tbody>
        </table>
        {mounting.line("goals")}
    }
}

#[component]
fn Summary(session: Session, goal: GoalId, title: String, printed: Printed) -> impl IntoView {
    let own = Signal::derive(move || {
        session.case().with(|case| {
            let found = case.goal_statements.iter().find(|statement| statement.goal == goal);
            found.map_or_else(String::new, |statement| statement.text.clone())
        })
    });
    let part =
        move |of: fn(&GoalWords) -> &String| printed.with(|printed| printed.get(&goal).map(|words| of(words).clone()));
    let summary = move || part(|words| &words.summary);
    let against = Memo::new(move |_| part(|words| &words.against).unwrap_or_default());
    let commit =
        Callback::new(move |text| session.commit(&Edit::Alignment(AlignmentEdit::SetGoalStatement(goal, text))));
    view! {
        <TextArea id=format!("summary-{goal}") label=format!("Summary for {title}") label_hidden=true value=own commit rows=2/>
        <Show when=move || own.with(String::is_empty)>
            <p class="note report-table__printed">"Printed as: "{summary}</p>
        </Show>
        <Show when=move || !against.with(String::is_empty)>
            <p class="note report-table__printed">"Printed beneath: "{against}</p>
        </Show>
    }
}

/// Copies the table of the first framework of outcomes.
pub(super) fn copy_first(session: Session) {
    let first = session.case().with_untracked(|case| {
        let outcomes = case.frameworks.iter().find(|framework| framework.lens == Lens::Outcomes);
        outcomes.map(|framework| alignment_table(case, framework))
    });
    if let Some(table) = first {
        copy(session, table);
    }
}

fn copy(session: Session, table: Table) {
    spawn_local(async move {
        let blocks = [Block::Table(table)];
        let copied = clipboard::copy_table(&html(&blocks), &plain(&blocks)).await;
        session.notice.set(Some(match copied {
            Ok(()) => Notice::said("The table is copied. Paste it into the report.".to_owned()),
            Err(error) => Notice::problem(format!("Not copied: {error}. Save it as CSV instead.")),
        }));
    });
}
