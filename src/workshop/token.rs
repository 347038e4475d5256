//! Names that are made of chance outside the library: of a workshop, so that a ballot on another machine can name it, and of
//! whoever hands a ballot in.

use super::base32;
use crate::id::ParticipantId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// Returns the first bits of a digest, at most 128, of texts and numbers that are told apart whatever stands in them.
pub(super) fn hashed(what: &str, parts: &[&str], n_bits: u32) -> u128 {
    let mut hash = Sha256::new();
    for part in std::iter::once(&what).chain(parts) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    let first = digest.iter().take(16).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    first >> (128 - n_bits)
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident: $n_symbols:literal, $expected:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
        pub struct $name(u128);

        impl $name {
            /// How many bits there are.
            pub const BITS: u32 = 5 * $n_symbols;

            /// Returns the name that these bits make; bits above [`Self::BITS`] are left out.
            #[must_use]
            pub const fn of_bits(bits: u128) -> $name {
                $name(bits & ((1 << Self::BITS) - 1))
            }

            /// Returns the bits.
            #[must_use]
            pub const fn bits(self) -> u128 {
                self.0
            }

            /// Returns the name in a text as people type it; `None` for any other text.
            #[must_use]
            pub fn read(text: &str) -> Option<$name> {
                let values = base32::values(text).ok().filter(|values| values.len() == $n_symbols)?;
                Some($name(values.iter().fold(0, |bits, value| bits << 5 | u128::from(*value))))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let symbols = (0..$n_symbols).rev().map(|at| base32::symbol((self.0 >> (5 * at) & 31) as u8));
                f.write_str(&symbols.collect::<String>())
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<$name, &'static str> {
                $name::read(&text).ok_or($expected)
            }
        }
    )+};
}

names! {
    /// How a ballot on another machine names its workshop: 80 random bits, written as 16 digits and letters.
    ///
    /// # Example
    /// ```
    /// use weighbridge::workshop::Token;
    /// let token = Token::read("7K4Q M2XD 9RTE 0A1B").unwrap();
    /// assert_eq!(token.to_string(), "7K4QM2XD9RTE0A1B");
    /// assert_eq!(Token::of_bits(token.bits()), token);
    /// ```
    Token: 16, "expected 16 digits and letters";
    /// Who hands a ballot in, without a name: 40 bits that were made by chance on their device, or follow from a seat.
    Voter: 8, "expected 8 digits and letters";
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({self})")
    }
}

/// A voter is printed nowhere by accident.
impl fmt::Debug for Voter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Voter(…)")
    }
}

impl Voter {
    /// Returns who hands in the slip of a seat: the same in every route, so that a slip and a short code of one seat are
    /// one person's. Seats count from 1.
    ///
    /// # Example
    /// ```
    /// use weighbridge::workshop::{Token, Voter};
    /// let token = Token::of_bits(1);
    /// assert_eq!(Voter::of_seat(token, 4), Voter::of_seat(token, 4));
    /// assert_ne!(Voter::of_seat(token, 4), Voter::of_seat(Token::of_bits(2), 4));
    /// ```
    #[must_use]
    pub fn of_seat(token: Token, seat: u32) -> Voter {
        Voter(hashed("seat", &[&token.to_string(), &seat.to_string()], Voter::BITS))
    }

    /// Returns who hands in the ballot of a role, where answers are shown by role: one person, by whichever device.
    #[must_use]
    pub fn of_role(token: Token, role: ParticipantId) -> Voter {
        Voter(hashed("role", &[&token.to_string(), &role.to_string()], Voter::BITS))
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Voter, hashed};

    #[test]
    fn names_come_back_and_others_are_refused() {
        for bits in [0, 1, (1 << 80) - 1, 0x1234_5678_9abc_def0_1234] {
            let token = Token::of_bits(bits);
            assert_eq!(Token::read(&token.to_string()), Some(token));
            assert_eq!(serde_json::to_string(&token).unwrap(), format!("\"{token}\""));
        }
        for text in ["", "7K4Q", "7K4QM2XD9RTE0A1BB", "7K4QM2XD9RTE0A1U"] {
            assert_eq!(Token::read(text), None, "{text}");
        }
        assert_eq!(format!("{:?}", Voter::of_bits(7)), "Voter(…)");
    }

    #[test]
    fn parts_of_what_is_hashed_are_told_apart() {
        assert_ne!(hashed("a", &["b", "c"], 64), hashed("a", &["bc", ""], 64));
        assert_ne!(hashed("ab", &["c"], 64), hashed("a", &["bc"], 64));
        assert_eq!(hashed("a", &["b"], 64) >> 32, hashed("a", &["b"], 32));
    }
}
