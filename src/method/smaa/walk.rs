//! Hit and run: a walk inside the region for limits that hardly any draw of the frame keeps.
//!
//! Sixteen walks go side by side, one to a stream. Draws of a walk tell something about each other, so their standard
//! errors come from the scatter of blocks.

use super::frame::WeightSpace;
use super::generator::Streams;
use super::lanes::{Floats, N_COLUMNS, Row, both, map, plus_times, row};

/// Walks that have forgotten where they started.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    /// Free values.
    position: Vec<Row>,
    direction: Vec<Row>,
}

/// Steps of each walk before its first draw.
pub(super) const BURN_IN: usize = 10_000;

/// Beyond every distance inside a simplex.
const FAR: f64 = 1e300;

impl Walk {
    /// Starts every walk well inside the region and lets it run until its start no longer shows.
    pub(super) fn new(frame: &WeightSpace, streams: &mut Streams) -> Walk {
        let position: Vec<Row> = frame.inside.iter().map(|value| row(*value)).collect();
        let mut walk = Walk { direction: position.clone(), position };
        for _ in 0..BURN_IN {
            walk.step(frame, streams);
        }
        walk
    }

    /// Returns the number of steps from one draw of a walk to its next.
    pub(super) fn thinning(&self) -> usize {
        4 * self.position.len()
    }

    /// Walks on to the next draw and gives its free values.
    pub(super) fn draw(&mut self, frame: &WeightSpace, streams: &mut Streams, values: &mut [Row]) {
        for _ in 0..self.thinning() {
            self.step(frame, streams);
        }
        // Thousands of steps add up to a rounding that shows in the sum.
        level(&mut self.position, frame, frame.rest);
        values.copy_from_slice(&self.position);
    }

    /// Picks a direction, and a point anywhere on the line through the region in that direction.
    ///
    /// Any way of picking directions serves that does not look at the position and may pick every direction. Here each
    /// value moves in proportion to its room, so that a narrow one does not hold up the others.
    ///
    /// # Reference
    /// Smith (1984), *Efficient Monte Carlo procedures for generating points uniformly distributed over bounded regions*.
    fn step(&mut self, frame: &WeightSpace, streams: &mut Streams) {
        streams.fill(&mut self.direction);
        let middle = Floats::splat(1.5);
        for (direction, room) in self.direction.iter_mut().zip(&frame.rooms) {
            let room = Floats::splat(*room);
            *direction = map(direction, |two| two.sub(middle).mul(room));
        }
        level(&mut self.direction, frame, 0.0);
        let (mut back, mut ahead) = (row(-FAR), row(FAR));
        frame.each_slack(&self.position, &self.direction, |slack, slope| narrow(slack, slope, &mut back, &mut ahead));
        let where_to = streams.next();
        let length = both(&ahead, &back, Floats::sub);
        let distance = both(&back, &both(&where_to, &length, Floats::mul), Floats::add);
        for (position, direction) in self.position.iter_mut().zip(&self.direction) {
            *position = both(position, &both(&distance, direction, Floats::mul), Floats::add);
        }
    }
}

/// Moves values, each in proportion to its room squared, so that over all criteria they add to `sum`.
fn level(values: &mut [Row], frame: &WeightSpace, sum: f64) {
    let (mut short, mut all) = (row(sum), 0.0);
    for ((value, count), room) in values.iter().zip(&frame.counts).zip(&frame.rooms) {
        short = plus_times(&short, value, Floats::splat(-count));
        all += count * count * room * room;
    }
    for ((value, count), room) in values.iter_mut().zip(&frame.counts).zip(&frame.rooms) {
        *value = plus_times(value, &short, Floats::splat(count * room * room / all));
    }
}

/// Shortens the line to where the slack stays at 0 or more.
#[inline(always)]
fn narrow(slack: &Row, slope: &Row, back: &mut Row, ahead: &mut Row) {
    let zero = Floats::splat(0.0);
    for column in 0..N_COLUMNS {
        let reach = zero.sub(slack[column].max(zero)).div(slope[column]);
        let (rises, falls) = (slope[column].above(zero), zero.above(slope[column]));
        back[column] = Floats::select(rises, back[column].max(reach), back[column]);
        ahead[column] = Floats::select(falls, ahead[column].min(reach), ahead[column]);
    }
}
