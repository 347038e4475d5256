//! Forgetting: one case to its last trace, and everything.

use crate::browser::page;
use crate::browser::preferences::{self, Theme};
use crate::browser::store::{self, FileMark, Parent, StorageError, UndoTail};
use crate::faults::saving;
use crate::support::{overwrite, run, run_with};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Leaves a trace of a case in every store.
async fn fill(key: &str) {
    for parent in 0..26 {
        let mut save = saving(key, Parent::After(parent), &format!("text {parent}"));
        save.token = Some("token".to_owned());
        save.day = format!("2026-11-{:02}", parent + 1);
        save.undo = Some(UndoTail { keep: parent, add: vec!["step".to_owned()] });
        store::save(&save).await.unwrap();
    }
    overwrite("slots", &format!("{key}/1"), "text", "damaged").await;
    store::save(&saving(key, Parent::After(26), "text")).await.unwrap();
    let mark = FileMark { name: "depot.json".to_owned(), entries: 0, n_changes: 0, saved_at: 1.0 };
    store::mark_file(key, mark).await.unwrap();
    store::delete(key).await.unwrap();
}

/// Returns in how many stores a case has a trace.
async fn n_traces(key: &str) -> usize {
    let script = "const open = indexedDB.open('weighbridge');
        await new Promise(go => open.onsuccess = go);
        const names = [...open.result.objectStoreNames];
        const transaction = open.result.transaction(names);
        const found = await Promise.all(names.map(name => new Promise(go => {
            transaction.objectStore(name).getAll().onsuccess =
                event => go(event.target.result.some(row => JSON.stringify(row).includes(a)));
        })));
        open.result.close();
        return found.filter(Boolean).length";
    let found = run_with(script, &[key.into()]).await.as_f64().unwrap();
    (0..20).find(|n| f64::from(*n) >= found).unwrap() as usize
}

#[wasm_bindgen_test]
async fn a_forgotten_case_leaves_no_trace() {
    let (key, other) = (page::random_key(), page::random_key());
    fill(&key).await;
    fill(&other).await;
    assert_eq!(n_traces(&key).await, 8, "expected a trace in every store");
    store::forget(&key).await.unwrap();
    assert_eq!((n_traces(&key).await, n_traces(&other).await), (0, 8));
    assert_eq!(store::read(&key).await, Err(StorageError::Missing));
    let late = store::Save { token: Some("token".to_owned()), ..saving(&key, Parent::After(27), "late") };
    assert_eq!(store::save(&late).await, Err(StorageError::Gone { parent: 27, stored: 0 }));
    assert_eq!(n_traces(&key).await, 0, "a save that is refused leaves none either");
    store::forget(&other).await.unwrap();
}

#[wasm_bindgen_test]
async fn everything_is_forgotten_and_what_went_is_said() {
    store::list().await.unwrap();
    run("localStorage.clear()").await;
    let before: usize = store::list().await.unwrap().len();
    let key = page::random_key();
    fill(&key).await;
    preferences::set_theme(Theme::Dark);
    preferences::set_single_key_shortcuts(false);
    run("localStorage.setItem('of another page', '1'); await caches.open('weighbridge-1'); await caches.open('other')")
        .await;
    let gone = store::forget_all().await.unwrap();
    assert_eq!((gone.cases, gone.preferences, gone.caches), (before + 1, 2, 1));
    let left = run("return JSON.stringify([Object.keys(localStorage), await caches.keys(), \
        (await indexedDB.databases()).map(one => one.name)])");
    assert_eq!(left.await.as_string().as_deref(), Some("[[\"of another page\"],[\"other\"],[]]"));
    run("localStorage.clear(); await caches.delete('other')").await;
    assert_eq!(store::list().await, Ok(Vec::new()));
    assert_eq!(preferences::theme(), Theme::System);
}

#[wasm_bindgen_test]
async fn a_tab_that_holds_the_storage_is_named_and_nothing_is_said_to_be_gone() {
    let key = page::random_key();
    store::save(&saving(&key, Parent::After(0), "one")).await.unwrap();
    preferences::set_theme(Theme::Dark);
    let hold = "const open = indexedDB.open('weighbridge');
        await new Promise(go => open.onsuccess = go);
        globalThis.holding = open.result";
    run(hold).await;
    let held = store::forget_all().await;
    assert_eq!(held, Err(StorageError::InUse));
    assert_eq!(preferences::theme(), Theme::Dark);
    preferences::set_theme(Theme::System);
    run("holding.close()").await;
    // The browser carries the deletion out once the tab lets go; the storage is then as new.
    assert_eq!(store::list().await, Ok(Vec::new()));
    let _: JsValue = run("delete globalThis.holding").await;
}
