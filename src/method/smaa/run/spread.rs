//! Draws of scores that have a spread.

use super::super::generator::{Purpose, Streams};
use super::super::lanes::{Floats, Row, both, map};
use super::super::{Problem, Score};

/// The cells whose scores have a spread, and the numbers that move them.
#[derive(Clone, Debug)]
pub(in super::super) struct Spreads {
    streams: Streams,
    cells: Vec<Cell>,
    n_drivers: usize,
    /// The percentile of each driver in the draws at hand.
    drivers: Vec<Row>,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    option: usize,
    criterion: usize,
    score: Score,
    /// The driver that it shares with others.
    driver: Option<usize>,
}

impl Spreads {
    pub(in super::super) fn new(problem: &Problem, seed: &str, purpose: Purpose) -> Spreads {
        let driver = |cell| problem.shared.iter().position(|cells| cells.contains(&cell));
        let mut cells = Vec::new();
        for (option, row) in problem.scores.iter().enumerate() {
            for (criterion, score) in row.iter().enumerate().filter(|(_, score)| score.point().is_none()) {
                cells.push(Cell { option, criterion, score: *score, driver: driver((option, criterion)) });
            }
        }
        Spreads { streams: Streams::new(seed, purpose), cells, n_drivers: problem.shared.len(), drivers: Vec::new() }
    }

    /// Returns whether every score is known.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Draws every score and hands it on: option, criterion, and the score of each draw.
    #[inline]
    pub(in super::super) fn draw(&mut self, mut hand_on: impl FnMut(usize, usize, &Row)) {
        let Spreads { streams, cells, n_drivers, drivers } = self;
        if cells.is_empty() {
            return;
        }
        drivers.clear();
        drivers.extend((0..*n_drivers).map(|_| streams.next()));
        for cell in cells {
            let percentile = cell.driver.map_or_else(|| streams.next(), |driver| drivers[driver]);
            hand_on(cell.option, cell.criterion, &at(&cell.score, &percentile));
        }
    }

    /// Adds what the drawn scores are worth to the totals.
    #[inline]
    pub(in super::super) fn add(&mut self, weights: &[Row], totals: &mut [Row]) {
        self.draw(|option, criterion, scores| {
            let worth = both(&weights[criterion], scores, Floats::mul);
            totals[option] = both(&totals[option], &worth, Floats::add);
        });
    }
}

/// Returns the score at the percentile of each draw.
fn at(score: &Score, percentile: &Row) -> Row {
    if let Score::Interval { low, high } = *score {
        let (low, range) = (Floats::splat(low), Floats::splat(high - low));
        return map(percentile, |two| low.add(range.mul(two)));
    }
    map(percentile, |two| Floats::new(score.at(two.low()), score.at(two.high())))
}
