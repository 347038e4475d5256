//! What differs between a committee file and what was worked out.

use serde::{Deserialize, Serialize};

/// What a difference is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// A figure, or something that should be one.
    Figure,
    /// Words.
    Words,
    /// A digest, or how digests were made.
    Digest,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What kind of thing.
    pub sort: Sort,
    /// Where, in words: "total of Dual-site co-location".
    pub place: String,
    /// What the file says.
    pub file: String,
    /// What was worked out.
    pub worked_out: String,
}
