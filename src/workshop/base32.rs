//! Crockford's base 32: 32 digits and letters that people do not mistake for each other when they read them out. `O` is read
//! as 0, `I` and `L` as 1, and small letters, spaces and hyphens are forgiven.

/// The symbols by their value.
pub(super) const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Returns the symbol of a value below 32.
pub(super) fn symbol(value: u8) -> char {
    char::from(SYMBOLS[usize::from(value & 31)])
}

/// Returns the value of a letter or digit; `None` for any other sign.
pub(super) fn value(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    };
    let at = SYMBOLS.iter().position(|symbol| char::from(*symbol) == letter)?;
    u8::try_from(at).ok()
}

/// Returns the values of a text, without the spaces and hyphens in it.
///
/// # Errors
/// The first sign that is none of these, and its place among the symbols, from 1.
pub(super) fn values(text: &str) -> Result<Vec<u8>, (usize, char)> {
    let mut found = Vec::new();
    for letter in text.chars().filter(|letter| !(letter.is_whitespace() || matches!(letter, '-' | '–' | '‐'))) {
        found.push(value(letter).ok_or((found.len() + 1, letter))?);
    }
    Ok(found)
}

/// Bits that are written one after the other, highest first.
#[derive(Default)]
pub(super) struct BitWriter {
    bits: Vec<bool>,
}

impl BitWriter {
    /// Writes the lowest `n` bits of a number.
    pub(super) fn put(&mut self, number: u128, n: u32) {
        self.bits.extend((0..n).rev().map(|bit| number >> bit & 1 == 1));
    }

    /// Returns the values of base 32, the last one filled up with zeros.
    pub(super) fn values(self) -> Vec<u8> {
        let of = |five: &[bool]| {
            let filled = five.iter().copied().chain([false; 4]).take(5);
            filled.fold(0, |value, bit| value << 1 | u8::from(bit))
        };
        self.bits.chunks(5).map(of).collect()
    }
}

/// Bits that are read one after the other.
pub(super) struct BitReader<'a> {
    values: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    pub(super) fn new(values: &'a [u8]) -> BitReader<'a> {
        BitReader { values, at: 0 }
    }

    /// Returns the next `n` bits as a number, at most 128; `None` where there are not so many.
    pub(super) fn take(&mut self, n: u32) -> Option<u128> {
        let mut number = 0;
        for _ in 0..n {
            let value = self.values.get(self.at / 5)?;
            number = number << 1 | u128::from(value >> (4 - self.at % 5) & 1);
            self.at += 1;
        }
        Some(number)
    }

    /// Returns whether nothing but the zeros is left with which the last value was filled up.
    pub(super) fn is_over(&mut self) -> bool {
        let left = self.values.len() * 5 - self.at;
        left < 5 && self.take(left as u32) == Some(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{BitReader, BitWriter, SYMBOLS, symbol, value, values};

    #[test]
    fn what_looks_alike_is_one_symbol() {
        assert_eq!(values("oO0 iIlL-1"), Ok(vec![0, 0, 0, 1, 1, 1, 1, 1]));
        assert_eq!(values("7k4q–m2x"), values("7K4QM2X"));
        assert_eq!(values("7K4U"), Err((4, 'U')));
        assert!(SYMBOLS.iter().enumerate().all(|(at, letter)| value(char::from(*letter)) == Some(at as u8)));
        assert_eq!(symbol(31), 'Z');
    }

    #[test]
    fn bits_come_back() {
        let mut bits = BitWriter::default();
        for (number, n) in [(5, 3), (0x1_0000_0001, 40), (0, 1), (127, 7)] {
            bits.put(number, n);
        }
        let found = bits.values();
        let mut reader = BitReader::new(&found);
        assert_eq!([3, 40, 1, 7].map(|n| reader.take(n).unwrap()), [5, 0x1_0000_0001, 0, 127]);
        assert!(reader.is_over());
        assert!(BitReader::new(&found).take(56).is_none());
        assert!(!BitReader::new(&[1]).is_over());
    }
}
