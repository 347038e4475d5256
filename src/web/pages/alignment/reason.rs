//! The reason panel: the scale for a mouse, the reason and the source of one cell.

use super::keys::{REASON_FIELD, record};
use super::{AlignmentState, Cell, cell_id, task};
use crate::browser::page;
use crate::parts::field::{TextArea, TextField};
use crate::parts::flow::Show;
use crate::parts::score_cell::score_class;
use crate::parts::select_field::SelectField;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use weighbridge::alignment::{Assessment, Effect};
use weighbridge::edit::{AlignmentEdit, Edit};
use weighbridge::present::{assessment_mark, assessment_words, carried_words};
use weighbridge::programme::Confidence;
use weighbridge::route::{Page, Route};

/// The panel of one cell. Escape leads back to the cell; what was typed is kept.
#[component]
pub(super) fn Reason(state: AlignmentState, cell: Cell) -> impl IntoView {
    let session = state.session;
    let (initiative, goal) = cell;
    let found = move |read: fn(&weighbridge::alignment::Contribution) -> String| {
        Signal::derive(move || {
            session.case().with(|case| case.contribution(initiative, goal).map(read).unwrap_or_default())
        })
    };
    let reason = found(|contribution| contribution.reason.clone());
    let source = found(|contribution| contribution.source.clone());
    let answer = found(|contribution| contribution.mitigation.clone());
    // What was answered stays in sight when the number changes.
    let is_harm = move || {
        let case = session.case();
        let harms = |found: &weighbridge::alignment::Contribution| matches!(found.assessment, Assessment::Scored(effect) if effect.get() < 0);
        case.with(|case| {
            case.contribution(initiative, goal).is_some_and(|found| harms(found) || !found.mitigation.is_empty())
        })
    };
    let title = move || {
        session.case().with(|case| {
            let name = case.initiative(initiative).map_or("", |found| found.name.as_str());
            let goal = case.goal(goal).map_or("", |goal| goal.title.as_str());
            format!("{name} against “{goal}”")
        })
    };
    let goal_text = move || session.case().with(|case| case.goal(goal).map(|goal| goal.text.clone()));
    let give_reason =
        Callback::new(move |text| session.commit(&Edit::Alignment(AlignmentEdit::SetReason(initiative, goal, text))));
    let give_source =
        Callback::new(move |text| session.commit(&Edit::Alignment(AlignmentEdit::SetSource(initiative, goal, text))));
    let give_answer = Callback::new(move |text| {
        session.commit(&Edit::Alignment(AlignmentEdit::SetMitigation(initiative, goal, text)))
    });
    // The way back is taken before a field can act on the key, so that leaving it keeps what was typed.
    let back = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            page::focus(&cell_id(cell));
        }
    };
    view! {
        <section class="reason" aria-labelledby="h-reason" on:keydown:capture=back>
            <div class="stack-tight">
                <h2 class="reason__title" id="h-reason">{title}</h2>
                <p class="note">{goal_text}</p>
                <Scale state cell/>
                {rests_on(state, cell)}
                {about(state, cell)}
            </div>
            <div class="stack-tight">
                <TextArea id=REASON_FIELD label="Reason" value=reason commit=give_reason rows=3/>
                <TextField id="reason-source" label="Source" value=source commit=give_source/>
                <Show when=is_harm><TextField id="reason-answer" label="What is done about the harm" value=answer commit=give_answer/></Show>
                {task::task(state, cell)}
                <p class="note">
                    <button class="link" type="button" on:click=move |_| { page::focus(&cell_id(cell)); }>"Back to the cell"</button>
                    " (Escape)"
                </p>
            </div>
        </section>
    }
}

/// Returns the choice of what a number rests on.
fn rests_on(state: AlignmentState, (initiative, goal): Cell) -> AnyView {
    let session = state.session;
    let value = Signal::derive(move || {
        session.case().with(|case| case.contribution(initiative, goal).and_then(|found| found.confidence))
    });
    let choices = Confidence::ALL.map(|one| (Some(one), one.word().to_owned()));
    let choices: Vec<_> = std::iter::once((None, "Not said".to_owned())).chain(choices).collect();
    let choose = Callback::new(move |confidence| {
        session.dispatch(&Edit::Alignment(AlignmentEdit::SetConfidence(initiative, goal, confidence)));
    });
    view! { <div class="reason__rests"><SelectField id="reason-confidence" label="It rests on" value choices=Signal::stored(choices) choose/></div> }
        .into_any()
}

/// Returns the ways to all that is said of the initiative and of the goal.
fn about(state: AlignmentState, (initiative, goal): Cell) -> AnyView {
    let href = move |page: Page| {
        let session = state.session;
        move || Route::Case { key: session.key().get().unwrap_or_default(), page }.hash()
    };
    view! {
        <p class="note reason__about"><a href=href(Page::Goal(goal))>"About this goal"</a><a href=href(Page::Initiative(initiative))>"About this initiative"</a></p>
    }
    .into_any()
}

#[component]
fn Scale(state: AlignmentState, cell: Cell) -> impl IntoView {
    let assessment = Memo::new(move |_| {
        state.session.case().with(|case| {
            case.contributions.get(cell.0, cell.1).map_or(Assessment::NotAssessed, |found| found.assessment)
        })
    });
    let illustrative = move || {
        state.session.case().with(|case| case.contribution(cell.0, cell.1).is_some_and(|found| found.illustrative))
    };
    let confirm = move |_| {
        state.session.dispatch(&Edit::Alignment(AlignmentEdit::Confirm(cell.0, cell.1)));
        page::focus(&cell_id(cell));
    };
    let carried = move || {
        let words = state.session.case().with(|case| {
            let found = case.contribution(cell.0, cell.1).filter(|found| found.is_carried())?;
            Some(carried_words(case, found.carried_from.as_ref()?))
        });
        words.map(|words| view! {
            <p class="note">{words}" "<button class="link" type="button" id="confirm-carried" on:click=confirm>"Confirm it"</button></p>
        })
    };
    let pressed = move |this: Assessment| move || (assessment.get() == this).to_string();
    let points = move |effect: Effect| {
        let this = Assessment::Scored(effect);
        view! {
            <button class=score_class(this) type="button" aria-label=assessment_words(this) aria-pressed=pressed(this)
                on:click=move |_| record(state, cell, this)>{assessment_mark(this)}</button>
        }
    };
    let other = move |this: Assessment, label: &'static str| {
        view! {
            <button class="button" type="button" aria-pressed=pressed(this) on:click=move |_| record(state, cell, this)>{label}</button>
        }
    };
    view! {
        <div class="reason__scale" role="group" aria-label="Contribution">{Effect::ALL.map(points).collect_view()}</div>
        <div class="reason__other">
            {other(Assessment::NotApplicable, "Not applicable")}
            {other(Assessment::Unknown, "Unknown")}
            <button class="button" type="button" on:click=move |_| record(state, cell, Assessment::NotAssessed)>"Clear"</button>
        </div>
        <p class="note"><b class="reason__now">{move || crate::parts::sentence(&assessment_words(assessment.get()))}</b>" Keys in the matrix: 0 to 3, minus, N, U, Delete."</p>
        {carried}
        <Show when=illustrative>
            <p class="note">"This number is illustrative: nobody vouches for it. Scoring the cell makes it yours."</p>
        </Show>
    }
}
