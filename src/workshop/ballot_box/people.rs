//! What only the box can count: which ballots are one person's. It answers with counts, and with no person's figures.

use super::{BallotBox, Slip};
use crate::appraisal::Appraisal;
use crate::appraisal::evaluate::{Evaluation, GateStanding, evaluate};
use crate::finite::Finite;
use crate::id::AlternativeId;
use crate::method::additive::Missing;
use crate::method::group::{Ballot, Centre, own_winners, redrawn_rooms, winners_without_each};
use crate::unknown::Unknown;
use crate::workshop::cell::cells;
use crate::workshop::question::Question;
use crate::workshop::session::{Session, WinnerCounts};
use crate::workshop::token::Voter;
use std::collections::{BTreeMap, BTreeSet};

/// How many rooms are drawn again.
const N_ROOMS: u32 = 10_000;

/// A cell that the room scored: its row and column, and the figure of the group.
struct Asked<'a> {
    row: usize,
    column: usize,
    of: u32,
    of_group: Option<f64>,
    said: BTreeMap<Voter, &'a Slip>,
}

impl BallotBox {
    /// Returns whose own figures put which option first, how often each option leads without one person, and in redrawn
    /// rooms. Where somebody gave no points the figure of the appraisal stands, else the middle of the room, and is counted;
    /// their weights are the appraisal's until they gave their own. Options that fail a gate are out of the running.
    ///
    /// `None` while fewer than [`Session::FEWEST`] people have scored, and while the appraisal has no weights.
    ///
    /// # Reference
    /// As [`own_winners`], [`winners_without_each`] and [`redrawn_rooms`].
    #[must_use]
    pub fn count_winners(&self, appraisal: &Appraisal, session: &Session, seed: &str) -> Option<WinnerCounts> {
        let results = evaluate(appraisal);
        let shares: Vec<f64> = results.columns.iter().map(|column| column.share).collect::<Option<_>>()?;
        let running: Vec<usize> = results
            .standings
            .iter()
            .enumerate()
            .filter(|(_, standing)| !matches!(standing.gate, GateStanding::Fail(_)))
            .map(|(row, _)| row)
            .collect();
        let asked = self.asked(&results, session, &running);
        let people: BTreeSet<Voter> = asked.iter().flat_map(|cell| cell.said.keys().copied()).collect();
        if people.len() < Session::FEWEST {
            return None;
        }
        let weighed = self.weighed(session);
        let mut filled = 0;
        let mut ballot = |person: &Voter| {
            let mut scores: Vec<Vec<Option<f64>>> = running
                .iter()
                .map(|row| results.standings[*row].cells.iter().map(|cell| cell.points).collect())
                .collect();
            for cell in &asked {
                let own = cell.said.get(person).and_then(|slip| points(slip, cell.of));
                filled += u32::from(own.is_none() && cell.of_group.is_some());
                scores[cell.row][cell.column] = own.or(cell.of_group);
            }
            let own = weighed.get(person).map(|slip| {
                let of = |column: &crate::appraisal::evaluate::Column| points(slip, column.criterion.0);
                results.columns.iter().map(of).collect::<Option<Vec<f64>>>()
            });
            let own = own.flatten().filter(|weights| weights.iter().sum::<f64>() > 0.0);
            Ballot { weights: own.unwrap_or_else(|| shares.clone()), scores }
        };
        let ballots: Vec<Ballot> = people.iter().map(&mut ballot).collect();
        let (centre, missing) = (Centre::Median, Missing::Withhold);
        let own = own_winners(&ballots, centre, missing).ok()?;
        let without = winners_without_each(&ballots, centre, missing).ok()?;
        let redrawn = redrawn_rooms(&ballots, centre, missing, N_ROOMS, seed).ok()??;
        let id = |option: usize| results.standings[running[option]].alternative;
        let counts = |all: &mut dyn Iterator<Item = &Vec<usize>>| -> Vec<(AlternativeId, u32)> {
            let mut found = vec![0; running.len()];
            all.flatten().for_each(|option| found[*option] += 1);
            found.into_iter().enumerate().filter(|(_, n)| *n > 0).map(|(option, n)| (id(option), n)).collect()
        };
        let n = u32::try_from(people.len()).ok()?;
        Some(WinnerCounts {
            n,
            counts: counts(&mut own.winners.iter()),
            filled: filled + u32::try_from(own.n_filled).ok()?,
            n_figures: n * u32::try_from(asked.len()).ok()?,
            without_each: counts(&mut without.iter().flatten()),
            redrawn: redrawn
                .into_iter()
                .enumerate()
                .filter(|(_, share)| *share > 0.0)
                .filter_map(|(option, share)| Some((id(option), Finite::new(share)?)))
                .collect(),
            unknown: Unknown::new(),
        })
    }

    /// Returns the cells that the room scored, each by its newest round that counts.
    fn asked(&self, results: &Evaluation, session: &Session, running: &[usize]) -> Vec<Asked<'_>> {
        let mut found = Vec::new();
        for (row, of) in running.iter().enumerate() {
            let standing = &results.standings[*of];
            for (column, leaf) in results.columns.iter().enumerate() {
                let Some(round) = session.round_of(leaf.criterion, standing.alternative) else { continue };
                let of = standing.alternative.0;
                let middle = || cells(session, round).into_iter().find(|cell| cell.of == of)?.spread;
                let of_group = standing.cells[column].points.or_else(|| middle().map(|spread| spread.median));
                let said = self.counted(round.id).map(|(voter, slip, _)| (voter, slip)).collect();
                found.push(Asked { row, column, of, of_group, said });
            }
        }
        found
    }

    /// Returns the newest ballots on the moves.
    fn weighed(&self, session: &Session) -> BTreeMap<Voter, &Slip> {
        let is_weighing = |asks: &Question| matches!(asks, Question::Swings(_));
        let round = session.rounds.iter().rev().find(|round| round.counts() && is_weighing(&round.asks));
        round.into_iter().flat_map(|round| self.counted(round.id)).map(|(voter, slip, _)| (voter, slip)).collect()
    }
}

/// Returns the points that a slip gives something.
fn points(slip: &Slip, of: u32) -> Option<f64> {
    slip.answers.iter().find(|(item, _)| *item == of).and_then(|(_, reply)| reply.points())
}
