//! How near a case is to the largest file that is opened again, said before it is passed.

use super::LARGEST_FILE;
use crate::limits::Grouped;
use std::fmt;

/// How much room there is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Enough.
    Plenty,
    /// More than nine tenths are used.
    Near {
        /// How many bytes are left.
        left: usize,
    },
    /// The file would not be opened again.
    Over {
        /// How many bytes it is too large by.
        by: usize,
    },
}

/// Returns how much room a text of so many bytes leaves in a file. In words it says what to do.
///
/// # Example
/// ```
/// use weighbridge::file::{LARGEST_FILE, Room, room};
/// assert_eq!(room(5_000_000), Room::Plenty);
/// assert_eq!(room(LARGEST_FILE), Room::Near { left: 0 });
/// let over = room(LARGEST_FILE + 2_048);
/// assert_eq!(over, Room::Over { by: 2_048 });
/// assert!(over.to_string().starts_with("this case is 2 kB larger than a file may be"));
/// ```
#[must_use]
pub fn room(size: usize) -> Room {
    match LARGEST_FILE.checked_sub(size) {
        None => Room::Over { by: size - LARGEST_FILE },
        Some(left) if size > LARGEST_FILE / 10 * 9 => Room::Near { left },
        Some(_) => Room::Plenty,
    }
}

impl fmt::Display for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kilobytes = |bytes: usize| Grouped(bytes.div_ceil(1_024));
        match self {
            Room::Plenty => f.write_str("there is room"),
            Room::Near { left } => write!(
                f,
                "this case nearly fills a file: {} kB are left of {} MiB; shorten long texts, or begin a new case",
                kilobytes(*left),
                LARGEST_FILE >> 20
            ),
            Room::Over { by } => write!(
                f,
                "this case is {} kB larger than a file may be, {} MiB, and could not be opened again; shorten long texts, \
                 or divide it into several cases",
                kilobytes(*by),
                LARGEST_FILE >> 20
            ),
        }
    }
}
