//! The scale of a criterion: judged directly, measured between two declared ends, or chosen among described levels.

use super::Rows;
use super::editing::Editing;
use super::levels::{self, Levels};
use super::line::Line;
use crate::parts::adder::Adder;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::parts::number_pair::{Asked, NumberPair};
use leptos::prelude::*;
use weighbridge::appraisal::{Leaf, Measure, Scale, Shape};
use weighbridge::edit::{EditError, ScaleEdit};
use weighbridge::finite::Finite;
use weighbridge::id::CriterionId;
use weighbridge::unknown::Unknown;

/// The kinds of scale.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Direct,
    Measured,
    Levels,
}

fn kind(scale: &Scale) -> Kind {
    match scale {
        Scale::Direct => Kind::Direct,
        Scale::Measured { .. } => Kind::Measured,
        Scale::Levels(_) => Kind::Levels,
    }
}

/// The fields of a scale. It becomes a measured one once both ends are given, and one of levels once the first is
/// described; until then nothing is invented.
#[component]
pub(super) fn ScaleFields(rows: Rows, id: CriterionId, leaf: Memo<Leaf>) -> impl IntoView {
    let scale = Memo::new(move |_| leaf.with(|leaf| leaf.scale.clone()));
    // Chosen, though what it needs is still to come.
    let wanted: RwSignal<Option<Kind>> = RwSignal::new(None);
    // What the scale was before another kind was chosen.
    let kept: [RwSignal<Option<Scale>>; 2] = [RwSignal::new(None), RwSignal::new(None)];
    let early = RwSignal::new(Measure::default());
    let shown = Memo::new(move |_| wanted.get().unwrap_or_else(|| scale.with(kind)));
    let set = move |next: Scale| {
        let model = rows.model;
        if let Scale::Levels(all) = &next {
            let all = all.iter().map(|level| (Some(level.id), level.label.clone(), level.points)).collect();
            return model.session.commit_in(model.id, levels::set(id, all));
        }
        model.session.commit_in(model.id, ScaleEdit::Set(id, next).into())
    };
    let download = Callback::new(move |text: String| {
        rows.model.session.download("value-function.csv", &text, "text/csv");
    });
    let editing = Editing { rows, id, scale, commit: Callback::new(set), download };
    let choose = move |to: Kind| {
        let before = scale.get_untracked();
        let place = |kind: Kind| match kind {
            Kind::Direct => None,
            Kind::Measured => Some(kept[0]),
            Kind::Levels => Some(kept[1]),
        };
        if kind(&before) == to {
            wanted.set(None);
            return;
        }
        if let Some(place) = place(kind(&before)) {
            place.set(Some(before));
        }
        let next =
            if to == Kind::Direct { Some(Scale::Direct) } else { place(to).and_then(|kept| kept.get_untracked()) };
        wanted.set(if next.is_some() { None } else { Some(to) });
        if let Some(next) = next {
            rows.dispatch(ScaleEdit::Set(id, next).into());
        }
    };
    let radio = move |to: Kind, words: &'static str| {
        view! {
            <label class="choice__item"><input type="radio" name=format!("scale-{id}") prop:checked=move || shown.get() == to on:change=move |_| choose(to)/><span>{words}</span></label>
        }
    };
    view! {
        <fieldset class="fields__wide">
            <legend class="field__label">"Scale"</legend>
            <div class="choice">
                {radio(Kind::Direct, "Judged directly, 0 to 100")}{radio(Kind::Measured, "Measured")}{radio(Kind::Levels, "Described levels")}
            </div>
        </fieldset>
        <Show when=move || shown.get() == Kind::Measured><Measured editing early wanted/></Show>
        <Show when=move || shown.get() == Kind::Levels><Described editing wanted/></Show>
    }
}

/// What is measured, between which ends, and the line between them.
#[component]
fn Measured(editing: Editing, early: RwSignal<Measure>, wanted: RwSignal<Option<Kind>>) -> impl IntoView {
    let (id, scale) = (editing.id, editing.scale);
    let set_ends = move |pair: Option<(f64, f64)>| {
        let finite = |number| Finite::new(number).ok_or(EditError::OutOfRange { expected: "a number" });
        let (worst, best) = pair.ok_or(EditError::OutOfRange { expected: "a number for each end" })?;
        let (worst, best) = (finite(worst)?, finite(best)?);
        editing.commit.run(match scale.get_untracked() {
            Scale::Measured { measure, shape, unknown, .. } => Scale::Measured { measure, worst, best, shape, unknown },
            Scale::Direct | Scale::Levels(_) => Scale::Measured {
                measure: early.get_untracked(),
                worst,
                best,
                shape: Shape::Linear,
                unknown: Unknown::new(),
            },
        })?;
        wanted.set(None);
        Ok(())
    };
    let asked = [
        Asked { suffix: "worst", label: "Worst: 0 points", refusal: "Enter a number for the worst end." },
        Asked { suffix: "best", label: "Best: 100 points", refusal: "Enter a number for the best end." },
    ];
    let about = move || match scale.with(kind) {
        Kind::Direct => "Scores are still judged directly. Give both ends to use the measure.",
        Kind::Levels => "Scores are still chosen from the levels. Give both ends to use the measure.",
        Kind::Measured => "These ends are fixed, so adding an option changes no other score.",
    };
    view! {
        <MeasureFields id scale early set=editing.commit/>
        <div class="fields__wide">
            <NumberPair id=format!("ends-{id}") asked value=Signal::derive(move || ends(&scale.get())) unit=Signal::derive(move || measure(&scale.get(), early).unit) commit=Callback::new(set_ends)/>
            <p class="note">{about}</p>
            <Line editing/>
        </div>
    }
}

/// The levels, or the field that begins them.
#[component]
fn Described(editing: Editing, wanted: RwSignal<Option<Kind>>) -> impl IntoView {
    let has_levels = move || editing.scale.with(|scale| matches!(scale, Scale::Levels(_)));
    let begin = move |label: String| {
        if label.trim().is_empty() {
            return Err(EditError::NameMissing);
        }
        editing.edit(levels::set(editing.id, vec![(None, label, Finite::ZERO)]))?;
        wanted.set(None);
        crate::parts::focus::focus_soon(&[&format!("add-level-{}", editing.id)]);
        Ok(())
    };
    let id = editing.id;
    let is_direct = move || editing.scale.with(|scale| *scale == Scale::Direct);
    view! {
        <Show when=has_levels fallback=move || view! {
            <div class="fields__wide">
                <Adder id=format!("add-level-{id}") label="Describe the worst level" button="Add level" add=begin/>
                <p class="note">{move || if is_direct() { "Scores are still judged directly until you describe a level." } else { "Scores are still measured until you describe a level." }}</p>
            </div>
        }>
            <Levels editing/>
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
            Scale::Measured { mut measure, worst, best, shape, unknown } => {
                change(&mut measure, words);
                set.run(Scale::Measured { measure, worst, best, shape, unknown })
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
