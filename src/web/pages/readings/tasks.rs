//! What is to be found out: each with who does it and by when, and the cell that it is about.

use super::Readings;
use crate::pages::programme::as_at;
use crate::parts::flow::Show;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use leptos::prelude::*;
use weighbridge::present::{self, Task};
use weighbridge::route::{Page, Route};

/// How many tasks are shown at a time.
const A_PAGE: usize = 25;

/// The list, under its sentence; nothing where nothing is unknown and nothing is to be found out.
#[component]
pub(super) fn Tasks(readings: Readings) -> impl IntoView {
    let session = readings.session;
    // It reads every contribution, so a change is painted first.
    let found = Memo::new(move |_| {
        session.settled();
        session.key().track();
        session.case().with_untracked(|case| {
            let as_at = as_at(case).0;
            (present::tasks_sentence(case, as_at), present::tasks(case, as_at))
        })
    });
    let paging = Paging::new(
        ["tasks", "Tasks"],
        &session.key().get_untracked().unwrap_or_default(),
        Signal::derive(move || found.with(|(_, all)| all.len())),
        Signal::stored(A_PAGE),
    );
    let mounting = Mounting::of(A_PAGE);
    let shown = move || found.with(|(_, all)| all.get(paging.rows()).unwrap_or_default().to_vec());
    let row = move |task: Task| {
        let key = session.key().get_untracked().unwrap_or_default();
        let href = Route::Case { key, page: Page::Cell(task.initiative, task.goal) }.hash();
        let (class, kind) = match (task.is_late, task.is_open) {
            (true, _) => ("finding__kind finding__kind--error", "Late"),
            (false, true) => ("finding__kind", "Open"),
            (false, false) => ("finding__kind", "Over"),
        };
        view! {
            <li class="finding">
                <span class=class>{kind}</span>
                <div class="finding__body">
                    <h3 class="finding__what">{task.what}</h3>
                    <p>{crate::parts::sentence(&task.who)}</p>
                    <p class="no-print"><a href=href>{task.pair}</a></p>
                </div>
            </li>
        }
    };
    let report = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Report }.hash();
    view! {
        <Show when=move || found.with(|(words, all)| !words.is_empty() || !all.is_empty())>
            <section class="section" aria-labelledby="h-tasks">
                <h2 id="h-tasks">"What is to be found out"</h2>
                <p class="measure">{move || found.with(|(words, _)| words.clone())}</p>
                <p class="note measure no-print">"A task is given in the matrix, beside the cell that it is about. It stands among the "<a href=report>"actions of the report"</a>" too."</p>
                <Show when=move || found.with(|(_, all)| !all.is_empty())>
                    {paging.line()}
                    <ul class="findings" role="list" aria-busy=mounting.busy()>
                        <Gradual mounting each=shown key=Clone::clone children=row/>
                    </ul>
                    {paging.links()}
                </Show>
            </section>
        </Show>
    }
}
