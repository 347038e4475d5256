//! Order: one stable sort for the whole crate.
//!
//! The standard library's sorts are compiled anew for every type and every comparison, some four kilobytes each; the
//! page had twenty of them. Here positions are sorted, by one comparison that is called through a pointer. Where time
//! counts more than size, a method uses the standard library's.

use std::cmp::Ordering;

/// Returns the positions from 0 to `n` - 1 in order; equals stay as they were.
///
/// # Example
/// ```
/// let heights: [f64; 4] = [1.8, 1.6, 1.7, 1.6];
/// let order = weighbridge::order::places(4, &mut |a, b| heights[a].total_cmp(&heights[b]));
/// assert_eq!(order, [1, 3, 2, 0]);
/// ```
#[must_use]
pub fn places(n: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..n).collect();
    places.sort_by(|&one, &other| compare(one, other));
    places
}

/// Sorts `items`; equals stay as they were.
///
/// # Example
/// ```
/// let mut words = ["seven", "two", "six"];
/// weighbridge::order::sort_by(&mut words, &mut |one, other| one.len().cmp(&other.len()));
/// assert_eq!(words, ["two", "six", "seven"]);
/// ```
pub fn sort_by<T>(items: &mut [T], compare: &mut dyn FnMut(&T, &T) -> Ordering) {
    let mut places = places(items.len(), &mut |one, other| compare(&items[one], &items[other]));
    // Each round of places that lead to one another is walked once.
    for start in 0..places.len() {
        let mut at = start;
        while places[at] != start {
            let next = places[at];
            items.swap(at, next);
            places[at] = at;
            at = next;
        }
        places[at] = at;
    }
}

#[cfg(test)]
mod tests {
    use super::sort_by;

    #[test]
    fn sorts_as_the_standard_library_does() {
        for n in 0..200_u32 {
            let mut items: Vec<(u32, u32)> = (0..n).map(|i| (i.wrapping_mul(2_654_435_761) >> 28, i)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by(&mut items, &mut |one, other| one.0.cmp(&other.0));
            assert_eq!(items, expected);
        }
    }
}
