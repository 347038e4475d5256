//! Laws: what must hold for every input, not only for the golden ones.

use proptest::collection::vec;
use proptest::prelude::*;
use weighbridge::method::additive::{Missing, WeightedSum, weighted_sum};
use weighbridge::method::switch::{nearest_rival, smallest_move};
use weighbridge::method::weight::{normalise, printed_tenths, tree};

/// Raw weights as people type them: whole numbers, some of them zero, at least one above.
fn typed_weights(n: usize) -> impl Strategy<Value = Vec<f64>> {
    vec(0..=100_u32, n)
        .prop_filter("some weight", |raw| raw.iter().any(|w| *w > 0))
        .prop_map(|raw| raw.into_iter().map(f64::from).collect())
}

/// Raw weights of any magnitude from 1e-12 to 1e12, or zero; at least one is above zero.
fn any_weights() -> impl Strategy<Value = Vec<f64>> {
    let weight = prop_oneof![1 => Just(0.0), 6 => (-12.0..12.0_f64).prop_map(libm::exp10)];
    vec(weight, 1..40).prop_filter("some weight", |raw| raw.iter().any(|w| *w > 0.0))
}

/// Scores in whole points, with gaps.
fn scores(n_options: usize, n_criteria: usize) -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    let score = prop_oneof![1 => Just(None), 9 => (0..=100_u32).prop_map(|points| Some(f64::from(points)))];
    vec(vec(score, n_criteria), n_options)
}

/// A table of 1 to 8 options on 1 to 6 criteria, with weights.
fn table() -> impl Strategy<Value = (Vec<f64>, Vec<Vec<Option<f64>>>)> {
    (1..9_usize, 1..7_usize)
        .prop_flat_map(|(n_options, n_criteria)| (typed_weights(n_criteria), scores(n_options, n_criteria)))
}

/// Two or more rows of complete points, with weights.
fn complete_table() -> impl Strategy<Value = (Vec<f64>, Vec<Vec<f64>>)> {
    (2..6_usize, 1..7_usize).prop_flat_map(|(n_options, n_criteria)| {
        (typed_weights(n_criteria), vec(vec((0..=100_u32).prop_map(f64::from), n_criteria), n_options))
    })
}

fn policy() -> impl Strategy<Value = Missing> {
    prop_oneof![Just(Missing::Withhold), Just(Missing::Renormalise), (0.0..=100.0).prop_map(Missing::Fill)]
}

fn sum(weights: &[f64], scores: &[Vec<Option<f64>>], missing: Missing) -> WeightedSum {
    weighted_sum(weights, scores, missing).unwrap()
}

fn total(weights: &[f64], row: &[f64]) -> f64 {
    weights.iter().zip(row).map(|(w, v)| w * v).sum()
}

/// Returns the L1 distance, halved, from `weights` to the nearest pair-tying weights that moves between two criteria
/// at a time can reach on a grid: a plain search to hold the greedy answer against.
fn cheapest_two_moves(weights: &[f64], favour: &[f64]) -> f64 {
    let n = weights.len();
    let lead = total(weights, favour);
    let mut cheapest = f64::INFINITY;
    for (a, b) in (0..n).flat_map(|a| (0..n).map(move |b| (a, b))) {
        for (c, d) in (0..n).flat_map(|c| (0..n).map(move |d| (c, d))) {
            for step in 0..=20 {
                let first = weights[a] * f64::from(step) / 20.0;
                let rest = lead - first * (favour[a] - favour[b]);
                let gain = favour[c] - favour[d];
                let second = if rest.abs() < 1e-12 { 0.0 } else { rest / gain };
                let left = if a == c { weights[c] - first } else { weights[c] };
                if second >= 0.0 && second <= left {
                    cheapest = cheapest.min(first + second);
                }
            }
        }
    }
    cheapest
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn weights_sum_to_one(raw in any_weights()) {
        let weights = normalise(&raw).unwrap();
        prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(weights.iter().all(|w| (0.0..=1.0).contains(w)));
    }

    #[test]
    fn leaf_weights_of_a_tree_sum_to_one(nodes in vec((any::<prop::sample::Index>(), 1..=100_u32), 1..30)) {
        // Every node but the first hangs from an earlier one, or from the top.
        let parents: Vec<Option<usize>> =
            nodes.iter().enumerate().map(|(node, (pick, _))| pick.index(node + 1).checked_sub(1)).collect();
        let raw: Vec<f64> = nodes.iter().map(|(_, raw)| f64::from(*raw)).collect();
        let weights = tree(&parents, &raw).unwrap();
        let leaves: f64 = weights.leaves.iter().map(|&leaf| weights.global[leaf]).sum();
        prop_assert!((leaves - 1.0).abs() < 1e-12);
        for (node, global) in weights.global.iter().enumerate().filter(|(node, _)| !weights.leaves.contains(node)) {
            let children: f64 = (0..parents.len()).filter(|&c| parents[c] == Some(node)).map(|c| weights.global[c]).sum();
            prop_assert!((children - global).abs() < 1e-12);
        }
    }

    #[test]
    fn permuting_options_permutes_the_results(
        ((weights, scores), order) in table().prop_flat_map(|(weights, scores)| {
            let order: Vec<usize> = (0..scores.len()).collect();
            (Just((weights, scores)), Just(order).prop_shuffle())
        }),
        missing in policy(),
    ) {
        let before = sum(&weights, &scores, missing);
        let shuffled: Vec<_> = order.iter().map(|&option| scores[option].clone()).collect();
        let after = sum(&weights, &shuffled, missing);
        for (position, &option) in order.iter().enumerate() {
            prop_assert_eq!(after.ranks[position], before.ranks[option]);
            prop_assert_eq!(after.totals[position], before.totals[option]);
            prop_assert_eq!(&after.contributions[position], &before.contributions[option]);
        }
    }

    #[test]
    fn scaling_raw_weights_changes_nothing((weights, scores) in table(), power in -12.0..12.0_f64, missing in policy()) {
        let factor = libm::exp10(power);
        let scaled: Vec<f64> = weights.iter().map(|w| w * factor).collect();
        let (before, after) = (sum(&weights, &scores, missing), sum(&scaled, &scores, missing));
        prop_assert_eq!(before.ranks, after.ranks);
        for (a, b) in before.totals.iter().zip(&after.totals) {
            prop_assert_eq!(a.is_some(), b.is_some());
            prop_assert!((a.unwrap_or(0.0) - b.unwrap_or(0.0)).abs() < 1e-10);
        }
    }

    #[test]
    fn contributions_add_to_the_total((weights, scores) in table(), missing in policy()) {
        let result = sum(&weights, &scores, missing);
        for (row, total) in result.contributions.iter().zip(&result.totals) {
            if let Some(total) = total {
                prop_assert!((row.iter().flatten().sum::<f64>() - total).abs() < 1e-10);
            }
        }
    }

    #[test]
    fn a_dominated_option_never_ranks_above_its_dominator((weights, points) in complete_table(), gains in vec(0..50_u32, 6)) {
        // The dominator of option 0 is put last, where a careless sort would leave it.
        let mut points = points;
        points.push(points[0].iter().zip(&gains).map(|(v, gain)| v + f64::from(*gain)).collect());
        let scores: Vec<Vec<Option<f64>>> = points.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
        let ranks = sum(&weights, &scores, Missing::Withhold).ranks;
        prop_assert!(ranks[points.len() - 1].unwrap() <= ranks[0].unwrap());
    }

    #[test]
    fn printed_shares_add_to_a_hundred(raw in any_weights()) {
        let tenths = printed_tenths(&raw).unwrap();
        prop_assert_eq!(tenths.iter().sum::<u32>(), 1000);
        for (printed, exact) in tenths.iter().zip(normalise(&raw).unwrap()) {
            prop_assert!((f64::from(*printed) - 1000.0 * exact).abs() < 1.0 + 1e-9, "{} for {}", printed, exact);
        }
    }

    #[test]
    fn the_smallest_move_ties((raw, points) in complete_table()) {
        let weights = normalise(&raw).unwrap();
        let (one, other) = (&points[0], &points[1]);
        let lead = total(&weights, one) - total(&weights, other);
        let Some(tie) = smallest_move(&raw, one, other).unwrap() else {
            // No weights can tie them: the leader is ahead on every criterion.
            prop_assert!(one.iter().zip(other).all(|(a, b)| (a - b) * lead > 0.0));
            return Ok(());
        };
        let mut moved = weights.clone();
        for step in &tie.moves {
            prop_assert!(step.amount > 0.0);
            moved[step.from] -= step.amount;
            moved[step.to] += step.amount;
        }
        prop_assert!(moved.iter().all(|w| *w >= -1e-12), "no criterion gives more than it has");
        prop_assert!((total(&moved, one) - total(&moved, other)).abs() < 1e-9);
        prop_assert!((tie.total - tie.moves.iter().map(|step| step.amount).sum::<f64>()).abs() < 1e-12);

        let sign = if lead < 0.0 { -1.0 } else { 1.0 };
        let favour: Vec<f64> = one.iter().zip(other).map(|(a, b)| sign * (a - b)).collect();
        prop_assert!(tie.total <= cheapest_two_moves(&weights, &favour) + 1e-9, "a cheaper tie exists");
    }

    #[test]
    fn the_nearest_rival_is_nearest((raw, points) in complete_table()) {
        let nearest = nearest_rival(&raw, &points, 0).unwrap();
        let ties = points[1..].iter().filter_map(|row| smallest_move(&raw, &points[0], row).unwrap());
        let smallest = ties.map(|tie| tie.total).fold(f64::INFINITY, f64::min);
        match nearest {
            Some((rival, tie)) => {
                prop_assert!(rival > 0 && tie.total <= smallest);
                prop_assert_eq!(smallest_move(&raw, &points[0], &points[rival]).unwrap(), Some(tie));
            }
            None => prop_assert!(smallest.is_infinite()),
        }
    }
}
