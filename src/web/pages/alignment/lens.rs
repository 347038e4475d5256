//! Which lens is on screen, and how much each lens counts in the indices across them.

use super::{AlignmentState, filter, report_table};
use crate::parts::field::NumberField;
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::alignment::summary::RowOrder;
use weighbridge::edit::{AlignmentEdit, Edit, EditError};
use weighbridge::finite::Finite;
use weighbridge::framework::Lens;
use weighbridge::framework::LensWeights;
use weighbridge::present;

/// The row above the matrix.
#[component]
pub(super) fn LensBar(state: AlignmentState) -> impl IntoView {
    let several = Memo::new(move |_| state.lenses.with(|lenses| lenses.len() > 1));
    let outcomes = move || state.lenses.with(|lenses| lenses.contains(&Lens::Outcomes));
    view! {
        <div class="matrix__bar">
            <Show when=move || several.get()>{lens_choice(state.lenses, state.lens, state.chosen_lens, false)}</Show>
            <Show when=move || state.summary.with(|summary| summary.initiatives.len() > 1)><Order state/></Show>
            {filter::fields(state)}
            <Show when=outcomes>
                <button class="button matrix__copy" type="button" on:click=move |_| report_table::copy_first(state.session)>"Copy table for Word"</button>
            </Show>
        </div>
        {filter::shown(state)}
        <Show when=move || several.get()><Weights state/></Show>
    }
}

/// The order of the rows.
#[component]
fn Order(state: AlignmentState) -> impl IntoView {
    let choices = [
        (RowOrder::Programme, "As in the programme"),
        (RowOrder::Contribution, "Most contribution found first"),
        (RowOrder::Harm, "Most harm found first"),
        (RowOrder::Unseen, "Least looked at first"),
    ];
    let choices = Signal::stored(choices.map(|(order, words)| (order, words.to_owned())).to_vec());
    view! {
        <div class="no-print">
            <SelectField id="matrix-order" label="Order of initiatives" value=state.order choices choose=move |order| state.put_in_order(order)/>
        </div>
    }
}

/// Returns the choice of a lens among those that there are. `always_all` is whether all of them can be chosen on a narrow
/// screen too.
pub(crate) fn lens_choice(
    lenses: Memo<Vec<Lens>>,
    lens: Memo<Option<Lens>>,
    chosen: RwSignal<Option<Lens>>,
    always_all: bool,
) -> AnyView {
    let item = move |this: Option<Lens>| {
        let label = this.map_or("All", present::lens_short_name);
        // Side by side, all lenses need the width of a screen.
        let is_wide = this.is_none() && !always_all;
        let class = if is_wide { "choice__item choice__item--wide" } else { "choice__item" };
        view! {
            <label class=class>
                <input type="radio" name="lens" prop:checked=move || lens.get() == this on:change=move |_| chosen.set(this)/>
                <span>{label}</span>
            </label>
        }
    };
    let items = move || lenses.get().into_iter().map(Some).chain([None]).map(item).collect_view();
    view! { <fieldset class="choice"><legend class="visually-hidden">"Goals shown"</legend>{items}</fieldset> }
        .into_any()
}

/// The lens weights: two presets and the user's own.
#[component]
fn Weights(state: AlignmentState) -> impl IntoView {
    let weights = move || state.session.case().with(|case| case.lens_weights.clone());
    let words = move || present::lens_weights_words(&weights());
    let preset = move |numbers: [u32; 3]| {
        let [outcomes, carbon, social_value] = numbers.map(Finite::from);
        let LensWeights { unknown, .. } = weights();
        state.session.dispatch(&Edit::Alignment(AlignmentEdit::SetLensWeights(LensWeights {
            outcomes,
            carbon,
            social_value,
            unknown,
        })));
    };
    let own = move |lens: Lens| {
        let value = Signal::derive(move || Some(weights().of(lens)));
        let commit = Callback::new(move |typed: Option<f64>| {
            let expected = EditError::OutOfRange { expected: "0 or more" };
            let number = typed.and_then(Finite::new).ok_or(expected)?;
            let mut changed = state.session.case().with_untracked(|case| case.lens_weights.clone());
            match lens {
                Lens::Outcomes => changed.outcomes = number,
                Lens::Carbon => changed.carbon = number,
                Lens::SocialValue => changed.social_value = number,
            }
            state.session.commit(&Edit::Alignment(AlignmentEdit::SetLensWeights(changed)))
        });
        let id = format!("lens-weight-{}", lens as usize);
        view! { <NumberField id label=present::lens_name(lens) value expected="0 or more" percent=true commit/> }
    };
    view! {
        <details class="lens-weights">
            <summary class="summary">"Lens weights: "{words}". Change"</summary>
            <p class="note measure">"They say how much each lens counts in contribution and harm across the lenses. Only their proportions matter. The split 70, 10, 20 follows the council’s tenders: 20 for social value, 10 for environment."</p>
            <div class="row">
                <button class="button button--small" type="button" on:click=move |_| preset([1, 1, 1])>"Equal"</button>
                <button class="button button--small" type="button" on:click=move |_| preset([70, 10, 20])>"70 outcomes, 10 carbon, 20 social value"</button>
            </div>
            <div class="row lens-weights__own">{Lens::ALL.map(own).collect_view()}</div>
        </details>
    }
}
