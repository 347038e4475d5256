//! `evaluate`: an appraisal turned into numbers. It cannot fail: an unfinished appraisal is legal, and what is missing
//! appears as `None`, never as 0.

mod points;

pub use points::{cell, is_outside};

use super::{Alternative, Appraisal, Criterion, Gate, Leaf, Outcome, Role};
use crate::id::{AlternativeId, CriterionId, GateId};
use crate::method::additive::{Missing, bounds, weighted_sum};
use crate::method::switch::{SmallestMove, nearest_rival};
use crate::method::weight;
use crate::order::{places, sort_by};
use crate::spelling::told_apart;
use std::collections::HashMap;
use std::ops::Range;

/// The results of one appraisal. Columns are leaf criteria in reading order, rows options in the author's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The leaf criteria.
    pub columns: Vec<Column>,
    /// The top of the criteria tree: families, and leaves that stand alone.
    pub families: Vec<Family>,
    /// The options.
    pub standings: Vec<Standing>,
    /// The first and the second of the ranking; absent with fewer than two ranked options.
    pub lead: Option<Lead>,
}

impl Evaluation {
    /// Returns the ranked options, best first; equal ranks in the author's order.
    #[must_use]
    pub fn ranking(&self) -> Vec<&Standing> {
        let rows = self.order().into_iter().map(|row| &self.standings[row]);
        rows.filter(|standing| standing.rank.is_some()).collect()
    }

    /// Returns the rows of the options as they are shown: the ranked ones first and best first, else in the author's order.
    #[must_use]
    pub fn order(&self) -> Vec<usize> {
        let key = |row: usize| (self.standings[row].rank.is_none(), self.standings[row].rank);
        places(self.standings.len(), &mut |one, other| key(one).cmp(&key(other)))
    }

    /// Returns how many criteria have no weight yet.
    #[must_use]
    pub fn n_unweighted(&self) -> usize {
        self.columns.iter().filter(|column| column.points.is_none()).count()
    }

    /// Returns how many scores are missing on criteria that have weight.
    #[must_use]
    pub fn n_missing(&self) -> usize {
        self.standings.iter().map(|standing| standing.n_missing).sum()
    }
}

/// A leaf criterion with its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The leaf.
    pub criterion: CriterionId,
    /// Its name.
    pub name: String,
    /// Which of the families it belongs to, from 0.
    pub family: usize,
    /// The raw weight in the set that is in use, for swing weights the points as typed; absent until given.
    pub points: Option<f64>,
    /// Its share of the whole weight, 0 to 1; absent until some criterion has weight.
    pub share: Option<f64>,
    /// The share as printed, in tenths of a point; all of them add to 1000.
    pub printed: Option<u32>,
}

/// A branch at the top of the criteria tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// The family, or the leaf that stands alone.
    pub criterion: CriterionId,
    /// Its name.
    pub name: String,
    /// Its share of the whole weight, 0 to 1.
    pub share: Option<f64>,
    /// The sum of its leaves' printed shares, in tenths of a point.
    pub printed: Option<u32>,
}

/// How one option stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The option.
    pub alternative: AlternativeId,
    /// Its name.
    pub name: String,
    /// Its part in the comparison.
    pub role: Role,
    /// How it stands at the gates.
    pub gate: GateStanding,
    /// Points and contribution on each leaf.
    pub cells: Vec<Cell>,
    /// Contribution of each family; absent where a score in it is missing.
    pub families: Vec<Option<f64>>,
    /// Weighted points out of 100; absent while a score on a criterion of weight is missing.
    pub total: Option<f64>,
    /// The lowest and the highest that the total could be, the gaps filled with 0 and with 100.
    pub range: Option<(f64, f64)>,
    /// How many scores are missing on criteria of weight.
    pub n_missing: usize,
    /// Competition rank among the options in the running, from 1; absent without a total or with a failed gate.
    pub rank: Option<usize>,
}

/// One option on one leaf.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    /// Points on the scale, 0 to 100.
    pub points: Option<f64>,
    /// Whether the measure lies beyond an end of the scale and was held at that end.
    pub outside: bool,
    /// Share times points.
    pub contribution: Option<f64>,
    /// Lowest and highest points that the score's range allows; absent without a range.
    pub range: Option<(f64, f64)>,
}

/// How an option stands at all gates together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GateStanding {
    /// Passes every gate.
    Pass,
    /// Fails these gates.
    Fail(Vec<GateId>),
    /// Fails none; these are not yet decided.
    Open(Vec<GateId>),
}

/// The first of the ranking against the second.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// Row of the first.
    pub leader: usize,
    /// Row of the second.
    pub rival: usize,
    /// Points between them; 0 on a tie.
    pub points: f64,
    /// Whether the lead reaches the declared materiality.
    pub clear: bool,
    /// The option that the least move of weight would bring level with the first, by row, and that move; absent where none
    /// can. It need not be the second: one further behind that is strong where the first is weak may need less.
    pub tie: Option<(usize, SmallestMove)>,
}

/// Returns the results of an appraisal.
///
/// The additive model over declared scales: each option's total is the sum over the leaves of share times points. An option
/// that fails a gate has a total and no rank. Criteria without a weight count for nothing and are counted in
/// [`Evaluation::n_unweighted`].
///
/// # Reference
/// Keeney and Raiffa (1976), Decisions with Multiple Objectives; Department for Communities and Local Government (2009),
/// Multi-criteria analysis: a manual, appendix 4.
///
/// # Example
/// ```
/// use weighbridge::appraisal::evaluate::evaluate;
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply}};
/// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into())))?;
/// let results = evaluate(&case.appraisals[0]);
/// assert!(results.lead.is_none() && results.standings.len() == 2);
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn evaluate(appraisal: &Appraisal) -> Evaluation {
    let leaves = appraisal.leaves();
    let mut columns = columns(appraisal, &leaves);
    let raw: Vec<f64> = columns.iter().map(|column| column.points.unwrap_or(0.0)).collect();
    if let (Ok(shares), Ok(printed)) = (weight::normalise(&raw), weight::printed_tenths(&raw)) {
        for (column, (share, printed)) in columns.iter_mut().zip(shares.into_iter().zip(printed)) {
            (column.share, column.printed) = (Some(share), Some(printed));
        }
    }
    let spans = spans(appraisal);
    let families = families(appraisal, &columns, &spans);
    let points = points::points(appraisal, &leaves);
    let verdicts = verdicts(appraisal);
    let names = told_apart(appraisal.alternatives.iter().map(|option| option.name.as_str()), "option");
    let rows = appraisal.alternatives.iter().zip(names).zip(points);
    let mut standings: Vec<Standing> = rows
        .map(|((option, name), cells)| {
            let gate = gate_standing(&verdicts, option.id);
            Standing { name, ..standing(option, gate, cells, &columns) }
        })
        .collect();
    add_totals(&mut standings, &raw, &columns, &spans);
    let lead = lead(&standings, &raw, appraisal.materiality.get());
    Evaluation { columns, families, standings, lead }
}

fn columns(appraisal: &Appraisal, leaves: &[(&super::Criterion, &Leaf)]) -> Vec<Column> {
    let mut family_of = Vec::new();
    for (i, top) in appraisal.criteria.iter().enumerate() {
        family_of.extend(std::iter::repeat_n(i, top.n_leaves()));
    }
    let names = told_apart(leaves.iter().map(|(criterion, _)| criterion.name.as_str()), "criterion");
    let with_family = leaves.iter().zip(names).zip(family_of).zip(appraisal.weights_in_use());
    with_family
        .map(|((((criterion, _), name), family), points)| Column {
            criterion: criterion.id,
            name,
            family,
            points,
            share: None,
            printed: None,
        })
        .collect()
}

/// Returns the columns of each family: leaves in reading order stand together.
fn spans(appraisal: &Appraisal) -> Vec<Range<usize>> {
    let mut end = 0;
    let span = |top: &Criterion| {
        let start = end;
        end += top.n_leaves();
        start..end
    };
    appraisal.criteria.iter().map(span).collect()
}

fn families(appraisal: &Appraisal, columns: &[Column], spans: &[Range<usize>]) -> Vec<Family> {
    let tops = appraisal.criteria.iter().zip(spans);
    tops.map(|(top, span)| {
        let own = || columns[span.clone()].iter();
        Family {
            criterion: top.id,
            name: top.name.clone(),
            share: own().map(|column| column.share).sum(),
            printed: own().map(|column| column.printed).sum(),
        }
    })
    .collect()
}

fn standing(alternative: &Alternative, gate: GateStanding, mut cells: Vec<Cell>, columns: &[Column]) -> Standing {
    for (cell, column) in cells.iter_mut().zip(columns) {
        cell.contribution = cell.points.zip(column.share).map(|(points, share)| points * share);
    }
    let has_weight = |column: &Column| column.share.is_some_and(|share| share > 0.0);
    let n_missing =
        cells.iter().zip(columns).filter(|(cell, column)| cell.points.is_none() && has_weight(column)).count();
    Standing {
        alternative: alternative.id,
        name: alternative.name.clone(),
        role: alternative.role,
        gate,
        cells,
        families: Vec::new(),
        total: None,
        range: None,
        n_missing,
        rank: None,
    }
}

/// Returns each gate with its verdicts by option.
fn verdicts(appraisal: &Appraisal) -> Vec<(GateId, HashMap<AlternativeId, Outcome>)> {
    let by_option = |gate: &Gate| gate.verdicts.iter().map(|verdict| (verdict.alternative, verdict.outcome)).collect();
    appraisal.gates.iter().map(|gate| (gate.id, by_option(gate))).collect()
}

fn gate_standing(verdicts: &[(GateId, HashMap<AlternativeId, Outcome>)], alternative: AlternativeId) -> GateStanding {
    let (mut failed, mut open) = (Vec::new(), Vec::new());
    for (gate, by_option) in verdicts {
        match by_option.get(&alternative).copied().unwrap_or_default() {
            Outcome::Pass => {}
            Outcome::Fail => failed.push(*gate),
            Outcome::NotYetKnown => open.push(*gate),
        }
    }
    match (failed.is_empty(), open.is_empty()) {
        (false, _) => GateStanding::Fail(failed),
        (true, false) => GateStanding::Open(open),
        (true, true) => GateStanding::Pass,
    }
}

fn add_totals(standings: &mut [Standing], raw: &[f64], columns: &[Column], spans: &[Range<usize>]) {
    let scores: Vec<Vec<Option<f64>>> =
        standings.iter().map(|standing| standing.cells.iter().map(|cell| cell.points).collect()).collect();
    let (Ok(sum), Ok(ranges)) = (weighted_sum(raw, &scores, Missing::Withhold), bounds(raw, &scores, 0.0, 100.0))
    else {
        for standing in standings {
            standing.families = vec![None; spans.len()];
        }
        return;
    };
    let in_the_running = standings.iter().map(|standing| !matches!(standing.gate, GateStanding::Fail(_)));
    let ranked: Vec<Option<f64>> =
        sum.totals.iter().zip(in_the_running).map(|(total, runs)| total.filter(|_| runs)).collect();
    let ranks = crate::method::rank::competition(&ranked);
    for (i, standing) in standings.iter_mut().enumerate() {
        standing.total = sum.totals[i];
        standing.range = ranges.get(i).copied();
        standing.rank = ranks[i];
        standing.families = spans
            .iter()
            .map(|span| {
                let own = standing.cells[span.clone()].iter().zip(&columns[span.clone()]);
                // A gap on a criterion without weight takes nothing away.
                own.map(|(cell, column)| if column.share == Some(0.0) { Some(0.0) } else { cell.contribution }).sum()
            })
            .collect();
    }
}

fn lead(standings: &[Standing], raw: &[f64], materiality: f64) -> Option<Lead> {
    let mut ranked: Vec<usize> = (0..standings.len()).filter(|&i| standings[i].rank.is_some()).collect();
    sort_by(&mut ranked, &mut |&one, &other| standings[one].rank.cmp(&standings[other].rank));
    let (&leader, &rival) = (ranked.first()?, ranked.get(1)?);
    let points = standings[leader].total? - standings[rival].total?;
    let tied = standings[leader].rank == standings[rival].rank;
    Some(Lead {
        leader,
        rival,
        points: if tied { 0.0 } else { points },
        clear: !tied && points >= materiality,
        tie: smallest_tie(standings, raw, &ranked),
    })
}

/// Returns the option, by row, that the least move of weight brings level with the first of the ranked rows, and that move.
fn smallest_tie(standings: &[Standing], raw: &[f64], ranked: &[usize]) -> Option<(usize, SmallestMove)> {
    let columns = scored_columns(standings, ranked);
    let weights: Vec<f64> = columns.iter().map(|column| raw[*column]).collect();
    let row = |row: &usize| columns.iter().filter_map(|column| standings[*row].cells[*column].points).collect();
    let points: Vec<Vec<f64>> = ranked.iter().map(row).collect();
    let (rival, mut tie) = nearest_rival(&weights, &points, 0).ok().flatten()?;
    for step in &mut tie.moves {
        (step.from, step.to) = (columns[step.from], columns[step.to]);
    }
    Some((ranked[rival], tie))
}

/// Returns the columns on which each of some rows has points. With weight or without: weight can be moved to any of them.
pub(super) fn scored_columns(standings: &[Standing], rows: &[usize]) -> Vec<usize> {
    let n_columns = standings.first().map_or(0, |standing| standing.cells.len());
    let is_scored = |column: &usize| rows.iter().all(|row| standings[*row].cells[*column].points.is_some());
    (0..n_columns).filter(is_scored).collect()
}
