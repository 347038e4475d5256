//! An appraisal in which nothing is to be found, and what one change to it brings up.

mod criteria;
mod programme;
mod scores;

use super::{Finding, Kind, Level, check};
use crate::answer::Answer;
use crate::appraisal::evaluate::evaluate;
use crate::appraisal::{
    Alternative, Appraisal, Cost, Criterion, CriterionKind, Dropped, Elicitation, Gate, Judgement, Leaf, Measure,
    Outcome, Role, Scale, Score, ScoreRange, ScoreState, Shape, Stage, SwingWeight, Uplift, UpliftBase, Verdict,
    WeightSet,
};
use crate::case::Case;
use crate::edit::{Edit, RecordEdit, WeightEdit};
use crate::finite::Finite;
use crate::framework::{Framework, Goal, Lens};
use crate::history::{History, Stamp};
use crate::id::{AlternativeId, AppraisalId, CriterionId, FrameworkId, GateId, GoalId, WeightSetId};
use crate::log::Part;
use crate::pence::Pence;
use crate::unknown::Unknown;
use std::sync::Arc;

const N_OPTIONS: u32 = 5;

fn finite(number: f64) -> Finite {
    Finite::new(number).unwrap()
}

fn option(n: u32) -> AlternativeId {
    AlternativeId(10 + n)
}

fn criterion(n: u32) -> CriterionId {
    CriterionId(20 + n)
}

/// Points that rank the options in three ways that are not alike.
const POINTS: [[f64; 3]; 5] =
    [[0.0, 40.0, 30.0], [20.0, 80.0, 90.0], [90.0, 90.0, 50.0], [60.0, 10.0, 60.0], [40.0, 60.0, 10.0]];

fn leaf(n: u32, name: &str, weight: f64) -> Criterion {
    let leaf = Leaf {
        worst_anchor: "Poor".to_owned(),
        best_anchor: "Good".to_owned(),
        swing: SwingWeight::new(weight),
        ..Leaf::default()
    };
    Criterion {
        id: criterion(n),
        name: name.to_owned(),
        definition: "As the panel agreed.".to_owned(),
        goal: None,
        kind: CriterionKind::Leaf(leaf),
        unknown: Unknown::new(),
    }
}

fn score(o: u32, c: u32) -> Score {
    Score {
        alternative: option(o),
        criterion: criterion(c),
        state: ScoreState::Points(finite(POINTS[o as usize][c as usize])),
        range: None,
        reason: "Seen on site.".to_owned(),
        source: "Survey, page 3".to_owned(),
        unknown: Unknown::new(),
    }
}

/// An appraisal in which nothing is to be found.
fn sound() -> Case {
    let mut appraisal = Appraisal::titled(AppraisalId(1), "Depots");
    appraisal.basis = "Ten years, 2026 prices.".to_owned();
    appraisal.frame.stage = Some(Stage::Shortlist);
    appraisal.frame.guidance = "Green Book 2022".to_owned();
    appraisal.frame.room = vec!["Chair".to_owned()];
    for n in 0..N_OPTIONS {
        let role = [Role::BusinessAsUsual, Role::DoMinimum].get(n as usize).copied().unwrap_or_default();
        let mut alternative = Alternative::named(option(n), &format!("Option {n}"), role);
        let capital = Pence::from_pounds(1000);
        let uplift = Uplift {
            class: "standard building".to_owned(),
            percent: finite(24.0),
            on: UpliftBase::Capital,
            source: "Green Book".to_owned(),
            unknown: Unknown::new(),
        };
        alternative.cost = Some(Cost { capital, uplift: Some(uplift), ..Cost::default() });
        appraisal.alternatives.push(alternative);
    }
    let verdict = |n| Verdict {
        alternative: option(n),
        outcome: Outcome::Pass,
        evidence: "Certificate".to_owned(),
        unknown: Unknown::new(),
    };
    let verdicts = (0..N_OPTIONS).map(verdict).collect();
    appraisal.gates.push(Gate { id: GateId(5), name: "Lawful".to_owned(), verdicts, unknown: Unknown::new() });
    appraisal.criteria = vec![leaf(0, "Access", 50.0), leaf(1, "Resilience", 30.0), leaf(2, "Flexibility", 20.0)];
    appraisal.scores = (0..N_OPTIONS).flat_map(|o| (0..3).map(move |c| score(o, c))).collect();
    appraisal.record.recommended = Some(option(2));
    appraisal.record.recommendation = "It leads on access.".to_owned();
    appraisal.record.dissent = "None was voiced.".to_owned();
    let mut case = Case::titled("Depots");
    case.context.authority = "A council".to_owned();
    case.context.committee = "Executive".to_owned();
    case.context.meeting = "2026-12-01".parse().ok();
    case.next_id = 100;
    case.appraisals.push(Arc::new(appraisal));
    case
}

fn found(case: &Case) -> Vec<Finding> {
    let appraisal = &case.appraisals[0];
    check(case, appraisal, &evaluate(appraisal), &[])
}

fn keys(case: &Case) -> Vec<String> {
    found(case).iter().map(Finding::key).collect()
}

/// Returns the keys found after one change to the sound appraisal.
fn after(change: impl FnOnce(&mut Case)) -> Vec<String> {
    let mut case = sound();
    change(&mut case);
    keys(&case)
}

fn within(change: impl FnOnce(&mut Appraisal)) -> Vec<String> {
    after(|case| change(own(case)))
}

/// Returns the appraisal of a case, to be changed.
fn own(case: &mut Case) -> &mut Appraisal {
    Arc::make_mut(&mut case.appraisals[0])
}

/// Returns the score that was recorded at this position.
fn nth(appraisal: &mut Appraisal, at: usize) -> &mut Score {
    appraisal.scores.iter_mut().nth(at).unwrap()
}

fn leaf_of(appraisal: &mut Appraisal, n: usize) -> &mut Leaf {
    match &mut appraisal.criteria[n].kind {
        CriterionKind::Leaf(leaf) => leaf,
        CriterionKind::Family(_) => unreachable!("no families here"),
    }
}

fn in_money() -> Scale {
    let measure = Measure::new("benefit", "£m");
    Scale::measured(measure, Finite::ZERO, finite(100.0), Shape::Linear)
}
