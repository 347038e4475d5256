//! The selected score: what is known and how sure it is, how it earns its points, why, and where the evidence is.

use super::CellId;
use super::cell::{cell_id, read_entry};
use super::sheet::{CellContent, Sheet};
use super::spread::Spread;
use crate::browser::page;
use crate::parts::field::{NumberField, TextArea, TextField};
use crate::parts::flow::Show;
use crate::parts::number_pair::{Asked, NumberPair};
use crate::parts::select_field::SelectField;
use crate::parts::value_graph::{Mark, ValueGraph};
use leptos::prelude::*;
use weighbridge::appraisal::missing::Lack;
use weighbridge::appraisal::{Appraisal, Leaf, Level, Role, Scale, ScoreRange, ScoreState, curve, entry};
use weighbridge::edit::{EditError, ScoreEdit};
use weighbridge::finite::Finite;
use weighbridge::id::LevelId;
use weighbridge::present;

/// What is known of the selected score.
#[derive(Clone, Debug, PartialEq)]
struct Known {
    content: Option<CellContent>,
    reason: String,
    source: String,
}

impl Known {
    fn state(&self) -> ScoreState {
        self.content.as_ref().map_or(ScoreState::NotScored, |content| content.state)
    }

    fn leaf(&self) -> Leaf {
        self.content.as_ref().map_or_else(Leaf::default, |content| content.line.leaf.clone())
    }

    /// Returns whether it is scored and the reason, or the source, is empty.
    fn lacks(&self, words: fn(&Known) -> &str) -> bool {
        self.state() != ScoreState::NotScored && words(self).is_empty()
    }
}

/// The panel. It is made anew for each cell, so nothing typed for one lands on another.
#[component]
pub(super) fn Detail(sheet: Sheet) -> impl IntoView {
    move || sheet.at.get().map(|place| view! { <Panel sheet place/> })
}

#[component]
fn Panel(sheet: Sheet, place: CellId) -> impl IntoView {
    let known = Memo::new(move |_| {
        let score = sheet.score(place);
        let words = |read: fn(&weighbridge::appraisal::Score) -> &String| score.as_ref().map(read).cloned();
        let (reason, source) = (words(|score| &score.reason), words(|score| &score.source));
        let content = sheet.look(place);
        Known { content, reason: reason.unwrap_or_default(), source: source.unwrap_or_default() }
    });
    let words = move |read: fn(&Known) -> String| Signal::derive(move || known.with(read));
    let edit = move |edit| sheet.model.session.commit_in(sheet.model.id, edit);
    let arithmetic = words(|known| {
        let how =
            |content: &CellContent| present::how_points_arise(&content.line.leaf.scale, content.state, &content.cell);
        known.content.as_ref().map(how).unwrap_or_default()
    });
    let ends = move || {
        let (worst, best) = known.with(|known| present::ends_words(&known.leaf()));
        view! { <dt>"0 points"</dt><dd>{worst}</dd><dt>"100 points"</dt><dd>{best}</dd> }
    };
    let lacks_reason = move || known.with(|known| known.lacks(|known| &known.reason));
    let lacks_source = move || known.with(|known| known.lacks(|known| &known.source));
    let back = move |_| {
        page::focus(&cell_id(place));
    };
    view! {
        <div class="drawer">
            <h2 class="drawer__title">{move || sheet.name_of_option(place.0)}" "<span class="detail__criterion">{move || sheet.name_of_criterion(place.1)}</span></h2>
            <Value sheet place known/>
            <Range sheet place known/>
            <States sheet place known/>
            <p class="formula" role="status">{arithmetic}</p>
            <dl class="detail__ends">{ends}</dl>
            <TextArea id="score-reason" label="Reason" value=words(|known| known.reason.clone()) rows=4 commit=move |words| edit(ScoreEdit::SetReason(place.0, place.1, words).into())/>
            <Show when=lacks_reason><p class="note detail__lacks">"No reason yet. Say what the score rests on."</p></Show>
            <Spread sheet place lack=Lack::Reason words=words(|known| known.reason.clone())/>
            <TextField id="score-source" label="Source" value=words(|known| known.source.clone()) commit=move |words| edit(ScoreEdit::SetSource(place.0, place.1, words).into())/>
            <Show when=lacks_source><p class="note detail__lacks">"No source yet. Say where the evidence can be looked up."</p></Show>
            <Spread sheet place lack=Lack::Source words=words(|known| known.source.clone())/>
            <Graph sheet place known/>
            <button class="order__button sheet__more" type="button" on:click=back>"Back to the score"</button>
        </div>
    }
}

/// The value function with every option on it; nothing where points are judged directly.
#[component]
fn Graph(sheet: Sheet, place: CellId, known: Memo<Known>) -> impl IntoView {
    let scale = Memo::new(move |_| known.with(|known| known.leaf().scale));
    let marks = Memo::new(move |_| {
        let scale = scale.get();
        let letters = sheet.model.record.with(super::letters_of);
        let options = sheet.options.get().into_iter().zip(letters);
        let mark = |(option, letter): (_, String)| {
            let content = sheet.look((option, place.1))?;
            let at = curve::place(&scale, content.state)?;
            let is_chosen = option == place.0;
            let letter = if letter.is_empty() { "BAU".to_owned() } else { letter };
            Some(Mark { name: (*content.option).clone(), letter, at, is_chosen, is_held: content.cell.outside })
        };
        options.filter_map(mark).collect::<Vec<Mark>>()
    });
    let has_line = move || scale.with(|scale| *scale != Scale::Direct);
    let download = move |text: String| sheet.model.session.download("value-function.csv", &text, "text/csv");
    view! {
        <Show when=has_line><ValueGraph id="score-graph" scale marks download=Callback::new(download)/></Show>
    }
}

/// The number or the level.
#[component]
fn Value(sheet: Sheet, place: CellId, known: Memo<Known>) -> impl IntoView {
    // The words of the label come with the scale, so the field is made anew when that changes.
    let scale = Memo::new(move |_| known.with(|known| known.leaf().scale));
    let set =
        move |state| sheet.model.session.commit_in(sheet.model.id, ScoreEdit::Set(place.0, place.1, state).into());
    move || {
        let scale = scale.get();
        if let Scale::Levels(levels) = &scale {
            return level_field(levels, known, Callback::new(set));
        }
        let (label, expected) = match &scale {
            Scale::Measured { measure, .. } => {
                let name = if measure.name.is_empty() { "Measure" } else { &measure.name };
                let unit = if measure.unit.is_empty() { String::new() } else { format!(", {}", measure.unit) };
                (format!("{}{unit}", capitalised(name)), "a number, for example 12.5")
            }
            _ => ("Points, 0 to 100".to_owned(), "a number from 0 to 100"),
        };
        let value = Signal::derive(move || known.with(|known| number(known.state())));
        let percent = entry::takes_percent(&scale);
        let commit = Callback::new(move |typed: Option<f64>| {
            let text = typed.map_or_else(String::new, |number| number.to_string());
            set(read_entry(&text, &scale, known.with_untracked(Known::state))?)
        });
        view! { <NumberField id="score-entry" label value expected percent commit/> }.into_any()
    }
}

fn number(state: ScoreState) -> Option<f64> {
    match state {
        ScoreState::Points(number) | ScoreState::Measured(number) => Some(number.get()),
        _ => None,
    }
}

fn level_field(levels: &[Level], known: Memo<Known>, set: Callback<ScoreState, Result<(), EditError>>) -> AnyView {
    let level = |(i, level): (usize, &Level)| {
        let points = present::as_typed(level.points.get());
        (Some(level.id), format!("{}. {} ({points} points)", i + 1, level.label))
    };
    let mut choices = vec![(None, "None of these".to_owned())];
    choices.extend(levels.iter().enumerate().map(level));
    let choices = Signal::stored(choices);
    let value = Signal::derive(move || match known.with(Known::state) {
        ScoreState::Level(level) => Some(level),
        _ => None,
    });
    let choose = move |chosen: Option<LevelId>| {
        let before = known.with_untracked(Known::state);
        let state = match (chosen, before) {
            (Some(level), _) => ScoreState::Level(level),
            (None, ScoreState::Level(_)) => ScoreState::NotScored,
            (None, other) => other,
        };
        // A level of the list is on the scale.
        let _ = set.run(state);
    };
    view! { <SelectField id="score-entry" label="Level" value choices choose/> }.into_any()
}

/// How far the truth may lie from the number.
#[component]
fn Range(sheet: Sheet, place: CellId, known: Memo<Known>) -> impl IntoView {
    let has_number = move || known.with(|known| number(known.state()).is_some());
    let value = Signal::derive(move || {
        let range = known.with(|known| known.content.as_ref().and_then(|content| content.range.clone()));
        range.map(|range| (range.low.get(), range.high.get()))
    });
    let unit = Signal::derive(move || {
        known.with(|known| match (known.state(), known.leaf().scale) {
            (ScoreState::Measured(_), Scale::Measured { measure, .. }) => measure.unit,
            _ => "points".to_owned(),
        })
    });
    let percent = Signal::derive(move || known.with(|known| entry::takes_percent(&known.leaf().scale)));
    let commit = move |pair: Option<(f64, f64)>| {
        let finite = |number| Finite::new(number).ok_or(EditError::OutOfRange { expected: "a number" });
        let range = match pair {
            Some((low, high)) => Some(ScoreRange::new(finite(low)?, finite(high)?)),
            None => None,
        };
        sheet.model.session.commit_in(sheet.model.id, ScoreEdit::SetRange(place.0, place.1, range).into())
    };
    let asked = [
        Asked { suffix: "low", label: "At lowest", refusal: "Enter the lowest number." },
        Asked { suffix: "high", label: "At highest", refusal: "Enter the highest number." },
    ];
    let commit = Callback::new(commit);
    view! {
        <Show when=has_number>
            <fieldset class="detail__range">
                <legend class="field__label">"How sure is it?"</legend>
                <p class="field__hint">"The lowest and highest it could be. Leave both empty if you are sure."</p>
                <NumberPair id="score-range" asked value unit percent commit/>
            </fieldset>
        </Show>
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What can be known without a number.
#[component]
fn States(sheet: Sheet, place: CellId, known: Memo<Known>) -> impl IntoView {
    let is_baseline = Memo::new(move |_| {
        let role = |record: &Appraisal| record.alternative(place.0).map(|option| option.role);
        sheet.model.record.with(|record| role(record)) == Some(Role::BusinessAsUsual)
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
