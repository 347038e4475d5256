//! A record as IndexedDB keeps it. Reading never fails: a missing member leaves a record that is not whole.
//!
//! The text stays on the browser's side until somebody asks for it: copying it costs more than all else of a save.

use super::database::SLOTS;
use super::record::{FileMark, Label};
use super::{clock, js, known};
use wasm_bindgen::JsValue;
use weighbridge::file::digest;
use weighbridge::journal::{Found, Head};

/// A record with what the list of cases shows of it.
#[derive(Clone, Debug)]
pub(super) struct StoredRow {
    pub(super) found: Found,
    /// The text as the browser holds it.
    pub(super) text: JsValue,
    pub(super) saved_at: f64,
    pub(super) label: Label,
    pub(super) file: Option<FileMark>,
    /// The day of the save: "2026-11-29".
    pub(super) day: String,
    /// The store that it stands in.
    pub(super) store: &'static str,
    /// What is stored, whatever it is.
    pub(super) value: JsValue,
}

/// Returns the id of a place: the case's key and a name within the case.
pub(super) fn id(case: &str, place: &str) -> String {
    format!("{case}/{place}")
}

/// Returns the case's key and the place's name from a stored value's id, or `None` where it is none of ours.
pub(super) fn parse_id(value: &JsValue) -> Option<(String, String)> {
    let id = value.as_string()?;
    let (case, place) = id.split_once('/')?;
    (!case.is_empty()).then(|| (case.to_owned(), place.to_owned()))
}

/// What a row is made of.
pub(super) struct Parts<'a> {
    pub(super) head: Head,
    pub(super) text: &'a JsValue,
    pub(super) saved_at: f64,
    pub(super) label: &'a Label,
    pub(super) file: Option<&'a FileMark>,
    pub(super) day: &'a str,
}

impl StoredRow {
    /// Returns a row to be stored under an id.
    pub(super) fn new(id: &str, parts: Parts<'_>) -> StoredRow {
        let Parts { head, text, saved_at, label, file, day } = parts;
        let mut members = vec![
            ("id", JsValue::from_str(id)),
            ("case", JsValue::from_str(&head.case)),
            ("revision", number(head.revision)),
            ("parent", number(head.parent)),
            ("time", JsValue::from_f64(saved_at)),
            ("text", text.clone()),
            ("digest", JsValue::from_str(&head.digest)),
            ("seal", JsValue::from_str(&head.seal)),
            ("title", JsValue::from_str(&label.title)),
            ("holds", JsValue::from_str(&label.holds)),
            ("entries", number(label.entries)),
            ("changes", number(label.n_changes)),
            ("day", JsValue::from_str(day)),
        ];
        if let Some(file) = file {
            members.push(("file", file_to_js(file)));
        }
        StoredRow {
            found: Found { head, is_whole: true },
            text: text.clone(),
            saved_at,
            label: label.clone(),
            file: file.cloned(),
            day: day.to_owned(),
            store: SLOTS,
            value: js::object(&members),
        }
    }

    /// Returns the row that a value of a store holds for a case; a member that is missing or of another type reads as
    /// nothing. The text is not hashed where this page knows it to be whole.
    pub(super) fn from_js(value: &JsValue, store: &'static str, case: &str) -> StoredRow {
        let head = Head {
            case: js::text(value, "case"),
            revision: whole_number(value, "revision"),
            parent: whole_number(value, "parent"),
            digest: js::text(value, "digest"),
            seal: js::text(value, "seal"),
        };
        let text = js::get(value, "text");
        let is_text = |text: &JsValue| text.as_string().is_some_and(|text| head.digest == digest(&text));
        let is_whole = head.is_sealed(case) && (known::is_whole(case, &head.seal, &text) || is_text(&text));
        let saved_at = js::get(value, "time").as_f64().unwrap_or(0.0);
        let day = Some(js::text(value, "day")).filter(|day| !day.is_empty());
        StoredRow {
            found: Found { head, is_whole },
            text,
            saved_at,
            label: Label {
                title: js::text(value, "title"),
                holds: js::text(value, "holds"),
                entries: whole_number(value, "entries"),
                n_changes: whole_number(value, "changes"),
            },
            file: file_from_js(&js::get(value, "file")),
            day: day.unwrap_or_else(|| clock::local_day(saved_at)),
            store,
            value: value.clone(),
        }
    }

    /// Returns what is stored, to be stored under another id as well.
    pub(super) fn under(&self, id: &str) -> JsValue {
        js::copy_with(&self.value, "id", &JsValue::from_str(id))
    }
}

pub(super) fn file_to_js(file: &FileMark) -> JsValue {
    js::object(&[
        ("name", JsValue::from_str(&file.name)),
        ("entries", number(file.entries)),
        ("changes", number(file.n_changes)),
        ("time", JsValue::from_f64(file.saved_at)),
    ])
}

pub(super) fn file_from_js(value: &JsValue) -> Option<FileMark> {
    Some(FileMark {
        name: js::get(value, "name").as_string()?,
        entries: whole_number(value, "entries"),
        n_changes: whole_number(value, "changes"),
        saved_at: js::get(value, "time").as_f64()?,
    })
}

#[allow(clippy::cast_precision_loss)]
pub(super) fn number(value: u64) -> JsValue {
    JsValue::from_f64(value as f64)
}

/// Returns a whole number from 0 up to the largest revision, or 0 for anything else.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn whole_number(value: &JsValue, name: &str) -> u64 {
    match js::get(value, name).as_f64() {
        Some(found) if found.fract() == 0.0 && (0.0..=9_007_199_254_740_991.0).contains(&found) => found as u64,
        _ => 0,
    }
}
