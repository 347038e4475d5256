//! Small choices kept in localStorage: theme, shortcuts, and what columns of pasted tables hold. No case is ever kept here.
//!
//! Storage may be blocked or full, and what it holds may be anything: a choice that cannot be read is at its default,
//! and one that cannot be kept lasts until the page is closed.

use super::js;
use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::JsCast;

const THEME: &str = "weighbridge.theme";
const SHORTCUTS: &str = "weighbridge.shortcuts";
const TABLES: &str = "weighbridge.tables";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Returns localStorage, or `None` when it is blocked. gloo-storage panics in that case, so this comes first.
fn storage() -> Option<web_sys::Storage> {
    js::global("localStorage").dyn_into().ok()
}

fn read<T: for<'de> serde::Deserialize<'de>>(key: &str) -> Option<T> {
    storage()?.get_item(key).ok()??;
    LocalStorage::get(key).ok()
}

fn keep<T: serde::Serialize>(key: &str, value: T) {
    if storage().is_some() {
        // A choice that cannot be kept lasts until the page is closed.
        let _ = LocalStorage::set(key, value);
    }
}

/// Returns the theme that was chosen.
pub(crate) fn theme() -> Theme {
    let kept = storage().and_then(|storage| storage.get_item(THEME).ok().flatten());
    match kept.as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Shows a theme and keeps the choice. It is kept as a plain word, since a script reads it before the program starts.
pub(crate) fn set_theme(theme: Theme) {
    let word = match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = match word {
            Some(word) => root.set_attribute("data-theme", word),
            None => root.remove_attribute("data-theme"),
        };
    }
    if let Some(storage) = storage() {
        let _ = match word {
            Some(word) => storage.set_item(THEME, word),
            None => storage.remove_item(THEME),
        };
    }
}

/// Returns whether single keys act as shortcuts; they do unless switched off.
pub(crate) fn single_key_shortcuts() -> bool {
    read(SHORTCUTS).unwrap_or(true)
}

/// Keeps whether single keys act as shortcuts.
pub(crate) fn set_single_key_shortcuts(is_on: bool) {
    keep(SHORTCUTS, is_on);
}

/// Returns what is remembered of the columns of tables, as text; empty where nothing is.
pub(crate) fn remembered_tables() -> String {
    storage().and_then(|storage| storage.get_item(TABLES).ok().flatten()).unwrap_or_default()
}

/// Remembers the columns of tables.
pub(crate) fn remember_tables(text: &str) {
    if let Some(storage) = storage() {
        // What cannot be kept is asked again.
        let _ = if text == "[]" { storage.remove_item(TABLES) } else { storage.set_item(TABLES, text) };
    }
}

/// Removes every choice that was kept, and returns how many there were.
pub(crate) fn forget() -> usize {
    let kept = [THEME, SHORTCUTS, TABLES].into_iter().filter(|key| {
        let there = storage().and_then(|storage| storage.get_item(key).ok().flatten()).is_some();
        there && storage().is_some_and(|storage| storage.remove_item(key).is_ok())
    });
    let n_kept = kept.count();
    set_theme(Theme::System);
    n_kept
}
