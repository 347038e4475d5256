//! Where the open case is kept: in this browser, or only in its author's file, as exempt papers must be.

use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::session::Session;
use leptos::prelude::*;

/// The choice, with what it means.
#[component]
pub(crate) fn KeepingPanel(session: Session) -> AnyView {
    let asked = RwSignal::new(false);
    let only_in_file = move || session.is_only_in_file();
    let ask = move |_| {
        asked.set(true);
        focus_soon(&["only-file-warning"]);
    };
    let cancel = move |_| {
        asked.set(false);
        focus_soon(&["only-file"]);
    };
    let go = move |_| {
        asked.set(false);
        session.keep_only_in_file(true);
        focus_soon(&["keep-here"]);
    };
    let back = move |_| {
        session.keep_only_in_file(false);
        focus_soon(&["only-file"]);
    };
    let kept_here = move || {
        view! {
            <p>"This browser keeps the case as you work, with its earlier states. Papers that are exempt from publication should not lie in a browser: keep them only in a file on a drive that your rules allow."</p>
            <Show when=move || asked.get() fallback=move || view! {
                <p><button class="button" type="button" id="only-file" on:click=ask>"Keep it only in my file"</button></p>
            }>
                <div class="warning">
                    <h3 class="warning__title" id="only-file-warning" tabindex="-1">"Warning: nothing of this case stays in this browser"</h3>
                    <p>{move || in_file(session)}</p>
                    <p>"The last saves, earlier states and steps of undo are removed from this browser now. From then on a change is safe only once you have saved it to the file, and the page asks before you leave."</p>
                    <div class="row">
                        <button class="button button--main" type="button" on:click=go>"Remove it from this browser"</button>
                        <button class="link" type="button" on:click=cancel>"Cancel"</button>
                    </div>
                </div>
            </Show>
        }
    };
    view! {
        <section class="section" aria-labelledby="h-keeping">
            <h2 id="h-keeping">"Where this case is kept"</h2>
            <Show when=only_in_file fallback=kept_here>
                <p>"Only in your file. This browser keeps nothing of this case: save to the file before you close the tab, and open it from the file next time."</p>
                <p><button class="button" type="button" id="keep-here" on:click=back>"Keep it in this browser too"</button></p>
            </Show>
        </section>
    }
    .into_any()
}

/// Returns how far a file has the case, as it matters before it is removed here.
fn in_file(session: Session) -> String {
    let name = session.file_mark().map(|mark| mark.name);
    match (session.changes_behind_file(), name) {
        (Some(0), Some(name)) => format!("{name} has every change."),
        (Some(_), Some(name)) => {
            format!("{name} does not have every change: save to it first, or go on and save next.")
        }
        _ => "It was never saved to a file: save it first, or go on and save next.".to_owned(),
    }
}
