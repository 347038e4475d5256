//! What is worth talking about: what each cell on which participants differ could cost, and which options can still win.

use super::winner::{centres, first_of, pooled};
use super::{Ballot, Centre, GroupError, Spread};
use crate::method::additive::{Missing, weighted_sum};
use crate::method::rank::TIE;

/// An answer on which participants differ, and whether it matters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgendaItem {
    /// The option (row), from 0.
    pub option: usize,
    /// The criterion (column), from 0.
    pub criterion: usize,
    /// The group's weight of the criterion, 0 to 1.
    pub weight: f64,
    /// How the answers spread.
    pub spread: Spread,
    /// Whether taking the lowest or the highest answer for the group's would change who leads.
    pub can_change_leader: bool,
    /// What the cell is worth of the group's time: points that are lost on average by staying with the leader, if each
    /// answer in turn is right and all else is as the group has it. 0 where no answer puts another option first.
    pub stake: f64,
    /// How many answers put another option first.
    pub n_flips: usize,
}

/// Returns every cell that has answers, the one most worth talking about first.
///
/// Items are in order of stake; then cells of the leader and its nearest rival come before others; then in order of weight
/// times standard deviation, and of the table. Where several options lead, the stake is the mean over them.
/// [`AgendaItem::can_change_leader`] counts reaching a tie with the leader as a change; a tie costs no points, so the stake
/// of such a cell may be 0.
///
/// # Errors
/// Refuses what [`group_winners`](super::group_winners) refuses.
///
/// # Reference
/// Expected opportunity loss of the present choice: Raiffa and Schlaifer (1961), *Applied Statistical Decision Theory*.
/// With the answers taken as equally likely it is the expected value of partial perfect information about one cell: Heath,
/// Manolopoulou and Baio (2017), *A review of methods for analysis of the expected value of information*.
///
/// # Example
/// ```
/// use weighbridge::method::additive::Missing;
/// use weighbridge::method::group::{Ballot, Centre, agenda};
/// let ballot = |a, b| Ballot { weights: vec![1.0], scores: vec![vec![Some(a)], vec![Some(b)], vec![Some(0.0)]] };
/// let items = agenda(&[ballot(60.0, 50.0), ballot(60.0, 58.0), ballot(60.0, 66.0)], Centre::Median, Missing::Withhold);
/// let first = items.unwrap()[0];
/// // One answer of three says 66, six points above the leader.
/// assert_eq!((first.option, first.can_change_leader, first.n_flips, first.stake), (1, true, 1, 2.0));
/// ```
pub fn agenda(ballots: &[Ballot], centre: Centre, missing: Missing) -> Result<Vec<AgendaItem>, GroupError> {
    let (weights, spreads) = pooled(ballots)?;
    let mut scores = centres(&spreads, centre);
    let sums = weighted_sum(&weights, &scores, missing).map_err(GroupError::Pooled)?;
    let mut totals = sums.totals;
    let (leaders, rivals) = (first_of(&totals), nearest(&totals));
    let mut items = Vec::new();
    for (option, row) in spreads.iter().enumerate() {
        let settled_total = totals[option];
        for (criterion, spread) in row.iter().enumerate() {
            let Some(spread) = *spread else { continue };
            let settled = scores[option][criterion];
            let mut can_change_leader = false;
            for extreme in [spread.lowest, spread.highest] {
                scores[option][criterion] = Some(extreme);
                // One answer moves one total.
                let own = weighted_sum(&weights, &scores[option..=option], missing).map_err(GroupError::Pooled)?;
                totals[option] = own.totals[0];
                can_change_leader |= first_of(&totals) != leaders;
            }
            (scores[option][criterion], totals[option]) = (settled, settled_total);
            let weight = weights[criterion];
            let moved = moved_by(weight, sums.coverage[option], missing);
            let answers = ballots.iter().filter_map(|ballot| ballot.scores[option][criterion]);
            let moves: Vec<f64> = answers.map(|answer| moved * (answer - settled.unwrap_or(answer))).collect();
            let (stake, n_flips) = stake(&totals, &leaders, option, &moves);
            items.push(AgendaItem { option, criterion, weight, spread, can_change_leader, stake, n_flips });
        }
    }
    let size = |item: &AgendaItem| item.weight * item.spread.deviation.unwrap_or(0.0);
    items.sort_by(|a, b| {
        let is_near = |item: &AgendaItem| rivals.contains(&item.option);
        b.stake.total_cmp(&a.stake).then(is_near(b).cmp(&is_near(a))).then(size(b).total_cmp(&size(a)))
    });
    Ok(items)
}

/// Returns how far each option could come past the leader if the group agreed, cell by cell, on whichever of its own answers
/// suits that option best: points that would be gained less the points it is behind now. `None` for the leader and for an
/// option without a total. An option whose reach is 0 or less cannot lead whatever the group agrees within its answers; one
/// above 0 may. Cells in `settled`, as option and criterion from 0, are agreed and move no more.
///
/// Where several options lead, the reach is the smallest against any of them.
///
/// # Errors
/// Refuses what [`group_winners`](super::group_winners) refuses.
///
/// # Reference
/// Salo and Hämäläinen (1992), *Preference assessment by imprecise ratio statements* (dominance between intervals).
///
/// # Example
/// ```
/// use weighbridge::method::additive::Missing;
/// use weighbridge::method::group::{Ballot, Centre, reach};
/// let ballot = |a, b| Ballot { weights: vec![1.0], scores: vec![vec![Some(a)], vec![Some(b)], vec![Some(10.0)]] };
/// let ballots = [ballot(60.0, 50.0), ballot(55.0, 58.0), ballot(70.0, 52.0)];
/// let found = reach(&ballots, Centre::Median, Missing::Withhold, &[]).unwrap();
/// // The second could gain 6 points and the leader lose 5; they are 8 apart. The third is 45 behind a leader at its lowest.
/// assert_eq!(found, [None, Some(3.0), Some(-45.0)]);
/// let once_settled = reach(&ballots, Centre::Median, Missing::Withhold, &[(0, 0)]).unwrap();
/// assert_eq!(once_settled, [None, Some(-2.0), Some(-50.0)]);
/// ```
pub fn reach(
    ballots: &[Ballot],
    centre: Centre,
    missing: Missing,
    settled: &[(usize, usize)],
) -> Result<Vec<Option<f64>>, GroupError> {
    let (weights, spreads) = pooled(ballots)?;
    let scores = centres(&spreads, centre);
    let sums = weighted_sum(&weights, &scores, missing).map_err(GroupError::Pooled)?;
    let leaders = first_of(&sums.totals);
    // What the open answers of an option could add to its total or take from it.
    let room = |option: usize, end: fn(&Spread) -> f64| -> f64 {
        let cells = spreads[option].iter().zip(&scores[option]).enumerate();
        let open = cells.filter(|(criterion, _)| !settled.contains(&(option, *criterion)));
        let of = |(criterion, (spread, middle)): (usize, (&Option<Spread>, &Option<f64>))| {
            let distance = (end(spread.as_ref()?) - (*middle)?).abs();
            Some(moved_by(weights[criterion], sums.coverage[option], missing) * distance)
        };
        open.filter_map(of).sum()
    };
    let against = |option: usize, leader: usize| {
        let behind = sums.totals[leader]? - sums.totals[option]?;
        Some(room(option, |spread| spread.highest) + room(leader, |spread| spread.lowest) - behind)
    };
    let of = |option: usize| {
        if leaders.contains(&option) {
            return None;
        }
        leaders.iter().filter_map(|leader| against(option, *leader)).min_by(f64::total_cmp)
    };
    Ok((0..spreads.len()).map(of).collect())
}

/// Returns how far one point on a criterion moves a total.
fn moved_by(weight: f64, coverage: f64, missing: Missing) -> f64 {
    match missing {
        Missing::Renormalise if coverage > 0.0 => weight / coverage,
        Missing::Renormalise | Missing::Withhold | Missing::Fill(_) => weight,
    }
}

/// Returns the mean loss of staying with the leaders while the total of an option makes each of these moves, and how many of
/// them cost anything.
fn stake(totals: &[Option<f64>], leaders: &[usize], option: usize, moves: &[f64]) -> (f64, usize) {
    let Some(own) = totals[option] else { return (0.0, 0) };
    let best_but = |leader: usize| {
        let others = totals.iter().enumerate().filter(|(other, _)| *other != leader);
        others.filter_map(|(_, total)| *total).max_by(f64::total_cmp)
    };
    let largest = totals.iter().flatten().fold(0.0_f64, |largest, total| largest.max(total.abs()));
    let loss = |leader: usize, by: f64| {
        let gap = match totals[leader] {
            Some(total) if leader != option => own + by - total,
            _ => best_but(leader).map_or(0.0, |best| best - (own + by)),
        };
        // What is within the rounding of totals is no loss.
        if gap > TIE * largest.max((own + by).abs()) { gap } else { 0.0 }
    };
    let losses = moves.iter().map(|by| leaders.iter().map(|leader| loss(*leader, *by)).sum::<f64>());
    let losses: Vec<f64> = losses.map(|sum| sum / leaders.len().max(1) as f64).collect();
    let n_flips = losses.iter().filter(|loss| **loss > 0.0).count();
    (losses.iter().sum::<f64>() / losses.len().max(1) as f64, n_flips)
}

/// Returns the leaders and the options of the next total below them.
fn nearest(totals: &[Option<f64>]) -> Vec<usize> {
    let leaders = first_of(totals);
    let without: Vec<Option<f64>> =
        totals.iter().enumerate().map(|(option, total)| total.filter(|_| !leaders.contains(&option))).collect();
    let next = first_of(&without);
    leaders.into_iter().chain(next).collect()
}

#[cfg(test)]
mod tests {
    use super::{agenda, reach};
    use crate::method::additive::Missing;
    use crate::method::group::{Ballot, Centre, group_winners};

    fn ballot(weights: &[f64], scores: &[&[f64]]) -> Ballot {
        let row = |row: &&[f64]| row.iter().copied().map(Some).collect();
        Ballot { weights: weights.to_vec(), scores: scores.iter().map(row).collect() }
    }

    #[test]
    fn one_participant_disputes_nothing() {
        let one = [ballot(&[2.0, 2.0], &[&[10.0, 20.0], &[30.0, 0.0]])];
        let items = agenda(&one, Centre::Mean, Missing::Withhold).unwrap();
        assert!(items.iter().all(|item| !item.can_change_leader && item.stake <= 0.0 && item.n_flips == 0));
    }

    #[test]
    fn a_cell_far_behind_is_not_on_the_agenda() {
        // They differ most on the second option, which no answer brings near the first.
        let group = [ballot(&[1.0], &[&[90.0], &[0.0], &[88.0]]), ballot(&[1.0], &[&[92.0], &[60.0], &[89.0]])];
        let items = agenda(&group, Centre::Mean, Missing::Withhold).unwrap();
        let far = items.iter().find(|item| item.option == 1).unwrap();
        assert_eq!((far.spread.range(), far.can_change_leader, far.stake), (60.0, false, 0.0));
        assert_eq!(items[2].option, 1, "the leader and its nearest rival come first");
        assert!(reach(&group, Centre::Mean, Missing::Withhold, &[]).unwrap()[1].unwrap() < 0.0);
    }

    #[test]
    fn a_question_that_nobody_answered_is_not_on_the_agenda() {
        let mut group = [ballot(&[1.0, 1.0], &[&[50.0, 50.0]]), ballot(&[1.0, 1.0], &[&[70.0, 70.0]])];
        group.iter_mut().for_each(|ballot| ballot.scores[0][1] = None);
        assert_eq!(agenda(&group, Centre::Median, Missing::Renormalise).unwrap().len(), 1);
        assert_eq!(agenda(&group, Centre::Median, Missing::Withhold).unwrap().len(), 1);
    }

    /// Calls `visit` with every grid of three options and three criteria whose cells have one of these answers each.
    fn each_grid(answers: &[Vec<f64>], at: usize, grid: &mut Vec<f64>, visit: &mut dyn FnMut(&[f64])) {
        if at == answers.len() {
            return visit(grid);
        }
        for answer in &answers[at] {
            grid.push(*answer);
            each_grid(answers, at + 1, grid, visit);
            grid.pop();
        }
    }

    /// Three options, three criteria, four people: every grid that they could agree on, cell by cell.
    #[test]
    fn an_option_out_of_reach_leads_on_no_grid_of_answers() {
        let weights = [[5.0, 3.0, 2.0], [1.0, 1.0, 1.0], [4.0, 4.0, 1.0], [2.0, 5.0, 3.0]];
        let mut number = 7_u64;
        let mut next = |n: u64| {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (number >> 33) % n
        };
        let (mut n_out, mut n_live_that_led) = (0, 0);
        for _ in 0..12 {
            let base: Vec<u64> = (0..9).map(|_| next(60)).collect();
            let mut group: Vec<Ballot> =
                weights.iter().map(|own| ballot(own, &[&[0.0; 3], &[0.0; 3], &[0.0; 3]])).collect();
            for own in &mut group {
                for (cell, from) in base.iter().enumerate() {
                    // Every other cell is near to settled, so that some options are out of reach.
                    let wide = if cell % 2 == 0 { 8 } else { 30 };
                    own.scores[cell / 3][cell % 3] = Some((from + next(wide)) as f64);
                }
            }
            let found = reach(&group, Centre::Median, Missing::Withhold, &[]).unwrap();
            let share = super::pooled(&group).unwrap().0;
            let answers: Vec<Vec<f64>> = (0..9)
                .map(|cell| {
                    let mut all: Vec<f64> = group.iter().filter_map(|own| own.scores[cell / 3][cell % 3]).collect();
                    all.sort_by(f64::total_cmp);
                    all.dedup();
                    // The ends decide; what lies between is tried where it costs little.
                    if cell % 3 == 0 { all } else { vec![all[0], all[all.len() - 1]] }
                })
                .collect();
            let mut led = [false; 3];
            each_grid(&answers, 0, &mut Vec::new(), &mut |grid| {
                let total = |row: usize| (0..3).map(|j| share[j] * grid[3 * row + j]).sum::<f64>();
                let totals = [total(0), total(1), total(2)];
                for option in 0..3 {
                    led[option] |= (0..3).all(|other| other == option || totals[option] > totals[other] + 1e-9);
                }
            });
            for option in 0..3 {
                match found[option] {
                    Some(points) if points <= 0.0 => {
                        n_out += 1;
                        assert!(!led[option], "{option} is out of reach ({points}) and leads");
                    }
                    Some(_) => n_live_that_led += usize::from(led[option]),
                    None => assert!(led[option]),
                }
            }
        }
        assert!(n_out > 3 && n_live_that_led > 3, "both kinds were tried: {n_out}, {n_live_that_led}");
    }

    #[test]
    fn several_leaders_are_alike() {
        let group = [ballot(&[1.0], &[&[50.0], &[40.0], &[20.0]]), ballot(&[1.0], &[&[50.0], &[60.0], &[30.0]])];
        assert_eq!(group_winners(&group, Centre::Mean, Missing::Withhold), Ok(vec![0, 1]));
        let items = agenda(&group, Centre::Mean, Missing::Withhold).unwrap();
        // Of two leaders it is even which one is stayed with: 10 points are lost half of the time, either way.
        assert_eq!((items[0].option, items[0].stake, items[0].n_flips), (1, 5.0, 2));
        assert_eq!(reach(&group, Centre::Mean, Missing::Withhold, &[]), Ok(vec![None, None, Some(-20.0)]));
    }
}
