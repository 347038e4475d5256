//! Chance, as the browser gives it.

use super::{js, page};
use js_sys::Uint8Array;

/// Returns 128 bits of chance.
pub(crate) fn random_bits() -> u128 {
    let array = Uint8Array::new_with_length(16);
    if js::call(&js::global("crypto"), "getRandomValues", &[array.clone().into()]).is_ok() {
        return array.to_vec().into_iter().fold(0, |bits, byte| bits << 8 | u128::from(byte));
    }
    // Two keys, since each has a few digits that are not of chance.
    let bits = || {
        page::random_key()
            .bytes()
            .filter_map(|byte| char::from(byte).to_digit(16))
            .fold(0_u128, |all, digit| all << 4 | u128::from(digit))
    };
    bits() ^ bits().rotate_left(64)
}
