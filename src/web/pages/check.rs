//! Check a file: an exported appraisal is worked out again. Nothing that is open or kept is touched.

use crate::browser::drop;
use crate::browser::files::{self, FileError, Picked};
use crate::parts::flow::For;
use crate::parts::focus::focus_soon;
use crate::session::Session;
use crate::worker::{self, Asked, News};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::committee::{Difference, Verification, verify};
use weighbridge::route::{Page, Route};

/// What came of the last file.
#[derive(Clone, PartialEq)]
enum CheckState {
    /// None was chosen yet.
    Waiting,
    /// It is being worked out.
    Checking(String),
    /// The reader stopped it.
    Stopped(String),
    /// It was worked out again.
    Checked(String, Verification),
    /// It could not be; the words say why.
    Refused(String),
}

/// The page.
#[component]
pub(crate) fn Check(session: Session) -> impl IntoView {
    let checking = Checking { outcome: RwSignal::new(CheckState::Waiting), job: StoredValue::new_local(None) };
    let outcome = checking.outcome;
    let choose = move |_| {
        spawn_local(async move {
            match files::pick().await {
                Ok(None) | Err(FileError::Cancelled) => {}
                Ok(Some(picked)) => checking.begin(picked),
                Err(error) => checking.not_read(&error),
            }
        });
    };
    let listeners = drop::on_files(
        || true,
        move |files| {
            spawn_local(async move {
                let Some(file) = files.first() else { return };
                match files::read_file(file).await {
                    Ok(picked) => checking.begin(picked),
                    Err(error) => checking.not_read(&error),
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
            <div role="status">{move || outcome.with(|outcome| said(outcome, checking))}</div>
            {move || outcome.with(result)}
            {back}
    }
}

/// A check and what came of it. Working out 200 options takes seconds, so it is done off the page's thread.
#[derive(Clone, Copy)]
struct Checking {
    outcome: RwSignal<CheckState>,
    /// The job under way; dropped, and so stopped, with the page.
    job: StoredValue<Option<worker::Job>, LocalStorage>,
}

impl Checking {
    fn begin(self, picked: Picked) {
        let name = picked.name;
        let text = match String::from_utf8(picked.bytes) {
            Ok(text) => text,
            // No text: that is said at once.
            Err(error) => {
                let words = verify(error.as_bytes()).err().map(|error| error.to_string()).unwrap_or_default();
                return self.end(CheckState::Refused(format!("{name} was not checked: {words}.")));
            }
        };
        self.outcome.set(CheckState::Checking(name.clone()));
        let hear = move |news: News, _here: bool| match news {
            News::Checked(found) => self.end(CheckState::Checked(name.clone(), found)),
            News::Failed(why) => self.end(CheckState::Refused(format!("{name} was not checked: {why}."))),
            News::Progress(_) | News::Drawn(_) | News::Exported(..) => {}
        };
        self.job.set_value(Some(worker::start(&Asked::Check(text), hear)));
    }

    fn not_read(self, error: &FileError) {
        self.end(CheckState::Refused(format!("Not checked: {error}.")));
    }

    fn stop(self) {
        self.job.set_value(None);
        self.outcome.update(|outcome| {
            if let CheckState::Checking(name) = outcome {
                *outcome = CheckState::Stopped(name.clone());
            }
        });
        focus_soon(&["choose"]);
    }

    fn end(self, outcome: CheckState) {
        self.outcome.set(outcome);
        focus_soon(&["check-result"]);
    }
}

/// Returns what a screen reader hears at once.
fn said(outcome: &CheckState, checking: Checking) -> AnyView {
    match outcome {
        CheckState::Checking(name) => view! {
            <p>{format!("{name} is being worked out again. ")}
                <button class="button button--small" type="button" id="check-stop" on:click=move |_| checking.stop()>"Stop"</button>
            </p>
        }
        .into_any(),
        CheckState::Stopped(name) => view! { <p>{format!("{name} was not checked: you stopped it.")}</p> }.into_any(),
        CheckState::Checked(_, found) => view! { <span class="visually-hidden">{found.verdict()}</span> }.into_any(),
        _ => ().into_any(),
    }
}

fn result(outcome: &CheckState) -> AnyView {
    match outcome {
        CheckState::Waiting | CheckState::Checking(_) | CheckState::Stopped(_) => ().into_any(),
        CheckState::Refused(why) => view! {
            <div class="problem check__result" id="check-result" tabindex="-1" role="alert">
                <h2>"There is a problem"</h2>
                <p>{why.clone()}</p>
            </div>
        }
        .into_any(),
        CheckState::Checked(name, found) => checked(name.clone(), found),
    }
}

fn checked(name: String, found: &Verification) -> AnyView {
    let facts = found.facts().into_iter().map(|(term, detail)| {
        view! { <div><dt>{term}</dt><dd class="check__digest">{detail}</dd></div> }
    });
    view! {
        <section class="check__result" aria-labelledby="check-result">
            <p class="headline__over">{name}</p>
            <h2 class="headline__sentence check__finding" id="check-result" tabindex="-1"><b>{found.verdict()}</b></h2>
            {table("What differs", "Worked out", found.cause(), &found.differences)}
            {table("What is worded differently", "This version says", found.about_the_wording(), &found.rewordings)}
            <dl class="facts">{facts.collect_view()}</dl>
            <p class="headline__guard">"A digest shows change, not who made it: whoever changes a file can make new digests. Compare the digest of the inputs with the one printed in the paper."</p>
        </section>
    }
    .into_any()
}

/// What differs, under a sentence that says why; nothing where nothing does.
fn table(label: &'static str, worked_out: &'static str, about: String, differences: &[Difference]) -> Option<AnyView> {
    let differences = StoredValue::new(differences.to_vec());
    let row = |difference: Difference| {
        view! { <tr><th scope="row">{difference.place}</th><td>{difference.file}</td><td>{difference.worked_out}</td></tr> }
    };
    (!about.is_empty()).then(|| {
        view! {
            <p class="headline__next check__about">{about}</p>
            <div class="table-scroll" role="region" aria-label=label tabindex="0">
                <table class="table check__table">
                    <thead><tr><th scope="col">"Where"</th><th scope="col">"File says"</th><th scope="col">{worked_out}</th></tr></thead>
                    <tbody><For each=move || differences.get_value().into_iter().enumerate() key=|(at, _)| *at children=move |(_, difference)| row(difference)/></tbody>
                </table>
            </div>
        }
        .into_any()
    })
}
