//! The past: the steps that can be undone, as texts that survive a reload.
//!
//! A step is written as what it did and a patch that turns the case after it into the case before it (`case`, `patch`,
//! `pieces`). What both cases hold together in memory is not looked into, so a step of a large case is some hundred bytes
//! and costs little. A patch names a digest of what it takes away and is refused where it finds something else: a text
//! that is damaged, or of another case, ends the past there and harms nothing. How texts are kept is not known here.

mod case;
mod patch;
mod pieces;

use crate::case::Case;
use crate::file;
use crate::history::{About, History, StoredStep};
use crate::log::LogEntry;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Returns the steps that can be undone, oldest first. A text is written once, and stays the same for as long as its step
/// can be undone.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit}, past};
/// use weighbridge::history::{History, Stamp};
/// let stamp = Stamp { at: "2026-11-21T14:02:11Z", by: "" };
/// let mut history = History::new(Case::titled("Depots"), Vec::new());
/// history.commit(&Edit::Case(CaseEdit::SetTitle("Depots 2027".into())), stamp)?;
/// let texts = past::texts(&history).iter().map(|text| text.to_string()).collect();
///
/// let mut restored = past::restored((**history.case()).clone(), history.log().to_vec(), texts);
/// assert_eq!(restored.undo_label(), Some("Title of the case"));
/// restored.undo(stamp);
/// assert_eq!(restored.case().title, "Depots");
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn texts(history: &History) -> Vec<Arc<str>> {
    history.past_texts(written)
}

/// Starts a history at a case whose past was stored by [`texts`], oldest first. What is older than a text that cannot be
/// read is left out; a step that does not fit ends the past when it is undone.
#[must_use]
pub fn restored(case: Case, log: Vec<Arc<LogEntry>>, texts: Vec<String>) -> History {
    let readable = texts.into_iter().rev().map_while(|text| read(&text));
    let mut past: Vec<StoredStep> = readable.take(crate::history::UNDO_LIMIT).collect();
    past.reverse();
    History::with_past(case, log, past, before)
}

fn written(what: &str, about: About, before: &Case, after: &Case) -> String {
    let mut step = Map::new();
    step.insert("what".to_owned(), json!(what));
    if let Some(appraisal) = about.appraisal {
        step.insert("appraisal".to_owned(), json!(appraisal.0));
    }
    if let Some(part) = about.part {
        step.insert("part".to_owned(), patch::value(&part));
    }
    if about.apart {
        step.insert("apart".to_owned(), json!(true));
    }
    if about.choice {
        step.insert("choice".to_owned(), json!(true));
    }
    step.insert("undo".to_owned(), case::diff(after, before).unwrap_or(Value::Null));
    Value::Object(step).to_string()
}

fn read(text: &str) -> Option<StoredStep> {
    let step = file::read_json(text.as_bytes()).ok()?;
    step.get("undo")?;
    let part = step.get("part").map(|part| file::read_part(part).ok());
    let about = match part {
        Some(None) => return None,
        part => About {
            appraisal: step.get("appraisal").and_then(|id| file::read_part(id).ok()),
            part: part.flatten(),
            apart: step.get("apart").and_then(Value::as_bool).unwrap_or(false),
            choice: step.get("choice").and_then(Value::as_bool).unwrap_or(false),
        },
    };
    Some(StoredStep { what: step.get("what")?.as_str()?.to_owned(), about, text: Arc::from(text) })
}

/// Returns the case before a step.
fn before(after: &Case, text: &str) -> Option<Case> {
    let step = file::read_json(text.as_bytes()).ok()?;
    match step.get("undo")? {
        Value::Null => Some(after.clone()),
        patch => case::apply(after, patch),
    }
}
