//! The digest that is printed in a paper, compared with the one that was worked out.

use crate::present::count;

/// The fewest digits that tell one file from another: one in four thousand million.
const ENOUGH: usize = 8;

/// How what stands in a paper compares with a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printed {
    /// Nothing was entered.
    Empty,
    /// It has a sign that no digest has.
    NoDigest(char),
    /// So few digits fit many files; what was entered fits so far.
    TooShort(usize),
    /// It has more digits than a digest has.
    TooLong(usize),
    /// Every digit that was entered fits; so many of so many.
    Fits {
        /// How many were entered.
        n: usize,
        /// How many there are.
        of: usize,
    },
    /// The digit at this place, from 1, is another.
    Differs(usize),
}

/// Compares the beginning of a digest, as somebody copies it from a paper, with the digest: capitals, spaces, hyphens and a
/// `sha256:` in front do not matter.
///
/// # Example
/// ```
/// use weighbridge::committee::{Printed, compare_printed};
/// let digest = "06da71a36a390c40ffee";
/// assert_eq!(compare_printed("06DA 71A3 6A39 0C40", digest), Printed::Fits { n: 16, of: 20 });
/// assert_eq!(compare_printed("06da71a46a390c40", digest), Printed::Differs(8));
/// assert_eq!(compare_printed("06da", digest), Printed::TooShort(4));
/// ```
#[must_use]
pub fn compare_printed(typed: &str, digest: &str) -> Printed {
    let typed = typed.trim().to_lowercase();
    let typed = ["sha-256", "sha256"].iter().find_map(|name| typed.strip_prefix(name)).unwrap_or(&typed);
    let is_filling = |letter: &char| letter.is_whitespace() || matches!(letter, ':' | '-' | '\u{2011}' | '.' | '…');
    let typed: Vec<char> = typed.chars().filter(|letter| !is_filling(letter)).collect();
    if typed.is_empty() {
        return Printed::Empty;
    }
    if let Some(stranger) = typed.iter().find(|letter| !letter.is_ascii_hexdigit()) {
        return Printed::NoDigest(*stranger);
    }
    let differs = typed.iter().zip(digest.chars()).position(|(typed, own)| *typed != own);
    let of = digest.chars().count();
    match differs {
        Some(at) => Printed::Differs(at + 1),
        None if typed.len() > of => Printed::TooLong(of),
        None if typed.len() < ENOUGH => Printed::TooShort(typed.len()),
        None => Printed::Fits { n: typed.len(), of },
    }
}

impl Printed {
    /// Returns whether the paper and the file belong together.
    #[must_use]
    pub fn fits(&self) -> bool {
        matches!(self, Printed::Fits { .. })
    }

    /// Returns the comparison as a sentence; empty where nothing was entered.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Printed::Empty => String::new(),
            Printed::NoDigest(stranger) => {
                format!("A digest has only the digits 0 to 9 and the letters a to f, not “{stranger}”.")
            }
            Printed::TooShort(n) => {
                format!("{} so far, and they match. Enter {ENOUGH} or more.", count(*n, "character", "characters"))
            }
            Printed::TooLong(of) => format!("This is longer than a digest, which has {of} characters."),
            Printed::Fits { n, of } if n == of => {
                "It matches: this file has the inputs that the paper was written from.".to_owned()
            }
            Printed::Fits { n, .. } => {
                format!("The first {n} characters match: this file has the inputs that the paper was written from.")
            }
            Printed::Differs(at) => format!(
                "It does not match: character {at} is another. Check what you typed; if it is right, this is not the file \
                 that the paper was written from."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Printed, compare_printed};

    #[test]
    fn what_is_copied_from_a_paper_is_compared_digit_by_digit() {
        let digest = "06da71a36a390c40".repeat(4);
        let of = |typed: &str| compare_printed(typed, &digest);
        assert_eq!(of("  "), Printed::Empty);
        assert_eq!(of("SHA-256: 06da 71a3…"), Printed::Fits { n: 8, of: 64 });
        assert_eq!(of(&digest), Printed::Fits { n: 64, of: 64 });
        assert_eq!(of(&format!("{digest}0")), Printed::TooLong(64));
        assert_eq!(of("06da71a36a390c4l"), Printed::NoDigest('l'));
        assert_eq!(of("06da71b"), Printed::Differs(7));
        assert!(of("06da71a36a").fits() && !of("06da").fits());
        assert!(of("16da71a36a").words().starts_with("It does not match: character 1 "));
    }
}
