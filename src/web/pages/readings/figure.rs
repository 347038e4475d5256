//! The ranges as bars: one row an initiative, contribution and harm side by side. On a narrow screen it is a list.

use super::Readings;
use super::table::ReadingsTable;
use crate::pages::alignment::lens_choice;
use crate::parts::flow::Show;
use crate::parts::gradual::Gradual;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::alignment::index::Range;
use weighbridge::alignment::ranking::Ranks;
use weighbridge::alignment::summary::{CellCounts, RowOrder};
use weighbridge::chart::ranges::range_bar;
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::route::{Page, Route};

/// Where the axis has lines.
const TICKS: [f64; 6] = [0.0, 20.0, 40.0, 60.0, 80.0, 100.0];

/// What a row shows. It is drawn anew when that changes.
#[derive(Clone, PartialEq)]
struct Shown {
    /// Its place in the report, from 1.
    number: usize,
    name: String,
    contribution: Option<Range>,
    harm: Option<Range>,
    ranks: Option<Ranks>,
    counts: CellCounts,
}

/// The figure, with its lens and order, and the table behind it.
#[component]
pub(super) fn Figure(readings: Readings) -> impl IntoView {
    let session = readings.session;
    let choices = [
        (RowOrder::Contribution, "Most contribution found first"),
        (RowOrder::Harm, "Most harm found first"),
        (RowOrder::Unseen, "Least looked at first"),
        (RowOrder::Programme, "As in the programme"),
    ];
    let choices = Signal::stored(choices.map(|(order, words)| (order, words.to_owned())).to_vec());
    let several = Memo::new(move |_| readings.lenses.with(|lenses| lenses.len() > 1));
    let caption = move || {
        let n = readings.rows.with(Vec::len);
        format!(
            "{}: what is found of contribution and harm, out of 100, and what could still be found",
            present::count(n, "initiative", "initiatives")
        )
    };
    let alignment = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Alignment }.hash();
    view! {
        <section class="section readings__section print-wide" aria-labelledby="h-ranges">
            <h2 class="visually-hidden" id="h-ranges">"Ranges"</h2>
            <div class="row row--between readings__bar no-print">
                <Show when=move || several.get()>{lens_choice(readings.lenses, readings.lens, readings.chosen_lens, true)}</Show>
                <div class="matrix__order">
                    <SelectField id="readings-order" label="Order of initiatives" value=readings.order choices choose=move |order| readings.order.set(order)/>
                </div>
            </div>
            {key()}
            {readings.paging.line()}
            <table role="table" class="readings" aria-busy=readings.mounting.busy()>
                <caption class="visually-hidden">{caption}</caption>
                <colgroup><col class="readings__col-name"/><col class="readings__col-words"/><col/><col class="readings__col-words"/><col/><col class="readings__col-rank"/><col class="readings__col-seen"/></colgroup>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">"Initiative"</th>
                    <th role="columnheader" scope="col" class="n">"Contribution"</th>
                    <th role="columnheader" scope="col" class="readings__cell readings__axis"><span class="visually-hidden">"Contribution, drawn"</span>{axis()}</th>
                    <th role="columnheader" scope="col" class="n">"Harm"</th>
                    <th role="columnheader" scope="col" class="readings__cell readings__axis"><span class="visually-hidden">"Harm, drawn"</span>{axis()}</th>
                    <th role="columnheader" scope="col" class="n">"Rank"</th>
                    <th role="columnheader" scope="col" class="n">"Scored"</th>
                </tr></thead>
                <tbody role="rowgroup"><Gradual mounting=readings.mounting each=move || readings.shown() key=|id| *id children=move |id| view! { <Row readings id/> }/></tbody>
            </table>
            {readings.mounting.line("initiatives on this page")}
            {readings.paging.links()}
            <p class="note measure">"The rank is by contribution. Where two numbers stand, more must be looked at before it is settled: one initiative is ranked before another only where the least that it can be is at least the most that the other can be. What each lens counts for is set on the "<a href=alignment>"matrix"</a>"."</p>
            <ReadingsTable readings/>
        </section>
    }
}

fn key() -> AnyView {
    view! {
        <svg class="visually-hidden" aria-hidden="true" focusable="false"><defs>
            <pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(30)"><path class="readings__stripes" d="M0 0V6"/></pattern>
        </defs></svg>
        <ul class="chart__key" role="list" aria-label="Key">
            <li><svg aria-hidden="true" focusable="false"><rect class="readings__found" x="0" y="1" width="16" height="10"/></svg>"contribution found"</li>
            <li><svg aria-hidden="true" focusable="false"><rect class="readings__harm" x="0" y="1" width="16" height="10"/><rect x="0" y="1" width="16" height="10" fill="url(#stripes)"/></svg>"harm found"</li>
            <li><svg aria-hidden="true" focusable="false"><rect class="readings__open" x="0.5" y="1.5" width="15" height="9"/></svg>"not looked at: could still be found"</li>
        </ul>
    }
    .into_any()
}

fn per_cent(number: f64) -> String {
    format!("{number:.2}%")
}

fn axis() -> AnyView {
    let tick = |at: f64| {
        view! { <text x=per_cent(at) y="100%" dy="-5" text-anchor="middle" class=if at as u32 % 40 == 20 { "readings__minor" } else { "" }>{present::decimal(at, 0)}</text> }
    };
    view! { <svg aria-hidden="true" focusable="false">{TICKS.map(tick).collect_view()}</svg> }.into_any()
}

#[component]
fn Row(readings: Readings, id: InitiativeId) -> impl IntoView {
    let case = readings.session.case();
    let shown = Memo::new(move |last: Option<&Option<Shown>>| {
        let lens = readings.lens.get();
        let ranks = readings.ranks.get();
        let found = readings.summary.with(|summary| {
            let at = summary.initiatives.iter().position(|row| row.id == id)?;
            let indices = summary.initiatives[at].indices(lens);
            let name = case.with(|case| case.initiative(id).map(|found| found.name.clone()))?;
            Some(Shown {
                number: at + 1,
                name,
                contribution: indices.contribution,
                harm: indices.harm,
                ranks: ranks.get(at).copied().flatten(),
                counts: summary.counts(id, lens),
            })
        });
        // While the row goes away, it shows its last state.
        found.or_else(|| last.cloned().flatten())
    });
    let cells = move || shown.get().map(|shown| cells(readings, id, shown));
    view! { <tr role="row">{cells}</tr> }
}

fn cells(readings: Readings, id: InitiativeId, shown: Shown) -> AnyView {
    let key = untrack(|| readings.session.key().get()).unwrap_or_default();
    let href = Route::Case { key, page: Page::Initiative(id) }.hash();
    let words = |range: Option<Range>| {
        match range {
        Some(range) => view! { <span aria-hidden="true">{present::index_range_words(range)}</span><span class="visually-hidden">{present::range_bar_words(range)}</span> }.into_any(),
        None => view! { <span class="readings__none">"none"</span> }.into_any(),
    }
    };
    let rank = match shown.ranks {
        None => view! { <span class="readings__none">"none"</span> }.into_any(),
        Some(ranks) if ranks.is_settled() => view! { <b>{present::ranks_words(ranks)}</b> }.into_any(),
        Some(ranks) => view! { <span class="readings__open-rank">{present::ranks_words(ranks)}</span> }.into_any(),
    };
    let harm_class = if shown.harm.is_some_and(|harm| harm.floor > 0.0) {
        "n readings__words matrix__harm"
    } else {
        "n readings__words"
    };
    let unknown = match shown.counts.unknown {
        0 => String::new(),
        n => format!(", {n} unknown"),
    };
    let seen = format!("{} of {}{unknown}", shown.counts.scored, shown.counts.applicable());
    view! {
        <th role="rowheader" scope="row" class="readings__name"><span>{shown.number}</span><a href=href>{shown.name}</a></th>
        <td role="cell" class="n readings__words" data-label="Contribution">{words(shown.contribution)}</td>
        <td role="cell" class="readings__cell">{shown.contribution.map(|range| bar(range, false))}</td>
        <td role="cell" class=harm_class data-label="Harm">{words(shown.harm)}</td>
        <td role="cell" class="readings__cell">{shown.harm.map(|range| bar(range, true))}</td>
        <td role="cell" class="n readings__rank" data-label="Rank">{rank}</td>
        <td role="cell" class="n readings__seen" data-label="Scored">{seen}</td>
    }
    .into_any()
}

/// Returns the drawing of a range. Harm is striped, so that the two part without colour.
fn bar(range: Range, is_harm: bool) -> AnyView {
    let drawn = range_bar(range.floor, range.ceiling);
    let class = if is_harm { "readings__harm" } else { "readings__found" };
    let lines = TICKS.map(|at| {
        let x = per_cent(at);
        view! { <line class="readings__grid" x1=x.clone() x2=x y1="0" y2="100%"/> }
    });
    let open = drawn.open.map(|open| {
        view! { <rect class="readings__open" x=per_cent(open.start) width=per_cent(open.width) y="50%" height="10" transform="translate(0 -5)"/> }
    });
    let found = (drawn.found.width > 0.0).then(|| {
        let width = per_cent(drawn.found.width);
        let stripes = is_harm.then(|| {
            view! { <rect x="0" width=width.clone() y="50%" height="12" transform="translate(0 -6)" fill="url(#stripes)"/> }
        });
        view! { <rect class=class x="0" width=width y="50%" height="12" transform="translate(0 -6)"/>{stripes} }
    });
    let end = per_cent(drawn.found.width);
    view! {
        <svg aria-hidden="true" focusable="false">
            {lines.collect_view()}{open}{found}
            <rect class="readings__floor" x=end width="2" y="50%" height="18" transform="translate(-1 -9)"/>
        </svg>
    }
    .into_any()
}
