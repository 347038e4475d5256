//! What a crosswalk carries: proposals goal by goal with where each comes from, carrying, confirming and taking back.

use super::{Pair, crosswalk_id};
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::alignment::Assessment;
use weighbridge::alignment::carry::{Proposal, Source, proposals};
use weighbridge::case::Case;
use weighbridge::edit::{AlignmentEdit, CrosswalkEdit, Edit};
use weighbridge::id::{GoalId, InitiativeId};
use weighbridge::present::{assessment_mark, count, proposal_words, source_words};

/// How many rows of a goal are shown before one asks for all.
const SHOWN: usize = 25;

/// One initiative for one goal of the newer framework.
#[derive(Clone, PartialEq)]
struct Line {
    initiative: InitiativeId,
    goal: GoalId,
    name: String,
    sources: Vec<String>,
    /// What the sources come to, and whether that can be carried.
    comes_to: String,
    is_agreed: bool,
    /// The sources that carry something, where they differ: the goal and what a button says.
    to_choose: Vec<(GoalId, String)>,
    /// What is recorded, and whether it waits to be confirmed.
    recorded: Option<(String, bool)>,
}

/// The proposals of a crosswalk, by goal.
type Goals = Vec<(GoalId, String, Vec<Line>)>;

fn lines(case: &Case, pair: Pair) -> Goals {
    let Some(crosswalk) = case.crosswalk(pair.0, pair.1) else { return Vec::new() };
    let initiatives = case.programme.initiatives.iter().map(|found| found.id);
    let proposed = proposals(crosswalk, initiatives, &case.contributions);
    let goals = case.framework(pair.1).map_or(&[][..], |found| &found.goals);
    let of_goal = |goal: &weighbridge::framework::Goal| {
        let own = proposed.iter().filter(|one| one.goal == goal.id);
        let lines: Vec<Line> = own.map(|one| line(case, one)).collect();
        (!lines.is_empty()).then(|| (goal.id, goal.title.clone(), lines))
    };
    goals.iter().filter_map(of_goal).collect()
}

fn line(case: &Case, proposal: &Proposal<'_>) -> Line {
    let recorded = case.contribution(proposal.initiative, proposal.goal);
    let choice = |source: &Source<'_>| {
        let goal = case.goal(source.found.goal).map_or("goal", |goal| goal.label());
        Some((source.link.from, format!("Carry {} from {goal}", assessment_mark(source.carries?))))
    };
    let differ = proposal.agreed().is_none();
    Line {
        initiative: proposal.initiative,
        goal: proposal.goal,
        name: case.initiative(proposal.initiative).map_or_else(String::new, |found| found.name.clone()),
        sources: proposal.sources.iter().map(|source| source_words(case, source)).collect(),
        comes_to: proposal_words(proposal),
        is_agreed: !differ,
        to_choose: if differ { proposal.sources.iter().filter_map(choice).collect() } else { Vec::new() },
        recorded: recorded
            .filter(|found| found.assessment != Assessment::NotAssessed)
            .map(|found| (assessment_mark(found.assessment), found.is_carried())),
    }
}

/// What is proposed, carried and confirmed.
#[component]
pub(super) fn Carried(session: Session, pair: Pair) -> impl IntoView {
    let case = session.case();
    let goals: Memo<Goals> = Memo::new(move |_| {
        // It reads the rows of every initiative, so a change is painted first.
        session.settled();
        session.key().track();
        case.with_untracked(|case| lines(case, pair))
    });
    let waiting = Memo::new(move |_| case.with(|case| waiting(case, pair, None).len()));
    let n_free = move || {
        let is_free = |line: &&Line| line.recorded.is_none() && line.is_agreed;
        goals.with(|goals| goals.iter().flat_map(|(.., lines)| lines).filter(is_free).count())
    };
    let carry_id = format!("carry-{}-{}", pair.0, pair.1);
    let carry = move |_| {
        session.dispatch(&Edit::Crosswalk(CrosswalkEdit::Carry(pair.0, pair.1)));
        focus_soon(&[&format!("take-back-{}-{}", pair.0, pair.1), &crosswalk_id(pair)]);
    };
    let take_back = move |_| {
        session.dispatch(&Edit::Crosswalk(CrosswalkEdit::TakeBack(pair.0, pair.1)));
        focus_soon(&[&format!("carry-{}-{}", pair.0, pair.1), &crosswalk_id(pair)]);
    };
    let take_back_id = format!("take-back-{}-{}", pair.0, pair.1);
    view! {
        <h4>"What it carries"</h4>
        <Show when=move || goals.with(Vec::is_empty)>
            <p class="soft">"Nothing: no initiative is scored for a goal that is linked."</p>
        </Show>
        <div class="row">
            <Show when=move || { n_free() > 0 }>
                <button class="button" type="button" id=carry_id.clone() on:click=carry>{move || format!("Carry {} over, to be confirmed", count(n_free(), "score", "scores"))}</button>
            </Show>
            <Show when=move || { waiting.get() > 0 }>
                <button class="button" type="button" id=take_back_id.clone() on:click=take_back>{move || format!("Take back {} not confirmed", count(waiting.get(), "score", "scores"))}</button>
            </Show>
        </div>
        <For each=move || goals.get() key=|(goal, ..)| *goal children=move |(goal, title, _)| view! { <OfGoal session pair goals goal title/> }/>
    }
}

/// Returns the cells that were carried by a crosswalk and wait to be confirmed; those of one goal, where it is named.
fn waiting(case: &Case, pair: Pair, goal: Option<GoalId>) -> Vec<(InitiativeId, GoalId)> {
    let goals: Vec<GoalId> =
        case.framework(pair.1).map_or_else(Vec::new, |found| found.goals.iter().map(|one| one.id).collect());
    let is_it = |found: &&weighbridge::alignment::Contribution| {
        found.is_carried()
            && goal.is_none_or(|goal| found.goal == goal)
            && goals.contains(&found.goal)
            && found.carried_from.as_ref().is_some_and(|origin| origin.framework == pair.0)
    };
    case.contributions.by_row().filter(is_it).map(|found| (found.initiative, found.goal)).collect()
}

#[component]
fn OfGoal(session: Session, pair: Pair, goals: Memo<Goals>, goal: GoalId, title: String) -> impl IntoView {
    let own = Memo::new(move |_| {
        goals
            .with(|goals| goals.iter().find(|(id, ..)| *id == goal).map(|(.., lines)| lines.clone()))
            .unwrap_or_default()
    });
    let all = RwSignal::new(false);
    let rest = move || own.with(|lines| lines.len().saturating_sub(SHOWN));
    let shown = move || {
        own.with(|lines| lines.iter().take(if all.get() { usize::MAX } else { SHOWN }).cloned().collect::<Vec<Line>>())
    };
    let waits = Memo::new(move |_| session.case().with(|case: &Arc<Case>| waiting(case, pair, Some(goal))));
    let (heading, name) = (format!("carried-{}-{goal}", pair.0), title.clone());
    let back = heading.clone();
    let confirm_all = move |_| {
        let cells = waits.get_untracked();
        let edits = cells.iter().map(|(initiative, goal)| Edit::Alignment(AlignmentEdit::Confirm(*initiative, *goal)));
        let what = format!("Confirm {} for {name}", count(cells.len(), "score", "scores"));
        session.dispatch(&Edit::Together(what, edits.collect()));
        focus_soon(&[&back]);
    };
    let (label, labelled) = (title.clone(), heading.clone());
    let row = move |line: Line| carried_row(session, pair, &line);
    view! {
        <section aria-labelledby=labelled>
            <h5 class="crosswalk__goal" id=heading tabindex="-1">{title}</h5>
            <Show when=move || { waits.with(Vec::len) > 1 }>
                <button class="button button--small" type="button" aria-label={ let label = label.clone(); move || format!("Confirm all {} for {label}", waits.with(Vec::len)) } on:click=confirm_all.clone()>{move || format!("Confirm all {}", waits.with(Vec::len))}</button>
            </Show>
            <ul class="carried" role="list">
                <For each=shown key=|line| (line.initiative, line.recorded.clone(), line.sources.clone()) children=row/>
            </ul>
            <Show when=move || { rest() > 0 && !all.get() }>
                <button class="link" type="button" on:click=move |_| all.set(true)>{move || format!("Show {} more", rest())}</button>
            </Show>
        </section>
    }
}

fn carried_row(session: Session, pair: Pair, line: &Line) -> AnyView {
    let (initiative, goal, name) = (line.initiative, line.goal, line.name.clone());
    let heading = format!("carried-{}-{goal}", pair.0);
    let confirm = {
        let heading = heading.clone();
        move |_| {
            session.dispatch(&Edit::Alignment(AlignmentEdit::Confirm(initiative, goal)));
            focus_soon(&[&heading]);
        }
    };
    let state = match &line.recorded {
        None => view! { <p class="carried__mark">{line.comes_to.clone()}</p> }.into_any(),
        Some((mark, true)) => view! {
            <p class="carried__mark">{mark.clone()}", carried, not confirmed"</p>
            <button class="button button--small" type="button" aria-label=format!("Confirm {mark} for {name}") on:click=confirm>"Confirm"</button>
        }
        .into_any(),
        Some((mark, false)) => view! { <p class="carried__mark">"Stands at "{mark.clone()}</p> }.into_any(),
    };
    let choices = line.to_choose.iter().filter(|_| line.recorded.as_ref().is_none_or(|(_, waits)| *waits)).map(|(from, words)| {
        let (from, heading) = (*from, heading.clone());
        let carry = move |_| {
            session.dispatch(&Edit::Crosswalk(CrosswalkEdit::CarryFrom(initiative, from, goal)));
            focus_soon(&[&heading]);
        };
        view! { <button class="button button--small" type="button" aria-label=format!("{words}, for {name}") on:click=carry>{words.clone()}</button> }
    });
    let sources = line.sources.iter().map(|source| view! { <li>{source.clone()}</li> }).collect_view();
    view! {
        <li class="carried__row">
            <div>
                <p><b>{line.name.clone()}</b></p>
                <ul class="note">{sources}</ul>
            </div>
            <div class="carried__act">{state}{choices.collect_view()}</div>
        </li>
    }
    .into_any()
}
