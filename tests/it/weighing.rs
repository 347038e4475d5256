//! Laws of ranks, pairwise comparisons, constraints, groups, money and frontiers.

use proptest::collection::vec;
use proptest::prelude::*;
use weighbridge::method::additive::{Missing, close_totals, weighted_sum};
use weighbridge::method::ahp::{PriorityMethod, RandomIndex, aggregate, analyse, priorities};
use weighbridge::method::constraint::{Constraint, Feasibility, Sense, feasibility, interval_swing, order};
use weighbridge::method::correlation::{kendall_tau_b, spearman};
use weighbridge::method::frontier::frontier;
use weighbridge::method::geometric::geometric_mean;
use weighbridge::method::group::{Ballot, Centre, agenda, concordance, group_winners, spread};
use weighbridge::method::money::{GREEN_BOOK, RateStep, discount_factors, present_value, switching_shares};
use weighbridge::method::rank_weight::{Scheme, Ties, by_position, by_rank};

fn scheme() -> impl Strategy<Value = Scheme> {
    prop_oneof![
        Just(Scheme::Centroid),
        Just(Scheme::Sum),
        Just(Scheme::Reciprocal),
        Just(Scheme::Equal),
        (0.0..20.0_f64).prop_map(Scheme::Exponent),
    ]
}

/// Reciprocal judgements on the scale from 1/9 to 9.
fn judgements(n: usize) -> impl Strategy<Value = Vec<Vec<f64>>> {
    vec(-8..=8_i32, n * (n - 1) / 2).prop_map(move |steps| {
        let mut matrix = vec![vec![1.0; n]; n];
        let cells = (0..n).flat_map(|row| (row + 1..n).map(move |column| (row, column)));
        for ((row, column), step) in cells.zip(steps) {
            let size = f64::from(step.abs() + 1);
            matrix[row][column] = if step < 0 { 1.0 / size } else { size };
            matrix[column][row] = 1.0 / matrix[row][column];
        }
        matrix
    })
}

/// One to three constraints' worth of whole numbers for each of 2 to 5 criteria.
fn constraints() -> impl Strategy<Value = (usize, Vec<Constraint>)> {
    let sense = prop_oneof![Just(Sense::AtLeast), Just(Sense::AtMost), Just(Sense::Equal)];
    (2..6_usize).prop_flat_map(move |n| {
        let one = (vec(-3..=3_i32, n), sense.clone(), -2..=4_i32).prop_map(|(coefficients, sense, bound)| Constraint {
            coefficients: coefficients.into_iter().map(f64::from).collect(),
            sense,
            bound: f64::from(bound) / 4.0,
        });
        (Just(n), vec(one, 0..8))
    })
}

/// Shares of 1 from whole numbers, at least one of them above zero.
fn shares(n: usize) -> impl Strategy<Value = Vec<f64>> {
    vec(0..=20_u32, n).prop_filter("some weight", |raw| raw.iter().any(|w| *w > 0)).prop_map(|raw| {
        let sum: u32 = raw.iter().sum();
        raw.into_iter().map(|w| f64::from(w) / f64::from(sum)).collect()
    })
}

fn answers(n: usize) -> impl Strategy<Value = Vec<f64>> {
    vec((0..=10_u32).prop_map(|points| f64::from(points) * 10.0), n)
}

fn ballots() -> impl Strategy<Value = Vec<Ballot>> {
    (1..5_usize, 1..5_usize, 1..4_usize).prop_flat_map(|(n_people, n_options, n_criteria)| {
        let ballot = (shares(n_criteria), vec(answers(n_criteria), n_options)).prop_map(|(weights, rows)| Ballot {
            weights,
            scores: rows.into_iter().map(|row| row.into_iter().map(Some).collect()).collect(),
        });
        vec(ballot, n_people)
    })
}

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * (1.0 + a.abs().max(b.abs()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rank_weights_fall_and_add_to_one(n in 1..60_usize, scheme in scheme()) {
        let weights = by_position(n, scheme).unwrap();
        prop_assert!(close(weights.iter().sum(), 1.0, 1e-12));
        prop_assert!(weights.windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn tied_ranks_weigh_the_same_and_better_ranks_no_less(ranks in vec(1..=6_usize, 6..12), scheme in scheme()) {
        let mut choices = vec![(scheme, Ties::MeanOfPositions)];
        choices.push((Scheme::Centroid, Ties::HoldEqual));
        for (scheme, ties) in choices {
            let weights = by_rank(&ranks, scheme, ties).unwrap();
            prop_assert!(close(weights.iter().sum(), 1.0, 1e-12));
            for i in 0..ranks.len() {
                for j in 0..ranks.len() {
                    prop_assert!(ranks[i] != ranks[j] || (weights[i] - weights[j]).abs() <= 0.0);
                    prop_assert!(ranks[i] >= ranks[j] || weights[i] >= weights[j] - 1e-15);
                }
            }
        }
    }

    #[test]
    fn priorities_solve_the_eigenvalue_equation(matrix in (1..10_usize).prop_flat_map(judgements)) {
        let analysis = analyse(&matrix, RandomIndex::Saaty).unwrap();
        let n = matrix.len() as f64;
        let lambda = analysis.consistency.lambda_max;
        prop_assert!(lambda >= n - 1e-9);
        prop_assert!(analysis.consistency.index >= 0.0 && analysis.consistency.ratio.unwrap() >= 0.0);
        for vector in [&analysis.eigenvector, &analysis.geometric] {
            prop_assert!(close(vector.iter().sum(), 1.0, 1e-12) && vector.iter().all(|w| *w > 0.0));
        }
        for (row, own) in matrix.iter().zip(&analysis.eigenvector) {
            let image: f64 = row.iter().zip(&analysis.eigenvector).map(|(a, w)| a * w).sum();
            prop_assert!((image / (lambda * own) - 1.0).abs() < 1e-11);
        }
        // Putting in what all the others imply never makes the whole less consistent.
        if let Some(worst) = analysis.worst {
            let mut mended = matrix;
            mended[worst.row][worst.column] = worst.implied;
            mended[worst.column][worst.row] = 1.0 / worst.implied;
            let after = analyse(&mended, RandomIndex::Saaty).unwrap().consistency.geometric_index;
            prop_assert!(after <= analysis.consistency.geometric_index + 1e-12);
        }
    }

    #[test]
    fn consistent_judgements_give_back_the_weights(logs in vec(-13.8..13.8_f64, 1..12)) {
        let weights: Vec<f64> = logs.iter().map(|log| libm::exp(*log)).collect();
        let matrix: Vec<Vec<f64>> = weights.iter().map(|a| weights.iter().map(|b| a / b).collect()).collect();
        let sum: f64 = weights.iter().sum();
        for method in [PriorityMethod::Eigenvector, PriorityMethod::GeometricMean] {
            for (found, weight) in priorities(&matrix, method).unwrap().iter().zip(&weights) {
                prop_assert!((found * sum / weight - 1.0).abs() < 1e-11);
            }
        }
        prop_assert!(analyse(&matrix, RandomIndex::AlonsoLamata).unwrap().worst.is_none());
    }

    #[test]
    fn group_judgements_and_group_priorities_agree(pair in (3..7_usize).prop_flat_map(|n| vec(judgements(n), 2))) {
        let whole = priorities(&aggregate(&pair).unwrap(), PriorityMethod::GeometricMean).unwrap();
        let each: Vec<Vec<f64>> = pair.iter().map(|m| priorities(m, PriorityMethod::GeometricMean).unwrap()).collect();
        let products: Vec<f64> = (0..whole.len()).map(|i| (each[0][i] * each[1][i]).sqrt()).collect();
        let sum: f64 = products.iter().sum();
        for (found, product) in whole.iter().zip(&products) {
            prop_assert!(close(*found, product / sum, 1e-12));
        }
    }

    #[test]
    fn an_example_meets_all_and_a_clash_is_irreducible((n, constraints) in constraints(), tries in vec(shares(5), 40)) {
        match feasibility(n, &constraints).unwrap() {
            Feasibility::Possible { example } => {
                prop_assert!(constraints.iter().all(|constraint| constraint.holds(&example)), "{:?}", example);
                prop_assert!(close(example.iter().sum(), 1.0, 1e-12) && example.iter().all(|w| *w >= 0.0));
            }
            Feasibility::Clash { constraints: clash } => {
                let kept: Vec<Constraint> = clash.iter().map(|&place| constraints[place].clone()).collect();
                for weights in tries.iter().filter(|weights| weights[..n].iter().any(|w| *w > 0.0)) {
                    let sum: f64 = weights[..n].iter().sum();
                    let weights: Vec<f64> = weights[..n].iter().map(|w| w / sum).collect();
                    prop_assert!(!kept.iter().all(|constraint| constraint.holds(&weights)), "{:?}", weights);
                }
                for left_out in 0..kept.len() {
                    let mut rest = kept.clone();
                    rest.remove(left_out);
                    let possible = matches!(feasibility(n, &rest), Ok(Feasibility::Possible { .. }));
                    prop_assert!(possible, "without {} of {:?}", left_out, clash);
                }
            }
        }
    }

    #[test]
    fn what_some_weights_meet_is_possible(weights in (2..20_usize).prop_flat_map(shares), slack in 0.0..0.2_f64) {
        let n = weights.len();
        let mut constraints: Vec<Constraint> = Vec::new();
        for (criterion, share) in weights.iter().enumerate() {
            let mut coefficients = vec![0.0; n];
            coefficients[criterion] = 1.0;
            constraints.push(Constraint { coefficients: coefficients.clone(), sense: Sense::AtLeast, bound: share - slack });
            constraints.push(Constraint { coefficients, sense: Sense::AtMost, bound: share + slack });
        }
        let mut by_weight: Vec<usize> = (0..n).collect();
        by_weight.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]));
        let mut ranks = vec![None; n];
        by_weight.iter().enumerate().for_each(|(place, &criterion)| ranks[criterion] = Some(place + 1));
        constraints.extend(order(&ranks));
        let largest = by_weight[0];
        let points = |criterion: usize| 100.0 * weights[criterion] / weights[largest];
        let swings: Vec<(f64, f64)> = (0..n)
            .map(|j| if j == largest { (100.0, 100.0) } else { ((points(j) - 5.0).max(0.0), points(j) + 5.0) })
            .collect();
        constraints.extend(interval_swing(&swings, largest).unwrap());
        let Feasibility::Possible { example } = feasibility(n, &constraints).unwrap() else {
            return Err(TestCaseError::fail("these weights meet every one"));
        };
        prop_assert!(constraints.iter().all(|constraint| constraint.holds(&example)));
    }

    #[test]
    fn a_spread_is_in_order(numbers in vec(proptest::option::weighted(0.8, -1e6..1e6_f64), 0..30)) {
        let n_given = numbers.iter().flatten().count();
        let found = spread(&numbers).unwrap();
        prop_assert_eq!(found.map_or(0, |found| found.n), n_given);
        if let Some(found) = found {
            let marks = [found.lowest, found.lower_quartile, found.median, found.upper_quartile, found.highest];
            prop_assert!(marks.windows(2).all(|pair| pair[0] <= pair[1]));
            prop_assert!((found.lowest..=found.highest).contains(&found.mean));
            prop_assert!(found.deviation.is_none_or(|sd| sd <= found.range() + 1e-6));
        }
    }

    #[test]
    fn agreement_lies_between_none_and_all(rows in (1..8_usize).prop_flat_map(|n| vec(answers(n), 1..6))) {
        let reversed: Vec<Vec<f64>> = rows.iter().rev().map(|row| row.iter().map(|x| x * x + 1.0).collect()).collect();
        let found = concordance(&rows, true).unwrap();
        if let Some(found) = &found {
            prop_assert!((0.0..=1.0).contains(&found.w) && (0.0..=1.0).contains(&found.chance));
            prop_assert!(found.uncorrected <= found.w + 1e-12);
        }
        // Neither the order of the people nor a rising change of the scale matters.
        prop_assert_eq!(found.map(|found| found.w), concordance(&reversed, true).unwrap().map(|found| found.w));
    }

    #[test]
    fn correlations_are_symmetric_and_bounded((a, b) in (0..12_usize).prop_flat_map(|n| (answers(n), answers(n)))) {
        let down: Vec<f64> = b.iter().map(|x| -x).collect();
        for correlation in [spearman, kendall_tau_b] {
            let found = correlation(&a, &b).unwrap();
            prop_assert_eq!(found, correlation(&b, &a).unwrap());
            prop_assert!(found.is_none_or(|r| (-1.0..=1.0).contains(&r)));
            prop_assert_eq!(found.map(|r| -r + 0.0), correlation(&a, &down).unwrap().map(|r| r + 0.0));
            let own = correlation(&a, &a).unwrap();
            prop_assert!(own.is_none_or(|r| (r - 1.0).abs() < 1e-12));
        }
    }

    #[test]
    fn the_agenda_tells_the_truth(ballots in ballots()) {
        let leaders = group_winners(&ballots, Centre::Median, Missing::Withhold).unwrap();
        let items = agenda(&ballots, Centre::Median, Missing::Withhold).unwrap();
        prop_assert!(items.windows(2).all(|pair| pair[0].stake >= pair[1].stake));
        let totals = |ballots: &[Ballot]| {
            let group = weighbridge::method::group::pool(ballots, Centre::Median).unwrap();
            weighted_sum(&group.weights, &group.scores, Missing::Withhold).unwrap().totals
        };
        for item in items {
            // Without a flip nothing is at stake; a flip is an answer by which another option has more than a leader.
            prop_assert_eq!(item.stake > 0.0, item.n_flips > 0);
            let answers: Vec<f64> = ballots.iter().filter_map(|own| own.scores[item.option][item.criterion]).collect();
            let flips = answers.iter().filter(|answer| {
                let mut agreed = ballots.clone();
                agreed.iter_mut().for_each(|own| own.scores[item.option][item.criterion] = Some(**answer));
                let totals = totals(&agreed);
                let highest = totals.iter().flatten().fold(f64::MIN, |most, total| most.max(*total));
                leaders.iter().any(|leader| totals[*leader].is_some_and(|own| highest - own > 1e-9))
            });
            prop_assert_eq!(item.n_flips, flips.count());
            // Everybody giving the lowest, or everybody the highest, is what the item asks about.
            let changed = [item.spread.lowest, item.spread.highest].into_iter().any(|answer| {
                let mut agreed = ballots.clone();
                agreed.iter_mut().for_each(|ballot| ballot.scores[item.option][item.criterion] = Some(answer));
                group_winners(&agreed, Centre::Median, Missing::Withhold).unwrap() != leaders
            });
            prop_assert_eq!(item.can_change_leader, changed);
        }
    }

    #[test]
    fn a_geometric_mean_is_at_most_the_arithmetic(
        (weights, rows) in (1..6_usize).prop_flat_map(|n| (shares(n), vec(answers(n), 1..6)))
    ) {
        let rows: Vec<Vec<Option<f64>>> = rows.into_iter().map(|row| row.into_iter().map(Some).collect()).collect();
        let sum = weighted_sum(&weights, &rows, Missing::Withhold).unwrap().totals;
        let product = geometric_mean(&weights, &rows).unwrap();
        for (sum, product) in sum.iter().zip(&product.totals) {
            prop_assert!(product.unwrap() <= sum.unwrap() + 1e-9);
        }
    }

    #[test]
    fn close_totals_are_all_pairs_below_the_materiality(totals in vec(0..200_u32, 0..12), materiality in 0..40_u32) {
        let totals: Vec<Option<f64>> = totals.iter().map(|total| Some(f64::from(*total) / 2.0)).collect();
        let materiality = f64::from(materiality) / 4.0;
        let found = close_totals(&totals, materiality).unwrap().len();
        let pairs = (0..totals.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
        let gap = |(i, j): (usize, usize)| (totals[i].unwrap() - totals[j].unwrap()).abs();
        prop_assert_eq!(found, pairs.filter(|pair| gap(*pair) <= 0.0 || gap(*pair) < materiality).count());
    }

    #[test]
    fn present_values_are_linear_and_annual_costs_add_up(
        (a, b) in (1..80_usize).prop_flat_map(|n| (vec(-1e6..1e6_f64, n), vec(-1e6..1e6_f64, n)))
    ) {
        let net = |flows: &[f64]| present_value(flows, &GREEN_BOOK).unwrap().net;
        let both: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a + 2.0 * b).collect();
        prop_assert!((net(&both) - net(&a) - 2.0 * net(&b)).abs() < 1e-5);
        let value = present_value(&a, &GREEN_BOOK).unwrap();
        prop_assert_eq!(value.equivalent_annual.is_some(), a.len() > 1);
        if let Some(annual) = value.equivalent_annual {
            let mut level = vec![annual; a.len()];
            level[0] = 0.0;
            prop_assert!((net(&level) - value.net).abs() < 1e-5);
        }
    }

    #[test]
    fn factors_step_by_the_rate_of_their_own_year(rates in vec(-0.5..0.5_f64, 1..40)) {
        let step = |(year, rate): (u32, &f64)| RateStep { from_year: year, to_year: Some(year), rate: *rate };
        let schedule: Vec<RateStep> = (1_u32..).zip(&rates).map(step).collect();
        let years: Vec<u32> = (0_u32..).take(rates.len() + 1).collect();
        let factors = discount_factors(&schedule, &years).unwrap();
        for (pair, rate) in factors.windows(2).zip(&rates) {
            prop_assert!(close(pair[0] / pair[1], 1.0 + rate, 1e-12));
        }
    }

    #[test]
    fn a_switching_share_brings_the_sum_to_zero(lines in vec(-1e6..1e6_f64, 1..10)) {
        for (place, share) in switching_shares(&lines).unwrap().into_iter().enumerate() {
            let Some(share) = share.filter(|share| share.abs() < 1e6) else { continue };
            let changed: f64 = lines.iter().enumerate().map(|(i, l)| if i == place { l * (1.0 + share) } else { *l }).sum();
            prop_assert!(changed.abs() < 1e-3, "{}", changed);
        }
    }

    #[test]
    fn frontier_options_are_undominated_and_corners_are_best_somewhere(
        points in vec((0..30_u32, 0..30_u32), 0..20)
    ) {
        let costs: Vec<Option<f64>> = points.iter().map(|(cost, _)| Some(f64::from(*cost))).collect();
        let values: Vec<Option<f64>> = points.iter().map(|(_, value)| Some(f64::from(*value))).collect();
        let found = frontier(&costs, &values).unwrap();
        for (option, by) in found.dominated_by.iter().enumerate() {
            prop_assert_eq!(found.efficient[option], Some(by.is_empty()));
            // What is dominated is dominated by something on the frontier.
            prop_assert!(by.is_empty() || by.iter().any(|other| found.efficient[*other] == Some(true)));
        }
        prop_assert_eq!(found.by_cost.len(), found.efficient.iter().filter(|on| **on == Some(true)).count());
        prop_assert!(found.convex.iter().all(|option| found.by_cost.contains(option)));
        // Slopes fall from corner to corner, and no option lies above the line between two neighbours.
        for pair in found.convex.windows(2) {
            let ((c1, v1), (c2, v2)) = (points[pair[0]], points[pair[1]]);
            for (cost, value) in &points {
                let above = (i64::from(*value) - i64::from(v1)) * (i64::from(c2) - i64::from(c1))
                    - (i64::from(*cost) - i64::from(c1)) * (i64::from(v2) - i64::from(v1));
                prop_assert!(above <= 0);
                let corner = (*cost, *value) == (c1, v1) || (*cost, *value) == (c2, v2);
                let between = (c1..=c2).contains(cost);
                prop_assert!(above < 0 || corner || between, "a point on the line beyond its ends is a corner lost");
            }
        }
    }
}
