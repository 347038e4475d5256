//! Findings on the context, the options and the gates.

use super::criteria::same_names;
use super::{Finding, Gap, Input, Kind};
use crate::appraisal::evaluate::GateStanding;
use crate::appraisal::{Outcome, Role};

pub(super) fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let appraisal = input.appraisal;
    let gaps = gaps(input);
    if !gaps.is_empty() {
        found.push(Finding::new(Kind::Context(gaps)));
    }
    if appraisal.materiality.get() <= 0.0 {
        found.push(Finding::new(Kind::NoMateriality));
    }
    let has = |role: Role| appraisal.alternatives.iter().any(|option| option.role == role);
    let explained = |role: Role| appraisal.dropped.iter().any(|dropped| dropped.role == role);
    if !has(Role::BusinessAsUsual) {
        let kind =
            if explained(Role::BusinessAsUsual) { Kind::BusinessAsUsualDropped } else { Kind::NoBusinessAsUsual };
        found.push(Finding::new(kind));
    }
    if !has(Role::DoMinimum) && !explained(Role::DoMinimum) {
        found.push(Finding::new(Kind::NoDoMinimum));
    }
    let runs = |gate: &GateStanding| !matches!(gate, GateStanding::Fail(_));
    if input.results.standings.iter().filter(|standing| runs(&standing.gate)).count() < 2 {
        found.push(Finding::new(Kind::FewOptions));
    }
    let named = input.appraisal.alternatives.iter().map(|option| (option.id, option.name.as_str()));
    for group in same_names(named) {
        found.push(Finding::on(Kind::SameName, group));
    }
    gates(input, found);
}

fn gaps(input: &Input<'_>) -> Vec<Gap> {
    let (context, appraisal) = (&input.case.context, input.appraisal);
    [
        (Gap::Authority, context.authority.is_empty()),
        (Gap::Committee, context.committee.is_empty()),
        (Gap::Meeting, context.meeting.is_none()),
        (Gap::Stage, appraisal.frame.stage.is_none()),
        (Gap::Guidance, appraisal.frame.guidance.is_empty()),
        (Gap::Room, appraisal.frame.room.is_empty()),
        (Gap::Basis, appraisal.basis.is_empty()),
    ]
    .into_iter()
    .filter_map(|(gap, is_open)| is_open.then_some(gap))
    .collect()
}

fn gates(input: &Input<'_>, found: &mut Vec<Finding>) {
    for gate in &input.appraisal.gates {
        let verdict = |option| gate.verdicts.iter().find(|verdict| verdict.alternative == option);
        let (mut open, mut bare) = (Vec::new(), Vec::new());
        for option in &input.appraisal.alternatives {
            match verdict(option.id) {
                Some(verdict) if verdict.outcome != Outcome::NotYetKnown => {
                    if verdict.evidence.is_empty() {
                        bare.push(option.id);
                    }
                }
                _ => open.push(option.id),
            }
        }
        for (kind, options) in [(Kind::GateOpen, open), (Kind::GateWithoutEvidence, bare)] {
            if !options.is_empty() {
                found.push(Finding::on(kind, [gate.id]).and(options));
            }
        }
    }
}
