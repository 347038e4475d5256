//! Recover work: everything that this browser still keeps, case by case. Nothing here is changed by looking at it.

use super::kept::{Against, KeptRow};
use crate::session::Session;
use crate::session::stored::{self, Kept, KeptId, KeptPlace, StorageError};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use weighbridge::order::sort_by;
use weighbridge::present::count;

/// How many states of a case, and how many cases, are shown before more are asked for.
const SHOWN_AT_FIRST: usize = 10;

/// One case and all that is kept of it, newest first.
#[derive(Clone)]
struct Case {
    title: String,
    is_deleted: bool,
    newest: Option<KeptId>,
    states: Vec<(String, Kept)>,
}

/// What the page shows.
#[derive(Clone)]
struct Found {
    cases: Vec<Case>,
    n_states: usize,
    n_damaged: usize,
}

/// The page.
#[component]
pub(crate) fn Recover(session: Session) -> AnyView {
    let found = LocalResource::new(move || {
        session.library_version.track();
        everything()
    });
    let shown = move || {
        match found.get() {
        None => view! { <p class="note" role="status">"Looking through what this browser keeps…"</p> }.into_any(),
        Some(Ok(found)) => listed(session, found),
        Some(Err(error)) => view! {
            <div class="problem" role="alert">
                <h2>"There is a problem"</h2>
                <p>{format!("What this browser keeps cannot be listed: {error}. Nothing was changed. Reload the page to try again.")}</p>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <h1>"Recover work"</h1>
        <p class="headline__next">"Everything that this browser still keeps of your cases: the last saves, earlier states, and what was set aside because it was damaged."</p>
        <p class="headline__guard">"Looking changes nothing. A copy opens as a new case beside the others."</p>
        {shown}
    }
    .into_any()
}

async fn everything() -> Result<Found, StorageError> {
    let kept = stored::everything().await?;
    // Without the list nothing is marked as deleted, which hides nothing.
    let list = stored::list().await.unwrap_or_default();
    let deleted: BTreeSet<String> =
        list.into_iter().filter(|case| case.deleted_at.is_some()).map(|case| case.key).collect();
    let (n_states, n_damaged) = (kept.len(), kept.iter().filter(|kept| !kept.is_whole).count());
    let mut by_case: BTreeMap<String, Vec<Kept>> = BTreeMap::new();
    for one in kept {
        by_case.entry(one.key.clone()).or_default().push(one);
    }
    let mut cases: Vec<Case> = by_case.into_iter().map(|(key, kept)| case(kept, deleted.contains(&key))).collect();
    let newest = |case: &Case| case.states.first().map_or(0.0, |(_, kept)| kept.saved_at);
    sort_by(&mut cases, &mut |one, other| newest(other).total_cmp(&newest(one)));
    Ok(Found { cases, n_states, n_damaged })
}

/// Returns what is kept of one case, in words.
fn case(mut kept: Vec<Kept>, is_deleted: bool) -> Case {
    sort_by(&mut kept, &mut |one, other| other.saved_at.total_cmp(&one.saved_at));
    let newest = kept.iter().filter(|kept| kept.is_whole).max_by_key(|kept| kept.revision).cloned();
    let title = newest.as_ref().or(kept.first()).map(|kept| kept.title.clone()).unwrap_or_default();
    let title = if title.is_empty() { "A case without a title".to_owned() } else { title };
    let last = newest.as_ref().map(|kept| kept.id.clone());
    let words = |kept: Kept| {
        let what = match kept.place {
            _ if Some(&kept.id) == last.as_ref() => "The last save".to_owned(),
            KeptPlace::Slot if kept.is_whole => "The save before the last".to_owned(),
            KeptPlace::Slot => "One of the last two saves".to_owned(),
            KeptPlace::Snapshot => "An earlier state".to_owned(),
            KeptPlace::Day => "The last state of a day".to_owned(),
            KeptPlace::Aside if kept.is_whole => "Set aside when another state was saved".to_owned(),
            KeptPlace::Aside => "Set aside because it was damaged".to_owned(),
        };
        (what, kept)
    };
    let states = kept.into_iter().map(words).collect();
    Case { title, is_deleted, newest: newest.map(|kept| kept.id), states }
}

fn listed(session: Session, found: Found) -> AnyView {
    let Found { cases, n_states, n_damaged } = found;
    if cases.is_empty() {
        return view! { <p class="section">"This browser keeps nothing of any case."</p> }.into_any();
    }
    let damaged = if n_damaged > 0 {
        format!(" {} damaged; their texts can be saved as they are.", count(n_damaged, "state is", "states are"))
    } else {
        String::new()
    };
    let sum = format!("{} of {}.{damaged}", count(n_states, "state", "states"), count(cases.len(), "case", "cases"));
    let cases = StoredValue::new(cases);
    let n_cases = cases.with_value(Vec::len);
    let n_shown = RwSignal::new(SHOWN_AT_FIRST);
    let sections = move || {
        let shown = cases.with_value(|cases| cases.iter().take(n_shown.get()).cloned().collect::<Vec<_>>());
        shown.into_iter().enumerate().map(|(at, case)| section(session, at, case)).collect_view()
    };
    view! {
        <p role="status">{sum}</p>
        {sections}
        {move || more(n_cases, n_shown, "case", "cases")}
    }
    .into_any()
}

fn section(session: Session, at: usize, case: Case) -> AnyView {
    let id = format!("kept-{at}");
    let Case { title, is_deleted, newest, states } = case;
    let n_states = states.len();
    let states = StoredValue::new(states);
    let n_shown = RwSignal::new(SHOWN_AT_FIRST);
    let rows = move || {
        let shown = states.with_value(|states| states.iter().take(n_shown.get()).cloned().collect::<Vec<_>>());
        let row = |(what, kept): (String, Kept)| {
            let other = newest.clone().filter(|newest| *newest != kept.id);
            let against = other.map(|id| Against { id, title: "What was changed after it", is_before: false });
            view! { <KeptRow session kept what against/> }
        };
        shown.into_iter().map(row).collect_view()
    };
    let deleted = is_deleted.then_some("Deleted. Home can bring it back for 30 days.");
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <h2 id=id.clone()><bdi>{title}</bdi></h2>
            {deleted.map(|text| view! { <p class="note">{text}</p> })}
            <ul class="kept" role="list">{rows}</ul>
            {move || more(n_states, n_shown, "state", "states")}
        </section>
    }
    .into_any()
}

/// Returns the button that shows more, while there is more.
fn more(n: usize, n_shown: RwSignal<usize>, one: &'static str, many: &'static str) -> AnyView {
    let left = n.saturating_sub(n_shown.get());
    if left == 0 {
        return ().into_any();
    }
    let next = left.min(10 * SHOWN_AT_FIRST);
    let text = format!("Show {next} more {} of {left}", if next == 1 { one } else { many });
    view! {
        <p class="kept__more"><button class="button button--small" type="button" on:click=move |_| n_shown.update(|shown| *shown += next)>{text}</button></p>
    }
    .into_any()
}
