//! Home: the cases in this browser, and the ways to get one.

use crate::browser::{clipboard, clock, page};
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::parts::mark::Gradation;
use crate::seeds::{Example, example_text};
use crate::session::stored::{self, CaseSummary};
use crate::session::{Notice, Says, Session};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::present::{self, count};
use weighbridge::route::{Page, Route};

/// The home page.
#[component]
pub(crate) fn Home(session: Session) -> impl IntoView {
    let library = LocalResource::new(move || {
        session.library_version.track();
        session.library()
    });
    let paste = window_event_listener(leptos::ev::paste, move |event| {
        // A paste into a field belongs to the field.
        if let Some(text) = clipboard::pasted_outside_fields(&event) {
            session.open_text(text);
        }
    });
    on_cleanup(move || paste.remove());
    view! {
        <div class="hero">
            <h1>"Weigh the options."<br/>"Show the working."</h1>
            <p class="soft">"Score a programme against the city’s outcomes, its carbon goals and social value. Compare options in the open. Hand the committee a paper that can check itself."</p>
        </div>
        <Start session/>
        <Gradation/>
        <section class="section" aria-labelledby="h-cases">
            <div class="row row--between">
                <h2 id="h-cases">"Cases"</h2>
                <span class="note">"Newest first. Drop a file anywhere to open it, or paste its text here."</span>
            </div>
            <Unkept session/>
            {move || library.get().map(|found| cases(session, found))}
        </section>
        <section class="section" aria-labelledby="h-examples">
            <h2 id="h-examples">"Examples"</h2>
            <ul class="cases" role="list">
                {Example::ALL.into_iter().map(|example| view! {
                    <li class="case">
                        <h3 class="case__name"><button class="link" type="button" on:click=move |_| open_example(session, example)>{example.title()}</button></h3>
                        <p class="case__holds">{example.about()}</p>
                    </li>
                }).collect_view()}
            </ul>
        </section>
        <Whereabouts session/>
    }
}

fn open_example(session: Session, example: Example) {
    spawn_local(async move {
        if let Ok(text) = example_text(example).await {
            return session.start_from_text(text).await;
        }
        let text = "Not opened: this browser could not fetch the example. Connect to the network once, then try again.";
        session.notice.set(Some(Notice::problem(text.to_owned())));
    });
}

#[component]
fn Start(session: Session) -> impl IntoView {
    let naming = RwSignal::new(false);
    let cancel = move || {
        naming.set(false);
        focus_soon(&["start-case"]);
    };
    view! {
        <Show when=move || naming.get()><Naming session cancel=Callback::new(move |()| cancel())/></Show>
        <div class="hero__actions">
            <Show when=move || !naming.get()>
                <button class="button button--main" type="button" id="start-case" on:click=move |_| naming.set(true)>"Start a case"</button>
            </Show>
            <button class="button" type="button" on:click=move |_| session.pick_file()>"Open a file "<span class="button__key">"Ctrl O"</span></button>
            <button class="button button--quiet" type="button" on:click=move |_| open_example(session, Example::Siting)>
                "Open the worked example: where should a second data centre go?"
            </button>
            <a class="button button--quiet" href=Route::Check.hash()>"Read and check a committee file"</a>
        </div>
    }
}

/// What somebody wants to do with a case.
#[derive(Clone, Copy, PartialEq)]
enum Purpose {
    Compare,
    Score,
    Both,
}

impl Purpose {
    const ALL: [(Purpose, &'static str, &'static str); 3] = [
        (Purpose::Compare, "Compare options", "What is to be decided?"),
        (Purpose::Score, "Score a programme", "What is the programme called?"),
        (Purpose::Both, "Both", "What is it all about?"),
    ];
}

/// What is to be done, and its name: both are asked once.
#[component]
fn Naming(session: Session, cancel: Callback<()>) -> impl IntoView {
    let input: NodeRef<Input> = NodeRef::new();
    let purpose = RwSignal::new(Purpose::Compare);
    input.on_load(|input| {
        let _ = input.focus();
    });
    let start = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let title = input.get_untracked().map(|input| input.value()).unwrap_or_default();
        let title = title.trim();
        let title = if title.is_empty() { "Untitled case" } else { title };
        session.start_empty(title, purpose.get_untracked() != Purpose::Score);
    };
    let radio = move |(own, words, _): (Purpose, &'static str, &'static str)| {
        view! {
            <label class="choice__item"><input type="radio" name="purpose" prop:checked=move || purpose.get() == own
                on:change=move |_| purpose.set(own)/><span>{words}</span></label>
        }
    };
    let question = move || {
        Purpose::ALL.into_iter().find(|(own, ..)| *own == purpose.get()).map_or("", |(_, _, question)| question)
    };
    view! {
        <form class="start form" on:submit=start on:keydown=move |event| if event.key() == "Escape" { cancel.run(()) }>
            <fieldset><legend class="field__label">"What do you want to do?"</legend>
                <div class="choice">{Purpose::ALL.map(radio).collect_view()}</div>
            </fieldset>
            <div class="field">
                <label class="field__label" for="new-title">{question}</label>
                <input class="field__input hero__title" id="new-title" type="text" autocomplete="off" node_ref=input/>
            </div>
            <div class="row">
                <button class="button button--main" type="submit">"Start"</button>
                <button class="button button--quiet" type="button" on:click=move |_| cancel.run(())>"Cancel"</button>
            </div>
        </form>
    }
}

fn cases(session: Session, found: Result<Vec<CaseSummary>, stored::StorageError>) -> AnyView {
    let all = match found {
        Ok(all) => all,
        Err(error) => {
            let text = format!(
                "This browser keeps nothing for this page: {error}. Work goes on in memory; save it to a file."
            );
            return view! { <p class="blind">{text}</p> }.into_any();
        }
    };
    let (deleted, kept): (Vec<CaseSummary>, Vec<CaseSummary>) =
        all.into_iter().partition(|case| case.deleted_at.is_some());
    let list = if kept.is_empty() {
        view! { <p class="soft">"None yet. Start one, open a file, or look at an example below."</p> }.into_any()
    } else {
        let rows = kept.into_iter().map(|case| view! { <CaseRow session case/> }).collect_view();
        view! { <ul class="cases" role="list">{rows}</ul> }.into_any()
    };
    let bin = (!deleted.is_empty()).then(|| {
        let rows = deleted.into_iter().map(|case| {
            let key = case.key.clone();
            view! {
                <li class="row">
                    <span>{case.title}</span>
                    <button class="button button--small" type="button" on:click=move |_| session.restore(key.clone())>"Bring back"</button>
                </li>
            }
        });
        view! {
            <details><summary class="summary">"Deleted in the last 30 days"</summary><ul class="stack-tight" role="list">{rows.collect_view()}</ul></details>
        }
    });
    view! { {list}{bin} }.into_any()
}

#[component]
fn CaseRow(session: Session, case: CaseSummary) -> impl IntoView {
    let href = Route::Case { key: case.key.clone(), page: Page::Start }.hash();
    let (heading, detail, warn) = whereabouts(&case);
    let title = case.title.clone();
    let delete_label = format!("Delete {title}");
    let recovered = (case.recovered > 0).then(|| count(case.recovered, "older copy is kept", "older copies are kept"));
    let holds = case.holds.clone();
    let (copy_label, key) = (format!("Make a copy of {title}"), case.key.clone());
    let recover_label = format!("Recover work of {title}");
    view! {
        <li class="case">
            <h3 class="case__name"><a href=href>{title}</a></h3>
            <p class="case__holds">{holds}</p>
            <div class="case__copy" class:case__copy--warn=warn>
                <b>{heading}</b>
                {detail}
                {recovered.map(|text| view! { <span class="note">" "{text}"."</span>" "<a href=Route::Recover.hash() aria-label=recover_label>"Recover work"</a> })}
                " "
                <button class="link" type="button" aria-label=copy_label on:click=move |_| session.copy_case(key.clone())>"Make a copy"</button>
                " "
                <button class="link" type="button" aria-label=delete_label on:click=move |_| session.delete(&case)>"Delete"</button>
            </div>
        </li>
    }
}

/// The cases that are in memory only: leaving the page would lose something of them.
#[component]
fn Unkept(session: Session) -> impl IntoView {
    let rows = move || {
        session.unkept().into_iter().map(|open| {
            let href = Route::Case { key: open.key.clone(), page: Page::Start }.hash();
            let why = match open.says() {
                Says::NotKept(why) => why,
                Says::FileOnly => "It is kept in its file only, and has changes that are not in it.".to_owned(),
                Says::Deleted => "It was deleted in another tab.".to_owned(),
                _ => "Changes made in this tab were not kept, because another tab saved the case first.".to_owned(),
            };
            let title = open.title();
            let (key, let_go) = (open.key.clone(), format!("Let the changes go of {title}"));
            view! {
                <li class="case">
                    <h3 class="case__name"><a href=href>{title}</a></h3>
                    <p class="case__holds">{why}</p>
                    <div class="case__copy case__copy--warn">
                        <b>"Not kept: only in this tab"</b>
                        "Open it to go on, or save it to a file. "
                        <button class="link" type="button" aria-label=let_go on:click=move |_| session.give_up(&key)>"Let the changes go"</button>
                    </div>
                </li>
            }
        }).collect_view()
    };
    view! {
        <Show when=move || !session.unkept().is_empty()>
            <ul class="cases" role="list" aria-label="Cases that are not kept">{rows}</ul>
        </Show>
    }
}

/// Returns where the newest copy of a case is, in words, and whether that deserves a warning.
fn whereabouts(case: &CaseSummary) -> (String, String, bool) {
    let when = clock::local_day_hh_mm(case.saved_at);
    match &case.file {
        None => (
            "Only copy: this browser".to_owned(),
            format!("Changed {when}. Never saved to a file. Clearing browsing data would erase it."),
            true,
        ),
        // Told by what the file holds, never by the clock.
        Some(mark) if mark.n_changes < case.n_changes => (
            format!("Newest copy: this browser, {when}"),
            format!(
                "The file {} is {} behind.",
                mark.name,
                count((case.n_changes - mark.n_changes) as usize, "change", "changes")
            ),
            false,
        ),
        Some(mark) => (
            format!("Newest copy: the file, {}", clock::local_day_hh_mm(mark.saved_at)),
            format!("{}. This browser holds the same.", mark.name),
            false,
        ),
    }
}

#[component]
fn Whereabouts(session: Session) -> impl IntoView {
    let facts = LocalResource::new(move || {
        session.library_version.track();
        async move {
            let kept = session.library().await.unwrap_or_default();
            let kept: Vec<CaseSummary> = kept.into_iter().filter(|case| case.deleted_at.is_none()).collect();
            (kept.len(), kept.iter().map(|case| case.bytes).sum::<usize>(), stored::persist().await)
        }
    });
    let browser = move || {
        facts.get().map(|(n_cases, bytes, persistent)| {
            let cases = count(n_cases, "case", "cases");
            let kilobytes = present::decimal(bytes as f64 / 1000.0, 0);
            let promise = if persistent {
                "The browser has agreed to keep them until you clear its data."
            } else {
                "The browser may clear them if it runs short of space. Save anything you need to a file."
            };
            if n_cases == 0 { "No cases yet.".to_owned() } else { format!("{cases}, {kilobytes} kB. {promise}") }
        })
    };
    let local = page::is_file_protocol().then_some(
        "This page was opened as a file. Browsers may not keep work from pages opened this way. Treat the file you save as the real copy.",
    );
    view! {
        <section class="section" aria-labelledby="h-where">
            <h2 id="h-where">"Where your work is"</h2>
            <dl class="facts">
                <div><dt>"This browser"</dt><dd>{browser}{local.map(|text| view! { <br/>{text} })}</dd></div>
                <div><dt>"Earlier states"</dt><dd><a href=Route::Recover.hash()>"Recover work"</a>": every state that this browser still keeps, also of deleted and damaged cases. "<br/><a href=Route::Forget.hash()>"Clear this device"</a>": remove all of it, on a computer that is not yours."</dd></div>
                <div><dt>"Files"</dt><dd>"Weighbridge writes to a file only when you save. The top of each case shows which copy is newer."</dd></div>
                <div><dt>"Network"</dt><dd>"Not used. This page works the same on a train, from a memory stick, or in ten years."</dd></div>
            </dl>
        </section>
    }
}
