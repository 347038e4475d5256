//! Criteria that are taken from the goals of the case, and the way back from a criterion to its goal.

use super::Rows;
use super::tree;
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::parts::select_field::SelectField;
use crate::session::Notice;
use leptos::prelude::*;
use weighbridge::edit::{Edit, TreeEdit};
use weighbridge::id::{CriterionId, FrameworkId, GoalId};
use weighbridge::present::{self, FreeGoals};
use weighbridge::route::{Page, Route};

/// Returns the address of a page of the case that is open.
pub(super) fn address(rows: Rows, page: Page) -> String {
    Route::Case { key: rows.model.session.key().get().unwrap_or_default(), page }.hash()
}

/// Says which goal a criterion was taken from.
#[component]
pub(super) fn FromGoal(rows: Rows, id: CriterionId) -> impl IntoView {
    let source = Memo::new(move |_| {
        let goal = rows.model.record.with(|record| record.criterion(id).and_then(|found| found.goal))?;
        rows.model.session.case().with(|case| present::goal_source_words(case, goal))
    });
    move || {
        source.get().map(|words| {
            view! { <span class="leaf__goal">"From goal: "<a href=move || address(rows, Page::Alignment)>{words}</a></span> }
        })
    }
}

/// Takes goals of the case's frameworks as criteria.
#[component]
pub(super) fn Goals(rows: Rows) -> impl IntoView {
    let free = Memo::new(move |_| {
        rows.model.session.case().with(|case| rows.model.record.with(|record| present::free_goals(case, record)))
    });
    let chosen: RwSignal<Option<CriterionId>> = RwSignal::new(None);
    let families = Memo::new(move |_| rows.model.record.with(|record| tree::families(record)));
    // A family that is gone is none.
    let family = Signal::derive(move || {
        let chosen = chosen.get();
        families.with(|all| all.iter().any(|(family, _)| *family == chosen)).then_some(chosen).flatten()
    });
    let ids = move || free.with(|free| free.iter().map(|one| one.framework).collect::<Vec<_>>());
    view! {
        <section class="section" aria-labelledby="h-goals">
            <h2 id="h-goals" tabindex="-1">"Criteria from the case’s goals"</h2>
            <p class="measure">"A goal can become a criterion. It stays linked, so that a reader sees which goal the choice serves."</p>
            <Show when=move || free.with(Vec::is_empty)>
                <p class="note measure">"This case has no framework yet. "<a href=move || address(rows, Page::Frameworks)>"Add one on the page of frameworks"</a>", and its goals can be taken from here."</p>
            </Show>
            <Show when=move || free.with(|free| free.iter().any(|one| !one.goals.is_empty()))>
                <div class="goals__family"><SelectField id="goal-family" label="Put new criteria in" value=family choices=families choose=move |family| chosen.set(family)/></div>
            </Show>
            <For each=ids key=|id| *id let:id><FrameworkGoals rows id free family/></For>
        </section>
    }
}

/// The goals of one framework that are still free.
#[component]
fn FrameworkGoals(
    rows: Rows,
    id: FrameworkId,
    free: Memo<Vec<FreeGoals>>,
    family: Signal<Option<CriterionId>>,
) -> impl IntoView {
    let one = Memo::new(move |_| free.with(|free| free.iter().find(|one| one.framework == id).cloned()));
    let goals = move || one.get().map_or_else(Vec::new, |one| one.goals);
    let summary = move || {
        one.get().map(|one| match one.goals.len() {
            0 => format!("{}: every goal is a criterion already", one.title),
            n => format!("{}: {}", one.title, present::count(n, "goal to take", "goals to take")),
        })
    };
    let summary_id = format!("goals-of-{id}");
    let back = summary_id.clone();
    let take = Callback::new(move |(goal, words): (GoalId, String)| {
        let left = untrack(goals);
        let at = left.iter().position(|(other, _)| *other == goal).unwrap_or(0);
        let next = left.get(at + 1).or(left.get(at.wrapping_sub(1))).map(|(next, _)| format!("take-goal-{next}"));
        let edit = Edit::Appraisal(rows.model.id, TreeEdit::AddGoal(family.get_untracked(), goal).into());
        let notice = match rows.model.session.commit(&edit) {
            Ok(()) => Notice::said(format!("Added as a criterion: {words}.")),
            Err(error) => Notice::problem(format!("Not changed: {error}.")),
        };
        rows.model.session.notice.set(Some(notice));
        focus_soon(&[&next.unwrap_or_default(), &back]);
    });
    let row = move |(goal, words): (GoalId, String)| {
        let (label, said) = (format!("Add as a criterion: {words}"), words.clone());
        view! {
            <li class="goal">
                <span>{words}</span>
                <button class="button button--small" type="button" id=format!("take-goal-{goal}") aria-label=label on:click=move |_| take.run((goal, said.clone()))>"Add as a criterion"</button>
            </li>
        }
    };
    view! {
        <details class="goals">
            <summary id=summary_id>{summary}</summary>
            <ul role="list"><For each=goals key=|goal| goal.0 children=row/></ul>
        </details>
    }
}
