//! Laws of the ranking by ranges: whatever is still found, no rank that was given is taken back, and none that could be given
//! is held back.

use proptest::collection::vec;
use proptest::prelude::*;
use weighbridge::alignment::index::{Alignment, Range, align};
use weighbridge::alignment::ranking::{ranks, told_apart};
use weighbridge::alignment::{Assessment, Effect};

/// Initiatives by goals, with weights of goals, the lens of each, and weights of lenses.
#[derive(Clone, Debug)]
struct Matrix {
    rows: Vec<Vec<Assessment>>,
    weights: Vec<f64>,
    lens_of: Vec<usize>,
    lens_weights: Vec<f64>,
}

impl Matrix {
    fn align(&self) -> Alignment {
        align(&self.rows, &self.weights, &self.lens_of, &self.lens_weights).unwrap()
    }

    /// Returns the matrix with each gap of a row filled in: what `found` says of row and column.
    fn filled(&self, found: impl Fn(usize, usize) -> Assessment) -> Matrix {
        let mut filled = self.clone();
        for (row, cells) in filled.rows.iter_mut().enumerate() {
            for (column, cell) in cells.iter_mut().enumerate() {
                if matches!(cell, Assessment::NotAssessed | Assessment::Unknown) {
                    *cell = found(row, column);
                }
            }
        }
        filled
    }
}

fn scored(points: i8) -> Assessment {
    Assessment::Scored(Effect::new(points).unwrap())
}

fn assessment() -> impl Strategy<Value = Assessment> {
    prop_oneof![
        3 => (-3..=3_i8).prop_map(scored),
        2 => Just(Assessment::NotAssessed),
        1 => Just(Assessment::Unknown),
        1 => Just(Assessment::NotApplicable),
    ]
}

fn matrix() -> impl Strategy<Value = Matrix> {
    (1..7_usize, 1..6_usize).prop_flat_map(|(n_rows, n_goals)| {
        (
            vec(vec(assessment(), n_goals), n_rows),
            vec((1..5_u32).prop_map(f64::from), n_goals),
            vec(0..3_usize, n_goals),
            vec((1..4_u32).prop_map(f64::from), 3),
        )
            .prop_map(|(rows, weights, lens_of, lens_weights)| Matrix { rows, weights, lens_of, lens_weights })
    })
}

fn ranges(alignment: &Alignment) -> Vec<Option<Range>> {
    alignment.initiatives.iter().map(|initiative| initiative.overall.contribution).collect()
}

const CLOSE: f64 = 1e-7;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_rank_is_taken_back_whatever_is_still_found(
        matrix in matrix(),
        found in vec(vec(prop_oneof![6 => (-3..=3_i8).prop_map(scored), 1 => Just(Assessment::NotApplicable)], 6), 7),
    ) {
        let before = ranges(&matrix.align());
        let told = ranks(&before);
        let after = ranges(&matrix.filled(|row, column| found[row][column]).align());
        let mut values = Vec::new();
        for ((range, value), ranks) in before.iter().zip(&after).zip(&told) {
            let (Some(range), Some(value), Some(ranks)) = (range, value, ranks) else { continue };
            prop_assert!(value.ceiling - value.floor < CLOSE, "all is found");
            prop_assert!(range.floor - CLOSE <= value.floor && value.floor <= range.ceiling + CLOSE, "{range:?} {value:?}");
            values.push((value.floor, *ranks, *range));
        }
        for (one, _, range) in &values {
            for (other, _, behind) in &values {
                prop_assert!(!range.is_above(*behind) || *one >= other - CLOSE, "{range:?} {behind:?}: {one} {other}");
            }
        }
        // Where all still have a value, the ranks that come out lie between those that were told.
        if values.len() == before.iter().flatten().count() {
            for (value, ranks, _) in &values {
                let above = values.iter().filter(|(other, ..)| *other > value + CLOSE).count();
                let level = values.iter().filter(|(other, ..)| (other - value).abs() <= CLOSE).count() - 1;
                prop_assert!(above < ranks.worst, "{value}: {values:?}");
                prop_assert!(1 + above + level >= ranks.best, "{value}: {values:?}");
            }
        }
    }

    #[test]
    fn what_is_not_ranked_may_still_turn_out_either_way(matrix in matrix()) {
        let before = ranges(&matrix.align());
        let (told, all) = told_apart(&before);
        let mut n_told = 0;
        let mut n_pairs = 0;
        for one in 0..before.len() {
            for other in 0..one {
                let (Some(first), Some(second)) = (before[one], before[other]) else { continue };
                n_pairs += 1;
                if first.floor > second.ceiling - CLOSE || second.floor > first.ceiling - CLOSE {
                    n_told += 1;
                    continue;
                }
                for (best, worst) in [(one, other), (other, one)] {
                    let turned = matrix.filled(|row, _| if row == best { scored(3) } else { scored(0) }).align();
                    let turned = ranges(&turned);
                    let (best, worst) = (turned[best].unwrap(), turned[worst].unwrap());
                    prop_assert!(best.floor > worst.floor, "{best:?} {worst:?} of {first:?} {second:?}");
                }
            }
        }
        prop_assert_eq!(all, n_pairs);
        prop_assert_eq!(told, n_told);
    }
}
