//! Reads JSON, and refuses an object that has the same member twice: readers differ on which of the two counts, so neither
//! can.

use super::LoadError;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::RefCell;
use std::fmt;

/// Returns the JSON that a text holds.
pub(super) fn read(text: &str) -> Result<Value, LoadError> {
    let place = RefCell::new(Vec::new());
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Seed { place: &place }.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        // Only a member given twice leaves its place behind.
        let steps = place.borrow();
        match steps.last() {
            Some(name) if error.is_data() => {
                let name = name.trim_start_matches('.');
                LoadError::invalid(steps.concat(), format!("expected each member once, found `{name}` twice"))
            }
            _ => LoadError::from_json(&error),
        }
    })
}

/// Reads a value, with the way to it from the top of the file: `case`, `.goals`, `[2]`.
#[derive(Clone, Copy)]
struct Seed<'a> {
    place: &'a RefCell<Vec<String>>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl Seed<'_> {
    /// Reads what stands one step further; the step is left in place only when the reading failed.
    fn step<T, E>(self, step: String, read: impl FnOnce(Self) -> Result<T, E>) -> Result<T, E> {
        self.place.borrow_mut().push(step);
        let found = read(self)?;
        self.place.borrow_mut().pop();
        Ok(found)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, found: bool) -> Result<Value, E> {
        Ok(Value::Bool(found))
    }

    fn visit_i64<E>(self, found: i64) -> Result<Value, E> {
        Ok(Value::Number(found.into()))
    }

    fn visit_u64<E>(self, found: u64) -> Result<Value, E> {
        Ok(Value::Number(found.into()))
    }

    fn visit_f64<E>(self, found: f64) -> Result<Value, E> {
        Ok(Number::from_f64(found).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, found: &str) -> Result<Value, E> {
        Ok(Value::String(found.to_owned()))
    }

    fn visit_string<E>(self, found: String) -> Result<Value, E> {
        Ok(Value::String(found))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut found = Vec::new();
        while let Some(item) = self.step(format!("[{}]", found.len()), |seed| items.next_element_seed(seed))? {
            found.push(item);
        }
        Ok(Value::Array(found))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut found = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let dot = if self.place.borrow().is_empty() { "" } else { "." };
            let value = self.step(format!("{dot}{name}"), |seed| {
                if found.contains_key(&name) { Err(A::Error::custom("twice")) } else { members.next_value_seed(seed) }
            })?;
            found.insert(name, value);
        }
        Ok(Value::Object(found))
    }
}
