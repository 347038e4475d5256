//! Pasted totals, held against the figures that they were pasted with.

use super::{At, Contents, TotalFault, Totals};
use crate::appraisal::evaluate::cell;
use crate::appraisal::{Scale, ScoreState};
use crate::finite::Finite;

/// Returns a line of totals held against the figures: each may be the weighted mean of the points or of what was pasted, the
/// weighted sum, or the plain sum, and all must be the same of these. Totals agree to the last decimal that is pasted. `None`
/// where no total is a number, or an option has a score missing.
///
/// `cells` are the totals, one an option; `scales` are those of the criteria.
pub(super) fn totals(
    name: &str,
    cells: &[(&str, At)],
    contents: &Contents,
    scales: &[Option<&Scale>],
) -> Option<Totals> {
    let n_options = contents.options.len();
    let leaves: Vec<usize> = (0..scales.len()).filter(|at| scales[*at].is_some()).collect();
    let mut raw = vec![vec![None; scales.len()]; n_options];
    let mut points = raw.clone();
    for score in &contents.scores {
        let (Some(state), Some(scale)) = (score.state, scales.get(score.criterion).copied().flatten()) else {
            continue;
        };
        let earned = cell(scale, state).points;
        points[score.option][score.criterion] = earned;
        raw[score.option][score.criterion] = match state {
            ScoreState::Points(number) | ScoreState::Measured(number) => Some(number.get()),
            _ => earned,
        };
    }
    let weights: Vec<f64> =
        contents.criteria.iter().map(|one| one.weight.map_or(0.0, |weight| weight.points())).collect();
    let sum: f64 = weights.iter().sum();
    let weighted = |row: &[Option<f64>]| leaves.iter().map(|at| Some(row[*at]? * weights[*at])).sum::<Option<f64>>();
    let plain = |row: &[Option<f64>]| leaves.iter().map(|at| row[*at]).sum::<Option<f64>>();
    // The ways in which totals are worked out in spreadsheets, the one that is used here first.
    let ways: [&dyn Fn(usize) -> Option<f64>; 5] = [
        &|option| Some(weighted(&points[option])? / sum),
        &|option| Some(weighted(&raw[option])? / sum),
        &|option| weighted(&raw[option]),
        &|option| Some(weighted(&raw[option])? / 100.0),
        &|option| plain(&raw[option]),
    ];
    let said: Vec<(usize, f64, f64)> = cells
        .iter()
        .enumerate()
        .filter_map(|(option, (text, _))| {
            let bare = text.strip_suffix('%').unwrap_or(text);
            let number = Finite::read(bare).ok().flatten()?.get();
            let decimals = bare.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            Some((option, number, 0.5 * libm::pow(10.0, -f64::from(u32::try_from(decimals).unwrap_or(0))) + 1e-9))
        })
        .collect();
    if said.is_empty() || said.iter().any(|(option, ..)| plain(&raw[*option]).is_none()) {
        return None;
    }
    let first_off = |way: &dyn Fn(usize) -> Option<f64>| {
        said.iter().find(|(option, number, half)| {
            way(*option).is_none_or(|found| !found.is_finite() || (found - number).abs() > *half)
        })
    };
    let follows = ways.iter().any(|way| first_off(*way).is_none());
    // The way that most totals follow tells which one is off.
    let n_right = |way: &dyn Fn(usize) -> Option<f64>| {
        said.iter()
            .filter(|(option, number, half)| way(*option).is_some_and(|found| (found - number).abs() <= *half))
            .count()
    };
    let nearest = ways.iter().rev().max_by_key(|way| n_right(**way)).copied();
    let fault = nearest.filter(|_| !follows).and_then(|way| {
        let (option, ..) = first_off(way)?;
        let found = Some(*option).and_then(way).filter(|found| found.is_finite())?;
        let (text, at) = cells[*option];
        Some(TotalFault { at, option: contents.options[*option].name.clone(), said: text.to_owned(), found })
    });
    Some(Totals { name: name.to_owned(), fault })
}
