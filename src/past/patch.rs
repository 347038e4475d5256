//! A patch between two JSON values, of what differs alone.

use super::pieces::{Piece, decode, encode};
use crate::file;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// How long a text must be to be patched and not replaced.
const LONG: usize = 64;

/// Returns a noun as JSON. Written and read back as any file is: that code is in the page already.
pub(super) fn value(noun: &impl Serialize) -> Value {
    let text = serde_json::to_string_pretty(noun).unwrap_or_default();
    file::read_json(text.as_bytes()).unwrap_or_default()
}

/// Returns a small digest by which a patch knows what it takes away.
///
/// # Reference
/// Fowler, Noll and Vo (1991), FNV-1a.
pub(super) fn mark(value: &Value) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
    value.to_string().bytes().fold(2_166_136_261, step)
}

/// Returns the patch that turns `after` into `before`; nothing where they are the same.
pub(super) fn diff(after: &Value, before: &Value) -> Option<Value> {
    match (after, before) {
        _ if after == before => None,
        (Value::Object(after), Value::Object(before)) => Some(members(after, before)),
        (Value::Array(after), Value::Array(before)) => items(after, before),
        (Value::String(old), Value::String(new)) if old.len() > LONG && new.len() > LONG => {
            Some(text(old, new, mark(after)))
        }
        _ => Some(json!({ "v": before, "w": mark(after) })),
    }
}

/// Returns what a patch makes of a value; nothing where it was written for another.
pub(super) fn apply(after: &Value, patch: &Value) -> Option<Value> {
    if let Some(changed) = patch.get("m").and_then(Value::as_object) {
        let mut members = after.as_object()?.clone();
        for gone in patch.get("x")?.as_array()? {
            members.remove(gone.as_str()?)?;
        }
        for (name, patch) in changed {
            let value = match members.get(name) {
                Some(value) => apply(value, patch)?,
                None => patch.get("v")?.clone(),
            };
            members.insert(name.clone(), value);
        }
        return Some(Value::Object(members));
    }
    if patch.get("l").is_some() {
        let after = after.as_array()?;
        let pieces = decode(patch, after.len())?.into_iter();
        let items = pieces.map(|piece| match piece {
            Piece::Same(at) => after.get(at).cloned(),
            Piece::Changed(at, patch) => apply(after.get(at)?, &patch),
            Piece::New(value) => Some(value),
        });
        return items.collect::<Option<Vec<Value>>>().map(Value::Array);
    }
    if patch.get("w")?.as_u64() != Some(u64::from(mark(after))) {
        return None;
    }
    match patch.get("t").and_then(Value::as_array) {
        None => patch.get("v").cloned(),
        Some(parts) => {
            let (after, [start, end, middle]) = (after.as_str()?, parts.as_slice()) else { return None };
            let length = |part: &Value| part.as_u64().and_then(|length| usize::try_from(length).ok());
            let (start, end) = (after.get(..length(start)?)?, after.get(after.len().checked_sub(length(end)?)?..)?);
            Some(Value::String(format!("{start}{}{end}", middle.as_str()?)))
        }
    }
}

fn members(after: &Map<String, Value>, before: &Map<String, Value>) -> Value {
    let mut changed = Map::new();
    for (name, value) in before {
        match after.get(name) {
            Some(old) => changed.extend(diff(old, value).map(|patch| (name.clone(), patch))),
            None => {
                changed.insert(name.clone(), json!({ "v": value }));
            }
        }
    }
    let gone: Vec<&String> = after.keys().filter(|name| !before.contains_key(*name)).collect();
    json!({ "m": changed, "x": gone })
}

/// Returns the patch of a text: how much of its beginning and end stays, in bytes, and what stood between.
fn text(old: &str, new: &str, was: u32) -> Value {
    let alike = |pairs: &mut dyn Iterator<Item = (char, char)>| {
        pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum::<usize>()
    };
    let start = alike(&mut old.chars().zip(new.chars()));
    let end = alike(&mut old[start..].chars().rev().zip(new[start..].chars().rev()));
    json!({ "t": [start, end, &new[start..new.len() - end]], "w": was })
}

fn items(after: &[Value], before: &[Value]) -> Option<Value> {
    let id = |value: &Value| value.get("id").and_then(Value::as_u64);
    let mut same: HashMap<String, usize> = HashMap::new();
    let mut named: HashMap<u64, usize> = HashMap::new();
    for (at, value) in after.iter().enumerate() {
        same.entry(value.to_string()).or_insert(at);
        named.extend(id(value).map(|id| (id, at)));
    }
    let piece = |(at, value): (usize, &Value)| {
        if after.get(at) == Some(value) {
            return Piece::Same(at);
        }
        if let Some(there) = same.get(&value.to_string()) {
            return Piece::Same(*there);
        }
        // Items without ids are told by their position, where as many stand in both.
        let partner = match id(value) {
            Some(id) => named.get(&id).copied(),
            None => (after.len() == before.len()).then_some(at),
        };
        match partner.and_then(|there| Some((there, diff(&after[there], value)?))) {
            Some((there, patch)) => Piece::Changed(there, patch),
            None => Piece::New(value.clone()),
        }
    };
    encode(before.iter().enumerate().map(piece).collect(), after.len())
}

#[cfg(test)]
mod tests {
    use super::{apply, diff};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (0..50_u32).prop_map(Value::from),
            "[aé]{0,3}".prop_map(Value::from),
            "[aé ]{60,90}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map("[a-d]|id", inner, 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_patch_makes_one_value_of_the_other(after in any_value(), before in any_value()) {
            match diff(&after, &before) {
                None => prop_assert_eq!(after, before),
                Some(patch) => prop_assert_eq!(apply(&after, &patch), Some(before)),
            }
        }

        #[test]
        fn a_patch_of_anything_else_harms_nothing(after in any_value(), patch in any_value()) {
            let _ = apply(&after, &patch);
        }
    }

    #[test]
    fn a_word_in_a_long_text_is_a_word_in_the_patch() {
        let text = |word: &str| json!({ "id": word.len(), "text": format!("{}{word}{}", "a".repeat(9_000), "é".repeat(9_000)) });
        let (after, before) = (json!([text("North"), text("East")]), json!([text("South"), text("East")]));
        let patch = diff(&after, &before).unwrap();
        assert!(patch.to_string().len() < 200, "{patch}");
        assert_eq!(apply(&after, &patch), Some(before));
        let other = json!([text("Norths"), text("East")]);
        assert_eq!(apply(&other, &patch), None, "a patch knows what it takes away");
    }
}
