//! The rules that what was read is held to, each with the place of what breaks it.

use super::LoadError;
use std::collections::HashSet;

/// Nothing, or the first thing that is wrong, with its place.
pub(super) type Checked = Result<(), LoadError>;

/// Refuses what breaks a rule of its noun, with its place.
pub(super) fn obeys(problem: Option<&'static str>, place: impl Fn() -> String) -> Checked {
    problem.map_or(Ok(()), |problem| Err(LoadError::invalid(place(), problem)))
}

/// Refuses a number outside `least..=most`.
pub(super) fn in_range(number: f64, least: f64, most: f64, path: impl Fn() -> String, expected: &str) -> Checked {
    if (least..=most).contains(&number) {
        Ok(())
    } else {
        Err(LoadError::invalid(path(), format!("expected {expected}, found {number}")))
    }
}

/// Refuses an id that names nothing.
pub(super) fn refers<T: Copy + std::hash::Hash + Eq + std::fmt::Display>(
    known: &HashSet<T>,
    id: T,
    path: impl Fn() -> String,
    what: &str,
) -> Checked {
    if known.contains(&id) {
        Ok(())
    } else {
        Err(LoadError::invalid(path(), format!("expected the id of {what}, found {id}, which is none")))
    }
}

/// Refuses the second of what may be there once.
pub(super) fn once<T: std::hash::Hash + Eq>(
    seen: &mut HashSet<T>,
    key: T,
    path: impl Fn() -> String,
    what: &str,
) -> Checked {
    first(!seen.insert(key), path, what)
}

/// Refuses what may be there once where its place is taken.
pub(super) fn first(is_taken: bool, path: impl Fn() -> String, what: &str) -> Checked {
    if is_taken { Err(LoadError::invalid(path(), format!("expected {what}, found a second"))) } else { Ok(()) }
}
