//! The health check: what a hostile reader of a case would find, each finding with what it is about and its place.
//!
//! [`check`] reads an appraisal, [`check_programme`] dates, statuses and money of the initiatives. A finding never changes a
//! result. It stays until what it is about is put right; one that must stay open is answered by a recorded reason
//! ([`Answer`]) under its key, on the appraisal or on the case. The words are made in `present`.

mod criteria;
mod facts;
mod kind;
mod money;
mod options;
mod outcome;
mod programme;
mod scores;
mod weights;
mod workshop;

pub use self::kind::{Asked, Gap, Kind};
pub use self::programme::{check_programme, check_programme_beside, check_text, of_text, text_date};
pub use self::workshop::{WorkshopKind, check_workshops};
use crate::answer::{Answer, reason};
use crate::appraisal::evaluate::Evaluation;
use crate::appraisal::{Appraisal, Criterion, Leaf, Score};
use crate::case::Case;
use crate::digest::digest;
use crate::id::{ActionId, AlternativeId, CriterionId, GateId, GoalId, InitiativeId, TableId};
use crate::log::LogEntry;
use std::collections::HashMap;
use std::sync::Arc;

/// One thing that a hostile reader would find.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// What it is about; nothing where it is about all of the appraisal or the programme.
    pub about: Vec<Subject>,
}

/// A thing that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A gate of the appraisal.
    Gate(GateId),
    /// An option of the appraisal.
    Option(AlternativeId),
    /// A criterion of the appraisal.
    Criterion(CriterionId),
    /// An initiative of the programme.
    Initiative(InitiativeId),
    /// A goal.
    Goal(GoalId),
    /// A money table.
    Table(TableId),
    /// Something that was asked, decided or promised.
    Action(ActionId),
}

impl From<GateId> for Subject {
    fn from(id: GateId) -> Subject {
        Subject::Gate(id)
    }
}

impl From<AlternativeId> for Subject {
    fn from(id: AlternativeId) -> Subject {
        Subject::Option(id)
    }
}

impl From<CriterionId> for Subject {
    fn from(id: CriterionId) -> Subject {
        Subject::Criterion(id)
    }
}

impl From<GoalId> for Subject {
    fn from(id: GoalId) -> Subject {
        Subject::Goal(id)
    }
}

impl From<InitiativeId> for Subject {
    fn from(id: InitiativeId) -> Subject {
        Subject::Initiative(id)
    }
}

/// Whether a finding stands in the way of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is put right, or answered by a recorded reason.
    Open,
    /// It is worth a look, and often a sentence in the paper.
    Prompt,
}

/// Where a finding is put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Initiatives, their dates and statuses.
    Programme,
    /// Money tables and figures.
    Money,
    /// The sections of the report, and what was asked of it.
    Report,
    /// Tonnes of carbon, and social value.
    Carbon,
    /// What initiatives do for goals.
    Alignment,
    /// The set that was chosen within limits.
    Choose,
    /// The decision and who takes it.
    Context,
    /// Options and gates.
    Options,
    /// The criteria tree.
    Criteria,
    /// Scores with reasons.
    Scores,
    /// What options cost.
    Costs,
    /// Weights.
    Weights,
    /// The ranking.
    Results,
    /// Recommendation and changes.
    Record,
}

/// Returns findings of one kind at one place together, in the order in which each kind is found first. Keys and answers are
/// those of the findings in them: a group has none of its own.
///
/// # Example
/// ```
/// use weighbridge::health::{Finding, Kind, groups};
/// let finding = |kind| Finding { kind, about: Vec::new() };
/// let found = groups(&[finding(Kind::NoReason), finding(Kind::NoWhy), finding(Kind::NoReason)]);
/// assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
/// ```
#[must_use]
pub fn groups(findings: &[Finding]) -> Vec<Vec<Finding>> {
    let mut found: Vec<Vec<Finding>> = Vec::new();
    for finding in findings {
        let (name, ..) = finding.kind.facts();
        match found.iter_mut().find(|group| group[0].kind.facts().0 == name) {
            Some(group) => group.push(finding.clone()),
            None => found.push(vec![finding.clone()]),
        }
    }
    found
}

impl Finding {
    fn new(kind: Kind) -> Finding {
        Finding { kind, about: Vec::new() }
    }

    fn on<S: Into<Subject>>(kind: Kind, subjects: impl IntoIterator<Item = S>) -> Finding {
        Finding::new(kind).and(subjects)
    }

    fn and<S: Into<Subject>>(mut self, subjects: impl IntoIterator<Item = S>) -> Finding {
        self.about.extend(subjects.into_iter().map(Into::into));
        self
    }

    /// Returns the gate that it is about.
    #[must_use]
    pub fn gate(&self) -> Option<GateId> {
        self.about.iter().find_map(|subject| if let Subject::Gate(id) = subject { Some(*id) } else { None })
    }

    /// Returns the options that it is about.
    pub fn options(&self) -> impl Iterator<Item = AlternativeId> {
        self.about.iter().filter_map(|subject| if let Subject::Option(id) = subject { Some(*id) } else { None })
    }

    /// Returns the criteria that it is about.
    pub fn criteria(&self) -> impl Iterator<Item = CriterionId> {
        self.about.iter().filter_map(|subject| if let Subject::Criterion(id) = subject { Some(*id) } else { None })
    }

    /// Returns the initiatives that it is about.
    pub fn initiatives(&self) -> impl Iterator<Item = InitiativeId> {
        self.about.iter().filter_map(|subject| if let Subject::Initiative(id) = subject { Some(*id) } else { None })
    }

    /// Returns the goals that it is about.
    pub fn goals(&self) -> impl Iterator<Item = GoalId> {
        self.about.iter().filter_map(|subject| if let Subject::Goal(id) = subject { Some(*id) } else { None })
    }

    /// Returns the name under which a reason for it is recorded: the same for as long as it is about the same things, so
    /// that a reason does not outlive what it was given for. For example "no_reason:12:34".
    #[must_use]
    pub fn key(&self) -> String {
        let mut key = self.kind.facts().0.to_owned();
        let mut add = |words: Vec<String>| {
            if !words.is_empty() {
                key.push(':');
                key.push_str(&words.join("+"));
            }
        };
        let others = self.about.iter().filter_map(|subject| match subject {
            Subject::Table(id) => Some(id.to_string()),
            Subject::Action(id) => Some(id.to_string()),
            Subject::Gate(_)
            | Subject::Option(_)
            | Subject::Criterion(_)
            | Subject::Initiative(_)
            | Subject::Goal(_) => None,
        });
        add(self.gate().iter().map(GateId::to_string).collect());
        add(self.options().map(|id| id.to_string()).collect());
        add(self.criteria().map(|id| id.to_string()).collect());
        add(self.initiatives().map(|id| id.to_string()).collect());
        add(self.goals().map(|id| id.to_string()).collect());
        add(others.collect());
        add(self.kind.marks());
        match &self.kind {
            Kind::Asked(asked) if key.len() > LONGEST_KEY => format!("{}:{}", asked.rule, digest(&key)),
            _ => key,
        }
    }

    /// Returns whether it stands in the way of an export.
    #[must_use]
    pub fn level(&self) -> Level {
        self.kind.facts().1
    }

    /// Returns where it is put right.
    #[must_use]
    pub fn place(&self) -> Place {
        match self.kind {
            // It is said of options and of criteria.
            Kind::SameName if self.options().next().is_none() => Place::Criteria,
            _ => self.kind.facts().2,
        }
    }

    /// Returns the reason that is recorded for it among the answers of its appraisal or case, if any.
    #[must_use]
    pub fn answer<'a>(&self, answers: &'a [Answer]) -> Option<&'a str> {
        reason(answers, &self.key())
    }

    /// Returns whether it stands in the way: neither put right nor answered.
    #[must_use]
    pub fn is_open(&self, answers: &[Answer]) -> bool {
        self.level() == Level::Open && self.answer(answers).is_none()
    }

    /// Returns how many things it is about: cells, options, criteria or changes.
    #[must_use]
    pub fn n_things(&self, appraisal: &Appraisal) -> usize {
        match &self.kind {
            Kind::ChangedAfter { n, .. } => *n,
            Kind::Unscored if self.about.is_empty() => appraisal.alternatives.len() * appraisal.leaves().len(),
            Kind::Unweighted if self.about.is_empty() => appraisal.leaves().len(),
            _ => self.options().count().max(1) * self.criteria().count().max(1),
        }
    }
}

/// A longer key of what a reader would ask is told by its digest: it may be about thousands of cells.
const LONGEST_KEY: usize = 400;

/// The key under which one reason for all open findings is recorded.
pub const EXPORT_KEY: &str = "export";

/// What the checks work from.
struct Input<'a> {
    case: &'a Case,
    appraisal: &'a Appraisal,
    results: &'a Evaluation,
    leaves: Vec<(&'a Criterion, &'a Leaf)>,
    scores: HashMap<(AlternativeId, CriterionId), &'a Score>,
}

/// Returns what a hostile reader would find in an appraisal, step by step; findings that stand in the way first within
/// each step.
///
/// `results` are those of the appraisal, `log` is the log of its case.
///
/// # Reference
/// Department for Communities and Local Government (2009), Multi-criteria analysis: a manual; HM Treasury (2022), The
/// Green Book.
///
/// # Example
/// ```
/// use weighbridge::appraisal::evaluate::evaluate;
/// use weighbridge::health::{Kind, check};
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply}};
/// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into())))?;
/// let appraisal = &case.appraisals[0];
/// let findings = check(&case, appraisal, &evaluate(appraisal), &[]);
/// assert!(findings.iter().any(|finding| finding.kind == Kind::NoCriteria));
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn check(case: &Case, appraisal: &Appraisal, results: &Evaluation, log: &[Arc<LogEntry>]) -> Vec<Finding> {
    let leaves = appraisal.leaves();
    let scores = appraisal.scores.iter().map(|score| ((score.alternative, score.criterion), score)).collect();
    let input = Input { case, appraisal, results, leaves, scores };
    let mut found = Vec::new();
    options::check(&input, &mut found);
    criteria::check(&input, &mut found);
    scores::check(&input, &mut found);
    weights::check(&input, &mut found);
    money::check(&input, &mut found);
    outcome::check(&input, log, &mut found);
    crate::order::sort_by(&mut found, &mut |one, other| {
        (one.place(), one.level()).cmp(&(other.place(), other.level()))
    });
    found
}

#[cfg(test)]
mod tests;
