//! Preferences on real localStorage, and on one that is blocked.

use crate::browser::preferences::{self, Theme};
use crate::support::replace;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn preferences_are_kept_and_tolerate_anything() {
    preferences::set_theme(Theme::Dark);
    assert_eq!(preferences::theme(), Theme::Dark);
    assert_eq!(kept("weighbridge.theme").as_deref(), Some("dark"));
    let root = Reflect::get(&js_sys::global(), &"document".into()).unwrap();
    let root = Reflect::get(&root, &"documentElement".into()).unwrap();
    let shown = || Reflect::get(&Reflect::get(&root, &"dataset".into()).unwrap(), &"theme".into()).unwrap().as_string();
    assert_eq!(shown().as_deref(), Some("dark"));
    preferences::set_theme(Theme::System);
    assert_eq!((preferences::theme(), kept("weighbridge.theme"), shown()), (Theme::System, None, None));

    assert!(preferences::single_key_shortcuts());
    preferences::set_single_key_shortcuts(false);
    assert!(!preferences::single_key_shortcuts());
    keep("weighbridge.shortcuts", "7");
    assert!(preferences::single_key_shortcuts());
}

#[wasm_bindgen_test]
fn blocked_preferences_are_at_their_defaults() {
    let blocked = Function::new_no_args("throw new DOMException('blocked', 'SecurityError')");
    for method in ["setItem", "getItem"] {
        let undo = replace("Storage", method, &blocked);
        preferences::set_theme(Theme::Light);
        preferences::set_single_key_shortcuts(false);
        let found = (preferences::theme(), preferences::single_key_shortcuts());
        undo();
        preferences::set_theme(Theme::System);
        preferences::set_single_key_shortcuts(true);
        assert_eq!(found, (Theme::System, true), "{method}");
    }
    preferences::set_theme(Theme::Light);
    let undo = replace("Storage", "removeItem", &blocked);
    preferences::set_theme(Theme::System);
    undo();
    assert_eq!(preferences::theme(), Theme::Light);
    preferences::set_theme(Theme::System);
}

#[wasm_bindgen_test]
fn nothing_is_panicked_by_missing_storage() {
    let window = js_sys::global();
    let storage = js_sys::Object::get_own_property_descriptor(&window, &"localStorage".into());
    let throwing = Function::new_no_args("throw new DOMException('denied', 'SecurityError')");
    let descriptor = js_sys::Object::new();
    Reflect::set(&descriptor, &"get".into(), &throwing).unwrap();
    Reflect::set(&descriptor, &"configurable".into(), &JsValue::TRUE).unwrap();
    Reflect::define_property(&window, &"localStorage".into(), &descriptor).unwrap();
    preferences::set_theme(Theme::Dark);
    preferences::set_single_key_shortcuts(false);
    let found = (preferences::theme(), preferences::single_key_shortcuts());
    Reflect::define_property(&window, &"localStorage".into(), storage.unchecked_ref()).unwrap();
    preferences::set_theme(Theme::System);
    assert_eq!(found, (Theme::System, true));
}

fn local_storage() -> JsValue {
    Reflect::get(&js_sys::global(), &"localStorage".into()).unwrap()
}

fn kept(key: &str) -> Option<String> {
    let read: Function = Reflect::get(&local_storage(), &"getItem".into()).unwrap().dyn_into().unwrap();
    read.call1(&local_storage(), &key.into()).unwrap().as_string()
}

fn keep(key: &str, value: &str) {
    Reflect::set(&local_storage(), &key.into(), &value.into()).unwrap();
}
