//! Clear this device: everything that Weighbridge keeps in this browser goes, after what may be lost was offered as files.

use super::kept::size_words;
use crate::browser::{clock, files};
use crate::parts::focus::focus_soon;
use crate::session::stored::{self, CaseSummary, FileMark, Forgotten, StorageError};
use crate::session::{Notice, Session, file_name};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::present::{count, list};
use weighbridge::route::Route;

/// How far the clearing is.
#[derive(Clone, PartialEq)]
enum Stage {
    /// Nothing was asked yet.
    Looking,
    /// The last question stands.
    Asked,
    /// It is being done.
    Underway,
    /// It is done; the words say what went.
    Done(String),
    /// It was not done; the words say why.
    Failed(String),
}

/// The page.
#[component]
pub(crate) fn Forget(session: Session) -> AnyView {
    let stage = RwSignal::new(Stage::Looking);
    let cases = LocalResource::new(move || {
        session.library_version.track();
        stored::list()
    });
    let body = move || match stage.get() {
        Stage::Done(words) => done(&words),
        _ => match cases.get() {
            None => view! { <p class="note" role="status">"Looking through what this browser keeps…"</p> }.into_any(),
            Some(found) => choices(session, stage, found),
        },
    };
    view! {
        <h1>"Clear this device"</h1>
        <p class="headline__next">"Use this on a computer that is not yours, or before you hand it on. It removes everything that Weighbridge keeps in this browser."</p>
        {body}
    }
    .into_any()
}

fn done(words: &str) -> AnyView {
    view! {
        <section class="section" aria-labelledby="cleared">
            <h2 id="cleared" tabindex="-1">"This device is cleared"</h2>
            <p role="status">{words.to_owned()}</p>
            <p>"Files that you saved are untouched: delete those yourself if they must go too. Close this tab to be sure that nothing is left on the screen."</p>
        </section>
    }
    .into_any()
}

fn choices(session: Session, stage: RwSignal<Stage>, found: Result<Vec<CaseSummary>, StorageError>) -> AnyView {
    let cases = match found {
        Ok(cases) => cases,
        Err(error) => {
            let text = format!("The cases cannot be listed: {error}. Clearing may still work.");
            return view! { <p class="blind" role="alert">{text}</p><LastStep session stage at_risk=Vec::new()/> }
                .into_any();
        }
    };
    let at_risk: Vec<String> = cases.iter().filter(|case| !is_in_a_file(case)).map(|case| case.title.clone()).collect();
    let list = if cases.is_empty() {
        view! { <p>"No case is kept here."</p> }.into_any()
    } else {
        let rows = cases.iter().cloned().map(|case| row(session, case)).collect_view();
        let all = cases.clone();
        let n = cases.len();
        let save_all = (n > 1).then(|| view! {
            <p><button class="button" type="button" on:click=move |_| save_all(session, all.clone())>"Save all cases to files"</button></p>
            <p class="note">{format!("That gives {}, one a case. The browser may ask whether this page may save several.", count(n, "file", "files"))}</p>
        });
        view! { <ul class="cases" role="list">{rows}</ul>{save_all} }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="h-first">
            <h2 id="h-first">"First, save what must last"</h2>
            {list}
            <p>"Earlier and damaged states go too. Look through them in "<a href=Route::Recover.hash()>"Recover work"</a>" first if you miss something."</p>
        </section>
        <section class="section" aria-labelledby="h-goes">
            <h2 id="h-goes">"What goes"</h2>
            <ul class="kept__log">
                <li>"Every case in this browser with all its earlier states, and the deleted ones."</li>
                <li>"Your choices, such as the theme, and how pasted tables were read."</li>
                <li>"The copy of Weighbridge itself that works without a network."</li>
            </ul>
            <p>"Files that you saved stay where they are."</p>
        </section>
        <LastStep session stage at_risk/>
    }
    .into_any()
}

fn row(session: Session, case: CaseSummary) -> AnyView {
    let (state, warn) = file_words(&case);
    let deleted = case.deleted_at.is_some().then_some("Deleted. ");
    let title = case.title.clone();
    let label = format!("Save to a file: {title}");
    let facts = format!("{} {}.", case.holds, size_words(case.bytes));
    view! {
        <li class="case">
            <h3 class="case__name"><bdi>{title}</bdi></h3>
            <p class="case__holds">{deleted}{facts}</p>
            <div class="case__copy" class:case__copy--warn=warn>
                <b>{state}</b>
                <button class="link" type="button" aria-label=label on:click=move |_| { spawn_local(save_one(session, case.clone())); }>"Save to a file"</button>
            </div>
        </li>
    }
    .into_any()
}

fn is_in_a_file(case: &CaseSummary) -> bool {
    case.file.as_ref().is_some_and(|mark| mark.n_changes >= case.n_changes)
}

/// Returns whether a file has every change of a case, in words, and whether that deserves a warning.
fn file_words(case: &CaseSummary) -> (String, bool) {
    match &case.file {
        Some(mark) if is_in_a_file(case) => (format!("{} has every change", mark.name), false),
        Some(mark) => {
            let behind = usize::try_from(case.n_changes.saturating_sub(mark.n_changes)).unwrap_or(usize::MAX);
            (format!("{} is {} behind", mark.name, count(behind, "change", "changes")), true)
        }
        None => ("Never saved to a file".to_owned(), true),
    }
}

fn save_all(session: Session, cases: Vec<CaseSummary>) {
    spawn_local(async move {
        for case in cases {
            save_one(session, case).await;
        }
    });
}

/// Hands out the newest whole state of a case as a file and notes that it has every change.
async fn save_one(session: Session, case: CaseSummary) {
    let problem = match stored::read(&case.key).await {
        Ok(stored) => {
            let name = file_name(&case.title);
            match files::download_text(&name, &stored.text, "application/json") {
                Ok(()) => {
                    let (entries, n_changes) = (case.entries, case.n_changes);
                    let mark = FileMark { name: name.clone(), entries, n_changes, saved_at: clock::now_ms() };
                    // Without the mark the page says that the file is behind, which loses nothing.
                    let _ = stored::mark_file(&case.key, mark).await;
                    session.library_version.update(|version| *version += 1);
                    session.notice.set(Some(Notice::said(format!("Saved to {name}."))));
                    return;
                }
                Err(error) => format!("{} was not saved to a file: {error}.", case.title),
            }
        }
        Err(error) => format!("{} was not saved to a file: {error}. Look in Recover work.", case.title),
    };
    session.notice.set(Some(Notice::problem(problem)));
}

/// The last step: the warning, and the button that does it once it has been asked for.
#[component]
fn LastStep(session: Session, stage: RwSignal<Stage>, at_risk: Vec<String>) -> AnyView {
    let ask = move |_| {
        stage.set(Stage::Asked);
        focus_soon(&["clear-warning"]);
    };
    let cancel = move |_| {
        stage.set(Stage::Looking);
        focus_soon(&["clear"]);
    };
    let clear = move |_| {
        stage.set(Stage::Underway);
        spawn_local(async move {
            match session.forget_everything().await {
                Ok(forgotten) => {
                    session.notice.set(None);
                    // Asking for the list again would set up the storage anew.
                    stage.set(Stage::Done(gone_words(forgotten)));
                    focus_soon(&["cleared"]);
                }
                Err(error) => {
                    stage.set(Stage::Failed(format!("Nothing was removed: {error}.")));
                    focus_soon(&["clear-failed"]);
                }
            }
        });
    };
    let unkept = move || {
        let titles: Vec<String> = session.unkept().iter().map(|open| open.title()).collect();
        (!titles.is_empty()).then(|| format!("Changes of {} are only in this tab and would go too.", list(&titles)))
    };
    let lost = (!at_risk.is_empty()).then(|| {
        let shown: Vec<String> = at_risk.iter().take(5).cloned().collect();
        let more = at_risk.len() - shown.len();
        let names = if more > 0 { format!("{}, and {more} more", shown.join(", ")) } else { list(&shown) };
        format!("No file has every change of {names}.")
    });
    let view = move || {
        match stage.get() {
        Stage::Asked => view! {
            <div class="warning">
                <h3 class="warning__title" id="clear-warning" tabindex="-1">"Warning: this cannot be undone"</h3>
                {lost.clone().map(|text| view! { <p>{text}</p> })}
                {unkept().map(|text| view! { <p>{text}</p> })}
                <p>"What is in no file is gone for good."</p>
                <div class="row">
                    <button class="button button--main" type="button" on:click=clear>"Remove everything from this browser"</button>
                    <button class="link" type="button" on:click=cancel>"Cancel"</button>
                </div>
            </div>
        }
        .into_any(),
        Stage::Underway => view! { <p role="status">"Removing everything…"</p> }.into_any(),
        other => {
            let why = if let Stage::Failed(why) = other { Some(why) } else { None };
            view! {
                {why.map(|why| view! {
                    <div class="problem" role="alert"><h3 id="clear-failed" tabindex="-1">"There is a problem"</h3><p>{why}</p></div>
                })}
                <p><button class="button" type="button" id="clear" on:click=ask>"Clear this device"</button></p>
            }
            .into_any()
        }
    }
    };
    view! {
        <section class="section" aria-labelledby="h-clear">
            <h2 id="h-clear">"Then clear it"</h2>
            {view}
        </section>
    }
    .into_any()
}

fn gone_words(gone: Forgotten) -> String {
    let parts = [
        (gone.cases, "case", "cases"),
        (gone.preferences, "choice", "choices"),
        (gone.caches, "copy of the page", "copies of the page"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(n, _, _)| *n > 0).map(|(n, one, many)| count(*n, one, many)).collect();
    if parts.is_empty() { "There was nothing to remove.".to_owned() } else { format!("Removed: {}.", list(&parts)) }
}
