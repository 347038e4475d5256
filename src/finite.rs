//! `Finite`: a number that can be written to a file and read back unchanged.
//!
//! JSON has no NaN and no infinity: serde writes them as `null`, and the file then cannot be opened again. So no
//! number in a case can be one. This module deliberately has no arithmetic: results are plain `f64`.

use crate::digits::plain;
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

/// A finite number equals itself.
impl Eq for Finite {}

impl Finite {
    /// Zero.
    pub const ZERO: Finite = Finite(0.0);

    /// Returns the number, or `None` when it is NaN or infinite.
    #[must_use]
    pub fn new(number: f64) -> Option<Finite> {
        // Adding zero turns -0.0 into 0.0, which would otherwise print as "-0".
        number.is_finite().then_some(Finite(number + 0.0))
    }

    /// Returns the number in a text as people type it, or `None` for an empty one. Commas for thousands, as [`plain`] reads
    /// them, a true minus, an exponent and spaces around are read; "1,5" is refused rather than read as 15, and so is "0,125".
    ///
    /// # Errors
    /// [`NotANumber`] for any other text.
    ///
    /// # Example
    /// ```
    /// use weighbridge::finite::{Finite, NotANumber};
    /// assert_eq!(Finite::read(" −1,250.5 ").map(|read| read.map(Finite::get)), Ok(Some(-1250.5)));
    /// assert_eq!(Finite::read(""), Ok(None));
    /// assert_eq!(Finite::read("1,5"), Err(NotANumber));
    /// ```
    pub fn read(text: &str) -> Result<Option<Finite>, NotANumber> {
        let text = text.trim().replace('−', "-");
        if text.is_empty() {
            return Ok(None);
        }
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(&text);
        let sign = if text.starts_with('-') { "-" } else { "" };
        let (digits, power) = unsigned.split_at(unsigned.find(['e', 'E']).unwrap_or(unsigned.len()));
        // A number may begin with its point; money may not.
        let nought = if digits.starts_with('.') { "0" } else { "" };
        let digits = plain(&format!("{nought}{digits}")).ok_or(NotANumber)?;
        format!("{sign}{digits}{power}").parse().ok().and_then(Finite::new).map(Some).ok_or(NotANumber)
    }

    /// Returns the number in a text as [`read`](Finite::read) reads it, behind which a sign for per cent may stand: for
    /// numbers that are out of a hundred.
    ///
    /// # Errors
    /// [`NotANumber`] for any other text.
    ///
    /// # Example
    /// ```
    /// use weighbridge::finite::{Finite, NotANumber};
    /// assert_eq!(Finite::read_percent("25%").map(|read| read.map(Finite::get)), Ok(Some(25.0)));
    /// assert_eq!(Finite::read_percent("2.5 %"), Finite::read("2.5"));
    /// assert_eq!(Finite::read_percent("%"), Err(NotANumber));
    /// ```
    pub fn read_percent(text: &str) -> Result<Option<Finite>, NotANumber> {
        match text.trim().strip_suffix('%') {
            None => Finite::read(text),
            Some(number) => Finite::read(number)?.map(Some).ok_or(NotANumber),
        }
    }

    /// Returns the number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

/// A text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

impl std::fmt::Display for NotANumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("expected a number, for example 12.5 or 1,250")
    }
}

impl std::error::Error for NotANumber {}

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
