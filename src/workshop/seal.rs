//! The seal of a round: a digest of its ballots with a salt that the case does not hold, so that nobody can try answers until
//! one fits.

use super::round::RevealedBallot;
use crate::digest::digest;
use crate::id::RoundId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// 128 bits of chance, made outside the library, written as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Salt(u128);

impl Salt {
    /// Returns the salt of these bits.
    #[must_use]
    pub const fn of_bits(bits: u128) -> Salt {
        Salt(bits)
    }
}

impl From<Salt> for String {
    fn from(salt: Salt) -> String {
        format!("{:032x}", salt.0)
    }
}

impl TryFrom<String> for Salt {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Salt, &'static str> {
        let is_hex = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let bits = u128::from_str_radix(&text, 16).ok().filter(|_| is_hex);
        bits.map(Salt).ok_or("expected 32 hexadecimal digits")
    }
}

/// A salt is printed nowhere by accident.
impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

/// Returns the seal of the ballots of a round, which are in order of their answers.
///
/// # Reference
/// National Institute of Standards and Technology (2015), FIPS 180-4, Secure Hash Standard.
///
/// # Example
/// ```
/// use weighbridge::{id::RoundId, workshop::{Salt, seal}};
/// let (one, other) = (Salt::of_bits(1), Salt::of_bits(2));
/// assert_eq!(seal(RoundId(7), &[], one).len(), 64);
/// assert_ne!(seal(RoundId(7), &[], one), seal(RoundId(7), &[], other));
/// ```
#[must_use]
pub fn seal(round: RoundId, ballots: &[RevealedBallot], salt: Salt) -> String {
    // The answers and the role alone: what a newer version adds to a ballot later does not break the seal.
    let told = |ballot: &RevealedBallot| {
        let answers = ballot.answers.iter().map(|(of, reply)| format!("{of}={};", reply.told())).collect::<String>();
        let by = ballot.by.map_or(String::new(), |by| format!("by={by};"));
        format!("{answers}{by}\n")
    };
    let ballots = ballots.iter().map(told).collect::<String>();
    digest(&format!("weighbridge ballots\nround={round}\nsalt={}\n{ballots}", String::from(salt)))
}
