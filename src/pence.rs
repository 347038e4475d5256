//! Money in whole pence, so that a sum of pounds is exact and survives JSON.
//!
//! How money is printed is the business of `present`.

use crate::digits::plain;
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
    /// One pound.
    pub const POUND: Pence = Pence(100);

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

/// Says that a text is no sum of money in pounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoundsError;

impl PoundsError {
    /// What was expected.
    pub const EXPECTED: &'static str =
        "pounds, such as 85,700, 420k or 4.4m, with a point before decimals and commas only between thousands";
}

impl std::fmt::Display for PoundsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "enter {}", PoundsError::EXPECTED)
    }
}

impl std::error::Error for PoundsError {}

/// Returns the money in a text as people type it, in pounds, exactly: "85,700", "£420k", "4.4m", "1.2bn", "12.50". A hyphen or a
/// true minus makes it negative.
///
/// # Errors
/// Refuses what is no number, a comma that may not be one for thousands ("4,4m", "12,50": see [`plain`]), fractions of a
/// penny, and sums beyond the range of [`Pence`].
///
/// # Example
/// ```
/// use weighbridge::pence::{Pence, read_pounds};
/// assert_eq!(read_pounds("£4.4m").ok(), Pence::from_pounds(4_400_000));
/// assert_eq!(read_pounds("85,700").ok(), Pence::from_pounds(85_700));
/// assert!(read_pounds("a lot").is_err() && read_pounds("4,4m").is_err());
/// ```
pub fn read_pounds(text: &str) -> Result<Pence, PoundsError> {
    let text = text.trim().replace('−', "-");
    // The sign stands before the pound or behind it.
    let after_sign = text.strip_prefix('-');
    let after_pound = after_sign.unwrap_or(&text).trim_start().strip_prefix('£').map(str::trim_start);
    let text = after_pound.or(after_sign).unwrap_or(&text);
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) if after_sign.is_none() => (true, rest.trim_start()),
        _ => (after_sign.is_some(), text.trim_start()),
    };
    let billions = text.strip_suffix("bn").or_else(|| text.strip_suffix("BN"));
    let (digits, shift) = match text.char_indices().last() {
        _ if billions.is_some() => (billions.unwrap_or_default().trim_end(), 9),
        Some((at, 'm' | 'M')) => (text[..at].trim_end(), 6),
        Some((at, 'k' | 'K')) => (text[..at].trim_end(), 3),
        _ => (text, 0),
    };
    let digits = plain(digits).ok_or(PoundsError)?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let places = shift + 2;
    if fraction.len() > places {
        return Err(PoundsError);
    }
    let pence: i64 = format!("{whole}{fraction:0<places$}").parse().map_err(|_| PoundsError)?;
    Pence::new(if negative { -pence } else { pence }).ok_or(PoundsError)
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

#[cfg(test)]
mod tests {
    use super::read_pounds;

    #[test]
    fn pounds_are_read_to_the_penny() {
        let pence = |text| read_pounds(text).map(super::Pence::get).ok();
        let read = [
            ("0", 0),
            ("12.5", 1_250),
            ("£1,234.56", 123_456),
            ("−200k", -20_000_000),
            ("3.7M", 370_000_000),
            ("-£5", -500),
            ("£ -5", -500),
            ("£ 4.4 m", 440_000_000),
            ("1.25bn", 125_000_000_000),
        ];
        for (text, expected) in read {
            assert_eq!(pence(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "-",
            "k",
            ".5",
            "1.234",
            "1e6",
            "12,34x",
            "1.2.3",
            "99999999999999999999",
            "0.000000001m",
            "1,5m",
            "4,4m",
            "12,34",
            "£1,2,0,0",
            "100 200",
            "100\n200",
            "0,125",
            "--5",
            "£-£5",
            "£",
            "5 £",
        ] {
            assert_eq!(pence(text), None, "{text}");
        }
        assert_eq!(pence("0.12345678m"), Some(12_345_678), "to the penny, also in millions");
    }
}
