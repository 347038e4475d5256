//! A journal record as IndexedDB keeps it. Reading never fails: a missing member leaves a record that is not whole.

use super::js;
use super::store::FileMark;
use wasm_bindgen::JsValue;
use weighbridge::journal::Record;

/// A record with what the list of cases shows of it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) record: Record,
    pub(super) saved_at: f64,
    pub(super) title: String,
    pub(super) holds: String,
    pub(super) entries: u64,
    pub(super) file: Option<FileMark>,
}

/// Returns the id of a place: the case's key and a name within the case.
pub(super) fn id(case: &str, place: &str) -> String {
    format!("{case}/{place}")
}

/// Returns the case's key and the place's name from a stored value's id.
pub(super) fn parse_id(value: &JsValue) -> (String, String) {
    let id = value.as_string().unwrap_or_default();
    match id.split_once('/') {
        Some((case, place)) => (case.to_owned(), place.to_owned()),
        None => (id, String::new()),
    }
}

impl Row {
    /// Returns the object that is stored under an id.
    pub(super) fn to_js(&self, id: &str) -> JsValue {
        let Record { case, revision, parent, text, digest, seal } = &self.record;
        let mut members = vec![
            ("id", JsValue::from_str(id)),
            ("case", JsValue::from_str(case)),
            ("revision", number(*revision)),
            ("parent", number(*parent)),
            ("time", JsValue::from_f64(self.saved_at)),
            ("text", JsValue::from_str(text)),
            ("digest", JsValue::from_str(digest)),
            ("seal", JsValue::from_str(seal)),
            ("title", JsValue::from_str(&self.title)),
            ("holds", JsValue::from_str(&self.holds)),
            ("entries", number(self.entries)),
        ];
        if let Some(file) = &self.file {
            members.push(("file", file_to_js(file)));
        }
        js::object(&members)
    }

    /// Returns the row that an object holds; a member that is missing or of another type reads as nothing.
    pub(super) fn from_js(value: &JsValue) -> Row {
        let record = Record {
            case: js::text(value, "case"),
            revision: whole_number(value, "revision"),
            parent: whole_number(value, "parent"),
            text: js::text(value, "text"),
            digest: js::text(value, "digest"),
            seal: js::text(value, "seal"),
        };
        Row {
            record,
            saved_at: js::get(value, "time").as_f64().unwrap_or(0.0),
            title: js::text(value, "title"),
            holds: js::text(value, "holds"),
            entries: whole_number(value, "entries"),
            file: file_from_js(&js::get(value, "file")),
        }
    }
}

fn file_to_js(file: &FileMark) -> JsValue {
    js::object(&[
        ("name", JsValue::from_str(&file.name)),
        ("entries", number(file.entries)),
        ("time", JsValue::from_f64(file.saved_at)),
    ])
}

fn file_from_js(value: &JsValue) -> Option<FileMark> {
    Some(FileMark {
        name: js::get(value, "name").as_string()?,
        entries: whole_number(value, "entries"),
        saved_at: js::get(value, "time").as_f64()?,
    })
}

#[allow(clippy::cast_precision_loss)]
fn number(value: u64) -> JsValue {
    JsValue::from_f64(value as f64)
}

/// Returns a whole number from 0 up to the largest revision, or 0 for anything else.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole_number(value: &JsValue, name: &str) -> u64 {
    match js::get(value, name).as_f64() {
        Some(found) if found.fract() == 0.0 && (0.0..=9_007_199_254_740_991.0).contains(&found) => found as u64,
        _ => 0,
    }
}
