//! Getting work back: whatever is damaged in whatever way, its text is offered until somebody has fetched it.

use crate::browser::page;
use crate::browser::store::{self, KeptPlace, Parent, StorageError};
use crate::faults::saving;
use crate::support::{number, overwrite, past, record, run_with};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

async fn save(key: &str, parent: u64, text: &str) -> Result<u64, StorageError> {
    store::save(&saving(key, Parent::After(parent), text)).await.map(|saved| saved.revision)
}

async fn everything_of(key: &str) -> Vec<(store::Kept, String)> {
    let mut found = Vec::new();
    for kept in store::everything().await.unwrap() {
        if kept.key == key {
            let text = store::kept_text(&kept.id).await.unwrap();
            found.push((kept, text));
        }
    }
    found
}

/// Texts as long as cases are, so that they stand out from titles and digests.
fn case_text(of: &str) -> String {
    format!("{{\"case\":\"{of}\",\"filler\":\"{}\"}}", "0123456789".repeat(40))
}

#[wasm_bindgen_test]
async fn everything_that_is_kept_is_listed_with_its_text() {
    let key = page::random_key();
    for parent in 0..26 {
        let mut save = saving(&key, Parent::After(parent), &format!("text {}", parent + 1));
        save.day = if parent < 10 { "2026-11-01" } else { "2026-11-02" }.to_owned();
        store::save(&save).await.unwrap();
    }
    store::delete(&key).await.unwrap();
    let found = everything_of(&key).await;
    let mut listed: Vec<(KeptPlace, u64, &str)> =
        found.iter().map(|(kept, text)| (kept.place, kept.revision, text.as_str())).collect();
    listed.sort_by_key(|(_, revision, text)| (*revision, (*text).to_owned()));
    assert_eq!(listed.len(), 4);
    assert_eq!(listed[0], (KeptPlace::Day, 10, "text 10"));
    assert!(listed[1..3].contains(&(KeptPlace::Slot, 25, "text 25")));
    assert!(listed[1..3].contains(&(KeptPlace::Snapshot, 25, "text 25")));
    assert_eq!(listed[3], (KeptPlace::Slot, 26, "text 26"));
    for (kept, text) in &found {
        assert!(kept.is_whole && kept.title == "Depot" && kept.bytes == text.len(), "{kept:?}");
    }
    let snapshot = found.iter().find(|(kept, _)| kept.place == KeptPlace::Snapshot).unwrap();
    let slot = found.iter().find(|(kept, _)| kept.place == KeptPlace::Slot).unwrap();
    assert_eq!(store::discard(&snapshot.0.id).await, Ok(()));
    assert_eq!(store::discard(&snapshot.0.id).await, Err(StorageError::Missing));
    assert_eq!(store::discard(&slot.0.id).await, Err(StorageError::Missing));
    assert_eq!(everything_of(&key).await.len(), 3);
    store::forget(&key).await.unwrap();
}

/// Changes a stored row as the script says, which sees it as `row` and gives the row to store.
async fn damage(key: &str, slot: u8, script: &str) {
    let id = format!("{key}/{slot}");
    let row = record("slots", &id).await.unwrap();
    let change = Function::new_with_args("row", &format!("{script}; return row"));
    let changed = change.call1(&JsValue::UNDEFINED, &row).unwrap();
    past("slots", "store.put(b)", &changed).await;
}

/// Ways to damage a row; each leaves the text, or the rest of it that is named, somewhere in the row.
const DAMAGES: &[(&str, &str)] = &[
    ("a text cut short", "row.text = row.text.slice(0, -5)"),
    ("a text with one letter changed", "row.text = row.text.replace('case', 'cafe')"),
    ("half a letter", "row.text += '\\ud83d'"),
    ("a text under another name", "row.data = row.text; delete row.text"),
    ("a text deep down", "row.text = { of: [{ inner: row.text }] }"),
    ("a text as bytes", "row.text = new TextEncoder().encode(row.text)"),
    ("a text as a buffer", "row.text = new TextEncoder().encode(row.text).buffer"),
    ("no digest", "delete row.digest"),
    ("another seal", "row.seal = row.digest"),
    ("a revision that is no number", "row.revision = 'two'"),
    ("a revision far ahead", "row.revision = 900"),
    ("the key of another case", "row.case = 'another'"),
    ("nothing but the text", "row = { id: row.id, text: row.text }"),
];

#[wasm_bindgen_test]
async fn no_damaged_text_is_overwritten_before_it_was_offered() {
    for (what, script) in DAMAGES {
        let key = page::random_key();
        save(&key, 0, &case_text("one")).await.unwrap();
        save(&key, 1, &case_text("two")).await.unwrap();
        damage(&key, 0, script).await;
        let before: Vec<String> = damaged_texts(&key).await;
        assert_eq!(before.len(), 1, "{what}");
        assert!(before[0].len() > 400, "{what}: {}", before[0]);
        let mut parent = store::read(&key).await.unwrap().revision;
        for turn in 0..5 {
            parent = save(&key, parent, &case_text(&format!("later {turn}"))).await.unwrap();
            assert_eq!(damaged_texts(&key).await, before, "{what}, {turn} saves later");
        }
        let stored = store::read(&key).await.unwrap();
        assert_eq!((stored.text, stored.recovered.len()), (case_text("later 4"), 1), "{what}");
    }
}

async fn damaged_texts(key: &str) -> Vec<String> {
    let all = everything_of(key).await;
    all.into_iter().filter(|(kept, _)| !kept.is_whole).map(|(_, text)| text).collect()
}

#[wasm_bindgen_test]
async fn a_case_with_nothing_whole_offers_all_that_is_left() {
    for (what, script) in DAMAGES {
        let key = page::random_key();
        save(&key, 0, &case_text("one")).await.unwrap();
        save(&key, 1, &case_text("two")).await.unwrap();
        damage(&key, 0, script).await;
        damage(&key, 1, script).await;
        let Err(StorageError::Damaged(kept)) = store::read(&key).await else { panic!("{what}: expected damage") };
        assert_eq!(kept.len(), 2, "{what}");
        for kept in kept {
            assert!(store::kept_text(&kept.id).await.unwrap().len() > 400, "{what}");
        }
        let listed = store::list().await.unwrap().into_iter().find(|case| case.key == key).unwrap();
        assert_eq!((listed.revision, listed.recovered), (0, 2), "{what}");
        assert_eq!(everything_of(&key).await.len(), 2, "{what}");
    }
}

#[wasm_bindgen_test]
async fn rows_under_ids_that_nobody_gives_are_offered_too() {
    let odd = Array::new();
    for id in [JsValue::from(5), "no key".into(), Array::of2(&"a".into(), &1.into()).into(), "/0".into()] {
        let row = Object::new();
        Reflect::set(&row, &"id".into(), &id).unwrap();
        Reflect::set(&row, &"text".into(), &case_text("odd").into()).unwrap();
        odd.push(&row);
    }
    for row in odd.iter() {
        past("slots", "store.put(b)", &row).await;
    }
    let found = everything_of("").await;
    assert_eq!(found.len(), 4);
    for (kept, text) in &found {
        assert_eq!((text.as_str(), kept.is_whole), (case_text("odd").as_str(), false), "{kept:?}");
    }
    assert!(store::list().await.unwrap().iter().all(|case| !case.key.is_empty()));
    let ids =
        "store.delete(IDBKeyRange.bound('/', '0')), store.delete(5), store.delete(['a', 1]), store.delete('no key')";
    past("slots", ids, &JsValue::UNDEFINED).await;
    assert!(everything_of("").await.is_empty());
}

#[wasm_bindgen_test]
async fn what_was_put_aside_and_never_fetched_stays_however_much_there_is() {
    let key = page::random_key();
    save(&key, 0, "start").await.unwrap();
    let mut parent = save(&key, 1, "next").await.unwrap();
    for turn in 0..25 {
        let slot = u8::try_from(parent % 2).unwrap();
        // The newest is damaged; the one before it counts again.
        overwrite("slots", &format!("{key}/{slot}"), "text", format!("damaged {turn}")).await;
        parent = store::save(&saving(&key, Parent::Anew(parent), &format!("turn {turn}"))).await.unwrap().revision;
        parent = save(&key, parent, &format!("turn {turn} again")).await.unwrap();
    }
    let aside = aside_of(&key).await;
    assert_eq!(aside.iter().filter(|kept| !kept.is_whole).count(), 25);
    let n_aside = aside.len();
    let texts: Vec<String> = texts_of(&aside).await;
    assert!((0..25).all(|turn| texts.contains(&format!("damaged {turn}"))), "{texts:?}");
    // All have been fetched now: the bound of 20 is kept to by and by, one for one.
    overwrite("slots", &format!("{key}/{}", parent % 2), "text", "damaged at last").await;
    parent = store::save(&saving(&key, Parent::Anew(parent), "on")).await.unwrap().revision;
    save(&key, parent, "and on").await.unwrap();
    let aside = aside_of(&key).await;
    assert_eq!(aside.len(), n_aside);
    let texts = texts_of(&aside).await;
    assert!(texts.contains(&"damaged at last".to_owned()) && !texts.contains(&"damaged 0".to_owned()), "{texts:?}");
    let head = record("heads", &key).await.unwrap();
    assert_eq!(number(&head, "recovered").map(|n| n as usize), Some(n_aside));
}

async fn aside_of(key: &str) -> Vec<store::Kept> {
    let all = store::everything().await.unwrap();
    all.into_iter().filter(|kept| kept.key == key && kept.place == KeptPlace::Aside).collect()
}

async fn texts_of(kept: &[store::Kept]) -> Vec<String> {
    let mut texts = Vec::new();
    for kept in kept {
        texts.push(store::kept_text(&kept.id).await.unwrap());
    }
    texts
}

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

#[wasm_bindgen_test]
async fn a_thousand_damaged_records_lose_no_text() {
    let mut chance = Chance(9);
    let mut n_damaged = 0;
    while n_damaged < 1_000 {
        let key = page::random_key();
        let mut parent = save(&key, 0, &case_text("start")).await.unwrap();
        let mut expected: Vec<String> = Vec::new();
        for turn in 0..24 {
            let (_, script) = DAMAGES[usize::try_from(chance.below(DAMAGES.len() as u64)).unwrap()];
            let slot = u8::try_from(chance.below(2)).unwrap();
            let is_there = record("slots", &format!("{key}/{slot}")).await;
            let is_sound = is_there.is_some_and(|row| Reflect::get(&row, &"mark".into()).unwrap().is_undefined());
            if is_sound && chance.below(2) == 0 {
                let text = case_text(&format!("turn {turn}, {n_damaged}"));
                let script = format!("row.text = {text:?}; {script}; row.mark = 'damaged'");
                damage(&key, slot, &script).await;
                expected.push(format!("turn {turn}, {n_damaged}\""));
                n_damaged += 1;
            }
            let text = case_text(&format!("saved {turn}"));
            let saved = store::save(&saving(&key, Parent::Anew(parent), &text)).await;
            parent = saved.unwrap_or_else(|error| panic!("turn {turn}: {error:?}")).revision;
        }
        let texts: Vec<String> = everything_raw(&key).await;
        for part in expected {
            assert!(texts.iter().any(|text| text.contains(&part)), "{part} is gone");
        }
        store::forget(&key).await.unwrap();
    }
}

async fn everything_raw(key: &str) -> Vec<String> {
    let mut texts = Vec::new();
    // Only this case's: listing everything each time would take minutes.
    for store in ["slots", "aside"] {
        let script = "store.getAllKeys(IDBKeyRange.bound(b + '/', b + '0'))";
        for id in Array::from(&past(store, script, &key.into()).await).iter() {
            texts.push(text_of(store, &id.as_string().unwrap()).await);
        }
    }
    texts
}

async fn text_of(store: &str, id: &str) -> String {
    let row = record(store, id).await.unwrap();
    let flat = "const flat = value => typeof value === 'string' ? value
            : value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value)
            : value && typeof value === 'object' ? Object.values(value).map(flat).join(' ') : String(value);
        return flat(a)";
    run_with(flat, &[row]).await.as_string().unwrap()
}
