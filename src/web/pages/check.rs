//! Check a file: an exported appraisal is worked out again. Nothing that is open or kept is touched.

use crate::browser::drop;
use crate::browser::files::{self, FileError, Picked};
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::session::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::committee::{Difference, Verification, verify};
use weighbridge::route::{Page, Route};

/// What came of the last file.
#[derive(Clone, PartialEq)]
enum Outcome {
    /// None was chosen yet.
    Waiting,
    /// It was worked out again.
    Checked(String, Verification),
    /// It could not be; the words say why.
    Refused(String),
}

/// The page.
#[component]
pub(crate) fn Check(session: Session) -> impl IntoView {
    let outcome = RwSignal::new(Outcome::Waiting);
    let choose = move |_| {
        spawn_local(async move {
            match files::pick().await {
                Ok(None) | Err(FileError::Cancelled) => {}
                Ok(Some(picked)) => show(outcome, Ok(picked)),
                Err(error) => show(outcome, Err(error)),
            }
        });
    };
    let listeners = drop::on_files(
        || true,
        move |files| {
            spawn_local(async move {
                if let Some(file) = files.first() {
                    show(outcome, files::read_file(file).await);
                }
            });
        },
    );
    let listeners = StoredValue::new_local(listeners);
    on_cleanup(move || listeners.dispose());
    let back = session.key().get_untracked().map(|key| {
        let href = Route::Case { key, page: Page::Appraisals }.hash();
        view! { <p class="check__back"><a href=href>"Back to the open case"</a></p> }
    });
    view! {
            <h1>"Check an exported appraisal"</h1>
            <p class="headline__next check__about">"Every figure is worked out again from the inputs in the file, and every digest. Nothing that is open or kept here is changed, and nothing leaves this computer."</p>
            <div class="check__drop">
                <p><button class="button button--main" type="button" id="choose" on:click=choose>"Choose a file"</button></p>
                <p class="note">"Or drop it anywhere on this page."</p>
            </div>
            <div role="status">{move || outcome.with(said)}</div>
            {move || outcome.with(result)}
            {back}
    }
}

fn show(outcome: RwSignal<Outcome>, picked: Result<Picked, FileError>) {
    outcome.set(match picked {
        Ok(picked) => match verify(&picked.bytes) {
            Ok(found) => Outcome::Checked(picked.name, found),
            Err(error) => Outcome::Refused(format!("{} was not checked: {error}.", picked.name)),
        },
        Err(error) => Outcome::Refused(format!("Not checked: {error}.")),
    });
    focus_soon(&["check-result"]);
}

/// Returns what a screen reader hears at once.
fn said(outcome: &Outcome) -> AnyView {
    match outcome {
        Outcome::Checked(_, found) => view! { <span class="visually-hidden">{found.headline()}</span> }.into_any(),
        _ => ().into_any(),
    }
}

fn result(outcome: &Outcome) -> AnyView {
    match outcome {
        Outcome::Waiting => ().into_any(),
        Outcome::Refused(why) => view! {
            <div class="problem check__result" id="check-result" tabindex="-1" role="alert">
                <h2>"There is a problem"</h2>
                <p>{why.clone()}</p>
            </div>
        }
        .into_any(),
        Outcome::Checked(name, found) => checked(name.clone(), found),
    }
}

fn checked(name: String, found: &Verification) -> AnyView {
    let facts = found.facts().into_iter().map(|(term, detail)| {
        view! { <div><dt>{term}</dt><dd class="check__digest">{detail}</dd></div> }
    });
    let differences = StoredValue::new(found.differences.clone());
    let any = !found.differences.is_empty();
    let row = |difference: Difference| {
        view! { <tr><th scope="row">{difference.place}</th><td>{difference.file}</td><td>{difference.worked_out}</td></tr> }
    };
    view! {
        <section class="check__result" aria-labelledby="check-result">
            <p class="headline__over">{name}</p>
            <h2 class="headline__sentence check__finding" id="check-result" tabindex="-1"><b>{found.headline()}</b></h2>
            {any.then(|| view! { <p class="headline__next check__about">{found.cause()}</p> })}
            <Show when=move || any>
                <div class="table-scroll" role="region" aria-label="What differs" tabindex="0">
                    <table class="table check__table">
                        <thead><tr><th scope="col">"Where"</th><th scope="col">"File says"</th><th scope="col">"Worked out"</th></tr></thead>
                        <tbody><For each=move || differences.get_value().into_iter().enumerate() key=|(at, _)| *at children=move |(_, difference)| row(difference)/></tbody>
                    </table>
                </div>
            </Show>
            <dl class="facts">{facts.collect_view()}</dl>
            <p class="headline__guard">"A digest shows change, not who made it: whoever changes a file can make new digests. Compare the digest of the inputs with the one printed in the paper."</p>
        </section>
    }
    .into_any()
}
