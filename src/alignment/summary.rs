//! `summarise`: a case turned into alignment indices. It cannot fail; what nobody assessed has no index.

use super::Assessment;
use super::Contribution;
use super::goal::GoalAlignment;
use super::index::{Indices, InitiativeAlignment, Range, align};
use crate::framework::{Framework, Lens, LensWeights, goals_by_lens};
use crate::grid::Grid;
use crate::id::{GoalId, InitiativeId};
use crate::order::sort_by;
use crate::pence::Pence;
use crate::programme::Initiative;
use std::collections::HashMap;
use std::sync::Arc;

/// How a programme stands against the goals of a case. Rows are initiatives in the author's order, columns goals lens by
/// lens.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The columns.
    pub goals: Vec<GoalRow>,
    /// The rows.
    pub initiatives: Vec<InitiativeRow>,
    /// How many cells there are of each kind.
    pub cells: CellCounts,
}

/// One goal over all initiatives.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalRow {
    /// The goal.
    pub id: GoalId,
    /// Its lens.
    pub lens: Lens,
    /// Supporters, harmers and the strongest, as rows of the summary.
    pub standing: GoalAlignment,
    /// Budgets of the supporting initiatives, each counted in full for every goal, so goals do not add up. Absent where no
    /// supporter has a figure.
    pub money: Option<Pence>,
}

/// One initiative over all goals.
#[derive(Clone, Debug, PartialEq)]
pub struct InitiativeRow {
    /// The initiative.
    pub id: InitiativeId,
    /// What is recorded for each goal.
    pub cells: Vec<Assessment>,
    /// Indices under each lens, in the order of [`Lens::ALL`], and across them.
    pub standing: InitiativeAlignment,
    /// Goals assessed.
    pub n_assessed: usize,
    /// Goals that apply.
    pub n_applicable: usize,
}

impl InitiativeRow {
    /// Returns the indices under one lens, or across the lenses.
    #[must_use]
    pub fn indices(&self, lens: Option<Lens>) -> Indices {
        match lens {
            None => self.standing.overall,
            Some(lens) => self.standing.lenses.get(lens as usize).copied().unwrap_or_default(),
        }
    }
}

impl Summary {
    /// Returns how the cells of one initiative divide, under one lens or across them. Nothing for an unknown initiative.
    #[must_use]
    pub fn counts(&self, initiative: InitiativeId, lens: Option<Lens>) -> CellCounts {
        let row = self.initiatives.iter().find(|row| row.id == initiative);
        let cells = row.into_iter().flat_map(|row| self.goals.iter().zip(&row.cells));
        count(cells.filter(|(goal, _)| lens.is_none_or(|lens| goal.lens == lens)).map(|(_, cell)| cell))
    }

    /// Returns the initiatives that contribute to no goal that was assessed.
    pub fn orphans(&self) -> impl Iterator<Item = &InitiativeRow> {
        self.initiatives.iter().filter(|row| row.standing.orphan)
    }
}

/// An order of initiatives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowOrder {
    /// As in the programme.
    #[default]
    Programme,
    /// By what is found of their contribution, the most first.
    Contribution,
    /// By what is found of their harm, the most first.
    Harm,
    /// By what is looked at of the goals that apply, the least first.
    Unseen,
}

impl Summary {
    /// Returns the initiatives in an order, under one lens or across them. Those that it does not tell apart stay as in the
    /// programme.
    ///
    /// # Example
    /// ```
    /// use weighbridge::{alignment::summary::RowOrder, case::Case};
    /// assert!(Case::titled("Depots").alignment().in_order(RowOrder::Harm, None).is_empty());
    /// ```
    #[must_use]
    pub fn in_order(&self, order: RowOrder, lens: Option<Lens>) -> Vec<InitiativeId> {
        let floor = |range: Option<Range>| range.map_or(0.0, |range| range.floor);
        let key = |row: &InitiativeRow| {
            let indices = row.indices(lens);
            match order {
                RowOrder::Programme => 0.0,
                RowOrder::Contribution => -floor(indices.contribution),
                RowOrder::Harm => -floor(indices.harm),
                RowOrder::Unseen => indices.coverage.unwrap_or(1.0),
            }
        };
        let mut rows: Vec<(f64, InitiativeId)> = self.initiatives.iter().map(|row| (key(row), row.id)).collect();
        sort_by(&mut rows, &mut |one, other| one.0.total_cmp(&other.0));
        rows.into_iter().map(|(_, id)| id).collect()
    }
}

/// Which initiatives are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowFilter {
    /// All of them.
    #[default]
    All,
    /// Those in which some harm is found.
    Harmful,
    /// Those of which something is unknown: looked at, and no evidence found.
    Unknown,
    /// Those of which something that applies is not scored.
    Open,
}

impl Summary {
    /// Returns whether an initiative is among those that are looked for, under one lens or across them.
    ///
    /// # Example
    /// ```
    /// use weighbridge::{alignment::summary::RowFilter, case::Case, id::InitiativeId};
    /// let summary = Case::titled("Depots").alignment();
    /// assert!(!summary.is_among(RowFilter::Harmful, InitiativeId(1), None));
    /// ```
    #[must_use]
    pub fn is_among(&self, filter: RowFilter, initiative: InitiativeId, lens: Option<Lens>) -> bool {
        let counts = || self.counts(initiative, lens);
        match filter {
            RowFilter::All => true,
            RowFilter::Unknown => counts().unknown > 0,
            RowFilter::Open => counts().applicable() > counts().scored,
            RowFilter::Harmful => self.initiatives.iter().filter(|row| row.id == initiative).any(|row| {
                let cells = self.goals.iter().zip(&row.cells).filter(|(goal, _)| lens.is_none_or(|of| goal.lens == of));
                cells.into_iter().any(|(_, cell)| matches!(cell, Assessment::Scored(effect) if effect.get() < 0))
            }),
        }
    }
}

/// How many cells of the matrix are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellCounts {
    /// A number is given.
    pub scored: usize,
    /// Looked at, evidence missing.
    pub unknown: usize,
    /// Does not apply.
    pub not_applicable: usize,
    /// Nobody has looked.
    pub not_assessed: usize,
}

impl CellCounts {
    /// Returns how many cells apply.
    #[must_use]
    pub fn applicable(self) -> usize {
        self.scored + self.unknown + self.not_assessed
    }
}

/// Returns how initiatives stand against the goals of frameworks, by the definitions of [`index`](super::index).
///
/// # Example
/// ```
/// use weighbridge::{alignment::summary::summarise, framework::LensWeights, grid::Grid};
/// assert!(summarise(&[], &[], &Grid::new(), &LensWeights::default()).goals.is_empty());
/// ```
#[must_use]
pub fn summarise(
    initiatives: &[Arc<Initiative>],
    frameworks: &[Arc<Framework>],
    contributions: &Grid<Contribution>,
    lens_weights: &LensWeights,
) -> Summary {
    let goals: Vec<_> = goals_by_lens(frameworks).collect();
    let columns: HashMap<GoalId, usize> = goals.iter().enumerate().map(|(at, (_, goal))| (goal.id, at)).collect();
    let row = |initiative: &Arc<Initiative>| {
        let mut row = vec![Assessment::default(); goals.len()];
        for found in contributions.row(initiative.id) {
            if let Some(column) = columns.get(&found.goal) {
                row[*column] = found.counted();
            }
        }
        row
    };
    let rows: Vec<Vec<Assessment>> = initiatives.iter().map(row).collect();
    let weights: Vec<f64> = goals.iter().map(|(_, goal)| goal.weight.get()).collect();
    let lens_of: Vec<usize> = goals.iter().map(|(framework, _)| framework.lens as usize).collect();
    let lens_weights = Lens::ALL.map(|lens| lens_weights.of(lens));
    let Ok(aligned) = align(&rows, &weights, &lens_of, &lens_weights) else {
        // Weights in a case are finite and never negative, and there is a lens for every goal.
        return Summary { goals: Vec::new(), initiatives: Vec::new(), cells: CellCounts::default() };
    };
    let counts: Vec<CellCounts> = rows.iter().map(count).collect();
    let cells = counts.iter().fold(CellCounts::default(), |all, row| CellCounts {
        scored: all.scored + row.scored,
        unknown: all.unknown + row.unknown,
        not_applicable: all.not_applicable + row.not_applicable,
        not_assessed: all.not_assessed + row.not_assessed,
    });
    let money = |supporters: &[usize]| {
        let mut budgets = supporters.iter().filter_map(|&row| initiatives[row].budget).peekable();
        budgets.peek()?;
        Pence::new(budgets.map(Pence::get).fold(0, i64::saturating_add))
    };
    Summary {
        goals: goals
            .iter()
            .zip(aligned.goals)
            .map(|((framework, goal), standing)| GoalRow {
                id: goal.id,
                lens: framework.lens,
                money: money(&standing.supporters),
                standing,
            })
            .collect(),
        initiatives: initiatives
            .iter()
            .zip(rows.into_iter().zip(aligned.initiatives).zip(counts))
            .map(|(initiative, ((cells, standing), counts))| {
                let (n_assessed, n_applicable) = (counts.scored, counts.applicable());
                InitiativeRow { id: initiative.id, cells, standing, n_assessed, n_applicable }
            })
            .collect(),
        cells,
    }
}

fn count<'a>(cells: impl IntoIterator<Item = &'a Assessment>) -> CellCounts {
    let mut counts = CellCounts::default();
    for cell in cells {
        match cell {
            Assessment::Scored(_) => counts.scored += 1,
            Assessment::Unknown => counts.unknown += 1,
            Assessment::NotApplicable => counts.not_applicable += 1,
            Assessment::NotAssessed => counts.not_assessed += 1,
        }
    }
    counts
}
