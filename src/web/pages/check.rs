//! Read and check a committee file: it is worked out again, and shown with its reasons. Nothing that is open or kept is
//! touched.

mod printed;
mod programme;
mod reading;
mod scores;
mod verdict;

use crate::browser::drop;
use crate::browser::files::{self, FileError, Picked};
use crate::pages::appraisal::AppraisalModel;
use crate::parts::contents::Contents;
use crate::parts::focus::focus_soon;
use crate::session::Session;
use crate::worker::{self, Asked, News};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::committee::{Carried, Verification, verify};
use weighbridge::file::{Document, is_exported};
use weighbridge::paper::programme::Part;
use weighbridge::route::{Page, Route};

/// What a committee asks of an appraisal, and the heading beneath which it is answered.
const QUESTIONS: [(&str, &str); 9] = [
    ("What won, and by how much?", "h-answer"),
    ("What is recommended, and who disagreed?", "read-recommendation"),
    ("Where do the points come from?", "h-chart"),
    ("What does it cost?", "h-cost"),
    ("What would change the answer?", "h-change"),
    ("Why does each option score as it does?", "read-scores"),
    ("What was asked about the work, and what was answered?", "read-findings"),
    ("Who decided this, and in whose view?", "read-frame"),
    ("What was changed after the ranking was seen?", "read-changes"),
];

/// What a committee asks of a programme.
const OF_A_PROGRAMME: [(&str, &str); 8] = [
    ("Which goals does the programme serve, and which does it harm?", "read-goals"),
    ("How does each initiative stand, as far as anybody has looked?", "read-initiatives"),
    ("What is harmed, and what is done about it?", "read-harm"),
    ("Does the money add up?", "read-money"),
    ("Which initiatives were chosen, and why not the others?", "read-chosen"),
    ("What comes of carbon and social value?", "read-carbon"),
    ("What does each initiative mean for equality, carbon and the rest?", "read-implications"),
    ("What was asked about the programme, and what was answered?", "read-asked"),
];

fn questions(carried: Carried, case: &Case) -> Vec<(String, &'static str)> {
    let appraisal = if carried.appraisal.is_some() { &QUESTIONS[..] } else { &[] };
    let programme = if carried.programme { &OF_A_PROGRAMME[..] } else { &[] };
    let last = ("Is the file as it was exported?", "check-result");
    // What a file says nothing of has no section.
    let is_there = |(_, id): &&(&str, &str)| match *id {
        "read-chosen" => Part::Chosen.is_said(case),
        "read-carbon" => Part::Carbon.is_said(case),
        _ => true,
    };
    appraisal
        .iter()
        .chain(programme)
        .filter(is_there)
        .chain([&last])
        .map(|(question, id)| ((*question).to_owned(), *id))
        .collect()
}

/// What came of the last file.
#[derive(Clone)]
enum CheckState {
    /// None was chosen yet.
    Waiting,
    /// It is being worked out.
    Checking(String),
    /// The reader stopped it.
    Stopped(String),
    /// It was worked out again.
    Checked(String, Box<Verification>, Arc<Document>),
    /// It is a case, which is opened and not checked.
    IsCase(Rc<Picked>),
    /// It could not be; the words say why.
    Refused(String),
}

/// The page.
#[component]
pub(crate) fn Check(session: Session) -> impl IntoView {
    let outcome = RwSignal::new_local(CheckState::Waiting);
    let checking = Checking { session, outcome, job: StoredValue::new_local(None) };
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
    on_cleanup(move || {
        listeners.dispose();
        session.printed_digest.set_value(None);
    });
    // A file that was opened elsewhere in the app and turned out to be an export.
    Effect::new(move |_| {
        if let Some(picked) = session.to_read.get() {
            session.to_read.set(None);
            checking.begin((*picked).clone());
        }
    });
    let back = session.key().get_untracked().map(|key| {
        let href = Route::Case { key, page: Page::Appraisals }.hash();
        view! { <p class="check__back"><a href=href>"Back to the open case"</a></p> }
    });
    let copy = move |_| {
        let read = outcome.with_untracked(|outcome| match outcome {
            CheckState::Checked(_, _, document) => Some(Arc::clone(document)),
            _ => None,
        });
        if let Some(document) = read {
            session.start_from_exported((*document).clone());
        }
    };
    let head = move || {
        match outcome.get() {
        CheckState::Checked(_, found, _) => view! {
            <p class="headline__over">"A committee file, read and checked"</p>
            <h1 class="check__finding">{found.title.clone()}</h1>
        }
        .into_any(),
        _ => view! {
            <h1>"Read and check a committee file"</h1>
            <p class="headline__next check__about">"Of an appraisal you see what won and why, with every score, reason and source; of a programme how every goal and initiative stands, with its harm, and what was asked and answered. Every figure and every digest is worked out again from the inputs in the file. Nothing that is open or kept here is changed, and nothing leaves this computer."</p>
        }
        .into_any(),
    }
    };
    let is_read = move || outcome.with(|outcome| matches!(outcome, CheckState::Checked(..)));
    view! {
            {head}
            <div class="no-print" class:check__drop=move || !is_read() class:check__again=is_read>
                <p class="row"><button class="button" class:button--main=move || !is_read() type="button" id="choose" on:click=choose>
                    {move || if is_read() { "Choose another file" } else { "Choose a file" }}</button>
                    {move || is_read().then(|| view! {
                        <button class="button" type="button" id="work-on-copy" on:click=copy>"Make a copy to work on"</button>
                    })}</p>
                <p class="note">{move || if is_read() {
                    "The file stays as it is. A copy is a new case in this browser, in which everything can be changed."
                } else {
                    "Or drop it anywhere on this page."
                }}</p>
            </div>
            <div role="status">{move || outcome.with(|outcome| said(outcome, checking))}</div>
            {move || outcome.with(|outcome| result(session, outcome))}
            {back}
    }
}

/// A check and what came of it. Working out 200 options takes seconds, so it is done off the page's thread.
#[derive(Clone, Copy)]
struct Checking {
    session: Session,
    outcome: RwSignal<CheckState, LocalStorage>,
    /// The job under way; dropped, and so stopped, with the page.
    job: StoredValue<Option<worker::Job>, LocalStorage>,
}

impl Checking {
    fn begin(self, picked: Picked) {
        if !is_exported(&picked.bytes) && weighbridge::file::load(&picked.bytes).is_ok() {
            return self.end(CheckState::IsCase(Rc::new(picked)));
        }
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
            News::Checked(found, text) => self.read(name.clone(), found, text),
            News::Failed(why) => self.end(CheckState::Refused(format!("{name} was not checked: {why}."))),
            News::Progress(_) | News::Drawn(_) | News::Exported(..) | News::Choosing(_) => {}
        };
        self.job.set_value(Some(worker::start(&Asked::Check(text), hear)));
    }

    /// Reads what the file holds, and shows it.
    fn read(self, name: String, found: Box<Verification>, text: String) {
        let is_current = move |name: &String| {
            self.outcome
                .try_with_untracked(|outcome| matches!(outcome, CheckState::Checking(current) if current == name))
        };
        spawn_local(async move {
            let read = self.session.read_text(text).await;
            // It was stopped, or the page was left.
            if is_current(&name) != Some(true) {
                return;
            }
            self.end(match read {
                Ok(document) => CheckState::Checked(name, found, Arc::new(document)),
                Err(error) => CheckState::Refused(format!("{name} was not checked: {error}.")),
            });
        });
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
        CheckState::Checked(_, found, _) => view! { <span class="visually-hidden">{found.verdict()}</span> }.into_any(),
        CheckState::Waiting | CheckState::IsCase(_) | CheckState::Refused(_) => ().into_any(),
    }
}

fn result(session: Session, outcome: &CheckState) -> AnyView {
    match outcome {
        CheckState::Waiting | CheckState::Checking(_) | CheckState::Stopped(_) => ().into_any(),
        CheckState::IsCase(picked) => is_case(session, Rc::clone(picked)),
        CheckState::Refused(why) => view! {
            <div class="problem check__result" id="check-result" tabindex="-1" role="alert">
                <h2>"There is a problem"</h2>
                <p>{why.clone()}</p>
            </div>
        }
        .into_any(),
        CheckState::Checked(name, found, document) => {
            let digest = found.digest.clone();
            session.printed_digest.set_value(Some(Callback::new(move |()| Some(digest.clone()))));
            let carried = found.carried;
            let model = carried.appraisal.and_then(|_| AppraisalModel::of_file(session, document));
            let programme = carried.programme.then(|| programme::sections(session, document, &found.exported));
            view! {
                {verdict::section(name.clone(), found)}
                <Contents id="read-contents" entries=Signal::stored(questions(carried, &document.case))/>
                {model.map(|model| reading::sections(model, document))}
                {programme}
            }
            .into_any()
        }
    }
}

/// A case that was chosen here: it can be opened.
fn is_case(session: Session, picked: Rc<Picked>) -> AnyView {
    let name = picked.name.clone();
    let open = move |_| {
        let picked = (*picked).clone();
        spawn_local(session.open_picked(picked));
    };
    view! {
        <div class="check__result" id="check-result" tabindex="-1">
            <h2>{format!("{name} is a case, not a committee file")}</h2>
            <p class="measure">"A case is what its author works on. There is nothing in it to check against; open it to see and change it."</p>
            <p><button class="button button--main" type="button" on:click=open>"Open the case"</button></p>
        </div>
    }
    .into_any()
}
