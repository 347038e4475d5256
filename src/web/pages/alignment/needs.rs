//! What a matrix is made of: initiatives and frameworks.

use crate::parts::adder::Adder;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::edit::{Edit, ProgrammeEdit};
use weighbridge::present;
use weighbridge::route::{Page, Route};

/// What to begin with, as long as there is no matrix.
#[component]
pub(super) fn Teaching() -> impl IntoView {
    view! {
        <p class="headline__next">"Score what each initiative does for each goal, from −3, large adverse, to +3, large beneficial, and say why in a line. The matrix then shows what is supported, what is harmed, and which goals nothing supports."</p>
        <ol class="teaching">
            <li>"Add the initiatives of the programme."</li>
            <li>"Choose at least one framework of goals, or add your own, under Frameworks."</li>
        </ol>
    }
}

/// Which frameworks there are, and the way to the page that changes them.
#[component]
pub(super) fn Frameworks(session: Session) -> impl IntoView {
    let href = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Frameworks }.hash();
    let titles = move || {
        session.case().with(|case| {
            let words = case.frameworks.iter().map(|framework| present::framework_words(framework));
            words.map(|words| view! { <li>{words}</li> }).collect_view()
        })
    };
    view! {
        <section class="section no-print" aria-labelledby="h-frameworks">
            <h2 id="h-frameworks" tabindex="-1">"Frameworks"</h2>
            <ul>{titles}</ul>
            <p><a id="to-frameworks" href=href>"Choose, word and carry over frameworks"</a></p>
        </section>
    }
}

/// Adding an initiative without leaving the page.
#[component]
pub(super) fn Initiatives(session: Session) -> impl IntoView {
    let add = Callback::new(move |name: String| session.commit(&Edit::Programme(ProgrammeEdit::AddInitiative(name))));
    let href = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Programme }.hash();
    view! {
        <section class="section no-print" aria-labelledby="h-initiatives">
            <h2 id="h-initiatives">"Initiatives"</h2>
            <p class="note">"To rename, reorder or remove them, or to give status, dates and money, go to the "<a href=href>"programme"</a>"."</p>
            <Adder id="add-initiative" label="Name of the initiative" button="Add initiative" add/>
        </section>
    }
}
