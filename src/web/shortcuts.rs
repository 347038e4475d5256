//! The shortcuts sheet: every key the app listens to, in one dialog.

use crate::action::{ACTIONS, MATRIX_KEYS, SHEET_KEYS, TABLE_KEYS, WORKSHOP_KEYS};
use crate::browser::{page, preferences};
use leptos::html::Dialog;
use leptos::prelude::*;

/// The sheet. A native dialog: Escape closes it, focus stays in it and goes back where it was.
#[component]
pub(crate) fn ShortcutsSheet(open: RwSignal<bool>) -> impl IntoView {
    let dialog: NodeRef<Dialog> = NodeRef::new();
    let single = RwSignal::new(preferences::single_key_shortcuts());
    let row = |label: &'static str, keys: &'static str| {
        view! { <tr><th scope="row">{label}</th><td><kbd>{keys}</kbd></td></tr> }
    };
    move || {
        open.get().then(|| {
            dialog.on_load(|dialog| {
                let _ = dialog.show_modal();
                // A dialog would begin at its first control, which is at its foot: reading begins at its head.
                page::focus("shortcuts-title");
            });
            view! {
                <dialog class="dialog" node_ref=dialog aria-labelledby="shortcuts-title" on:close=move |_| open.set(false)>
                    <h2 class="dialog__title" id="shortcuts-title" tabindex="-1">"Keyboard shortcuts"</h2>
                    <table class="table"><caption>"Anywhere"</caption><tbody>
                        {ACTIONS.iter().map(|action| row(action.label, action.keys)).collect_view()}
                    </tbody></table>
                    <table class="table"><caption>"In the score sheet"</caption><tbody>
                        {SHEET_KEYS.iter().map(|(label, keys)| row(label, keys)).collect_view()}
                    </tbody></table>
                    <table class="table"><caption>"In the alignment matrix"</caption><tbody>
                        {MATRIX_KEYS.iter().map(|(label, keys)| row(label, keys)).collect_view()}
                    </tbody></table>
                    <table class="table"><caption>"In the tables of a programme"</caption><tbody>
                        {TABLE_KEYS.iter().map(|(label, keys)| row(label, keys)).collect_view()}
                    </tbody></table>
                    <table class="table"><caption>"In a workshop"</caption><tbody>
                        {WORKSHOP_KEYS.iter().map(|(label, keys)| row(label, keys)).collect_view()}
                    </tbody></table>
                    <label class="check"><input type="checkbox" prop:checked=move || single.get() on:change=move |event| {
                        let on = event_target_checked(&event);
                        preferences::set_single_key_shortcuts(on);
                        single.set(on);
                    }/>" Shortcuts of a single key, such as ?, R and N"</label>
                    <form method="dialog" class="dialog__actions"><button class="button button--main" type="submit">"Close"</button></form>
                </dialog>
            }
        })
    }
}
