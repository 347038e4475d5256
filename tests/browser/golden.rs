//! Every golden case in the browser's own WebAssembly: the figures are right, and their bits are those of a native build.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::cases::{Verdict, digests, judge};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetch(address: &str) -> Result<js_sys::Promise, JsValue>;

    type Response;

    #[wasm_bindgen(method, getter)]
    fn ok(this: &Response) -> bool;

    #[wasm_bindgen(method)]
    fn text(this: &Response) -> js_sys::Promise;
}

/// Reads a file of the project, which the runner serves from where it was started.
async fn read(path: &str) -> String {
    let response: Response = JsFuture::from(fetch(path).unwrap()).await.unwrap().unchecked_into();
    assert!(response.ok(), "expected the runner to serve {path}");
    JsFuture::from(response.text()).await.unwrap().as_string().unwrap()
}

#[wasm_bindgen_test]
async fn every_case_gives_the_bytes_of_a_native_build() {
    assert!(digests().count() > 0);
    let mut failures = Vec::new();
    for (expected, file) in digests() {
        let (verdict, digest) = judge(&read(&format!("/tests/golden/{file}")).await);
        if let Verdict::Failed(reasons) = verdict {
            failures.push(format!("{file}: {}", reasons.join("; ")));
        } else if digest != expected {
            failures.push(format!("{file}: bits differ from a native build's"));
        }
    }
    assert!(failures.is_empty(), "{} differences:\n  {}", failures.len(), failures.join("\n  "));
}
