//! Where one option gains on another: the criteria in the order of what each is worth.

use super::super::plain_table::PlainTable;
use super::Shown;
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::paper::differences::differences;
use weighbridge::present::short_names;

/// The section: two options are chosen, the first two of the ranking to begin with.
#[component]
pub(super) fn Gains(shown: Shown) -> impl IntoView {
    let model = shown.model;
    let chosen: [RwSignal<Option<usize>>; 2] = [RwSignal::new(None), RwSignal::new(None)];
    let first_two = Memo::new(move |_| {
        model.results.with(|results| {
            let order = results.order();
            let lead = results.lead.as_ref().map(|lead| (lead.leader, lead.rival));
            lead.or_else(|| Some((*order.first()?, *order.get(1)?)))
        })
    });
    let n_options = move || model.results.with(|results| results.standings.len());
    let pair = Memo::new(move |_| {
        let (one, other) = first_two.get().unwrap_or_default();
        let there = |row: &usize| *row < n_options();
        (chosen[0].get().filter(there).unwrap_or(one), chosen[1].get().filter(there).unwrap_or(other))
    });
    let table = Memo::new(move |_| {
        let (one, other) = pair.get();
        model.results.with(|results| shown.letters.with(|letters| differences(results, letters, one, other)))
    });
    let choices = Signal::derive(move || {
        model.results.with(|results| {
            let names = shown.letters.with(|letters| short_names(letters, results));
            let named = results.standings.iter().zip(names).enumerate().map(|(row, (standing, short))| {
                let name = if short == standing.name { short } else { format!("{short}. {}", standing.name) };
                (row, name)
            });
            named.collect::<Vec<_>>()
        })
    });
    let choose = move |which: usize| Callback::new(move |row: usize| chosen[which].set(Some(row)));
    let any =
        Memo::new(move |_| first_two.get().is_some() && model.results.with(|results| !results.columns.is_empty()));
    view! {
        <Show when=move || any.get()>
            <section class="section" aria-labelledby="h-gains">
                <h2 class="chart__title" id="h-gains" tabindex="-1">{move || table.with(|table| table.caption.clone())}</h2>
                <p class="chart__subtitle">"Weighted points, the largest gain first. They add up to the difference of the totals."</p>
                <div class="row gains__pair no-print">
                    <SelectField id="gains-one" label="Option" value=Signal::derive(move || pair.get().0) choices choose=choose(0)/>
                    <SelectField id="gains-other" label="Beside" value=Signal::derive(move || pair.get().1) choices choose=choose(1)/>
                </div>
                <PlainTable model labelled_by="h-gains" region="Table: where one option gains on another" name="where-it-gains" table/>
            </section>
        </Show>
    }
}
