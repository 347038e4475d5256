//! The stress test as the page works it out: a small one at once, a large one in short turns, between which the page answers.

use super::super::AppraisalModel;
use crate::browser::{clock, worker};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::appraisal::stress::Field;
use weighbridge::appraisal::stress::pieces::{Findings, Pieces};
use weighbridge::present::decimal;

/// How many scores are put to the test at once.
const AT_ONCE: usize = 1000;

/// How long the page is kept waiting at a time, in milliseconds.
const TURN_MS: f64 = 12.0;

/// How far a large test is.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// Nothing is left to do.
    Done,
    /// So many pieces of so many are done.
    Underway(usize, usize),
    /// It was stopped.
    Stopped,
}

/// The stress test of a field.
#[derive(Clone, Copy)]
pub(super) struct Testing {
    model: AppraisalModel,
    field: Memo<Option<Field>>,
    /// What was found at once; nothing where the field is large.
    whole: Memo<Option<Findings>>,
    /// What was found in turns.
    in_turns: RwSignal<Findings>,
    state: RwSignal<State>,
    /// Grows with each test that begins: those before end.
    number: StoredValue<u32>,
}

fn is_large(field: &Field) -> bool {
    field.rows.len() * field.columns.len() > AT_ONCE
}

impl Testing {
    /// Begins the test of a field, and again whenever the field changes.
    pub(super) fn of(model: AppraisalModel, field: Memo<Option<Field>>) -> Testing {
        let whole = Memo::new(move |_| {
            field.with(|field| {
                let small = field.as_ref().filter(|field| !is_large(field))?;
                model.results.with(|results| {
                    let mut pieces = Pieces::of(small, results);
                    while pieces.advance(small, results) {}
                    Some(pieces.findings().clone())
                })
            })
        });
        let testing = Testing {
            model,
            field,
            whole,
            in_turns: RwSignal::new(Findings::default()),
            state: RwSignal::new(State::Done),
            number: StoredValue::new(0),
        };
        Effect::new(move |_| {
            if field.with(|field| field.as_ref().is_some_and(is_large)) {
                testing.begin();
            }
        });
        testing
    }

    /// Reads what is found so far.
    pub(super) fn with<T>(self, read: impl FnOnce(&Findings) -> T) -> T {
        self.whole.with(|whole| match whole {
            Some(found) => read(found),
            None => self.in_turns.with(read),
        })
    }

    fn begin(self) {
        self.number.update_value(|number| *number += 1);
        self.in_turns.set(Findings::default());
        self.state.set(State::Underway(0, 1));
        spawn_local(self.take_turns(self.number.get_value()));
    }

    fn stop(self) {
        self.number.update_value(|number| *number += 1);
        self.state.set(State::Stopped);
    }

    /// Works on the field and the results as they stand; nothing once the page is left.
    fn work<T>(self, work: impl FnOnce(&Field, &weighbridge::appraisal::evaluate::Evaluation) -> T) -> Option<T> {
        self.field
            .try_with_untracked(|field| {
                let field = field.as_ref()?;
                self.model.results.try_with_untracked(|results| work(field, results))
            })
            .flatten()
    }

    async fn take_turns(self, number: u32) {
        worker::breathe().await;
        let Some(mut pieces) = self.work(Pieces::of) else { return };
        loop {
            if self.number.try_get_value() != Some(number) {
                return;
            }
            let began = clock::now_ms();
            let mut goes_on = true;
            while goes_on && clock::now_ms() - began < TURN_MS {
                let Some(more) = self.work(|field, results| pieces.advance(field, results)) else { return };
                goes_on = more;
            }
            let is_new = self.in_turns.with_untracked(|found| n_parts(found) != n_parts(pieces.findings()));
            if is_new {
                self.in_turns.set(pieces.findings().clone());
            }
            let (done, of) = pieces.progress();
            self.state.set(if goes_on { State::Underway(done, of) } else { State::Done });
            if !goes_on {
                return;
            }
            worker::breathe().await;
        }
    }

    /// Returns the line that says how far a large test is, with the way to stop it.
    pub(super) fn status(self) -> AnyView {
        let bar = move || match self.state.get() {
            State::Done => ().into_any(),
            State::Underway(done, of) => view! {
                <progress max=of.to_string() value=done.to_string() aria-label="Steps done"></progress>
                <span class="num">{format!("{} of {} steps", decimal(done as f64, 0), decimal(of as f64, 0))}</span>
            }
            .into_any(),
            State::Stopped => view! { <span>"Stopped. What is missing below was not worked out."</span> }.into_any(),
        };
        let is_done = Memo::new(move |_| self.state.get() == State::Done);
        let is_underway = Memo::new(move |_| matches!(self.state.get(), State::Underway(..)));
        let press = move |_| if is_underway.get_untracked() { self.stop() } else { self.begin() };
        let shown = move || {
            (!is_done.get()).then(|| {
                view! {
                    <div class="testing no-print" aria-busy=move || is_underway.get().then_some("true")>
                        <p class="draws__progress">{bar}</p>
                        <button class="button" type="button" id="testing-stop" on:click=press>
                            {move || if is_underway.get() { "Stop working it out" } else { "Work it out" }}
                        </button>
                    </div>
                }
            })
        };
        shown.into_any()
    }
}

fn n_parts(found: &Findings) -> usize {
    [
        found.families.is_some(),
        found.criteria.is_some(),
        found.weight_bars.is_some(),
        found.opinions.is_some(),
        found.prospects.is_some(),
        found.reversals.is_some(),
    ]
    .into_iter()
    .filter(|is_there| *is_there)
    .count()
}

/// Says that a part is still to come.
pub(super) fn pending() -> AnyView {
    view! { <p class="note">"Not worked out yet."</p> }.into_any()
}
