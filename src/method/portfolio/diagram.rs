//! Every way to choose among tied units, as a layered diagram: one layer a unit, two arcs a node, out and in.
//!
//! A path from the root to the end is a choice that keeps every tie, and every such choice is one path. A node stands
//! for what must be remembered of the units before it: nothing for an untied unit, little for a well-ordered group.

use super::reduce::Link;
use std::collections::BTreeMap;

/// An arc that breaks a tie.
pub(super) const BROKEN: u32 = u32::MAX;

/// The choices among the units of one group.
#[derive(Clone, Debug)]
pub(super) struct Diagram {
    /// The unit that each layer decides.
    pub(super) units: Vec<usize>,
    /// The first node of each layer, then the end node.
    pub(super) starts: Vec<usize>,
    /// Where each node leads with the unit out and in, or [`BROKEN`].
    pub(super) arcs: Vec<[u32; 2]>,
}

/// A tie that is in the way of a narrow diagram, by position.
pub(super) struct TooWide(pub(super) usize);

/// One thing to remember between layers: a bit from the layer that opens it until the layer that closes it.
struct Memory {
    opens: usize,
    closes: usize,
    link: usize,
}

/// What a layer does with the bits of a node when its unit is in, and when it is out.
#[derive(Default)]
struct Rule {
    /// Bits that must not be set for the unit to be in, and are set by it.
    claims: u64,
    /// Bits that must be set for the unit to be in.
    needs: u64,
    /// Bits that are set by the unit being in.
    sets: u64,
    /// Bits that must not be set for the unit to be out.
    demanded: u64,
    /// Bits that are forgotten after the layer.
    closes: u64,
}

/// Returns the diagram of units and the ties among them, with at most `n_wide` nodes to a layer.
pub(super) fn diagram(units: &[usize], links: &[Link], n_wide: usize) -> Result<Diagram, TooWide> {
    let order = order(units, links);
    let rules = rules(&order, links)?;
    let mut starts = vec![0];
    let mut arcs: Vec<[u32; 2]> = Vec::new();
    let mut layer: Vec<u64> = vec![0];
    for (depth, rule) in rules.iter().enumerate() {
        let next_start = starts[depth] + layer.len();
        let mut next: BTreeMap<u64, u32> = BTreeMap::new();
        let reached: Vec<[Option<u64>; 2]> = layer.iter().map(|&bits| [rule.out(bits), rule.in_(bits)]).collect();
        next.extend(reached.iter().flatten().flatten().map(|&bits| (bits, BROKEN)));
        if next.len() > n_wide {
            return Err(widest(&order, links, depth));
        }
        let first = u32::try_from(next_start).unwrap_or(BROKEN);
        next.values_mut().zip(first..).for_each(|(node, id)| *node = id);
        arcs.extend(reached.iter().map(|pair| pair.map(|bits| bits.map_or(BROKEN, |bits| next[&bits]))));
        starts.push(next_start);
        layer = next.into_keys().collect();
    }
    Ok(Diagram { units: order, starts, arcs })
}

impl Diagram {
    /// Returns the number of nodes with the end node.
    pub(super) fn n_nodes(&self) -> usize {
        self.arcs.len() + 1
    }
}

impl Rule {
    fn out(&self, bits: u64) -> Option<u64> {
        (bits & self.demanded == 0).then_some(bits & !self.closes)
    }

    fn in_(&self, bits: u64) -> Option<u64> {
        let allowed = bits & self.claims == 0 && bits & self.needs == self.needs;
        allowed.then_some((bits | self.claims | self.sets) & !self.closes)
    }
}

/// Returns the members of a tie.
fn members(link: &Link) -> Vec<usize> {
    match link {
        Link::Exclusive(members) => members.clone(),
        Link::Requires(one, needed) => vec![*one, *needed],
    }
}

/// Returns units in an order in which few ties are open at a time: next comes the one that leaves the fewest.
fn order(units: &[usize], links: &[Link]) -> Vec<usize> {
    let mut left: Vec<usize> = units.to_vec();
    let mut order: Vec<usize> = Vec::with_capacity(left.len());
    let mut n_done = vec![0; links.len()];
    let members: Vec<Vec<usize>> = links.iter().map(members).collect();
    let mut links_of: BTreeMap<usize, Vec<usize>> = units.iter().map(|&unit| (unit, Vec::new())).collect();
    for (link, unit) in members.iter().enumerate().flat_map(|(link, units)| units.iter().map(move |unit| (link, unit)))
    {
        links_of.entry(*unit).or_default().push(link);
    }
    while !left.is_empty() {
        // Ties opened less ties closed; at the same balance the one that has waited, then the first.
        let balance = |unit: usize| -> (i64, i64) {
            links_of[&unit].iter().fold((0, 0), |(balance, started), &link| {
                let opens = i64::from(n_done[link] == 0);
                let closes = i64::from(n_done[link] + 1 == members[link].len());
                (balance + opens - closes, started - i64::from(n_done[link] > 0))
            })
        };
        let Some(next) = (0..left.len()).min_by_key(|&at| (balance(left[at]), left[at])) else { break };
        let unit = left.remove(next);
        links_of[&unit].iter().for_each(|&link| n_done[link] += 1);
        order.push(unit);
    }
    order
}

/// Returns what must be remembered: one bit for each open set, one for each unit that later units need, and one for
/// each unit that earlier units need.
fn memories(order: &[usize], links: &[Link]) -> Vec<Memory> {
    let depth_of: BTreeMap<usize, usize> = order.iter().enumerate().map(|(depth, &unit)| (unit, depth)).collect();
    let mut needed: BTreeMap<(usize, bool), Memory> = BTreeMap::new();
    let mut memories: Vec<Memory> = Vec::new();
    for (link, tie) in links.iter().enumerate() {
        let depths: Vec<usize> = members(tie).iter().map(|unit| depth_of[unit]).collect();
        let (opens, closes) = depths.iter().fold((usize::MAX, 0), |(low, high), &d| (low.min(d), high.max(d)));
        if let Link::Requires(..) = tie {
            let after = depths[1] == opens;
            let memory = needed.entry((depths[1], after)).or_insert(Memory { opens, closes, link });
            if closes > memory.closes || opens < memory.opens {
                memory.link = link;
            }
            memory.opens = memory.opens.min(opens);
            memory.closes = memory.closes.max(closes);
        } else {
            memories.push(Memory { opens, closes, link });
        }
    }
    memories.extend(needed.into_values());
    memories
}

/// Returns the rule of each layer, with a bit for each memory while it is open.
fn rules(order: &[usize], links: &[Link]) -> Result<Vec<Rule>, TooWide> {
    let memories = memories(order, links);
    let mut free: u64 = u64::MAX;
    let mut bit_of = vec![0_u64; memories.len()];
    let mut rules: Vec<Rule> = Vec::with_capacity(order.len());
    for (depth, &unit) in order.iter().enumerate() {
        let mut rule = Rule::default();
        for (memory, bit) in memories.iter().zip(&mut bit_of) {
            if memory.opens == depth {
                *bit = free & free.wrapping_neg();
                if *bit == 0 {
                    return Err(widest(order, links, depth));
                }
                free &= !*bit;
            }
        }
        for (memory, &bit) in memories.iter().zip(&bit_of) {
            if !(memory.opens..=memory.closes).contains(&depth) {
                continue;
            }
            match &links[memory.link] {
                Link::Exclusive(members) if members.binary_search(&unit).is_ok() => rule.claims |= bit,
                Link::Exclusive(_) => {}
                Link::Requires(_, needed) => {
                    let after = order[memory.opens] == *needed;
                    let tied = || links.contains(&Link::Requires(unit, *needed));
                    match (after, unit == *needed) {
                        (true, true) => rule.sets |= bit,
                        (true, false) if tied() => rule.needs |= bit,
                        (false, true) => rule.demanded |= bit,
                        (false, false) if tied() => rule.sets |= bit,
                        _ => {}
                    }
                }
            }
            if memory.closes == depth {
                rule.closes |= bit;
            }
        }
        free |= rule.closes;
        rules.push(rule);
    }
    Ok(rules)
}

/// Returns the tie, open at a depth, that closes last.
fn widest(order: &[usize], links: &[Link], depth: usize) -> TooWide {
    let open = memories(order, links).into_iter().filter(|memory| memory.opens <= depth && memory.closes >= depth);
    TooWide(open.max_by_key(|memory| (memory.closes, memory.link)).map_or(0, |memory| memory.link))
}
