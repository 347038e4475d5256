//! Alignment: the matrix of initiatives by goals, the reason behind each cell, and the report's own table.

mod filter;
mod harm;
mod keys;
mod lens;
mod look;
mod matrix;
mod needs;
mod reason;
mod report_table;
mod task;
mod views;

pub(crate) use lens::lens_choice;
pub(crate) use look::next_look_link;
pub(crate) use views::views;

use crate::browser::page;
use crate::pages::asked;
use crate::pages::paste::PasteTable;
use crate::pages::programme::findings_at;
use crate::parts::flow::Show;
use crate::parts::gradual::{Mounting, in_turn};
use crate::parts::next::next_link;
use crate::parts::paging::Paging;
use crate::session::{Session, opening_step};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;
use weighbridge::alignment::entry::{Position, Sign};
use weighbridge::alignment::summary::{RowOrder, Summary};
use weighbridge::framework::{Goal, Lens};
use weighbridge::health::Place;
use weighbridge::id::{FrameworkId, GoalId, InitiativeId};
use weighbridge::present;
use weighbridge::route::{Page, Route};

/// A cell of the matrix.
pub(crate) type Cell = (InitiativeId, GoalId);

/// A goal as a column shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Column {
    framework: FrameworkId,
    goal: GoalId,
    lens: Lens,
    label: String,
    title: String,
    text: String,
    /// Whether a gap parts it from the framework before it.
    parted: bool,
}

/// How many goals are side by side at a time.
const GOALS: usize = 60;
/// How many cells are on a page, about, and how many initiatives at least and at most. Every key has the browser lay out and paint
/// what is on the page: at so many that is done within a frame.
const CELLS: usize = 1200;
const INITIATIVES: (usize, usize) = (10, 100);
/// How many cells stand at once, about.
const AT_ONCE: usize = 150;

/// What every piece of the page works from.
#[derive(Clone, Copy)]
pub(crate) struct AlignmentState {
    session: Session,
    summary: Memo<Summary>,
    /// All rows and columns, and those on the page at hand.
    rows: Memo<Vec<InitiativeId>>,
    columns: Memo<Vec<Column>>,
    shown_rows: Memo<Vec<InitiativeId>>,
    shown_columns: Memo<Vec<Column>>,
    initiatives: Paging,
    goals: Paging,
    mounting: Mounting,
    lenses: Memo<Vec<Lens>>,
    is_narrow: RwSignal<bool>,
    chosen_lens: RwSignal<Option<Lens>>,
    /// The lens on screen; `None` is all of them.
    lens: Memo<Option<Lens>>,
    chosen_cell: RwSignal<Option<Cell>>,
    selected: Memo<Option<Cell>>,
    /// The cell that the reason panel belongs to: the selected one, once that has been painted.
    in_panel: RwSignal<Option<Cell>>,
    /// How the rows are ordered, and the order as it was when that was chosen: scoring moves no row away.
    order: RwSignal<RowOrder>,
    ordered: RwSignal<Vec<InitiativeId>>,
    /// Which rows are shown, and those that were left out when that was chosen: scoring takes no row away.
    filter: filter::Filter,
    /// The one cell at which Tab stops.
    tab_stop: Memo<Option<Cell>>,
    pending: RwSignal<Option<Sign>>,
    /// What a screen reader says after a key.
    said: RwSignal<String>,
}

impl AlignmentState {
    fn new(session: Session) -> AlignmentState {
        let case = session.case();
        // It reads every contribution, so a change is painted first.
        let summary = Memo::new(move |_| {
            session.settled();
            session.key().track();
            case.with_untracked(|case| case.alignment())
        });
        let (order, ordered) = (RwSignal::new(RowOrder::Programme), RwSignal::new(Vec::<InitiativeId>::new()));
        let filter = filter::Filter::new();
        let rows: Memo<Vec<InitiativeId>> = Memo::new(move |_| {
            let all: Vec<InitiativeId> = summary.with(|summary| summary.initiatives.iter().map(|row| row.id).collect());
            let all = ordered.with(|ordered| in_order(all, ordered));
            filter.left(all)
        });
        let lenses = Memo::new(move |_| {
            let has = |lens: &Lens| summary.with(|summary| summary.goals.iter().any(|goal| goal.lens == *lens));
            Lens::ALL.into_iter().filter(has).collect::<Vec<Lens>>()
        });
        let (is_narrow, chosen_lens) = (RwSignal::new(page::is_narrow()), RwSignal::new(None));
        let lens = Memo::new(move |_| {
            let lenses = lenses.get();
            let chosen = chosen_lens.get().filter(|lens| lenses.contains(lens));
            chosen.or_else(|| lenses.first().copied().filter(|_| is_narrow.get()))
        });
        let columns = Memo::new(move |_| case.with(|case| columns(case.goals(), lens.get())));
        let n_goals = summary.with_untracked(|summary| summary.goals.len());
        let mounting = Mounting::of(AT_ONCE / n_goals.clamp(1, GOALS));
        let (initiatives, goals) = paged(session, rows, columns);
        let shown_rows = Memo::new(move |_| rows.with(|all| all.get(initiatives.rows()).unwrap_or_default().to_vec()));
        let shown_columns = Memo::new(move |_| {
            let mut shown = columns.with(|all| all.get(goals.rows()).unwrap_or_default().to_vec());
            // Nothing stands before the first.
            shown.iter_mut().take(1).for_each(|first| first.parted = false);
            shown
        });
        let chosen_cell = RwSignal::new(None);
        // What is not on the page at hand is not selected.
        let selected = Memo::new(move |_| {
            chosen_cell.get().filter(|(initiative, goal)| {
                let has_row = shown_rows.with(|rows| rows.contains(initiative));
                has_row && shown_columns.with(|columns| columns.iter().any(|column| column.goal == *goal))
            })
        });
        let in_panel = follows_paint(selected);
        let tab_stop = Memo::new(move |_| {
            let row = || shown_rows.with(|rows| rows.first().copied());
            selected.get().or_else(|| row().zip(shown_columns.with(|all| Some(all.first()?.goal))))
        });
        let (pending, said) = (RwSignal::new(None), RwSignal::new(String::new()));
        AlignmentState {
            session,
            summary,
            rows,
            columns,
            shown_rows,
            shown_columns,
            initiatives,
            goals,
            mounting,
            lenses,
            is_narrow,
            chosen_lens,
            lens,
            chosen_cell,
            selected,
            in_panel,
            order,
            ordered,
            filter,
            tab_stop,
            pending,
            said,
        }
    }

    /// Puts the rows into an order, as the figures are now.
    fn put_in_order(self, order: RowOrder) {
        let lens = self.lens.get_untracked();
        self.order.set(order);
        self.ordered.set(match order {
            RowOrder::Programme => Vec::new(),
            _ => self.summary.with_untracked(|summary| summary.in_order(order, lens)),
        });
    }

    /// Returns where a cell stands in the matrix as shown.
    fn place(self, (initiative, goal): Cell) -> Option<Position> {
        let row = self.rows.with_untracked(|rows| rows.iter().position(|id| *id == initiative))?;
        let column = self.columns.with_untracked(|all| all.iter().position(|column| column.goal == goal))?;
        Some(Position { row, column })
    }

    /// Returns the cell at a place of the matrix as shown.
    fn cell(self, place: Position) -> Option<Cell> {
        let initiative = self.rows.with_untracked(|rows| rows.get(place.row).copied())?;
        let goal = self.columns.with_untracked(|all| all.get(place.column).map(|column| column.goal))?;
        Some((initiative, goal))
    }

    /// Makes the reason panel that of the selected cell now, before the focus goes there.
    fn show_panel(self) {
        let selected = self.selected.get_untracked();
        if self.in_panel.get_untracked() != selected {
            self.in_panel.set(selected);
        }
    }

    /// Selects a cell, and turns to the page that it is on.
    fn select(self, cell: Cell) {
        if let Some(place) = self.place(cell) {
            self.initiatives.show(place.row);
            self.goals.show(place.column);
        }
        self.pending.set(None);
        self.chosen_cell.set(Some(cell));
    }
}

/// Returns what takes on the value of `source` behind the paint: the panel has fields by the dozen, and a key that moves need not
/// wait for them.
fn follows_paint(source: Memo<Option<Cell>>) -> RwSignal<Option<Cell>> {
    let behind = RwSignal::new(source.get_untracked());
    Effect::new(move |_| {
        let now = source.get();
        spawn_local(async move {
            page::painted().await;
            // Another key may have been pressed since, or the page left.
            let is_wanted = source.try_get_untracked() == Some(now);
            if is_wanted && behind.try_get_untracked() != Some(now) {
                behind.try_set(now);
            }
        });
    });
    behind
}

/// Returns all rows, those that were put into an order first, and what came since behind them.
fn in_order(all: Vec<InitiativeId>, ordered: &[InitiativeId]) -> Vec<InitiativeId> {
    if ordered.is_empty() {
        return all;
    }
    let known: HashSet<InitiativeId> = all.iter().copied().collect();
    let mut rows: Vec<InitiativeId> = ordered.iter().copied().filter(|id| known.contains(id)).collect();
    let placed: HashSet<InitiativeId> = rows.iter().copied().collect();
    rows.extend(all.into_iter().filter(|id| !placed.contains(id)));
    rows
}

/// Returns the pages of initiatives and of goals.
fn paged(session: Session, rows: Memo<Vec<InitiativeId>>, columns: Memo<Vec<Column>>) -> (Paging, Paging) {
    let key = session.key().get_untracked().unwrap_or_default();
    let n_columns = move || columns.with(Vec::len).clamp(1, GOALS);
    let a_page = Signal::derive(move || (CELLS / n_columns() / 10 * 10).clamp(INITIATIVES.0, INITIATIVES.1));
    let n_rows = Signal::derive(move || rows.with(Vec::len));
    let initiatives = Paging::new(["matrix-initiatives", "Initiatives"], &key, n_rows, a_page);
    let n_goals = Signal::derive(move || columns.with(Vec::len));
    let goals = Paging::new(["matrix-goals", "Goals"], &key, n_goals, Signal::stored(GOALS));
    (initiatives, goals)
}

/// Returns the id of a cell in the page.
fn cell_id((initiative, goal): Cell) -> String {
    format!("cell-{initiative}-{goal}")
}

/// Returns the cell with this id in the page.
fn cell_of(id: &str) -> Option<Cell> {
    let (initiative, goal) = id.strip_prefix("cell-")?.split_once('-')?;
    Some((InitiativeId(initiative.parse().ok()?), GoalId(goal.parse().ok()?)))
}

fn columns<'a>(
    goals: impl Iterator<Item = (&'a weighbridge::framework::Framework, &'a Goal)>,
    lens: Option<Lens>,
) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (framework, goal) in goals.filter(|(framework, _)| lens.is_none_or(|lens| framework.lens == lens)) {
        let parted = columns.last().is_some_and(|last| last.framework != framework.id);
        columns.push(Column {
            framework: framework.id,
            goal: goal.id,
            lens: framework.lens,
            label: goal.label().to_owned(),
            title: goal.title.clone(),
            text: goal.full_text(),
            parted,
        });
    }
    columns
}

/// Returns the alignment page. A cell that is named is selected, under the lens that shows it.
pub(crate) fn page(session: Session, cell: Option<Cell>) -> AnyView {
    let state = AlignmentState::new(session);
    if let Some(cell) = cell {
        keys::go_to(state, cell);
    }
    view! { <Alignment state/> }.into_any()
}

#[component]
fn Alignment(state: AlignmentState) -> impl IntoView {
    let session = state.session;
    // Dropped with the page, and then it no longer listens.
    StoredValue::new_local(page::on_narrow_change(move |is_narrow| state.is_narrow.set(is_narrow)));
    let case = session.case();
    let headline = move || state.summary.with(|summary| case.with(|case| present::alignment_headline(case, summary)));
    let guard = move || state.summary.with(present::alignment_guard);
    let over = move || {
        let counts = state.summary.with(|summary| (summary.initiatives.len(), summary.goals.len()));
        session.settled();
        let illustrative = case.with_untracked(|case| case.contributions.by_row().any(|found| found.illustrative));
        let (initiatives, goals) =
            (present::count(counts.0, "initiative", "initiatives"), present::count(counts.1, "goal", "goals"));
        let note = if illustrative { " Scores marked illustrative were chosen to show the matrix." } else { "" };
        format!("Alignment. {initiatives}, {goals}.{note}")
    };
    let has_matrix = Memo::new(move |_| {
        let has_rows = state.summary.with(|summary| !summary.initiatives.is_empty());
        has_rows && state.lenses.with(|all| !all.is_empty())
    });
    // What stands beneath the matrix reads every contribution: where they are many, the first rows come first.
    let standing = in_turn(4, case.with_untracked(|case| case.contributions.len() > CELLS));
    let stands = move |part: usize| move || standing.get() >= part;
    view! {
        <div class="print-wide">
            <p class="headline__over">{over}</p>
            <h1 class="headline__sentence">{headline}</h1>
            <p class="headline__guard">{guard}</p>
        </div>
        {views(session, Page::Alignment)}
        <PasteTable session/>
        {move || if has_matrix.get() {
            view! {
                <section class="section print-wide" aria-label="Matrix">
                    <matrix::Matrix state/>
                    <ReasonPanel state/>
                </section>
            }
            .into_any()
        } else {
            view! { <needs::Teaching/> }.into_any()
        }}
        <Show when=stands(1)><harm::Harms state/></Show>
        <Show when=stands(2)><Asked state/></Show>
        <Show when=stands(3)><report_table::ReportTables session/></Show>
        <Show when=stands(4)>
            <needs::Initiatives session/>
            <needs::Frameworks session/>
            {move || to_appraisal(session)}
        </Show>
    }
}

/// The way on, where options are compared too.
fn to_appraisal(session: Session) -> Option<AnyView> {
    let first = session.case().with(|case| case.appraisals.first().map(|first| (first.id, opening_step(first))))?;
    let key = session.key().get().unwrap_or_default();
    Some(next_link(Route::Case { key, page: Page::Appraisal(first.0, first.1) }.hash(), "Appraisal"))
}

#[component]
fn ReasonPanel(state: AlignmentState) -> impl IntoView {
    move || {
        match state.in_panel.get() {
        Some(cell) => view! { <reason::Reason state cell/> }.into_any(),
        None => view! {
            <p class="note no-print">"Select a cell to score it. R, Enter or a second press leads to its reason, and Escape back."</p>
        }
        .into_any(),
    }
    }
}

/// What a careful reader would ask about goals and scores.
#[component]
fn Asked(state: AlignmentState) -> impl IntoView {
    let session = state.session;
    let found = findings_at(session, Place::Alignment);
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <section class="section no-print" aria-labelledby="h-findings">
                <h2 id="h-findings">"What a careful reader would ask"</h2>
                {asked::list(session, "alignment-findings", found)}
            </section>
        </Show>
    }
}
