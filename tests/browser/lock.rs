//! One writer per case, on real Web Locks.

use crate::browser::lock::{self, Lock, WriterLock};
use crate::browser::page;
use crate::support::{replace, run, sleep, wait_for};
use js_sys::Function;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

async fn hold(key: &str) -> WriterLock {
    match lock::acquire(key).await {
        Lock::Held(held) => held,
        Lock::Busy => panic!("expected the lock, found it busy"),
        Lock::Unsupported => panic!("expected locks, found none"),
    }
}

#[wasm_bindgen_test]
async fn one_writer_at_a_time() {
    let key = page::random_key();
    let held = hold(&key).await;
    assert!(matches!(lock::acquire(&key).await, Lock::Busy));
    let other = hold(&page::random_key()).await;
    assert!(!held.is_lost() && !other.is_lost());
    drop(held);
    // The browser hands the lock back in its own time.
    let again = wait_for_lock(&key).await;
    assert!(!again.is_lost());
}

#[wasm_bindgen_test]
async fn the_tab_that_is_taken_over_is_told() {
    let key = page::random_key();
    let held = hold(&key).await;
    let told = Rc::new(Cell::new(false));
    let tell = Rc::clone(&told);
    held.on_lost(move || tell.set(true));
    let Lock::Held(taken) = lock::take_over(&key).await else { panic!("expected the lock") };
    wait_for(|| told.get().then_some(())).await;
    assert!(held.is_lost() && !taken.is_lost());
    drop(held);
    sleep(20).await;
    assert!(matches!(lock::acquire(&key).await, Lock::Busy), "dropping a lost lock gave the new one back");
    let late = Rc::new(Cell::new(false));
    let tell = Rc::clone(&late);
    drop(taken);
    let again = wait_for_lock(&key).await;
    let Lock::Held(_taken) = lock::take_over(&key).await else { panic!("expected the lock") };
    wait_for(|| again.is_lost().then_some(())).await;
    again.on_lost(move || tell.set(true));
    assert!(late.get());
}

async fn wait_for_lock(key: &str) -> WriterLock {
    for _ in 0..200 {
        if let Lock::Held(held) = lock::acquire(key).await {
            return held;
        }
        sleep(10).await;
    }
    panic!("expected the lock within two seconds");
}

#[wasm_bindgen_test]
async fn locks_that_never_answer_count_as_none_and_a_late_one_is_let_go() {
    let key = page::random_key();
    let real = "globalThis.realRequest = LockManager.prototype.request";
    run(real).await;
    let late = Function::new_with_args(
        "name, options, granted",
        "return new Promise(() => { globalThis.grantLate = () => realRequest.call(this, name, options, granted) })",
    );
    let undo = replace("LockManager", "request", &late);
    let began = js_sys::Date::now();
    let answer = lock::acquire(&key).await;
    let lasted = js_sys::Date::now() - began;
    undo();
    assert!(matches!(answer, Lock::Unsupported));
    assert!(lasted < 5_000.0, "{lasted} ms");
    run("grantLate()").await;
    wait_for_lock(&key).await;
}
