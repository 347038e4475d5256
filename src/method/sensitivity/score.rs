//! One score moved at a time: the points at which the first place becomes level.
//!
//! Weights and all other scores stay as they are. A switch beyond the ends of the scale is "never".

use super::{Base, SensitivityError, base, check_option};

/// Returns, for each criterion, the points at which `option` is level with `rival`.
///
/// `scale` is the lowest and the highest that a score can be. `None` means never: the switch is beyond the scale, or
/// the criterion has no weight.
///
/// # Errors
/// Refuses what [`weighted_sum`](crate::method::additive::weighted_sum) refuses, an option that is not there, and a
/// scale whose ends are not finite and in order.
///
/// # Reference
/// HM Treasury (2022), *The Green Book* (switching values).
///
/// # Example
/// ```
/// use weighbridge::method::sensitivity::score::switches_against;
/// let points = [vec![80.0, 40.0, 60.0, 100.0], vec![60.0, 90.0, 70.0, 20.0]];
/// let found = switches_against(&[40.0, 25.0, 20.0, 15.0], &points, 0, 1, (0.0, 100.0)).unwrap();
/// assert_eq!(found[..3], [Some(66.25), Some(18.0), Some(32.5)]);
/// ```
pub fn switches_against(
    weights: &[f64],
    points: &[Vec<f64>],
    option: usize,
    rival: usize,
    scale: (f64, f64),
) -> Result<Vec<Option<f64>>, SensitivityError> {
    let base = base(weights, points)?;
    check_option(option.max(rival), points.len())?;
    check_scale(scale)?;
    Ok(row(&base, points, option, rival, scale))
}

/// Returns, for each option and criterion, the points at which that one score makes the first place level.
///
/// For the leader it is the score at which the runner-up is level; for any other option the score at which it is level
/// with the leader. `None` means never. With one option every cell is `None`.
///
/// # Errors
/// As [`switches_against`].
///
/// # Example
/// ```
/// use weighbridge::method::sensitivity::score::switches;
/// let found = switches(&[1.0, 1.0], &[vec![60.0, 60.0], vec![40.0, 90.0], vec![0.0, 20.0]], (0.0, 100.0)).unwrap();
/// assert_eq!(found[1], [Some(30.0), Some(80.0)], "the leader may lose ten points on either");
/// assert_eq!(found[0], [Some(70.0), Some(70.0)]);
/// assert_eq!(found[2], [None, None], "no single score can lift the last option so far");
/// ```
pub fn switches(
    weights: &[f64],
    points: &[Vec<f64>],
    scale: (f64, f64),
) -> Result<Vec<Vec<Option<f64>>>, SensitivityError> {
    let base = base(weights, points)?;
    check_scale(scale)?;
    let (Some(leader), Some(runner_up)) = (base.leader, base.runner_up) else {
        return Ok(points.iter().map(|row| vec![None; row.len()]).collect());
    };
    let rival = |option: usize| if option == leader { runner_up } else { leader };
    Ok((0..points.len()).map(|option| row(&base, points, option, rival(option), scale)).collect())
}

/// One score, and what it would have to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreChange {
    /// The row, from 0.
    pub option: usize,
    /// The column, from 0.
    pub criterion: usize,
    /// Points now.
    pub from: f64,
    /// Points at which the first place is level.
    pub to: f64,
}

/// Returns the smallest change of a single score that makes the first place level, the first in reading order where
/// several are as small; `None` where no single score can.
///
/// # Errors
/// As [`switches_against`].
///
/// # Example
/// ```
/// use weighbridge::method::sensitivity::score::smallest_change;
/// let points = [vec![80.0, 40.0], vec![60.0, 50.0]];
/// let change = smallest_change(&[3.0, 1.0], &points, (0.0, 100.0)).unwrap().unwrap();
/// assert_eq!((change.option, change.criterion), (0, 0));
/// assert!((change.to - 190.0 / 3.0).abs() < 1e-12);
/// ```
pub fn smallest_change(
    weights: &[f64],
    points: &[Vec<f64>],
    scale: (f64, f64),
) -> Result<Option<ScoreChange>, SensitivityError> {
    let mut smallest: Option<ScoreChange> = None;
    for (option, row) in switches(weights, points, scale)?.iter().enumerate() {
        for (criterion, to) in row.iter().enumerate() {
            let Some(to) = *to else { continue };
            let from = points[option][criterion];
            if smallest.is_none_or(|change| (to - from).abs() < (change.to - change.from).abs()) {
                smallest = Some(ScoreChange { option, criterion, from, to });
            }
        }
    }
    Ok(smallest)
}

/// Returns one option's switching points against one rival.
fn row(base: &Base, points: &[Vec<f64>], option: usize, rival: usize, (low, high): (f64, f64)) -> Vec<Option<f64>> {
    let short = base.totals[rival] - base.totals[option];
    let switch = |(now, weight): (&f64, &f64)| {
        let to = now + short / weight;
        // Rounding must not put a switch at the very end of the scale beyond it.
        let slack = crate::method::rank::TIE * low.abs().max(high.abs());
        (option != rival && *weight > 0.0 && to >= low - slack && to <= high + slack).then(|| to.clamp(low, high))
    };
    points[option].iter().zip(&base.weights).map(switch).collect()
}

/// Refuses a scale whose ends are not finite and in order.
fn check_scale((low, high): (f64, f64)) -> Result<(), SensitivityError> {
    if low.is_finite() && high.is_finite() && low <= high { Ok(()) } else { Err(SensitivityError::RangeUnusable) }
}

#[cfg(test)]
mod tests {
    use super::{SensitivityError, smallest_change, switches, switches_against};

    const SCALE: (f64, f64) = (0.0, 100.0);

    #[test]
    fn worked_example() {
        let points = [vec![80.0, 40.0, 60.0, 100.0], vec![60.0, 90.0, 70.0, 20.0]];
        let weights = [0.40, 0.25, 0.20, 0.15];
        let found = switches_against(&weights, &points, 0, 1, SCALE).unwrap();
        for (actual, wanted) in found.iter().zip([66.25, 18.0, 32.5, 63.333_333]) {
            assert!((actual.unwrap() - wanted).abs() < 1e-6);
        }
        let change = smallest_change(&weights, &points, SCALE).unwrap().unwrap();
        assert!((change.from - change.to - 13.75).abs() < 1e-9);
    }

    #[test]
    fn never_beyond_the_scale_and_without_weight() {
        let points = [vec![90.0, 0.0], vec![10.0, 100.0]];
        let found = switches(&[9.0, 1.0], &points, SCALE).unwrap();
        assert!(found[0][0].is_some() && found[0][1].is_none());
        assert_eq!(switches(&[1.0, 0.0], &points, SCALE).unwrap()[1], [Some(90.0), None]);
        // The switch is exactly the end of the scale.
        assert_eq!(switches(&[1.0], &[vec![100.0], vec![0.0]], SCALE).unwrap(), [[Some(0.0)], [Some(100.0)]]);
    }

    #[test]
    fn one_option_none_and_refusals() {
        assert_eq!(switches(&[1.0], &[vec![5.0]], SCALE), Ok(vec![vec![None]]));
        assert_eq!(switches(&[1.0], &[], SCALE), Ok(vec![]));
        assert_eq!(smallest_change(&[1.0], &[vec![5.0]], SCALE), Ok(None));
        assert_eq!(switches(&[1.0], &[], (1.0, f64::NAN)), Err(SensitivityError::RangeUnusable));
        let stranger = SensitivityError::NoSuchOption { option: 2, n_options: 1 };
        assert_eq!(switches_against(&[1.0], &[vec![5.0]], 0, 2, SCALE), Err(stranger));
        let huge = switches(&[1e-300, 1.0], &[vec![f64::MAX, 0.0], vec![0.0, f64::MAX]], SCALE).unwrap();
        assert!(huge.iter().flatten().flatten().all(|points| points.is_finite()));
    }
}
