//! The frame of the decision: what is decided, on what basis, and how large a lead must be to count.

use super::super::Bench;
use crate::parts::field::{NumberField, TextArea, TextField};
use leptos::prelude::*;
use weighbridge::edit::{AppraisalEdit, EditError};
use weighbridge::finite::Finite;

const EXPECTED: &str = "points from 0 to 100";

/// Title, basis and materiality.
#[component]
pub(super) fn Decision(bench: Bench) -> impl IntoView {
    let edit = move |edit| bench.session.commit_in(bench.id, edit);
    let title = Signal::derive(move || bench.record.with(|record| record.title.clone()));
    let basis = Signal::derive(move || bench.record.with(|record| record.basis.clone()));
    let materiality = Signal::derive(move || bench.record.with(|record| Some(record.materiality.get())));
    let set_materiality = Callback::new(move |points: Option<f64>| {
        let points = points.and_then(Finite::new).ok_or(EditError::OutOfRange { expected: EXPECTED })?;
        edit(AppraisalEdit::SetMateriality(points))
    });
    view! {
        <section class="section decision" aria-labelledby="h-decision">
            <h2 id="h-decision">"The decision"</h2>
            <TextField id="appraisal-title" label="What is to be decided" value=title commit=move |words| edit(AppraisalEdit::SetTitle(words))/>
            <TextArea id="appraisal-basis" label="What this rests on" hint="The horizon, the price base, and whatever else a reader must know." value=basis rows=4
                commit=move |words| edit(AppraisalEdit::SetBasis(words))/>
            <NumberField id="appraisal-materiality" label="Lead that counts, in points" value=materiality expected=EXPECTED commit=set_materiality/>
            <p class="note measure">"Say it before there is a ranking. A smaller lead is called no clear leader."</p>
        </section>
    }
}
