//! Members that this version does not know, kept so that a save never drops what a newer version or another tool added.

/// The members of a JSON object that its type has no field for, in the order they were read.
///
/// Every type in a case carries one, flattened, so an unknown member survives open, edit and save.
pub type Unknown = serde_json::Map<String, serde_json::Value>;
