//! The initiatives of a goal, by what is said of them: those that support it, that harm it, and of which nobody knows.

use super::GoalState;
use crate::pages::programme::as_at;
use crate::parts::flow::Show;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use leptos::prelude::*;
use weighbridge::alignment::{Assessment, Contribution};
use weighbridge::case::Case;
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::route::{Page, Route};

/// How many initiatives of a list are shown at a time.
const A_PAGE: usize = 25;

/// Which of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Scored above 0.
    Supports,
    /// Scored below 0.
    Harms,
    /// Looked at, and the evidence is missing.
    Unknown,
    /// Nobody has looked.
    NotLookedAt,
    /// Scored 0.
    Neutral,
    /// It does not apply.
    Absent,
}

impl Which {
    fn holds(self, assessment: Assessment) -> bool {
        let of = match assessment {
            Assessment::NotAssessed => Which::NotLookedAt,
            Assessment::Unknown => Which::Unknown,
            Assessment::NotApplicable => Which::Absent,
            Assessment::Scored(effect) => match effect.get() {
                0 => Which::Neutral,
                points if points > 0 => Which::Supports,
                _ => Which::Harms,
            },
        };
        of == self
    }

    /// Returns the name of the list in the page, and its heading.
    fn words(self) -> [&'static str; 2] {
        match self {
            Which::Supports => ["goal-supports", "What supports it"],
            Which::Harms => ["goal-harms", "What harms it"],
            Which::Unknown => ["goal-unknown", "Unknown: looked at, no evidence"],
            Which::NotLookedAt => ["goal-unseen", "Not looked at"],
            Which::Neutral => ["goal-neutral", "Neither helps nor harms"],
            Which::Absent => ["goal-absent", "Does not apply to"],
        }
    }
}

/// What a row shows.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Row {
    id: InitiativeId,
    name: String,
    assessment: Assessment,
    reason: String,
    answer: String,
    budget: String,
    /// What is to be found out, and by whom.
    task: String,
    /// On what the number rests.
    rests_on: String,
}

/// Returns who is to find out about a contribution; empty where nobody is.
fn task(case: &Case, found: Option<&Contribution>) -> String {
    let id = found.and_then(|found| found.find_out);
    let action = id.and_then(|id| case.programme.actions.iter().find(|action| action.id == id));
    action
        .map_or_else(String::new, |action| format!("{}: {}.", action.text, present::task_words(action, as_at(case).0)))
}

fn rows(case: &Case, state: GoalState, which: Which) -> Vec<Row> {
    state.summary.with(|summary| {
        let Some(at) = summary.goals.iter().position(|row| row.id == state.id) else { return Vec::new() };
        // The rows of a summary are the initiatives in their order.
        let all = summary.initiatives.iter().zip(&case.programme.initiatives);
        let own = all.filter(|(row, _)| which.holds(row.cells[at]));
        let row = |(row, initiative): (
            &weighbridge::alignment::summary::InitiativeRow,
            &std::sync::Arc<weighbridge::programme::Initiative>,
        )| {
            let found = case.contribution(row.id, state.id);
            Row {
                id: row.id,
                name: initiative.name.clone(),
                assessment: row.cells[at],
                reason: found.map_or_else(String::new, |found| found.reason.clone()),
                answer: found.map_or_else(String::new, |found| found.mitigation.clone()),
                budget: initiative.budget.map_or_else(String::new, present::money),
                task: task(case, found),
                rests_on: found
                    .and_then(|found| found.confidence)
                    .map_or_else(String::new, |one| one.word().to_lowercase()),
            }
        };
        let mut rows: Vec<Row> = own.map(row).collect();
        // The strongest first; those that are alike as in the programme.
        rows.sort_by_key(|row| match row.assessment {
            Assessment::Scored(effect) => -i32::from(effect.get()).abs(),
            _ => 0,
        });
        rows
    })
}

/// Returns a word for what a number rests on within a sentence.
fn rests(word: &str) -> String {
    if word == "guess" { "a guess".to_owned() } else { word.to_owned() }
}

/// Returns a list under its heading; nothing where it is empty.
pub(super) fn section(state: GoalState, which: Which) -> AnyView {
    let session = state.session;
    let all = Memo::new(move |_| session.case().with(|case| rows(case, state, which)));
    let [id, heading] = which.words();
    let heading_id = format!("h-{id}");
    let paging = Paging::new(
        [id, "Initiatives"],
        &format!("{} {}", session.key().get_untracked().unwrap_or_default(), state.id),
        Signal::derive(move || all.with(Vec::len)),
        Signal::stored(A_PAGE),
    );
    let mounting = Mounting::of(A_PAGE);
    let shown = move || all.with(|all| all.get(paging.rows()).unwrap_or_default().to_vec());
    let key = move || session.key().get_untracked().unwrap_or_default();
    let row = move |row: Row| {
        let to_initiative = Route::Case { key: key(), page: Page::Initiative(row.id) }.hash();
        let to_cell = Route::Case { key: key(), page: Page::Cell(row.id, state.id) }.hash();
        let is_scored = matches!(row.assessment, Assessment::Scored(_));
        let mark = present::assessment_mark(row.assessment);
        let mark_class = if which == Which::Harms { "matrix__harm" } else { "" };
        let effect = is_scored.then(|| view! { <span class=mark_class>{mark}</span>" " });
        let (words, label) = match which {
            Which::Unknown | Which::NotLookedAt => ("Score it", format!("Score it: {}", row.name)),
            _ => ("Change", format!("Change: {}", row.name)),
        };
        let reason = match (row.reason.as_str(), is_scored || which == Which::Absent) {
            ("", true) => view! { <span class="muted">"No reason yet."</span> }.into_any(),
            (said, _) => said.to_owned().into_any(),
        };
        let answer = (which == Which::Harms).then(|| match row.answer.as_str() {
            "" => view! { <p class="goal__answer"><b>"No answer yet."</b></p> }.into_any(),
            said => view! { <p class="goal__answer">{format!("Answer: {said}")}</p> }.into_any(),
        });
        let task =
            (!row.task.is_empty()).then(|| view! { <p class="goal__answer">"To be found out. "{row.task.clone()}</p> });
        let rests_on = (!row.rests_on.is_empty())
            .then(|| view! { <p class="goal__answer note">{format!("It rests on {}.", rests(&row.rests_on))}</p> });
        let budget = (!row.budget.is_empty()).then(|| view! { <span class="goal__budget">{row.budget.clone()}</span> });
        view! {
            <li class="goal__row">
                <p class="goal__who">{effect}<a href=to_initiative>{row.name.clone()}</a>{budget}</p>
                <p class="goal__why">{reason}</p>
                {answer}
                {rests_on}
                {task}
                <p class="goal__change no-print"><a href=to_cell aria-label=label>{words}</a></p>
            </li>
        }
    };
    let n = move || all.with(|all| present::count(all.len(), "initiative", "initiatives"));
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="section" aria-labelledby=heading_id.clone()>
                <h2 id=heading_id.clone()>{heading}</h2>
                <p class="note">{n}"."</p>
                {paging.line()}
                <ul class="goal__rows" role="list" aria-busy=mounting.busy()>
                    <Gradual mounting each=shown key=Clone::clone children=row/>
                </ul>
                {paging.links()}
            </section>
        </Show>
    }
    .into_any()
}
