//! What a careful reader would ask of the programme: findings with their answers.

use crate::parts::finding::{Answering, finding_item};
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::edit::{CaseEdit, Edit};
use weighbridge::health::{Finding, Level};
use weighbridge::id::{GoalId, InitiativeId};
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

/// How many things of a finding are led to.
const LED_TO: usize = 4;

/// Returns what to do about a finding, with links to what it is about: one cell of the matrix, or initiatives and goals.
fn todo(session: Session, words: &FindingWords, finding: &Finding) -> AnyView {
    let initiatives: Vec<InitiativeId> = finding.initiatives().collect();
    let goals: Vec<GoalId> = finding.goals().collect();
    let case = session.case();
    let named = |id: InitiativeId| case.with_untracked(|case| case.initiative(id).map(|found| found.name.clone()));
    let titled = |id: GoalId| case.with_untracked(|case| case.goal(id).map(|goal| goal.title.clone()));
    let mut links: Vec<(Page, String)> = Vec::new();
    if let ([initiative], [goal]) = (initiatives.as_slice(), goals.as_slice()) {
        let names = named(*initiative).zip(titled(*goal));
        links.extend(names.map(|(by, to)| (Page::Cell(*initiative, *goal), format!("{by} for {to}"))));
    } else {
        links.extend(initiatives.iter().filter_map(|id| Some((Page::Initiative(*id), named(*id)?))));
        links.extend(goals.iter().filter_map(|id| Some((Page::Goal(*id), titled(*id)?))));
    }
    // A page does not lead to itself.
    let here = session.route.with_untracked(|route| match route {
        Route::Case { page, .. } => Some(*page),
        _ => None,
    });
    links.retain(|(page, _)| Some(*page) != here);
    let link = |(page, words): (Page, String)| {
        let href = move || Route::Case { key: session.key().get().unwrap_or_default(), page }.hash();
        view! { " "<a href=href>{words}</a> }
    };
    let links = links.into_iter().take(LED_TO).map(link).collect_view();
    view! { {words.todo}{links} }.into_any()
}
