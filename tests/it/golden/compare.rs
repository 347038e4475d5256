//! Deep comparison driven by what a file expects: every member and entry of `expected` is looked for.

use serde_json::Value;

use super::case::Tolerance;

/// Returns each place where `actual` is not what `expected` says, as "path: what was expected, what was found".
///
/// Members of `actual` that are not expected are ignored. `null` is met by `null` alone, `{"error": ...}` by any
/// error, `{"accept_any_of": {...}}` by any of its members.
pub(crate) fn differences(expected: &Value, actual: &Value, tolerance: Tolerance) -> Vec<String> {
    let mut found = Vec::new();
    compare(expected, actual, tolerance, "", &mut found);
    found
}

fn compare(expected: &Value, actual: &Value, tolerance: Tolerance, path: &str, found: &mut Vec<String>) {
    let mut differ = |what: String| {
        let place = if path.is_empty() { "expected" } else { path };
        found.push(format!("{place}: {what}"));
    };
    match (expected, actual) {
        (Value::Object(wanted), _) if wanted.contains_key("error") => {
            if actual.get("error").is_none() {
                differ(format!("expected an error, found {}", short(actual)));
            }
        }
        (_, Value::Object(made)) if made.contains_key("error") && expected.get("error").is_none() => {
            differ(format!("refused: {}", short(&made["error"])));
        }
        (Value::Object(wanted), _) if wanted.contains_key("accept_any_of") => {
            let Some(choices) = wanted["accept_any_of"].as_object() else {
                return differ("expected `accept_any_of` to hold its choices by name".to_owned());
            };
            if !choices.values().any(|choice| meets(choice, actual, tolerance)) {
                differ(format!("expected any of {} choices, found {}", choices.len(), short(actual)));
            }
        }
        (Value::Object(wanted), Value::Object(made)) => {
            for (key, wanted) in wanted {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                match made.get(key) {
                    Some(made) => compare(wanted, made, tolerance, &path, found),
                    None => found.push(format!("{path}: expected {}, not produced", short(wanted))),
                }
            }
        }
        (Value::Array(wanted), Value::Array(made)) => {
            if wanted.len() != made.len() {
                return differ(format!("expected {} entries, found {}", wanted.len(), made.len()));
            }
            for (index, (wanted, made)) in wanted.iter().zip(made).enumerate() {
                compare(wanted, made, tolerance, &format!("{path}[{index}]"), found);
            }
        }
        (Value::Number(_), Value::Number(_)) => {
            let (wanted, made) = (expected.as_f64().unwrap_or(f64::NAN), actual.as_f64().unwrap_or(f64::NAN));
            let within = (made - wanted).abs() <= tolerance.abs + tolerance.rel * wanted.abs();
            if !within {
                differ(format!("expected {wanted}, found {made}"));
            }
        }
        _ if expected == actual => {}
        _ => differ(format!("expected {}, found {}", short(expected), short(actual))),
    }
}

/// Returns whether `actual`, or the only member it has, is what one choice says.
fn meets(choice: &Value, actual: &Value, tolerance: Tolerance) -> bool {
    let inner = match actual.as_object() {
        Some(made) if made.len() == 1 => made.values().next(),
        _ => None,
    };
    std::iter::once(actual).chain(inner).any(|made| differences(choice, made, tolerance).is_empty())
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > 80 { text.chars().take(80).chain("...".chars()).collect() } else { text }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Tolerance, differences};

    const EXACT: Tolerance = Tolerance { abs: 0.0, rel: 0.0 };

    #[test]
    fn tolerance_is_absolute_plus_relative() {
        let tolerance = Tolerance { abs: 0.5, rel: 0.125 };
        assert!(differences(&json!(8.0), &json!(9.5), tolerance).is_empty());
        assert!(!differences(&json!(8.0), &json!(9.6), tolerance).is_empty());
        assert!(!differences(&json!(8.0), &json!(6.4), tolerance).is_empty());
    }

    #[test]
    fn every_kind_of_difference_is_found_with_its_path() {
        let cases = [
            (json!({"a": [1, 2]}), json!({"a": [1, 3]}), "a[1]: expected 2, found 3"),
            (json!({"a": {"b": 1}}), json!({"a": {}}), "a.b: expected 1, not produced"),
            (json!([1]), json!([1, 2]), "expected: expected 1 entries, found 2"),
            (json!(null), json!(0), "expected: expected null, found 0"),
            (json!(0), json!(null), "expected: expected 0, found null"),
            (json!(null), json!("NaN"), "expected: expected null, found \"NaN\""),
            (json!(true), json!(false), "expected: expected true, found false"),
            (json!(1), json!(true), "expected: expected 1, found true"),
            (json!({"error": "x"}), json!({"v": 1}), "expected: expected an error, found {\"v\":1}"),
            (json!({"v": 1}), json!({"error": "no"}), "expected: refused: \"no\""),
        ];
        for (expected, actual, difference) in cases {
            assert_eq!(differences(&expected, &actual, EXACT), [difference]);
        }
    }

    #[test]
    fn any_of_several_is_enough_and_none_is_not() {
        let expected = json!({"accept_any_of": {"zero": [[0]], "one": [[1]]}});
        assert!(differences(&expected, &json!({"normalised": [[1]]}), EXACT).is_empty());
        assert!(differences(&expected, &json!([[0]]), EXACT).is_empty());
        assert_eq!(differences(&expected, &json!({"normalised": [[2]]}), EXACT).len(), 1);
    }

    #[test]
    fn errors_meet_errors_and_more_than_expected_is_no_difference() {
        assert!(differences(&json!({"error": "x"}), &json!({"error": "y"}), EXACT).is_empty());
        assert!(differences(&json!({"a": 1}), &json!({"a": 1, "b": 2}), EXACT).is_empty());
    }
}
