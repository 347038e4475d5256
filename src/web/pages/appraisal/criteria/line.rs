//! The line between the ends of a measured scale: straight, or through points that the author gives.

use crate::parts::field::NumberField;
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use leptos::prelude::*;
use weighbridge::appraisal::{Knot, Scale, Shape};
use weighbridge::edit::EditError;
use weighbridge::finite::Finite;
use weighbridge::id::CriterionId;

/// The points between the ends. A new one is put on the line as it stands, so it changes nothing until it is moved.
#[component]
pub(super) fn Line(id: CriterionId, scale: Memo<Scale>, set: Callback<Scale, Result<(), EditError>>) -> impl IntoView {
    let knots = Memo::new(move |_| scale.with(knots));
    let is_measured = move || scale.with(|scale| *scale != Scale::Direct);
    let put = move |knots: Vec<Knot>| match scale.get_untracked() {
        Scale::Measured { measure, worst, best, .. } => {
            let shape = if knots.is_empty() { Shape::Linear } else { Shape::Piecewise(knots) };
            set.run(Scale::Measured { measure, worst, best, shape })
        }
        Scale::Direct | Scale::Levels(_) => Ok(()),
    };
    let add = move |_| {
        let mut all = knots.get_untracked();
        if let Some(knot) = scale.with_untracked(middle_of_last) {
            all.push(knot);
            let number = all.len() - 1;
            // A point on the line is in order, so it is taken.
            let _ = put(all);
            focus_soon(&[&format!("knot-measure-{id}-{number}")]);
        }
    };
    let remove = move |number: usize| {
        let mut all = knots.get_untracked();
        all.remove(number);
        let _ = put(all);
        focus_soon(&[&format!("add-knot-{id}")]);
    };
    let row = move |number: usize| {
        let value = move |read: fn(&Knot) -> Finite| {
            Signal::derive(move || knots.with(|all| all.get(number).map(|knot| read(knot).get())))
        };
        let change = move |change: fn(&mut Knot, Finite)| {
            Callback::new(move |typed: Option<f64>| {
                let number_typed = typed.and_then(Finite::new).ok_or(EditError::OutOfRange { expected: "a number" })?;
                let mut all = knots.get_untracked();
                if let Some(knot) = all.get_mut(number) {
                    change(knot, number_typed);
                }
                put(all)
            })
        };
        view! {
            <li class="knot">
                <NumberField id=format!("knot-measure-{id}-{number}") label=format!("Point {}, measure", number + 1) value=value(|knot| knot.measure) expected="a number" commit=change(|knot, to| knot.measure = to)/>
                <NumberField id=format!("knot-points-{id}-{number}") label="earns, in points" value=value(|knot| knot.points) expected="a number" commit=change(|knot, to| knot.points = to)/>
                <button class="order__button" type="button" aria-label=format!("Remove: point {}", number + 1) on:click=move |_| remove(number)>"Remove"</button>
            </li>
        }
    };
    view! {
        <Show when=is_measured>
            <ul class="knots" role="list"><For each=move || 0..knots.with(Vec::len) key=|number| *number children=row/></ul>
            <button class="order__button" type="button" id=format!("add-knot-{id}") on:click=add>"Add a point between the ends"</button>
        </Show>
    }
}

fn knots(scale: &Scale) -> Vec<Knot> {
    match scale {
        Scale::Measured { shape: Shape::Piecewise(knots), .. } => knots.clone(),
        _ => Vec::new(),
    }
}

/// Returns the point half way between the last point and the best end.
fn middle_of_last(scale: &Scale) -> Option<Knot> {
    let Scale::Measured { worst, best, .. } = scale else { return None };
    let last = knots(scale).last().map_or((worst.get(), 0.0), |knot| (knot.measure.get(), knot.points.get()));
    let half = |one: f64, other: f64| Finite::new(one / 2.0 + other / 2.0);
    Some(Knot { measure: half(last.0, best.get())?, points: half(last.1, 100.0)? })
}
