//! Reads types from JSON and names the place where one does not fit.
//!
//! A reader of our own and not a general one behind a tracking wrapper: derived code is compiled once for each reader it
//! meets, and this is the only one it meets, which keeps the page small.

use super::LoadError;
use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde_json::{Error, Map, Value};
use std::cell::RefCell;

/// Returns what a value holds as a type.
pub(super) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, LoadError> {
    let place = Place::default();
    let read = T::deserialize(Reader { value, place: &place });
    read.map_err(|error| LoadError::invalid(place.fault.take().unwrap_or_default(), error.to_string()))
}

/// Where the reader stands, and where it first failed.
#[derive(Default)]
struct Place {
    path: RefCell<String>,
    fault: RefCell<Option<String>>,
}

impl Place {
    /// Reads what stands one step further.
    fn step<T>(&self, step: &str, read: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        let before = self.path.borrow().len();
        self.path.borrow_mut().push_str(step);
        let found = read();
        if found.is_err() && self.fault.borrow().is_none() {
            self.fault.replace(Some(self.path.borrow().clone()));
        }
        self.path.borrow_mut().truncate(before);
        found
    }

    fn member(&self, name: &str) -> String {
        if self.path.borrow().is_empty() { name.to_owned() } else { format!(".{name}") }
    }
}

/// A value at its place.
#[derive(Clone, Copy)]
struct Reader<'a> {
    value: &'a Value,
    place: &'a Place,
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(found) => visitor.visit_bool(*found),
            Value::String(found) => visitor.visit_borrowed_str(found),
            Value::Number(found) => match (found.as_u64(), found.as_i64()) {
                (Some(whole), _) => visitor.visit_u64(whole),
                (_, Some(whole)) => visitor.visit_i64(whole),
                _ => visitor.visit_f64(found.as_f64().unwrap_or_default()),
            },
            Value::Array(items) => visitor.visit_seq(Items { items, next: 0, place: self.place }),
            Value::Object(members) => {
                visitor.visit_map(Members { members: members.iter(), value: None, place: self.place })
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.value {
            Value::String(name) => visitor.visit_enum(Variant { name, value: None, place: self.place }),
            Value::Object(members) => match only(members) {
                Some((name, value)) => visitor.visit_enum(Variant { name, value: Some(value), place: self.place }),
                None => Err(Error::custom(
                    "expected one of several forms, found an object of more or fewer than one member",
                )),
            },
            _ => Err(Error::custom("expected a word, or an object of one member")),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

fn only(members: &Map<String, Value>) -> Option<(&String, &Value)> {
    members.iter().next().filter(|_| members.len() == 1)
}

struct Items<'a> {
    items: &'a [Value],
    next: usize,
    place: &'a Place,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(value) = self.items.get(self.next) else { return Ok(None) };
        let step = format!("[{}]", self.next);
        self.next += 1;
        let reader = Reader { value, place: self.place };
        self.place.step(&step, || seed.deserialize(reader)).map(Some)
    }
}

struct Members<'a> {
    members: serde_json::map::Iter<'a>,
    value: Option<(&'a str, &'a Value)>,
    place: &'a Place,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((name, value)) = self.members.next() else { return Ok(None) };
        self.value = Some((name, value));
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let Some((name, value)) = self.value.take() else {
            return Err(Error::custom("expected a name before its value"));
        };
        let reader = Reader { value, place: self.place };
        self.place.step(&self.place.member(name), || seed.deserialize(reader))
    }
}

struct Variant<'a> {
    name: &'a str,
    value: Option<&'a Value>,
    place: &'a Place,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Error;
    type Variant = Variant<'de>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Variant<'de>), Error> {
        let name: StrDeserializer<'_, Error> = StrDeserializer::new(self.name);
        seed.deserialize(name).map(|found| (found, self))
    }
}

impl<'de> Variant<'de> {
    fn content<T>(self, expected: &str, read: impl FnOnce(Reader<'de>) -> Result<T, Error>) -> Result<T, Error> {
        let Some(value) = self.value else {
            return Err(Error::invalid_type(Unexpected::Str(self.name), &expected));
        };
        let reader = Reader { value, place: self.place };
        self.place.step(&self.place.member(self.name), || read(reader))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        match self.value {
            None => Ok(()),
            Some(_) => Err(Error::custom(format_args!("expected the word \"{}\" alone", self.name))),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        self.content("an object of one member", |reader| seed.deserialize(reader))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.content("an object of one member", |reader| reader.deserialize_any(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.content("an object of one member", |reader| reader.deserialize_any(visitor))
    }
}
