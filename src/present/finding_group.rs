//! Findings of one kind together, in one line.

use super::count;
use crate::health::{Finding, Kind};

/// Returns what several findings of one kind say together: "6 findings: scores without a reason."; empty where there are none.
///
/// # Example
/// ```
/// use weighbridge::{health::{Finding, Kind}, present::finding_group_words};
/// let finding = Finding { kind: Kind::NoReason, about: Vec::new() };
/// assert_eq!(finding_group_words(&[finding.clone(), finding]), "2 findings: scores have no reason.");
/// ```
#[must_use]
pub fn finding_group_words(group: &[Finding]) -> String {
    let Some(first) = group.first() else { return String::new() };
    format!("{}: {}.", count(group.len(), "finding", "findings"), of_kind(&first.kind))
}

/// Returns what findings of a kind have in common. Kinds that an appraisal has once only stand last.
fn of_kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::GateOpen => "gates are not decided",
        Kind::GateWithoutEvidence => "gates are judged without evidence",
        Kind::SameName => "names look alike",
        Kind::Undefined => "criteria are not defined",
        Kind::EndsNotDescribed => "an end of the scale is not described",
        Kind::SameEverywhere => "all options score the same",
        Kind::OtherScale { .. } => "all scores are small, as on another scale",
        Kind::HardlyUsed { .. } => "the options are close together on a criterion",
        Kind::Alike => "criteria put the options in nearly the same order, or nearly the opposite one",
        Kind::CostScored => "cost may stand among the benefits",
        Kind::MoneyScored => "money is scored while the options have costs",
        Kind::CarbonTwice => "carbon is scored more than once",
        Kind::CarbonPriced => "carbon is priced and scored",
        Kind::Unscored => "cells are not scored",
        Kind::UnknownScore => "scores are unknown",
        Kind::NotApplicable => "scores are not applicable",
        Kind::NoEffectUnanchored => "scores lean on business as usual, which has none",
        Kind::Unfit => "scores do not fit their scale",
        Kind::OutsideScale => "measures lie beyond their scale",
        Kind::RangeMissesScore => "ranges do not hold their score",
        Kind::NoReason => "scores have no reason",
        Kind::NoSource => "scores have no source",
        Kind::Unweighted => "criteria have no weight",
        Kind::ZeroWeight => "criteria have weight 0",
        Kind::WeighedBeforeEnds => "criteria were weighed before both ends were described",
        Kind::EndsChanged => "scales were changed after they had been weighed",
        Kind::Inconsistent { .. } => "judgements contradict each other",
        Kind::NoUplift | Kind::NoCost => "costs are incomplete",
        Kind::Asked(_) | Kind::OfText(_) => "a careful reader would ask",
        Kind::Workshop(..) => "a reader would ask how workshops went",
        Kind::Context(_)
        | Kind::NoMateriality
        | Kind::FewOptions
        | Kind::NoBusinessAsUsual
        | Kind::BusinessAsUsualDropped
        | Kind::NoDoMinimum
        | Kind::NoCriteria
        | Kind::Blind
        | Kind::EqualWeights { .. }
        | Kind::LeadBelowMateriality { .. }
        | Kind::NoRecommendation
        | Kind::NoWhy
        | Kind::NotTheLeader
        | Kind::RecommendedFails
        | Kind::NoDissent
        | Kind::ChangedAfter { .. } => "the same more than once",
    }
}
