//! The text of a file as a row of tokens, with the way to where the reading stands. The text was seen to be JSON before.

use super::LoadError;
use super::scan::Part;
use super::syntax::unescaped;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// The text of a file, read from some place on.
pub(super) struct Source<'de> {
    bytes: &'de [u8],
    pub(super) at: usize,
    /// Arrays that are taken for empty: their items are read later, one at a time.
    left_out: &'de [Part],
    /// The names met in the objects that are open, outermost first.
    pub(super) names: Vec<Cow<'de, str>>,
    /// The way to a fault, innermost step first.
    pub(super) steps: Vec<String>,
    pub(super) n_unknown: usize,
}

impl<'de> Source<'de> {
    pub(super) fn new(bytes: &'de [u8], at: usize, left_out: &'de [Part]) -> Source<'de> {
        Source { bytes, at, left_out, names: Vec::new(), steps: Vec::new(), n_unknown: 0 }
    }

    /// Reads a value as a type. Returns it and where it ends. `path` is the way to it.
    pub(super) fn read<T: DeserializeOwned>(mut self, path: impl FnOnce() -> String) -> Result<(T, usize), LoadError> {
        T::deserialize(&mut self).map(|found| (found, self.at)).map_err(|error| {
            let way = self.steps.iter().rev().fold(path(), |way, step| way + step);
            LoadError::invalid(way.trim_start_matches('.'), error.to_string())
        })
    }

    /// Returns the next byte that is no space, without passing it; 0 at the end.
    pub(super) fn peek(&mut self) -> u8 {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.at) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Passes a byte where it comes next.
    pub(super) fn pass(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == byte;
        self.at += usize::from(is_next);
        is_next
    }

    pub(super) fn text(&mut self) -> Cow<'de, str> {
        self.at += 1;
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        let mut length = 0;
        // A backslash takes the next byte with it.
        while let Some(found) = rest.get(length..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
            length += found;
            if rest[length] == b'"' {
                break;
            }
            length += 2;
        }
        let length = length.min(rest.len());
        self.at += length + 1;
        unescaped(&rest[..length])
    }

    pub(super) fn next(&mut self) -> Token<'de> {
        let byte = self.peek();
        let start = self.at;
        match byte {
            b'"' => return Token::Text(self.text()),
            b'{' | b'[' => self.at += 1,
            _ => {
                let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
                self.at += self.bytes[start.min(self.bytes.len())..].iter().take_while(is_part).count();
            }
        }
        match byte {
            b'{' => Token::Object,
            b'[' => {
                let part = self.left_out.binary_search_by(|part| part.place.start.cmp(&start));
                if let Some(part) = part.ok().and_then(|at| self.left_out.get(at)) {
                    self.at = part.place.end - 1;
                }
                Token::Array
            }
            b't' => Token::Bool(true),
            b'f' => Token::Bool(false),
            b'n' => Token::Null,
            _ => number(&self.bytes[start..self.at]),
        }
    }
}

/// What a value begins with.
pub(super) enum Token<'de> {
    Null,
    Bool(bool),
    Whole(u64),
    Negative(i64),
    Number(f64),
    Text(Cow<'de, str>),
    Array,
    Object,
}

fn number<'de>(token: &[u8]) -> Token<'de> {
    let text = std::str::from_utf8(token).unwrap_or_default();
    // A minus zero is no whole number.
    if let Ok(whole) = text.parse() {
        return Token::Whole(whole);
    }
    match text.parse::<i64>() {
        Ok(whole) if whole != 0 => Token::Negative(whole),
        _ => Token::Number(text.parse().unwrap_or_default()),
    }
}
