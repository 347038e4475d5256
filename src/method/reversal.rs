//! The rank-reversal test: does the order of two options depend on which others are in the table?
//!
//! Every option is left out in turn, and a copy of every option is put in; any method that turns a table into ranks can
//! be tested. With fixed scales the additive model passes by construction; this file shows which methods do not.

use std::cmp::Ordering;

/// What was done to the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OptionChange {
    /// This option, from 0, was left out.
    Dropped(usize),
    /// A copy of this option, from 0, was put at the end.
    Copied(usize),
}

/// Two options whose order a change to a third, or a copy, has altered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reversal {
    /// What was done to the table.
    pub change: OptionChange,
    /// One option, by its row in the whole table.
    pub one: usize,
    /// The other, further down the table.
    pub other: usize,
    /// How `one` ranked against `other` at first: `Less` is better.
    pub before: Ordering,
    /// How `one` ranks against `other` after the change.
    pub after: Ordering,
}

impl Reversal {
    /// Returns whether the order is turned round, not merely made or unmade level.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.before != Ordering::Equal && self.after == self.before.reverse()
    }
}

/// Returns every pair of options whose order changes when an option is dropped or a copy of one is added.
///
/// `method` turns a table (rows are options) into ranks, 1 = best, `None` where an option has no rank; pairs of which
/// one has no rank are not compared. It is called once for the whole table, once for each option left out where that
/// leaves two or more, and once for each copy.
///
/// # Errors
/// Passes on the first refusal of `method`.
///
/// # Reference
/// Belton and Gear (1983), *On a short-coming of Saaty's method of analytic hierarchies* (a copy reverses ranks);
/// Wang and Triantaphyllou (2008), *Ranking irregularities when evaluating alternatives by using some ELECTRE methods*.
///
/// # Example
/// ```
/// use weighbridge::method::reversal::{OptionChange, reversals};
/// use weighbridge::method::topsis::topsis;
/// let table = [vec![9.0, 3.0], vec![6.0, 8.0], vec![2.0, 2.0], vec![1.0, 6.0]];
/// let found = reversals(&table, |rows| topsis(rows, &[0.6, 0.4], &[false, false]).map(|found| found.ranks)).unwrap();
/// // The first beats the second only while the losing fourth is there.
/// let dropped = found.iter().find(|reversal| reversal.change == OptionChange::Dropped(3)).unwrap();
/// assert!((dropped.one, dropped.other) == (0, 1) && dropped.is_strict());
/// ```
pub fn reversals<E>(
    table: &[Vec<f64>],
    mut method: impl FnMut(&[Vec<f64>]) -> Result<Vec<Option<usize>>, E>,
) -> Result<Vec<Reversal>, E> {
    let changes = changes(table.len());
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let before = method(table)?;
    let mut found = Vec::new();
    for change in changes {
        found.extend(reversals_of(table, change, &before, &mut method)?);
    }
    Ok(found)
}

/// Returns what can be done to a table of so many options, in the order of [`reversals`].
pub(crate) fn changes(n_options: usize) -> Vec<OptionChange> {
    let dropped = (0..n_options).filter(|_| n_options > 2).map(OptionChange::Dropped);
    let copied = (0..n_options).filter(|_| n_options > 1).map(OptionChange::Copied);
    dropped.chain(copied).collect()
}

/// Returns the pairs whose order one change alters; `before` are the ranks of the whole table.
///
/// # Errors
/// As `method`.
pub(crate) fn reversals_of<E>(
    table: &[Vec<f64>],
    change: OptionChange,
    before: &[Option<usize>],
    method: impl FnOnce(&[Vec<f64>]) -> Result<Vec<Option<usize>>, E>,
) -> Result<Vec<Reversal>, E> {
    let kept: Vec<usize> = (0..table.len()).filter(|option| change != OptionChange::Dropped(*option)).collect();
    let mut rows: Vec<Vec<f64>> = kept.iter().map(|option| table[*option].clone()).collect();
    if let OptionChange::Copied(option) = change {
        rows.extend(table.get(option).cloned());
    }
    let mut found = Vec::new();
    compare(change, &kept, before, &method(&rows)?, &mut found);
    Ok(found)
}

/// Adds the pairs that `after`, given by position in `kept`, puts in another order than `before`.
fn compare(
    change: OptionChange,
    kept: &[usize],
    before: &[Option<usize>],
    after: &[Option<usize>],
    found: &mut Vec<Reversal>,
) {
    let order = |ranks: &[Option<usize>], one: usize, other: usize| {
        let rank = |at: usize| ranks.get(at).copied().flatten();
        Some(rank(one)?.cmp(&rank(other)?))
    };
    for (at, &one) in kept.iter().enumerate() {
        for (further, &other) in kept.iter().enumerate().skip(at + 1) {
            let (Some(before), Some(after)) = (order(before, one, other), order(after, at, further)) else {
                continue;
            };
            if before != after {
                found.push(Reversal { change, one, other, before, after });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;
    use std::convert::Infallible;

    use super::{OptionChange, Reversal, reversals};
    use crate::method::additive::{Missing, weighted_sum};
    use crate::method::normalise::{by_column, min_max};

    /// The additive model with every scale stretched over the options at hand.
    fn local(rows: &[Vec<f64>]) -> Vec<Option<usize>> {
        let scaled = by_column(rows, |_, column| min_max(column, false)).unwrap();
        let scores: Vec<Vec<Option<f64>>> = scaled.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
        weighted_sum(&[0.6, 0.4], &scores, Missing::Withhold).unwrap().ranks
    }

    #[test]
    fn local_scaling_reverses_ranks() {
        let table = [vec![9.0, 3.0], vec![6.0, 8.0], vec![0.0, 1.0], vec![0.0, 12.0]];
        let found = reversals(&table, |rows| Ok::<_, Infallible>(local(rows))).unwrap();
        let dropped: Vec<&Reversal> = found.iter().filter(|r| r.change == OptionChange::Dropped(3)).collect();
        assert_eq!((dropped[0].one, dropped[0].other, dropped[0].before), (0, 1, Ordering::Less));
        assert!(dropped[0].is_strict());
    }

    #[test]
    fn too_few_options_and_a_method_that_refuses() {
        let never = |_: &[Vec<f64>]| -> Result<Vec<Option<usize>>, &str> { Err("not called") };
        assert_eq!(reversals(&[], never), Ok(vec![]));
        assert_eq!(reversals(&[vec![1.0]], never), Ok(vec![]));
        assert_eq!(reversals(&[vec![1.0], vec![2.0]], never), Err("not called"));
    }

    #[test]
    fn options_without_a_rank_are_not_compared() {
        // Ranks nobody once the table has grown, and gives fewer ranks than rows.
        let method = |rows: &[Vec<f64>]| {
            let n_ranked = if rows.len() > 3 { 0 } else { 2 };
            Ok::<_, Infallible>((0..n_ranked).map(|rank| (rank > 0).then_some(rank)).collect())
        };
        assert_eq!(reversals(&[vec![1.0], vec![2.0], vec![3.0]], method), Ok(vec![]));
    }
}
