//! Where Enter leads in the score sheet, and what is said of it.

use super::CellId;
use super::sheet::Sheet;
use leptos::prelude::*;
use weighbridge::present;

/// Where Enter leads from a cell.
pub(super) enum Next {
    /// To a cell beneath.
    Down(CellId),
    /// To the first criterion of the next option.
    Over(CellId),
    /// Nowhere.
    End,
}

impl Sheet {
    /// Returns where Enter leads from a cell.
    pub(super) fn next(self, (option, criterion): CellId) -> Next {
        fn at<T: PartialEq>(all: &[T], one: &T) -> (usize, usize) {
            (all.iter().position(|found| found == one).unwrap_or(0), all.len())
        }
        let (column, n_options) = self.options.with_untracked(|all| at(all, &option));
        let (row, n_criteria) = self.criteria.with_untracked(|all| at(all, &criterion));
        match present::onward((column, row), (n_options, n_criteria)) {
            present::Onward::Down => Next::Down(self.from((option, criterion), 0, 1)),
            present::Onward::NextOption => Next::Over(self.from((option, criterion), 1, -isize::MAX)),
            present::Onward::End => Next::End,
        }
    }

    /// Says which option Enter has led to.
    pub(super) fn say_next(self, (option, criterion): CellId) {
        let words =
            untrack(|| present::next_option_words(&self.name_of_option(option), &self.name_of_criterion(criterion)));
        self.said.set(words);
    }

    /// Says that there was nothing to go on to.
    pub(super) fn say_stopped(self, place: CellId) {
        self.stopped_at.set(Some(place));
        self.said.set(present::LAST_SCORE.to_owned());
    }

    /// Says nothing any more of where Enter has led.
    pub(super) fn be_silent(self) {
        if self.said.with_untracked(|said| !said.is_empty()) {
            self.said.set(String::new());
            self.stopped_at.set(None);
        }
    }
}
