//! Laws of the best portfolio: against every choice, tried one by one, and where limits move.

use proptest::collection::vec;
use proptest::prelude::*;
use weighbridge::method::portfolio::frontier::frontier;
use weighbridge::method::portfolio::greedy::greedy;
use weighbridge::method::portfolio::search::{Progress, Search};
use weighbridge::method::portfolio::{Clash, Portfolio, PortfolioError, Problem, SearchOutcome, best};

/// Returns the initiatives of a choice given as bits.
fn chosen(n: usize, bits: u32) -> Vec<usize> {
    (0..n).filter(|one| bits >> one & 1 == 1).collect()
}

fn value(problem: &Problem, selected: &[usize]) -> i64 {
    selected.iter().map(|&one| problem.values[one]).sum()
}

fn costs(problem: &Problem, selected: &[usize]) -> Vec<u64> {
    problem.costs.iter().map(|costs| selected.iter().map(|&one| costs[one]).sum()).collect()
}

fn feasible(problem: &Problem, selected: &[usize]) -> bool {
    let has = |one: &usize| selected.contains(one);
    costs(problem, selected).iter().zip(&problem.budgets).all(|(cost, budget)| cost <= budget)
        && problem.mandatory.iter().all(has)
        && !problem.forbidden.iter().any(has)
        && problem.exclusive.iter().all(|set| selected.iter().filter(|one| set.contains(one)).count() <= 1)
        && problem.requires.iter().all(|(one, needed)| !has(one) || has(needed))
}

/// Returns the most that any choice is worth, and every choice worth that, by trying them all.
fn tried(problem: &Problem) -> Option<(i64, Vec<Vec<usize>>)> {
    let n = problem.values.len();
    let mut most: Option<(i64, Vec<Vec<usize>>)> = None;
    for selected in (0..1_u32 << n).map(|bits| chosen(n, bits)).filter(|selected| feasible(problem, selected)) {
        let worth = value(problem, &selected);
        match &mut most {
            Some((value, _)) if *value > worth => {}
            Some((value, all)) if *value == worth => all.push(selected),
            _ => most = Some((worth, vec![selected])),
        }
    }
    most
}

/// Holds an outcome against every choice tried.
fn check(problem: &Problem, outcome: &SearchOutcome) {
    match (tried(problem), outcome) {
        (None, SearchOutcome::Infeasible(clashes)) => {
            assert!(!clashes.is_empty());
            clashes.iter().for_each(|clash| assert!(holds(problem, clash), "{clash} in {problem:?}"));
        }
        (Some((value, all)), SearchOutcome::Best(found)) => {
            assert!(feasible(problem, &found.selected), "{found:?} for {problem:?}");
            assert_eq!(found.value, value, "{found:?} for {problem:?}");
            assert!(all.contains(&found.selected));
            assert_eq!(found.costs, costs(problem, &found.selected));
            if let Some(unique) = found.unique {
                assert_eq!(unique, all.len() == 1, "{found:?} {all:?} for {problem:?}");
            }
        }
        (tried, _) => panic!("{outcome:?}, tried {tried:?}, for {problem:?}"),
    }
}

/// Returns whether a clash is one.
fn holds(problem: &Problem, clash: &Clash) -> bool {
    let path = |path: &[usize]| {
        problem.mandatory.contains(&path[0])
            && path.windows(2).all(|pair| problem.requires.contains(&(pair[0], pair[1])))
    };
    match clash {
        Clash::MandatoryForbidden { initiative } => {
            problem.mandatory.contains(initiative) && problem.forbidden.contains(initiative)
        }
        Clash::NeedsForbidden { path: to } => {
            path(to) && to.len() > 1 && problem.forbidden.contains(to.last().unwrap())
        }
        Clash::Exclusive { set, one, other } => {
            let members = &problem.exclusive[*set];
            let (a, b) = (one.last().unwrap(), other.last().unwrap());
            path(one) && path(other) && a != b && members.contains(a) && members.contains(b)
        }
        Clash::OverBudget { budget, needed, available, initiatives } => {
            costs(problem, initiatives)[*budget] == *needed
                && problem.budgets[*budget] == *available
                && needed > available
        }
    }
}

/// Problems of up to 14 initiatives. Small numbers, so that ties and exact fits are frequent.
fn problems(n_budgets: std::ops::Range<usize>) -> impl Strategy<Value = Problem> {
    (0..=14_usize, n_budgets, 1..=40_u64).prop_flat_map(|(n, n_budgets, most)| {
        let one = 0..n.max(1);
        let few = move |most: usize| vec(one.clone(), 0..=if n == 0 { 0 } else { most });
        (
            vec(prop_oneof![8 => 0..=40_i64, 1 => -20..0_i64], n),
            vec(vec(0..=most, n), n_budgets),
            vec(0..=most * 8, n_budgets),
            few(2),
            few(2),
            vec(few(5), 0..4),
            vec((0..n.max(1), 0..n.max(1)), 0..=if n == 0 { 0 } else { 6 }),
        )
            .prop_map(|(values, costs, budgets, mandatory, forbidden, exclusive, requires)| Problem {
                values,
                costs,
                budgets,
                mandatory,
                forbidden,
                exclusive,
                requires,
            })
    })
}

/// Problems in which value follows cost: many choices are worth nearly the same.
fn correlated() -> impl Strategy<Value = Problem> {
    (vec(1..=30_u64, 1..=14), 0..=5_i64, 0..=100_u64).prop_map(|(costs, extra, share)| Problem {
        values: costs.iter().map(|&cost| cost.cast_signed() + extra).collect(),
        budgets: vec![costs.iter().sum::<u64>() * share / 100],
        costs: vec![costs],
        ..Problem::default()
    })
}

/// Returns whether the first of two equal choices is preferred under the only budget.
fn rank(problem: &Problem, selected: &[usize]) -> (Vec<u64>, usize, Vec<usize>) {
    (costs(problem, selected), selected.len(), selected.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn one_budget_is_best_of_every_choice_tried(problem in problems(1..2)) {
        let outcome = best(&problem).unwrap();
        check(&problem, &outcome);
        if let (Some((_, all)), Some(found)) = (tried(&problem), outcome.portfolio()) {
            let first = all.iter().min_by_key(|selected| rank(&problem, selected)).unwrap();
            prop_assert_eq!(&found.selected, first);
            prop_assert_eq!(found.unique, Some(all.len() == 1));
        }
    }

    #[test]
    fn several_budgets_are_best_of_every_choice_tried(problem in problems(2..4)) {
        check(&problem, &best(&problem).unwrap());
    }

    #[test]
    fn value_that_follows_cost_is_best_of_every_choice_tried(problem in correlated()) {
        check(&problem, &best(&problem).unwrap());
    }

    #[test]
    fn without_a_budget_everything_worth_having_is_chosen(problem in problems(0..1)) {
        check(&problem, &best(&problem).unwrap());
    }

    #[test]
    fn parts_of_any_size_come_to_the_same(problem in problems(1..3), n_nodes in 1..50_u64) {
        let mut search = Search::new(&problem).unwrap();
        let mut bound = i64::MAX;
        let outcome = loop {
            if let Progress::Done(outcome) = search.advance(n_nodes) {
                break outcome;
            }
            if let (Some(sofar), Some(at_most)) = (search.best(), search.bound()) {
                prop_assert!(feasible(&problem, &sofar.selected));
                prop_assert!(sofar.value <= at_most);
                prop_assert!(at_most <= bound);
                bound = at_most;
            }
        };
        if let Some(portfolio) = outcome.portfolio() {
            prop_assert!(portfolio.value <= bound);
            prop_assert_eq!(search.bound(), Some(portfolio.value));
        }
        prop_assert_eq!(outcome, best(&problem).unwrap());
    }

    #[test]
    fn more_money_never_buys_less(problem in problems(1..3), more in vec(0..60_u64, 5)) {
        let budgets: Vec<Vec<u64>> = more
            .iter()
            .scan(0, |sum, more| { *sum += more; Some(problem.costs.iter().map(|_| *sum).collect()) })
            .collect();
        let steps = frontier(&problem, &budgets).unwrap();
        let values: Vec<Option<i64>> =
            steps.iter().map(|step| step.outcome.portfolio().map(|portfolio| portfolio.value)).collect();
        prop_assert!(values.is_sorted(), "{:?}", values);
        for step in &steps {
            if let (Some(best), Some(greedy)) = (step.outcome.portfolio(), step.greedy.portfolio()) {
                let within = Problem { budgets: step.budgets.clone(), ..problem.clone() };
                prop_assert!(feasible(&within, &greedy.selected));
                prop_assert!(greedy.value <= best.value);
            }
        }
    }

    #[test]
    fn the_order_of_initiatives_does_not_change_the_value(problem in problems(1..3), turn in 0..14_usize) {
        let n = problem.values.len();
        let to = |one: usize| (n - 1 - one + turn) % n;
        let moved = |list: &[usize]| list.iter().map(|&one| to(one)).collect::<Vec<_>>();
        let mut other = problem.clone();
        for one in 0..n {
            other.values[to(one)] = problem.values[one];
            other.costs.iter_mut().zip(&problem.costs).for_each(|(to_costs, costs)| to_costs[to(one)] = costs[one]);
        }
        other.mandatory = moved(&problem.mandatory);
        other.forbidden = moved(&problem.forbidden);
        other.exclusive = problem.exclusive.iter().map(|set| moved(set)).collect();
        other.requires = problem.requires.iter().map(|&(one, needed)| (to(one), to(needed))).collect();
        let worth = |problem: &Problem| best(problem).unwrap().portfolio().map(|portfolio| portfolio.value);
        prop_assert_eq!(worth(&problem), worth(&other));
    }
}

fn simple(values: &[i64], costs: &[u64], budget: u64) -> Problem {
    Problem { values: values.to_vec(), costs: vec![costs.to_vec()], budgets: vec![budget], ..Problem::default() }
}

fn selected(problem: &Problem) -> Vec<usize> {
    best(problem).unwrap().portfolio().unwrap().selected.clone()
}

#[test]
fn nothing_to_choose_from_and_one_initiative() {
    let nothing = best(&simple(&[], &[], 10)).unwrap();
    assert_eq!(nothing, SearchOutcome::Best(Portfolio { costs: vec![0], unique: Some(true), ..Portfolio::default() }));
    assert_eq!(best(&Problem::default()).unwrap().portfolio().unwrap().selected, Vec::<usize>::new());
    assert_eq!(selected(&simple(&[5], &[3], 3)), [0]);
    assert_eq!(selected(&simple(&[5], &[3], 2)), Vec::<usize>::new());
    assert_eq!(selected(&simple(&[-5], &[0], 2)), Vec::<usize>::new());
}

#[test]
fn what_is_free_is_taken_and_what_is_worthless_is_not() {
    assert_eq!(selected(&simple(&[3, 0, 4, 0, 1], &[0, 0, 1, 5, 0], 0)), [0, 4]);
    assert_eq!(selected(&simple(&[3, 0, 4, 0, 1], &[0, 0, 1, 5, 0], 100)), [0, 2, 4]);
    // Taking the worthless one as well would be worth as much.
    assert_eq!(best(&simple(&[3, 0], &[1, 1], 2)).unwrap().portfolio().unwrap().unique, Some(false));
    assert_eq!(best(&simple(&[3, 0], &[1, 1], 1)).unwrap().portfolio().unwrap().unique, Some(true));
}

#[test]
fn equal_choices_are_told_apart_by_cost_then_number_then_position() {
    assert_eq!(selected(&simple(&[5, 5], &[4, 3], 5)), [1]);
    assert_eq!(selected(&simple(&[2, 3, 5], &[2, 3, 5], 5)), [2]);
    assert_eq!(selected(&simple(&[4, 4, 4, 4], &[2, 2, 2, 2], 5)), [0, 1]);
}

#[test]
fn every_clash_is_named() {
    let problem = Problem {
        mandatory: vec![0, 1, 5],
        forbidden: vec![1, 3],
        requires: vec![(0, 2), (2, 3)],
        exclusive: vec![vec![4, 0], vec![5, 2, 5]],
        ..simple(&[1; 6], &[10; 6], 30)
    };
    let SearchOutcome::Infeasible(clashes) = best(&problem).unwrap() else { panic!("expected clashes") };
    let expected = [
        Clash::MandatoryForbidden { initiative: 1 },
        Clash::NeedsForbidden { path: vec![0, 2, 3] },
        Clash::Exclusive { set: 1, one: vec![0, 2], other: vec![5] },
        Clash::OverBudget { budget: 0, needed: 50, available: 30, initiatives: vec![0, 1, 2, 3, 5] },
    ];
    assert_eq!(clashes, expected);
    assert_eq!(
        clashes[1].to_string(),
        "initiative 1 is mandatory and needs initiative 3, which needs initiative 4, which is forbidden"
    );
    assert_eq!(greedy(&problem).unwrap(), SearchOutcome::Infeasible(clashes));
}

#[test]
fn what_cannot_be_read_is_refused() {
    let refusals = [
        (
            Problem { values: vec![1, 2], ..simple(&[1], &[1], 1) },
            PortfolioError::CostsDiffer { budget: 0, n_initiatives: 2, n_costs: 1 },
        ),
        (
            Problem { budgets: vec![], ..simple(&[1], &[1], 1) },
            PortfolioError::BudgetsDiffer { n_budgets: 0, n_cost_lists: 1 },
        ),
        (Problem { mandatory: vec![1], ..simple(&[1], &[1], 1) }, PortfolioError::NoSuchMandatory { initiative: 1 }),
        (Problem { forbidden: vec![9], ..simple(&[1], &[1], 1) }, PortfolioError::NoSuchForbidden { initiative: 9 }),
        (
            Problem { exclusive: vec![vec![], vec![0, 2]], ..simple(&[1], &[1], 1) },
            PortfolioError::NoSuchExclusive { set: 1, initiative: 2 },
        ),
        (
            Problem { requires: vec![(0, 1)], ..simple(&[1], &[1], 1) },
            PortfolioError::NoSuchPrerequisite { pair: 0, initiative: 1 },
        ),
        (simple(&[i64::MIN, i64::MAX], &[1, 1], 1), PortfolioError::ValuesTooLarge),
        (simple(&[1, 1], &[u64::MAX, 1], 1), PortfolioError::CostsTooLarge { budget: 0 }),
    ];
    for (problem, refusal) in refusals {
        assert_eq!(best(&problem), Err(refusal.clone()));
        assert_eq!(greedy(&problem), Err(refusal));
    }
}

#[test]
fn the_largest_numbers_are_exact() {
    let half = 1_i64 << 57;
    let problem = simple(&[half - 1, half, 1], &[half as u64 - 1, half as u64, 1], half as u64);
    let found = best(&problem).unwrap();
    assert_eq!(found.portfolio().unwrap().value, half);
    assert_eq!(found.portfolio().unwrap().selected, [1]);
    let twice = Problem {
        costs: vec![problem.costs[0].clone(), vec![half as u64, half as u64 - 1, 1]],
        budgets: vec![half as u64; 2],
        ..problem.clone()
    };
    assert_eq!(best(&twice).unwrap().portfolio().unwrap().value, half);
    assert_eq!(best(&Problem { budgets: vec![u64::MAX], ..problem }).unwrap().portfolio().unwrap().value, 2 * half);
}
