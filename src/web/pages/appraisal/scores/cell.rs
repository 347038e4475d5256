//! One cell of the score table: a button that shows the entry and its points, or the field that changes them.

use super::{Draft, Known, Place, Sheet};
use crate::browser::{page, preferences};
use crate::parts::field::read_number;
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::parts::sentence;
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use weighbridge::appraisal::{Level, Scale, ScoreState};
use weighbridge::edit::{AppraisalEdit, EditError};
use weighbridge::finite::Finite;
use weighbridge::present;

/// The cell of an option on a criterion. One cell of the table is a tab stop; arrow keys reach the others.
#[component]
pub(super) fn ScoreCell(sheet: Sheet, place: Place) -> impl IntoView {
    let known = sheet.known(place);
    let is_typing = Memo::new(move |_| sheet.drafts.with(|drafts| drafts.contains_key(&place)));
    let is_selected = Memo::new(move |_| sheet.at.get() == Some(place));
    let is_elsewhere = Memo::new(move |_| sheet.at.get().is_some_and(|(shown, _)| shown != place.0));
    let body = move || {
        if is_typing.get() {
            view! { <Entry sheet place/> }.into_any()
        } else {
            shown(sheet, place, known, is_selected).into_any()
        }
    };
    let class = move || match known.with(Known::state) {
        ScoreState::NotScored => "sheet__cell sheet__cell--blank",
        ScoreState::Unknown => "sheet__cell sheet__cell--unknown",
        ScoreState::NotApplicable => "sheet__cell sheet__cell--aside",
        _ => "sheet__cell",
    };
    view! {
        <td role="gridcell" class=class class:is-elsewhere=is_elsewhere aria-selected=move || is_selected.get().to_string()>
            {body}
            <Show when=move || is_selected.get()>
                <button class="sheet__more order__button" type="button" tabindex="-1" on:click=move |_| focus_soon(&["score-entry", "score-reason"])>"Reason and source"</button>
            </Show>
        </td>
    }
}

fn shown(sheet: Sheet, place: Place, known: Memo<Known>, is_selected: Memo<bool>) -> impl IntoView {
    let mark = move || known.with(|known| present::score_mark(&known.leaf.scale, known.state()));
    let points = move || {
        known.with(|known| {
            let is_entry = matches!(known.state(), ScoreState::Points(_));
            known.cell.points.filter(|_| !is_entry).map(present::points)
        })
    };
    let remark = move || {
        known.with(|known| {
            let outside = known.cell.outside.then_some("beyond the scale");
            outside.or(known.lacks_reason().then_some("no reason yet"))
        })
    };
    let words = move || {
        let (option, criterion) = (sheet.name_of_option(place.0), sheet.name_of_criterion(place.1));
        let entry = known.with(|known| present::entry_words(&known.leaf.scale, known.state()));
        let points = points().map(|points| format!("{points} points"));
        let more: String =
            points.into_iter().chain(remark().map(str::to_owned)).map(|more| format!(", {more}")).collect();
        format!("{option}, {criterion}: {entry}{more}")
    };
    view! {
        <button class="sheet__score" type="button" id=cell_id(place)
            tabindex=move || if is_selected.get() { "0" } else { "-1" }
            aria-current=move || is_selected.get().then_some("true")
            on:click=move |_| sheet.chosen.set(Some(place))
            on:dblclick=move |_| start(sheet, place, None)
            on:keydown=move |event| on_key(&event, sheet, place)>
            <span class="visually-hidden">{words}</span>
            <span class="sheet__mark" aria-hidden="true">{mark}</span>
            {move || points().map(|points| view! { <span class="sheet__points" aria-hidden="true">{points}</span> })}
            {move || remark().map(|remark| view! { <span class="sheet__remark" aria-hidden="true">{remark}</span> })}
        </button>
    }
}

fn cell_id((option, criterion): Place) -> String {
    format!("score-{option}-{criterion}")
}

/// Selects a cell and moves the focus to it.
fn go(sheet: Sheet, place: Place) {
    sheet.chosen.set(Some(place));
    // At once, so that the next key already meets the next cell; and again once a cell that was a field or hidden is drawn.
    page::focus(&cell_id(place));
    focus_soon(&[&cell_id(place)]);
}

/// Opens the field of a cell, with what stands there or with what was typed.
fn start(sheet: Sheet, place: Place, typed: Option<&str>) {
    let text = typed.map_or_else(
        || match untrack(|| sheet.look(place)).state() {
            ScoreState::Points(number) | ScoreState::Measured(number) => number.get().to_string(),
            _ => String::new(),
        },
        str::to_owned,
    );
    sheet.chosen.set(Some(place));
    sheet.drafts.update(|drafts| {
        drafts.insert(place, Draft { text, is_begun: typed.is_some(), refused: None });
    });
}

fn on_key(event: &KeyboardEvent, sheet: Sheet, place: Place) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let key = event.key();
    let far = isize::MAX;
    match key.as_str() {
        "ArrowLeft" => go(sheet, sheet.from(place, -1, 0)),
        "ArrowRight" => go(sheet, sheet.from(place, 1, 0)),
        "ArrowUp" => go(sheet, sheet.from(place, 0, -1)),
        "ArrowDown" => go(sheet, sheet.from(place, 0, 1)),
        "Home" => go(sheet, sheet.from(place, -far, 0)),
        "End" => go(sheet, sheet.from(place, far, 0)),
        "Enter" | "F2" => start(sheet, place, None),
        "Delete" | "Backspace" => sheet.set(place, ScoreState::NotScored),
        _ if !preferences::single_key_shortcuts() => return,
        "n" | "N" => sheet.set(place, ScoreState::NotApplicable),
        "u" | "U" => sheet.set(place, ScoreState::Unknown),
        "e" | "E" => sheet.set(place, ScoreState::NoEffect),
        digit
            if digit.len() == 1
                && digit.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '.')) =>
        {
            start(sheet, place, Some(digit));
        }
        _ => return,
    }
    event.prevent_default();
}

/// The field of a cell. Enter takes what is typed and goes on to the next criterion; Escape leaves the score as it was.
#[component]
fn Entry(sheet: Sheet, place: Place) -> impl IntoView {
    let input: NodeRef<Input> = NodeRef::new();
    let is_begun = sheet.drafts.with_untracked(|drafts| drafts.get(&place).is_some_and(|draft| draft.is_begun));
    input.on_load(move |input| {
        let _ = input.focus();
        input.select();
        if is_begun {
            let end = u32::try_from(input.value().len()).unwrap_or(0);
            let _ = input.set_selection_range(end, end);
        }
    });
    let refused =
        Memo::new(move |_| sheet.drafts.with(|drafts| drafts.get(&place).and_then(|draft| draft.refused.clone())));
    let typed =
        sheet.drafts.with_untracked(|drafts| drafts.get(&place).map(|draft| draft.text.clone()).unwrap_or_default());
    let label = move || format!("{}, {}", sheet.name_of_option(place.0), sheet.name_of_criterion(place.1));
    let error_id = format!("refused-{}-{}", place.0, place.1);
    let described = error_id.clone();
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            if take(sheet, place, &event_target_value(&event)) {
                go(sheet, sheet.from(place, 0, 1));
            }
        }
        "Escape" => {
            close(sheet, place);
            go(sheet, place);
        }
        _ => {}
    };
    view! {
        <div class:field--error=move || refused.with(Option::is_some)>
            <input class="field__input sheet__entry" type="text" inputmode="decimal" autocomplete="off" node_ref=input value=typed aria-label=label
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                aria-describedby=move || refused.with(Option::is_some).then(|| described.clone())
                on:keydown=on_key
                on:focus=move |_| sheet.chosen.set(Some(place))
                on:blur=move |event| { take(sheet, place, &event_target_value(&event)); }/>
            {move || refused.get().map(|reason| view! { <p class="field__error sheet__refused" id=error_id.clone() role="alert">{reason}</p> })}
        </div>
    }
}

fn close(sheet: Sheet, place: Place) {
    sheet.drafts.update(|drafts| {
        drafts.remove(&place);
    });
}

/// Takes what was typed and returns whether it was taken. What is refused stays, with the reason.
fn take(sheet: Sheet, place: Place, text: &str) -> bool {
    // The field also loses the focus when it is closed, or when the page goes.
    if sheet.drafts.try_with_untracked(|drafts| drafts.contains_key(&place)) != Some(true) {
        return false;
    }
    let known = untrack(|| sheet.look(place));
    let edit = |state| AppraisalEdit::SetScore(place.0, place.1, state);
    let taken = read_entry(text, &known.leaf.scale, known.state())
        .and_then(|state| sheet.bench.session.commit_in(sheet.bench.id, edit(state)));
    match taken {
        Ok(()) => {
            close(sheet, place);
            true
        }
        Err(error) => {
            let refused = Some(sentence(&error.to_string()));
            sheet.drafts.update(|drafts| {
                drafts.insert(place, Draft { text: text.to_owned(), is_begun: false, refused });
            });
            false
        }
    }
}

/// Returns the score that a text means on a scale. An empty one leaves a score without a number as it is.
pub(super) fn read_entry(text: &str, scale: &Scale, before: ScoreState) -> Result<ScoreState, EditError> {
    let (expected, score): (_, fn(Finite) -> ScoreState) = match scale {
        Scale::Levels(levels) => return read_level(text, levels, before),
        Scale::Direct => ("points from 0 to 100", ScoreState::Points),
        Scale::Measured { .. } => ("a number, for example 12.5", ScoreState::Measured),
    };
    match text.trim() {
        "?" => return Ok(ScoreState::Unknown),
        "n/a" => return Ok(ScoreState::NotApplicable),
        _ => {}
    }
    match read_number(text).map_err(|_| EditError::OutOfRange { expected })? {
        Some(number) => Finite::new(number).map(score).ok_or(EditError::OutOfRange { expected }),
        None => Ok(match before {
            ScoreState::Points(_) | ScoreState::Measured(_) => ScoreState::NotScored,
            other => other,
        }),
    }
}

/// Returns the level that a text names, by its label or its number on the scale from 1.
fn read_level(text: &str, levels: &[Level], before: ScoreState) -> Result<ScoreState, EditError> {
    let text = text.trim();
    match text {
        "" if matches!(before, ScoreState::Level(_)) => return Ok(ScoreState::NotScored),
        "" => return Ok(before),
        "?" => return Ok(ScoreState::Unknown),
        "n/a" => return Ok(ScoreState::NotApplicable),
        _ => {}
    }
    let by_label = levels.iter().find(|level| level.label.eq_ignore_ascii_case(text));
    let by_number = || levels.get(text.parse::<usize>().ok()?.checked_sub(1)?);
    let level = by_label.or_else(by_number);
    level
        .map(|level| ScoreState::Level(level.id))
        .ok_or(EditError::OutOfRange { expected: "a level of the scale, by its words or its number from 1" })
}
