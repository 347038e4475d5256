//! Steps of undo: what a save adds and takes away is there after a reload, and the oldest go first.

use crate::browser::page;
use crate::browser::store::{self, Parent, UndoSteps, UndoTail};
use crate::faults::saving;
use crate::support::past;
use wasm_bindgen_test::wasm_bindgen_test;

async fn save(key: &str, parent: u64, keep: u64, add: Vec<String>) {
    let undo = Some(UndoTail { keep, add });
    let save = store::Save { undo, ..saving(key, Parent::After(parent), &format!("text {parent}")) };
    store::save(&save).await.unwrap();
}

async fn steps(key: &str) -> UndoSteps {
    store::read(key).await.unwrap().undo
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[wasm_bindgen_test]
async fn steps_are_added_taken_away_and_left_as_they_are() {
    let key = page::random_key();
    store::save(&saving(&key, Parent::After(0), "text")).await.unwrap();
    assert_eq!(steps(&key).await, UndoSteps::default());
    save(&key, 1, 0, texts(&["a", "b", "£ c"])).await;
    assert_eq!(steps(&key).await, UndoSteps { first: 0, steps: texts(&["a", "b", "£ c"]) });
    save(&key, 2, 1, texts(&["d"])).await;
    assert_eq!(steps(&key).await, UndoSteps { first: 0, steps: texts(&["a", "d"]) });
    store::save(&saving(&key, Parent::After(3), "text")).await.unwrap();
    assert_eq!(store::claim(&key, "token").await.unwrap().undo.steps, texts(&["a", "d"]));
    save(&key, 4, 0, Vec::new()).await;
    assert_eq!(steps(&key).await, UndoSteps::default());
    // What does not follow on what is here begins anew under its own number.
    save(&key, 5, 7, texts(&["h"])).await;
    assert_eq!(steps(&key).await, UndoSteps { first: 7, steps: texts(&["h"]) });
}

#[wasm_bindgen_test]
async fn the_oldest_go_beyond_500_steps_and_8_megabytes() {
    let key = page::random_key();
    save(&key, 0, 0, (0..498).map(|n| n.to_string()).collect()).await;
    save(&key, 1, 498, texts(&["498", "499", "500", "501"])).await;
    let found = steps(&key).await;
    assert_eq!((found.first, found.steps.len()), (2, 500));
    assert_eq!((found.steps[0].as_str(), found.steps[499].as_str()), ("2", "501"));
    let large = "x".repeat(3 * 1024 * 1024);
    save(&key, 2, 502, vec![large.clone(), large.clone(), large]).await;
    let found = steps(&key).await;
    assert_eq!((found.first, found.steps.len()), (503, 2));
    let n_rows = past("undo", "store.count(IDBKeyRange.bound(b + '/', b + '0'))", &key.as_str().into()).await;
    assert_eq!(n_rows.as_f64(), Some(3.0), "two steps and the row that lists them");
}

#[wasm_bindgen_test]
async fn a_step_that_is_missing_takes_the_others_with_it_and_no_more() {
    let key = page::random_key();
    save(&key, 0, 0, texts(&["a", "b", "c"])).await;
    past("undo", "store.delete(b)", &format!("{key}/{:016}", 1).as_str().into()).await;
    assert_eq!(steps(&key).await, UndoSteps { first: 3, steps: Vec::new() });
    save(&key, 1, 3, texts(&["d"])).await;
    assert_eq!(store::read(&key).await.unwrap().text, "text 1");
}

#[wasm_bindgen_test]
async fn a_save_that_is_refused_changes_no_step() {
    let key = page::random_key();
    save(&key, 0, 0, texts(&["a"])).await;
    let stale = store::Save {
        undo: Some(UndoTail { keep: 0, add: texts(&["stale"]) }),
        ..saving(&key, Parent::After(0), "stale")
    };
    assert!(store::save(&stale).await.is_err());
    assert_eq!(steps(&key).await.steps, texts(&["a"]));
}
