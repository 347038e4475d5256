//! Rules on the set of initiatives that was chosen and is kept.

use super::facts::{Facts, Kept};
use super::{Found, Level, Place};

/// How far points may be apart before they are others, in hundredths of a point: less is not printed.
const SAME: i64 = 5;

pub(super) fn scrutinise(facts: &Facts<'_>, found: &mut Found) {
    for (at, kept) in facts.kept.iter().enumerate() {
        broken(at, kept, found);
        moved(at, kept, found);
    }
}

/// `chosen_set_breaks_limits` (error): the set that is kept breaks a limit or a tie of its portfolio, holds what must not be in
/// it, or lacks what must.
fn broken(at: usize, kept: &Kept<'_>, found: &mut Found) {
    if kept.n_broken > 0 {
        let n = i64::try_from(kept.n_broken).unwrap_or(i64::MAX);
        found.push("chosen_set_breaks_limits", Level::Error, [Place::Portfolio(at)], &[("broken", n)]);
    }
}

/// `chosen_set_moved` (ask): scores, weights or costs were changed since the set was kept, so that it is worth something else.
fn moved(at: usize, kept: &Kept<'_>, found: &mut Found) {
    if kept.points.saturating_sub(kept.points_then).abs() >= SAME {
        let figures = [("points", kept.points), ("then", kept.points_then)];
        found.push("chosen_set_moved", Level::Ask, [Place::Portfolio(at)], &figures);
    }
}

#[cfg(test)]
mod tests {
    use crate::scrutiny::facts::{Facts, Kept};
    use crate::scrutiny::{Level, scrutinise};

    #[test]
    fn a_kept_set_is_asked_about_where_it_breaks_a_limit_or_is_worth_something_else() {
        let rules = |n_broken, points| {
            let kept = vec![Kept { title: "£20m", n_broken, points, points_then: 22_460 }];
            let found = scrutinise(&Facts { kept, ..Facts::default() });
            found.into_iter().map(|one| (one.rule, one.level)).collect::<Vec<_>>()
        };
        assert_eq!(rules(0, 22_462), []);
        assert_eq!(rules(1, 22_460), [("chosen_set_breaks_limits", Level::Error)]);
        assert_eq!(rules(0, 22_400), [("chosen_set_moved", Level::Ask)]);
    }
}
