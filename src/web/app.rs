//! `App`: masthead, the page that the route names, notices and the shortcuts sheet.

use crate::action;
use crate::browser::{clock, drop, left_focus, page, print, second_window};
use crate::chunk::{CasePages, KeepingPage, RoomWindow};
use crate::pages;
use crate::parts::deleted::DeletedElsewhere;
use crate::parts::draft;
use crate::parts::flow::Show;
use crate::parts::mark::Mark;
use crate::parts::notice::NoticeBar;
use crate::parts::paging::KeptPages;
use crate::parts::rename::Rename;
use crate::parts::sentence;
use crate::parts::voice::{self, Voice};
use crate::session::{Says, Session, opening_step};
use crate::shortcuts::ShortcutsSheet;
use leptos::prelude::*;
use weighbridge::edit::{CaseEdit, Edit};
use weighbridge::file::Room;
use weighbridge::present::count;
use weighbridge::route::{About, Page, Route};

/// Shows the page: of the app, or, in a window that a room sees, of that alone.
pub(crate) fn mount() {
    match Route::parse(&page::hash()) {
        Route::Room(name) => leptos::mount::mount_to_body(move || view! { <RoomWindow name=name.clone()/> }),
        _ => leptos::mount::mount_to_body(App),
    }
}

/// The whole page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let session = Session::new();
    let case_pages = CasePages::fetch();
    provide_context(session);
    session.watch_leaving();
    session.watch_notices();
    provide_context(KeptPages::new());
    page::on_hash_change(move |hash| {
        session.end_notice_of_page();
        session.leave_page();
        session.leave_question();
        voice::hush();
        let route = Route::parse(&hash);
        // The room's window opens no case: it is a page that begins anew.
        if matches!(route, Route::Room(_)) {
            second_window::reload();
        }
        session.route.set(route);
        page::begin_page();
    })
    .keep();
    print::prepare_when_printed(move || foot_of_sheets(session));
    page::on_key(move |press| action::run_pressed(&press, session)).keep();
    for listener in left_focus::keep_focus() {
        listener.keep();
    }
    // The page that checks takes files itself, wherever they fall.
    let are_to_open = move || session.route.get_untracked() != Route::Check;
    for listener in drop::on_files(are_to_open, move |files| session.open_dropped(files)) {
        listener.keep();
    }
    // The effects of the app: let go of cases that are kept by now, follow the address, and name the window.
    Effect::new(move |_| {
        session.library_version.track();
        session.let_go_of_kept();
    });
    Effect::new(move |_| session.follow_route());
    Effect::new(move |last: Option<Heard>| hear(session, last));
    Effect::new(move |_| {
        let title = title(&session.route.get(), &session.case().with(|case| case.title.clone()));
        page::set_title(&title);
    });
    view! {
        <a class="skip" href="#main" on:click=move |event| { event.prevent_default(); page::focus("main"); }>"Skip to content"</a>
        <Masthead session/>
        <Reading session/>
        <NoticeBar notice=session.notice/>
        <main class="page main" id="main" tabindex="-1">{move || current(session, case_pages)}</main>
        <Foot session/>
        <ShortcutsSheet open=session.shortcuts_open/>
        <Voice/>
    }
}

/// Returns the page for the route. Pages of a case wait until it is open.
fn current(session: Session, case_pages: CasePages) -> AnyView {
    if session.question().is_some() {
        return case_pages.keeping(session, KeepingPage::SameCase);
    }
    if session.pack_question().is_some() {
        return case_pages.keeping(session, KeepingPage::Pack);
    }
    let route = session.route.get();
    match route {
        Route::Home => view! { <pages::home::Home session/> }.into_any(),
        Route::Nowhere | Route::Room(_) => nowhere(),
        Route::Check => case_pages.check(session),
        Route::Recover => case_pages.keeping(session, KeepingPage::Recover),
        Route::Forget => case_pages.keeping(session, KeepingPage::Forget),
        Route::About(About::Accessibility) => view! { <pages::about::Accessibility/> }.into_any(),
        Route::About(About::Methods) => view! { <pages::about::Methods/> }.into_any(),
        Route::About(About::Copy) => view! { <pages::about::Copy/> }.into_any(),
        Route::Case { key, page } => {
            let is_open = session.key().with(|open| open.as_ref() == Some(&key));
            if is_open && page != Page::Start {
                case_pages.view(session, page)
            } else {
                view! { <p class="note">"Opening the case…"</p> }.into_any()
            }
        }
    }
}

/// Returns what stands at the foot of each sheet: the case, the day, and the digest of what is printed where it has one.
fn foot_of_sheets(session: Session) -> String {
    let title = match session.route.get_untracked() {
        Route::Case { .. } => session.case().with_untracked(|case| case.title.clone()),
        _ => "Weighbridge".to_owned(),
    };
    let day = clock::local_day(clock::now_ms());
    let day = day.parse().map_or(day, weighbridge::present::date);
    let digest = session.printed_digest.get_value().and_then(|of| of.try_run(())).flatten();
    let digest = digest.map_or_else(String::new, |digest| format!(" Digest {}.", digest.get(..16).unwrap_or_default()));
    format!("{title}. Printed {day}.{digest}")
}

/// What an address shows that names no page.
fn nowhere() -> AnyView {
    view! {
        <h1>"There is no such page"</h1>
        <p class="headline__next">"The address names no page of Weighbridge. Your work is safe: find it on "<a href=Route::Home.hash()>"Home"</a>"."</p>
    }
    .into_any()
}

fn title(route: &Route, case: &str) -> String {
    let page = match route {
        Route::Home => return "Weighbridge".to_owned(),
        Route::Nowhere | Route::Room(_) => return "No such page. Weighbridge".to_owned(),
        Route::Check => return "Read a committee file. Weighbridge".to_owned(),
        Route::Recover => return "Recover work. Weighbridge".to_owned(),
        Route::Forget => return "Clear this device. Weighbridge".to_owned(),
        Route::About(About::Accessibility) => return "Accessibility. Weighbridge".to_owned(),
        Route::About(About::Methods) => return "Methods and sources. Weighbridge".to_owned(),
        Route::About(About::Copy) => return "About this copy. Weighbridge".to_owned(),
        Route::Case { page, .. } => page.title(),
    };
    format!("{page}: {case}. Weighbridge")
}

#[component]
fn Masthead(session: Session) -> impl IntoView {
    let open = move || session.key().get();
    let in_case = move || matches!(session.route.get(), Route::Case { .. });
    view! {
        <header class="masthead">
            <div class="page masthead__row">
                <a class="masthead__mark" href="#/"><Mark/>"Weighbridge"</a>
                <Show when=move || in_case() && open().is_some()>
                    <span class="masthead__case">{move || session.case().with(|case| case.title.clone())}</span>
                    <RenameCase session/>
                    <CaseNav session/>
                    <CaseTools session/>
                </Show>
                <p class="masthead__saved">{move || state_of_work(session)}</p>
            </div>
            <Show when=move || in_case() && session.is_read_only()><ReadOnly session/></Show>
            {move || room_left(session).filter(|_| in_case()).map(|words| view! {
                <div class="page"><p class="blind" role="status">{words}</p></div>
            })}
            <Show when=move || in_case() && session.left_over().is_some()><NotKeptHere session/></Show>
            <Show when=move || in_case() && session.says() == Some(Says::Deleted)>
                <DeletedElsewhere keep=move |()| session.keep_deleted() let_go=move |()| session.let_deleted_go()/>
            </Show>
        </header>
    }
}

#[component]
fn RenameCase(session: Session) -> impl IntoView {
    let title = Signal::derive(move || session.case().with(|case| case.title.clone()));
    let rename = move |title| session.commit(&Edit::Case(CaseEdit::SetTitle(title)));
    view! { <Rename id="case-title" what="the case" value=title commit=rename/> }
}

#[component]
fn CaseNav(session: Session) -> impl IntoView {
    let links = move || {
        let key = session.key().get().unwrap_or_default();
        let here = match session.route.get() {
            Route::Case { page, .. } => Some(page),
            _ => None,
        };
        let (first_appraisal, has_references) = session.case().with(|case| {
            let first = case.appraisals.first().map(|appraisal| (appraisal.id, opening_step(appraisal)));
            (first, !case.references.is_empty())
        });
        let appraisal = first_appraisal.map_or(Page::Appraisals, |(id, step)| Page::Appraisal(id, step));
        let is_appraisal = matches!(
            here,
            Some(Page::Appraisals | Page::Appraisal(..) | Page::Present(..) | Page::Workshops(_) | Page::Workshop(_))
        );
        let mut links = vec![
            ("Programme", Page::Programme, here.is_some_and(Page::is_of_programme)),
            ("Alignment", Page::Alignment, here.is_some_and(Page::is_of_alignment)),
            ("Appraisal", appraisal, is_appraisal),
            ("Log", Page::Log, matches!(here, Some(Page::Log | Page::History))),
        ];
        if has_references {
            links.push(("References", Page::References, here == Some(Page::References)));
        }
        links
            .into_iter()
            .map(|(label, page, current)| {
                let href = Route::Case { key: key.clone(), page }.hash();
                view! { <a href=href aria-current=current.then_some("page")>{label}</a> }
            })
            .collect_view()
    };
    view! { <nav class="masthead__nav" aria-label="Pages of the case">{links}</nav> }
}

#[component]
fn CaseTools(session: Session) -> impl IntoView {
    let undo_title =
        move || session.undo_label().map_or_else(|| "Nothing to undo".to_owned(), |what| format!("Undo: {what}"));
    let redo_title =
        move || session.redo_label().map_or_else(|| "Nothing to redo".to_owned(), |what| format!("Redo: {what}"));
    view! {
        <div class="masthead__tools" role="group" aria-label="Actions">
            <button class="button button--small" type="button" title=undo_title aria-disabled=move || session.undo_label().is_none().to_string()
                on:click=move |_| session.undo()>"Undo"</button>
            <button class="button button--small" type="button" title=redo_title aria-disabled=move || session.redo_label().is_none().to_string()
                on:click=move |_| session.redo()>"Redo"</button>
            <button class="button button--small" type="button" on:click=move |_| session.save_to_file()>"Save to file"</button>
        </div>
    }
}

/// How far the reading of a large file is, with a way to stop it.
#[component]
fn Reading(session: Session) -> impl IntoView {
    let shown = move || {
        session.reading.get().map(|reading| {
            let text = format!("Reading {}: {} per cent.", reading.name, reading.percent);
            view! {
                <div class="notice"><div class="page notice__row">
                    <span>{text}</span>
                    <progress max="100" value=reading.percent.to_string() aria-label="How much of the file is read"></progress>
                    <button class="button button--small" type="button" on:click=move |_| session.stop_reading()>"Stop"</button>
                </div></div>
            }
        })
    };
    // Not read aloud at each step: the notice that follows says how it ended.
    view! { <div>{shown}</div> }
}

/// Another tab writes the case: it is shown, and can be taken over.
#[component]
fn ReadOnly(session: Session) -> impl IntoView {
    view! {
        <div class="page"><p class="blind">
            "This case is open in another tab, so this tab only shows it. "
            <button class="button" type="button" on:click=move |_| session.take_over()>"Take over"</button>
        </p></div>
    }
}

/// What was changed in this tab and could not be kept, because another tab saved first.
#[component]
fn NotKeptHere(session: Session) -> impl IntoView {
    let text = move || {
        let n = session.left_over().map_or(0, |left_over| left_over.n_changes);
        let n = usize::try_from(n).unwrap_or(usize::MAX);
        format!(
            "{} made in this tab {} not kept, because another tab saved this case first. ",
            count(n, "change", "changes"),
            if n == 1 { "was" } else { "were" }
        )
    };
    view! {
        <div class="page"><p class="blind" role="alert">
            {text}
            <button class="button" type="button" on:click=move |_| session.start_from_left_over()>"Open them as a case of their own"</button>
            " "
            <button class="link" type="button" on:click=move |_| session.give_up_left_over()>"Let them go"</button>
        </p></div>
    }
}

/// Returns what to do about a case that nearly fills a file, before it is too large to be kept.
fn room_left(session: Session) -> Option<String> {
    let room = session.room();
    matches!(room, Room::Near { .. }).then(|| sentence(&room.to_string()))
}

/// What of the keeping of a case is said aloud when it changes: which case, whether it is only read here, and why it could
/// not be saved.
type Heard = (Option<String>, bool, Option<String>);

/// Says aloud when work could not be saved and when another tab writes. That it was saved is on the page, and said a hundred
/// times an hour it would drown the rest.
fn hear(session: Session, last: Option<Heard>) -> Heard {
    let why = match session.says() {
        Some(Says::NotKept(why)) => Some(why),
        _ => None,
    };
    let now = (session.key().get(), session.is_read_only(), why);
    if let Some((key, was_read_only, why_before)) = last.filter(|(key, ..)| *key == now.0) {
        match (was_read_only, now.1) {
            (false, true) if key.is_some() => {
                voice::say("Another tab has taken this case over. This tab only shows it.".to_owned());
            }
            (true, false) if key.is_some() => {
                voice::say("Taken over. This tab saves your changes again.".to_owned());
            }
            _ => {}
        }
        if let Some(why) = now.2.as_ref().filter(|why| why_before.as_ref() != Some(*why)) {
            voice::say(format!("Not saved. {why}"));
        }
    }
    now
}

/// Returns the state of the work in words.
fn state_of_work(session: Session) -> AnyView {
    let in_case = matches!(session.route.get(), Route::Case { .. });
    let Some(says) = session.says().filter(|_| in_case) else { return ().into_any() };
    let behind = session.changes_behind_file().map(|behind| usize::try_from(behind).unwrap_or(usize::MAX));
    let name = session.file_mark().map(|mark| mark.name);
    let file = match (behind, name) {
        (Some(0), Some(name)) => format!("{name} has every change"),
        (Some(behind), _) => format!("{} not yet in a file", count(behind, "change", "changes")),
        _ => "Never saved to a file".to_owned(),
    };
    let in_hand = match draft::n_in_hand() {
        0 => String::new(),
        1 => " One field is not yet kept.".to_owned(),
        n => format!(" {n} fields are not yet kept."),
    };
    let browser = match says {
        Says::Saving => "Saving in this browser".to_owned(),
        Says::Kept(at) => format!("Saved in this browser {}", clock::local_hh_mm(at)),
        Says::NotKept(why) => {
            return view! { <b class="masthead__failed">"Not saved. "</b>{why}{in_hand} }.into_any();
        }
        Says::ReadOnly { .. } => "Read only".to_owned(),
        Says::Deleted => "Deleted in another tab, and not kept".to_owned(),
        Says::FileOnly => "Only in your file".to_owned(),
    };
    view! { <b>{browser}</b>". "{file}"."{in_hand} }.into_any()
}

#[component]
fn Foot(session: Session) -> impl IntoView {
    view! {
        <footer class="foot">
            <div class="page foot__row">
                <span>"Nothing leaves this computer unless you save or send a file."</span>
                <button class="link" type="button" on:click=move |_| session.show_shortcuts(true)>"Keyboard shortcuts"</button>
                <a href="#/about/accessibility">"Accessibility statement"</a>
                <a href="#/about/methods">"Methods and sources"</a>
                <crate::parts::theme::ThemeChoice/>
                <a href="#/about/copy">"About this copy"</a>
                <span>{concat!("Weighbridge ", env!("CARGO_PKG_VERSION"))}</span>
            </div>
        </footer>
    }
}
