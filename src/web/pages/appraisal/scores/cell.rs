//! One cell of the score table: a button that shows the entry and its points, or the field that changes them.

use super::CellId;
use super::onward::Next;
use super::sheet::{CellContent, CellSignals, Sheet, Typed};
use crate::browser::{page, preferences};
use crate::parts::draft::Draft;
use crate::parts::focus::{focus_soon, focus_soon_if};
use crate::parts::sentence;
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use weighbridge::appraisal::{Scale, ScoreState, entry};
use weighbridge::edit::{Edit, EditError, ScoreEdit, fill_down_edit};
use weighbridge::id::{AlternativeId, CriterionId};
use weighbridge::present;

/// The cell of an option on a criterion. One cell of the table is a tab stop; arrow keys reach the others. What is done to
/// it is heard by the table.
#[component]
pub(super) fn ScoreCell(sheet: Sheet, place: CellId) -> impl IntoView {
    let own = sheet.light(place);
    let body = move || if own.is_typing.get() { view! { <Entry sheet place/> }.into_any() } else { shown(place, own) };
    // Only where one option is shown: elsewhere the panel stands beside the table.
    let more = sheet.is_narrow.get_untracked().then_some(move || {
        own.is_at.get().then(|| {
            let go = move |_| focus_soon(&["score-entry", "score-reason"]);
            view! { <button class="sheet__more order__button" type="button" tabindex="-1" on:click=go>"Reason and source"</button> }
        })
    });
    view! { <td role="gridcell">{body}{more}</td> }
}

fn shown(place: CellId, own: CellSignals) -> AnyView {
    view! {
        <button class="sheet__score" type="button" id=cell_id(place)
            tabindex=move || if own.is_at.get() { "0" } else { "-1" }
            aria-current=move || own.is_at.get().then_some("true")>
            {move || own.content.get().map(|content| content_view(&content))}
        </button>
    }
    .into_any()
}

fn content_view(content: &CellContent) -> impl IntoView + use<> {
    let class = match content.state {
        ScoreState::NotScored => "sheet__face sheet__face--blank",
        ScoreState::Unknown => "sheet__face sheet__face--unknown",
        ScoreState::NotApplicable => "sheet__face sheet__face--aside",
        _ => "sheet__face",
    };
    let class = if content.lacks().is_some() { format!("{class} sheet__face--bare") } else { class.to_owned() };
    let range = content.cell.range.map(|(low, high)| {
        let width = format!("{:.1}", (high - low).max(2.0));
        let at = content.cell.points.map(|points| format!("{points:.1}"));
        view! {
            <svg class="sheet__range" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="sheet__range-bar" x=format!("{low:.1}") y="2" width=width height="4"/>
                <line class="sheet__range-at" x1=at.clone() x2=at y1="0" y2="8"/>
            </svg>
        }
        .into_any()
    });
    view! {
        <span class="visually-hidden">{content.words()}</span>
        <span class=class aria-hidden="true">
            <span class="sheet__mark">{present::score_mark(&content.line.leaf.scale, content.state)}</span>
            {content.earned().map(|points| view! { <span class="sheet__points">{points}</span> })}
            {range}
            {content.remark().map(|remark| view! { <span class="sheet__remark">{remark}</span> })}
        </span>
    }
}

/// Returns the place whose id an element has.
pub(super) fn place_of(id: &str) -> Option<CellId> {
    let (option, criterion) = id.strip_prefix("score-")?.split_once('-')?;
    Some((AlternativeId(option.parse().ok()?), CriterionId(criterion.parse().ok()?)))
}

pub(super) fn cell_id((option, criterion): CellId) -> String {
    format!("score-{option}-{criterion}")
}

/// Selects a cell and moves the focus to it.
pub(super) fn go(sheet: Sheet, place: CellId) {
    sheet.chosen.set(Some(place));
    // At once, so that the next key already meets the next cell; and again once a cell that was a field or hidden is drawn.
    page::focus(&cell_id(place));
    focus_soon_if(cell_id(place), move || sheet.chosen.try_get_untracked().flatten() == Some(place));
}

/// Opens the field of a cell, with what stands there or with what was typed.
pub(super) fn start(sheet: Sheet, place: CellId, typed: Option<&str>) {
    let standing = || match untrack(|| sheet.look(place)) {
        Some(CellContent { state: ScoreState::Points(number) | ScoreState::Measured(number), .. }) => {
            number.get().to_string()
        }
        Some(CellContent { state: state @ ScoreState::Level(_), line, .. }) => {
            present::score_mark(&line.leaf.scale, state)
        }
        _ => String::new(),
    };
    sheet.chosen.set(Some(place));
    let text = typed.map_or_else(standing, str::to_owned);
    sheet.draft(place, Some(Typed { text, is_begun: typed.is_some(), refused: None }));
}

pub(super) fn on_key(event: &KeyboardEvent, sheet: Sheet, place: CellId) {
    let is_fill =
        event.ctrl_key() && !event.shift_key() && !event.alt_key() && matches!(event.key().as_str(), "d" | "D");
    if is_fill {
        // Also where there is nothing to fill: else the browser would keep a bookmark.
        event.prevent_default();
        let edit = sheet.model.record.with_untracked(|record| fill_down_edit(record, place.0, place.1));
        if let Some(edit) = edit {
            sheet.model.session.dispatch(&Edit::Appraisal(sheet.model.id, edit.into()));
        }
        return;
    }
    let key = event.key();
    let far = isize::MAX;
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        // As in the matrix: the first and the last cell.
        let ends = [("Home", -far), ("End", far)];
        if let Some((_, far)) = ends.into_iter().find(|(end, _)| *end == key && !event.alt_key()) {
            event.prevent_default();
            go(sheet, sheet.from(place, far, far));
        }
        return;
    }
    let is_stopped = sheet.stopped_at.get_untracked() == Some(place);
    let says_on = matches!(key.as_str(), "Shift" | "Tab") || (is_stopped && types_a_number(&key));
    if !says_on {
        sheet.be_silent();
    }
    match key.as_str() {
        "Enter" if event.shift_key() => to_reason(sheet, place),
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
        "r" | "R" => to_reason(sheet, place),
        // Whoever types numbers down a list has one more number than the sheet has cells: nothing is typed over.
        digit if types_a_number(digit) && is_stopped => sheet.say_stopped(place),
        digit if types_a_number(digit) => start(sheet, place, Some(digit)),
        _ => return,
    }
    event.prevent_default();
}

fn types_a_number(key: &str) -> bool {
    key.len() == 1 && key.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '.'))
}

/// Selects a cell and moves the focus to its reason.
pub(super) fn to_reason(sheet: Sheet, place: CellId) {
    sheet.chosen.set(Some(place));
    focus_soon(&["score-reason"]);
}

/// Leads from the panel of a cell back to the cell when Escape is pressed in it. What is typed as a reason or a source is
/// kept; a number is first put back, as in any field.
pub(super) fn leave_panel(event: &KeyboardEvent, sheet: Sheet) {
    let Some(place) = sheet.at.get_untracked().filter(|_| event.key() == "Escape" && !event.is_composing()) else {
        return;
    };
    match page::id_around(event).as_deref() {
        Some("score-entry" | "score-range-low" | "score-range-high") => focus_soon(&[&cell_id(place)]),
        // A button has no name of its own: the nearest is that of the page.
        Some("score-reason" | "score-source" | "main") => {
            event.prevent_default();
            event.stop_propagation();
            go(sheet, place);
        }
        // Whatever else is asked here answers the key itself.
        _ => {}
    }
}

/// The field of a cell. Enter takes what is typed and goes on to the next criterion, and from the foot of a column to the
/// next option; with Shift it goes to the reason. Escape leaves the score as it was.
#[component]
fn Entry(sheet: Sheet, place: CellId) -> impl IntoView {
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
    let before = untrack(|| sheet.look(place)).map(|content| content.state);
    let label = untrack(|| format!("{}, {}", sheet.name_of_option(place.0), sheet.name_of_criterion(place.1)));
    let error_id = format!("refused-{}-{}", place.0, place.1);
    let described = error_id.clone();
    // Escape leaves the score as it was before the field was opened, also where quiet has handed something over.
    let put_back = move || {
        let now = untrack(|| sheet.look(place)).map(|content| content.state);
        if let Some(before) = before.filter(|before| Some(*before) != now) {
            sheet.set(place, before);
        }
    };
    let draft = Draft::new(
        &label,
        Signal::stored(String::new()),
        Callback::new(move |text: String| record(sheet, place, &text)),
    );
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            draft.let_go();
            if take(sheet, place, &event_target_value(&event)) {
                if event.shift_key() { to_reason(sheet, place) } else { go_on(sheet, place) }
            }
        }
        "Escape" => {
            draft.let_go();
            put_back();
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
                on:keydown=on_key on:input=move |event| draft.typed(event_target_value(&event))
                id=format!("entry-{}-{}", place.0, place.1) on:focus=move |_| sheet.chosen.set(Some(place))
                on:blur=move |event| { draft.let_go(); take(sheet, place, &event_target_value(&event)); }/>
            {move || refused.get().map(|reason| view! { <p class="field__error sheet__refused" id=error_id.clone() role="alert">{reason}</p> })}
        </div>
    }
}

/// Goes on from a cell that was scored, and says where to unless that is the next one down.
fn go_on(sheet: Sheet, place: CellId) {
    match sheet.next(place) {
        Next::Down(to) => go(sheet, to),
        Next::Over(to) => {
            go(sheet, to);
            sheet.say_next(to);
        }
        Next::End => {
            go(sheet, place);
            sheet.say_stopped(place);
        }
    }
}

fn close(sheet: Sheet, place: CellId) {
    sheet.draft(place, None);
}

/// Takes what was typed and returns whether it was taken. What is refused stays, with the reason.
fn take(sheet: Sheet, place: CellId, text: &str) -> bool {
    // The field also loses the focus when it is closed, or when the page goes.
    if sheet.drafts.try_with_untracked(|drafts| drafts.contains_key(&place)) != Some(true) {
        return false;
    }
    match record(sheet, place, text) {
        Ok(()) => {
            close(sheet, place);
            true
        }
        Err(reason) => {
            let refused = Some(sentence(&reason));
            sheet.draft(place, Some(Typed { text: text.to_owned(), is_begun: false, refused }));
            false
        }
    }
}

/// Records what was typed as the score of a cell, or says why it cannot be.
fn record(sheet: Sheet, place: CellId, text: &str) -> Result<(), String> {
    let Some(content) = untrack(|| sheet.look(place)) else { return Ok(()) };
    let edit = |state| ScoreEdit::Set(place.0, place.1, state).into();
    read_entry(text, &content.line.leaf.scale, content.state)
        .and_then(|state| sheet.model.session.commit_in(sheet.model.id, edit(state)))
        .map_err(|error| error.to_string())
}

/// Returns the score that a text means on a scale. An empty one takes back a number or a level and leaves the rest.
pub(super) fn read_entry(text: &str, scale: &Scale, before: ScoreState) -> Result<ScoreState, EditError> {
    let read = entry::read(text, scale).map_err(|refused| EditError::OutOfRange { expected: refused.expected })?;
    Ok(read.unwrap_or(match before {
        ScoreState::Points(_) | ScoreState::Measured(_) | ScoreState::Level(_) => ScoreState::NotScored,
        other => other,
    }))
}
