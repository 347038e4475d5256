//! Numbers as a file writes them: whether each holds the digits that stand there.

use super::canonical::shortest;
use super::difference::{Difference, Sort};
use crate::print::as_typed;

/// Returns a number that is written with other digits than it holds: a change beyond what a number can hold changes no
/// digest and no result, and is still a change.
pub(super) fn long_number(text: &str) -> Option<Difference> {
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| letter == '"' || letter == '-' || letter.is_ascii_digit()) {
        rest = &rest[at..];
        let length = if rest.starts_with('"') { string_length(rest) } else { number_length(rest) };
        let (token, after) = rest.split_at(length);
        rest = after;
        let number: Option<f64> = if token.starts_with('"') { None } else { token.parse().ok() };
        if let Some(number) = number
            && digits(token) != shortest(number).0.trim_end_matches('0')
        {
            let place = "digits of a number".to_owned();
            let (file, worked_out) = (token.to_owned(), as_typed(number));
            return Some(Difference { sort: Sort::Figure, place, file, worked_out });
        }
    }
    None
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

fn number_length(text: &str) -> usize {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '+' | '.' | 'e' | 'E');
    text.find(|letter| !is_part(letter)).unwrap_or(text.len())
}

/// Returns the digits of a number that tell its value, without sign, point, power and zeros at either end.
fn digits(token: &str) -> String {
    let body = token.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = body.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').trim_end_matches('0').to_owned()
}
