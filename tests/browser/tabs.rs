//! Tabs that write one case: who has claimed it may save, and nobody overwrites what they have not seen.

use crate::browser::page;
use crate::browser::store::{self, Parent, StorageError};
use crate::faults::saving;
use crate::support::{sleep, wait_for};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

async fn save(key: &str, token: &str, parent: u64, text: &str) -> Result<u64, StorageError> {
    let save = store::Save { token: Some(token.to_owned()), ..saving(key, Parent::After(parent), text) };
    store::save(&save).await.map(|saved| saved.revision)
}

#[wasm_bindgen_test]
async fn a_case_that_is_claimed_is_refused_to_the_tab_that_had_it() {
    let key = page::random_key();
    assert_eq!(store::claim(&key, "one").await, Err(StorageError::Missing));
    assert_eq!(save(&key, "one", 0, "first").await, Ok(1));
    assert_eq!(save(&key, "one", 1, "second").await, Ok(2));
    let taken = store::claim(&key, "two").await.unwrap();
    assert_eq!((taken.text.as_str(), taken.revision), ("second", 2));
    assert_eq!(save(&key, "one", 2, "late").await, Err(StorageError::Superseded));
    assert_eq!(save(&key, "two", 2, "third").await, Ok(3));
    // The revision would fit; who writes is asked first.
    assert_eq!(save(&key, "one", 3, "late").await, Err(StorageError::Superseded));
    assert_eq!(store::claim(&key, "one").await.unwrap().text, "third");
    assert_eq!(save(&key, "one", 3, "fourth").await, Ok(4));
}

#[wasm_bindgen_test]
async fn a_late_save_lands_before_the_claim_or_not_at_all() {
    for _ in 0..25 {
        let key = page::random_key();
        save(&key, "one", 0, "first").await.unwrap();
        let late: Rc<RefCell<Option<Result<u64, StorageError>>>> = Rc::default();
        let (answer, of) = (Rc::clone(&late), key.clone());
        spawn_local(async move {
            let saved = save(&of, "one", 1, "late").await;
            answer.replace(Some(saved));
        });
        let taken = store::claim(&key, "two").await.unwrap();
        let late = wait_for(|| late.take()).await;
        match late {
            Ok(2) => assert_eq!(taken.text, "late"),
            other => {
                assert_eq!(other, Err(StorageError::Superseded));
                assert_eq!(taken.text, "first");
            }
        }
        assert_eq!(save(&key, "two", taken.revision, "next").await, Ok(taken.revision + 1));
    }
}

/// A tab as the session would be one: it knows what it read or saved last.
struct Tab {
    token: String,
    parent: u64,
    seen: Vec<String>,
}

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Saves one more line on top of what the tab has seen; the text is all lines so far.
async fn append(key: &str, tab: &RefCell<Tab>, line: String) -> bool {
    let (token, parent, mut seen) = {
        let tab = tab.borrow();
        (tab.token.clone(), tab.parent, tab.seen.clone())
    };
    seen.push(line);
    let saved = save(key, &token, parent, &seen.join("\n")).await;
    match saved {
        Ok(revision) => {
            let mut tab = tab.borrow_mut();
            tab.parent = revision;
            tab.seen = seen;
            true
        }
        Err(StorageError::Superseded | StorageError::Conflict { .. }) => false,
        Err(other) => panic!("{other:?}"),
    }
}

async fn claim(key: &str, tab: &RefCell<Tab>) {
    let token = tab.borrow().token.clone();
    let stored = store::claim(key, &token).await.unwrap();
    let mut tab = tab.borrow_mut();
    tab.parent = stored.revision;
    tab.seen = stored.text.split('\n').map(str::to_owned).collect();
}

#[wasm_bindgen_test]
async fn no_acknowledged_line_is_lost_whatever_two_and_three_tabs_do() {
    for seed in 0..60 {
        let mut chance = Chance(seed);
        let n_tabs = 2 + usize::try_from(seed % 2).unwrap();
        let key = page::random_key();
        save(&key, "tab 0", 0, "start").await.unwrap();
        let tabs: Vec<Rc<RefCell<Tab>>> = (0..n_tabs)
            .map(|n| Tab { token: format!("tab {n}"), parent: 1, seen: vec!["start".to_owned()] })
            .map(|tab| Rc::new(RefCell::new(tab)))
            .collect();
        let kept: Rc<RefCell<Vec<String>>> = Rc::default();
        let under_way = Rc::new(RefCell::new(0));
        let is_busy: Vec<Rc<RefCell<bool>>> = tabs.iter().map(|_| Rc::default()).collect();
        for step in 0..30 {
            let n = usize::try_from(chance.below(n_tabs as u64)).unwrap();
            let claims = chance.below(4) == 0;
            // A tab does one thing at a time; the tabs do theirs at once.
            wait_for(|| (!*is_busy[n].borrow()).then_some(())).await;
            let (tab, key, kept) = (Rc::clone(&tabs[n]), key.clone(), Rc::clone(&kept));
            let (busy, under_way) = (Rc::clone(&is_busy[n]), Rc::clone(&under_way));
            *busy.borrow_mut() = true;
            *under_way.borrow_mut() += 1;
            spawn_local(async move {
                let line = format!("{step} by {n}");
                if claims {
                    claim(&key, &tab).await;
                } else if append(&key, &tab, line.clone()).await {
                    kept.borrow_mut().push(line);
                }
                *busy.borrow_mut() = false;
                *under_way.borrow_mut() -= 1;
            });
            if chance.below(3) == 0 {
                sleep(i32::try_from(chance.below(8)).unwrap()).await;
            }
        }
        wait_for(|| (*under_way.borrow() == 0).then_some(())).await;
        let stored = store::read(&key).await.unwrap();
        let lines: Vec<&str> = stored.text.split('\n').skip(1).collect();
        let mut kept = kept.borrow().clone();
        kept.sort();
        let mut found: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        found.sort();
        assert_eq!(found, kept, "seed {seed}");
        assert_eq!(stored.revision, 1 + kept.len() as u64, "seed {seed}");
    }
}
