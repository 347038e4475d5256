//! Kinds of finding: what each is called in keys, whether it stands in the way, and where it is put right.

use super::workshop::{WorkshopKind, mark};
use super::{Level, Place};
use crate::digest::digest;
use crate::id::SessionId;
use crate::log::Part;
use crate::scrutiny;

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

/// What a rule of [`scrutiny`] found in a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The rule.
    pub rule: &'static str,
    /// How grave it is.
    pub level: scrutiny::Level,
    /// What it is about, by its names, the first first.
    pub names: Vec<String>,
    /// Its figures by their names.
    pub figures: Vec<(&'static str, i64)>,
    /// What else a reason for it is given for, as keys call it.
    pub marks: Vec<String>,
    /// Where it is put right.
    pub place: Place,
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
    /// A careful reader of the programme would ask.
    Asked(Asked),
    /// A careful reader of the report's own text would ask, where that is kept.
    OfText(scrutiny::text::Finding),
    /// A workshop on the appraisal went so that a reader would ask.
    Workshop(SessionId, WorkshopKind),
}

impl Kind {
    /// Returns what this kind is called in keys, whether it stands in the way, and where it is put right.
    pub(super) fn facts(&self) -> (&'static str, Level, Place) {
        use Level::{Open, Prompt};
        use Place::{Context, Costs, Criteria, Options, Record, Results, Scores, Weights};
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
            Kind::CarbonPriced => ("carbon_priced", Prompt, Costs),
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
            Kind::NoUplift => ("no_uplift", Open, Costs),
            Kind::NoCost => ("no_cost", Prompt, Costs),
            Kind::NoRecommendation => ("no_recommendation", Open, Record),
            Kind::NoWhy => ("no_why", Open, Record),
            Kind::NotTheLeader => ("not_the_leader", Open, Record),
            Kind::RecommendedFails => ("recommended_fails", Open, Record),
            Kind::NoDissent => ("no_dissent", Prompt, Record),
            Kind::ChangedAfter { part: Part::Scores, .. } => ("scores_changed", Open, Record),
            Kind::ChangedAfter { part: Part::Weights, .. } => ("weights_changed", Open, Record),
            Kind::ChangedAfter { part: Part::Frame, .. } => ("frame_changed", Open, Record),
            Kind::Asked(asked) => {
                let level = if asked.level == scrutiny::Level::Note { Prompt } else { Open };
                (asked.rule, level, asked.place)
            }
            Kind::OfText(found) => {
                let level = if found.kind.level() == scrutiny::Level::Note { Prompt } else { Open };
                (found.kind.rule(), level, Place::Report)
            }
            Kind::Workshop(_, kind) => kind.facts(),
        }
    }

    /// Returns what else a reason for it was given for, beside what it is about: where one of these facts changes, the
    /// reason is no longer one.
    pub(super) fn marks(&self) -> Vec<String> {
        match self {
            Kind::ChangedAfter { n, .. } => vec![n.to_string()],
            Kind::Asked(asked) => {
                let figures = asked.figures.iter().map(|(_, figure)| figure.to_string());
                asked.marks.iter().cloned().chain(figures).collect()
            }
            // Sentences are told by a digest: a key names them and does not repeat them.
            Kind::OfText(found) => {
                let facts = digest(&found.kind.facts().join("\n"));
                let paragraph = Some(found.paragraph.clone()).filter(|number| !number.is_empty());
                paragraph.into_iter().chain([facts.chars().take(16).collect()]).collect()
            }
            Kind::Workshop(session, kind) => std::iter::once(mark(*session)).chain(kind.marks()).collect(),
            _ => Vec::new(),
        }
    }
}
