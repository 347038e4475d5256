//! What is said of a goal beside its words: how much it counts, whose emissions it is about, the words that speak of it, what
//! the ends of the scale mean, and where it was read.

use super::Known;
use crate::parts::field::{NumberField, TextField};
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::edit::{Anchor, Edit, EditError, FrameworkEdit};
use weighbridge::finite::Finite;
use weighbridge::framework::{Boundary, Framework, Goal};
use weighbridge::id::GoalId;
use weighbridge::present::boundary_words;

/// The fields, closed until somebody asks for them.
#[component]
pub(super) fn More(session: Session, goal: GoalId, known: Known, name: Signal<String>) -> impl IntoView {
    let of = move |found: &Arc<Framework>| found.goals.iter().find(|found| found.id == goal).cloned();
    let own = Memo::new(move |_| known.with(|found| found.as_ref().and_then(of)));
    let text = move |read: fn(&Goal) -> String| {
        Signal::derive(move || own.with(|found| found.as_ref().map_or_else(String::new, read)))
    };
    let commit = move |edit: FrameworkEdit| session.commit(&Edit::Framework(edit));
    let weight = Signal::derive(move || own.with(|found| found.as_ref().map(|found| found.weight.get())));
    let set_weight = Callback::new(move |number: Option<f64>| {
        let weight =
            Finite::new(number.unwrap_or(1.0)).ok_or(EditError::OutOfRange { expected: "a weight of 0 or more" })?;
        commit(FrameworkEdit::SetGoalWeight(goal, weight))
    });
    let carbon = Signal::derive(move || own.with(|found| found.as_ref().and_then(|found| found.carbon)));
    let choices = [None, Some(Boundary::Council), Some(Boundary::Total)];
    let choices = Signal::stored(choices.map(|one| (one, boundary_words(one).to_owned())).to_vec());
    let set_carbon =
        Callback::new(move |boundary| session.dispatch(&Edit::Framework(FrameworkEdit::SetCarbon(goal, boundary))));
    let set_cues = Callback::new(move |typed: String| {
        let cues = typed.split([',', ';', '\n']).map(str::to_owned).collect();
        commit(FrameworkEdit::SetCues(goal, cues))
    });
    let anchor = move |anchor: Anchor| {
        let (key, label) = match anchor {
            Anchor::LargeBeneficial => ("best", "What +3 looks like here"),
            Anchor::LargeAdverse => ("worst", "What −3 looks like here"),
        };
        let value = Signal::derive(move || {
            own.with(|found| found.as_ref().map_or_else(String::new, |found| anchor.of(found).to_owned()))
        });
        let commit = Callback::new(move |words| commit(FrameworkEdit::SetAnchor(goal, anchor, words)));
        view! { <TextField id=format!("goal-{key}-{goal}") label value commit/> }
    };
    let set_source = Callback::new(move |words| commit(FrameworkEdit::SetGoalSource(goal, words)));
    view! {
        <details class="wording__more">
            <summary class="summary" id=format!("goal-more-{goal}")>"Weight, scale, cues and source"<span class="visually-hidden">" of "{name}</span></summary>
            <div class="wording">
                <NumberField id=format!("goal-weight-{goal}") label="Weight beside the other goals of its lens" value=weight expected="a weight of 0 or more" commit=set_weight/>
                {Anchor::ALL.map(anchor).into_iter().collect_view()}
                <SelectField id=format!("goal-carbon-{goal}") label="Whose emissions it is about" value=carbon choices choose=set_carbon/>
                <TextField id=format!("goal-cues-{goal}") label="Cues: beginnings of words that speak of it" hint="With commas between. They only ask; nothing is scored by them" value=text(|goal| goal.cues.join(", ")) commit=set_cues/>
                <TextField id=format!("goal-source-{goal}") label="Source, if not that of the framework" value=text(|goal| goal.source.clone()) commit=set_source/>
            </div>
        </details>
    }
}
