//! Members that this version does not know, kept so that a save never drops what a newer version or another tool added.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use std::sync::Arc;

/// The members of a JSON object that its type has no field for, in the order of their names.
///
/// Every type in a case carries one, flattened, so an unknown member survives open, edit and save. Nearly all are empty,
/// and a copy shares its members, so that copying an item costs no more for them.
///
/// # Example
/// ```
/// use weighbridge::unknown::Unknown;
/// assert!(Unknown::new().is_empty());
/// let found: Unknown = serde_json::from_str(r#"{"later": [1, 2]}"#)?;
/// assert_eq!(serde_json::to_string(&found)?, r#"{"later":[1,2]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown(Option<Arc<Map<String, Value>>>);

impl Unknown {
    /// Returns no members.
    #[must_use]
    pub fn new() -> Unknown {
        Unknown(None)
    }

    /// Returns whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Returns the members with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.0.iter().flat_map(|members| members.iter())
    }

    /// Returns the member of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_ref()?.get(name)
    }
}

impl Serialize for Unknown {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        writer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Unknown {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Unknown, D::Error> {
        let members = Map::deserialize(reader)?;
        Ok(Unknown(Some(members).filter(|members| !members.is_empty()).map(Arc::new)))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Unknown {
    fn inline_schema() -> bool {
        Map::<String, Value>::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        Map::<String, Value>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Map::<String, Value>::json_schema(generator)
    }
}
