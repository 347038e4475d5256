//! What is said where there is more than a case may hold.

use super::Limit;
use std::fmt;

/// More than a case may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// What was counted.
    pub limit: Limit,
    /// How many were found.
    pub found: usize,
}

impl fmt::Display for TooMany {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (most, what) = self.limit.row();
        write!(f, "there can be at most {} {what}, found {}", Grouped(most), Grouped(self.found))
    }
}

impl std::error::Error for TooMany {}

/// A whole number as people read it, in groups of three.
///
/// # Example
/// ```
/// assert_eq!(weighbridge::limits::Grouped(20_971_520).to_string(), "20,971,520");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Grouped(
    /// The number.
    pub usize,
);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}
