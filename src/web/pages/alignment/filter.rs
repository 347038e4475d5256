//! Which rows of the matrix are shown: by words of their names, and by what is found or missing in them.

use super::AlignmentState;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use std::collections::HashSet;
use weighbridge::alignment::summary::RowFilter;
use weighbridge::id::InitiativeId;
use weighbridge::present;

/// From so many initiatives on, a filter is worth its place.
const FILTERED: usize = 6;

/// What is looked for, and the rows that were left out when that was said.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    words: RwSignal<String>,
    kind: RwSignal<RowFilter>,
    hidden: RwSignal<HashSet<InitiativeId>>,
}

impl Filter {
    pub(super) fn new() -> Filter {
        Filter {
            words: RwSignal::new(String::new()),
            kind: RwSignal::new(RowFilter::All),
            hidden: RwSignal::new(HashSet::new()),
        }
    }

    /// Returns the rows that are left.
    pub(super) fn left(self, mut rows: Vec<InitiativeId>) -> Vec<InitiativeId> {
        self.hidden.with(|hidden| rows.retain(|row| !hidden.contains(row)));
        rows
    }

    /// Shows a row whatever is looked for.
    pub(super) fn show(self, row: InitiativeId) {
        if self.hidden.with_untracked(|hidden| hidden.contains(&row)) {
            self.clear();
        }
    }

    fn clear(self) {
        self.words.set(String::new());
        self.kind.set(RowFilter::All);
        self.hidden.set(HashSet::new());
    }

    /// Leaves out what is not looked for, as the figures are now.
    fn look(self, state: AlignmentState) {
        let wanted = self.words.get_untracked().trim().to_lowercase();
        let (kind, lens) = (self.kind.get_untracked(), state.lens.get_untracked());
        let hidden = state.summary.with_untracked(|summary| {
            state.session.case().with_untracked(|case| {
                let initiatives = case.programme.initiatives.iter();
                let is_hidden = |name: &str, id: InitiativeId| {
                    !name.to_lowercase().contains(&wanted) || !summary.is_among(kind, id, lens)
                };
                initiatives.filter(|one| is_hidden(&one.name, one.id)).map(|one| one.id).collect::<HashSet<_>>()
            })
        });
        let n = state.summary.with_untracked(|summary| summary.initiatives.len()) - hidden.len();
        self.hidden.set(hidden);
        state.said.set(format!("{} shown", present::count(n, "initiative", "initiatives")));
    }
}

/// Returns the fields.
pub(super) fn fields(state: AlignmentState) -> AnyView {
    let filter = state.filter;
    let is_long = Memo::new(move |_| state.summary.with(|summary| summary.initiatives.len() >= FILTERED));
    let choices = [
        (RowFilter::All, "All initiatives"),
        (RowFilter::Harmful, "Those that harm a goal"),
        (RowFilter::Unknown, "Those with an unknown"),
        (RowFilter::Open, "Those not looked at in full"),
    ];
    let choices = Signal::stored(choices.map(|(kind, words)| (kind, words.to_owned())).to_vec());
    let choose = Callback::new(move |kind| {
        filter.kind.set(kind);
        filter.look(state);
    });
    let commit = Callback::new(move |words: String| {
        filter.words.set(words);
        filter.look(state);
        Ok(())
    });
    view! {
        <Show when=move || is_long.get()>
            <div class="matrix__words no-print"><TextField id="matrix-filter" label="Find an initiative" value=filter.words commit/></div>
            <div class="no-print"><SelectField id="matrix-kind" label="Show" value=filter.kind choices choose/></div>
        </Show>
    }
    .into_any()
}

/// Returns how many rows are shown of how many.
pub(super) fn shown(state: AlignmentState) -> AnyView {
    let filter = state.filter;
    let shown = Memo::new(move |_| {
        let of = state.summary.with(|summary| summary.initiatives.len());
        let n = state.rows.with(Vec::len);
        (n < of).then(|| {
            let [n, of] = [n, of].map(|n| present::decimal(n as f64, 0));
            format!(
                "{n} of {of} initiatives shown. The foot of the table and the sentence above are about all of them."
            )
        })
    });
    let all = move |_| {
        filter.clear();
        focus_soon(&["matrix-filter"]);
    };
    view! {
        <p class="note matrix__shown">{move || shown.get()}{move || shown.with(Option::is_some).then(|| view! { " "<button class="link no-print" type="button" on:click=all>"Show all"</button> })}</p>
    }
    .into_any()
}
