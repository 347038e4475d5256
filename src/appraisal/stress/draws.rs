//! Random weights, and scores within their ranges: how often each option takes each place.
//!
//! A [`Task`] holds everything a run needs as plain figures, so that it can be handed to another thread as text. A
//! [`Drawing`] works it off in slices of any size; the figures do not depend on the slices. They are shares of the weights
//! that were allowed, not probabilities of being right.

use super::Field;
use crate::method::smaa::{Confidence, Estimate, Problem, Run, Score, SmaaError, WeightLimits};
use crate::order::places;
use serde::{Deserialize, Serialize};

/// The most draws that are spent on confidence factors: their margin is then below 0.4 points.
const CONFIDENCE_DRAWS: u64 = 100_000;

/// What is held of the weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Belief {
    /// Nothing: any weights at all, all sets of them alike.
    #[default]
    NoView,
    /// Their order: no criterion weighs less than one that has less weight in use.
    SameOrder,
    /// Each within a quarter of itself, above and below.
    WithinQuarter,
}

impl Belief {
    /// All of them, the most open first.
    pub const ALL: [Belief; 3] = [Belief::NoView, Belief::SameOrder, Belief::WithinQuarter];

    fn limits(self, shares: &[f64]) -> WeightLimits {
        match self {
            Belief::NoView => WeightLimits::default(),
            Belief::SameOrder => WeightLimits { at_least: in_order(shares), ..WeightLimits::default() },
            Belief::WithinQuarter => WeightLimits {
                lower: shares.iter().map(|share| share * 0.75).collect(),
                upper: shares.iter().map(|share| (share * 1.25).min(1.0)).collect(),
                ..WeightLimits::default()
            },
        }
    }
}

/// Returns the pairs that keep criteria in order of weight. Criteria of equal weight are not held to each other.
fn in_order(shares: &[f64]) -> Vec<(usize, usize)> {
    let order = places(shares.len(), &mut |one, other| shares[other].total_cmp(&shares[one]));
    // Shares that differ by rounding alone are equal.
    let equal = |one: usize, other: usize| (shares[one] - shares[other]).abs() <= 1e-12;
    let groups: Vec<&[usize]> = order.chunk_by(|one, other| equal(*one, *other)).collect();
    let pairs = groups.windows(2).flat_map(|pair| {
        let (heavy, light) = (pair[0], pair[1]);
        heavy.iter().flat_map(move |one| light.iter().map(move |other| (*one, *other)))
    });
    pairs.collect()
}

/// Everything a run needs. Options and criteria are positions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// `points[option][criterion]`.
    pub points: Vec<Vec<f64>>,
    /// The lowest of each score; the score itself where it has no range.
    pub low: Vec<Vec<f64>>,
    /// The highest of each score.
    pub high: Vec<Vec<f64>>,
    /// Shares of weight in use.
    pub shares: Vec<f64>,
    /// What is held of the weights.
    pub belief: Belief,
    /// Any text; the same text gives the same figures.
    pub seed: String,
    /// How many draws.
    pub n_draws: u64,
}

impl Task {
    /// Returns the task of a field, scores within their ranges or, without `ranges`, as they stand.
    #[must_use]
    pub fn of(field: &Field, belief: Belief, ranges: bool, seed: &str, n_draws: u64) -> Task {
        let end = |table: &Vec<Vec<f64>>| if ranges { table.clone() } else { field.points.clone() };
        Task {
            points: field.points.clone(),
            low: end(&field.low),
            high: end(&field.high),
            shares: field.shares().to_vec(),
            belief,
            seed: seed.to_owned(),
            n_draws,
        }
    }

    /// Returns how much work there is, in draws: those of weights, and those of scores alone for confidence factors.
    #[must_use]
    pub fn n_steps(&self) -> u64 {
        self.n_draws + self.n_confidence()
    }

    /// Scores without ranges leave nothing to draw for confidence.
    fn n_confidence(&self) -> u64 {
        let ranges = self.low.iter().flatten().zip(self.high.iter().flatten()).any(|(low, high)| low < high);
        if ranges { self.n_draws.min(CONFIDENCE_DRAWS) } else { 0 }
    }

    fn problem(&self) -> Problem {
        let cell = |option: usize, at: usize| {
            let (low, mode, high) = (self.low[option][at], self.points[option][at], self.high[option][at]);
            if low < high { Score::Triangular { low, mode, high } } else { Score::Point(mode) }
        };
        let row = |option: usize| (0..self.shares.len()).map(|at| cell(option, at)).collect();
        Problem {
            scores: (0..self.points.len()).map(row).collect(),
            limits: self.belief.limits(&self.shares),
            shared: Vec::new(),
        }
    }
}

/// A task being worked off.
///
/// # Example
/// ```
/// use weighbridge::appraisal::stress::draws::{Belief, Drawing, Task};
/// let points = vec![vec![100.0, 0.0], vec![0.0, 100.0], vec![60.0, 60.0]];
/// let task = Task {
///     low: points.clone(),
///     high: points.clone(),
///     points,
///     shares: vec![0.5, 0.5],
///     belief: Belief::NoView,
///     seed: "minutes of 3 March".into(),
///     n_draws: 10_000,
/// };
/// let mut drawing = Drawing::start(&task)?;
/// while !drawing.is_done() {
///     drawing.advance(4_000);
/// }
/// let picture = drawing.picture().unwrap();
/// assert!((picture.places[2][0] - 0.2).abs() < 2.0 * picture.margin);
/// # Ok::<(), weighbridge::method::smaa::SmaaError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Drawing {
    task: Task,
    problem: Problem,
    run: Run,
    confidence: Option<Confidence>,
}

impl Drawing {
    /// Starts a task.
    ///
    /// # Errors
    /// Refuses what [`Run::new`] refuses.
    pub fn start(task: &Task) -> Result<Drawing, SmaaError> {
        let ragged = |table: &Vec<Vec<f64>>| table.len() != task.points.len();
        let lengths = task.points.iter().chain(&task.low).chain(&task.high);
        let short = lengths.map(Vec::len).find(|length| *length != task.shares.len());
        if ragged(&task.low) || ragged(&task.high) || short.is_some() {
            let n_found = short.unwrap_or(task.low.len());
            return Err(SmaaError::LengthsDiffer { option: 0, n_expected: task.shares.len(), n_found });
        }
        let problem = task.problem();
        let run = Run::new(&problem, &task.seed)?;
        Ok(Drawing { task: task.clone(), problem, run, confidence: None })
    }

    /// Returns how much work is done, in draws.
    #[must_use]
    pub fn n_done(&self) -> u64 {
        self.run.n_draws() + self.confidence.as_ref().map_or(0, Confidence::n_draws)
    }

    /// Returns whether all of it is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.n_done() >= self.task.n_steps()
    }

    /// Draws at most `n_draws` more times.
    pub fn advance(&mut self, n_draws: u64) {
        let left = self.task.n_draws - self.run.n_draws();
        if left > 0 {
            self.run.advance(n_draws.min(left));
            return;
        }
        let n_confidence = self.task.n_confidence();
        if n_confidence == 0 {
            return;
        }
        if self.confidence.is_none() {
            self.confidence = self.new_confidence();
        }
        if let Some(confidence) = &mut self.confidence {
            confidence.advance(n_draws.min(n_confidence - confidence.n_draws()));
        }
    }

    fn new_confidence(&self) -> Option<Confidence> {
        let central = self.run.results()?.central_weights;
        Confidence::new(&self.problem, &self.task.seed, &central).ok()
    }

    /// Returns what the draws so far say; `None` before the first.
    #[must_use]
    pub fn picture(&self) -> Option<Picture> {
        let results = self.run.results()?;
        let values = |row: &Vec<Estimate>| row.iter().map(|estimate| estimate.value).collect::<Vec<f64>>();
        let errors = results.acceptability.iter().flatten().map(|estimate| estimate.standard_error);
        let factors = self.confidence.clone().or_else(|| self.new_confidence()).map(|found| found.factors());
        Some(Picture {
            n_draws: results.n_draws,
            seed: self.task.seed.clone(),
            generator: self.run.generator().to_owned(),
            places: results.acceptability.iter().map(values).collect(),
            margin: 1.96 * errors.fold(0.0, f64::max),
            central: results.central_weights.iter().map(|weights| weights.as_ref().map(values)).collect(),
            confidence: factors.unwrap_or_default().iter().map(|factor| factor.map(|found| found.value)).collect(),
        })
    }
}

/// What a run found. Options and criteria are positions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// How many draws.
    pub n_draws: u64,
    /// The seed.
    pub seed: String,
    /// The generator's name, which with the seed and the number of draws repeats the run.
    pub generator: String,
    /// `[option][place]`, first place first: the share of draws in which the option takes the place, 0 to 1.
    pub places: Vec<Vec<f64>>,
    /// How far any of these shares may be from the truth, 95 times in 100.
    pub margin: f64,
    /// `[option][criterion]`: the mean of the weights with which the option is first; `None` where it never was.
    pub central: Vec<Option<Vec<f64>>>,
    /// How often an option is first at its own central weights, 0 to 1; `None` where it was never first.
    pub confidence: Vec<Option<f64>>,
}

#[cfg(test)]
mod tests {
    use super::super::tests::siting;
    use super::*;

    fn drawn(task: &Task, slice: u64) -> Picture {
        let mut drawing = Drawing::start(task).unwrap();
        while !drawing.is_done() {
            drawing.advance(slice);
        }
        assert_eq!(drawing.n_done(), task.n_steps());
        drawing.picture().unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_figures_in_any_slices_and_as_text() {
        let (_, _, field) = siting();
        for belief in Belief::ALL {
            let task = Task::of(&field, belief, true, "1", 20_000);
            let whole = drawn(&task, 20_000);
            let text = serde_json::to_string(&task).unwrap();
            let sent: Task = serde_json::from_str(&text).unwrap();
            assert_eq!(sent, task, "a task loses no digit on its way");
            assert_eq!(drawn(&sent, 1_234), whole, "{belief:?}");
            let other = Task { seed: "2".into(), ..task };
            assert_ne!(drawn(&other, 20_000).places, whole.places, "{belief:?}");
            let back: Picture = serde_json::from_str(&serde_json::to_string(&whole).unwrap()).unwrap();
            assert_eq!(back, whole);
        }
    }

    #[test]
    fn with_no_view_the_leader_is_first_in_about_47_of_100_draws() {
        let (_, _, field) = siting();
        let picture = drawn(&Task::of(&field, Belief::NoView, true, "1", 100_000), 10_000);
        assert!(picture.margin < 0.004, "{}", picture.margin);
        let first: Vec<f64> = picture.places.iter().map(|row| (row[0] * 100.0).round()).collect();
        assert!((first[field.leader] - 47.0).abs() < 1.5 && (first[field.rival] - 32.0).abs() < 1.5, "{first:?}");
        for row in &picture.places {
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        let central = picture.central[field.leader].as_ref().unwrap();
        assert!((central.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert_eq!(picture.confidence[field.leader], Some(1.0));
    }

    #[test]
    fn what_is_held_of_the_weights_makes_the_leader_surer() {
        let (_, _, field) = siting();
        let first = |belief| drawn(&Task::of(&field, belief, true, "1", 20_000), 5_000).places[field.leader][0];
        let [open, order, quarter] = Belief::ALL.map(first);
        assert!(open < 0.5 && order > 0.95 && quarter > 0.95, "{open} {order} {quarter}");
    }

    #[test]
    fn order_holds_between_groups_of_equal_weight_only() {
        assert_eq!(in_order(&[0.2, 0.4, 0.2, 0.2]), [(1, 0), (1, 2), (1, 3)]);
        assert_eq!(in_order(&[0.5, 0.3, 0.2]), [(0, 1), (1, 2)]);
        assert!(in_order(&[0.5, 0.5]).is_empty());
    }

    #[test]
    fn ranges_move_places_and_confidence() {
        let (_, _, mut field) = siting();
        for option in [field.leader, field.rival] {
            for at in 0..field.columns.len() {
                field.low[option][at] = (field.points[option][at] - 15.0).max(0.0);
                field.high[option][at] = (field.points[option][at] + 15.0).min(100.0);
            }
        }
        let held = drawn(&Task::of(&field, Belief::WithinQuarter, false, "1", 20_000), 5_000);
        let moved = drawn(&Task::of(&field, Belief::WithinQuarter, true, "1", 20_000), 5_000);
        assert!(moved.places[field.leader][0] < held.places[field.leader][0]);
        let sure = moved.confidence[field.leader].unwrap();
        assert!(sure > 0.5 && sure < 1.0, "{sure}");
    }

    #[test]
    fn a_task_that_does_not_fit_is_refused() {
        let (_, _, field) = siting();
        let task = Task::of(&field, Belief::NoView, true, "1", 100);
        let short = Task { low: Vec::new(), ..task.clone() };
        assert!(matches!(Drawing::start(&short), Err(SmaaError::LengthsDiffer { .. })));
        let narrow = Task { shares: vec![1.0], ..task };
        assert!(matches!(Drawing::start(&narrow), Err(SmaaError::LengthsDiffer { .. })));
    }
}
