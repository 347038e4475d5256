//! Findings on the criteria: undefined ones, ones that cannot tell options apart, ones that say the same twice, and cost or
//! carbon where it does not belong.

use super::{Finding, Input, Kind};
use crate::appraisal::{Criterion, Leaf, Scale};
use crate::framework::Lens;
use crate::id::{CriterionId, GoalId};
use crate::method::correlation::mid_ranks;
use crate::spelling::folded;
use std::collections::{HashMap, HashSet};

/// Criteria that rank the options this much alike are named.
const ALIKE: f64 = 0.9;

/// With fewer options two criteria rank them alike by chance too often.
const FEWEST_OPTIONS: usize = 5;

/// Words of a criterion that is about money spent.
const COST_WORDS: [&str; 20] = [
    "cost",
    "costs",
    "price",
    "prices",
    "budget",
    "budgets",
    "capital",
    "capex",
    "opex",
    "expenditure",
    "spend",
    "spending",
    "savings",
    "affordability",
    "affordable",
    "npv",
    "npc",
    "payback",
    "cashable",
    "expense",
];

/// Words of a criterion that is about carbon.
const CARBON_WORDS: [&str; 8] = ["carbon", "co2", "co2e", "tco2", "tco2e", "greenhouse", "ghg", "emissions"];

/// Units of money.
const MONEY_WORDS: [&str; 5] = ["gbp", "pound", "pounds", "pence", "money"];

pub(super) fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    if input.leaves.is_empty() {
        found.push(Finding::new(Kind::NoCriteria));
        return;
    }
    let of = |wanted: &dyn Fn(&Criterion, &Leaf) -> bool| -> Vec<CriterionId> {
        let leaves = input.leaves.iter();
        leaves.filter(|(criterion, leaf)| wanted(criterion, leaf)).map(|(criterion, _)| criterion.id).collect()
    };
    let undefined = of(&|criterion, leaf| {
        criterion.definition.is_empty() && leaf.worst_anchor.is_empty() && leaf.best_anchor.is_empty()
    });
    if !undefined.is_empty() {
        found.push(Finding::on(Kind::Undefined, undefined));
    }
    let columns = points_by_column(input);
    let has_costs = input.appraisal.alternatives.iter().any(|option| option.cost.is_some());
    for (column, (criterion, leaf)) in input.leaves.iter().enumerate() {
        // A move that was weighed already is named among the weights.
        if !leaf.has_both_ends() && input.results.columns[column].points.is_none() {
            found.push(Finding::on(Kind::EndsNotDescribed, [criterion.id]));
        }
        if has_costs && is_in_money(leaf) {
            found.push(Finding::on(Kind::MoneyScored, [criterion.id]));
        } else if speaks_of_cost(criterion, leaf) {
            found.push(Finding::on(Kind::CostScored, [criterion.id]));
        }
        if columns[column].as_deref().is_some_and(is_constant) {
            found.push(Finding::on(Kind::SameEverywhere, [criterion.id]));
        } else if let Some(kind) = columns[column].as_deref().and_then(|points| use_of_scale(&leaf.scale, points)) {
            found.push(Finding::on(kind, [criterion.id]));
        }
    }
    for group in same_names(input.leaves.iter().map(|(criterion, _)| (criterion.id, criterion.name.as_str()))) {
        found.push(Finding::on(Kind::SameName, group));
    }
    for cluster in alike(input, &columns) {
        found.push(Finding::on(Kind::Alike, cluster));
    }
    let carbon = carbon_criteria(input);
    if carbon.len() > 1 {
        found.push(Finding::on(Kind::CarbonTwice, carbon));
    }
}

/// The points of a hundred that tell options apart, so that a criterion can do what its weight says.
const HARDLY: f64 = 10.0;

/// Returns what is to be said of how much of its scale a criterion uses, by the points of all options.
fn use_of_scale(scale: &Scale, points: &[f64]) -> Option<Kind> {
    let low = points.iter().copied().fold(f64::INFINITY, f64::min);
    let high = points.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let is_whole = points.iter().all(|points| points.fract() == 0.0);
    match scale {
        _ if points.len() < 2 || high - low > HARDLY => None,
        Scale::Direct if high <= HARDLY && is_whole => Some(Kind::OtherScale { low, high }),
        _ => Some(Kind::HardlyUsed { span: high - low }),
    }
}

/// Returns the ids whose names look alike, each group in order.
pub(super) fn same_names<'a, T: Copy>(named: impl Iterator<Item = (T, &'a str)>) -> Vec<Vec<T>> {
    let mut groups: Vec<(String, Vec<T>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (id, name) in named {
        let name = folded(name);
        let at = *places.entry(name.clone()).or_insert(groups.len());
        if at == groups.len() {
            groups.push((name, Vec::new()));
        }
        groups[at].1.push(id);
    }
    groups.into_iter().map(|(_, ids)| ids).filter(|ids| ids.len() > 1).collect()
}

/// Returns the points of every option, criterion by criterion; `None` where an option has none. Option by option, as they
/// lie in memory.
fn points_by_column(input: &Input<'_>) -> Vec<Option<Vec<f64>>> {
    let mut columns = vec![Some(Vec::with_capacity(input.results.standings.len())); input.leaves.len()];
    for standing in &input.results.standings {
        for (at, column) in columns.iter_mut().enumerate() {
            match (standing.cells.get(at).and_then(|cell| cell.points), column.as_mut()) {
                (Some(points), Some(all)) => all.push(points),
                _ => *column = None,
            }
        }
    }
    columns
}

fn is_constant(points: &[f64]) -> bool {
    points.len() > 1 && points.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-9)
}

/// Returns criteria that rank the options alike, chained into groups: each stands in at most one. A prompt and no proof:
/// options are not a sample.
///
/// # Reference
/// Spearman (1904), *The proof and measurement of association between two things*; ties take the mean of their ranks.
fn alike(input: &Input<'_>, columns: &[Option<Vec<f64>>]) -> Vec<Vec<CriterionId>> {
    let n_options = input.results.standings.len();
    if n_options < FEWEST_OPTIONS {
        return Vec::new();
    }
    // Ranks less their mean, once for each criterion; none where all are equal or one is missing.
    let centred: Vec<Option<(Vec<f64>, f64)>> = columns
        .iter()
        .map(|points| {
            let mean = (n_options + 1) as f64 / 2.0;
            let ranks: Vec<f64> = mid_ranks(points.as_deref()?).into_iter().map(|rank| rank - mean).collect();
            let square: f64 = ranks.iter().map(|rank| rank * rank).sum();
            (square > 0.0).then_some((ranks, square))
        })
        .collect();
    let mut group: Vec<usize> = (0..centred.len()).collect();
    for one in 0..centred.len() {
        for other in one + 1..centred.len() {
            if let (Some((a, aa)), Some((b, bb))) = (&centred[one], &centred[other]) {
                let product: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
                if product.abs() / (aa * bb).sqrt() >= ALIKE - 1e-9 {
                    let (from, to) = (group[other], group[one]);
                    group.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
                }
            }
        }
    }
    let members = |wanted: usize| -> Vec<CriterionId> {
        let all = input.leaves.iter().zip(&group);
        all.filter(|(_, group)| **group == wanted).map(|((criterion, _), _)| criterion.id).collect()
    };
    (0..centred.len()).map(members).filter(|members| members.len() > 1).collect()
}

/// Returns the criteria that carbon is scored on: linked to a carbon goal, or speaking of it.
pub(super) fn carbon_criteria(input: &Input<'_>) -> Vec<CriterionId> {
    let goals = input.case.goals().filter(|(framework, _)| framework.lens == Lens::Carbon);
    let goals: HashSet<GoalId> = goals.map(|(_, goal)| goal.id).collect();
    let is_carbon = |criterion: &Criterion, leaf: &Leaf| {
        let linked = criterion.goal.is_some_and(|goal| goals.contains(&goal));
        linked || words(criterion, leaf).any(|word| CARBON_WORDS.contains(&word.as_str()))
    };
    let leaves = input.leaves.iter();
    leaves.filter(|(criterion, leaf)| is_carbon(criterion, leaf)).map(|(criterion, _)| criterion.id).collect()
}

fn speaks_of_cost(criterion: &Criterion, leaf: &Leaf) -> bool {
    let mut before = String::new();
    for word in words(criterion, leaf) {
        // Natural and social capital are no money.
        let other_capital = word == "capital" && ["natural", "social", "human"].contains(&before.as_str());
        if COST_WORDS.contains(&word.as_str()) && !other_capital {
            return true;
        }
        before = word;
    }
    is_in_money(leaf)
}

fn is_in_money(leaf: &Leaf) -> bool {
    let Scale::Measured { measure, .. } = &leaf.scale else { return false };
    measure.unit.contains('£') || split(&measure.unit).any(|word| MONEY_WORDS.contains(&word.as_str()))
}

/// Returns the words of a criterion's name and definition and of what is measured, small.
fn words<'a>(criterion: &'a Criterion, leaf: &'a Leaf) -> impl Iterator<Item = String> + 'a {
    let measure = match &leaf.scale {
        Scale::Measured { measure, .. } => [measure.name.as_str(), measure.unit.as_str()],
        _ => ["", ""],
    };
    [criterion.name.as_str(), criterion.definition.as_str()].into_iter().chain(measure).flat_map(split)
}

fn split(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = text.split(|letter: char| !letter.is_alphanumeric() && letter != '₂');
    parts.filter(|word| !word.is_empty()).map(|word| word.to_lowercase().replace('₂', "2"))
}
