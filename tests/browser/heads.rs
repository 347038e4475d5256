//! The list of cases: one small row for each, true whatever became of the rest, and there for what version 1 kept.

use crate::browser::page;
use crate::browser::store::{self, FileMark, Label, Parent, StorageError};
use crate::faults::saving;
use crate::support::{overwrite, past, prototype, record, replace, run_with};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use weighbridge::file::digest;
use weighbridge::journal::Head;

async fn save(key: &str, parent: u64, text: &str) {
    store::save(&saving(key, Parent::After(parent), text)).await.unwrap();
}

async fn summary(key: &str) -> Option<store::CaseSummary> {
    store::list().await.unwrap().into_iter().find(|case| case.key == key)
}

/// Counts what is read of the stores of texts until the returned function is called, which gives the count.
fn count_reads() -> impl FnOnce() -> f64 {
    let mut undo: Vec<Box<dyn FnOnce()>> = Vec::new();
    Reflect::set(&js_sys::global(), &"nReads".into(), &0.into()).unwrap();
    for name in ["get", "getAll"] {
        let real = Reflect::get(&prototype("IDBObjectStore"), &name.into()).unwrap();
        Reflect::set(&js_sys::global(), &format!("real_{name}").into(), &real).unwrap();
        let script = format!(
            "if (['slots', 'snapshots', 'days', 'aside'].includes(this.name)) nReads++;
            return real_{name}.call(this, ids)"
        );
        undo.push(Box::new(replace("IDBObjectStore", name, &Function::new_with_args("ids", &script))));
    }
    move || {
        undo.into_iter().for_each(|undo| undo());
        Reflect::get(&js_sys::global(), &"nReads".into()).unwrap().as_f64().unwrap()
    }
}

#[wasm_bindgen_test]
async fn the_list_reads_no_text() {
    let key = page::random_key();
    store::list().await.unwrap();
    save(&key, 0, "£ one").await;
    save(&key, 1, "£ two").await;
    let stop = count_reads();
    let case = summary(&key).await;
    let n_reads = stop();
    let case = case.unwrap();
    assert_eq!((case.revision, case.bytes, case.digest), (2, "£ two".len(), digest("£ two")));
    assert!(n_reads < 0.5, "{n_reads} texts were read");
}

#[wasm_bindgen_test]
async fn a_head_that_is_missing_or_damaged_is_made_anew() {
    let key = page::random_key();
    save(&key, 0, "one").await;
    let sound = summary(&key).await;
    assert!(sound.is_some());
    past("heads", "store.delete(b)", &key.as_str().into()).await;
    assert_eq!(summary(&key).await, sound);
    assert!(record("heads", &key).await.is_some());
    for (member, value) in [("title", JsValue::from_str("Else")), ("revision", 9.into()), ("check", "0".into())] {
        overwrite("heads", &key, member, value).await;
        assert_eq!(summary(&key).await, sound, "{member}");
    }
    let stop = count_reads();
    summary(&key).await;
    assert!(stop() < 0.5);
}

#[wasm_bindgen_test]
async fn a_head_without_a_case_lists_nothing() {
    let key = page::random_key();
    save(&key, 0, "one").await;
    let head = record("heads", &key).await.unwrap();
    store::forget(&key).await.unwrap();
    past("heads", "store.put(b)", &head).await;
    assert_eq!(summary(&key).await, None);
}

#[wasm_bindgen_test]
async fn the_list_says_what_reading_found() {
    let key = page::random_key();
    save(&key, 0, "one").await;
    save(&key, 1, "two").await;
    let mark = FileMark { name: "depot.json".to_owned(), entries: 0, n_changes: 0, saved_at: 5.0 };
    store::mark_file(&key, mark.clone()).await.unwrap();
    overwrite("slots", &format!("{key}/1"), "text", "on").await;
    let stored = store::claim(&key, "token").await.unwrap();
    assert_eq!((stored.revision, stored.file), (2, Some(mark.clone())));
    let case = summary(&key).await.unwrap();
    assert_eq!((case.revision, case.recovered, case.file), (2, 1, Some(mark)));
    overwrite("slots", &format!("{key}/0"), "text", "tw").await;
    assert!(matches!(store::claim(&key, "token").await, Err(StorageError::Damaged(kept)) if kept.len() == 2));
    assert!(matches!(store::read(&key).await, Err(StorageError::Damaged(_))));
    let case = summary(&key).await.unwrap();
    assert_eq!((case.revision, case.recovered), (0, 2));
}

/// Returns a row as version 1 wrote it.
fn old_row(id: &str, key: &str, parent: u64, text: &str, time: f64) -> JsValue {
    let head = Head::following(key, parent, digest(text));
    let row = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&row, &name.into(), &value).unwrap();
    #[allow(clippy::cast_precision_loss)]
    for (name, value) in
        [("revision", head.revision as f64), ("parent", parent as f64), ("time", time), ("entries", 4.0)]
    {
        set(name, value.into());
    }
    for (name, value) in [
        ("id", id),
        ("case", key),
        ("text", text),
        ("digest", head.digest.as_str()),
        ("seal", head.seal.as_str()),
        ("title", "Depot"),
        ("holds", "5 options."),
    ] {
        set(name, value.into());
    }
    row.into()
}

#[wasm_bindgen_test]
async fn a_database_of_version_1_is_taken_over_with_all_that_it_holds() {
    let (key, deleted) = (page::random_key(), page::random_key());
    let damaged = old_row(&format!("{key}/{}", digest("left")), &key, 6, "left over", 40.0);
    Reflect::set(&damaged, &"seal".into(), &"0".into()).unwrap();
    let slots = Array::of3(
        &old_row(&format!("{key}/0"), &key, 25, "twenty-six", 60_000.0),
        &old_row(&format!("{key}/1"), &key, 24, "twenty-five", 50_000.0),
        &old_row(&format!("{deleted}/1"), &deleted, 0, "deleted", 1_000.0),
    );
    let file = Object::new();
    for (name, value) in [("name", JsValue::from_str("depot.json")), ("entries", 3.into()), ("time", 55.0.into())] {
        Reflect::set(&file, &name.into(), &value).unwrap();
    }
    Reflect::set(&slots.get(0), &"file".into(), &file).unwrap();
    let snapshots = Array::of1(&old_row(&format!("{key}/1"), &key, 24, "twenty-five", 50_000.0));
    let old = "await new Promise((go, no) => { const gone = indexedDB.deleteDatabase('weighbridge');
            gone.onsuccess = go; gone.onblocked = no; });
        const open = indexedDB.open('weighbridge', 1);
        open.onupgradeneeded = () => {
            for (const name of ['slots', 'snapshots', 'aside', 'marks']) {
                open.result.createObjectStore(name, { keyPath: 'id' });
            }
        };
        await new Promise(go => open.onsuccess = go);
        const transaction = open.result.transaction(['slots', 'snapshots', 'aside', 'marks'], 'readwrite');
        a.forEach(row => transaction.objectStore('slots').put(row));
        b.forEach(row => transaction.objectStore('snapshots').put(row));
        c.forEach(row => transaction.objectStore('aside').put(row));
        transaction.objectStore('marks').put({ id: a[2].case, time: 70000 });
        await new Promise(go => transaction.oncomplete = go);
        open.result.close();";
    run_with(old, &[slots.into(), snapshots.into(), Array::of1(&damaged).into()]).await;

    let cases = store::list().await.unwrap();
    assert_eq!(cases.iter().map(|case| case.key.as_str()).collect::<Vec<_>>(), [key.as_str(), &deleted]);
    assert_eq!((cases[0].revision, cases[0].recovered, cases[0].entries), (26, 1, 4));
    assert_eq!((cases[0].title.as_str(), cases[0].holds.as_str()), ("Depot", "5 options."));
    assert_eq!((cases[0].bytes, cases[0].digest.clone()), ("twenty-six".len(), digest("twenty-six")));
    assert_eq!(cases[0].file.as_ref().map(|file| (file.name.as_str(), file.entries)), Some(("depot.json", 3)));
    assert_eq!((cases[0].deleted_at, cases[1].deleted_at), (None, Some(70_000.0)));

    let stored = store::read(&key).await.unwrap();
    assert_eq!((stored.text.as_str(), stored.revision, stored.recovered.len()), ("twenty-six", 26, 1));
    assert_eq!(store::kept_text(&stored.recovered[0].id).await.unwrap(), "left over");
    save(&key, 26, "twenty-seven").await;
    assert_eq!(store::read(&key).await.unwrap().text, "twenty-seven");
    // The day before version 2 is kept as any other.
    let texts = kept_texts(&key).await;
    assert_eq!(texts, ["twenty-seven", "twenty-six", "twenty-five"]);
    store::restore(&deleted).await.unwrap();
    assert_eq!(store::read(&deleted).await.unwrap().text, "deleted");
}

async fn kept_texts(key: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for kept in store::history_of(key).await.unwrap() {
        texts.push(store::kept_text(&kept.id).await.unwrap());
    }
    texts
}

#[wasm_bindgen_test]
async fn the_last_state_of_each_of_thirty_days_is_kept() {
    let key = page::random_key();
    let mut parent = 0;
    for day in 1..=33 {
        for turn in 1..=2 {
            let text = format!("day {day}, turn {turn}");
            let mut save = saving(&key, Parent::After(parent), &text);
            save.day = if day <= 30 { format!("2026-11-{day:02}") } else { format!("2026-12-{:02}", day - 30) };
            save.label = Label { title: format!("Depot {day}"), ..Label::default() };
            parent = store::save(&save).await.unwrap().revision;
        }
    }
    let history = store::history_of(&key).await.unwrap();
    let days: Vec<&store::Kept> = history.iter().filter(|kept| kept.place == store::KeptPlace::Day).collect();
    assert_eq!(days.len(), 30);
    assert_eq!((days[0].day.as_str(), days[0].revision, days[0].title.as_str()), ("2026-12-02", 64, "Depot 32"));
    assert_eq!((days[29].day.as_str(), days[29].revision), ("2026-11-03", 6));
    assert_eq!(store::kept_text(&days[29].id).await.unwrap(), "day 3, turn 2");
    let revisions: Vec<u64> = history.iter().map(|kept| kept.revision).collect();
    assert_eq!(revisions[..4], [66, 65, 64, 62]);
    assert!(revisions.contains(&25) && revisions.is_sorted_by(|one, other| one > other));
}
