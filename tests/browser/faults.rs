//! Storage that fails: each cause is told apart in plain words, silence ends within five seconds, and what landed late or
//! was lost is never called another tab's.

use crate::browser::page;
use crate::browser::store::{self, Label, Parent, Save, Saved, StorageError, Text};
use crate::support::{overwrite, past, prototype, record, replace, run, sleep};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// With this the storage may be silent, and the test's own timers late.
const FIVE_SECONDS: f64 = 5_000.0 + 250.0;

pub(crate) fn saving(key: &str, parent: Parent, text: &str) -> Save {
    Save {
        key: key.to_owned(),
        parent,
        token: None,
        text: Text::of(text),
        label: Label { title: "Depot".to_owned(), ..Label::default() },
        file: None,
        day: "2026-11-29".to_owned(),
        undo: None,
    }
}

async fn save(key: &str, parent: u64, text: &str) -> Result<Saved, StorageError> {
    store::save(&saving(key, Parent::After(parent), text)).await
}

fn now() -> f64 {
    js_sys::Date::now()
}

#[wasm_bindgen_test]
async fn every_cause_is_said_in_plain_words() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    for (name, expected) in [
        ("QuotaExceededError", StorageError::Full),
        ("SecurityError", StorageError::SwitchedOff),
        ("InvalidStateError", StorageError::Closed),
        ("AbortError", StorageError::Closed),
        ("UnknownError", StorageError::Unknown("UnknownError".to_owned())),
        ("DataError", StorageError::Unknown("DataError".to_owned())),
        ("<b>5</b>", StorageError::Unknown("bb".to_owned())),
    ] {
        let script = format!("throw new DOMException('in the words of the browser', '{name}')");
        let undo = replace("IDBObjectStore", "put", &Function::new_no_args(&script));
        let refused = save(&key, 1, "two").await;
        undo();
        assert_eq!(refused, Err(expected), "{name}");
        let said = refused.unwrap_err().to_string();
        for foreign in ["JsValue", "DOMException", "in the words", "IdbError", "{", "\"", "<"] {
            assert!(!said.contains(foreign), "{said}");
        }
        assert!(said.starts_with(char::is_lowercase) && !said.ends_with('.'), "{said}");
    }
    let refused = Function::new_no_args("throw 'no error at all'");
    let undo = replace("IDBObjectStore", "put", &refused);
    let said = save(&key, 1, "two").await.unwrap_err().to_string();
    undo();
    assert_eq!(said, "this browser's storage failed and gave no reason");
    assert_eq!(save(&key, 1, "two").await.unwrap().revision, 2);
}

#[wasm_bindgen_test]
async fn a_transaction_that_the_browser_stops_is_said_by_its_cause() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    Reflect::set(&js_sys::global(), &"realCommit".into(), &method("IDBTransaction", "commit")).unwrap();
    let stop = Function::new_no_args("if (this.mode === 'readwrite') this.abort(); else realCommit.call(this)");
    let undo = replace("IDBTransaction", "commit", &stop);
    let stopped = save(&key, 1, "two").await;
    let full = "return Promise.resolve({ usage: 99, quota: 100 })";
    let undo_estimate = replace("StorageManager", "estimate", &Function::new_no_args(full));
    let stopped_when_full = save(&key, 1, "two").await;
    undo();
    undo_estimate();
    assert_eq!(stopped, Err(StorageError::Closed));
    assert_eq!(stopped_when_full, Err(StorageError::Full));
    assert_eq!(save(&key, 1, "two").await.unwrap().revision, 2);
}

fn method(class: &str, name: &str) -> JsValue {
    Reflect::get(&prototype(class), &name.into()).unwrap()
}

#[wasm_bindgen_test]
async fn silence_ends_within_five_seconds() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    let never = Function::new_no_args("return {}");
    for (class, name) in [
        ("IDBFactory", "open"),
        ("IDBObjectStore", "get"),
        ("IDBObjectStore", "getAll"),
        ("IDBObjectStore", "put"),
        ("IDBTransaction", "commit"),
    ] {
        let undo = if name == "commit" { silence_ends() } else { boxed(replace(class, name, &never)) };
        let began = now();
        let silent = save(&key, 1, "two").await;
        let lasted = now() - began;
        undo();
        assert_eq!(silent, Err(StorageError::Silent), "{name}");
        assert!((3_000.0..FIVE_SECONDS).contains(&lasted), "{name}: {lasted} ms");
    }
    // What is not said does not happen in secret: each was taken back, or is followed.
    let stored = store::read(&key).await.unwrap();
    let next = save(&key, 1, "three").await.unwrap();
    assert_eq!(next.revision, stored.revision + 1);
    assert_eq!(store::read(&key).await.unwrap().text, "three");
}

fn boxed(undo: impl FnOnce() + 'static) -> Box<dyn FnOnce()> {
    Box::new(undo)
}

/// Lets transactions end without a word.
fn silence_ends() -> Box<dyn FnOnce()> {
    let deaf = "for (const name of ['oncomplete', 'onabort']) Object.defineProperty(IDBTransaction.prototype, name, \
        { set() {}, configurable: true })";
    let keep = "globalThis.realEnds = ['oncomplete', 'onabort'].map(name => [name, \
        Object.getOwnPropertyDescriptor(IDBTransaction.prototype, name)])";
    Function::new_no_args(keep).call0(&JsValue::UNDEFINED).unwrap();
    Function::new_no_args(deaf).call0(&JsValue::UNDEFINED).unwrap();
    Box::new(|| {
        let back = "for (const [name, was] of realEnds) Object.defineProperty(IDBTransaction.prototype, name, was)";
        Function::new_no_args(back).call0(&JsValue::UNDEFINED).unwrap();
    })
}

#[wasm_bindgen_test]
async fn a_save_that_landed_unheard_is_followed() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    let undo = silence_ends();
    let silent = save(&key, 1, "two, unheard").await;
    undo();
    assert_eq!(silent, Err(StorageError::Silent));
    assert_eq!(store::read(&key).await.unwrap().text, "two, unheard", "the save was to land");
    assert_eq!(save(&key, 1, "three").await.unwrap().revision, 3);
    // Once the end is known, the same parent is a conflict again.
    assert!(matches!(save(&key, 1, "stale").await, Err(StorageError::Conflict { parent: 1, stored: 3, .. })));
}

#[wasm_bindgen_test]
async fn an_opening_that_is_answered_too_late_holds_nothing_up() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    Reflect::set(&js_sys::global(), &"realOpen".into(), &method("IDBFactory", "open")).unwrap();
    let late = "const request = { late: null };
        setTimeout(() => {
            const real = realOpen.apply(indexedDB, [name, version]);
            real.onsuccess = event => { request.result = real.result; globalThis.lateOpened = real.result;
                request.onsuccess({ type: 'success', target: request }); };
        }, 4800);
        return request";
    let undo = replace("IDBFactory", "open", &Function::new_with_args("name, version", late));
    let silent = save(&key, 1, "two").await;
    undo();
    assert_eq!(silent, Err(StorageError::Silent));
    let is_closed =
        "for (let n = 0; n < 200 && !globalThis.lateOpened; n++) await new Promise(go => setTimeout(go, 10));
        try { lateOpened.transaction('slots'); return 'open' } catch (error) { return error.name }";
    assert_eq!(run(is_closed).await.as_string().as_deref(), Some("InvalidStateError"));
    assert_eq!(save(&key, 1, "two").await.unwrap().revision, 2);
}

#[wasm_bindgen_test]
async fn an_estimate_and_a_request_to_persist_that_never_answer_are_given_up() {
    let never = Function::new_no_args("return new Promise(() => {})");
    let (undo_estimate, undo_persist) =
        (replace("StorageManager", "estimate", &never), replace("StorageManager", "persist", &never));
    let key = page::random_key();
    let began = now();
    let found = (store::usage().await, store::persist().await, save(&key, 0, "one").await.map(|saved| saved.revision));
    let lasted = now() - began;
    undo_estimate();
    undo_persist();
    assert_eq!(found, (None, false, Ok(1)));
    assert!(lasted < 2_500.0, "{lasted} ms");
}

#[wasm_bindgen_test]
async fn no_estimate_is_asked_for_while_all_goes_well() {
    let count =
        Function::new_no_args("globalThis.nEstimates = (globalThis.nEstimates ?? 0) + 1; return Promise.reject()");
    let undo = replace("StorageManager", "estimate", &count);
    let key = page::random_key();
    let saved = (save(&key, 0, "one").await, store::read(&key).await.map(|stored| stored.text));
    undo();
    assert!(saved.0.is_ok() && saved.1.as_deref() == Ok("one"));
    assert!(run("return globalThis.nEstimates").await.is_undefined());
}

#[wasm_bindgen_test]
async fn a_read_back_that_fails_once_is_tried_again() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    Reflect::set(&js_sys::global(), &"realGetAll".into(), &method("IDBObjectStore", "getAll")).unwrap();
    let fail = |n_times: u32| {
        let script = format!(
            "if (this.transaction.mode === 'readonly' && (globalThis.nFailed ??= 0) < {n_times}) {{
                nFailed++; throw new DOMException('once', 'UnknownError');
            }}
            return realGetAll.call(this, ids)"
        );
        run_now("globalThis.nFailed = 0");
        replace("IDBObjectStore", "getAll", &Function::new_with_args("ids", &script))
    };
    let undo = fail(1);
    let saved = save(&key, 1, "two").await;
    undo();
    assert_eq!(saved.map(|saved| saved.revision), Ok(2));
    let undo = fail(2);
    let failed = save(&key, 2, "three").await;
    undo();
    assert_eq!(failed, Err(StorageError::Unknown("UnknownError".to_owned())));
    // It had landed, and is this page's own.
    assert_eq!(save(&key, 2, "three again").await.unwrap().revision, 4);
}

fn run_now(script: &str) {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap();
}

#[wasm_bindgen_test]
async fn a_cleared_database_is_said_and_saved_anew_only_when_agreed() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    save(&key, 1, "two").await.unwrap();
    let gone = "await new Promise((resolve, reject) => { const request = indexedDB.deleteDatabase('weighbridge');
        request.onsuccess = resolve; request.onerror = reject; request.onblocked = reject })";
    run(gone).await;
    assert_eq!(save(&key, 2, "three").await, Err(StorageError::Gone { parent: 2, stored: 0 }));
    assert_eq!(store::read(&key).await, Err(StorageError::Missing));
    let anew = store::save(&saving(&key, Parent::Anew(2), "three")).await.unwrap();
    assert_eq!(anew.revision, 3);
    assert_eq!(save(&key, 3, "four").await.unwrap().revision, 4);
    assert_eq!(store::read(&key).await.unwrap().text, "four");
}

#[wasm_bindgen_test]
async fn a_newest_record_that_is_damaged_meanwhile_is_no_other_tabs() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    save(&key, 1, "two").await.unwrap();
    overwrite("slots", &format!("{key}/0"), "text", "tw").await;
    assert_eq!(save(&key, 2, "three").await, Err(StorageError::Gone { parent: 2, stored: 1 }));
    assert_eq!(store::save(&saving(&key, Parent::Anew(2), "three")).await.unwrap().revision, 3);
    let stored = store::read(&key).await.unwrap();
    assert_eq!((stored.text.as_str(), stored.recovered.len()), ("three", 1));
    assert_eq!(store::kept_text(&stored.recovered[0].id).await.unwrap(), "tw");
}

#[wasm_bindgen_test]
async fn a_tab_that_does_not_let_go_of_an_old_database_is_named() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    let hold = "const gone = indexedDB.deleteDatabase('weighbridge');
        await new Promise(go => gone.onsuccess = go);
        const old = indexedDB.open('weighbridge', 1);
        old.onupgradeneeded = () => ['slots', 'snapshots', 'aside', 'marks'].forEach(
            name => old.result.createObjectStore(name, { keyPath: 'id' }));
        await new Promise(go => old.onsuccess = go);
        globalThis.heldOpen = old.result";
    run(hold).await;
    let began = now();
    let held = save(&key, 1, "two").await;
    let lasted = now() - began;
    run("heldOpen.close()").await;
    assert_eq!(held, Err(StorageError::InUse));
    assert!(lasted < FIVE_SECONDS, "{lasted} ms");
    sleep(100).await;
    assert_eq!(save(&key, 0, "one").await.unwrap().revision, 1, "the upgrade that was given up left no half of itself");
    assert!(record("heads", &key).await.is_some());
}

#[wasm_bindgen_test]
async fn a_page_of_a_newer_edition_is_named() {
    let key = page::random_key();
    save(&key, 0, "one").await.unwrap();
    let newer = "const open = indexedDB.open('weighbridge', 1000);
        await new Promise((go, no) => { open.onsuccess = go; open.onerror = no; open.onblocked = no });
        open.result.close()";
    run(newer).await;
    let refused = save(&key, 1, "two").await;
    run("await new Promise(go => indexedDB.deleteDatabase('weighbridge').onsuccess = go)").await;
    assert_eq!(refused, Err(StorageError::Newer));
    assert_eq!(save(&key, 0, "one").await.unwrap().revision, 1);
    assert_eq!(past("slots", "store.count()", &JsValue::UNDEFINED).await.as_f64(), Some(1.0));
}
