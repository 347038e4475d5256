//! What a report says of its carbon budget, of social value and of the set that was chosen, as plain facts.

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

/// The set that is kept for a portfolio.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// What the portfolio is called.
    pub title: &'a str,
    /// How many rules of the portfolio it breaks: limits, what must and what must not be in, and ties.
    pub n_broken: usize,
    /// What it is worth now, in hundredths of a point.
    pub points: i64,
    /// What it was worth when it was kept, likewise.
    pub points_then: i64,
}
