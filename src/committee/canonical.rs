//! The one way to write a JSON value, so that two programs that hold the same content get the same digest.

use serde_json::{Number, Value};
use std::fmt;

/// A number that JSON readers do not agree on: a whole number beyond 2^53 − 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCanonical {
    /// The number as it stands.
    pub number: String,
}

impl fmt::Display for NotCanonical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a number that every program reads alike, found {}", self.number)
    }
}

impl std::error::Error for NotCanonical {}

/// The largest whole number that every JSON reader keeps exact.
const LARGEST: u64 = (1 << 53) - 1;

/// Returns a value in its canonical form: no spaces, members sorted by their UTF-16 code units, numbers as ECMAScript
/// writes them.
///
/// # Errors
/// Refuses a whole number beyond 2^53 − 1.
///
/// # Reference
/// Rundgren, Jordan and Erdtman (2020), RFC 8785, JSON Canonicalization Scheme (JCS).
///
/// # Example
/// ```
/// use weighbridge::committee::canonical;
/// let value = serde_json::json!({ "b": [1e21, 12.0, 0.002], "a": "\u{20ac}\n" });
/// assert_eq!(canonical(&value).unwrap(), r#"{"a":"€\n","b":[1e+21,12,0.002]}"#);
/// ```
pub fn canonical(value: &Value) -> Result<String, NotCanonical> {
    let mut text = String::new();
    write(value, &mut text)?;
    Ok(text)
}

fn write(value: &Value, text: &mut String) -> Result<(), NotCanonical> {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(found) => text.push_str(if *found { "true" } else { "false" }),
        Value::Number(found) => text.push_str(&number(found)?),
        Value::String(found) => string(found, text),
        Value::Array(items) => {
            text.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    text.push(',');
                }
                write(item, text)?;
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            crate::order::sort_by(&mut members, &mut |one, other| one.0.encode_utf16().cmp(other.0.encode_utf16()));
            text.push('{');
            for (i, (name, value)) in members.into_iter().enumerate() {
                if i > 0 {
                    text.push(',');
                }
                string(name, text);
                text.push(':');
                write(value, text)?;
            }
            text.push('}');
        }
    }
    Ok(())
}

fn string(found: &str, text: &mut String) {
    text.push('"');
    for letter in found.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\0'..='\u{1f}' => text.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => text.push(letter),
        }
    }
    text.push('"');
}

/// Returns a number as ECMAScript writes it: the shortest digits that are read back as the same number.
pub(super) fn number(found: &Number) -> Result<String, NotCanonical> {
    let whole = found.as_u64().or_else(|| found.as_i64().map(i64::unsigned_abs));
    match (whole, found.as_f64()) {
        (Some(whole), _) if whole <= LARGEST => Ok(found.to_string()),
        (None, Some(number)) => Ok(ecmascript(number)),
        _ => Err(NotCanonical { number: found.to_string() }),
    }
}

fn ecmascript(number: f64) -> String {
    let (digits, point) = shortest(number);
    let sign = if number < 0.0 { "-" } else { "" };
    let n_digits = digits.len() as i32;
    if digits == "0" {
        return "0".to_owned();
    }
    let body = match point {
        _ if (n_digits..=21).contains(&point) => format!("{digits}{}", "0".repeat((point - n_digits) as usize)),
        1..=21 => format!("{}.{}", &digits[..point as usize], &digits[point as usize..]),
        -5..=0 => format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize)),
        _ => {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            let power = point - 1;
            format!("{first}{dot}{rest}e{}{}", if power < 0 { '-' } else { '+' }, power.abs())
        }
    };
    format!("{sign}{body}")
}

/// Returns the shortest digits of a number and where its point stands among them. Where two are equally near, it is the one
/// that ends in an even digit, as the standard asks and the formatting of this language does not.
pub(super) fn shortest(number: f64) -> (String, i32) {
    let number = number.abs();
    let text = format!("{number:e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let (digits, power) = (digits.replace('.', ""), power.parse::<i32>().unwrap_or(0));
    let digits = even_neighbour(number, &digits, power).unwrap_or(digits);
    (digits, power + 1)
}

/// Returns the digits that end in an even digit and are as near to a number as those given, which end in an odd one. `None`
/// where there are none, or where they are not read back as the same number.
fn even_neighbour(number: f64, digits: &str, power: i32) -> Option<String> {
    let last = digits.bytes().last().filter(|last| last % 2 == 1 && digits.len() > 1)?;
    // All digits of the number: it lies half way between two texts where a five and nothing else follows those kept.
    let exact = format!("{number:.780e}");
    let all: String = exact.split('e').next()?.chars().filter(char::is_ascii_digit).collect();
    let (kept, rest) = all.split_at_checked(digits.len())?;
    if rest.trim_end_matches('0') != "5" {
        return None;
    }
    // Of the two, that which was given is odd: the number was cut off there, or raised to it.
    let even = match (kept == digits, last) {
        (true, b'9') => return None,
        (true, last) => last + 1,
        (false, last) => last - 1,
    };
    let other = format!("{}{}", &digits[..digits.len() - 1], char::from(even));
    let (first, rest) = other.split_at(1);
    let is_same =
        format!("{first}.{rest}e{power}").parse::<f64>().is_ok_and(|found| found.to_bits() == number.to_bits());
    is_same.then_some(other)
}

#[cfg(test)]
mod tests {
    use super::{canonical, ecmascript};
    use serde_json::json;

    /// The numbers of RFC 8785, appendix B, by their bits.
    #[test]
    fn numbers_are_written_as_the_standard_writes_them() {
        for (bits, expected) in [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
            // Half way between two texts of the same length.
            ((648_071_223_484_109.0_f64 + 0.25).to_bits(), "648071223484109.2"),
            ((140_890_920_778_767.0_f64 + 0.125).to_bits(), "140890920778767.12"),
            ((648_071_223_484_109.0_f64 + 0.75).to_bits(), "648071223484109.8"),
        ] {
            assert_eq!(ecmascript(f64::from_bits(bits)), expected, "{bits:x}");
        }
    }

    #[test]
    fn members_are_sorted_by_their_code_units() {
        let value = json!({ "\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "ö": 7 });
        assert_eq!(
            canonical(&value).unwrap(),
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
    }

    #[test]
    fn text_is_escaped_as_little_as_may_be() {
        let value = json!("\u{20ac}$\u{f}\nA'B\"\\\\\"/");
        assert_eq!(canonical(&value).unwrap(), "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    #[test]
    fn a_whole_number_that_readers_would_round_is_refused() {
        assert_eq!(canonical(&json!(9_007_199_254_740_991_u64)).unwrap(), "9007199254740991");
        let error = canonical(&json!({ "sum": [-9_007_199_254_740_993_i64] })).unwrap_err();
        assert!(error.to_string().contains("-9007199254740993"), "{error}");
    }
}
