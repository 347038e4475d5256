//! The line between the ends of a measured scale: straight, through points that the author gives, or bent all along.

use super::editing::Editing;
use crate::parts::field::NumberField;
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::parts::value_graph::ValueGraph;
use leptos::prelude::*;
use weighbridge::appraisal::{Knot, Scale, Shape, curve};
use weighbridge::edit::EditError;
use weighbridge::finite::Finite;
use weighbridge::unknown::Unknown;

/// The kinds of line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Straight,
    Points,
    Bent,
}

fn kind(scale: &Scale) -> Kind {
    match scale {
        Scale::Measured { shape: Shape::Piecewise(knots), .. } if !knots.is_empty() => Kind::Points,
        Scale::Measured { shape: Shape::Exponential { .. }, .. } => Kind::Bent,
        _ => Kind::Straight,
    }
}

/// Returns a scale with another line between the same ends.
fn with_shape(scale: &Scale, shape: Shape) -> Scale {
    match scale {
        Scale::Measured { measure, worst, best, unknown, .. } => {
            let (measure, unknown) = (measure.clone(), unknown.clone());
            Scale::Measured { measure, worst: *worst, best: *best, shape, unknown }
        }
        other => other.clone(),
    }
}

/// The line and what it goes through. A new point, and a new bend, begin on the line as it stands as nearly as they can.
#[component]
pub(super) fn Line(editing: Editing) -> impl IntoView {
    let scale = editing.scale;
    let id = editing.id;
    let has_ends = move || scale.with(|scale| matches!(scale, Scale::Measured { .. }));
    let kind_now = Memo::new(move |_| scale.with(kind));
    let choose = move |to: Kind| {
        let before = scale.get_untracked();
        let next = match to {
            Kind::Straight => Some(with_shape(&before, Shape::Linear)),
            Kind::Points => curve::with_point(&with_shape(&before, Shape::Linear)).map(|(next, _)| next),
            Kind::Bent => curve::bent(&before),
        };
        if let Some(next) = next {
            // All three are made to be scales, so there is nothing to refuse.
            let _ = editing.commit.run(next);
        }
    };
    let radio = move |to: Kind, words: &'static str| {
        view! {
            <label class="choice__item"><input type="radio" name=format!("line-{id}") prop:checked=move || kind_now.get() == to on:change=move |_| choose(to)/><span>{words}</span></label>
        }
    };
    view! {
        <Show when=has_ends>
            <div class="scale-shape">
                <fieldset>
                    <legend class="field__label">"Between the ends"</legend>
                    <div class="choice">{radio(Kind::Straight, "Straight")}{radio(Kind::Points, "Points")}{radio(Kind::Bent, "Curve")}</div>
                </fieldset>
                <ValueGraph id=format!("line-{id}") scale handling=editing.handling() download=editing.download/>
                <Show when=move || kind_now.get() == Kind::Bent><Middle editing/></Show>
                <Show when=move || kind_now.get() != Kind::Bent><Points editing/></Show>
            </div>
        </Show>
    }
}

/// The measure that earns half the points of a bent line.
#[component]
fn Middle(editing: Editing) -> impl IntoView {
    let scale = editing.scale;
    let value = Signal::derive(move || {
        scale.with(|scale| match scale {
            Scale::Measured { shape: Shape::Exponential { midvalue, .. }, .. } => Some(midvalue.get()),
            _ => None,
        })
    });
    let commit = Callback::new(move |typed: Option<f64>| {
        let midvalue = typed.and_then(Finite::new).ok_or(EditError::OutOfRange { expected: "a number" })?;
        let unknown = scale.with_untracked(|scale| match scale {
            Scale::Measured { shape: Shape::Exponential { unknown, .. }, .. } => unknown.clone(),
            _ => Unknown::new(),
        });
        editing.commit.run(with_shape(&scale.get_untracked(), Shape::Exponential { midvalue, unknown }))
    });
    view! { <NumberField id=format!("middle-{}", editing.id) label="Measure worth 50 points" value expected="a number" commit/> }
}

/// The points between the ends as numbers.
#[component]
fn Points(editing: Editing) -> impl IntoView {
    let (id, scale) = (editing.id, editing.scale);
    let knots = Memo::new(move |_| scale.with(knots));
    let put = move |knots: Vec<Knot>| {
        let shape = if knots.is_empty() { Shape::Linear } else { Shape::Piecewise(knots) };
        editing.commit.run(with_shape(&scale.get_untracked(), shape))
    };
    let add = move |_| {
        if let Some((next, number)) = scale.with_untracked(curve::with_point) {
            // A point on the line is in order, so it is taken.
            let _ = editing.commit.run(next);
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
        <div class="fields__wide">
            <ul class="knots" role="list"><For each=move || 0..knots.with(Vec::len) key=|number| *number children=row/></ul>
            <button class="order__button" type="button" id=format!("add-knot-{id}") on:click=add>"Add a point between the ends"</button>
        </div>
    }
}

fn knots(scale: &Scale) -> Vec<Knot> {
    match scale {
        Scale::Measured { shape: Shape::Piecewise(knots), .. } => knots.clone(),
        _ => Vec::new(),
    }
}
