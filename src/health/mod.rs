//! The health check: what a hostile reader of an appraisal would find, each finding with its place.
//!
//! A finding never changes a result. It stays until what it is about is put right; one that must stay open is answered by
//! a recorded reason ([`Override`](crate::appraisal::Override)) under its key. The words are made in `present`.

mod criteria;
mod money;
mod options;
mod outcome;
mod scores;
mod weights;

use crate::appraisal::evaluate::Evaluation;
use crate::appraisal::{Appraisal, Criterion, Leaf, Score};
use crate::case::Case;
use crate::id::{AlternativeId, CriterionId, GateId};
use crate::log::{LogEntry, Part};
use std::collections::HashMap;
use std::sync::Arc;

/// One thing that a hostile reader would find.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// The options that it is about; none where it is about all of them or about none.
    pub options: Vec<AlternativeId>,
    /// The criteria that it is about; none where it is about all of them or about none.
    pub criteria: Vec<CriterionId>,
    /// The gate that it is about.
    pub gate: Option<GateId>,
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
    /// The decision and who takes it.
    Context,
    /// Options and gates.
    Options,
    /// The criteria tree.
    Criteria,
    /// Scores with reasons.
    Scores,
    /// Weights.
    Weights,
    /// Ranking and cost.
    Results,
    /// Recommendation and changes.
    Record,
}

/// A part of the context that has not been said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Whose decision it is.
    Authority,
    /// Which committee takes it.
    Committee,
    /// When it meets.
    Meeting,
    /// How far the decision is.
    Stage,
    /// Which guidance is followed.
    Guidance,
    /// Who was in the room.
    Room,
    /// What is decided, over which horizon, in which prices.
    Basis,
}

/// Kinds of finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Parts of the context have not been said.
    Context(Vec<Gap>),
    /// No lead is too small to count.
    NoMateriality,
    /// There are fewer than two options to choose from.
    FewOptions,
    /// Nothing says what happens if nothing is decided.
    NoBusinessAsUsual,
    /// Business as usual was dropped with a reason.
    BusinessAsUsualDropped,
    /// Do-minimum is missing, and no reason says why.
    NoDoMinimum,
    /// These options are not decided at the gate.
    GateOpen,
    /// These options were judged at the gate without evidence.
    GateWithoutEvidence,
    /// These options, or these criteria, look alike by name.
    SameName,
    /// There are no criteria.
    NoCriteria,
    /// These criteria are not defined.
    Undefined,
    /// An end of the scale is not described.
    EndsNotDescribed,
    /// All options have the same points on this criterion.
    SameEverywhere,
    /// All scores on this criterion are whole numbers of no more than ten points of a hundred, as on another scale.
    OtherScale {
        /// The fewest points.
        low: f64,
        /// The most.
        high: f64,
    },
    /// The best and the worst option on this criterion are no more than ten points of a hundred apart.
    HardlyUsed {
        /// Points between them.
        span: f64,
    },
    /// These criteria rank the options alike.
    Alike,
    /// The criterion reads like a cost, which is kept apart from value.
    CostScored,
    /// The criterion is measured in money while the same options have costs.
    MoneyScored,
    /// Carbon is scored on several criteria.
    CarbonTwice,
    /// Carbon is both scored and priced.
    CarbonPriced,
    /// Nobody has looked at these cells.
    Unscored,
    /// These cells are unknown, so the totals are open.
    UnknownScore,
    /// These cells do not apply, so the totals are open.
    NotApplicable,
    /// "No effect" refers to business as usual, which has no points here.
    NoEffectUnanchored,
    /// The score does not fit the scale.
    Unfit,
    /// The measure lies beyond the scale and counts as its end.
    OutsideScale,
    /// The range of these scores does not hold the score.
    RangeMissesScore,
    /// These scores have no reason.
    NoReason,
    /// These scores have no source.
    NoSource,
    /// These criteria have no weight; none at all where no criterion is named.
    Unweighted,
    /// The criterion is scored and counts for nothing.
    ZeroWeight,
    /// Weights are still being given blind.
    Blind,
    /// The move was weighed before its ends were described.
    WeighedBeforeEnds,
    /// The ends of the scale were changed after weighting.
    EndsChanged,
    /// Judgements in pairs contradict each other: the ratio is above 0.10.
    Inconsistent {
        /// The consistency ratio.
        ratio: f64,
    },
    /// With equal weights the lead is another one, or none that counts. The options are the first two then.
    EqualWeights {
        /// Points between them.
        points: f64,
        /// Whether the leader is the same.
        same_leader: bool,
    },
    /// The first two options are closer than a lead that counts.
    LeadBelowMateriality {
        /// Points between them.
        points: f64,
        /// Points that count.
        materiality: f64,
    },
    /// These options have costs without an uplift for optimism bias.
    NoUplift,
    /// These options have no cost while others have.
    NoCost,
    /// No option is recommended.
    NoRecommendation,
    /// The recommendation is not explained.
    NoWhy,
    /// The recommended option does not lead, and nothing says why it is recommended.
    NotTheLeader,
    /// The recommended option fails a gate.
    RecommendedFails,
    /// Nothing is said of dissent, not even that there was none.
    NoDissent,
    /// The part was changed after the ranking was first shown.
    ChangedAfter {
        /// What was changed.
        part: Part,
        /// How many changes, undone and redone ones among them.
        n: usize,
    },
}

impl Kind {
    /// Returns what this kind is called in keys, whether it stands in the way, and where it is put right.
    fn facts(&self) -> (&'static str, Level, Place) {
        use Level::{Open, Prompt};
        use Place::{Context, Criteria, Options, Record, Results, Scores, Weights};
        match self {
            Kind::Context(_) => ("context", Prompt, Context),
            Kind::NoMateriality => ("no_materiality", Open, Context),
            Kind::FewOptions => ("few_options", Open, Options),
            Kind::NoBusinessAsUsual => ("no_business_as_usual", Open, Options),
            Kind::BusinessAsUsualDropped => ("business_as_usual_dropped", Prompt, Options),
            Kind::NoDoMinimum => ("no_do_minimum", Open, Options),
            Kind::GateOpen => ("gate_open", Open, Options),
            Kind::GateWithoutEvidence => ("gate_without_evidence", Open, Options),
            Kind::SameName => ("same_name", Open, Options),
            Kind::NoCriteria => ("no_criteria", Open, Criteria),
            Kind::Undefined => ("undefined", Prompt, Criteria),
            Kind::EndsNotDescribed => ("ends_not_described", Open, Criteria),
            Kind::SameEverywhere => ("same_everywhere", Prompt, Criteria),
            Kind::OtherScale { .. } => ("other_scale", Open, Scores),
            Kind::HardlyUsed { .. } => ("hardly_used", Prompt, Scores),
            Kind::Alike => ("alike", Prompt, Criteria),
            Kind::CostScored => ("cost_scored", Open, Criteria),
            Kind::MoneyScored => ("money_scored", Open, Criteria),
            Kind::CarbonTwice => ("carbon_twice", Open, Criteria),
            Kind::CarbonPriced => ("carbon_priced", Prompt, Results),
            Kind::Unscored => ("unscored", Open, Scores),
            Kind::UnknownScore => ("unknown_score", Open, Scores),
            Kind::NotApplicable => ("not_applicable", Open, Scores),
            Kind::NoEffectUnanchored => ("no_effect_unanchored", Open, Scores),
            Kind::Unfit => ("unfit", Open, Scores),
            Kind::OutsideScale => ("outside_scale", Open, Scores),
            Kind::RangeMissesScore => ("range_misses_score", Open, Scores),
            Kind::NoReason => ("no_reason", Open, Scores),
            Kind::NoSource => ("no_source", Open, Scores),
            Kind::Unweighted => ("unweighted", Open, Weights),
            Kind::ZeroWeight => ("zero_weight", Prompt, Weights),
            Kind::Blind => ("blind", Open, Weights),
            Kind::WeighedBeforeEnds => ("weighed_before_ends", Open, Weights),
            Kind::EndsChanged => ("ends_changed", Open, Weights),
            Kind::Inconsistent { .. } => ("inconsistent", Open, Weights),
            Kind::EqualWeights { .. } => ("equal_weights", Prompt, Weights),
            Kind::LeadBelowMateriality { .. } => ("lead", Open, Results),
            Kind::NoUplift => ("no_uplift", Open, Results),
            Kind::NoCost => ("no_cost", Prompt, Results),
            Kind::NoRecommendation => ("no_recommendation", Open, Record),
            Kind::NoWhy => ("no_why", Open, Record),
            Kind::NotTheLeader => ("not_the_leader", Open, Record),
            Kind::RecommendedFails => ("recommended_fails", Open, Record),
            Kind::NoDissent => ("no_dissent", Prompt, Record),
            Kind::ChangedAfter { part: Part::Scores, .. } => ("scores_changed", Open, Record),
            Kind::ChangedAfter { part: Part::Weights, .. } => ("weights_changed", Open, Record),
            Kind::ChangedAfter { part: Part::Frame, .. } => ("frame_changed", Open, Record),
        }
    }
}

impl Finding {
    fn new(kind: Kind) -> Finding {
        Finding { kind, options: Vec::new(), criteria: Vec::new(), gate: None }
    }

    fn on(kind: Kind, criterion: CriterionId) -> Finding {
        Finding { criteria: vec![criterion], ..Finding::new(kind) }
    }

    /// Returns the name under which a reason for it is recorded: the same for as long as it is about the same things, so
    /// that a reason does not outlive what it was given for. For example "no_reason:12:34".
    #[must_use]
    pub fn key(&self) -> String {
        let mut key = self.kind.facts().0.to_owned();
        let mut add = |ids: Vec<String>| {
            if !ids.is_empty() {
                key.push(':');
                key.push_str(&ids.join("+"));
            }
        };
        add(self.gate.iter().map(GateId::to_string).collect());
        add(self.options.iter().map(AlternativeId::to_string).collect());
        add(self.criteria.iter().map(CriterionId::to_string).collect());
        if let Kind::ChangedAfter { n, .. } = self.kind {
            add(vec![n.to_string()]);
        }
        key
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
            Kind::SameName if self.options.is_empty() => Place::Criteria,
            _ => self.kind.facts().2,
        }
    }

    /// Returns the reason that is recorded for it, if any.
    #[must_use]
    pub fn answer<'a>(&self, appraisal: &'a Appraisal) -> Option<&'a str> {
        let key = self.key();
        let found = appraisal.record.overrides.iter().find(|answer| answer.finding == key);
        found.map(|answer| answer.reason.as_str())
    }

    /// Returns whether it stands in the way of an export of this appraisal: neither put right nor answered.
    #[must_use]
    pub fn is_open(&self, appraisal: &Appraisal) -> bool {
        self.level() == Level::Open && self.answer(appraisal).is_none()
    }

    /// Returns how many things it is about: cells, options, criteria or changes.
    #[must_use]
    pub fn n_things(&self, appraisal: &Appraisal) -> usize {
        match &self.kind {
            Kind::ChangedAfter { n, .. } => *n,
            Kind::Unscored if self.options.is_empty() && self.criteria.is_empty() => {
                appraisal.alternatives.len() * appraisal.leaves().len()
            }
            Kind::Unweighted if self.criteria.is_empty() => appraisal.leaves().len(),
            _ => self.options.len().max(1) * self.criteria.len().max(1),
        }
    }
}

/// The key under which one reason for all open findings is recorded.
pub const EXPORT_KEY: &str = "export";

/// What the checks work from.
struct Ground<'a> {
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
    let ground = Ground { case, appraisal, results, leaves, scores };
    let mut found = Vec::new();
    options::check(&ground, &mut found);
    criteria::check(&ground, &mut found);
    scores::check(&ground, &mut found);
    weights::check(&ground, &mut found);
    money::check(&ground, &mut found);
    outcome::check(&ground, log, &mut found);
    crate::order::sort_by(&mut found, &mut |one, other| {
        (one.place(), one.level()).cmp(&(other.place(), other.level()))
    });
    found
}

#[cfg(test)]
mod tests;
