//! SHA-256, the one digest of this program: of files, of what a paper rests on, and of texts too long to repeat.

use sha2::{Digest, Sha256};

/// Returns the SHA-256 digest of a text as 64 hexadecimal digits.
///
/// # Reference
/// National Institute of Standards and Technology (2015), FIPS 180-4, Secure Hash Standard.
///
/// # Example
/// ```
/// let digest = weighbridge::digest::digest("abc");
/// assert!(digest.starts_with("ba7816bf8f01cfea") && digest.len() == 64);
/// ```
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
