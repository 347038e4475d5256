//! One golden file, and the readers that turn its inputs into plain types.

use serde_json::Value;

/// Why a case has no result.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The library, or the type of an input, refuses the inputs: what `{"error": ...}` expects.
    Refused(String),
    /// The file lacks an input. Never expected.
    Unreadable(String),
}

/// What a case produced, as JSON to compare with `expected`.
pub(crate) type Outcome = Result<Value, Fault>;

/// The parts of a golden file that a run needs.
pub(crate) struct Case {
    pub(crate) method: String,
    pub(crate) inputs: Value,
    pub(crate) expected: Value,
    pub(crate) tolerance: Value,
}

/// Passes when `|actual - expected| <= abs + rel * |expected|`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tolerance {
    pub(crate) abs: f64,
    pub(crate) rel: f64,
}

impl Case {
    pub(crate) fn read(text: &str) -> Result<Case, String> {
        let mut document: Value = serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
        let mut take = |key: &str| document.get_mut(key).map(Value::take);
        let method = take("method").and_then(|m| m.as_str().map(str::to_owned)).ok_or("no `method`")?;
        let inputs = take("inputs").ok_or("no `inputs`")?;
        let expected = take("expected").ok_or("no `expected`")?;
        Ok(Case { method, inputs, expected, tolerance: take("tolerance").unwrap_or_default() })
    }

    pub(crate) fn tolerance(&self) -> Result<Tolerance, String> {
        let part = |key: &str| self.tolerance[key].as_f64().ok_or_else(|| format!("no `tolerance.{key}`"));
        Ok(Tolerance { abs: part("abs")?, rel: part("rel")? })
    }

    pub(crate) fn input(&self, key: &str) -> Result<&Value, Fault> {
        member(&self.inputs, key)
    }
}

/// Turns what the library refuses into a fault.
pub(crate) fn refused(error: impl std::fmt::Display) -> Fault {
    Fault::Refused(error.to_string())
}

pub(crate) fn member<'a>(of: &'a Value, key: &str) -> Result<&'a Value, Fault> {
    of.get(key).ok_or_else(|| Fault::Unreadable(format!("no input `{key}`")))
}

pub(crate) fn number(value: &Value) -> Result<f64, Fault> {
    value.as_f64().ok_or_else(|| Fault::Refused(format!("expected a number, found {value}")))
}

pub(crate) fn optional_number(value: &Value) -> Result<Option<f64>, Fault> {
    if value.is_null() { Ok(None) } else { number(value).map(Some) }
}

pub(crate) fn flag(value: &Value) -> Result<bool, Fault> {
    value.as_bool().ok_or_else(|| Fault::Refused(format!("expected true or false, found {value}")))
}

pub(crate) fn text(value: &Value) -> Result<&str, Fault> {
    value.as_str().ok_or_else(|| Fault::Refused(format!("expected text, found {value}")))
}

/// Reads a list, each entry by `read`.
pub(crate) fn list<'a, T>(value: &'a Value, read: impl Fn(&'a Value) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    let entries = value.as_array().ok_or_else(|| Fault::Refused(format!("expected a list, found {value}")))?;
    entries.iter().map(read).collect()
}

pub(crate) fn numbers(value: &Value) -> Result<Vec<f64>, Fault> {
    list(value, number)
}

pub(crate) fn matrix(value: &Value) -> Result<Vec<Vec<f64>>, Fault> {
    list(value, numbers)
}

/// Reads rows in which `null` is a gap.
pub(crate) fn gappy_matrix(value: &Value) -> Result<Vec<Vec<Option<f64>>>, Fault> {
    list(value, |row| list(row, optional_number))
}

/// Reads a list of two numbers.
pub(crate) fn pair(value: &Value) -> Result<(f64, f64), Fault> {
    match numbers(value)?.as_slice() {
        [a, b] => Ok((*a, *b)),
        _ => Err(Fault::Refused(format!("expected two numbers, found {value}"))),
    }
}

/// Writes a number. One that JSON would turn into `null` becomes text, so that it never passes for an absent figure.
pub(crate) fn figure(number: f64) -> Value {
    if number.is_finite() { Value::from(number) } else { Value::from(number.to_string()) }
}

pub(crate) fn optional_figure(number: Option<f64>) -> Value {
    number.map_or(Value::Null, figure)
}

pub(crate) fn figures(numbers: &[f64]) -> Value {
    numbers.iter().copied().map(figure).collect()
}

pub(crate) fn optional_figures(numbers: &[Option<f64>]) -> Value {
    numbers.iter().copied().map(optional_figure).collect()
}

pub(crate) fn rows(matrix: &[Vec<f64>]) -> Value {
    matrix.iter().map(|row| figures(row)).collect()
}
