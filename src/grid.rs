//! `Grid`: at most one item for each row and column, in rows that copies of the grid share.
//!
//! A case may hold a hundred thousand cells, and every edit makes a new case. So the items of a row stand together behind
//! one pointer: a copy of a grid costs a pointer for each row, and an edit copies the one row that it changes. In a file a
//! grid is a plain list, in the order in which its items were recorded: that order is kept, whatever row they stand in.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// An item that has its place in a grid.
pub trait Placed: Clone {
    /// What names a row.
    type Row: Copy + Ord;
    /// What names a column.
    type Column: Copy + Ord;

    /// Returns the row and the column it stands in. They never change while it stands there.
    fn place(&self) -> (Self::Row, Self::Column);
}

/// How far apart the numbers of items stand that are recorded one after the other, so that others fit in between.
const GAP: u64 = 1 << 32;

/// An item with its number in the order of recording.
#[derive(Clone, Debug)]
pub struct Recorded<T> {
    /// Its number: a file lists items by it.
    pub number: u64,
    /// The item.
    pub item: T,
}

/// The items of one row, in the order of their columns. Never empty in a grid.
pub type Row<T> = Arc<Vec<Recorded<T>>>;

/// Items by row and column.
///
/// # Example
/// ```
/// use weighbridge::grid::{Grid, Placed};
/// #[derive(Clone, Debug, PartialEq, Eq)]
/// struct Mark(u32, u32, &'static str);
/// impl Placed for Mark {
///     type Row = u32;
///     type Column = u32;
///     fn place(&self) -> (u32, u32) {
///         (self.0, self.1)
///     }
/// }
/// let mut grid: Grid<Mark> = [Mark(7, 1, "a"), Mark(3, 1, "b"), Mark(7, 0, "c")].into_iter().collect();
/// assert_eq!(grid.get(7, 0).unwrap().2, "c");
/// assert_eq!(grid.iter().map(|mark| mark.2).collect::<String>(), "abc", "in the order of recording");
/// let before = grid.clone();
/// grid.get_mut(3, 1).unwrap().2 = "d";
/// assert_eq!(grid.n_rows_shared_with(&before), 1);
/// ```
#[derive(Clone, Debug)]
pub struct Grid<T> {
    /// In the order of their names.
    rows: Arc<Vec<Row<T>>>,
    next: u64,
}

impl<T: Placed> Grid<T> {
    /// Returns a grid without items.
    #[must_use]
    pub fn new() -> Grid<T> {
        Grid { rows: Arc::new(Vec::new()), next: 0 }
    }

    /// Returns how many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.iter().map(|row| row.len()).sum()
    }

    /// Returns whether there is no item.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns all items in the order in which they were recorded, as a file lists them.
    pub fn iter(&self) -> std::vec::IntoIter<&T> {
        let mut all: Vec<(u64, &T)> = self.recorded().map(|one| (one.number, &one.item)).collect();
        // A list with its rows together is in order already, and costs one look.
        all.sort_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, item)| item).collect::<Vec<_>>().into_iter()
    }

    /// Returns all items as [`Grid::iter`] does, to be changed; every row is then this grid's own.
    pub fn iter_mut(&mut self) -> std::vec::IntoIter<&mut T> {
        let rows = Arc::make_mut(&mut self.rows).iter_mut().flat_map(|row| Arc::make_mut(row).iter_mut());
        let mut all: Vec<(u64, &mut T)> = rows.map(|one| (one.number, &mut one.item)).collect();
        all.sort_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, item)| item).collect::<Vec<_>>().into_iter()
    }

    /// Returns all items row by row, which costs nothing.
    pub fn by_row(&self) -> impl Iterator<Item = &T> {
        self.recorded().map(|one| &one.item)
    }

    /// Returns the items of a row, in the order of their columns.
    pub fn row(&self, row: T::Row) -> impl Iterator<Item = &T> {
        let found = self.row_at(row).ok().map(|at| self.rows[at].as_slice());
        found.unwrap_or_default().iter().map(|one| &one.item)
    }

    /// Returns the item in a row and column.
    #[must_use]
    pub fn get(&self, row: T::Row, column: T::Column) -> Option<&T> {
        let items = &self.rows[self.row_at(row).ok()?];
        Some(&items[column_at(items, column).ok()?].item)
    }

    /// Returns the item in a row and column, to be changed; its row is then this grid's own.
    pub fn get_mut(&mut self, row: T::Row, column: T::Column) -> Option<&mut T> {
        let at = self.row_at(row).ok()?;
        let place = column_at(&self.rows[at], column).ok()?;
        Some(&mut self.own(at)[place].item)
    }

    /// Returns the item in a row and column, to be changed, and records a new one where there is none.
    pub fn get_or_record(&mut self, row: T::Row, column: T::Column, blank: impl FnOnce() -> T) -> &mut T {
        let at = self.row_at(row);
        let place = at.map_or(Err(0), |at| column_at(&self.rows[at], column));
        let (at, place) = match (at, place) {
            (Ok(at), Ok(place)) => (at, place),
            (Ok(at), Err(place)) => {
                let recorded = self.recorded_now(blank());
                self.own(at).insert(place, recorded);
                (at, place)
            }
            (Err(at), _) => {
                let recorded = self.recorded_now(blank());
                Arc::make_mut(&mut self.rows).insert(at, Arc::new(vec![recorded]));
                (at, 0)
            }
        };
        &mut self.own(at)[place].item
    }

    /// Records an item after all others, also where its place is taken: that a place has one item only is for whoever
    /// reads a file to check.
    pub fn push(&mut self, item: T) {
        let recorded = self.recorded_now(item);
        self.place_in(recorded);
    }

    /// Puts items in, each at its position in the order of the whole, positions ascending: a grid from which items were
    /// taken is then as it was. Rows without any stay shared.
    pub fn put_back(&mut self, items: Vec<(usize, T)>) {
        let mut order: Vec<u64> = self.recorded().map(|one| one.number).collect();
        order.sort_unstable();
        let mut items = items.into_iter().peekable();
        while let Some((at, item)) = items.next() {
            let mut run = vec![item];
            while let Some((_, item)) = items.next_if(|(next, _)| *next == at + run.len()) {
                run.push(item);
            }
            let at = at.min(order.len());
            let low = if at == 0 { 0 } else { order[at - 1] + 1 };
            let high = order.get(at).copied().unwrap_or(low + (run.len() as u64 + 1) * GAP);
            let step = high.saturating_sub(low) / (run.len() as u64 + 1);
            if step == 0 {
                // No room is left there: once in a lifetime, all are numbered anew.
                *self = self.iter().cloned().collect();
                let rest = run.into_iter().enumerate().map(|(nth, item)| (at + nth, item)).chain(items).collect();
                return self.put_back(rest);
            }
            let numbers = (1..=run.len() as u64).map(|nth| low + step * nth);
            order.splice(at..at, numbers.clone()).for_each(drop);
            for (number, item) in numbers.zip(run) {
                self.next = self.next.max(number + GAP);
                self.place_in(Recorded { number, item });
            }
        }
    }

    /// Returns the items that are not the same in another grid, as they stand here and there. Rows held together are not
    /// looked into. An item that was recorded at another time counts as two: one here and one there.
    pub fn differences<'a>(&'a self, other: &'a Grid<T>) -> Vec<(Option<&'a T>, Option<&'a T>)>
    where
        T: PartialEq,
    {
        let mut found = Vec::new();
        let (mut one, mut two) = (self.rows.iter().peekable(), other.rows.iter().peekable());
        let name = |row: Option<&&Row<T>>| row.and_then(|row| row.first()).map(|one| one.item.place().0);
        loop {
            match (name(one.peek()), name(two.peek())) {
                (None, None) => return found,
                (Some(here), Some(there)) if here == there => {
                    if let (Some(one), Some(two)) = (one.next(), two.next())
                        && !Arc::ptr_eq(one, two)
                    {
                        compare_rows(one, two, &mut found);
                    }
                }
                (Some(here), there) if there.is_none_or(|there| here < there) => {
                    found.extend(one.next().into_iter().flat_map(|row| row.iter()).map(|one| (Some(&one.item), None)));
                }
                _ => found.extend(two.next().into_iter().flat_map(|row| row.iter()).map(|two| (None, Some(&two.item)))),
            }
        }
    }

    fn place_in(&mut self, recorded: Recorded<T>) {
        let (row, column) = recorded.item.place();
        match self.row_at(row) {
            Ok(at) => {
                let place = self.rows[at].partition_point(|one| one.item.place().1 <= column);
                self.own(at).insert(place, recorded);
            }
            Err(at) => Arc::make_mut(&mut self.rows).insert(at, Arc::new(vec![recorded])),
        }
    }

    /// Takes the item in a row and column out.
    pub fn remove(&mut self, row: T::Row, column: T::Column) -> Option<T> {
        let at = self.row_at(row).ok()?;
        let place = column_at(&self.rows[at], column).ok()?;
        let removed = self.own(at).remove(place);
        if self.rows[at].is_empty() {
            Arc::make_mut(&mut self.rows).remove(at);
        }
        Some(removed.item)
    }

    /// Returns the rows as copies of this grid share them, in the order of their names.
    #[must_use]
    pub fn rows(&self) -> &[Row<T>] {
        &self.rows
    }

    /// Takes all items out.
    pub fn clear(&mut self) {
        *self = Grid::new();
    }

    /// Keeps the items of which `keeps` holds. Rows that keep all of theirs stay shared.
    pub fn retain(&mut self, keeps: impl Fn(&T) -> bool) {
        self.for_rows_with(&|item| !keeps(item), &mut |items| items.retain(|one| keeps(&one.item)));
        if self.rows.iter().any(|row| row.is_empty()) {
            Arc::make_mut(&mut self.rows).retain(|row| !row.is_empty());
        }
    }

    /// Changes the items that are meant. Rows without any stay shared.
    pub fn change(&mut self, is_meant: impl Fn(&T) -> bool, mut change: impl FnMut(&mut T)) {
        self.for_rows_with(&is_meant, &mut |items| {
            items.iter_mut().filter(|one| is_meant(&one.item)).for_each(|one| change(&mut one.item));
        });
    }

    /// Returns how many rows this grid and another hold together in memory.
    #[must_use]
    pub fn n_rows_shared_with(&self, other: &Grid<T>) -> usize {
        let shares = |row: &&Row<T>| {
            let name = row.first().map(|one| one.item.place().0);
            let there = name.and_then(|name| other.row_at(name).ok());
            there.is_some_and(|at| Arc::ptr_eq(row, &other.rows[at]))
        };
        self.rows.iter().filter(shares).count()
    }

    fn recorded(&self) -> impl Iterator<Item = &Recorded<T>> {
        self.rows.iter().flat_map(|row| row.iter())
    }

    fn recorded_now(&mut self, item: T) -> Recorded<T> {
        let number = self.next;
        self.next += GAP;
        Recorded { number, item }
    }

    /// Returns where a row stands, or where it would.
    fn row_at(&self, row: T::Row) -> Result<usize, usize> {
        self.rows.binary_search_by(|items| items.first().map(|one| one.item.place().0).cmp(&Some(row)))
    }

    /// Returns a row to be changed: copied where another grid shares it.
    fn own(&mut self, at: usize) -> &mut Vec<Recorded<T>> {
        Arc::make_mut(&mut Arc::make_mut(&mut self.rows)[at])
    }

    fn for_rows_with(&mut self, is_meant: &dyn Fn(&T) -> bool, act: &mut dyn FnMut(&mut Vec<Recorded<T>>)) {
        for at in 0..self.rows.len() {
            if self.rows[at].iter().any(|one| is_meant(&one.item)) {
                act(self.own(at));
            }
        }
    }
}

fn compare_rows<'a, T: Placed + PartialEq>(
    one: &'a [Recorded<T>],
    two: &'a [Recorded<T>],
    found: &mut Vec<(Option<&'a T>, Option<&'a T>)>,
) {
    let same_time = |here: &Recorded<T>, there: &&Recorded<T>| here.number == there.number;
    let partner = |here: &Recorded<T>, row: &'a [Recorded<T>]| {
        column_at(row, here.item.place().1).ok().map(|at| &row[at]).filter(|there| same_time(here, there))
    };
    for here in one {
        match partner(here, two) {
            Some(there) if there.item == here.item => {}
            there => found.push((Some(&here.item), there.map(|there| &there.item))),
        }
    }
    found.extend(two.iter().filter(|there| partner(there, one).is_none()).map(|there| (None, Some(&there.item))));
}

fn column_at<T: Placed>(items: &[Recorded<T>], column: T::Column) -> Result<usize, usize> {
    items.binary_search_by(|one| one.item.place().1.cmp(&column))
}

impl<T: Placed> Default for Grid<T> {
    fn default() -> Grid<T> {
        Grid::new()
    }
}

/// The same items in the same order. Rows held together are not looked into.
impl<T: Placed + Eq> PartialEq for Grid<T> {
    fn eq(&self, other: &Grid<T>) -> bool {
        let same = |(one, other): (&Row<T>, &Row<T>)| {
            let equal =
                |(one, other): (&Recorded<T>, &Recorded<T>)| one.number == other.number && one.item == other.item;
            Arc::ptr_eq(one, other) || (one.len() == other.len() && one.iter().zip(other.iter()).all(equal))
        };
        let as_numbered = self.rows.len() == other.rows.len() && self.rows.iter().zip(other.rows.iter()).all(same);
        Arc::ptr_eq(&self.rows, &other.rows)
            || as_numbered
            || (self.len() == other.len() && self.iter().eq(other.iter()))
    }
}

impl<T: Placed + Eq> Eq for Grid<T> {}

impl<T: Placed> Extend<T> for Grid<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T: Placed> FromIterator<T> for Grid<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Grid<T> {
        let mut grid = Grid::new();
        grid.extend(items);
        grid
    }
}

impl<'a, T: Placed> IntoIterator for &'a Grid<T> {
    type Item = &'a T;
    type IntoIter = std::vec::IntoIter<&'a T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T: Placed> IntoIterator for &'a mut Grid<T> {
    type Item = &'a mut T;
    type IntoIter = std::vec::IntoIter<&'a mut T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: Placed + Serialize> Serialize for Grid<T> {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        writer.collect_seq(self.iter())
    }
}

impl<'de, T: Placed + Deserialize<'de>> Deserialize<'de> for Grid<T> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Grid<T>, D::Error> {
        Ok(Vec::deserialize(reader)?.into_iter().collect())
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Grid<T> {
    fn inline_schema() -> bool {
        Vec::<T>::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::{Grid, Placed};
    use proptest::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq)]
    struct Mark {
        row: u8,
        column: u8,
        word: u8,
    }

    impl Placed for Mark {
        type Row = u8;
        type Column = u8;

        fn place(&self) -> (u8, u8) {
            (self.row, self.column)
        }
    }

    #[derive(Clone, Debug)]
    enum Act {
        Record(Mark),
        Remove(u8, u8),
        Set(Mark),
        KeepBelow(u8),
        Raise(u8),
    }

    fn mark() -> impl Strategy<Value = Mark> {
        (0..6_u8, 0..5_u8, 0..9_u8).prop_map(|(row, column, word)| Mark { row, column, word })
    }

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![
            6 => mark().prop_map(Act::Record),
            2 => (0..6_u8, 0..5_u8).prop_map(|(row, column)| Act::Remove(row, column)),
            2 => mark().prop_map(Act::Set),
            1 => (3..9_u8).prop_map(Act::KeepBelow),
            1 => (0..5_u8).prop_map(Act::Raise),
        ]
    }

    /// What the same act does to a plain list.
    fn to_list(list: &mut Vec<Mark>, act: &Act) {
        match act {
            Act::Record(mark) => match list.iter_mut().find(|found| found.place() == mark.place()) {
                Some(found) => found.word = mark.word,
                None => list.push(mark.clone()),
            },
            Act::Remove(row, column) => list.retain(|found| found.place() != (*row, *column)),
            Act::Set(mark) => {
                list.iter_mut().filter(|found| found.place() == mark.place()).for_each(|found| found.word = mark.word);
            }
            Act::KeepBelow(word) => list.retain(|found| found.word < *word),
            Act::Raise(column) => {
                list.iter_mut().filter(|found| found.column == *column).for_each(|found| found.word += 1);
            }
        }
    }

    fn to_grid(grid: &mut Grid<Mark>, act: &Act) {
        match act {
            Act::Record(mark) => grid.get_or_record(mark.row, mark.column, || mark.clone()).word = mark.word,
            Act::Remove(row, column) => {
                grid.remove(*row, *column);
            }
            Act::Set(mark) => {
                if let Some(found) = grid.get_mut(mark.row, mark.column) {
                    found.word = mark.word;
                }
            }
            Act::KeepBelow(word) => grid.retain(|found| found.word < *word),
            Act::Raise(column) => grid.change(|found| found.column == *column, |found| found.word += 1),
        }
    }

    proptest! {
        #[test]
        fn a_grid_is_a_list_whose_copies_share_their_rows(acts in prop::collection::vec(act(), 0..60)) {
            let (mut list, mut grid) = (Vec::new(), Grid::new());
            for act in &acts {
                let (before, list_before) = (grid.clone(), list.clone());
                to_list(&mut list, act);
                to_grid(&mut grid, act);
                prop_assert_eq!(grid.iter().cloned().collect::<Vec<_>>(), list.clone());
                prop_assert_eq!(before.iter().cloned().collect::<Vec<_>>(), list_before.clone(), "a copy stays as it was");
                prop_assert_eq!(grid == before, list == list_before);
                prop_assert_eq!(grid.len(), list.len());
                for (row, column) in (0..6).flat_map(|row| (0..5).map(move |column| (row, column))) {
                    prop_assert_eq!(grid.get(row, column), list.iter().find(|found| found.place() == (row, column)));
                }
                let touched: Vec<u8> = match act {
                    Act::Record(mark) | Act::Set(mark) => vec![mark.row],
                    Act::Remove(row, _) => vec![*row],
                    _ => (0..6).collect(),
                };
                let others = |row: &u8| !touched.contains(row) && list.iter().any(|found| found.row == *row);
                prop_assert!(grid.n_rows_shared_with(&before) >= (0..6).filter(others).count());
                let again: Grid<Mark> = list.iter().cloned().collect();
                prop_assert!(again == grid, "numbers are no part of what a grid is");
            }
        }
    }

    proptest! {
        #[test]
        fn what_was_taken_can_be_put_back(
            marks in prop::collection::vec(mark(), 0..40), takes in prop::collection::vec(prop::bool::ANY, 40), rounds in 1..5_usize
        ) {
            let mut grid = Grid::new();
            for mark in &marks {
                to_grid(&mut grid, &Act::Record(mark.clone()));
            }
            let all: Vec<Mark> = grid.iter().cloned().collect();
            for round in 0..rounds {
                let whole = grid.clone();
                let taken = |at: usize| takes[(at + round) % takes.len()];
                let back: Vec<(usize, Mark)> = all.iter().cloned().enumerate().filter(|(at, _)| taken(*at)).collect();
                for (_, mark) in &back {
                    grid.remove(mark.row, mark.column);
                }
                let gone = grid.clone();
                prop_assert_eq!(gone.differences(&whole).len(), back.len());
                prop_assert!(gone.differences(&whole).iter().all(|(here, there)| here.is_none() && there.is_some()));
                grid.put_back(back);
                prop_assert_eq!(grid.iter().cloned().collect::<Vec<_>>(), all.clone());
            }
        }
    }

    #[test]
    fn room_between_two_items_never_ends() {
        let mark = |column: u8| Mark { row: 1, column, word: 0 };
        let mut grid: Grid<Mark> = [mark(0), mark(1)].into_iter().collect();
        for column in 2..200 {
            grid.put_back(vec![(1, mark(column))]);
        }
        let order: Vec<u8> = grid.iter().map(|mark| mark.column).collect();
        assert_eq!(order, [0].into_iter().chain((2..200).rev()).chain([1]).collect::<Vec<u8>>());
    }

    #[test]
    fn two_items_in_one_place_are_both_read() {
        let twice = [Mark { row: 1, column: 2, word: 3 }, Mark { row: 1, column: 2, word: 4 }];
        let grid: Grid<Mark> = twice.iter().cloned().collect();
        assert_eq!(grid.iter().cloned().collect::<Vec<_>>(), twice);
    }
}
