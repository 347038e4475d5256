//! Laws of sensitivity, dominance, rank reversal and the other methods: what must hold for every table.

use proptest::collection::vec;
use proptest::prelude::*;
use weighbridge::method::additive::{Missing, totals, weighted_sum};
use weighbridge::method::constraint::{Constraint, Sense, at_least_as_important};
use weighbridge::method::discrimination::discrimination;
use weighbridge::method::dominance::{Reach, dominances, potential, reach};
use weighbridge::method::linear_program::{ProgramOutcome, maximise};
use weighbridge::method::promethee::{self, Preference, Relation as Standing, flows, preference_matrix};
use weighbridge::method::reversal::reversals;
use weighbridge::method::sensitivity::robustness::robustness;
use weighbridge::method::sensitivity::score::switches_against;
use weighbridge::method::sensitivity::weight_line::{crossings, swing_crossing, weight_line};
use weighbridge::method::sensitivity::{base, tornado};
use weighbridge::method::topsis::{fixed_ideals, topsis};

const SCALE: (f64, f64) = (0.0, 100.0);

/// Raw weights as people type them, some of them zero, at least one above.
fn weights(n: usize) -> impl Strategy<Value = Vec<f64>> {
    vec(prop_oneof![1 => Just(0_u32), 5 => 1..=100_u32], n)
        .prop_filter("some weight", |raw| raw.iter().any(|w| *w > 0))
        .prop_map(|raw| raw.into_iter().map(f64::from).collect())
}

/// Points as people type them: steps of five make ties common.
fn points(n_options: usize, n_criteria: usize) -> impl Strategy<Value = Vec<Vec<f64>>> {
    vec(vec((0..=20_u32).prop_map(|step| f64::from(step * 5)), n_criteria), n_options)
}

fn table() -> impl Strategy<Value = (Vec<f64>, Vec<Vec<f64>>)> {
    (2..7_usize, 2..6_usize).prop_flat_map(|(options, criteria)| (weights(criteria), points(options, criteria)))
}

fn preference() -> impl Strategy<Value = Preference> {
    let step = || (0..=12_u32).prop_map(|step| f64::from(step) * 2.5);
    prop_oneof![
        Just(Preference::Usual),
        step().prop_map(|indifference| Preference::UShape { indifference }),
        step().prop_map(|preference| Preference::VShape { preference }),
        (step(), step()).prop_map(|(low, more)| Preference::Level { indifference: low, preference: low + more }),
        (step(), step()).prop_map(|(low, more)| Preference::Linear { indifference: low, preference: low + more }),
        step().prop_map(|spread| Preference::Gaussian { spread: spread + 0.5 }),
    ]
}

fn criteria() -> impl Strategy<Value = Vec<promethee::Criterion>> {
    let one = (1..=100_u32, any::<bool>(), preference());
    vec(
        one.prop_map(|(weight, cost, preference)| promethee::Criterion { weight: f64::from(weight), cost, preference }),
        4,
    )
}

fn total(weights: &[f64], row: &[f64]) -> f64 {
    weights.iter().zip(row).map(|(w, v)| w * v).sum::<f64>() / weights.iter().sum::<f64>()
}

fn ranks(weights: &[f64], rows: &[Vec<f64>]) -> Vec<Option<usize>> {
    let scores: Vec<Vec<Option<f64>>> = rows.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
    weighted_sum(weights, &scores, Missing::Withhold).unwrap().ranks
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
}

/// Returns the best value of a program of two variables by trying every corner of what is allowed.
fn best_corner(objective: &[f64], limits: &[Constraint]) -> Option<f64> {
    let mut lines: Vec<[f64; 3]> =
        limits.iter().map(|limit| [limit.coefficients[0], limit.coefficients[1], limit.bound]).collect();
    lines.extend([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
    let allowed = |x: f64, y: f64| {
        x >= -1e-7
            && y >= -1e-7
            && limits.iter().all(|limit| {
                let sum = limit.coefficients[0] * x + limit.coefficients[1] * y;
                match limit.sense {
                    Sense::AtMost => sum <= limit.bound + 1e-7,
                    Sense::AtLeast => sum >= limit.bound - 1e-7,
                    Sense::Equal => (sum - limit.bound).abs() <= 1e-7,
                }
            })
    };
    let mut best: Option<f64> = None;
    for (at, [a, b, c]) in lines.iter().enumerate() {
        for [d, e, f] in &lines[at + 1..] {
            let determinant = a * e - b * d;
            if determinant.abs() > 1e-12 {
                let (x, y) = ((c * e - b * f) / determinant, (a * f - c * d) / determinant);
                if allowed(x, y) {
                    let value = objective[0] * x + objective[1] * y;
                    best = Some(best.map_or(value, |found| found.max(value)));
                }
            }
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_go_through_the_present_totals(((weights, points), group) in table().prop_flat_map(|(weights, points)| {
        let n = weights.len();
        (Just((weights, points)), prop::sample::subsequence((0..n).collect::<Vec<_>>(), 1..n))
    })) {
        let line = weight_line(&weights, &points, &group).unwrap();
        for (now, wanted) in line.totals(line.base).iter().zip(base(&weights, &points).unwrap().totals) {
            prop_assert!(near(*now, wanted));
        }
        let segments = line.envelope();
        prop_assert!(segments[0].from <= 0.0 && segments.last().unwrap().to >= 1.0);
        prop_assert!(segments.windows(2).all(|pair| pair[0].to.to_bits() == pair[1].from.to_bits() && pair[0].best != pair[1].best));
        for segment in &segments {
            prop_assert!(segment.from < segment.to);
            let totals = line.totals((segment.from + segment.to) / 2.0);
            let highest = totals.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            for (option, total) in totals.iter().enumerate() {
                // A stretch can be too short for its middle to tell a line that only touches it.
                let best = segment.best.contains(&option);
                prop_assert!(!best || near(*total, highest));
                prop_assert!(best || *total < highest || segment.to - segment.from < 1e-6);
            }
        }
        for option in 0..points.len() {
            let on_top: Vec<_> = segments.iter().filter(|segment| segment.best.contains(&option)).collect();
            match (line.stability(option), on_top.first().zip(on_top.last())) {
                (Some(interval), Some((first, last))) => {
                    prop_assert!(near(interval.low, first.from) && near(interval.high, last.to));
                }
                // Best at a single point only: where it touches the top.
                (Some(interval), None) => prop_assert!(interval.high - interval.low < 1e-9),
                (None, on_top) => prop_assert!(on_top.is_none()),
            }
        }
    }

    #[test]
    fn crossings_tie((weights, points) in table()) {
        for (criterion, found) in crossings(&weights, &points, 0).unwrap().iter().enumerate() {
            let line = weight_line(&weights, &points, &[criterion]).unwrap();
            for (rival, at) in found.rivals.iter().enumerate() {
                if let Some(at) = at {
                    prop_assert!((0.0..=1.0).contains(at));
                    let totals = line.totals(*at);
                    prop_assert!(near(totals[0], totals[rival]));
                } else {
                    let leads = [0.0, 1.0].map(|at| line.totals(at)).map(|totals| totals[0] - totals[rival]);
                    prop_assert!(leads[0] * leads[1] > 0.0 || leads.iter().all(|lead| lead.abs() < 1e-9));
                }
            }
        }
    }

    #[test]
    fn swing_points_and_scores_tie((swings, points) in table()) {
        for criterion in 0..swings.len() {
            if let Some(switch) = swing_crossing(&swings, &points[0], &points[1], criterion).unwrap() {
                let mut moved = swings.clone();
                moved[criterion] = switch;
                prop_assert!(near(total(&moved, &points[0]), total(&moved, &points[1])));
            }
        }
        for (criterion, switch) in switches_against(&swings, &points, 0, 1, SCALE).unwrap().into_iter().enumerate() {
            if let Some(switch) = switch {
                prop_assert!((0.0..=100.0).contains(&switch));
                let mut row = points[0].clone();
                row[criterion] = switch;
                prop_assert!(near(total(&swings, &row), total(&swings, &points[1])));
            }
        }
    }

    #[test]
    fn bars_start_from_the_present_lead((weights, points) in table(), change in 0.0..1.5_f64) {
        let still = tornado::weights(&weights, &points, 0.0).unwrap();
        for bar in &still.bars {
            prop_assert!(near(bar.low.lead.unwrap(), still.base.lead().unwrap()) && near(bar.swing.unwrap(), 0.0));
        }
        let moved = tornado::weights(&weights, &points, change).unwrap();
        prop_assert!(moved.order.windows(2).all(|pair| moved.bars[pair[0]].swing >= moved.bars[pair[1]].swing));
        let (low, high): (Vec<Vec<f64>>, Vec<Vec<f64>>) = points
            .iter()
            .map(|row| row.iter().map(|v| ((v - change).max(0.0), (v + change).min(100.0))).unzip())
            .unzip();
        for bar in tornado::scores(&weights, &points, &low, &high).unwrap().bars {
            let mut rows = points.clone();
            rows[bar.option][bar.criterion] = bar.high.points;
            let after = base(&weights, &rows).unwrap();
            prop_assert!(near(bar.high.total, after.totals[bar.option]));
            prop_assert_eq!(bar.high.best, after.leader);
        }
    }

    #[test]
    fn no_weights_do_better_than_the_kindest((tried, points) in table()) {
        let n_options = points.len();
        for option in 0..n_options {
            let found = potential(&points, option, &[]).unwrap();
            let lead = |weights: &[f64]| {
                let own = total(weights, &points[option]);
                let rivals = (0..n_options).filter(|&rival| rival != option);
                rivals.map(|rival| own - total(weights, &points[rival])).fold(f64::INFINITY, f64::min)
            };
            prop_assert!(found.lead.unwrap() >= lead(&tried) - 1e-6, "{} below {}", found.lead.unwrap(), lead(&tried));
            prop_assert!(near(found.lead.unwrap(), lead(&found.weights)));
            let order = [at_least_as_important(tried.len(), 0, 1).unwrap()];
            let ordered = potential(&points, option, &order).unwrap();
            prop_assert!(ordered.weights[0] >= ordered.weights[1] - 1e-9);
            prop_assert!(ordered.lead.unwrap() <= found.lead.unwrap() + 1e-6);
        }
        let reach = reach(&points, &[]).unwrap();
        prop_assert!(reach[base(&tried, &points).unwrap().leader.unwrap()] != Reach::Never);
        for pair in dominances(&points).unwrap() {
            prop_assert!(reach[pair.worse] != Reach::CanLead);
            prop_assert!(total(&tried, &points[pair.better]) >= total(&tried, &points[pair.worse]) - 1e-9);
        }
    }

    #[test]
    fn two_variables_agree_with_every_corner(
        objective in vec(-5..=5_i32, 2),
        rows in vec((vec(-5..=5_i32, 2), 0..3_u8, -10..=10_i32), 0..6),
    ) {
        let numbers = |list: &[i32]| list.iter().copied().map(f64::from).collect::<Vec<f64>>();
        let senses = [Sense::AtMost, Sense::AtLeast, Sense::Equal];
        let mut limits: Vec<Constraint> = rows
            .iter()
            .map(|(coefficients, sense, bound)| Constraint {
                coefficients: numbers(coefficients),
                sense: senses[usize::from(*sense)],
                bound: f64::from(*bound),
            })
            .collect();
        let objective = numbers(&objective);
        let open = maximise(&objective, &limits).unwrap();
        limits.push(Constraint { coefficients: vec![1.0, 1.0], sense: Sense::AtMost, bound: 1000.0 });
        let corner = best_corner(&objective, &limits);
        match maximise(&objective, &limits).unwrap() {
            ProgramOutcome::Optimal { value, .. } => prop_assert!((value - corner.unwrap()).abs() < 1e-6),
            ProgramOutcome::Infeasible => prop_assert!(corner.is_none() && open == ProgramOutcome::Infeasible),
            ProgramOutcome::Unbounded => prop_assert!(false, "bounded by 1000"),
        }
        if open == ProgramOutcome::Unbounded {
            // With coefficients up to 5 and bounds up to 10, only the added limit can hold at such a value.
            prop_assert!(corner.unwrap() > 50.0);
        }
    }

    #[test]
    fn facts_of_the_first_place((weights, points) in table()) {
        let facts = robustness(&weights, &points, 2.0, SCALE).unwrap().unwrap();
        let now = base(&weights, &points).unwrap();
        for (stretch, weight) in facts.stability.iter().zip(&now.weights) {
            prop_assert!(stretch.low <= weight + 1e-9 && stretch.high >= weight - 1e-9);
        }
        for &option in &facts.dominated {
            prop_assert!(facts.reach[option] != Reach::CanLead);
        }
        // Moving one weight with the others in proportion is one of the moves that the smallest move is smallest of.
        if let Some(change) = facts.single_weight {
            let least = facts.moves[facts.nearest.unwrap()].as_ref().unwrap().total;
            prop_assert!(least <= (change.to - change.from).abs() + 1e-9);
        }
        if let Some(change) = facts.single_score {
            let mut rows = points.clone();
            rows[change.option][change.criterion] = change.to;
            prop_assert!(near(base(&weights, &rows).unwrap().lead().unwrap(), 0.0));
        }
    }

    #[test]
    fn fixed_scales_never_reverse_ranks((weights, points) in table()) {
        let additive = reversals(&points, |rows| Ok::<_, ()>(ranks(&weights, rows))).unwrap();
        prop_assert!(additive.is_empty(), "{:?}", additive);
        let ideal = reversals(&points, |rows| fixed_ideals(rows, &weights, 0.0, 100.0).map(|found| found.ranks));
        prop_assert!(ideal.unwrap().is_empty());
    }

    #[test]
    fn closeness_does_not_depend_on_units((weights, points) in table(), powers in vec(-20..20_i32, 6)) {
        let cost: Vec<bool> = (0..weights.len()).map(|criterion| criterion % 2 == 1).collect();
        let before = topsis(&points, &weights, &cost).unwrap();
        let scaled: Vec<Vec<f64>> = points
            .iter()
            .map(|row| row.iter().zip(&powers).map(|(v, power)| libm::ldexp(*v, *power)).collect())
            .collect();
        let after = topsis(&scaled, &weights, &cost).unwrap();
        for (a, b) in before.closeness.iter().zip(&after.closeness) {
            prop_assert!(near(a.unwrap_or(-1.0), b.unwrap_or(-1.0)));
            prop_assert!(a.is_none_or(|closeness| (0.0..=1.0).contains(&closeness)));
        }
    }

    #[test]
    fn flows_balance_and_agree_with_pairs(criteria in criteria(), points in (1..30_usize).prop_flat_map(|n| points(n, 4))) {
        let found = flows(&points, &criteria).unwrap();
        prop_assert!(found.net.iter().sum::<f64>().abs() < 1e-12 * points.len() as f64);
        let pairs = preference_matrix(&points, &criteria).unwrap();
        let n_others = (points.len() - 1).max(1) as f64;
        for option in 0..points.len() {
            let over: f64 = pairs[option].iter().sum::<f64>() / n_others;
            let under: f64 = pairs.iter().map(|row| row[option]).sum::<f64>() / n_others;
            prop_assert!((found.positive[option] - over).abs() < 1e-13 && (found.negative[option] - under).abs() < 1e-13);
            for other in 0..points.len() {
                let both = (found.relation(option, other).unwrap(), found.relation(other, option).unwrap());
                let mirrored = matches!(
                    both,
                    (Standing::Preferred, Standing::Outranked)
                        | (Standing::Outranked, Standing::Preferred)
                        | (Standing::Indifferent, Standing::Indifferent)
                        | (Standing::Incomparable, Standing::Incomparable)
                );
                prop_assert!(mirrored, "{:?}", both);
                // PROMETHEE I never contradicts PROMETHEE II.
                let consistent = both.0 != Standing::Preferred || found.ranks[option] <= found.ranks[other];
                prop_assert!(consistent);
            }
        }
    }

    #[test]
    fn permuting_options_permutes_flows_and_closeness(
        criteria in criteria(),
        (points, order) in (2..12_usize).prop_flat_map(|n| (points(n, 4), Just((0..n).collect::<Vec<_>>()).prop_shuffle())),
    ) {
        let shuffled: Vec<Vec<f64>> = order.iter().map(|&option| points[option].clone()).collect();
        let (before, after) = (flows(&points, &criteria).unwrap(), flows(&shuffled, &criteria).unwrap());
        for (position, &option) in order.iter().enumerate() {
            prop_assert_eq!(after.positive[position].to_bits(), before.positive[option].to_bits());
            prop_assert_eq!(after.ranks[position], before.ranks[option]);
        }
    }

    #[test]
    fn plain_totals_are_weighted_sums((weights, points) in table()) {
        let scores: Vec<Vec<Option<f64>>> = points.iter().map(|row| row.iter().copied().map(Some).collect()).collect();
        let wanted = weighted_sum(&weights, &scores, Missing::Withhold).unwrap().totals;
        let found: Vec<Option<f64>> = totals(&weights, &points.concat()).unwrap().into_iter().map(Some).collect();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn parts_of_the_gap_add_to_it((weights, points) in table()) {
        let found = discrimination(&weights, &points).unwrap();
        let totals = base(&weights, &points).unwrap().totals;
        let highest = totals.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let lowest = totals.iter().copied().fold(f64::INFINITY, f64::min);
        prop_assert!(near(found.iter().map(|criterion| criterion.of_gap).sum(), highest - lowest));
        let shares: f64 = found.iter().map(|criterion| criterion.share).sum();
        prop_assert!(near(shares, 1.0) || found.iter().all(|criterion| criterion.spread <= 0.0));
        prop_assert!(found.iter().all(|criterion| criterion.of_gap.abs() <= criterion.spread + 1e-12));
    }
}
