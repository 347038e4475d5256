//! The format's JSON Schema, generated from the types. Native only: the page does not carry it.

use super::Document;

/// Returns the JSON Schema (2020-12) of the current version of the format, as text.
///
/// # Example
/// ```
/// assert!(weighbridge::file::schema().contains("\"next_id\""));
/// ```
#[must_use]
pub fn schema() -> String {
    let schema = schemars::schema_for!(Document);
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
