//! The set that is kept as the one that was chosen, and the chosen set against dates, the years of its money and carbon.

use super::study::Choosing;
use crate::pages::behind::{Leaving, table_behind};
use crate::pages::programme::as_at;
use crate::pages::removal;
use crate::parts::flow::Show;
use leptos::prelude::*;
use weighbridge::edit::{Edit, PortfolioEdit};
use weighbridge::exchange::table::Table;
use weighbridge::paper::kept as paper;
use weighbridge::portfolio::kept::KeptSet;
use weighbridge::present::{self, Choice, Kept};

/// What is shown of the kept set.
#[derive(Clone, Default, PartialEq)]
struct Shown {
    headline: String,
    /// Sentences about it, the comparison with the best that is found now last.
    said: Vec<String>,
    in_it: Table,
    left: Table,
}

/// The section of the kept set.
pub(super) fn section(choosing: Choosing) -> AnyView {
    let shown = Memo::new(move |_| {
        choosing.with(|choice| {
            let kept = Kept::of(choice.case, choice.summary, choice.portfolio)?;
            let mut said = present::kept_sentences(&kept);
            said.push(present::kept_beside_best(&kept, choice.found));
            said.retain(|words| !words.is_empty());
            let (in_it, left) = (paper::kept_table(&kept), paper::left_table(&kept));
            Some(Shown { headline: present::kept_headline(&kept), said, in_it, left })
        })
    });
    let is_kept = Memo::new(move |_| shown.with(Option::is_some));
    // What could be kept, and is not yet.
    let offered = Memo::new(move |_| choosing.with(offer));
    let change = move |set: Option<Box<KeptSet>>, said: String, back: &str| {
        if let Some(id) = choosing.id.get_untracked() {
            let edit = Edit::Portfolio(PortfolioEdit::Keep(id, set));
            removal::remove(choosing.session, &edit, said, &["h-kept"], back.to_owned());
        }
    };
    let keep = move |_| {
        let Some(set) = offered.get_untracked() else { return };
        let words = present::count(set.initiatives.len(), "initiative is", "initiatives are");
        change(Some(Box::new(set)), format!("{words} kept as the chosen set."), "keep-set");
    };
    let forget = move |_| change(None, "No set is kept any more.".to_owned(), "forget-set");
    let headline = move || shown.with(|shown| shown.as_ref().map(|shown| shown.headline.clone()));
    let items = move || {
        let said = shown.with(|shown| shown.as_ref().map(|shown| shown.said.clone()).unwrap_or_default());
        said.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()
    };
    let table = move |of: fn(&Shown) -> &Table| {
        move || shown.with(|shown| shown.as_ref().map(|shown| of(shown).clone()).unwrap_or_default())
    };
    let (in_it, left) = (table(|shown| &shown.in_it), table(|shown| &shown.left));
    let words = move || if is_kept.get() { "Keep the set that is found now instead" } else { "Keep this set" };
    view! {
        <section class="section print-wide" aria-labelledby="h-kept">
            <h2 id="h-kept" tabindex="-1">"The set that is kept"</h2>
            <Show when=move || is_kept.get() fallback=|| view! {
                <p class="note measure">"None yet. A set that is kept goes into the paper and into the committee file, where it is checked again: whether it keeps its limits, what it is worth, and whether a better one is found."</p>
            }>
                <p class="measure">{headline}</p>
                <ul class="measure">{items}</ul>
                {table_behind(choosing.session, Leaving::named("chosen-set"), ["h-kept-table", "Show the set with its sums"], in_it, in_it)}
                {table_behind(choosing.session, Leaving::named("not-chosen"), ["h-kept-left", "Show what is not in it, and why"], left, left)}
            </Show>
            <p class="row no-print">
                <button class="button" type="button" id="keep-set" on:click=keep hidden=move || offered.with(Option::is_none)>{words}</button>
                <button class="link" type="button" id="forget-set" on:click=forget hidden=move || !is_kept.get()>"Keep no set"</button>
            </p>
        </section>
    }
    .into_any()
}

/// Returns the set that is found now, to be kept; nothing where it is the one that is kept, as far as its proof goes.
fn offer(choice: &Choice<'_>) -> Option<KeptSet> {
    let best = choice.found.best.as_ref()?;
    let set = KeptSet::of(choice.field, best, choice.found.bound, choice.found.is_proved);
    let is_same = choice.portfolio.kept.as_ref().is_some_and(|kept| {
        let proof = (kept.proved, kept.bound) == (set.proved, set.bound) || kept.proved;
        kept.initiatives == set.initiatives && kept.points == set.points && proof
    });
    (!is_same).then_some(set)
}

/// What the set that is found now means for dates, years and carbon.
pub(super) fn against(choosing: Choosing) -> AnyView {
    let of = move |read: &dyn Fn(&Choice<'_>, &[usize]) -> Vec<String>| {
        choosing.with(|choice| choice.found.best.as_ref().map_or_else(Vec::new, |best| read(choice, &best.members)))
    };
    let dates =
        Memo::new(move |_| of(&|choice, set| present::set_delivery_sentences(choice, set, as_at(choice.case).0)));
    let years = Memo::new(move |_| of(&|choice, set| present::set_money_sentences(choice, set)));
    let carbon =
        Memo::new(move |_| of(&|choice, set| present::set_carbon_sentences(choice, set, as_at(choice.case).0)));
    let table = move |make: fn(&Choice<'_>, &[usize]) -> Table| {
        Memo::new(move |_| {
            choosing.with(|choice| {
                choice.found.best.as_ref().map_or_else(Table::default, |best| make(choice, &best.members))
            })
        })
    };
    let money = table(paper::money_table);
    let tonnes = table(|choice, set| paper::tonnes_table(choice.case, set));
    let group = move |title: &'static str, said: Memo<Vec<String>>| {
        let items = move || said.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
        view! {
            <Show when=move || said.with(|said| !said.is_empty())>
                <h3>{title}</h3>
                <ul class="measure">{items}</ul>
            </Show>
        }
    };
    let behind = move |table: Memo<Table>, name: &'static str, words: [&'static str; 2]| {
        view! {
            <Show when=move || table.with(|table| !table.rows.is_empty())>
                {table_behind(choosing.session, Leaving::named(name), words, move || table.get(), move || table.get())}
            </Show>
        }
    };
    let is_any = move || dates.with(|said| !said.is_empty());
    view! {
        <Show when=is_any>
            <section class="section" aria-labelledby="h-against">
                <h2 id="h-against" tabindex="-1">"Against dates, years and carbon"</h2>
                {group("Dates and statuses", dates)}
                {group("Years of the money", years)}
                {behind(money, "chosen-capital-by-year", ["h-set-money", "Show the capital by year"])}
                {group("Carbon", carbon)}
                {behind(tonnes, "chosen-tonnes-by-year", ["h-set-tonnes", "Show the tonnes by year"])}
            </section>
        </Show>
    }
    .into_any()
}
