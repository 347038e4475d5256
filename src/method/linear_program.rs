//! Linear programs of the size of an appraisal: a dense two-phase simplex method.
//!
//! Every variable is zero or more. Made for tens of variables and constraints whose figures are of like size: tables
//! are dense, and nothing is factorised. The same program gives the same answer, bit for bit, everywhere.

use std::fmt;

use super::constraint::{Constraint, Sense};

/// Largest figure that counts as zero, in tables whose rows are scaled to a largest coefficient between 1/2 and 1.
const ZERO: f64 = 1e-9;

/// What became of a linear program.
#[derive(Clone, Debug, PartialEq)]
pub enum ProgramOutcome {
    /// There is a best point.
    Optimal {
        /// The objective there.
        value: f64,
        /// The variables there, each zero or more.
        point: Vec<f64>,
    },
    /// No point meets all constraints.
    Infeasible,
    /// The objective can be made as large as anyone likes.
    Unbounded,
}

/// Why a linear program cannot be solved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinearProgramError {
    /// A constraint does not have one coefficient for each variable.
    LengthsDiffer {
        /// The constraint, from 0.
        constraint: usize,
        /// Number of variables.
        n_variables: usize,
        /// Number of coefficients.
        n_coefficients: usize,
    },
    /// A coefficient or a bound is infinite or NaN.
    NotFinite {
        /// The constraint, from 0; `None` for the objective.
        constraint: Option<usize>,
    },
    /// Rounding kept the method from settling: the figures differ too much in size.
    Unsettled,
}

impl fmt::Display for LinearProgramError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinearProgramError::LengthsDiffer { constraint, n_variables, n_coefficients } => {
                write!(
                    f,
                    "expected {n_variables} coefficients in constraint {}, found {n_coefficients}",
                    constraint + 1
                )
            }
            LinearProgramError::NotFinite { constraint: Some(constraint) } => {
                write!(f, "expected finite figures in constraint {}", constraint + 1)
            }
            LinearProgramError::NotFinite { constraint: None } => write!(f, "expected finite figures in the objective"),
            LinearProgramError::Unsettled => write!(f, "expected figures of more alike size"),
        }
    }
}

impl std::error::Error for LinearProgramError {}

/// Returns the largest value of `objective` over all variables of zero or more that meet the constraints.
///
/// Enters the variable with the largest gain, the first of equals, and changes to Bland's rule when a step gains
/// nothing, so that it ends.
///
/// # Errors
/// Refuses rows of unequal length and figures that are not finite.
///
/// # Reference
/// Dantzig (1963), *Linear Programming and Extensions*; Bland (1977), *New finite pivoting rules for the simplex method*.
///
/// # Example
/// ```
/// use weighbridge::method::constraint::{Constraint, Sense};
/// use weighbridge::method::linear_program::{ProgramOutcome, maximise};
/// let at_most = |coefficients: [f64; 2], bound: f64| Constraint {
///     coefficients: coefficients.to_vec(),
///     sense: Sense::AtMost,
///     bound,
/// };
/// let limits = [at_most([1.0, 0.0], 4.0), at_most([0.0, 2.0], 12.0), at_most([3.0, 2.0], 18.0)];
/// let best = maximise(&[3.0, 5.0], &limits).unwrap();
/// assert_eq!(best, ProgramOutcome::Optimal { value: 36.0, point: vec![2.0, 6.0] });
/// ```
pub fn maximise(objective: &[f64], constraints: &[Constraint]) -> Result<ProgramOutcome, LinearProgramError> {
    check(objective, constraints)?;
    let mut table = Table::new(objective.len(), constraints);
    if !table.remove_artificials()? {
        return Ok(ProgramOutcome::Infeasible);
    }
    // Scaled to a size near 1, so that the same tolerance serves every objective.
    let scale = power_of_two(objective.iter().fold(0.0, |largest: f64, c| largest.max(c.abs())));
    let costs: Vec<f64> = objective.iter().map(|c| -c / scale).collect();
    table.price(&costs);
    if !table.improve(table.n_real)? {
        return Ok(ProgramOutcome::Unbounded);
    }
    let point = table.point(objective.len());
    let value = objective.iter().zip(&point).map(|(c, x)| c * x).sum();
    Ok(ProgramOutcome::Optimal { value, point })
}

fn check(objective: &[f64], constraints: &[Constraint]) -> Result<(), LinearProgramError> {
    if objective.iter().any(|c| !c.is_finite()) {
        return Err(LinearProgramError::NotFinite { constraint: None });
    }
    for (position, constraint) in constraints.iter().enumerate() {
        let n_coefficients = constraint.coefficients.len();
        if n_coefficients != objective.len() {
            let n_variables = objective.len();
            return Err(LinearProgramError::LengthsDiffer { constraint: position, n_variables, n_coefficients });
        }
        if !constraint.bound.is_finite() || constraint.coefficients.iter().any(|c| !c.is_finite()) {
            return Err(LinearProgramError::NotFinite { constraint: Some(position) });
        }
    }
    Ok(())
}

/// Returns the smallest power of two that is not below `size`, and 1 for 0: dividing by it loses no digit.
fn power_of_two(size: f64) -> f64 {
    if size > 0.0 { libm::ldexp(1.0, libm::frexp(size).1.clamp(-1000, 1000)) } else { 1.0 }
}

/// The simplex table. Columns are the variables, then slacks, then artificial variables, then the right-hand side.
struct Table {
    rows: Vec<Vec<f64>>,
    /// Reduced costs; the last entry is the value so far.
    costs: Vec<f64>,
    /// The variable that each row stands for.
    basis: Vec<usize>,
    /// Variables and slacks; artificial variables begin here.
    n_real: usize,
}

impl Table {
    fn new(n_variables: usize, constraints: &[Constraint]) -> Table {
        let n_slacks = constraints.iter().filter(|c| c.sense != Sense::Equal).count();
        let n_real = n_variables + n_slacks;
        let n_columns = n_real + constraints.len() + 1;
        let mut table = Table {
            rows: Vec::new(),
            costs: vec![0.0; n_columns],
            basis: Vec::with_capacity(constraints.len()),
            n_real,
        };
        let mut slack = n_variables;
        for (position, constraint) in constraints.iter().enumerate() {
            let largest = constraint.coefficients.iter().fold(0.0, |largest: f64, c| largest.max(c.abs()));
            let size = power_of_two(if largest > 0.0 { largest } else { constraint.bound.abs() });
            // Right-hand sides are kept at zero or more.
            let scale = if constraint.bound < 0.0 { -size } else { size };
            let mut row = vec![0.0; n_columns];
            for (entry, c) in row.iter_mut().zip(&constraint.coefficients) {
                *entry = c / scale;
            }
            row[n_columns - 1] = constraint.bound / scale;
            let artificial = n_real + position;
            row[artificial] = 1.0;
            let mut basic = artificial;
            if constraint.sense != Sense::Equal {
                let sign = if constraint.sense == Sense::AtMost { scale.signum() } else { -scale.signum() };
                row[slack] = sign;
                if sign > 0.0 {
                    basic = slack;
                    row[artificial] = 0.0;
                }
                slack += 1;
            }
            table.rows.push(row);
            table.basis.push(basic);
        }
        table
    }

    /// Sets the reduced costs for minimising these costs of the first variables, given the basis.
    fn price(&mut self, costs: &[f64]) {
        self.costs.fill(0.0);
        self.costs[..costs.len()].copy_from_slice(costs);
        for (row, &basic) in self.rows.iter().zip(&self.basis) {
            let cost = costs.get(basic).copied().unwrap_or(0.0);
            for (reduced, entry) in self.costs.iter_mut().zip(row) {
                *reduced -= cost * entry;
            }
        }
    }

    /// Finds a first feasible basis without artificial variables; returns whether there is one.
    fn remove_artificials(&mut self) -> Result<bool, LinearProgramError> {
        let last = self.costs.len() - 1;
        let mut costs = vec![0.0; last];
        costs[self.n_real..].fill(1.0);
        self.price(&costs);
        self.improve(self.n_real)?;
        let size = self.rows.iter().fold(1.0, |largest: f64, row| largest.max(row[last].abs()));
        let left = |table: &Table, row: usize| table.basis[row] >= table.n_real;
        if (0..self.rows.len()).any(|row| left(self, row) && self.rows[row][last] > ZERO * size) {
            return Ok(false);
        }
        for row in (0..self.rows.len()).rev() {
            if left(self, row) {
                let largest = |&a: &usize, &b: &usize| self.rows[row][a].abs().total_cmp(&self.rows[row][b].abs());
                match (0..self.n_real).rev().max_by(largest).filter(|&at| self.rows[row][at].abs() > ZERO) {
                    Some(column) => self.pivot(row, column),
                    // The constraint says nothing that the others do not.
                    None => {
                        self.rows.remove(row);
                        self.basis.remove(row);
                    }
                }
            }
        }
        Ok(true)
    }

    /// Pivots until no column among the first `n_columns` gains anything; returns false when the value has no bound.
    fn improve(&mut self, n_columns: usize) -> Result<bool, LinearProgramError> {
        let last = self.costs.len() - 1;
        let mut bland = false;
        for _ in 0..1000 + 100 * self.costs.len() {
            let gains = |column: &usize| self.costs[*column] < -ZERO;
            let entering = if bland {
                (0..n_columns).find(gains)
            } else {
                (0..n_columns).filter(gains).min_by(|&a, &b| self.costs[a].total_cmp(&self.costs[b]))
            };
            let Some(column) = entering else {
                return Ok(true);
            };
            let Some(row) = self.leaving(column) else {
                return Ok(false);
            };
            bland = self.rows[row][last] <= ZERO * self.rows[row][column];
            self.pivot(row, column);
        }
        Err(LinearProgramError::Unsettled)
    }

    /// Returns the row that limits the entering column first; of equals, the one of the first variable.
    fn leaving(&self, column: usize) -> Option<usize> {
        let last = self.costs.len() - 1;
        let ratio = |row: usize| self.rows[row][last].max(0.0) / self.rows[row][column];
        (0..self.rows.len())
            .filter(|&row| self.rows[row][column] > ZERO)
            .min_by(|&a, &b| ratio(a).total_cmp(&ratio(b)).then(self.basis[a].cmp(&self.basis[b])))
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let by = self.rows[row][column];
        let pivot: Vec<f64> = self.rows[row].iter().map(|entry| entry / by).collect();
        let others = self.rows.iter_mut().enumerate().filter(|(at, _)| *at != row).map(|(_, other)| other);
        for other in others.chain(std::iter::once(&mut self.costs)) {
            let factor = other[column];
            if factor.abs() > 0.0 {
                for (entry, p) in other.iter_mut().zip(&pivot) {
                    *entry -= factor * p;
                }
                other[column] = 0.0;
            }
        }
        self.rows[row] = pivot;
        self.basis[row] = column;
    }

    fn point(&self, n_variables: usize) -> Vec<f64> {
        let mut point = vec![0.0; n_variables];
        for (row, &basic) in self.rows.iter().zip(&self.basis) {
            if let (Some(variable), Some(value)) = (point.get_mut(basic), row.last()) {
                // Not the larger of the two: which zero that gives differs from one machine to another.
                *variable = if *value > 0.0 { *value } else { 0.0 };
            }
        }
        point
    }
}

#[cfg(test)]
mod tests {
    use super::{Constraint, LinearProgramError, ProgramOutcome, Sense, maximise};

    fn row(coefficients: &[f64], sense: Sense, bound: f64) -> Constraint {
        Constraint { coefficients: coefficients.to_vec(), sense, bound }
    }

    fn optimum(outcome: ProgramOutcome) -> (f64, Vec<f64>) {
        match outcome {
            ProgramOutcome::Optimal { value, point } => (value, point),
            other => panic!("expected an optimum, found {other:?}"),
        }
    }

    #[test]
    fn equalities_and_lower_bounds() {
        // Smallest cost of a mix: 2x + 3y with x + y = 10, x >= 2, y >= 3.
        let limits = [
            row(&[1.0, 1.0], Sense::Equal, 10.0),
            row(&[1.0, 0.0], Sense::AtLeast, 2.0),
            row(&[0.0, -1.0], Sense::AtMost, -3.0),
        ];
        assert_eq!(optimum(maximise(&[-2.0, -3.0], &limits).unwrap()), (-23.0, vec![7.0, 3.0]));
    }

    #[test]
    fn infeasible_and_unbounded() {
        let apart = [row(&[1.0], Sense::AtLeast, 2.0), row(&[1.0], Sense::AtMost, 1.0)];
        assert_eq!(maximise(&[1.0], &apart), Ok(ProgramOutcome::Infeasible));
        assert_eq!(maximise(&[0.0], &apart), Ok(ProgramOutcome::Infeasible));
        assert_eq!(maximise(&[1.0], &[row(&[0.0], Sense::Equal, 1e-12)]), Ok(ProgramOutcome::Infeasible));
        assert_eq!(maximise(&[1.0], &[row(&[-1.0], Sense::AtMost, 1.0)]), Ok(ProgramOutcome::Unbounded));
        assert_eq!(maximise(&[1.0], &[]), Ok(ProgramOutcome::Unbounded));
        assert_eq!(maximise(&[-1.0], &[]), Ok(ProgramOutcome::Optimal { value: 0.0, point: vec![0.0] }));
        assert_eq!(maximise(&[], &[]), Ok(ProgramOutcome::Optimal { value: 0.0, point: vec![] }));
        assert_eq!(maximise(&[], &[row(&[], Sense::AtLeast, 1.0)]), Ok(ProgramOutcome::Infeasible));
    }

    #[test]
    fn a_constraint_said_twice_and_one_that_says_nothing() {
        let limits = [
            row(&[1.0, 1.0], Sense::Equal, 1.0),
            row(&[2.0, 2.0], Sense::Equal, 2.0),
            row(&[0.0, 0.0], Sense::Equal, 0.0),
        ];
        assert_eq!(optimum(maximise(&[1.0, 2.0], &limits).unwrap()), (2.0, vec![0.0, 1.0]));
    }

    #[test]
    fn ends_where_careless_pivoting_goes_round_in_a_circle() {
        // Beale (1955): the largest-gain rule alone cycles here.
        let limits = [
            row(&[0.25, -60.0, -0.04, 9.0], Sense::AtMost, 0.0),
            row(&[0.5, -90.0, -0.02, 3.0], Sense::AtMost, 0.0),
            row(&[0.0, 0.0, 1.0, 0.0], Sense::AtMost, 1.0),
        ];
        let (value, _) = optimum(maximise(&[0.75, -150.0, 0.02, -6.0], &limits).unwrap());
        assert!((value - 0.05).abs() < 1e-12);
    }

    #[test]
    fn ends_on_a_cube_cut_askew() {
        // Klee and Minty (1972), in eight dimensions: the largest corner is 5 to the power 8.
        let n = 8;
        let power = |base: f64, exponent: usize| (0..exponent).map(|_| base).product::<f64>();
        let limits: Vec<Constraint> = (0..n)
            .map(|i| {
                let coefficients: Vec<f64> =
                    (0..n).map(|j| if j < i { power(2.0, i - j + 1) } else { f64::from(u8::from(j == i)) }).collect();
                row(&coefficients, Sense::AtMost, power(5.0, i + 1))
            })
            .collect();
        let objective: Vec<f64> = (0..n).map(|j| power(2.0, n - 1 - j)).collect();
        let (value, _) = optimum(maximise(&objective, &limits).unwrap());
        assert!((value - power(5.0, n)).abs() < 1e-6, "{value}");
    }

    #[test]
    fn every_magnitude() {
        for size in [1e-300, 1e-12, 1.0, 1e12, 1e300] {
            let limits = [row(&[size, size], Sense::AtMost, size), row(&[size, 0.0], Sense::AtLeast, size / 4.0)];
            let (value, point) = optimum(maximise(&[0.0, size], &limits).unwrap());
            assert!((value / size - 0.75).abs() < 1e-12 && (point[0] - 0.25).abs() < 1e-12, "{size}");
        }
    }

    #[test]
    fn refusals() {
        let short = maximise(&[1.0, 2.0], &[row(&[1.0], Sense::Equal, 1.0)]);
        let lengths = LinearProgramError::LengthsDiffer { constraint: 0, n_variables: 2, n_coefficients: 1 };
        assert_eq!(short, Err(lengths));
        assert_eq!(maximise(&[f64::NAN], &[]), Err(LinearProgramError::NotFinite { constraint: None }));
        let infinite = maximise(&[1.0], &[row(&[1.0], Sense::AtMost, f64::INFINITY)]);
        assert_eq!(infinite, Err(LinearProgramError::NotFinite { constraint: Some(0) }));
    }
}
