//! `Column`: what a column of such a table shows of a row, and the edit that what is typed there comes to.

use leptos::prelude::AnyView;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, EditError};

/// A row, by what its table calls it: an id, or its place in a list.
pub(crate) type Row = u32;

/// What stands where a choice is not made.
pub(crate) const NONE: &str = "–";

/// Returns the text of a cell.
type Read = Arc<dyn Fn(&Case, Row) -> String + Send + Sync>;
/// Returns the edit that a text typed into a cell comes to.
type Write = Arc<dyn Fn(&Case, Row, &str) -> Result<Edit, EditError> + Send + Sync>;
/// Returns what may be chosen.
type Choices = Arc<dyn Fn(&Case) -> Vec<String> + Send + Sync>;

/// A column.
#[derive(Clone)]
pub(crate) struct Column {
    pub(super) heading: String,
    pub(super) read: Read,
    pub(super) write: Write,
    /// Set where one of several words is chosen.
    pub(super) choices: Option<Choices>,
    /// Whether its cells are figures.
    pub(super) is_number: bool,
    /// What rows are sorted by, where that is not the text.
    pub(super) order: Option<Read>,
    /// How a text is drawn, where it is more than words.
    pub(super) face: Option<fn(&str) -> AnyView>,
}

impl Column {
    /// Returns a column of words.
    pub(crate) fn new(
        heading: impl Into<String>,
        read: impl Fn(&Case, Row) -> String + Send + Sync + 'static,
        write: impl Fn(&Case, Row, &str) -> Result<Edit, EditError> + Send + Sync + 'static,
    ) -> Column {
        let (read, write) = (Arc::new(read), Arc::new(write));
        Column { heading: heading.into(), read, write, choices: None, is_number: false, order: None, face: None }
    }

    /// Returns the column with its cells chosen from these words. What is typed or pasted is met with them by its beginning.
    pub(crate) fn choosing(self, choices: impl Fn(&Case) -> Vec<String> + Send + Sync + 'static) -> Column {
        Column { choices: Some(Arc::new(choices)), ..self }
    }

    /// Returns the column with another edit for what is typed.
    pub(crate) fn writing(
        self,
        write: impl Fn(&Case, Row, &str) -> Result<Edit, EditError> + Send + Sync + 'static,
    ) -> Column {
        Column { write: Arc::new(write), ..self }
    }

    /// Returns the column with its texts drawn in another way.
    pub(crate) fn drawn(self, face: fn(&str) -> AnyView) -> Column {
        Column { face: Some(face), ..self }
    }

    /// Returns the column with its cells set as figures.
    pub(crate) fn of_numbers(self) -> Column {
        Column { is_number: true, ..self }
    }

    /// Returns the column with its rows sorted by this and not by what it shows.
    pub(crate) fn sorted_by(self, order: impl Fn(&Case, Row) -> String + Send + Sync + 'static) -> Column {
        Column { order: Some(Arc::new(order)), ..self }
    }

    /// Returns what stands above it.
    pub(crate) fn heading(&self) -> &str {
        &self.heading
    }

    /// Returns the text of a cell.
    pub(crate) fn text(&self, case: &Case, row: Row) -> String {
        (self.read)(case, row)
    }

    /// Returns the edit that a text comes to; where words are chosen, the one that it is or that alone begins with it.
    pub(super) fn edit(&self, case: &Case, row: Row, text: &str) -> Result<Edit, EditError> {
        let Some(choices) = &self.choices else { return (self.write)(case, row, text) };
        // What is emptied holds nothing, where that is one of the choices.
        let text = if text.trim().is_empty() { NONE } else { text };
        let (all, wanted) = (choices(case), text.trim().to_lowercase());
        let is = |word: &&String| word.to_lowercase() == wanted;
        let begins = |word: &&String| word.to_lowercase().starts_with(&wanted);
        let mut by_beginning = all.iter().filter(begins);
        let found = all.iter().find(is).or_else(|| by_beginning.next().filter(|_| by_beginning.next().is_none()));
        let found = found.ok_or(EditError::OutOfRange { expected: "one of the words of the list" })?;
        (self.write)(case, row, found)
    }

    /// Returns what a row is sorted by: figures of texts by their size.
    pub(super) fn key(&self, case: &Case, row: Row) -> String {
        self.order.as_ref().map_or_else(|| (self.read)(case, row).to_lowercase(), |order| order(case, row))
    }
}

/// Returns a sum as a key that sorts by its size.
pub(crate) fn key_of_sum(pence: Option<i64>) -> String {
    // The sign is turned round, so that negative sums come before positive ones.
    pence.map_or_else(String::new, |pence| format!("{:020}", pence.wrapping_sub(i64::MIN) as u64))
}
