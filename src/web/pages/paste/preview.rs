//! What a pasted table would come to: the sentence, what it was taken for, questions, columns, rows, and the button that takes
//! it over.

use super::Pasting;
use super::columns::Columns;
use super::place::Place;
use super::questions::Questions;
use super::rows::Rows;
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::paste::{Kind, Reading};
use weighbridge::present::count;

/// The preview.
#[component]
pub(super) fn Preview(pasting: Pasting) -> AnyView {
    let says = move || pasting.reading.with(|reading| reading.as_ref().map(|found| found.says.clone()));
    let read = move || pasting.reading.with(|reading| reading.as_ref().map(|found| how_read(found)));
    let kind = Memo::new(move |_| pasting.reading.with(|reading| reading.as_ref().and_then(|found| found.kind)));
    let kinds = Signal::derive(move || {
        let kinds = [
            (Some(Kind::Initiatives), "A list of initiatives"),
            (Some(Kind::Money), "A table of money"),
            (Some(Kind::Matrix), "A matrix of initiatives by goals"),
        ];
        let unknown = kind.get().is_none().then(|| (None, "No table that could be told".to_owned()));
        unknown.into_iter().chain(kinds.map(|(kind, words)| (kind, words.to_owned()))).collect::<Vec<_>>()
    });
    let choose = move |kind: Option<Kind>| pasting.choose(|choices| choices.kind = kind);
    let can_take = Memo::new(move |_| pasting.edit().is_some());
    let is_money = move || kind.get() == Some(Kind::Money);
    let has_kind = move || kind.get().is_some();
    let refused = move || pasting.refused.get();
    let forget = move |_| {
        pasting.forget_choices();
        crate::parts::focus::focus_soon(&["paste-preview"]);
    };
    view! {
        <div class="from-table__preview">
            <h3 id="paste-preview" tabindex="-1">{says}</h3>
            <p class="note">{read}</p>
            <Show when=move || pasting.merged.with(|words| !words.is_empty())><p class="note" id="paste-merged">{pasting.merged}</p></Show>
            {super::last_time::offer(pasting)}
            <SelectField id="paste-kind" label="This is" value=kind choices=kinds choose=choose/>
            <Questions pasting/>
            <Show when=move || pasting.is_chosen.get()>
                <p><button class="link" type="button" id="paste-forget" on:click=forget>"Forget what I chose and answered"</button></p>
            </Show>
            <Show when=has_kind><Columns pasting/><Rows pasting/></Show>
            <Show when=is_money><Place pasting/></Show>
            {move || refused().map(|words| view! { <p class="field__error" role="alert" id="paste-refused" tabindex="-1">{words}</p> })}
            <Show when=move || !can_take.get()><p class="note" id="paste-nothing">{move || nothing(kind.get())}</p></Show>
            <div class="row">
                <Show when=move || can_take.get()>
                    <button class="button button--main" type="button" id="paste-take" on:click=move |_| pasting.take()>"Take these rows"</button>
                </Show>
                <button class="button" type="button" id="paste-leave" on:click=move |_| pasting.leave()>"Leave it"</button>
            </div>
            {move || pasting.reading.get().and_then(|reading| super::save_left_out(pasting.session, reading))}
        </div>
    }
    .into_any()
}

/// Returns why nothing can be taken.
fn nothing(kind: Option<Kind>) -> &'static str {
    match kind {
        None => "Nothing can be taken until it is said what this is.",
        Some(Kind::Money) => "No line of money could be read.",
        Some(Kind::Initiatives | Kind::Matrix) => "Nothing of this can be taken, or the case says all of it already.",
    }
}

/// Returns how the text was taken apart.
pub(super) fn how_read(reading: &Reading) -> String {
    let mut said = vec![format!("Cells parted by {}.", reading.separator.word())];
    said.push(match reading.header_rows {
        0 => "No row of headings was found.".to_owned(),
        n => format!("The headings take {}.", count(n, "row", "rows")),
    });
    if let Some(first) = reading.skipped.first() {
        let more = reading.skipped.len() - 1;
        let others = if more == 0 { String::new() } else { format!(" and {}", count(more, "more line", "more lines")) };
        said.push(format!("Above them stands “{first}”{others}."));
    }
    let (turning, others) = reading.n_unseen;
    if turning + others > 0 {
        said.push(format!("{} taken out.", count(turning + others, "invisible mark was", "invisible marks were")));
    }
    said.join(" ")
}
