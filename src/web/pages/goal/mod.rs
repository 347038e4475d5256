//! One goal: on what it rests, what harms it, the money behind it, what the report says of it, and what nobody knows yet.

mod cells;

use crate::pages::alignment::views;
use crate::pages::asked;
use crate::pages::programme::programme_findings;
use crate::parts::field::TextArea;
use crate::parts::flow::Show;
use crate::parts::next::next_link;
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::alignment::summary::Summary;
use weighbridge::edit::{AlignmentEdit, Edit};
use weighbridge::health::{Finding, Subject};
use weighbridge::id::GoalId;
use weighbridge::paper::alignment::summaries;
use weighbridge::present;
use weighbridge::route::{Page, Route};

/// How many reasons are printed on the page for a goal without a summary of its own.
const REASONS: usize = 20;

/// What every piece of the page works from.
#[derive(Clone, Copy)]
pub(super) struct GoalState {
    session: Session,
    id: GoalId,
    summary: Memo<Arc<Summary>>,
}

/// Returns the page; where the goal is gone it says so.
pub(crate) fn page(session: Session, id: GoalId) -> AnyView {
    let is_there = Memo::new(move |_| session.case().with(|case| case.goal(id).is_some()));
    view! {
        <Show when=move || is_there.get() fallback=move || gone(session, id)>{goal(session, id)}</Show>
    }
    .into_any()
}

fn gone(session: Session, id: GoalId) -> AnyView {
    view! {
        <h1 class="headline__sentence">"This goal is not in the case"</h1>
        {views(session, Page::Goal(id))}
        <p>"It was removed, or the address is of another case. Undo brings back what was just removed."</p>
    }
    .into_any()
}

fn goal(session: Session, id: GoalId) -> AnyView {
    let case = session.case();
    // It reads every contribution, so a change is painted first.
    let summary = Memo::new(move |_| {
        session.settled();
        session.key().track();
        Arc::new(case.with_untracked(|case| case.alignment()))
    });
    let state = GoalState { session, id, summary };
    let over = move || {
        case.with(|case| {
            let framework = case.goals().find(|(_, goal)| goal.id == id).map(|(framework, _)| framework);
            framework.map_or_else(String::new, |framework| {
                format!("Goal. {}, {}.", present::lens_name(framework.lens), framework.title)
            })
        })
    };
    let headline = move || summary.with(|summary| case.with(|case| present::goal_headline(case, summary, id)));
    let guard = move || {
        let text = case.with(|case| case.goal(id).map(weighbridge::framework::Goal::full_text));
        text.unwrap_or_default()
    };
    let money =
        Memo::new(move |_| summary.with(|summary| case.with_untracked(|case| present::goal_money(case, summary, id))));
    view! {
        <p class="headline__over">{over}</p>
        <h1 class="headline__sentence">{headline}</h1>
        <p class="headline__guard">{guard}</p>
        {views(session, Page::Goal(id))}
        {choice(session, id)}
        {cells::section(state, cells::Which::Supports)}
        {cells::section(state, cells::Which::Harms)}
        <Show when=move || money.with(|words| !words.is_empty())>
            <section class="section" aria-labelledby="h-goal-money">
                <h2 id="h-goal-money">"Money"</h2>
                <p class="measure">{money}</p>
            </section>
        </Show>
        {cells::section(state, cells::Which::Unknown)}
        {cells::section(state, cells::Which::NotLookedAt)}
        {cells::section(state, cells::Which::Neutral)}
        {cells::section(state, cells::Which::Absent)}
        {statement(session, id)}
        {findings(session, id)}
        {next(session, id)}
    }
    .into_any()
}

/// Returns the choice of another goal.
fn choice(session: Session, id: GoalId) -> AnyView {
    let choices = Signal::derive(move || {
        session.case().with(|case| {
            let words = |(framework, goal): (&weighbridge::framework::Framework, &weighbridge::framework::Goal)| {
                (goal.id, format!("{}: {}", present::lens_short_name(framework.lens), goal.title))
            };
            case.goals().map(words).collect::<Vec<_>>()
        })
    });
    let choose = Callback::new(move |id: GoalId| {
        let key = session.key().get_untracked().unwrap_or_default();
        session.go(&Route::Case { key, page: Page::Goal(id) });
    });
    view! {
        <div class="goal__choice no-print"><SelectField id="goal" label="Goal" value=Signal::stored(id) choices choose/></div>
    }
    .into_any()
}

/// Returns what the report says of the goal, to be edited.
fn statement(session: Session, id: GoalId) -> AnyView {
    let own = Signal::derive(move || {
        session.case().with(|case| {
            let found = case.goal_statements.iter().find(|statement| statement.goal == id);
            found.map_or_else(String::new, |statement| statement.text.clone())
        })
    });
    // It reads every reason, so a change is painted first.
    let printed = Memo::new(move |_| {
        session.settled();
        session.key().track();
        session.case().with_untracked(|case| summaries(case, REASONS).remove(&id)).unwrap_or_default()
    });
    let commit = Callback::new(move |text| session.commit(&Edit::Alignment(AlignmentEdit::SetGoalStatement(id, text))));
    view! {
        <section class="section" aria-labelledby="h-goal-statement">
            <h2 id="h-goal-statement">"What the report says of it"</h2>
            <div class="measure">
                <TextArea id="goal-statement" label="Summary of how this report aligns" value=own commit rows=4/>
                <Show when=move || own.with(String::is_empty)>
                    <p class="note report-table__printed">"Printed as: "{move || printed.with(|words| words.summary.clone())}</p>
                </Show>
                <Show when=move || printed.with(|words| !words.against.is_empty())>
                    <p class="note report-table__printed">"Printed beneath: "{move || printed.with(|words| words.against.clone())}</p>
                </Show>
            </div>
        </section>
    }
    .into_any()
}

/// Returns what a careful reader would ask about the goal; nothing where that is nothing.
fn findings(session: Session, id: GoalId) -> AnyView {
    let all = programme_findings(session);
    let is_of_it = move |finding: &&Finding| finding.about.contains(&Subject::Goal(id));
    let found = Memo::new(move |_| all.with(|all| all.iter().filter(is_of_it).cloned().collect::<Vec<_>>()));
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <section class="section" aria-labelledby="h-goal-asked">
                <h2 id="h-goal-asked">"What a careful reader would ask"</h2>
                {asked::list(session, "goal-findings", found)}
            </section>
        </Show>
    }
    .into_any()
}

/// The way to the goal behind it.
fn next(session: Session, id: GoalId) -> AnyView {
    let link = move || {
        let next = session.case().with(|case| {
            let mut goals = case.goals().map(|(_, goal)| (goal.id, goal.title.clone()));
            goals.find(|(found, _)| *found == id);
            goals.next()
        });
        next.map(|(id, title)| {
            let key = session.key().get().unwrap_or_default();
            next_link(Route::Case { key, page: Page::Goal(id) }.hash(), &title)
        })
    };
    link.into_any()
}
