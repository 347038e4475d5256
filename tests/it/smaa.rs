//! Laws of SMAA-2: what must hold for every problem, seed and number of draws.

use proptest::collection::vec;
use proptest::prelude::*;
use weighbridge::method::constraint::{Constraint, Sense, bound, interval_swing, order};
use weighbridge::method::smaa::{
    Confidence, Estimate, Problem, Results, Run, Sampling, Score, SmaaError, WeightLimits, replay,
};

/// Points in whole numbers, 1 to 6 options on 1 to 6 criteria.
fn points() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (1..7_usize, 1..7_usize)
        .prop_flat_map(|(n_options, n_criteria)| vec(vec((0..=100_u32).prop_map(f64::from), n_criteria), n_options))
}

fn drawn(problem: &Problem, seed: &str, n_draws: u64) -> Results {
    let mut run = Run::new(problem, seed).unwrap();
    run.advance(n_draws);
    run.results().unwrap()
}

fn sum(estimates: &[Estimate]) -> f64 {
    estimates.iter().map(|estimate| estimate.value).sum()
}

/// Weight limits that five criteria can meet, each kind of region among them.
fn meetable_limits() -> impl Strategy<Value = WeightLimits> {
    let pairs = vec((0..5_usize, 0..5_usize), 0..5);
    (pairs, vec(0.0..0.19_f64, 5), vec(0.21..0.9_f64, 5), any::<[bool; 2]>()).prop_map(
        |(pairs, lower, upper, use_of)| {
            // Pairs from lower to higher numbers never go round; equal weights of a fifth meet every bound here.
            let at_least = pairs.into_iter().filter(|(a, b)| a < b).collect();
            let used = |bounds: Vec<f64>, used: bool| if used { bounds } else { Vec::new() };
            WeightLimits { at_least, lower: used(lower, use_of[0]), upper: used(upper, use_of[1]) }
        },
    )
}

/// Returns the central weights of an option that is always first: the mean of all weights drawn.
fn mean_weights(limits: &WeightLimits, n_criteria: usize, n_draws: u64) -> (Vec<Estimate>, Sampling) {
    let mut problem = Problem::of_points(&[vec![1.0; n_criteria]]);
    problem.limits = limits.clone();
    let results = drawn(&problem, "mean", n_draws);
    (results.central_weights[0].clone().unwrap(), results.sampling)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn shares_add_up(points in points(), seed in any::<u32>(), n_draws in 1..1500_u64) {
        let results = drawn(&Problem::of_points(&points), &seed.to_string(), n_draws);
        prop_assert_eq!(results.n_draws, n_draws);
        for row in &results.acceptability {
            prop_assert!((sum(row) - 1.0).abs() < 1e-12);
        }
        let ties = results.pairwise.iter().enumerate().any(|(a, row)| {
            row.iter().enumerate().any(|(b, share)| a != b && share.value + results.pairwise[b][a].value < 1.0 - 1e-12)
        });
        for rank in 0..points.len() {
            let taken: f64 = results.acceptability.iter().map(|row| row[rank].value).sum();
            prop_assert!(ties || (taken - 1.0).abs() < 1e-12);
        }
        for weights in results.central_weights.iter().flatten() {
            prop_assert!((sum(weights) - 1.0).abs() < 1e-12);
            prop_assert!(weights.iter().all(|w| (0.0..=1.0).contains(&w.value) && w.standard_error.is_finite()));
        }
        // The mean rank by acceptability is one more than the options that beat an option, by pairs.
        for (option, row) in results.acceptability.iter().enumerate() {
            let mean: f64 = row.iter().enumerate().map(|(rank, share)| rank as f64 * share.value).sum();
            let beaten: f64 = results.pairwise.iter().map(|other| other[option].value).sum();
            prop_assert!((mean - beaten).abs() < 1e-9);
        }
    }

    #[test]
    fn permuting_options_permutes_the_results(
        (points, order) in points().prop_flat_map(|points| {
            let order: Vec<usize> = (0..points.len()).collect();
            (Just(points), Just(order).prop_shuffle())
        }),
    ) {
        let shuffled: Vec<Vec<f64>> = order.iter().map(|&option| points[option].clone()).collect();
        let before = drawn(&Problem::of_points(&points), "p", 700);
        let after = drawn(&Problem::of_points(&shuffled), "p", 700);
        for (position, &option) in order.iter().enumerate() {
            prop_assert_eq!(&after.acceptability[position], &before.acceptability[option]);
            prop_assert_eq!(&after.central_weights[position], &before.central_weights[option]);
            for (other, &from) in order.iter().enumerate() {
                prop_assert_eq!(after.pairwise[position][other], before.pairwise[option][from]);
            }
        }
    }

    #[test]
    fn duplicates_share_every_figure(points in points(), pick in any::<prop::sample::Index>()) {
        let mut points = points;
        let original = pick.index(points.len());
        points.push(points[original].clone());
        let results = drawn(&Problem::of_points(&points), "d", 1100);
        let copy = points.len() - 1;
        prop_assert_eq!(&results.acceptability[original], &results.acceptability[copy]);
        prop_assert_eq!(&results.central_weights[original], &results.central_weights[copy]);
        prop_assert!(results.pairwise[original][copy].value <= 0.0 && results.pairwise[copy][original].value <= 0.0);
    }

    #[test]
    fn chunks_do_not_matter(points in points(), limits in meetable_limits(), n_draws in 1..2500_u64) {
        let mut problem = Problem::of_points(&points);
        if points[0].len() == 5 {
            problem.limits = limits;
        }
        problem.scores[0][0] = Score::Triangular { low: 0.0, mode: 20.0, high: 100.0 };
        let whole = drawn(&problem, "c", n_draws);
        let mut whole_confidence = Confidence::new(&problem, "c", &whole.central_weights).unwrap();
        whole_confidence.advance(n_draws);
        for size in [1, 7, 1000] {
            let mut run = Run::new(&problem, "c").unwrap();
            let mut confidence = Confidence::new(&problem, "c", &whole.central_weights).unwrap();
            while run.n_draws() < n_draws {
                let next = size.min(n_draws - run.n_draws());
                run.advance(next);
                confidence.advance(next);
            }
            prop_assert_eq!(run.results().unwrap(), whole.clone(), "by {}", size);
            prop_assert_eq!(confidence.factors(), whole_confidence.factors(), "by {}", size);
        }
    }

    #[test]
    fn mean_weights_keep_every_limit(limits in meetable_limits()) {
        // Every draw keeps the limits, and they are convex: so does the mean.
        let (weights, _) = mean_weights(&limits, 5, 600);
        let hair = 1e-9;
        for &(a, b) in &limits.at_least {
            prop_assert!(weights[a].value >= weights[b].value - hair);
        }
        prop_assert!(limits.lower.iter().zip(&weights).all(|(lower, w)| w.value >= lower - hair));
        prop_assert!(limits.upper.iter().zip(&weights).all(|(upper, w)| w.value <= upper + hair));
        prop_assert!((sum(&weights) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_dominated_option_is_never_better(points in points(), gains in vec(1..50_u32, 6)) {
        let mut points = points;
        points.push(points[0].iter().zip(&gains).map(|(v, gain)| v + f64::from(*gain)).collect());
        let results = drawn(&Problem::of_points(&points), "dominated", 600);
        prop_assert!(results.pairwise[0][points.len() - 1].value <= 0.0);
        prop_assert!(results.central_weights[0].is_none());
    }
}

#[test]
fn a_seed_changes_the_draw_and_repeats_it() {
    let problem = Problem::of_points(&[vec![1.0, 0.0, 0.3], vec![0.0, 1.0, 0.2]]);
    assert_eq!(drawn(&problem, "a", 1000), drawn(&problem, "a", 1000));
    assert_ne!(drawn(&problem, "a", 1000), drawn(&problem, "b", 1000));
    assert_ne!(drawn(&problem, "", 1000), drawn(&problem, "0", 1000));
}

#[test]
fn constraints_say_the_same_as_limits() {
    let ranking = order(&[Some(2), Some(1), None, Some(2)]);
    let mut known = ranking.clone();
    known.push(bound(4, 2, Sense::AtMost, 0.3).unwrap());
    // Minus a weight at most minus a tenth: the weight is at least a tenth.
    known.push(Constraint { coefficients: vec![0.0, 0.0, -2.0, 0.0], sense: Sense::AtMost, bound: -0.2 });
    let limits = WeightLimits::of_constraints(4, &known).unwrap();
    assert_eq!(limits.at_least, [(1, 0), (0, 3), (3, 0)]);
    assert_eq!((&limits.lower[..], &limits.upper[..]), (&[0.0, 0.0, 0.1, 0.0][..], &[1.0, 1.0, 0.3, 1.0][..]));
    let (weights, _) = mean_weights(&limits, 4, 2000);
    let means: Vec<f64> = weights.iter().map(|weight| weight.value).collect();
    assert!(known.iter().all(|constraint| constraint.holds(&means)));

    let swings = interval_swing(&[(100.0, 100.0), (40.0, 60.0)], 0).unwrap();
    assert_eq!(WeightLimits::of_constraints(2, &swings), Err(SmaaError::ConstraintNotDrawn { constraint: 0 }));
    let too_much = Constraint { coefficients: vec![1.0, 0.0], sense: Sense::AtLeast, bound: 1.5 };
    assert_eq!(WeightLimits::of_constraints(2, &[too_much]), Err(SmaaError::NotAShare { criterion: 0 }));
}

#[test]
fn results_are_these_on_every_target() {
    // Figures of a run, to the last bit. They change only with the generator or the order of its use, and a file that
    // quotes a seed then no longer repeats: do not change them without saying so to readers of old files.
    let mut problem = Problem::of_points(&[vec![70.0, 20.0, 55.0], vec![35.0, 80.0, 50.0], vec![50.0, 50.0, 50.0]]);
    problem.scores[2][1] = Score::Normal { mean: 40.0, deviation: 12.0, worst: 0.0, best: 100.0 };
    problem.limits = WeightLimits { upper: vec![0.6; 3], at_least: vec![(0, 2)], ..WeightLimits::default() };
    let results = drawn(&problem, "Weighbridge", 10_000);
    let counts: Vec<u64> =
        results.acceptability.iter().flatten().map(|share| (share.value * 10_000.0).round() as u64).collect();
    let weights: Vec<u64> = results.central_weights.iter().flatten().flatten().map(|w| w.value.to_bits()).collect();
    assert_eq!((counts.as_slice(), weights.as_slice()), (PINNED_COUNTS.as_slice(), PINNED_WEIGHTS.as_slice()));
}

const PINNED_COUNTS: [u64; 9] = [4030, 3212, 2758, 5780, 1867, 2353, 190, 4921, 4889];
const PINNED_WEIGHTS: [u64; 9] = [
    4602817802826293837,
    4595398384345867895,
    4599285669837686826,
    4600890194131652435,
    4601643080287822227,
    4594816748142173749,
    4602226283594226074,
    4600195326489185485,
    4595040076814299955,
];

#[test]
fn ways_of_sampling_agree() {
    // The same region asked for in ways that are drawn differently: directly, by rejection, by a walk.
    let n_draws = 100_000;
    let order = WeightLimits::in_order(&[0, 1, 2, 3]);
    let (direct, sampling) = mean_weights(&order, 4, n_draws);
    assert_eq!(sampling, Sampling::Direct);
    for (weight, centroid) in direct.iter().zip([0.520_833_333, 0.270_833_333, 0.145_833_333, 0.0625]) {
        assert!((weight.value - centroid).abs() < 4.0 * weight.standard_error, "{weight:?} {centroid}");
    }

    // Eight criteria, two of them above all others: a partial order that no stack holds.
    let top_two =
        WeightLimits { at_least: (2..8).flat_map(|low| [(0, low), (1, low)]).collect(), ..WeightLimits::default() };
    let (rejected, sampling) = mean_weights(&top_two, 8, n_draws);
    assert!(matches!(sampling, Sampling::Rejection { acceptance } if acceptance < 0.5), "{sampling:?}");
    // By symmetry the two have equal shares, the six too; the largest of six stands at most as high as each of the two.
    assert!((rejected[0].value - rejected[1].value).abs() < 6.0 * rejected[0].standard_error);

    // Fifteen criteria within a narrow band: hardly any draw of a simplex is inside.
    let band = WeightLimits { lower: vec![0.05; 15], upper: vec![0.075; 15], at_least: Vec::new() };
    let (walked, sampling) = mean_weights(&band, 15, 20_000);
    assert!(matches!(sampling, Sampling::HitAndRun { .. }), "{sampling:?}");
    for weight in &walked {
        assert!((weight.value - 1.0 / 15.0).abs() < 4.5 * weight.standard_error, "{weight:?}");
        assert!(weight.standard_error < 5e-4, "{weight:?}");
    }
}

#[test]
fn a_walk_and_rejection_meet_the_same_moments() {
    // Uniform on the simplex of six cut at 0.3: rejection keeps enough draws to hold a walk against.
    let upper = |n: usize, most: f64| WeightLimits { upper: vec![most; n], ..WeightLimits::default() };
    let (kept, sampling) = mean_weights(&WeightLimits { at_least: vec![(0, 1)], ..upper(6, 0.3) }, 6, 50_000);
    assert!(matches!(sampling, Sampling::Rejection { .. }));
    // The same, with criteria that a lowest weight of nothing leaves alone but a tiny highest weight pins near zero: the
    // share of draws that agree is far below one in a hundred.
    let mut limits = upper(9, 0.3);
    limits.at_least = vec![(0, 1)];
    limits.upper[6..].fill(1e-6);
    let (walked, sampling) = mean_weights(&limits, 9, 50_000);
    assert!(matches!(sampling, Sampling::HitAndRun { .. }), "{sampling:?}");
    for (kept, walked) in kept.iter().zip(&walked) {
        let error = kept.standard_error.hypot(walked.standard_error);
        assert!((kept.value - walked.value).abs() < 4.5 * error + 3e-6, "{kept:?} {walked:?}");
    }
}

#[test]
fn weights_that_are_settled() {
    // No room, from below and from above, and criteria that must be equal.
    let even = |limits: WeightLimits| mean_weights(&limits, 4, 100);
    for limits in [
        WeightLimits { lower: vec![0.25; 4], ..WeightLimits::default() },
        WeightLimits { upper: vec![0.25; 4], ..WeightLimits::default() },
        WeightLimits { at_least: vec![(0, 1), (1, 2), (2, 3), (3, 0)], ..WeightLimits::default() },
        WeightLimits {
            at_least: vec![(0, 1), (1, 2), (2, 3)],
            upper: vec![0.25, 1.0, 1.0, 1.0],
            ..WeightLimits::default()
        },
    ] {
        let (weights, sampling) = even(limits.clone());
        assert_eq!(sampling, Sampling::Fixed, "{limits:?}");
        assert!(weights.iter().all(|w| (w.value - 0.25).abs() < 1e-12 && w.standard_error < 1e-6), "{limits:?}");
    }
    // One criterion settled, two tied to each other: one number is free.
    let tied = WeightLimits {
        at_least: vec![(1, 2), (2, 1)],
        lower: vec![0.2, 0.0, 0.0, 0.0],
        upper: vec![0.2, 1.0, 1.0, 1.0],
    };
    let (weights, sampling) = mean_weights(&tied, 4, 20_000);
    assert_eq!(sampling, Sampling::Direct);
    let expected = [0.2, 0.2, 0.2, 0.4];
    assert!(weights.iter().zip(expected).all(|(w, e)| (w.value - e).abs() <= 4.0 * w.standard_error + 1e-12));
}

#[test]
fn options_tie_where_no_weights_tell_them_apart() {
    // Different points, the same total: the criterion that differs has no weight, or two that must be equal make up.
    for limits in [
        WeightLimits { upper: vec![1.0, 1.0, 0.0], ..WeightLimits::default() },
        WeightLimits { at_least: vec![(1, 2), (2, 1)], ..WeightLimits::default() },
    ] {
        let b = if limits.upper.is_empty() { vec![50.0, 10.1, 30.2] } else { vec![50.0, 30.2, 99.0] };
        let a = vec![50.0, 30.2, 10.1];
        let problem = Problem { limits, ..Problem::of_points(&[a, b]) };
        let results = drawn(&problem, "t", 2000);
        assert!(results.acceptability.iter().all(|row| row[0].value >= 1.0), "{problem:?}");
        assert!(results.pairwise.iter().flatten().all(|share| share.value <= 0.0));
    }
}

#[test]
fn shared_drivers_move_together() {
    let spread = Score::Interval { low: 0.0, high: 100.0 };
    let mut problem = Problem { scores: vec![vec![spread], vec![spread]], ..Problem::default() };
    let apart = drawn(&problem, "s", 10_000);
    assert!((apart.pairwise[0][1].value - 0.5).abs() < 0.025);
    problem.shared = vec![vec![(0, 0), (1, 0)]];
    let together = drawn(&problem, "s", 10_000);
    assert!(together.acceptability.iter().all(|row| row[0].value >= 1.0), "equal scores tie in every draw");
    problem.scores[1][0] = Score::Interval { low: 1.0, high: 101.0 };
    assert!(drawn(&problem, "s", 1000).pairwise[1][0].value >= 1.0);
}

#[test]
fn many_options_and_every_magnitude() {
    let many: Vec<Vec<f64>> = (0..300).map(|option| vec![f64::from(option), f64::from(299 - option)]).collect();
    let results = drawn(&Problem::of_points(&many), "m", 600);
    assert!((results.acceptability[0][0].value + results.acceptability[299][0].value - 1.0).abs() < 1e-12);

    for size in [1e-12, 1.0, 1e12, 1e100] {
        let scaled = |row: [f64; 3]| row.map(|v| v * size).to_vec();
        let problem = Problem::of_points(&[scaled([1.0, 0.0, 0.25]), scaled([0.25, 0.5, 0.75])]);
        let first = drawn(&problem, "m", 2000).acceptability[0][0].value;
        let unit = Problem::of_points(&[vec![1.0, 0.0, 0.25], vec![0.25, 0.5, 0.75]]);
        assert!((first - drawn(&unit, "m", 2000).acceptability[0][0].value).abs() < 1e-3, "{size}");
    }
    let mixed = Problem::of_points(&[vec![1e12, 1e-12], vec![1e12, 2e-12]]);
    assert!(drawn(&mixed, "m", 1000).pairwise[1][0].value >= 1.0, "what all have in common takes no digits");
    let constant = Problem::of_points(&[vec![5.0, 5.0], vec![5.0, 5.0], vec![5.0, 5.0]]);
    assert!(drawn(&constant, "m", 1000).acceptability.iter().all(|row| row[0].value >= 1.0));
}

#[test]
fn nothing_drawn_is_no_result() {
    let problem = Problem { scores: vec![vec![Score::Interval { low: 0.0, high: 1.0 }]], ..Problem::default() };
    let mut run = Run::new(&problem, "n").unwrap();
    run.advance(0);
    assert_eq!(run.results(), None);
    assert_eq!(Confidence::new(&problem, "n", &[None]).unwrap().factors(), [None]);
}

#[test]
fn refusals_name_the_clash() {
    let refused = |limits: WeightLimits| {
        let problem = Problem { limits, ..Problem::of_points(&[vec![1.0; 3]]) };
        Run::new(&problem, "").err().unwrap()
    };
    let none = WeightLimits::default;
    assert_eq!(refused(WeightLimits { lower: vec![0.5, 0.5, 0.5], ..none() }), SmaaError::LowestAboveOne { sum: 1.5 });
    assert_eq!(refused(WeightLimits { upper: vec![0.25; 3], ..none() }), SmaaError::HighestBelowOne { sum: 0.75 });
    let crossed =
        WeightLimits { at_least: vec![(0, 1), (1, 2)], lower: vec![0.0, 0.0, 0.4], upper: vec![0.3, 1.0, 1.0] };
    let error = refused(crossed);
    assert_eq!(error, SmaaError::LimitsCross { low: 2, high: 0 });
    assert!(error.to_string().contains("criterion 1") && error.to_string().contains("criterion 3"), "{error}");
    // Two limits that each fit, but not with the order: each of three must weigh 0.4.
    let stacked = WeightLimits { at_least: vec![(0, 2), (1, 2)], lower: vec![0.0, 0.0, 0.4], ..none() };
    assert!(matches!(refused(stacked), SmaaError::LowestAboveOne { sum } if (sum - 1.2).abs() < 1e-12));
    assert_eq!(refused(WeightLimits::in_order(&[0, 3])), SmaaError::UnknownCriterion { criterion: 3 });
    assert_eq!(
        refused(WeightLimits { lower: vec![0.1], ..none() }),
        SmaaError::LimitsMissing { n_criteria: 3, n_limits: 1 }
    );
    assert_eq!(
        refused(WeightLimits { upper: vec![1.0, f64::NAN, 1.0], ..none() }),
        SmaaError::NotAShare { criterion: 1 }
    );
}

#[test]
fn refusals_say_where() {
    let refused = |scores: Vec<Vec<Score>>| Run::new(&Problem { scores, ..Problem::default() }, "").err().unwrap();
    let point = Score::Point;
    assert_eq!(refused(vec![]), SmaaError::NoOptions);
    assert_eq!(refused(vec![vec![]]), SmaaError::NoCriteria);
    let ragged = vec![vec![point(1.0)], vec![]];
    assert_eq!(refused(ragged), SmaaError::LengthsDiffer { option: 1, n_expected: 1, n_found: 0 });
    for wrong in [f64::NAN, f64::INFINITY, 1e101] {
        assert_eq!(refused(vec![vec![point(wrong)]]), SmaaError::NotFinite { option: 0, criterion: 0 });
    }
    for wrong in [
        Score::Interval { low: 2.0, high: 1.0 },
        Score::Triangular { low: 0.0, mode: 3.0, high: 2.0 },
        Score::Normal { mean: 0.0, deviation: -1.0, worst: 0.0, best: 1.0 },
        Score::LogNormal { mean: 0.0, deviation: 1.0, worst: 1.0, best: 1.0 },
    ] {
        assert_eq!(refused(vec![vec![point(0.0), wrong]]), SmaaError::NotASpread { option: 0, criterion: 1 });
    }
    let twice = Problem { shared: vec![vec![(0, 0)], vec![(0, 0)]], ..Problem::of_points(&[vec![1.0]]) };
    assert_eq!(Run::new(&twice, "").err(), Some(SmaaError::SharedCell { option: 0, criterion: 0 }));
    assert_eq!(replay(&[], &[]).err(), Some(SmaaError::NoDraws));
    assert_eq!(replay(&[vec![2.0]], &[vec![vec![1.0]]]).err(), Some(SmaaError::NotAShare { criterion: 0 }));
}
