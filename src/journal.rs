//! Which stored record of a case counts, where the next one goes, and when a save is refused.
//!
//! A case is kept as records in two alternating slots, with a ring of snapshots behind them. A record carries the digest
//! of its text and a seal over its own head, so that a damaged, missing or misplaced one is noticed. This module only
//! decides: it reads and writes nothing, and has no clock.

use crate::file::digest;
use std::fmt;

/// How many revisions lie between two snapshots.
pub const SNAPSHOT_EVERY: u64 = 25;

/// How many snapshots of a case are kept.
pub const N_SNAPSHOTS: u64 = 20;

/// The largest revision: the last whole number before those that a browser's numbers cannot tell apart.
pub const LARGEST_REVISION: u64 = (1 << 53) - 1;

/// One stored state of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The case's key.
    pub case: String,
    /// Which state this is: 1 for the first, one more for each that follows.
    pub revision: u64,
    /// The revision that this one was made from; 0 for the first.
    pub parent: u64,
    /// The file's text.
    pub text: String,
    /// The digest of the text.
    pub digest: String,
    /// The digest of case, revision, parent and digest together.
    pub seal: String,
}

impl Record {
    /// Returns the record that follows `parent` (0 for none), sealed.
    ///
    /// # Example
    /// ```
    /// use weighbridge::journal::Record;
    /// let record = Record::following("depot", 6, "{}".to_owned());
    /// assert_eq!(record.revision, 7);
    /// assert!(record.is_whole("depot") && !record.is_whole("library"));
    /// ```
    #[must_use]
    pub fn following(case: &str, parent: u64, text: String) -> Record {
        let revision = parent.saturating_add(1);
        let digest = digest(&text);
        let seal = seal(case, revision, parent, &digest);
        Record { case: case.to_owned(), revision, parent, text, digest, seal }
    }

    /// Returns whether the record is what was once written for this case: text and head both match their digests.
    #[must_use]
    pub fn is_whole(&self, case: &str) -> bool {
        self.case == case
            && (1..=LARGEST_REVISION).contains(&self.revision)
            && self.parent < self.revision
            && self.seal == seal(case, self.revision, self.parent, &self.digest)
            && self.digest == digest(&self.text)
    }
}

fn seal(case: &str, revision: u64, parent: u64, text_digest: &str) -> String {
    digest(&format!("{case}\n{revision}\n{parent}\n{text_digest}"))
}

/// Which of a case's records counts, as places in the list they were given in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The record that counts, or `None` when not one is whole.
    pub winner: Option<usize>,
    /// Records that hold a text the winner may lack: damaged ones, and whole ones of its revision with another text.
    pub recovered: Vec<usize>,
}

/// Returns the whole record of the highest revision, and what else is worth offering.
///
/// A whole record of a lower revision is what the winner was made from, so it is not offered. The revision of a damaged
/// record cannot be trusted, so it is offered unless its text is empty. Of equals the first in the list wins.
///
/// # Example
/// ```
/// use weighbridge::journal::{Record, choose};
/// let older = Record::following("depot", 6, "older".to_owned());
/// let mut newer = Record::following("depot", 7, "newer".to_owned());
/// newer.text = "new".to_owned();
/// let choice = choose("depot", &[&newer, &older]);
/// assert_eq!((choice.winner, choice.recovered), (Some(1), vec![0]));
/// ```
#[must_use]
pub fn choose(case: &str, records: &[&Record]) -> Choice {
    let whole: Vec<bool> = records.iter().map(|record| record.is_whole(case)).collect();
    let mut winner: Option<usize> = None;
    for (place, record) in records.iter().enumerate() {
        if whole[place] && winner.is_none_or(|best| record.revision > records[best].revision) {
            winner = Some(place);
        }
    }
    let is_worth_offering = |place: usize| {
        let record = records[place];
        if !whole[place] {
            return !record.text.is_empty();
        }
        winner.is_some_and(|best| record.revision == records[best].revision && record.text != records[best].text)
    };
    Choice { winner, recovered: (0..records.len()).filter(|&place| is_worth_offering(place)).collect() }
}

/// Says that a save was refused because it was not made from the newest stored state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The revision the save was made from.
    pub parent: u64,
    /// The newest revision that is stored; 0 for none.
    pub stored: u64,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Conflict { parent, stored } = self;
        write!(f, "expected revision {parent} to be the newest one stored, found {stored}")
    }
}

impl std::error::Error for Conflict {}

/// Where the next record goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The slot, 0 or 1. It is never the slot of the newest whole record in the slots.
    pub slot: usize,
    /// Whether what the slot holds now must be put aside first, because it would be lost otherwise.
    pub keeps_aside: bool,
    /// The place in the ring of snapshots, 0 to 19, that takes a copy as well.
    pub snapshot: Option<u64>,
}

/// Returns where the record after `parent` goes, given what the two slots hold. `snapshots` may be left empty when both
/// slots hold whole records: the newest is then one of them.
///
/// # Errors
/// [`Conflict`] when `parent` is not the newest stored revision.
///
/// # Example
/// ```
/// use weighbridge::journal::{Conflict, Record, plan};
/// let first = Record::following("depot", 0, "one".to_owned());
/// let next = plan("depot", 1, [None, Some(&first)], &[]).unwrap();
/// assert_eq!(next.slot, 0);
/// assert_eq!(plan("depot", 0, [None, Some(&first)], &[]), Err(Conflict { parent: 0, stored: 1 }));
/// ```
pub fn plan(case: &str, parent: u64, slots: [Option<&Record>; 2], snapshots: &[&Record]) -> Result<Plan, Conflict> {
    let (places, records): (Vec<usize>, Vec<&Record>) =
        slots.iter().enumerate().filter_map(|(slot, record)| record.map(|record| (slot, record))).unzip();
    let choice = choose(case, &records);
    let in_slots = choice.winner.map_or(0, |place| records[place].revision);
    let in_snapshots = choose(case, snapshots).winner.map_or(0, |place| snapshots[place].revision);
    let stored = in_slots.max(in_snapshots);
    if stored != parent || parent >= LARGEST_REVISION {
        return Err(Conflict { parent, stored });
    }
    let revision = parent + 1;
    let slot = match choice.winner {
        Some(place) => 1 - places[place],
        None => usize::from(revision % 2 == 1),
    };
    let keeps_aside = choice.recovered.iter().any(|&place| places[place] == slot);
    Ok(Plan { slot, keeps_aside, snapshot: snapshot(revision) })
}

/// Returns the place in the ring of snapshots that a revision takes, or `None` for one that is not kept there.
///
/// # Example
/// ```
/// use weighbridge::journal::snapshot;
/// assert_eq!([snapshot(24), snapshot(25), snapshot(500), snapshot(525)], [None, Some(1), Some(0), Some(1)]);
/// ```
#[must_use]
pub fn snapshot(revision: u64) -> Option<u64> {
    (revision > 0 && revision.is_multiple_of(SNAPSHOT_EVERY)).then_some((revision / SNAPSHOT_EVERY) % N_SNAPSHOTS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug)]
    enum Step {
        Save,
        Stale(u64),
        Damage(usize, u8),
        Lose(usize),
        Swap,
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            6 => Just(Step::Save),
            1 => (0..60_u64).prop_map(Step::Stale),
            2 => (0..2_usize, 0..6_u8).prop_map(|(slot, kind)| Step::Damage(slot, kind)),
            1 => (0..2_usize).prop_map(Step::Lose),
            1 => Just(Step::Swap),
        ];
        prop::collection::vec(step, 0..60)
    }

    fn damage(record: &mut Record, kind: u8) {
        match kind {
            0 => record.text.push('x'),
            1 => record.text.truncate(record.text.len() / 2),
            2 => record.revision += 1,
            3 => record.digest = digest("something else"),
            4 => record.seal.clear(),
            _ => record.case = "another".to_owned(),
        }
    }

    /// What the browser's store does with the decisions made here.
    #[derive(Default)]
    struct Shelf {
        slots: [Option<Record>; 2],
        snapshots: Vec<Record>,
        aside: Vec<String>,
    }

    impl Shelf {
        fn newest(&self) -> u64 {
            let mut records: Vec<&Record> = self.slots.iter().flatten().collect();
            records.extend(&self.snapshots);
            choose("case", &records).winner.map_or(0, |place| records[place].revision)
        }

        fn save(&mut self, parent: u64, text: &str) -> Result<Plan, Conflict> {
            let slots = [self.slots[0].as_ref(), self.slots[1].as_ref()];
            let snapshots: Vec<&Record> = self.snapshots.iter().collect();
            let plan = plan("case", parent, slots, &snapshots)?;
            let record = Record::following("case", parent, text.to_owned());
            if plan.snapshot.is_some() {
                self.snapshots.push(record.clone());
            }
            let before = self.slots[plan.slot].replace(record);
            if plan.keeps_aside {
                self.aside.extend(before.map(|record| record.text));
            }
            Ok(plan)
        }
    }

    proptest! {
        #[test]
        fn the_newest_whole_record_counts_and_nothing_damaged_is_destroyed(steps in steps()) {
            let mut shelf = Shelf::default();
            let mut damaged: Vec<String> = Vec::new();
            for (n, step) in steps.into_iter().enumerate() {
                match step {
                    Step::Save => {
                        let parent = shelf.newest();
                        let newest_in_slots = whole(&shelf).into_iter().max();
                        let saved = shelf.save(parent, &format!("text number {n}"));
                        prop_assert!(saved.is_ok());
                        prop_assert_eq!(shelf.newest(), parent + 1);
                        prop_assert!(newest_in_slots.is_none_or(|before| whole(&shelf).contains(&before)));
                    }
                    Step::Stale(parent) => {
                        let stored = shelf.newest();
                        if parent != stored {
                            let before = shelf.slots.clone();
                            prop_assert_eq!(shelf.save(parent, "stale"), Err(Conflict { parent, stored }));
                            prop_assert_eq!(&before, &shelf.slots);
                        }
                    }
                    Step::Damage(slot, kind) => {
                        if let Some(record) = shelf.slots[slot].as_mut() {
                            let was_whole = record.is_whole("case");
                            if !was_whole {
                                continue;
                            }
                            damage(record, kind);
                            prop_assert!(!record.is_whole("case"));
                            damaged.push(record.text.clone());
                        }
                    }
                    Step::Lose(slot) => {
                        if let Some(lost) = shelf.slots[slot].take() {
                            damaged.retain(|text| *text != lost.text);
                        }
                    }
                    Step::Swap => {
                        let newest = shelf.newest();
                        shelf.slots.swap(0, 1);
                        prop_assert_eq!(shelf.newest(), newest);
                    }
                }
                let records: Vec<&Record> = shelf.slots.iter().flatten().collect();
                let choice = choose("case", &records);
                for text in &damaged {
                    let is_offered = choice.recovered.iter().any(|&place| records[place].text == *text);
                    prop_assert!(is_offered || shelf.aside.contains(text), "{} is gone", text);
                }
            }
        }

        #[test]
        fn one_damaged_record_of_two_costs_one_revision(revision in 1..1_000_u64, kind in 0..6_u8) {
            let older = Record::following("case", revision - 1, "older".to_owned());
            let mut newer = Record::following("case", revision, "newer".to_owned());
            prop_assert_eq!(choose("case", &[&older, &newer]), Choice { winner: Some(1), recovered: vec![] });
            damage(&mut newer, kind);
            for records in [[&older, &newer], [&newer, &older]] {
                let choice = choose("case", &records);
                prop_assert_eq!(choice.winner.map(|place| &records[place].text), Some(&older.text));
                prop_assert_eq!(choice.recovered.len(), 1);
            }
        }
    }

    fn whole(shelf: &Shelf) -> Vec<u64> {
        let slots = shelf.slots.iter().flatten();
        slots.filter(|record| record.is_whole("case")).map(|record| record.revision).collect()
    }

    #[test]
    fn slots_alternate_and_snapshots_go_round() {
        let mut shelf = Shelf::default();
        let mut places = Vec::new();
        for parent in 0..1_100 {
            let plan = shelf.save(parent, "text").unwrap();
            assert_eq!(plan.slot as u64, (parent + 1) % 2);
            assert!(!plan.keeps_aside);
            places.extend(plan.snapshot);
        }
        assert_eq!(places.len(), 44);
        assert_eq!(places[..3], [1, 2, 3]);
        assert_eq!(places[19..22], [0, 1, 2]);
    }

    #[test]
    fn a_snapshot_counts_when_both_slots_are_gone() {
        let mut shelf = Shelf::default();
        for parent in 0..30 {
            shelf.save(parent, &format!("text {parent}")).unwrap();
        }
        shelf.slots = [None, None];
        assert_eq!(shelf.newest(), 25);
        assert_eq!(shelf.save(30, "stale"), Err(Conflict { parent: 30, stored: 25 }));
        assert!(shelf.save(25, "on").is_ok());
        assert_eq!(shelf.newest(), 26);
    }

    #[test]
    fn two_texts_of_one_revision_are_both_kept() {
        let one = Record::following("case", 4, "one".to_owned());
        let other = Record::following("case", 4, "other".to_owned());
        assert_eq!(choose("case", &[&one, &other]), Choice { winner: Some(0), recovered: vec![1] });
        let next = plan("case", 5, [Some(&one), Some(&other)], &[]).unwrap();
        assert_eq!((next.slot, next.keeps_aside), (1, true));
    }

    #[test]
    fn revisions_end_where_a_browser_can_no_longer_count() {
        let last = Record::following("case", LARGEST_REVISION - 1, String::new());
        assert!(last.is_whole("case"));
        assert!(!Record::following("case", LARGEST_REVISION, String::new()).is_whole("case"));
        assert!(plan("case", LARGEST_REVISION, [Some(&last), None], &[]).is_err());
    }
}
