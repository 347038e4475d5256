//! The appraisals of a case, and starting one.

use crate::parts::adder::Adder;
use crate::session::{Session, opening_step};
use leptos::prelude::*;
use weighbridge::edit::{CaseEdit, Edit};
use weighbridge::present::count;
use weighbridge::route::{Page, Route, Step};

/// The list of appraisals.
#[component]
pub(crate) fn Appraisals(session: Session) -> impl IntoView {
    let add = Callback::new(move |title: String| {
        session.commit(&Edit::Case(CaseEdit::AddAppraisal(title)))?;
        let newest = session.case().with_untracked(|case| case.appraisals.last().map(|appraisal| appraisal.id));
        if let (Some(id), Some(key)) = (newest, session.key().get_untracked()) {
            session.go(&Route::Case { key, page: Page::Appraisal(id, Step::Context) });
        }
        Ok(())
    });
    let rows = move || {
        let key = session.key().get().unwrap_or_default();
        let appraisals = session.case().with(|case| case.appraisals.clone());
        appraisals
            .into_iter()
            .map(|appraisal| {
                let route = Route::Case { key: key.clone(), page: Page::Appraisal(appraisal.id, opening_step(&appraisal)) };
                let options = count(appraisal.alternatives.len(), "option", "options");
                let criteria = count(appraisal.leaves().len(), "criterion", "criteria");
                let (id, title) = (appraisal.id, appraisal.title.clone());
                view! {
                    <li class="case">
                        <h2 class="case__name"><a href=route.hash()>{appraisal.title.clone()}</a></h2>
                        <p class="case__holds">{options}", "{criteria}"."</p>
                        <p class="case__copy"><button class="link" type="button" aria-label=format!("Remove {title}")
                            on:click=move |_| session.dispatch(&Edit::Case(CaseEdit::RemoveAppraisal(id)))>"Remove"</button></p>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <h1>"Appraisals"</h1>
        <p class="headline__next">"An appraisal compares options on declared criteria. Business as usual and do minimum are there from the start."</p>
        <ul class="cases" role="list">{rows}</ul>
        <Adder id="add-appraisal" label="What is to be decided?" button="Start an appraisal" add/>
    }
}
