//! A committee file is made and handed out: what is under way, and what came of it where its button is.

use crate::browser::{clipboard, clock};
use crate::session::{Exported, Notice, Session};
use crate::worker::{self, Asked, News};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use weighbridge::committee::Carried;
use weighbridge::present::export_name;

/// What came of an export, where its button is: under way, or the name of the file and the digest to print.
#[component]
pub(crate) fn Outcome(
    session: Session,
    /// What the button exports.
    #[prop(into)]
    carried: Signal<Carried>,
    /// The name of the file that is being made.
    making: RwSignal<Option<String>>,
) -> impl IntoView {
    let own = move || {
        let of = (session.key().get()?, carried.get());
        session.exported.get().filter(|exported| exported.of == of)
    };
    let done = move || {
        own().map(|Exported { revision, name, digest, .. }| {
            let short = digest.get(..16).unwrap_or_default().to_owned();
            let copied = short.clone();
            let copy = move |_| {
                let digest = copied.clone();
                spawn_local(async move {
                    let notice = match clipboard::copy_table(&digest, &digest).await {
                        Ok(()) => Notice::said("The digest is copied.".to_owned()),
                        Err(error) => Notice::problem(format!("Not copied: {error}.")),
                    };
                    session.notice.set(Some(notice));
                });
            };
            let since = (session.revision() != revision)
                .then(|| view! { <p class="note">"The case has changed since. Export it again before the paper goes out."</p> });
            view! {
                <div class="exported">
                    <p>{format!("Exported as {name}. Print the start of its digest in the paper:")}</p>
                    <p class="row"><b class="exported__digest num">{short}</b>
                        <button class="button button--small" type="button" id="copy-digest" on:click=copy>"Copy the digest"</button></p>
                    <p class="note">"This file is the committee’s. Your own copy, in which you go on working, is saved with “Save to file”."</p>
                    {since}
                </div>
            }
        })
    };
    let under_way = move || making.get().map(|name| view! { <p>{format!("{name} is being made…")}</p> });
    view! { <div role="status" id="export-outcome">{under_way}{move || making.with(Option::is_none).then(done)}</div> }
}

/// Makes the file off the page's thread: ten thousand draws of 200 options take seconds. It goes on when the page is left.
/// `title` names the file.
pub(crate) fn export(session: Session, carried: Carried, title: &str, making: RwSignal<Option<String>>) {
    let at = clock::now_utc();
    // The day on the wall, as the person who files it would write it.
    let day = clock::local_day(clock::now_ms());
    let name = export_name(title, &day);
    session.notice.set(None);
    making.set(Some(name.clone()));
    let of = (session.key().get_untracked().unwrap_or_default(), carried);
    let revision = untrack(|| session.revision());
    // Held by what hears of it, and so until the last news.
    let job: Rc<RefCell<Option<worker::Job>>> = Rc::default();
    let held = job.clone();
    let hear = move |news: News, _here: bool| {
        match news {
            News::Exported(text, digest) => {
                session.download(&name, &text, "application/json");
                let exported = Exported { of: of.clone(), revision, name: name.clone(), digest };
                session.exported.set(Some(exported));
            }
            News::Failed(why) => session.notice.set(Some(Notice::problem(format!("Not exported: {why}.")))),
            News::Progress(_) | News::Drawn(_) | News::Checked(..) | News::Choosing(_) => return,
        }
        // The page of the button may be gone by now.
        let _ = making.try_set(None);
        // Not here: this runs within the job.
        let held = held.clone();
        spawn_local(async move { drop(held.borrow_mut().take()) });
    };
    spawn_local(async move {
        let Some(case) = session.text().await else {
            let _ = making.try_set(None);
            return;
        };
        let asked = Asked::Export { case: (*case).clone(), carried, at };
        *job.borrow_mut() = Some(worker::start(&asked, hear));
    });
}
