//! The ledger of harm: what each initiative does against a goal, and what is done about it.

use super::{AlignmentState, keys};
use crate::parts::flow::Show;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use leptos::prelude::*;
use weighbridge::alignment::Assessment;
use weighbridge::present::{self, Harm, harms, harms_sentence};

/// How many harms are made at once.
const AT_ONCE: usize = 10;

/// How many harms are on a page.
const A_PAGE: usize = 20;

/// The list, under its sentence.
#[component]
pub(super) fn Harms(state: AlignmentState) -> impl IntoView {
    let session = state.session;
    // It reads every contribution, so a change is painted first.
    let all = Memo::new(move |_| {
        session.listed();
        session.key().track();
        session.case().with_untracked(|case| harms(case))
    });
    let mounting = Mounting::of(AT_ONCE);
    let paging = Paging::new(
        ["harms", "Harms"],
        &session.key().get_untracked().unwrap_or_default(),
        Signal::derive(move || all.with(Vec::len)),
        Signal::stored(A_PAGE),
    );
    let shown = move || all.with(|all| all.get(paging.rows()).unwrap_or_default().to_vec());
    let row = move |harm: Harm| {
        let cell = (harm.initiative, harm.goal);
        let (by, to) = harm.names;
        let mark = present::assessment_mark(Assessment::Scored(harm.effect));
        let words = present::assessment_words(Assessment::Scored(harm.effect));
        let is_open = harm.answer.is_empty();
        let press = if is_open { "Answer it" } else { "Change the answer" };
        let label = format!("{press}: {by}, {to}");
        let reason = if harm.reason.is_empty() { "No reason yet.".to_owned() } else { harm.reason };
        view! {
            <li class="harm">
                <p class="harm__what"><b>{by}</b>" against “"{to}"”: "<span class="matrix__harm">{mark}</span><span class="visually-hidden">{words}</span>". "{reason}</p>
                <p class="harm__answer">
                    {if is_open { "No answer yet. ".to_owned() } else { format!("Answer: {} ", harm.answer) }}
                    <button class="link" type="button" aria-label=label on:click=move |_| keys::to_answer(state, cell)>{press}</button>
                </p>
            </li>
        }
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="section" aria-labelledby="h-harm">
                <h2 id="h-harm">"Harm"</h2>
                <p>{move || all.with(|all| harms_sentence(all))}</p>
                {paging.line()}
                <ul class="harms" role="list" aria-busy=mounting.busy()>
                    <Gradual mounting each=shown key=Clone::clone children=row/>
                </ul>
                {paging.links()}
            </section>
        </Show>
    }
}
