//! The set: every initiative with its place, what it is worth and costs, why it is out, and what the author says of it.

use super::study::Choosing;
use crate::pages::behind::{Leaving, foot};
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::edit::{PortfolioEdit, Standing};
use weighbridge::exchange::cell::Cell;
use weighbridge::id::InitiativeId;
use weighbridge::paper::portfolio as paper;
use weighbridge::present;
use weighbridge::print::capitalised;
use weighbridge::route::{Page, Route};

/// How many initiatives are shown at a time, and how many of them stand at once.
const A_PAGE: usize = 100;
const AT_ONCE: usize = 25;

/// What a row shows.
#[derive(Clone, Default, PartialEq)]
struct Shown {
    name: String,
    /// The cells behind the name, each with its heading.
    cells: Vec<(String, String, bool)>,
    is_in: bool,
}

/// The section.
pub(super) fn section(choosing: Choosing) -> AnyView {
    let order = Memo::new(move |_| {
        choosing.with(|choice| {
            let ids = paper::set_order(choice).into_iter().map(|at| choice.field.candidates[at].id);
            ids.collect::<Vec<InitiativeId>>()
        })
    });
    let paging = Paging::new(
        ["portfolio-set", "Initiatives"],
        &choosing.session.key().get_untracked().unwrap_or_default(),
        Signal::derive(move || order.with(Vec::len)),
        Signal::stored(A_PAGE),
    );
    let shown = move || order.with(|order| order.get(paging.rows()).unwrap_or_default().to_vec());
    let heads = Memo::new(move |_| {
        choosing.with(|choice| {
            let caps = 0..choice.field.caps.len();
            caps.map(|cap| capitalised(&choice.cap_name(cap))).collect::<Vec<String>>()
        })
    });
    let heading = move || {
        heads
            .get()
            .into_iter()
            .map(|head| view! { <th scope="col" role="columnheader" class="n">{head}</th> })
            .collect_view()
    };
    let mounting = Mounting::of(AT_ONCE);
    view! {
        <section class="section print-wide" aria-labelledby="h-set">
            <h2 id="h-set" tabindex="-1">"In, and left out"</h2>
            <p class="note measure">{move || choosing.with(present::within_words)}</p>
            {paging.line()}
            <div class="table-scroll" role="region" aria-label="Table: in, and left out" tabindex="0">
                <table class="table table--tight table--lists choose__set" role="table" aria-labelledby="h-set" aria-busy=mounting.busy()>
                    <thead role="rowgroup"><tr role="row">
                        <th scope="col" role="columnheader">"Initiative"</th>
                        <th scope="col" role="columnheader">"Place"</th>
                        <th scope="col" role="columnheader" class="n">"Points"</th>
                        <th scope="col" role="columnheader" class="n">"Harm"</th>
                        {heading}
                        <th scope="col" role="columnheader">"Why, and what would change it"</th>
                        <th scope="col" role="columnheader" class="no-print">"You say"</th>
                    </tr></thead>
                    <tbody role="rowgroup"><Gradual mounting each=shown key=|id: &InitiativeId| *id children=move |id: InitiativeId| row(choosing, id)/></tbody>
                </table>
            </div>
            {mounting.line("initiatives on this page")}
            {paging.links()}
            {foot(choosing.session, Leaving::named("portfolio-set"), move || choosing.with(paper::set_table))}
        </section>
    }
    .into_any()
}

fn row(choosing: Choosing, id: InitiativeId) -> AnyView {
    let shown = Memo::new(move |last: Option<&Shown>| {
        let found = choosing.with(|choice| {
            let at = choice.field.candidates.iter().position(|one| one.id == id)?;
            let cells = paper::set_row(choice, at);
            let heads = paper::set_heads(choice);
            let cells = cells
                .iter()
                .zip(heads)
                .skip(1)
                .map(|(cell, head)| (head, cell.print(), !matches!(cell, Cell::Text(_) | Cell::Missing(_))));
            let is_in = choice.found.best.as_ref().is_some_and(|best| best.members.binary_search(&at).is_ok());
            Some(Shown { name: choice.name(at).to_owned(), cells: cells.collect(), is_in })
        });
        // While the row goes away, it shows its last state.
        found.or_else(|| last.cloned()).unwrap_or_default()
    });
    let href = move || {
        Route::Case { key: choosing.session.key().get().unwrap_or_default(), page: Page::Initiative(id) }.hash()
    };
    let cells = move || {
        shown.with(|shown| {
            let cell = |(head, words, is_figure): &(String, String, bool)| {
                let class = if *is_figure { "n" } else { "" };
                view! { <td role="cell" class=class data-head=head.clone()>{words.clone()}</td> }
            };
            shown.cells.iter().map(cell).collect_view()
        })
    };
    let class = move || if shown.with(|shown| shown.is_in) { "table__lead" } else { "" };
    let standing = Signal::derive(move || choosing.portfolio(|portfolio| Standing::of(portfolio, id)));
    let choices = Standing::ALL.map(|standing| (standing, standing.word().to_owned())).to_vec();
    let choose = Callback::new(move |standing| {
        let _ = choosing.commit(|portfolio| PortfolioEdit::SetStanding(portfolio, id, standing));
    });
    let label = shown.with_untracked(|shown| format!("Place of {}", shown.name));
    view! {
        <tr role="row" class=class>
            <th scope="row" role="rowheader"><a href=href>{move || shown.with(|shown| shown.name.clone())}</a></th>
            {cells}
            <td role="cell" class="no-print" data-head="You say">
                <SelectField id=format!("standing-{id}") label label_hidden=true value=standing choices=Signal::stored(choices) choose/>
            </td>
        </tr>
    }
    .into_any()
}
