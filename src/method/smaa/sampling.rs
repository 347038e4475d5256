//! Draws of weights, sixteen at a time.
//!
//! Uniform shares are the gaps between sorted uniform numbers: the same distribution as exponential numbers divided by
//! their sum, without a logarithm or a division. Dividing plain uniform numbers by their sum is another distribution,
//! and a wrong one.

use super::frame::WeightSpace;
use super::generator::{Purpose, Streams};
use super::lanes::{Floats, N_LANES, Row, both, lane, row, set_lane};
use super::sorting::Uniforms;
use super::walk::{BURN_IN, Walk};

/// Draws of weights that agree with what is known.
#[derive(Clone, Debug)]
pub(super) struct Sampler {
    simplex: Simplex,
    frame: WeightSpace,
    /// Free values of the draws at hand.
    values: Vec<Row>,
    method: SamplingMethod,
}

#[derive(Clone, Debug)]
enum SamplingMethod {
    /// One set of weights.
    Fixed,
    /// Shares are weights.
    Plain,
    /// Every draw of the frame agrees.
    Whole,
    /// Draws of the frame that break a limit are dropped.
    Rejection(Box<Rejection>),
    Walk(Box<Walk>),
}

/// Candidates of which some have been used.
#[derive(Clone, Debug)]
struct Rejection {
    acceptance: f64,
    weights: Vec<Row>,
    accepted: [bool; N_LANES],
    /// The candidate to look at next; past the last, new ones are drawn.
    next: usize,
}

/// Rows beyond those of the criteria that a draw may write to.
pub(super) const SPARE_ROWS: usize = 1;

/// Candidates drawn to find out how many agree.
const N_PILOT: usize = 256 * N_LANES;

/// Below this share of candidates that agree, a walk inside the region is quicker.
const FEWEST_ACCEPTED: f64 = 0.01;

impl Sampler {
    /// Chooses the way to draw from the first of these frames that serves best.
    pub(super) fn new(frames: Vec<WeightSpace>, n_criteria: usize, seed: &str) -> Sampler {
        let mut pilot = Streams::new(seed, Purpose::Pilot);
        let mut best: Option<(f64, WeightSpace)> = None;
        for frame in frames {
            let acceptance = if frame.is_whole() { 1.0 } else { acceptance(&frame, &mut pilot) };
            if best.as_ref().is_none_or(|(most, _)| acceptance > *most) {
                best = Some((acceptance, frame));
            }
        }
        let (acceptance, frame) = best.unwrap_or_default();
        let n = frame.n_corners();
        let mut simplex = Simplex::new(n, Streams::new(seed, Purpose::Weights));
        let method = match () {
            () if n == 1 => SamplingMethod::Fixed,
            () if frame.is_plain() => SamplingMethod::Plain,
            () if frame.is_whole() => SamplingMethod::Whole,
            () if acceptance >= FEWEST_ACCEPTED => SamplingMethod::Rejection(Box::new(Rejection {
                acceptance,
                weights: vec![row(0.0); n_criteria],
                accepted: [false; N_LANES],
                next: N_LANES,
            })),
            () => SamplingMethod::Walk(Box::new(Walk::new(&frame, &mut simplex.streams))),
        };
        Sampler { simplex, values: vec![row(0.0); n], frame, method }
    }

    /// Returns the frame that draws are made in.
    pub(super) fn frame(&self) -> &WeightSpace {
        &self.frame
    }

    /// Returns whether one draw tells something about the next.
    pub(super) fn is_dependent(&self) -> bool {
        matches!(self.method, SamplingMethod::Walk(_))
    }

    /// Returns how draws are made.
    pub(super) fn sampling(&self) -> super::Sampling {
        match &self.method {
            SamplingMethod::Fixed => super::Sampling::Fixed,
            SamplingMethod::Plain | SamplingMethod::Whole => super::Sampling::Direct,
            SamplingMethod::Rejection(rejection) => super::Sampling::Rejection { acceptance: rejection.acceptance },
            SamplingMethod::Walk(walk) => super::Sampling::HitAndRun { burn_in: BURN_IN, thinning: walk.thinning() },
        }
    }

    /// Draws the next weights, a row for each criterion, and leaves zeros in the [`SPARE_ROWS`] after them.
    pub(super) fn draw(&mut self, weights: &mut [Row]) {
        let Sampler { simplex, frame, values, method } = self;
        match method {
            SamplingMethod::Fixed => frame.assign(&[], weights),
            SamplingMethod::Plain => simplex.draw(weights),
            SamplingMethod::Whole => {
                simplex.draw_inside();
                frame.raise(&simplex.shares, values);
                frame.assign(values, weights);
            }
            SamplingMethod::Rejection(rejection) => rejection.draw(simplex, frame, values, weights),
            SamplingMethod::Walk(walk) => {
                walk.draw(frame, &mut simplex.streams, values);
                frame.assign(values, weights);
            }
        }
    }
}

impl Rejection {
    fn draw(&mut self, simplex: &mut Simplex, frame: &WeightSpace, values: &mut [Row], weights: &mut [Row]) {
        let mut filled = 0;
        while filled < N_LANES {
            if self.next == N_LANES {
                simplex.draw_inside();
                frame.raise(&simplex.shares, values);
                frame.assign(values, &mut self.weights);
                self.accepted = agreeing(frame, values);
                self.next = 0;
            }
            if self.accepted[self.next] {
                for (weight, candidate) in weights.iter_mut().zip(&self.weights) {
                    set_lane(weight, filled, lane(candidate, self.next));
                }
                filled += 1;
            }
            self.next += 1;
        }
    }
}

/// Returns which draws break no limit.
fn agreeing(frame: &WeightSpace, values: &[Row]) -> [bool; N_LANES] {
    let mut tightest = row(f64::INFINITY);
    for slack in frame.slacks(values) {
        tightest = both(&tightest, &slack, Floats::min);
    }
    std::array::from_fn(|i| lane(&tightest, i) >= 0.0)
}

/// Returns the share of a frame's draws that break no limit, from a fixed number of them.
fn acceptance(frame: &WeightSpace, pilot: &mut Streams) -> f64 {
    let mut simplex = Simplex::new(frame.n_corners(), pilot.clone());
    let mut values = vec![row(0.0); frame.n_corners()];
    let mut n_accepted = 0;
    for _ in 0..N_PILOT / N_LANES {
        simplex.draw_inside();
        frame.raise(&simplex.shares, &mut values);
        n_accepted += agreeing(frame, &values).into_iter().filter(|agrees| *agrees).count();
    }
    *pilot = simplex.streams;
    n_accepted as f64 / N_PILOT as f64
}

/// Uniform draws of shares that add to 1.
#[derive(Clone, Debug)]
struct Simplex {
    streams: Streams,
    uniforms: Uniforms,
    shares: Vec<Row>,
}

impl Simplex {
    fn new(n_corners: usize, streams: Streams) -> Simplex {
        let uniforms = Uniforms::new(n_corners - 1);
        let shares = vec![row(0.0); uniforms.n_gaps()];
        Simplex { streams, uniforms, shares }
    }

    /// Draws into the simplex's own rows.
    fn draw_inside(&mut self) {
        let mut shares = std::mem::take(&mut self.shares);
        self.draw(&mut shares);
        self.shares = shares;
    }

    /// Draws shares, the gaps between sorted uniform numbers. There is room for [`SPARE_ROWS`] more than corners.
    ///
    /// # Reference
    /// Devroye (1986), *Non-Uniform Random Variate Generation* (uniform spacings).
    #[inline]
    fn draw(&mut self, shares: &mut [Row]) {
        self.uniforms.fill(&mut self.streams);
        self.uniforms.gaps(shares);
    }
}
