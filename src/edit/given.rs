//! What is given with an edit, checked on its way in: names, texts, positions, room for one more, and new ids.

use super::EditError;
use crate::limits::Limit;
use crate::spelling::visible;

/// What making an edit comes to.
pub(super) type Applied = Result<(), EditError>;

/// Refuses what breaks a rule of its noun.
pub(super) fn obeys(problem: Option<&'static str>) -> Result<(), EditError> {
    match problem {
        None => Ok(()),
        Some(expected) => Err(EditError::OutOfRange { expected: expected.trim_start_matches("expected ") }),
    }
}

/// Returns a name without space around it, or an error when nothing is left.
pub(super) fn name(name: &str) -> Result<String, EditError> {
    let name = text(name)?;
    if name.is_empty() { Err(EditError::NameMissing) } else { Ok(name) }
}

/// Returns words without space around them, and with nothing in them that turns a line round unseen, or an error when they
/// are longer than any text may be.
pub(super) fn text(words: &str) -> Result<String, EditError> {
    let words = visible(words.trim());
    Limit::check_text(&words)?;
    Ok(words.into_owned())
}

/// Refuses one more in a list that is full.
pub(super) fn room<T>(list: &[T], limit: Limit) -> Applied {
    Ok(limit.check(list.len() + 1)?)
}

/// Issues an id.
pub(super) fn issue(next_id: &mut u32) -> Result<u32, EditError> {
    let id = *next_id;
    *next_id = id.checked_add(1).ok_or(EditError::NoMoreIds)?;
    Ok(id)
}

/// Returns where an id stands in a list.
pub(super) fn position<T: Copy + PartialEq>(
    ids: impl Iterator<Item = T>,
    id: T,
    what: &'static str,
) -> Result<usize, EditError> {
    let mut ids = ids;
    ids.position(|found| found == id).ok_or(EditError::NotThere { what })
}

/// Moves an item to a position; past the end means the end.
pub(super) fn move_item<T>(list: &mut Vec<T>, from: usize, to: usize) {
    let item = list.remove(from);
    list.insert(to.min(list.len()), item);
}
