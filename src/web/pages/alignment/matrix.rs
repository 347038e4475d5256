//! The matrix: one row an initiative, one column a goal, indices at the end of a row, supporters at the foot of a column.

use super::{AlignmentState, Cell, Column, cell_id, keys, lens, look};
use crate::browser::page;
use crate::parts::apart::set_apart;
use crate::parts::flow::For;
use crate::parts::gradual::Gradual;
use crate::parts::score_cell::{CellContent, ScoreCell, score_class};
use leptos::prelude::*;
use weighbridge::alignment::goal::GoalState;
use weighbridge::alignment::index::Range;
use weighbridge::alignment::summary::GoalRow;
use weighbridge::alignment::{Assessment, Contribution, Effect};
use weighbridge::exchange::table::csv;
use weighbridge::framework::Lens;
use weighbridge::id::{FrameworkId, GoalId, InitiativeId};
use weighbridge::paper::alignment::matrix_table;
use weighbridge::present;
use weighbridge::route::{Page, Route};

/// A framework above its columns.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    framework: FrameworkId,
    lens: Lens,
    title: String,
    n_columns: usize,
}

/// The matrix with the choice of lens above it and the key beneath.
#[component]
pub(super) fn Matrix(state: AlignmentState) -> impl IntoView {
    let caption = move || {
        let (n_rows, n_columns) = (state.rows.with(Vec::len), state.columns.with(Vec::len));
        let (rows, columns) =
            (present::count(n_rows, "initiative", "initiatives"), present::count(n_columns, "goal", "goals"));
        format!("Contribution of {rows} to {columns}, from −3 to +3")
    };
    // With other columns a row is made anew, so that no page of cells changes in one piece.
    let rows = move || {
        let columns = (state.lens.get(), state.goals.rows().start);
        state.shown_rows.get().into_iter().map(move |id| (id, columns.0.map(|lens| lens as usize), columns.1))
    };
    view! {
        <lens::LensBar state/>
        {state.initiatives.line()}
        {state.goals.line()}
        <div class="matrix-scroll">
            <table role="grid" class="matrix" aria-busy=state.mounting.busy() on:keydown=move |event| keys::press(state, &event)>
                <caption class="visually-hidden">{caption}</caption>
                <Head state/>
                <tbody role="rowgroup">
                    <Gradual mounting=state.mounting each=rows key=Clone::clone children=move |(id, ..)| view! { <Row state id/> }/>
                </tbody>
                <Foot state/>
            </table>
        </div>
        {state.mounting.line("rows on this page")}
        {state.initiatives.links()}
        {state.goals.links()}
        <p class="visually-hidden" role="status">{state.said}</p>
        <Key/>
        <Remarks state/>
    }
}

#[component]
fn Head(state: AlignmentState) -> impl IntoView {
    let groups = Memo::new(move |_| groups(state));
    let over = move || state.lens.get().map_or("All lenses", present::lens_name);
    let group_heads = move || {
        let heads = groups.get().into_iter().enumerate().map(|(i, group)| {
            let gap = (i > 0).then(gap);
            view! {
                {gap}
                <th role="columnheader" scope="colgroup" colspan=group.n_columns.to_string() class="matrix__lens">
                    {present::lens_name(group.lens)}<span class="note">{group.title}</span>
                </th>
            }
        });
        heads.collect_view()
    };
    let key = move || state.session.key().get_untracked().unwrap_or_default();
    let goal_head = move |column: Column| {
        let href = Route::Case { key: key(), page: Page::Goal(column.goal) }.hash();
        // The grid is one stop of Tab: by keyboard, the page of a goal is reached from the panel of a cell and from the views.
        view! {
            {column.parted.then(gap)}
            <th role="columnheader" scope="col" class="matrix__goal" title=column.text aria-label=column.title><a href=href tabindex="-1">{column.label}</a></th>
        }
    };
    view! {
        <thead role="rowgroup">
            <tr role="row">
                <td role="gridcell" class="matrix__corner"></td>
                {group_heads}
                {gap()}
                <th role="columnheader" scope="colgroup" colspan="3" class="matrix__lens">{over}<span class="note">"out of 100"</span></th>
            </tr>
            <tr role="row">
                <td role="gridcell" class="matrix__corner"></td>
                <For each=move || state.shown_columns.get() key=Column::clone children=goal_head/>
                {gap()}
                <th role="columnheader" scope="col" class="n">"Contribution"</th>
                <th role="columnheader" scope="col" class="n">"Harm"</th>
                <th role="columnheader" scope="col" class="n">"Coverage"</th>
            </tr>
        </thead>
    }
}

fn groups(state: AlignmentState) -> Vec<Group> {
    let titles = state.session.case().with(|case| {
        let titles = case.frameworks.iter().map(|framework| (framework.id, framework.title.clone()));
        titles.collect::<Vec<_>>()
    });
    let mut groups: Vec<Group> = Vec::new();
    for column in state.shown_columns.get() {
        match groups.last_mut() {
            Some(group) if group.framework == column.framework => group.n_columns += 1,
            _ => {
                let title = titles.iter().find(|(id, _)| *id == column.framework);
                let title = title.map_or_else(String::new, |(_, title)| title.clone());
                groups.push(Group { framework: column.framework, lens: column.lens, title, n_columns: 1 });
            }
        }
    }
    groups
}

fn gap() -> impl IntoView {
    view! { <td role="presentation" class="matrix__gap" aria-hidden="true"></td> }
}

/// What the cells of a row follow: their row, and not the case.
#[derive(Clone, Copy)]
struct Cells {
    name: ReadSignal<String>,
    /// What is recorded, in the order of the goals' ids.
    contents: ReadSignal<Vec<(GoalId, CellContent)>>,
    selected: ReadSignal<Option<GoalId>>,
    tab_stop: ReadSignal<Option<GoalId>>,
}

impl Cells {
    fn of(state: AlignmentState, id: InitiativeId) -> Cells {
        let in_row = move |cell: Option<Cell>| cell.filter(|(row, _)| *row == id).map(|(_, goal)| goal);
        let name = set_apart(move || {
            let case = state.session.case();
            case.with(|case| case.initiative(id).map(|initiative| initiative.name.clone())).unwrap_or_default()
        });
        let contents = set_apart(move || {
            state.session.case().with(|case| {
                let content = |found: &Contribution| CellContent {
                    assessment: found.assessment,
                    has_reason: !found.reason.is_empty(),
                    is_carried: found.is_carried(),
                };
                case.contributions.row(id).map(|found| (found.goal, content(found))).collect()
            })
        });
        let selected = set_apart(move || in_row(state.selected.get()));
        let tab_stop = set_apart(move || in_row(state.tab_stop.get()));
        Cells { name, contents, selected, tab_stop }
    }
}

#[component]
fn Row(state: AlignmentState, id: InitiativeId) -> impl IntoView {
    let indices = Memo::new(move |_| {
        state.summary.with(|summary| {
            let lens = state.lens.get();
            let row = summary.initiatives.iter().find(|row| row.id == id)?;
            Some((row.indices(lens), summary.counts(id, lens)))
        })
    });
    let cells = Cells::of(state, id);
    let whole = |range: Option<Range>| match range {
        Some(range) => present::index_range_words(range).into_any(),
        None => view! { <span class="matrix__absent">"none"</span> }.into_any(),
    };
    let contribution = move || indices.get().map(|(found, _)| whole(found.contribution));
    let harm = move || indices.get().map(|(found, _)| whole(found.harm));
    let harm_class = move || match indices.get().and_then(|(found, _)| found.harm) {
        Some(harm) if harm.floor > 0.0 => "matrix__harm",
        _ => "muted",
    };
    let coverage = move || indices.get().map(|(_, cells)| format!("{} of {}", cells.scored, cells.applicable()));
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="matrix__name">{cells.name}</th>
            <For each=move || state.shown_columns.get() key=Column::clone children=move |column| cell(state, cells, (id, column.goal), column)/>
            {gap()}
            <td role="gridcell" class="n n--main" data-goal="Contribution">{contribution}</td>
            <td role="gridcell" class="n" data-goal="Harm"><span class=harm_class>{harm}</span></td>
            <td role="gridcell" class="n" data-goal="Coverage">{coverage}</td>
        </tr>
    }
}

/// Returns what is recorded for a goal in the contents of a row.
fn content_of(contents: &[(GoalId, CellContent)], goal: GoalId) -> CellContent {
    let found = contents.binary_search_by_key(&goal, |(goal, _)| *goal);
    found.ok().and_then(|at| contents.get(at)).map(|(_, content)| *content).unwrap_or_default()
}

fn cell(state: AlignmentState, cells: Cells, at: Cell, column: Column) -> impl IntoView {
    let content = Memo::new(move |_| cells.contents.with(|contents| content_of(contents, at.1)));
    let selected = Memo::new(move |_| cells.selected.get() == Some(at.1));
    let tab_stop = Memo::new(move |_| cells.tab_stop.get() == Some(at.1));
    let pending = Signal::derive(move || if selected.get() { state.pending.get() } else { None });
    let title = column.title.clone();
    let words = Signal::derive(move || {
        let content = content.get();
        let words = cells.name.with(|name| present::cell_words(content.assessment, content.has_reason, name, &title));
        if content.is_carried { format!("{words}, carried and not confirmed") } else { words }
    });
    let press = Callback::new(move |again: bool| {
        if again {
            keys::to_reason(state, at);
        } else {
            state.select(at);
            // Not every browser gives a pressed button the focus.
            page::focus(&cell_id(at));
        }
    });
    view! {
        {column.parted.then(gap)}
        <td role="gridcell" data-goal=column.title>
            <ScoreCell id=cell_id(at) content words selected tab_stop pending press/>
        </td>
    }
}

#[component]
fn Foot(state: AlignmentState) -> impl IntoView {
    let supporting = |goal: &GoalRow| match goal.standing.supporters.len() {
        0 => view! { <span class=without_support(goal).1>{without_support(goal).0}</span> }.into_any(),
        n => n.to_string().into_any(),
    };
    let harming = |goal: &GoalRow| match goal.standing.harmers.len() {
        0 => view! { <span class="muted">"0"</span> }.into_any(),
        n => view! { <span class="matrix__harm">{n}</span> }.into_any(),
    };
    let money = |goal: &GoalRow| match goal.money {
        None => view! { <span class="muted">"none"</span> }.into_any(),
        Some(sum) => present::money(sum).into_any(),
    };
    view! {
        <tfoot role="rowgroup">
            {foot_row(state, "Supporting", supporting)}
            {foot_row(state, "Harming", harming)}
            {foot_row(state, "Money behind", money)}
        </tfoot>
    }
}

/// Returns why a goal has no supporter, and how that is set: a gap stands out, what nobody knows does not.
fn without_support(goal: &GoalRow) -> (&'static str, &'static str) {
    let state = match goal.standing.state() {
        GoalState::Harmed if goal.standing.is_looked_at() => GoalState::Gap,
        GoalState::Harmed => GoalState::NotLookedAt,
        state => state,
    };
    let class = if state == GoalState::Gap { "matrix__none" } else { "matrix__unseen" };
    (state.word(), class)
}

fn foot_row(state: AlignmentState, label: &'static str, figure: fn(&GoalRow) -> AnyView) -> impl IntoView {
    let of_goal =
        move |goal: GoalId| state.summary.with(|summary| summary.goals.iter().find(|row| row.id == goal).map(figure));
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{label}</th>
            <For each=move || state.shown_columns.get() key=Column::clone children=move |column| view! {
                {column.parted.then(gap)}
                <td role="gridcell" data-goal=column.title>{move || of_goal(column.goal)}</td>
            }/>
            {gap()}
            <td role="gridcell" class="matrix__corner"></td><td role="gridcell" class="matrix__corner"></td><td role="gridcell" class="matrix__corner"></td>
        </tr>
    }
}

#[component]
fn Key() -> impl IntoView {
    const SHORT: [&str; 7] =
        ["large adverse", "moderate", "slight adverse", "neutral", "slight beneficial", "moderate", "large beneficial"];
    let entry = |assessment: Assessment, class: &'static str, words: &'static str| {
        view! { <li><span class=format!("{} {class}", score_class(assessment))>{present::assessment_mark(assessment)}</span>{words}</li> }
    };
    let scale = Effect::ALL.into_iter().zip(SHORT).rev();
    view! {
        <ul class="matrix__key" role="list" aria-label="Key">
            {scale.map(|(effect, words)| entry(Assessment::Scored(effect), "", words)).collect_view()}
            {entry(Assessment::Scored(Effect::ALL[4]), "score--bare", "no reason yet")}
            {entry(Assessment::Scored(Effect::ALL[4]), "score--carried", "carried from another framework, not confirmed: not counted")}
            {entry(Assessment::NotApplicable, "", "not applicable")}
            {entry(Assessment::Unknown, "", "unknown: looked at, no evidence")}
            {entry(Assessment::NotAssessed, "", "not assessed")}
        </ul>
    }
}

/// What stands apart, in words, and the matrix as a file.
#[component]
fn Remarks(state: AlignmentState) -> impl IntoView {
    let case = state.session.case();
    let orphans = move || state.summary.with(|summary| case.with(|case| present::orphans_sentence(case, summary)));
    let money = move || case.with(|case| present::money_note(case));
    let download = move |_| {
        let table = case.with_untracked(|case| state.summary.with_untracked(|summary| matrix_table(case, summary)));
        state.session.download("alignment-matrix.csv", &csv(&table), "text/csv");
    };
    view! {
        <p class="matrix__orphans">{orphans}</p>
        {look::sentence(state)}
        <p class="note">{money}" "<button class="link" type="button" on:click=download>"Save the matrix as CSV"</button></p>
    }
}
