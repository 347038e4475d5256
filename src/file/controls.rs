//! Control characters in the text of a file: letters that are not seen and act on what is around them. A name that turns the
//! line round would make "10.0" read "0.01"; a mark that is seen takes their place before anything is read.
//!
//! They may stand in the text as they are, or as an escape of JSON. Whatever it is, its mark is as long.

use crate::spelling::is_control;
use std::ops::Range;

/// Returns where control characters stand that begin in a piece of a text, escapes among them, and from where to look on in
/// the next piece: behind an escape that goes on beyond this one. Pieces are looked at in order, from the first.
pub(super) fn places(bytes: &[u8], piece: Range<usize>) -> (Vec<Range<usize>>, usize) {
    let mut found = Vec::new();
    let mut at = piece.start;
    while let Some(next) = bytes.get(at..piece.end).and_then(|rest| rest.iter().position(|byte| may_begin(*byte))) {
        at += next;
        let length = length_of(&bytes[at..]);
        if length > 0 {
            found.push(at..at + length);
        }
        // A backslash takes the next byte with it, whatever that is: behind two of them no escape begins.
        at += length.max(if bytes[at] == b'\\' { 2 } else { 1 });
    }
    (found, at.max(piece.end))
}

fn may_begin(byte: u8) -> bool {
    matches!(byte, b'\\' | 0x7f | 0xc2 | 0xe2)
}

/// Returns how long the control character is with which a text begins; 0 where it begins with none.
fn length_of(text: &[u8]) -> usize {
    match *text {
        [b'\\', b'u', a, b, c, d, ..] => {
            let digits =
                [a, b, c, d].iter().try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)?));
            if digits.and_then(char::from_u32).is_some_and(is_control) { 6 } else { 0 }
        }
        [0x7f, ..] => 1,
        [0xc2, second, ..] if second < 0xa0 => 2,
        [0xe2, 0x80, third, ..] if (0xaa..=0xae).contains(&third) => 3,
        [0xe2, 0x81, third, ..] if (0xa6..=0xa9).contains(&third) => 3,
        _ => 0,
    }
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

    /// Looks at a text in pieces of so many bytes.
    fn shown_in(text: &str, size: usize) -> String {
        let mut bytes = text.as_bytes().to_vec();
        let mut at = 0;
        for end in (size..bytes.len()).step_by(size).chain([bytes.len()]) {
            let (found, next) = places(&bytes, at..end);
            found.iter().for_each(|place| mark(&mut bytes, place));
            at = next;
        }
        String::from_utf8(bytes).unwrap()
    }

    fn shown(text: &str) -> String {
        let whole = shown_in(text, text.len().max(1));
        for size in 1..9 {
            assert_eq!(shown_in(text, size), whole, "in pieces of {size}");
        }
        whole
    }

    #[test]
    fn a_text_of_backslashes_is_looked_at_once() {
        let text = format!(r#""{}\u202e""#, r"\\".repeat(200_000));
        assert_eq!(shown_in(&text, 65_536), text.replace("202e", "fffd"));
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
