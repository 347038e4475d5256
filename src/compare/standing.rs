//! Which of two copies of a case is newer, by what their logs say was done. Clocks differ and files are copied, so when
//! something was done never decides.

use crate::log::LogEntry;
use std::sync::Arc;

/// How two logs stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The same was done in both.
    Same,
    /// The first goes on where the second ends, by so many changes.
    OneIsAhead(usize),
    /// The second goes on where the first ends, by so many changes.
    OtherIsAhead(usize),
    /// Both went on by themselves after what they share.
    Apart {
        /// How many changes they share from the beginning; 0 where they are two cases.
        common: usize,
        /// How many changes the first has besides.
        n_one: usize,
        /// How many changes the second has besides.
        n_other: usize,
    },
}

impl Standing {
    /// Returns whether both logs tell of the same case: they share a beginning, or one of them has none yet.
    #[must_use]
    pub fn is_one_case(self) -> bool {
        !matches!(self, Standing::Apart { common: 0, .. })
    }
}

/// Returns how two logs stand to each other. That a ranking was looked at is no change and is passed over.
///
/// # Example
/// ```
/// use weighbridge::case::Case;
/// use weighbridge::compare::{Standing, newer};
/// use weighbridge::edit::{CaseEdit, Edit};
/// use weighbridge::history::{History, Stamp};
/// let mut history = History::new(Case::titled("Depots"), Vec::new());
/// let stamp = Stamp { at: "2026-11-21T14:02:11Z", by: "" };
/// history.commit(&Edit::Case(CaseEdit::SetTitle("Depots 2027".into())), stamp)?;
/// assert_eq!(newer(history.log(), &[]), Standing::OneIsAhead(1));
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn newer(one: &[Arc<LogEntry>], other: &[Arc<LogEntry>]) -> Standing {
    let (one, other) = (changes(one), changes(other));
    let common = one.iter().zip(&other).take_while(|(one, other)| is_same(one, other)).count();
    match (one.len() - common, other.len() - common) {
        (0, 0) => Standing::Same,
        (n_one, 0) => Standing::OneIsAhead(n_one),
        (0, n_other) => Standing::OtherIsAhead(n_other),
        (n_one, n_other) => Standing::Apart { common, n_one, n_other },
    }
}

fn changes(log: &[Arc<LogEntry>]) -> Vec<&LogEntry> {
    log.iter().map(AsRef::as_ref).filter(|entry: &&LogEntry| entry.is_change()).collect()
}

/// Whether a ranking had been seen by then may differ between two copies of one entry.
fn is_same(one: &LogEntry, other: &LogEntry) -> bool {
    one.at == other.at
        && one.by == other.by
        && one.event == other.event
        && one.appraisal == other.appraisal
        && one.part == other.part
        && one.what == other.what
        && one.from == other.from
        && one.to == other.to
}
