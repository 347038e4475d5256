//! Which lines count, so that no tonne counts twice.

use super::CarbonLine;
use std::collections::HashMap;

/// Whether a line counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// It counts.
    Counts,
    /// The base line has it already.
    InPlan,
    /// Another line has its tonnes: this one, by its place.
    SameAs(usize),
}

/// Returns for each line whether it counts. The order of the lines does not matter.
///
/// A line that names others with the same tonnes does not count; those it names do. Of lines that name each other in a circle,
/// the one issued first counts. What a line of the base line names is in the base line too. In words of graphs: with an arrow
/// from each line to those it names, one line of each strongly connected component without an arrow out of it counts, the one
/// with the smallest id, unless a line of the base line leads there. Components as in R. Tarjan, Depth-first search and linear
/// graph algorithms, SIAM Journal on Computing 1 (1972), 146 to 160.
///
/// # Example
/// ```
/// use weighbridge::id::CarbonLineId;
/// use weighbridge::programme::{CarbonLine, Counting, counted};
/// let line = |id, same: &[u32]| CarbonLine {
///     same_tonnes_as: same.iter().map(|id| CarbonLineId(*id)).collect(),
///     ..CarbonLine::named(CarbonLineId(id), "Solar farm")
/// };
/// let found = counted(&[&line(1, &[2]), &line(2, &[])]);
/// assert_eq!(found, [Counting::SameAs(1), Counting::Counts]);
/// ```
#[must_use]
pub fn counted(lines: &[&CarbonLine]) -> Vec<Counting> {
    let places: HashMap<_, usize> = lines.iter().enumerate().map(|(at, line)| (line.id, at)).collect();
    let arrows: Vec<Vec<usize>> = lines
        .iter()
        .map(|line| line.same_tonnes_as.iter().filter_map(|id| places.get(id).copied()).collect())
        .collect();
    let (component, n_components) = components(&arrows);
    // What each component is: whether it has an arrow out of it, whether the base line has it, and who counts for it.
    let mut leaves = vec![None; n_components];
    let mut first: Vec<Option<usize>> = vec![None; n_components];
    let mut in_plan = vec![false; n_components];
    for (at, line) in lines.iter().enumerate() {
        let own = component[at];
        in_plan[own] |= line.in_plan;
        if first[own].is_none_or(|other| line.id < lines[other].id) {
            first[own] = Some(at);
        }
        let away = arrows[at].iter().copied().filter(|to| component[*to] != own).min_by_key(|to| lines[*to].id);
        if let Some(to) = away
            && leaves[own].is_none_or(|other: usize| lines[to].id < lines[other].id)
        {
            leaves[own] = Some(to);
        }
    }
    // Components are numbered so that arrows lead to smaller numbers: what is in the base line is told on from the largest.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    crate::order::sort_by(&mut order, &mut |one, other| component[*other].cmp(&component[*one]));
    for at in order {
        if in_plan[component[at]] {
            arrows[at].iter().for_each(|to| in_plan[component[*to]] = true);
        }
    }
    let counts = |at: usize| {
        let own = component[at];
        match (in_plan[own], leaves[own], first[own]) {
            (true, ..) => Counting::InPlan,
            (false, Some(to), _) => Counting::SameAs(to),
            (false, None, Some(first)) if first != at => Counting::SameAs(first),
            (false, None, _) => Counting::Counts,
        }
    };
    (0..lines.len()).map(counts).collect()
}

/// Returns the component of each point, numbered so that arrows out of one lead to smaller numbers, and how many there are.
fn components(arrows: &[Vec<usize>]) -> (Vec<usize>, usize) {
    const UNSEEN: usize = usize::MAX;
    let n = arrows.len();
    let (mut index, mut low, mut component) = (vec![UNSEEN; n], vec![0; n], vec![UNSEEN; n]);
    let (mut n_seen, mut n_components, mut open) = (0, 0, Vec::new());
    for root in 0..n {
        if index[root] != UNSEEN {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((at, next)) = path.pop() {
            if next == 0 {
                (index[at], low[at]) = (n_seen, n_seen);
                n_seen += 1;
                open.push(at);
            }
            if let Some(&to) = arrows[at].get(next) {
                path.push((at, next + 1));
                if index[to] == UNSEEN {
                    path.push((to, 0));
                } else if component[to] == UNSEEN {
                    low[at] = low[at].min(index[to]);
                }
                continue;
            }
            if low[at] == index[at] {
                while let Some(member) = open.pop() {
                    component[member] = n_components;
                    if member == at {
                        break;
                    }
                }
                n_components += 1;
            }
            if let Some(&(before, _)) = path.last() {
                low[before] = low[before].min(low[at]);
            }
        }
    }
    (component, n_components)
}

#[cfg(test)]
mod tests {
    use super::{Counting, counted};
    use crate::id::CarbonLineId;
    use crate::programme::CarbonLine;

    fn line(id: u32, same: &[u32], in_plan: bool) -> CarbonLine {
        let same_tonnes_as = same.iter().map(|id| CarbonLineId(*id)).collect();
        CarbonLine { in_plan, same_tonnes_as, ..CarbonLine::named(CarbonLineId(id), "") }
    }

    fn found(lines: &[CarbonLine]) -> Vec<Counting> {
        counted(&lines.iter().collect::<Vec<_>>())
    }

    use Counting::{Counts, InPlan, SameAs};

    #[test]
    fn a_sum_gives_way_to_its_parts_and_a_circle_counts_once() {
        assert_eq!(
            found(&[line(1, &[2, 3], false), line(2, &[], false), line(3, &[], false)]),
            [SameAs(1), Counts, Counts]
        );
        assert_eq!(found(&[line(5, &[4], false), line(4, &[5], false)]), [SameAs(1), Counts]);
        let chain = [line(1, &[2], false), line(2, &[3], false), line(3, &[2], false), line(4, &[], false)];
        assert_eq!(found(&chain), [SameAs(1), Counts, SameAs(1), Counts]);
        assert_eq!(found(&[line(1, &[9], false)]), [Counts], "a line that is gone says nothing");
    }

    #[test]
    fn what_a_line_of_the_base_line_names_is_in_it() {
        assert_eq!(found(&[line(1, &[2], true), line(2, &[], false)]), [InPlan, InPlan]);
        let half = [line(1, &[2, 3], false), line(2, &[], true), line(3, &[], false)];
        assert_eq!(found(&half), [SameAs(1), InPlan, Counts]);
        assert_eq!(found(&[line(1, &[2], true), line(2, &[3], false), line(3, &[], false)]), [InPlan; 3]);
    }
}
