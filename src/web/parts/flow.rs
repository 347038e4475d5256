//! `For` and `Show`, compiled once.
//!
//! Leptos's own are compiled anew for every combination of types they meet. These take the same properties and erase the
//! types before anything is built, which takes a good part off the page.

use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A row to be made, and the key by which it is known again.
pub(super) struct KeyedRow {
    pub(super) key: u64,
    make: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Returns the rows of a list, whatever they are made of.
pub(super) type Rows = Box<dyn Fn() -> Vec<KeyedRow> + Send + Sync>;

/// Shows a list, one view an item. An item whose key stays keeps its view, wherever it moves.
#[component]
pub(crate) fn For<IF, I, T, EF, N, KF, K>(
    /// Returns the items.
    each: IF,
    /// Returns what tells an item from the others.
    key: KF,
    /// Makes the view of an item.
    children: EF,
) -> AnyView
where
    IF: Fn() -> I + Send + Sync + 'static,
    I: IntoIterator<Item = T>,
    T: Send + 'static,
    EF: Fn(T) -> N + Clone + Send + Sync + 'static,
    N: IntoView + 'static,
    KF: Fn(&T) -> K + Send + Sync + 'static,
    K: Hash,
{
    list(rows_of(each, key, children))
}

/// Returns the rows of a list, with their types erased.
pub(super) fn rows_of<IF, I, T, EF, N, KF, K>(each: IF, key: KF, children: EF) -> Rows
where
    IF: Fn() -> I + Send + Sync + 'static,
    I: IntoIterator<Item = T>,
    T: Send + 'static,
    EF: Fn(T) -> N + Clone + Send + Sync + 'static,
    N: IntoView + 'static,
    KF: Fn(&T) -> K + Send + Sync + 'static,
    K: Hash,
{
    Box::new(move || -> Vec<KeyedRow> {
        let row = |item: T| {
            let mut hasher = DefaultHasher::new();
            key(&item).hash(&mut hasher);
            let view = children.clone();
            KeyedRow { key: hasher.finish(), make: Box::new(move || view(item).into_any()) }
        };
        each().into_iter().map(row).collect()
    })
}

pub(super) fn list(rows: Rows) -> AnyView {
    let key: fn(&KeyedRow) -> u64 = |row| row.key;
    let make: fn(KeyedRow) -> AnyView = |row| (row.make)();
    view! { <leptos::prelude::For each=rows key=key children=make/> }.into_any()
}

/// Shows its children while a condition holds, and the fallback while it does not.
#[component]
pub(crate) fn Show<W>(
    /// Returns whether the condition holds.
    when: W,
    /// What is shown while it does.
    children: ChildrenFn,
    /// What is shown while it does not.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> AnyView
where
    W: Fn() -> bool + Send + Sync + 'static,
{
    either(Box::new(when), children, fallback)
}

fn either(condition: Box<dyn Fn() -> bool + Send + Sync>, children: ChildrenFn, fallback: ViewFn) -> AnyView {
    let holds = Memo::new(move |_| condition());
    (move || if holds.get() { children() } else { fallback.run() }).into_any()
}
