//! Random weights: what to draw, how far it is, and the picture of places.

use super::Stress;
use crate::pages::appraisal::plain_table::PlainTable;
use crate::pages::appraisal::table_foot::TableFoot;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::select_field::SelectField;
use crate::worker::{self, Asked, News};
use leptos::prelude::*;
use weighbridge::appraisal::stress::Field;
use weighbridge::appraisal::stress::draws::{Belief, Picture, Task};
use weighbridge::edit::EditError;
use weighbridge::exchange::table::Table;
use weighbridge::paper::sensitivity as paper;
use weighbridge::present::decimal;
use weighbridge::present::sensitivity::{Naming, belief_words, central_words, draws_note, draws_title, percent, place};

/// How many draws may be asked for.
const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];

/// Beyond so many options only so many places are shown.
const ALL_PLACES: usize = 30;
const FIRST_PLACES: usize = 10;

/// How many cells stand at once, about.
const AT_ONCE: usize = 300;

/// Height of a place's bar at a share of 1, in pixels.
const HEIGHT: f64 = 56.0;

/// What was found, and of what.
#[derive(Clone, PartialEq)]
struct Found {
    field: Field,
    belief: Belief,
    ranges: bool,
    picture: Picture,
    here: bool,
}

/// How far the drawing is.
#[derive(Clone, PartialEq)]
enum State {
    Idle,
    Running { done: u64, of: u64 },
    Stopped,
    Failed(String),
}

#[derive(Clone, Copy)]
struct Draws {
    stress: Stress,
    belief: RwSignal<Belief>,
    ranges: RwSignal<bool>,
    n_draws: RwSignal<u64>,
    seed: RwSignal<String>,
    state: RwSignal<State>,
    found: RwSignal<Option<Found>>,
    /// The job under way; dropped, and so stopped, with the page.
    job: StoredValue<Option<worker::Job>, LocalStorage>,
}

impl Draws {
    fn run(self) {
        let Some(field) = self.stress.field.get_untracked() else { return };
        let (belief, ranges) = (self.belief.get_untracked(), self.ranges.get_untracked() && field.has_ranges());
        let n_draws = self.n_draws.get_untracked();
        let task = self.seed.with_untracked(|seed| Task::of(&field, belief, ranges, seed, n_draws));
        let of = task.n_steps();
        self.state.set(State::Running { done: 0, of });
        let hear = move |news: News, here: bool| match news {
            News::Progress(done) => self.state.set(State::Running { done, of }),
            News::Drawn(picture) => {
                self.found.set(Some(Found { field: field.clone(), belief, ranges, picture: *picture, here }));
                self.state.set(State::Idle);
            }
            News::Failed(because) => self.state.set(State::Failed(because)),
            News::Checked(..) | News::Exported(..) | News::Choosing(_) => {}
        };
        let job = worker::start(&Asked::Draw(task), hear);
        self.job.set_value(Some(job));
    }

    fn cancel(self) {
        self.job.set_value(None);
        self.state.set(State::Stopped);
    }

    fn is_running(self) -> bool {
        self.state.with(|state| matches!(state, State::Running { .. }))
    }

    /// Reads what was found, as long as it is of the scores and weights as they stand.
    fn with<T: Default>(self, read: impl FnOnce(&Naming<'_>, &Found) -> T) -> T {
        self.found.with(|found| {
            self.stress.with(|naming| match found {
                Some(found) if found.field == *naming.field => read(naming, found),
                _ => T::default(),
            })
        })
    }
}

/// The section: choices, progress and what was found.
pub(super) fn section(stress: Stress) -> AnyView {
    let draws = Draws {
        stress,
        belief: RwSignal::new(Belief::default()),
        ranges: RwSignal::new(true),
        n_draws: RwSignal::new(SIZES[0]),
        seed: RwSignal::new("1".to_owned()),
        state: RwSignal::new(State::Idle),
        found: RwSignal::new(None),
        job: StoredValue::new_local(None),
    };
    draws.run();
    let title = move || {
        let found = draws.with(|naming, found| draws_title(naming, found.belief, &found.picture));
        if found.is_empty() {
            "How often does each option come first, under weights drawn at random?".to_owned()
        } else {
            found
        }
    };
    let note = move || draws.with(|_, found| draws_note(&found.picture, found.ranges));
    let here = move || draws.with(|_, found| found.here);
    view! {
        <section class="section" aria-labelledby="h-draws">
            <div>
                <h2 class="chart__title" id="h-draws" tabindex="-1">{title}</h2>
                <p class="chart__subtitle">{note}</p>
                <Show when=here><p class="note">"This browser could not do this in the background, so the page did it in short turns."</p></Show>
            </div>
            {form(draws)}
            {status(draws)}
            {move || draws.with(|naming, found| Some(picture(naming, found)))}
            <Show when=move || draws.with(|_, _| true)>{believed(draws)}</Show>
        </section>
    }
    .into_any()
}

fn form(draws: Draws) -> AnyView {
    let has_ranges = move || draws.stress.with(|naming| naming.field.has_ranges());
    let beliefs = Signal::derive(|| Belief::ALL.map(|belief| (belief, belief_words(belief).to_owned())).to_vec());
    let sizes = Signal::derive(|| SIZES.map(|size| (size, decimal(size as f64, 0))).to_vec());
    let scores = Signal::derive(|| vec![(true, "Within their ranges".to_owned()), (false, "As they are".to_owned())]);
    let commit = Callback::new(move |typed: String| {
        let typed = typed.trim().to_owned();
        if typed.is_empty() {
            return Err(EditError::OutOfRange { expected: "a seed: any word or number" });
        }
        draws.seed.set(typed);
        Ok(())
    });
    let press = move |_| {
        if !draws.is_running() {
            draws.run();
        }
    };
    let cancel = move |_| {
        if draws.is_running() {
            draws.cancel();
        }
    };
    view! {
        <div class="draws no-print">
            <div class="draws__fields">
                <SelectField id="draws-belief" label="Weights" value=draws.belief choices=beliefs choose=Callback::new(move |belief| draws.belief.set(belief))/>
                <Show when=has_ranges>
                    <SelectField id="draws-scores" label="Scores" value=draws.ranges choices=scores choose=Callback::new(move |ranges| draws.ranges.set(ranges))/>
                </Show>
                <SelectField id="draws-size" label="Draws" value=draws.n_draws choices=sizes choose=Callback::new(move |size| draws.n_draws.set(size))/>
                <TextField id="draws-seed" label="Seed" value=Signal::derive(move || draws.seed.get()) commit/>
            </div>
            <p class="note">"The same seed, number of draws and choices give the same figures on every computer."
                <Show when=move || !has_ranges()>" No score has a range, so scores are held as they are."</Show></p>
            <p class="row">
                <button class="button button--main" type="button" id="draws-run" aria-disabled=move || draws.is_running().to_string() on:click=press>"Draw again"</button>
                <button class="button" type="button" id="draws-cancel" aria-disabled=move || (!draws.is_running()).to_string() on:click=cancel>"Cancel"</button>
            </p>
        </div>
    }
    .into_any()
}

/// How far the drawing is, as a bar and in words.
fn status(draws: Draws) -> AnyView {
    let bar = move || match draws.state.get() {
        State::Running { done, of } => Some(view! {
            <p class="draws__progress"><progress max=of.to_string() value=done.to_string() aria-label="Draws done"></progress>
                <span class="num">{format!("{} of {}", decimal(done as f64, 0), decimal(of as f64, 0))}</span></p>
        }),
        _ => None,
    };
    let words = move || {
        let stale = draws.found.with(|found| {
            found.as_ref().is_some_and(|found| draws.stress.field.with(|field| field.as_ref() != Some(&found.field)))
        });
        match draws.state.get() {
            State::Running { .. } => "Drawing.".to_owned(),
            State::Stopped => "Cancelled. Nothing has changed.".to_owned(),
            State::Failed(because) => format!("Not drawn: {because}."),
            State::Idle if stale => "The scores or weights have changed since. Draw again.".to_owned(),
            State::Idle => draws.with(|_, found| format!("{} draws done.", decimal(found.picture.n_draws as f64, 0))),
        }
    };
    view! { {bar}<p class="note" role="status" id="draws-status">{words}</p> }.into_any()
}

/// The picture of places: a small bar for each option and place.
fn picture(naming: &Naming<'_>, found: &Found) -> AnyView {
    // With many options the first places tell enough; the file has the others.
    let n_options = found.picture.places.len();
    let n_places = if n_options > ALL_PLACES { FIRST_PLACES } else { n_options };
    let few = (n_places < n_options).then(|| {
        let words = format!("The first {n_places} of {n_options} places are shown; the table as a file has all.");
        view! { <p class="note">{words}</p> }
    });
    let heads = (1..=n_places).map(|at| view! { <th scope="col" class="c">{place(at)}</th> }).collect_view();
    let (leader, rival) = (naming.field.leader, naming.field.rival);
    let option = |(option, shares): (usize, &Vec<f64>)| {
        let names = (naming.letter(option).to_owned(), naming.full(option).to_owned());
        (option, names, shares.iter().copied().take(n_places).collect::<Vec<f64>>())
    };
    let options: Vec<_> = found.picture.places.iter().enumerate().map(option).collect();
    let row = move |(option, (letter, name), shares): (usize, (String, String), Vec<f64>)| {
        let (row_class, bar) = match option {
            _ if option == leader => ("table__lead", "ranks__bar ranks__bar--leader"),
            _ if option == rival => ("", "ranks__bar ranks__bar--rival"),
            _ => ("", "ranks__bar"),
        };
        let cells = shares.into_iter().map(|share| place_cell(share, bar)).collect_view();
        view! { <tr class=row_class><th scope="row"><span class="letter">{letter}</span>{name}</th>{cells}</tr> }
    };
    let mounting = Mounting::of(AT_ONCE / n_places.max(1));
    view! {
        {few}
        <div class="table-scroll" role="region" aria-label="Table: places taken" tabindex="0">
            <table class="table ranks" aria-labelledby="h-draws" aria-busy=mounting.busy()>
                <thead><tr><th scope="col">"Option"</th>{heads}</tr></thead>
                <tbody><Gradual mounting each=move || options.clone() key=|(option, ..)| *option children=row/></tbody>
            </table>
        </div>
    }
    .into_any()
}

fn place_cell(share: f64, bar: &'static str) -> impl IntoView {
    let height = HEIGHT * share.clamp(0.0, 1.0);
    view! {
        <td class="ranks__cell"><svg aria-hidden="true" focusable="false">
            <rect class=bar x="0" width="100%" y=format!("{:.1}", HEIGHT - height) height=format!("{height:.1}")/>
            <line class="ranks__base" x1="0" x2="100%" y1="55.5" y2="55.5"/>
        </svg><span class="ranks__value">{percent(share)}</span></td>
    }
}

/// Who would have to believe what: central weights in words, and as a table.
fn believed(draws: Draws) -> AnyView {
    let table = move |make: fn(&Naming<'_>, &Picture) -> Table| {
        Signal::derive(move || draws.with(|naming, found| make(naming, &found.picture)))
    };
    let items = move || {
        draws.with(|naming, found| {
            let item = |(option, words): (usize, String)| {
                view! { <li><b>{naming.lettered(option)}</b>": "{words}</li> }.into_any()
            };
            central_words(naming, &found.picture).into_iter().map(item).collect::<Vec<AnyView>>()
        })
    };
    view! {
        <TableFoot model=draws.stress.model name="places" table=table(paper::places) note=""/>
        <h3 id="h-central">"Who would have to believe what"</h3>
        <p class="note measure">"On average over the draws in which an option comes first, its supporters put:"</p>
        <ul class="believed measure">{items}</ul>
        <details>
            <summary class="summary" id="h-central-table">"Show these weights as a table"</summary>
            <PlainTable model=draws.stress.model labelled_by="h-central-table" region="Table: central weights" name="central-weights" table=table(paper::central)/>
        </details>
    }
    .into_any()
}
