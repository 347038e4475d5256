//! Phase one of the simplex method: a set of weights that meets given constraints, or the evidence that there is none.
//!
//! Optimises nothing else. Sizes are those of an appraisal, so the tableau is dense and kept whole.

use super::{Constraint, Sense, TOLERANCE};

/// Entries smaller than this are rounding. Rows are scaled, so entries that mean something are near 1.
const NOTHING: f64 = 1e-11;

/// Returns weights that meet all constraints, or the positions of some that cannot hold together.
///
/// The evidence is Farkas's: the rows whose artificial variable has a price when nothing improves any more.
pub(super) fn solve(n_criteria: usize, constraints: &[&Constraint]) -> Result<Vec<f64>, Vec<usize>> {
    let mut tableau = Tableau::new(n_criteria, constraints);
    tableau.minimise();
    if tableau.shortfall() <= TOLERANCE {
        return Ok(tableau.weights(n_criteria));
    }
    Err((0..constraints.len()).filter(|&row| tableau.price(row).abs() > TOLERANCE).collect())
}

/// Columns: weights, then a slack for each constraint, then an artificial variable for each row, then the right side.
/// Rows: the constraints, then "the weights add to 1".
struct Tableau {
    rows: Vec<Vec<f64>>,
    /// Reduced cost of each column; the last entry is minus what the artificial variables still add to.
    costs: Vec<f64>,
    /// The column whose variable each row holds.
    basis: Vec<usize>,
    first_artificial: usize,
}

impl Tableau {
    fn new(n_criteria: usize, constraints: &[&Constraint]) -> Tableau {
        let n_rows = constraints.len() + 1;
        let first_artificial = n_criteria + constraints.len();
        let n_columns = first_artificial + n_rows + 1;
        let mut rows = Vec::with_capacity(n_rows);
        for (place, constraint) in constraints.iter().enumerate() {
            let scale = constraint.scale();
            let mut row = vec![0.0; n_columns];
            row.iter_mut().zip(&constraint.coefficients).for_each(|(entry, c)| *entry = c / scale);
            row[n_criteria + place] = match constraint.sense {
                Sense::AtLeast => -1.0,
                Sense::AtMost => 1.0,
                Sense::Equal => 0.0,
            };
            // No sum of scaled weights reaches 2: a larger bound is as much out of reach as that, and no less stable.
            row[n_columns - 1] = (constraint.bound / scale).clamp(-2.0, 2.0);
            if row[n_columns - 1] < 0.0 {
                row.iter_mut().for_each(|entry| *entry = -*entry);
            }
            rows.push(row);
        }
        let mut whole = vec![0.0; n_columns];
        whole[..n_criteria].fill(1.0);
        whole[n_columns - 1] = 1.0;
        rows.push(whole);
        let mut costs = vec![0.0; n_columns];
        for (place, row) in rows.iter_mut().enumerate() {
            costs.iter_mut().zip(row.iter()).for_each(|(cost, entry)| *cost -= entry);
            row[first_artificial + place] = 1.0;
        }
        let basis = (first_artificial..first_artificial + n_rows).collect();
        Tableau { rows, costs, basis, first_artificial }
    }

    /// What the artificial variables add to: zero when every row is met.
    fn shortfall(&self) -> f64 {
        let right = self.costs.len() - 1;
        self.basis
            .iter()
            .zip(&self.rows)
            .filter(|(column, _)| **column >= self.first_artificial)
            .map(|(_, row)| row[right].max(0.0))
            .sum()
    }

    /// What one unit on the right side of a row would change the shortfall by.
    fn price(&self, row: usize) -> f64 {
        1.0 - self.costs[self.first_artificial + row]
    }

    /// Returns the weights of the present corner, as shares of 1.
    fn weights(&self, n_criteria: usize) -> Vec<f64> {
        let right = self.costs.len() - 1;
        let mut weights = vec![0.0; n_criteria];
        for (&column, row) in self.basis.iter().zip(&self.rows) {
            if let Some(weight) = weights.get_mut(column) {
                *weight = row[right].max(0.0);
            }
        }
        let sum: f64 = weights.iter().sum();
        weights.into_iter().map(|weight| weight / sum).collect()
    }

    /// Pivots until no column lowers the shortfall.
    fn minimise(&mut self) {
        let size = self.costs.len() + self.rows.len();
        for n_pivots in 0..64 * size {
            // The steepest column first; the first column once that may be going round in circles (Bland).
            let Some(column) = self.entering(n_pivots > 4 * size) else { break };
            let Some(row) = self.leaving(column) else { break };
            self.pivot(row, column);
        }
    }

    fn entering(&self, first: bool) -> Option<usize> {
        let mut found: Option<usize> = None;
        for column in (0..self.first_artificial).filter(|&column| self.costs[column] < -NOTHING) {
            if first {
                return Some(column);
            }
            if found.is_none_or(|best| self.costs[column] < self.costs[best]) {
                found = Some(column);
            }
        }
        found
    }

    /// Returns the row that stops the column from growing first; among equals the one of the lowest variable.
    fn leaving(&self, column: usize) -> Option<usize> {
        let right = self.costs.len() - 1;
        let mut found: Option<(f64, usize)> = None;
        for (place, row) in self.rows.iter().enumerate().filter(|(_, row)| row[column] > NOTHING) {
            let ratio = row[right].max(0.0) / row[column];
            let sooner = found.is_none_or(|(best, held)| {
                ratio < best - NOTHING || (ratio <= best + NOTHING && self.basis[place] < self.basis[held])
            });
            if sooner {
                found = Some((ratio, place));
            }
        }
        found.map(|(_, place)| place)
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let divisor = self.rows[row][column];
        self.rows[row].iter_mut().for_each(|entry| *entry /= divisor);
        let pivot = self.rows[row].clone();
        let others = self.rows.iter_mut().enumerate().filter(|(place, _)| *place != row).map(|(_, other)| other);
        for other in others.chain(std::iter::once(&mut self.costs)) {
            let by = other[column];
            if by.abs() > 0.0 {
                other.iter_mut().zip(&pivot).for_each(|(entry, p)| *entry -= by * p);
                other[column] = 0.0;
            }
        }
        self.basis[row] = column;
    }
}
