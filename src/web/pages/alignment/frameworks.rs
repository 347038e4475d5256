//! The frameworks of the case with where they come from, and the packs that can be added.

use crate::pages::removal;
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::seeds::framework_packs;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::edit::{Edit, FrameworkEdit};
use weighbridge::framework::Framework;
use weighbridge::id::FrameworkId;
use weighbridge::present::{count, lens_name};

/// The frameworks of the case, and the packs.
#[component]
pub(super) fn Frameworks(session: Session) -> impl IntoView {
    let packs = StoredValue::new(framework_packs());
    let own = Memo::new(move |_| session.case().with(|case| case.frameworks.clone()));
    let ids = move || own.with(|all| all.iter().map(|framework| framework.id).collect::<Vec<_>>());
    let left = move || {
        let is_in = |pack: &Framework| {
            own.with(|all| all.iter().any(|found| found.title == pack.title && found.edition == pack.edition))
        };
        packs.with_value(|packs| (0..packs.len()).filter(|i| !is_in(&packs[*i])).collect::<Vec<_>>())
    };
    view! {
        <section class="section" aria-labelledby="h-frameworks">
            <h2 id="h-frameworks" tabindex="-1">"Frameworks"</h2>
            <Show when=move || own.with(Vec::is_empty)>
                <p class="soft">"None yet. A framework gives the goals that initiatives are scored against."</p>
            </Show>
            <ul class="frameworks" role="list">
                <For each=ids key=|id| *id children=move |id| view! { <InCase session own id/> }/>
            </ul>
            <h3 id="h-packs">"Frameworks to choose from"</h3>
            <ul class="frameworks" role="list" aria-labelledby="h-packs">
                <For each=left key=|i| *i children=move |i| packs.with_value(|packs| pack(session, &packs[i]))/>
            </ul>
        </section>
    }
}

#[component]
fn InCase(session: Session, own: Memo<Vec<Arc<Framework>>>, id: FrameworkId) -> impl IntoView {
    let found = own.with_untracked(|all| all.iter().find(|framework| framework.id == id).cloned());
    found.map(|framework| {
        let title = framework.title.clone();
        let label = format!("Remove {title}");
        let remove = move |_| remove(session, id, &title);
        view! {
            <li class="frameworks__item">
                <div>
                    <h3 class="frameworks__title" id=heading_id(id) tabindex="-1">{framework.title.clone()}</h3>
                    <p class="note">{about(&framework)}</p>
                    {provenance(&framework)}
                </div>
                <button class="button button--small" type="button" aria-label=label on:click=remove>"Remove"</button>
            </li>
        }
    })
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
    format!("{}.", parts.join(". "))
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
        let goals: Vec<_> = case.framework(id).into_iter().flat_map(|found| &found.goals).map(|goal| goal.id).collect();
        case.contributions.iter().filter(|found| goals.contains(&found.goal)).count()
    });
    let lost = if n_lost == 0 { String::new() } else { format!(" and {}", count(n_lost, "cell", "cells")) };
    let said = format!("Removed {title}{lost}.");
    removal::remove(session, &Edit::Framework(FrameworkEdit::Remove(id)), said, &["h-frameworks"], heading_id(id));
}
