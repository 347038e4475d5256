//! Checks on the options themselves: which can never come first, which another beats everywhere, and whether the order of
//! two depends on a third.

use super::Field;
use super::opinion::OtherMethod;
use crate::method::dominance::{Dominance, Reach, dominances, potential};
use crate::method::rank::competition;
use crate::method::reversal::{OptionChange, Reversal, changes, reversals_of};
use crate::method::topsis::topsis;

/// How one option stands, whatever the weights. Options are positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Prospect {
    /// The option.
    pub option: usize,
    /// The options that are at least as good on every criterion and better on one.
    pub dominated_by: Vec<usize>,
    /// How high it can come under any weights at all, the scores as they are.
    pub reach: Reach,
}

/// Returns how every option stands, by position; empty where the linear program does not settle.
#[must_use]
pub fn prospects(field: &Field) -> Vec<Prospect> {
    let Ok(pairs) = dominances(&field.points) else { return Vec::new() };
    let all: Option<Vec<Prospect>> = (0..field.points.len()).map(|option| prospect(field, &pairs, option)).collect();
    all.unwrap_or_default()
}

/// Returns how one option stands; `None` where the linear program does not settle.
pub(super) fn prospect(field: &Field, pairs: &[Dominance], option: usize) -> Option<Prospect> {
    let reach = potential(&field.points, option, &[]).ok()?.reach;
    let dominated_by = pairs.iter().filter(|pair| pair.worse == option).map(|pair| pair.better).collect();
    Some(Prospect { option, dominated_by, reach })
}

/// A way of ranking that is put to the rank-reversal test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tested {
    /// A method that the page shows as a second opinion, or the appraisal's own.
    OtherMethod(OtherMethod),
    /// TOPSIS as in the textbooks, its best and worst taken from the options at hand.
    TopsisFromOptions,
}

/// What the rank-reversal test found of one method.
#[derive(Clone, Debug, PartialEq)]
pub struct ReversalCheck {
    /// The method.
    pub tested: Tested,
    /// Whether it cannot reverse by the way it is made: no option's figure depends on another option.
    pub by_construction: bool,
    /// Pairs of options that change places when a third is left out. Options are positions.
    pub dropped: Vec<Reversal>,
    /// Pairs of options that change places when a copy of one is added.
    pub copied: Vec<Reversal>,
}

impl ReversalCheck {
    /// Returns whether dropping some option, or copying one, changes which option is first or shares first place.
    #[must_use]
    pub fn has_none(&self) -> bool {
        self.dropped.is_empty() && self.copied.is_empty()
    }
}

/// Returns what the rank-reversal test finds: every option left out in turn, and a copy of every option put in.
///
/// # Reference
/// Belton and Gear (1983), *On a short-coming of Saaty's method of analytic hierarchies*.
#[must_use]
pub fn reversal_checks(field: &Field) -> Vec<ReversalCheck> {
    TESTED.into_iter().map(|tested| reversal_check(field, tested)).collect()
}

/// The ways of ranking that are put to the test, in the order in which they are shown.
pub(super) const TESTED: [Tested; 5] = [
    Tested::OtherMethod(OtherMethod::WeightedSum),
    Tested::OtherMethod(OtherMethod::Topsis),
    Tested::OtherMethod(OtherMethod::GeometricMean),
    Tested::OtherMethod(OtherMethod::Promethee),
    Tested::TopsisFromOptions,
];

fn reversal_check(field: &Field, tested: Tested) -> ReversalCheck {
    let before = ranks(field, tested, &field.points);
    let found = changes(field.points.len()).into_iter().flat_map(|change| reversals_by(field, tested, change, &before));
    checked(tested, found.collect())
}

/// Returns the ranks that a way of ranking gives the options of a table.
pub(super) fn ranks(field: &Field, tested: Tested, rows: &[Vec<f64>]) -> Vec<Option<usize>> {
    let shares = field.shares();
    match tested {
        Tested::OtherMethod(method) => competition(&method.figures(rows, shares)),
        Tested::TopsisFromOptions => {
            let found = topsis(rows, shares, &vec![false; shares.len()]);
            found.map_or_else(|_| vec![None; rows.len()], |found| found.ranks)
        }
    }
}

/// Returns the pairs of options that one change turns round.
pub(super) fn reversals_by(
    field: &Field,
    tested: Tested,
    change: OptionChange,
    before: &[Option<usize>],
) -> Vec<Reversal> {
    let method = |rows: &[Vec<f64>]| Ok::<_, std::convert::Infallible>(ranks(field, tested, rows));
    let Ok(found) = reversals_of(&field.points, change, before, method);
    found.into_iter().filter(Reversal::is_strict).collect()
}

/// Returns what the test of one way of ranking found.
pub(super) fn checked(tested: Tested, strict: Vec<Reversal>) -> ReversalCheck {
    let (dropped, copied) =
        strict.into_iter().partition(|reversal| matches!(reversal.change, OptionChange::Dropped(_)));
    let depends = matches!(tested, Tested::OtherMethod(OtherMethod::Promethee) | Tested::TopsisFromOptions);
    ReversalCheck { tested, by_construction: !depends, dropped, copied }
}

#[cfg(test)]
mod tests {
    use super::super::tests::siting;
    use super::*;

    #[test]
    fn in_the_worked_example_nothing_is_dominated_and_all_could_lead() {
        let (_, _, field) = siting();
        let found = prospects(&field);
        assert_eq!(found.len(), 5);
        assert!(found.iter().all(|prospect| prospect.dominated_by.is_empty() && prospect.reach == Reach::CanLead));
    }

    #[test]
    fn dominated_and_never_best_are_told_apart() {
        let (_, _, mut field) = siting();
        field.points = vec![vec![100.0, 0.0], vec![0.0, 100.0], vec![40.0, 40.0], vec![30.0, 40.0]];
        let found = prospects(&field);
        assert_eq!((&found[2].dominated_by, found[2].reach), (&vec![], Reach::Never));
        assert_eq!((&found[3].dominated_by, found[3].reach), (&vec![2], Reach::Never));
        assert_eq!(found[0].reach, Reach::CanLead);
    }

    #[test]
    fn fixed_ends_cannot_reverse_and_others_may() {
        let (_, _, mut field) = siting();
        for check in reversal_checks(&field) {
            assert!(!check.by_construction || check.has_none(), "{check:?}");
        }
        // The first beats the second only while the losing fourth is there.
        field.points = vec![vec![90.0, 30.0], vec![60.0, 80.0], vec![20.0, 20.0], vec![10.0, 60.0]];
        field.base = crate::method::sensitivity::base(&[60.0, 40.0], &field.points).unwrap();
        let found = reversal_checks(&field);
        let own = found.iter().find(|check| check.tested == Tested::TopsisFromOptions).unwrap();
        assert!(own.dropped.iter().any(|reversal| reversal.change == OptionChange::Dropped(3)), "{own:?}");
        assert!(found.iter().filter(|check| check.by_construction).all(ReversalCheck::has_none));
    }
}
