//! What a report says of its carbon budget and of social value, as plain facts.

use crate::date::Date;

/// A year of the carbon budget.
#[derive(Clone, Debug)]
pub struct CarbonYear {
    /// Its name.
    pub label: String,
    /// Whether a reported figure should be there, and is not.
    pub is_missing: bool,
}

/// What social value is counted by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Proxy<'a> {
    /// What is counted.
    pub measure: &'a str,
    /// For which place.
    pub place: &'a str,
    /// Whether it says what one is worth.
    pub has_value: bool,
    /// Whether it says who says so, and in which edition.
    pub is_sourced: bool,
}

/// Social value that is promised or delivered.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The initiative.
    pub initiative: usize,
    /// What it is counted by.
    pub proxy: usize,
    /// Whether it is a promise.
    pub is_promised: bool,
    /// From when.
    pub from: Option<Date>,
    /// Until when.
    pub to: Option<Date>,
    /// What it is worth in pence; absent where that cannot be said.
    pub pence: Option<i64>,
}
