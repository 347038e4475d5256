//! What a careful reader would ask of the programme: findings with their answers.

use crate::parts::finding::{Answering, finding_item};
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::edit::{CaseEdit, Edit};
use weighbridge::health::{Finding, Level};
use weighbridge::id::InitiativeId;
use weighbridge::present::{FindingWords, finding_words};
use weighbridge::route::{Page, Route};

/// How many findings are shown at a time.
const A_PAGE: usize = 50;

/// The findings, a page at a time.
pub(crate) fn list(session: Session, id: &'static str, found: Memo<Vec<Finding>>) -> AnyView {
    let mounting = Mounting::of(A_PAGE);
    let paging = Paging::new(
        [id, "Findings"],
        &session.key().get_untracked().unwrap_or_default(),
        Signal::derive(move || found.with(Vec::len)),
        Signal::stored(A_PAGE),
    );
    let shown = move || found.with(|found| found.get(paging.rows()).unwrap_or_default().to_vec());
    let key = move |finding: &Finding| (finding.key(), finding_words(None, finding).about);
    let row = move |finding: Finding| {
        let (words, id) = (finding_words(None, &finding), format!("answer-{}", finding.key().replace([':', '+'], "-")));
        let todo = todo(session, &words, &finding);
        let (key, is_to_answer) = (finding.key(), finding.level() == Level::Open);
        let answering = Answering {
            reason: Memo::new(move |_| {
                session.case().with(|case| finding.answer(&case.answers).unwrap_or_default().to_owned())
            }),
            commit: Callback::new(move |words| session.commit(&Edit::Case(CaseEdit::Answer(key.clone(), words)))),
        };
        finding_item(id, words, todo, is_to_answer.then_some(answering))
    };
    view! {
        {paging.line()}
        <ul class="findings" role="list" aria-busy=mounting.busy()>
            <Gradual mounting each=shown key=key children=row/>
        </ul>
        {paging.links()}
    }
    .into_any()
}

/// How many initiatives of a finding are led to.
const LED_TO: usize = 4;

/// Returns what to do about a finding, with links to the initiatives that it is about.
fn todo(session: Session, words: &FindingWords, finding: &Finding) -> AnyView {
    let link = |id: InitiativeId| {
        let name = session.case().with_untracked(|case| case.initiative(id).map(|found| found.name.clone()))?;
        let href =
            move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Initiative(id) }.hash();
        Some(view! { " "<a href=href>{name}</a> })
    };
    let links = finding.initiatives().take(LED_TO).filter_map(link).collect_view();
    view! { {words.todo}{links} }.into_any()
}
