//! Prices of carbon by year: filled from a published table of the case, pasted, or typed.

use super::super::AppraisalModel;
use super::change_costing;
use crate::parts::field::{NumberField, TextField};
use crate::parts::flow::{For, Show};
use crate::parts::select_field::SelectField;
use crate::parts::sentence;
use leptos::html::Textarea;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::appraisal::{CarbonPrice, Costing};
use weighbridge::case::ReferenceTable;
use weighbridge::edit::EditError;
use weighbridge::exchange::yearly::read_yearly;
use weighbridge::finite::Finite;
use weighbridge::order::sort_by;
use weighbridge::unknown::Unknown;

const PRICE: &str = "a price of 0 or more, in pounds a tonne";

/// The prices, behind a disclosure.
#[component]
pub(super) fn CarbonPrices(model: AppraisalModel) -> impl IntoView {
    let years = Memo::new(move |_| {
        model.record.with(|record| {
            let horizon = |costing: &Costing| (costing.first_year..costing.first_year + costing.n_years).collect();
            record.costing.as_ref().map_or_else(Vec::new, horizon)
        })
    });
    let n_priced = move || {
        model.record.with(|record| {
            let prices = record.costing.as_ref().map_or(&[][..], |costing| &costing.carbon_prices);
            years.with(|years| years.iter().filter(|year| prices.iter().any(|price| price.year == **year)).count())
        })
    };
    let standing = move || format!("{} of {} years have a price.", n_priced(), years.with(Vec::len));
    let source = Signal::derive(move || {
        model
            .record
            .with(|record| record.costing.as_ref().map_or_else(String::new, |costing| costing.carbon_source.clone()))
    });
    let set_source =
        move |words: String| change_costing(model, |costing| costing.carbon_source = words.trim().to_owned());
    view! {
        <details class="costs__carbon">
            <summary>"Prices of carbon "<span class="note">{standing}</span></summary>
            <div class="stack">
                <p class="note measure">"Pounds per tonne of CO₂e, one price for each year; none is carried over from another year. Priced carbon is shown beside the whole-life cost and never added to it."</p>
                <Fill model years/>
                <Paste model/>
                <TextField id="carbon-source" label="Where the prices come from" value=source commit=set_source/>
                <div class="costs__years">
                    <For each=move || years.get() key=|year| *year let:year><OnePrice model year/></For>
                </div>
            </div>
        </details>
    }
}

/// Puts prices in place of those of the same years, in order.
fn put(costing: &mut Costing, prices: &[(u32, Finite)]) {
    for &(year, pounds) in prices {
        match costing.carbon_prices.iter_mut().find(|price| price.year == year) {
            Some(price) => price.pounds = pounds,
            None => costing.carbon_prices.push(CarbonPrice { year, pounds, unknown: Unknown::new() }),
        }
    }
    sort_by(&mut costing.carbon_prices, &mut |one, other| one.year.cmp(&other.year));
}

#[component]
fn OnePrice(model: AppraisalModel, year: u32) -> impl IntoView {
    let price = Signal::derive(move || {
        model.record.with(|record| {
            let prices = record.costing.as_ref().map(|costing| &costing.carbon_prices)?;
            prices.iter().find(|price| price.year == year).map(|price| price.pounds.get())
        })
    });
    let set = Callback::new(move |pounds: Option<f64>| {
        let pounds = match pounds {
            None => None,
            Some(pounds) => Some(Finite::new(pounds).ok_or(EditError::OutOfRange { expected: PRICE })?),
        };
        if pounds.is_some_and(|pounds| pounds < Finite::ZERO) {
            return Err(EditError::OutOfRange { expected: PRICE });
        }
        change_costing(model, |costing| match pounds {
            Some(pounds) => put(costing, &[(year, pounds)]),
            None => costing.carbon_prices.retain(|price| price.year != year),
        })
    });
    view! { <NumberField id=format!("carbon-{year}") label=year.to_string() value=price expected=PRICE commit=set/> }
}

/// The columns of the case's tables that price a tonne by year: table, column, words.
fn columns(tables: &[Arc<ReferenceTable>]) -> Vec<((usize, usize), String)> {
    let prices = |table: &Arc<ReferenceTable>| {
        let unit = table.unit.replace('₂', "2");
        unit.contains('£') && unit.contains("CO2")
    };
    let tables = tables.iter().enumerate().filter(|(_, table)| prices(table));
    let column = |(number, table): (usize, &Arc<ReferenceTable>)| {
        let named = table.columns.iter().enumerate().filter(|(column, _)| !table.by_year(*column).is_empty());
        named.map(|(column, name)| ((number, column), format!("{}: {name}", table.title))).collect::<Vec<_>>()
    };
    tables.flat_map(column).collect()
}

#[component]
fn Fill(model: AppraisalModel, years: Memo<Vec<u32>>) -> impl IntoView {
    let choices = Memo::new(move |_| model.session.case().with(|case| columns(&case.references)));
    let wanted: RwSignal<Option<(usize, usize)>> = RwSignal::new(None);
    let value = Signal::derive(move || {
        let central = |all: &Vec<((usize, usize), String)>| {
            let named = all.iter().find(|(_, words)| words.to_lowercase().ends_with("central"));
            named.or(all.first()).map(|(place, _)| *place)
        };
        wanted.get().or_else(|| choices.with(central)).unwrap_or_default()
    });
    let said: RwSignal<Option<String>> = RwSignal::new(None);
    let fill = move |_| {
        let (table, column) = value.get_untracked();
        let found = model.session.case().with_untracked(|case| {
            let table = case.references.get(table)?;
            let name = table.columns.get(column)?;
            Some((table.by_year(column), format!("{}. {}, {name}", table.publisher, table.title)))
        });
        let Some((prices, source)) = found else { return };
        let wanted: Vec<u32> = years.get_untracked();
        let missing = wanted.iter().find(|year| prices.iter().all(|(priced, _)| priced != *year));
        if let Some(year) = missing {
            said.set(Some(format!("The table has no figure for {year}. Nothing was filled in.")));
            return;
        }
        let prices: Vec<(u32, Finite)> = prices.into_iter().filter(|(year, _)| wanted.contains(year)).collect();
        let done = change_costing(model, |costing| {
            costing.carbon_prices.retain(|price| wanted.contains(&price.year));
            put(costing, &prices);
            costing.carbon_source = source;
        });
        said.set(done.err().map(|error| sentence(&error.to_string())));
    };
    view! {
        <Show when=move || choices.with(|all| !all.is_empty()) fallback=|| view! {
            <p class="note measure">"This case holds no table of carbon values. Paste published prices, or type them."</p>
        }>
            <div class="costs__fill">
                <SelectField id="carbon-table" label="Published table of this case" value choices choose=move |place| wanted.set(Some(place))/>
                <button class="button button--quiet" type="button" id="carbon-fill" on:click=fill>"Fill in every year"</button>
            </div>
        </Show>
        <div role="status">{move || said.get().map(|words| view! { <p class="field__error">{words}</p> })}</div>
    }
}

#[component]
fn Paste(model: AppraisalModel) -> impl IntoView {
    let area: NodeRef<Textarea> = NodeRef::new();
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let take = move |_| {
        let Some(field) = area.get_untracked() else { return };
        let read = read_yearly(&field.value()).map_err(|error| error.to_string());
        let done = read.and_then(|found| {
            let price = |(year, pounds)| Some((year, Finite::new(pounds)?));
            let prices: Vec<(u32, Finite)> = found.into_iter().filter_map(price).collect();
            change_costing(model, |costing| put(costing, &prices)).map_err(|error| error.to_string())
        });
        match done {
            Ok(()) => {
                refused.set(None);
                field.set_value("");
            }
            Err(reason) => refused.set(Some(sentence(&reason))),
        }
    };
    let is_refused = move || refused.with(Option::is_some);
    view! {
        <div class="field" class:field--error=is_refused>
            <label class="field__label" for="carbon-paste">"Paste years and prices"</label>
            <p class="field__hint" id="carbon-paste-hint">"A year and a price on each line, as in two columns of a spreadsheet. Prices for other years stay."</p>
            {move || refused.get().map(|reason| view! { <p class="field__error" id="carbon-paste-error"><span class="visually-hidden">"Error: "</span>{reason}</p> })}
            <textarea class="field__input" id="carbon-paste" rows="3" node_ref=area aria-invalid=move || is_refused().then_some("true")
                aria-describedby=move || if is_refused() { "carbon-paste-hint carbon-paste-error" } else { "carbon-paste-hint" }></textarea>
        </div>
        <button class="button button--quiet" type="button" id="carbon-take" on:click=take>"Use these prices"</button>
    }
}
