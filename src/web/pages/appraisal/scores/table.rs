//! The table of scores: criteria down, options across. Where there are many, a part is drawn at a time.

use super::cell::{self, ScoreCell};
use super::paste::Block;
use super::sheet::{PART, Sheet};
use crate::browser::{clipboard, page};
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::select_field::SelectField;
use leptos::ev::{ClipboardEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use weighbridge::appraisal::tree::Node;
use weighbridge::appraisal::{Appraisal, Scale};
use weighbridge::id::{AlternativeId, CriterionId};
use weighbridge::present;
use weighbridge::present::letters;

/// Which part is shown: one option where there is room for one only, else fifty options and fifty criteria.
#[component]
pub(super) fn Parts(sheet: Sheet) -> impl IntoView {
    let value = Memo::new(move |_| sheet.at.get().map(|(option, _)| option));
    let choices = Memo::new(move |_| {
        sheet.model.record.with(|record| {
            record.alternatives.iter().map(|option| (Some(option.id), option.name.clone())).collect::<Vec<_>>()
        })
    });
    let choose = move |option: Option<AlternativeId>| {
        let place = sheet.at.get_untracked();
        sheet.chosen.set(option.zip(place.map(|(_, criterion)| criterion)));
    };
    let n_options = move || sheet.options.with(Vec::len);
    let n_criteria = move || sheet.criteria.with(Vec::len);
    let has_parts = move || n_criteria() > PART || (n_options() > PART && !sheet.is_narrow.get());
    view! {
        <Show when=move || sheet.is_narrow.get()>
            <div class="sheet-option"><SelectField id="shown-option" label="Option shown" value choices choose/></div>
        </Show>
        <Show when=has_parts>
            <p class="note sheet-printed">{move || printed(sheet, n_options(), n_criteria())}</p>
            <nav class="sheet-parts" aria-label="Part of the table">
                {move || (!sheet.is_narrow.get()).then(|| turner(sheet, "Options", n_options(), sheet.part.get().0))}
                {move || turner(sheet, "Criteria", n_criteria(), sheet.part.get().1)}
            </nav>
        </Show>
    }
}

/// Returns what paper says of the part that is drawn, since the others are not on it.
fn printed(sheet: Sheet, n_options: usize, n_criteria: usize) -> String {
    let (option, criterion) = sheet.part.get();
    let part = |start: usize, n: usize| format!("{} to {} of {n}", start + 1, (start + PART).min(n));
    format!("Printed here: {} options, {} criteria.", part(option, n_options), part(criterion, n_criteria))
}

/// Says which part is drawn, and turns to the one before and the one behind.
fn turner(sheet: Sheet, what: &'static str, n: usize, start: usize) -> Option<AnyView> {
    if n <= PART {
        return None;
    }
    let end = (start + PART).min(n);
    let turn = move |to: usize, id: &'static str| {
        let place = sheet.at.get_untracked();
        let option = sheet.options.with_untracked(|options| options.get(to).copied());
        let criterion = sheet.criteria.with_untracked(|criteria| criteria.get(to).copied());
        let to =
            place.map(
                |(now, on)| {
                    if what == "Options" { (option.unwrap_or(now), on) } else { (now, criterion.unwrap_or(on)) }
                },
            );
        sheet.chosen.set(to);
        focus_soon(&[id]);
    };
    let name = what.to_lowercase();
    let button = |word: &str, id: &'static str, to: Option<usize>| {
        let press = move |_| to.into_iter().for_each(|to| turn(to, id));
        let label = format!("{word} {name}");
        view! { <button class="order__button" type="button" id=id aria-disabled=to.is_none().to_string() on:click=press>{label}</button> }
    };
    let (earlier, later) =
        if what == "Options" { ("earlier-options", "later-options") } else { ("earlier-criteria", "later-criteria") };
    Some(
        view! {
            <p class="sheet-parts__line">
                <span>{format!("{what} {} to {end} of {n}", start + 1)}</span>
                {button("Earlier", earlier, start.checked_sub(PART))}
                {button("Later", later, (end < n).then_some(end))}
            </p>
        }
        .into_any(),
    )
}

/// How many options fit beside the panel on a wide screen.
const FIT: usize = 6;

/// How many cells stand at once, about.
const CELLS_AT_ONCE: usize = 400;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum TableRow {
    Family { id: CriterionId, name: String, depth: usize },
    Leaf { id: CriterionId, name: String, scale: String, depth: usize },
}

/// Returns how far in a row stands: deeper trees stay at the last step, or there would be no room for names.
fn shown_depth(depth: usize) -> String {
    depth.min(3).to_string()
}

/// Returns the rows of the part of leaves that begins with the one at `start`, each with the families above it.
fn rows(record: &Appraisal, start: usize) -> Vec<TableRow> {
    let mut found = Vec::new();
    // The families that lead to the next leaf and are not drawn yet.
    let mut waiting: Vec<(usize, TableRow)> = Vec::new();
    let mut n_leaves = 0;
    for Node { criterion, depth, .. } in record.walk() {
        let (id, name) = (criterion.id, criterion.name.clone());
        waiting.retain(|(above, _)| *above < depth);
        let Some(leaf) = criterion.leaf() else {
            waiting.push((depth, TableRow::Family { id, name, depth }));
            continue;
        };
        if (start..start + PART).contains(&n_leaves) {
            found.extend(waiting.drain(..).map(|(_, family)| family));
            // Most are judged directly: only a measure is worth a line.
            let is_direct = leaf.scale == Scale::Direct;
            let scale = if is_direct { String::new() } else { present::scale_words(&leaf.scale) };
            found.push(TableRow::Leaf { id, name, scale, depth });
        }
        n_leaves += 1;
    }
    found
}

/// The table itself. It listens for all its cells.
#[component]
pub(super) fn Table(sheet: Sheet, block: Block) -> impl IntoView {
    let record = sheet.model.record;
    let columns = Memo::new(move |_| {
        let shown = sheet.at.get().map(|(option, _)| option);
        if sheet.is_narrow.get() {
            return shown.into_iter().collect::<Vec<_>>();
        }
        let start = sheet.part.get().0;
        sheet.options.with(|options| options.iter().skip(start).take(PART).copied().collect())
    });
    let heads = Memo::new(move |_| {
        let columns = columns.get();
        record.with(|record| {
            let options = record.alternatives.iter().zip(letters(record));
            let shown = options.filter(|(option, _)| columns.contains(&option.id));
            shown.map(|(option, letter)| (option.id, letter, option.name.clone())).collect::<Vec<_>>()
        })
    });
    let rows = Memo::new(move |_| {
        let start = sheet.part.get().1;
        record.with(|record| rows(record, start))
    });
    let mounting = Mounting::of(CELLS_AT_ONCE / sheet.options.with_untracked(Vec::len).clamp(1, PART));
    // With other columns a row is made anew, so that no part of cells changes in one piece.
    let rows = move || {
        let of = (sheet.part.get(), sheet.is_narrow.get());
        rows.get().into_iter().map(move |row| (of, row))
    };
    let n_columns = move || (columns.with(Vec::len) + 1).to_string();
    let row = move |(_, row): (_, TableRow)| {
        match row {
        TableRow::Family { name, depth, .. } => view! {
            <tr role="row" class="sheet__family" data-depth=shown_depth(depth)><th role="rowheader" scope="rowgroup" colspan=n_columns>{name}</th></tr>
        }
        .into_any(),
        TableRow::Leaf { id, name, scale, depth } => view! {
            <tr role="row" class=if depth == 0 { "sheet__alone" } else { "" } data-depth=shown_depth(depth)>
                <th role="rowheader" scope="row"><span class="sheet__criterion">{name}</span>" "<span class="note">{scale}</span></th>
                <For each=move || columns.get() key=move |option| (*option, sheet.is_narrow.get_untracked()) children=move |option| view! { <ScoreCell sheet place=(option, id)/> }/>
            </tr>
        }
        .into_any(),
    }
    };
    let at = |id: Option<String>| id.and_then(|id| cell::place_of(&id));
    // So few stand beside the panel on a wide screen; the names of options then stay in sight while the page scrolls.
    let fits = move || columns.with(Vec::len) <= FIT;
    // Columns keep a width in which a figure can be read; the region scrolls.
    let width = move || format!("{}rem", 10.0 + 4.75 * columns.with(Vec::len) as f64);
    view! {
        <div class="table-scroll table-scroll--tall" class:table-scroll--fits=fits role="region" aria-labelledby="cap-scores">
            <table role="grid" class="sheet" aria-busy=mounting.busy() style:min-inline-size=width
                on:click=move |event: MouseEvent| if let Some(place) = at(page::id_around(&event)) { sheet.be_silent(); sheet.chosen.set(Some(place)); }
                on:dblclick=move |event: MouseEvent| if let Some(place) = at(page::id_around(&event)) { cell::start(sheet, place, None); }
                on:keydown=move |event: KeyboardEvent| if let Some(place) = at(page::id_around(&event)) { cell::on_key(&event, sheet, place); }
                on:paste=move |event: ClipboardEvent| {
                    if let Some((place, text)) = at(page::id_around(&event)).zip(clipboard::pasted_outside_fields(&event)) {
                        event.prevent_default();
                        block.take(place, text);
                    }
                }>
                <caption id="cap-scores" class="visually-hidden">"Scores: criteria down, options across; each as entered, with the points it earns"</caption>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">"Criterion"</th>
                    <For each=move || heads.get() key=Clone::clone let:head>
                        <th role="columnheader" scope="col" class="n">
                            {(!head.1.is_empty()).then(|| view! { <span class="sheet__letter">{head.1.clone()}</span>" " })}{head.2}
                        </th>
                    </For>
                </tr></thead>
                <tbody role="rowgroup"><Gradual mounting each=rows key=Clone::clone children=row/></tbody>
            </table>
        </div>
        {mounting.line("rows")}
        <p class="sheet-said" role="status">{move || sheet.said.get()}</p>
    }
}
