//! Scores: every option on every criterion, as entered and in points, with the reason for the one that is selected.

mod cell;
mod detail;

use super::Bench;
use super::results::letters;
use crate::parts::flow::{For, Show};
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use std::collections::HashMap;
use weighbridge::appraisal::evaluate::Cell;
use weighbridge::appraisal::{Appraisal, Criterion, CriterionKind, Leaf, Scale, Score, ScoreState};
use weighbridge::edit::{AppraisalEdit, Edit};
use weighbridge::id::{AlternativeId, CriterionId};
use weighbridge::present;
use weighbridge::route::{Page, Route, Step};

/// One cell: an option and a criterion.
type Place = (AlternativeId, CriterionId);

/// What is being typed into a cell, and why it was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Draft {
    text: String,
    /// Whether a digit opened the field, so that typing goes on behind it. Else what stands there is typed over.
    is_begun: bool,
    refused: Option<String>,
}

/// What every cell works from.
#[derive(Clone, Copy)]
struct Sheet {
    bench: Bench,
    options: Memo<Vec<AlternativeId>>,
    criteria: Memo<Vec<CriterionId>>,
    /// The cell that was chosen last.
    chosen: RwSignal<Option<Place>>,
    /// The cell that is selected: the one chosen if it is still there, else the first.
    at: Memo<Option<Place>>,
    /// What is typed and not yet taken, cell by cell.
    drafts: RwSignal<HashMap<Place, Draft>>,
}

/// What is known of a cell.
#[derive(Clone, Debug, PartialEq)]
struct Known {
    score: Option<Score>,
    cell: Cell,
    leaf: Leaf,
}

impl Known {
    fn state(&self) -> ScoreState {
        self.score.as_ref().map_or(ScoreState::NotScored, |score| score.state)
    }

    fn lacks_reason(&self) -> bool {
        self.score.as_ref().is_some_and(|score| score.state != ScoreState::NotScored && score.reason.is_empty())
    }
}

impl Sheet {
    fn new(bench: Bench) -> Sheet {
        let record = bench.record;
        let options = Memo::new(move |_| {
            record.with(|record| record.alternatives.iter().map(|option| option.id).collect::<Vec<_>>())
        });
        let criteria = Memo::new(move |_| {
            record.with(|record| record.leaves().iter().map(|(criterion, _)| criterion.id).collect::<Vec<_>>())
        });
        let chosen: RwSignal<Option<Place>> = RwSignal::new(None);
        let at = Memo::new(move |_| {
            let there = |place: &Place| {
                options.with(|options| options.contains(&place.0))
                    && criteria.with(|criteria| criteria.contains(&place.1))
            };
            let first = || Some((*options.read().first()?, *criteria.read().first()?));
            chosen.get().filter(there).or_else(first)
        });
        Sheet { bench, options, criteria, chosen, at, drafts: RwSignal::new(HashMap::new()) }
    }

    /// Returns what is known of a cell as a memo, for the page.
    fn known(self, place: Place) -> Memo<Known> {
        Memo::new(move |_| self.look(place))
    }

    /// Returns what is known of a cell.
    fn look(self, (option, criterion): Place) -> Known {
        let cell = self.bench.results.with(|results| {
            let column = results.columns.iter().position(|column| column.criterion == criterion)?;
            let standing = results.standings.iter().find(|standing| standing.alternative == option)?;
            standing.cells.get(column).copied()
        });
        self.bench.record.with(|record| Known {
            score: record.score(option, criterion).cloned(),
            cell: cell.unwrap_or_default(),
            leaf: leaf(record, criterion),
        })
    }

    fn name_of_option(self, id: AlternativeId) -> String {
        self.bench.record.with(|record| record.alternative(id).map_or_else(String::new, |option| option.name.clone()))
    }

    fn name_of_criterion(self, id: CriterionId) -> String {
        self.bench.record.with(|record| record.criterion(id).map_or_else(String::new, |found| found.name.clone()))
    }

    fn set(self, (option, criterion): Place, state: ScoreState) {
        self.bench.session.dispatch(&Edit::Appraisal(self.bench.id, AppraisalEdit::SetScore(option, criterion, state)));
    }

    /// Returns the cell so many columns and rows from another, held at the edges.
    fn from(self, (option, criterion): Place, columns: isize, rows: isize) -> Place {
        fn step<T: Copy + PartialEq>(all: &[T], now: T, by: isize) -> T {
            let at = all.iter().position(|found| *found == now).unwrap_or(0);
            let to = at.saturating_add_signed(by).min(all.len().saturating_sub(1));
            all.get(to).copied().unwrap_or(now)
        }
        let option = self.options.with_untracked(|options| step(options, option, columns));
        (option, self.criteria.with_untracked(|criteria| step(criteria, criterion, rows)))
    }
}

fn leaf(record: &Appraisal, id: CriterionId) -> Leaf {
    match record.criterion(id).map(|found| &found.kind) {
        Some(CriterionKind::Leaf(leaf)) => leaf.clone(),
        _ => Leaf::default(),
    }
}

/// The scores step.
#[component]
pub(crate) fn Scores(bench: Bench) -> impl IntoView {
    let sheet = Sheet::new(bench);
    let progress = Memo::new(move |_| bench.record.with(|record| present::scores_progress(record)));
    let any = move || sheet.at.with(Option::is_some);
    view! {
        <p class="headline__over">"Scores. As entered, and the points they earn on a scale from 0 to 100."</p>
        <h1>{move || progress.with(|progress| progress.finding.clone())}</h1>
        <p class="headline__guard">{move || progress.with(|progress| progress.open.clone())}</p>
        <Show when=any fallback=move || view! { <Nothing bench/> }>
            <div class="split split--margin section">
                <div>
                    <ShownOption sheet/>
                    <Table sheet/>
                    <p class="note measure sheet-note">"Arrow keys move. Type a number or press Enter to change a cell; Enter takes it and goes on. N is not applicable, U unknown, E no effect; Delete clears. The smaller figure under a measure is the points it earns."</p>
                </div>
                <aside class="sheet-aside" aria-label="The selected score"><detail::Detail sheet/></aside>
            </div>
        </Show>
    }
}

/// Says what scores need first.
#[component]
fn Nothing(bench: Bench) -> impl IntoView {
    let link = move |step: Step, words: &'static str| {
        let key = bench.session.key().get().unwrap_or_default();
        let href = Route::Case { key, page: Page::Appraisal(bench.id, step) }.hash();
        view! { <a href=href>{words}</a> }
    };
    let missing = move || {
        let (options, criteria) =
            bench.results.with(|results| (results.standings.is_empty(), results.columns.is_empty()));
        let options =
            options.then(|| view! { <li>"There are no options yet. "{link(Step::Options, "Add options")}</li> });
        let criteria = criteria.then(
            || view! { <li>"There are no criteria to score on yet. "{link(Step::Criteria, "Add criteria")}</li> },
        );
        view! { {options}{criteria} }
    };
    view! { <ul class="section" role="list">{missing}</ul> }
}

/// Which option is shown where there is room for one only.
#[component]
fn ShownOption(sheet: Sheet) -> impl IntoView {
    let value = Memo::new(move |_| sheet.at.get().map(|(option, _)| option));
    let choices = Memo::new(move |_| {
        sheet.bench.record.with(|record| {
            record.alternatives.iter().map(|option| (Some(option.id), option.name.clone())).collect::<Vec<_>>()
        })
    });
    let choose = move |option: Option<AlternativeId>| {
        let place = sheet.at.get_untracked();
        sheet.chosen.set(option.zip(place.map(|(_, criterion)| criterion)));
    };
    view! { <div class="sheet-option"><SelectField id="shown-option" label="Option shown" value choices choose/></div> }
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Row {
    Family { id: CriterionId, name: String },
    Leaf { id: CriterionId, name: String, scale: String, alone: bool },
}

fn rows(criteria: &[Criterion], alone: bool, found: &mut Vec<Row>) {
    for criterion in criteria {
        let (id, name) = (criterion.id, criterion.name.clone());
        match &criterion.kind {
            CriterionKind::Family(children) => {
                found.push(Row::Family { id, name });
                rows(children, false, found);
            }
            CriterionKind::Leaf(leaf) => {
                // Most are judged directly: only a measure is worth a line.
                let scale = if leaf.scale == Scale::Direct { String::new() } else { present::scale_words(&leaf.scale) };
                found.push(Row::Leaf { id, name, scale, alone });
            }
        }
    }
}

#[component]
fn Table(sheet: Sheet) -> impl IntoView {
    let record = sheet.bench.record;
    let heads = Memo::new(move |_| {
        record.with(|record| {
            let options = record.alternatives.iter().zip(letters(record));
            options.map(|(option, letter)| (option.id, letter, option.name.clone())).collect::<Vec<_>>()
        })
    });
    let rows = Memo::new(move |_| {
        let mut found = Vec::new();
        record.with(|record| rows(&record.criteria, true, &mut found));
        found
    });
    let n_columns = move || (heads.with(Vec::len) + 1).to_string();
    let row = move |row: Row| {
        match row {
        Row::Family { name, .. } => view! {
            <tr role="row" class="sheet__family"><th role="rowheader" scope="rowgroup" colspan=n_columns>{name}</th></tr>
        }
        .into_any(),
        Row::Leaf { id, name, scale, alone } => view! {
            <tr role="row" class=if alone { "sheet__alone" } else { "" }>
                <th role="rowheader" scope="row"><span class="sheet__criterion">{name}</span><span class="note">{scale}</span></th>
                <For each=move || sheet.options.get() key=|option| *option children=move |option| view! { <cell::ScoreCell sheet place=(option, id)/> }/>
            </tr>
        }
        .into_any(),
    }
    };
    let elsewhere = move |id: AlternativeId| move || sheet.at.get().is_some_and(|(shown, _)| shown != id);
    view! {
        <div class="table-scroll" role="region" aria-labelledby="cap-scores">
            <table role="grid" class="sheet">
                <caption id="cap-scores" class="visually-hidden">"Scores: criteria down, options across; each as entered, with the points it earns"</caption>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">"Criterion"</th>
                    <For each=move || heads.get() key=Clone::clone let:head>
                        <th role="columnheader" scope="col" class="n" class:is-elsewhere=elsewhere(head.0)>
                            {(!head.1.is_empty()).then(|| view! { <span class="sheet__letter">{head.1.clone()}</span> })}{head.2}
                        </th>
                    </For>
                </tr></thead>
                <tbody role="rowgroup"><For each=move || rows.get() key=Row::clone children=row/></tbody>
            </table>
        </div>
    }
}
