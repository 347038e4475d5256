//! History: past, present and future of a case, and the log.
//!
//! Undo is by snapshot (`Arc<Case>`), so no edit needs an inverse. The log stands outside what undo replaces, or undo would
//! erase its own evidence: it records facts and only ever grows. There is no clock here; the caller says when and who.

use crate::case::Case;
use crate::edit::{Edit, EditError, Part, apply, describe};
use crate::id::AppraisalId;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::sync::Arc;

/// How many steps can be undone.
pub const UNDO_LIMIT: usize = 500;

/// One fact about how the case came to be as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct LogEntry {
    /// When, in UTC, as `2026-11-21T14:02:11Z`.
    pub at: String,
    /// The role that did it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// What kind of event.
    pub event: Event,
    /// The appraisal that was changed; absent for what stands outside any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appraisal: Option<AppraisalId>,
    /// The part of its ranking that may have moved; absent where none can have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// What was changed, for example "Weight of Operational carbon".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// As it stood before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// As it stood after.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// True once a ranking of any appraisal of this case had been on screen.
    pub after_ranking: bool,
}

/// Kinds of logged event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// An edit was made.
    Changed,
    /// An edit was undone.
    Undone,
    /// An undone edit was made again.
    Redone,
    /// The ranking of this appraisal was on screen for the first time.
    RankingShown(AppraisalId),
}

/// Returns what was done to an appraisal after its ranking had first been on screen, oldest first; nothing where it never was.
#[must_use]
pub fn after_ranking(log: &[Arc<LogEntry>], appraisal: AppraisalId) -> Vec<&Arc<LogEntry>> {
    let shown = log.iter().position(|entry| entry.event == Event::RankingShown(appraisal));
    let later = shown.map_or(&[][..], |at| &log[at + 1..]);
    later.iter().filter(|entry| entry.appraisal == Some(appraisal)).collect()
}

/// When something happened and in which role it was done.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// UTC, as `2026-11-21T14:02:11Z`.
    pub at: &'a str,
    /// The role; may be empty.
    pub by: &'a str,
}

#[derive(Clone, Debug)]
struct Step {
    case: Arc<Case>,
    what: String,
    about: About,
}

/// The appraisal and the part of it that a step is about.
type About = (Option<AppraisalId>, Option<Part>);

/// A case with its past and future.
#[derive(Clone, Debug)]
pub struct History {
    past: VecDeque<Step>,
    present: Arc<Case>,
    preview: Option<Arc<Case>>,
    future: Vec<Step>,
    log: Vec<Arc<LogEntry>>,
    revision: u64,
}

impl History {
    /// Starts a history at a case, with the log that its file carried.
    #[must_use]
    pub fn new(case: Case, log: Vec<Arc<LogEntry>>) -> History {
        let present = Arc::new(case);
        History { past: VecDeque::new(), present, preview: None, future: Vec::new(), log, revision: 0 }
    }

    /// Returns the case as committed. This is what is saved.
    #[must_use]
    pub fn case(&self) -> &Arc<Case> {
        &self.present
    }

    /// Returns the case as shown: the preview of a drag while there is one, else the case as committed.
    #[must_use]
    pub fn shown(&self) -> &Arc<Case> {
        self.preview.as_ref().unwrap_or(&self.present)
    }

    /// Returns the log, oldest first.
    #[must_use]
    pub fn log(&self) -> &[Arc<LogEntry>] {
        &self.log
    }

    /// Returns a number that grows with every change to the case or the log, and never with a preview.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Returns what undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.past.back().map(|step| step.what.as_str())
    }

    /// Returns what redo would bring back.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.what.as_str())
    }

    /// Shows an edit without making it, while a control is being dragged.
    ///
    /// # Errors
    /// As [`apply`]; the preview is then as before.
    pub fn preview(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.preview = Some(Arc::new(apply(&self.present, edit)?));
        Ok(())
    }

    /// Ends a preview without making the edit.
    pub fn cancel_preview(&mut self) {
        self.preview = None;
    }

    /// Makes an edit, logs it and forgets what could have been redone. Returns whether anything changed: an edit that
    /// leaves the case as it was adds no step and no log entry.
    ///
    /// # Errors
    /// As [`apply`]; nothing is then changed.
    pub fn commit(&mut self, edit: &Edit, stamp: Stamp<'_>) -> Result<bool, EditError> {
        self.preview = None;
        let next = apply(&self.present, edit)?;
        if next == *self.present {
            return Ok(false);
        }
        let change = describe(&self.present, &next, edit);
        let about = (edit.appraisal(), edit.part());
        self.record(Event::Changed, &change.what, about, (change.from, change.to), stamp);
        let case = std::mem::replace(&mut self.present, Arc::new(next));
        self.past.push_back(Step { case, what: change.what, about });
        if self.past.len() > UNDO_LIMIT {
            self.past.pop_front();
        }
        self.future.clear();
        Ok(true)
    }

    /// Takes back the last edit and logs that. Returns what was undone.
    pub fn undo(&mut self, stamp: Stamp<'_>) -> Option<String> {
        self.preview = None;
        let step = self.past.pop_back()?;
        self.record(Event::Undone, &step.what, step.about, Default::default(), stamp);
        let case = std::mem::replace(&mut self.present, step.case);
        self.future.push(Step { case, what: step.what.clone(), about: step.about });
        Some(step.what)
    }

    /// Makes the last undone edit again and logs that. Returns what was redone.
    pub fn redo(&mut self, stamp: Stamp<'_>) -> Option<String> {
        self.preview = None;
        let step = self.future.pop()?;
        self.record(Event::Redone, &step.what, step.about, Default::default(), stamp);
        let case = std::mem::replace(&mut self.present, step.case);
        self.past.push_back(Step { case, what: step.what.clone(), about: step.about });
        Some(step.what)
    }

    /// Logs that the ranking of an appraisal is on screen, once for each appraisal. Returns whether this was the first time.
    pub fn note_ranking_shown(&mut self, appraisal: AppraisalId, stamp: Stamp<'_>) -> bool {
        let event = Event::RankingShown(appraisal);
        if self.log.iter().any(|entry| entry.event == event) {
            return false;
        }
        let title = self.present.appraisal(appraisal).map_or(String::new(), |appraisal| appraisal.title.clone());
        self.record(event, &title, (Some(appraisal), None), Default::default(), stamp);
        true
    }

    fn record(&mut self, event: Event, what: &str, about: About, (from, to): (String, String), stamp: Stamp<'_>) {
        let after_ranking = self.log.iter().any(|entry| matches!(entry.event, Event::RankingShown(_)));
        self.revision += 1;
        self.log.push(Arc::new(LogEntry {
            at: stamp.at.to_owned(),
            by: stamp.by.to_owned(),
            event,
            appraisal: about.0,
            part: about.1,
            what: what.to_owned(),
            from,
            to,
            after_ranking,
        }));
    }
}
