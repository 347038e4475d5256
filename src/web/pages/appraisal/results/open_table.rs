//! A table of results in which numbers open their arithmetic.

use super::Shown;
use super::drawer::{Place, number_id};
use leptos::prelude::*;
use weighbridge::appraisal::evaluate::Standing;
use weighbridge::exchange::table::Table;
use weighbridge::present::Number;

/// What a table adds to its text.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// Unique in the page.
    pub(super) id: &'static str,
    /// What it shows.
    pub(super) caption: &'static str,
    /// What a reader must know first.
    pub(super) note: &'static str,
    /// Where its arithmetic opens.
    pub(super) place: Place,
    /// Which number stands in a column, the option's row given; nothing for words.
    pub(super) number: fn(usize, usize, usize) -> Option<Number>,
    /// Whether a column, from 0, holds words.
    pub(super) is_words: fn(usize) -> bool,
}

/// A table whose rows are the options in the order of the ranking. It is drawn anew only when its text or the order changes.
pub(super) fn open_table(shown: Shown, table: Memo<Table>, layout: Layout) -> impl IntoView {
    let class = move |column| if (layout.is_words)(column) { "table__words" } else { "n" };
    let heads = move || {
        let head = |(column, head): (usize, &String)| view! { <th scope="col" class=class(column)>{head.clone()}</th> };
        table.with(|table| table.heads.iter().enumerate().map(head).collect_view())
    };
    let rows = move || {
        let order = shown.bench.results.with(|results| results.order());
        table.with(|table| {
            let rows = order.into_iter().zip(&table.rows);
            let row = |(row, texts): (usize, &Vec<String>)| {
                shown
                    .bench
                    .results
                    .with(|results| row_view(shown, layout, row, &results.standings[row], texts, &table.heads))
            };
            rows.map(row).collect_view()
        })
    };
    view! {
        <div class="table-scroll" role="region" aria-labelledby=layout.id tabindex="0">
            <table class="table table--tight">
                <caption id=layout.id>{layout.caption}" "<span class="note">{layout.note}</span></caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row_view(
    shown: Shown,
    layout: Layout,
    row: usize,
    standing: &Standing,
    texts: &[String],
    heads: &[String],
) -> impl IntoView + use<> {
    let class = match standing.rank {
        Some(1) => "table__lead",
        Some(_) => "",
        None => "table__aside",
    };
    let letter = shown.letters.with(|letters| letters.get(row).cloned().unwrap_or_default());
    let n_columns = texts.len();
    let cells = texts.iter().zip(heads).enumerate().skip(1).map(|(column, (text, head))| {
        let number = (layout.number)(row, column, n_columns).filter(|_| has_arithmetic(text));
        let class = if (layout.is_words)(column) { "table__words" } else { "n" };
        let content = match number {
            None => text.clone().into_any(),
            Some(number) => opener(shown, layout.place, number, text, &format!("{}, {head}", standing.name)),
        };
        view! { <td class=class>{content}</td> }
    });
    let cells = cells.collect_view();
    view! { <tr class=class><th scope="row"><span class="letter">{letter}</span>{standing.name.clone()}</th>{cells}</tr> }
}

/// Returns whether a text is a number, a range or a gap, all of which have lines behind them.
fn has_arithmetic(text: &str) -> bool {
    text == "missing" || text.chars().any(|letter| letter.is_ascii_digit())
}

/// A number that shows its arithmetic when it is chosen.
fn opener(shown: Shown, place: Place, number: Number, text: &str, whose: &str) -> AnyView {
    let is_open = move || shown.opened.get() == Some((place, number));
    let toggle = move |_| {
        shown.opened.update(|open| *open = if *open == Some((place, number)) { None } else { Some((place, number)) });
    };
    view! {
        <button class="table__open" type="button" id=number_id(place, number) aria-expanded=move || is_open().to_string()
            aria-controls=place.id() aria-label=format!("{text}. {whose}: show the arithmetic") on:click=toggle>{text.to_owned()}</button>
    }
    .into_any()
}
