//! The timeline: one row an initiative, with its dates as words and as a bar. On a narrow screen it is a list.

use super::Delivered;
use super::bars::{axis, bars, grid};
use super::key::key;
use super::table::DeliveryTable;
use crate::parts::flow::Show;
use crate::parts::gradual::Gradual;
use crate::parts::select_field::SelectField;
use crate::parts::status::status;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use weighbridge::chart::timeline::{Row, Timeline};
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::programme::{DeliveryOrder, Initiative, Status};
use weighbridge::route::{Page, Route};

/// A line of the timeline.
#[derive(Clone, Hash)]
enum Line {
    /// The heading of those of a status, with how many there are.
    Group(Option<Status>, usize),
    /// An initiative.
    One(InitiativeId),
}

/// What a row shows. It is drawn anew when that changes.
#[derive(Clone, PartialEq)]
struct Shown {
    /// Its place in the report, from 1.
    number: usize,
    initiative: Arc<Initiative>,
    row: Row,
    remark: String,
}

/// The figure, with its order and the table behind it.
#[component]
pub(super) fn Figure(delivered: Delivered) -> impl IntoView {
    let case = delivered.session.case();
    let lines = move || {
        let shown = delivered.shown();
        let is_grouped = delivered.order.get() == DeliveryOrder::Status;
        case.with(|case| lines(&case.programme.initiatives, &shown, is_grouped))
    };
    let choices = DeliveryOrder::ALL.map(|order| (order, order.word().to_owned())).to_vec();
    let choose = Callback::new(move |order| delivered.chosen.set(Some(order)));
    let caption = move || {
        let n = case.with(|case| case.programme.initiatives.len());
        let order = delivered.order.get().word().to_lowercase();
        format!(
            "{}: status, start, end and what stands between. {order}.",
            present::count(n, "initiative", "initiatives")
        )
    };
    let drawn = move || delivered.drawn.get();
    let row = move |line: Line| match line {
        Line::Group(status, n) => group(delivered, status, n),
        Line::One(id) => view! { <InitiativeRow delivered id/> }.into_any(),
    };
    view! {
        <section class="section timeline__section print-wide" aria-labelledby="h-timeline">
            <h2 class="visually-hidden" id="h-timeline">"Timeline"</h2>
            <div class="timeline__head">
                {move || drawn().map(|drawn| key(&drawn, delivered))}
                <div class="timeline__order no-print">
                    <SelectField id="timeline-order" label="Order" value=delivered.order choices=Signal::stored(choices) choose/>
                </div>
            </div>
            <Show when=move || drawn().is_none()>
                <p class="note">"No initiative has a date yet."</p>
            </Show>
            {delivered.paging.line()}
            <table role="table" class="timeline" aria-busy=delivered.mounting.busy()>
                <caption class="visually-hidden">{caption}</caption>
                <colgroup><col class="timeline__col-name"/><col class="timeline__col-status"/><col class="timeline__col-date"/><col class="timeline__col-date"/><col class="timeline__col-date"/><col/></colgroup>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">"Initiative"</th>
                    <th role="columnheader" scope="col">"Status"</th>
                    <th role="columnheader" scope="col">"Start"</th>
                    <th role="columnheader" scope="col">"Due"</th>
                    <th role="columnheader" scope="col">"Ended"</th>
                    <th role="columnheader" scope="col" class="timeline__cell timeline__axis">
                        {move || drawn().map(|drawn| axis(&drawn, delivered))}<span class="visually-hidden">{move || range(drawn().as_deref())}</span>
                    </th>
                </tr></thead>
                <tbody role="rowgroup"><Gradual mounting=delivered.mounting each=lines key=Clone::clone children=row/></tbody>
            </table>
            {delivered.mounting.line("initiatives on this page")}
            {delivered.paging.links()}
            <DeliveryTable delivered/>
        </section>
    }
}

/// Returns the lines of a page, under headings by status where they are in that order.
fn lines(initiatives: &[Arc<Initiative>], shown: &[usize], is_grouped: bool) -> Vec<Line> {
    let mut n_of: HashMap<Option<Status>, usize> = HashMap::new();
    for initiative in initiatives {
        *n_of.entry(initiative.status).or_default() += 1;
    }
    let mut lines = Vec::new();
    let mut last = None;
    for initiative in shown.iter().filter_map(|at| initiatives.get(*at)) {
        if is_grouped && last != Some(initiative.status) {
            lines.push(Line::Group(initiative.status, n_of.get(&initiative.status).copied().unwrap_or(0)));
            last = Some(initiative.status);
        }
        lines.push(Line::One(initiative.id));
    }
    lines
}

/// Returns from when to when the axis goes, in words.
fn range(drawn: Option<&Timeline>) -> String {
    let Some(first) = drawn.and_then(|drawn| drawn.ticks.first()) else { return "No dates".to_owned() };
    format!("Timeline from {} {}", present::short_month(first.month), first.year)
}

fn group(delivered: Delivered, of: Option<Status>, n: usize) -> AnyView {
    let words = of.map_or_else(|| "No status".to_owned(), present::status_words);
    let lines = move || {
        delivered.drawn.get().map(|drawn| view! { <svg aria-hidden="true" focusable="false">{grid(&drawn)}</svg> })
    };
    view! {
        <tr role="row" class="timeline__group">
            <th role="rowheader" scope="row" colspan="5">{words}" "<span class="timeline__count">{n}</span></th>
            <td role="cell" class="timeline__cell">{lines}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn InitiativeRow(delivered: Delivered, id: InitiativeId) -> impl IntoView {
    let case = delivered.session.case();
    let shown = Memo::new(move |last: Option<&Option<Shown>>| {
        let drawn = delivered.drawn.get();
        let found = case.with(|case| {
            let place = case.programme.initiatives.iter().position(|one| one.id == id)?;
            let initiative = Arc::clone(&case.programme.initiatives[place]);
            let row = drawn.as_ref().and_then(|drawn| drawn.rows.get(place).cloned()).unwrap_or_default();
            let remark = present::delivery_remark(&initiative, delivered.as_at.get().0);
            Some(Shown { number: place + 1, initiative, row, remark })
        });
        // While the row goes away, it shows its last state.
        found.or_else(|| last.cloned().flatten())
    });
    let cells = move || {
        let drawn = delivered.drawn.get();
        shown.get().map(|shown| cells(delivered, shown, drawn.as_deref()))
    };
    view! { <tr role="row">{cells}</tr> }
}

fn cells(delivered: Delivered, shown: Shown, drawn: Option<&Timeline>) -> AnyView {
    let Shown { number, initiative, row, remark } = shown;
    let date = |date: Option<weighbridge::date::Date>| date.map(present::short_date);
    let none = |words: &'static str| view! { <span class="timeline__none">{words}</span> };
    let start = date(initiative.start).map_or_else(|| none("none").into_any(), |words| words.into_any());
    let due = date(initiative.expected_end()).map_or_else(|| none("none").into_any(), |words| words.into_any());
    let ended = match date(initiative.actual_end) {
        Some(words) => words.into_any(),
        None if initiative.is_open() => none("not yet").into_any(),
        None => view! { <span class="timeline__missing">"missing"</span> }.into_any(),
    };
    let href = Route::Case {
        key: untrack(|| delivered.session.key().get()).unwrap_or_default(),
        page: Page::Initiative(initiative.id),
    };
    let drawing = drawn.map(|drawn| bars(drawn, &row, &initiative, &remark));
    view! {
        <th role="rowheader" scope="row" class="timeline__name"><span>{number}</span><a href=href.hash()>{initiative.name.clone()}</a></th>
        <td role="cell" class="timeline__status">{initiative.status.map(status)}</td>
        <td role="cell" class="timeline__date" data-label="Start">{start}</td>
        <td role="cell" class="timeline__date" data-label="Due">{due}</td>
        <td role="cell" class="timeline__date" data-label="Ended">{ended}</td>
        <td role="cell" class="timeline__cell">{(!remark.is_empty()).then(|| view! { <span class="timeline__remark">{remark.clone()}</span> })}{drawing}</td>
    }
    .into_any()
}
