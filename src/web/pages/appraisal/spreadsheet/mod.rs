//! Start from a spreadsheet: a whole table is pasted, dropped or chosen, shown as what it would become, and taken over in one
//! step.

mod preview;

use super::AppraisalModel;
use crate::browser::{drag, files};
use crate::parts::draft;
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::parts::sentence;
use crate::session::Notice;
use leptos::ev::DragEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::appraisal::spreadsheet::{Choices, Reading, read};
use weighbridge::edit::SpreadsheetEdit;
use weighbridge::exchange::block::{cells, decoded};
use weighbridge::present;

/// How many faults are listed.
const FAULTS_SHOWN: usize = 20;

/// The table that is being taken over.
#[derive(Clone, Copy)]
struct Taking {
    model: AppraisalModel,
    /// What stands in the text area.
    text: RwSignal<String>,
    choices: RwSignal<Choices>,
    /// Why business as usual and do-minimum are left out, where the table does not name them.
    why: RwSignal<String>,
    /// What the table says, or what is wrong with it, as the case stands; nothing while there is no text.
    outcome: Memo<Option<Result<Reading, Vec<String>>>>,
    /// What was taken over last, in words.
    taken: RwSignal<Option<String>>,
}

impl Taking {
    fn new(model: AppraisalModel) -> Taking {
        let (text, choices) = (RwSignal::new(String::new()), RwSignal::new(Choices::default()));
        let outcome = Memo::new(move |_| {
            let text = text.get();
            (!text.trim().is_empty()).then(|| outcome(model, &text, choices.get()))
        });
        Taking { model, text, choices, why: RwSignal::new(String::new()), outcome, taken: RwSignal::new(None) }
    }

    /// Takes a new text, with nothing chosen yet about it.
    fn put(self, text: String) {
        self.choices.set(Choices::default());
        self.text.set(text);
    }

    fn edit(self) -> Option<SpreadsheetEdit> {
        let reading = self.outcome.get()?.ok()?;
        let contents = Box::new(reading.contents);
        Some(SpreadsheetEdit::Take { contents, why_left_out: self.why.get() })
    }

    fn apply(self) {
        let Some(edit) = untrack(|| self.edit()) else { return };
        let SpreadsheetEdit::Take { contents, .. } = &edit;
        let said = format!("Taken over: {}", present::table_summary(contents));
        let model = self.model;
        match model.session.commit_in(model.id, edit.into()) {
            Ok(()) => {
                model.session.notice.set(Some(Notice::said(said.clone())));
                self.put(String::new());
                self.why.set(String::new());
                self.taken.set(Some(said));
                focus_soon(&["table-taken"]);
            }
            Err(error) => model.session.notice.set(Some(Notice::problem(format!("Not taken over: {error}.")))),
        }
    }

    /// Reads a file that was chosen or dropped into the text area.
    fn take_file(self, read: Result<Option<files::Picked>, files::FileError>) {
        match read {
            Ok(Some(picked)) => {
                self.put(decoded(&picked.bytes));
                focus_soon(&["table-preview", "table-text"]);
            }
            Ok(None) | Err(files::FileError::Cancelled) => {}
            Err(error) => self.model.session.notice.set(Some(Notice::problem(format!("Not read: {error}.")))),
        }
    }
}

fn outcome(model: AppraisalModel, text: &str, choices: Choices) -> Result<Reading, Vec<String>> {
    let rows = cells(text).map_err(|error| vec![sentence(&error.to_string())])?;
    model.record.with(|record| read(record, &rows, choices)).map_err(|faults| {
        let more = faults.len().saturating_sub(FAULTS_SHOWN);
        let mut said: Vec<String> = faults.iter().take(FAULTS_SHOWN).map(present::table_fault_words).collect();
        if more > 0 {
            said.push(format!("And {}.", present::count(more, "more like these", "more like these")));
        }
        said
    })
}

/// The way in from a spreadsheet, while there are no criteria or no scores yet.
#[component]
pub(crate) fn StartFromSpreadsheet(model: AppraisalModel) -> AnyView {
    let taking = Taking::new(model);
    let is_to_begin =
        Memo::new(move |_| model.record.with(|record| record.criteria.is_empty() || record.scores.is_empty()));
    let taken = move || taking.taken.get();
    view! {
        <Show when=move || is_to_begin.get() fallback=move || view! {
            {move || taken().map(|words| view! { <p class="note section" id="table-taken" tabindex="-1">{words}" Undo takes it back in one step."</p> })}
        }>
            <details class="from-table section">
                <summary class="summary" id="table-open">"Start from a spreadsheet"</summary>
                <Form taking/>
            </details>
        </Show>
    }
    .into_any()
}

#[component]
fn Form(taking: Taking) -> AnyView {
    let hold = draft::form("Table from a spreadsheet");
    // Whether it was typed, read from a file or taken over.
    Effect::new(move |_| taking.text.with(|text| hold(text)));
    let faults = move || match taking.outcome.get() {
        Some(Err(faults)) => faults,
        _ => Vec::new(),
    };
    let is_refused = Memo::new(move |_| matches!(taking.outcome.get(), Some(Err(_))));
    let has_reading = move || matches!(taking.outcome.get(), Some(Ok(_)));
    let choose = move |_| spawn_local(async move { taking.take_file(files::pick().await) });
    let drop = move |event: DragEvent| {
        let dropped = files::dropped_files(&event);
        if dropped.is_empty() {
            return;
        }
        event.prevent_default();
        spawn_local(async move {
            if let Some(file) = dropped.first() {
                taking.take_file(files::read_file(file).await.map(Some));
            }
        });
    };
    let list = move || faults().into_iter().map(|fault| view! { <li>{fault}</li> }).collect_view();
    view! {
        <div class="field" class:field--error=move || is_refused.get()>
            <label class="field__label" for="table-text">"Your table"</label>
            <p class="field__hint" id="table-hint">"Copy the whole table in your spreadsheet and paste it here: options one way, criteria the other, with weights, ends, reasons and sources where you have them. Nothing changes until you press the button below."</p>
            <div role="status" id="table-error">
                <Show when=move || is_refused.get()><ul class="field__error from-table__faults">{list}</ul></Show>
            </div>
            <textarea class="field__input from-table__text" id="table-text" rows="8" spellcheck="false" wrap="off"
                aria-describedby="table-hint table-error" aria-invalid=move || is_refused.get().then_some("true")
                prop:value=move || taking.text.get()
                on:dragover=|event| drag::allow(&event) on:drop=drop
                on:input=move |event| taking.put(event_target_value(&event))></textarea>
            <p class="note"><button class="link" type="button" id="table-file" on:click=choose>"Choose a CSV or text file"</button>", or drop it on the box."</p>
        </div>
        <Show when=has_reading><preview::Preview taking/></Show>
    }
    .into_any()
}
