//! Points for each move, by number and by slider: swing weights and direct weights.

use super::moves::{Asking, Move, table};
use super::{WeightsState, field_of};
use crate::browser::page;
use crate::parts::field::{NumberField, read_number};
use crate::parts::voice;
use leptos::prelude::*;
use weighbridge::appraisal::{Method, SwingWeight};
use weighbridge::edit::{AppraisalEdit, Edit, EditError, Weighing, WeightEdit};
use weighbridge::id::{CriterionId, WeightSetId};
use weighbridge::present;

/// The points of a set; `None` for the swing points on the criteria.
pub(super) fn editor(state: WeightsState, set: Option<WeightSetId>, method: Method) -> AnyView {
    let (caption, heading) = if method == Method::Direct {
        ("Direct weights: points as typed, and each criterion’s share of 100", "How much it counts")
    } else {
        ("Swing weights: points as typed, and each criterion’s share of 100", "Points you give")
    };
    // The set is known by where the table stands: it is drawn again when another one is used.
    let cell = if set.is_some() { in_a_set } else { on_the_criterion };
    let most = Memo::new(move |_| state.model.results.with(present::most_valued));
    view! {
        {table(state, Asking { caption, heading, method }, cell)}
        <p class="note measure">"What you type is kept as you typed it. Shares are worked out from it and rounded so that they print as 100.0. "{most}</p>
    }
    .into_any()
}

fn on_the_criterion(state: WeightsState, the_move: Move) -> AnyView {
    cell(state, the_move, None)
}

fn in_a_set(state: WeightsState, the_move: Move) -> AnyView {
    cell(state, the_move, state.asked.get_untracked().0)
}

fn edit(set: Option<WeightSetId>, id: CriterionId, points: Option<f64>) -> Result<AppraisalEdit, EditError> {
    let expected = EditError::OutOfRange { expected: "0 or more" };
    let weight = points.map(|points| SwingWeight::new(points).ok_or(expected)).transpose()?;
    Ok(match set {
        Some(set) => WeightEdit::Weigh(set, Weighing::Points(id, weight)).into(),
        None => WeightEdit::SetSwing(id, weight).into(),
    })
}

fn cell(state: WeightsState, the_move: Move, set: Option<WeightSetId>) -> AnyView {
    let Move { id, name, column, .. } = the_move;
    let session = state.model.session;
    let points = Signal::derive(move || {
        state.contents.with(|contents| contents.leaves.get(column).and_then(|content| content.points))
    });
    let top = move || state.contents.with(|contents| contents.slider_top).to_string();
    let commit = Callback::new(move |points: Option<f64>| state.commit(edit(set, id, points)?));
    let slide = move |event| {
        if let Ok(edit) = edit(set, id, slid(&event)) {
            session.preview(&Edit::Appraisal(state.model.id, edit));
        }
    };
    let release = move |event| {
        // A slider gives numbers in range, so there is nothing to refuse.
        let _ = commit.run(slid(&event));
    };
    let slider_label = format!("{name}, points by slider");
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        // The field has taken the key already; what it refused keeps the focus.
        "Enter" => {
            let is_taken = read_number(&event_target_value(&event)).is_ok_and(|points| edit(set, id, points).is_ok());
            if is_taken {
                go_on(state, id);
            }
        }
        // Only from what stands: what is being typed is not yet a number to step from.
        "ArrowUp" | "ArrowDown" if read_number(&event_target_value(&event)) == Ok(points.get_untracked()) => {
            step_by_key(&event, points, commit);
        }
        _ => {}
    };
    view! {
        <div class="weights__points">
            <div on:keydown=on_key><NumberField id=format!("points-{id}") label=format!("{name}, points") label_hidden=true value=points expected="0 or more" percent=true commit/></div>
            <input class="slider" type="range" id=format!("slide-{id}") tabindex="-1" min="0" max=top step="any" aria-label=slider_label
                prop:value=move || points.get().unwrap_or(0.0).to_string()
                on:input=slide on:change=release
                on:keydown=move |event| step_by_key(&event, points, commit)
                on:blur=move |_| session.cancel_preview()/>
        </div>
    }
    .into_any()
}

/// Leads from the weight of a criterion to that of the next one, and says so where there is none.
fn go_on(state: WeightsState, id: CriterionId) {
    let next = state.model.record.with_untracked(|record| {
        let leaves = record.leaves();
        let at = leaves.iter().position(|(criterion, _)| criterion.id == id)?;
        leaves.get(at + 1).map(|(criterion, _)| criterion.id)
    });
    match next {
        // At once: what is typed next belongs to the next field, however slow the computer.
        Some(next) => {
            page::focus(&field_of(Method::Swing, Some(next)));
        }
        None => voice::say(present::LAST_WEIGHT.to_owned()),
    }
}

/// Returns where a slider was dragged to, in whole points.
fn slid(event: &leptos::ev::Event) -> Option<f64> {
    read_number(&event_target_value(event)).ok().flatten().map(f64::round)
}

/// Arrow keys move by one whole point, Page keys by ten. The slider itself has no step, or it would show a typed 66.7
/// as 67.
fn step_by_key(
    event: &leptos::ev::KeyboardEvent,
    points: Signal<Option<f64>>,
    commit: Callback<Option<f64>, Result<(), EditError>>,
) {
    let now = points.get_untracked().unwrap_or(0.0);
    let next = match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => now + 1.0,
        "ArrowLeft" | "ArrowDown" => now - 1.0,
        "PageUp" => now + 10.0,
        "PageDown" => now - 10.0,
        "Home" => 0.0,
        "End" => 100.0,
        _ => return,
    };
    event.prevent_default();
    let _ = commit.run(Some(next.clamp(0.0, now.max(100.0))));
}
