//! What a save of a large case costs the page: printed, and held to a generous bound.

use crate::browser::page;
use crate::browser::store::{self, Parent, Text};
use crate::faults::saving;
use crate::support::{run, sleep};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// Five megabytes of text as a case has it.
fn large(turn: u32) -> String {
    let line = format!("{{\"turn\": {turn}, \"why\": \"Scored on the survey of last spring; see the annex\"}},\n");
    line.repeat(5 * 1024 * 1024 / line.len())
}

#[wasm_bindgen_test]
async fn a_save_of_five_megabytes_holds_the_page_only_briefly() {
    let key = page::random_key();
    let texts: Vec<Text> = (0..6).map(|turn| Text::of(&large(turn))).collect();
    let mut parent = 0;
    let mut longest = Vec::new();
    let mut whole = Vec::new();
    for text in texts {
        let mut save = saving(&key, Parent::After(parent), "");
        save.text = text;
        run("globalThis.gaps = []; globalThis.last = performance.now();
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => { const now = performance.now(); gaps.push(now - last); last = now;
                if (globalThis.gaps) port2.postMessage(0); };
            port2.postMessage(0)")
        .await;
        sleep(30).await;
        run("gaps.length = 0").await;
        let began = js_sys::Date::now();
        parent = store::save(&save).await.unwrap().revision;
        whole.push(js_sys::Date::now() - began);
        longest
            .push(run("const most = Math.max(...gaps); globalThis.gaps = null; return most").await.as_f64().unwrap());
    }
    console_log!("longest piece of a save of 5 MB, ms: {longest:.0?}; whole save, ms: {whole:.0?}");
    longest.sort_by(f64::total_cmp);
    assert!(longest[2] < 400.0, "{longest:?}");
}
