//! A scale of described levels: the words of each, and the points that it earns. They stand from the fewest points to the
//! most, so a level is moved by changing its points.

use super::editing::Editing;
use crate::parts::adder::Adder;
use crate::parts::field::{NumberField, TextField};
use crate::parts::flow::For;
use crate::parts::focus::focus_soon;
use crate::parts::value_graph::ValueGraph;
use leptos::prelude::*;
use weighbridge::appraisal::Level;
use weighbridge::edit::{AppraisalEdit, EditError, ScaleEdit};
use weighbridge::finite::Finite;
use weighbridge::id::{CriterionId, LevelId};

/// A level as it is given: its id where it is known, its words and its points.
pub(super) type Given = (Option<LevelId>, String, Finite);

/// Returns an edit that gives a leaf these levels, in order of their points.
pub(super) fn set(id: CriterionId, mut levels: Vec<Given>) -> AppraisalEdit {
    weighbridge::order::sort_by(&mut levels, &mut |one, other| one.2.get().total_cmp(&other.2.get()));
    ScaleEdit::SetLevels(id, levels).into()
}

/// The levels, a field to add one, and their picture.
#[component]
pub(super) fn Levels(editing: Editing) -> impl IntoView {
    let (id, scale) = (editing.id, editing.scale);
    let levels = Memo::new(move |_| scale.with(|scale| scale.levels().to_vec()));
    let given = move || {
        let known = |level: &Level| (Some(level.id), level.label.clone(), level.points);
        levels.with_untracked(|levels| levels.iter().map(known).collect::<Vec<_>>())
    };
    let put = move |all| editing.edit(set(id, all));
    let add = move |label: String| {
        if label.trim().is_empty() {
            return Err(EditError::NameMissing);
        }
        let mut all = given();
        // The first is the worst, the next the best, and any other comes half way between the two highest.
        let highest = |n: usize| all.iter().rev().nth(n).map(|(_, _, points)| points.get());
        let points = match (highest(0), highest(1)) {
            (None, _) => 0.0,
            (Some(_), None) => 100.0,
            (Some(one), Some(other)) => (one / 2.0 + other / 2.0).round(),
        };
        all.push((None, label, Finite::new(points).unwrap_or(Finite::ZERO)));
        put(all)
    };
    let remove = move |level: LevelId| {
        let all = given().into_iter().filter(|(known, ..)| *known != Some(level)).collect::<Vec<_>>();
        // What is left reads as well as before; the last level of all can only be described anew.
        if !all.is_empty() && put(all).is_ok() {
            focus_soon(&[&format!("add-level-{id}")]);
        }
    };
    let row = move |level: LevelId| {
        let find = move |levels: &[Level]| levels.iter().find(|other| other.id == level).cloned();
        let label = Signal::derive(move || levels.with(|all| find(all)).map_or_else(String::new, |found| found.label));
        let points = Signal::derive(move || levels.with(|all| find(all)).map(|found| found.points.get()));
        let change = move |change: &dyn Fn(&mut Given)| {
            let mut all = given();
            all.iter_mut().filter(|(known, ..)| *known == Some(level)).for_each(change);
            put(all)
        };
        let describe = move |words: String| change(&|(_, label, _)| label.clone_from(&words));
        let earn = Callback::new(move |typed: Option<f64>| {
            let expected = EditError::OutOfRange { expected: "a number from 0 to 100" };
            let number = typed.and_then(Finite::new).ok_or(expected)?;
            change(&|(_, _, points)| *points = number)?;
            // The row may stand elsewhere now.
            focus_soon(&[&format!("level-points-{level}")]);
            Ok(())
        });
        let is_only = move || levels.with(Vec::len) == 1;
        view! {
            <li class="level-row">
                <TextField id=format!("level-{level}") label="Level" value=label commit=describe/>
                <NumberField id=format!("level-points-{level}") label="Points" value=points expected="a number from 0 to 100" percent=true commit=earn/>
                <button class="order__button" type="button" aria-label=move || format!("Remove: level {}", label.get())
                    aria-disabled=move || is_only().to_string() on:click=move |_| remove(level)>"Remove"</button>
            </li>
        }
    };
    view! {
        <div class="fields__wide scale-shape">
            <ValueGraph id=format!("levels-{id}") scale handling=editing.handling() download=editing.download/>
            <ul class="levels" role="list"><For each=move || levels.get() key=|level| level.id children=move |level| row(level.id)/></ul>
            <Adder id=format!("add-level-{id}") label="Add a level" button="Add level" add/>
        </div>
    }
}
