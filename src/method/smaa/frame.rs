//! A frame: a simplex that weights are drawn in, and the limits that a draw in it may still break.

use super::lanes::{Floats, Row, both, plus_times, row};

/// Where the weight of a criterion comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Source {
    /// The limits leave one value.
    Fixed(f64),
    /// The free value at this position; criteria that must weigh the same have the same.
    Free(usize),
}

/// A free value: its corner's share times `scale`, on top of its floor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Level {
    /// The free value, earlier in the list, that it stands on.
    pub(super) on: Option<usize>,
    /// The number that it stands on otherwise.
    pub(super) floor: f64,
    pub(super) scale: f64,
}

/// What a draw may break: `plus - minus + constant` must be 0 or more, each an absent or a free value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Limit {
    pub(super) plus: Option<usize>,
    pub(super) minus: Option<usize>,
    pub(super) constant: f64,
}

/// A simplex that holds the whole region, in coordinates that are shares of its corners.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct WeightSpace {
    pub(super) sources: Vec<Source>,
    pub(super) levels: Vec<Level>,
    pub(super) limits: Vec<Limit>,
    /// The weight that the free values share out.
    pub(super) rest: f64,
    /// How many criteria have each free value.
    pub(super) counts: Vec<f64>,
    /// How far apart the lowest and highest of each free value are at most.
    pub(super) rooms: Vec<f64>,
    /// Free values of a point that breaks no limit and is not on the edge of any.
    pub(super) inside: Vec<f64>,
}

impl Limit {
    fn slack(&self, values: &[Row], constant: f64) -> Row {
        let of = |position: Option<usize>| position.map_or(row(0.0), |position| values[position]);
        let (plus, minus, constant) = (of(self.plus), of(self.minus), Floats::splat(constant));
        both(&plus, &minus, |plus, minus| plus.sub(minus).add(constant))
    }
}

impl WeightSpace {
    /// Returns the number of corners: 1 where the limits leave one set of weights.
    pub(super) fn n_corners(&self) -> usize {
        self.levels.len().max(1)
    }

    /// Returns whether no draw can break a limit.
    pub(super) fn is_whole(&self) -> bool {
        self.limits.is_empty()
    }

    /// Returns whether shares are weights as they stand.
    pub(super) fn is_plain(&self) -> bool {
        let level_by_itself = |level: &Level| *level == Level { on: None, floor: 0.0, scale: 1.0 };
        let in_place = self.sources.iter().enumerate().all(|(criterion, source)| *source == Source::Free(criterion));
        in_place && self.levels.iter().all(level_by_itself) && self.is_whole()
    }

    /// Turns shares of the corners into free values.
    pub(super) fn raise(&self, shares: &[Row], values: &mut [Row]) {
        for (position, (level, share)) in self.levels.iter().zip(shares).enumerate() {
            let floor = level.on.map_or(row(level.floor), |below| values[below]);
            values[position] = plus_times(&floor, share, Floats::splat(level.scale));
        }
    }

    /// Gives each criterion its weight.
    pub(super) fn assign(&self, values: &[Row], weights: &mut [Row]) {
        for (weight, source) in weights.iter_mut().zip(&self.sources) {
            *weight = match *source {
                Source::Fixed(number) => row(number),
                Source::Free(position) => values[position],
            };
        }
    }

    /// Returns how far free values are from breaking each limit that the frame does not hold: below 0, they break it.
    pub(super) fn slacks<'a>(&'a self, values: &'a [Row]) -> impl Iterator<Item = Row> + 'a {
        self.limits.iter().map(|limit| limit.slack(values, limit.constant))
    }

    /// Hands on every limit, the frame's own too: how far free values are from breaking it, and how fast that grows
    /// along a direction.
    #[inline]
    pub(super) fn each_slack(&self, values: &[Row], direction: &[Row], mut hand_on: impl FnMut(&Row, &Row)) {
        let own = self.levels.iter().enumerate().map(|(position, level)| Limit {
            plus: Some(position),
            minus: level.on,
            constant: if level.on.is_none() { -level.floor } else { 0.0 },
        });
        for limit in self.limits.iter().copied().chain(own) {
            hand_on(&limit.slack(values, limit.constant), &limit.slack(direction, 0.0));
        }
    }

    /// Returns the weights at one corner.
    pub(super) fn corner(&self, corner: usize) -> Vec<f64> {
        let mut values = vec![0.0; self.levels.len()];
        for (position, level) in self.levels.iter().enumerate() {
            let rise = if position == corner { level.scale } else { 0.0 };
            values[position] = level.on.map_or(level.floor, |below| values[below]) + rise;
        }
        let weight = |source: &Source| match *source {
            Source::Fixed(number) => number,
            Source::Free(position) => values[position],
        };
        self.sources.iter().map(weight).collect()
    }

    pub(super) fn fixed(weights: impl IntoIterator<Item = f64>) -> WeightSpace {
        let sources = weights.into_iter().map(Source::Fixed).collect();
        WeightSpace { sources, ..WeightSpace::default() }
    }
}
