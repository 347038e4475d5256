//! Reads types straight from the text of a file, names the place where one does not fit, and refuses an object that has the
//! same member twice: readers differ on which of the two counts, so neither can.
//!
//! A reader of our own and not a general one behind a tracking wrapper: derived code is compiled once for each reader it
//! meets, and this is the only one it meets, which keeps the page small. The text was seen to be JSON before (`scan`).

use super::scan::shortened;
use super::source::{Source, Token};
use crate::limits::Limit;
use serde::de::value::{BorrowedStrDeserializer, CowStrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IgnoredAny, MapAccess, SeqAccess, Unexpected, VariantAccess,
    Visitor,
};
use serde_json::Error;
use std::borrow::Cow;
use std::collections::HashSet;

/// Readers of known types: what they take is decided by the value that stands there.
macro_rules! by_what_stands_there {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.read_next(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Source<'de> {
    type Error = Error;

    /// Members that no type knows come here.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.n_unknown += 1;
        Limit::Unknown.check(self.n_unknown).map_err(Error::custom)?;
        self.read_next(visitor)
    }

    by_what_stands_there! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 deserialize_char deserialize_str
        deserialize_string deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_seq deserialize_map
        deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.read_next(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.read_next(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.read_next(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.read_next(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.peek() == b'n' {
            self.next();
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
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
        match self.peek() {
            b'"' => {
                let name = self.text();
                visitor.visit_enum(Variant { name, has_content: false, source: self })
            }
            b'{' => {
                self.at += 1;
                if self.peek() != b'"' {
                    return Err(not_one_member());
                }
                let name = self.text();
                self.pass(b':');
                let found = visitor.visit_enum(Variant { name: name.clone(), has_content: true, source: self })?;
                self.end_of_one_member(&name)?;
                Ok(found)
            }
            _ => Err(Error::custom("expected a word, or an object of one member")),
        }
    }
}

fn not_one_member() -> Error {
    Error::custom("expected one of several forms, found an object of more or fewer than one member")
}

fn twice(name: &str) -> Error {
    Error::custom(format_args!("expected each member once, found `{}` twice", shortened(name)))
}

impl<'de> Source<'de> {
    fn read_next<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Error> {
        match self.next() {
            Token::Null => visitor.visit_unit(),
            Token::Bool(found) => visitor.visit_bool(found),
            Token::Whole(found) => visitor.visit_u64(found),
            Token::Negative(found) => visitor.visit_i64(found),
            Token::Number(found) => visitor.visit_f64(found),
            Token::Text(Cow::Borrowed(found)) => visitor.visit_borrowed_str(found),
            Token::Text(Cow::Owned(found)) => visitor.visit_string(found),
            Token::Array => {
                let mut items = Items { source: self, n_read: 0, is_over: false };
                let found = visitor.visit_seq(&mut items)?;
                while !items.is_over {
                    (&mut items).next_element::<IgnoredAny>()?;
                }
                Ok(found)
            }
            Token::Object => {
                let first_name = self.names.len();
                let mut members = Members { source: self, first_name, marks: 0, all: None, is_over: false };
                let found = visitor.visit_map(&mut members)?;
                while !members.is_over {
                    (&mut members).next_entry::<IgnoredAny, IgnoredAny>()?;
                }
                self.names.truncate(first_name);
                Ok(found)
            }
        }
    }

    fn end_of_one_member(&mut self, name: &str) -> Result<(), Error> {
        if self.pass(b'}') {
            return Ok(());
        }
        self.pass(b',');
        self.peek();
        if self.text() == name {
            self.steps.push(format!(".{}", shortened(name)));
            return Err(twice(name));
        }
        Err(not_one_member())
    }
}

struct Items<'s, 'de> {
    source: &'s mut Source<'de>,
    n_read: usize,
    is_over: bool,
}

impl<'de> SeqAccess<'de> for &mut Items<'_, 'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if self.is_over || self.source.pass(b']') {
            self.is_over = true;
            return Ok(None);
        }
        if self.n_read > 0 {
            self.source.pass(b',');
        }
        let found = seed.deserialize(&mut *self.source);
        if found.is_err() {
            self.source.steps.push(format!("[{}]", self.n_read));
        }
        self.n_read += 1;
        found.map(Some)
    }
}

struct Members<'s, 'de> {
    source: &'s mut Source<'de>,
    /// Where this object's names begin among the names.
    first_name: usize,
    /// Marks of the names so far: where a name's mark is wanting, it is new.
    marks: u64,
    /// All of its names, once they are many.
    all: Option<HashSet<Cow<'de, str>>>,
    is_over: bool,
}

/// Returns one of 64 marks, by the length of a name and by its letters at both ends.
fn mark(name: &[u8]) -> u64 {
    let [first, last] = [name.first(), name.last()].map(|letter| letter.map_or(0, |letter| usize::from(*letter)));
    1 << ((name.len() * 29 + first * 5 + last * 3) % 64)
}

/// Beyond so many names they are looked up and not compared one by one.
const FEW: usize = 24;

impl<'de> Members<'_, 'de> {
    /// Keeps a name. Returns whether it is the first of its kind in this object.
    fn keep(&mut self, name: Cow<'de, str>) -> bool {
        let earlier = &self.source.names[self.first_name..];
        if earlier.len() < FEW {
            let mark = mark(name.as_bytes());
            let is_first = self.marks & mark == 0 || !earlier.contains(&name);
            self.marks |= mark;
            self.source.names.push(name);
            return is_first;
        }
        let all = self.all.get_or_insert_with(|| earlier.iter().cloned().collect());
        let is_first = all.insert(name.clone());
        // The name of the present member stands last, for the way to a fault.
        if let Some(last) = self.source.names.last_mut() {
            *last = name;
        }
        is_first
    }

    fn fault(&mut self) {
        let name = self.source.names.last().map_or_else(String::new, |name| format!(".{}", shortened(name)));
        self.source.steps.push(name);
    }
}

impl<'de> MapAccess<'de> for &mut Members<'_, 'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if self.is_over || self.source.pass(b'}') {
            self.is_over = true;
            return Ok(None);
        }
        self.source.pass(b',');
        self.source.peek();
        let name = self.source.text();
        if !self.keep(name.clone()) {
            self.fault();
            return Err(twice(&name));
        }
        match name {
            Cow::Borrowed(name) => seed.deserialize(BorrowedStrDeserializer::new(name)),
            name => seed.deserialize(CowStrDeserializer::new(name)),
        }
        .map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        self.source.pass(b':');
        let n_names = self.source.names.len();
        let found = seed.deserialize(&mut *self.source);
        if found.is_err() {
            // What failed further in has left its names behind.
            self.source.names.truncate(n_names);
            self.fault();
        }
        found
    }
}

struct Variant<'s, 'de> {
    name: Cow<'de, str>,
    has_content: bool,
    source: &'s mut Source<'de>,
}

impl<'s, 'de> EnumAccess<'de> for Variant<'s, 'de> {
    type Error = Error;
    type Variant = Variant<'s, 'de>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Variant<'s, 'de>), Error> {
        let name: CowStrDeserializer<'_, Error> = CowStrDeserializer::new(self.name.clone());
        seed.deserialize(name).map(|found| (found, self))
    }
}

impl<'de> Variant<'_, 'de> {
    fn content<T>(self, read: impl FnOnce(&mut Source<'de>) -> Result<T, Error>) -> Result<T, Error> {
        if !self.has_content {
            return Err(Error::invalid_type(Unexpected::Str(&self.name), &"an object of one member"));
        }
        let found = read(self.source);
        if found.is_err() {
            self.source.steps.push(format!(".{}", shortened(&self.name)));
        }
        found
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        if self.has_content {
            return Err(Error::custom(format_args!("expected the word \"{}\" alone", shortened(&self.name))));
        }
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        self.content(|source| seed.deserialize(source))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.content(|source| source.read_next(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.content(|source| source.read_next(visitor))
    }
}
