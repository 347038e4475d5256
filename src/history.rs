//! History: past, present and future of a case. What was done it adds to the log.
//!
//! Undo is by snapshot (`Arc<Case>`), so no edit needs an inverse. The log stands outside what undo replaces, or undo would
//! erase its own evidence: it records facts and only ever grows. For the same reason the counter of ids is never set back:
//! what was said of a thing that was taken back is never read as said of the next one. There is no clock here; the caller
//! says when and who. How a step is written down, to be undone after a reload, is the business of `past`.

use crate::case::Case;
use crate::edit::{Edit, EditError, apply, describe};
use crate::id::{AppraisalId, PortfolioId};
use crate::log::{Event, LogEntry, Part, cut};
use crate::unknown::Unknown;
use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};

/// How many steps can be undone.
pub const UNDO_LIMIT: usize = 500;

/// When something happened and in which role it was done.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// UTC, as `2026-11-21T14:02:11Z`.
    pub at: &'a str,
    /// The role; may be empty.
    pub by: &'a str,
}

/// The case as it stood before a step.
#[derive(Clone, Debug)]
enum Before {
    Case(Arc<Case>),
    /// Written down before a reload, and read when it is undone.
    Text(Arc<str>),
}

#[derive(Clone, Debug)]
struct UndoStep {
    before: Before,
    what: String,
    about: About,
    /// The step as it is stored, once it was asked for.
    text: OnceLock<Arc<str>>,
}

#[derive(Clone, Debug)]
struct Undone {
    after: Arc<Case>,
    what: String,
    about: About,
    text: OnceLock<Arc<str>>,
}

/// A step of the past that was stored.
#[derive(Clone, Debug)]
pub struct StoredStep {
    /// What undo would take back.
    pub what: String,
    /// What it is about.
    pub about: About,
    /// The whole step as it was stored.
    pub text: Arc<str>,
}

/// Reads the case before a step from the case after it and the text of the step; nothing where they do not fit.
pub type Restore = fn(&Case, &str) -> Option<Case>;

/// What a step is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The appraisal.
    pub appraisal: Option<AppraisalId>,
    /// The part of its ranking.
    pub part: Option<Part>,
    /// Whether it is given after the ranking by its nature ([`LogEntry::apart`]).
    pub apart: bool,
    /// Whether it may move which initiatives a portfolio chooses ([`LogEntry::choice`]).
    pub choice: bool,
}

/// A case with its past and future.
#[derive(Clone, Debug)]
pub struct History {
    past: VecDeque<UndoStep>,
    present: Arc<Case>,
    preview: Option<Arc<Case>>,
    future: Vec<Undone>,
    log: Vec<Arc<LogEntry>>,
    revision: u64,
    restore: Restore,
}

impl History {
    /// Starts a history at a case, with the log that its file carried.
    #[must_use]
    pub fn new(case: Case, log: Vec<Arc<LogEntry>>) -> History {
        History::with_past(case, log, Vec::new(), |_, _| None)
    }

    /// Starts a history at a case whose last steps were stored, oldest first. A step is read when it is undone; the past
    /// ends where one cannot be.
    #[must_use]
    pub fn with_past(case: Case, log: Vec<Arc<LogEntry>>, past: Vec<StoredStep>, restore: Restore) -> History {
        let stored = past.into_iter().map(|step| UndoStep {
            before: Before::Text(Arc::clone(&step.text)),
            what: step.what,
            about: step.about,
            text: OnceLock::from(step.text),
        });
        let (past, present) = (stored.collect(), Arc::new(case));
        History { past, present, preview: None, future: Vec::new(), log, revision: 0, restore }
    }

    /// Returns every step that can be undone as a text, oldest first. `write` is given what was done and the cases before
    /// and after it, once for each step: a text stays the same for as long as its step can be undone.
    pub fn past_texts(&self, write: impl Fn(&str, About, &Case, &Case) -> String) -> Vec<Arc<str>> {
        let after = self.past.iter().skip(1).map(|step| &step.before).map(Some).chain([None]);
        let text = |(step, after): (&UndoStep, Option<&Before>)| {
            let after = match after {
                Some(Before::Case(case)) => case,
                _ => &self.present,
            };
            let text = step.text.get_or_init(|| match &step.before {
                Before::Case(before) => Arc::from(write(&step.what, step.about, before, after)),
                Before::Text(text) => Arc::clone(text),
            });
            Arc::clone(text)
        };
        self.past.iter().zip(after).map(text).collect()
    }

    /// Returns the history of a case that was read again: its revision goes on from that of the history before it, so that
    /// whoever follows revisions sees a new one.
    #[must_use]
    pub fn counting_from(self, revision: u64) -> History {
        History { revision: revision + 1, ..self }
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
    /// leaves the case as it was adds no step and no log entry. Undo stops at an edit that is a ratchet
    /// ([`Edit::is_ratchet`]): neither it nor what lies before it can be undone then.
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
        let about = About {
            appraisal: edit.appraisal(),
            part: edit.part(),
            apart: edit.is_apart(&self.present),
            choice: edit.moves_choice(),
        };
        self.record(Event::Changed, &change.what, about, (change.from, change.to), stamp);
        let case = std::mem::replace(&mut self.present, Arc::new(next));
        self.future.clear();
        if edit.is_ratchet() {
            // No state from before it is kept: what was forgotten must be gone from memory too.
            self.past.clear();
            return Ok(true);
        }
        self.past.push_back(UndoStep { before: Before::Case(case), what: change.what, about, text: OnceLock::new() });
        if self.past.len() > UNDO_LIMIT {
            self.past.pop_front();
        }
        Ok(true)
    }

    /// Takes back the last edit and logs that. Returns what was undone. All is then as it was before, but for the counter of
    /// ids.
    pub fn undo(&mut self, stamp: Stamp<'_>) -> Option<String> {
        self.preview = None;
        let UndoStep { before, what, about, text } = self.past.pop_back()?;
        let before = match before {
            Before::Case(case) => Some(case),
            Before::Text(text) => (self.restore)(&self.present, &text).map(Arc::new),
        };
        let Some(before) = before else {
            // What lies further back was written to be undone from there.
            self.past.clear();
            return None;
        };
        self.record(Event::Undone, &what, about, Default::default(), stamp);
        let after = self.replace(before);
        self.future.push(Undone { after, what: what.clone(), about, text });
        Some(what)
    }

    /// Makes the last undone edit again and logs that. Returns what was redone.
    pub fn redo(&mut self, stamp: Stamp<'_>) -> Option<String> {
        self.preview = None;
        let Undone { after, what, about, text } = self.future.pop()?;
        self.record(Event::Redone, &what, about, Default::default(), stamp);
        let before = Before::Case(self.replace(after));
        self.past.push_back(UndoStep { before, what: what.clone(), about, text });
        Some(what)
    }

    /// Puts another case in place of the present one, which is returned. An id that was issued is never issued again, so
    /// the counter stays where it is or goes up.
    fn replace(&mut self, mut case: Arc<Case>) -> Arc<Case> {
        let next_id = self.present.next_id;
        if case.next_id < next_id {
            Arc::make_mut(&mut case).next_id = next_id;
        }
        std::mem::replace(&mut self.present, case)
    }

    /// Logs that the ranking of an appraisal is on screen, once for each appraisal. Returns whether this was the first time.
    pub fn note_ranking_shown(&mut self, appraisal: AppraisalId, stamp: Stamp<'_>) -> bool {
        let event = Event::RankingShown(appraisal);
        if self.log.iter().any(|entry| entry.event == event) {
            return false;
        }
        let title = self.present.appraisal(appraisal).map_or(String::new(), |appraisal| appraisal.title.clone());
        let about = About { appraisal: Some(appraisal), ..About::default() };
        self.record(event, &title, about, Default::default(), stamp);
        true
    }

    /// Logs that the set that a portfolio chooses is on screen, once for each portfolio. Returns whether this was the first
    /// time.
    pub fn note_choice_shown(&mut self, portfolio: PortfolioId, stamp: Stamp<'_>) -> bool {
        let event = Event::ChoiceShown(portfolio);
        if self.log.iter().any(|entry| entry.event == event) {
            return false;
        }
        let title = self.present.portfolio(portfolio).map_or(String::new(), |portfolio| portfolio.title.clone());
        self.record(event, &title, About::default(), Default::default(), stamp);
        true
    }

    fn record(&mut self, event: Event, what: &str, about: About, (from, to): (String, String), stamp: Stamp<'_>) {
        let after_ranking = self.log.iter().any(|entry| !entry.is_change());
        self.revision += 1;
        self.log.push(Arc::new(LogEntry {
            at: stamp.at.to_owned(),
            by: stamp.by.to_owned(),
            event,
            appraisal: about.appraisal,
            part: about.part,
            what: cut(what),
            from: cut(&from),
            to: cut(&to),
            after_ranking,
            apart: about.apart,
            choice: about.choice,
            unknown: Unknown::new(),
        }));
    }
}
