//! Context and roles: what is decided, by whom and when, who is in the room, and how large a lead must be to count.

use super::AppraisalModel;
use crate::pages::programme::{DATE_HINT, read_date};
use crate::parts::field::{NumberField, TextArea, TextField};
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::appraisal::{Appraisal, Stage};
use weighbridge::case::Case;
use weighbridge::date::entry;
use weighbridge::edit::{CaseEdit, Edit, EditError, FrameEdit};
use weighbridge::finite::Finite;
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::route::{Page, Route};

const POINTS: &str = "a number from 0 to 100";

/// The context step.
#[component]
pub(crate) fn Context(model: AppraisalModel) -> impl IntoView {
    let case = model.session.case();
    let progress = Memo::new(move |_| {
        case.with(|case| model.record.with(|record| present::frame_progress(&case.context, record)))
    });
    let over = move || {
        let n = model.record.with(|record| record.frame.room.len());
        let room = if n == 0 { String::new() } else { format!(" {} in the room.", present::count(n, "role", "roles")) };
        format!("Context and roles.{room}")
    };
    let any_open = move || progress.with(|progress| !progress.open.is_empty());
    view! {
        <p class="headline__over">{over}</p>
        <h1 class="context__finding">{move || progress.with(|progress| progress.finding.clone())}</h1>
        <Show when=any_open fallback=|| view! { <p class="headline__next">"The context is complete."</p> }>
            <p class="headline__next">{move || progress.with(|progress| progress.open.clone())}</p>
        </Show>
        <Decision model/>
        <WhoDecides model/>
        <Room model/>
        <LeadThatCounts model/>
    }
}

/// Returns a text of the appraisal as a signal.
fn text(model: AppraisalModel, read: fn(&Appraisal) -> String) -> Signal<String> {
    Signal::derive(move || model.record.with(|record| read(record)))
}

/// What is decided, how far that is, and what the comparison rests on.
#[component]
fn Decision(model: AppraisalModel) -> impl IntoView {
    let edit = move |edit| model.session.commit_in(model.id, edit);
    let stage = Signal::derive(move || model.record.with(|record| record.frame.stage));
    let stages = std::iter::once(None).chain(Stage::ALL.map(Some));
    let stages = stages.map(|stage| (stage, present::stage_words(stage).to_owned())).collect::<Vec<_>>();
    let choose = Callback::new(move |stage| {
        model.session.dispatch(&Edit::Appraisal(model.id, FrameEdit::SetStage(stage).into()));
    });
    view! {
        <section class="section form" aria-labelledby="h-decision">
            <h2 id="h-decision">"The decision"</h2>
            {chosen_for(model)}
            <TextField id="appraisal-title" label="What is to be decided" value=text(model, |record| record.title.clone())
                commit=move |words| edit(FrameEdit::SetTitle(words).into())/>
            <SelectField id="appraisal-stage" label="Stage" value=stage choices=Signal::stored(stages) choose/>
            <TextArea id="appraisal-basis" label="Assumptions" rows=4
                hint="The years covered, the price base, what is taken as given, and anything else a reader must know."
                value=text(model, |record| record.basis.clone()) commit=move |words| edit(FrameEdit::SetBasis(words).into())/>
            <TextField id="appraisal-guidance" label="Guidance followed, and its edition"
                hint="For example: HM Treasury, The Green Book, 2022"
                value=text(model, |record| record.frame.guidance.clone()) commit=move |words| edit(FrameEdit::SetGuidance(words).into())/>
        </section>
    }
}

/// Returns the initiatives whose options are appraised here, as links; nothing where none says so.
fn chosen_for(model: AppraisalModel) -> impl IntoView {
    move || {
        let session = model.session;
        let key = session.key().get().unwrap_or_default();
        let own = session.case().with(|case| {
            let own = case.programme.initiatives.iter().filter(|one| one.appraisal == Some(model.id));
            own.map(|one| (one.id, one.name.clone())).collect::<Vec<_>>()
        });
        let link = |(at, (id, name)): (usize, (InitiativeId, String))| {
            let href = Route::Case { key: key.clone(), page: Page::Initiative(id) }.hash();
            let comma = if at > 0 { ", " } else { "" };
            view! { {comma}<a href=href>{name}</a> }
        };
        let n = own.len();
        (n > 0).then(|| view! { <p>"It chooses among the options of "{own.into_iter().enumerate().map(link).collect_view()}"."</p> })
    }
}

/// Whose paper it is, who decides and when: the same for the whole case.
#[component]
fn WhoDecides(model: AppraisalModel) -> impl IntoView {
    let session = model.session;
    let text = move |read: fn(&Case) -> String| Signal::derive(move || session.case().with(|case| read(case)));
    let meeting = text(|case| case.context.meeting.map_or_else(String::new, present::date));
    view! {
        <section class="section form" aria-labelledby="h-who">
            <h2 id="h-who">"Who decides, and when"</h2>
            <p class="note">"These apply to the whole case."</p>
            <TextField id="context-authority" label="Authority" hint="The council or other body whose paper this is"
                value=text(|case| case.context.authority.clone()) commit=move |words| session.commit(&Edit::Case(CaseEdit::SetAuthority(words)))/>
            <TextField id="context-committee" label="Committee" hint="Who receives the paper and decides"
                value=text(|case| case.context.committee.clone()) commit=move |words| session.commit(&Edit::Case(CaseEdit::SetCommittee(words)))/>
            <div class="form__short">
                <TextField id="context-meeting" label="Date of the meeting" hint=DATE_HINT value=meeting
                    commit=move |typed: String| session.commit(&Edit::Case(CaseEdit::SetMeeting(read_date(&typed, entry::read)?)))/>
            </div>
        </section>
    }
}

/// Who is in the room, a role a line.
#[component]
fn Room(model: AppraisalModel) -> impl IntoView {
    let commit = move |typed: String| {
        let roles = typed.lines().map(str::to_owned).collect();
        model.session.commit_in(model.id, FrameEdit::SetRoom(roles).into())
    };
    view! {
        <section class="section form" aria-labelledby="h-room">
            <h2 id="h-room">"Who is in the room"</h2>
            <p class="measure">"Scores and weights are judgements. Readers will ask whose. List the roles before scoring starts."</p>
            <TextArea id="appraisal-room" label="Roles, one on each line" hint="Such as Chief finance officer, or Tenant. Roles only, never a person’s name."
                rows=5 value=text(model, |record| record.frame.room.join("\n")) commit/>
        </section>
    }
}

/// How large a lead must be to count.
#[component]
fn LeadThatCounts(model: AppraisalModel) -> impl IntoView {
    let points = Signal::derive(move || model.record.with(|record| Some(record.materiality.get())));
    let commit = Callback::new(move |points: Option<f64>| {
        let points = points.and_then(Finite::new).ok_or(EditError::OutOfRange { expected: POINTS })?;
        model.session.commit_in(model.id, FrameEdit::SetMateriality(points).into())
    });
    let means = move || present::materiality_words(model.record.with(|record| record.materiality.get()));
    view! {
        <section class="section form" aria-labelledby="h-lead">
            <h2 id="h-lead">"The smallest lead that counts"</h2>
            <p class="measure">"How many points ahead must an option be before you call it the leader? Totals run from 0 to 100. Decide this before you see the ranking, or it will look chosen to fit."</p>
            <NumberField id="appraisal-materiality" label="Smallest lead that counts, in points" value=points expected=POINTS commit/>
            <p class="note measure" role="status">{means}</p>
        </section>
    }
}
