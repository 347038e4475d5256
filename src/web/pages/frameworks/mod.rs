//! The frameworks of the case with where they come from, the packs that can be added, one of one's own, and crosswalks from
//! one edition to another.

mod carried;
mod crosswalk;
mod goal;
mod own;

use crate::pages::alignment::views;
use crate::pages::removal;
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::seeds::framework_packs;
use crate::session::Session;
use leptos::prelude::*;
use own::{AddOwn, Asking, Wording, name_id};
use std::sync::Arc;
use weighbridge::edit::{Edit, FrameworkEdit};
use weighbridge::framework::Framework;
use weighbridge::id::{FrameworkId, GoalId};
use weighbridge::present::{count, date, frameworks_headline, lens_name};
use weighbridge::route::Page;

/// A framework of the case, as it stands; nothing once it is gone.
type Known = Memo<Option<Arc<Framework>>>;

/// A crosswalk by its two frameworks.
type Pair = (FrameworkId, FrameworkId);

/// Returns the id of the heading of a crosswalk.
fn crosswalk_id((from, to): Pair) -> String {
    format!("crosswalk-{from}-{to}")
}

/// The page.
#[component]
pub(crate) fn Frameworks(session: Session) -> impl IntoView {
    let case = session.case();
    let over = move || {
        let n = case.with(|case| case.frameworks.len());
        format!("Frameworks. {} in this case.", count(n, "framework", "frameworks"))
    };
    view! {
        <p class="headline__over">{over}</p>
        <h1 class="headline__sentence">{move || case.with(|case| frameworks_headline(case))}</h1>
        {views(session, Page::Frameworks)}
        <All session/>
        <crosswalk::Crosswalks session/>
    }
}

/// The frameworks of the case, and the packs.
#[component]
fn All(session: Session) -> impl IntoView {
    let packs = StoredValue::new(framework_packs());
    let own = Memo::new(move |_| session.case().with(|case| case.frameworks.clone()));
    // The one that was added last is open to be worded.
    let opened: RwSignal<Option<FrameworkId>> = RwSignal::new(None);
    let ids = move || own.with(|all| all.iter().map(|framework| framework.id).collect::<Vec<_>>());
    let left = move || {
        let is_in = |pack: &Framework| {
            own.with(|all| all.iter().any(|found| found.title == pack.title && found.edition == pack.edition))
        };
        packs.with_value(|packs| (0..packs.len()).filter(|i| !is_in(&packs[*i])).collect::<Vec<_>>())
    };
    view! {
        <section class="section no-print" aria-labelledby="h-frameworks">
            <h2 id="h-frameworks" tabindex="-1">"In this case"</h2>
            <Show when=move || own.with(Vec::is_empty)>
                <p class="soft">"None yet. A framework gives the goals that initiatives are scored against."</p>
            </Show>
            <ul class="frameworks" role="list">
                <For each=ids key=|id| *id children=move |id| view! { <InCase session own opened id/> }/>
            </ul>
            <AddOwn session opened/>
            <h3 id="h-packs">"Frameworks to choose from"</h3>
            <ul class="frameworks" role="list" aria-labelledby="h-packs">
                <For each=left key=|i| *i children=move |i| packs.with_value(|packs| pack(session, &packs[i]))/>
            </ul>
        </section>
    }
}

#[component]
fn InCase(
    session: Session,
    own: Memo<Vec<Arc<Framework>>>,
    opened: RwSignal<Option<FrameworkId>>,
    id: FrameworkId,
) -> impl IntoView {
    let known: Known = Memo::new(move |last: Option<&Option<Arc<Framework>>>| {
        let found = own.with(|all| all.iter().find(|framework| framework.id == id).cloned());
        // While the row goes away, it shows its last state.
        found.or_else(|| last.cloned().flatten())
    });
    let title = Signal::derive(move || {
        known.with(|found| found.as_ref().map_or_else(String::new, |found| found.title.clone()))
    });
    let is_open = RwSignal::new(opened.get_untracked() == Some(id));
    let toggle = move |_| {
        is_open.update(|open| *open = !*open);
        if is_open.get_untracked() {
            focus_soon(&[&name_id(id)]);
        }
    };
    let wording = format!("framework-wording-{id}");
    let asking = Asking::new(
        session,
        heading_id(id),
        title,
        Callback::new(move |()| remove(session, id, &title.get_untracked())),
    );
    let ask = move |_| asking.remove(&goals_of(session, id));
    view! {
        <li class="frameworks__item">
            <div>
                <h3 class="frameworks__title" id=heading_id(id) tabindex="-1">{title}</h3>
                <p class="note">{move || known.get().map(|framework| about(&framework))}</p>
                {move || known.get().map(|framework| provenance(&framework))}
            </div>
            <div class="row">
                <button class="button button--small" type="button" aria-label=move || format!("{} {}", if is_open.get() { "Close" } else { "Edit" }, title.get())
                    aria-expanded=move || is_open.get().to_string() aria-controls=wording.clone() on:click=toggle>{move || if is_open.get() { "Close" } else { "Edit" }}</button>
                <button class="button button--small" type="button" aria-label=move || format!("Save as a pack file: {}", title.get()) on:click=move |_| session.save_pack(id)>"Save as a pack file"</button>
                <button class="button button--small" type="button" aria-label=move || format!("Remove {}", title.get()) on:click=ask>"Remove"</button>
            </div>
            <div class="frameworks__wide">{asking.view()}</div>
            <div class="frameworks__wide" id=wording.clone()><Show when=move || is_open.get()><Wording session id known/></Show></div>
        </li>
    }
}

fn goals_of(session: Session, id: FrameworkId) -> Vec<GoalId> {
    let goals = |framework: &Framework| framework.goals.iter().map(|goal| goal.id).collect();
    session.case().with_untracked(|case| case.framework(id).map(goals)).unwrap_or_default()
}

fn heading_id(id: FrameworkId) -> String {
    format!("framework-{id}")
}

fn pack(session: Session, framework: &Arc<Framework>) -> impl IntoView + use<> {
    let label = format!("Add {}", framework.title);
    let adding = Arc::clone(framework);
    let add = move |_| {
        session.dispatch(&Edit::Framework(FrameworkEdit::Add(Box::new(Framework::clone(&adding)))));
        let newest = session.case().with_untracked(|case| case.frameworks.last().map(|framework| framework.id));
        if let Some(id) = newest {
            focus_soon(&[&heading_id(id)]);
        }
    };
    view! {
        <li class="frameworks__item">
            <div>
                <p class="frameworks__title">{framework.title.clone()}</p>
                <p class="note">{about(framework)}</p>
                {provenance(framework)}
            </div>
            <button class="button button--small" type="button" aria-label=label on:click=add>"Add"</button>
        </li>
    }
}

fn about(framework: &Framework) -> String {
    let goals = count(framework.goals.len(), "goal", "goals");
    let parts = [lens_name(framework.lens), goals.as_str(), &framework.publisher, &framework.edition];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let held = match (framework.from, framework.until) {
        (Some(from), Some(until)) => format!(" Holds from {} to {}.", date(from), date(until)),
        (Some(from), None) => format!(" Holds from {}.", date(from)),
        (None, Some(until)) => format!(" Holds until {}.", date(until)),
        (None, None) => String::new(),
    };
    format!("{}.{held}", parts.join(". "))
}

/// The goals as published, where they were read, and what was not found.
fn provenance(framework: &Framework) -> impl IntoView + use<> {
    let goals = framework.goals.iter().map(|goal| view! { <li>{goal.full_text()}</li> }).collect_view();
    let missing = framework.not_found.clone();
    let not_found = (!missing.is_empty()).then(|| {
        let items = missing.into_iter().map(|part| view! { <li>{part}</li> }).collect_view();
        view! { <p><b>"Not found, so not in the list"</b></p><ul>{items}</ul> }
    });
    view! {
        <details class="frameworks__more">
            <summary class="summary">"Goals and source"</summary>
            <ol>{goals}</ol>
            {(!framework.source.is_empty()).then(|| view! { <p>"Source: "{framework.source.clone()}</p> })}
            {(!framework.note.is_empty()).then(|| view! { <p>{framework.note.clone()}</p> })}
            {not_found}
        </details>
    }
}

fn remove(session: Session, id: FrameworkId, title: &str) {
    let n_lost = session.case().with_untracked(|case| {
        let goals = goals_of(session, id);
        case.contributions.iter().filter(|found| goals.contains(&found.goal)).count()
    });
    let lost = if n_lost == 0 { String::new() } else { format!(" and {}", count(n_lost, "cell", "cells")) };
    let said = format!("Removed {title}{lost}.");
    removal::remove(session, &Edit::Framework(FrameworkEdit::Remove(id)), said, &["h-frameworks"], heading_id(id));
}
