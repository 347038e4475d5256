//! Control characters in the text of a file: letters that are not seen and act on what is around them. A name that turns the
//! line round would make "10.0" read "0.01"; a mark that is seen takes their place before anything is read.
//!
//! They may stand in the text as they are, or as an escape of JSON. Whatever it is, its mark is as long.

use crate::spelling::is_control;
use std::ops::Range;

/// The longest a control character can be: an escape.
pub(super) const LONGEST: usize = 6;

/// Returns where control characters stand that begin in a piece of a text, escapes among them. The text is UTF-8 up to the end
/// of the piece.
pub(super) fn places(bytes: &[u8], piece: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = piece.start;
    while let Some(next) = bytes[at..piece.end].iter().position(|byte| may_begin(*byte)) {
        at += next;
        let length = length_of(bytes, at);
        if length > 0 {
            found.push(at..at + length);
        }
        // A backslash takes the next byte with it, whatever that is.
        at = (at + length.max(if bytes[at] == b'\\' { 2 } else { 1 })).min(piece.end);
    }
    found
}

fn may_begin(byte: u8) -> bool {
    matches!(byte, b'\\' | 0x7f | 0xc2 | 0xe2)
}

/// Returns how long the control character is that begins here; 0 where none does.
fn length_of(bytes: &[u8], at: usize) -> usize {
    match bytes[at..] {
        [b'\\', b'u', a, b, c, d, ..] if !is_escaped(bytes, at) => {
            let digits =
                [a, b, c, d].iter().try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)?));
            let letter = digits.and_then(char::from_u32);
            if letter.is_some_and(is_control) { 6 } else { 0 }
        }
        [0x7f, ..] => 1,
        [0xc2, second, ..] if second < 0xa0 => 2,
        [0xe2, 0x80, third, ..] if (0xaa..=0xae).contains(&third) => 3,
        [0xe2, 0x81, third, ..] if (0xa6..=0xa9).contains(&third) => 3,
        _ => 0,
    }
}

/// Returns whether the backslash here is itself behind one that makes a letter of it.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Puts a mark in place of a control character.
pub(super) fn mark(bytes: &mut [u8], place: &Range<usize>) {
    let mark: &[u8] = match place.len() {
        6 => b"\\ufffd",
        3 => "\u{fffd}".as_bytes(),
        2 => "¦".as_bytes(),
        _ => b"?",
    };
    bytes[place.clone()].copy_from_slice(mark);
}

#[cfg(test)]
mod tests {
    use super::{mark, places};

    fn shown(text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        for place in places(&bytes.clone(), 0..bytes.len()) {
            mark(&mut bytes, &place);
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn each_is_seen_and_nothing_moves() {
        assert_eq!(shown("\"a\u{202e}b\u{2067}c\u{7f}d\u{85}e\""), "\"a\u{fffd}b\u{fffd}c?d¦e\"");
        assert_eq!(shown(r#""a\u202eb\u2069\u0000c\u009Fd""#), r#""a\ufffdb\ufffd\ufffdc\ufffdd""#);
        for same in [r#""a\\u202e""#, r#""\n\t\u000a\u0009\u000d\u00e9""#, "\"é £ – ‰ \u{200f}م\"", r#""\u20""#, "\\"]
        {
            assert_eq!(shown(same), same);
        }
        assert_eq!(shown(r#""\\\u202e""#), r#""\\\ufffd""#, "a backslash, then an escape");
    }
}
