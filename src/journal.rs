//! Which stored record of a case counts, where the next one goes, and when a save is refused.
//!
//! A case is kept as records in two alternating slots, with a ring of snapshots behind them. A record carries the digest
//! of its text and a seal over its own head, so that a damaged, missing or misplaced one is noticed. This module only
//! decides: it reads and writes nothing, sees no text, and has no clock.

use crate::file::digest;
use std::fmt;

/// How many revisions lie between two snapshots.
pub const SNAPSHOT_EVERY: u64 = 25;

/// How many snapshots of a case are kept.
pub const N_SNAPSHOTS: u64 = 20;

/// For how many days the last state of each is kept.
pub const N_DAYS: usize = 30;

/// How many steps of undo are kept of a case.
pub const N_UNDO: usize = 500;

/// How much the steps of undo of a case may take together, in characters.
pub const UNDO_LIMIT: u64 = 8 * 1024 * 1024;

/// How many texts that were put aside are kept of a case before the oldest of those that were fetched since goes. One
/// that nobody has fetched stays, however many there are.
pub const N_ASIDE: usize = 20;

/// The largest revision: the last whole number before those that a browser's numbers cannot tell apart.
pub const LARGEST_REVISION: u64 = (1 << 53) - 1;

/// What a record says of itself beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The case's key.
    pub case: String,
    /// Which state this is: 1 for the first, one more for each that follows.
    pub revision: u64,
    /// The revision that this one was made from; 0 for the first.
    pub parent: u64,
    /// The digest of the text.
    pub digest: String,
    /// The digest of case, revision, parent and digest together.
    pub seal: String,
}

impl Head {
    /// Returns the head of the record that follows `parent` (0 for none), sealed. `text_digest` is the text's, as
    /// [`digest`] gives it.
    ///
    /// # Example
    /// ```
    /// use weighbridge::{file::digest, journal::Head};
    /// let head = Head::following("depot", 6, digest("{}"));
    /// assert_eq!(head.revision, 7);
    /// assert!(head.is_sealed("depot") && !head.is_sealed("library"));
    /// ```
    #[must_use]
    pub fn following(case: &str, parent: u64, text_digest: String) -> Head {
        let revision = parent.saturating_add(1);
        let seal = seal(case, revision, parent, &text_digest);
        Head { case: case.to_owned(), revision, parent, digest: text_digest, seal }
    }

    /// Returns whether the head is what was once written for this case. Whether its text is too is for the text's digest
    /// to say.
    #[must_use]
    pub fn is_sealed(&self, case: &str) -> bool {
        self.case == case
            && (1..=LARGEST_REVISION).contains(&self.revision)
            && self.parent < self.revision
            && self.seal == seal(case, self.revision, self.parent, &self.digest)
    }
}

fn seal(case: &str, revision: u64, parent: u64, text_digest: &str) -> String {
    digest(&format!("{case}\n{revision}\n{parent}\n{text_digest}"))
}

/// A record as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it says of itself.
    pub head: Head,
    /// Whether head and text are what was once written for the case.
    pub is_whole: bool,
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
/// record cannot be trusted, so it is always offered. Of equals the first in the list wins.
///
/// # Example
/// ```
/// use weighbridge::journal::{Found, Head, choose};
/// let older = Found { head: Head::following("depot", 6, "a1".to_owned()), is_whole: true };
/// let newer = Found { head: Head::following("depot", 7, "b2".to_owned()), is_whole: false };
/// let choice = choose(&[&newer, &older]);
/// assert_eq!((choice.winner, choice.recovered), (Some(1), vec![0]));
/// ```
#[must_use]
pub fn choose(records: &[&Found]) -> Choice {
    let mut winner: Option<usize> = None;
    for (place, record) in records.iter().enumerate() {
        let is_newer = winner.is_none_or(|best| record.head.revision > records[best].head.revision);
        if record.is_whole && is_newer {
            winner = Some(place);
        }
    }
    let is_worth_offering = |place: usize| {
        let record = records[place];
        !record.is_whole
            || winner.is_some_and(|best| {
                let best = &records[best].head;
                record.head.revision == best.revision && record.head.digest != best.digest
            })
    };
    Choice { winner, recovered: (0..records.len()).filter(|&place| is_worth_offering(place)).collect() }
}

/// What a save was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parent {
    /// The revision that was saved or read last, or 0 for a new case. It must be the newest one stored.
    After(u64),
    /// The same, and the person has agreed to save although that revision is no longer stored: the storage was cleared,
    /// or its newest record is damaged.
    Anew(u64),
}

impl Parent {
    /// Returns the revision.
    #[must_use]
    pub fn revision(self) -> u64 {
        match self {
            Parent::After(revision) | Parent::Anew(revision) => revision,
        }
    }
}

/// Says why a save was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Somebody else has saved since.
    Conflict {
        /// The revision the save was made from.
        parent: u64,
        /// The newest revision that is stored.
        stored: u64,
    },
    /// The revision the save was made from is no longer stored, nor a later one.
    Gone {
        /// The revision the save was made from.
        parent: u64,
        /// The newest revision that is stored; 0 for none.
        stored: u64,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Refusal::Conflict { parent, stored } | Refusal::Gone { parent, stored }) = self;
        write!(f, "expected revision {parent} to be the newest one stored, found {stored}")
    }
}

impl std::error::Error for Refusal {}

/// Where the next record goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The revision that the record follows.
    pub parent: u64,
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
/// `own` are the seals of records that this page tried to write without hearing how that ended. Where the newest stored
/// record is one of them, the attempt has landed after all, and the save follows it.
///
/// # Errors
/// [`Refusal`] when `parent` is not the newest stored revision.
///
/// # Example
/// ```
/// use weighbridge::journal::{Found, Head, Parent, Refusal, plan};
/// let first = Found { head: Head::following("depot", 0, "a1".to_owned()), is_whole: true };
/// let next = plan(Parent::After(1), [None, Some(&first)], &[], &[]).unwrap();
/// assert_eq!(next.slot, 0);
/// let refused = plan(Parent::After(0), [None, Some(&first)], &[], &[]);
/// assert_eq!(refused, Err(Refusal::Conflict { parent: 0, stored: 1 }));
/// let lost = plan(Parent::After(4), [None, None], &[], &[]);
/// assert_eq!(lost, Err(Refusal::Gone { parent: 4, stored: 0 }));
/// assert_eq!(plan(Parent::Anew(4), [None, None], &[], &[]).unwrap().parent, 4);
/// ```
pub fn plan(parent: Parent, slots: [Option<&Found>; 2], snapshots: &[&Found], own: &[String]) -> Result<Plan, Refusal> {
    let (places, records): (Vec<usize>, Vec<&Found>) =
        slots.iter().enumerate().filter_map(|(slot, record)| record.map(|record| (slot, record))).unzip();
    let in_slots = choose(&records).winner.map(|place| (places[place], records[place]));
    let in_snapshots = choose(snapshots).winner.map(|place| &snapshots[place].head);
    let newest = in_slots.map(|(_, record)| &record.head).into_iter().chain(in_snapshots);
    let newest = newest.max_by_key(|head| head.revision);
    let parent = accepted(parent, newest, own)?;
    let revision = parent + 1;
    let slot = match in_slots {
        Some((slot, _)) => 1 - slot,
        None => usize::from(revision % 2 == 1),
    };
    // What the newest was made from may go. Anything else in the way is work that stands nowhere else.
    let is_spent =
        |there: &Found| there.is_whole && in_slots.is_some_and(|(_, newest)| newest.head.parent == there.head.revision);
    let keeps_aside = slots[slot].is_some_and(|there| !is_spent(there));
    Ok(Plan { parent, slot, keeps_aside, snapshot: snapshot(revision) })
}

/// Returns the revision that a save follows, or why it is refused.
fn accepted(parent: Parent, newest: Option<&Head>, own: &[String]) -> Result<u64, Refusal> {
    let stored = newest.map_or(0, |head| head.revision);
    let has_landed = stored > parent.revision() && newest.is_some_and(|head| own.contains(&head.seal));
    let follows = if has_landed { stored } else { parent.revision() };
    let refused = (parent.revision(), stored);
    if follows >= LARGEST_REVISION || follows < stored {
        return Err(Refusal::Conflict { parent: refused.0, stored: refused.1 });
    }
    let is_agreed = matches!(parent, Parent::Anew(_));
    if follows > stored && !is_agreed {
        return Err(Refusal::Gone { parent: refused.0, stored: refused.1 });
    }
    Ok(follows)
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
        /// A save whose answer never came, though the record landed.
        SaveUnheard,
        Stale(u64),
        Damage(usize, u8),
        Lose(usize),
        Clear,
        Swap,
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            8 => Just(Step::Save),
            2 => Just(Step::SaveUnheard),
            1 => (0..60_u64).prop_map(Step::Stale),
            3 => (0..2_usize, 0..8_u8).prop_map(|(slot, kind)| Step::Damage(slot, kind)),
            1 => (0..2_usize).prop_map(Step::Lose),
            1 => Just(Step::Clear),
            1 => Just(Step::Swap),
        ];
        prop::collection::vec(step, 0..60)
    }

    /// A record as the browser keeps it.
    #[derive(Clone, Debug, PartialEq)]
    struct Record {
        head: Head,
        text: String,
    }

    impl Record {
        fn following(parent: u64, text: &str) -> Record {
            Record { head: Head::following("case", parent, digest(text)), text: text.to_owned() }
        }

        fn found(&self) -> Found {
            let is_whole = self.head.is_sealed("case") && self.head.digest == digest(&self.text);
            Found { head: self.head.clone(), is_whole }
        }
    }

    fn damage(record: &mut Record, kind: u8) {
        match kind {
            0 => record.text.push('x'),
            1 => record.text.truncate(record.text.len() / 2),
            2 => record.head.revision += 1,
            3 => record.head.digest = digest("something else"),
            4 => record.head.seal.clear(),
            5 => record.text.clear(),
            6 => record.head = Head::default(),
            _ => record.head.case = "another".to_owned(),
        }
    }

    /// What the browser's store does with the decisions made here.
    #[derive(Default)]
    struct Shelf {
        slots: [Option<Record>; 2],
        snapshots: Vec<Record>,
        aside: Vec<String>,
        own: Vec<String>,
    }

    impl Shelf {
        fn newest(&self) -> u64 {
            let found: Vec<Found> = self.slots.iter().flatten().chain(&self.snapshots).map(Record::found).collect();
            let found: Vec<&Found> = found.iter().collect();
            choose(&found).winner.map_or(0, |place| found[place].head.revision)
        }

        fn save(&mut self, parent: Parent, text: &str) -> Result<Plan, Refusal> {
            let slots = [0, 1].map(|slot: usize| self.slots[slot].as_ref().map(Record::found));
            let snapshots: Vec<Found> = self.snapshots.iter().map(Record::found).collect();
            let snapshots: Vec<&Found> = snapshots.iter().collect();
            let plan = plan(parent, [slots[0].as_ref(), slots[1].as_ref()], &snapshots, &self.own)?;
            let record = Record::following(plan.parent, text);
            self.own.push(record.head.seal.clone());
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
            // What the page believes that it saved last.
            let mut believed = 0;
            for (n, step) in steps.into_iter().enumerate() {
                match step {
                    Step::Save => {
                        let newest_in_slots = whole(&shelf).into_iter().max();
                        let is_there = shelf.newest() >= believed;
                        let text = format!("text number {n}");
                        let parent = if is_there { Parent::After(believed) } else { Parent::Anew(believed) };
                        if !is_there {
                            let (parent, stored) = (believed, shelf.newest());
                            prop_assert_eq!(shelf.save(Parent::After(believed), "x"), Err(Refusal::Gone { parent, stored }));
                        }
                        let saved = shelf.save(parent, &text);
                        prop_assert!(saved.is_ok(), "{:?}", saved);
                        believed = saved.map_or(0, |plan| plan.parent + 1);
                        prop_assert_eq!(shelf.newest(), believed);
                        prop_assert!(newest_in_slots.is_none_or(|before| whole(&shelf).contains(&before)));
                        shelf.own.clear();
                    }
                    Step::SaveUnheard => {
                        if shelf.newest() >= believed {
                            let text = format!("unheard {n}");
                            prop_assert!(shelf.save(Parent::After(believed), &text).is_ok());
                        }
                    }
                    Step::Stale(parent) => {
                        let stored = shelf.newest();
                        if parent < stored {
                            shelf.own.clear();
                            believed = stored;
                            let before = shelf.slots.clone();
                            let refused = Err(Refusal::Conflict { parent, stored });
                            prop_assert_eq!(shelf.save(Parent::After(parent), "stale"), refused);
                            prop_assert_eq!(shelf.save(Parent::Anew(parent), "stale"), refused);
                            prop_assert_eq!(&before, &shelf.slots);
                        }
                    }
                    Step::Damage(slot, kind) => {
                        if let Some(record) = shelf.slots[slot].as_mut() {
                            let was_whole = record.found().is_whole;
                            if !was_whole {
                                continue;
                            }
                            damage(record, kind);
                            prop_assert!(!record.found().is_whole);
                            damaged.push(record.text.clone());
                        }
                    }
                    Step::Lose(slot) => {
                        if let Some(lost) = shelf.slots[slot].take() {
                            damaged.retain(|text| *text != lost.text);
                        }
                    }
                    Step::Clear => {
                        shelf.slots = [None, None];
                        shelf.snapshots.clear();
                        shelf.aside.clear();
                        damaged.clear();
                    }
                    Step::Swap => {
                        let newest = shelf.newest();
                        shelf.slots.swap(0, 1);
                        prop_assert_eq!(shelf.newest(), newest);
                    }
                }
                let records: Vec<&Record> = shelf.slots.iter().flatten().collect();
                let found: Vec<Found> = records.iter().map(|record| record.found()).collect();
                let choice = choose(&found.iter().collect::<Vec<_>>());
                for text in &damaged {
                    let is_offered = choice.recovered.iter().any(|&place| records[place].text == *text);
                    prop_assert!(is_offered || shelf.aside.contains(text), "{} is gone", text);
                }
            }
        }

        #[test]
        fn one_damaged_record_of_two_costs_one_revision(revision in 1..1_000_u64, kind in 0..8_u8) {
            let older = Record::following(revision - 1, "older");
            let mut newer = Record::following(revision, "newer");
            prop_assert_eq!(
                choose(&[&older.found(), &newer.found()]),
                Choice { winner: Some(1), recovered: vec![] }
            );
            damage(&mut newer, kind);
            for records in [[&older, &newer], [&newer, &older]] {
                let choice = choose(&[&records[0].found(), &records[1].found()]);
                prop_assert_eq!(choice.winner.map(|place| &records[place].text), Some(&older.text));
                prop_assert_eq!(choice.recovered.len(), 1);
            }
        }
    }

    fn whole(shelf: &Shelf) -> Vec<u64> {
        let slots = shelf.slots.iter().flatten().map(Record::found);
        slots.filter(|record| record.is_whole).map(|record| record.head.revision).collect()
    }

    #[test]
    fn slots_alternate_and_snapshots_go_round() {
        let mut shelf = Shelf::default();
        let mut places = Vec::new();
        for parent in 0..1_100 {
            let plan = shelf.save(Parent::After(parent), "text").unwrap();
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
            shelf.save(Parent::After(parent), &format!("text {parent}")).unwrap();
        }
        shelf.slots = [None, None];
        shelf.own.clear();
        assert_eq!(shelf.newest(), 25);
        assert_eq!(shelf.save(Parent::After(30), "on"), Err(Refusal::Gone { parent: 30, stored: 25 }));
        assert!(shelf.save(Parent::Anew(30), "on").is_ok());
        assert_eq!(shelf.newest(), 31);
    }

    #[test]
    fn two_texts_of_one_revision_are_both_kept() {
        let one = Record::following(4, "one").found();
        let other = Record::following(4, "other").found();
        assert_eq!(choose(&[&one, &other]), Choice { winner: Some(0), recovered: vec![1] });
        let next = plan(Parent::After(5), [Some(&one), Some(&other)], &[], &[]).unwrap();
        assert_eq!((next.slot, next.keeps_aside), (1, true));
    }

    #[test]
    fn a_record_that_the_newest_was_not_made_from_is_put_aside() {
        // Cleared, saved anew by one page as 6, then saved anew by another that stood at 9.
        let theirs = Record::following(5, "theirs").found();
        let ours = Record::following(9, "ours").found();
        let next = plan(Parent::After(10), [Some(&theirs), Some(&ours)], &[], &[]).unwrap();
        assert_eq!((next.slot, next.keeps_aside), (0, true));
    }

    #[test]
    fn an_attempt_that_landed_after_all_is_followed_and_not_called_anothers() {
        let attempt = Record::following(4, "attempt").found();
        let before = Record::following(3, "before").found();
        let slots = [Some(&before), Some(&attempt)];
        assert_eq!(plan(Parent::After(4), slots, &[], &[]), Err(Refusal::Conflict { parent: 4, stored: 5 }));
        let own = [attempt.head.seal.clone()];
        assert_eq!(plan(Parent::After(4), slots, &[], &own).map(|plan| (plan.parent, plan.slot)), Ok((5, 0)));
        let theirs = Record::following(5, "theirs").found();
        let refused = plan(Parent::After(4), [Some(&theirs), Some(&attempt)], &[], &own);
        assert_eq!(refused, Err(Refusal::Conflict { parent: 4, stored: 6 }));
    }

    #[test]
    fn revisions_end_where_a_browser_can_no_longer_count() {
        let last = Record::following(LARGEST_REVISION - 1, "").found();
        assert!(last.is_whole);
        assert!(!Record::following(LARGEST_REVISION, "").found().is_whole);
        for parent in [Parent::After(LARGEST_REVISION), Parent::Anew(LARGEST_REVISION)] {
            assert!(plan(parent, [Some(&last), None], &[], &[]).is_err());
        }
    }
}
