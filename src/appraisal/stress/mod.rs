//! The stress test of a result: what would have to be different before another option came first.
//!
//! Here an [`Evaluation`] becomes the plain table that the methods of sensitivity take: only options in the running, and only
//! criteria on which each of them has points. A criterion without weight takes part: dominance, moves of weight, weights
//! drawn without a view and equal weights are about the weights that criteria could have. What comes back is by position in
//! that table; [`Field`] maps it to rows and columns. Wording and drawing are elsewhere.

pub mod check;
pub mod draws;
pub mod opinion;
pub mod path;
pub mod pieces;

use super::Appraisal;
use super::evaluate::{Cell, Evaluation, scored_columns};
use crate::method::sensitivity::score::{ScoreChange, smallest_change, switches};
use crate::method::sensitivity::tornado::{self, ScoreTornado, WeightEnd};
use crate::method::sensitivity::{Base, base};
use crate::method::switch::{SmallestMove, nearest_rival};

/// The lowest and the highest that a score can be, in points.
pub const SCALE: (f64, f64) = (0.0, 100.0);

/// The options in the running and the criteria on which each has points, as plain numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The row of each option in the evaluation, best first.
    pub rows: Vec<usize>,
    /// The column of each criterion in the evaluation, in reading order.
    pub columns: Vec<usize>,
    /// `points[option][criterion]`, 0 to 100.
    pub points: Vec<Vec<f64>>,
    /// The lowest that each score may be, in points; the score itself where no range was given.
    pub low: Vec<Vec<f64>>,
    /// The highest that each score may be, in points; the score itself where no range was given.
    pub high: Vec<Vec<f64>>,
    /// Shares of weight, totals, who is first and who is second.
    pub base: Base,
    /// The option in first place, by position.
    pub leader: usize,
    /// The option in second place, by position.
    pub rival: usize,
    /// Points from which a lead counts.
    pub materiality: f64,
}

impl Field {
    /// Returns the field of an appraisal's results; `None` with fewer than two options in the running, when there is no
    /// lead to put to the test.
    ///
    /// # Example
    /// ```
    /// use weighbridge::appraisal::{evaluate::evaluate, stress::Field};
    /// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply}};
    /// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into())))?;
    /// let appraisal = &case.appraisals[0];
    /// assert_eq!(Field::of(appraisal, &evaluate(appraisal)), None);
    /// # Ok::<(), weighbridge::edit::EditError>(())
    /// ```
    #[must_use]
    pub fn of(appraisal: &Appraisal, results: &Evaluation) -> Option<Field> {
        let rows: Vec<usize> =
            results.order().into_iter().filter(|row| results.standings[*row].rank.is_some()).collect();
        let columns = scored_columns(&results.standings, &rows);
        let table = |of: &dyn Fn(&Cell) -> Option<f64>| -> Option<Vec<Vec<f64>>> {
            let row = |row: &usize| columns.iter().map(|column| of(&results.standings[*row].cells[*column])).collect();
            rows.iter().map(row).collect()
        };
        let points = table(&|cell| cell.points)?;
        let low = table(&|cell| Some(cell.range.map_or(cell.points?, |range| range.0)))?;
        let high = table(&|cell| Some(cell.range.map_or(cell.points?, |range| range.1)))?;
        // No weight given yet counts for nothing, as in the totals.
        let raw: Vec<f64> = columns.iter().map(|column| results.columns[*column].points.unwrap_or(0.0)).collect();
        let base = base(&raw, &points).ok()?;
        let (leader, rival) = (base.leader?, base.runner_up?);
        Some(Field { rows, columns, points, low, high, base, leader, rival, materiality: appraisal.materiality.get() })
    }

    /// Returns the shares of weight, adding to 1.
    #[must_use]
    pub fn shares(&self) -> &[f64] {
        &self.base.weights
    }

    /// Returns whether a criterion has weight in use, by position.
    #[must_use]
    pub fn has_weight(&self, criterion: usize) -> bool {
        self.shares().get(criterion).is_some_and(|share| *share > 0.0)
    }

    /// Returns how many points the first is ahead of the second; 0 where they are level.
    #[must_use]
    pub fn lead(&self) -> f64 {
        self.base.lead().unwrap_or(0.0).max(0.0)
    }

    /// Returns whether any score has a range.
    #[must_use]
    pub fn has_ranges(&self) -> bool {
        self.low.iter().flatten().zip(self.high.iter().flatten()).any(|(low, high)| low < high)
    }

    /// Returns the option that the smallest combined move of weight brings level with the first, and that move; `None`
    /// where no move can. Criteria in the move are positions.
    #[must_use]
    pub fn smallest_move(&self) -> Option<(usize, SmallestMove)> {
        nearest_rival(self.shares(), &self.points, self.leader).ok().flatten()
    }

    /// Returns, for each option and criterion, the points at which that one score makes the first place level: the first
    /// with the second, any other with the first. `None` where no points on the scale do.
    #[must_use]
    pub fn score_switches(&self) -> Vec<Vec<Option<f64>>> {
        switches(self.shares(), &self.points, SCALE).unwrap_or_default()
    }

    /// Returns the smallest change of a single score that makes the first place level; `None` where none can.
    #[must_use]
    pub fn smallest_score_change(&self) -> Option<ScoreChange> {
        smallest_change(self.shares(), &self.points, SCALE).ok().flatten()
    }

    /// Returns what halving and doubling each weight in use does to the lead of the first over the second, the widest first.
    #[must_use]
    pub fn weight_bars(&self) -> Vec<WeightBar> {
        widest_first((0..self.columns.len()).filter_map(|criterion| self.weight_bar(criterion)).collect())
    }

    /// Returns the bar of one weight, by position; `None` where there is no weight to halve or double.
    pub(crate) fn weight_bar(&self, criterion: usize) -> Option<WeightBar> {
        self.has_weight(criterion).then_some(())?;
        let at = |change: f64| tornado::weight_bar(&self.base, self.shares(), &self.points, criterion, change).ok();
        Some(WeightBar { criterion, halved: at(0.5)?.low, doubled: at(1.0)?.high })
    }

    /// Returns what each score with a range does at its two ends; `None` where no score has one.
    #[must_use]
    pub fn score_bars(&self) -> Option<ScoreTornado> {
        let tornado = tornado::scores(self.shares(), &self.points, &self.low, &self.high).ok()?;
        (!tornado.bars.is_empty()).then_some(tornado)
    }
}

fn widest_first(mut bars: Vec<WeightBar>) -> Vec<WeightBar> {
    crate::order::sort_by(&mut bars, &mut |one, other| other.swing().total_cmp(&one.swing()));
    bars
}

/// One weight halved and doubled, the others keeping their proportions.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightBar {
    /// The criterion, by position.
    pub criterion: usize,
    /// With half the weight.
    pub halved: WeightEnd,
    /// With twice the weight, at most all of it.
    pub doubled: WeightEnd,
}

impl WeightBar {
    /// Returns the size of the change in the lead from end to end, in points.
    #[must_use]
    pub fn swing(&self) -> f64 {
        self.halved.lead.zip(self.doubled.lead).map_or(0.0, |(halved, doubled)| (doubled - halved).abs())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::appraisal::evaluate::evaluate;
    use crate::appraisal::{ScoreRange, ScoreState};
    use crate::unknown::Unknown;

    /// Returns the worked example.
    pub(crate) fn siting() -> (Appraisal, Evaluation, Field) {
        let text = include_str!("../../../seeds/data-centre-siting.json");
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        let case = value.get("case").unwrap_or(&value);
        let appraisal: Appraisal = serde_json::from_value(case["appraisals"][0].clone()).unwrap();
        let results = evaluate(&appraisal);
        let field = Field::of(&appraisal, &results).unwrap();
        (appraisal, results, field)
    }

    pub(crate) fn name<'a>(results: &'a Evaluation, field: &Field, criterion: usize) -> &'a str {
        &results.columns[field.columns[criterion]].name
    }

    #[test]
    fn the_worked_example_in_figures() {
        let (_, results, field) = siting();
        assert_eq!((field.rows.len(), field.columns.len()), (5, 15), "business as usual fails a gate");
        assert_eq!(results.standings[field.rows[field.leader]].name, "Dual-site co-location");
        assert!((field.lead() - 5.65).abs() < 5e-3, "{}", field.lead());
        let (rival, tie) = field.smallest_move().unwrap();
        assert_eq!(results.standings[field.rows[rival]].name, "Commercial co-location");
        assert!((tie.total * 100.0 - 4.018).abs() < 5e-4, "{}", tie.total);
        assert_eq!(tie.moves.len(), 1);
        assert_eq!(name(&results, &field, tie.moves[0].from), "Operational carbon");
        assert_eq!(name(&results, &field, tie.moves[0].to), "Supplier and migration risk");
        assert!(!field.has_ranges() && field.score_bars().is_none());
    }

    #[test]
    fn a_switched_score_ties_exactly() {
        let (_, _, field) = siting();
        let change = field.smallest_score_change().unwrap();
        let mut points = field.points.clone();
        points[change.option][change.criterion] = change.to;
        let moved = base(field.shares(), &points).unwrap();
        assert!(moved.lead().unwrap().abs() < 1e-9);
        let switches = field.score_switches();
        assert_eq!(switches[change.option][change.criterion], Some(change.to));
        let smallest = (change.to - change.from).abs();
        for (row, own) in switches.iter().zip(&field.points) {
            for (to, from) in row.iter().zip(own) {
                assert!(to.is_none_or(|to| (to - from).abs() >= smallest - 1e-9));
            }
        }
    }

    #[test]
    fn bars_are_widest_first_and_no_weight_is_more_than_all() {
        let (_, results, field) = siting();
        let bars = field.weight_bars();
        assert_eq!(bars.len(), 15);
        assert_eq!(name(&results, &field, bars[0].criterion), "Lead time");
        assert!(bars.windows(2).all(|pair| pair[0].swing() >= pair[1].swing()));
        let share = field.shares()[bars[0].criterion];
        assert!(
            (bars[0].halved.weight - share / 2.0).abs() < 1e-12 && (bars[0].doubled.weight - share * 2.0).abs() < 1e-12
        );
        assert!(bars.iter().all(|bar| bar.doubled.weight <= 1.0));
        assert!((bars[0].doubled.lead.unwrap() + 0.058).abs() < 5e-4, "{:?}", bars[0].doubled.lead);
    }

    #[test]
    fn ranges_come_from_the_scores() {
        let (mut appraisal, _, _) = siting();
        let finite = |number: f64| crate::finite::Finite::new(number).unwrap();
        let sixth = appraisal.alternatives[5].id;
        let score = appraisal
            .scores
            .iter_mut()
            .find(|score| score.alternative == sixth && matches!(score.state, ScoreState::Points(_)))
            .unwrap();
        let ScoreState::Points(points) = score.state else { panic!("{score:?}") };
        let range = (points.get() - 20.0, points.get());
        score.range = Some(ScoreRange { low: finite(range.0), high: finite(range.1), unknown: Unknown::new() });
        let field = Field::of(&appraisal, &evaluate(&appraisal)).unwrap();
        assert!(field.has_ranges());
        let tornado = field.score_bars().unwrap();
        assert_eq!(tornado.bars.len(), 1);
        let bar = tornado.bars[0];
        assert_eq!((bar.low.points, bar.high.points, bar.option), (range.0, range.1, field.leader));
        assert!(bar.low.lead.unwrap() < field.lead() && (bar.high.lead.unwrap() - field.lead()).abs() < 1e-9);
    }

    #[test]
    fn options_with_a_gap_take_no_part_and_criteria_without_weight_do() {
        let (mut appraisal, _, field) = siting();
        let dropped = appraisal.leaves()[0].0.id;
        let silent = appraisal.alternatives[3].id;
        appraisal.scores.retain(|score| score.criterion != dropped || score.alternative != silent);
        let results = evaluate(&appraisal);
        let fewer = Field::of(&appraisal, &results).unwrap();
        assert_eq!((fewer.rows.len(), fewer.columns.len()), (4, 15));
        assert!(fewer.rows.iter().all(|row| results.standings[*row].alternative != silent));
        let mut results = results;
        results.columns[0].share = Some(0.0);
        results.columns[0].points = Some(0.0);
        let without = Field::of(&appraisal, &results).unwrap();
        assert_eq!(without.columns.len(), field.columns.len());
        assert!(!without.has_weight(0) && without.has_weight(1));
        assert_eq!(without.weight_bars().len(), field.columns.len() - 1, "there is nothing to halve");
        appraisal.alternatives.truncate(2);
        assert_eq!(Field::of(&appraisal, &evaluate(&appraisal)), None);
    }
}
