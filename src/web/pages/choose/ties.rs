//! Ties between initiatives: of several only one, and one only with another.

use super::study::Choosing;
use crate::pages::removal;
use crate::parts::flow::{For, Show};
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, EditError, PortfolioEdit};
use weighbridge::id::{InitiativeId, PortfolioId};
use weighbridge::portfolio::Portfolio;
use weighbridge::portfolio::field::offered_needs;
use weighbridge::print::{count, list};

/// The two groups.
pub(super) fn section(choosing: Choosing) -> AnyView {
    let session = choosing.session;
    let names = move |read: &dyn Fn(&Portfolio, &Case) -> Vec<String>| {
        let id = choosing.id.get();
        session
            .case()
            .with(|case| id.and_then(|id| case.portfolio(id)).map_or_else(Vec::new, |found| read(found, case)))
    };
    let sets = Memo::new(move |_| {
        names(&|portfolio, case| {
            let words = |set: &Vec<InitiativeId>| list(&set.iter().map(|id| name(case, *id)).collect::<Vec<&str>>());
            portfolio.one_of.iter().map(words).collect()
        })
    });
    let needs = Memo::new(move |_| {
        names(&|portfolio, case| {
            let words = |(one, other): &(InitiativeId, InitiativeId)| {
                format!("{} goes only with {}", name(case, *one), name(case, *other))
            };
            portfolio.needs.iter().map(words).collect()
        })
    });
    let one_of = move |one: InitiativeId, other: InitiativeId| {
        let (at, set) = choosing.portfolio(|portfolio| joined(portfolio, one, other));
        choosing.commit(|id| PortfolioEdit::PutOneOf(id, at, Some(set)))
    };
    let need = move |one: InitiativeId, other: InitiativeId| {
        choosing.commit(|id| PortfolioEdit::AddNeeds(id, vec![(one, other)]))
    };
    view! {
        <fieldset class="choose__group"><legend>"Only one of several"</legend>
            {listed(choosing, "one-of", sets, |id, at| PortfolioEdit::PutOneOf(id, at, None))}
            {pair_form(choosing, "one-of", ["Only one of this", "and this", "Add"], one_of)}
        </fieldset>
        <fieldset class="choose__group"><legend>"One only with another"</legend>
            {listed(choosing, "need", needs, PortfolioEdit::RemoveNeed)}
            {pair_form(choosing, "need", ["This initiative", "goes only with", "Add"], need)}
            {offer(choosing)}
        </fieldset>
    }
    .into_any()
}

fn name(case: &Case, id: InitiativeId) -> &str {
    case.initiative(id).map_or("initiative", |found| found.name.as_str())
}

/// Returns the set that two initiatives make, and its place: one that has either of them grows.
fn joined(portfolio: &Portfolio, one: InitiativeId, other: InitiativeId) -> (usize, Vec<InitiativeId>) {
    let has = |set: &Vec<InitiativeId>| set.contains(&one) || set.contains(&other);
    let at = portfolio.one_of.iter().position(has).unwrap_or(portfolio.one_of.len());
    let mut set = portfolio.one_of.get(at).cloned().unwrap_or_default();
    for id in [one, other] {
        if !set.contains(&id) {
            set.push(id);
        }
    }
    (at, set)
}

/// Returns the ties of a kind, each with the way to remove it.
fn listed(
    choosing: Choosing,
    id: &'static str,
    words: Memo<Vec<String>>,
    without: fn(PortfolioId, usize) -> PortfolioEdit,
) -> AnyView {
    let item = move |(at, words): (usize, String)| {
        let label = format!("Remove: {words}");
        let said = format!("Removed: {words}.");
        let remove = move |_| {
            if let Some(portfolio) = choosing.id.get_untracked() {
                let edit = Edit::Portfolio(without(portfolio, at));
                let focus = format!("{id}-first");
                removal::remove(choosing.session, &edit, said.clone(), &[&focus], focus.clone());
            }
        };
        view! { <li>{words}" "<button class="link" type="button" aria-label=label on:click=remove>"Remove"</button></li> }
    };
    let each = move || words.get().into_iter().enumerate().collect::<Vec<(usize, String)>>();
    view! {
        <Show when=move || words.with(|words| !words.is_empty())>
            <ul class="measure"><For each key=Clone::clone children=item/></ul>
        </Show>
    }
    .into_any()
}

/// Returns a form of two initiatives.
fn pair_form(
    choosing: Choosing,
    id: &'static str,
    [first, second, button]: [&'static str; 3],
    add: impl Fn(InitiativeId, InitiativeId) -> Result<(), EditError> + Copy + Send + Sync + 'static,
) -> AnyView {
    let (one, other): (RwSignal<Option<InitiativeId>>, RwSignal<Option<InitiativeId>>) =
        (RwSignal::new(None), RwSignal::new(None));
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let choices = Signal::derive(move || {
        let all = |case: &Arc<Case>| {
            let all = case.programme.initiatives.iter().map(|found| (Some(found.id), found.name.clone()));
            std::iter::once((None, "Choose an initiative".to_owned())).chain(all).collect::<Vec<_>>()
        };
        choosing.session.case().with(all)
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let both = one.get_untracked().zip(other.get_untracked()).filter(|(one, other)| one != other);
        let done = both.ok_or(EditError::OutOfRange { expected: "two different initiatives" });
        match done.and_then(|(one, other)| add(one, other)) {
            Ok(()) => {
                refused.set(None);
                one.set(None);
                other.set(None);
            }
            Err(error) => refused.set(Some(crate::parts::sentence(&error.to_string()))),
        }
    };
    view! {
        <form class="dated" on:submit=submit novalidate>
            <SelectField id=format!("{id}-first") label=first value=one choices choose=Callback::new(move |id| one.set(id))/>
            <SelectField id=format!("{id}-second") label=second value=other choices choose=Callback::new(move |id| other.set(id))/>
            <button class="button" type="submit" id=format!("{id}-add")>{button}</button>
            {move || refused.get().map(|reason| view! { <p class="field__error" role="alert">{reason}</p> })}
        </form>
    }
    .into_any()
}

/// The way to take over what initiatives wait for.
fn offer(choosing: Choosing) -> AnyView {
    let session = choosing.session;
    let offered = Memo::new(move |_| {
        let id = choosing.id.get();
        session.case().with(|case| {
            let portfolio = id.and_then(|id| case.portfolio(id));
            portfolio.map_or_else(Vec::new, |portfolio| offered_needs(portfolio, &case.programme.initiatives))
        })
    });
    let words =
        move || format!("Take over {} from what initiatives wait for", count(offered.with(Vec::len), "pair", "pairs"));
    let take = move |_| {
        let pairs = offered.get_untracked();
        let _ = choosing.commit(|id| PortfolioEdit::AddNeeds(id, pairs));
    };
    view! {
        <Show when=move || offered.with(|offered| !offered.is_empty())>
            <p><button class="button" type="button" id="take-needs" on:click=take>{words}</button></p>
        </Show>
    }
    .into_any()
}
