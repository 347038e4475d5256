//! Invented answers, to rehearse a workshop with: the same for the same question and seat, and of every kind that a room gives.

use super::question::Question;
use super::reply::{Points, Replies, Reply};

/// Returns what an invented person answers, by the number of their seat, from 1.
///
/// # Example
/// ```
/// use weighbridge::id::{AlternativeId, CriterionId};
/// use weighbridge::workshop::{Question, invented};
/// let asks = Question::scores(CriterionId(4), vec![AlternativeId(2), AlternativeId(3)]);
/// assert_eq!(asks.unfit(&invented(&asks, 1, 3)), None);
/// assert_eq!(invented(&asks, 1, 3), invented(&asks, 1, 3));
/// ```
#[must_use]
pub fn invented(asks: &Question, turn: u32, seat: u32) -> Replies {
    let items = asks.items();
    let about = asks.criterion().map_or(0, |id| id.0);
    if asks.asks_for_one() {
        let at = mixed(about, seat, 1) as usize % items.len().max(1);
        return items.get(at).map(|of| (*of, Reply::Chosen)).into_iter().collect();
    }
    items.into_iter().map(|of| (of, answer(about, of, turn, seat))).collect()
}

fn answer(about: u32, of: u32, turn: u32, seat: u32) -> Reply {
    // What all see alike, how the room differs about it, and what is this person's own.
    let (middle, looks, own) =
        (mixed(about, of, 0) % 6 * 10 + 20, mixed(about, of, 7) % 5, mixed(about ^ of, seat, turn));
    if own.is_multiple_of(29) {
        return if own.is_multiple_of(2) { Reply::Abstain } else { Reply::Unknown };
    }
    let step = own % 3 * 5;
    let points = match (looks, turn) {
        // Two camps, which come closer when they are asked again.
        (0, 1) => (if seat.is_multiple_of(2) { 10 } else { 75 }) + step,
        (1, 1) => own % 10 * 10,
        _ => middle + step,
    };
    let points = u8::try_from(points.min(100)).ok().and_then(Points::new);
    points.map_or(Reply::Abstain, Reply::Points)
}

/// Returns a number in which three others are mixed.
///
/// # Reference
/// Steele, Lea and Flood (2014), *Fast splittable pseudorandom number generators* (the finaliser of SplitMix64).
fn mixed(one: u32, other: u32, third: u32) -> u32 {
    let mut all =
        (u64::from(one) << 32 | u64::from(other)).wrapping_add(u64::from(third).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    all = (all ^ all >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    all = (all ^ all >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (all ^ all >> 31) as u32
}

#[cfg(test)]
mod tests {
    use super::invented;
    use crate::id::{AlternativeId, CriterionId};
    use crate::workshop::question::Question;
    use crate::workshop::reply::Reply;

    #[test]
    fn an_invented_room_differs_and_comes_closer() {
        let options: Vec<AlternativeId> = (2..12).map(AlternativeId).collect();
        let asks = Question::scores(CriterionId(4), options.clone());
        let width = |turn: u32| {
            let of = |at: usize| {
                let all = (1..=9).filter_map(|seat| invented(&asks, turn, seat)[at].1.points());
                all.fold((100.0_f64, 0.0_f64), |(low, high), one| (low.min(one), high.max(one)))
            };
            (0..options.len()).map(|at| of(at).1 - of(at).0).fold(0.0, f64::max)
        };
        assert!(width(1) >= 50.0 && width(2) <= 20.0, "{} and {}", width(1), width(2));
        let choice = Question::Choice(options);
        let chosen: Vec<_> = (1..=9).map(|seat| invented(&choice, 1, seat)).collect();
        assert!(chosen.iter().all(|one| matches!(one[..], [(_, Reply::Chosen)])));
        assert!(chosen.iter().any(|one| *one != chosen[0]));
    }
}
