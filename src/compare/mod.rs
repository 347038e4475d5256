//! What differs between two states of a case, in words: added, changed and removed, part by part.
//!
//! A case is taken apart into facts (`facts`, `appraisal`), each with a key that names the same thing in both
//! (`matching`), so that two states are compared by two lists. Every field of every noun is taken apart by name: a new
//! field does not compile until it is compared. [`standing`] says which of two logs goes on where the other ends.
//! Nothing is read from a clock, and nothing is changed here.

mod appraisal;
mod carbon;
mod contribution;
mod criteria;
mod excerpt;
mod facts;
mod framework;
mod matching;
mod money;
mod moves;
mod older_table;
mod portfolio;
mod programme;
mod standing;
mod words;
mod workshop;

pub use moves::{MoneyMove, Move, Moves, moves};
pub use older_table::OlderTable;
pub use standing::{Standing, newer};

use crate::case::Case;
use crate::order::sort_by;
use facts::{Fact, Facts, Order, Part};
use matching::Ids;
use std::collections::BTreeMap;

/// How many lines of a part are given; the rest is counted.
pub const LINES_SHOWN: usize = 20;

/// What differs between two states of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The parts that differ, in the order of the pages.
    pub groups: Vec<Group>,
}

/// What differs in one part of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The part, for example "Options".
    pub title: String,
    /// How much differs.
    pub counts: Counts,
    /// At most [`LINES_SHOWN`] differences.
    pub lines: Vec<Line>,
    /// How many more there are.
    pub n_more: usize,
}

/// How much differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Things and values that are in the second only.
    pub added: usize,
    /// Values that differ.
    pub changed: usize,
    /// Things and values that are in the first only.
    pub removed: usize,
}

impl Counts {
    /// Returns how many differences there are.
    #[must_use]
    pub fn total(self) -> usize {
        self.added + self.changed + self.removed
    }

    /// Returns the counts in words: "2 added, 1 changed"; "nothing" where there is no difference.
    ///
    /// # Example
    /// ```
    /// use weighbridge::compare::Counts;
    /// assert_eq!(Counts { added: 2, changed: 1, removed: 0 }.words(), "2 added, 1 changed");
    /// assert_eq!(Counts::default().words(), "nothing");
    /// ```
    #[must_use]
    pub fn words(self) -> String {
        let all = [(self.added, "added"), (self.changed, "changed"), (self.removed, "removed")];
        let said = all.iter().filter(|(n, _)| *n > 0);
        let said: Vec<String> =
            said.map(|(n, what)| format!("{} {what}", crate::present::decimal(*n as f64, 0))).collect();
        if said.is_empty() { "nothing".to_owned() } else { said.join(", ") }
    }
}

/// In what way one thing or value differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is in the second only.
    Added,
    /// It is in both, and not the same.
    Changed,
    /// It is in the first only.
    Removed,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Added, changed or removed.
    pub kind: Kind,
    /// What it is, for example "Weight of Operational carbon".
    pub what: String,
    /// As it stands in the first; empty for what was added. Long texts are cut around the first letter that differs.
    pub before: String,
    /// As it stands in the second; empty for what was removed.
    pub after: String,
    /// How many values came or went with it, where it is a thing that was added or removed.
    pub n_within: usize,
}

impl Comparison {
    /// Returns whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Returns how much differs in all.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.groups.iter().fold(Counts::default(), |sum, group| Counts {
            added: sum.added + group.counts.added,
            changed: sum.changed + group.counts.changed,
            removed: sum.removed + group.counts.removed,
        })
    }
}

/// Returns what differs between two states of a case, the first taken as the one before.
///
/// Things are the same where their id and name agree, else where their name does, else where their id does. What belongs
/// to a thing that is in one only is counted with it and has no line of its own. The order in which a file lists scores
/// and contributions is not a difference; the order of options, criteria and the like is.
///
/// # Example
/// ```
/// use weighbridge::case::Case;
/// use weighbridge::compare::compare;
/// use weighbridge::edit::{Edit, ProgrammeEdit, apply};
/// let before = Case::titled("Depots");
/// let after = apply(&before, &Edit::Programme(ProgrammeEdit::AddInitiative("Electric fleet".into())))?;
/// let found = compare(&before, &after);
/// assert_eq!(found.groups[0].lines[0].what, "Initiative Electric fleet");
/// assert!(compare(&after, &after).is_empty());
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn compare(before: &Case, after: &Case) -> Comparison {
    let ids = matching::pair_up(before, after);
    let same = ids.what_is_equal(before, after);
    let one = Facts::of(before, &Ids::own(), &same);
    let other = Facts::of(after, &ids, &same);
    let mut found = Found::default();
    found.hold_against(&one, &other, Kind::Removed);
    found.hold_against(&other, &one, Kind::Added);
    found.orders(&one.orders, &other.orders);
    let many = before.appraisals.len() > 1 || after.appraisals.len() > 1;
    found.into_comparison(&|part| part.title(many.then(|| one.name_of(part).or_else(|| other.name_of(part)))))
}

/// Lines as they are found, with the part of each.
#[derive(Default)]
struct Found {
    lines: Vec<(Part, Line)>,
}

impl Found {
    /// Adds what stands in `these` and not, or not so, in `those`. `kind` is said of what is in `these` only; values that
    /// differ are said once, when the first is held against the second.
    fn hold_against(&mut self, these: &Facts, those: &Facts, kind: Kind) {
        let mut within: BTreeMap<u64, usize> = BTreeMap::new();
        let mut alone = Vec::new();
        for (key, fact) in these.keyed() {
            if let Some(thing) = fact.owners.iter().find(|owner| !those.has(**owner)) {
                *within.entry(these.outermost(*thing, those)).or_default() += 1;
                continue;
            }
            match those.get(key) {
                Some(other) if kind == Kind::Removed && fact.differs_from(other) => {
                    let (before, after) = excerpt::around_difference(&fact.words, &other.words);
                    let line = Line { kind: Kind::Changed, what: fact.what.clone(), before, after, n_within: 0 };
                    self.lines.push((fact.part, line));
                }
                Some(_) => {}
                None => alone.push(fact),
            }
        }
        for fact in alone {
            let n_within = fact.thing.as_ref().and_then(|thing| within.get(&thing.id)).copied().unwrap_or(0);
            self.lines.push((fact.part, fact.alone(kind, n_within)));
        }
    }

    fn orders(&mut self, these: &[Order], those: &[Order]) {
        let by_key: BTreeMap<&str, &Order> = those.iter().map(|order| (order.key.as_str(), order)).collect();
        for order in these {
            let Some((before, after)) = by_key.get(order.key.as_str()).and_then(|other| order.moved(other)) else {
                continue;
            };
            let line = Line { kind: Kind::Changed, what: order.what.clone(), before, after, n_within: 0 };
            self.lines.push((order.part, line));
        }
    }

    fn into_comparison(mut self, title: &dyn Fn(Part) -> String) -> Comparison {
        sort_by(&mut self.lines, &mut |one, other| one.0.cmp(&other.0));
        let mut groups: Vec<(Part, Group)> = Vec::new();
        for (part, line) in self.lines {
            if groups.last().is_none_or(|(last, _)| *last != part) {
                let title = title(part);
                groups.push((part, Group { title, counts: Counts::default(), lines: Vec::new(), n_more: 0 }));
            }
            let Some((_, group)) = groups.last_mut() else { continue };
            match line.kind {
                Kind::Added => group.counts.added += 1,
                Kind::Changed => group.counts.changed += 1,
                Kind::Removed => group.counts.removed += 1,
            }
            if group.lines.len() < LINES_SHOWN {
                group.lines.push(line);
            } else {
                group.n_more += 1;
            }
        }
        Comparison { groups: groups.into_iter().map(|(_, group)| group).collect() }
    }
}

impl Fact {
    fn differs_from(&self, other: &Fact) -> bool {
        self.mark != other.mark
    }

    /// Returns the line of a fact that is in one only.
    fn alone(&self, kind: Kind, n_within: usize) -> Line {
        let (what, words) = match &self.thing {
            Some(thing) => (thing.label.clone(), String::new()),
            None => (self.what.clone(), excerpt::beginning(&self.words)),
        };
        let (before, after) = if kind == Kind::Added { (String::new(), words) } else { (words, String::new()) };
        Line { kind, what, before, after, n_within }
    }
}
