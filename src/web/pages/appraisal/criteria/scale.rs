//! The scale of a criterion: judged directly, or measured between two declared ends.

use super::Rows;
use super::line::Line;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::parts::scale_ends::ScaleEnds;
use leptos::prelude::*;
use weighbridge::appraisal::{Leaf, Measure, Scale, Shape};
use weighbridge::edit::{AppraisalEdit, EditError};
use weighbridge::finite::Finite;
use weighbridge::id::CriterionId;

/// The fields of a scale. It becomes a measured one once both ends are given; until then nothing is invented.
#[component]
pub(super) fn ScaleFields(rows: Rows, id: CriterionId, leaf: Memo<Leaf>) -> impl IntoView {
    let scale = Memo::new(move |_| leaf.with(|leaf| leaf.scale.clone()));
    // Chosen, though its ends are still to come.
    let wants_measure = RwSignal::new(false);
    // What the scale was before it was judged directly, or what is typed before the ends are there.
    let kept: RwSignal<Option<Scale>> = RwSignal::new(None);
    let early = RwSignal::new(Measure { name: String::new(), unit: String::new() });
    let is_measured = Memo::new(move |_| scale.with(|scale| *scale != Scale::Direct) || wants_measure.get());
    let set = move |scale| rows.bench.session.commit_in(rows.bench.id, AppraisalEdit::SetScale(id, scale));
    let judge_directly = move |_| {
        wants_measure.set(false);
        let before = scale.get_untracked();
        if before != Scale::Direct {
            kept.set(Some(before));
            rows.dispatch(AppraisalEdit::SetScale(id, Scale::Direct));
        }
    };
    let choose_measure = move |_| match kept.get_untracked() {
        Some(before) => rows.dispatch(AppraisalEdit::SetScale(id, before)),
        None => wants_measure.set(true),
    };
    let set_ends = move |(worst, best): (f64, f64)| {
        let finite = |number| Finite::new(number).ok_or(EditError::OutOfRange { expected: "a number" });
        let (worst, best) = (finite(worst)?, finite(best)?);
        set(match scale.get_untracked() {
            Scale::Measured { measure, shape, .. } => Scale::Measured { measure, worst, best, shape },
            Scale::Direct | Scale::Levels(_) => {
                Scale::Measured { measure: early.get_untracked(), worst, best, shape: Shape::Linear }
            }
        })
    };
    view! {
        <fieldset class="fields__wide">
            <legend class="field__label">"Scale"</legend>
            <div class="choice">
                <label class="choice__item"><input type="radio" name=format!("scale-{id}") prop:checked=move || !is_measured.get() on:change=judge_directly/><span>"Judged directly, 0 to 100"</span></label>
                <label class="choice__item"><input type="radio" name=format!("scale-{id}") prop:checked=move || is_measured.get() on:change=choose_measure/><span>"Measured"</span></label>
            </div>
        </fieldset>
        <Show when=move || is_measured.get()>
            <MeasureFields id scale early set=Callback::new(set)/>
            <div class="fields__wide">
                <ScaleEnds id=format!("ends-{id}") value=Signal::derive(move || ends(&scale.get())) unit=Signal::derive(move || measure(&scale.get(), early).unit) commit=set_ends/>
                <p class="note">{move || if scale.with(|scale| *scale == Scale::Direct) { "Still judged directly: the measure counts once both ends are given." } else { "The ends are declared, so adding an option moves nobody’s points." }}</p>
                <Line id scale set=Callback::new(set)/>
            </div>
        </Show>
    }
}

#[component]
fn MeasureFields(
    id: CriterionId,
    scale: Memo<Scale>,
    early: RwSignal<Measure>,
    set: Callback<Scale, Result<(), EditError>>,
) -> impl IntoView {
    let value = move |read: fn(Measure) -> String| Signal::derive(move || read(measure(&scale.get(), early)));
    let change = move |change: fn(&mut Measure, String), words: String| {
        let words = words.trim().to_owned();
        match scale.get_untracked() {
            Scale::Measured { mut measure, worst, best, shape } => {
                change(&mut measure, words);
                set.run(Scale::Measured { measure, worst, best, shape })
            }
            Scale::Direct | Scale::Levels(_) => {
                early.update(|measure| change(measure, words));
                Ok(())
            }
        }
    };
    view! {
        <TextField id=format!("measure-{id}") label="What is measured" value=value(|measure| measure.name)
            commit=move |words| change(|measure, words| measure.name = words, words)/>
        <TextField id=format!("unit-{id}") label="Unit" value=value(|measure| measure.unit)
            commit=move |words| change(|measure, words| measure.unit = words, words)/>
    }
}

fn measure(scale: &Scale, early: RwSignal<Measure>) -> Measure {
    match scale {
        Scale::Measured { measure, .. } => measure.clone(),
        Scale::Direct | Scale::Levels(_) => early.get(),
    }
}

fn ends(scale: &Scale) -> Option<(f64, f64)> {
    match scale {
        Scale::Measured { worst, best, .. } => Some((worst.get(), best.get())),
        Scale::Direct | Scale::Levels(_) => None,
    }
}
