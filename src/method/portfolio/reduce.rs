//! What is left to decide once everything that follows from the constraints alone has been decided.
//!
//! Initiatives that need each other become one unit. Bounds and values play no part here.

use super::structure::Structure;
use super::{Problem, selection};

/// Initiatives that are chosen together or not at all.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The initiatives, ascending.
    pub(super) initiatives: Vec<usize>,
    /// Their value together.
    pub(super) value: i64,
    /// Their cost together, for each budget that can bind.
    pub(super) costs: Vec<i64>,
}

/// A tie between units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// At most one of these units, of which there are two or more.
    Exclusive(Vec<usize>),
    /// The first only with the second.
    Requires(usize, usize),
}

/// What is left to decide.
#[derive(Clone, Debug)]
pub(super) struct Reduced {
    /// What may still be chosen.
    pub(super) units: Vec<Unit>,
    /// How the units are tied.
    pub(super) links: Vec<Link>,
    /// What is left of each budget that can bind; never empty.
    pub(super) budgets: Vec<i64>,
    /// The initiatives that are chosen already, as bits.
    pub(super) chosen: Vec<u64>,
    /// Their value.
    pub(super) value: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Open,
    In,
    Out,
}

/// Returns what is left to decide when some initiatives must, and some must not, be chosen, beyond what the problem
/// says; `None` when no choice keeps every limit.
pub(super) fn reduce(problem: &Problem, structure: &Structure, ins: &[usize], outs: &[usize]) -> Option<Reduced> {
    let mut standing = vec![Standing::Open; problem.values.len()];
    for &initiative in problem.mandatory.iter().chain(ins) {
        settle(structure, &mut standing, initiative, Standing::In)?;
    }
    for &initiative in problem.forbidden.iter().chain(outs) {
        settle(structure, &mut standing, initiative, Standing::Out)?;
    }
    let left = budgets_left(problem, &standing)?;
    for initiative in 0..standing.len() {
        if standing[initiative] == Standing::Open && !possible(problem, structure, &standing, &left, initiative) {
            settle(structure, &mut standing, initiative, Standing::Out)?;
        }
    }
    let binding = binding(problem, &standing, &left);
    let (units, unit_of) = units(problem, structure, &standing, &binding);
    let mut chosen = vec![0; selection::n_words(standing.len())];
    let ins = (0..standing.len()).filter(|&initiative| standing[initiative] == Standing::In);
    ins.clone().for_each(|initiative| selection::toggle(&mut chosen, initiative));
    Some(Reduced {
        links: links(problem, structure, &unit_of),
        units,
        // Totals are below 2^58, so a larger budget is as good as that.
        budgets: if binding.is_empty() { vec![0] } else { binding.iter().map(|&budget| left[budget]).collect() },
        value: ins.map(|initiative| problem.values[initiative]).sum(),
        chosen,
    })
}

/// Decides an initiative and all that follows: `None` where it was decided otherwise.
fn settle(structure: &Structure, standing: &mut [Standing], initiative: usize, to: Standing) -> Option<()> {
    let mut queue = vec![(initiative, to)];
    while let Some((one, to)) = queue.pop() {
        match standing[one] {
            Standing::Open => standing[one] = to,
            already if already == to => continue,
            _ => return None,
        }
        if to == Standing::In {
            queue.extend(structure.needs[one].iter().map(|&needed| (needed, Standing::In)));
            let rivals = structure.sets_of[one].iter().flat_map(|&set| structure.sets[set].iter().copied());
            queue.extend(rivals.filter(|&rival| rival != one).map(|rival| (rival, Standing::Out)));
        } else {
            queue.extend(structure.needed_by[one].iter().map(|&dependent| (dependent, Standing::Out)));
        }
    }
    Some(())
}

/// Returns what is left of each budget, at most 2^58 of it; `None` where one is exceeded already.
fn budgets_left(problem: &Problem, standing: &[Standing]) -> Option<Vec<i64>> {
    let left = problem.costs.iter().zip(&problem.budgets).map(|(costs, &budget)| {
        let spent: u64 = costs.iter().zip(standing).filter(|(_, s)| **s == Standing::In).map(|(cost, _)| cost).sum();
        let left = budget.checked_sub(spent)?;
        Some(left.min(super::check::LARGEST_TOTAL).cast_signed())
    });
    left.collect()
}

/// Returns whether an open initiative, with all that it needs, keeps every limit.
fn possible(problem: &Problem, structure: &Structure, standing: &[Standing], left: &[i64], initiative: usize) -> bool {
    let mut needed = structure.closure(initiative);
    needed.retain(|&one| standing[one] != Standing::In);
    let affordable = || {
        let mut budgets = problem.costs.iter().zip(left);
        budgets.all(|(costs, &left)| needed.iter().map(|&one| costs[one].cast_signed()).sum::<i64>() <= left)
    };
    needed.iter().all(|&one| standing[one] == Standing::Open) && affordable() && structure.compatible(&needed)
}

/// Returns the budgets that all open initiatives together would exceed, or else the first budget.
fn binding(problem: &Problem, standing: &[Standing], left: &[i64]) -> Vec<usize> {
    let open = |costs: &[u64]| -> u64 {
        costs.iter().zip(standing).filter(|(_, s)| **s == Standing::Open).map(|(cost, _)| cost).sum()
    };
    let all = 0..left.len();
    let binding: Vec<usize> =
        all.clone().filter(|&budget| open(&problem.costs[budget]).cast_signed() > left[budget]).collect();
    if binding.is_empty() { all.take(1).collect() } else { binding }
}

/// Returns the units of the open initiatives, and the unit of each initiative.
fn units(
    problem: &Problem,
    structure: &Structure,
    standing: &[Standing],
    binding: &[usize],
) -> (Vec<Unit>, Vec<Option<usize>>) {
    let n = standing.len();
    let mut unit_of: Vec<Option<usize>> = vec![None; n];
    let mut units: Vec<Unit> = Vec::new();
    for one in (0..n).filter(|&one| standing[one] == Standing::Open) {
        if unit_of[one].is_some() {
            continue;
        }
        let needs_back = |other: usize| structure.closure(other).binary_search(&one).is_ok();
        let mut initiatives = structure.closure(one);
        initiatives.retain(|&other| other == one || standing[other] == Standing::Open && needs_back(other));
        initiatives.iter().for_each(|&member| unit_of[member] = Some(units.len()));
        let sum = |costs: &[u64]| initiatives.iter().map(|&member| costs[member].cast_signed()).sum::<i64>();
        let costs: Vec<i64> = binding.iter().map(|&budget| sum(&problem.costs[budget])).collect();
        units.push(Unit {
            value: initiatives.iter().map(|&member| problem.values[member]).sum(),
            costs: if costs.is_empty() { vec![0] } else { costs },
            initiatives,
        });
    }
    (units, unit_of)
}

/// Returns the ties that are left between units, each once.
fn links(problem: &Problem, structure: &Structure, unit_of: &[Option<usize>]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for members in &structure.sets {
        let open: Vec<usize> = members.iter().filter_map(|&member| unit_of[member]).collect();
        let open = super::structure::distinct(&open);
        if open.len() > 1 {
            links.push(Link::Exclusive(open));
        }
    }
    for &(one, needed) in &problem.requires {
        if let (Some(one), Some(needed)) = (unit_of[one], unit_of[needed])
            && one != needed
        {
            links.push(Link::Requires(one, needed));
        }
    }
    links.sort_by_key(key);
    links.dedup();
    links
}

/// Returns what ties are ordered by.
fn key(link: &Link) -> (bool, Vec<usize>) {
    match link {
        Link::Exclusive(members) => (false, members.clone()),
        Link::Requires(one, needed) => (true, vec![*one, *needed]),
    }
}
