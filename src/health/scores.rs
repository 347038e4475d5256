//! Findings on scores. Cells with the same fault are told together, by option or by criterion, whichever is shorter.

use super::{Finding, Input, Kind};
use crate::appraisal::evaluate::Cell;
use crate::appraisal::{Score, ScoreState};
use crate::finite::Finite;
use crate::id::{AlternativeId, CriterionId};

type CellId = (AlternativeId, CriterionId);

pub(super) fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let n_cells = input.leaves.len() * input.appraisal.alternatives.len();
    let mut faults: Vec<(Kind, Vec<CellId>)> = Vec::new();
    let mut n_unscored = 0;
    for standing in &input.results.standings {
        for ((criterion, _), cell) in input.leaves.iter().zip(&standing.cells) {
            let place = (standing.alternative, criterion.id);
            for kind in faults_of(input.scores.get(&place).copied(), *cell) {
                n_unscored += usize::from(kind == Kind::Unscored);
                match faults.iter_mut().find(|(other, _)| *other == kind) {
                    Some((_, places)) => places.push(place),
                    None => faults.push((kind, vec![place])),
                }
            }
        }
    }
    for (kind, places) in faults {
        if kind == Kind::Unscored && n_unscored == n_cells {
            found.push(Finding::new(kind));
        } else {
            group(&kind, &places, found);
        }
    }
}

/// Returns what is wrong with one cell.
fn faults_of(score: Option<&Score>, cell: Cell) -> Vec<Kind> {
    let Some(score) = score.filter(|score| score.state != ScoreState::NotScored) else {
        return vec![Kind::Unscored];
    };
    let no_points = cell.points.is_none();
    let fault = match score.state {
        ScoreState::Unknown => Some(Kind::UnknownScore),
        ScoreState::NotApplicable => Some(Kind::NotApplicable),
        ScoreState::NoEffect if no_points => Some(Kind::NoEffectUnanchored),
        _ if no_points => Some(Kind::Unfit),
        _ if cell.outside => Some(Kind::OutsideScale),
        _ => None,
    };
    let number = match score.state {
        ScoreState::Points(number) | ScoreState::Measured(number) => Some(number),
        _ => None,
    };
    let misses = |number: Finite| score.range.as_ref().is_some_and(|range| !(range.low..=range.high).contains(&number));
    [
        fault,
        number.is_some_and(misses).then_some(Kind::RangeMissesScore),
        score.reason.trim().is_empty().then_some(Kind::NoReason),
        score.source.trim().is_empty().then_some(Kind::NoSource),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn group(kind: &Kind, places: &[CellId], found: &mut Vec<Finding>) {
    let (mut options, mut criteria) = (Vec::new(), Vec::new());
    for (option, criterion) in places {
        if !options.contains(option) {
            options.push(*option);
        }
        if !criteria.contains(criterion) {
            criteria.push(*criterion);
        }
    }
    if options.len() <= criteria.len() {
        for option in options {
            let own = places.iter().filter(|place| place.0 == option).map(|place| place.1);
            found.push(Finding::on(kind.clone(), [option]).and(own));
        }
    } else {
        for criterion in criteria {
            let own = places.iter().filter(|place| place.1 == criterion).map(|place| place.0);
            found.push(Finding::on(kind.clone(), own).and([criterion]));
        }
    }
}
