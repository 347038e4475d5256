//! Chunks: the parts of the program that the first page can do without. The build splits them off the program at the
//! functions marked here. They are fetched as soon as the first page stands, so that opening another page later asks
//! nobody for anything.

use crate::pages;
use crate::seeds::fetch_examples;
use crate::session::{Session, fetch_casework};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use weighbridge::id::AppraisalId;
use weighbridge::route::{Page, Step};

/// How far the chunks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fetching {
    /// On their way.
    Underway,
    /// Here: their functions answer at once.
    Done,
    /// The browser could not get them.
    Failed,
}

/// A page about what is kept in this browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeepingPage {
    /// Everything that is kept, of every case.
    Recover,
    /// What is kept of the open case.
    History,
    /// Removing all of it.
    Forget,
    /// A file of a case that is kept already.
    SameCase,
    /// A file of frameworks, while a case is open.
    Pack,
}

/// The chunks that hold the pages of a case.
#[derive(Clone, Copy)]
pub(crate) struct CasePages {
    strategy: RwSignal<Fetching>,
    appraisal: RwSignal<Fetching>,
    keeping: RwSignal<Fetching>,
    workshop: RwSignal<Fetching>,
}

impl CasePages {
    /// Begins to fetch them, and the examples behind them.
    pub(crate) fn fetch() -> CasePages {
        let underway = || RwSignal::new(Fetching::Underway);
        let pages =
            CasePages { strategy: underway(), appraisal: underway(), keeping: underway(), workshop: underway() };
        pages.try_again();
        // Opening a case says so if the first failed, and opening an example if the second did.
        spawn_local(async {
            let _ = fetch_casework().await;
        });
        spawn_local(async {
            let _ = fetch_examples().await;
        });
        pages
    }

    fn try_again(self) {
        let done =
            |result: Result<(), SplitLoaderError>| if result.is_ok() { Fetching::Done } else { Fetching::Failed };
        spawn_local(async move { self.strategy.set(done(fetch_strategy().await)) });
        spawn_local(async move { self.appraisal.set(done(fetch_appraisal().await)) });
        spawn_local(async move { self.keeping.set(done(fetch_keeping().await)) });
        spawn_local(async move { self.workshop.set(done(fetch_workshop().await)) });
    }

    /// Returns a page of the open case; while its chunk is underway, that it is being opened.
    pub(crate) fn view(self, session: Session, page: Page) -> AnyView {
        if page == Page::History {
            return self.keeping(session, KeepingPage::History);
        }
        let fetching = match page {
            Page::Appraisal(..) | Page::Present(..) => self.appraisal,
            Page::Workshops(_) | Page::Workshop(_) => self.workshop,
            _ => self.strategy,
        };
        let view = match (fetching.get(), page) {
            (Fetching::Done, Page::Workshops(_) | Page::Workshop(_)) => {
                at_once(workshop_page(InWorkshop::Page(Box::new(session), page)))
            }
            (Fetching::Done, Page::Appraisal(id, step)) => {
                at_once(appraisal_page(session, InAppraisal::Step(id, step)))
            }
            (Fetching::Done, Page::Present(id, step)) => {
                at_once(appraisal_page(session, InAppraisal::Present(id, step)))
            }
            (Fetching::Done, _) => at_once(strategy_page(session, page)),
            (Fetching::Failed, _) => Some(self.failure()),
            (Fetching::Underway, _) => None,
        };
        view.unwrap_or_else(|| view! { <p class="note">"Opening the page…"</p> }.into_any())
    }

    /// Returns the page that checks an exported appraisal: it works out what the pages of an appraisal do.
    pub(crate) fn check(self, session: Session) -> AnyView {
        let view = match self.appraisal.get() {
            Fetching::Done => at_once(appraisal_page(session, InAppraisal::Check)),
            Fetching::Failed => Some(self.failure()),
            Fetching::Underway => None,
        };
        view.unwrap_or_else(|| view! { <p class="note">"Opening the page…"</p> }.into_any())
    }

    /// Returns a page about what is kept in this browser.
    pub(crate) fn keeping(self, session: Session, page: KeepingPage) -> AnyView {
        let view = match self.keeping.get() {
            Fetching::Done => at_once(keeping_page(session, page)),
            Fetching::Failed => Some(self.failure()),
            Fetching::Underway => None,
        };
        view.unwrap_or_else(|| view! { <p class="note">"Opening the page…"</p> }.into_any())
    }

    fn failure(self) -> AnyView {
        view! {
            <h1>"This page could not be fetched"</h1>
            <p>"The connection to the place that Weighbridge came from is gone, and this browser has not kept this page yet. Your work is safe."</p>
            <p><button class="button button--main" type="button" on:click=move |_| self.try_again()>"Try again"</button></p>
        }
        .into_any()
    }
}

/// Returns what the future gives without waiting, as one does whose chunk is here.
fn at_once<T>(future: impl Future<Output = Result<T, SplitLoaderError>>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(found)) => Some(found),
        _ => None,
    }
}

#[wasm_split(strategy, wasm_split_path = ::leptos::wasm_split, preload(fetch_strategy), fallible)]
fn strategy_page(session: Session, page: Page) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        // Another address stands in its place as soon as the case is open.
        Page::Start => ().into_any(),
        Page::Programme => view! { <pages::programme::Programme session/> }.into_any(),
        Page::Initiative(id) => pages::initiative::page(session, id),
        Page::Money => view! { <pages::money::Money session/> }.into_any(),
        Page::Report => view! { <pages::report::Report session/> }.into_any(),
        Page::Delivery => view! { <pages::delivery::Delivery session/> }.into_any(),
        Page::Alignment => pages::alignment::page(session, None),
        Page::Cell(initiative, goal) => pages::alignment::page(session, Some((initiative, goal))),
        Page::Readings => view! { <pages::readings::ReadingsPage session/> }.into_any(),
        Page::Goal(id) => pages::goal::page(session, id),
        Page::Carbon => view! { <pages::carbon::Carbon session/> }.into_any(),
        Page::Choose => view! { <pages::choose::Choose session/> }.into_any(),
        Page::Frameworks => view! { <pages::frameworks::Frameworks session/> }.into_any(),
        Page::Appraisals | Page::Appraisal(..) | Page::Present(..) => {
            view! { <pages::appraisals::Appraisals session/> }.into_any()
        }
        Page::References => view! { <pages::references::References session/> }.into_any(),
        Page::Log => view! { <pages::log::Log session/> }.into_any(),
        Page::History | Page::Workshops(_) | Page::Workshop(_) => ().into_any(),
    })
}

/// What the chunk of appraisals shows.
enum InAppraisal {
    /// A step of an appraisal of the open case.
    Step(AppraisalId, Step),
    /// Its findings, one a screen.
    Present(AppraisalId, Step),
    /// An exported file that is read.
    Check,
}

#[wasm_split(appraisal, wasm_split_path = ::leptos::wasm_split, preload(fetch_appraisal), fallible)]
fn appraisal_page(session: Session, shown: InAppraisal) -> Result<AnyView, SplitLoaderError> {
    Ok(match shown {
        InAppraisal::Step(id, step) => view! { <pages::appraisal::Appraisal session id step/> }.into_any(),
        InAppraisal::Present(id, step) => view! { <pages::appraisal::Presented session id step/> }.into_any(),
        InAppraisal::Check => view! { <pages::check::Check session/> }.into_any(),
    })
}

/// What the chunk of workshops shows.
enum InWorkshop {
    /// A page of the open case.
    Page(Box<Session>, Page),
    /// The window that the room sees, by the name of its line.
    Room(String),
}

#[wasm_split(workshop, wasm_split_path = ::leptos::wasm_split, preload(fetch_workshop), fallible)]
fn workshop_page(shown: InWorkshop) -> Result<AnyView, SplitLoaderError> {
    Ok(match shown {
        InWorkshop::Page(session, Page::Workshops(id)) => {
            view! { <pages::workshop::Workshops session=*session id/> }.into_any()
        }
        InWorkshop::Page(session, Page::Workshop(id)) => {
            view! { <pages::workshop::Workshop session=*session id/> }.into_any()
        }
        InWorkshop::Page(..) => ().into_any(),
        InWorkshop::Room(name) => pages::workshop::room_page(&name),
    })
}

/// The window that a room sees: nothing of a case is fetched for it, opened or kept.
#[component]
pub(crate) fn RoomWindow(name: String) -> impl IntoView {
    let fetching = RwSignal::new(Fetching::Underway);
    spawn_local(async move {
        let is_here = fetch_workshop().await.is_ok();
        fetching.set(if is_here { Fetching::Done } else { Fetching::Failed });
    });
    let waiting = |words: &'static str| view! { <main class="page main" id="main"><h1>{words}</h1></main> }.into_any();
    let shown = move || match fetching.get() {
        Fetching::Underway => waiting("The room’s window"),
        Fetching::Failed => waiting("The room’s window could not be fetched. Reload it to try again."),
        Fetching::Done => {
            at_once(workshop_page(InWorkshop::Room(name.clone()))).unwrap_or_else(|| waiting("The room’s window"))
        }
    };
    shown.into_any()
}

#[wasm_split(keeping, wasm_split_path = ::leptos::wasm_split, preload(fetch_keeping), fallible)]
fn keeping_page(session: Session, page: KeepingPage) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        KeepingPage::Recover => view! { <pages::recover::Recover session/> }.into_any(),
        KeepingPage::History => view! { <pages::history::History session/> }.into_any(),
        KeepingPage::Forget => view! { <pages::forget::Forget session/> }.into_any(),
        KeepingPage::SameCase => view! { <pages::same_case::SameCase session/> }.into_any(),
        KeepingPage::Pack => view! { <pages::pack::Pack session/> }.into_any(),
    })
}
