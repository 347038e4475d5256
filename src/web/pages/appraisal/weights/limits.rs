//! Limits: between which shares of 100 each weight lies, whether any weights meet them, and which options can lead.

use super::WeightsState;
use super::moves::{Asking, Move, table};
use crate::parts::number_pair::{Asked, NumberPair};
use leptos::prelude::*;
use weighbridge::appraisal::Method;
use weighbridge::appraisal::scenario::{limit_sums, reaches};
use weighbridge::edit::{EditError, Weighing, WeightEdit};
use weighbridge::finite::Finite;
use weighbridge::id::WeightSetId;
use weighbridge::present;

/// The limits of a set.
pub(super) fn editor(state: WeightsState, set: WeightSetId) -> AnyView {
    let asking = Asking {
        caption: "Lowest and highest share of 100 for each improvement, and the share used",
        heading: "Lowest and highest share of 100",
        method: Method::Interval,
    };
    let sums = Memo::new(move |_| state.model.record.with(|record| limit_sums(record, set)));
    let met = move || {
        match sums.get() {
        None => view! { <p class="note measure">"No limits are given yet."</p> }.into_any(),
        Some(sums) if sums.can_be_met() => view! {
            <p class="note measure">{present::limits_words(sums)}" The shares used are equally far along in every range."</p>
        }
        .into_any(),
        Some(sums) => view! {
            <p class="field__error" id="limits-error"><span class="visually-hidden">"Error: "</span>{present::limits_words(sums)}</p>
        }
        .into_any(),
    }
    };
    // Once a change, not once a preview: a linear program an option.
    let leaders = Memo::new(move |_| {
        state.model.session.revision();
        (!state.blind.get())
            .then(|| {
                untrack(|| {
                    state.model.record.with(|record| {
                        state.model.results.with(|results| {
                            // Limits that no weights meet are said above.
                            let found = reaches(record, results, set)?.ok()?;
                            Some(present::reaches_words(&found, results))
                        })
                    })
                })
            })
            .flatten()
    });
    let leading = move || {
        let words = leaders.get().filter(|words| !words.is_empty())?;
        Some(
            view! { <div class="weights__order"><h2>"Who can lead within these limits"</h2><p class="measure" id="reaches">{words}</p></div> },
        )
    };
    view! {
        {table(state, asking, cell)}
        <div role="status">{met}</div>
        {leading}
    }
    .into_any()
}

fn cell(state: WeightsState, the_move: Move) -> AnyView {
    let Move { id, name, column, .. } = the_move;
    let range = Memo::new(move |_| {
        state.contents.with(|contents| contents.leaves.get(column).and_then(|content| content.range))
    });
    let commit = Callback::new(move |range: Option<(f64, f64)>| {
        let Some(set) = state.asked.get_untracked().0 else { return Ok(()) };
        let share = |number| Finite::new(number).ok_or(EditError::OutOfRange { expected: "shares from 0 to 100" });
        let range = range.map(|(low, high)| Ok::<_, EditError>((share(low)?, share(high)?))).transpose()?;
        state.commit(WeightEdit::Weigh(set, Weighing::Range(id, range)).into())
    });
    let asked = [
        Asked { suffix: "low", label: "lowest", refusal: "Enter numbers from 0 to 100." },
        Asked { suffix: "high", label: "highest", refusal: "Enter numbers from 0 to 100." },
    ];
    view! { <NumberPair id=format!("range-{id}") asked name value=range unit=String::new() whole=(0.0, 100.0) percent=true commit/> }
        .into_any()
}
