//! Cost beside value: whole-life cost against total points, and how each option reads among those in the running.
//!
//! Cost never enters the points, and carbon never enters the cost.

use super::Appraisal;
use super::evaluate::{Evaluation, GateStanding};
use super::whole_life::{WholeLife, whole_life};
use crate::method::frontier::{Frontier, frontier};

/// Cost and value of every option, in the author's order.
#[derive(Clone, Debug, PartialEq)]
pub struct CostValue {
    /// What each option costs.
    pub costs: Vec<WholeLife>,
    /// How each option reads.
    pub readings: Vec<Reading>,
    /// The frontier of the options in the running, costs in pounds; positions are rows.
    pub frontier: Frontier,
}

/// How one option stands against the others in cost and value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// No option in the running is at least as good on both and better on one.
    OnFrontier,
    /// Efficient options that cost no more and are worth no less, and differ.
    Beaten {
        /// Their rows.
        by: Vec<usize>,
        /// Whether each of them costs less.
        cheaper: bool,
        /// Whether each of them is worth more.
        worth_more: bool,
    },
    /// Fails a gate: shown, and compared with nothing.
    FailsGate,
    /// Has no whole-life cost yet.
    NoCost,
    /// Has no total yet.
    NoTotal,
}

impl CostValue {
    /// Returns cost in pounds and total points of an option; absent where either is.
    #[must_use]
    pub fn place(&self, results: &Evaluation, row: usize) -> Option<(f64, f64)> {
        Some((pounds(self.costs.get(row)?)?, results.standings.get(row)?.total?))
    }
}

/// Returns cost beside value.
///
/// # Reference
/// [`frontier`](crate::method::frontier) and [`whole_life`](super::whole_life).
///
/// # Example
/// ```
/// use weighbridge::appraisal::cost_value::{Reading, cost_value};
/// use weighbridge::appraisal::evaluate::evaluate;
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply}};
/// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into())))?;
/// let found = cost_value(&case.appraisals[0], &evaluate(&case.appraisals[0]));
/// assert_eq!(found.readings, [Reading::NoCost, Reading::NoCost]);
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn cost_value(appraisal: &Appraisal, results: &Evaluation) -> CostValue {
    let costs = whole_life(appraisal);
    let runs = |row: usize| !matches!(results.standings[row].gate, GateStanding::Fail(_));
    let n_rows = costs.len().min(results.standings.len());
    let in_pounds: Vec<Option<f64>> = (0..n_rows).map(|row| pounds(&costs[row]).filter(|_| runs(row))).collect();
    let values: Vec<Option<f64>> = (0..n_rows).map(|row| results.standings[row].total.filter(|_| runs(row))).collect();
    // Whole pence and totals of finite scores are finite.
    let frontier = frontier(&in_pounds, &values).unwrap_or_else(|_| Frontier {
        efficient: vec![None; n_rows],
        dominated_by: vec![Vec::new(); n_rows],
        by_cost: Vec::new(),
        increments: Vec::new(),
        convex: Vec::new(),
    });
    let reading = |row: usize| match frontier.efficient[row] {
        _ if !runs(row) => Reading::FailsGate,
        Some(true) => Reading::OnFrontier,
        Some(false) => beaten(row, &frontier, &in_pounds, &values),
        None if in_pounds[row].is_none() => Reading::NoCost,
        None => Reading::NoTotal,
    };
    let readings = (0..n_rows).map(reading).collect();
    CostValue { costs, readings, frontier }
}

fn beaten(row: usize, frontier: &Frontier, costs: &[Option<f64>], values: &[Option<f64>]) -> Reading {
    let efficient = |other: &usize| frontier.efficient[*other] == Some(true);
    let by: Vec<usize> = frontier.dominated_by[row].iter().copied().filter(efficient).collect();
    let cheaper = by.iter().all(|&other| costs[other] < costs[row]);
    let worth_more = by.iter().all(|&other| values[other] > values[row]);
    Reading::Beaten { by, cheaper, worth_more }
}

fn pounds(cost: &WholeLife) -> Option<f64> {
    cost.total.map(|total| total.get() as f64 / 100.0)
}

#[cfg(test)]
mod tests {
    use super::{CostValue, Reading, cost_value};
    use crate::appraisal::evaluate::evaluate;
    use crate::appraisal::{
        Alternative, Appraisal, Cost, Criterion, CriterionKind, Gate, Leaf, Outcome, Role, Score, ScoreState,
        SwingWeight, Verdict,
    };
    use crate::finite::Finite;
    use crate::id::{AlternativeId, AppraisalId, CriterionId, GateId};
    use crate::pence::Pence;
    use crate::unknown::Unknown;

    /// Options of (cost in pounds, points, fails).
    fn of(options: &[(Option<i64>, Option<u32>, bool)]) -> CostValue {
        let mut appraisal = Appraisal::titled(AppraisalId(1), "Depots");
        let leaf = Leaf { swing: SwingWeight::new(100.0), ..Leaf::default() };
        appraisal.criteria.push(Criterion {
            id: CriterionId(2),
            name: "Only".into(),
            definition: String::new(),
            goal: None,
            kind: CriterionKind::Leaf(leaf),
            unknown: Unknown::new(),
        });
        let mut gate = Gate { id: GateId(3), name: "Gate".into(), verdicts: vec![], unknown: Unknown::new() };
        for (i, (cost, points, fails)) in options.iter().enumerate() {
            let id = AlternativeId(10 + i as u32);
            let mut option = Alternative::named(id, "Option", Role::Candidate);
            option.cost = cost.map(|cost| Cost { present_value: Pence::from_pounds(cost), ..Cost::default() });
            appraisal.alternatives.push(option);
            let outcome = if *fails { Outcome::Fail } else { Outcome::Pass };
            gate.verdicts.push(Verdict { alternative: id, outcome, evidence: String::new(), unknown: Unknown::new() });
            appraisal.scores.extend(points.map(|points| Score {
                alternative: id,
                criterion: CriterionId(2),
                state: ScoreState::Points(Finite::from(points)),
                range: None,
                reason: String::new(),
                source: String::new(),
                unknown: Unknown::new(),
            }));
        }
        appraisal.gates.push(gate);
        cost_value(&appraisal, &evaluate(&appraisal))
    }

    #[test]
    fn only_options_in_the_running_make_the_frontier() {
        let some = |cost, points, fails| (Some(cost), Some(points), fails);
        let found = of(&[some(10, 90, true), some(20, 40, false), some(30, 60, false), some(40, 50, false)]);
        let beaten = Reading::Beaten { by: vec![2], cheaper: true, worth_more: true };
        assert_eq!(found.readings, [Reading::FailsGate, Reading::OnFrontier, Reading::OnFrontier, beaten]);
        assert_eq!(found.frontier.by_cost, [1, 2]);
        let step = found.frontier.increments[0];
        assert!((step.extra_cost - 10.0).abs() < 1e-9 && (step.extra_value - 20.0).abs() < 1e-9);
    }

    #[test]
    fn a_reading_says_no_more_than_is_so() {
        let some = |cost, points| (Some(cost), Some(points), false);
        let found = of(&[some(10, 50), some(10, 40), some(20, 50), some(30, 30)]);
        let beaten = |cheaper, worth_more| Reading::Beaten { by: vec![0], cheaper, worth_more };
        assert_eq!(
            found.readings,
            [Reading::OnFrontier, beaten(false, true), beaten(true, false), beaten(true, true)],
            "only efficient options are named"
        );
    }

    #[test]
    fn what_is_missing_is_said() {
        let found = of(&[(None, Some(50), false), (Some(5), None, false), (None, None, false)]);
        assert_eq!(found.readings, [Reading::NoCost, Reading::NoTotal, Reading::NoCost]);
        assert!(found.frontier.by_cost.is_empty());
    }
}
