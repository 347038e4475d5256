//! The log: facts about how a case came to be as it is, and the parts of a ranking that they touch. It is part of the file.
//! What makes entries is `history`; what an edit is called there is said by `edit`.

use crate::digest::digest;
use crate::id::{AppraisalId, PortfolioId};
use crate::limits::{Grouped, LOG_TEXT};
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

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
    /// True once a ranking of any appraisal of this case, or the set that any portfolio chooses, had been on screen.
    pub after_ranking: bool,
    /// True for a change that may move which initiatives a portfolio chooses: of scores, weights, costs.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub choice: bool,
    /// True for what is given after the ranking by its nature, so that it is no late change: the recommendation, dissent and
    /// answers to findings, and costs where none stood.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apart: bool,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A part of an appraisal that its ranking rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Scores, their ranges, and the scales they are read on.
    Scores,
    /// Weights, and which of them are in use.
    Weights,
    /// Which options, gates and criteria there are, and how options stand at the gates.
    Frame,
}

impl Part {
    /// The parts in order.
    pub const ALL: [Part; 3] = [Part::Scores, Part::Weights, Part::Frame];
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
    /// The set that this portfolio chooses was on screen for the first time.
    ChoiceShown(PortfolioId),
}

impl LogEntry {
    /// Returns whether it tells of a change: that somebody looked at a ranking or a chosen set is none.
    #[must_use]
    pub fn is_change(&self) -> bool {
        match self.event {
            Event::Changed | Event::Undone | Event::Redone => true,
            Event::RankingShown(_) | Event::ChoiceShown(_) => false,
        }
    }
}

/// Returns how many changes a log tells of.
///
/// # Example
/// ```
/// use weighbridge::history::{History, Stamp};
/// use weighbridge::log::n_changes;
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply}, id::AppraisalId};
/// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into())))?;
/// let (mut history, stamp) = (History::new(case, Vec::new()), Stamp { at: "2026-11-21T14:02:11Z", by: "" });
/// history.note_ranking_shown(AppraisalId(1), stamp);
/// assert_eq!((history.log().len(), n_changes(history.log())), (1, 0));
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn n_changes(log: &[Arc<LogEntry>]) -> u64 {
    log.iter().filter(|entry| entry.is_change()).count() as u64
}

/// Returns what a log says was changed, whoever has looked at it in between.
#[must_use]
pub fn changes(log: &[Arc<LogEntry>]) -> Vec<Arc<LogEntry>> {
    let unseen = |entry: &Arc<LogEntry>| match entry.after_ranking {
        true => Arc::new(LogEntry { after_ranking: false, ..LogEntry::clone(entry) }),
        false => Arc::clone(entry),
    };
    log.iter().filter(|entry| entry.is_change()).map(unseen).collect()
}

/// Returns a text as the log repeats it: whole where it is short, else its beginning, its length and its digest.
#[must_use]
pub fn cut(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LOG_TEXT) else { return text.to_owned() };
    let length = Grouped(text.chars().count());
    format!("{}… ({length} characters in all, SHA-256 {}…)", &text[..end], &digest(text)[..16])
}

/// Returns what was changed of an appraisal after its ranking had first been on screen, oldest first; nothing where it never
/// was. What is given only then by its nature ([`LogEntry::apart`]) is no change.
#[must_use]
pub fn after_ranking(log: &[Arc<LogEntry>], appraisal: AppraisalId) -> Vec<&Arc<LogEntry>> {
    let shown = log.iter().position(|entry| entry.event == Event::RankingShown(appraisal));
    let later = shown.map_or(&[][..], |at| &log[at + 1..]);
    later.iter().filter(|entry| entry.appraisal == Some(appraisal) && !entry.apart).collect()
}

/// Returns what was changed of scores, weights and costs after the set that a portfolio chooses had first been on screen,
/// oldest first; nothing where it never was.
///
/// # Example
/// ```
/// use weighbridge::case::Case;
/// use weighbridge::edit::{Edit, PortfolioEdit, ProgrammeEdit};
/// use weighbridge::history::{History, Stamp};
/// use weighbridge::{id::{InitiativeId, PortfolioId}, log::after_choice, pence::Pence};
/// let (mut history, stamp) = (History::new(Case::titled("Depots"), Vec::new()), Stamp { at: "2026-11-21T14:02:11Z", by: "" });
/// let add = ProgrammeEdit::AddInitiative("Electric fleet".into());
/// history.commit(&Edit::Programme(add), stamp)?;
/// history.commit(&Edit::Portfolio(PortfolioEdit::Add("£20m".into())), stamp)?;
/// history.note_choice_shown(PortfolioId(2), stamp);
/// let budget = ProgrammeEdit::SetBudget(InitiativeId(1), Pence::from_pounds(5_000));
/// history.commit(&Edit::Programme(budget), stamp)?;
/// let late = after_choice(history.log(), PortfolioId(2));
/// assert_eq!((late.len(), late[0].what.as_str(), late[0].after_ranking), (1, "Budget of Electric fleet", true));
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn after_choice(log: &[Arc<LogEntry>], portfolio: PortfolioId) -> Vec<&Arc<LogEntry>> {
    let shown = log.iter().position(|entry| entry.event == Event::ChoiceShown(portfolio));
    let later = shown.map_or(&[][..], |at| &log[at + 1..]);
    later.iter().filter(|entry| entry.choice && entry.is_change()).collect()
}
