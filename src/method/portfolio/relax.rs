//! Groups of tied units, and the ties that are set aside so that every group stays easy to enumerate.

use super::diagram::{Diagram, diagram};
use super::reduce::{Link, Reduced};

/// Groups, each with its diagram, and what they leave out.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    /// One diagram for each group; every unit is in one.
    pub(super) diagrams: Vec<Diagram>,
    /// Ties that no diagram keeps. Empty unless ties are many and tangled.
    pub(super) aside: Vec<Link>,
}

/// Returns the groups of tied units, with diagrams of at most `n_wide` nodes to a layer.
pub(super) fn groups(reduced: &Reduced, n_wide: usize) -> Groups {
    let mut waiting = connected((0..reduced.units.len()).collect(), reduced.links.clone());
    let mut groups = Groups { diagrams: Vec::new(), aside: Vec::new() };
    while let Some((units, mut links)) = waiting.pop() {
        match diagram(&units, &links, n_wide) {
            Ok(diagram) => groups.diagrams.push(diagram),
            Err(too_wide) => {
                groups.aside.push(links.remove(too_wide.0));
                waiting.extend(connected(units, links));
            }
        }
    }
    groups
}

/// Returns the units that hang together by ties, with those ties.
fn connected(units: Vec<usize>, links: Vec<Link>) -> Vec<(Vec<usize>, Vec<Link>)> {
    let n = units.last().map_or(0, |last| last + 1);
    let mut head: Vec<usize> = (0..n).collect();
    for link in &links {
        let members: &[usize] = match link {
            Link::Exclusive(members) => members,
            Link::Requires(one, needed) => &[*one, *needed],
        };
        for pair in members.windows(2) {
            let (one, other) = (top(&mut head, pair[0]), top(&mut head, pair[1]));
            head[one.max(other)] = one.min(other);
        }
    }
    let mut groups: Vec<(Vec<usize>, Vec<Link>)> = vec![(Vec::new(), Vec::new()); n];
    for unit in units {
        groups[top(&mut head, unit)].0.push(unit);
    }
    for link in links {
        let unit = match &link {
            Link::Exclusive(members) => members[0],
            Link::Requires(one, _) => *one,
        };
        groups[top(&mut head, unit)].1.push(link);
    }
    groups.retain(|(units, _)| !units.is_empty());
    groups
}

/// Returns the first unit of a unit's group.
fn top(head: &mut [usize], mut unit: usize) -> usize {
    while head[unit] != unit {
        head[unit] = head[head[unit]];
        unit = head[unit];
    }
    unit
}
