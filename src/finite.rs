//! `Finite`: a number that can be written to a file and read back unchanged.
//!
//! JSON has no NaN and no infinity: serde writes them as `null`, and the file then cannot be opened again. So no
//! number in a case can be one. This module deliberately has no arithmetic: results are plain `f64`.

use serde::{Deserialize, Serialize};

/// A finite `f64`. Refused on construction and on reading when it is NaN or infinite; minus zero becomes zero.
///
/// # Example
/// ```
/// use weighbridge::finite::Finite;
/// assert_eq!(Finite::new(2.5).map(Finite::get), Some(2.5));
/// assert!(Finite::new(f64::NAN).is_none());
/// assert!(serde_json::from_str::<Finite>("null").is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(try_from = "f64", into = "f64")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "f64"))]
pub struct Finite(f64);

impl Finite {
    /// Zero.
    pub const ZERO: Finite = Finite(0.0);

    /// Returns the number, or `None` when it is NaN or infinite.
    #[must_use]
    pub fn new(number: f64) -> Option<Finite> {
        // Adding zero turns -0.0 into 0.0, which would otherwise print as "-0".
        number.is_finite().then_some(Finite(number + 0.0))
    }

    /// Returns the number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Finite {
    type Error = &'static str;

    fn try_from(number: f64) -> Result<Finite, &'static str> {
        Finite::new(number).ok_or("expected a finite number")
    }
}

impl From<Finite> for f64 {
    fn from(number: Finite) -> f64 {
        number.0
    }
}

impl From<u32> for Finite {
    fn from(number: u32) -> Finite {
        Finite(f64::from(number))
    }
}
