//! One cell: its text, or the field that changes it.

use super::Sheet;
use super::column::Row;
use crate::browser::clock;
use crate::parts::draft::Draft;
use leptos::ev::KeyboardEvent;
use leptos::html::{Input, Select};
use leptos::prelude::*;
use weighbridge::present::{TYPED_TOGETHER_MS, typed_ahead};

/// Returns a cell; the first of a row is its heading.
pub(super) fn view(sheet: Sheet, row: Row, column: usize, values: Memo<Vec<String>>) -> AnyView {
    let text = Memo::new(move |_| values.with(|values| values.get(column).cloned().unwrap_or_default()));
    let (heading, is_number, face) = sheet.columns.with_untracked(|columns| {
        columns.get(column).map(|found| (found.heading.clone(), found.is_number, found.face)).unwrap_or_default()
    });
    let is_typing = move || sheet.is_typing.with_value(|typing| typing.selected(&Some((row, column))));
    let body = move || {
        if is_typing() {
            entry(sheet, (row, column), text)
        } else {
            let shown = move || text.with(|text| face.map_or_else(|| text.clone().into_any(), |face| face(text)));
            view! { <span class="entry-table__text">{shown}</span> }.into_any()
        }
    };
    let tabindex = move || if sheet.is_at.with_value(|at| at.selected(&(row, column))) { "0" } else { "-1" };
    let id = sheet.cell_id((row, column));
    let class = if is_number { "n" } else { "" };
    if column == 0 {
        return view! { <th scope="row" role="rowheader" id=id tabindex=tabindex>{body}</th> }.into_any();
    }
    view! { <td role="gridcell" class=class id=id tabindex=tabindex data-head=heading>{body}</td> }.into_any()
}

/// The field of a cell. Enter takes what is typed and goes down, Tab goes on to the side; Escape leaves the cell as it was.
fn entry(sheet: Sheet, place: (Row, usize), text: Memo<String>) -> AnyView {
    let (row, column) = place;
    let letter = sheet.typing.with_untracked(|typing| typing.and_then(|(.., letter)| letter));
    let (heading, choices) = sheet.columns.with_untracked(|columns| {
        let found = columns.get(column);
        let choices = found.and_then(|found| found.choices.clone());
        (found.map(|found| found.heading.clone()).unwrap_or_default(), choices)
    });
    let take = Callback::new(move |typed: String| sheet.take(place, &typed));
    let draft = Draft::new(&heading, text.into(), take);
    let name = text.get_untracked();
    let label = sheet.label(row, &heading);
    let id = format!("{}-entry", sheet.id.get_value());
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    let refused = draft.refused();
    let close = move || {
        if sheet.typing.try_with_untracked(|typing| typing.is_some_and(|(r, c, _)| (r, c) == place)) == Some(true) {
            sheet.typing.set(None);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "Enter" => Some((if event.shift_key() { -1 } else { 1 }, 0)),
            "Tab" => Some((0, if event.shift_key() { -1 } else { 1 })),
            "Escape" => {
                draft.take_back();
                close();
                sheet.go(place);
                event.prevent_default();
                event.stop_propagation();
                return;
            }
            _ => None,
        };
        // The table hears no key that is typed here.
        event.stop_propagation();
        if let Some((down, right)) = step {
            event.prevent_default();
            if draft.done(event_target_value(&event)) {
                close();
                sheet.go(sheet.from(place, down, right));
            }
        }
    };
    let left = move |typed: String| {
        if sheet.typing.try_with_untracked(Option::is_some) == Some(true) && draft.done(typed) {
            close();
        }
    };
    let error = move || {
        refused.get().map(|reason| {
            view! { <p class="field__error" id=error_id.clone() role="alert">{crate::parts::sentence(&reason)}</p> }
        })
    };
    let invalid = move || refused.with(Option::is_some).then_some("true");
    let described = move || refused.with(Option::is_some).then(|| described.clone());
    let field = match choices {
        Some(choices) => {
            let all = sheet.session.case().with_untracked(|case| choices(case));
            let select: NodeRef<Select> = NodeRef::new();
            select.on_load(|select| {
                let _ = select.focus();
            });
            // The letters that are typed one soon after the other choose the word that begins with them all.
            let begun = letter.map(String::from).unwrap_or_default();
            let at = all.iter().position(|word| *word == name);
            let by_letter = typed_ahead(&begun, &all, at).and_then(|at| all.get(at).cloned());
            if let Some(word) = &by_letter {
                draft.typed(word.clone());
            }
            let chosen = by_letter.unwrap_or(name);
            let ahead = StoredValue::new((begun, clock::now_ms()));
            let words = StoredValue::new(all.clone());
            let on_letter = move |event: KeyboardEvent| {
                let key = event.key();
                let letter = key.chars().next().filter(|_| key.chars().count() == 1);
                let (mut typed, last) = ahead.get_value();
                let now = clock::now_ms();
                if now - last > TYPED_TOGETHER_MS {
                    typed.clear();
                }
                // A space on its own opens the list.
                let is_word = letter.is_some_and(|letter| letter != ' ' || !typed.is_empty());
                let Some(letter) =
                    letter.filter(|_| is_word && !event.ctrl_key() && !event.meta_key() && !event.alt_key())
                else {
                    return on_key(event);
                };
                event.prevent_default();
                event.stop_propagation();
                typed.push(letter);
                let own = event_target_value(&event);
                let found = words.with_value(|words| {
                    let at = words.iter().position(|word| *word == own);
                    typed_ahead(&typed, words, at).and_then(|at| words.get(at).cloned())
                });
                ahead.set_value((typed, now));
                if let Some((word, select)) = found.zip(select.get_untracked()) {
                    select.set_value(&word);
                    draft.typed(word);
                }
            };
            let options = all.into_iter().map(|word| {
                let selected = word == chosen;
                view! { <option value=word.clone() prop:selected=selected>{word.clone()}</option> }
            });
            view! {
                <select class="field__input entry-table__entry" id=id aria-label=label node_ref=select aria-invalid=invalid aria-describedby=described
                    on:keydown=on_letter on:change=move |event| draft.typed(event_target_value(&event))
                    on:blur=move |event| left(event_target_value(&event))>{options.collect_view()}</select>
            }
            .into_any()
        }
        None => {
            let input: NodeRef<Input> = NodeRef::new();
            let begun = letter.map(String::from);
            if let Some(begun) = &begun {
                draft.typed(begun.clone());
            }
            let is_begun = begun.is_some();
            input.on_load(move |input| {
                let _ = input.focus();
                if is_begun {
                    let end = u32::try_from(input.value().len()).unwrap_or(0);
                    let _ = input.set_selection_range(end, end);
                } else {
                    input.select();
                }
            });
            view! {
                <input class="field__input entry-table__entry" type="text" autocomplete="off" id=id aria-label=label node_ref=input
                    prop:value=move || draft.shown() aria-invalid=invalid aria-describedby=described
                    on:keydown=on_key on:input=move |event| draft.typed(event_target_value(&event))
                    on:blur=move |event| left(event_target_value(&event))/>
            }
            .into_any()
        }
    };
    view! { <div class:field--error=move || refused.with(Option::is_some)>{field}{error}</div> }.into_any()
}

impl Sheet {
    /// Returns what a field is called: its column and the name of its row.
    fn label(self, row: Row, heading: &str) -> String {
        let name = self.session.case().with_untracked(|case| {
            self.columns.with_untracked(|columns| columns.first().map(|first| (first.read)(case, row)))
        });
        match name {
            Some(name) if !name.is_empty() => format!("{heading}, {name}"),
            _ => heading.to_owned(),
        }
    }

    /// Takes what was typed into a cell, or says why it is not taken.
    fn take(self, (row, column): (Row, usize), typed: &str) -> Result<(), String> {
        let Some(found) = self.columns.with_untracked(|columns| columns.get(column).cloned()) else { return Ok(()) };
        let case = self.session.case();
        if case.with_untracked(|case| (found.read)(case, row) == typed) {
            return Ok(());
        }
        let edit = case.with_untracked(|case| found.edit(case, row, typed));
        edit.and_then(|edit| self.session.commit(&edit)).map_err(|error| error.to_string())
    }
}
