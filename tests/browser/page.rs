//! Clock, keys, and the address.

use crate::browser::{clock, page};
use crate::support::{replace, sleep, wait_for};
use js_sys::Function;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn times_read_as_people_write_them() {
    let utc = clock::now_utc();
    assert_eq!((utc.len(), &utc[10..11], &utc[19..]), (20, "T", "Z"));
    let now = clock::now_ms();
    assert_eq!(clock::local_day_hh_mm(now), format!("today {}", clock::local_hh_mm(now)));
    // Noon in UTC on Tuesday 17 November 2020 is that day in every zone from 11 hours behind to 11 ahead.
    let then = 1_605_614_520_000.0;
    let day = clock::local_day_hh_mm(then);
    assert_eq!(day, format!("Tuesday 17 November 2020 {}", clock::local_hh_mm(then)));
}

#[wasm_bindgen_test]
fn keys_differ() {
    let (one, other) = (page::random_key(), page::random_key());
    assert_ne!(one, other);
    let undo = replace("Crypto", "randomUUID", &Function::new_no_args("throw new Error('plain http')"));
    let plain = page::random_key();
    undo();
    let shape = |key: &str| key.split('-').map(str::len).collect::<Vec<_>>();
    assert_eq!((shape(&one), shape(&plain)), (vec![8, 4, 4, 4, 12], vec![8, 4, 4, 4, 12]));
    assert_eq!(&plain[14..15], "4");
}

#[wasm_bindgen_test]
async fn the_address_is_followed() {
    let seen = Rc::new(Cell::new(String::new()));
    let see = Rc::clone(&seen);
    let listener = page::on_hash_change(move |hash| see.set(hash));
    page::set_hash("case/weights");
    assert_eq!(page::hash(), "case/weights");
    wait_for(|| (seen.take() == "case/weights").then_some(())).await;
    drop(listener);
    page::set_hash("case");
    sleep(20).await;
    assert_eq!((page::hash().as_str(), seen.take().as_str()), ("case", ""));
}
