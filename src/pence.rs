//! Money in whole pence, so that a sum of pounds is exact and survives JSON.
//!
//! How money is printed is the business of `present`.

use serde::{Deserialize, Serialize};

/// A sum of money in whole pence; negative is money out or an overspend. At most 2^53 − 1 either way (about £90
/// trillion), because larger whole numbers change in other JSON readers.
///
/// # Example
/// ```
/// use weighbridge::pence::Pence;
/// assert_eq!(Pence::from_pounds(420_000).map(Pence::get), Some(42_000_000));
/// assert!(serde_json::from_str::<Pence>("1.5").is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(try_from = "i64", into = "i64")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "i64"))]
pub struct Pence(i64);

/// The largest whole number that every JSON reader keeps exact.
const LARGEST: i64 = (1 << 53) - 1;

impl Pence {
    /// Returns the sum, or `None` beyond the range that JSON keeps exact.
    #[must_use]
    pub fn new(pence: i64) -> Option<Pence> {
        (-LARGEST..=LARGEST).contains(&pence).then_some(Pence(pence))
    }

    /// Returns the sum of whole pounds, or `None` beyond the range.
    #[must_use]
    pub fn from_pounds(pounds: i64) -> Option<Pence> {
        pounds.checked_mul(100).and_then(Pence::new)
    }

    /// Returns the number of pence.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for Pence {
    type Error = &'static str;

    fn try_from(pence: i64) -> Result<Pence, &'static str> {
        Pence::new(pence).ok_or("expected whole pence between -9007199254740991 and 9007199254740991")
    }
}

impl From<Pence> for i64 {
    fn from(pence: Pence) -> i64 {
        pence.0
    }
}
