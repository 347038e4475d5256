//! Which thing of one state of a case is which thing of another: by id and name, else by name, else by id.

use crate::appraisal::Appraisal;
use crate::case::Case;
use std::collections::{BTreeMap, BTreeSet};

/// Names of things that hold for both states: the ids of the first, and numbers beyond all ids for what only the second
/// has. Ids are unique over a case, so one table serves all nouns.
pub(super) struct Ids(Option<BTreeMap<u32, u64>>);

impl Ids {
    /// The names of the first state: its ids.
    pub(super) fn own() -> Ids {
        Ids(None)
    }

    /// Returns the name of what an id stands for.
    pub(super) fn of(&self, id: u32) -> u64 {
        let paired = |pairs: &BTreeMap<u32, u64>| pairs.get(&id).copied().unwrap_or(u64::from(id) | 1 << 32);
        self.0.as_ref().map_or(u64::from(id), paired)
    }

    /// Returns what stands in both states unchanged and need not be taken apart. Nothing does where an id stands for two
    /// things, as equal references may then mean different ones.
    pub(super) fn what_is_equal(&self, one: &Case, other: &Case) -> Equal {
        let moved = |(id, name): (&u32, &u64)| u64::from(*id) != *name;
        if self.0.as_ref().is_some_and(|pairs| pairs.iter().any(moved)) {
            return Equal::default();
        }
        let mut equal = Equal::default();
        let contributions: BTreeMap<_, _> =
            one.contributions.iter().map(|found| ((found.initiative, found.goal), found)).collect();
        let stays = |id: u32| self.of(id) == u64::from(id);
        for found in other.contributions.iter().filter(|found| stays(found.initiative.0) && stays(found.goal.0)) {
            if contributions.get(&(found.initiative, found.goal)).is_some_and(|before| *before == found) {
                equal.pairs.insert((found.initiative.0, found.goal.0));
            }
        }
        let initiatives: BTreeMap<_, _> = one.programme.initiatives.iter().map(|found| (found.id, found)).collect();
        for found in other.programme.initiatives.iter() {
            if initiatives.get(&found.id).is_some_and(|before| *before == found) {
                equal.initiatives.insert(found.id.0);
            }
        }
        equal
    }
}

/// What stands in both states unchanged.
#[derive(Default)]
pub(super) struct Equal {
    /// Contributions, by initiative and goal.
    pub(super) pairs: BTreeSet<(u32, u32)>,
    /// Initiatives, but for their names.
    pub(super) initiatives: BTreeSet<u32>,
}

/// Things that may be paired: id and name, in their order.
pub(super) type Things<'a> = Vec<(u32, &'a str)>;

/// Returns the names of the second state's things.
pub(super) fn pair_up(one: &Case, other: &Case) -> Ids {
    let mut pairs = BTreeMap::new();
    let frameworks = |case| frameworks(case);
    pair(&frameworks(one), &frameworks(other), &mut pairs);
    for framework in &other.frameworks {
        let Some(before) = pairs.get(&framework.id.0) else { continue };
        let Some(before) = one.frameworks.iter().find(|found| u64::from(found.id.0) == *before) else { continue };
        let goals = |framework: &'_ crate::framework::Framework| -> Vec<(u32, String)> {
            framework.goals.iter().map(|goal| (goal.id.0, goal.title.clone())).collect()
        };
        pair(&borrowed(&goals(before)), &borrowed(&goals(framework)), &mut pairs);
    }
    pair(&initiatives(one), &initiatives(other), &mut pairs);
    pair(&tables(one), &tables(other), &mut pairs);
    pair(&figures(one), &figures(other), &mut pairs);
    pair(&risks(one), &risks(other), &mut pairs);
    pair(&actions(one), &actions(other), &mut pairs);
    pair(&measures(one), &measures(other), &mut pairs);
    pair(&proxies(one), &proxies(other), &mut pairs);
    pair(&portfolios(one), &portfolios(other), &mut pairs);
    pair(&participants(one), &participants(other), &mut pairs);
    pair(&sessions(one), &sessions(other), &mut pairs);
    let appraisals = |case| appraisals(case);
    pair(&appraisals(one), &appraisals(other), &mut pairs);
    for appraisal in &other.appraisals {
        let Some(before) = pairs.get(&appraisal.id.0).copied() else { continue };
        let Some(before) = one.appraisals.iter().find(|found| u64::from(found.id.0) == before) else { continue };
        pair_within(before, appraisal, &mut pairs);
    }
    Ids(Some(pairs))
}

fn borrowed(things: &[(u32, String)]) -> Things<'_> {
    things.iter().map(|(id, name)| (*id, name.as_str())).collect()
}

fn frameworks(case: &Case) -> Things<'_> {
    case.frameworks.iter().map(|found| (found.id.0, found.title.as_str())).collect()
}

fn initiatives(case: &Case) -> Things<'_> {
    case.programme.initiatives.iter().map(|found| (found.id.0, found.name.as_str())).collect()
}

fn tables(case: &Case) -> Things<'_> {
    case.programme.tables.iter().map(|found| (found.id.0, found.title.as_str())).collect()
}

fn figures(case: &Case) -> Things<'_> {
    case.programme.figures.iter().map(|found| (found.id.0, found.label.as_str())).collect()
}

fn risks(case: &Case) -> Things<'_> {
    case.programme.risks.iter().map(|found| (found.id.0, found.text.as_str())).collect()
}

fn actions(case: &Case) -> Things<'_> {
    case.programme.actions.iter().map(|found| (found.id.0, found.text.as_str())).collect()
}

fn measures(case: &Case) -> Things<'_> {
    let lines = case.programme.initiatives.iter().flat_map(|found| &found.carbon.lines);
    lines.map(|line| (line.id.0, line.what.as_str())).collect()
}

fn proxies(case: &Case) -> Things<'_> {
    case.proxies.iter().map(|found| (found.id.0, found.measure.as_str())).collect()
}

fn portfolios(case: &Case) -> Things<'_> {
    case.portfolios.iter().map(|found| (found.id.0, found.title.as_str())).collect()
}

fn participants(case: &Case) -> Things<'_> {
    case.participants.iter().map(|found| (found.id.0, found.role.as_str())).collect()
}

fn sessions(case: &Case) -> Things<'_> {
    case.sessions.iter().map(|found| (found.id.0, found.title.as_str())).collect()
}

fn appraisals(case: &Case) -> Things<'_> {
    case.appraisals.iter().map(|found| (found.id.0, found.title.as_str())).collect()
}

fn pair_within(one: &Appraisal, other: &Appraisal, pairs: &mut BTreeMap<u32, u64>) {
    pair(&options(one), &options(other), pairs);
    pair(&gates(one), &gates(other), pairs);
    pair(&criteria(one), &criteria(other), pairs);
    pair(&weight_sets(one), &weight_sets(other), pairs);
    let before: BTreeMap<u64, &crate::appraisal::Leaf> =
        one.leaves().into_iter().map(|(criterion, leaf)| (u64::from(criterion.id.0), leaf)).collect();
    for (criterion, leaf) in other.leaves() {
        if let Some(before) = pairs.get(&criterion.id.0).and_then(|name| before.get(name)) {
            let levels = |leaf| levels(leaf);
            pair(&levels(before), &levels(leaf), pairs);
        }
    }
}

fn options(appraisal: &Appraisal) -> Things<'_> {
    appraisal.alternatives.iter().map(|found| (found.id.0, found.name.as_str())).collect()
}

fn gates(appraisal: &Appraisal) -> Things<'_> {
    appraisal.gates.iter().map(|found| (found.id.0, found.name.as_str())).collect()
}

fn weight_sets(appraisal: &Appraisal) -> Things<'_> {
    appraisal.weight_sets.iter().map(|found| (found.id.0, found.name.as_str())).collect()
}

fn levels(leaf: &crate::appraisal::Leaf) -> Things<'_> {
    leaf.scale.levels().iter().map(|found| (found.id.0, found.label.as_str())).collect()
}

fn criteria(appraisal: &Appraisal) -> Things<'_> {
    appraisal.walk().map(|node| (node.criterion.id.0, node.criterion.name.as_str())).collect()
}

/// Pairs things of the second with things of the first, each at most once.
pub(super) fn pair(one: &Things<'_>, other: &Things<'_>, pairs: &mut BTreeMap<u32, u64>) {
    let mut free: BTreeMap<u32, &str> = one.iter().copied().collect();
    let mut left: Things<'_> = Vec::new();
    for (id, name) in other {
        if free.get(id) == Some(name) {
            free.remove(id);
            pairs.insert(*id, u64::from(*id));
        } else {
            left.push((*id, name));
        }
    }
    let mut by_name: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (id, name) in one.iter().rev().filter(|(id, _)| free.contains_key(id)) {
        by_name.entry(name).or_default().push(*id);
    }
    left.retain(|(id, name)| match by_name.get_mut(name).and_then(Vec::pop) {
        Some(before) => {
            free.remove(&before);
            pairs.insert(*id, u64::from(before));
            false
        }
        None => true,
    });
    for (id, _) in left {
        if free.remove(&id).is_some() {
            pairs.insert(id, u64::from(id));
        }
    }
}
