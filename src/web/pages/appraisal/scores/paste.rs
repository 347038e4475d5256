//! A block of scores from a spreadsheet: what it would change is shown first, and applied as one edit.

use super::sheet::Sheet;
use super::{CellId, cell};
use crate::parts::draft;
use crate::parts::error_summary::ErrorSummary;
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::parts::sentence;
use crate::session::Notice;
use leptos::prelude::*;
use weighbridge::appraisal::paste::{Plan, ScoreChange, plan};
use weighbridge::appraisal::{Appraisal, ScoreState};
use weighbridge::edit::ScoreEdit;
use weighbridge::exchange::block::cells;
use weighbridge::present;

/// How many faults are listed.
const FAULTS_SHOWN: usize = 20;
/// How many changes are listed.
const CHANGES_SHOWN: usize = 100;

/// A text that was handed over to be read, and the cell that was then selected.
type Checked = (String, Option<CellId>);

/// The block that is being pasted.
#[derive(Clone, Copy)]
pub(super) struct Block {
    sheet: Sheet,
    is_open: RwSignal<bool>,
    /// What stands in the text area.
    text: RwSignal<String>,
    checked: RwSignal<Option<Checked>>,
    /// What the block would do, or what is wrong with it, as the case stands.
    outcome: Memo<Option<Result<Plan, Vec<String>>>>,
}

impl Block {
    pub(super) fn new(sheet: Sheet) -> Block {
        let checked: RwSignal<Option<Checked>> = RwSignal::new(None);
        let outcome = Memo::new(move |_| {
            let (text, at) = checked.get()?;
            Some(sheet.model.record.with(|record| read(record, &text, at)))
        });
        Block { sheet, is_open: RwSignal::new(false), text: RwSignal::new(String::new()), checked, outcome }
    }

    /// Takes a text that was pasted on a cell. A single score is recorded at once; a block is shown first.
    pub(super) fn take(self, place: CellId, text: String) {
        self.sheet.chosen.set(Some(place));
        let is_single = cells(&text).is_ok_and(|rows| rows.len() == 1 && rows[0].len() == 1);
        if is_single && let Ok(plan) = self.sheet.model.record.with_untracked(|record| read(record, &text, Some(place)))
        {
            if let [change] = plan.changes.as_slice() {
                self.sheet.set(place, change.to);
            }
            return;
        }
        self.is_open.set(true);
        self.text.set(text);
        self.check(Some(place));
    }

    fn check(self, at: Option<CellId>) {
        // Told anew also where the text is the same, so that the summary takes the focus again.
        self.checked.set(None);
        let block = self;
        request_animation_frame(move || {
            block.checked.set(Some((block.text.get_untracked(), at)));
            if matches!(block.outcome.get_untracked(), Some(Ok(_))) {
                focus_soon(&["paste-preview"]);
            }
        });
    }

    fn close(self) {
        self.is_open.set(false);
        self.text.set(String::new());
        self.checked.set(None);
        if let Some(place) = self.sheet.at.get_untracked() {
            cell::go(self.sheet, place);
        }
    }

    fn apply(self) {
        let Some(Ok(plan)) = self.outcome.get_untracked() else { return };
        let scores = plan.changes.iter().map(|change| (change.alternative, change.criterion, change.to)).collect();
        let model = self.sheet.model;
        match model.session.commit_in(model.id, ScoreEdit::SetMany(scores).into()) {
            Ok(()) => {
                let said = present::count(plan.changes.len(), "score pasted.", "scores pasted.");
                model.session.notice.set(Some(Notice::said(said)));
                self.close();
            }
            Err(error) => model.session.notice.set(Some(Notice::problem(format!("Not pasted: {error}.")))),
        }
    }
}

fn read(record: &Appraisal, text: &str, at: Option<CellId>) -> Result<Plan, Vec<String>> {
    let rows = cells(text).map_err(|error| vec![sentence(&error.to_string())])?;
    plan(record, &rows, at).map_err(|faults| {
        let more = faults.len().saturating_sub(FAULTS_SHOWN);
        let mut said: Vec<String> = faults.iter().take(FAULTS_SHOWN).map(present::fault_words).collect();
        if more > 0 {
            said.push(format!("And {}.", present::count(more, "more like these", "more like these")));
        }
        said
    })
}

/// The button that opens the text area, and what follows from it.
#[component]
pub(super) fn PasteBlock(block: Block) -> impl IntoView {
    let open = move |_| {
        block.is_open.set(true);
        focus_soon(&["paste-text"]);
    };
    view! {
        <Show when=move || block.is_open.get() fallback=move || view! {
            <p class="sheet-paste"><button class="button" type="button" id="paste-open" on:click=open>"Paste a block"</button></p>
        }>
            <Form block/>
        </Show>
    }
}

#[component]
fn Form(block: Block) -> impl IntoView {
    let errors = Signal::derive(move || match block.outcome.get() {
        Some(Err(faults)) => faults.into_iter().map(|fault| ("paste-text".to_owned(), fault)).collect(),
        _ => Vec::new(),
    });
    let is_refused = move || errors.with(|errors| !errors.is_empty());
    let from = move || {
        block.sheet.at.get().map(|(option, criterion)| {
            let (option, criterion) = (block.sheet.name_of_option(option), block.sheet.name_of_criterion(criterion));
            format!("Without names, the block begins at the selected cell: {option}, {criterion}.")
        })
    };
    let hold = draft::form("Cells from a spreadsheet");
    let has_plan = move || matches!(block.outcome.get(), Some(Ok(_)));
    view! {
        <section class="sheet-paste" aria-labelledby="h-paste">
            <ErrorSummary errors/>
            <h2 id="h-paste">"Paste a block of scores"</h2>
            <div class="field" class:field--error=is_refused>
                <label class="field__label" for="paste-text">"Cells from a spreadsheet"</label>
                <p class="field__hint" id="paste-hint">"With the names of options and criteria in the first row and column, in any order and either way round. "{from}" Empty cells change nothing. You can also use ?, n/a and no effect."</p>
                <textarea class="field__input" id="paste-text" rows="6" spellcheck="false" aria-describedby="paste-hint"
                    aria-invalid=move || is_refused().then_some("true") prop:value=move || block.text.get()
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        hold(&text);
                        block.text.set(text);
                        block.checked.set(None);
                    }></textarea>
            </div>
            <Show when=has_plan><Preview block/></Show>
            <p class="sheet-paste__buttons">
                <Show when=move || !has_plan()>
                    <button class="button button--main" type="button" on:click=move |_| block.check(block.sheet.at.get_untracked())>"Show what would change"</button>
                </Show>
                <button class="button" type="button" on:click=move |_| block.close()>"Cancel"</button>
            </p>
        </section>
    }
}

/// What would change, and the button that does it.
#[component]
fn Preview(block: Block) -> impl IntoView {
    let plan = move || block.outcome.get().and_then(Result::ok).unwrap_or_default();
    let rows = move || {
        let plan = plan();
        block.sheet.model.record.with(|record| {
            plan.changes.iter().take(CHANGES_SHOWN).map(|change| row(record, change)).collect::<Vec<_>>()
        })
    };
    let n = Memo::new(move |_| plan().changes.len());
    let more = move || n.get().checked_sub(CHANGES_SHOWN).filter(|more| *more > 0);
    let label = move || format!("Apply {}", present::count(n.get(), "score", "scores"));
    view! {
        <div class="sheet-paste__preview">
            <h3 id="paste-preview" tabindex="-1">{move || present::plan_words(&plan())}</h3>
            <Show when=move || n.get() != 0>
                <div class="table-scroll sheet-paste__changes" role="region" aria-labelledby="paste-preview" tabindex="0">
                    <table class="table">
                        <thead><tr><th scope="col">"Option"</th><th scope="col">"Criterion"</th><th scope="col" class="n">"Now"</th><th scope="col" class="n">"Then"</th></tr></thead>
                        <tbody><For each=rows key=Clone::clone children=|row: [String; 4]| {
                            let [option, criterion, from, to] = row;
                            view! { <tr><th scope="row">{option}</th><td>{criterion}</td><td class="n">{from}</td><td class="n"><b>{to}</b></td></tr> }
                        }/></tbody>
                    </table>
                </div>
                {move || more().map(|more| view! { <p class="note">{format!("And {} more.", present::count(more, "change", "changes"))}</p> })}
                <p><button class="button button--main" type="button" id="paste-apply" on:click=move |_| block.apply()>{label}</button></p>
            </Show>
        </div>
    }
}

fn row(record: &Appraisal, change: &ScoreChange) -> [String; 4] {
    let criterion = record.criterion(change.criterion);
    let scale = match criterion.map(|found| &found.kind) {
        Some(weighbridge::appraisal::CriterionKind::Leaf(leaf)) => leaf.scale.clone(),
        _ => weighbridge::appraisal::Scale::Direct,
    };
    let words = |state: ScoreState| match state {
        ScoreState::NotScored => "not scored".to_owned(),
        ScoreState::Unknown => "unknown".to_owned(),
        state => present::score_mark(&scale, state),
    };
    let option = record.alternative(change.alternative).map_or_else(String::new, |found| found.name.clone());
    let criterion = criterion.map_or_else(String::new, |found| found.name.clone());
    [option, criterion, words(change.from), words(change.to)]
}
