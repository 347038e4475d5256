//! The workshops on an appraisal, and starting one.

use crate::parts::adder::Adder;
use crate::session::workshop_case::WorkshopCase;
use crate::session::{Notice, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::edit::{Edit, WorkshopEdit};
use weighbridge::id::AppraisalId;
use weighbridge::present::{self, count};
use weighbridge::route::{Page, Route, Step};
use weighbridge::workshop::{Session as Record, talk};

/// The list of workshops.
#[component]
pub(crate) fn Workshops(session: Session, id: AppraisalId) -> impl IntoView {
    let add = Callback::new(move |title: String| {
        if title.trim().is_empty() {
            return Err(weighbridge::edit::EditError::NameMissing);
        }
        spawn_local(async move {
            match session.open_workshop(id, title).await {
                Ok(id) => {
                    let key = session.key().get_untracked().unwrap_or_default();
                    session.go(&Route::Case { key, page: Page::Workshop(id) });
                }
                Err(why) => session.notice.set(Some(Notice::problem(format!("Not started: {why}.")))),
            }
        });
        Ok(())
    });
    let rows = move || {
        let key = session.key().get().unwrap_or_default();
        session.case().with(|case| {
            let own = case.sessions.iter().filter(|workshop| workshop.appraisal() == id);
            own.map(|workshop| {
                let state = state(workshop, case.appraisal(id).map(AsRef::as_ref));
                let (at, title) = (workshop.id, workshop.title.clone());
                let route = Route::Case { key: key.clone(), page: Page::Workshop(at) };
                let remove = (!workshop.has_revealed()).then(|| {
                    view! {
                        <p class="case__copy"><button class="link" type="button" aria-label=format!("Remove {title}")
                            on:click=move |_| session.dispatch(&Edit::Workshop(WorkshopEdit::RemoveSession(at)))>"Remove"</button></p>
                    }
                });
                view! {
                    <li class="case">
                        <h2 class="case__name"><a href=route.hash()>{title.clone()}</a></h2>
                        <p class="case__holds">{state}</p>
                        {remove}
                    </li>
                }
            })
            .collect_view()
        })
    };
    let tokens =
        Memo::new(move |_| session.case().with(|case| case.sessions.iter().map(|one| one.id).collect::<Vec<_>>()));
    Effect::new(move |_| {
        // A memo that nobody reads is never worked out, and so tells of no change.
        tokens.with(|_| ());
        WorkshopCase::open(session).tidy_boxes();
    });
    let back = move || {
        let key = session.key().get().unwrap_or_default();
        Route::Case { key, page: Page::Appraisal(id, Step::Scores) }.hash()
    };
    let title = move || {
        session.case().with(|case| case.appraisal(id).map_or_else(String::new, |appraisal| appraisal.title.clone()))
    };
    view! {
        <p class="headline__over"><a href=back>{title}</a></p>
        <h1>"Workshops"</h1>
        <p class="headline__next">"A room scores in silence, sees all answers at once, talks where it differs and it matters, and leaves with a record."</p>
        <p class="headline__guard">"One laptop and slips of paper are enough. Scores stay sealed until they are revealed: they are in no save, no log and no file before."</p>
        <ul class="cases" role="list">{rows}</ul>
        <Adder id="add-workshop" label="What is the workshop called?" button="Start a workshop" add/>
    }
}

/// Returns how far a workshop is, in a line.
fn state(workshop: &Record, appraisal: Option<&weighbridge::appraisal::Appraisal>) -> String {
    let held = workshop.held.map_or(String::new(), |date| format!("{}. ", present::date(date)));
    let found = appraisal.map(|appraisal| talk(appraisal, workshop)).unwrap_or_default();
    let open = workshop.rounds.iter().filter(|round| round.is_open()).count();
    let words = match (workshop.closed, workshop.rounds.is_empty()) {
        (true, _) => format!("Closed. {} of {} scores settled.", found.n_settled, found.n_scored()),
        (false, true) => "Not begun.".to_owned(),
        (false, false) if found.n_scored() == 0 => format!("Scoring: {} open.", count(open, "question", "questions")),
        (false, false) => found.headline(),
    };
    format!("{held}{words}")
}
