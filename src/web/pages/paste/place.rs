//! Where a pasted table of money goes: what it is called, whether it takes the place of another, and which initiatives its lines
//! pay for.

use super::Pasting;
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::id::TableId;
use weighbridge::paste::Outcome;
use weighbridge::present::count;
use weighbridge::spelling::folded;

/// The fields.
#[component]
pub(super) fn Place(pasting: Pasting) -> AnyView {
    let (case, placing) = (pasting.session.case(), pasting.placing);
    let title = move || placing.with(|placing| placing.title.clone());
    let place = Signal::derive(move || placing.with(|placing| placing.replaces));
    let tables = move || {
        case.with(|case| case.programme.tables.iter().map(|table| (table.id, table.title.clone())).collect::<Vec<_>>())
    };
    let places = Signal::derive(move || {
        let others = tables().into_iter().map(|(id, title)| (Some(id), format!("In the place of “{title}”")));
        std::iter::once((None, "As a table of its own".to_owned())).chain(others).collect::<Vec<_>>()
    });
    let choose = move |to: Option<TableId>| {
        let title = tables().into_iter().find(|(id, _)| Some(*id) == to).map(|(_, title)| title);
        placing.update(|placing| {
            placing.replaces = to;
            placing.title = title.unwrap_or_else(|| placing.title.clone());
        });
    };
    let has_tables = Memo::new(move |_| case.with(|case| !case.programme.tables.is_empty()));
    let remark = move || remark(pasting);
    let n_links = Memo::new(move |_| {
        pasting.reading.with(|reading| {
            let rows = reading.iter().flat_map(|found| &found.rows);
            rows.filter(|row| matches!(&row.outcome, Outcome::Line(line) if line.initiative.is_some())).count()
        })
    });
    let links = move || {
        let (verb, initiative) =
            if n_links.get() == 1 { ("pays", "the initiative") } else { ("pay", "the initiatives") };
        format!("{} {verb} for {initiative} of the same name", count(n_links.get(), "line", "lines"))
    };
    view! {
        <div class="field">
            <label class="field__label" for="paste-title">"Title of the pasted table"</label>
            <input class="field__input" type="text" id="paste-title" autocomplete="off" prop:value=title
                on:input=move |event| placing.update(|placing| placing.title = event_target_value(&event))/>
        </div>
        <Show when=move || has_tables.get()>
            <SelectField id="paste-place" label="Put it" value=place choices=places choose=choose/>
        </Show>
        {move || remark().map(|words| view! { <p class="note">{words}</p> })}
        <Show when=move || n_links.get() != 0>
            <div class="choice">
                <input type="checkbox" id="paste-links" prop:checked=move || placing.with(|placing| placing.links)
                    on:change=move |event| placing.update(|placing| placing.links = event_target_checked(&event))/>
                <label for="paste-links">{links}</label>
            </div>
        </Show>
    }
    .into_any()
}

/// Returns what is to be known before a table goes in: which lines of another go, or that one of this title is there.
fn remark(pasting: Pasting) -> Option<String> {
    let placing = pasting.placing.get();
    let reading = pasting.reading.get()?;
    pasting.session.case().with(|case| {
        let tables = &case.programme.tables;
        let Some(table) = tables.iter().find(|table| Some(table.id) == placing.replaces) else {
            let same = tables.iter().find(|table| folded(&table.title) == folded(&placing.title))?;
            return Some(format!("There is a table “{}” already: it stays as it is beside this one.", same.title));
        };
        let is_pasted = |label: &str| reading.rows.iter().any(|row| folded(&row.label) == folded(label));
        let gone: Vec<String> =
            table.lines.iter().filter(|line| !is_pasted(&line.label)).map(|line| format!("“{}”", line.label)).collect();
        let first = gone.first()?;
        let others = match gone.len() - 1 {
            0 => String::new(),
            n => format!(" and {}", count(n, "more line", "more lines")),
        };
        Some(format!("The table that stands there has {first}{others}, which the pasted one has not: to keep them, put it as a table of its own."))
    })
}
