//! The selected score: what is known, how it earns its points, why, and where the evidence is.

use super::{Known, Place, Sheet};
use crate::parts::field::{NumberField, TextArea, TextField};
use crate::parts::flow::Show;
use leptos::prelude::*;
use weighbridge::appraisal::{Role, Scale, ScoreState};
use weighbridge::edit::{AppraisalEdit, EditError};
use weighbridge::finite::Finite;
use weighbridge::present;

/// The panel. It is made anew for each cell, so nothing typed for one lands on another.
#[component]
pub(super) fn Detail(sheet: Sheet) -> impl IntoView {
    move || sheet.at.get().map(|place| view! { <Panel sheet place/> })
}

#[component]
fn Panel(sheet: Sheet, place: Place) -> impl IntoView {
    let known = sheet.known(place);
    let words = move |read: fn(&Known) -> String| Signal::derive(move || known.with(read));
    let edit = move |edit| sheet.bench.session.commit_in(sheet.bench.id, edit);
    let reason = words(|known| known.score.as_ref().map_or_else(String::new, |score| score.reason.clone()));
    let source = words(|known| known.score.as_ref().map_or_else(String::new, |score| score.source.clone()));
    let arithmetic = words(|known| present::how_points_arise(&known.leaf.scale, known.state(), &known.cell));
    let ends = move || {
        let (worst, best) = known.with(|known| present::ends_words(&known.leaf));
        view! { <dt>"0 points"</dt><dd>{worst}</dd><dt>"100 points"</dt><dd>{best}</dd> }
    };
    let lacks_reason = move || known.with(Known::lacks_reason);
    let back = move |_| {
        crate::browser::page::focus(&format!("score-{}-{}", place.0, place.1));
    };
    view! {
        <div class="drawer">
            <h2 class="drawer__title">{move || sheet.name_of_option(place.0)}<span class="detail__criterion">{move || sheet.name_of_criterion(place.1)}</span></h2>
            <Value sheet place known/>
            <States sheet place known/>
            <p class="formula" role="status">{arithmetic}</p>
            <dl class="detail__ends">{ends}</dl>
            <TextArea id="score-reason" label="Reason" value=reason rows=4 commit=move |words| edit(AppraisalEdit::SetScoreReason(place.0, place.1, words))/>
            <Show when=lacks_reason><p class="note detail__lacks">"No reason yet. Say what the score rests on."</p></Show>
            <TextField id="score-source" label="Source" value=source commit=move |words| edit(AppraisalEdit::SetScoreSource(place.0, place.1, words))/>
            <button class="order__button sheet__more" type="button" on:click=back>"Back to the score"</button>
        </div>
    }
}

/// The number, in points or in the unit of the measure.
#[component]
fn Value(sheet: Sheet, place: Place, known: Memo<Known>) -> impl IntoView {
    // The words of the label come with the scale, so the field is made anew when that changes.
    let scale = Memo::new(move |_| known.with(|known| known.leaf.scale.clone()));
    let value = Signal::derive(move || {
        known.with(|known| match known.state() {
            ScoreState::Points(number) | ScoreState::Measured(number) => Some(number.get()),
            _ => None,
        })
    });
    move || {
        let scale = scale.get();
        let (label, expected) = match &scale {
            Scale::Direct | Scale::Levels(_) => ("Points, 0 to 100".to_owned(), "points from 0 to 100"),
            Scale::Measured { measure, .. } => {
                let name = if measure.name.is_empty() { "Measure" } else { &measure.name };
                let unit = if measure.unit.is_empty() { String::new() } else { format!(", {}", measure.unit) };
                (format!("{}{unit}", capitalised(name)), "a number, for example 12.5")
            }
        };
        let is_direct = !matches!(scale, Scale::Measured { .. });
        let commit = Callback::new(move |typed: Option<f64>| {
            let finite = |number| Finite::new(number).ok_or(EditError::OutOfRange { expected });
            let before = known.with_untracked(Known::state);
            let state = match typed {
                Some(number) if is_direct => ScoreState::Points(finite(number)?),
                Some(number) => ScoreState::Measured(finite(number)?),
                None if value.get_untracked().is_some() => ScoreState::NotScored,
                None => before,
            };
            sheet.bench.session.commit_in(sheet.bench.id, AppraisalEdit::SetScore(place.0, place.1, state))
        });
        view! { <NumberField id="score-entry" label value expected commit/> }
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What can be known without a number.
#[component]
fn States(sheet: Sheet, place: Place, known: Memo<Known>) -> impl IntoView {
    let is_baseline = Memo::new(move |_| {
        let role = |record: &weighbridge::appraisal::Appraisal| record.alternative(place.0).map(|option| option.role);
        sheet.bench.record.with(|record| role(record)) == Some(Role::BusinessAsUsual)
    });
    let button = move |state: ScoreState| {
        let pressed = move || (known.with(Known::state) == state).to_string();
        view! {
            <button class="button detail__state" type="button" aria-pressed=pressed on:click=move |_| sheet.set(place, state)>{present::score_words(state)}</button>
        }
    };
    view! {
        <div>
            <p class="note">"State: "<b>{move || known.with(|known| present::score_words(known.state()))}</b></p>
            <div class="detail__states" role="group" aria-label="Without a number">
                // Business as usual cannot stand where business as usual stands.
                <Show when=move || !is_baseline.get()>{button(ScoreState::NoEffect)}</Show>
                {button(ScoreState::Unknown)}
                {button(ScoreState::NotApplicable)}
                {button(ScoreState::NotScored)}
            </div>
        </div>
    }
}
