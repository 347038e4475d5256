//! Rates at which value is bought and sold, and what a point can reach at them.

use super::label::Point;

/// Value for cost as a fraction of whole numbers; the cost is above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rate {
    pub(super) value: i64,
    pub(super) cost: i64,
}

/// The best rate up and the lowest rate down, where there are any.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rates {
    /// The highest rate at which more cost turns into more value.
    pub(super) up: Option<Rate>,
    /// The lowest rate at which less value turns into less cost.
    pub(super) down: Option<Rate>,
}

impl Rates {
    /// Returns the rates from one point of a list to the others.
    pub(super) fn from(points: &[Point], base: usize) -> Rates {
        let rate = |a: Point, b: Point| Rate { value: b.value - a.value, cost: b.cost - a.cost };
        let up = points[base + 1..].iter().map(|&point| rate(points[base], point));
        let down = points[..base].iter().map(|&point| rate(point, points[base]));
        Rates { up: up.reduce(higher), down: down.reduce(lower) }
    }

    /// Returns the rates of two groups together.
    pub(super) fn with(self, other: Rates) -> Rates {
        Rates {
            up: [self.up, other.up].into_iter().flatten().reduce(higher),
            down: [self.down, other.down].into_iter().flatten().reduce(lower),
        }
    }

    /// Returns how far the nearer rate is from a price.
    pub(super) fn distance(self, price: f64) -> f64 {
        let distance = |rate: Option<Rate>| {
            rate.map_or(f64::INFINITY, |rate| (rate.value as f64 / rate.cost as f64 - price).abs())
        };
        distance(self.up).min(distance(self.down))
    }

    /// Returns whether a point can become worth `target` within the budget.
    pub(super) fn reach(self, point: Point, budget: i64, target: i64) -> bool {
        let missing = target - point.value;
        let spare = budget - point.cost;
        if spare >= 0 {
            let bought =
                |rate: Rate| i128::from(missing) * i128::from(rate.cost) <= i128::from(spare) * i128::from(rate.value);
            missing <= 0 || self.up.is_some_and(bought)
        } else {
            let kept =
                |rate: Rate| i128::from(spare) * i128::from(rate.value) >= i128::from(missing) * i128::from(rate.cost);
            missing <= 0 && self.down.is_some_and(kept)
        }
    }

    /// Returns the most a point can become worth within the budget; `None` where it cannot be brought within it.
    pub(super) fn most(self, point: Point, budget: i64) -> Option<i64> {
        let spare = i128::from(budget - point.cost);
        let rate = match (spare >= 0, self.up, self.down) {
            (true, Some(rate), _) | (false, _, Some(rate)) => rate,
            (true, None, _) => return Some(point.value),
            (false, _, None) => return None,
        };
        let change = (spare * i128::from(rate.value)).div_euclid(i128::from(rate.cost));
        Some(i64::try_from(i128::from(point.value) + change).unwrap_or(i64::MAX))
    }
}

fn higher(a: Rate, b: Rate) -> Rate {
    if i128::from(a.value) * i128::from(b.cost) >= i128::from(b.value) * i128::from(a.cost) { a } else { b }
}

fn lower(a: Rate, b: Rate) -> Rate {
    if i128::from(a.value) * i128::from(b.cost) <= i128::from(b.value) * i128::from(a.cost) { a } else { b }
}
