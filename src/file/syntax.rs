//! The small pieces of JSON: numbers, words and the characters of a text, and where a text stops being JSON.
//!
//! Faults are worded and placed as serde_json words and places them, so that a fault reads the same wherever it is found.

use super::LoadError;
use std::borrow::Cow;

/// How many characters of a number are read.
const LONGEST_NUMBER: usize = 1_000;

/// Returns the error of a text that stops being JSON; `read` bytes were read, the last of which was not expected.
pub(super) fn not_json(bytes: &[u8], read: usize, reason: &str) -> LoadError {
    let (line, column) = line_and_column(bytes, read);
    let begins_well = bytes.trim_ascii_start().starts_with(b"{");
    LoadError::NotJson { line, column, reason: reason.to_owned(), begins_well }
}

/// Returns the error of a text that ends too early.
pub(super) fn truncated(bytes: &[u8]) -> LoadError {
    let (line, column) = line_and_column(bytes, bytes.len());
    LoadError::Truncated { line, column }
}

fn line_and_column(bytes: &[u8], read: usize) -> (usize, usize) {
    let before = &bytes[..read.min(bytes.len())];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let n_ends = before[..line_start].iter().filter(|byte| **byte == b'\n').count();
    (n_ends + 1, before.len() - line_start)
}

/// Returns where one of the words of JSON ends.
pub(super) fn word(bytes: &[u8], start: usize, expected: &[u8]) -> Result<usize, LoadError> {
    for (i, letter) in expected.iter().enumerate() {
        match bytes.get(start + i) {
            None => return Err(truncated(bytes)),
            Some(found) if found == letter => {}
            Some(_) => return Err(not_json(bytes, start + i + 1, "expected ident")),
        }
    }
    Ok(start + expected.len())
}

/// Returns where a number ends.
pub(super) fn number(bytes: &[u8], start: usize) -> Result<usize, LoadError> {
    let invalid = |at: usize| match bytes.get(at) {
        Some(_) => Err(not_json(bytes, at + 1, "invalid number")),
        None => Err(truncated(bytes)),
    };
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let digits = |mut at: usize| {
        while is_digit(at) && at - start <= LONGEST_NUMBER {
            at += 1;
        }
        at
    };
    let first = start + usize::from(bytes[start] == b'-');
    if !is_digit(first) || (bytes[first] == b'0' && is_digit(first + 1)) {
        return invalid(if is_digit(first) { first + 1 } else { first });
    }
    let mut at = digits(first);
    if bytes.get(at) == Some(&b'.') {
        if !is_digit(at + 1) {
            return invalid(at + 1);
        }
        at = digits(at + 1);
    }
    let has_power = matches!(bytes.get(at), Some(b'e' | b'E'));
    if has_power {
        at += 1;
        at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
        if !is_digit(at) {
            return invalid(at);
        }
        at = digits(at);
    }
    if at - start > LONGEST_NUMBER {
        return Err(not_json(bytes, at, "number of more than 1,000 characters"));
    }
    let is_finite = || {
        let number: Option<f64> = std::str::from_utf8(&bytes[start..at]).ok().and_then(|text| text.parse().ok());
        number.is_some_and(f64::is_finite)
    };
    if (has_power || at - start > 300) && !is_finite() {
        return Err(not_json(bytes, at, "number out of range"));
    }
    Ok(at)
}

/// A stretch of a text.
pub(super) enum Character {
    /// Characters that stand for themselves, and where they end.
    Plain { n_characters: usize, end: usize },
    /// One character that was written with a backslash.
    Escaped { character: char, end: usize },
    /// The closing quotation mark.
    End,
}

/// Returns what stands at a place within a text; of a long stretch no more than up to about `until`.
pub(super) fn character(bytes: &[u8], at: usize, until: usize) -> Result<Character, LoadError> {
    match bytes.get(at) {
        None => Err(truncated(bytes)),
        Some(b'"') => Ok(Character::End),
        Some(b'\\') => escape(bytes, at + 1),
        Some(0..=0x1f) => {
            Err(not_json(bytes, at + 1, "control character (\\u0000-\\u001F) found while parsing a string"))
        }
        Some(_) => {
            let stop = until.clamp(at + 1, bytes.len().max(at + 1));
            let stretch = &bytes[at..stop];
            let is_plain = |byte: &u8| *byte != b'"' && *byte != b'\\' && *byte >= 0x20;
            let length = stretch.iter().position(|byte| !is_plain(byte)).unwrap_or(stretch.len());
            // Every byte but those that continue a character begins one.
            let n_characters = stretch[..length].iter().filter(|byte| **byte & 0xc0 != 0x80).count();
            Ok(Character::Plain { n_characters, end: at + length })
        }
    }
}

/// Reads what follows a backslash.
fn escape(bytes: &[u8], at: usize) -> Result<Character, LoadError> {
    let character = match bytes.get(at) {
        None => return Err(truncated(bytes)),
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return by_number(bytes, at + 1),
        Some(_) => return Err(not_json(bytes, at + 1, "invalid escape")),
    };
    Ok(Character::Escaped { character, end: at + 1 })
}

/// Reads the four digits of a character's number, and four more where it takes two of them.
fn by_number(bytes: &[u8], at: usize) -> Result<Character, LoadError> {
    let lone = |read: usize| not_json(bytes, read, "lone leading surrogate in hex escape");
    let first = four_digits(bytes, at)?;
    let end = at + 4;
    if let Some(character) = char::from_u32(first) {
        return Ok(Character::Escaped { character, end });
    }
    if first >= 0xdc00 {
        return Err(lone(end));
    }
    for (i, expected) in [b'\\', b'u'].iter().enumerate() {
        match bytes.get(end + i) {
            None => return Err(truncated(bytes)),
            Some(found) if found == expected => {}
            Some(_) => return Err(not_json(bytes, end + i + 1, "unexpected end of hex escape")),
        }
    }
    let second = four_digits(bytes, end + 2)?;
    let pair = (second & 0xfc00 == 0xdc00).then(|| 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
    let character = pair.and_then(char::from_u32).ok_or_else(|| lone(end + 6))?;
    Ok(Character::Escaped { character, end: end + 6 })
}

fn four_digits(bytes: &[u8], at: usize) -> Result<u32, LoadError> {
    let digits = bytes.get(at..at + 4).ok_or_else(|| truncated(bytes))?;
    digits
        .iter()
        .try_fold(0, |number, digit| Some(number * 16 + char::from(*digit).to_digit(16)?))
        .ok_or_else(|| not_json(bytes, at + 4, "invalid escape"))
}

/// Returns a text without its escapes. Its syntax was checked before.
pub(super) fn unescaped(text: &[u8]) -> Cow<'_, str> {
    if memchr::memchr(b'\\', text).is_none() {
        return String::from_utf8_lossy(text);
    }
    let (mut plain, mut at) = (Vec::with_capacity(text.len()), 0);
    while let Some(byte) = text.get(at) {
        if *byte != b'\\' {
            plain.push(*byte);
            at += 1;
        } else if let Ok(Character::Escaped { character, end }) = escape(text, at + 1) {
            plain.extend(character.encode_utf8(&mut [0; 4]).bytes());
            at = end;
        } else {
            break;
        }
    }
    Cow::Owned(String::from_utf8_lossy(&plain).into_owned())
}
