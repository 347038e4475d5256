//! Saving, reading, refusing, recovering and deleting on real IndexedDB.

use crate::browser::store::{self, CaseSummary, FileMark, Label, StorageError};
use crate::browser::{clock, page, panic};
use crate::support::{number, overwrite, prototype, record, replace, sleep, wait_for};
use js_sys::{Function, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use weighbridge::file::digest;

fn label() -> Label {
    Label { title: "Depot".to_owned(), holds: "5 options".to_owned(), entries: 3, n_changes: 2 }
}

async fn save(key: &str, parent: u64, text: &str) -> Result<store::Saved, StorageError> {
    store::write(key, parent, text, label(), None).await
}

async fn texts(kept: &[store::Kept]) -> Vec<String> {
    let mut texts = Vec::new();
    for kept in kept {
        texts.push(store::kept_text(&kept.id).await.unwrap());
    }
    texts
}

async fn summary(key: &str) -> Option<CaseSummary> {
    store::list().await.unwrap().into_iter().find(|case| case.key == key)
}

#[wasm_bindgen_test]
async fn what_is_saved_is_read() {
    let key = page::random_key();
    assert_eq!(store::read(&key).await, Err(StorageError::Missing));
    let text = "{\"title\": \"Café £5 😀\"}\n";
    let before = clock::now_ms();
    let saved = save(&key, 0, text).await.unwrap();
    assert_eq!(saved.revision, 1);
    assert!(saved.saved_at >= before);
    let stored = store::read(&key).await.unwrap();
    assert_eq!((stored.text.as_str(), stored.revision, stored.file), (text, 1, None));
    assert!(stored.recovered.is_empty());
    let case = summary(&key).await.unwrap();
    assert_eq!((case.title.as_str(), case.holds.as_str(), case.bytes), ("Depot", "5 options", text.len()));
    assert_eq!((case.revision, case.recovered, case.deleted_at), (1, 0, None));
    assert_eq!(case.digest, digest(text));
}

#[wasm_bindgen_test]
async fn a_large_case_is_kept_whole() {
    let key = page::random_key();
    let text = "0123456789é£😀\n".repeat(200_000);
    save(&key, 0, &text).await.unwrap();
    assert_eq!(store::read(&key).await.unwrap().text, text);
}

#[wasm_bindgen_test]
async fn slots_alternate_and_every_25th_revision_is_a_snapshot() {
    let key = page::random_key();
    for parent in 0..26 {
        let saved = save(&key, parent, &format!("text {}", parent + 1)).await.unwrap();
        assert_eq!(saved.revision, parent + 1);
    }
    let even = record("slots", &format!("{key}/0")).await.unwrap();
    let odd = record("slots", &format!("{key}/1")).await.unwrap();
    assert_eq!((number(&even, "revision"), number(&even, "parent")), (Some(26.0), Some(25.0)));
    assert_eq!(number(&odd, "revision"), Some(25.0));
    let snapshot = record("snapshots", &format!("{key}/1")).await.unwrap();
    assert_eq!(number(&snapshot, "revision"), Some(25.0));

    overwrite("slots", &format!("{key}/0"), "text", "broken").await;
    overwrite("slots", &format!("{key}/1"), "text", "broken too").await;
    let stored = store::read(&key).await.unwrap();
    assert_eq!((stored.text.as_str(), stored.revision), ("text 25", 25));
    assert_eq!(stored.recovered.len(), 2);
}

#[wasm_bindgen_test]
async fn a_save_that_was_not_made_from_the_newest_is_refused() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    let newest = save(&key, 1, "two").await.unwrap();
    for parent in [0, 1] {
        let refused = StorageError::Conflict { parent, stored: 2, saved_at: newest.saved_at };
        assert_eq!(save(&key, parent, "stale").await, Err(refused));
    }
    assert_eq!(save(&key, 3, "of another place").await, Err(StorageError::Gone { parent: 3, stored: 2 }));
    assert_eq!(store::read(&key).await.unwrap().text, "two");
    assert_eq!(save(&key, 2, "three").await.unwrap().revision, 3);
}

#[wasm_bindgen_test]
async fn of_two_saves_at_once_one_is_refused() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    let (sender, other) = (Rc::new(Cell::new(None)), key.clone());
    let receiver = Rc::clone(&sender);
    wasm_bindgen_futures::spawn_local(async move { sender.set(Some(save(&other, 1, "theirs").await)) });
    let ours = save(&key, 1, "ours").await;
    let theirs = wait_for(|| receiver.take()).await;
    assert_ne!(ours.is_ok(), theirs.is_ok());
    let kept = store::read(&key).await.unwrap();
    assert_eq!(kept.text, if ours.is_ok() { "ours" } else { "theirs" });
    assert_eq!(kept.revision, 2);
}

#[wasm_bindgen_test]
async fn a_damaged_record_loses_and_is_never_overwritten() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    save(&key, 1, "two").await.unwrap();
    overwrite("slots", &format!("{key}/0"), "text", "tw").await;
    let stored = store::read(&key).await.unwrap();
    assert_eq!((stored.text.as_str(), stored.revision), ("one", 1));
    assert_eq!(stored.recovered.len(), 1);
    assert_eq!((texts(&stored.recovered).await, stored.recovered[0].revision), (vec!["tw".to_owned()], 2));
    assert_eq!(summary(&key).await.unwrap().recovered, 1);

    assert_eq!(save(&key, 1, "two again").await.unwrap().revision, 2);
    let stored = store::read(&key).await.unwrap();
    assert_eq!(stored.text, "two again");
    assert_eq!(texts(&stored.recovered).await, ["tw"]);
    assert_eq!(summary(&key).await.unwrap().recovered, 1);
}

#[wasm_bindgen_test]
async fn a_changed_head_is_noticed_too() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    save(&key, 1, "two").await.unwrap();
    overwrite("slots", &format!("{key}/1"), "revision", 99).await;
    let stored = store::read(&key).await.unwrap();
    assert_eq!((stored.text.as_str(), stored.revision), ("two", 2));
    overwrite("slots", &format!("{key}/0"), "revision", "two").await;
    match store::read(&key).await {
        Err(StorageError::Damaged(left)) => assert_eq!(left.len(), 2),
        other => panic!("expected damage, found {other:?}"),
    }
    let case = summary(&key).await.unwrap();
    assert_eq!((case.revision, case.recovered, case.title.as_str()), (0, 2, "Depot"));
    assert_eq!(save(&key, 0, "anew").await.unwrap().revision, 1);
    assert_eq!(store::read(&key).await.unwrap().recovered.len(), 2);
}

#[wasm_bindgen_test]
async fn a_file_mark_changes_no_revision() {
    let key = page::random_key();
    let mark = FileMark { name: "depot.json".to_owned(), entries: 2, n_changes: 1, saved_at: 1_000.0 };
    assert_eq!(store::mark_file(&key, mark.clone()).await, Err(StorageError::Missing));
    save(&key, 0, "one").await.unwrap();
    save(&key, 1, "two").await.unwrap();
    store::mark_file(&key, mark.clone()).await.unwrap();
    let stored = store::read(&key).await.unwrap();
    assert_eq!((stored.text.as_str(), stored.revision, stored.file), ("two", 2, Some(mark.clone())));
    assert!(stored.recovered.is_empty());
    store::write(&key, 2, "three", label(), Some(mark.clone())).await.unwrap();
    assert_eq!(summary(&key).await.unwrap().file, Some(mark));
}

#[wasm_bindgen_test]
async fn a_deleted_case_comes_back_until_it_is_purged() {
    let (key, kept) = (page::random_key(), page::random_key());
    for parent in 0..25 {
        save(&key, parent, "text").await.unwrap();
    }
    overwrite("slots", &format!("{key}/0"), "text", "broken").await;
    save(&key, 25, "text").await.unwrap();
    save(&kept, 0, "text").await.unwrap();
    store::delete(&key).await.unwrap();
    let deleted_at = summary(&key).await.unwrap().deleted_at.unwrap();
    assert_eq!(store::read(&key).await.unwrap().revision, 26);
    store::restore(&key).await.unwrap();
    assert_eq!(summary(&key).await.unwrap().deleted_at, None);

    store::delete(&key).await.unwrap();
    assert_eq!(store::purge(deleted_at).await, Ok(0));
    assert!(summary(&key).await.is_some());
    assert_eq!(store::purge(clock::now_ms() + 1.0).await, Ok(1));
    assert_eq!(summary(&key).await, None);
    assert_eq!(store::read(&key).await, Err(StorageError::Missing));
    for (store, place) in [("slots", "0"), ("slots", "1"), ("snapshots", "1")] {
        assert_eq!(record(store, &format!("{key}/{place}")).await, None);
    }
    assert!(summary(&kept).await.is_some());
}

#[wasm_bindgen_test]
async fn a_deleted_case_comes_back_only_when_asked() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    store::delete(&key).await.unwrap();
    assert_eq!(save(&key, 1, "two").await, Err(StorageError::Deleted));
    assert!(summary(&key).await.unwrap().deleted_at.is_some());
    store::restore(&key).await.unwrap();
    save(&key, 1, "two").await.unwrap();
    assert_eq!(summary(&key).await.unwrap().deleted_at, None);
}

#[wasm_bindgen_test]
async fn the_list_is_newest_first() {
    let (older, newer) = (page::random_key(), page::random_key());
    save(&older, 0, "one").await.unwrap();
    sleep(5).await;
    save(&newer, 0, "two").await.unwrap();
    let keys: Vec<String> = store::list().await.unwrap().into_iter().map(|case| case.key).collect();
    let place = |key: &str| keys.iter().position(|there| there == key);
    assert!(place(&newer) < place(&older));
    let (used, quota) = store::usage().await.unwrap();
    assert!(used <= quota);
}

#[wasm_bindgen_test]
async fn a_browser_that_refuses_to_write_is_reported() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    let refuse = "const error = new Error('no room'); error.name = 'QuotaExceededError'; throw error";
    let undo = replace("IDBObjectStore", "put", &Function::new_no_args(refuse));
    let refused = save(&key, 1, "two").await;
    undo();
    assert_eq!(refused, Err(StorageError::Full));
    let off = Function::new_no_args("throw new DOMException('blocked', 'SecurityError')");
    let undo = replace("IDBFactory", "open", &off);
    let blocked = (save(&key, 1, "two").await, store::list().await);
    undo();
    assert_eq!(blocked, (Err(StorageError::SwitchedOff), Err(StorageError::SwitchedOff)));
    assert_eq!(store::read(&key).await.unwrap().text, "one");
    assert_eq!(save(&key, 1, "two").await.unwrap().revision, 2);
}

#[wasm_bindgen_test]
async fn a_write_that_was_accepted_but_not_kept_is_reported() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    // What a faulty disk or a clearing extension does: the put succeeds, another text is there afterwards.
    let original = prototype("IDBObjectStore");
    let put = Reflect::get(&original, &"put".into()).unwrap();
    Reflect::set(&js_sys::global(), &"originalPut".into(), &put).unwrap();
    let corrupt = "return originalPut.call(this, this.name === 'slots' ? { ...value, text: 'lost' } : value)";
    let undo = replace("IDBObjectStore", "put", &Function::new_with_args("value", corrupt));
    let refused = save(&key, 1, "two").await;
    undo();
    assert_eq!(refused, Err(StorageError::NotKept));
    assert_eq!(store::read(&key).await.unwrap().text, "one");
}

#[wasm_bindgen_test]
async fn a_failed_program_saves_nothing() {
    let key = page::random_key();
    let saved = save(&key, 0, "one").await.unwrap();
    let shown = Reflect::get(&js_sys::global(), &"weighbridgeSavedAt".into()).unwrap();
    assert!(shown.as_f64() >= Some(saved.saved_at));
    let halted = JsValue::from_str("weighbridgeHalted");
    Reflect::set(&js_sys::global(), &halted, &JsValue::TRUE).unwrap();
    let refused = (save(&key, 1, "two").await, store::delete(&key).await, store::purge(clock::now_ms()).await);
    Reflect::set(&js_sys::global(), &halted, &JsValue::FALSE).unwrap();
    assert_eq!(refused, (Err(StorageError::Halted), Err(StorageError::Halted), Err(StorageError::Halted)));
    assert!(!panic::halted());
    assert_eq!(store::read(&key).await.unwrap().text, "one");
}
